"""Automatic labels: 1., 2. for operative paragraphs, (a), (i), a., i. for items.

Source: Editorial Manual, numbering and arrangement of paragraphs; levels as indented in the New York template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from resolution.model import Block, Division, Kind

KIND_NAMES = {
    Kind.FORMULA: "formula", Kind.PREAMBULAR: "preambular paragraph", Kind.OPERATIVE: "operative paragraph",
    Kind.ITEM: "subparagraph", Kind.CONTINUATION: "continuation", Kind.HEADING: "heading",
    Kind.PARAGRAPH: "paragraph", Kind.TABLE: "table",
}  # fmt: skip
"""The kinds of blocks in words."""

NUMBERED = (Kind.OPERATIVE, Kind.ITEM, Kind.PARAGRAPH)
"""Kinds whose label may be automatic."""

_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ROMAN_FORM = re.compile(r"^(?=[ivxl])(xl|l?x{0,3})(ix|iv|v?i{0,3})$")


def roman(number: int) -> str:
    """Return a number from 1 as a lower-case Roman numeral."""
    out = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        out += sign * count
    return out


def from_roman(sign: str) -> int | None:
    """Return the value of a lower-case Roman numeral (to 89), or None if it is not one."""
    if not _ROMAN_FORM.match(sign):
        return None
    total, rest = 0, sign
    for value, numeral in _ROMAN:
        while rest.startswith(numeral):
            total, rest = total + value, rest[len(numeral) :]
    return total


def letters(number: int) -> str:
    """Return 1 → a, 26 → z, 27 → aa, 28 → bb, as the United Nations continues after z."""
    turn, position = divmod(number - 1, 26)
    return chr(ord("a") + position) * (turn + 1)


def from_letters(sign: str) -> int | None:
    """Return the position of a, z, aa, bb, or None if the string is not one letter repeated."""
    if not sign or set(sign) != {sign[0]} or not "a" <= sign[0] <= "z":
        return None
    return ord(sign[0]) - ord("a") + 1 + 26 * (len(sign) - 1)


def label(level: int, number: int) -> str:
    """Return the automatic label at a level (0 for paragraphs, 1-4 for items) and position, from 1."""
    match level:
        case 0:
            return f"{number}."
        case 1:
            return f"({letters(number)})"
        case 2:
            return f"({roman(number)})"
        case 3:
            return f"{letters(number)}."
        case _:
            return f"{roman(number)}."


def position(label: str, level: int) -> int | None:
    """Return the position given by a printed label at its level, or None if it gives none ("–", "3 bis")."""
    sign = label.strip().strip("().").lower()
    if level == 0:
        return int(sign) if sign.isascii() and sign.isdigit() else None
    if not sign:
        return None
    return from_roman(sign) if level in (2, 4) else from_letters(sign)


class Counter:
    """Generates labels along the blocks of one division."""

    def __init__(self) -> None:
        self._paragraphs: dict[tuple[Kind, bool], int] = {}
        self._items = [0] * 5

    def next(self, block: Block) -> str:
        """Return the automatic label of this block at the current place, without moving on."""
        if block.kind is Kind.ITEM:
            return label(block.level, self._items[min(block.level, 4)] + 1)
        if block.kind in (Kind.OPERATIVE, Kind.PARAGRAPH):
            return label(0, self._paragraphs.get((block.kind, block.quoted), 0) + 1)
        return ""

    def take(self, block: Block) -> None:
        """Move past the block. A printed label sets the count, so that "1." is followed by "2."."""
        if block.kind is Kind.ITEM:
            level = min(block.level, 4)
            shown = position(block.label, level)
            self._take_item(level, shown if shown is not None else self._items[level] + 1)
        elif block.kind in (Kind.OPERATIVE, Kind.PREAMBULAR, Kind.PARAGRAPH, Kind.FORMULA):
            shown = position(block.label, 0)
            self._take_clause(block, shown)

    def step(self, block: Block) -> str:
        """Return the label of a block, its own if it is not automatic, and move past the block."""
        if not block.auto:
            self.take(block)
            return block.label
        if block.kind is Kind.ITEM:
            level = min(block.level, 4)
            self._take_item(level, self._items[level] + 1)
            return label(block.level, self._items[level])
        if block.kind in (Kind.OPERATIVE, Kind.PARAGRAPH):
            number = self._paragraphs.get((block.kind, block.quoted), 0) + 1
            self._take_clause(block, number)
            return label(0, number)
        if block.kind in (Kind.PREAMBULAR, Kind.FORMULA):
            self._take_clause(block, None)
        return ""

    def _take_item(self, level: int, number: int) -> None:
        self._items[level] = number
        self._items[level + 1 :] = [0] * (4 - level)

    def _take_clause(self, block: Block, number: int | None) -> None:
        self._items = [0] * 5
        if number is not None and block.kind in (Kind.OPERATIVE, Kind.PARAGRAPH):
            self._paragraphs[block.kind, block.quoted] = number


def labels(blocks: Iterable[Block]) -> list[str]:
    """Return the label of every block of a division: its own, or the automatic one."""
    counter = Counter()
    return [counter.step(block) for block in blocks]


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks with every automatic label updated."""
    held = tuple(blocks)
    return tuple(labelled(block, wanted) for block, wanted in zip(held, labels(held), strict=True))


def labelled(block: Block, label: str) -> Block:
    """Return the block with this label; the same object if it has the label already."""
    if block.label == label:
        return block
    b = block  # not `replace`, which takes five times as long: one Enter can renumber hundreds of clauses
    return Block(
        b.kind, b.text, label, b.auto, b.level, b.quoted, b.table, b.origin, b.id, b.extensions
    )


def recognised(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks as read, with `auto` on wherever the printed label is the one that position would give."""
    counter = Counter()
    out = []
    for block in blocks:
        auto = block.label == counter.next(block)
        block = block if block.auto == auto else replace(block, auto=auto)
        counter.take(block)
        out.append(block)
    return tuple(out)


def renumbered(division: Division) -> Division:
    """Return the division with differing printed labels replaced by automatic ones: the command *Renumber*.

    Unnumbered paragraphs of annexes stay unnumbered, and so does a sole operative paragraph.
    """
    operative = sum(b.kind is Kind.OPERATIVE and not b.quoted for b in division.blocks)
    blocks = [
        replace(b, auto=True)
        if b.kind in (Kind.OPERATIVE, Kind.ITEM)
        and not (b.kind is Kind.OPERATIVE and not b.label and operative == 1)
        else b
        for b in division.blocks
    ]
    return replace(division, blocks=numbered(blocks))
