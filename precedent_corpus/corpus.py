"""The corpus: texts that are precedents, and the question what adopted wording is nearest to a clause."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from precedent_corpus import DATA
from precedent_corpus.analysis.history import History, WordingUse, history
from precedent_corpus.analysis.lineage import Lineage
from precedent_corpus.analysis.series import Series, title_words
from precedent_corpus.search.finding import (
    Finder,
    Query,
    asked_symbol,
    clauses_at,
    texts_of_symbol,
)
from precedent_corpus.search.index import Index, open_index
from precedent_corpus.search.matches import (
    Filters,
    FoundBy,
    Match,
    UseFilter,
    day_of,
    match_of_clause,
)
from precedent_corpus.search.phrases import phrase_of, printed_words, share_there
from precedent_corpus.search.ranking import DEFAULT_LIMIT, DEFAULT_THRESHOLD, SAME, shown
from precedent_corpus.search.scope import PARTS_KEPT
from precedent_corpus.search.vocabulary import VocabularyReader, VocabularyWriter
from precedent_corpus.search.wording import normalised
from precedent_corpus.store.clauses import CorpusClause, Packing
from precedent_corpus.store.database import (
    OLDER,
    CorpusBusy,
    CorpusError,
    Database,
    WriterLock,
    prepare,
)
from precedent_corpus.store.ingest import (
    ImportReport,
    Incoming,
    Skipped,
    Writing,
    read_incoming,
    starter_files,
)
from precedent_corpus.store.marks import TextMark, all_marks, set_marks
from precedent_corpus.store.readers import AlreadyKnown, Readers, Setup
from precedent_corpus.store.register import Register
from precedent_corpus.store.sources import sources, sweep
from resolution.diff.facts import facts_differ
from resolution.formats.detect import read_bytes
from resolution.model import Kind, Resolution, Status
from resolution.reading import Reading, ReadingError
from resolution.recognition.unplaced import whole

__all__ = [
    "Corpus",
    "CorpusBusy",
    "CorpusError",
    "CorpusGroup",
    "Document",
    "Filters",
    "FoundBy",
    "History",
    "ImportReport",
    "Match",
    "SearchResult",
    "Sharing",
    "Skipped",
    "TextMark",
    "WordingUse",
    "ensure_starter",
]

STARTER = "1"
"""Raised when the starter corpus changes; a folder that has had this one gets it no second time."""

BATCH_TEXTS = 200
BATCH_BYTES = 16 * 1024**2
BATCH_SECONDS = 2.0
"""How much is read before it is written in one go: so much is lost at most where the power fails."""

INDEX_AFTER = 60_000
"""After so many new wordings of an import the index is committed; what is lost of it is made up at the next start."""

SHARING = 20
"""So many texts that share wordings with another are told of."""

SCRATCH = "importing"
"""The folder for archives that lie in archives, gone when the import ends."""

SEARCHED_FROM = 30
"""The lowest score that a search for words shows: what was asked for is shown though it is far."""

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


class By(StrEnum):
    """How a question of a search was understood."""

    SYMBOL = "symbol"
    PHRASE = "phrase"
    WORDS = "words"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found: how the question was understood, the matches, and whether there are more of them.

    instead: the words searched for because no wording holds the quoted phrases; empty otherwise
    """

    by: By
    matches: tuple[Match, ...]
    more: bool
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text of the corpus as the list of texts shows it. `clauses` counts clauses and items."""

    symbol: str
    organ: str
    status: Status
    adopted: date | None
    adopted_as: str
    vote: str | None
    title: str
    language: str
    session: str
    issued: date | None
    file: str
    clauses: int


@dataclass(frozen=True, slots=True)
class Sharing:
    """A text that has wordings of another: how many distinct ones it has, and how many of them the other has too."""

    symbol: str
    status: Status
    adopted: date | None
    wordings: int
    shared: int


@dataclass(frozen=True, slots=True)
class CorpusGroup:
    """How many texts and clauses of one organ, session, year, language and status the corpus holds."""

    organ: str
    session: str
    year: str
    language: str
    status: Status
    texts: int
    clauses: int


class Corpus:
    """An open corpus. Any thread may ask it; one writer at a time, in whatever process, may add and remove."""

    def __init__(self, folder: Path, lock: WriterLock | None, register: Register) -> None:
        self.folder = folder
        self.register = register
        self._lock = lock
        self._database = Database(folder)
        self._words = VocabularyReader()
        self._speller: VocabularyWriter | None = None
        self._pending, self._missed = 0, False
        self._unpacking = threading.local()
        self._series: dict[str, Series] = {}
        self._reading_series = threading.Lock()
        if lock:
            sweep(folder / SCRATCH)
        self._index = self._open_index()

    @classmethod
    def open(
        cls, folder: Path, *, writer: bool = False, register: Register | None = None
    ) -> Corpus:
        """Open the corpus in a folder, making an empty one where there is none.

        Raises CorpusBusy where a writer is wanted and there is one already, CorpusError where the folder
        cannot be used.
        """
        prepare(folder)
        _take_over(folder)
        lock = WriterLock(folder) if writer else None
        try:
            return cls(folder, lock, Register() if register is None else register)
        except BaseException:
            if lock:
                lock.release()
            raise

    def close(self) -> None:
        """Let go of the files; a writer lets the next one in."""
        self._index.close()
        self._database.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Corpus:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

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
                    self._bring_up(index, opened, self._state()[0])
                    index.close()
                finally:
                    lock.release()
        return index

    def _bring_up(self, index: Index, name: str, generation: int) -> None:
        if index.generation != generation:
            index.catch_up(self._database, generation)
        with self._database.writing() as connection:
            connection.execute("UPDATE meta SET value = ? WHERE name = 'index'", (name,))
            _note_indexed(connection, generation)

    def _state(self) -> tuple[int, int, str]:
        """Return the database's generation, the one that the index was committed at, and the index's name."""
        with self._database.reading() as connection:
            return _state(connection)

    def _follow(self, connection: sqlite3.Connection) -> int:
        """Look at the index as it is now, where a writer has changed it; return the generation it was committed at.

        In the midst of an import the index may be behind the database: what it does not know yet is not found yet.
        """
        _, indexed, name = _state(connection)
        if self._index.generation != indexed:
            if self._index.folder.name != name:
                self._index = Index(self.folder / name)
            self._index.follow(indexed)
        return indexed

    @property
    def notice(self) -> str:
        """Return what the user must know of this corpus (that a damaged one was moved aside), or nothing."""
        with self._database.reading() as connection:
            return str(
                connection.execute("SELECT value FROM meta WHERE name = 'notice'").fetchone()[0]
            )

    # -- asking ----------------------------------------------------------------------------------------------------

    def suggest(
        self,
        words: str,
        *,
        kind: Kind | None = None,
        organ: str | None = None,
        language: str = "en",
        limit: int = DEFAULT_LIMIT,
        threshold: float = DEFAULT_THRESHOLD,
        exclude: str | None = None,
        filters: Filters | None = None,
        finished: bool | None = None,
    ) -> list[Match]:
        """Return the wordings nearest to these words, best first, one row each.

        threshold: the lowest score worth showing
        filters:   instead of kind, organ and exclude, which are short for the filters of these names
        finished:  whether the words are a whole clause; None to go by their last mark
        """
        filters = filters or Filters(kind=kind, organ=organ, exclude=exclude)
        if limit < 1 or not normalised(words).words:
            return []
        with self._finding(language) as finder:
            within = UseFilter(finder.connection, filters)
            if not within.possible:
                return []
            asked = finder.asked(words, finished)
            return self._nearest(finder, asked, words, within, threshold, limit)

    @staticmethod
    def _nearest(
        finder: Finder, asked: Query, words: str, within: UseFilter, threshold: float, limit: int
    ) -> list[Match]:
        wanted = _candidates_wanted(within, limit)
        proposed = finder.near(asked, within, wanted)
        ranked = finder.best(proposed, asked, threshold, wanted)
        return finder.matches(ranked, asked, words, within, proposed.how)[:limit]

    def search(
        self,
        text: str,
        filters: Filters | None = None,
        *,
        language: str = "en",
        limit: int = 20,
        threshold: float = SEARCHED_FROM,
    ) -> SearchResult:
        """Return what is found by a symbol or its end, by phrases in quotation marks, or by words; one row a wording.

        text:   "74/247 para 2", "A/RES/55/63 PP3", "“criminal misuse” technologies", words of a clause, or keywords; it
                may be empty where the filters name a topic: then all that is filed under it, the latest first

        A phrase finds exactly the wordings that hold it, as `phrases` says; other words beside it must be there too.
        Where no wording does, the words are searched for as if they were not quoted, and no match scores 100.
        """
        filters = filters or Filters()
        with self._finding(language) as finder:
            within = UseFilter(finder.connection, filters)
            if limit < 1 or not within.possible:
                return SearchResult(By.WORDS, (), False)
            if symbol := asked_symbol(text):
                texts = texts_of_symbol(finder.connection, symbol.symbol, language)
                if texts:
                    found = clauses_at(finder.connection, texts, symbol.place)
                    return self._listed(finder, By.SYMBOL, found, text, within, limit)
            phrases, rest = _quoted(text)
            if phrases:
                found_exactly = self._with_phrases(finder, phrases, rest, text, within, limit)
                words = _without_quotes(text)
                return found_exactly or self._words_instead(finder, words, within, threshold, limit)
            if not normalised(text).words:
                if not filters.topic:
                    return SearchResult(By.WORDS, (), False)
                found = _of_topic(finder.connection, language, within, limit + 1)
                return self._listed(finder, By.TOPIC, found, text, within, limit)
            asked = finder.asked(text, None)
            matches = self._nearest(finder, asked, text, within, threshold, limit + 1)
            return SearchResult(By.WORDS, tuple(matches[:limit]), len(matches) > limit)

    @staticmethod
    def _with_phrases(
        finder: Finder, quoted: Sequence[str], rest: str, text: str, within: UseFilter, limit: int
    ) -> SearchResult | None:
        """Return the wordings that hold the quoted phrases and have the other words, None where there are none."""
        phrases = [phrase_of(words) for words in quoted]
        wanted = max(limit + 1, _candidates_wanted(within, limit))
        found = finder.holders(phrases, _words_of(rest), within, wanted)
        if not found:
            return None
        every = finder.asked(" ".join([*quoted, rest]), True)
        known = {one.id: one for one in finder.candidates(found)}
        how = dict.fromkeys(found, FoundBy.PHRASE)
        matches = finder.matches([known[one] for one in found], every, text, within, how)
        return SearchResult(By.PHRASE, tuple(matches[:limit]), len(matches) > limit)

    @staticmethod
    def _words_instead(
        finder: Finder, words: str, within: UseFilter, threshold: float, limit: int
    ) -> SearchResult:
        """Return what is found by the words of phrases that no wording holds."""
        asked = finder.asked(words, None)
        if not asked.words:
            return SearchResult(By.WORDS, (), False, words)
        wanted = _candidates_wanted(within, limit) + limit + 1
        proposed = finder.with_all_words(finder.near(asked, within, wanted), words, within)
        ranked = finder.best(proposed, asked, threshold, wanted)
        sought = printed_words(words)
        matches = [
            replace(match, score=min(match.score, SAME - 1, shown(SAME * share)))
            for match in finder.matches(ranked, asked, words, within, proposed.how)
            if (share := share_there(sought, match.text)) * SAME >= max(threshold, 1)
        ]
        matches.sort(key=lambda match: -match.score)
        return SearchResult(By.WORDS, tuple(matches[:limit]), len(matches) > limit, words)

    def _listed(
        self,
        finder: Finder,
        by: By,
        clauses: Sequence[int],
        text: str,
        within: UseFilter,
        limit: int,
    ) -> SearchResult:
        """Return these very clauses, as they stand in their texts."""
        how = FoundBy.SYMBOL if by is By.SYMBOL else FoundBy.HOLDS
        matches = [
            match_of_clause(finder.connection, finder.packing, clause, how)
            for clause in clauses
            if not within.sql or _is_within(finder.connection, clause, within)
        ]
        return SearchResult(by, tuple(matches[:limit]), len(matches) > limit)

    def topics(self, beginning: str = "", limit: int = 50) -> list[str]:
        """Return the subjects that texts of the corpus are filed under, those with a word that begins so."""
        query = (
            "SELECT topic FROM topics WHERE instr(' ' || topic, ?) > 0 GROUP BY topic"
            " ORDER BY count(*) DESC, topic LIMIT ?"
        )
        with self._database.reading() as connection:
            rows = connection.execute(query, (f" {' '.join(beginning.casefold().split())}", limit))
            return [row[0] for row in rows]

    def history(
        self, words: str, *, language: str = "en", title: str = "", exclude: str = ""
    ) -> History:
        """Return the life of a wording: every wording of the clause, in adopted texts and drafts, the earliest first.

        words:   the clause, or its beginning
        title:   of the draft that it stands in; exclude: the draft's own symbol
        """
        with self._finding(language) as finder:
            return history(finder, self._texts_of(finder), words, title=title, exclude=exclude)

    def newer(
        self, match: Match, *, language: str = "en", title: str = "", exclude: str = ""
    ) -> Match | None:
        """Return the clause in the newest adopted text of its series, where that is newer than a match; or None.

        It is the same clause, in whatever words: see `lineage`. Texts that the user excludes are passed over.
        title, exclude: as in `history`
        """
        with self._finding(language) as finder:
            wording = finder.wording(match.text)
            if wording is None:
                return None
            marks = all_marks(finder.connection)
            excluded = {symbol for symbol, mark in marks.items() if mark is TextMark.EXCLUDED}
            passed_over = frozenset({exclude, *excluded})
            lineage = Lineage(finder, self._texts_of(finder), passed_over)
            clause = lineage.newer(wording, title_words(title))
            if clause is None:
                return None
            found = match_of_clause(finder.connection, finder.packing, clause, FoundBy.WORDS)
            differs = facts_differ(match.query, found.text)
            return replace(found, query=match.query, differs=differs)

    def is_of_series(self, symbol: str, title: str, *, language: str = "en") -> bool:
        """Return whether a text has a title like this, so that both are of one series."""
        with self._finding(language) as finder:
            wanted = title_words(title)
            return any(text.symbol == symbol for text in self._texts_of(finder).titled(wanted))

    def sharing(self, words: Iterable[str], *, language: str = "en") -> list[Sharing]:
        """Return the texts that have wordings of these, those that have the most of them first."""
        digests = [normalised(one).digest(language) for one in words]
        with self._database.reading() as connection:
            rows = connection.execute(_SHARING, (json.dumps(digests), language, SHARING))
            return [Sharing(row[0], Status(row[1]), day_of(row[2]), row[3], row[4]) for row in rows]

    def adopted_by_vote(self, words: str, language: str = "en") -> str:
        """Return the newest text that adopted exactly this wording, and its vote ("A/RES/55/63, by 79-60-33").

        Empty where no text did, or any did without opposition or abstention, or the corpus cannot be asked just now.
        """
        try:
            with self._database.reading() as connection:
                digest = normalised(words).digest(language)
                rows = connection.execute(_VOTED, (digest, language)).fetchall()
        except CorpusError:  # it is but a hint; whatever else asks will tell
            return ""
        if not rows or not all(row["against"] or row["abstaining"] for row in rows):
            return ""
        newest = rows[0]
        counts = "-".join(str(newest[name] or 0) for name in ("in_favour", "against", "abstaining"))
        return f"{newest['symbol']}, by {counts}"

    def _texts_of(self, finder: Finder) -> Series:
        """Return the texts of a language by their series, read once for every state of the corpus."""
        with self._reading_series:
            known = self._series.get(finder.language)
            if known is None or known.generation != finder.generation:
                known = Series(finder.connection, finder.generation, finder.language)
                self._series[finder.language] = known
        return known

    def know_series(self, language: str = "en") -> None:
        """Read which texts are of which series now, so that no question waits for it: half a second for 40,000."""
        with self._finding(language) as finder:
            self._texts_of(finder)

    @contextmanager
    def _finding(self, language: str) -> Iterator[Finder]:
        """Give what answers a question from one state of the corpus."""
        with self._database.reading() as connection:
            generation = self._follow(connection)
            yield Finder(
                connection,
                self._index,
                self._words,
                self._packing(connection),
                generation,
                language,
            )

    def _packing(self, connection: sqlite3.Connection) -> Packing:
        """Return this thread's means of unpacking clauses."""
        packing: Packing | None = getattr(self._unpacking, "own", None)
        if packing is None:
            packing = self._unpacking.own = Packing(_phrases(connection))
        return packing

    def documents(self) -> list[Document]:
        """Return every text, by organ and symbol."""
        query = "SELECT * FROM documents ORDER BY organ, coalesce(adopted, issued, ''), symbol, language"
        with self._database.reading() as connection:
            return [_document(row) for row in connection.execute(query)]

    def groups(self) -> list[CorpusGroup]:
        """Return what the corpus holds by organ, session, year, language and status; asks nothing of single texts."""
        with self._database.reading() as connection:
            return [_group(row) for row in connection.execute(_GROUPS)]

    def counted(self, patterns: Iterable[str]) -> dict[tuple[str, str], int]:
        """Return how many texts have symbols of these patterns ("A/RES/75/*"), by pattern and language."""
        query = "SELECT language, count(*) FROM documents WHERE symbol GLOB ? GROUP BY language"
        with self._database.reading() as connection:
            return {
                (pattern, row[0]): row[1]
                for pattern in patterns
                for row in connection.execute(query, (pattern,))
            }

    def document(self, symbol: str, language: str | None = None) -> Resolution:
        """Return a whole text: an adopted one rather than a draft, English rather than another language.

        Lines that found no place stand at its end (`resolution.recognition.unplaced`).

        Raises CorpusError where the corpus has none of this symbol.
        """
        return whole(self.reading(symbol, language))

    def reading(self, symbol: str, language: str | None = None) -> Reading:
        """Return what `document` does as it was read, with the lines that found no place apart."""
        with self._database.reading() as connection:
            row = self._row(connection, symbol, language)
            source = connection.execute(
                "SELECT source FROM sources WHERE document = ?", (row["id"],)
            ).fetchone()[0]
        try:
            return read_bytes(zlib.decompress(source), row["file"])
        except ReadingError as error:
            raise CorpusError(
                f"The text of {symbol} cannot be read any more ({error}); add it again."
            ) from error

    def clause(self, symbol: str, place: str, language: str | None = None) -> CorpusClause:
        """Return a clause or item of a text ("PP3", "OP1 (a)"); raises CorpusError where there is none."""
        with self._database.reading() as connection:
            document = self._row(connection, symbol, language)["id"]
            query = (
                "SELECT * FROM clauses WHERE document = ? AND place = ? ORDER BY position LIMIT 1"
            )
            row = connection.execute(query, (document, place)).fetchone()
            packing = self._packing(connection)
        if not row:
            raise CorpusError(
                f"{symbol} has no paragraph {place}; look at the text for its paragraphs."
            )
        kind, part = PARTS_KEPT[row["kind"]], PARTS_KEPT[row["part"]]
        return CorpusClause(row["place"], kind, part, *packing.unpacked(row["body"]))

    @staticmethod
    def _row(connection: sqlite3.Connection, symbol: str, language: str | None) -> sqlite3.Row:
        row = connection.execute(
            "SELECT * FROM documents WHERE symbol = ? AND language = coalesce(?, language)"
            " ORDER BY status <> 'adopted', language <> 'en', id LIMIT 1",
            (symbol.strip(), language),
        ).fetchone()
        if not row:
            raise CorpusError(f"The corpus has no text {symbol}; add it first.")
        return row  # type: ignore[no-any-return]

    def info(self) -> dict[str, Any]:
        """Return what the corpus holds: counts of texts, clauses and distinct wordings, and its size in bytes."""
        with self._database.reading() as connection:

            def count(table: str) -> int:
                return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

            def by(column: str) -> dict[str, int]:
                query = f"SELECT {column}, count(*) FROM documents GROUP BY {column} ORDER BY count(*) DESC, {column}"
                return {str(name): int(number) for name, number in connection.execute(query)}

            counts = {name: count(name) for name in ("documents", "clauses", "wordings")}
            columns = {
                "organ": "organ",
                "status": "status",
                "language": "language",
                "session": "session",
                "year": "substr(coalesce(adopted, issued, ''), 1, 4)",
            }
            groups = {f"by_{name}": by(column) for name, column in columns.items()}
        return {**counts, **groups, "bytes": self.size(), "register": len(self.register)}

    def size(self) -> int:
        """Return how many bytes the corpus takes on the disk."""
        return sum(
            file.stat().st_size
            for file in self.folder.rglob("*")
            if _is_ours(file, self.folder) and file.is_file()
        )

    # -- writing ---------------------------------------------------------------------------------------------------

    def add(
        self,
        paths: Iterable[Path | str],
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> ImportReport:
        """Take in the texts of files, folders and zip archives.

        progress:  told how many files are done, of how many, and the name of the last one
        cancelled: asked before each file; what was read until then is kept, every text whole

        Raises CorpusError where the corpus was not opened as a writer or cannot be written (a full disk).
        """
        self._must_write()
        found = [Path(path) for path in paths]
        with self._database.writing() as connection:
            unfinished = _begin_import(connection, found)
        report = ImportReport()
        try:
            self._take_all(found, report, progress or _silent, cancelled or _never)
        finally:
            self._commit_index()
            sweep(self.folder / SCRATCH)
        if not report.cancelled:
            with self._database.writing() as connection:
                connection.execute("DELETE FROM imports WHERE id = ?", (unfinished,))
        return report

    def unfinished_imports(self) -> list[tuple[Path, ...]]:
        """Return the paths of imports that were stopped or cut off: adding them again goes on where they ended.

        Files taken in before are known by their bytes, and not read again.
        """
        with self._database.reading() as connection:
            rows = connection.execute("SELECT paths FROM imports ORDER BY id").fetchall()
        return [tuple(map(Path, json.loads(row[0]))) for row in rows]

    def forget_unfinished(self) -> None:
        """Do not offer imports that were stopped any more."""
        self._must_write()
        with self._database.writing() as connection:
            connection.execute("DELETE FROM imports")

    def _take_all(
        self, paths: Sequence[Path], report: ImportReport, progress: Progress, cancelled: Cancelled
    ) -> None:
        """Read every text and write it, batch by batch; enter into the report what was not read."""
        with self._database.reading() as connection:
            known = frozenset(row[0] for row in connection.execute("SELECT digest FROM files"))
            setup = Setup(self.register.path, _phrases(connection), known)
        readers = Readers(sources(paths, self.folder / SCRATCH), setup, self.register, cancelled)
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
                    self._keep(batch, report)
                    batch, size, since = [], 0, time.monotonic()
                progress(done, done + readers.waiting, source.name)
        self._keep(batch, report)
        report.cancelled = readers.cancelled

    def _keep(
        self, batch: Sequence[tuple[str, Incoming]], report: ImportReport, starter: str = ""
    ) -> None:
        """Write texts in one transaction, then tell the index of them."""
        if not batch:
            return
        with self._changing(report) as (connection, writing):
            for name, text in batch:
                writing.take(text, name)
            if starter:
                connection.execute("UPDATE meta SET value = ? WHERE name = 'starter'", (starter,))
            else:
                connection.execute("UPDATE meta SET value = '' WHERE name = 'notice'")
        if self._pending >= INDEX_AFTER:
            self._commit_index()

    @contextmanager
    def _changing(self, report: ImportReport) -> Iterator[tuple[sqlite3.Connection, Writing]]:
        """Give the means to change texts in one transaction; then tell the index, which is still to be committed."""
        try:
            with self._database.writing() as connection:
                if self._speller is None:
                    self._speller = VocabularyWriter(connection)
                writing = Writing(connection, report, self._speller)
                yield connection, writing
                _, touched, gone = writing.finish()
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

    def _commit_index(self) -> None:
        """Let readers find what was written, if anything was."""
        if not self._pending:
            return
        generation = self._state()[0]
        if self._missed:
            self._index.catch_up(self._database, generation)
        else:
            self._index.commit(generation)
        with self._database.writing() as connection:
            _note_indexed(connection, generation)
        self._pending, self._missed = 0, False

    def remove(self, symbol: str, language: str | None = None) -> int:
        """Take a text out (in all languages, unless one is named); return how many texts that were."""
        return self.remove_all([symbol], language)

    def remove_all(self, symbols: Iterable[str], language: str | None = None) -> int:
        """Take texts out in one go, all of them or none; return how many that were."""
        self._must_write()
        query = "SELECT id FROM documents WHERE symbol = ? AND language = coalesce(?, language)"
        with self._database.reading() as connection:
            documents = [
                row[0]
                for symbol in dict.fromkeys(symbols)
                for row in connection.execute(query, (symbol.strip(), language))
            ]
        if not documents:
            return 0
        with self._changing(ImportReport()) as (_, writing):
            writing.drop(documents)
        self._commit_index()
        return len(documents)

    def rebuild(self) -> None:
        """Make the index anew from the texts."""
        self._must_write()
        with self._database.writing() as connection:
            connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
        generation = self._state()[0]
        self._index.rebuild(self._database, generation)
        with self._database.writing() as connection:
            _note_indexed(connection, generation)

    def mark(self, symbols: Iterable[str], mark: TextMark) -> None:
        """Note of texts, by their symbols, that the user excludes or prefers them; they keep it when read in anew."""
        self._must_write()
        with self._database.writing() as connection:
            set_marks(connection, symbols, mark)

    def marks(self) -> dict[str, TextMark]:
        """Return what the user excludes and prefers, by symbol."""
        with self._database.reading() as connection:
            return all_marks(connection)

    def _must_write(self) -> None:
        if not self._lock:
            raise CorpusError(
                "The corpus is open for reading only; open it for writing to change it."
            )

    @cached_property
    def _starter(self) -> str:
        with self._database.reading() as connection:
            return str(
                connection.execute("SELECT value FROM meta WHERE name = 'starter'").fetchone()[0]
            )


def ensure_starter(folder: Path, data: Path = DATA) -> bool:
    """Put the starter corpus into a folder that has not had it; return whether it was put there now.

    All of it or nothing, so that a start that was cut off is made good by the next. Where another process is writing,
    it is left to that one or to the next start.
    """
    prepare(folder)
    database = Database(folder)
    try:
        with database.reading() as connection:
            had = connection.execute("SELECT value FROM meta WHERE name = 'starter'").fetchone()[0]
    finally:
        database.close()
    if had == STARTER:
        return False
    try:
        corpus = Corpus.open(folder, writer=True)
    except CorpusBusy:
        return False
    with corpus:
        return corpus._starter != STARTER and _add_starter(corpus, data)


def _add_starter(corpus: Corpus, data: Path) -> bool:
    with corpus._database.reading() as connection:
        packing = corpus._packing(connection)
    texts = [
        (file.name, read_incoming(file.name, file.read_bytes(), corpus.register, packing))
        for file in starter_files(data)
    ]
    try:
        corpus._keep(texts, ImportReport(), starter=STARTER)
    finally:
        corpus._commit_index()
    return bool(texts)


def _take_over(folder: Path) -> None:
    """Read the texts of a corpus of an older schema anew; left to the next start where another process is writing."""
    older = folder / OLDER
    if not older.exists():
        return
    with suppress(CorpusBusy):
        corpus = Corpus(folder, WriterLock(folder), Register())
        with corpus:
            _take_texts(corpus, older)
        older.unlink(missing_ok=True)


def _take_texts(corpus: Corpus, older: Path) -> None:
    with corpus._database.reading() as connection:
        packing = corpus._packing(connection)
    old = sqlite3.connect(older)
    try:
        starter = old.execute("SELECT value FROM meta WHERE name = 'starter'").fetchone()[0]
        with corpus._database.writing() as connection:
            connection.execute("UPDATE meta SET value = ? WHERE name = 'starter'", (starter,))
        for file, source in old.execute("SELECT file, source FROM documents ORDER BY id"):
            with suppress(ReadingError):
                text = read_incoming(file, zlib.decompress(source), corpus.register, packing)
                corpus._keep([(file, text)], ImportReport())
    finally:
        old.close()
        corpus._commit_index()


def _state(connection: sqlite3.Connection) -> tuple[int, int, str]:
    query = "SELECT name, value FROM meta WHERE name IN ('generation', 'indexed', 'index')"
    values = dict(connection.execute(query).fetchall())
    return int(values["generation"]), int(values["indexed"]), str(values["index"])


def _note_indexed(connection: sqlite3.Connection, generation: int) -> None:
    connection.execute("UPDATE meta SET value = ? WHERE name = 'indexed'", (generation,))
    connection.execute("DELETE FROM dropped WHERE generation <= ?", (generation,))


def _phrases(connection: sqlite3.Connection) -> bytes:
    row = connection.execute("SELECT value FROM meta WHERE name = 'phrases'").fetchone()
    return bytes(row[0])


def _begin_import(connection: sqlite3.Connection, paths: Sequence[Path]) -> int:
    """Note that these paths are being imported, unless they are noted from an earlier time; return the note."""
    kept = json.dumps([str(path.absolute()) for path in paths])
    row = connection.execute("SELECT id FROM imports WHERE paths = ?", (kept,)).fetchone()
    if row:
        return int(row[0])
    entered = connection.execute("INSERT INTO imports (paths) VALUES (?)", (kept,))
    return int(entered.lastrowid or 0)


def _is_ours(file: Path, folder: Path) -> bool:
    return file.relative_to(folder).parts[0].startswith(("corpus.sqlite", "index-"))


def _silent(done: int, total: int, name: str) -> None:
    return None


def _never() -> bool:
    return False


# -- questions to the database -------------------------------------------------------------------------------------


_GROUPS = """
SELECT organ, session, substr(coalesce(adopted, issued, ''), 1, 4) AS year, language, status, count(*), sum(clauses)
FROM documents GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 3 DESC, 2, 4, 5
"""

_SHARING = """
SELECT d.symbol, d.status, d.adopted,
    (SELECT count(DISTINCT own.wording) FROM clauses own WHERE own.document = d.id), count(DISTINCT c.wording) AS shared
FROM wordings w JOIN clauses c ON c.wording = w.id JOIN documents d ON d.id = c.document
WHERE w.digest IN (SELECT value FROM json_each(?)) AND d.language = ?
GROUP BY d.id ORDER BY shared DESC, d.symbol LIMIT ?
"""

_VOTED = """
SELECT DISTINCT d.symbol, d.adopted, d.in_favour, d.against, d.abstaining
FROM wordings w JOIN clauses c ON c.wording = w.id JOIN documents d ON d.id = c.document
WHERE w.digest = ? AND d.language = ? AND d.status = 'adopted' ORDER BY d.adopted DESC, d.symbol
"""

_QUOTATION_MARK = re.compile(r"[“”„«»\"]")
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]*)[”“»\"]")


def _quoted(text: str) -> tuple[list[str], str]:
    """Return the phrases in quotation marks, and the other words."""
    phrases = [phrase for phrase in _QUOTED.findall(text) if _words_of(phrase)]
    return phrases, " ".join(_QUOTED.sub(" ", text).replace('"', " ").split())


def _without_quotes(text: str) -> str:
    return " ".join(_QUOTATION_MARK.sub(" ", text).split())


def _words_of(text: str) -> list[str]:
    """Return the printed words of a text, those without a letter or figure left out."""
    return [word for word in printed_words(text) if any(map(str.isalnum, word))]


def _candidates_wanted(within: UseFilter, limit: int) -> int:
    """Return how many wordings to rank where `limit` are shown: marks and filters change their order."""
    marked = within.prefers or within.excludes
    return limit * 6 if marked else limit * 3 if within.sql else limit


def _of_topic(
    connection: sqlite3.Connection, language: str, within: UseFilter, limit: int
) -> list[int]:
    """Return the clauses of texts within the filters, those of the latest text first."""
    query = (
        "SELECT c.id FROM documents d JOIN clauses c ON c.document = d.id WHERE d.language = ?"
        f"{within.sql} ORDER BY coalesce(d.adopted, d.issued, '') DESC, d.symbol, c.position LIMIT ?"
    )
    rows = connection.execute(query, (language, *within.values, limit))
    return [row[0] for row in rows]


def _is_within(connection: sqlite3.Connection, clause: int, within: UseFilter) -> bool:
    query = (
        f"SELECT 1 FROM clauses c JOIN documents d ON d.id = c.document WHERE c.id = ?{within.sql}"
    )
    return connection.execute(query, (clause, *within.values)).fetchone() is not None


def _group(row: sqlite3.Row) -> CorpusGroup:
    organ, session, year, language, status, texts, clauses = row
    return CorpusGroup(organ, session, year, language, Status(status), texts, clauses)


def _document(row: sqlite3.Row) -> Document:
    return Document(
        symbol=row["symbol"],
        organ=row["organ"],
        status=Status(row["status"]),
        adopted=day_of(row["adopted"]),
        adopted_as=row["adopted_as"],
        vote=row["vote"],
        title=row["title"],
        language=row["language"],
        session=row["session"],
        issued=day_of(row["issued"]),
        file=row["file"],
        clauses=row["clauses"],
    )
