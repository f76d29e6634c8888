"""The command search: typing filters the list, Enter runs the selected command."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.base.dialogs import Dialogs
from desktop.base.text_choice import ListKeys


class CommandSearch(QDialog):
    """Asks for a command. rows: its menu path, its key, and an explanation, which is searched too"""

    def __init__(self, rows: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Search commands")
        self.typed = QLineEdit(placeholderText="for example: note, move, Word")
        label = QLabel("&What do you want to do?")
        label.setBuddy(self.typed)
        self.list = QTreeWidget()
        self.list.setAccessibleName("Commands")
        self.list.setHeaderHidden(True)
        self.list.setColumnCount(2)
        self.list.setRootIsDecorated(False)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._items: list[QTreeWidgetItem] = []
        for path, key, tip in rows:
            item = QTreeWidgetItem([path, key])
            spoken = f"{path}, {key}" if key else path
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(0, tip)
            self._items.append(item)
        self.list.addTopLevelItems(self._items)
        self._words = [f"{path} {tip}".casefold() for path, _, tip in rows]
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.typed.textChanged.connect(self._narrow)
        ListKeys(self.typed, self.list)
        self.list.itemDoubleClicked.connect(lambda *_: self.accept())
        layout = QVBoxLayout(self)
        for part in (label, self.typed, self.list, self._buttons):
            layout.addWidget(part)
        self.resize(560, 460)
        self._narrow("")

    def _narrow(self, typed: str) -> None:
        """Show the commands that contain all the words typed, in any order."""
        words = typed.casefold().split()
        first: QTreeWidgetItem | None = None
        for item, known in zip(self._items, self._words, strict=True):
            matches = all(word in known for word in words)
            item.setHidden(not matches)
            if matches and first is None:
                first = item
        self.list.setCurrentItem(first)  # type: ignore[arg-type]
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(first is not None)

    def chosen(self) -> int | None:
        """Return the index of the selected row, or None."""
        item = self.list.currentItem()
        return None if item is None else self.list.indexOfTopLevelItem(item)


def ask_command(dialogs: Dialogs, rows: Sequence[tuple[str, str, str]]) -> int | None:
    """Ask for one of the commands (its menu path, key and explanation), and return its index."""
    return dialogs.ask(CommandSearch(rows, dialogs.parent), CommandSearch.chosen)
