"""Moving clauses and items with all that belongs to them: past a neighbour, or to any place where they may stand.

Names, notes and origins go with them, for they are lifted out as they stand; one move is one step of undo. Where
something may go is worked out for the whole draft at once, so that a drag can show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from desktop.editor.document.blocks import changed, kind_of, level_of
from desktop.editor.document.parsed_document import ParsedDocument
from desktop.editor.document.properties import Property
from desktop.editor.document.structure import CLAUSES, UNDER, Lifted, Structure, one_step
from resolution.model import MAX_LEVEL, Block, Kind

Group = tuple[int, int]
"""The first and the last block of what is moved together."""


class Moves:
    """Knows what moves together in one document, and where it may go."""

    def __init__(
        self, document: QTextDocument, parsed: ParsedDocument, structure: Structure
    ) -> None:
        self._document = document
        self._parsed = parsed
        self._structure = structure

    # --- what moves together -----------------------------------------------------------------

    def group(self, cursor: QTextCursor) -> Group:
        """Return what the cursor or selection takes along: whole clauses, or items of one clause."""
        first, last = self.selected(cursor)
        start, end = self._structure.group(first)
        if end >= last:
            return start, end
        clause = self._structure.clause(first)
        if first > clause and self._structure.clause(last) == clause and last <= self.reach(clause):
            return self._items(first, last)
        start = clause if first > clause else first
        return start, max(last, self.reach(self._structure.clause(last)))

    def selected(self, cursor: QTextCursor) -> Group:
        """Return the first and the last block that a selection has something of."""
        first = self._document.findBlock(cursor.selectionStart()).blockNumber()
        block = self._document.findBlock(cursor.selectionEnd())
        last = block.blockNumber()
        if last > first and cursor.selectionEnd() == block.position():
            last -= 1
        return first, last

    def reach(self, index: int) -> int:
        """Return the last block of what belongs to a clause or item."""
        return self._structure.reach(index)

    def _items(self, first: int, last: int) -> Group:
        """Return the items of the highest level among these, with what belongs to them."""
        blocks = self._structure.blocks()
        within = [at for at in range(first, last + 1) if blocks[at].kind is Kind.ITEM]
        if not within:
            return first, last
        level = min(blocks[at].level for at in within)
        while blocks[first].kind is Kind.ITEM and blocks[first].level > level:
            first -= 1
        ends = [self.reach(at) for at in within if blocks[at].level == level]
        return first, max([last, *ends])

    def clause_of(self, index: int) -> Group:
        """Return the clause that a block stands in, with all that belongs to it; beyond the end itself alone."""
        if not 0 <= index < len(self._structure.blocks()):
            return index, index
        first = self._structure.clause(index)
        return first, max(index, self.reach(first))

    def groups(self, indexes: Iterable[int]) -> list[Group]:
        """Return what these blocks take along, in order; neighbours go as one, what lies within another with it."""
        out: list[Group] = []
        for index in sorted(set(indexes)):
            if out and index <= out[-1][1]:
                continue
            first, last = self._structure.group(index)
            if out and first == out[-1][1] + 1:
                out[-1] = (out[-1][0], last)
            else:
                out.append((first, last))
        return out

    def _tops(self, groups: Iterable[Group]) -> list[Block]:
        """Return the blocks of groups that lie within none of the others; none where something cannot be moved."""
        blocks = self._structure.blocks()
        tops = [at for first, last in groups for at in self.tops(first, last)]
        if any(self._structure.is_opening(at) or blocks[at].kind is Kind.FORMULA for at in tops):
            return []
        return [blocks[at] for at in tops]

    def tops(self, first: int, last: int) -> list[int]:
        """Return the blocks from one to another that belong to none before them."""
        out = []
        at = first
        while at <= last:
            out.append(at)
            at = self.reach(at) + 1
        return out

    # --- past a neighbour --------------------------------------------------------------------

    def step(self, cursor: QTextCursor, by: int) -> bool:
        """Move what is selected past its neighbour, up (-1) or down (1)."""
        first, last = self.group(cursor)
        tops = self._tops([(first, last)])
        before = self._past(first, last, tops, by) if tops else None
        return before is not None and self.carry(cursor, [(first, last)], before)

    def _past(self, first: int, last: int, tops: Sequence[Block], by: int) -> int | None:
        """Return before which block it stands past its neighbour; None at the end of its list or part."""
        blocks = self._structure.blocks()
        if by > 0:
            at = last + 1
            if at >= len(blocks) or self._structure.is_opening(at) or not _beside(tops, blocks[at]):
                return None
            return self.reach(at) + 1
        at = first - 1
        while at > 0 and not self._structure.is_opening(at):
            if _beside(tops, blocks[at]) and self.reach(at) == first - 1:
                return at
            if blocks[at].kind not in UNDER:
                return None
            at -= 1
        return None

    # --- to any place ------------------------------------------------------------------------

    def places(self, groups: Sequence[Group]) -> dict[int, int]:
        """Return before which blocks these may go (the number of blocks: at the end), and at which level there.

        A place between its neighbours, where nothing would move, is none.
        """
        tops = self._tops(groups)
        kinds = {block.kind for block in tops}
        if kinds == {Kind.ITEM}:
            found = self._places_of_items(groups, tops)
        elif kinds and kinds <= {*CLAUSES, Kind.HEADING}:
            found = self._places_of_clauses(groups, kinds - {Kind.HEADING})
        else:
            return {}
        if len(groups) == 1:
            for edge in (groups[0][0], groups[0][1] + 1):
                found.pop(edge, None)
        return found

    def _rest(self, groups: Sequence[Group]) -> list[int]:
        moved = {at for first, last in groups for at in range(first, last + 1)}
        return [at for at in range(len(self._structure.blocks())) if at not in moved]

    def _places_of_clauses(self, groups: Sequence[Group], kinds: set[Kind]) -> dict[int, int]:
        """Return the places between clauses where one of each of these kinds stands beside, above or below."""
        blocks = self._structure.blocks()
        rest = self._rest(groups)
        inner = self._inner(rest)
        above = [None, *self._met(rest)]
        below = [*reversed(self._met(list(reversed(rest)))), None]
        found: dict[int, int] = {}
        for n, at in enumerate([*rest, len(blocks)]):
            if n == 0 or at in inner or self._is_formula(at):
                continue
            beside = {above[n], below[n]}
            if above[n] is Kind.FORMULA:
                beside.add(Kind.PREAMBULAR)
            if kinds <= beside:
                found[at] = 0
        return found

    def _is_formula(self, index: int) -> bool:
        blocks = self._structure.blocks()
        return index < len(blocks) and blocks[index].kind is Kind.FORMULA

    def _met(self, order: Sequence[int]) -> list[Kind | None]:
        """Return at each block which kind of clause was met last in this order, none yet in its division."""
        blocks = self._structure.blocks()
        out: list[Kind | None] = []
        kind: Kind | None = None
        for at in order:
            if self._structure.is_opening(at):
                kind = None
            elif blocks[at].kind in (*CLAUSES, Kind.FORMULA):
                kind = blocks[at].kind
            out.append(kind)
        return out

    def _inner(self, rest: Sequence[int]) -> set[int]:
        """Return the blocks that belong to a clause before them: items, what goes on after them, headings in a list."""
        blocks = self._structure.blocks()
        inner: set[int] = set()
        in_list = False
        for at in reversed(rest):
            if self._structure.is_opening(at):
                in_list = False
            elif blocks[at].kind in UNDER:
                in_list = blocks[at].kind is Kind.ITEM
                inner.add(at)
            elif blocks[at].kind is Kind.HEADING:
                if in_list:
                    inner.add(at)
            else:
                in_list = False
        return inner

    def _places_of_items(self, groups: Sequence[Group], tops: Sequence[Block]) -> dict[int, int]:
        """Return the places under clauses where items may stand, and the level there nearest to their own."""
        blocks = self._structure.blocks()
        rest = self._rest(groups)
        own = min(block.level for block in tops)
        deepest = max(
            blocks[at].level
            for first, last in groups
            for at in range(first, last + 1)
            if blocks[at].kind is Kind.ITEM
        )
        found: dict[int, int] = {}
        most = 0
        """How deep an item may stand behind the block before; 0 where none may."""
        for n, at in enumerate([*rest, len(blocks)]):
            least = self._least(at) if n < len(rest) else 1
            most_here = min(most, MAX_LEVEL - (deepest - own))
            if least <= most_here:
                found[at] = min(max(own, least), most_here)
            if n < len(rest):
                most = self._most(at, most)
        return found

    def _most(self, at: int, before: int) -> int:
        """Return how deep an item behind this block may stand, 0 for not at all."""
        block = self._structure.blocks()[at]
        if self._structure.is_opening(at) or block.kind is Kind.FORMULA:
            return 0
        if block.kind in (Kind.HEADING, Kind.TABLE):
            return before
        return block.level + 1 if block.kind in (Kind.ITEM, Kind.CONTINUATION) else 1

    def _least(self, at: int) -> int:
        """Return how high an item before this block must stand, so that it takes nothing away from those above it."""
        block = self._structure.blocks()[at]
        if self._structure.is_opening(at) or block.kind not in UNDER:
            return 1
        return max(1, block.level) if block.kind is Kind.ITEM else block.level + 1

    def carry(
        self, cursor: QTextCursor, groups: Sequence[Group], before: int, level: int = 0
    ) -> bool:
        """Take these to stand before a block, items at a level; a cursor or selection in them goes with them."""
        blocks = self._structure.blocks()
        moved = [at for first, last in groups for at in range(first, last + 1)]
        by = level - min(b.level for b in self._tops(groups)) if level else 0
        kept = [self._offset(moved, place) for place in (cursor.anchor(), cursor.position())]
        lifted = [_at_level(each, by) for each in self._structure.lift_all(moved)]
        target = before - sum(at < before for at in moved)
        if target == 0 or not moved or len(moved) == len(blocks):
            return False
        own = QTextCursor(self._document)
        with one_step(cursor):
            for first, last in reversed(groups):
                self._take_out(own, first, last)
            own.setPosition(self._close(target - 1))
            for facts, words in lifted:
                own.insertBlock(facts, QTextCharFormat())
                for part, typeface in words:
                    own.insertText(part, typeface)
        for mode, place in zip(
            (QTextCursor.MoveMode.MoveAnchor, QTextCursor.MoveMode.KeepAnchor), kept, strict=True
        ):
            if place is not None:
                block = self._document.findBlockByNumber(target + place[0])
                cursor.setPosition(block.position() + min(place[1], block.length() - 1), mode)
        return True

    def _offset(self, moved: Sequence[int], position: int) -> tuple[int, int] | None:
        """Return which of the moved blocks a position stands in, and where in it; None outside."""
        block = self._document.findBlock(position)
        number, at = block.blockNumber(), position - block.position()
        if number not in moved and at == 0 and number - 1 in moved:
            # the end of a selection that took the last paragraph whole
            number, at = number - 1, block.previous().length() - 1
        return (moved.index(number), at) if number in moved else None

    def _close(self, index: int) -> int:
        block = self._document.findBlockByNumber(index)
        return block.position() + block.length() - 1

    def _take_out(self, cursor: QTextCursor, first: int, last: int) -> None:
        facts = self._document.findBlockByNumber(first - 1).blockFormat()
        cursor.setPosition(self._close(first - 1))
        cursor.setPosition(self._close(last), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(facts)


def _beside(tops: Sequence[Block], other: Block) -> bool:
    """Return whether a block may stand beside all of these: of their one kind, or a heading among clauses."""
    mixed = len({block.kind for block in tops} & {*CLAUSES}) > 1
    return not mixed and all(_siblings(block, other) for block in tops)


def _siblings(one: Block, other: Block) -> bool:
    under = (Kind.CONTINUATION, Kind.TABLE)
    if one.kind in UNDER or other.kind in UNDER:
        levels = {b.level for b in (one, other)}
        return {one.kind, other.kind} <= {*UNDER} and (
            len(levels) == 1 or one.kind in under or other.kind in under
        )
    return one.kind is other.kind or (
        Kind.HEADING in (one.kind, other.kind) and other.kind is not Kind.FORMULA
    )


def _at_level(lifted: Lifted, by: int) -> Lifted:
    """Return an item or continuation that was lifted, so many levels deeper."""
    facts, words = lifted
    kind = kind_of(facts)
    if not by or kind not in (Kind.ITEM, Kind.CONTINUATION):
        return lifted
    printed = facts.property(Property.LABEL)
    label = str(printed or "") if facts.hasProperty(Property.LABEL) else None
    return changed(facts, kind, max(0, level_of(facts) + by), label), words
