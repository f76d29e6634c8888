"""Folding the items of a clause away in the text: a way of looking at the draft, no part of it.

What is folded is kept by the clause's name, so that it lasts while the draft is edited, moved and undone; saving,
checks and printing know nothing of it. The cursor never stands in what cannot be seen: where it comes, it is unfolded.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QTextBlock,
)

from desktop.editor.editor import DraftEditor
from resolution.model import Kind

GAP = 8.0
"""Between the last word of a clause and the mark that says what is folded, in pixels at 100 %."""
SIZE = 0.8


class ItemFolding(QObject):
    """Folds and unfolds the clauses of one editor."""

    message = Signal(str)
    """What was folded or unfolded, or why it was not."""

    def __init__(self, editor: DraftEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._folded: set[str] = set()
        self._hidden = False
        self._applying = False
        editor.structure_changed.connect(self._apply)
        editor.cursorPositionChanged.connect(self._show_cursor)
        editor.before.append(self)
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)

    # --- commands ----------------------------------------------------------------------------

    def toggle_fold(self) -> None:
        """Fold the items of the clause or item at the cursor, or unfold them."""
        index = self._owner(self._editor.textCursor().blockNumber())
        if index is None:
            self.message.emit("There are no items to fold here.")
            return
        name, place = self._editor.name_of(index), self._editor.clause_at(index).place
        if name in self._folded:
            self._unfold({name})
            self.message.emit(f"{place} is unfolded.")
        else:
            count = self._count(index)
            self._fold({name}, index)
            self.message.emit(f"{place}: {count} folded away.")

    def fold_all(self) -> None:
        """Fold the items of every clause."""
        moves = self._editor.moves
        owners = {index for index in range(self._editor.block_count) if self._has_items(index)}
        tops = {index for index in owners if moves.clause_of(index)[0] == index}
        here = moves.clause_of(self._editor.textCursor().blockNumber())[0]
        self._fold({self._editor.name_of(index) for index in tops}, here)
        count = len(tops)
        clauses = "one clause" if count == 1 else f"{count} clauses"
        self.message.emit(
            f"Folded the items of {clauses}." if tops else "There are no items to fold."
        )

    def unfold_all(self) -> None:
        """Show all items again."""
        self._folded.clear()
        self._apply()
        self.message.emit("All items are shown.")

    def folded(self, index: int) -> bool:
        """Return whether a clause's items are folded away."""
        return bool(self._folded) and self._editor.name_of(index) in self._folded

    def _fold(self, names: set[str], stand: int) -> None:
        """Fold; a cursor in what is folded goes to the end of the clause before it is out of sight."""
        self._folded |= names
        cursor = self._editor.textCursor()
        first, last = self._editor.moves.clause_of(stand)
        if first < cursor.blockNumber() <= last and self._editor.name_of(stand) in names:
            block = self._editor.document().findBlockByNumber(stand)
            cursor.setPosition(block.position() + block.length() - 1)
            self._editor.setTextCursor(cursor)
        self._apply()

    def _unfold(self, names: set[str]) -> None:
        self._folded -= names
        self._apply()

    # --- what is folded ----------------------------------------------------------------------

    def _has_items(self, index: int) -> bool:
        return self._editor.moves.reach(index) > index

    def _owner(self, index: int) -> int | None:
        """Return the clause or item whose items are meant at a block: its own, or those it is among."""
        if self._has_items(index):
            return index
        first = self._editor.moves.clause_of(index)[0]
        return first if first != index else None

    def _count(self, index: int) -> str:
        last = self._editor.moves.reach(index)
        inner = [self._editor.clause_at(at).block.kind for at in range(index + 1, last + 1)]
        items = inner.count(Kind.ITEM)
        if not items:
            return "1 paragraph" if len(inner) == 1 else f"{len(inner)} paragraphs"
        return "1 item" if items == 1 else f"{items} items"

    def _out_of_sight(self) -> dict[int, str]:
        """Return the blocks that are folded away, each with the name of what it is folded under."""
        hidden: dict[int, str] = {}
        for index in range(self._editor.block_count):
            name = self._editor.name_of(index)
            if name in self._folded:
                for at in range(index + 1, self._editor.moves.reach(index) + 1):
                    hidden.setdefault(at, name)
        return hidden

    def _apply(self) -> None:
        """Show and hide the blocks as they are folded now."""
        if self._applying or not (self._folded or self._hidden):
            return
        hidden = self._out_of_sight() if self._folded else {}
        here = self._editor.textCursor().blockNumber()
        while here in hidden:
            self._folded.discard(hidden[here])
            hidden = self._out_of_sight()
        self._hidden = bool(hidden)
        changed: list[QTextBlock] = []
        block = self._editor.document().begin()
        while block.isValid():
            if block.isVisible() is (block.blockNumber() in hidden):
                block.setVisible(not block.isVisible())
                changed.append(block)
            block = block.next()
        if changed:
            self._applying = True
            self._editor.lay_out_again(changed[0], changed[-1])
            self._applying = False
        self._editor.viewport().update()

    def _show_cursor(self) -> None:
        """Unfold what the cursor has come into."""
        if self._hidden and not self._editor.textCursor().block().isVisible():
            self._apply()

    # --- keys and mouse ----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Unfold before a key would join what is out of sight, and by a click on the mark."""
        if not self._hidden:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return event.key() == Qt.Key.Key_Delete and self._before_hidden()
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            return watched is self._editor.viewport() and self._clicked(event)
        return False

    def _before_hidden(self) -> bool:
        cursor = self._editor.textCursor()
        below = cursor.block().next()
        if cursor.hasSelection() or not cursor.atBlockEnd() or below.isVisible():
            return False
        if not below.isValid():
            return False
        self._unfold({self._editor.name_of(cursor.blockNumber())})
        self.message.emit("The items are shown before they are joined.")
        return True

    def _clicked(self, event: QMouseEvent) -> bool:
        place = event.position()
        place += QPointF(
            self._editor.horizontalScrollBar().value(), self._editor.verticalScrollBar().value()
        )
        block = self._editor.cursorForPosition(event.position().toPoint()).block()
        if not self.folded(block.blockNumber()) or not self._room(block).contains(place):
            return False
        self._unfold({self._editor.name_of(block.blockNumber())})
        return True

    # --- painting ----------------------------------------------------------------------------

    def _font(self) -> QFont:
        font = QFont(self._editor.document().defaultFont())
        font.setPointSizeF(font.pointSizeF() * SIZE * self._editor.zoom / 100)
        return font

    def _words(self, block: QTextBlock) -> str:
        return f"… {self._count(block.blockNumber())}"

    def _room(self, block: QTextBlock) -> QRectF:
        """Return where the mark of a folded clause stands: behind its last word."""
        layout = block.layout()
        line = layout.lineAt(layout.lineCount() - 1)
        measures = QFontMetricsF(self._font())
        width = measures.horizontalAdvance(self._words(block)) + 2 * GAP
        left = layout.position().x() + line.x() + line.naturalTextWidth() + GAP
        middle = layout.position().y() + line.y() + line.height() / 2
        height = measures.height() + 2
        return QRectF(left, middle - height / 2, width, height)

    def shows(self) -> bool:
        """Return whether anything is folded away."""
        return self._hidden

    def paint(self, painter: QPainter, blocks: Sequence[QTextBlock], palette: QPalette) -> None:
        """Paint behind each folded clause what is folded away."""
        painter.setFont(self._font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block in blocks:
            if not self.folded(block.blockNumber()) or block.layout().lineCount() == 0:
                continue
            room = self._room(block)
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawRoundedRect(room, 4, 4)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._words(block))
