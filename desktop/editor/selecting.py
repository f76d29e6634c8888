"""Going from clause to clause, and selecting by what the draft consists of: words, clauses, their items, parts."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock, QTextCursor

from desktop.editor.document.structure import UNDER
from desktop.editor.editor import DraftEditor

Reach = tuple[int, int]
"""From one position of the document to another."""


class Selecting(QObject):
    """The commands that move or widen the selection of one editor; none of them changes the draft."""

    def __init__(self, editor: DraftEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._narrower: list[Reach] = []

    # --- going -------------------------------------------------------------------------------

    def next_clause(self) -> None:
        """Go to the beginning of the next clause or item; from the last one to its end."""
        block = self._editor.textCursor().block()
        after = _seen(block.next(), forward=True)
        self._go(after.position() if after.isValid() else block.position() + block.length() - 1)

    def previous_clause(self) -> None:
        """Go to the beginning of the clause or item, or from there to that of the one before."""
        cursor = self._editor.textCursor()
        before = _seen(cursor.block().previous(), forward=False)
        at_start = cursor.atBlockStart() and before.isValid()
        self._go(before.position() if at_start else cursor.block().position())

    def _go(self, position: int) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(position)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()

    # --- selecting ---------------------------------------------------------------------------

    def select_clause(self) -> None:
        """Select the clause with all that belongs to it."""
        first, last = self._editor.moves.clause_of(self._editor.textCursor().blockNumber())
        self._select(self._blocks(first, last))

    def widen(self) -> None:
        """Select more: the word, the clause, with its items, its part, the division, everything."""
        now = self._now()
        for wider in self._wider():
            if wider[0] <= now[0] and now[1] <= wider[1] and wider != now:
                if not self._narrower or self._narrower[-1] != now:
                    kept = [r for r in self._narrower if now[0] <= r[0] and r[1] <= now[1]]
                    self._narrower = [*kept, now]
                self._select(wider)
                return

    def narrow(self) -> None:
        """Select again what was selected before it was widened."""
        now = self._now()
        while self._narrower:
            start, end = self._narrower.pop()
            if now[0] <= start and end <= now[1]:
                self._select((start, end))
                return

    def _now(self) -> Reach:
        cursor = self._editor.textCursor()
        return cursor.selectionStart(), cursor.selectionEnd()

    def _wider(self) -> Iterator[Reach]:
        """Yield what can be selected around the selection, the narrowest first."""
        cursor = self._editor.textCursor()
        start = cursor.selectionStart()
        word = QTextCursor(cursor)
        word.setPosition(start)
        word.select(QTextCursor.SelectionType.WordUnderCursor)
        yield word.selectionStart(), word.selectionEnd()
        first, last = self._editor.moves.selected(cursor)
        yield self._blocks(first, last)
        yield self._blocks(*self._editor.moves.group(cursor))
        first, last = self._editor.moves.clause_of(first)
        yield self._blocks(first, last)
        yield self._blocks(*self._part(first, last))
        yield self._blocks(*self._editor.division_of(first))
        yield 0, self._editor.document().characterCount() - 1

    def _part(self, first: int, last: int) -> Reach:
        """Return the clauses of one kind that stand together around these, items and all."""
        kind = self._editor.clause_at(first).block.kind
        low, high = self._editor.division_of(first)

        def alike(index: int) -> bool:
            return self._editor.clause_at(index).block.kind in (kind, *UNDER)

        while first - 1 > low and alike(first - 1):
            first -= 1
        while last + 1 <= high and alike(last + 1):
            last += 1
        return first, last

    def _blocks(self, first: int, last: int) -> Reach:
        document = self._editor.document()
        end = document.findBlockByNumber(last)
        return document.findBlockByNumber(first).position(), end.position() + end.length() - 1

    def _select(self, reach: Reach) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(reach[1])
        cursor.setPosition(reach[0], QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)


def _seen(block: QTextBlock, forward: bool) -> QTextBlock:
    """Return the block, or the next in that direction that is not folded away."""
    while block.isValid() and not block.isVisible():
        block = block.next() if forward else block.previous()
    return block
