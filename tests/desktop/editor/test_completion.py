"""What completes while one writes a draft, and which keys stay what they were."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.base.settings import COMPLETION
from desktop.editor import DraftEditor
from desktop.editor.completion import Completion
from desktop.shell.window import DraftWindow
from precedent_corpus.store.register import Register, RegisterEntry
from resolution.model import Block, Division, Kind, Masthead, Resolution, Vote
from resolution.text import make, plain

Key = Qt.Key
Begin = Callable[..., Completion]


@pytest.fixture(scope="module")
def register() -> Register:
    made = Register()
    made.learn(
        [
            RegisterEntry(
                "A/RES/55/63", "General Assembly", date(2000, 12, 4), "", Vote(), "", "", "", True
            )
        ]
    )
    return made


@pytest.fixture
def begin(editor: DraftEditor, register: Register, qtbot: QtBot) -> Begin:
    """Return a function that loads clauses, and puts the cursor at the end of the last."""

    def start(*clauses: tuple[Kind, str], organ: str = "General Assembly") -> Completion:
        blocks = (
            Block(Kind.FORMULA, make(f"The {organ},")),
            *(Block(kind, make(words)) for kind, words in clauses),
        )
        editor.load(Resolution(Masthead(organ=organ), (Division(blocks=blocks),)))
        editor.goto(len(blocks))
        editor.moveCursor(editor.textCursor().MoveOperation.EndOfBlock)
        editor.setFocus()
        qtbot.waitUntil(editor.hasFocus)
        return Completion(editor, register, editor)

    return start


def words(editor: DraftEditor) -> str:
    return plain(editor.current_clause().block.text)


def offered(completion: Completion) -> list[str]:
    return [offer.words for offer in completion.popup.offers]


PP, OP = Kind.PREAMBULAR, Kind.OPERATIVE


def test_one_letter_is_enough_and_the_keyboard_stays(editor: DraftEditor, begin: Begin) -> None:
    completion = begin((PP, ""))
    QTest.keyClicks(editor, "r")
    assert offered(completion)[:3] == ["Recalling", "Recognizing", "Reaffirming"]
    assert editor.hasFocus()
    QTest.keyClicks(editor, "eco")
    assert offered(completion)[0] == "Recognizing"


def test_nothing_shows_before_a_letter_and_nothing_after_a_movement(
    editor: DraftEditor, begin: Begin
) -> None:
    completion = begin((PP, "Recalling the Charter,"), (PP, ""))
    assert offered(completion) == []
    QTest.keyClicks(editor, "re")
    QTest.keyClick(editor, Key.Key_Left)
    assert offered(completion) == []
    QTest.keyClick(editor, Key.Key_Right)
    assert offered(completion) == []


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Return])
def test_tab_and_enter_take_what_is_marked_as_one_step(
    editor: DraftEditor, begin: Begin, key: Key
) -> None:
    begin((PP, ""))
    QTest.keyClicks(editor, "reco")
    QTest.keyClick(editor, key)
    assert words(editor) == "Recognizing "
    editor.undo()
    assert words(editor) == "reco"
    editor.redo()
    assert words(editor) == "Recognizing "


def test_the_space_behind_what_was_taken_is_not_typed_twice(
    editor: DraftEditor, begin: Begin
) -> None:
    begin((Kind.OPERATIVE, ""))
    QTest.keyClicks(editor, "Req")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    QTest.keyClicks(editor, " the Secretary-General  to")
    assert words(editor) == "Requests the Secretary-General  to"


def test_down_and_up_choose(editor: DraftEditor, begin: Begin) -> None:
    completion = begin((PP, ""))
    QTest.keyClicks(editor, "re")
    second = offered(completion)[1]
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Return):
        QTest.keyClick(editor, key)
    assert words(editor) == f"{second} "


def test_escape_sends_the_list_away_until_the_next_letter(
    editor: DraftEditor, begin: Begin
) -> None:
    completion = begin((PP, ""))
    QTest.keyClicks(editor, "re")
    QTest.keyClick(editor, Key.Key_Escape)
    assert offered(completion) == [] and words(editor) == "re"
    QTest.keyClick(editor, Key.Key_Return)
    assert editor.current_clause().index == 3


def test_a_lead_typed_to_its_end_leaves_enter_and_tab_alone(
    editor: DraftEditor, begin: Begin
) -> None:
    completion = begin((OP, "Notes the report;"), (OP, ""))
    QTest.keyClicks(editor, "endorses")
    assert words(editor) == "endorses"
    QTest.keyClick(editor, Key.Key_Tab)
    assert editor.current_clause().block.kind is Kind.ITEM
    assert offered(completion) == []


def test_enter_after_a_whole_lead_makes_the_next_clause(editor: DraftEditor, begin: Begin) -> None:
    begin((PP, ""))
    QTest.keyClicks(editor, "Recalling")
    QTest.keyClick(editor, Key.Key_Return)
    assert editor.current_clause().index == 3


def test_going_into_the_list_after_a_whole_lead_takes_what_it_is_gone_to(
    editor: DraftEditor, begin: Begin
) -> None:
    begin((PP, ""))
    QTest.keyClicks(editor, "Recalling")
    QTest.keyClick(editor, Key.Key_Down)
    QTest.keyClick(editor, Key.Key_Return)
    assert words(editor) == "Recalling also "


def test_tab_on_an_empty_clause_still_makes_an_item(editor: DraftEditor, begin: Begin) -> None:
    begin((OP, "Decides:"), (OP, ""))
    QTest.keyClick(editor, Key.Key_Tab)
    assert editor.current_clause().block.kind is Kind.ITEM


@pytest.mark.parametrize(
    ("kind", "before", "typed", "first"),
    [
        (PP, ["Recalling the Charter,"], "re", "Recalling also"),
        (PP, ["Recalling the Charter,", "Recalling also its work,"], "re", "Recalling further"),
        (OP, ["Requests a report;"], "r", "Also requests"),
        (OP, ["Requests a report;", "Also requests a list;"], "r", "Further requests"),
        (PP, ["Noting the report,"], "re", "Recalling"),
    ],
)
def test_also_and_further_follow_the_clause_before(
    editor: DraftEditor, begin: Begin, kind: Kind, before: list[str], typed: str, first: str
) -> None:
    completion = begin(*((kind, each) for each in before), (kind, ""))
    QTest.keyClicks(editor, typed)
    assert offered(completion)[0] == first


def test_items_between_do_not_hide_the_clause_before(editor: DraftEditor, begin: Begin) -> None:
    completion = begin((OP, "Requests:"), (Kind.ITEM, "A report;"), (OP, ""))
    QTest.keyClicks(editor, "r")
    assert offered(completion)[0] == "Also requests"


def test_the_security_council_has_leads_of_its_own(editor: DraftEditor, begin: Begin) -> None:
    completion = begin((OP, "Decides to act;"), (OP, ""), organ="Security Council")
    QTest.keyClicks(editor, "d")
    assert offered(completion)[0] == "Decides"


def test_the_first_operative_clause_can_be_begun_where_the_preamble_ends(
    editor: DraftEditor, begin: Begin
) -> None:
    completion = begin((PP, "Recalling the Charter,"), (PP, ""))
    QTest.keyClicks(editor, "req")
    assert completion.popup.offers[0].detail == "operative"
    QTest.keyClick(editor, Key.Key_Tab)
    assert (words(editor), editor.current_clause().place) == ("Requests ", "OP1")
    editor.undo()
    assert (words(editor), editor.current_clause().place) == ("req", "PP2")


def test_a_citation_is_completed_inside_a_clause(editor: DraftEditor, begin: Begin) -> None:
    completion = begin((PP, "Recalling its resolution "))
    QTest.keyClicks(editor, "55/63")
    assert offered(completion) == ["55/63 of 4 December 2000"]
    QTest.keyClick(editor, Key.Key_Tab)
    assert words(editor) == "Recalling its resolution 55/63 of 4 December 2000"
    QTest.keyClicks(editor, ",")
    assert offered(completion) == []


def test_enter_after_a_number_makes_the_next_clause(editor: DraftEditor, begin: Begin) -> None:
    begin((PP, "Recalling its resolution "))
    QTest.keyClicks(editor, "55/63")
    QTest.keyClick(editor, Key.Key_Return)
    assert editor.current_clause().index == 3


def test_an_empty_clause_shows_all_where_it_is_asked(editor: DraftEditor, begin: Begin) -> None:
    completion = begin((PP, ""))
    completion.show_all()
    assert len(offered(completion)) > 100
    QTest.keyClick(editor, Key.Key_Tab)
    assert words(editor) == "Recalling "


def test_where_nothing_can_be_completed_it_is_said(editor: DraftEditor, begin: Begin) -> None:
    completion = begin((PP, "Recalling the Charter of the United Nations"))
    told: list[str] = []
    completion.message.connect(told.append)
    completion.show_all()
    assert told == ["There is nothing to complete here."]


@pytest.mark.parametrize("kind", [Kind.HEADING, Kind.ITEM, Kind.PARAGRAPH, Kind.CONTINUATION])
def test_no_lead_is_offered_where_none_stands(
    editor: DraftEditor, begin: Begin, kind: Kind
) -> None:
    completion = begin((OP, "Decides:"), (kind, ""))
    QTest.keyClicks(editor, "re")
    assert offered(completion) == []


def test_deleting_goes_on_filtering(editor: DraftEditor, begin: Begin) -> None:
    completion = begin((PP, ""))
    QTest.keyClicks(editor, "reco")
    QTest.keyClick(editor, Key.Key_Backspace)
    assert offered(completion)[0] == "Recognizing" or "Recalling" in offered(completion)
    for _ in range(3):
        QTest.keyClick(editor, Key.Key_Backspace)
    assert offered(completion) == []


def test_what_is_offered_is_said(
    editor: DraftEditor, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    begin((PP, ""))
    QTest.keyClicks(editor, "r")
    QTest.keyClick(editor, Key.Key_Down)
    assert said[0].startswith("Recalling, 12 completions")
    assert said[1] == "Recognizing, 2 of 12"


def test_the_setting_turns_it_off_and_the_key_still_asks(window: DraftWindow, qtbot: QtBot) -> None:
    window._settings.set_value(COMPLETION, "off")
    window.editor.load(Resolution(Masthead(), (Division(blocks=(Block(Kind.PREAMBULAR),)),)))
    window.editor.goto(1)
    QTest.keyClicks(window.editor, "r")
    assert window.completion.popup.offers == ()
    QTest.keyClick(window.editor, Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.completion.popup.offers != ())
    window.completion.popup.hide()
