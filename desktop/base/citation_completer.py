"""Completes citations of resolutions in any line or field: "resolution 55/6" offers "55/63 of 4 December 2000"."""

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
    """Watches a field, offers what completes the citation before its cursor, and puts in what is taken.

    own:   tells whose draft it is, for "its resolution"
    dated: the date goes with the symbol; off for notes, which cite the symbol alone
    alone: the field holds nothing but a symbol or words of a title
    """

    taken = Signal(object)
    """The `RegisterEntry` that was put in."""

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
        self.popup.accepted.connect(self._put)
        field.installEventFilter(self)
        if isinstance(field, QLineEdit):
            field.textEdited.connect(self._look)
            field.cursorPositionChanged.connect(self._moved)
        else:
            field.textChanged.connect(self._look)
            field.cursorPositionChanged.connect(self._moved)
        self._at = -1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt hands over what the field is told: keys that are for the list are taken out."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self.popup.wants(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self.popup.handle(event)
        return False

    def _moved(self, *_: object) -> None:
        """Hide what was offered where the cursor goes elsewhere without a key."""
        if self.popup.isVisible() and self._position() != self._at:
            self.popup.hide()

    def _look(self, *_: object) -> None:
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

    def _put(self, offer: CompletionItem) -> None:
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

    # --- the field, whichever it is ----------------------------------------------------------

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
    """Return how a citation is offered: its words, and what tells it from others of the same number."""
    return CompletionItem(citation.words, described(citation.entry), citation)


def described(entry: RegisterEntry) -> str:
    """Return the title of a resolution, or whose it is where the title is not known."""
    return entry.title or entry.organ
