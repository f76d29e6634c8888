"""The list of completions under the text being typed. It never takes the focus, and announces its content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

ROWS = 8
"""The number of visible rows; the list scrolls."""
WIDEST = 620
"""The maximum width of the list, in pixels at 100 %; longer text is elided in the middle."""
PAD = 8
GAP = 18
KEY = "Tab"

DETAIL = Qt.ItemDataRole.UserRole + 1
_Pixel = QStyle.PixelMetric


@dataclass(frozen=True, slots=True)
class CompletionItem:
    """A completion: its text, a detail that distinguishes it from others, and the value it represents."""

    words: str
    detail: str = ""
    value: object = None


class CompletionPopup(QListWidget):
    """Shows completions beside the text typed in `host`. The host keeps the focus and passes its keys to `handle`."""

    accepted = Signal(object)
    """The `CompletionItem` that was accepted."""

    def __init__(self, host: QWidget) -> None:
        self._host = host
        self._watched: QWidget | None = None
        super().__init__(host)
        self.setObjectName("completions")
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setLineWidth(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Rows(self))
        self.setAccessibleName("Completions")
        self.itemClicked.connect(lambda item: self._take(self.row(item)))
        self._offers: tuple[CompletionItem, ...] = ()
        self._moved = False
        host.installEventFilter(self)

    @property
    def offers(self) -> tuple[CompletionItem, ...]:
        """Return the completions shown; none while the list is hidden."""
        return self._offers if self.isVisible() else ()

    @property
    def moved(self) -> bool:
        """Return whether the user has moved in the list."""
        return self._moved

    def offer(self, offers: Sequence[CompletionItem], place: QRect) -> None:
        """Show completions beside a rectangle of the host (global coordinates), or hide the list if there are none."""
        if not offers:
            self.hide()
            return
        if tuple(offers) != self._offers or not self.isVisible():
            self._offers = tuple(offers)
            self._fill()
        self._moved = False
        self.setCurrentRow(0)
        self._place(place)
        if not self.isVisible():
            self._watch(self._host.window())
            self.show()
        self._announce(f"{_spoken(self._offers[0])}, {_counted(len(self._offers))}, {KEY} takes it")

    def handle(self, event: QKeyEvent, enter: bool = False) -> bool:
        """Handle a key event of the host; return whether it was handled.

        enter: Enter accepts the selected row even if the user has not moved in the list
        """
        if not self.isVisible():
            return False
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif plain and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif (plain and key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)) and self._moved:
            self._step(ROWS - 1 if key == Qt.Key.Key_PageDown else 1 - ROWS)
        elif (
            plain
            and self.currentRow() >= 0
            and (
                key == Qt.Key.Key_Tab
                or (key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (self._moved or enter))
            )
        ):
            self._take(self.currentRow())
        else:
            return False
        event.accept()
        return True

    def unmark(self) -> None:
        """Select nothing, so that only a row the user moves to is accepted."""
        self.setCurrentRow(-1)

    def wants(self, event: QKeyEvent) -> bool:
        """Return whether the list handles a key that is otherwise a shortcut."""
        return self.isVisible() and event.key() == Qt.Key.Key_Escape

    def _step(self, by: int) -> None:
        """Move the selection; single steps wrap around at the ends."""
        last = self.count() - 1
        target = self.currentRow() + by
        if abs(by) == 1:
            target = 0 if target > last else last if target < 0 else target
        row = max(0, min(last, target))
        self._moved = True
        self.setCurrentRow(row)
        self._announce(f"{_spoken(self._offers[row])}, {row + 1} of {self.count()}")

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._offers):
            offer = self._offers[row]
            self.hide()
            self._announce(offer.words)
            self.accepted.emit(offer)

    def _announce(self, sentence: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._host, sentence))

    # Appearance

    def _fill(self) -> None:
        self.clear()
        for offer in self._offers:
            item = QListWidgetItem(offer.words, self)
            item.setData(DETAIL, offer.detail)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(offer))

    def _place(self, place: QRect) -> None:
        """Place the list under the text, or above it if there is no room below, within the screen."""
        metrics = QFontMetrics(self.font())
        word = max(metrics.horizontalAdvance(o.words) for o in self._offers)
        beside = max(metrics.horizontalAdvance(o.detail) for o in self._offers)
        key = metrics.horizontalAdvance(KEY)
        wide = word + (beside + GAP if beside else 0) + GAP + key + 2 * PAD + 8
        if len(self._offers) > ROWS:
            wide += self.style().pixelMetric(_Pixel.PM_ScrollBarExtent, None, self)
        row = row_height(metrics)
        high = min(len(self._offers), ROWS) * row + 2 * self.lineWidth()
        screen = self._host.screen().availableGeometry()
        wide = min(wide, WIDEST * max(1, metrics.height() // 15), screen.width())
        left = max(screen.left(), min(place.left(), screen.right() - wide))
        top = place.bottom() + 3
        if top + high > screen.bottom() and place.top() - 3 - high >= screen.top():
            top = place.top() - 3 - high
        self.setGeometry(left, top, wide, high)

    # Hiding

    def _watch(self, window: QWidget) -> None:
        if self._watched is not window:
            if self._watched is not None:
                self._watched.removeEventFilter(self)
            window.installEventFilter(self)
            self._watched = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the list when the host or its window is hidden, moved or loses the focus."""
        if self.isHidden():
            return False
        if watched is not self._host and watched is not self._watched:
            return False
        hiding = (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize)
        if event.type() in hiding or event.type() == QEvent.Type.WindowDeactivate:
            self.hide()
        return False


class _Rows(QStyledItemDelegate):
    """Paints a row: its text, its detail in the quiet colour, and the key hint of the selected row."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        metrics = QFontMetrics(option.font)  # type: ignore[attr-defined]
        return QSize(80, row_height(metrics))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state, palette = option.state, option.palette  # type: ignore[attr-defined]
        room: QRect = option.rect  # type: ignore[attr-defined]
        marked = bool(state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole
        group = QPalette.ColorGroup.Active
        if marked:
            painter.fillRect(room, palette.brush(group, role.Highlight))
        ink = palette.color(group, role.HighlightedText if marked else role.Text)
        quiet = ink if marked else palette.color(group, role.PlaceholderText)
        metrics = QFontMetrics(option.font)  # type: ignore[attr-defined]
        painter.setFont(option.font)  # type: ignore[attr-defined]
        inside = room.adjusted(PAD, 0, -PAD, 0)
        upright = Qt.AlignmentFlag.AlignVCenter
        key = metrics.horizontalAdvance(KEY)
        if marked:
            painter.setPen(quiet)
            painter.drawText(inside, upright | Qt.AlignmentFlag.AlignRight, KEY)
        inside.setRight(inside.right() - key - GAP)
        painter.setPen(ink)
        words = metrics.elidedText(index.data(), Qt.TextElideMode.ElideMiddle, inside.width())
        painter.drawText(inside, upright | Qt.AlignmentFlag.AlignLeft, words)
        inside.setLeft(inside.left() + metrics.horizontalAdvance(words) + GAP)
        if (detail := index.data(DETAIL)) and inside.width() > 30:
            painter.setPen(quiet)
            cut = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, upright | Qt.AlignmentFlag.AlignLeft, cut)


def row_height(metrics: QFontMetrics) -> int:
    """Return the height of a row, in pixels."""
    return metrics.height() + 8


def _spoken(offer: CompletionItem) -> str:
    return f"{offer.words}, {offer.detail}" if offer.detail else offer.words


def _counted(number: int) -> str:
    return "1 completion" if number == 1 else f"{number} completions"
