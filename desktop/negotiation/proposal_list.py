"""The list of proposals. Enter goes to the paragraph; a letter resolves what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.base.painted_list import ENTER, DocumentDelegate, Index, RowList, RowModel
from desktop.negotiation.rows import ProposalRow, row_html, spoken

KEYS = {
    Qt.Key.Key_A: "accept_proposal",
    Qt.Key.Key_R: "reject_proposal",
    Qt.Key.Key_W: "withdraw_proposal",
    Qt.Key.Key_O: "reopen_proposal",
    Qt.Key.Key_S: "support_proposal",
    Qt.Key.Key_C: "change_proposal",
    Qt.Key.Key_Delete: "remove_proposal",
}
"""What the keys do while the keyboard is in the list, by the names of the commands."""


class ProposalModel(RowModel):
    """The proposals, each as a `ProposalRow`."""

    def spoken(self, number: int) -> str:
        """Return everything a row shows, as a screen reader says it."""
        return spoken(self.rows[number])


class ProposalRows(DocumentDelegate):
    """Paints a proposal as a small document; the bar at its left is full where it is resolved."""

    def source(self, index: Index) -> str:
        return row_html(self.row(index), self.theme, self.words_size())

    def is_draft(self, index: Index) -> bool:
        return bool(self.row(index).proposal.is_open)


class ProposalList(RowList):
    """The rows; a signal names the command that is wanted for the chosen one."""

    wanted = Signal(str)
    entered = Signal()
    """The paragraph of the chosen proposal is to be gone to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ProposalModel, ProposalRows, "Proposals", parent)
        self.offer: Callable[[QMenu], None] | None = None
        """Adds to a menu what can be done with the chosen proposal."""
        self.setAccessibleDescription(
            "Enter goes to the paragraph, A accepts, R rejects, W withdraws, O opens again, S adds support, C changes."
        )
        self.doubleClicked.connect(lambda _: self.entered.emit())

    def show_rows(self, rows: Sequence[ProposalRow]) -> None:
        """Show other rows; the proposal that was chosen stays chosen."""
        if rows == self.rows.rows:
            return
        chosen = self.chosen()
        at = self.currentIndex().row()
        self.rows.show(rows)
        ids = [row.proposal.id for row in rows]
        if chosen is not None and ids:
            known = chosen.proposal.id in ids
            row = ids.index(chosen.proposal.id) if known else min(at, len(ids) - 1)
            self.setCurrentIndex(self.rows.index(row))

    def chosen(self) -> ProposalRow | None:
        """Return the chosen row, or None."""
        row: ProposalRow | None = self.current()
        return row

    def choose(self, id: str) -> bool:
        """Choose a proposal; return whether it is listed."""
        for number, row in enumerate(self.rows.rows):
            if row.proposal.id == id:
                self.go_to(number)
                return True
        return False

    def press(self, event: QKeyEvent) -> bool:
        """Go to the paragraph with Enter, or ask for the command of a letter."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        command = KEYS.get(Qt.Key(event.key())) if plain else None
        if event.key() in ENTER:
            self.entered.emit()
        elif command:
            self.wanted.emit(command)
        return command is not None or event.key() in ENTER

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid() or self.offer is None:
            return
        self.setCurrentIndex(index)
        menu = QMenu(self)
        self.offer(menu)
        place = self.visualRect(index).bottomLeft() if by_key else event.pos()
        menu.exec(self.viewport().mapToGlobal(QPoint(place)))
        menu.deleteLater()
