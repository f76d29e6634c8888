"""The window around the text: menus, panels, status line, and what joins them to the draft and the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from desktop.base.actions import Actions
from desktop.base.auto_hide_dock import AutoHideDock
from desktop.base.corpus_service import CorpusService
from desktop.base.digit_keys import DigitKeys
from desktop.base.services import Services
from desktop.base.settings import COMPLETION, FINAL_MARKS, PAGE_WIDTH, THEME, Settings
from desktop.base.theme import Theme, ThemeController
from desktop.base.tool_bar import ToolBar
from desktop.base.word_count import show_word_count
from desktop.checking.controller import CheckController
from desktop.checking.panel import ProblemsPanel
from desktop.checking.rules_controller import RulesController
from desktop.comparing.controller import CompareController
from desktop.comparing.tracking_controller import TrackingController
from desktop.corpus.controller import CorpusController
from desktop.corpus.downloads import DownloadController
from desktop.editor import DraftEditor
from desktop.editor.completion import Completion
from desktop.editor.selecting import Selecting
from desktop.files.draft_file import DraftFile
from desktop.files.file_dialogs import FileDialogs
from desktop.files.versions import FOLDER, Versions
from desktop.finding.bar import FindBar
from desktop.finding.controller import FindController
from desktop.help import pages as help_pages
from desktop.help.controller import CHAPTER, HelpController
from desktop.help.onboarding import Onboarding
from desktop.history.controller import HistoryController
from desktop.inserting.formula_controller import FormulaController
from desktop.inserting.reference_controller import ReferenceController
from desktop.navigation.announcer import Announcer
from desktop.navigation.clause_mover import ClauseMover
from desktop.navigation.focus_cycle import FocusCycle
from desktop.navigation.fold_commands import FoldCommands
from desktop.navigation.navigation_history import NavigationHistory
from desktop.navigation.outline import Outline, outline_rows
from desktop.negotiation.controller import NegotiationController
from desktop.negotiation.panel import ProposalsPanel
from desktop.notes.controller import NotesController
from desktop.notes.panel import NotesPanel
from desktop.pages.printing import PrintController
from desktop.precedents.choice import PrecedentChoice
from desktop.precedents.controller import PrecedentController
from desktop.precedents.panel import PrecedentPanel
from desktop.precedents.report_controller import ReportController
from desktop.precedents.window import PrecedentWindow
from desktop.review.controller import ReviewController
from desktop.safety.controller import SafetyController
from desktop.shell.dock_title import DockTitle
from desktop.shell.line_choice import LineChoice
from desktop.shell.preferences import Preferences
from desktop.shell.status_line import StatusLine
from desktop.shell.unread_banner import UnreadBanner
from desktop.succession.controller import SuccessionController
from resolution.checks import Problem
from resolution.language.organs import organ
from resolution.model import Resolution
from resolution.text import abridged, folded, make

SETTLE_MS = 150
"""How long typing must rest before the outline and the counts follow."""

LEAST_PAGE = 500
"""In a narrow window the panels give way before the page becomes narrower than this, in pixels."""

CLOSE_AGAIN_MS = 100
"""A window that is to be closed while its draft is being saved waits so long, and again."""

STATE_VERSION = 4
"""Goes up where panels are added, so that a kept arrangement of an older window is not applied."""


class DraftWindow(QMainWindow):
    """One draft with its panels. What asks the user goes through `dialogs`, which tests replace."""

    window_wanted = Signal(object)
    """Another window, with the file at this path, or empty (None)."""
    recovery_wanted = Signal()
    """The drafts that a crash left behind are to be offered."""
    quit_wanted = Signal()
    """All windows are to be closed."""
    closed = Signal()
    """The window is closed for good."""

    def __init__(
        self,
        services: Services,
        settings: Settings,
        look: ThemeController,
        dialogs: FileDialogs | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("draft")
        data = self._data = services.data
        self._services = services
        services.enter(self)
        self._settings = settings
        self.look = look
        self.dialogs = dialogs or FileDialogs(self)
        self.editor = DraftEditor()
        self.panel = PrecedentPanel()
        self.outline = Outline()
        self.notes_panel = NotesPanel()
        self.mover = ClauseMover(self.editor, self.outline, self)
        self.navigation = NavigationHistory(self.editor, self)
        self.folds = FoldCommands(self.editor, self.outline, self)
        self.banner = UnreadBanner()
        self.find_bar = FindBar()
        self.finder = FindController(self.editor, self.find_bar, settings, self)
        self.status = StatusLine()
        versions = Versions(data / FOLDER)
        self.file = DraftFile(self.editor, self.dialogs, settings, versions, services.pool, self)
        self.safety = SafetyController(
            data,
            self.editor,
            self.file,
            versions,
            self.dialogs,
            settings,
            look,
            services.pool,
            self,
        )
        self.printing = PrintController(
            self.dialogs,
            self.file.emblem,
            self.file.line_step,
            self.file.show_print_failed,
            services.pool,
            self,
        )
        self.corpus_service = CorpusService(services.corpus, self.dialogs, self)
        self.precedents = PrecedentController(
            self.corpus_service, self.editor, self.panel, settings, self
        )
        self.precedent_choice = PrecedentChoice(self.panel, self)
        self.history = HistoryController(
            self.corpus_service,
            self.editor,
            lambda: self.precedents.own,
            self.dialogs,
            look,
            services.analysis,
            self,
        )
        self.downloads = DownloadController(services, self.corpus_service, self.dialogs, self)
        self.formulas = FormulaController(
            self.editor, self.dialogs, self.corpus_service.register, self
        )
        self.completion = Completion(self.editor, self.corpus_service.register, self)
        self.proposals = ProposalsPanel()
        self.problems = ProblemsPanel(settings)
        self.checks = CheckController(
            services,
            self.editor,
            self.problems,
            self.dialogs,
            settings,
            self,
        )
        self.rules = RulesController(self.dialogs, settings, self)
        self.corpus = CorpusController(self.corpus_service, self.dialogs, self)
        self.announcer = Announcer(self.editor, self.announce)
        self.lines = LineChoice(settings, self.editor, self.say, self)
        self.guide = HelpController(settings, self.dialogs, self.say, self)
        self.onboarding = Onboarding(settings, self.guide, self.editor, self.file, look, self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._arrange()
        self._fold_notes = AutoHideDock(self._docks[2], settings)
        self._fold_problems = AutoHideDock(self._docks[3], settings)
        self.notes = NotesController(
            self.editor,
            self.notes_panel,
            self._fold_notes,
            self.dialogs,
            self.corpus_service.register,
            self,
        )
        self.references = ReferenceController(self.editor, self.dialogs, self)
        self.report = ReportController(
            data, self.editor, self.file, self.dialogs, services.pool, self
        )
        self.report.message.connect(self.say)
        self.successor = SuccessionController(
            self.corpus_service, self.dialogs, self.file.folder, services.pool, self
        )
        self.successor.message.connect(self.say)
        self.comparing = CompareController(
            self.corpus_service,
            self.editor,
            self.file,
            versions,
            self.dialogs,
            look,
            services.pool,
            self,
        )
        self.comparing.message.connect(self.say)
        self.safety.compare_wanted.connect(self.comparing.show)
        self.negotiation = NegotiationController(
            self.editor,
            self.proposals,
            AutoHideDock(self._docks[4], settings),
            self.file.export_compilation,
            self.dialogs,
            look,
            self,
        )
        self.negotiation.message.connect(self.say)
        self.tracking = TrackingController(
            self.editor, self.file, self.comparing, self.dialogs, settings, services.pool, self
        )
        self.tracking.message.connect(self.say)
        self.review = ReviewController(self.file, self.dialogs, look, services.pool, self)
        self.review.message.connect(self.say)
        self.focus_cycle = FocusCycle(self.editor, self._docks, (self._bar, self.status), self)
        does = {
            "window": self,
            "editor": self.editor,
            "panel": self.panel,
            "precedent_choice": self.precedent_choice,
            "notes": self.notes,
            "references": self.references,
            "guide": self.guide,
            "panes": self.focus_cycle,
            "find": self.finder,
            "completion": self.completion,
            "formulas": self.formulas,
            "lines": self.lines,
            "safety": self.safety,
            "mover": self.mover,
            "trail": self.navigation,
            "folds": self.folds,
            "select": Selecting(self.editor, self),
            "checks": self.checks,
            "rules": self.rules,
            "downloads": self.downloads,
            "corpus": self.corpus,
            "report": self.report,
            "onboarding": self.onboarding,
            "history": self.history,
            "successor": self.successor,
            "comparing": self.comparing,
            "negotiation": self.negotiation,
            "review": self.review,
            "tracking": self.tracking,
        }
        self.actions_ = Actions(self, does, self._dock_actions())
        self.digit_keys = DigitKeys(self)
        self.guide.attach(self.actions_)
        self.lines.attach(self.actions_)
        self._fill_bars()
        self._connect()
        self._paint_in(look.theme)
        self._restore()

    # Building

    def _arrange(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.safety.banner)
        column.addWidget(self.banner)
        column.addWidget(self.editor, 1)
        column.addWidget(self.find_bar)
        centre.setMinimumWidth(LEAST_PAGE)
        self.editor.setProperty(CHAPTER, "writing")
        self.setCentralWidget(centre)
        self.setStatusBar(self.status)
        self.setDockNestingEnabled(True)
        area = Qt.DockWidgetArea
        self._docks = (
            self._dock("Outline", "outline", self.outline, area.LeftDockWidgetArea, "moving"),
            self._dock(
                "Precedent", "precedent", self.panel, area.RightDockWidgetArea, "precedents"
            ),
            self._dock("Notes", "notes", self.notes_panel, area.BottomDockWidgetArea, "notes"),
            self._dock(
                "Problems", "problems", self.problems, area.BottomDockWidgetArea, "checking"
            ),
            self._dock(
                "Proposals", "proposals", self.proposals, area.RightDockWidgetArea, "negotiating"
            ),
        )
        for away in (self._docks[2], self._docks[4]):
            away.hide()
        self.tabifyDockWidget(*self._docks[2:4])
        self.tabifyDockWidget(self._docks[1], self._docks[4])
        for corner, side in (
            (Qt.Corner.BottomLeftCorner, area.LeftDockWidgetArea),
            (Qt.Corner.BottomRightCorner, area.RightDockWidgetArea),
        ):
            self.setCorner(corner, side)
        self._bar = ToolBar(self)
        self.addToolBar(self._bar)
        self.setAcceptDrops(True)
        self.editor.viewport().installEventFilter(self)
        self.resize(1280, 820)
        self.resizeDocks(list(self._docks[:2]), [250, 350], Qt.Orientation.Horizontal)
        self.resizeDocks([self._docks[3]], [220], Qt.Orientation.Vertical)

    def _dock(
        self, title: str, name: str, content: QWidget, area: Qt.DockWidgetArea, chapter: str
    ) -> QDockWidget:
        """Add a panel: its name is that of the command that shows it, F1 in it opens the chapter."""
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setWidget(content)
        dock.setProperty(CHAPTER, chapter)
        dock.setTitleBarWidget(DockTitle(dock))
        # One that shares its place with another comes to the front.
        dock.toggleViewAction().triggered.connect(lambda shown: dock.raise_() if shown else None)
        self.addDockWidget(area, dock)
        return dock

    def _dock_actions(self) -> dict[str, QAction]:
        """Return what shows and folds away the panels and the toolbar, by the names of the commands."""
        parts = (*self._docks, self._bar)
        return {part.objectName(): part.toggleViewAction() for part in parts}

    def _fill_bars(self) -> None:
        menus = self.actions_.fill_menus()
        self.actions_.fill_toolbar(self._bar)
        self._recent = QMenu("Open &recent", self)
        self._recent.aboutToShow.connect(self._fill_recent)
        menus["&File"].insertMenu(self.actions_["save"], self._recent)

    def _connect(self) -> None:
        self.editor.draft_changed.connect(self._settle.start)
        self.editor.structure_changed.connect(self._settle.start)
        self._settle.timeout.connect(self.follow)
        self.editor.clause_changed.connect(self._follow_cursor)
        self.editor.heading_clicked.connect(self.edit_heading)
        self.editor.refused.connect(self.say)
        self.editor.left_over.connect(lambda lines: self.banner.show_lines(lines, "the paste"))
        self.editor.unplaced.connect(
            lambda lines: self.banner.show_lines(lines, "the paste", len(lines))
        )
        self.editor.zoom_changed.connect(lambda percent: self.say(f"Zoom {percent} %"))
        self.editor.zoom_changed.connect(self.status.zoom.show_zoom)
        self.status.zoom.zoom_chosen.connect(self.editor.set_zoom)
        self.status.zoom.fit_wanted.connect(self.editor.fit_width)
        for pressed, command in (
            (self.status.zoom.out, "zoom_out"),
            (self.status.zoom.into, "zoom_in"),
            (self.status.counts, "word_count"),
            (self.status.saved, "save"),
            (self.status.corpus, "show_corpus"),
        ):
            pressed.clicked.connect(self.actions_[command].trigger)
        self.editor.document().modificationChanged.connect(self._show_state)
        self.editor.undoAvailable.connect(self.actions_["undo"].setEnabled)
        self.editor.redoAvailable.connect(self.actions_["redo"].setEnabled)
        for name in ("undo", "redo"):
            self.actions_[name].setEnabled(False)
        for name in ("cut", "copy"):
            self.editor.copyAvailable.connect(self.actions_[name].setEnabled)
            self.actions_[name].setEnabled(False)
        self.editor.currentCharFormatChanged.connect(
            lambda typeface: self.actions_["toggle_italic"].setChecked(typeface.fontItalic())
        )
        self.outline.chosen.connect(self._go)
        self.outline.note_chosen.connect(self.notes.go_by_index)
        self.outline.note_opened.connect(self.notes.edit_by_index)
        self.onboarding.command_chosen.connect(lambda command: self.actions_[command].trigger())
        self.onboarding.copy_wanted.connect(self.safety.copy_wanted)
        self.onboarding.announced.connect(self.announce)
        self.notes.message.connect(self.say)
        self.mover.message.connect(self.say)
        self.navigation.message.connect(self.say)
        self.folds.message.connect(self.say)
        self.navigation.changed.connect(self._show_trail)
        self.navigation.watch(
            self.editor.viewport(), self.outline.viewport(), self.panel.list.viewport()
        )
        self.navigation.clear()
        self.mover.moved.connect(self.follow)
        self.references.message.connect(self.say)
        self.panel.add_wanted.connect(self.add_precedent_files)
        self.panel.whole_wanted.connect(
            lambda match: self.open_precedent(match.symbol, match.paragraph)
        )
        self.banner.show_wanted.connect(self._show_unread)
        self.file.changed.connect(self._show_state)
        self.file.changed.connect(self.follow)
        self.file.changed.connect(self.precedents.know_own)
        self.file.opened.connect(self._opened)
        self.file.message.connect(self.say)
        self.safety.message.connect(self.say)
        self.safety.copied.connect(self.status.show_copied)
        self.corpus_service.message.connect(self.say)
        self.precedents.message.connect(self.say)
        self.precedent_choice.message.connect(self.say)
        self.history.message.connect(self.say)
        self.history.whole_wanted.connect(self.open_precedent)
        self.history.replace_wanted.connect(self.precedents.replace)
        self.history.official_wanted.connect(self.precedent_choice.open_official_of)
        self.history.citation_wanted.connect(self.precedent_choice.copy_citation_of)
        self.panel.history_wanted.connect(self.history.show_history_of)
        self.focus_cycle.back.connect(self.precedents.end_search)
        self.downloads.message.connect(self.say)
        self.finder.message.connect(self.say)
        self.focus_cycle.back.connect(self.finder.dismiss)
        self.finder.precedents_wanted.connect(self._find_in_precedents)
        self.completion.message.connect(self.say)
        self.formulas.message.connect(self.say)
        self.corpus_service.progressed.connect(self.status.show_progress)
        self.corpus_service.ended.connect(self.status.end_progress)
        self.status.stop_wanted.connect(self.corpus_service.stop_adding)
        self.corpus_service.counted.connect(self.status.show_corpus)
        self.corpus.open_wanted.connect(self.open_precedent)
        self.corpus.add_wanted.connect(self.add_precedent_files)
        self.corpus.folder_wanted.connect(self.add_precedent_folder)
        self.corpus.record_wanted.connect(self.downloads.get_record)
        self.corpus.message.connect(self.say)
        self.checks.message.connect(self.say)
        self.corpus_service.counted.connect(
            lambda *_: self.checks.recheck()
        )  # the register knows others now
        self.checks.rule_wanted.connect(self.rules.show_rules)
        self.rules.message.connect(self.say)
        self.checks.found.connect(self._show_problems)
        self.checks.remarked.connect(self.status.remark)
        self.status.problems_wanted.connect(self.show_problems)
        self.look.changed.connect(self._paint_in)
        self._settings.changed.connect(self._apply)

    # Keeping in step

    def follow(self) -> None:
        """Bring the outline and the counts in step with the text."""
        self._settle.stop()
        resolution = self.editor.resolution()
        self.outline.show_rows(outline_rows(resolution))
        self.status.show_counts(resolution)
        self.notes.follow()
        self.negotiation.follow()
        self._follow_cursor()

    def _follow_cursor(self, _: object = None) -> None:
        current = self.editor.current_clause()
        self.outline.show_current(current.index if current else -1)

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        """Tell the problems where they are not listed: at the foot, in the outline."""
        self.status.show_problems(problems, self.checks.ignored)
        self.outline.show_problems(problems)
        if not problems or not self.checks.writing:  # it never comes up under the words one writes
            ignoring = self.checks.ignored > 0 and self.problems.has_keyboard()
            self._fold_problems.fill(bool(problems) or ignoring)

    def show_problems(self) -> None:
        """Open the panel of problems, with the keyboard in it; where all are ignored, these are listed."""
        if not self.checks.problems and self.checks.ignored:
            self.problems.show_ignored.setChecked(True)
        elif not self.checks.problems:
            self.say("No problems were found.")
            return
        self._fold_problems.show()
        self.problems.choose_first()
        self.problems.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_state(self, _: object = None) -> None:
        read_only = " (read-only)" if self.file.read_only else ""
        self.setWindowTitle(f"{self.file.name}{read_only}[*] – Resolution Drafter")
        self.setWindowModified(self.file.modified)
        self.status.show_saved(
            self.file.modified,
            self.file.saved_at,
            self.file.source is not None,
            self.file.read_only,
        )

    def _show_trail(self, back: bool, forward: bool) -> None:
        self.actions_["back"].setEnabled(back)
        self.actions_["forward"].setEnabled(forward)

    def _opened(self, reading: Any) -> None:
        self.navigation.clear()
        comments = (f"Comment on {remark}" for remark in reading.remarks)
        unread = reading.unread
        self.banner.show_lines([*unread, *comments], self.file.name, len(unread))
        if reading.joined:
            words = ", ".join(f"“{one.printed}” in {one.place}" for one in reading.joined)
            self.say(f"Read as one word each: {abridged(words, 120)}.")

    def _show_unread(self, lines: Any) -> None:
        self.dialogs.show_lines(
            "Lines without a place", "These lines were read and found no place:", lines
        )

    def _paint_in(self, theme: Theme) -> None:
        """Have every part that paints in colours of its own, here and in open windows, take them."""
        self.actions_.paint(theme)
        self.checks.paint_in(theme)
        for part in self.findChildren(QWidget):
            if paint := getattr(part, "paint_in", None):
                paint(theme)

    def _apply(self, name: str) -> None:
        if name == THEME.name:
            self.look.choose(self._settings.text(THEME))
        if name == PAGE_WIDTH.name:
            self.editor.set_page_width(self._settings.number(PAGE_WIDTH))
        if name == FINAL_MARKS.name:
            self.editor.final_marks.enabled = self._settings.text(FINAL_MARKS) == "on"
        if name == COMPLETION.name:
            self.completion.enabled = self._settings.text(COMPLETION) == "on"

    def say(self, sentence: str) -> None:
        """Show a passing sentence at the foot of the window, and have a screen reader say it."""
        self.status.showMessage(sentence, 8000)
        self.announce(sentence)

    def announce(self, sentence: str) -> None:
        """Have a screen reader say a sentence, where there is one."""
        if QAccessible.isActive():
            _announce(self, sentence)

    # File

    def new(self) -> None:
        """Begin a draft of an organ that the user chooses."""
        from desktop.heading.form import ask_organ

        if (name := ask_organ(self.dialogs)) and self.file.new(name):
            self.banner.show_lines(())
            known = organ(name)
            self.editor.goto(0 if known is None or known.titled else self.editor.block_count - 1)

    def open(self) -> None:
        """Open a file that the user chooses."""
        if path := self.dialogs.file_to_open(self.file.folder()):
            self.file.open(path)

    def new_window(self) -> None:
        """Begin another draft beside this one."""
        self.window_wanted.emit(None)

    def open_in_window(self) -> None:
        """Open a file that the user chooses beside this draft."""
        if path := self.dialogs.file_to_open(self.file.folder()):
            self.window_wanted.emit(path)

    def recover(self) -> None:
        """Offer the drafts that were left behind."""
        self.recovery_wanted.emit()

    def quit(self) -> None:
        """Close all windows."""
        self.quit_wanted.emit()

    @property
    def unused(self) -> bool:
        """Return whether there is nothing in the window but the beginning of a draft."""
        return self.file.unused

    def save(self) -> bool:
        """Save the draft."""
        return self.file.save()

    def save_as(self) -> bool:
        """Save the draft in another place."""
        return self.file.save_as()

    def export_word(self) -> None:
        """Write the draft as a Word document."""
        self.file.export(".docx")

    def export(self) -> None:
        """Write the draft in another format."""
        self.file.export()

    def export_pdf(self) -> None:
        """Write the draft as a PDF."""
        self.file.export(".pdf")

    def print_preview(self) -> None:
        """Show the pages of the draft as they will be printed."""
        self.editor.finish_marks()
        self.printing.preview(self.editor.resolution())

    def print_draft(self) -> None:
        """Print the draft."""
        self.editor.finish_marks()
        self.printing.print(self.editor.resolution())

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._settings.recent():
            action = self._recent.addAction(path.name.replace("&", "&&"))
            action.triggered.connect(partial(self._open_recent, path))
            action.setToolTip(str(path))
            action.setStatusTip(str(path))
            action.setEnabled(path.is_file())
            if not path.is_file():
                action.setText(f"{path.name} (no longer there)".replace("&", "&&"))
        self._recent.addSeparator()
        clear = self._recent.addAction("&Clear the list", self._settings.clear_recent)
        clear.setEnabled(bool(self._settings.recent()))

    def _open_recent(self, path: Path, _checked: bool = False) -> None:
        self.file.open(path)

    def recent_actions(self) -> list[QAction]:
        """Return the entries of the menu of recent files, as it opens."""
        self._fill_recent()
        return [action for action in self._recent.actions() if not action.isSeparator()]

    def preferences(self) -> None:
        """Show the preferences."""
        Preferences(self._settings, self).exec()

    # Heading, notes, going places

    def edit_heading(self) -> None:
        """Ask for the heading, and take it in one undo step."""
        from desktop.heading.form import ask_heading

        resolution = self.editor.resolution()
        before = self.editor.heading()
        filled = ask_heading(self.dialogs, before, folded(resolution.main.title))
        if filled is None:
            return
        masthead, title = filled
        changed = masthead != before
        if changed:
            self.editor.set_heading(masthead)
        if title != folded(resolution.main.title):
            with self._one_undo(with_last=changed):
                self.editor.set_title(make(title))

    @contextmanager
    def _one_undo(self, with_last: bool = True) -> Iterator[None]:
        """Make what is done inside one step of undo with the step before it."""
        cursor = QTextCursor(self.editor.document())
        if with_last:
            cursor.joinPreviousEditBlock()
        try:
            yield
        finally:
            if with_last:
                cursor.endEditBlock()

    def go_to(self) -> None:
        """Ask for a clause and go there."""
        places = self._places()
        chosen = self.dialogs.place([name for name, _ in places])
        if chosen is not None:
            self._go(places[chosen][1])

    def _places(self) -> list[tuple[str, int]]:
        """Return the name and the first words of every clause and item, with its number in the document."""
        return [
            (f"{place}  {abridged(folded(self.editor.clause_at(index).block.text), 70)}", index)
            for index, place in enumerate(self.editor.places())
            if place
        ]

    def _go(self, index: int) -> None:
        self.editor.goto(index)
        self.editor.setFocus()

    # Precedents

    def add_precedent_files(self) -> None:
        """Add files that the user chooses to the corpus."""
        self.corpus_service.add(self.dialogs.precedent_files(self.file.folder()))

    def add_precedent_folder(self) -> None:
        """Add a folder that the user chooses to the corpus."""
        if folder := self.dialogs.precedent_folder(self.file.folder()):
            self.corpus_service.add([folder])

    def search_precedents(self) -> None:
        """Move the keyboard to the search in the panel of precedents."""
        self._docks[1].show()
        self._docks[1].raise_()
        self.panel.search_precedents()

    def _find_in_precedents(self, words: str) -> None:
        self._docks[1].show()
        self._docks[1].raise_()
        if words:
            self.precedents.search(words)
        else:
            self.panel.search_precedents()

    def open_precedent(self, symbol: str, place: str = "") -> None:
        """Show a whole text of the corpus beside the draft."""
        self.corpus_service.with_document(
            symbol, lambda document: self._show_precedent(symbol, place, document)
        )

    def _show_precedent(self, symbol: str, place: str, resolution: Resolution) -> None:
        window = PrecedentWindow(symbol, resolution, self.look.theme, self)
        window.draft_wanted.connect(self.successor.new_from)
        window.compare_wanted.connect(self.comparing.show)
        window.show_at(place)

    # View and help

    def word_count(self) -> None:
        """Show how much the draft has of what."""
        show_word_count(self.dialogs, self.editor.resolution())

    def zoom_reset(self) -> None:
        """Show the page in its own size."""
        self.editor.set_zoom(100)

    def about(self) -> None:
        """Show what the program is."""
        from desktop.help.about_dialog import show_about

        show_about(self.dialogs, help_pages.about(self._data))

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open files dropped on the text, in place of having their names written into it."""
        if isinstance(event, QDropEvent) and _dropped(event):
            if event.type() is QEvent.Type.Drop:
                self.dropEvent(event)
            else:
                event.acceptProposedAction()
            return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := _dropped(event):
            event.acceptProposedAction()
            QTimer.singleShot(0, lambda: self.file.open(path))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.file.saving:
            QTimer.singleShot(CLOSE_AGAIN_MS, self.close)
            event.ignore()
            return
        if not self.file.may_close():
            event.ignore()
            return
        self._settings.save_state("geometry", self.saveGeometry())
        self._settings.save_state("panels", self.saveState(STATE_VERSION))
        self.stop(keep=False)
        self._settings.save()
        event.accept()
        self.closed.emit()

    def stop(self, keep: bool = True) -> None:
        """End the background work; `keep` leaves a recovery copy of what is not saved."""
        self._settle.stop()
        self.finder.stop()
        self.safety.stop(keep)
        self.downloads.stop()
        self.report.stop()
        self.history.stop()
        self.successor.stop()
        self.comparing.stop()
        self.review.stop()
        self.tracking.stop()
        self.checks.stop()  # before the texts it asks are closed
        self.precedents.stop()
        self.corpus_service.stop()
        self.file.stop()
        self.printing.stop()
        self._services.leave(self)

    def _restore(self) -> None:
        self.restoreGeometry(self._settings.state("geometry"))
        self.restoreState(self._settings.state("panels"), STATE_VERSION)
        self._fold_notes.restore()
        self._fold_problems.restore()
        self.negotiation.put_back()
        self._apply(PAGE_WIDTH.name)
        self._apply(COMPLETION.name)
        self._apply(FINAL_MARKS.name)
        self._show_state()


def _dropped(event: QDropEvent) -> Path | None:
    """Return the first file of what is dropped, or None where there is none."""
    for url in event.mimeData().urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return None


def _announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence; Qt can from 6.8 on."""
    from PySide6.QtGui import QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
