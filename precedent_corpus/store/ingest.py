"""Taking texts into the corpus: what is added, what replaces what, what is there already, what is skipped and why."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from precedent_corpus.search.scope import PARTS_KEPT, Organs, only_organs, scope_of
from precedent_corpus.search.vocabulary import VocabularyWriter
from precedent_corpus.search.wording import normalised
from precedent_corpus.store.clauses import CorpusClause, Packing, clauses_of, content_of
from precedent_corpus.store.register import Register
from resolution.formats.detect import read_bytes
from resolution.language.organs import organ_of_symbol
from resolution.model import Masthead, Resolution, Status
from resolution.reading import ReadingError
from resolution.text import folded, plain


class Skipped(NamedTuple):
    """A file that was not taken in, and why."""

    name: str
    why: str


class Unplaced(NamedTuple):
    """A text that was taken in, of which some lines found no place: its file, how many they are, the first of them."""

    name: str
    symbol: str
    lines: int
    first: tuple[str, ...]

    def __str__(self) -> str:
        """Return "A/RES/55/63 (text.docx): 5 lines: “first”, “second”, “third”, …"."""
        counted = "1 line" if self.lines == 1 else f"{self.lines:,} lines"
        shown = ", ".join(f"“{line}”" for line in self.first)
        more = ", …" if self.lines > len(self.first) else ""
        return f"{self.symbol} ({self.name}): {counted}: {shown}{more}"


SHOWN_LINES, SHOWN_LENGTH = 3, 80
"""How many lines without a place are shown of a text, and how many characters of each."""


@dataclass(slots=True)
class ImportReport:
    """What an import did.

    added, replaced, duplicates: texts; clauses: those of the texts taken in; cancelled: stopped before the last file
    unplaced: texts taken in, of which some lines found no place
    """

    added: int = 0
    replaced: int = 0
    duplicates: int = 0
    clauses: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    cancelled: bool = False


class IncomingClause(NamedTuple):
    """A clause ready to be kept: `words` and `facts` as in `Wording`, `body` as `Packing` keeps it."""

    place: str
    kind: int
    part: int
    digest: int
    words: tuple[str, ...]
    facts: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text on its way into the corpus, with what the register adds to it. All of it is plain data.

    digest:  of the file's bytes; content: of its words, whatever file they came in
    source:  the file's bytes, compressed
    named:   its symbol is its own; otherwise it goes by its file's name
    edition: 0, more for a reissue or a corrected text of the same day
    unread:  how many lines found no place; unread_first: the first of them, cut to what is shown
    """

    file: str
    digest: bytes
    source: bytes
    content: bytes
    symbol: str
    named: bool
    organ: str
    status: Status
    language: str
    adopted: date | None
    adopted_as: str
    vote: str | None
    counts: tuple[int | None, int | None, int | None]
    title: str
    session: str
    agenda_item: str
    issued: date | None
    edition: int
    topics: tuple[str, ...]
    clauses: tuple[IncomingClause, ...]
    unread: int = 0
    unread_first: tuple[str, ...] = ()


def digest_of(data: bytes) -> bytes:
    """Return what a file is known by."""
    return blake2b(data, digest_size=16).digest()


def read_incoming(name: str, data: bytes, register: Register, packing: Packing) -> Incoming:
    """Read the bytes of a file; raises ReadingError with the reason where they hold no resolution."""
    file = PurePosixPath(name).name
    try:
        reading = read_bytes(data, file)
    except ReadingError as error:
        raise ReadingError(str(error).removeprefix(f"{file}: ").removeprefix(f"{file} ")) from error
    except Exception as error:  # one text that a reader fails on must not stop the others
        raise ReadingError(f"cannot be read ({type(error).__name__}); please report it.") from error
    resolution = reading.resolution
    clauses = tuple(clauses_of(resolution))
    if not clauses:
        raise ReadingError(
            "is a corrigendum: it says what to change and is no text of its own."
            if _CORRIGENDUM.search(resolution.masthead.symbol or file)
            else "has no preambular or operative clause; it is no resolution."
        )
    text = described(resolution, register, file, data, clauses, packing)
    first = tuple(folded(line)[:SHOWN_LENGTH] for line in reading.unread[:SHOWN_LINES])
    return replace(text, unread=len(reading.unread), unread_first=first)


_CORRIGENDUM = re.compile(r"[/_.]Corr[._ ]?(\d+)", re.IGNORECASE)
_REISSUE = re.compile(r"re-?issue|\*\s*(?:\.\w+)?$", re.IGNORECASE)


def described(
    resolution: Resolution,
    register: Register,
    file: str,
    data: bytes,
    clauses: tuple[CorpusClause, ...],
    packing: Packing,
) -> Incoming:
    """Return the text with what the register adds: an adopted one's date, vote and title, what a draft became."""
    masthead, vote, adopted = (
        resolution.masthead,
        resolution.adoption.vote,
        resolution.masthead.adopted,
    )
    symbol, edition = _edition(masthead.symbol, file)
    title = folded(resolution.title)
    entry = register.by_symbol(symbol) if masthead.status is Status.ADOPTED else None
    if entry:
        adopted = adopted or entry.adopted
        vote = vote if vote and vote.summary else entry.vote
        title = title or entry.title
    counts = (vote.in_favour, vote.against, vote.abstaining) if vote else (None, None, None)
    return Incoming(
        file=file,
        digest=digest_of(data),
        source=zlib.compress(data, 5),
        content=content_of(resolution),
        symbol=symbol or PurePosixPath(file).stem,
        named=bool(symbol),
        organ=masthead.organ or organ_of_symbol(symbol),
        status=masthead.status,
        language=masthead.language,
        adopted=adopted if masthead.status is Status.ADOPTED else None,
        adopted_as=_adopted_as(resolution, register),
        vote=vote.summary if vote and masthead.status is Status.ADOPTED else None,
        counts=counts,
        title=title,
        session=masthead.session,
        agenda_item=masthead.agenda_item,
        issued=masthead.issued,
        edition=edition,
        topics=topics_of(resolution),
        clauses=tuple(_incoming_clause(clause, masthead.language, packing) for clause in clauses),
    )


def _edition(symbol: str, file: str) -> tuple[str, int]:
    """Return the symbol that a text goes by, and which edition of it it is.

    A corrigendum that prints the whole text stands for the text it corrects.
    """
    corrected = _CORRIGENDUM.search(symbol)
    if corrected:
        return symbol[: corrected.start()], 10 + int(corrected[1])
    return symbol.rstrip("* "), 1 if _REISSUE.search(symbol) or _REISSUE.search(file) else 0


def topics_of(resolution: Resolution) -> tuple[str, ...]:
    """Return the subjects that a text is filed under, as they are shown, in small letters."""
    names = (folded_topic(word.shown or word.value) for word in resolution.adoption.keywords)
    return tuple(dict.fromkeys(name for name in names if name))


def folded_topic(topic: str) -> str:
    """Return how subjects are compared."""
    return " ".join(topic.casefold().replace("--", " ").split())


def _incoming_clause(clause: CorpusClause, language: str, packing: Packing) -> IncomingClause:
    wording = normalised(plain(clause.text))
    return IncomingClause(
        clause.place,
        PARTS_KEPT.index(clause.kind),
        PARTS_KEPT.index(clause.part),
        wording.digest(language),
        wording.words,
        "\n".join(wording.facts),
        packing.packed(clause.text, clause.notes),
    )


def _adopted_as(resolution: Resolution, register: Register) -> str:
    """Return the symbol under which a draft was adopted, as far as it is known."""
    masthead: Masthead = resolution.masthead
    if masthead.status is Status.ADOPTED:
        return ""
    said = [
        step.symbol
        for step in resolution.adoption.steps
        if step.outcome == "adoptedAs" and step.symbol
    ]
    entry = register.by_draft(masthead.symbol) if masthead.symbol and not said else None
    return said[0] if said else entry.symbol if entry else ""


class UseRank(NamedTuple):
    """What orders the uses of a wording: adopted ones outrank drafts, then date and symbol."""

    adopted: bool
    day: str
    symbol: str


class Writing:
    """One transaction's changes: which wordings they touched, so that the index follows; counts follow at once."""

    def __init__(
        self, connection: sqlite3.Connection, report: ImportReport, speller: VocabularyWriter
    ) -> None:
        self._connection = connection
        self._report = report
        self._speller = speller
        self._organs = Organs(connection)
        value = connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()
        self._generation = int(value[0]) + 1
        self._touched: set[int] = set()
        self._lost: set[int] = set()
        self._standing = lru_cache(maxsize=20_000)(self._read_standing)

    def take(self, text: Incoming, name: str) -> None:
        """Add a text, unless it is there already or a newer one has its symbol; an older one gives way to it."""
        if self._known(text):
            return
        text = self._free_name(text) if not text.named else text
        replaced: list[int] = []
        for row in self._connection.execute(
            "SELECT id, symbol, named, status FROM documents WHERE content = ? AND language = ?",
            (text.content, text.language),
        ).fetchall():
            if text.named and not row["named"]:
                replaced.append(row["id"])
            elif not text.named or (row["symbol"], row["status"]) == (
                text.symbol,
                text.status.value,
            ):
                self._report.duplicates += 1
                self._remember(text.digest, row["id"])
                return
        if (other := self._same_symbol(text)) is not None and other["id"] not in replaced:
            if self._gives_way(text, other):
                why = f"is an older issue of {text.symbol}, of which the corpus has a newer one."
                self._report.skipped.append(Skipped(name, why))
                self._remember(text.digest, other["id"])
                return
            replaced.append(other["id"])
        self._insert(text, replaced)
        if text.unread:
            self._report.unplaced.append(
                Unplaced(name, text.symbol, text.unread, text.unread_first)
            )

    def _known(self, text: Incoming) -> bool:
        """Return whether this very file was taken in before."""
        known = self._connection.execute(
            "SELECT 1 FROM files WHERE digest = ?", (text.digest,)
        ).fetchone()
        self._report.duplicates += bool(known)
        return bool(known)

    def _remember(self, digest: bytes, document: int) -> None:
        self._connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (digest, document))

    def _free_name(self, text: Incoming) -> Incoming:
        """Return a text without a symbol under a name that no other text has."""
        stem, number = text.symbol, 1
        query = "SELECT content FROM documents WHERE symbol = ? AND language = ? AND status = ?"
        while (
            row := self._connection.execute(
                query, (text.symbol, text.language, text.status.value)
            ).fetchone()
        ) and (row["content"] != text.content):
            number += 1
            text = replace(text, symbol=f"{stem} ({number})")
        return text

    def _same_symbol(self, text: Incoming) -> sqlite3.Row | None:
        row = self._connection.execute(
            "SELECT id, issued, edition FROM documents WHERE symbol = ? AND language = ? AND status = ?",
            (text.symbol, text.language, text.status.value),
        ).fetchone()
        return row  # type: ignore[no-any-return]

    @staticmethod
    def _gives_way(text: Incoming, other: sqlite3.Row) -> bool:
        """Return whether the text is an older issue than the one of its symbol that the corpus has."""
        if text.issued and other["issued"] and text.issued.isoformat() != other["issued"]:
            return text.issued < date.fromisoformat(other["issued"])
        return bool(text.edition < other["edition"])

    def _insert(self, text: Incoming, replaced: Sequence[int]) -> None:
        values = (
            text.symbol, text.organ, text.status.value, _day(text.adopted), text.adopted_as, text.vote, *text.counts,
            text.title, text.language, text.session, text.agenda_item, _day(text.issued), text.edition, text.file,
            text.named, text.content, len(text.clauses), self._generation,
        )  # fmt: skip
        self._drop(replaced)
        document = int(
            self._connection.execute(
                "INSERT INTO documents (symbol, organ, status, adopted, adopted_as, vote, in_favour, against,"
                " abstaining, title, language, session, agenda_item, issued, edition, file, named,"
                " content, clauses, generation)"
                f" VALUES ({','.join('?' * len(values))})",
                values,
            ).lastrowid
            or 0
        )
        for old in replaced:
            self._connection.execute(
                "UPDATE files SET document = ? WHERE document = ?", (document, old)
            )
        self._connection.execute("INSERT INTO sources VALUES (?, ?)", (document, text.source))
        self._remember(text.digest, document)
        self._connection.executemany(
            "INSERT INTO topics VALUES (?, ?)", [(topic, document) for topic in text.topics]
        )
        self._enter_clauses(text, document)
        self._report.replaced += bool(replaced)
        self._report.added += not replaced
        self._report.clauses += len(text.clauses)

    def _enter_clauses(self, text: Incoming, document: int) -> None:
        adopted = text.status is Status.ADOPTED
        own = UseRank(adopted, _day(text.adopted or text.issued) or "", text.symbol)
        organ = self._organs.number(text.organ)
        counted: set[int] = set()
        rows = []
        for position, clause in enumerate(text.clauses):
            scope = scope_of(clause.kind, clause.part, organ)
            wording = self._wording(clause, text.language, document, own, scope, counted)
            counted.add(wording)
            rows.append(
                (document, position, clause.place, clause.kind, clause.part, wording, clause.body)
            )
        self._connection.executemany(
            "INSERT INTO clauses (document, position, place, kind, part, wording, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )

    def _wording(
        self,
        clause: IncomingClause,
        language: str,
        document: int,
        own: UseRank,
        scope: int,
        counted: set[int],
    ) -> int:
        """Return the id of a clause's wording, entered if it is new; count this use once a text."""
        row = self._connection.execute(
            "SELECT id, scope, adopted, uses, first, latest FROM wordings WHERE digest = ?",
            (clause.digest,),
        ).fetchone()
        if row is None:
            return self._enter(clause, language, document, own, scope)
        wording, known, adopted, uses, first, latest = row
        both = known | scope
        if both != known:
            self._connection.execute(
                "UPDATE wordings SET scope = ?, generation = ? WHERE id = ?",
                (both, self._generation, wording),
            )
            if only_organs(both) != only_organs(known):
                self._touched.add(wording)
        if wording in counted:
            return int(wording)
        if uses == 0 or _comes_first(own, self._standing(first)):
            first = document
        if uses == 0 or own > self._standing(latest):
            latest = document
        self._connection.execute(
            "UPDATE wordings SET adopted = ?, uses = ?, first = ?, latest = ? WHERE id = ?",
            (adopted + own.adopted, uses + 1, first, latest, wording),
        )
        self._lost.discard(wording)
        return int(wording)

    def _enter(
        self, clause: IncomingClause, language: str, document: int, own: UseRank, scope: int
    ) -> int:
        entered = self._connection.execute(
            "INSERT INTO wordings (language, digest, form, facts, scope, adopted, uses, first, latest, generation)"
            " VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?)",
            (
                language,
                clause.digest,
                self._speller.form(clause.words),
                clause.facts,
                scope,
                int(own.adopted),
                document,
                document,
                self._generation,
            ),
        )
        wording = int(entered.lastrowid or 0)
        self._touched.add(wording)
        return wording

    def _read_standing(self, document: int) -> UseRank:
        row = self._connection.execute(
            "SELECT status = 'adopted', coalesce(adopted, issued, ''), symbol FROM documents WHERE id = ?",
            (document,),
        ).fetchone()
        return UseRank(bool(row[0]), row[1], row[2])

    def drop(self, documents: Iterable[int]) -> None:
        """Take texts out, and forget their files, so that they can be added again."""
        for document in (known := list(documents)):
            self._connection.execute("DELETE FROM files WHERE document = ?", (document,))
        self._drop(known)

    def _drop(self, documents: Iterable[int]) -> None:
        for document in documents:
            rows = self._connection.execute(
                "SELECT DISTINCT wording FROM clauses WHERE document = ?", (document,)
            ).fetchall()
            for table in ("clauses", "topics", "sources"):
                self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
            self._connection.execute("DELETE FROM documents WHERE id = ?", (document,))
            for (wording,) in rows:
                self._recount(wording)
        self._standing.cache_clear()

    def _recount(self, wording: int) -> None:
        """Count the uses of a wording anew, after some were taken out."""
        uses: dict[int, UseRank] = {}
        scope = 0
        for row in self._connection.execute(_USED, (wording,)):
            uses[row["document"]] = UseRank(bool(row["adopted"]), row["day"], row["symbol"])
            scope |= scope_of(row["kind"], row["part"], self._organs.number(row["organ"]))
        if uses:
            latest = max(uses, key=uses.__getitem__)
            first = min(uses, key=lambda use: (not uses[use].adopted, *uses[use][1:]))
        else:
            latest = first = 0
            self._lost.add(wording)
        self._touched.add(wording)
        self._connection.execute(
            "UPDATE wordings SET scope = ?, adopted = ?, uses = ?, first = ?, latest = ?, generation = ? WHERE id = ?",
            (scope, sum(use.adopted for use in uses.values()), len(uses), first, latest, self._generation, wording),
        )  # fmt: skip

    def finish(self) -> tuple[int, list[int], list[int]]:
        """End the changes; return the new generation, the wordings that the index must look at, and those gone."""
        self._speller.keep(self._connection)
        gone = sorted(self._lost)
        touched = sorted(self._touched.difference(gone))
        self._connection.executemany(
            "DELETE FROM wordings WHERE id = ?", ((wording,) for wording in gone)
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO dropped VALUES (?, ?)",
            ((wording, self._generation) for wording in gone),
        )
        self._connection.execute(
            "UPDATE meta SET value = ? WHERE name = 'generation'", (self._generation,)
        )
        return self._generation, touched, gone


def _comes_first(own: UseRank, other: UseRank) -> bool:
    """Return whether a use stands before another: adopted ones do before drafts, whatever their dates."""
    return (not own.adopted, *own[1:]) < (not other.adopted, *other[1:])


_USED = """
SELECT c.document, c.kind, c.part, d.organ, d.status = 'adopted' AS adopted,
    coalesce(d.adopted, d.issued, '') AS day, d.symbol
FROM clauses c JOIN documents d ON d.id = c.document WHERE c.wording = ?
"""


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def starter_files(folder: Path) -> list[Path]:
    """Return the texts of a starter corpus in order."""
    return sorted(folder.glob("*.akn"))
