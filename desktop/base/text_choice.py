"""A line to type into above a list of texts: what is typed narrows the list, up and down move in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QListWidgetItem, QWidget

SHOWN = 300
"""So many texts are listed at most; a word more narrows them."""

MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ListKeys(QObject):
    """Hands the keys that move in a list from the line above it to the list."""

    def __init__(self, line: QLineEdit, view: QWidget) -> None:
        super().__init__(line)
        self._view = view
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt hands over a key typed into the line: up and down move in the list."""
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if pressed and event.key() in MOVES:  # type: ignore[attr-defined]
            QApplication.sendEvent(self._view, event)
            return True
        return super().eventFilter(watched, event)


class TextChoice(QObject):
    """The line (`typed`) and the list (`list`); whoever makes them lays them out."""

    narrowed = Signal()
    """The list has other rows."""
    activated = Signal()
    """A row was double-clicked, or taken with Enter."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Make both. name: what a screen reader calls the list."""
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
        """List texts. words: of each text what is searched."""
        self._shown = list(shown)
        self._words = [each.casefold() for each in words]
        self._narrow()

    def number(self, row: int | None = None) -> int | None:
        """Return which of the texts stands in a row, or in the marked one; None for none."""
        item = self.list.currentItem() if row is None else self.list.item(row)
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def _narrow(self, *_: object) -> None:
        """List the texts that have all the words typed, in any order; mark the first."""
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
