"""The list of problems: severity, place, problem and source in a row, optionally grouped by rule.

It neither checks nor fixes anything: it shows the problems it is given and emits signals.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFont, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTreeView,
    QWidget,
)

from desktop.base.icons import icon
from desktop.base.theme import LIGHT, Theme, faint
from resolution.checks import Problem, Severity, rule_of
from resolution.checks.reporting import fix_words, number

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
COLUMNS = ("Severity", "Place", "Problem", "Source")
SEVERITY, PLACE, PROBLEM, SOURCE = range(len(COLUMNS))
WIDTHS = {SEVERITY: 11, PLACE: 10, SOURCE: 26}
"""Width of the columns in characters; the problem column takes the rest."""
ROOM = 30
"""Extra width of a column for the icon and the margins, in pixels."""
NARROW = 640
"""Below this width, in pixels, the list hides the source, which the details show too."""
OPEN, CLOSED = "▾", "▸"


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """The header row above the problems of one rule."""

    code: str
    severity: Severity
    count: int
    closed: bool = False

    @property
    def title(self) -> str:
        """Return the title of the rule."""
        rule = rule_of(self.code)
        return rule.title if rule else self.code


Row = Problem | ProblemGroup


def sentence(problem: Problem) -> str:
    """Return a problem in one or two sentences, for the screen reader and the status bar."""
    fix = f" Fix: {fix_words(problem)}." if problem.fix is not None else ""
    return f"{problem.severity.value.capitalize()}, {problem.where}: {problem.message}{fix}"


def grouped(problems: Sequence[Problem], closed: Collection[str] = ()) -> list[Row]:
    """Return the problems grouped by rule, the most severe first, without those of the collapsed rules."""
    by_rule: dict[str, list[Problem]] = {}
    for problem in problems:
        by_rule.setdefault(problem.code, []).append(problem)
    grave = list(Severity)
    rows: list[Row] = []
    for code, found in sorted(by_rule.items(), key=lambda each: grave.index(each[1][0].severity)):
        rows.append(ProblemGroup(code, found[0].severity, len(found), code in closed))
        rows += [] if code in closed else found
    return rows


class Problems(QAbstractTableModel):
    """The rows. Updates change only the rows that differ, so that the selection is kept."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.ignored: frozenset[Problem] = frozenset()
        self._icons: dict[Severity, QIcon] = {}
        self.paint_in(LIGHT)

    def paint_in(self, theme: Theme) -> None:
        """Apply the theme."""
        colours = {
            Severity.ERROR: theme.removed,
            Severity.WARNING: theme.draft,
            Severity.HINT: theme.accent,
        }
        self._icons = {s: icon(s.value, colour, faint(theme)) for s, colour in colours.items()}
        if self.rows:
            role = [Qt.ItemDataRole.DecorationRole]
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0), role)

    def icon(self, severity: Severity) -> QIcon:
        """Return the icon of a severity."""
        return self._icons[severity]

    def show(self, rows: Sequence[Row], ignored: Collection[Problem] = ()) -> None:
        """Replace the rows, leaving equal rows at the start and the end in place."""
        old, new = self.rows, list(rows)
        was, self.ignored = self.ignored, frozenset(ignored)
        head = 0
        while head < min(len(old), len(new)) and _same(old[head], new[head]):
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and _same(old[-1 - tail], new[-1 - tail]):
            tail += 1
        if gone := len(old) - head - tail:
            self.beginRemoveRows(NO_INDEX, head, head + gone - 1)
            del self.rows[head : head + gone]
            self.endRemoveRows()
        if come := len(new) - head - tail:
            self.beginInsertRows(NO_INDEX, head, head + come - 1)
            self.rows[head:head] = new[head : head + come]
            self.endInsertRows()
        self._refresh(new, was)

    def _refresh(self, new: list[Row], was: frozenset[Problem]) -> None:
        """Update the rows that stayed in place: their position, wording or ignored state may have changed."""
        changed = [
            n
            for n, row in enumerate(new)
            if row != self.rows[n] or (row in self.ignored) != (row in was)
        ]
        self.rows = new
        if changed:
            self.dataChanged.emit(
                self.index(changed[0], 0), self.index(changed[-1], len(COLUMNS) - 1)
            )

    # Qt

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        across = orientation is Qt.Orientation.Horizontal
        return COLUMNS[section] if across and role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(row, column)
            case Qt.ItemDataRole.DecorationRole if column == SEVERITY:
                return self._icons[row.severity]
            case Qt.ItemDataRole.ToolTipRole:
                return row.title if isinstance(row, ProblemGroup) else sentence(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row) if column == SEVERITY else self._cell(row, column)
            case Qt.ItemDataRole.AccessibleDescriptionRole if column == SEVERITY:
                rule = rule_of(row.code)
                return f"{rule.why} Source: {rule.source}." if rule else ""
            case Qt.ItemDataRole.FontRole:
                return self._font(row)
        return None

    def _cell(self, row: Row, column: int) -> str:
        severity = row.severity.value.capitalize()
        if isinstance(row, ProblemGroup):
            rule = rule_of(row.code)
            sign = CLOSED if row.closed else OPEN
            source = rule.source if rule else ""
            return (severity, "", f"{sign} {row.title} ({row.count})", source)[column]
        if column == PROBLEM:
            fix = f"  →  {fix_words(row)}" if row.fix is not None else ""
            return row.message + fix
        return ("Ignored" if row in self.ignored else severity, row.where, "", row.source)[column]

    def _spoken(self, row: Row) -> str:
        if isinstance(row, ProblemGroup):
            state = "closed" if row.closed else "open"
            return f"{row.title}: {number(row.count, row.severity)}, {state}"
        return f"Ignored. {sentence(row)}" if row in self.ignored else sentence(row)

    def _font(self, row: Row) -> QFont | None:
        font = QFont()
        font.setBold(isinstance(row, ProblemGroup))
        font.setStrikeOut(row in self.ignored)
        return font if font.bold() or font.strikeOut() else None


def _same(old: Row, new: Row) -> bool:
    """Return whether two rows are the same problem, regardless of its position, or the same rule."""
    if isinstance(old, ProblemGroup) or isinstance(new, ProblemGroup):
        return (
            isinstance(old, ProblemGroup) and isinstance(new, ProblemGroup) and old.code == new.code
        )
    return (old.code, old.message, old.severity) == (new.code, new.message, new.severity)


class ProblemList(QTreeView):
    """The list view. Enter or a click goes to the problem or toggles a rule; the menu key shows the actions."""

    chosen = Signal(object)
    """Go to this problem."""
    turned = Signal(str, bool)
    """Expand (True) or collapse the rule with this code."""
    current_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = Problems(self)
        self.offer: Callable[[QMenu, Row], None] | None = None
        """Adds the actions for a row to a menu."""
        self.setModel(self.rows)
        self.setAccessibleName("Problems")
        self.setAccessibleDescription(
            "What the checks found. Enter goes to the place, Ctrl+. makes the fix."
        )
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(PROBLEM, QHeaderView.ResizeMode.Stretch)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in WIDTHS.items():
            header.resizeSection(column, letters * letter + ROOM)
        self.clicked.connect(self._go)

    def current(self) -> Row | None:
        """Return the selected row."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def choose(self, row: Row) -> None:
        """Select a row."""
        if row in self.rows.rows:
            self.setCurrentIndex(self.rows.index(self.rows.rows.index(row), 0))

    def _go(self, index: QModelIndex) -> None:
        row = self.rows.rows[index.row()]
        if isinstance(row, ProblemGroup):
            self.turned.emit(row.code, row.closed)
        else:
            self.chosen.emit(row)

    # Qt

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.header().setSectionHidden(SOURCE, self.width() < NARROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current(), event.key()
        if row is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.currentIndex())
        elif isinstance(row, ProblemGroup) and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turned.emit(row.code, key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        if by_key:
            index = self.currentIndex()
        if not index.isValid() or self.offer is None:
            return
        row = self.rows.rows[index.row()]
        menu = QMenu(self)
        if isinstance(row, Problem):
            menu.addAction("&Go there", lambda: self.chosen.emit(row))
        self.offer(menu, row)
        place = self.visualRect(index).bottomLeft() if by_key else event.pos()
        menu.exec(self.viewport().mapToGlobal(QPoint(place)))
        menu.deleteLater()
