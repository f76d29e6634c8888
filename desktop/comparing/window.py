"""The compare window: two texts side by side or merged, with navigation between the changes and export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QShortcut, QTextBlock, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.base.painted_list import SERIF
from desktop.base.theme import Theme
from desktop.comparing.page import amendment_page, changed_only, in_one, side_by_side
from resolution.diff.revision import Revision
from resolution.diff.write_html import HtmlLine

SAME = "The two are the same, word for word."


class View(StrEnum):
    """The views of a comparison."""

    IN_ONE = "Both in one"
    SIDE_BY_SIDE = "Side by side"
    AMENDMENTS = "List of amendments"


@dataclass(frozen=True, slots=True)
class Compared:
    """The result of a comparison, prepared before the window shows it: lines, totals and list of amendments."""

    revision: Revision
    lines: tuple[HtmlLine, ...]
    totals: str
    amendments: tuple[str, ...]


class CompareWindow(QDialog):
    """Shows the changes from one text to another; F3 and Shift+F3 move between them."""

    export_wanted = Signal(object)
    """Write the comparison to a file."""
    cancelled = Signal()
    """The window was closed before the comparison was finished."""

    def __init__(
        self,
        names: tuple[str, str],
        theme: Theme,
        say: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{names[0]} compared with {names[1]}")
        self.names = names
        self._theme = theme
        self._say = say
        self.found: Compared | None = None
        self.changes: list[HtmlLine] = []
        self.at = -1
        self._legend = QLabel(
            f"<s>Struck through</s>: only in {names[0]}. <u>Underlined</u>: only in {names[1]}."
        )
        self._legend.setWordWrap(True)
        self.status_label = QLabel(wordWrap=True)
        self.status_label.setTextFormat(Qt.TextFormat.PlainText)
        self.status_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.waiting = QProgressBar(maximum=0)
        self.waiting.setAccessibleName("How far the comparison is")
        self.view = QComboBox()
        self.view.setAccessibleName("How the two texts are shown")
        self.view.addItems([each.value for each in View])
        self.only = QCheckBox("&Only what changed")
        self.text = QTextBrowser(openExternalLinks=False)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("Both texts in one")
        self.text.document().setDocumentMargin(22)
        self._arrange()
        self._connect()
        self.status_label.setText("Comparing…")
        self._update_buttons()

    # Building

    def _arrange(self) -> None:
        self.next, self.previous = QPushButton("&Next change"), QPushButton("&Previous change")
        self.next.setToolTip("Next change (F3)")
        self.previous.setToolTip("Previous change (Shift+F3)")
        self.copy_button = QPushButton("&Copy the amendments")
        self.copy_button.setToolTip("Copy the list of amendments (Ctrl+Shift+C)")
        self.export_button = QPushButton("&Export…")
        self.export_button.setToolTip("Write the comparison as a file (Ctrl+E)")
        self._close = QPushButton("C&lose")
        head = QVBoxLayout()
        head.setContentsMargins(14, 10, 14, 8)
        head.addWidget(self._legend)
        head.addWidget(self.status_label)
        head.addWidget(self.waiting)
        label = QLabel("&Shown")
        label.setBuddy(self.view)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.view)
        row.addSpacing(12)
        row.addWidget(self.only)
        row.addStretch(1)
        head.addLayout(row)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 14, 2)
        for button in (self.previous, self.next, self.copy_button, self.export_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addStretch(1)
        self._close.setAutoDefault(False)
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.addLayout(head)
        layout.addWidget(self.text, 1)
        layout.addLayout(foot)
        self.resize(860, 800)

    def _connect(self) -> None:
        for key, does in (
            ("F3", lambda: self.go(1)),
            ("Shift+F3", lambda: self.go(-1)),
            ("Ctrl+Shift+C", self.copy),
            ("Ctrl+E", self._export),
        ):
            QShortcut(QKeySequence(key), self, does)
        self.next.clicked.connect(lambda: self.go(1))
        self.previous.clicked.connect(lambda: self.go(-1))
        self.copy_button.clicked.connect(self.copy)
        self.export_button.clicked.connect(self._export)
        self._close.clicked.connect(self.close)
        self.view.currentIndexChanged.connect(self._reload)
        self.only.toggled.connect(self._reload)
        self.finished.connect(self._ended)

    def _ended(self) -> None:
        if self.found is None:
            self.cancelled.emit()

    # Showing

    def advance(self, done: int, total: int, _: str = "") -> None:
        """Show the progress of the comparison."""
        self.waiting.setMaximum(total)
        self.waiting.setValue(done)

    def show_found(self, found: Compared) -> None:
        """Show the result."""
        self.found = found
        self.changes = [line for line in found.lines if line.change]
        self.waiting.hide()
        self._reload()
        (self.next if self.changes else self._close).setFocus()
        self._say(self.status_label.text())

    def show_problem(self, sentence: str) -> None:
        """Show why the comparison failed."""
        self.waiting.hide()
        self.status_label.setText(sentence)
        self._say(sentence)

    @property
    def chosen_view(self) -> View:
        """Return the selected view."""
        return list(View)[self.view.currentIndex()]

    @property
    def count(self) -> int:
        """Return the number of places F3 stops at in this view."""
        if self.found is None:
            return 0
        listed = self.chosen_view is View.AMENDMENTS
        return len(self.found.amendments) if listed else len(self.changes)

    def _reload(self) -> None:
        """Show the page of the selected view from its start."""
        if self.found is None:
            return
        self.at = -1
        self.text.setExtraSelections([])
        self.text.setHtml(self._page(self.found))
        self.text.setAccessibleName(self.chosen_view.value)
        self.only.setEnabled(self.chosen_view is not View.AMENDMENTS)
        self._legend.setVisible(self.chosen_view is not View.AMENDMENTS)
        self._update_buttons()
        self._update_status()

    def _page(self, found: Compared) -> str:
        lines = list(changed_only(found.lines)) if self.only.isChecked() else found.lines
        match self.chosen_view:
            case View.AMENDMENTS:
                return amendment_page(found.amendments, self._theme, SERIF)
            case View.SIDE_BY_SIDE:
                return side_by_side(lines, self._theme, SERIF)
            case View.IN_ONE:
                return in_one(lines, self._theme, SERIF)

    def _update_buttons(self) -> None:
        for button in (self.previous, self.next):
            button.setEnabled(self.count > 0)
        self.export_button.setEnabled(self.found is not None)
        self.copy_button.setEnabled(bool(self.found and self.found.amendments))

    def paint_in(self, theme: Theme) -> None:
        """Apply the theme to the open window."""
        self._theme = theme
        if self.found is None:
            return
        scrolled, at = self.text.verticalScrollBar().value(), self.at
        self.text.setHtml(self._page(self.found))
        self.at = at
        if at >= 0:
            self._show()
        self.text.verticalScrollBar().setValue(scrolled)

    # Navigation

    def go(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) change, wrapping around."""
        if not self.count:
            return
        start = -1 if by > 0 else 0
        self.at = ((self.at if self.at >= 0 else start) + by) % self.count
        self._show()
        self._update_status()
        self._say(self.status_label.text())

    def _update_status(self) -> None:
        assert self.found is not None
        count = self.count
        if not self.changes:
            self.status_label.setText(SAME)
        elif self.chosen_view is View.AMENDMENTS:
            sentence = self.found.amendments[self.at] if self.at >= 0 else ""
            short = " ".join(sentence.split())
            counted = "One amendment." if count == 1 else f"{count} amendments."
            self.status_label.setText(f"{self.at + 1} of {count}. {short}" if sentence else counted)
        elif self.at < 0:
            counted = "One change." if count == 1 else f"{count} changes."
            self.status_label.setText(f"{counted} {self.found.totals}")
        else:
            self.status_label.setText(
                f"Change {self.at + 1} of {count}. {self.changes[self.at].spoken}"
            )

    def _show(self) -> None:
        """Scroll to the current change and highlight it."""
        block = self._block(f"change-{self.at + 1}")
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
        """Return the text block with an anchor."""
        block = self.text.document().begin()
        while block.isValid():
            if any(anchor in part.format.anchorNames() for part in block.textFormats()):
                return block
            block = block.next()
        return self.text.document().begin()

    # Copy and export

    def copy(self) -> None:
        """Copy the list of amendments."""
        if self.found is None or not self.found.amendments:
            return
        numbered = (f"{n}. {sentence}" for n, sentence in enumerate(self.found.amendments, 1))
        QGuiApplication.clipboard().setText("\n\n".join(numbered))
        self._say("The list of amendments was copied.")

    def _export(self) -> None:
        if self.found is not None:
            self.export_wanted.emit(self.found)
