"""The mark that ends a clause is set by the program: shown while the clause is written, put in when it is left.

What is shown is painted only. What is put in is an edit of the document, joined to the step that leaves the clause
where there is one, and is never made while something can be redone: redo stays exact. A clause that was not written in
since the draft was loaded is never touched; where clauses move, are added or deleted, only marks that were right
before are turned to what is right after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar, cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from desktop.editor.document.parsed_document import ParsedDocument
from desktop.editor.document.properties import LINE_BREAK, OBJECT, Property
from desktop.editor.document.structure import one_step
from resolution.language import of
from resolution.language.final_marks import MARKS, due_marks, fits
from resolution.model import Block, Division
from resolution.text import Run

BLANK = " \t\N{NO-BREAK SPACE}" + LINE_BREAK
CLOSING = ")]”’\"'%°…»"
"""What words may end with before their mark, besides letters and figures; what ends otherwise is the author's own."""
_ENDS = (";", ".")
"""Which of these two is right follows from whether the clause is the last."""

Method = TypeVar("Method", bound=Callable[..., Any])


def marks_kept(method: Method) -> Method:
    """Make a command of an editor keep right the final marks that were right, in its own step of undo."""

    @wraps(method)
    def run(self: Any, *given: Any, **named: Any) -> Any:
        self.final_marks.touch(self.textCursor())
        with self.final_marks.kept():
            return method(self, *given, **named)

    return cast(Method, run)


class FinalMarks:
    """Keeps the final marks of one draft; off until `enabled` is set."""

    def __init__(self, view: QTextEdit, parsed: ParsedDocument) -> None:
        self.enabled = False
        self._view = view
        self._document = view.document()
        self._parsed = parsed
        self._written: dict[str, str] = {}
        self._brought: set[str] = set()
        self._due: dict[str, str] | None = None
        self._last = QTextCursor(self._document)
        self._busy = 0
        view.cursorPositionChanged.connect(self._moved)

    def forget(self) -> None:
        """Begin anew: another draft was loaded."""
        self._written.clear()
        self._due = None
        self._last = QTextCursor(self._document)

    def reckon_anew(self) -> None:
        """Take note that kinds, labels or order have changed."""
        self._due = None

    # --- what is due -------------------------------------------------------------------------

    def _marks(self) -> dict[str, str]:
        """Return the mark that is due, by the names of the blocks."""
        if self._due is None:
            self._due = self._reckoned()
        return self._due

    def _reckoned(self) -> dict[str, str]:
        self._parsed.parse_pending()
        language = self._parsed.heading.masthead.language
        if of(language).final_marks is None:
            return {}
        blocks, openings = self._parsed.blocks, self._parsed.openings
        due = {}
        for start, stop in zip(openings, [*openings[1:], len(blocks)], strict=True):
            opening = self._parsed.passages[start].opening
            if opening is not None:
                division = Division(opening.kind, blocks=tuple(blocks[start + 1 : stop]))
                for index, mark in due_marks(division, language=language).items():
                    due[blocks[start + 1 + index].id] = mark
        return due

    def touch(self, cursor: QTextCursor) -> None:
        """Take note that the block under the cursor is about to be written in."""
        if self.enabled:
            block = self._document.findBlock(cursor.selectionStart())
            name = _name(block)
            if name and name not in self._written:
                self._written[name] = block.text()

    def coming(self, block: QTextBlock) -> str:
        """Return the mark that is to be put into a block that was written in; empty where none is."""
        name = _name(block)
        if name not in self._written:
            return ""
        words = block.text()
        if words == self._written[name]:
            return ""
        bare = words[: _end(words)]
        if not bare or not (bare[-1].isalnum() or bare[-1] in CLOSING):
            return ""
        mark = self._marks().get(name, "")
        language = self._parsed.heading.masthead.language
        return "" if not mark or fits(bare, mark, language) else mark

    # --- putting marks in --------------------------------------------------------------------

    def _moved(self) -> None:
        """Put its mark into a clause that the cursor has left."""
        cursor = self._view.textCursor()
        left = self._last.block()
        if self._busy or not self.enabled:
            self._last = cursor
            return
        if left == cursor.block() or cursor.hasSelection():
            return
        self._last = cursor
        if (
            self._document.isRedoAvailable()
            or not left.isValid()
            or not (mark := self.coming(left))
        ):
            return
        self._busy += 1
        self._put(left, mark)
        self._busy -= 1

    def leave_for(self, cursor: QTextCursor) -> None:
        """Put its mark into the clause at the cursor before a jump to words elsewhere, which may choose them."""
        left = self._view.textCursor().block()
        if (
            self.enabled
            and not self._busy
            and not self._document.isRedoAvailable()
            and not _touches(cursor, left)
            and (mark := self.coming(left))
        ):
            self._busy += 1
            self._put(left, mark)
            self._busy -= 1

    def finish(self) -> None:
        """Put in all marks that are coming, as one step of undo; where the cursor stands, it stays before the mark."""
        if not self.enabled or self._document.isRedoAvailable() or not self._written:
            return
        here = self._view.textCursor()
        wanted = []
        block = self._document.firstBlock()
        while block.isValid():
            unfinished = block == here.block() and block.text()[-1:] in BLANK
            if not unfinished and (mark := self.coming(block)):
                wanted.append((QTextCursor(block), mark))
            block = block.next()
        if not wanted:
            return
        stays = QTextCursor(here)
        stays.setKeepPositionOnInsert(True)
        self._busy += 1
        with one_step(QTextCursor(self._document)):
            for cursor, mark in wanted:
                self._put(cursor.block(), mark)
        if not here.hasSelection():
            here.setPosition(stays.position())
            self._view.setTextCursor(here)
        self._busy -= 1

    def _put(self, block: QTextBlock, mark: str) -> None:
        """Write a mark after the words of a block, before a note's mark, in place of blanks."""
        words = block.text()
        end = _end(words)
        blanks = len(words[end:]) - len(words[end:].lstrip(BLANK))
        cursor = QTextCursor(block)
        start = block.position() + _units(words, end)
        cursor.setPosition(start)
        if blanks:
            cursor.setPosition(start + blanks, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(mark, QTextCharFormat())

    def _turn(self, block: QTextBlock, mark: str) -> None:
        """Put another mark in the place of the one a block ends with."""
        words = block.text()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + _units(words, _end(words) - 1))
        cursor.movePosition(
            QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
        )
        cursor.insertText(mark, cursor.charFormat())

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Put nothing in while something is undone or redone: the cursor moves then, and nobody has left a clause."""
        self._busy += 1
        try:
            yield
        finally:
            self._busy -= 1
            self._last = self._view.textCursor()

    # --- when the structure changes ----------------------------------------------------------

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep right what was right through a command on the structure, in the same step of undo."""
        if not self.enabled or self._busy:
            yield
            return
        old = self._right()
        revision = self._document.revision()
        self._busy += 1
        try:
            yield
            self._due = None
            if self._document.revision() != revision:
                self._mend(old)
        finally:
            self._busy -= 1
            self._brought.clear()
            self._last = self._view.textCursor()

    def bring(self, name: str) -> None:
        """Take note that a block gets words from elsewhere, which end as they did there."""
        self._brought.add(name)

    def bring_bare(self, name: str) -> None:
        """Take note that a block gets words from elsewhere, which may come without their mark."""
        self.bring(name)
        if self.enabled:
            self._written[name] = ""

    def _right(self) -> dict[str, str]:
        """Return the mark that each block ends with where it is the one that is due; "" for any other."""
        due = self._marks()
        return {
            block.id: mark if (mark := due.get(block.id, "")) and _last(block) == mark else ""
            for block in self._parsed.blocks
        }

    def _mend(self, old: dict[str, str]) -> None:
        due = self._marks()
        here = self._view.textCursor().block()
        edits: list[tuple[QTextCursor, str, bool]] = []
        for index, clause in enumerate(self._parsed.blocks):
            mark, was = due.get(clause.id), old.get(clause.id)
            if not mark:
                continue
            last = _last(clause)
            brought = (
                (was is None or clause.id in self._brought) and last in _ENDS and mark in _ENDS
            )
            if last != mark and (brought or (was and last == was)):
                edits.append((self._at(index), mark, True))
            elif clause.id in self._written:
                block = self._document.findBlockByNumber(index)
                left = block != here or clause.id in self._brought
                if left and (coming := self.coming(block)):
                    edits.append((QTextCursor(block), coming, False))
        if not edits:
            return
        step = QTextCursor(self._document)
        with one_step(step, join=True):
            for cursor, mark, turned in edits:
                (self._turn if turned else self._put)(cursor.block(), mark)

    def _at(self, index: int) -> QTextCursor:
        return QTextCursor(self._document.findBlockByNumber(index))

    # --- typing ------------------------------------------------------------------------------

    def take(self, typed: str) -> bool:
        """Answer a mark typed where the due one stands already: go past it, or put the other in its place."""
        cursor = self._view.textCursor()
        if not self.enabled or typed not in MARKS or cursor.hasSelection():
            return False
        block = cursor.block()
        words = block.text()
        end = _end(words)
        due = self._marks().get(_name(block), "")
        before, at = _units(words, end - 1), cursor.positionInBlock()
        if not due or not end or words[end - 1] != due or at < before:
            return False
        if typed != due:
            if at == before:
                return False
            self.touch(cursor)
            with one_step(QTextCursor(cursor)):
                self._turn(block, typed)
            return True
        cursor.setPosition(block.position() + max(at, before + 1))
        self._view.setTextCursor(cursor)
        return True

    def step_over(self) -> None:
        """Go past the mark that stands right behind the cursor at the end of a clause, before the next is made."""
        cursor = self._view.textCursor()
        if not self.enabled or cursor.hasSelection():
            return
        block = cursor.block()
        words = block.text()
        end, at = _end(words), cursor.positionInBlock()
        due = self._marks().get(_name(block), "")
        if at and due and end and words[end - 1] == due and at == _units(words, end - 1):
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            self._view.setTextCursor(cursor)

    # --- what is shown -----------------------------------------------------------------------

    def shows(self) -> bool:
        """Return whether a mark may be coming."""
        return self.enabled and bool(self._written)

    def paint(self, painter: QPainter, blocks: Sequence[QTextBlock], palette: QPalette) -> None:
        """Paint the coming mark of the clause at the cursor, quietly, behind its words."""
        block = self._view.textCursor().block()
        mark = self.coming(block)
        words = block.text() if mark else ""
        if not mark or words[_end(words) :].strip(BLANK):
            return
        at = _units(words, _end(words))
        layout = block.layout()
        line = layout.lineForTextPosition(at)
        if not line.isValid():
            return
        x: float = line.cursorToX(at)[0]  # type: ignore[index]
        place = layout.position() + QPointF(x, line.y() + line.ascent())
        font = self._font()
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(place, mark)
        # High contrast has no quiet colour: what is only shown has a dotted line too.
        painter.setPen(QPen(painter.pen().color(), 1, Qt.PenStyle.DotLine))
        wide = QFontMetricsF(font).horizontalAdvance(mark)
        below = place + QPointF(0, 0.25 * line.ascent())
        painter.drawLine(below, below + QPointF(wide, 0))

    def _font(self) -> QFont:
        """Return the text's font as a painter of the view has it: zoomed, and for the screen."""
        device = self._document.documentLayout().paintDevice()
        font = self._document.defaultFont()
        zoom = device.logicalDpiX() / self._view.viewport().logicalDpiX() if device else 1.0
        font.setPointSizeF(font.pointSizeF() * zoom)
        return font


def _touches(cursor: QTextCursor, block: QTextBlock) -> bool:
    """Return whether the cursor stands in a block, or its selection reaches into it."""
    end = block.position() + block.length()
    return cursor.selectionStart() < end and cursor.selectionEnd() >= block.position()


def _name(block: QTextBlock) -> str:
    return block.blockFormat().property(Property.ID) or ""


def _end(words: str) -> int:
    """Return where the words of a block end: before blanks and notes."""
    return len(words.rstrip(BLANK + OBJECT))


def _units(words: str, end: int) -> int:
    """Return a place in the words counted as Qt does."""
    return end if words.isascii() else len(words[:end].encode("utf-16-le")) // 2


def _last(block: Block) -> str:
    """Return the character that the words of a block end with."""
    for inline in reversed(block.text):
        if isinstance(inline, Run) and (words := inline.text.rstrip(BLANK + "\n")):
            return words[-1]
    return ""
