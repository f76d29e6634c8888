"""The history of a clause beside the draft: its wordings from the first to the latest, and the texts that have them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.base.theme import Theme
from desktop.history.list import HistoryList, use_words
from precedent_corpus.analysis.history import History, WordingUse
from precedent_corpus.analysis.history_words import as_text, summary

LEGEND = "<s>Struck through</s>: dropped. <u>Underlined</u>: added. Both against the wording that each row names."


class HistoryWindow(QDialog):
    """Shows a history; signals say what the user wants with a wording or a text of it."""

    replace_wanted = Signal(object)
    """A wording (a match) is to take the place of the clause that was asked about."""
    whole_wanted = Signal(str, str)
    """The text with a symbol is to be shown, at a paragraph."""
    official_wanted = Signal(object)
    citation_wanted = Signal(object)
    """The official document of a use is to be opened; how it is cited is to be copied."""
    save_wanted = Signal()
    """The history is to be written to a file."""
    message = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("History of the clause")
        self.summary = QLabel(wordWrap=True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._legend = QLabel(LEGEND, wordWrap=True)
        self.list = HistoryList()
        self.list.chosen.connect(self._show_uses)
        self.list.taken.connect(self._replace)
        self.uses = QListWidget()
        self.uses.setAccessibleName("Texts with this wording, the earliest first")
        self.uses.setWordWrap(True)
        self.uses.itemActivated.connect(lambda _: self._open())
        self.uses_head = QLabel("&Texts with this wording")
        self.uses_head.setBuddy(self.uses)
        self._arrange()
        self.paint_in(theme)
        self.resize(720, 760)

    def _arrange(self) -> None:
        self.replace_button = self._button("&Put in place of the clause", "Enter", self._replace)
        self.open_button = self._button("&Open the text", "Ctrl+Alt+O", self._open)
        self.official_button = self._button("O&fficial document", "Ctrl+Alt+U", self._official)
        self.citation_button = self._button("Copy the &citation", "Ctrl+Alt+C", self._cite)
        self.copy_button = self._button("Copy the &history", "Ctrl+Shift+C", self.copy)
        self.save_button = self._button("&Save as text…", "Ctrl+S", self.save_wanted.emit)
        close = self._button("C&lose", "", self.close)
        head = QVBoxLayout()
        head.setContentsMargins(14, 10, 14, 8)
        head.addWidget(self.summary)
        head.addWidget(self._legend)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 6, 0, 0)
        self.uses_head.setContentsMargins(14, 0, 14, 0)
        column.addWidget(self.uses_head)
        column.addWidget(self.uses, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.list)
        parts.addWidget(below)
        parts.setChildrenCollapsible(False)
        parts.setStretchFactor(0, 4)
        parts.setStretchFactor(1, 1)
        parts.setSizes([520, 140])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.addLayout(head)
        layout.addWidget(parts, 1)
        layout.addLayout(self._foot(self.replace_button, self.open_button, self.official_button))
        layout.addLayout(
            self._foot(self.citation_button, self.copy_button, self.save_button, None, close)
        )

    @staticmethod
    def _foot(*buttons: QPushButton | None) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 2, 14, 2)
        for button in buttons:
            if button is None:
                foot.addStretch(1)
            else:
                foot.addWidget(button)
        if None not in buttons:
            foot.addStretch(1)
        return foot

    def _button(self, words: str, key: str, does: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: does())
        if key:
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{words.replace('&', '').rstrip('…')} ({shown})")
        if "+" in key:
            action = QAction(words, self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda: does())
            self.addAction(action)
        return button

    # Showing

    def show_waiting(self, words: str) -> None:
        """Say that the history of these words is being looked for."""
        self._fill(History(words, ()), "Looking for every text that has the clause…")

    def show_history(self, history: History) -> None:
        """Show what was found."""
        self._fill(history, summary(history))
        self.message.emit(summary(history))

    def show_problem(self, sentence: str) -> None:
        """Say why nothing was found."""
        self._fill(History("", ()), sentence)

    @property
    def history(self) -> History:
        """Return what is shown."""
        return self.list.rows.history

    def _fill(self, history: History, sentence: str) -> None:
        self.summary.setText(sentence)
        self.list.show_history(history)
        found = bool(history.stages)
        self._legend.setVisible(len(history.stages) > 1)
        for button in self._of_wordings():
            button.setEnabled(found)
        self._show_uses()
        if found:
            self.list.setFocus()

    def _of_wordings(self) -> tuple[QPushButton, ...]:
        return (
            self.replace_button, self.open_button, self.official_button, self.citation_button, self.copy_button,
            self.save_button,
        )  # fmt: skip

    def _show_uses(self) -> None:
        """List the texts with the current wording, the latest adopted one chosen."""
        self.uses.clear()
        stage = self.list.stage()
        if stage is None:
            return
        for use in stage.uses:
            self.uses.addItem(use_words(use))
        adopted = [n for n, use in enumerate(stage.uses) if use.is_adopted]
        self.uses.setCurrentRow(adopted[-1] if adopted else len(stage.uses) - 1)

    def use(self) -> WordingUse | None:
        """Return the text that is chosen among those with the current wording."""
        stage, row = self.list.stage(), self.uses.currentRow()
        return stage.uses[row] if stage and 0 <= row < len(stage.uses) else None

    # Doing

    def _replace(self) -> None:
        if stage := self.list.stage():
            self.replace_wanted.emit(stage.match)

    def _open(self) -> None:
        if use := self.use():
            self.whole_wanted.emit(use.symbol, use.paragraph)

    def _official(self) -> None:
        if use := self.use():
            self.official_wanted.emit(use)

    def _cite(self) -> None:
        if use := self.use():
            self.citation_wanted.emit(use)

    def copy(self) -> None:
        """Copy the history as text."""
        if self.history.stages:
            QGuiApplication.clipboard().setText(as_text(self.history))
            self.message.emit("The history is copied.")

    def paint_in(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.list.paint_in(theme)
