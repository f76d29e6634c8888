"""Back and forward through the places jumped from, as in a browser.

A place is the name of a clause and the offset of the cursor in it, so that it is found again after the clause was
moved. A place whose clause was deleted is skipped. Places in the same clause count as one.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.editor import DraftEditor

LENGTH = 100
"""The greatest number of places remembered."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """The name of a clause, and an offset in its text."""

    name: str
    offset: int


class NavigationHistory(QObject):
    """Remembers the cursor position before each jump."""

    message = Signal(str)
    """The place gone to, or that there is none."""
    changed = Signal(bool, bool)
    """Whether back and forward are possible."""

    def __init__(self, editor: DraftEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._past: list[HistoryEntry] = []
        self._ahead: list[HistoryEntry] = []
        editor.leaving.connect(self._leave)

    def watch(self, *widgets: QWidget) -> None:
        """Handle the mouse's back and forward buttons over these widgets."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the mouse's back and forward buttons."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            if event.button() == Qt.MouseButton.BackButton:
                self.back()
                return True
            if event.button() == Qt.MouseButton.ForwardButton:
                self.forward()
                return True
        return False

    def clear(self) -> None:
        """Forget all places, as another draft is shown."""
        self._past, self._ahead = [], []
        self._emit_changed()

    def back(self) -> None:
        """Return to the place before the last jump."""
        self._go(self._past, self._ahead, "There is no earlier place to go back to.")

    def forward(self) -> None:
        """Undo the last step back."""
        self._go(self._ahead, self._past, "There is no later place to go forward to.")

    def _here(self) -> HistoryEntry:
        cursor = self._editor.textCursor()
        return HistoryEntry(self._editor.current_clause().block.id, cursor.positionInBlock())

    def _leave(self) -> None:
        self._push(self._past, self._here())
        self._ahead = []
        self._emit_changed()

    def _push(self, places: list[HistoryEntry], place: HistoryEntry) -> None:
        if places and places[-1].name == place.name:
            places.pop()
        places.append(place)
        del places[:-LENGTH]

    def _go(self, places: list[HistoryEntry], others: list[HistoryEntry], nowhere: str) -> None:
        here = self._here()
        while places:
            place = places.pop()
            index = None if place.name == here.name else self._find(place)
            if index is not None:
                self._push(others, here)
                self._show(index, place.offset)
                break
        else:
            self.message.emit(nowhere)
        self._emit_changed()

    def _find(self, place: HistoryEntry) -> int | None:
        indexes = range(self._editor.block_count)
        return next((n for n in indexes if self._editor.name_of(n) == place.name), None)

    def _show(self, index: int, offset: int) -> None:
        block = self._editor.document().findBlockByNumber(index)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(offset, block.length() - 1))
        self._editor.reveal(cursor, jump=False)
        self._editor.setFocus()
        if place := self._editor.current_clause().place:
            self.message.emit(f"At {place}.")

    def _emit_changed(self) -> None:
        self.changed.emit(bool(self._past), bool(self._ahead))
