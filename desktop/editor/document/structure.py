"""Commands on the structure of a draft: each is one edit block of the document, and so one step of undo.

Every command returns whether it could be done; one that cannot leaves the document as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from desktop.editor.document.blocks import (
    block_format,
    changed,
    delete_blocks,
    end_of,
    kind_of,
    renamed,
    write_text,
)
from desktop.editor.document.codec import AnchoredNote
from desktop.editor.document.parsed_document import ParsedDocument
from desktop.editor.document.properties import Property
from resolution.labels import NUMBERED, position, renumbered
from resolution.model import MAX_LEVEL, Block, Kind

CLAUSES = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.PARAGRAPH)
"""What items can stand under, besides items."""
UNDER = (Kind.ITEM, Kind.CONTINUATION, Kind.TABLE)
"""What belongs to the clause before it."""

Lifted = tuple[QTextBlockFormat, list[tuple[str, QTextCharFormat]]]
"""A block taken out of the document: its format, and its words with theirs."""


@contextmanager
def one_step(cursor: QTextCursor, join: bool = False) -> Iterator[QTextCursor]:
    """Make all that is done inside one step of undo; `join` makes it one with the step before."""
    if join:
        cursor.joinPreviousEditBlock()
    else:
        cursor.beginEditBlock()
    try:
        yield cursor
    finally:
        cursor.endEditBlock()


class Structure:
    """The structural commands on one document."""

    def __init__(self, document: QTextDocument, parsed: ParsedDocument) -> None:
        self._document = document
        self._parsed = parsed

    # --- what stands where -------------------------------------------------------------------

    def blocks(self) -> list[Block]:
        """Return the blocks of the draft as they are now."""
        self._parsed.parse_pending()
        return self._parsed.blocks

    def is_opening(self, index: int) -> bool:
        """Return whether a block begins a division."""
        return self._parsed.passages[index].opening is not None

    def _at(self, index: int) -> QTextCursor:
        """Return a cursor at the start of a block."""
        return QTextCursor(self._document.findBlockByNumber(index))

    def reach(self, index: int) -> int:
        """Return the last block of what belongs to a clause or item: its items, continuations and tables."""
        blocks = self.blocks()
        kind, level = blocks[index].kind, blocks[index].level
        if self.is_opening(index) or kind in (Kind.HEADING, Kind.CONTINUATION, Kind.TABLE):
            return index
        last = index
        for at in range(index + 1, len(blocks)):
            block = blocks[at]
            if self.is_opening(at):
                break
            if block.kind is Kind.HEADING:
                continue
            if block.kind not in UNDER:
                break
            if kind is Kind.ITEM and block.level <= level - (block.kind is not Kind.ITEM):
                break
            last = at
        return last

    def clause(self, index: int) -> int:
        """Return the block of the clause that a block belongs to; itself where it belongs to none."""
        blocks = self.blocks()
        for at in range(index, -1, -1):
            if self.is_opening(at):
                break
            if blocks[at].kind in (*CLAUSES, Kind.FORMULA):
                return at
            if blocks[at].kind is Kind.HEADING and at == index:
                break
        return index

    def clause_kind(self, index: int) -> Kind:
        """Return what a new clause after this block would be: like the clause before it, or the one after a heading."""
        blocks = self.blocks()
        for at in range(index, -1, -1):
            if self.is_opening(at):
                break
            if blocks[at].kind in CLAUSES:
                return blocks[at].kind
        for at in range(index + 1, len(blocks)):
            if self.is_opening(at):
                break
            if blocks[at].kind in CLAUSES:
                return blocks[at].kind
        main_or_part = self._parsed.passages[self._division(index)].opening
        annexed = main_or_part is not None and main_or_part.kind == "annex"
        return Kind.PARAGRAPH if annexed else Kind.PREAMBULAR

    def _division(self, index: int) -> int:
        return max((at for at in self._parsed.openings if at <= index), default=0)

    def _room_for_item(self, index: int, level: int) -> bool:
        """Return whether an item of this level may stand here: no level is skipped, and a clause stands before."""
        if level == 0:
            return True
        blocks = self.blocks()
        at = index - 1
        while at > 0 and blocks[at].kind in (Kind.HEADING, Kind.TABLE) and not self.is_opening(at):
            at -= 1
        if at < 0 or self.is_opening(at) or level > MAX_LEVEL:
            return False
        before = blocks[at]
        if before.kind in (Kind.ITEM, Kind.CONTINUATION):
            return level <= before.level + 1
        return before.kind in CLAUSES and level == 1

    # --- kinds and levels --------------------------------------------------------------------

    def _turn(self, index: int, kind: Kind, level: int = 0) -> None:
        cursor = self._at(index)
        cursor.setBlockFormat(changed(cursor.blockFormat(), kind, level))

    def set_kind(self, cursor: QTextCursor, kind: Kind, level: int = 0) -> bool:
        """Turn the blocks under the cursor or selection to a kind."""
        level = max(1, level) if kind in (Kind.ITEM, Kind.HEADING) else level
        targets = [i for i in self._selected(cursor) if self._turnable(i)]
        if kind is Kind.TABLE or not targets or not 0 <= level <= MAX_LEVEL:
            return False
        if kind is Kind.ITEM and not self._room_for_item(targets[0], level):
            return False
        with one_step(QTextCursor(cursor)):
            for index in targets:
                self._turn(index, kind, level)
        return True

    def _selected(self, cursor: QTextCursor) -> range:
        first = self._document.findBlock(cursor.selectionStart()).blockNumber()
        last = self._document.findBlock(cursor.selectionEnd()).blockNumber()
        return range(first, last + 1)

    def _turnable(self, index: int) -> bool:
        self.blocks()
        return (
            not self.is_opening(index) and self._parsed.passages[index].block.kind is not Kind.TABLE
        )

    def toggle_part(self, cursor: QTextCursor) -> bool:
        """Turn the clause from preambular to operative, or back, and take it into that part with the cursor."""
        targets = list(
            dict.fromkeys(self.clause(i) for i in self._selected(cursor) if self._turnable(i))
        )
        blocks = self.blocks()
        if not targets or any(not self._turnable(i) for i in targets):
            return False
        operative = blocks[targets[0]].kind is Kind.OPERATIVE
        kind = Kind.PREAMBULAR if operative else Kind.OPERATIVE
        passed = self._passed(targets, kind)
        with one_step(QTextCursor(cursor)):
            for index in targets:
                self._turn(index, kind)
            if passed:
                self._swap(cursor, (targets[0], self.reach(targets[-1])), passed)
        return True

    def _passed(self, targets: list[int], kind: Kind) -> range | None:
        """Return the blocks that clauses turned to `kind` go past to come to the nearest of their like.

        None where they stay: beside their like already, where there is none, or where a heading parts them from it.
        """
        blocks = self.blocks()
        first, last = targets[0], self.reach(targets[-1])
        above = self._clause_before(first)
        below = last + 1 if last + 1 < len(blocks) and not self.is_opening(last + 1) else None
        beside = [blocks[at].kind for at in (above, below) if at is not None]
        whole = all(self.clause(at) in targets for at in range(first, last + 1))
        if kind in beside or not whole:
            return None
        if kind is Kind.OPERATIVE:
            end = self._run(last + 1, 1, kind)
            return range(last + 1, end) if end < len(blocks) and blocks[end].kind is kind else None
        end = self._run(first - 1, -1, kind)
        return range(self.reach(end) + 1, first) if blocks[end].kind is kind else None

    def _run(self, at: int, by: int, kind: Kind) -> int:
        """Return the first block from `at` on that is neither a clause of the other part nor belongs to one."""
        other = Kind.PREAMBULAR if kind is Kind.OPERATIVE else Kind.OPERATIVE
        blocks = self.blocks()
        while (
            0 <= at < len(blocks) and not self.is_opening(at) and blocks[at].kind in (other, *UNDER)
        ):
            at += by
        return at

    def toggle_number(self, cursor: QTextCursor) -> bool:
        """Take the number from a clause or item, as a sole operative paragraph has none, or give it back."""
        blocks = self.blocks()
        targets = [
            i for i in self._selected(cursor) if blocks[i].kind in NUMBERED and self._turnable(i)
        ]
        if not targets:
            return False
        off = all(blocks[i].label for i in targets)
        with one_step(QTextCursor(cursor)):
            for index in targets:
                own = self._at(index)
                kind, level = blocks[index].kind, blocks[index].level
                own.setBlockFormat(changed(own.blockFormat(), kind, level, "" if off else None))
        return True

    def indent(self, cursor: QTextCursor) -> bool:
        """Move the clause, item or heading one level down, with what belongs to it."""
        return self._shift(cursor, 1)

    def outdent(self, cursor: QTextCursor) -> bool:
        """Move the item, continuation or heading one level up, with what belongs to it."""
        return self._shift(cursor, -1)

    def _shift(self, cursor: QTextCursor, by: int) -> bool:
        done = False
        past = -1
        selected = self._selected(cursor)
        with one_step(QTextCursor(cursor)):
            for index in selected:
                if index <= past or not self._turnable(index):
                    continue
                end = self.reach(index)
                if self._shift_one(index, end, by):
                    done, past = True, end
        return done

    def _shift_one(self, index: int, end: int, by: int) -> bool:
        blocks = self.blocks()
        block = blocks[index]
        wanted = self._shifted(index, block, by)
        if wanted is None:
            return False
        below = [(at, blocks[at]) for at in range(index + 1, end + 1)]
        delta = (wanted[1] if wanted[0] is Kind.ITEM else 0) - (
            block.level if block.kind is Kind.ITEM else 0
        )
        if any(b.kind is Kind.ITEM and not 1 <= b.level + delta <= MAX_LEVEL for _, b in below):
            return False
        self._turn(index, *wanted)
        for at, each in below:
            if each.kind in (Kind.ITEM, Kind.CONTINUATION) and delta:
                level = max(0, min(MAX_LEVEL, each.level + delta))
                self._turn(at, each.kind, level)
        return True

    def _shifted(self, index: int, block: Block, by: int) -> tuple[Kind, int] | None:
        """Return the kind and level one step down or up from a block, None where there is no such step."""
        level = block.level + by
        match block.kind:
            case Kind.HEADING:
                return (Kind.HEADING, level) if 1 <= level <= MAX_LEVEL else None
            case Kind.CONTINUATION:
                if level < 0:
                    return self.clause_kind(index), 0
                return (Kind.CONTINUATION, level) if self._room_for_item(index, level) else None
            case Kind.ITEM:
                if level == 0:
                    return self.clause_kind(index), 0
                return (Kind.ITEM, level) if by < 0 or self._room_for_item(index, level) else None
            case kind if kind in CLAUSES and by > 0:
                above = self._clause_before(index)
                same = above is not None and self.blocks()[above].kind is kind
                return (Kind.ITEM, 1) if same and self._room_for_item(index, 1) else None
        return None

    def _clause_before(self, index: int) -> int | None:
        if index == 0 or self.is_opening(index - 1):
            return None
        above = self.clause(index - 1)
        return above if self.blocks()[above].kind in CLAUSES else None

    # --- Enter and Backspace -----------------------------------------------------------------

    def enter(self, cursor: QTextCursor) -> bool:
        """Make the next clause: of the same kind, or split here; on an empty one, one level up."""
        removed = self.remove(cursor)
        index = cursor.blockNumber()
        blocks = self.blocks()
        with one_step(cursor, join=removed):
            if self.is_opening(index) or (
                blocks[index].kind is Kind.FORMULA and cursor.block().text()
            ):
                self._go_on(cursor, index)
            elif blocks[index].kind is Kind.TABLE:
                self._open_below(cursor, index, Block(self.clause_kind(index)))
            elif not cursor.block().text():
                return self._leave_empty(index)
            elif cursor.atBlockStart():
                self._open_above(cursor)
            else:
                following = self._following(cursor, index)
                if self._sole(index):
                    self._turn(index, Kind.OPERATIVE)
                cursor.insertBlock(following, QTextCharFormat())
        return True

    def _sole(self, index: int) -> bool:
        """Return whether this is the one operative paragraph of its division, and so without a number."""
        blocks = self.blocks()
        start = self._division(index)
        end = next((at for at in self._parsed.openings if at > start), len(blocks))
        operative = [at for at in range(start, end) if blocks[at].kind is Kind.OPERATIVE]
        return operative == [index] and not blocks[index].label

    def _following(self, cursor: QTextCursor, index: int) -> QTextBlockFormat:
        """Return the format of what Enter makes after a block; where items follow it, one more in front of them."""
        block = self.blocks()[index]
        old = renamed(cursor.blockFormat())
        if cursor.atBlockEnd() and (item := self._first_item(index)):
            return changed(old, Kind.ITEM, item)
        match block.kind:
            case Kind.HEADING:
                return changed(old, self.clause_kind(index), 0)
            case _ if not block.auto and position(block.label, block.level) is None:
                return changed(old, block.kind, 0) if self._sole(index) else old
            case _:
                return changed(old, block.kind, block.level)

    def _first_item(self, index: int) -> int:
        """Return the level of the item right under a clause or item, 0 where none follows it."""
        blocks = self.blocks()
        below = blocks[index + 1] if self.reach(index) > index else None
        return below.level if below is not None and below.kind is Kind.ITEM else 0

    def _go_on(self, cursor: QTextCursor, index: int) -> None:
        """Leave a title or an opening line, which are never split.

        From a title to the first clause, past the opening line; from that to the empty clause below it, or a new one.
        """
        blocks = self.blocks()
        title, below = self.is_opening(index), index + 1
        if (
            title
            and below < len(blocks)
            and blocks[below].kind is Kind.FORMULA
            and blocks[below].text
        ):
            index, below = below, below + 1
        inside = below < len(blocks) and not self.is_opening(below)
        if inside and (title or not blocks[below].text):
            cursor.setPosition(self._document.findBlockByNumber(below).position())
            return
        kind = Kind.PREAMBULAR if blocks[index].kind is Kind.FORMULA else self.clause_kind(index)
        self._open_below(cursor, index, Block(kind))

    def _open_below(self, cursor: QTextCursor, index: int, block: Block) -> None:
        """Open a new block after this one and put the cursor into it."""
        cursor.setPosition(end_of(self._document, index))
        cursor.insertBlock(block_format(block), QTextCharFormat())

    def _open_above(self, cursor: QTextCursor) -> None:
        """Open an empty block of the same kind above; the words keep their own block, name and origin."""
        own = cursor.blockFormat()
        above = self._following(cursor, cursor.blockNumber())
        cursor.insertBlock(own, QTextCharFormat())
        upper = QTextCursor(cursor.block().previous())
        upper.setBlockFormat(above)

    def _leave_empty(self, index: int) -> bool:
        """Turn an empty block to what comes after its like; an empty paragraph in the midst of its part stays."""
        blocks = self.blocks()
        block = blocks[index]
        last = index + 1 == len(blocks) or blocks[index + 1].kind is not Kind.PREAMBULAR
        match block.kind:
            case Kind.ITEM | Kind.CONTINUATION if block.level > 1:
                self._turn(index, block.kind, block.level - 1)
            case Kind.ITEM | Kind.CONTINUATION | Kind.HEADING:
                self._turn(index, self.clause_kind(index - 1), 0)
            case Kind.PREAMBULAR if last:
                self._turn(index, Kind.OPERATIVE)
            case Kind.FORMULA:
                self._turn(index, Kind.PREAMBULAR)
            case _:
                return False
        return True

    def backspace(self, cursor: QTextCursor) -> bool:
        """Delete backwards: at the start of a block outdent first, then join it to the one before."""
        if cursor.hasSelection():
            return self.remove(cursor)
        index = cursor.blockNumber()
        block = self.blocks()[index]
        if block.kind is Kind.TABLE and not self.is_opening(index):
            return False
        if not cursor.atBlockStart():
            cursor.deletePreviousChar()
            return True
        if index == 0 or self.is_opening(index):
            return False
        if block.quoted:
            self._unquote(cursor)
            return True
        indented = block.kind is Kind.ITEM or (
            block.kind in (Kind.CONTINUATION, Kind.HEADING) and block.level > 1
        )
        if indented and self.outdent(cursor):
            return True
        return self._join(cursor, index - 1)

    def _unquote(self, cursor: QTextCursor) -> None:
        plain = QTextBlockFormat(cursor.blockFormat())
        plain.clearProperty(Property.QUOTED)
        plain.setIndent(max(0, plain.indent() - 1))
        cursor.setBlockFormat(plain)

    def delete(self, cursor: QTextCursor) -> bool:
        """Delete forwards; at the end of a block join the next one to it."""
        if cursor.hasSelection():
            return self.remove(cursor)
        index = cursor.blockNumber()
        if self.blocks()[index].kind is Kind.TABLE and not self.is_opening(index):
            return False
        if not cursor.atBlockEnd():
            cursor.deleteChar()
            return True
        return index + 1 < self._document.blockCount() and self._join(cursor, index)

    def _join(self, cursor: QTextCursor, upper: int) -> bool:
        """Join a block with the one after it; an empty one gives way, the upper one else keeps what it is."""
        blocks = self.blocks()
        if self.is_opening(upper + 1):
            return False
        above, below = (
            self._document.findBlockByNumber(upper),
            self._document.findBlockByNumber(upper + 1),
        )
        tables = [
            blocks[i].kind is Kind.TABLE and not self.is_opening(i) for i in (upper, upper + 1)
        ]
        if tables[1] or (tables[0] and below.text()):
            return False
        apart = self.is_opening(upper) or tables[0]
        if (apart or (blocks[upper].kind is Kind.FORMULA and above.text())) and below.text():
            return False
        gives_way = not above.text() and not self.is_opening(upper) and not tables[0]
        survivor = below.blockFormat() if gives_way else above.blockFormat()
        with one_step(cursor):
            cursor.setPosition(below.position())
            cursor.deletePreviousChar()
            cursor.setBlockFormat(survivor)
        return True

    def remove(self, cursor: QTextCursor) -> bool:
        """Delete the selection; what is left of the first block keeps its kind, and divisions keep their openings.

        Nothing is deleted where only the edge of a table or of a division is selected.
        """
        before = self._document.characterCount()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        first, last = self._document.findBlock(start), self._document.findBlock(end)
        with one_step(cursor):
            if first.blockNumber() != last.blockNumber() and _protected(last):
                cursor.setPosition(last.position())
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.removeSelectedText()
                last = last.previous()
                end = end_of(self._document, last.blockNumber())
            survivor = self._survivor(first, last, start, end)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            several = first.blockNumber() != last.blockNumber()
            cursor.removeSelectedText()
            if several:
                cursor.setBlockFormat(survivor)
        return self._document.characterCount() < before

    def _survivor(
        self, first: QTextBlock, last: QTextBlock, start: int, end: int
    ) -> QTextBlockFormat:
        """Return what the block left of a deletion is: the last one where only its words are left, else the first.

        Where no words are left it is a new clause, so that those that were cut keep their names when they are pasted.
        """
        whole = start == first.position() and not _opens(first)
        left = end < end_of(self._document, last.blockNumber())
        table = kind_of(first.blockFormat()) is Kind.TABLE
        if whole and (left or table) and not _protected(last):
            return last.blockFormat()
        emptied = whole and not left and not table
        return renamed(first.blockFormat()) if emptied else first.blockFormat()

    # --- whole clauses -----------------------------------------------------------------------

    def lift(self, first: int, last: int) -> list[Lifted]:
        """Return blocks as they stand, to be written elsewhere; the document stays as it is."""
        return self.lift_all(range(first, last + 1))

    def lift_all(self, indexes: Iterable[int]) -> list[Lifted]:
        """Return blocks from wherever they stand; the document stays as it is."""
        return [_lifted(self._document.findBlockByNumber(i)) for i in indexes]

    def rewrite(self, first: int, last: int, lifted: Sequence[Lifted]) -> None:
        """Put other blocks in the place of these; `first` is never the draft's opening."""
        cursor = self._at(first)
        cursor.setPosition(end_of(self._document, last), QTextCursor.MoveMode.KeepAnchor)
        with one_step(cursor):
            cursor.removeSelectedText()
            for number, (facts, words) in enumerate(lifted):
                if number:
                    cursor.insertBlock(facts, QTextCharFormat())
                else:
                    cursor.setBlockFormat(facts)
                for part, typeface in words:
                    cursor.insertText(part, typeface)

    def group(self, index: int) -> tuple[int, int]:
        """Return the clause or item that is moved or deleted from here, with what belongs to it."""
        if self.blocks()[index].kind not in (Kind.ITEM, Kind.CONTINUATION, Kind.TABLE):
            index = self.clause(index)
        return index, self.reach(index)

    def _swap(self, cursor: QTextCursor, group: tuple[int, int], passed: range) -> None:
        """Change the places of a group and of the blocks right before or behind it; the cursor goes with the group."""
        first, last = group
        offset = cursor.position() - self._document.findBlockByNumber(first).position()
        own, others = self.lift(first, last), self.lift(passed.start, passed.stop - 1)
        up = passed.start < first
        if up:
            self.rewrite(passed.start, last, [*own, *others])
        else:
            self.rewrite(first, passed.stop - 1, [*others, *own])
        start = passed.start if up else first + len(others)
        cursor.setPosition(self._document.findBlockByNumber(start).position() + offset)

    def delete_group(self, cursor: QTextCursor) -> bool:
        """Delete the clause under the cursor with its items; a whole division where the cursor stands in its title."""
        first, last = self.group(cursor.blockNumber())
        if self.is_opening(first):
            if first == 0:
                return False
            following = [at for at in self._parsed.openings if at > first]
            last = (following[0] if following else len(self.blocks())) - 1
        with one_step(cursor):
            delete_blocks(cursor, first, last)
            if first < self._document.blockCount() and not _opens(
                self._document.findBlockByNumber(first)
            ):
                cursor.setPosition(self._document.findBlockByNumber(first).position())
        return True

    def number_by_position(self, index: int) -> None:
        """Drop a label printed otherwise than position gives it."""
        block = self.blocks()[index]
        with one_step(self._at(index)):
            self._turn(index, block.kind, block.level)

    def renumber(self) -> bool:
        """Drop printed labels that differ from what position gives."""
        resolution = self._parsed.resolution()
        cursor = QTextCursor(self._document)
        with one_step(cursor):
            for start, division in zip(self._parsed.openings, resolution.divisions, strict=True):
                fresh = renumbered(division).blocks
                for at, (old, new) in enumerate(
                    zip(division.blocks, fresh, strict=True), start + 1
                ):
                    if old.auto != new.auto:
                        self._turn(at, new.kind, new.level)
        return True

    # --- bringing in words -------------------------------------------------------------------

    def replace_words(
        self, index: int, block: Block, notes: Sequence[AnchoredNote], language: str
    ) -> QTextCursor:
        """Put words in place of a block's own, kind, level and name kept; return a cursor behind them."""
        cursor = self._at(index)
        facts = QTextBlockFormat(cursor.blockFormat())
        wanted = block_format(block, notes, language)
        for name in (Property.ORIGIN, Property.LEAD):
            facts.clearProperty(name)
            if wanted.hasProperty(name):
                facts.setProperty(name, wanted.property(name))
        with one_step(cursor):
            cursor.setPosition(end_of(self._document, index), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            cursor.setBlockFormat(facts)
            write_text(cursor, block.text, notes)
        return cursor

    def insert_after(
        self, index: int, blocks: Sequence[Block], notes: Sequence[AnchoredNote], language: str
    ) -> QTextCursor:
        """Write blocks after this one; return a cursor behind the last."""
        cursor = self._at(index)
        cursor.setPosition(end_of(self._document, index))
        with one_step(cursor):
            for block in blocks:
                cursor.insertBlock(block_format(block, notes, language), QTextCharFormat())
                write_text(cursor, block.text, notes)
        return cursor


def _opens(block: QTextBlock) -> bool:
    return kind_of(block.blockFormat()) is None


def _protected(block: QTextBlock) -> bool:
    return kind_of(block.blockFormat()) in (None, Kind.TABLE)


def _lifted(block: QTextBlock) -> Lifted:
    parts = []
    step = block.begin()
    while not step.atEnd():
        fragment = step.fragment()
        parts.append((fragment.text(), fragment.charFormat()))
        step += 1  # type: ignore[operator]
    return block.blockFormat(), parts
