"""The list that offers completions under what is typed: it never takes the keyboard, and says what it holds."""

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
"""So many are seen at once; the list scrolls."""
WIDEST = 620
"""The list never becomes wider than this, in pixels at 100 %; what is longer is cut off in the middle."""
PAD = 8
GAP = 18
KEY = "Tab"

DETAIL = Qt.ItemDataRole.UserRole + 1
_Pixel = QStyle.PixelMetric


@dataclass(frozen=True, slots=True)
class CompletionItem:
    """One completion: its words, what tells it from others, what it stands for."""

    words: str
    detail: str = ""
    value: object = None


class CompletionPopup(QListWidget):
    """Shows offers beside the words that are typed in `host`; the keys stay with the host, which asks `handle`."""

    accepted = Signal(object)
    """An `CompletionItem` was taken."""

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
        """Return what is offered now; nothing while the list is hidden."""
        return self._offers if self.isVisible() else ()

    @property
    def moved(self) -> bool:
        """Return whether the user has gone into the list."""
        return self._moved

    def offer(self, offers: Sequence[CompletionItem], place: QRect) -> None:
        """Show these beside a place of the host's (global coordinates), or nothing where there are none."""
        if not offers:
            self.hide()
            return
        if tuple(offers) != self._offers or not self.isVisible():
            self._offers = tuple(offers)
            self._fill()
        self._moved = False
        self.setCurrentRow(0)
        self._put(place)
        if not self.isVisible():
            self._watch(self._host.window())
            self.show()
        self._say(f"{_spoken(self._offers[0])}, {_counted(len(self._offers))}, {KEY} takes it")

    def handle(self, event: QKeyEvent, enter: bool = False) -> bool:
        """Answer a key that the host was given; return whether the list took it.

        enter: Enter takes what is marked though the user has not gone into the list.
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
        """Mark nothing: only a row that the user goes to is taken."""
        self.setCurrentRow(-1)

    def wants(self, event: QKeyEvent) -> bool:
        """Return whether a key that is a shortcut elsewhere is for the list while it is shown."""
        return self.isVisible() and event.key() == Qt.Key.Key_Escape

    def _step(self, by: int) -> None:
        """Go on in the list; past an end it begins anew at the other."""
        last = self.count() - 1
        wanted = self.currentRow() + by
        if abs(by) == 1:
            wanted = 0 if wanted > last else last if wanted < 0 else wanted
        row = max(0, min(last, wanted))
        self._moved = True
        self.setCurrentRow(row)
        self._say(f"{_spoken(self._offers[row])}, {row + 1} of {self.count()}")

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._offers):
            offer = self._offers[row]
            self.hide()
            self._say(offer.words)
            self.accepted.emit(offer)

    def _say(self, sentence: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._host, sentence))

    # --- how it looks ------------------------------------------------------------------------

    def _fill(self) -> None:
        self.clear()
        for offer in self._offers:
            item = QListWidgetItem(offer.words, self)
            item.setData(DETAIL, offer.detail)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(offer))

    def _put(self, place: QRect) -> None:
        """Stand under the words, over them where there is no room below, and within the screen."""
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

    # --- when it goes ------------------------------------------------------------------------

    def _watch(self, window: QWidget) -> None:
        if self._watched is not window:
            if self._watched is not None:
                self._watched.removeEventFilter(self)
            window.installEventFilter(self)
            self._watched = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt tells what happens to the host and its window: the list goes where they go away."""
        if self.isHidden():
            return False
        if watched is not self._host and watched is not self._watched:
            return False
        gone = (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize)
        if event.type() in gone or event.type() == QEvent.Type.WindowDeactivate:
            self.hide()
        return False


class _Rows(QStyledItemDelegate):
    """Paints a row: the words, and in the quiet colour what tells them from others, and the key of the marked row."""

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
    """Return how high a row is."""
    return metrics.height() + 8


def _spoken(offer: CompletionItem) -> str:
    return f"{offer.words}, {offer.detail}" if offer.detail else offer.words


def _counted(number: int) -> str:
    return "1 completion" if number == 1 else f"{number} completions"
