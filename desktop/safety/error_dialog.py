"""The dialog for an unexpected error: which drafts were saved and where, where the log is, details to copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.base.dialogs import Dialogs


def sentence(kept: Sequence[tuple[str, Path]], lost: Sequence[str], log: Path) -> str:
    """Return the message: which drafts were saved at once and where, which could not be, and where the log is."""
    parts = ["The program met an error it did not expect. Your drafts are still open."]
    for name, place in kept:
        parts.append(f"What is not saved of “{name}” was kept just now in {place}.")
    for name in lost:
        parts.append(
            f"Of “{name}” no copy could be kept: save it now, under a new name to be safe."
        )
    if not kept and not lost:
        parts.append("Everything in them is saved.")
    parts.append(f"The error is written down in {log}.")
    return "\n\n".join(parts)


class ErrorDialog(QDialog):
    """Shows an unexpected error; the details can be copied for a support request."""

    def __init__(self, words: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong")
        self.words, self.details = words, details
        message = QLabel(words, wordWrap=True)
        message.setTextFormat(Qt.TextFormat.PlainText)
        message.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        view = QPlainTextEdit(details, readOnly=True)
        view.setAccessibleName("Details of the error")
        view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = QDialogButtonBox()
        go_on = buttons.addButton("&Go on", QDialogButtonBox.ButtonRole.AcceptRole)
        copy = buttons.addButton("&Copy the details", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(f"{words}\n\n{details}"))
        buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.addWidget(message)
        layout.addWidget(view, 1)
        layout.addWidget(buttons)
        self.resize(680, 420)
        go_on.setDefault(True)
        go_on.setFocus()


def show_error(dialogs: Dialogs, words: str, details: str) -> None:
    """Report an unexpected error. words: for the user; details: the traceback"""
    dialogs.run(ErrorDialog(words, details, dialogs.parent))
