"""The list of problems: a row says how grave, where, what, by which source; under its rule where they are grouped.

It checks nothing and mends nothing: it shows what it is told and tells what was chosen.
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
"""Of the columns but the problem's, which has what is left, in letters."""
ROOM = 30
"""For the sign and the edges of a column, in pixels."""
NARROW = 640
"""A list narrower than this, in pixels, leaves out the source: it is told beside the list."""
OPEN, CLOSED = "▾", "▸"


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """The row above the problems of one rule."""

    code: str
    severity: Severity
    count: int
    closed: bool = False

    @property
    def title(self) -> str:
        """Return what the rule wants."""
        rule = rule_of(self.code)
        return rule.title if rule else self.code


Row = Problem | ProblemGroup


def sentence(problem: Problem) -> str:
    """Return a problem in one sentence or two, as it is spoken and told at the foot."""
    fix = f" Fix: {fix_words(problem)}." if problem.fix is not None else ""
    return f"{problem.severity.value.capitalize()}, {problem.where}: {problem.message}{fix}"


def grouped(problems: Sequence[Problem], closed: Collection[str] = ()) -> list[Row]:
    """Return the problems under their rules, the gravest rules first; those of closed rules are left out."""
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
    """The rows. Others are shown by changing only those that differ, so that what is chosen stays chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.ignored: frozenset[Problem] = frozenset()
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

    def show(self, rows: Sequence[Row], ignored: Collection[Problem] = ()) -> None:
        """Show other rows: those before and after those that differ stay as they are."""
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
        """Take over what the rows that stay say now: another place, another wording, ignored or no more."""
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
    """Return whether two rows are of the same problem, wherever it stands now, or of the same rule."""
    if isinstance(old, ProblemGroup) or isinstance(new, ProblemGroup):
        return (
            isinstance(old, ProblemGroup) and isinstance(new, ProblemGroup) and old.code == new.code
        )
    return (old.code, old.message, old.severity) == (new.code, new.message, new.severity)


class ProblemList(QTreeView):
    """The list. Enter or a click goes to the place, or opens and closes a rule; the menu key offers what to do."""

    chosen = Signal(object)
    """The problem to go to."""
    turned = Signal(str, bool)
    """The rule whose problems are to be shown, or put away."""
    current_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = Problems(self)
        self.offer: Callable[[QMenu, Row], None] | None = None
        """Adds to a menu what can be done about a row."""
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
        """Return the chosen row."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def choose(self, row: Row) -> None:
        """Mark a row."""
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
