"""The corpus database: its tables, one connection per thread, one writer at a time, damaged files moved aside."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from precedent_corpus.store.clauses import phrases

SCHEMA = 2
"""Raised with every change to the tables; texts of an older schema are imported again, a newer one is refused."""

FILE = "corpus.sqlite"
LOCK = "writer.lock"
SUSPECT = "check-corpus"
"""A file put into the folder when a read finds the database damaged, so that the next start checks all of it."""

OLDER = "corpus-older.sqlite"
"""A corpus of an older schema, until its texts have been imported."""

CACHE_READING = 16_000
CACHE_WRITING = 96_000
"""How many kilobytes of the database a connection caches."""

CHECKPOINT = 4_000
"""After how many pages the write-ahead log is checkpointed: the larger, the fewer pages are written twice."""

OPENING = 8
"""The number of leading words by which wordings are indexed, to find them by their beginning."""

# Words are stored once: a wording's `form` has one character for each of its words, the vocabulary says which. `scope`
# has a bit for each kind and organ that uses a wording. `first` and `latest` are documents, adopted ones if any adopted
# the wording. Sources are in a table of their own, so that listing texts reads little. Wordings that several
# texts use have an index of openings of their own: it is small, and its wordings are shown first.
_TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE organs (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, symbol TEXT NOT NULL, organ TEXT NOT NULL, status TEXT NOT NULL, adopted TEXT,
    adopted_as TEXT NOT NULL, vote TEXT, in_favour INTEGER, against INTEGER, abstaining INTEGER, title TEXT NOT NULL,
    language TEXT NOT NULL, session TEXT NOT NULL, agenda_item TEXT NOT NULL, issued TEXT, edition INTEGER NOT NULL,
    file TEXT NOT NULL, named INTEGER NOT NULL, content BLOB NOT NULL, clauses INTEGER NOT NULL,
    generation INTEGER NOT NULL
);
CREATE UNIQUE INDEX documents_by_symbol ON documents (symbol, language, status);
CREATE INDEX documents_by_content ON documents (content);
CREATE TABLE sources (document INTEGER PRIMARY KEY REFERENCES documents, source BLOB NOT NULL);
CREATE TABLE files (digest BLOB PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents) WITHOUT ROWID;
CREATE INDEX files_by_document ON files (document);
CREATE TABLE topics (
    topic TEXT NOT NULL, document INTEGER NOT NULL REFERENCES documents, PRIMARY KEY (topic, document)
) WITHOUT ROWID;
CREATE INDEX topics_by_document ON topics (document);
CREATE TABLE vocabulary (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, sense INTEGER NOT NULL);
CREATE TABLE wordings (
    id INTEGER PRIMARY KEY, language TEXT NOT NULL, digest INTEGER NOT NULL UNIQUE, form TEXT NOT NULL,
    facts TEXT NOT NULL, scope INTEGER NOT NULL, adopted INTEGER NOT NULL, uses INTEGER NOT NULL,
    first INTEGER NOT NULL, latest INTEGER NOT NULL, generation INTEGER NOT NULL
);
CREATE INDEX wordings_by_opening ON wordings (language, substr(form, 1, {OPENING}), scope);
CREATE INDEX wordings_often_used ON wordings (language, substr(form, 1, {OPENING}), scope, adopted, uses)
    WHERE uses > 1;
CREATE TABLE clauses (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, position INTEGER NOT NULL,
    place TEXT NOT NULL, kind INTEGER NOT NULL, part INTEGER NOT NULL,
    wording INTEGER NOT NULL REFERENCES wordings, body BLOB NOT NULL
);
CREATE INDEX clauses_by_wording ON clauses (wording, document);
CREATE INDEX clauses_by_document ON clauses (document);
CREATE TABLE dropped (wording INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
CREATE TABLE imports (id INTEGER PRIMARY KEY, paths TEXT NOT NULL);
INSERT INTO meta VALUES ('generation', 0), ('indexed', -1), ('index', 'index-1'), ('starter', '');
PRAGMA user_version = {SCHEMA};
"""


class CorpusError(Exception):
    """An operation on the corpus failed; the message is one sentence for the user: what is wrong, and what to do."""


class CorpusBusy(CorpusError):
    """Another process, or another part of this one, is writing to the corpus."""

    def __init__(self) -> None:
        super().__init__(
            "Another window or command is adding texts to the corpus or taking some out;"
            " wait until it is done and try again."
        )


def _unusable(folder: Path, why: str) -> CorpusError:
    return CorpusError(
        f"The folder {folder} cannot be used ({why}); check that you may write there."
    )


class WriterLock:
    """Held by the one writer: an exclusive lock on a small database, which the system releases when a process dies."""

    def __init__(self, folder: Path, patience: float = 0.0) -> None:
        """Take the lock, waiting at most `patience` seconds; raises CorpusBusy if another holds it."""
        self._held = sqlite3.connect(
            folder / LOCK, timeout=patience, isolation_level=None, check_same_thread=False
        )
        try:
            self._held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._held.close()
            if "locked" in str(error):
                raise CorpusBusy from error
            raise _unusable(folder, str(error)) from error

    def release(self) -> None:
        """Let the next writer in."""
        self._held.close()


class Database:
    """The corpus's SQLite file. Any thread may use it: each has its own connection."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._suspect = folder / SUSPECT
        self._own = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._guard = threading.Lock()

    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        connection = getattr(self._own, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self.path,
                timeout=20,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=256,
            )
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA cache_size = -{CACHE_READING}")
            self._own.connection = connection
            with self._guard:
                self._all.append(connection)
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one state of the corpus, whatever is written meanwhile."""
        with self._reporting_damage():
            connection = self.connection()
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes are all kept, or none of them if anything fails."""
        with self._reporting_damage():
            connection = self.connection()
            connection.execute(f"PRAGMA cache_size = -{CACHE_WRITING}")
            connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def _reporting_damage(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise CorpusError(
                f"The corpus cannot be used just now ({error}); try again."
            ) from error
        except sqlite3.DatabaseError as error:
            with suppress(OSError):
                self._suspect.touch()
            raise CorpusError(
                "The corpus is damaged; close the program and start it again, and it will be made anew."
            ) from error

    def close(self) -> None:
        """Close every thread's connection."""
        with self._guard:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._own = threading.local()


def prepare(folder: Path) -> None:
    """Make sure that the folder has a sound database of this schema.

    A damaged one is moved aside, and the notice of the new one says so. Raises CorpusError if a newer program made it
    or the folder cannot be used.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if _is_ready(folder):
            return
        lock = WriterLock(folder, patience=20)
    except OSError as error:
        raise _unusable(folder, str(error.strerror)) from error
    try:
        _make_ready(folder)
    finally:
        lock.release()


def _is_ready(folder: Path) -> bool:
    """Return whether the database can be used as it is."""
    path = folder / FILE
    if not path.exists() or (folder / SUSPECT).exists():
        return False
    try:
        return _version(path) == SCHEMA
    except sqlite3.DatabaseError:
        return False


def _version(path: Path) -> int:
    """Return the schema of a database; raises sqlite3.DatabaseError if it is none, CorpusError if it is newer."""
    connection = sqlite3.connect(path, timeout=20)
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version == SCHEMA:
            connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()
    finally:
        connection.close()
    if version > SCHEMA:
        raise CorpusError(
            "The corpus was made by a newer version of the program; update this one, or choose another data folder."
        )
    return version


def _make_ready(folder: Path) -> None:
    """Move a damaged database aside, make a new one if there is none. The caller holds the writer lock."""
    path, suspect, notice, older = folder / FILE, folder / SUSPECT, "", False
    try:
        older = path.exists() and 0 < _version(path) < SCHEMA
        sound = not path.exists() or not (suspect.exists() and _is_broken(path))
    except sqlite3.OperationalError as error:
        raise _unusable(folder, str(error)) from error
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        aside = _move_aside(path)
        notice = (
            "The corpus was damaged and has been made anew; add your texts again"
            f" (the damaged file is kept as {aside})."
        )
    elif older:
        _set_aside(path)
    suspect.unlink(missing_ok=True)
    _create(path, notice)


def _set_aside(path: Path) -> None:
    """Rename a database of an older schema, all of it in one file, so that its texts can be imported."""
    connection = sqlite3.connect(path, timeout=20, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()
    path.replace(path.with_name(OLDER))


def _is_broken(path: Path) -> bool:
    connection = sqlite3.connect(path)
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    finally:
        connection.close()


def _move_aside(path: Path) -> str:
    """Rename a damaged database and what belongs to it; return its new name."""
    aside = path.with_name(f"{path.stem}-damaged-{time.strftime('%Y%m%d-%H%M%S')}{path.suffix}")
    path.replace(aside)
    for ending in ("-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + ending))
    return aside.name


def _create(path: Path, notice: str) -> None:
    """Make the tables in one transaction, unless they exist; the notice is shown until texts are added."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            connection.executescript(f"BEGIN IMMEDIATE; {_TABLES}")
            connection.execute("INSERT INTO meta VALUES ('notice', ?)", (notice,))
            connection.execute("INSERT INTO meta VALUES ('phrases', ?)", (phrases(),))
            connection.execute("COMMIT")
    finally:
        connection.close()
