"""A calm line above the text for what found no place when a text was read: nothing vanishes in silence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.theme import Theme


class UnreadBanner(QFrame):
    """Says how many lines were left over; a button shows them, another puts the banner away."""

    show_wanted = Signal(object)
    """The lines are to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()
        self._words = QLabel(wordWrap=True)
        show, away = QPushButton("Show them"), QPushButton("Put away")
        for button in (show, away):
            button.setFlat(False)
        show.clicked.connect(lambda: self.show_wanted.emit(self._lines))
        away.clicked.connect(lambda: self.show_lines(()))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.addWidget(self._words, 1)
        layout.addWidget(show)
        layout.addWidget(away)
        self.hide()

    def show_lines(self, lines: Sequence[str], source: str = "the source") -> None:
        """Tell of lines that found no place; none hides the banner."""
        self._lines = tuple(lines)
        count = len(self._lines)
        counted = "One line" if count == 1 else f"{count} lines"
        self._words.setText(
            f"{counted} of {source} found no place in the draft. Nothing else was left out."
        )
        self.setVisible(count > 0)

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines told of."""
        return self._lines

    def paint_in(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.setStyleSheet(
            f"UnreadBanner {{ background: {theme.chosen}; border: none; border-bottom: 1px solid {theme.line}; }}"
        )
