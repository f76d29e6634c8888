"""The problems of a draft, in a panel at the foot of the window: a row says how grave, where, what, by which source.

It checks nothing and mends nothing: it shows what it is told and tells what was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTreeView,
    QWidget,
)

from desktop.icons import icon
from desktop.theme import LIGHT, Theme, faint
from resolution.checks import Problem, Severity

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
COLUMNS = ("Severity", "Place", "Problem", "Source")
SEVERITY, PLACE, PROBLEM, SOURCE = range(len(COLUMNS))
WIDTHS = {SEVERITY: 9, PLACE: 10, SOURCE: 26}
"""Of the columns but the problem's, which has what is left, in letters."""
ROOM = 30
"""For the sign and the edges of a column, in pixels."""


def sentence(problem: Problem) -> str:
    """Return a problem in one sentence or two, as it is spoken and told at the foot."""
    fix = f" Fix: {fix_words(problem)}." if problem.fix is not None else ""
    return f"{problem.severity.value.capitalize()}, {problem.where}: {problem.message}{fix}"


def fix_words(problem: Problem) -> str:
    """Return what a fix puts there."""
    return f"“{problem.fix}”" if problem.fix else "delete it"


def counted(problems: Sequence[Problem]) -> str:
    """Return "2 errors, 1 warning", "no problems"."""
    told = []
    for severity in Severity:
        number = sum(problem.severity is severity for problem in problems)
        if number:
            told.append(f"{number} {severity.value}{'' if number == 1 else 's'}")
    return ", ".join(told) or "no problems"


class Problems(QAbstractTableModel):
    """The rows. Others are shown by changing only those that differ, so that what is chosen stays chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Problem] = []
        self._icons: dict[Severity, QIcon] = {}
        self.paint_in(LIGHT)

    def paint_in(self, theme: Theme) -> None:
        """Take the theme's colours."""
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
        """Return the sign of a severity."""
        return self._icons[severity]

    def show(self, problems: Sequence[Problem]) -> None:
        """Show other problems: the rows before and after those that differ stay as they are."""
        old, new = self.rows, list(problems)
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
        self._refresh(new)

    def _refresh(self, new: list[Problem]) -> None:
        """Take over what the rows that stay say now: another place, another wording."""
        changed = [n for n, row in enumerate(new) if row != self.rows[n]]
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
        problem, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cell(problem, column)
            case Qt.ItemDataRole.DecorationRole if column == SEVERITY:
                return self._icons[problem.severity]
            case Qt.ItemDataRole.ToolTipRole:
                return sentence(problem)
            case Qt.ItemDataRole.AccessibleTextRole:
                return sentence(problem) if column == SEVERITY else _cell(problem, column)
        return None


def _same(old: Problem, new: Problem) -> bool:
    """Return whether two rows are of the same problem, wherever it stands now."""
    return (old.code, old.message, old.severity) == (new.code, new.message, new.severity)


def _cell(problem: Problem, column: int) -> str:
    if column == PROBLEM:
        fix = f"  →  {fix_words(problem)}" if problem.fix is not None else ""
        return problem.message + fix
    return (problem.severity.value.capitalize(), problem.where, "", problem.source)[column]


class ProblemsPanel(QTreeView):
    """The list. Enter or a click goes to the place; the menu key offers what can be done."""

    chosen = Signal(object)
    """The problem to go to."""
    fix_wanted = Signal(object)
    """The problem whose fix is to be made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = Problems(self)
        self.offer: Callable[[QMenu, Problem], None] | None = None
        """Adds to a menu what can be done about a problem."""
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

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these."""
        self.rows.show(problems)

    def paint_in(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.rows.paint_in(theme)

    def current(self) -> Problem | None:
        """Return the chosen problem."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def choose(self, problem: Problem) -> None:
        """Mark the row of a problem."""
        if problem in self.rows.rows:
            self.setCurrentIndex(self.rows.index(self.rows.rows.index(problem), 0))

    def _go(self, index: QModelIndex) -> None:
        self.chosen.emit(self.rows.rows[index.row()])

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (problem := self.current()):
            self.chosen.emit(problem)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        if by_key:
            index = self.currentIndex()
        if not index.isValid() or self.offer is None:
            return
        problem = self.rows.rows[index.row()]
        menu = QMenu(self)
        menu.addAction("&Go there", lambda: self.chosen.emit(problem))
        self.offer(menu, problem)
        place = self.visualRect(index).bottomLeft() if by_key else event.pos()
        menu.exec(self.viewport().mapToGlobal(QPoint(place)))
        menu.deleteLater()
