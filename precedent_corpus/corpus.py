"""The corpus: texts that are precedents, and the question what adopted wording is nearest to a clause."""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from precedent_corpus.clauses import Clause, unpacked
from precedent_corpus.database import (
    OPENING,
    CorpusBusy,
    CorpusError,
    Database,
    WriterLock,
    prepare,
)
from precedent_corpus.index import NEAREST, Index, open_index, scope_word
from precedent_corpus.ingest import (
    ImportReport,
    Incoming,
    Skipped,
    Writing,
    incoming,
    starter_files,
)
from precedent_corpus.ranking import (
    ADAPTED_FROM,
    DEFAULT_LIMIT,
    DEFAULT_THRESHOLD,
    GOES_ON,
    SAME,
    Candidate,
    Nearness,
    nearest,
    nearness,
    ordered,
    shown,
)
from precedent_corpus.register import Register
from precedent_corpus.sources import Source, sources
from precedent_corpus.wording import Wording, normalised, unfinished
from resolution.comparison import Hunk, word_diff
from resolution.model import Kind, Resolution, Status
from resolution.reading import ReadingError
from resolution.reading.files import read_bytes
from resolution.text import Text, folded

__all__ = [
    "Corpus",
    "CorpusBusy",
    "CorpusError",
    "Document",
    "ImportReport",
    "Match",
    "Skipped",
    "Use",
    "ensure_starter",
]

DATA = Path(__file__).parent / "data"
STARTER = "1"
"""Raised when the starter corpus changes; a folder that has had this one gets it no second time."""

BATCH_TEXTS = 50
BATCH_BYTES = 16 * 1024**2
BATCH_SECONDS = 2.0
"""How much is read before it is written in one go: so much is lost at most where the power fails."""

FEW_WORDS = 12
"""Up to so many typed words, clauses that begin with them are looked for by their opening."""

_SCAN = 20_000

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Match:
    """A wording near a clause, shown by its latest adopted use, or by a draft's where it was never adopted.

    score:     0-100, 100 only where the words are the same; what they cite is not in it
    text:      the words as printed, white space folded; runs the same with marks and note anchors
    notes:     the notes' texts, None for a lost one; the anchors in `runs` count within this tuple
    kind:      preambular, operative or item; part: whether it stands in the preamble or in the operative part
    paragraph: "PP3", "OP1 (a)"
    adopted_as: the symbol that a draft was adopted under, as far as it is known
    uses:      how many adopted texts have the wording (how many drafts, where no adopted one has)
    first, latest: symbols of the first and the last of them
    differs:   what only the clause cites, then what only the precedent does: "resolution 56/121"
    query:     the words it was compared with
    """

    score: int
    text: str
    runs: Text
    notes: tuple[Text | None, ...]
    kind: Kind
    part: Kind
    symbol: str
    organ: str
    status: Status
    paragraph: str
    adopted: date | None
    adopted_as: str
    vote: str | None
    uses: int
    first: str
    latest: str
    differs: tuple[str, ...]
    query: str

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """Return what leads from the clause's words to the precedent's; typography does not count."""
        return word_diff(self.query, self.text, typography=False)


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a wording stands, in the life of that wording and of those near it.

    score: how near the wording is to the words asked for, 0-100; differs: as in `Match`
    """

    score: int
    text: str
    symbol: str
    organ: str
    status: Status
    paragraph: str
    adopted: date | None
    vote: str | None
    differs: tuple[str, ...]


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


class Corpus:
    """An open corpus. Any thread may ask it; one writer at a time, in whatever process, may add and remove."""

    def __init__(self, folder: Path, lock: WriterLock | None, register: Register) -> None:
        self.folder = folder
        self.register = register
        self._lock = lock
        self._database = Database(folder)
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
        generation, name = self._state()
        index, opened = open_index(self.folder, name)
        if (index.generation, opened) == (generation, name):
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
        index.catch_up(self._database, generation)
        with self._database.writing() as connection:
            connection.execute("UPDATE meta SET value = ? WHERE name = 'index'", (name,))
            connection.execute("DELETE FROM dropped WHERE generation <= ?", (generation,))

    def _state(self) -> tuple[int, str]:
        """Return the database's generation and the name of its index."""
        with self._database.reading() as connection:
            return _state(connection)

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
    ) -> list[Match]:
        """Return the wordings nearest to these words, best first, one row each.

        kind:      PREAMBULAR or OPERATIVE, each with its items, or ITEM
        organ:     only wordings that this organ has used, and only its uses
        threshold: the lowest score worth showing
        exclude:   a symbol whose uses do not count (the draft's own)
        """
        query = normalised(words)
        if not query.words or limit < 1:
            return []
        typing = unfinished(words)
        within, values = _filter(kind, organ, exclude)
        scope = [scope_word(name) for name in (kind.value if kind else "", organ or "") if name]
        with self._database.reading() as connection:
            generation = self._follow(connection)
            near = self._near(connection, query, language, typing, scope, generation, threshold)
            wanted = limit * 3 if within else limit
            best = nearest(*_within(connection, *near, within, values), threshold, wanted)
            ranked = ordered(_candidates(connection, best), query.facts, typing)[:wanted]
            matches = [_match(connection, one, words, query, within, values) for one in ranked]
        if within:
            matches = [
                match for _, match in sorted(zip(ranked, matches, strict=True), key=_counted_order)
            ]
        return matches[:limit]

    def history(
        self, words: str, *, language: str = "en", threshold: float = ADAPTED_FROM, limit: int = 50
    ) -> list[Use]:
        """Return every use of these words and of at most `limit` wordings near them, the earliest first.

        Drafts stand among the adopted texts, each use with its status; undated ones come first.
        """
        query = normalised(words)
        if not query.words:
            return []
        with self._database.reading() as connection:
            near = self._near(
                connection, query, language, False, (), self._follow(connection), threshold
            )
            best = nearest(*near, threshold, limit)
            ranked = ordered(_candidates(connection, best), query.facts, False)[:limit]
            found = [
                (row["adopted"] or row["issued"] or "", one, row)
                for one in ranked
                for row in connection.execute(_LIFE, (one.id,))
            ]
        found.sort(key=lambda use: (use[0], use[2]["symbol"], -use[1].nearness))
        return [_use(one, row, query) for _, one, row in found]

    def _near(
        self,
        connection: sqlite3.Connection,
        query: Wording,
        language: str,
        typing: bool,
        scope: Sequence[str],
        generation: int,
        threshold: float,
    ) -> tuple[list[int], Nearness]:
        """Return wordings and their nearness: the same one, those that begin so, those that share the rarest words."""
        same = connection.execute(
            "SELECT id FROM wordings WHERE digest = ?", (query.digest(language),)
        ).fetchall()
        begun = (
            _beginning(connection, query, language)
            if typing and len(query.words) <= FEW_WORDS
            else []
        )
        wordings = list(
            dict.fromkeys([*(row[0] for row in same), *begun, *self._index.propose(query, scope)])
        )
        forms = _forms(connection, wordings, language, self._index.remembered(generation, language))
        near = nearness(query.form, forms, typing, threshold)
        if begun:  # the last word may be typed in part
            begins = np.isin(wordings, begun)
            near = np.where(begins, np.maximum(near, SAME - GOES_ON), near)
        return wordings, near

    def _follow(self, connection: sqlite3.Connection) -> int:
        """Look at the index as it is now, where a writer has changed it; return the database's generation."""
        generation, name = _state(connection)
        if self._index.generation != generation:
            if self._index.folder.name != name:
                self._index = Index(self.folder / name)
            self._index.follow(generation)
        return generation

    def documents(self) -> list[Document]:
        """Return every text, by organ and symbol."""
        query = (
            "SELECT d.*, (SELECT count(*) FROM clauses c WHERE c.document = d.id) AS clauses FROM documents d"
            " ORDER BY d.organ, coalesce(d.adopted, d.issued, ''), d.symbol, d.language"
        )
        with self._database.reading() as connection:
            return [_document(row) for row in connection.execute(query)]

    def document(self, symbol: str, language: str | None = None) -> Resolution:
        """Return a whole text: an adopted one rather than a draft, English rather than another language.

        Raises CorpusError where the corpus has none of this symbol.
        """
        with self._database.reading() as connection:
            row = self._row(connection, symbol, language)
        try:
            return read_bytes(zlib.decompress(row["source"]), row["file"]).resolution
        except ReadingError as error:
            raise CorpusError(
                f"The text of {symbol} cannot be read any more ({error}); add it again."
            ) from error

    def clause(self, symbol: str, place: str, language: str | None = None) -> Clause:
        """Return a clause or item of a text ("PP3", "OP1 (a)"); raises CorpusError where there is none."""
        with self._database.reading() as connection:
            document = self._row(connection, symbol, language)["id"]
            query = (
                "SELECT * FROM clauses WHERE document = ? AND place = ? ORDER BY position LIMIT 1"
            )
            row = connection.execute(query, (document, place)).fetchone()
        if not row:
            raise CorpusError(
                f"{symbol} has no paragraph {place}; look at the text for its paragraphs."
            )
        return Clause(row["place"], Kind(row["kind"]), Kind(row["part"]), *unpacked(row["body"]))

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
            groups = {f"by_{name}": by(name) for name in ("organ", "status", "language")}
        size = sum(
            file.stat().st_size
            for file in self.folder.rglob("*")
            if file.is_file() and _is_ours(file, self.folder)
        )
        return {**counts, **groups, "bytes": size, "register": len(self.register)}

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
        report = ImportReport()
        batch: list[tuple[str, Incoming]] = []
        since = time.monotonic()
        for name, text in self._incoming(
            map(Path, paths), report, progress or _silent, cancelled or _never
        ):
            batch.append((name, text))
            size = sum(len(one.source) for _, one in batch)
            if (
                len(batch) >= BATCH_TEXTS
                or size > BATCH_BYTES
                or time.monotonic() - since > BATCH_SECONDS
            ):
                self._keep(batch, report)
                batch, since = [], time.monotonic()
        self._keep(batch, report)
        return report

    def _incoming(
        self, paths: Iterable[Path], report: ImportReport, progress: Progress, cancelled: Cancelled
    ) -> Iterator[tuple[str, Incoming]]:
        """Yield every text that can be read; enter the others into the report."""
        queue = deque(sources(paths))
        done, total = 0, len(queue)
        while queue:
            if cancelled():
                report.cancelled = True
                return
            source = queue.popleft()
            try:
                if source.members:
                    inner = source.members()
                    queue.extendleft(reversed(inner))
                    total += len(inner)
                else:
                    yield source.name, self._read(source)
            except ReadingError as error:
                report.skipped.append(Skipped(source.name, str(error)))
            done += 1
            progress(done, total, source.name)

    def _read(self, source: Source) -> Incoming:
        try:
            return incoming(source, self.register)
        except ReadingError:
            raise
        except Exception as error:  # one text that a reader fails on must not stop the others
            raise ReadingError(
                f"cannot be read ({type(error).__name__}); please report it."
            ) from error

    def _keep(
        self, batch: Sequence[tuple[str, Incoming]], report: ImportReport, starter: str = ""
    ) -> None:
        """Write texts in one transaction, then bring the index up to it."""
        if not batch:
            return
        with self._database.writing() as connection:
            writing = Writing(connection, report)
            for name, text in batch:
                writing.take(text, name)
            generation, touched, gone = writing.finish()
            if starter:
                connection.execute("UPDATE meta SET value = ? WHERE name = 'starter'", (starter,))
            else:
                connection.execute("UPDATE meta SET value = '' WHERE name = 'notice'")
        self._index.update(self._database, generation, touched, gone)

    def remove(self, symbol: str, language: str | None = None) -> int:
        """Take a text out (in all languages, unless one is named); return how many texts that were."""
        self._must_write()
        with self._database.writing() as connection:
            query = "SELECT id FROM documents WHERE symbol = ? AND language = coalesce(?, language)"
            documents = [row[0] for row in connection.execute(query, (symbol.strip(), language))]
            if not documents:
                return 0
            writing = Writing(connection, ImportReport())
            writing.drop(documents)
            generation, touched, gone = writing.finish()
        self._index.update(self._database, generation, touched, gone)
        return len(documents)

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
    files = starter_files(data)
    texts = [
        (file.name, incoming(source, corpus.register))
        for file in files
        for source in sources([file])
    ]
    corpus._keep(texts, ImportReport(), starter=STARTER)
    return bool(texts)


def _state(connection: sqlite3.Connection) -> tuple[int, str]:
    rows = connection.execute(
        "SELECT name, value FROM meta WHERE name IN ('generation', 'index') ORDER BY name"
    ).fetchall()
    return int(rows[0][1]), str(rows[1][1])


def _is_ours(file: Path, folder: Path) -> bool:
    return file.relative_to(folder).parts[0].startswith(("corpus.sqlite", "index-"))


def _silent(done: int, total: int, name: str) -> None:
    return None


def _never() -> bool:
    return False


# -- questions to the database -------------------------------------------------------------------------------------


def _filter(
    kind: Kind | None, organ: str | None, exclude: str | None
) -> tuple[str, tuple[str, ...]]:
    """Return the condition on a use (clause c of document d) and its values; empty where every use counts."""
    conditions, values = [], []
    if kind:
        conditions.append("? IN (c.kind, c.part)")
        values.append(kind.value)
    if organ:
        conditions.append("d.organ = ?")
        values.append(organ)
    if exclude:
        conditions.append("d.symbol <> ?")
        values.append(exclude)
    return "".join(f" AND {condition}" for condition in conditions), tuple(values)


def _beginning(connection: sqlite3.Connection, query: Wording, language: str) -> list[int]:
    """Return the ids of wordings that begin with the words, adopted and often used ones first."""
    opening = " ".join(query.words)[:OPENING]
    rows = connection.execute(
        "SELECT id FROM (SELECT id, adopted, uses, latest FROM wordings"
        f" WHERE language = ? AND substr(words, 1, {OPENING}) >= ? AND substr(words, 1, {OPENING}) < ? LIMIT {_SCAN})"
        f" ORDER BY adopted > 0 DESC, adopted DESC, uses DESC, latest DESC, id LIMIT {NEAREST}",
        (language, opening, opening + "\U0010ffff"),
    )
    return [row[0] for row in rows]


_FORMS = (
    "SELECT id, form FROM wordings WHERE +language = ? AND id IN (SELECT value FROM json_each(?))"
)


def _forms(
    connection: sqlite3.Connection, wordings: list[int], language: str, remembered: dict[int, str]
) -> list[str]:
    """Return the forms of wordings, "" for one in another language; those asked before are remembered."""
    forms = [remembered.get(wording) for wording in wordings]
    if None in forms:
        unknown = [wording for wording, form in zip(wordings, forms, strict=True) if form is None]
        found = dict.fromkeys(unknown, "")
        found.update(connection.execute(_FORMS, (language, json.dumps(unknown))).fetchall())
        remembered.update(found)
        forms = [
            found.get(wording) if form is None else form
            for wording, form in zip(wordings, forms, strict=True)
        ]
    return [form or "" for form in forms]


def _within(
    connection: sqlite3.Connection,
    wordings: list[int],
    near: Nearness,
    within: str,
    values: tuple[str, ...],
) -> tuple[list[int], Nearness]:
    """Return those of the wordings that have a use within the filter."""
    if not within:
        return wordings, near
    query = (
        "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM clauses c JOIN documents d ON d.id = c.document"
        f" WHERE c.wording = value{within})"
    )
    used = {row[0] for row in connection.execute(query, (json.dumps(wordings), *values))}
    kept = [at for at, wording in enumerate(wordings) if wording in used]
    return [wordings[at] for at in kept], near[kept]


def _candidates(connection: sqlite3.Connection, near: dict[int, float]) -> list[Candidate]:
    query = "SELECT id, words, facts, uses, adopted, latest FROM wordings WHERE id IN (SELECT value FROM json_each(?))"
    return [
        Candidate._make((*row, near[row[0]]))
        for row in connection.execute(query, (json.dumps(list(near)),))
    ]


_USES = """
SELECT c.id AS clause, c.place, c.kind, c.part, d.id AS document,
    d.symbol, d.organ, d.status, d.adopted, d.adopted_as, d.vote
FROM clauses c JOIN documents d ON d.id = c.document WHERE c.wording = ?{}
ORDER BY coalesce(d.adopted, d.issued, ''), d.symbol, c.position DESC
"""


_LIFE = """
SELECT c.place, c.body, d.symbol, d.organ, d.status, d.adopted, d.issued, d.vote
FROM clauses c JOIN documents d ON d.id = c.document WHERE c.wording = ? ORDER BY c.position
"""


def _use(ranked: Candidate, row: sqlite3.Row, query: Wording) -> Use:
    return Use(
        score=shown(ranked.nearness),
        text=folded(unpacked(row["body"])[0]),
        symbol=row["symbol"],
        organ=row["organ"],
        status=Status.ADOPTED if row["status"] == Status.ADOPTED else Status.DRAFT,
        paragraph=row["place"],
        adopted=_day(row["adopted"]),
        vote=row["vote"],
        differs=_differs(query, ranked),
    )


def _differs(query: Wording, ranked: Candidate) -> tuple[str, ...]:
    """Return what only the clause cites, then what only the precedent does."""
    theirs = ranked.facts.split("\n") if ranked.facts else []
    ours = query.facts
    return (*(f for f in ours if f not in theirs), *(f for f in theirs if f not in ours))


def _match(
    connection: sqlite3.Connection,
    ranked: Candidate,
    words: str,
    query: Wording,
    within: str,
    values: tuple[str, ...],
) -> Match:
    """Return the wording as it is shown: by its latest adopted use, or by its latest use where it was never adopted."""
    uses = connection.execute(_USES.format(within), (ranked.id, *values)).fetchall()
    uses = [use for use in uses if use["status"] == Status.ADOPTED] or uses
    use = uses[-1]
    body = connection.execute("SELECT body FROM clauses WHERE id = ?", (use["clause"],)).fetchone()[
        0
    ]
    runs, notes = unpacked(body)
    return Match(
        score=shown(ranked.nearness),
        text=folded(runs),
        runs=runs,
        notes=notes,
        kind=Kind(use["kind"]),
        part=Kind(use["part"]),
        symbol=use["symbol"],
        organ=use["organ"],
        status=Status.ADOPTED if use["status"] == Status.ADOPTED else Status.DRAFT,
        paragraph=use["place"],
        adopted=_day(use["adopted"]),
        adopted_as=use["adopted_as"],
        vote=use["vote"],
        uses=len({use["document"] for use in uses}),
        first=uses[0]["symbol"],
        latest=uses[-1]["symbol"],
        differs=_differs(query, ranked),
        query=folded(words),
    )


def _counted_order(pair: tuple[Candidate, Match]) -> tuple[float, int, bool, int]:
    """Order by the uses within a filter, which the counts over all texts do not know."""
    ranked, match = pair
    return (-ranked.nearness, len(match.differs), match.status is not Status.ADOPTED, -match.uses)


def _document(row: sqlite3.Row) -> Document:
    return Document(
        symbol=row["symbol"],
        organ=row["organ"],
        status=Status(row["status"]),
        adopted=_day(row["adopted"]),
        adopted_as=row["adopted_as"],
        vote=row["vote"],
        title=row["title"],
        language=row["language"],
        session=row["session"],
        issued=_day(row["issued"]),
        file=row["file"],
        clauses=row["clauses"],
    )


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None
