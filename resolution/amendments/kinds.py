"""The kinds of amendments: values whose names and words are those of the list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EditKind(StrEnum):
    """How words are changed. AFTER and BEFORE put new words beside the old ones, START and END at the ends."""

    REPLACE = "replace"
    DELETE = "delete"
    AFTER = "after"
    BEFORE = "before"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of words within a paragraph: the old words, which occur once, and the new; both as in quotations."""

    how: EditKind
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class New:
    """A new paragraph: what it is ("operative paragraph", `places.phrase`) and its words as in a quotation.

    In a replacement, an empty phrase means the kind of the old paragraph.
    """

    phrase: str
    words: str


@dataclass(frozen=True, slots=True)
class WordAmendment:
    """Changes of words within a paragraph, a title or a footnote."""

    name: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Replace:
    """Paragraphs that are replaced by others."""

    names: tuple[str, ...]
    news: tuple[New, ...]


@dataclass(frozen=True, slots=True)
class Insert:
    """New paragraphs after one that is named, or at the beginning of the text, a part or an annex."""

    name: str
    news: tuple[New, ...]
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class Delete:
    """Paragraphs that are deleted, each with what is under it."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A paragraph that moves with what is under it; `phrase` if it becomes something else there."""

    name: str
    to: str
    beginning: bool = False
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class KindChange:
    """A paragraph that becomes something else where it is: a preambular one an operative one."""

    name: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Sponsors:
    """Sponsors that join and that withdraw."""

    joined: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Renumber:
    """A reminder: numbers follow from the positions."""


Amendment = WordAmendment | Replace | Insert | Delete | Move | KindChange | Sponsors | Renumber
