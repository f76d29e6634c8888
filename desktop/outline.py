"""The outline: the tree of clauses, for moving about, for changing the order, and for the ear.

A screen reader cannot read the painted numbers of the text; here every row says its number, its kind and its words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.remembered import Remembered
from resolution.model import Division, DivisionKind, Kind, Resolution
from resolution.text import Text, folded, lead
from resolution.tree import Node, forest

WORDS = 90
"""How many characters of a clause a row shows."""

NOTES = -1
"""The row that the notes stand under; it leads nowhere."""

INDEX = Qt.ItemDataRole.UserRole

KIND_NAMES = {
    Kind.FORMULA: "opening",
    Kind.PREAMBULAR: "preambular paragraph",
    Kind.OPERATIVE: "operative paragraph",
    Kind.ITEM: "item",
    Kind.CONTINUATION: "continuation",
    Kind.HEADING: "heading",
    Kind.PARAGRAPH: "paragraph",
    Kind.TABLE: "table",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the outline: the number of its block in the editor's document, what it shows and what it says.

    A part or annex has a row of its own, which leads to its title. Rows of notes have numbers below 0: `NOTES` the row
    above them, `note_row` those under it.
    """

    index: int
    shown: str
    spoken: str
    rows: tuple[Row, ...] = ()
    moves: bool = False
    """A clause at the top, which can be moved with all that belongs to it."""

    def walk(self) -> Iterator[Row]:
        """Yield this row and all below it."""
        yield self
        for row in self.rows:
            yield from row.walk()


def outline_rows(resolution: Resolution) -> tuple[Row, ...]:
    """Return the rows for a text: the main text's clauses at the top, parts and annexes under a row of their own."""
    rows: list[Row] = []
    start = 0
    for division, nodes in forest(resolution):
        inner = tuple(row for node in nodes if (row := _row(node, start + 1)))
        if division.kind is DivisionKind.MAIN:
            rows += inner
        else:
            name = division_name(division)
            rows.append(Row(start, name, name, inner))
        start += 1 + len(division.blocks)
    notes = tuple(
        _note_row(resolution, index, mark) for index, mark in resolution.note_marks().items()
    )
    return (*rows, Row(NOTES, "Notes", "Notes", notes)) if notes else tuple(rows)


def note_row(note: int) -> int:
    """Return the number of a note's row; of such a number, the note."""
    return NOTES - 1 - note


def _note_row(resolution: Resolution, index: int, mark: str) -> Row:
    text = resolution.notes[index].text
    words = _short(folded(text)) if text is not None else "(its text is lost)"
    return Row(note_row(index), f"{mark}  {words}", f"note {mark}: {words}")


def _short(words: str) -> str:
    return words if len(words) <= WORDS else words[:WORDS].rsplit(" ", 1)[0] + " …"


def _words(text: Text) -> tuple[str, str]:
    """Return the first words that a row shows, and the lead."""
    return _short(folded(text) or "(empty)"), lead(text)


_said: Remembered[Text, tuple[str, str]] = Remembered(_words)


def division_name(division: Division) -> str:
    """Return "Annex I: Rules", "A", or the kind where nothing is printed."""
    label = division.label or ("Annex" if division.kind is DivisionKind.ANNEX else "Part")
    title = folded(division.title)
    return f"{label}: {title}" if title else label


def _row(node: Node, start: int) -> Row | None:
    block = node.block
    inner = tuple(row for child in node.children if (row := _row(child, start)))
    if block.kind is Kind.CONTINUATION:
        return None
    short, phrase = _said(block.text)
    number = {Kind.ITEM: block.label or "–", Kind.HEADING: block.label, Kind.FORMULA: ""}.get(
        block.kind,
        node.place.rsplit("annex", 1)[-1].strip() if node.place.startswith("annex") else node.place,
    )
    if block.kind is Kind.TABLE:
        number, short = "", "Table"
    shown = f"{number}  {short}".strip()
    spoken = f"{number} {KIND_NAMES[block.kind]}{', ' + phrase if phrase else ''}: {short}".strip()
    moves = block.kind in (Kind.PREAMBULAR, Kind.OPERATIVE)
    return Row(start + node.index, shown, spoken, inner, moves)


class Outline(QTreeWidget):
    """Shows the rows; a click or Enter goes there, dragging moves a clause."""

    chosen = Signal(int)
    """The block to go to."""
    note_chosen = Signal(int)
    """The note whose mark to go to."""
    note_opened = Signal(int)
    """The note to be changed."""
    moved = Signal(int, int)
    """The block of a clause, and by how many clauses it is moved: down where positive."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setAccessibleName("Outline of the resolution")
        self.setIndentation(14)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.itemClicked.connect(self._go)
        self.itemDoubleClicked.connect(self._open)
        self._rows: tuple[Row, ...] = ()
        self._items: list[QTreeWidgetItem] = []
        self._by_index: dict[int, QTreeWidgetItem] = {}
        self._order: list[int] = []

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows. Where only words have changed the items stay, with what is folded and chosen."""
        if _shape(rows) == _shape(self._rows):
            for item, row in zip(self._items, (r for top in rows for r in top.walk()), strict=True):
                _fill(item, row)
        else:
            self._build(rows)
        self._rows = rows

    def _build(self, rows: tuple[Row, ...]) -> None:
        current = self.current_index()
        place = self.verticalScrollBar().value()
        folded_up = {
            n for n, item in self._by_index.items() if item.childCount() and not item.isExpanded()
        }
        self.clear()
        self._by_index, self._items = {}, []
        self.addTopLevelItems([self._item(row) for row in rows])
        self._order = sorted(n for n in self._by_index if n >= 0)
        self.expandAll()
        for n in folded_up & self._by_index.keys():
            self._by_index[n].setExpanded(False)
        self.show_current(current)
        self.verticalScrollBar().setValue(place)

    def _item(self, row: Row) -> QTreeWidgetItem:
        item = QTreeWidgetItem()
        _fill(item, row)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags | Qt.ItemFlag.ItemIsDragEnabled if row.moves else flags)
        self._items.append(item)
        self._by_index[row.index] = item
        item.addChildren([self._item(inner) for inner in row.rows])
        return item

    def show_current(self, index: int) -> None:
        """Mark the clause the cursor is in; a continuation is marked at what it belongs to."""
        at = bisect_right(self._order, index) - 1
        item = self._by_index[self._order[at]] if at >= 0 else None
        if item is not self.currentItem():
            self.setCurrentItem(item)  # type: ignore[arg-type]

    def current_index(self) -> int:
        """Return the block of the marked row, -1 for none."""
        item = self.currentItem()
        return int(item.data(0, INDEX)) if item else -1

    def _go(self, item: QTreeWidgetItem) -> None:
        index = int(item.data(0, INDEX))
        if index >= 0:
            self.chosen.emit(index)
        elif index != NOTES:
            self.note_chosen.emit(note_row(index))

    def _open(self, item: QTreeWidgetItem) -> None:
        index = int(item.data(0, INDEX))
        if index < NOTES:
            self.note_opened.emit(note_row(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (item := self.currentItem()):
            self._go(item)
            self._open(item)
            return
        super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where the clause goes; the text is moved by the editor, and the rows follow from it."""
        dragged = self.currentItem()
        target = self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if dragged is None or target is None:
            return
        while (above := target.parent()) is not None:
            target = above
        below = self.dropIndicatorPosition() is QAbstractItemView.DropIndicatorPosition.BelowItem
        by = self.steps(dragged, target, below)
        if by:
            self.moved.emit(int(dragged.data(0, INDEX)), by)

    def steps(self, dragged: QTreeWidgetItem, target: QTreeWidgetItem, below: bool) -> int:
        """Return by how many clauses `dragged` is to be moved to stand where it was dropped."""
        start, end = self.indexOfTopLevelItem(dragged), self.indexOfTopLevelItem(target)
        if start < 0 or end < 0 or start == end:
            return 0
        if end > start:
            return end - start if below else end - start - 1
        return end - start + (1 if below else 0)


def _fill(item: QTreeWidgetItem, row: Row) -> None:
    if item.text(0) != row.shown:
        item.setText(0, row.shown)
        item.setToolTip(0, row.shown)
    item.setData(0, INDEX, row.index)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, row.spoken)


def _shape(rows: tuple[Row, ...]) -> tuple[object, ...]:
    return tuple((row.index, row.moves, _shape(row.rows)) for row in rows)
