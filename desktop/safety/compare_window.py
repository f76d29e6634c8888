"""Two versions of a draft beside one another in one text, read change by change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut, QTextBlock, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.paper_rows import SERIF
from desktop.safety.compare_page import Row, page, rows
from desktop.theme import Theme
from resolution.model import Resolution


class CompareWindow(QDialog):
    """Shows what leads from one text to the other; F3 and Shift+F3 go from change to change."""

    def __init__(
        self,
        names: tuple[str, str],
        texts: tuple[Resolution, Resolution],
        theme: Theme,
        say: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{names[0]} compared with {names[1]}")
        self._theme = theme
        self._say = say
        whole = self._rows = rows(*texts)
        self.changes: list[Row] = [row for row in whole if row.changed]
        self.at = -1
        self._legend = QLabel(
            f"<s>Struck through</s>: only in {names[0]}. <u>Underlined</u>: only in {names[1]}."
        )
        self._legend.setWordWrap(True)
        self.told = QLabel(wordWrap=True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.text = QTextBrowser(openExternalLinks=False)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("Both texts in one")
        self.text.document().setDocumentMargin(22)
        self.text.setHtml(page(whole, theme, SERIF))
        self._arrange()
        self._tell()

    def _arrange(self) -> None:
        self.next, self.previous = QPushButton("&Next change"), QPushButton("&Previous change")
        QShortcut(QKeySequence("F3"), self, lambda: self.go(1))
        QShortcut(QKeySequence("Shift+F3"), self, lambda: self.go(-1))
        self.next.setToolTip("Next change (F3)")
        self.previous.setToolTip("Previous change (Shift+F3)")
        close = QPushButton("Close")
        self.next.clicked.connect(lambda: self.go(1))
        self.previous.clicked.connect(lambda: self.go(-1))
        close.clicked.connect(self.close)
        head = QVBoxLayout()
        head.setContentsMargins(14, 10, 14, 8)
        head.addWidget(self._legend)
        head.addWidget(self.told)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 14, 2)
        for button in (self.previous, self.next):
            button.setEnabled(bool(self.changes))
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.addLayout(head)
        layout.addWidget(self.text, 1)
        layout.addLayout(foot)
        self.resize(760, 780)
        self.next.setFocus()

    def paint_in(self, theme: Theme) -> None:
        """Take the theme's colours, where the window is open already."""
        self._theme = theme
        scrolled = self.text.verticalScrollBar().value()
        self.text.setHtml(page(self._rows, theme, SERIF))
        if self.at >= 0:
            self._show()
        self.text.verticalScrollBar().setValue(scrolled)

    def go(self, by: int) -> None:
        """Go to the next change (1) or the one before (-1), round the end."""
        if not self.changes:
            return
        start = -1 if by > 0 else 0
        self.at = ((self.at if self.at >= 0 else start) + by) % len(self.changes)
        self._show()
        self._tell()
        self._say(self.told.text())

    def _tell(self) -> None:
        count = len(self.changes)
        if not count:
            self.told.setText("The two are the same, word for word.")
        elif self.at < 0:
            self.told.setText("One change." if count == 1 else f"{count} changes.")
        else:
            self.told.setText(f"Change {self.at + 1} of {count}. {self.changes[self.at].spoken}")

    def _show(self) -> None:
        """Bring the change into view and give it a ground of its own."""
        block = self._block(f"change-{self.at}")
        cursor = QTextCursor(block)
        self.text.setTextCursor(cursor)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor  # type: ignore[attr-defined]
        mark.format.setBackground(QColor(self._theme.chosen))  # type: ignore[attr-defined]
        self.text.setExtraSelections([mark])
        room = self.text.document().documentLayout().blockBoundingRect(block)
        self.text.verticalScrollBar().setValue(
            round(room.top() - self.text.viewport().height() / 4)
        )

    def _block(self, anchor: str) -> QTextBlock:
        """Return the paragraph of an anchor."""
        block = self.text.document().begin()
        while block.isValid():
            if any(anchor in part.format.anchorNames() for part in block.textFormats()):
                return block
            block = block.next()
        return self.text.document().begin()
