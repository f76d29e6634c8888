"""The dialog to edit the user's own dictionary."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.base.dialogs import Dialogs


class WordsDialog(QDialog):
    """Shows the dictionary as text, one word a line."""

    def __init__(self, words: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("My dictionary")
        self._words = QPlainTextEdit("".join(f"{word}\n" for word in words))
        self._words.setTabChangesFocus(True)
        label = QLabel("&Words that count as right in every draft, one a line.")
        label.setBuddy(self._words)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (label, self._words, buttons):
            layout.addWidget(part)
        self.resize(380, 360)

    def words(self) -> list[str]:
        """Return the words."""
        return self._words.toPlainText().split()


def ask_own_words(dialogs: Dialogs, words: Sequence[str]) -> list[str] | None:
    """Show the user's dictionary and return the edited words; None if cancelled."""
    return dialogs.ask(WordsDialog(words, dialogs.parent), WordsDialog.words)
