"""The line a note is written in: one paragraph of words with italics, in its place in the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desktop.editor.document.blocks import read_text, write_text
from desktop.editor.document.codec import NoteTable
from desktop.editor.document.pasting import PasteTarget, pasted, words_alone
from desktop.editor.document.properties import LINE_BREAK
from resolution.characters import clean
from resolution.text import Run, Text

_PASSING = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class NoteField(QTextEdit):
    """Edits the words of one note; Enter and Esc leave it, Shift+Enter breaks the line."""

    written = Signal()
    """The words are others."""
    left = Signal()
    """Enter or Esc: back to the text."""
    deserted = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Words of the note")
        self.setAccessibleDescription("Enter or Esc goes back to the text.")
        self.setPlaceholderText("for example: See resolution 55/2.")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(3)
        self._putting = False
        self._told: Text = ()
        self.textChanged.connect(self._tell)

    def put(self, text: Text) -> None:
        """Show other words, the cursor behind them; the same words change nothing."""
        if text == self.words():
            return
        self._putting = True
        self.clear()
        write_text(QTextCursor(self.document()), text)
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._putting = False
        self._told = self.words()

    def words(self) -> Text:
        """Return the words with their italics."""
        return read_text(self.document().firstBlock(), NoteTable())

    def room(self) -> int:
        """Return how high the field must be for its words."""
        return round(self.document().size().height()) + 2 * self.frameWidth()

    def _tell(self) -> None:
        if not self._putting and (words := self.words()) != self._told:
            self._told = words
            self.written.emit()

    def toggle_italic(self) -> None:
        """Set the selection in italics, or back; without a selection what is typed next."""
        typeface = QTextCharFormat()
        typeface.setFontItalic(not self.fontItalic())
        self.mergeCurrentCharFormat(typeface)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Qt asks what a copy carries: the words alone."""
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace(LINE_BREAK, "\n"))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt hands over a paste: its words as one paragraph, their italics kept where they are one already."""
        what = pasted(source, PasteTarget())
        if what is not None and len(what.blocks) == 1:
            runs = tuple(i for i in words_alone(what.blocks[0].text) if isinstance(i, Run))
            write_text(self.textCursor(), runs)
        else:
            self.textCursor().insertText(" ".join(clean(source.text()).split()), QTextCharFormat())

    def event(self, event: QEvent) -> bool:
        """Qt asks first whose a key is: those that mean something here are not the window's."""
        asked = event.type() is QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and _own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt hands over a key."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and not held):
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Italic):
            self.toggle_italic()
        elif enter:
            self.textCursor().insertText(LINE_BREAK)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Notice that the keyboard focus goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.deserted.emit()

    def set_face(self, font: QFont) -> None:
        """Write in a font."""
        self.document().setDefaultFont(font)


def _own(event: QKeyEvent) -> bool:
    """Return whether a key that the window knows too means something of its own in a note."""
    return event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Italic)
