"""Moving clauses by key and by hand: from the text, or from the rows chosen in the outline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from desktop.editor import DraftEditor
from desktop.editor.clause_drag import ClauseDrag
from desktop.navigation.outline import Outline


class ClauseMover(QObject):
    """Moves what is chosen where the keyboard is; the rows that were moved stay chosen."""

    message = Signal(str)
    """Why something cannot be moved, or where it stands now."""
    moved = Signal()
    """The outline is to follow at once."""

    def __init__(self, editor: DraftEditor, outline: Outline, parent: QObject) -> None:
        super().__init__(parent)
        self._editor = editor
        self._outline = outline
        outline.places = self.places
        outline.moved.connect(self.carry)
        self.grip = ClauseDrag(editor)
        self.grip.dropped.connect(self.carry)

    def places(self, indexes: Sequence[int]) -> Mapping[int, int]:
        """Return before which blocks these may go, and at which level there."""
        moves = self._editor.moves
        return moves.places(moves.groups(indexes))

    def carry(self, indexes: Sequence[int], before: int) -> None:
        """Move the clauses of these blocks to stand before another, as one step of undo."""
        if self._editor.move_blocks(indexes, before):
            self._follow(chosen=True)

    def move_clause(self, by: int) -> None:
        """Move what is chosen up (-1) or down (1): the rows where the keyboard is in the outline, else in the text."""
        chosen = self._outline.hasFocus()
        if chosen and not self._take_rows():
            return
        if self._editor.move_clause(by):
            self._follow(chosen)

    def _take_rows(self) -> bool:
        """Select in the text what the rows stand for."""
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

    def _follow(self, chosen: bool) -> None:
        first, last = self._editor.moves.selected(self._editor.textCursor())
        self.moved.emit()
        if chosen:
            self._outline.choose(self._editor.moves.tops(first, last))
        division = self._editor.clause_at(first).division
        place = self._editor.places()[first] or self._editor.resolution().divisions[division].label
        if place:
            self.message.emit(f"It stands at {place} now.")
