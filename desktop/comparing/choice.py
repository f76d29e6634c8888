"""Asks which text to compare the draft with: the texts nearest to it first, then the precedents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.base.dialogs import Dialogs
from desktop.base.text_choice import TextChoice


class ChoiceDialog(QDialog):
    """Lists texts. Typing filters them, Enter accepts the selected one."""

    def __init__(self, texts: Sequence[str], parent: QWidget | None = None, does: str = "") -> None:
        """Make the dialog. does: title if the text is used for something else: "Track the changes from"."""
        super().__init__(parent)
        title = does or "Compare the draft with"
        self.setWindowTitle(title)
        self._choice = TextChoice(f"{title}: texts", self)
        self.typed, self.list = self._choice.typed, self._choice.list
        self._choice.activated.connect(self.accept)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._take = buttons.addButton(
            "&Take it" if does else "Com&pare", QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._take.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._choice.narrowed.connect(lambda: self._take.setEnabled(self.chosen() is not None))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        for part in (self.typed, self.list, buttons):
            layout.addWidget(part)
        self.resize(720, 480)
        self._choice.show(texts, texts)

    def chosen(self) -> int | None:
        """Return the index of the selected text."""
        return self._choice.number()


def ask_text(dialogs: Dialogs, texts: Sequence[str], does: str = "") -> int | None:
    """Ask for one of the texts and return its index. does: title if the text is not for comparing."""
    return dialogs.ask(ChoiceDialog(texts, dialogs.parent, does), ChoiceDialog.chosen)
