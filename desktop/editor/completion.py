"""What completes while one writes: the lead at the start of a clause, a citation inside it; shown, never forced.

The list shows itself after a letter and never after a mere movement; a key that it does not answer goes on to the text.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor

from desktop.base.citation_completer import described
from desktop.base.completion_popup import CompletionItem, CompletionPopup
from desktop.editor.document.blocks import kind_of
from desktop.editor.document.leads import lead_length
from desktop.editor.editor import DraftEditor
from precedent_corpus.search.citations import completions as citations
from precedent_corpus.store.register import Register
from resolution.language.lead_completion import completions as leads
from resolution.language.lead_completion import is_complete
from resolution.model import Kind
from resolution.text import plain

REACH = 60
"""No lead is longer, in characters: further in, none is looked for."""
SHOWN = 12
"""While one types, no more leads are offered."""

CITES = re.compile(r"[\d“\"]")
"""What a citation or a title has, and most words have not."""
HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)

PARTS = (Kind.PREAMBULAR, Kind.OPERATIVE)


class Completion(QObject):
    """Offers completions in a draft's editor."""

    message = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self, editor: DraftEditor, register: Register, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.enabled = True
        self._editor = editor
        self._register = register
        self._typing = False
        self._enter = False
        self.popup = CompletionPopup(editor)
        self.popup.accepted.connect(self._put)
        editor.installEventFilter(self)
        editor.typed.connect(self._follow)
        editor.cursorPositionChanged.connect(self._moved)
        editor.verticalScrollBar().valueChanged.connect(self._hide)

    # --- keys --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take from the editor's events the keys that are for the list."""
        if not isinstance(event, QKeyEvent):
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            if self.popup.handle(event, self._enter):
                return True
            deletes = event.key() == Qt.Key.Key_Backspace
            self._typing = deletes or (bool(event.text()) and event.text().isprintable())
            if not self._typing and event.key() not in HELD:
                self._hide()
        elif kind == QEvent.Type.ShortcutOverride and self.popup.wants(event):
            event.accept()
            return True
        return False

    def _moved(self) -> None:
        if not self._typing:
            self._hide()

    def _hide(self) -> None:
        if self.popup.isVisible():
            self.popup.hide()

    def _follow(self, typed: str) -> None:
        """Look whether what was just typed can be completed."""
        was, self._typing = self.popup.isVisible(), False
        if not self.enabled or not (typed.strip() or was):
            self._hide()
            return
        self._offer(asked=False)

    def show_all(self) -> None:
        """Show what could stand here, though nothing may be typed yet."""
        if not self._offer(asked=True):
            self.message.emit("There is nothing to complete here.")

    # --- what is offered ---------------------------------------------------------------------

    def _offer(self, asked: bool) -> bool:
        """Show what completes the words before the cursor; return whether there is anything."""
        cursor = self._editor.textCursor()
        if cursor.hasSelection():
            self._hide()
            return False
        block = cursor.block()
        before, after = _around(block, cursor.positionInBlock())
        offers, length, marked = self._leads(block, before, after, asked)
        if not offers:
            offers, length = self._citations(before, after)
            self._enter, marked = False, True
        if not offers:
            self._hide()
            return False
        self.popup.offer(offers, self._place(cursor, length))
        if not marked:
            self.popup.unmark()
        return True

    def _leads(
        self, block: QTextBlock, before: str, after: str, asked: bool
    ) -> tuple[list[CompletionItem], int, bool]:
        """Return the leads that begin so, the length of what is typed, and whether one of them is marked at once.

        None is where a lead is typed to its end: Enter and Tab mean then what they always mean.
        """
        kind = kind_of(block.blockFormat())
        if kind not in PARTS or len(before) > REACH or after[:1].isalnum():
            return [], 0, False
        typed = before.lstrip()
        masthead = self._editor.heading()
        organ, language = masthead.organ, masthead.language
        complete = is_complete(typed, kind, language)
        if not asked and (not typed or (typed.endswith(" ") and complete)):
            return [], 0, False
        index = block.blockNumber()
        own = leads(typed, kind, organ, self._lead_before(index, kind), language)
        offers = [CompletionItem(words, "", kind) for words in own]
        if kind is Kind.PREAMBULAR and self._ends_preamble(index):
            other = Kind.OPERATIVE
            offers = offers[: SHOWN // 2] if not asked else offers
            offers += [
                CompletionItem(words, "operative", other)
                for words in leads(typed, other, organ, "", language)
            ]
        self._enter = bool(typed) and not complete
        return offers if asked else offers[:SHOWN], len(before), not complete

    def _lead_before(self, index: int, kind: Kind) -> str:
        """Return the lead of the clause before one in its part."""
        language = self._editor.heading().language
        for at in range(index - 1, 0, -1):
            block = self._editor.clause_at(at).block
            if block.kind is kind:
                words = plain(block.text)
                return words[: lead_length(words, kind, language)]
            if block.kind in (*PARTS, Kind.FORMULA):
                break
        return ""

    def _ends_preamble(self, index: int) -> bool:
        """Return whether no preambular clause follows: what is begun here may be the first operative one."""
        if index + 1 >= self._editor.block_count:
            return True
        return self._editor.clause_at(index + 1).block.kind is not Kind.PREAMBULAR

    def _citations(self, before: str, after: str) -> tuple[list[CompletionItem], int]:
        if not CITES.search(before[-80:]):
            return [], 0
        own = self._editor.heading().organ
        found = citations(self._register, before, after, own)
        offers = [CompletionItem(c.words, described(c.entry)) for c in found]
        return offers, len(before) - found[0].start if found else 0

    def _place(self, cursor: QTextCursor, length: int) -> QRect:
        """Return where what is typed begins, on the screen."""
        start = QTextCursor(cursor)
        start.setPosition(max(cursor.block().position(), cursor.position() - length))
        rect, here = self._editor.cursorRect(start), self._editor.cursorRect(cursor)
        if rect.top() != here.top():
            rect = here
        self._length = length
        return QRect(self._editor.viewport().mapToGlobal(QPoint(rect.topLeft())), rect.size())

    def _put(self, offer: CompletionItem) -> None:
        kind = offer.value if isinstance(offer.value, Kind) else None
        self._editor.complete(self._length, offer.words, kind)


def _around(block: QTextBlock, at: int) -> tuple[str, str]:
    """Return the words before and after a place in a block, counted as Qt does."""
    words = block.text()
    if len(words) == block.length() - 1:
        return words[:at], words[at:]
    units = words.encode("utf-16-le")
    return (
        units[: 2 * at].decode("utf-16-le", "replace"),
        units[2 * at :].decode("utf-16-le", "replace"),
    )
