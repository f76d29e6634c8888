"""Reading a file into an incoming text: its clauses, what the register adds, or why it cannot be imported."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import NamedTuple

from precedent_corpus.search.scope import PARTS_KEPT
from precedent_corpus.search.wording import normalised
from precedent_corpus.store.clauses import CorpusClause, Packing, clauses_of, content_of
from precedent_corpus.store.register import Register
from resolution.formats.detect import read_bytes
from resolution.language.organs import organ_of_symbol
from resolution.model import Masthead, Resolution, Status
from resolution.reading import ReadingError
from resolution.text import folded, plain

SHOWN_LINES, SHOWN_LENGTH = 3, 80
"""How many lines without a place are shown of a text, and how many characters of each."""


class IncomingClause(NamedTuple):
    """A clause ready to be stored: `words` and `facts` as in `Wording`, `body` as `Packing` stores it."""

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
    named:   whether it has a symbol; otherwise it is listed under its file's name
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
    """Return the digest that identifies a file."""
    return blake2b(data, digest_size=16).digest()


def read_incoming(name: str, data: bytes, register: Register, packing: Packing) -> Incoming:
    """Read the bytes of a file; raises ReadingError with the reason where they hold no resolution."""
    file = PurePosixPath(name).name
    try:
        reading = read_bytes(data, file)
    except ReadingError as error:
        raise ReadingError(str(error).removeprefix(f"{file}: ").removeprefix(f"{file} ")) from error
    except Exception as error:  # a reader failing on one text must not stop the others
        raise ReadingError(f"cannot be read ({type(error).__name__}); please report it.") from error
    resolution = reading.resolution
    clauses = tuple(clauses_of(resolution))
    if not clauses:
        raise ReadingError(
            "is a corrigendum: it says what to change and is no text of its own."
            if _CORRIGENDUM.search(resolution.masthead.symbol or file)
            else "has no preambular or operative clause; it is no resolution."
        )
    text = describe(resolution, register, file, data, clauses, packing)
    first = tuple(folded(line)[:SHOWN_LENGTH] for line in reading.unread[:SHOWN_LINES])
    return replace(text, unread=len(reading.unread), unread_first=first)


_CORRIGENDUM = re.compile(r"[/_.]Corr[._ ]?(\d+)", re.IGNORECASE)
_REISSUE = re.compile(r"re-?issue|\*\s*(?:\.\w+)?$", re.IGNORECASE)


def describe(
    resolution: Resolution,
    register: Register,
    file: str,
    data: bytes,
    clauses: tuple[CorpusClause, ...],
    packing: Packing,
) -> Incoming:
    """Return the text with what the register adds: date, vote and title if adopted, what a draft became."""
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
    """Return the symbol that a text is listed under, and which edition it is.

    A corrigendum that prints the whole text replaces the text it corrects.
    """
    corrected = _CORRIGENDUM.search(symbol)
    if corrected:
        return symbol[: corrected.start()], 10 + int(corrected[1])
    return symbol.rstrip("* "), 1 if _REISSUE.search(symbol) or _REISSUE.search(file) else 0


def topics_of(resolution: Resolution) -> tuple[str, ...]:
    """Return the topics that a text is filed under, as they are shown, in lower case."""
    names = (folded_topic(word.shown or word.value) for word in resolution.adoption.keywords)
    return tuple(dict.fromkeys(name for name in names if name))


def folded_topic(topic: str) -> str:
    """Return a topic in the form in which topics are compared."""
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
    """Return the symbol under which a draft was adopted, empty if unknown."""
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
