"""Move clauses by keyboard or by dragging, from the text or from the rows selected in the outline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from desktop.editor import DraftEditor
from desktop.editor.clause_drag import ClauseDrag
from desktop.navigation.outline import Outline


class ClauseMover(QObject):
    """Moves the selection of the text or the outline, whichever has the focus; moved rows stay selected."""

    message = Signal(str)
    """Why something cannot be moved, or where it is now."""
    moved = Signal()
    """Clauses were moved; the outline must be updated at once."""

    def __init__(self, editor: DraftEditor, outline: Outline, parent: QObject) -> None:
        super().__init__(parent)
        self._editor = editor
        self._outline = outline
        outline.places = self.places
        outline.moved.connect(self.carry)
        self.grip = ClauseDrag(editor)
        self.grip.dropped.connect(self.carry)

    def places(self, indexes: Sequence[int]) -> Mapping[int, int]:
        """Return the blocks before which these may be moved, and the level there."""
        moves = self._editor.moves
        return moves.places(moves.groups(indexes))

    def carry(self, indexes: Sequence[int], before: int) -> None:
        """Move the clauses of these blocks before another block, as one undo step."""
        if self._editor.move_blocks(indexes, before):
            self._follow(in_outline=True)

    def move_clause(self, by: int) -> None:
        """Move the selection up (-1) or down (1): the outline's if it has the focus, otherwise the text's."""
        in_outline = self._outline.hasFocus()
        if in_outline and not self._select_rows():
            return
        if self._editor.move_clause(by):
            self._follow(in_outline)

    def _select_rows(self) -> bool:
        """Select the blocks of the outline's rows in the text; return whether they are contiguous."""
        groups = self._editor.moves.groups(self._outline.chosen_blocks())
        if len(groups) != 1:
            self.message.emit(
                "These rows do not stand together: drag them to where they are to go."
                if groups
                else "Choose a clause or an item first."
            )
            return False
        self._editor.select_blocks(*groups[0])
        return True

    def _follow(self, in_outline: bool) -> None:
        first, last = self._editor.moves.selected(self._editor.textCursor())
        self.moved.emit()
        if in_outline:
            self._outline.choose(self._editor.moves.tops(first, last))
        division = self._editor.clause_at(first).division
        place = self._editor.places()[first] or self._editor.resolution().divisions[division].label
        if place:
            self.message.emit(f"It stands at {place} now.")
