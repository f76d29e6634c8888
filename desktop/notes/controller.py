"""What the user does with notes: the commands, and what joins the panel of notes to the text."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.base.auto_hide_dock import AutoHideDock
from desktop.base.citation_completer import CitationCompleter
from desktop.base.dialogs import Dialogs
from desktop.editor import DraftEditor
from desktop.editor.document.note_edits import ListedNote
from desktop.notes.field import NoteField
from desktop.notes.panel import NotesPanel
from precedent_corpus.store.register import Register
from resolution.text import Text, folded


class NotesController(QObject):
    """Keeps the panel in step with the draft and writes into the draft what is typed in the panel."""

    message = Signal(str)
    """One sentence of what was done, or why it could not be."""

    def __init__(
        self,
        editor: DraftEditor,
        panel: NotesPanel,
        folding: AutoHideDock,
        dialogs: Dialogs,
        register: Register,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._panel = panel
        self._folding = folding
        self._dialogs = dialogs
        self._register = register
        self._new = ""
        editor.note_opened.connect(self.edit)
        editor.cursorPositionChanged.connect(self._follow_cursor)
        panel.opened.connect(self._help_to_cite)
        panel.written.connect(self._write)
        panel.closed.connect(self._close)
        panel.left.connect(self._back_to_text)
        panel.mark_wanted.connect(self._go_to_mark)
        panel.again_wanted.connect(self._refer)
        panel.move_wanted.connect(self._move)
        panel.delete_wanted.connect(self._delete)

    # --- keeping in step ---------------------------------------------------------------------

    def follow(self) -> None:
        """Show the draft's notes as they are now."""
        notes = self._editor.notes.listed()
        self._panel.show_notes(notes)
        self._folding.fill(bool(notes))

    def _follow_cursor(self) -> None:
        """Show the note whose mark the cursor touches as the chosen one."""
        key = self._editor.note_at_cursor()
        if key is not None and self._panel.edited() is None:
            self._panel.choose(key)

    def _help_to_cite(self, field: NoteField) -> None:
        """Let "See resolution 55/6" complete from the register."""
        CitationCompleter(field, self._register, self._organ, dated=False)

    def _organ(self) -> str:
        return self._editor.heading().organ

    def _write(self, key: str, text: Text) -> None:
        self._editor.notes.write(key, text)

    def _close(self, key: str) -> None:
        """End the step of undo; a note that was just put in and has no words is taken back."""
        new, self._new = self._new, ""
        last, empty = self._editor.notes.is_last(key), self._words(key) == ()
        self._editor.notes.end()
        if key == new and empty:
            if last:
                self._editor.undo()
            else:
                self._editor.notes.remove(key)
            self.message.emit("The note was left empty: its mark is taken away again.")
        self.follow()

    def _words(self, key: str) -> Text | None:
        index = self._editor.notes.index(key)
        return None if index is None else self._editor.resolution().notes[index].text

    def _back_to_text(self, key: str) -> None:
        """Give the keyboard back to the text, behind the mark where the cursor is not beside it already."""
        if self._editor.note_at_cursor() != key:
            self._editor.goto_note(key)
        self._editor.setFocus()

    # --- commands ----------------------------------------------------------------------------

    def insert_note(self) -> None:
        """Put a note at the cursor and let it be written."""
        self._panel.close_field()
        key = self._editor.insert_note()
        if key:
            self._new = key
            self.edit(key)

    def edit_note(self) -> None:
        """Edit the note whose mark is at the cursor."""
        key = self._editor.note_at_cursor()
        if key is None:
            self.message.emit("Put the cursor at a note’s mark first.")
        else:
            self.edit(key)

    def edit(self, key: str) -> None:
        """Open a note's field; what is typed there is one step of undo."""
        self.follow()
        self._folding.show()
        self._panel.edit(key)
        if key != self._new:
            self._editor.notes.end()

    def edit_by_index(self, index: int) -> None:
        """Edit one of the draft's notes."""
        self.edit(self._key(index))

    def go_by_index(self, index: int) -> None:
        """Go to the mark of one of the draft's notes."""
        self._go_to_mark(self._key(index))

    def _key(self, index: int) -> str:
        notes = self._editor.notes.listed()
        return next(n.key for n in notes if self._editor.notes.index(n.key) == index)

    def refer_to_note(self) -> None:
        """Ask for a note and refer to it once more at the cursor."""
        if note := self._asked("Refer once more to"):
            self._refer(note.key)

    def move_mark(self) -> None:
        """Ask for a note and move its mark to the cursor."""
        if note := self._asked("Move here the mark of"):
            self._move(note.key)

    def _asked(self, title: str) -> ListedNote | None:
        notes = self._editor.notes.listed()
        if not notes:
            self.message.emit("The draft has no notes yet.")
            return None
        shown = [f"{n.mark}  {folded(n.text or ()) or '(no words)'}  {n.place}" for n in notes]
        chosen = self._dialogs.place(shown, title)
        return None if chosen is None else notes[chosen]

    def _refer(self, key: str) -> None:
        index = self._editor.notes.index(key)
        if index is not None and self._editor.insert_note_reference(index):
            self._editor.setFocus()

    def _move(self, key: str) -> None:
        if self._editor.move_note_mark(key):
            self.message.emit("The mark was moved here; the notes are numbered anew.")
            self._editor.setFocus()

    def _go_to_mark(self, key: str) -> None:
        self._panel.close_field()
        if self._editor.goto_note(key):
            self._editor.setFocus()
            return
        note = next((n for n in self._editor.notes.listed() if n.key == key), None)
        if note is not None and note.block >= 0:
            self._editor.goto(note.block)
            self.message.emit(f"The mark of note {note.mark} stands in this table.")
        elif note is not None:
            at = "at the heading" if note.place else "nowhere in the text"
            self.message.emit(f"The mark of note {note.mark} stands {at}.")

    def _delete(self, key: str) -> None:
        """Delete a note with its marks, and say what brings it back."""
        note = next((n for n in self._editor.notes.listed() if n.key == key), None)
        if note is None:
            return
        self._panel.close_field()
        self._editor.notes.remove(key)
        self.follow()
        self.message.emit(f"Note {note.mark} is deleted with its mark. Undo brings it back.")
