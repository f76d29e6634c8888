"""A banner above the text that reports lines that could not be placed when a text was read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.base.theme import Theme
from resolution.recognition.unplaced import HEADING


class UnreadBanner(QFrame):
    """Shows the number of unplaced lines, with buttons to list them and to close the banner."""

    show_wanted = Signal(object)
    """The lines that the user wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()
        self._words = QLabel(wordWrap=True)
        show, close = QPushButton("Show them"), QPushButton("Put away")
        for button in (show, close):
            button.setFlat(False)
        show.clicked.connect(lambda: self.show_wanted.emit(self._lines))
        close.clicked.connect(lambda: self.show_lines(()))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.addWidget(self._words, 1)
        layout.addWidget(show)
        layout.addWidget(close)
        self.hide()

    def show_lines(self, lines: Sequence[str], source: str = "the source", at_end: int = 0) -> None:
        """Report unplaced lines; an empty sequence hides the banner.

        at_end: how many of them, counted from the first, are at the end of the draft
            (`resolution.recognition.unplaced`)
        """
        self._lines = tuple(lines)
        self._words.setText(_sentence(len(self._lines), source, at_end))
        self.setVisible(bool(self._lines))

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the reported lines."""
        return self._lines

    def paint_in(self, theme: Theme) -> None:
        """Use a theme's colours."""
        self.setStyleSheet(
            f"UnreadBanner {{ background: {theme.chosen}; border: none; border-bottom: 1px solid {theme.line}; }}"
        )


def _sentence(count: int, source: str, at_end: int) -> str:
    counted = "One line" if count == 1 else f"{count} lines"
    where = f"at the end of the draft, under “{HEADING}”"
    if not at_end:
        return f"{counted} of {source} found no place in the draft. Nothing else was left out."
    if at_end < count:
        return f"{counted} of {source} found no place. {at_end} of them are {where}."
    return f"{counted} of {source} found no place. {'It is' if count == 1 else 'They are'} {where}."
