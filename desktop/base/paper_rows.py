"""Rows painted as small documents; the bar at the left is full for an adopted text, broken for a draft."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QTextDocument
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.base.theme import LIGHT

Index = QModelIndex | QPersistentModelIndex

BAR = 4
"""Width of the bar at the left of a row, in pixels; its colour says what its words say, the status."""
SIDE = 12
GAP = 9
SERIF = "'Liberation Serif', 'Times New Roman', 'Times', serif"

REMEMBERED = 64
"""So many rows stay laid out."""


class PaperRows(QStyledItemDelegate):
    """Paints what `source` gives for a row, and knows how high it is at the list's width."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.theme = LIGHT
        self._documents: dict[Hashable, QTextDocument] = {}

    def key(self, index: Index) -> Hashable:
        """Return all that the row shows, None where there is none."""
        raise NotImplementedError

    def source(self, index: Index) -> str:
        """Return the row as rich text."""
        raise NotImplementedError

    def is_draft(self, index: Index) -> bool:
        """Return whether the row is no adopted text's."""
        raise NotImplementedError

    def forget(self) -> None:
        """Lay every row out anew, after another theme or font."""
        self._documents.clear()

    def words_size(self) -> float:
        """Return the size in points of the words of a clause."""
        size = self._view.font().pointSizeF()
        return (size if size > 0 else 10.0) * 1.15

    def _document(self, index: Index) -> QTextDocument | None:
        row = self.key(index)
        if row is None:
            return None
        width = self._view.viewport().width() - BAR - 2 * SIDE
        key = (row, width)
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
        document = self._document(index)
        height = document.size().height() if document else 0
        return QSize(max(80, self._view.viewport().width()), int(height) + 2 * GAP + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        document = self._document(index)
        if document is None:
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(self.theme.chosen if chosen else self.theme.paper))
        self._paint_bar(painter, rect, draft=self.is_draft(index))
        painter.setPen(QColor(self.theme.line))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.translate(QPoint(rect.left() + BAR + SIDE, rect.top() + GAP))
        document.drawContents(painter)
        painter.restore()
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(self.theme.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))

    def _paint_bar(self, painter: QPainter, rect: QRect, draft: bool) -> None:
        """Paint a full bar for an adopted text, a broken one for a draft."""
        colour = QColor(self.theme.draft if draft else self.theme.adopted)
        step = 8 if draft else rect.height()
        for top in range(rect.top(), rect.bottom(), step):
            height = min(step // 2 if draft else step, rect.bottom() - top)
            painter.fillRect(rect.left(), top, BAR, height, colour)
