"""Proposals in the window: noted, listed and settled; each is one step of undo, and the text stays until one is accepted."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.theme import LIGHT
from desktop.navigation.outline import outline_rows
from desktop.negotiation.dialog import ProposalAnswer, ProposalDialog, ProposalRequest
from desktop.negotiation.panel import Shown
from desktop.negotiation.signs import signs_of
from desktop.shell.window import DraftWindow
from resolution.formats.detect import read
from resolution.model import (
    Block,
    Cell,
    Kind,
    ProposalKind,
    ProposalStatus,
    Resolution,
    Standing,
    Table,
)
from resolution.text import folded, make
from tests.desktop.conftest import Stand
from tests.desktop.shell.test_accessible import nameless


@pytest.fixture
def drafted(window: DraftWindow, draft: Resolution) -> DraftWindow:
    """Return the window with a draft in it, the cursor in its first operative paragraph."""
    window.file.take(draft)
    window.editor.goto(at(window, "OP1"))
    return window


def at(window: DraftWindow, place: str) -> int:
    return window.editor.places().index(place)


def words(window: DraftWindow, place: str = "OP1") -> str:
    return folded(window.editor.clause_at(at(window, place)).block.text)


def propose(
    window: DraftWindow, stand: Stand, kind: ProposalKind, text: str, *by: str, comment: str = ""
) -> None:
    stand.proposal_answer = ProposalAnswer(by, text, comment)
    window.actions_[f"propose {kind}"].trigger()


def amend(window: DraftWindow, stand: Stand, *by: str, more: str = " as appropriate;") -> str:
    wanted = words(window).rstrip(";.") + more
    propose(window, stand, ProposalKind.AMENDMENT, wanted, *by)
    return wanted


def statuses(window: DraftWindow) -> list[ProposalStatus]:
    return [each.status for each in window.editor.proposal_store.negotiation.proposals]


def test_a_proposal_leaves_the_text_as_it_stands(drafted: DraftWindow, stand: Stand) -> None:
    before = words(drafted)
    amend(drafted, stand, "Mexico", "Chile")
    assert words(drafted) == before
    (made,) = drafted.editor.resolution().negotiation.proposals
    assert made.delegations == ("Mexico", "Chile")
    assert made.place == "OP1"
    assert stand.proposal_asked is not None and folded(stand.proposal_asked.words) == before


@pytest.mark.parametrize("kind", [ProposalKind.ALTERNATIVE, ProposalKind.NEW])
def test_accepted_words_get_the_final_mark_of_their_place_in_the_same_step(
    drafted: DraftWindow, stand: Stand, kind: ProposalKind
) -> None:
    before = drafted.editor.resolution().divisions
    propose(drafted, stand, kind, "Urges all States to cooperate", "Peru")
    drafted.actions_["accept_proposal"].trigger()
    place = "OP2" if kind is ProposalKind.NEW else "OP1"
    assert words(drafted, place) == "Urges all States to cooperate;"
    drafted.editor.undo()
    assert drafted.editor.resolution().divisions == before
    assert statuses(drafted) == [ProposalStatus.OPEN]


def test_the_keyboard_stays_in_the_panel_when_the_last_open_proposal_is_settled(
    drafted: DraftWindow, stand: Stand
) -> None:
    amend(drafted, stand, "Mexico")
    panel = drafted.proposals
    panel.choice.setCurrentText(Shown.OPEN)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_R)
    assert statuses(drafted) == [ProposalStatus.REJECTED]
    assert panel.choice.hasFocus()


def test_accepting_puts_the_words_in_and_is_one_step_of_undo(
    drafted: DraftWindow, stand: Stand
) -> None:
    wanted = amend(drafted, stand, "Mexico")
    before = drafted.editor.resolution()
    drafted.actions_["accept_proposal"].trigger()
    assert words(drafted) == wanted
    assert statuses(drafted) == [ProposalStatus.ACCEPTED]
    drafted.editor.undo()
    assert drafted.editor.resolution() == before
    drafted.editor.redo()
    assert words(drafted) == wanted
    assert statuses(drafted) == [ProposalStatus.ACCEPTED]


def test_noting_a_proposal_is_one_step_of_undo(drafted: DraftWindow, stand: Stand) -> None:
    before = drafted.editor.resolution()
    amend(drafted, stand, "Mexico")
    drafted.editor.undo()
    assert drafted.editor.resolution() == before


def test_the_name_of_the_paragraph_stays_when_its_words_are_accepted(
    drafted: DraftWindow, stand: Stand
) -> None:
    name = drafted.editor.name_of(at(drafted, "OP1"))
    amend(drafted, stand, "Mexico")
    drafted.actions_["accept_proposal"].trigger()
    assert drafted.editor.name_of(at(drafted, "OP1")) == name


@pytest.mark.parametrize(
    ("command", "status"),
    [("reject_proposal", ProposalStatus.REJECTED), ("withdraw_proposal", ProposalStatus.WITHDRAWN)],
)
def test_what_is_not_taken_stays_on_record(
    drafted: DraftWindow, stand: Stand, command: str, status: ProposalStatus
) -> None:
    before = words(drafted)
    amend(drafted, stand, "Mexico")
    drafted.actions_[command].trigger()
    assert statuses(drafted) == [status]
    assert words(drafted) == before


def test_keys_in_the_list_settle_what_is_chosen(drafted: DraftWindow, stand: Stand) -> None:
    amend(drafted, stand, "Mexico")
    amend(drafted, stand, "Cuba", more=" where possible;")
    drafted._docks[4].show()
    drafted._docks[4].raise_()
    QApplication.processEvents()
    panel = drafted.proposals
    assert len(panel.list.rows.rows) == 2
    panel.list.setCurrentIndex(panel.list.rows.index(1))
    QTest.keyClick(panel.list, Qt.Key.Key_R)
    panel.list.setCurrentIndex(panel.list.rows.index(0))
    QTest.keyClick(panel.list, Qt.Key.Key_W)
    assert statuses(drafted) == [ProposalStatus.WITHDRAWN, ProposalStatus.REJECTED]
    QTest.keyClick(panel.list, Qt.Key.Key_O)
    assert statuses(drafted)[0] is ProposalStatus.OPEN


def test_a_new_paragraph_stands_behind_the_items_of_its_clause(
    drafted: DraftWindow, stand: Stand
) -> None:
    count = sum(b.kind is Kind.OPERATIVE for b in drafted.editor.resolution().blocks())
    text = "Invites all States to join these efforts;"
    propose(drafted, stand, ProposalKind.NEW, text, "Egypt")
    drafted.actions_["accept_proposal"].trigger()
    assert words(drafted, "OP2") == text
    assert sum(b.kind is Kind.OPERATIVE for b in drafted.editor.resolution().blocks()) == count + 1
    drafted.editor.undo()
    assert statuses(drafted) == [ProposalStatus.OPEN]


def test_a_deletion_takes_the_paragraph_out_and_the_proposal_stays(
    drafted: DraftWindow, stand: Stand
) -> None:
    before = drafted.editor.resolution()
    gone = words(drafted)
    propose(drafted, stand, ProposalKind.DELETION, "", "Norway")
    drafted.actions_["accept_proposal"].trigger()
    assert gone not in [folded(b.text) for b in drafted.editor.resolution().blocks()]
    assert statuses(drafted) == [ProposalStatus.ACCEPTED]
    drafted.editor.undo()
    drafted.editor.undo()
    assert drafted.editor.resolution() == before


def test_an_alternative_takes_the_place_of_the_words(drafted: DraftWindow, stand: Stand) -> None:
    propose(drafted, stand, ProposalKind.ALTERNATIVE, "Urges all States to act;", "Cuba")
    drafted.actions_["accept_proposal"].trigger()
    assert words(drafted) == "Urges all States to act;"


def test_the_title_can_be_amended(drafted: DraftWindow, stand: Stand) -> None:
    drafted.editor.goto(0)
    propose(drafted, stand, ProposalKind.AMENDMENT, "Another title", "Mexico")
    drafted.actions_["accept_proposal"].trigger()
    assert drafted.editor.resolution().title == "Another title"


def test_a_proposal_goes_along_with_words_that_change_elsewhere(
    drafted: DraftWindow, stand: Stand
) -> None:
    amend(drafted, stand, "Mexico")
    drafted.editor.goto(at(drafted, "OP1"))
    QTest.keyClicks(drafted.editor, "Strongly ")
    drafted.actions_["accept_proposal"].trigger()
    assert words(drafted).startswith("Strongly ") and words(drafted).endswith(" as appropriate;")


def test_a_proposal_follows_its_paragraph(drafted: DraftWindow, stand: Stand) -> None:
    wanted = amend(drafted, stand, "Mexico")
    drafted.editor.goto(at(drafted, "OP1"))
    drafted.editor.move_clause(1)
    drafted.actions_["accept_proposal"].trigger()
    assert words(drafted, "OP2") == wanted


def test_a_proposal_on_a_deleted_paragraph_stays_listed(drafted: DraftWindow, stand: Stand) -> None:
    amend(drafted, stand, "Mexico")
    drafted.editor.delete_clause()
    drafted.follow()
    drafted.proposals.choice.setCurrentText(Shown.OPEN)
    (row,) = drafted.proposals.list.rows.rows
    assert row.text is None and row.place == "Former OP1"


def test_my_changes_become_a_proposal_and_the_words_come_back(
    drafted: DraftWindow, stand: Stand
) -> None:
    drafted.editor.goto(at(drafted, "PP1"))
    drafted.editor.goto(at(drafted, "OP1"))
    before = words(drafted)
    QTest.keyClicks(drafted.editor, "Strongly ")
    typed = words(drafted)
    stand.proposal_answer = ProposalAnswer(("Chile",), typed, "")
    drafted.actions_["propose_changes"].trigger()
    assert words(drafted) == before
    (made,) = drafted.editor.resolution().negotiation.proposals
    assert (folded(made.base), folded(made.text)) == (before, typed)


def test_support_is_added(drafted: DraftWindow, stand: Stand) -> None:
    amend(drafted, stand, "Mexico")
    stand.proposal_answer = ProposalAnswer(("Peru", "Mexico"), "", "")
    drafted.actions_["support_proposal"].trigger()
    (made,) = drafted.editor.resolution().negotiation.proposals
    assert made.delegations == ("Mexico", "Peru")


def test_a_paragraph_is_agreed_and_open_again(drafted: DraftWindow) -> None:
    name = drafted.editor.name_of(at(drafted, "OP1"))
    drafted.actions_["stand agreed ad ref"].trigger()
    assert drafted.editor.proposal_store.negotiation.standing(name) is Standing.AGREED
    assert "✓" in next(r.shown for r in outline_rows(drafted.editor.resolution()) if r.name == name)
    drafted.actions_["stand agreed ad ref"].trigger()
    assert drafted.editor.proposal_store.negotiation.standing(name) is Standing.OPEN


def test_an_agreed_paragraph_that_is_changed_is_no_longer_called_agreed(
    drafted: DraftWindow,
) -> None:
    drafted.actions_["stand agreed ad ref"].trigger()
    drafted.editor.goto(at(drafted, "OP1"))
    QTest.keyClicks(drafted.editor, "Strongly ")
    name = drafted.editor.name_of(at(drafted, "OP1"))
    assert signs_of(drafted.editor.resolution())[name] == "✓? changed"
    drafted.editor.undo()
    assert signs_of(drafted.editor.resolution())[name] == "✓ agreed"


def test_brackets_are_put_round_words_and_taken_away(drafted: DraftWindow) -> None:
    before = drafted.editor.resolution()
    text = words(drafted)
    drafted.editor.goto(at(drafted, "OP1"), 0, len(text.split()[0]))
    drafted.actions_["toggle_brackets"].trigger()
    assert words(drafted).startswith(f"[{text.split()[0]}] ")
    drafted.actions_["toggle_brackets"].trigger()
    assert words(drafted) == text
    drafted.editor.undo()
    drafted.editor.undo()
    assert drafted.editor.resolution() == before


def test_f11_goes_from_open_proposal_to_open_proposal(drafted: DraftWindow, stand: Stand) -> None:
    amend(drafted, stand, "Mexico")
    drafted.editor.goto(at(drafted, "OP2"))
    propose(drafted, stand, ProposalKind.DELETION, "", "Cuba")
    drafted.editor.goto(at(drafted, "PP1"))
    visited = []
    for _ in range(3):
        drafted.actions_["next_proposal"].trigger()
        visited.append(drafted.editor.current_clause().place)
    assert visited == ["OP1", "OP2", "OP1"]


def test_the_panel_lists_what_one_delegation_proposed(drafted: DraftWindow, stand: Stand) -> None:
    amend(drafted, stand, "Mexico")
    amend(drafted, stand, "Cuba", more=" where possible;")
    drafted.proposals.choice.setCurrentText("By Cuba")
    assert [row.proposal.delegations for row in drafted.proposals.list.rows.rows] == [("Cuba",)]


def test_the_signs_say_in_words_what_is_open(drafted: DraftWindow, stand: Stand) -> None:
    amend(drafted, stand, "Mexico")
    drafted.actions_["stand bracketed"].trigger()
    name = drafted.editor.name_of(at(drafted, "OP1"))
    assert signs_of(drafted.editor.resolution())[name] == "[ ] in brackets, 1 proposal"


def test_the_compilation_text_is_exported_and_opened_again(
    drafted: DraftWindow, stand: Stand, tmp_path: Path, qtbot: QtBot
) -> None:
    amend(drafted, stand, "Mexico")
    stand.path = tmp_path / "compilation.docx"
    with qtbot.waitSignal(
        drafted.file.message, check_params_cb=lambda said: said.startswith("Exported")
    ):
        drafted.actions_["export_compilation"].trigger()
    assert stand.asked[-1].endswith("compilation.docx")
    (made,) = read(stand.path).resolution.negotiation.proposals
    assert made.delegations == ("Mexico",)


def test_saved_and_opened_again_the_proposals_are_there(
    drafted: DraftWindow, stand: Stand, tmp_path: Path, qtbot: QtBot
) -> None:
    amend(drafted, stand, "Mexico")
    stand.path = tmp_path / "draft.akn"
    drafted.file.save_as()
    qtbot.waitUntil(lambda: not drafted.file.saving)
    assert read(stand.path).resolution.negotiation == drafted.editor.resolution().negotiation


def test_the_dialog_takes_only_what_says_something(qapp: QApplication, qtbot: QtBot) -> None:
    dialog = ProposalDialog(
        ProposalRequest(ProposalKind.AMENDMENT, "OP1", "Urges all;", "Urges all;"), LIGHT
    )
    qtbot.addWidget(dialog)
    ok = dialog._buttons.buttons()[0]
    dialog.by.setText("cote d'ivoire, EU")
    assert not ok.isEnabled()
    dialog.words.setPlainText("Urges all States;")
    assert ok.isEnabled()
    assert dialog.answered() == ProposalAnswer(("Côte d’Ivoire", "EU"), "Urges all States;", "")


def test_notes_stay_when_words_are_accepted(drafted: DraftWindow, stand: Stand) -> None:
    drafted.editor.goto(at(drafted, "OP1"), 3, 3)
    drafted.editor.insert_note()
    before = len(drafted.editor.resolution().notes)
    amend(drafted, stand, "Mexico")
    drafted.actions_["accept_proposal"].trigger()
    assert len(drafted.editor.resolution().notes) == before


def test_nothing_is_listed_that_is_not_there(drafted: DraftWindow, draft: Resolution) -> None:
    drafted.file.take(replace(draft))
    drafted.follow()
    assert drafted.proposals.list.rows.rows == []


def test_all_of_a_negotiation_is_undone_and_done_again_exactly(
    drafted: DraftWindow, stand: Stand
) -> None:
    """Thirty commands at random, among them edits of the text: each undo gives the draft as it was before."""
    chance = random.Random(11)
    editor = drafted.editor
    editor.final_marks.enabled = False  # leaving a paragraph may put its mark in, a step of its own
    states = [editor.resolution()]
    for number in range(30):
        index = chance.randrange(1, editor.block_count)
        editor.goto(index)
        text = folded(editor.current_clause().block.text)
        stand.proposal_answer = ProposalAnswer((f"State {number % 4}",), f"{text} again", "")
        command = chance.choice(
            (
                *[f"propose {kind}" for kind in ProposalKind],
                *["accept_proposal"] * 4,
                *("reject_proposal", "withdraw_proposal", "support_proposal", "change_proposal"),
                *("stand agreed ad ref", "stand bracketed", "delete_clause", "move_clause 1"),
            )
        )
        drafted.actions_[command].trigger()
        if editor.resolution() != states[-1]:
            states.append(editor.resolution())
    assert len(states) > 15
    for state in reversed(states[:-1]):
        editor.undo()
        assert editor.resolution() == state
    for state in states[1:]:
        editor.redo()
        assert editor.resolution() == state


def test_a_copied_paragraph_leaves_the_proposals_with_the_original(
    drafted: DraftWindow, stand: Stand
) -> None:
    amend(drafted, stand, "Mexico")
    name = drafted.editor.name_of(at(drafted, "OP1"))
    index = at(drafted, "OP1")
    drafted.editor.select_blocks(index, index)
    drafted.editor.copy()
    drafted.editor.goto(at(drafted, "OP2"))
    drafted.editor.paste()
    resolution = drafted.editor.resolution()
    assert [each.clause for each in resolution.negotiation.proposals] == [name]
    assert [block.id for block in resolution.blocks()].count(name) == 1


def test_a_cut_paragraph_takes_its_proposals_along(drafted: DraftWindow, stand: Stand) -> None:
    wanted = amend(drafted, stand, "Mexico")
    index = at(drafted, "OP1")
    drafted.editor.select_blocks(index, index)
    drafted.editor.cut()
    drafted.editor.goto(drafted.editor.block_count - 1)
    drafted.editor.next_clause()
    drafted.editor.paste()
    drafted.follow()
    drafted.proposals.choice.setCurrentText(Shown.OPEN)
    (row,) = drafted.proposals.list.rows.rows
    assert row.text is not None
    drafted.actions_["next_proposal"].trigger()
    drafted.actions_["accept_proposal"].trigger()
    assert wanted in [folded(b.text) for b in drafted.editor.resolution().blocks()]


def test_nothing_can_be_proposed_in_a_table(
    drafted: DraftWindow, stand: Stand, draft: Resolution
) -> None:
    table = Block(Kind.TABLE, table=Table(((Cell((make("1"),)),),)))
    main = replace(draft.main, blocks=(*draft.main.blocks, table))
    drafted.file.take(replace(draft, divisions=(main, *draft.divisions[1:])))
    drafted.editor.goto(len(draft.main.blocks) + 1)
    stand.proposal_answer = ProposalAnswer(("Mexico",), "words", "")
    drafted.actions_["propose amendment"].trigger()
    assert drafted.editor.proposal_store.negotiation.proposals == ()


@pytest.mark.parametrize("kind", list(ProposalKind))
def test_every_control_of_the_dialog_has_a_name_and_esc_closes_it(
    qapp: QApplication, qtbot: QtBot, kind: ProposalKind
) -> None:
    dialog = ProposalDialog(ProposalRequest(kind, "OP1", "Urges all;", "Urges all;"), LIGHT)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []
    assert dialog.windowTitle().endswith("OP1")
    QTest.keyClick(dialog.comment, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_states_complete_behind_a_comma(qapp: QApplication, qtbot: QtBot) -> None:
    dialog = ProposalDialog(ProposalRequest(ProposalKind.COMMENT, "OP1", "", ""), LIGHT)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.by.setFocus()
    QTest.keyClicks(dialog.by, "EU, nor")
    completer = dialog.by.completer()
    assert completer is not None
    model = completer.completionModel()
    offered = [model.index(n, 0).data() for n in range(model.rowCount())]
    assert "EU, Norway" in offered


def test_a_split_paragraph_keeps_its_proposals(drafted: DraftWindow, stand: Stand) -> None:
    amend(drafted, stand, "Mexico")
    drafted.editor.goto(at(drafted, "OP1"), 12, 12)
    drafted.editor.next_clause()
    drafted.follow()
    drafted.proposals.choice.setCurrentText(Shown.OPEN)
    (row,) = drafted.proposals.list.rows.rows
    assert row.text is not None
    assert row.is_stale
