"""Parts and annexes: put in, taken out, moved past each other; those that remain are lettered or numbered anew.

Each command is one step of undo. A text that is divided stands in parts A and B, each with its own title and opening
line; where one part alone would be left, the text is undivided again. A sole annex is "Annex", several are numbered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from desktop.editor.document.blocks import (
    block_format,
    delete_blocks,
    division_format,
    end_of,
    kind_of,
    write_text,
)
from desktop.editor.document.codec import DivisionOpening, decode
from desktop.editor.document.parsed_document import ParsedDocument
from desktop.editor.document.properties import Property
from desktop.editor.document.structure import Structure, one_step
from resolution.labels import roman
from resolution.model import Block, DivisionKind, Kind
from resolution.text import Run, Text

_NUMBERED = {
    DivisionKind.ANNEX: re.compile(r"Annex(?: [IVXLC]+)?"),
    DivisionKind.PART: re.compile(r"[A-Z]"),
}
"""Labels that follow from position; another one, "Annex to resolution 55/63", is left as it is."""


@dataclass(frozen=True, slots=True)
class _DivisionRange:
    """A division in the document: its first and last block, and what it is."""

    first: int
    last: int
    opening: DivisionOpening


class Divisions:
    """The parts and annexes of one document."""

    def __init__(
        self, document: QTextDocument, parsed: ParsedDocument, structure: Structure
    ) -> None:
        self._document = document
        self._parsed = parsed
        self._structure = structure

    def _all(self) -> list[_DivisionRange]:
        self._parsed.parse_pending()
        starts = self._parsed.openings
        ends = [*starts[1:], len(self._parsed.passages)]
        return [
            _DivisionRange(
                start, end - 1, self._parsed.passages[start].opening or DivisionOpening()
            )
            for start, end in zip(starts, ends, strict=True)
        ]

    def _at(self, index: int) -> int:
        """Return which division a block belongs to."""
        return max(n for n, each in enumerate(self._all()) if each.first <= index or n == 0)

    # --- putting in --------------------------------------------------------------------------

    def add_annex(self) -> int:
        """Add an annex with an empty paragraph at the end; return the block of its title."""
        cursor = QTextCursor(self._document)
        with one_step(cursor):
            cursor.movePosition(QTextCursor.MoveOperation.End)
            title = self._open(cursor, DivisionOpening(DivisionKind.ANNEX, "Annex"))
            cursor.insertBlock(block_format(Block(Kind.PARAGRAPH, auto=False)), QTextCharFormat())
            self._label_anew(cursor)
        return title

    def add_part(self, index: int) -> int:
        """Add a part behind the one that a block belongs to; an undivided text becomes part A, and the new one part B.

        It begins with the opening line of the text and an empty preambular paragraph. Return the block of its title.
        """
        all_ = self._all()
        parts = [each for each in all_ if each.opening.kind is DivisionKind.PART]
        formula = self._opening_line()
        cursor = QTextCursor(self._document)
        with one_step(cursor):
            if parts:
                after = self._end_of_part(self._at(index))
            else:
                after = all_[0].last + 1
                cursor.setPosition(end_of(self._document, 0))
                self._open(cursor, DivisionOpening(DivisionKind.PART, "A"))
            cursor.setPosition(end_of(self._document, after))
            title = self._open(cursor, DivisionOpening(DivisionKind.PART, "B"))
            cursor.insertBlock(block_format(Block(Kind.FORMULA, formula)), QTextCharFormat())
            write_text(cursor, formula)
            cursor.insertBlock(block_format(Block(Kind.PREAMBULAR)), QTextCharFormat())
            self._label_anew(cursor)
        return title

    def _end_of_part(self, number: int) -> int:
        """Return the last block of a part with its annexes; of the last part where a division is none."""
        all_ = self._all()
        starts = [n for n, each in enumerate(all_) if each.opening.kind is DivisionKind.PART]
        own = max((n for n in starts if n <= number), default=starts[-1])
        following = next((n for n in starts if n > own), len(all_))
        return all_[following - 1].last

    def _opening_line(self) -> Text:
        """Return the words of the first opening line, without notes."""
        blocks = self._parsed.blocks
        text = next((b.text for b in blocks if b.kind is Kind.FORMULA), ())
        return tuple(inline for inline in text if isinstance(inline, Run))

    def _open(self, cursor: QTextCursor, opening: DivisionOpening) -> int:
        cursor.insertBlock(division_format(opening), QTextCharFormat())
        return cursor.blockNumber()

    # --- taking out --------------------------------------------------------------------------

    def remove(self, cursor: QTextCursor) -> bool:
        """Delete the part or annex that the cursor stands in; where one part is left, the text is undivided."""
        all_ = self._all()
        number = self._at(cursor.blockNumber())
        if number == 0:
            return False
        gone = all_[number]
        with one_step(cursor):
            delete_blocks(cursor, gone.first, gone.last)
            parts = [b for b in self._openings() if _opening(b).kind is DivisionKind.PART]
            if gone.opening.kind is DivisionKind.PART and len(parts) == 1:
                self._undivide(cursor, parts[0])
            self._label_anew(QTextCursor(self._document))
        return True

    def _undivide(self, cursor: QTextCursor, part: QTextBlock) -> None:
        """Let the only part that is left go on with what stands before it; a title of its own becomes a heading."""
        index = part.blockNumber()
        if part.text():
            own = QTextCursor(part)
            own.setBlockFormat(block_format(Block(Kind.HEADING, level=1)))
        else:
            delete_blocks(cursor, index, index)

    # --- moving ------------------------------------------------------------------------------

    def move(self, cursor: QTextCursor, by: int) -> bool:
        """Move the annex, or the part with its annexes, past its neighbour; the cursor goes with it."""
        all_ = self._all()
        number = self._at(cursor.blockNumber())
        kind = all_[number].opening.kind
        if kind is DivisionKind.MAIN:
            return False
        units = self._units(kind, all_)
        own = next(n for n, unit in enumerate(units) if unit[0] <= all_[number].first <= unit[1])
        other = own + by
        if not 0 <= other < len(units):
            return False
        (first, border), (start, last) = sorted((units[own], units[other]))
        if border + 1 != start:
            return False
        offset = cursor.position() - self._document.findBlockByNumber(units[own][0]).position()
        upper = self._structure.lift(first, border)
        lower = self._structure.lift(start, last)
        with one_step(cursor):
            self._structure.rewrite(first, last, [*lower, *upper])
            lands = first if by < 0 else first + len(lower)
            cursor.setPosition(self._document.findBlockByNumber(lands).position() + offset)
            self._label_anew(QTextCursor(self._document))
        return True

    def _units(self, kind: DivisionKind, all_: list[_DivisionRange]) -> list[tuple[int, int]]:
        """Return the stretches of blocks that move as one: an annex, or a part with its annexes."""
        starts = [n for n, each in enumerate(all_) if each.opening.kind is kind]
        if kind is DivisionKind.ANNEX:
            return [(all_[n].first, all_[n].last) for n in starts]
        return [(all_[n].first, self._end_of_part(n)) for n in starts]

    # --- labels ------------------------------------------------------------------------------

    def _openings(self) -> Iterator[QTextBlock]:
        """Yield the blocks that begin a division, as the document is now, within a step too."""
        block = self._document.firstBlock()
        while block.isValid():
            if kind_of(block.blockFormat()) is None:
                yield block
            block = block.next()

    def _label_anew(self, cursor: QTextCursor) -> None:
        """Give parts their letters and annexes their numbers, by their order."""
        openings = [(block, _opening(block)) for block in self._openings()]
        for kind, label in _LABELS.items():
            own = [(b, o) for b, o in openings if o.kind is kind and _counts(o)]
            for n, (block, opening) in enumerate(own, 1):
                wanted = label(n, len(own))
                if opening.label != wanted:
                    cursor.setPosition(block.position())
                    name = block.blockFormat().property(Property.ID)
                    cursor.setBlockFormat(division_format(replace(opening, label=wanted), name))


_LABELS: dict[DivisionKind, Callable[[int, int], str]] = {
    DivisionKind.PART: lambda number, of: chr(ord("A") + (number - 1) % 26),
    DivisionKind.ANNEX: lambda number, of: f"Annex {roman(number).upper()}" if of > 1 else "Annex",
}


def _opening(block: QTextBlock) -> DivisionOpening:
    return decode(DivisionOpening, block.blockFormat().property(Property.OPENING))


def _counts(opening: DivisionOpening) -> bool:
    """Return whether a label follows from position."""
    return bool(_NUMBERED[opening.kind].fullmatch(opening.label))
