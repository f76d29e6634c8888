"""What a source says of a line beyond its words, where it is more than a plain text: the judgement then starts from it.

A plain text says nothing. A Word file may tell the label that it counts itself, how deep in its list a paragraph
stands, that it is a heading, that it is a table; and a file of our own, what a paragraph was when it was written.
"""

from __future__ import annotations

from dataclasses import dataclass

from resolution.model import Block, DivisionKind, Table
from resolution.text import Text

PLACEHOLDER = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for the words of a line that has none (a table)."""


@dataclass(frozen=True, slots=True)
class KnownBlock:
    """A line that is known to be this block, or the closing line, or the head of a division.

    kind and label, or title, belong to the head of a division: an annex's label stands above its title.
    begins: the block is the first one of a division that has no head.
    auto: whether its label follows from its position, where the label itself tells otherwise.
    name: of the division, for references to it.
    """

    block: Block | None = None
    closing: str | None = None
    kind: DivisionKind | None = None
    label: str = ""
    title: Text | None = None
    begins: DivisionKind | None = None
    auto: bool | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class LineHints:
    """What is given of one line.

    label:   counted by the source; it also stands at the start of the line's words
    family:  names the list, `rank` how deep in it (0 the outermost)
    outline: how high a heading, 0 the highest; None for what is none
    """

    label: str = ""
    family: str = ""
    rank: int = 0
    outline: int | None = None
    table: Table | None = None
    known: KnownBlock | None = None
