"""Stock formulas: found, filled from the register, put into the draft as one step."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.inserting.formula_dialog import Filled, FormulaDialog
from desktop.shell.window import DraftWindow
from precedent_corpus.store.register import Register, RegisterEntry
from resolution.drafting.formulas import formulas
from resolution.model import Kind, Masthead, Resolution, Vote
from resolution.text import Mark, Run, plain
from tests.desktop.conftest import Stand

Key = Qt.Key
KNOWN = RegisterEntry(
    "A/RES/55/63", "General Assembly", date(2000, 12, 4), "Combating the criminal misuse", Vote(), "", "", "", True
)  # fmt: skip


@pytest.fixture
def dialog(qtbot: QtBot) -> FormulaDialog:
    """Return the dialog for a draft of the Assembly's eighty-first session, with the keyboard in its first line."""
    register = Register()
    register.learn([KNOWN])
    masthead = Masthead(
        organ="General Assembly", session="Eighty-first session", agenda_title="Crime prevention"
    )
    made = FormulaDialog(formulas(), masthead, Kind.PREAMBULAR, register)
    qtbot.addWidget(made)
    made.show()
    made.typed.setFocus()
    qtbot.waitUntil(made.typed.hasFocus)
    return made


def at(dialog: FormulaDialog) -> QLineEdit:
    widget = dialog.focusWidget()
    assert isinstance(widget, QLineEdit)
    return widget


def words(dialog: FormulaDialog) -> str:
    filled = dialog.filled()
    return filled.words if filled else ""


def test_by_keyboard_alone_from_some_words_to_the_clause(dialog: FormulaDialog) -> None:
    QTest.keyClicks(dialog.typed, "its title")
    QTest.keyClick(dialog.typed, Key.Key_Return)
    assert at(dialog).accessibleName() == "Resolution"
    QTest.keyClicks(at(dialog), "combating the crim")
    QTest.keyClick(at(dialog), Key.Key_Tab)
    assert words(dialog) == (
        "Recalling its resolution 55/63 of 4 December 2000, entitled “Combating the criminal misuse”"
    )
    QTest.keyClick(at(dialog), Key.Key_Return)
    assert dialog.result() == FormulaDialog.DialogCode.Accepted


def test_a_symbol_typed_to_its_end_fills_its_date_too(dialog: FormulaDialog) -> None:
    dialog.typed.setText("two resolutions")
    for name, number in (("resolution", "55/63"), ("resolution_2", "70/1")):
        dialog._lines[name].setFocus()
        QTest.keyClicks(dialog._lines[name], number)
    assert words(dialog) == (
        "Recalling also its resolutions 55/63 of 4 December 2000 and 70/1 of 25 September 2015"
    )


def test_a_date_written_by_hand_stays(dialog: FormulaDialog) -> None:
    dialog.typed.setText("its own title")
    QTest.keyClicks(dialog._lines["date"], "1 May 2001")
    dialog._lines["resolution"].setFocus()
    QTest.keyClicks(dialog._lines["resolution"], "55/63")
    assert "55/63 of 1 May 2001" in words(dialog)


def test_sessions_are_proposed_and_numbers_become_words(dialog: FormulaDialog) -> None:
    dialog.typed.setText("provisional agenda")
    assert words(dialog) == (
        "Decides to include in the provisional agenda of its eighty-second session the item "
        "entitled “Crime prevention”"
    )
    dialog._lines["session"].setText("84")
    assert "its eighty-fourth session" in words(dialog)


def test_formulas_of_other_organs_are_shown_where_wanted(dialog: FormulaDialog) -> None:
    dialog.typed.setText("chapter vii")
    assert dialog.formula() is None and words(dialog) == ""
    dialog.others.setChecked(True)
    assert words(dialog) == "Acting under Chapter VII of the Charter of the United Nations"


def test_what_was_filled_goes_along_to_the_next_formula(dialog: FormulaDialog) -> None:
    dialog.typed.setText("secretary-general considered")
    dialog._lines["subject"].setText("cybercrime")
    dialog.typed.setText("secretary-general noted preambular")
    assert words(dialog) == "Taking note of the report of the Secretary-General on cybercrime"


def test_those_of_the_part_at_the_cursor_come_first(dialog: FormulaDialog) -> None:
    formula = dialog.formula()
    assert formula is not None and formula.kind is Kind.PREAMBULAR


# --- in the draft --------------------------------------------------------------------------------

SEIZED = Filled(Kind.OPERATIVE, "Decides to remain seized of the matter")
GUIDED = Filled(Kind.PREAMBULAR, "Guided by the Charter of the United Nations")


def texts(window: DraftWindow) -> list[str]:
    return [plain(block.text) for block in window.editor.resolution().main.blocks]


def insert(window: DraftWindow, stand: Stand, filled: Filled | None, index: int) -> None:
    stand.formula_filled = filled
    window.editor.goto(index)
    window.actions_["insert_formula"].trigger()


def test_it_stands_behind_the_clause_at_the_cursor_with_the_right_marks(
    window: DraftWindow, stand: Stand, draft: Resolution
) -> None:
    window.editor.load(draft)
    before = texts(window)
    insert(window, stand, SEIZED, len(before))
    assert stand.asked == ["formula operative"]
    assert texts(window) == [
        *before[:-1], before[-1].rstrip(".") + ";", "Decides to remain seized of the matter.",
    ]  # fmt: skip
    assert window.editor.current_clause().place == "OP4"
    window.editor.undo()
    assert texts(window) == before


def test_it_goes_to_its_own_part_from_elsewhere(
    window: DraftWindow, stand: Stand, draft: Resolution
) -> None:
    window.editor.load(draft)
    insert(window, stand, GUIDED, len(texts(window)))
    assert window.editor.current_clause().place == "PP5"
    insert(window, stand, SEIZED, 2)
    assert window.editor.current_clause().place == "OP4"
    insert(window, stand, GUIDED, 0)
    assert window.editor.current_clause().place == "PP6"


def test_an_empty_clause_is_filled_as_one_step(
    window: DraftWindow, stand: Stand, draft: Resolution
) -> None:
    window.editor.load(draft)
    window.editor.goto(5)
    window.editor.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    window.editor.next_clause()
    with_empty = texts(window)
    insert(window, stand, SEIZED, window.editor.current_clause().index)
    now = window.editor.current_clause()
    assert now.block.kind is Kind.OPERATIVE and len(texts(window)) == len(with_empty)
    assert plain(now.block.text) == "Decides to remain seized of the matter;"
    lead = now.block.text[0]
    assert isinstance(lead, Run) and lead.text == "Decides" and Mark.LEAD in lead.marks
    window.editor.undo()
    assert texts(window) == with_empty


def test_thinking_better_of_it_changes_nothing(
    window: DraftWindow, stand: Stand, draft: Resolution
) -> None:
    window.editor.load(draft)
    before = window.editor.resolution()
    insert(window, stand, None, 3)
    assert window.editor.resolution() == before
    assert not window.editor.document().isUndoAvailable()
