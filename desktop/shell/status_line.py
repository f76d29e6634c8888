"""The line at the foot of the window: counts, whether the draft is saved, its language, the size of the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from desktop.base.icons import theme_icon
from desktop.base.theme import LIGHT, Theme
from desktop.base.word_count import counts
from desktop.shell.zoom_field import ZoomField
from resolution.checks import Problem, Severity
from resolution.checks.reporting import counted
from resolution.language.names import NAMES
from resolution.model import Resolution


class StatusLine(QStatusBar):
    """Its fields stay in sight while a passing message stands at the left; an import shows how far it is."""

    stop_wanted = Signal()
    """The import is to be stopped."""
    problems_wanted = Signal()
    """The problems are to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.work = self._progress()
        self.counts = _field("Count words, characters and notes")
        self.problems = self._problems()
        self.saved = _field("Save the draft")
        self.language = QLabel()
        self.language.setContentsMargins(10, 1, 10, 2)
        self.corpus = _field("Show the texts in the corpus")
        self.corpus.setText("Precedents")
        self.zoom = ZoomField()
        fields = (self.counts, self.problems, self.saved, self.language, self.corpus, self.zoom)
        for field in fields:
            self.addPermanentWidget(field)
        self.setSizeGripEnabled(False)

    def _progress(self) -> QWidget:
        """Return the bar that shows an import, with a button that stops it; out of sight until there is one."""
        whole = QWidget()
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Adding precedents")
        self.bar.setFixedWidth(180)
        self.stop_button = QToolButton()
        self.stop_button.setText("Stop")
        self.stop_button.setAccessibleName("Stop adding precedents")
        self.stop_button.setToolTip("Stop adding precedents; what was added is kept")
        self.stop_button.clicked.connect(self.stop_wanted)
        row = QHBoxLayout(whole)
        row.setContentsMargins(10, 0, 0, 0)
        for part in (QLabel("Adding precedents"), self.bar, self.stop_button):
            row.addWidget(part)
        self.addPermanentWidget(whole)
        whole.hide()
        return whole

    def _problems(self) -> QToolButton:
        """Return the field that says how many problems there are, and opens their panel."""
        self._theme, self._remark, self._brief = LIGHT, "", ""
        self._found: Sequence[Problem] = ()
        self._ignored = 0
        field = QToolButton()
        field.setAutoRaise(True)
        field.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        field.setIconSize(QSize(16, 16))
        field.clicked.connect(self.problems_wanted)
        return field

    def paint_in(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.show_problems(self._found, self._ignored)

    def show_problems(self, problems: Sequence[Problem], ignored: int = 0) -> None:
        """Show how many problems of each kind there are; how many are ignored is told where one asks."""
        self._found, self._ignored = problems, ignored
        grave = next((s for s in Severity if any(p.severity is s for p in problems)), None)
        words = counted(problems).capitalize()
        self.problems.setText(f"{words}, {self._brief}" if self._brief else words)
        self.problems.setIcon(theme_icon(grave.value if grave else "done", self._theme))
        self.problems.setAccessibleName(f"Checks: {self.problems.text()}")
        let_be = f"{ignored} ignored in this draft. " if ignored else ""
        self.problems.setToolTip(let_be + (self._remark or "Show the problems"))
        self.problems.setAccessibleDescription(
            let_be + (self._remark or "Opens the panel of problems")
        )

    def remark(self, brief: str, why: str) -> None:
        """Tell beside the problems what is not checked, in a few words and in sentences; both empty where all is."""
        if (brief, why) != (self._brief, self._remark):
            self._brief, self._remark = brief, why
            self.show_problems(self._found, self._ignored)

    def show_progress(self, done: int, total: int, name: str) -> None:
        """Show how far an import is; a bar without end where that is not known."""
        self.bar.setMaximum(total)
        self.bar.setValue(done)
        self.bar.setToolTip(name)
        self.work.show()

    def end_progress(self) -> None:
        """Put the bar away."""
        self.work.hide()

    def show_counts(self, resolution: Resolution) -> None:
        """Show the paragraphs and words of the draft, and its language."""
        preambular, operative, words = counts(resolution)
        self.counts.setText(f"{preambular} PP   {operative} OP   {words} words")
        self.counts.setAccessibleName(
            f"{preambular} preambular paragraphs, {operative} operative paragraphs, {words} words"
        )
        code = resolution.masthead.language
        name = NAMES.get(code, code)
        self.language.setText(name)
        self.language.setAccessibleName(f"Language of the draft: {name}")
        self.language.setToolTip("The language of the draft")

    def show_saved(
        self, modified: bool, saved_at: datetime | None, named: bool, read_only: bool = False
    ) -> None:
        """Show whether what is written is also on the disk, and whether it can be saved there at all."""
        if read_only:
            self.saved.setText("Read-only, not saved" if modified else "Read-only")
        elif modified:
            self.saved.setText("Not saved")
        elif saved_at:
            self.saved.setText(f"Saved {saved_at:%H:%M}")
        else:
            self.saved.setText("No changes" if named else "New")

    def show_copied(self, when: datetime) -> None:
        """Show when the copy was written that is offered after a crash."""
        self.saved.setToolTip(f"A recovery copy was written at {when:%H:%M:%S}.")

    def show_corpus(self, adopted: int, drafts: int) -> None:
        """Show how many texts there are to find precedents in."""
        total = adopted + drafts
        self.corpus.setText(f"Precedents: {total} {'text' if total == 1 else 'texts'}")
        self.corpus.setToolTip(f"{adopted} adopted, {drafts} drafts: show them")


def _field(does: str) -> QToolButton:
    """Return a field that says something, and does something where it is pressed."""
    field = QToolButton()
    field.setAutoRaise(True)
    field.setToolTip(does)
    field.setAccessibleDescription(does)
    return field
