"""The outline: the tree of clauses, for navigation, for reordering, and for screen readers.

A screen reader cannot read the painted numbers of the text; every row here has its number, kind and words as text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop.base.icons import theme_icon
from desktop.base.memo import Memo
from desktop.base.theme import LIGHT, Theme
from resolution.checks import Problem, Severity
from resolution.model import Division, DivisionKind, Kind, Negotiation, Resolution, Standing
from resolution.negotiating.resolving import standings
from resolution.text import Text, abridged, folded, lead
from resolution.tree import Node, forest

WORDS = 90
"""The number of characters of a clause that a row shows."""

NOTES = -1
"""The index of the parent row of the notes; clicking it does nothing."""

INDEX = Qt.ItemDataRole.UserRole
NAME = Qt.ItemDataRole.UserRole + 1
MOVABLE = Qt.ItemFlag.ItemIsDragEnabled
MULTI_SELECT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
"""The modifiers that extend the selection on a click."""
SPOKEN = Qt.ItemDataRole.UserRole + 10
PROBLEM = Qt.ItemDataRole.UserRole + 11

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
class OutlineRow:
    """A row of the outline: the index of its block in the editor's document, its text, and its accessible text.

    A part or annex has its own row, which leads to its title. The rows of notes have negative indexes: `NOTES` for
    their parent row, `note_row` for each note.
    """

    index: int
    shown: str
    spoken: str
    rows: tuple[OutlineRow, ...] = ()
    moves: bool = False
    """Whether it is a clause, item or heading, which can be moved with everything that belongs to it."""
    name: str = ""
    """A name that stays the same when the row is moved, so that it stays folded."""

    def walk(self) -> Iterator[OutlineRow]:
        """Yield this row and all its descendants."""
        yield self
        for row in self.rows:
            yield from row.walk()


States = Mapping[str, tuple[str, str]]
"""The negotiation status of paragraphs by name: the sign shown in the row, and its accessible text."""


def outline_rows(resolution: Resolution) -> tuple[OutlineRow, ...]:
    """Return the rows for a text: the main text's clauses at the top level, parts and annexes in rows of their own."""
    rows: list[OutlineRow] = []
    states = _states(resolution)
    start = 0
    for division, nodes in forest(resolution):
        inner = tuple(row for node in nodes if (row := _row(node, start + 1, states)))
        if division.kind is DivisionKind.MAIN:
            rows += inner
        else:
            name = division_name(division)
            rows.append(OutlineRow(start, name, name, inner, name=f"{division.kind} {name}"))
        start += 1 + len(division.blocks)
    notes = tuple(
        _note_row(resolution, index, mark) for index, mark in resolution.note_marks().items()
    )
    return (
        (*rows, OutlineRow(NOTES, "Notes", "Notes", notes, name="notes")) if notes else tuple(rows)
    )


def note_row(note: int) -> int:
    """Return the index of a note's row; inversely, the note for such an index."""
    return NOTES - 1 - note


def _note_row(resolution: Resolution, index: int, mark: str) -> OutlineRow:
    text = resolution.notes[index].text
    words = abridged(folded(text), WORDS) if text is not None else "(its text is lost)"
    return OutlineRow(note_row(index), f"{mark}  {words}", f"note {mark}: {words}")


def _words(text: Text) -> tuple[str, str]:
    """Return the words that a row shows, and the lead."""
    return abridged(folded(text) or "(empty)", WORDS), lead(text)


_row_words: Memo[Text, tuple[str, str]] = Memo(_words)


def division_name(division: Division) -> str:
    """Return "Annex I: Rules", "A", or the kind if it has no label."""
    label = division.label or ("Annex" if division.kind is DivisionKind.ANNEX else "Part")
    title = folded(division.title)
    return f"{label}: {title}" if title else label


def _states(resolution: Resolution) -> States:
    """Return the status of the paragraphs that are agreed or in brackets or have open proposals."""
    negotiation = resolution.negotiation
    if negotiation == Negotiation():
        return {}
    standing_of = standings(resolution)
    open_counts = Counter(p.clause for p in negotiation.proposals if p.is_open)
    states: dict[str, tuple[str, str]] = {}
    for name in {*open_counts, *standing_of}:
        standing, number = standing_of.get(name, Standing.OPEN), open_counts[name]
        sign = {Standing.AGREED: "✓", Standing.BRACKETED: "[ ]", Standing.CHANGED: "✓?"}.get(
            standing, ""
        )
        spoken = {
            Standing.AGREED: "agreed ad ref",
            Standing.BRACKETED: "in square brackets",
            Standing.CHANGED: "changed since it was agreed",
        }.get(standing, "")
        counted = f"{number} open proposal{'' if number == 1 else 's'}" if number else ""
        states[name] = (
            " ".join(filter(None, (sign, f"•{number}" if number else ""))),
            ", ".join(filter(None, (spoken, counted))),
        )
    return states


def _row(node: Node, start: int, states: States) -> OutlineRow | None:
    block = node.block
    inner = tuple(row for child in node.children if (row := _row(child, start, states)))
    if block.kind is Kind.CONTINUATION:
        return None
    short, phrase = _row_words(block.text)
    number = {Kind.ITEM: block.label or "–", Kind.HEADING: block.label, Kind.FORMULA: ""}.get(
        block.kind,
        node.place.rsplit("annex", 1)[-1].strip() if node.place.startswith("annex") else node.place,
    )
    if block.kind is Kind.TABLE:
        number, short = "", "Table"
    sign, state = states.get(block.id, ("", ""))
    shown = f"{number}  {sign + '  ' if sign else ''}{short}".strip()
    parts = ", ".join(filter(None, (KIND_NAMES[block.kind], state, phrase)))
    spoken = f"{number} {parts}: {short}".strip()
    moves = block.kind not in (Kind.FORMULA, Kind.TABLE)
    return OutlineRow(start + node.index, shown, spoken, inner, moves, block.id)


@dataclass(frozen=True, slots=True)
class Drop:
    """A drop target: the block before which the rows would go; the y coordinate and the indent of its indicator."""

    before: int
    at: int
    indent: int


class Outline(QTreeWidget):
    """Shows the rows. A click or Enter goes to the clause; dragging moves the selected rows.

    It does not change the draft: the callback `places` returns the allowed drop targets, and `moved` requests a move.
    """

    chosen = Signal(int)
    """The block to go to."""
    note_chosen = Signal(int)
    """The note whose mark to go to."""
    note_opened = Signal(int)
    """The note to edit."""
    moved = Signal(object, int)
    """The blocks of the dragged rows, and the block before which to move them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setAccessibleName("Outline of the resolution")
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        side = self.fontMetrics().ascent()
        self.setIconSize(QSize(side, side))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.itemClicked.connect(self._clicked)
        self.itemDoubleClicked.connect(self._open)
        self._rows: tuple[OutlineRow, ...] = ()
        self._items: list[QTreeWidgetItem] = []
        self._by_index: dict[int, QTreeWidgetItem] = {}
        self._order: list[int] = []
        self.places: Callable[[Sequence[int]], Mapping[int, int]] = lambda _: {}
        self._dragged: list[int] = []
        self._targets: Mapping[int, int] = {}
        self._drop: Drop | None = None
        self._theme = LIGHT
        self._problems: dict[int, list[Problem]] = {}
        self._marked: dict[int, tuple[Severity, str]] = {}

    def show_rows(self, rows: tuple[OutlineRow, ...]) -> None:
        """Replace the rows. If only words have changed, the items stay, with their folding and selection."""
        if _shape(rows) == _shape(self._rows):
            for item, row in zip(self._items, (r for top in rows for r in top.walk()), strict=True):
                _fill(item, row)
        else:
            self._build(rows)
        self._rows = rows

    def _build(self, rows: tuple[OutlineRow, ...]) -> None:
        current = self.current_index()
        place = self.verticalScrollBar().value()
        folded_up = {
            item.data(0, NAME)
            for item in self._items
            if item.childCount() and not item.isExpanded()
        }
        self.clear()
        self._by_index, self._items = {}, []
        self.addTopLevelItems([self._item(row) for row in rows])
        self._order = sorted(n for n in self._by_index if n >= 0)
        self.expandAll()
        for item in self._items:
            if item.childCount() and item.data(0, NAME) in folded_up:
                item.setExpanded(False)
        self._mark_problems(repaint=True)
        self.show_current(current)
        self.verticalScrollBar().setValue(place)

    def _item(self, row: OutlineRow) -> QTreeWidgetItem:
        item = QTreeWidgetItem()
        _fill(item, row)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags | MOVABLE if row.moves else flags)
        self._items.append(item)
        self._by_index[row.index] = item
        item.addChildren([self._item(inner) for inner in row.rows])
        return item

    def show_current(self, index: int) -> None:
        """Select the row of the clause with the cursor; for a continuation, that of the clause it belongs to."""
        at = bisect_right(self._order, index) - 1
        item = self._by_index[self._order[at]] if at >= 0 else None
        if self.hasFocus() and len(self.selectedItems()) > 1:
            return  # the user is selecting several rows
        if item is not self.currentItem():
            self.setCurrentItem(item)  # type: ignore[arg-type]

    def paint_in(self, theme: Theme) -> None:
        """Use a theme's colours."""
        self._theme = theme
        self._mark_problems(repaint=True)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the rows of clauses and notes with problems: the icon of the most severe, and the accessible text."""
        self._problems = {}
        for problem in problems:
            if problem.note is not None:
                self._problems.setdefault(note_row(problem.note), []).append(problem)
            elif problem.line is not None:
                at = bisect_right(self._order, problem.line) - 1
                row = self._order[at] if at >= 0 else NOTES
                self._problems.setdefault(row, []).append(problem)
        self._mark_problems()

    def _mark_problems(self, repaint: bool = False) -> None:
        """Set the icons of rows with problems. repaint: also of rows whose problems have not changed"""
        previous = {} if repaint else self._marked
        self._marked = {}
        for index, problems in self._problems.items():
            if item := self._by_index.get(index):
                worst = min(problems, key=lambda problem: list(Severity).index(problem.severity))
                messages = "; ".join(problem.message for problem in problems)
                self._marked[index] = (worst.severity, messages)
                if previous.get(index) != self._marked[index]:
                    item.setIcon(0, theme_icon(worst.severity.value, self._theme))
                    item.setData(0, PROBLEM, messages)
                    _update_texts(item)
        for index in previous.keys() - self._marked.keys():
            if item := self._by_index.get(index):
                item.setIcon(0, QIcon())
                item.setData(0, PROBLEM, None)
                _update_texts(item)

    def current_index(self) -> int:
        """Return the block of the current row, -1 for none."""
        item = self.currentItem()
        return int(item.data(0, INDEX)) if item else -1

    def chosen_blocks(self) -> list[int]:
        """Return the blocks of the selected movable rows, in document order."""
        current = self.currentItem()
        items = self.selectedItems() or ([current] if current else [])
        return sorted(int(i.data(0, INDEX)) for i in items if i.flags() & MOVABLE)

    def choose(self, indexes: Iterable[int]) -> None:
        """Select the rows of these blocks."""
        items = [self._by_index[n] for n in indexes if n in self._by_index]
        self.clearSelection()
        for number, item in enumerate(items):
            if number == 0:
                self.setCurrentItem(item)
            item.setSelected(True)

    def _clicked(self, item: QTreeWidgetItem) -> None:
        """Go to the clause, unless several rows are being selected."""
        if not QApplication.keyboardModifiers() & MULTI_SELECT:
            self._go(item)

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

    # Dragging

    def begin_drag(self) -> bool:
        """Start dragging the selected rows; return whether there is a place to drop them."""
        self._dragged = self.chosen_blocks()
        self._targets = self.places(self._dragged) if self._dragged else {}
        return bool(self._targets)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Start a drag with a small image: Qt's default, the entire rows, would cover the drop indicator."""
        if self.begin_drag():
            drag = QDrag(self)
            drag.setMimeData(self.model().mimeData(self.selectedIndexes()))
            drag.setPixmap(self._drag_image())
            drag.setHotSpot(QPoint(-16, -12))
            drag.exec(Qt.DropAction.MoveAction)
        self._show_drop(None)

    def _drag_image(self) -> QPixmap:
        """Return the image at the mouse pointer: the words of the dragged row, or the number of rows."""
        count = len(self._dragged)
        words = self._by_index[self._dragged[0]].text(0) if count == 1 else f"{count} rows"
        words = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, 180)
        size = self.fontMetrics().size(0, words).grownBy(QMargins(8, 3, 8, 3))
        picture = QPixmap(size * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(self.palette().color(QPalette.ColorRole.Highlight))
        painter = QPainter(picture)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.HighlightedText))
        painter.drawText(QRect(QPoint(0, 0), size), Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
        return picture

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Accept the drag if it can be dropped here; Qt scrolls near the edges."""
        super().dragMoveEvent(event)
        self._show_drop(self.drop_at(event.position().toPoint()) if self._dragged else None)
        if self._drop is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Hide the drop indicator."""
        super().dragLeaveEvent(event)
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Emit the move; the editor moves the text, and the rows are updated from it."""
        drop = self.drop_at(event.position().toPoint()) if self._dragged else None
        dragged, self._dragged = self._dragged, []
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self._show_drop(None)
        if drop is not None:
            self.moved.emit(dragged, drop.before)

    def drop_at(self, place: QPoint) -> Drop | None:
        """Return the drop target at a position, or None.

        It is the nearer allowed edge of the row there; while clauses are dragged over an item, of the item's clause.
        """
        item = self.itemAt(place) or self._last()
        while item is not None:
            edges = [
                (abs(place.y() - high), before, high)
                for before, high in (self._above(item), self._below(item))
                if before in self._targets
            ]
            if edges:
                _, before, high = min(edges)
                return Drop(before, high, self._targets[before] * self.indentation())
            item = item.parent()
        return None

    def _last(self) -> QTreeWidgetItem | None:
        return self._by_index[self._order[-1]] if self._order else None

    def _above(self, item: QTreeWidgetItem) -> tuple[int, int]:
        """Return the target before a row: its block, and the y coordinate of its top edge."""
        return int(item.data(0, INDEX)), self.visualItemRect(item).top()

    def _below(self, item: QTreeWidgetItem) -> tuple[int, int]:
        """Return the target after a row; while clauses are dragged, after all its descendants."""
        last = item
        if 0 in self._targets.values():
            while last.isExpanded() and (inner := last.child(last.childCount() - 1)) is not None:
                last = inner
        following = self.itemBelow(last)
        index = int(following.data(0, INDEX)) if following is not None else NOTES
        if index < 0:  # only notes follow
            index = max([*self._targets, 0])
        return index, self.visualItemRect(last).bottom() + 1

    def _show_drop(self, drop: Drop | None) -> None:
        if drop != self._drop:
            self._drop = drop
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows and the drop indicator."""
        super().paintEvent(event)
        if self._drop is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
        left, at = 5 + self._drop.indent, max(1, self._drop.at)
        painter.drawEllipse(QPoint(left, at), 3, 3)
        painter.drawLine(left + 4, at, self.viewport().width() - 4, at)
        painter.end()


def _fill(item: QTreeWidgetItem, row: OutlineRow) -> None:
    if item.text(0) != row.shown:
        item.setText(0, row.shown)
    item.setData(0, INDEX, row.index)
    item.setData(0, NAME, row.name)
    item.setData(0, SPOKEN, row.spoken)
    _update_texts(item)


def _update_texts(item: QTreeWidgetItem) -> None:
    """Set the accessible text and the tooltip of a row, including the problems of its clause."""
    problem = item.data(0, PROBLEM)
    spoken = str(item.data(0, SPOKEN))
    words = f"{spoken} Problem: {problem}" if problem else spoken
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, words)
    item.setToolTip(0, f"{item.text(0)}\n{problem}" if problem else item.text(0))


def _shape(rows: tuple[OutlineRow, ...]) -> tuple[object, ...]:
    return tuple((row.index, row.moves, _shape(row.rows)) for row in rows)
