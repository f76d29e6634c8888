"""Commands for cross-references: insert one, follow one, and convert typed paragraph numbers."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.base.dialogs import Dialogs
from desktop.editor import DraftEditor


class ReferenceController(QObject):
    """The commands, and the message about references whose target was deleted."""

    message = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, editor: DraftEditor, dialogs: Dialogs, parent: QObject) -> None:
        super().__init__(parent)
        self._editor = editor
        self._dialogs = dialogs
        editor.references.lost.connect(self._tell_lost)

    def _tell_lost(self, words: str) -> None:
        self.message.emit(f"“{words}” referred to what is now deleted; the words stay as they are.")

    def insert_reference(self) -> None:
        """Ask for a clause, heading, part or annex, and insert a reference to it at the cursor."""
        here = self._editor.current_clause().index
        offered = self._editor.references.offered(here)
        if not offered:
            self.message.emit("There is no other numbered clause to refer to yet.")
            return
        chosen = self._dialogs.place([shown for _, shown in offered], "Refer to")
        if chosen is not None:
            self._editor.insert_reference(offered[chosen][0])
        self._editor.setFocus()

    def follow_reference(self) -> None:
        """Go to the target of the cross-reference at the cursor."""
        name = self._editor.references.at(self._editor.textCursor())
        if not name:
            self.message.emit("Put the cursor into a cross-reference first.")
        elif self._editor.goto_name(name):
            self._editor.setFocus()
        else:
            self.message.emit("What this refers to is no longer in the draft.")

    def bind_references(self) -> None:
        """Convert typed paragraph numbers to cross-references."""
        count = self._editor.references.bind_typed()
        what = "cross-reference was made" if count == 1 else "cross-references were made"
        self.message.emit(
            f"{count} {what}; they follow their paragraphs now."
            if count
            else "No paragraph number like “paragraph 3 above” was found that is not a cross-reference already."
        )
