"""The two-minute tour: a small window that explains the parts of the draft's window step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.base.focus_ring import Ring


class Stop(NamedTuple):
    """A step: the part of the window it explains, its title, and its text with "{key NAME}" for keys."""

    part: str
    title: str
    words: str


STOPS = (
    Stop("page", "The page",
         "Your draft, as it will be printed. Type a clause and press **Enter** for the next; **Tab** makes it an item "
         "of the one above. The numbers, the italics and the marks at the end are set for you."),
    Stop("outline", "The outline",
         "Every clause with its number. A click or **Enter** goes there; {key move_clause -1} and {key move_clause 1} "
         "move a clause, or drag it."),
    Stop("precedent", "Precedent",
         "The adopted clauses nearest to yours, with the vote and the date. What differs from your words is underlined "
         "or struck through. {key take 1} puts the first in place of your clause, and {key undo} takes it back."),
    Stop("status", "The checks",
         "What an editor would send back is marked under the words and counted here. {key next_problem} goes to the "
         "next, {key fix_problem} mends it."),
    Stop("toolbar", "Handing it in",
         "{key save} saves the draft, {key export_word} writes it as a Word document in the United Nations’ format. "
         "{key edit_heading} asks for committee, symbol, title and sponsors."),
    Stop("menus", "Your own field",
         "Five texts come with the program. *Precedent › Get the record* downloads those of your field, *Add files* "
         "takes your own. {key search_commands} finds any command by its words, and {key show_help} is the help."),
)  # fmt: skip


class GuidedTour(QDialog):
    """Shows the tour beside the draft, which stays usable; a ring marks the part that a step explains."""

    message = Signal(str)
    """The text of a step, for a screen reader."""

    def __init__(
        self,
        parts: Mapping[str, QWidget],
        with_keys: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Two-minute tour")
        self._parts = parts
        self._with_keys = with_keys
        self._ring: Ring | None = None
        self.at = 0
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.MarkdownText)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.back = QPushButton("&Back")
        self.next = QPushButton()
        self.next.setDefault(True)
        self.back.clicked.connect(lambda: self.go(self.at - 1))
        self.next.clicked.connect(lambda: self.go(self.at + 1))
        below = QHBoxLayout()
        below.addWidget(self.back)
        below.addStretch(1)
        below.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words, 1)
        layout.addLayout(below)
        self.resize(400, 190)
        self.finished.connect(self._end)

    def begin(self) -> None:
        """Show the first step."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.go(0)

    def go(self, at: int) -> None:
        """Show a step, or close the tour if there is no such step."""
        if not 0 <= at < len(STOPS):
            self.close()
            return
        self.at = at
        stop = STOPS[at]
        count = f"{at + 1} of {len(STOPS)}"
        self.words.setText(f"### {stop.title}\n\n{self._with_keys(stop.words)}\n\n*{count}*")
        spoken = f"{stop.title}, {count}. {self._with_keys(stop.words).replace('*', '')}"
        self.words.setAccessibleName(spoken)
        self.back.setEnabled(at > 0)
        last = at == len(STOPS) - 1
        self.next.setText("&End the tour" if last else "&Next")
        self.next.setAccessibleDescription(spoken)
        self.next.setFocus()
        self._show_part(stop.part)
        self.message.emit(spoken)

    def _show_part(self, name: str) -> None:
        """Put the ring around a part, and move this window to where it does not cover the part."""
        part = self._parts[name]
        part.show()
        part.raise_()
        if self._ring is None:
            self._ring = Ring()
        self._ring.setWidget(part)
        whole = part.window().geometry()
        room = whole.adjusted(24, 96, -24, -64)
        at_left = part.mapTo(part.window(), part.rect().center()).x() > whole.width() / 2
        left = room.left() if at_left else room.right() - self.width()
        self.move(left, room.bottom() - self.height())

    def _end(self) -> None:
        if self._ring is not None:
            self._ring.setWidget(None)  # type: ignore[arg-type]
