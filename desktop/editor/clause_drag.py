"""Dragging clauses in the text: by their numbers, or by the margin left of them.

A press there and a drag takes the clause with all that belongs to it, or all that is selected where the press is within
that; a line shows where it would go. Esc, or letting go where it cannot stand, leaves everything as it was. A click
alone selects the clause with its items. By keyboard the same is done with the commands for moving.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextBlock,
)
from PySide6.QtWidgets import QApplication

from desktop.editor.document.blocks import TAB, kind_of
from desktop.editor.editor import DraftEditor
from desktop.editor.page import LEFT, RIGHT, shown_from
from resolution.model import Kind

NEAR = 40
"""So near to a line, in pixels at 100 %, it is meant."""
EDGE = 28
"""So near to the upper or lower edge, in pixels, the text scrolls under a drag."""
SCROLL_MS = 30
PRESSED, DRAGGED = "pressed", "dragged"


class ClauseDrag(QObject):
    """Watches the mouse over the margin of one editor."""

    dropped = Signal(object, int)
    """The blocks that were dragged, and before which block they are to stand."""

    def __init__(self, editor: DraftEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._state = ""
        self._from = QPoint()
        self._at = QPoint()
        self._taken: list[int] = []
        self._places: Mapping[int, int] = {}
        self._lines: list[tuple[float, int]] = []
        self._hovered = -1
        self._before: int | None = None
        self._scroll = QTimer(self, interval=SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)
        editor.viewport().installEventFilter(self)
        editor.installEventFilter(self)
        editor.before.append(self)

    @property
    def dragging(self) -> bool:
        """Return whether something is being dragged."""
        return self._state == DRAGGED

    @property
    def before(self) -> int | None:
        """Return before which block it would go; None where it cannot."""
        return self._before

    # --- the mouse ---------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse over the margin, and Esc while something is dragged."""
        if isinstance(event, QKeyEvent):
            return self._key(event)
        if isinstance(event, QPaintEvent):
            return False  # at every key
        kind = event.type()
        if kind == QEvent.Type.Leave:
            return self._left()
        if not isinstance(event, QMouseEvent) or watched is not self._editor.viewport():
            return False
        place = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        if kind == QEvent.Type.MouseButtonPress and left and not self._state:
            return self._press(place, event)
        if kind == QEvent.Type.MouseMove:
            return self._move(place, event)
        if kind == QEvent.Type.MouseButtonRelease and left and self._state:
            return self._release()
        return bool(self._state) and kind == QEvent.Type.MouseButtonDblClick

    def _left(self) -> bool:
        """The mouse has left the view: nothing is under it."""
        if self._hovered >= 0 and not self._state:
            self._hovered = -1
            self._editor.viewport().update()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if not self._state or event.key() != Qt.Key.Key_Escape:
            return False
        event.accept()  # of the override too, so that no other command hears it
        if event.type() == QEvent.Type.KeyPress:
            self.cancel()
        return True

    def _press(self, place: QPoint, event: QMouseEvent) -> bool:
        block = self.block_at(place)
        if block is None or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        self._state, self._from, self._at = PRESSED, place, place
        self._taken = self._take(block.blockNumber())
        self._editor.setFocus(Qt.FocusReason.MouseFocusReason)
        return True

    def _take(self, index: int) -> list[int]:
        """Return the first blocks of what goes along: of the selection where the block is within it."""
        moves = self._editor.moves
        cursor = self._editor.textCursor()
        first, last = moves.group(cursor)
        if cursor.hasSelection() and first <= index <= last:
            return moves.tops(first, last)
        return [index]

    def _move(self, place: QPoint, event: QMouseEvent) -> bool:
        self._at = place
        if not self._state:
            return self._hover(place) if not event.buttons() else False
        far = (place - self._from).manhattanLength() >= QApplication.startDragDistance()
        if self._state == PRESSED and far:
            self._begin()
        if self._state == DRAGGED:
            self._aim()
            near = place.y() < EDGE or place.y() > self._editor.viewport().height() - EDGE
            if near != self._scroll.isActive():
                self._scroll.start() if near else self._scroll.stop()
        return True

    def _hover(self, place: QPoint) -> bool:
        """Show an open hand where something can be taken; elsewhere the view shows its own."""
        block = self.block_at(place)
        number = block.blockNumber() if block is not None else -1
        if number != self._hovered:
            self._hovered = number
            self._editor.viewport().update()
        if block is None:
            return False
        self._editor.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        return True

    def _begin(self) -> None:
        """Work out where it may go, and where the lines are that show it."""
        self._state = DRAGGED
        moves = self._editor.moves
        self._places = moves.places(moves.groups(self._taken))
        self._lines = sorted((self._height(before), before) for before in self._places)

    def _height(self, before: int) -> float:
        """Return how far down the page the gap before a block is."""
        document = self._editor.document()
        layout = document.documentLayout()
        above = shown_from(document.findBlockByNumber(before - 1))
        low = layout.blockBoundingRect(above).bottom()
        below = document.findBlockByNumber(before)
        high = (
            layout.blockBoundingRect(below).top() if below.isValid() and below.isVisible() else low
        )
        return (low + max(low, high)) / 2

    def _aim(self) -> None:
        """Find the place nearest to the mouse, unless that is far from all of them."""
        high = self._at.y() + self._editor.verticalScrollBar().value()
        nearest = min(self._lines, key=lambda line: abs(line[0] - high), default=None)
        self._before = None
        if nearest is not None and self._reaches(nearest, high):
            self._before = nearest[1]
        shape = (
            Qt.CursorShape.ForbiddenCursor
            if self._before is None
            else Qt.CursorShape.ClosedHandCursor
        )
        self._editor.viewport().setCursor(shape)
        self._editor.viewport().update()

    def _reaches(self, line: tuple[float, int], high: float) -> bool:
        """Return whether the mouse is near the line, or at one of the clauses that it parts."""
        if abs(line[0] - high) < NEAR * self._scale():
            return True
        place = QPoint(round((LEFT + 2) * self._scale()), self._at.y())
        index = self._editor.cursorForPosition(place).blockNumber()
        extents = [self._editor.moves.clause_of(at) for at in (line[1] - 1, line[1])]
        return any(first <= index <= last for first, last in extents)

    def _scroll_on(self) -> None:
        if not self.dragging:
            self._scroll.stop()
            return
        bar, height = self._editor.verticalScrollBar(), self._editor.viewport().height()
        over = self._at.y() - EDGE if self._at.y() < EDGE else self._at.y() - (height - EDGE)
        bar.setValue(bar.value() + max(-40, min(40, over)))
        self._aim()

    def _release(self) -> bool:
        state, before, taken = self._state, self._before, self._taken
        self.cancel()
        if state == PRESSED:
            self._select(taken)
        elif before is not None:
            self.dropped.emit(taken, before)
        return True

    def _select(self, taken: Sequence[int]) -> None:
        groups = self._editor.moves.groups(taken)
        self._editor.select_blocks(groups[0][0], groups[-1][1])

    def cancel(self) -> None:
        """Let go; everything stays as it was."""
        self._state, self._before = "", None
        self._scroll.stop()
        self._editor.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._editor.viewport().update()

    # --- where -------------------------------------------------------------------------------

    def _scale(self) -> float:
        return self._editor.zoom / 100.0 * self._editor.viewport().logicalDpiX() / 96.0

    def block_at(self, place: QPoint) -> QTextBlock | None:
        """Return the block whose number, or margin left of it, is at a place; None where none can be taken."""
        editor = self._editor
        across = place.x() + editor.horizontalScrollBar().value()
        down = place.y() + editor.verticalScrollBar().value()
        block = editor.cursorForPosition(place).block()
        lines = block.layout()
        if not block.isVisible() or lines.lineCount() == 0:
            return None
        room = editor.document().documentLayout().blockBoundingRect(block)
        if not room.top() <= down <= room.bottom() or kind_of(block.blockFormat()) in STAY:
            return None
        first = lines.lineAt(0)
        on_first = down < lines.position().y() + first.y() + first.height()
        edge = lines.position().x() + (first.x() if on_first else 0.0)
        if (
            kind_of(block.blockFormat()) in NUMBERLESS
        ):  # where its first line is set in is no number
            edge = lines.position().x()
        return block if across < edge - 1 else None

    # --- painting ----------------------------------------------------------------------------

    def shows(self) -> bool:
        """Return whether a clause is under the mouse, or is dragged."""
        return self._hovered >= 0 or bool(self._state)

    def paint(self, painter: QPainter, blocks: Sequence[QTextBlock], palette: QPalette) -> None:
        """Paint the line where what is dragged would go, and tint what is dragged; before that a grip."""
        if not self.dragging:
            self._paint_grip(painter, blocks, palette)
            return
        colour = palette.color(QPalette.ColorRole.Highlight)
        layout = self._editor.document().documentLayout()
        tint = palette.color(QPalette.ColorRole.Highlight)
        tint.setAlpha(40)
        moves = self._editor.moves
        groups = moves.groups(self._taken)
        scale = self._scale()
        left = LEFT * scale / 2
        right = self._editor.lineWrapColumnOrWidth() - RIGHT * scale + 8
        for block in blocks:
            if any(first <= block.blockNumber() <= last for first, last in groups):
                room = layout.blockBoundingRect(block)
                painter.fillRect(QRectF(left, room.top(), right - left, room.height()), tint)
        for high, before in self._lines:
            if before == self._before:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(colour, 2.5))
                inner = left + self._places[before] * TAB * scale
                painter.drawEllipse(QPointF(inner, high), 4, 4)
                painter.drawLine(QPointF(inner + 5, high), QPointF(right, high))

    def _paint_grip(
        self, painter: QPainter, blocks: Sequence[QTextBlock], palette: QPalette
    ) -> None:
        """Paint six dots in the margin of the clause under the mouse."""
        block = next((b for b in blocks if b.blockNumber() == self._hovered), None)
        if block is None or block.layout().lineCount() == 0:
            return
        scale = self._scale()
        line = block.layout().lineAt(0)
        middle = block.layout().position().y() + line.y() + line.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.PlaceholderText))
        for column in (0, 1):
            for row in (-1, 0, 1):
                at = QPointF((LEFT - 26 + 5 * column) * scale, middle + 5 * row * scale)
                painter.drawEllipse(at, 1.5 * scale, 1.5 * scale)


STAY = (None, Kind.FORMULA)
"""Titles and opening lines are not dragged."""
NUMBERLESS = (Kind.PREAMBULAR, Kind.CONTINUATION)
