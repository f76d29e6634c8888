"""Opening a corpus folder: an empty corpus where there is none, texts of an older schema taken over."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing, suppress
from pathlib import Path

from precedent_corpus.store.database import OLDER, CorpusBusy, WriterLock, prepare
from precedent_corpus.store.import_report import ImportReport
from precedent_corpus.store.importing import write_batch
from precedent_corpus.store.ingest import read_incoming
from precedent_corpus.store.meta import set_value, value_of
from precedent_corpus.store.register import Register
from precedent_corpus.store.store import Store
from resolution.reading import ReadingError


def open_store(folder: Path, *, writer: bool = False) -> Store:
    """Open the corpus in a folder, making an empty one if there is none.

    Raises CorpusBusy if a writer is wanted and there is one already, CorpusError if the folder cannot be used.
    """
    prepare(folder)
    _take_over(folder)
    lock = WriterLock(folder) if writer else None
    try:
        return Store(folder, lock)
    except BaseException:
        if lock:
            lock.release()
        raise


def _take_over(folder: Path) -> None:
    """Import the texts of a corpus of an older schema; left to the next start if another process is writing."""
    older = folder / OLDER
    if not older.exists():
        return
    with suppress(CorpusBusy):
        store = Store(folder, WriterLock(folder))
        with closing(store):
            _take_texts(store, older)
        older.unlink(missing_ok=True)


def _take_texts(store: Store, older: Path) -> None:
    register = Register()
    with store.reading() as connection:
        packing = store.packing(connection)
    old = sqlite3.connect(older)
    try:
        starter = value_of(old, "starter")
        with store.writing() as connection:
            set_value(connection, "starter", starter)
        for file, source in old.execute("SELECT file, source FROM documents ORDER BY id"):
            with suppress(ReadingError):
                text = read_incoming(file, zlib.decompress(source), register, packing)
                write_batch(store, [(file, text)], ImportReport())
    finally:
        old.close()
        store.commit_index()
