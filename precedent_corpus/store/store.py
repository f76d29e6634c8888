"""An open corpus folder: the database and its index, kept in step, for readers of any thread and for one writer."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from precedent_corpus.search.index import Index, open_index
from precedent_corpus.search.snapshot import Snapshot
from precedent_corpus.search.vocabulary import VocabularyReader, VocabularyWriter
from precedent_corpus.store.clauses import Packing
from precedent_corpus.store.database import CorpusBusy, CorpusError, Database, WriterLock
from precedent_corpus.store.import_report import ImportReport
from precedent_corpus.store.meta import (
    IndexState,
    index_state,
    phrases_of,
    set_indexed,
    set_value,
    value_of,
)
from precedent_corpus.store.sources import sweep
from precedent_corpus.store.text_writer import TextWriter

INDEX_AFTER = 60_000
"""After so many new wordings of an import the index is committed; what is lost of it is made up at the next start."""

SCRATCH = "importing"
"""The folder for archives inside archives, removed when the import ends."""


class Store:
    """The database and the index of a corpus folder. Any thread may read; only the holder of the lock may write."""

    def __init__(self, folder: Path, lock: WriterLock | None) -> None:
        self.folder = folder
        self.scratch = folder / SCRATCH
        self._lock = lock
        self._database = Database(folder)
        self._vocabulary = VocabularyReader()
        self._speller: VocabularyWriter | None = None
        self._pending, self._missed = 0, False
        self._packings = threading.local()
        if lock:
            sweep(self.scratch)
        self._index = self._open_index()

    def close(self) -> None:
        """Close the files; a writer lets the next one in."""
        self._index.close()
        self._database.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    # -- the index and the database in step -------------------------------------------------------------------------

    def _open_index(self) -> Index:
        generation, indexed, name = self._state()
        index, opened = open_index(self.folder, name)
        if (index.generation, indexed, opened) == (generation, generation, name):
            return index
        if self._lock:
            self._bring_up(index, opened, generation)
        else:
            with suppress(CorpusBusy):
                lock = WriterLock(self.folder)
                try:
                    self._bring_up(index, opened, self._state().generation)
                    index.close()
                finally:
                    lock.release()
        return index

    def _bring_up(self, index: Index, name: str, generation: int) -> None:
        if index.generation != generation:
            index.catch_up(self._database, generation)
        with self.writing() as connection:
            set_value(connection, "index", name)
            set_indexed(connection, generation)

    def _state(self) -> IndexState:
        with self.reading() as connection:
            return index_state(connection)

    def _follow(self, connection: sqlite3.Connection) -> int:
        """Reload the index if a writer has changed it; return the generation it was committed at.

        During an import the index may be behind the database: what it does not have yet is not found yet.
        """
        _, indexed, name = index_state(connection)
        if self._index.generation != indexed:
            if self._index.folder.name != name:
                self._index = Index(self.folder / name)
            self._index.follow(indexed)
        return indexed

    # -- reading -----------------------------------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one state of the database, whatever is written meanwhile."""
        with self._database.reading() as connection:
            yield connection

    @contextmanager
    def snapshot(self, language: str) -> Iterator[Snapshot]:
        """Give one state of the database and the index, to query texts in a language."""
        with self.reading() as connection:
            generation = self._follow(connection)
            packing = self.packing(connection)
            yield Snapshot(connection, self._index, self._vocabulary, packing, generation, language)

    def packing(self, connection: sqlite3.Connection) -> Packing:
        """Return this thread's means of unpacking clauses."""
        packing: Packing | None = getattr(self._packings, "own", None)
        if packing is None:
            packing = self._packings.own = Packing(phrases_of(connection))
        return packing

    def value(self, name: str) -> str:
        """Return a value of the table `meta` ("notice", "starter")."""
        with self.reading() as connection:
            return value_of(connection, name)

    # -- writing -----------------------------------------------------------------------------------------------------

    def require_writer(self) -> None:
        """Raise CorpusError unless the corpus was opened for writing."""
        if not self._lock:
            raise CorpusError(
                "The corpus is open for reading only; open it for writing to change it."
            )

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes are all kept, or none of them if anything fails."""
        with self._database.writing() as connection:
            yield connection

    @contextmanager
    def editing(self) -> Iterator[sqlite3.Connection]:
        """Give the same to whoever opened the corpus for writing; raises CorpusError otherwise."""
        self.require_writer()
        with self.writing() as connection:
            yield connection

    @contextmanager
    def changing(self, report: ImportReport) -> Iterator[tuple[sqlite3.Connection, TextWriter]]:
        """Give the means to change texts in one transaction, then update the index; `commit_index` is still to come."""
        try:
            with self.writing() as connection:
                if self._speller is None:
                    self._speller = VocabularyWriter(connection)
                writer = TextWriter(connection, report, self._speller)
                yield connection, writer
                _, touched, gone = writer.finish()
        except BaseException:
            self._speller = None
            raise
        self._pending += len(touched) + len(gone) + 1
        try:
            self._index.update(self._database, touched, gone)
        except BaseException:
            self._index.forget()
            self._missed = True
            raise

    def commit_index_when_due(self) -> None:
        """Commit the index if enough has been written since the last commit."""
        if self._pending >= INDEX_AFTER:
            self.commit_index()

    def commit_index(self) -> None:
        """Let readers find what was written, if anything was."""
        if not self._pending:
            return
        generation = self._state().generation
        if self._missed:
            self._index.catch_up(self._database, generation)
        else:
            self._index.commit(generation)
        with self.writing() as connection:
            set_indexed(connection, generation)
        self._pending, self._missed = 0, False

    def rebuild_index(self) -> None:
        """Make the index anew from the texts."""
        with self.editing() as connection:
            connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
        generation = self._state().generation
        self._index.rebuild(self._database, generation)
        with self.writing() as connection:
            set_indexed(connection, generation)

    def remove_texts(self, symbols: Iterable[str], language: str | None = None) -> int:
        """Remove the texts of these symbols, all of them or none; return how many texts that were.

        language: of the texts to remove; None for all languages
        """
        self.require_writer()
        query = "SELECT id FROM documents WHERE symbol = ? AND language = coalesce(?, language)"
        with self.reading() as connection:
            documents = [
                row[0]
                for symbol in dict.fromkeys(symbols)
                for row in connection.execute(query, (symbol.strip(), language))
            ]
        if documents:
            with self.changing(ImportReport()) as (_, writer):
                writer.drop(documents)
            self.commit_index()
        return len(documents)
