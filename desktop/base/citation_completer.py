"""Complete citations of resolutions in any text field: "resolution 55/6" offers "55/63 of 4 December 2000"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

from desktop.base.completion_popup import CompletionItem, CompletionPopup
from precedent_corpus.search.citations import Citation, completions
from precedent_corpus.store.register import Register, RegisterEntry

Field = QLineEdit | QPlainTextEdit | QTextEdit


class CitationCompleter(QObject):
    """Watches a field, offers completions for the citation before its cursor, and inserts the accepted one.

    own:   returns the organ whose draft it is, for "its resolution"
    dated: the date follows the symbol; off for notes, which cite the symbol alone
    alone: the field holds only a symbol or words of a title
    """

    taken = Signal(object)
    """The `RegisterEntry` that was inserted."""

    def __init__(
        self,
        field: Field,
        register: Register,
        own: Callable[[], str] = lambda: "",
        *,
        dated: bool = True,
        alone: bool = False,
    ) -> None:
        super().__init__(field)
        self._field = field
        self._register = register
        self._own = own
        self._dated = dated
        self._alone = alone
        self.popup = CompletionPopup(field)
        self.popup.accepted.connect(self._insert)
        field.installEventFilter(self)
        if isinstance(field, QLineEdit):
            field.textEdited.connect(self._update)
            field.cursorPositionChanged.connect(self._moved)
        else:
            field.textChanged.connect(self._update)
            field.cursorPositionChanged.connect(self._moved)
        self._at = -1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass the keys that the list handles to it."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self.popup.wants(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self.popup.handle(event)
        return False

    def _moved(self, *_: object) -> None:
        """Hide the list when the cursor moves without typing."""
        if self.popup.isVisible() and self._position() != self._at:
            self.popup.hide()

    def _update(self, *_: object) -> None:
        if not self._field.hasFocus():
            return
        words, at = self._words(), self._position()
        self._at = at
        found = self._found(words[:at], words[at:])
        self.popup.offer([offer_of(citation) for citation in found], self._place())

    def _found(self, before: str, after: str) -> Sequence[Citation]:
        if not self._alone:
            return completions(self._register, before, after, self._own(), dated=self._dated)
        typed = before.strip()
        return [
            Citation(0, entry.cited, entry, entry.cited == typed)
            for entry in self._register.complete(typed, self._own())
        ]

    def _insert(self, offer: CompletionItem) -> None:
        citation = offer.value
        assert isinstance(citation, Citation)
        at = self._position()
        field = self._field
        if isinstance(field, QLineEdit):
            if self._alone:
                at = len(field.text())
            field.setSelection(citation.start, at - citation.start)
            field.insert(citation.words)
        else:
            cursor = field.textCursor()
            cursor.setPosition(cursor.block().position() + citation.start)
            cursor.setPosition(cursor.block().position() + at, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(citation.words)
            field.setTextCursor(cursor)
        self.popup.hide()
        self.taken.emit(citation.entry)

    # Access to the field, whatever its class

    def _words(self) -> str:
        field = self._field
        return field.text() if isinstance(field, QLineEdit) else field.textCursor().block().text()

    def _position(self) -> int:
        field = self._field
        if isinstance(field, QLineEdit):
            return field.cursorPosition()
        return field.textCursor().positionInBlock()

    def _place(self) -> QRect:
        field = self._field
        if isinstance(field, QLineEdit):
            return QRect(field.mapToGlobal(QPoint(0, 0)), field.size())
        rect = field.cursorRect()
        return QRect(field.viewport().mapToGlobal(rect.topLeft()), rect.size())


def offer_of(citation: Citation) -> CompletionItem:
    """Return a citation as a completion, with a detail that distinguishes it from others of the same number."""
    return CompletionItem(citation.words, described(citation.entry), citation)


def described(entry: RegisterEntry) -> str:
    """Return the title of a resolution, or its organ if the title is unknown."""
    return entry.title or entry.organ
