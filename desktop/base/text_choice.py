"""A filter line above a list of texts: typing filters the list, the arrow keys move in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QListWidgetItem, QWidget

SHOWN = 300
"""The greatest number of texts listed; another word narrows the list."""

MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ListKeys(QObject):
    """Passes the keys that move in a list from the line above it to the list."""

    def __init__(self, line: QLineEdit, view: QWidget) -> None:
        super().__init__(line)
        self._view = view
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass navigation keys to the list."""
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if pressed and event.key() in MOVES:  # type: ignore[attr-defined]
            QApplication.sendEvent(self._view, event)
            return True
        return super().eventFilter(watched, event)


class TextChoice(QObject):
    """The filter line (`typed`) and the list (`list`); the caller lays them out."""

    narrowed = Signal()
    """The list was filtered."""
    activated = Signal()
    """A row was double-clicked or chosen with Enter."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Create both widgets. name: the accessible name of the list"""
        super().__init__(parent)
        self._shown: list[str] = []
        self._words: list[str] = []
        self.typed = QLineEdit(placeholderText="a symbol, or words of the title")
        self.typed.setAccessibleName("Words of the text’s symbol or title")
        self.typed.setClearButtonEnabled(True)
        self.typed.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _: self.activated.emit())
        ListKeys(self.typed, self.list)

    def show(self, shown: Sequence[str], words: Sequence[str]) -> None:
        """List texts. words: what the filter searches, for each text"""
        self._shown = list(shown)
        self._words = [text.casefold() for text in words]
        self._narrow()

    def number(self, row: int | None = None) -> int | None:
        """Return the index of the text in a row, or in the current one; None for none."""
        item = self.list.currentItem() if row is None else self.list.item(row)
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def _narrow(self, *_: object) -> None:
        """List the texts that contain all the words typed, in any order; select the first."""
        typed = self.typed.text().casefold().split()
        fitting = [n for n, known in enumerate(self._words) if all(word in known for word in typed)]
        self.list.clear()
        for n in fitting[:SHOWN]:
            item = QListWidgetItem(self._shown[n])
            item.setData(Qt.ItemDataRole.UserRole, n)
            self.list.addItem(item)
        if len(fitting) > SHOWN:
            more = QListWidgetItem(f"… and {len(fitting) - SHOWN} more; type a word of the title")
            more.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(more)
        self.list.setCurrentRow(0 if fitting else -1)
        self.narrowed.emit()
