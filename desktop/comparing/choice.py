"""Asks which text the draft is to be compared with: those nearest to it first, then the precedents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.base.dialogs import Dialogs

SHOWN = 300
"""So many texts are listed at most; a word more narrows them."""

UP_AND_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ChoiceDialog(QDialog):
    """Lists texts; what is typed narrows them, Enter takes the one that is marked."""

    def __init__(self, texts: Sequence[str], parent: QWidget | None = None, does: str = "") -> None:
        """Make the dialog. does: what is done with the text where it is not compared: "Track the changes from"."""
        super().__init__(parent)
        title = does or "Compare the draft with"
        self.setWindowTitle(title)
        self._texts = list(texts)
        self._said = [text.casefold() for text in texts]
        self.typed = QLineEdit(placeholderText="a symbol, or words of the title")
        self.typed.setAccessibleName("Words of the text’s symbol or title")
        self.typed.setClearButtonEnabled(True)
        self.typed.textChanged.connect(self._narrow)
        self.typed.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(f"{title}: texts")
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _: self.accept())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._take = buttons.addButton(
            "&Take it" if does else "Com&pare", QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._take.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        for part in (self.typed, self.list, buttons):
            layout.addWidget(part)
        self.resize(720, 480)
        self._narrow()

    def _narrow(self, *_: object) -> None:
        words = self.typed.text().casefold().split()
        fitting = [n for n, said in enumerate(self._said) if all(word in said for word in words)]
        self.list.clear()
        for n in fitting[:SHOWN]:
            item = QListWidgetItem(self._texts[n])
            item.setData(Qt.ItemDataRole.UserRole, n)
            self.list.addItem(item)
        if len(fitting) > SHOWN:
            more = QListWidgetItem(f"… and {len(fitting) - SHOWN} more; type a word of the title")
            more.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(more)
        self.list.setCurrentRow(0 if fitting else -1)
        self._take.setEnabled(bool(fitting))

    def chosen(self) -> int | None:
        """Return which of the texts is marked."""
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt hands over a key typed into the line: up and down move in the list."""
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if pressed and event.key() in UP_AND_DOWN:  # type: ignore[attr-defined]
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)


def ask_text(dialogs: Dialogs, texts: Sequence[str], does: str = "") -> int | None:
    """Ask for one of the texts, and return its index. does: what is done with it where it is not compared."""
    return dialogs.ask(ChoiceDialog(texts, dialogs.parent, does), ChoiceDialog.chosen)
