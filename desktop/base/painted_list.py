"""Lists whose rows a delegate paints, and rows painted as small documents with a bar at the left.

The bar is solid for an adopted text, dashed for a draft.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.base.theme import LIGHT, Theme

Index = QModelIndex | QPersistentModelIndex

BAR = 4
"""Width of the bar at the left of a row, in pixels. Its colour repeats the status, which the row also names."""
SIDE = 12
GAP = 9
SERIF = "'Liberation Serif', 'Times New Roman', 'Times', serif"

REMEMBERED = 64
"""The number of row layouts that are cached."""

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowModel(QAbstractListModel):
    """The rows of a painted list, with their text for screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Any] = []

    def show(self, rows: Sequence[Any]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def at(self, index: Index) -> Any:
        """Return the row at an index, or None."""
        return self.rows[index.row()] if 0 <= index.row() < len(self.rows) else None

    def spoken(self, number: int) -> str:
        """Return everything a row shows, as text for a screen reader."""
        raise NotImplementedError

    def tip(self, number: int) -> str | None:
        """Return the tooltip of a row, or None."""
        return None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.at(index) is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.spoken(index.row())
        return self.tip(index.row()) if role == Qt.ItemDataRole.ToolTipRole else None


class RowDelegate(QStyledItemDelegate):
    """Paints the background of a row, its content (`paint_row`), and the frame of the row with the focus."""

    FRAME_BOTTOM = -1
    """The offset of the frame from the bottom of the row, in pixels."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.theme = LIGHT

    def row(self, index: Index) -> Any:
        """Return the model's row at an index, or None."""
        model = self._view.model()
        return model.at(index) if isinstance(model, RowModel) else None

    def paint_row(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the content of a row on its background."""
        raise NotImplementedError

    def forget(self) -> None:
        """Discard cached layouts, after a change of theme or font."""
        raise NotImplementedError

    def words_size(self) -> float:
        """Return the font size of the words of a clause or note, in points."""
        size = self._view.font().pointSizeF()
        return (size if size > 0 else 10.0) * 1.15

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self.row(index) is None:
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(self.theme.chosen if chosen else self.theme.paper))
        self.paint_row(painter, rect, index)
        painter.restore()
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(self.theme.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, self.FRAME_BOTTOM))


class RowList(QListView):
    """A list of painted rows with a single selection."""

    def __init__(
        self,
        rows: type[RowModel],
        delegate: type[RowDelegate],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """Create the list. name: its accessible name"""
        super().__init__(parent)
        self.rows: Any = rows(self)
        self.setModel(self.rows)
        self.delegate: Any = delegate(self)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def current(self) -> Any:
        """Return the current row, or None."""
        return self.rows.at(self.currentIndex())

    def go_to(self, number: int) -> None:
        """Make a row current and scroll to it."""
        self.setCurrentIndex(self.rows.index(number))
        self.scrollTo(self.currentIndex())

    def press(self, event: QKeyEvent) -> bool:
        """Handle a key for the current row; return whether it was handled."""
        raise NotImplementedError

    def paint_in(self, theme: Theme) -> None:
        """Use a theme's colours."""
        self.delegate.theme = theme
        self._lay_out_again()

    def _lay_out_again(self) -> None:
        self.delegate.forget()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.current() is None or not self.press(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out_again()


class DocumentDelegate(RowDelegate):
    """Paints rows as small documents, whose height follows from the width of the list."""

    FRAME_BOTTOM = -2

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._documents: dict[Hashable, QTextDocument] = {}

    def key(self, index: Index) -> Hashable:
        """Return a key for the cache: everything the row shows."""
        return index.row(), self.row(index)

    def source(self, index: Index) -> str:
        """Return the row as rich text."""
        raise NotImplementedError

    def is_draft(self, index: Index) -> bool:
        """Return whether the row belongs to a text that is not adopted."""
        raise NotImplementedError

    def forget(self) -> None:
        """Discard cached layouts, after a change of theme or font."""
        self._documents.clear()

    def _document(self, index: Index) -> QTextDocument:
        width = self._view.viewport().width() - BAR - 2 * SIDE
        key = (self.key(index), width)
        if key not in self._documents:
            if len(self._documents) > REMEMBERED:
                self._documents.clear()
            self._documents[key] = self._laid_out(self.source(index), width)
        return self._documents[key]

    def _laid_out(self, source: str, width: int) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(0)
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.Normal)
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(f"body {{ color: {self.theme.ink}; }}")
        document.setHtml(f"<body>{source}</body>")
        document.setTextWidth(max(width, 80))
        return document

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = 0.0 if self.row(index) is None else self._document(index).size().height()
        return QSize(max(80, self._view.viewport().width()), int(height) + 2 * GAP + 1)

    def paint_row(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the bar, the separator and the document."""
        self._paint_bar(painter, rect, draft=self.is_draft(index))
        painter.setPen(QColor(self.theme.line))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.translate(QPoint(rect.left() + BAR + SIDE, rect.top() + GAP))
        self._document(index).drawContents(painter)

    def _paint_bar(self, painter: QPainter, rect: QRect, draft: bool) -> None:
        """Paint a solid bar for an adopted text, a dashed one for a draft."""
        colour = QColor(self.theme.draft if draft else self.theme.adopted)
        step = 8 if draft else rect.height()
        for top in range(rect.top(), rect.bottom(), step):
            height = min(step // 2 if draft else step, rect.bottom() - top)
            painter.fillRect(rect.left(), top, BAR, height, colour)
