"""The values that lists of the corpus show: a text, and a group of texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resolution.model import Status


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
class CorpusGroup:
    """How many texts and clauses of one organ, session, year, language and status the corpus has."""

    organ: str
    session: str
    year: str
    language: str
    status: Status
    texts: int
    clauses: int
