"""What the tests of the window share: someone who answers in the user's place, a corpus of the starter texts, a window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.keymap import Keymap
from desktop.base.services import Services
from desktop.base.settings import Settings
from desktop.base.theme import ThemeController
from desktop.base.word_count import WordCount
from desktop.checking.rules_dialog import CODE, RulesDialog
from desktop.checking.words_dialog import WordsDialog
from desktop.comparing.choice import ChoiceDialog
from desktop.files.file_dialogs import Answer, Changes, FileDialogs
from desktop.files.recovery import RecoveredDraft
from desktop.heading.form import HeadingForm
from desktop.help.about_dialog import AboutDialog
from desktop.help.command_search import CommandSearch
from desktop.help.keys_dialog import KeysDialog
from desktop.inserting.formula_dialog import Filled, FormulaDialog
from desktop.negotiation.dialog import ProposalAnswer, ProposalDialog, ProposalRequest
from desktop.safety.error_dialog import ErrorDialog
from desktop.safety.recovery_dialog import Choice, RecoveryDialog
from desktop.shell.window import DraftWindow
from desktop.succession.dialog import SuccessionChoice, SuccessionDialog
from precedent_corpus.corpus import Match, ensure_starter
from resolution.checks import all_rules
from resolution.labels import numbered
from resolution.language.leads import lead_length
from resolution.model import Block, Division, Kind, Masthead, Note, Resolution, Status
from resolution.text import Mark, NoteRef, Text, join, make, with_lead


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen plugin warns of what it does not do with any window at all; that says nothing about ours."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))


class Stand(FileDialogs):
    """Answers what a test told it to, and remembers what it was asked and told."""

    def __init__(self) -> None:
        super().__init__(None)
        self.asked: list[str] = []
        self.told: list[str] = []
        self.shown: list[str] = []
        self.path: Path | None = None
        self.paths: list[Path] = []
        self.answer = Answer.CANCEL
        self.choice = Choice.LATER
        self.found: list[RecoveredDraft] = []
        self.yes = True
        self.changes = Changes.ACCEPT
        self.rest: bool | None = None
        self.words: str | None = None
        self.filled: tuple[Masthead, str] | None = None
        self.chosen: int | None = None
        self.own: list[str] | None = None
        self.off: frozenset[str] | None = None
        self.formula_filled: Filled | None = None
        self.keys: Keymap | None = None
        self.successor_wanted: SuccessionChoice | None = None
        self.proposal_asked: ProposalRequest | None = None
        self.proposal_answer: ProposalAnswer | None = None

    def file_to_open(self, folder: Path) -> Path | None:
        self.asked.append("open")
        return self.path

    def file_to_save(self, proposed: Path) -> Path | None:
        self.asked.append(f"save {proposed.name}")
        return self.path

    def file_to_export(self, proposed: Path, formats: Sequence[object] = ()) -> Path | None:
        self.asked.append(f"export {proposed.name}")
        return self.path

    def choose_printer(self, printer: QPrinter, pages: int) -> bool:
        self.asked.append(f"printer for {pages}")
        printer.setOutputFileName(str(self.path))
        return self.yes

    def preview(self, printer: QPrinter, paint: Callable[[QPrinter], None]) -> None:
        self.asked.append("preview")
        printer.setOutputFileName(str(self.path))
        paint(printer)

    def precedent_files(self, folder: Path) -> list[Path]:
        self.asked.append("precedents")
        return self.paths

    def unsaved(self, name: str) -> Answer:
        self.asked.append(f"unsaved {name}")
        return self.answer

    def tracked_changes(self, name: str, count: int, authors: Sequence[str]) -> Changes:
        self.asked.append(f"changes {name}: {count} by {', '.join(authors)}")
        return self.changes

    def open_changes(self, count: int) -> bool | None:
        self.asked.append(f"open changes {count}")
        return self.rest

    def changed_on_disk(self, path: Path) -> Answer:
        self.asked.append(f"changed {path.name}")
        return self.answer

    def not_saved(self, sentence: str) -> Answer:
        self.told.append(sentence)
        return self.answer

    def confirm(self, title: str, sentence: str, yes: str) -> bool:
        self.asked.append(title)
        return self.yes

    def show_message(self, title: str, sentence: str) -> None:
        self.told.append(sentence)

    def show_warning(self, title: str, sentence: str, details: str = "") -> None:
        self.told.append(sentence)

    def show_lines(
        self, title: str, sentence: str, lines: Sequence[str], asked: bool = True
    ) -> None:
        self.told.append(sentence)
        self.shown += lines

    def place(self, places: Sequence[str], title: str = "Go to") -> int | None:
        self.asked.append(title)
        self.shown += places
        return self.chosen

    def choose_item(self, title: str, label: str, items: Sequence[str]) -> str | None:
        return self.words

    def run(self, dialog: QDialog) -> bool:
        if isinstance(dialog, ErrorDialog):
            self.told.append(dialog.words)
            self.shown.append(dialog.details)
        elif isinstance(dialog, RecoveryDialog):
            self.asked.append("recovered")
            self.found = list(dialog._found)
            dialog.choices = [self.choice] * len(self.found)
        elif isinstance(dialog, AboutDialog):
            self.shown.append(dialog.status_label.text())
        elif isinstance(dialog, WordCount):
            table = dialog.findChild(QTreeWidget)
            assert table is not None
            rows = map(table.topLevelItem, range(table.topLevelItemCount()))
            self.shown += [row.data(0, Qt.ItemDataRole.AccessibleTextRole) for row in rows]
        else:
            raise AssertionError(f"nobody answers {type(dialog).__name__}")
        return True

    def ask(self, dialog: QDialog, answer: object) -> Any:
        """Answer in place of the dialog, by the method below for its class."""
        return self.ANSWERS[type(dialog)](self, dialog)

    def heading(self, _: HeadingForm) -> tuple[Masthead, str] | None:
        return self.filled

    def successor(self, _: SuccessionDialog) -> SuccessionChoice | None:
        self.asked.append("successor")
        return self.successor_wanted

    def compared_text(self, dialog: ChoiceDialog) -> int | None:
        listed = dialog.list
        return self.text_to_compare([listed.item(n).text() for n in range(listed.count())])

    def text_to_compare(self, texts: Sequence[str]) -> int | None:
        self.asked.append("text to compare")
        self.shown = list(texts)
        return self.chosen

    def proposal(self, dialog: ProposalDialog) -> ProposalAnswer | None:
        asked = self.proposal_asked = dialog._asked
        self.asked.append(f"proposal: {asked.title or asked.kind}")
        return self.proposal_answer

    def own_words(self, dialog: WordsDialog) -> list[str] | None:
        self.asked.append(f"own words {' '.join(dialog.words())}")
        return self.own

    def rules(self, dialog: RulesDialog) -> frozenset[str] | None:
        row = dialog.tree.currentItem()
        assert row is not None
        self.asked.append(f"rules {row.data(0, CODE)}")
        return self.off

    def formula(self, dialog: FormulaDialog) -> Filled | None:
        self.asked.append(f"formula {dialog._formulas[0].kind}")
        return self.formula_filled

    def command(self, dialog: CommandSearch) -> int | None:
        self.shown += [item.text(0) for item in dialog._items]
        return self.chosen

    def keymap(self, _: KeysDialog) -> Keymap | None:
        return self.keys

    ANSWERS: ClassVar[dict[type[QDialog], Callable[[Stand, Any], object]]] = {
        HeadingForm: heading,
        SuccessionDialog: successor,
        ChoiceDialog: compared_text,
        ProposalDialog: proposal,
        WordsDialog: own_words,
        RulesDialog: rules,
        FormulaDialog: formula,
        CommandSearch: command,
        KeysDialog: keymap,
    }

    def progress(self, title: str, cancelled: object) -> QProgressDialog:
        return QProgressDialog()


@pytest.fixture
def stand() -> Stand:
    """Return someone who answers in the user's place."""
    return Stand()


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the starter corpus, not to be written to."""
    folder = tmp_path_factory.mktemp("starter")
    ensure_starter(folder)
    return folder


@pytest.fixture
def data(starter: Path, tmp_path: Path) -> Path:
    """Return a data folder of the test's own, with the starter corpus."""
    folder = tmp_path / "data"
    shutil.copytree(starter, folder)
    return folder


@pytest.fixture
def window(qapp: QApplication, data: Path, stand: Stand) -> Iterator[DraftWindow]:
    """Return a window in sight, with an open corpus to come, whose questions `stand` answers."""
    made = DraftWindow(Services(data), Settings(data), ThemeController(qapp), stand)
    made.resize(1200, 800)
    made.show()
    yield made
    made.editor.document().setModified(False)
    made.close()
    made.deleteLater()


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """Have what a test is done with gone before the next: colours are given to every widget there is."""
    yield
    for look in qapp.findChildren(ThemeController):
        look.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


Maker = Callable[..., Match]


@pytest.fixture(scope="session")
def match() -> Maker:
    """Return a function that makes a match of given words and anything else that is given."""

    def make_match(text: str, query: str = "", **other: object) -> Match:
        fields: dict[str, object] = {
            "score": 80, "text": text, "runs": make(text), "notes": (), "kind": Kind.OPERATIVE, "part": Kind.OPERATIVE,
            "symbol": "A/RES/56/121", "organ": "General Assembly", "status": Status.ADOPTED, "paragraph": "OP1",
            "adopted": date(2001, 12, 19), "adopted_as": "", "vote": "without a vote", "uses": 1,
            "first": "A/RES/56/121", "latest": "A/RES/56/121", "differs": (), "query": query or text,
        }  # fmt: skip
        return Match(**{**fields, **other})  # type: ignore[arg-type]

    return make_match


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Callable[[QWidget], QWidget]]:
    """Return a function that shows a widget and closes it after the test."""
    widgets: list[QWidget] = []

    def show(widget: QWidget) -> QWidget:
        widgets.append(widget)
        widget.show()
        qapp.processEvents()
        return widget

    yield show
    for widget in widgets:
        widget.close()
        widget.deleteLater()


@pytest.fixture
def told(window: DraftWindow) -> list[str]:
    """Return what is said at the foot of the window."""
    said: list[str] = []
    window.checks.message.connect(said.append)
    return said


FEW = frozenset(
    (
        *("cited-date", "empty-clause", "final-mark", "fragment", "label", "lead-indicative"),
        *(
            "lead-part",
            "note-missing",
            "note-place",
            "opening-comma",
            "opening-missing",
            "opening-organ",
        ),
        *("spelling", "spelling-form"),
    )
)
"""The rules that the tests of the window speak of, by their codes."""


@pytest.fixture
def checked(window: DraftWindow, qtbot: QtBot) -> Callable[..., list[tuple[str, str]]]:
    """Return a function that waits for the checks, loading a text first where one is given.

    The window knows a few rules only, whatever others there are: its tests are not about rules.
    """
    window._settings.save_rules_off({rule.code for rule in all_rules()} - FEW)

    def check(resolution: Resolution | None = None) -> list[tuple[str, str]]:
        if resolution is not None:
            window.file.take(resolution)
        qtbot.waitUntil(lambda: window.checks.settled)
        return [(problem.where, problem.code) for problem in window.checks.problems]

    return check


TITLE = "Strengthening cooperation against the criminal misuse of digital networks"

PREAMBLE = (
    "Recalling its resolutions 55/63 of 4 December 2000 and 56/121 of 19 December 2001,",
    "Recognizing that digital networks serve education, trade and the exchange of ideas in all countries,",
    "Noting with concern that offenders work across borders more quickly than requests for assistance travel,",
    "Stressing the need to respect human rights and fundamental freedoms in the fight against crime,",
)

OPERATIVE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Encourages Member States to name a contact who can be reached at any hour for urgent requests;",
        (),
    ),
    (
        "Invites Member States to share what they have learned, in particular on:",
        (
            "Keeping electronic evidence before it is lost;",
            "Training investigators, prosecutors and judges;",
            "Working with providers of network services;",
        ),
    ),
    (
        "Requests the Secretary-General to report on the implementation of the present resolution.",
        (),
    ),
)


@pytest.fixture
def draft() -> Resolution:
    """Return a draft of the Third Committee with items, sponsors and a note; words of our own."""
    masthead = Masthead(
        status=Status.DRAFT,
        organ="General Assembly",
        symbol="A/C.3/81/L.1",
        distribution="Limited",
        issued=date(2026, 10, 12),
        original="English",
        session="Eighty-first session",
        committee="Third Committee",
        agenda_item="110",
        agenda_title="Countering the use of information and communications technologies for criminal purposes",
        sponsors=("Côte d’Ivoire", "Estonia", "Jamaica", "New Zealand"),
        proposal="draft resolution",
    )
    opening = join(make("The General Assembly", Mark.ITALIC), make(","))
    blocks = [Block(Kind.FORMULA, opening)]
    blocks += [Block(Kind.PREAMBULAR, _led(words, Kind.PREAMBULAR)) for words in PREAMBLE]
    blocks[1] = Block(Kind.PREAMBULAR, join(blocks[1].text, (NoteRef(0),)))
    for words, items in OPERATIVE:
        blocks.append(Block(Kind.OPERATIVE, _led(words, Kind.OPERATIVE)))
        blocks += [Block(Kind.ITEM, make(item), level=1) for item in items]
    note = Note(
        make(
            "See also the work of the Commission on Crime Prevention and Criminal Justice on this subject."
        )
    )
    return Resolution(masthead, (Division(title=make(TITLE), blocks=numbered(blocks)),), (note,))


def _led(words: str, kind: Kind) -> Text:
    return with_lead(make(words), lead_length(words, kind))
