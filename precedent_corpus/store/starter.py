"""The starter corpus: the texts that ship with the program, put into every new data folder once."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from precedent_corpus import DATA
from precedent_corpus.store.database import CorpusBusy, Database, prepare
from precedent_corpus.store.import_report import ImportReport
from precedent_corpus.store.importing import write_batch
from precedent_corpus.store.ingest import read_incoming
from precedent_corpus.store.meta import value_of
from precedent_corpus.store.opening import open_store
from precedent_corpus.store.register import Register
from precedent_corpus.store.store import Store

STARTER = "1"
"""The version of the starter corpus; raised when it changes. A folder gets each version once."""


def ensure_starter(folder: Path, data: Path = DATA) -> bool:
    """Put the starter corpus into a folder that has not had it; return whether it was put there now.

    All of it or nothing, so that the next start completes one that was interrupted. If another process is writing,
    it is left to that process or to the next start.
    """
    prepare(folder)
    with closing(Database(folder)) as database, database.reading() as connection:
        had = value_of(connection, "starter")
    if had == STARTER:
        return False
    try:
        store = open_store(folder, writer=True)
    except CorpusBusy:
        return False
    with closing(store):
        return store.value("starter") != STARTER and _add_starter(store, data)


def starter_files(folder: Path) -> list[Path]:
    """Return the texts of a starter corpus in order."""
    return sorted(folder.glob("*.akn"))


def _add_starter(store: Store, data: Path) -> bool:
    register = Register()
    with store.reading() as connection:
        packing = store.packing(connection)
    texts = [
        (file.name, read_incoming(file.name, file.read_bytes(), register, packing))
        for file in starter_files(data)
    ]
    try:
        write_batch(store, texts, ImportReport(), starter=STARTER)
    finally:
        store.commit_index()
    return bool(texts)
