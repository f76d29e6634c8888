"""The problems panel at the bottom of the window: the filters, the list and the details of the selected problem.

It neither checks nor fixes anything: it shows the problems it is given and emits signals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.base.settings import Settings
from desktop.base.theme import Theme
from desktop.checking.list import ProblemGroup, ProblemList, Row, grouped
from desktop.editor.fixes import mendable, mendable_unseen
from resolution.checks import Problem, Severity, rule_of
from resolution.checks.reporting import fix_words, number
from resolution.checks.rules.spelling import CODES as SPELLING

HIDDEN, BY_RULE = "problems hidden", "problems by rule"
"""Names of the settings that store how the panel lists problems."""
WIDE = 2.6
"""Ratio of width to height above which the details are beside the list instead of below it."""
SHARES = (3, 2)
"""Shares of the list and the details in the panel."""


IGNORE = ("Ignore here", "Ignore the rule", "Tell it again")


class Details(QFrame):
    """The details of the selected problem, and the buttons for it."""

    fix_wanted = Signal()
    fix_all_wanted = Signal()
    ignore_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = QTextBrowser()
        self.words.setOpenLinks(False)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName("About the chosen problem")
        self.fix = _button("Fix it", "Make the fix, as one step of undo")
        self.fix_all = _button("Fix all", "Make the fixes of all problems of this rule as one step")
        self.ignore = _button("Ignore here", "Let it be in this draft")
        self.more = _button("More", "All that can be done about it")
        self.more.setMenu(QMenu(self.more))
        self.fix.clicked.connect(self.fix_wanted)
        self.fix_all.clicked.connect(self.fix_all_wanted)
        self.ignore.clicked.connect(self.ignore_wanted)
        self.ignore.setMinimumWidth(_widest(self.ignore, IGNORE))
        column = QVBoxLayout()
        column.setContentsMargins(0, 4, 6, 4)
        column.setSpacing(3)
        for button in (self.fix, self.fix_all, self.ignore, self.more):
            column.addWidget(button)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        row.addLayout(column)

    def show_details(self, html: str, spoken: str) -> None:
        """Show the details; spoken: their text for a screen reader."""
        self.words.setHtml(html)
        self.words.setAccessibleDescription(spoken)


class ProblemsPanel(QWidget):
    """The panel. `offer` adds the actions for a row to a menu."""

    chosen = Signal(object)
    """Go to this problem."""
    fix_wanted = Signal(object)
    """Fix this problem."""
    fix_all_wanted = Signal(str)
    """Fix all problems of the rule with this code."""
    ignore_wanted = Signal(object)
    """Ignore this problem at its place, or stop ignoring it."""
    ignore_rule_wanted = Signal(str)
    """Ignore the rule with this code in this draft."""
    filtered = Signal()
    """The filters of the list have changed."""

    def __init__(self, settings: Settings | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._problems: list[Problem] = []
        self._ignored: list[Problem] = []
        self._closed: set[str] = set()
        hidden = settings.saved_list(HIDDEN) if settings else []
        self.list = ProblemList()
        self.details = Details()
        self.severities = {severity: _tick() for severity in Severity}
        for severity, button in self.severities.items():
            button.setChecked(severity.value not in hidden)
            button.toggled.connect(self._refilter)
        self.by_rule = _tick("By rule", "List the problems under the rules that they break")
        self.by_rule.setChecked(bool(settings and settings.saved_list(BY_RULE)))
        self.by_rule.toggled.connect(self._refilter)
        self.show_ignored = _tick("Ignored", "List what is ignored in this draft too")
        self.show_ignored.toggled.connect(self._refilter)
        self._arrange()
        self.setFocusProxy(self.list)
        self.list.offer = self._offer_row
        self.offer: Callable[[QMenu, Row], None] | None = None
        self.list.chosen.connect(self.chosen)
        self.list.turned.connect(self._turn)
        self.list.current_changed.connect(self._show_details)
        self.details.fix_wanted.connect(self._fix)
        self.details.fix_all_wanted.connect(self._fix_all)
        self.details.ignore_wanted.connect(self._ignore)
        self.details.more.menu().aboutToShow.connect(self._fill_more)
        self.show_problems(())

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 3, 6, 3)
        bar.setSpacing(14)
        for tick in (*self.severities.values(), self.show_ignored):
            bar.addWidget(tick)
        bar.addStretch(1)
        bar.addWidget(self.by_rule)
        self._body = QSplitter()
        self._body.setChildrenCollapsible(False)
        for part, share in ((self.list, SHARES[0]), (self.details, SHARES[1])):
            self._body.addWidget(part)
            self._body.setStretchFactor(self._body.count() - 1, share)
        self._body.setSizes([1000 * share for share in SHARES])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._body, 1)

    def paint_in(self, theme: Theme) -> None:
        """Apply the theme."""
        self.list.rows.paint_in(theme)
        for severity, button in self.severities.items():
            button.setIcon(self.list.rows.icon(severity))

    # --- what is listed ----------------------------------------------------------------------

    def show_problems(self, problems: Sequence[Problem], ignored: Sequence[Problem] = ()) -> None:
        """Show these problems, and those that are ignored."""
        self._problems, self._ignored = list(problems), list(ignored)
        for severity, button in self.severities.items():
            count = sum(problem.severity is severity for problem in problems)
            button.setText(number(count, severity))
            button.setAccessibleName(f"List {severity.value}s: {number(count, severity)}")
            button.setToolTip(f"List the {severity.value}s, or leave them out")
        self.show_ignored.setText(f"{len(ignored)} ignored")
        self.show_ignored.setAccessibleName(f"List what is ignored: {len(ignored)}")
        self.show_ignored.setVisible(bool(ignored))
        self._list()

    def listed(self, problems: Sequence[Problem]) -> list[Problem]:
        """Return the problems whose severity is listed."""
        shown = {severity for severity, button in self.severities.items() if button.isChecked()}
        return [problem for problem in problems if problem.severity in shown]

    def _list(self) -> None:
        ignored = self._ignored if self.show_ignored.isChecked() else []
        every = sorted([*self._problems, *ignored], key=lambda problem: problem.order)
        found: Sequence[Row] = self.listed(every)
        rows = grouped(self.listed(every), self._closed) if self.by_rule.isChecked() else found
        chosen = self.list.current()
        self.list.rows.show(rows, ignored)
        if chosen is not None and self.list.current() != chosen:
            self.list.choose(chosen)
        self._show_details()

    def _refilter(self) -> None:
        if self._settings:
            hidden = [s.value for s, button in self.severities.items() if not button.isChecked()]
            self._settings.save_list(HIDDEN, hidden)
            self._settings.save_list(BY_RULE, ["on"] if self.by_rule.isChecked() else [])
        self._list()
        self.filtered.emit()

    def _turn(self, code: str, open_: bool) -> None:
        (self._closed.discard if open_ else self._closed.add)(code)
        self._list()

    # --- the selected problem ----------------------------------------------------------------

    def current(self) -> Problem | None:
        """Return the selected problem."""
        row = self.list.current()
        return row if isinstance(row, Problem) else None

    def has_keyboard(self) -> bool:
        """Return whether the panel has the keyboard focus."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def choose(self, problem: Problem) -> None:
        """Select the row of a problem, expanding its rule if needed."""
        if self.by_rule.isChecked() and problem.code in self._closed:
            self._turn(problem.code, True)
        self.list.choose(problem)

    def choose_first(self) -> None:
        """Select the first row if none is selected."""
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.rows.index(0, 0))

    def _show_details(self) -> None:
        """Show the details of the selected row and enable the buttons that apply."""
        row, details = self.list.current(), self.details
        for button in (details.fix, details.fix_all, details.ignore, details.more):
            button.setEnabled(row is not None)
        if row is None:
            words = "Choose a problem to read why it is told."
            details.show_details(words if self.list.rows.rows else "", words)
            return
        details.show_details(_html(row), _spoken(row))
        alike = [p for p in self._problems if p.code == row.code]
        at_once = sum(mendable_unseen(problem) for problem in alike)
        problem = row if isinstance(row, Problem) else None
        details.fix.setEnabled(
            problem is not None and (mendable(problem) or problem.code in SPELLING)
        )
        details.fix_all.setText(f"Fix all {at_once}" if at_once > 1 else "Fix all")
        details.fix_all.setEnabled(at_once > 1)
        here, rule, again = IGNORE
        ignored = problem in self.list.rows.ignored
        details.ignore.setText(again if ignored else here if problem else rule)

    def _fix(self) -> None:
        if problem := self.current():
            self.fix_wanted.emit(problem)

    def _fix_all(self) -> None:
        if row := self.list.current():
            self.fix_all_wanted.emit(row.code)

    def _ignore(self) -> None:
        row = self.list.current()
        if isinstance(row, ProblemGroup):
            self.ignore_rule_wanted.emit(row.code)
        elif row is not None:
            self.ignore_wanted.emit(row)

    def _offer_row(self, menu: QMenu, row: Row) -> None:
        if self.offer is not None:
            self.offer(menu, row)

    def _fill_more(self) -> None:
        menu = self.details.more.menu()
        menu.clear()
        if (row := self.list.current()) is not None:
            self._offer_row(menu, row)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() > WIDE * self.height()
        way = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if way is not self._body.orientation():
            self._body.setOrientation(way)


def _details_of(row: Row) -> list[tuple[str, str]]:
    """Return the details of a row as pairs of name and text."""
    rule = rule_of(row.code)
    details: list[tuple[str, str]] = []
    if isinstance(row, Problem):
        details.append((row.where, row.message))
        if row.fix is not None:
            details.append(("Fix", fix_words(row)))
    else:
        details.append(("Rule", row.title))
    if rule:
        details.append(("Why", rule.why))
        details.append(("Source", rule.source))
    return details


def _html(row: Row) -> str:
    return "".join(
        f"<p style='margin:0 0 3px 0'><b>{escape(name)}:</b> {escape(words)}</p>"
        for name, words in _details_of(row)
    )


def _spoken(row: Row) -> str:
    return " ".join(f"{name}: {words.rstrip('.')}." for name, words in _details_of(row))


def _widest(button: QPushButton, texts: Sequence[str]) -> int:
    """Return the width a button needs for the longest of these texts, so that its neighbours do not move."""
    shown, widths = button.text(), []
    for words in texts:
        button.setText(words)
        widths.append(button.sizeHint().width())
    button.setText(shown)
    return max(widths)


def _button(words: str, tip: str) -> QPushButton:
    button = QPushButton(words)
    button.setToolTip(tip)
    button.setAccessibleDescription(tip)
    return button


def _tick(words: str = "", tip: str = "") -> QCheckBox:
    tick = QCheckBox(words)
    tick.setToolTip(tip)
    tick.setAccessibleDescription(tip)
    return tick
