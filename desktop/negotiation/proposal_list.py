"""The list of proposals. Enter goes to the paragraph; a letter settles what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QAbstractListModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from desktop.base.paper_rows import Index, PaperRows
from desktop.base.theme import Theme
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


class ProposalModel(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ProposalRow] = []

    def show(self, rows: Sequence[ProposalRow]) -> None:
        """Take other rows in place."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(self.rows[index.row()])
        return None


class ProposalRows(PaperRows):
    """Paints a proposal as a small document; the bar at its left is full where it is settled."""

    def _rows(self) -> list[ProposalRow]:
        model = self._view.model()
        assert isinstance(model, ProposalModel)
        return model.rows

    def key(self, index: Index) -> Hashable:
        rows = self._rows()
        return rows[index.row()] if index.row() < len(rows) else None

    def source(self, index: Index) -> str:
        return row_html(self._rows()[index.row()], self.theme, self.words_size())

    def is_draft(self, index: Index) -> bool:
        return self._rows()[index.row()].proposal.is_open


class ProposalList(QListView):
    """The rows; what is wanted with the chosen one is told by the name of the command."""

    wanted = Signal(str)
    entered = Signal()
    """The paragraph of the chosen proposal is to be gone to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ProposalModel(self)
        self.setModel(self.rows)
        self.painter_ = ProposalRows(self)
        self.setItemDelegate(self.painter_)
        self.offer: Callable[[QMenu], None] | None = None
        """Adds to a menu what can be done with the chosen proposal."""
        self.setAccessibleName("Proposals")
        self.setAccessibleDescription(
            "Enter goes to the paragraph, A accepts, R rejects, W withdraws, O opens again, S adds support, C changes."
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
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
        row = self.currentIndex().row()
        return self.rows.rows[row] if 0 <= row < len(self.rows.rows) else None

    def choose(self, id: str) -> bool:
        """Choose a proposal; return whether it is listed."""
        for number, row in enumerate(self.rows.rows):
            if row.proposal.id == id:
                self.setCurrentIndex(self.rows.index(number))
                self.scrollTo(self.currentIndex())
                return True
        return False

    def paint_in(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.painter_.theme = theme
        self._lay_out_again()

    def _lay_out_again(self) -> None:
        self.painter_.forget()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.chosen() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif self.chosen() and plain and (command := KEYS.get(Qt.Key(event.key()))):
            self.wanted.emit(command)
        else:
            super().keyPressEvent(event)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out_again()
