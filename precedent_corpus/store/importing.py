"""Importing texts of files, folders and archives in batches, and the imports that were not finished."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from precedent_corpus.store.import_report import ImportReport, Skipped
from precedent_corpus.store.ingest import Incoming
from precedent_corpus.store.meta import phrases_of, set_value
from precedent_corpus.store.readers import AlreadyKnown, Readers, Setup
from precedent_corpus.store.register import Register
from precedent_corpus.store.sources import sources, sweep
from precedent_corpus.store.store import Store

BATCH_TEXTS = 200
BATCH_BYTES = 16 * 1024**2
BATCH_SECONDS = 2.0
"""How much is read before it is written in one transaction: no more is lost if the power fails."""

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


def import_paths(
    store: Store,
    register: Register,
    paths: Sequence[Path],
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportReport:
    """Import the texts of files, folders and zip archives: see `Corpus.add`."""
    with store.editing() as connection:
        unfinished = _begin_import(connection, paths)
    report = ImportReport()
    try:
        _import_all(store, register, paths, report, progress or _silent, cancelled or _never)
    finally:
        store.commit_index()
        sweep(store.scratch)
    if not report.cancelled:
        with store.writing() as connection:
            connection.execute("DELETE FROM imports WHERE id = ?", (unfinished,))
    return report


def _import_all(
    store: Store,
    register: Register,
    paths: Sequence[Path],
    report: ImportReport,
    progress: Progress,
    cancelled: Cancelled,
) -> None:
    """Read every text and write it, batch by batch; record in the report what was not read."""
    with store.reading() as connection:
        known = frozenset(row[0] for row in connection.execute("SELECT digest FROM files"))
        setup = Setup(register.path, phrases_of(connection), known)
    readers = Readers(sources(paths, store.scratch), setup, register, cancelled)
    batch: list[tuple[str, Incoming]] = []
    size, since = 0, time.monotonic()
    with closing(iter(readers)) as outcomes:
        for done, (source, outcome) in enumerate(outcomes, 1):
            if isinstance(outcome, Incoming):
                batch.append((source.name, outcome))
                size += len(outcome.source)
            elif isinstance(outcome, AlreadyKnown):
                report.duplicates += 1
            elif outcome is not None:
                report.skipped.append(Skipped(source.name, outcome))
            late = time.monotonic() - since > BATCH_SECONDS
            if len(batch) >= BATCH_TEXTS or size > BATCH_BYTES or (late and batch):
                write_batch(store, batch, report)
                batch, size, since = [], 0, time.monotonic()
            progress(done, done + readers.waiting, source.name)
    write_batch(store, batch, report)
    report.cancelled = readers.cancelled


def write_batch(
    store: Store, batch: Sequence[tuple[str, Incoming]], report: ImportReport, starter: str = ""
) -> None:
    """Write texts, each with its file's name, in one transaction.

    starter: the version of the starter corpus that these texts are; empty for texts of the user
    """
    if not batch:
        return
    with store.changing(report) as (connection, writer):
        for name, text in batch:
            writer.take(text, name)
        if starter:
            set_value(connection, "starter", starter)
        else:
            set_value(connection, "notice", "")
    store.commit_index_when_due()


def unfinished_imports(connection: sqlite3.Connection) -> list[tuple[Path, ...]]:
    """Return the paths of imports that were cancelled or interrupted, the earliest first."""
    rows = connection.execute("SELECT paths FROM imports ORDER BY id").fetchall()
    return [tuple(map(Path, json.loads(row[0]))) for row in rows]


def forget_unfinished(connection: sqlite3.Connection) -> None:
    """Delete the records of unfinished imports."""
    connection.execute("DELETE FROM imports")


def _begin_import(connection: sqlite3.Connection, paths: Sequence[Path]) -> int:
    """Record that these paths are being imported, unless an earlier record is there; return the record's id."""
    kept = json.dumps([str(path.absolute()) for path in paths])
    row = connection.execute("SELECT id FROM imports WHERE paths = ?", (kept,)).fetchone()
    if row:
        return int(row[0])
    entered = connection.execute("INSERT INTO imports (paths) VALUES (?)", (kept,))
    return int(entered.lastrowid or 0)


def _silent(done: int, total: int, name: str) -> None:
    return None


def _never() -> bool:
    return False
