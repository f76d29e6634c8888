"""The features of a window, each declared in a function of its own; `FEATURES` lists them.

A new feature is a package beside the others, with a function here that is entered in the list. Features do not know
each other: what one needs of another it is given here, or `shell/window.py` connects their signals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.base.auto_hide_dock import AutoHideDock
from desktop.base.corpus_service import CorpusService
from desktop.base.feature import Feature, Panel
from desktop.base.services import Services
from desktop.base.settings import Settings
from desktop.base.theme import ThemeController
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
from desktop.files.versions import Versions
from desktop.finding.bar import FindBar
from desktop.finding.controller import FindController
from desktop.help.controller import HelpController
from desktop.help.onboarding import Onboarding
from desktop.history.controller import HistoryController
from desktop.inserting.formula_controller import FormulaController
from desktop.inserting.reference_controller import ReferenceController
from desktop.navigation.clause_mover import ClauseMover
from desktop.navigation.fold_commands import FoldCommands
from desktop.navigation.navigation_history import NavigationHistory
from desktop.navigation.outline import Outline
from desktop.negotiation.controller import NegotiationController
from desktop.negotiation.panel import ProposalsPanel
from desktop.notes.controller import NotesController
from desktop.notes.panel import NotesPanel
from desktop.precedents.choice import PrecedentChoice
from desktop.precedents.controller import PrecedentController
from desktop.precedents.panel import PrecedentPanel
from desktop.precedents.report_controller import ReportController
from desktop.review.controller import ReviewController
from desktop.shell.line_choice import LineChoice
from desktop.succession.controller import SuccessionController

Side = Qt.DockWidgetArea
Part = TypeVar("Part")


@dataclass
class WindowParts:
    """What a window gives its features to work with, and the features built so far.

    say: shows a passing sentence at the foot of the window
    """

    window: QMainWindow
    services: Services
    settings: Settings
    look: ThemeController
    dialogs: FileDialogs
    editor: DraftEditor
    file: DraftFile
    versions: Versions
    corpus: CorpusService
    find_bar: FindBar
    say: Callable[[str], None]
    features: list[Feature] = field(default_factory=list)

    def build(self) -> None:
        """Build all features, in the order of the list."""
        for declared in FEATURES:
            self.features.append(declared(self))

    def part(self, kind: type[Part]) -> Part:
        """Return the target or the panel of this class; raises LookupError where no feature has it yet."""
        for feature in self.features:
            if isinstance(feature.target, kind):
                return feature.target
            if feature.panel and isinstance(feature.panel.content, kind):
                return feature.panel.content
        raise LookupError(f"no feature has a {kind.__name__}")

    def fold_of(self, kind: type[QWidget]) -> AutoHideDock:
        """Return what folds the panel with this content away; raises LookupError where there is none."""
        for feature in self.features:
            if feature.panel and feature.panel.fold and isinstance(feature.panel.content, kind):
                return feature.panel.fold
        raise LookupError(f"no panel of {kind.__name__} folds away")

    def fold(self, name: str) -> AutoHideDock:
        """Return what folds the panel of this name away while it is empty."""
        return AutoHideDock(name, self.settings)


# -- moving about ------------------------------------------------------------------------------------------------------


def outline(parts: WindowParts) -> Feature:
    made = Outline()
    panel = Panel("outline", "Outline", made, Side.LeftDockWidgetArea, "moving", size=250)
    return Feature("outline", made, panel, repaint=made.paint_in)


def mover(parts: WindowParts) -> Feature:
    made = ClauseMover(parts.editor, parts.part(Outline), parts.window)
    return Feature("mover", made, message=made.message)


def trail(parts: WindowParts) -> Feature:
    made = NavigationHistory(parts.editor, parts.window)
    return Feature("trail", made, message=made.message)


def folds(parts: WindowParts) -> Feature:
    made = FoldCommands(parts.editor, parts.part(Outline), parts.window)
    return Feature("folds", made, message=made.message)


def selecting(parts: WindowParts) -> Feature:
    return Feature("select", Selecting(parts.editor, parts.window))


def find(parts: WindowParts) -> Feature:
    bar = parts.find_bar
    made = FindController(parts.editor, bar, parts.settings, parts.window)
    return Feature("find", made, message=made.message, repaint=bar.paint_in, stop=made.stop)


# -- precedents --------------------------------------------------------------------------------------------------------


def precedent_panel(parts: WindowParts) -> Feature:
    made = PrecedentPanel()
    panel = Panel("precedent", "Precedent", made, Side.RightDockWidgetArea, "precedents", size=350)
    return Feature("panel", made, panel, repaint=made.paint_in)


def precedents(parts: WindowParts) -> Feature:
    made = PrecedentController(
        parts.corpus, parts.editor, parts.part(PrecedentPanel), parts.settings, parts.window
    )
    return Feature("precedents", made, message=made.message, stop=made.stop)


def chosen(parts: WindowParts) -> Feature:
    made = PrecedentChoice(parts.part(PrecedentPanel), parts.window)
    return Feature("chosen", made, message=made.message)


def history(parts: WindowParts) -> Feature:
    shown = parts.part(PrecedentController)
    made = HistoryController(
        parts.corpus,
        parts.editor,
        lambda: shown.own,
        parts.dialogs,
        parts.look,
        parts.services.pool,
        parts.window,
    )
    return Feature("history", made, message=made.message, stop=made.stop)


def record(parts: WindowParts) -> Feature:
    made = DownloadController(parts.services, parts.corpus, parts.dialogs, parts.window)
    return Feature("record", made, message=made.message, stop=made.stop)


def corpus(parts: WindowParts) -> Feature:
    made = CorpusController(parts.corpus, parts.dialogs, parts.window)
    return Feature("corpus", made, message=made.message)


def report(parts: WindowParts) -> Feature:
    made = ReportController(
        parts.services.data,
        parts.editor,
        parts.file,
        parts.dialogs,
        parts.services.pool,
        parts.window,
    )
    return Feature("report", made, message=made.message, stop=made.stop)


def successor(parts: WindowParts) -> Feature:
    made = SuccessionController(
        parts.corpus, parts.dialogs, parts.file.folder, parts.services.pool, parts.window
    )
    return Feature("successor", made, message=made.message, stop=made.stop)


# -- writing -----------------------------------------------------------------------------------------------------------


def formulas(parts: WindowParts) -> Feature:
    made = FormulaController(parts.editor, parts.dialogs, parts.corpus.register, parts.window)
    return Feature("formulas", made, message=made.message)


def completion(parts: WindowParts) -> Feature:
    made = Completion(parts.editor, parts.corpus.register, parts.window)
    return Feature("completion", made, message=made.message)


def references(parts: WindowParts) -> Feature:
    made = ReferenceController(parts.editor, parts.dialogs, parts.window)
    return Feature("references", made, message=made.message)


def notes(parts: WindowParts) -> Feature:
    content, fold = NotesPanel(), parts.fold("notes")
    made = NotesController(
        parts.editor, content, fold, parts.dialogs, parts.corpus.register, parts.window
    )
    panel = Panel(
        "notes", "Notes", content, Side.BottomDockWidgetArea, "notes", hidden=True, fold=fold
    )
    return Feature("notes", made, panel, made.message, content.paint_in, made.follow)


def lines(parts: WindowParts) -> Feature:
    return Feature("lines", LineChoice(parts.settings, parts.editor, parts.say, parts.window))


# -- checking ----------------------------------------------------------------------------------------------------------


def checks(parts: WindowParts) -> Feature:
    content = ProblemsPanel(parts.settings)
    made = CheckController(
        parts.services, parts.editor, content, parts.dialogs, parts.settings, parts.window
    )
    panel = Panel(
        "problems",
        "Problems",
        content,
        Side.BottomDockWidgetArea,
        "checking",
        size=220,
        behind="notes",
        fold=parts.fold("problems"),
    )
    return Feature("checks", made, panel, made.message, made.paint_in, stop=made.stop)


def rules(parts: WindowParts) -> Feature:
    made = RulesController(parts.dialogs, parts.settings, parts.window)
    return Feature("rules", made, message=made.message)


# -- comparing and negotiating -----------------------------------------------------------------------------------------


def comparing(parts: WindowParts) -> Feature:
    made = CompareController(
        parts.corpus,
        parts.editor,
        parts.file,
        parts.versions,
        parts.dialogs,
        parts.look,
        parts.services.pool,
        parts.window,
    )
    return Feature("comparing", made, message=made.message, stop=made.stop)


def tracking(parts: WindowParts) -> Feature:
    made = TrackingController(
        parts.editor,
        parts.file,
        parts.part(CompareController),
        parts.dialogs,
        parts.settings,
        parts.services.pool,
        parts.window,
    )
    return Feature("tracking", made, message=made.message, stop=made.stop)


def review(parts: WindowParts) -> Feature:
    made = ReviewController(
        parts.file, parts.dialogs, parts.look, parts.services.pool, parts.window
    )
    return Feature("review", made, message=made.message, stop=made.stop)


def negotiation(parts: WindowParts) -> Feature:
    content, fold = ProposalsPanel(), parts.fold("proposals")
    made = NegotiationController(
        parts.editor,
        content,
        fold,
        parts.file.export_compilation,
        parts.dialogs,
        parts.look,
        parts.window,
    )
    panel = Panel(
        "proposals",
        "Proposals",
        content,
        Side.RightDockWidgetArea,
        "negotiating",
        hidden=True,
        behind="precedent",
        fold=fold,
    )
    return Feature("negotiation", made, panel, made.message, content.paint_in, made.follow)


# -- help --------------------------------------------------------------------------------------------------------------


def guide(parts: WindowParts) -> Feature:
    return Feature("guide", HelpController(parts.settings, parts.dialogs, parts.say, parts.window))


def first(parts: WindowParts) -> Feature:
    made = Onboarding(
        parts.settings,
        parts.part(HelpController),
        parts.editor,
        parts.file,
        parts.look,
        parts.window,
    )
    return Feature("first", made)


FEATURES: tuple[Callable[[WindowParts], Feature], ...] = (
    outline,
    mover,
    trail,
    folds,
    find,
    precedent_panel,
    precedents,
    chosen,
    history,
    record,
    formulas,
    completion,
    notes,
    checks,
    rules,
    corpus,
    lines,
    guide,
    first,
    references,
    report,
    successor,
    comparing,
    negotiation,
    tracking,
    review,
    selecting,
)
"""Built in this order. Panels stand, and F6 goes through them, in this order too."""
