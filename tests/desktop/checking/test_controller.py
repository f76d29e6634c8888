"""Checks run behind the typing, say what they found wherever one looks, and what is done about it is one undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.base import services
from desktop.base.settings import FINAL_MARKS, SPELLING
from desktop.checking import controller as check_desk
from desktop.checking.list import Problems, sentence
from desktop.navigation.outline import note_row
from desktop.shell.window import DraftWindow
from precedent_corpus.store.register import RegisterEntry
from resolution.checks import Problem, Severity, all_rules, applying
from resolution.checks.reporting import counted
from resolution.language.spelling import OWN_WORDS, dictionary
from resolution.model import Block, Kind, Note, Resolution, Vote
from resolution.text import NoteRef, make, plain
from tests.desktop.conftest import Stand

needs_dictionary = pytest.mark.skipif(dictionary() is None, reason="no dictionary for this machine")


def with_words(draft: Resolution, changes: dict[int, str]) -> Resolution:
    """Return the draft with other words in some blocks of its main text."""
    blocks = list(draft.main.blocks)
    for index, words in changes.items():
        notes = tuple(inline for inline in blocks[index].text if isinstance(inline, NoteRef))
        blocks[index] = replace(blocks[index], text=(*make(words), *notes))
    return replace(draft, divisions=(replace(draft.main, blocks=tuple(blocks)),))


def put_cursor(window: DraftWindow, line: int, at: int = -1) -> None:
    block = window.editor.document().findBlockByNumber(line)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + (block.length() - 1 if at < 0 else at))
    window.editor.setTextCursor(cursor)
    window.editor.setFocus()


def words_of(window: DraftWindow, line: int) -> str:
    return plain(window.editor.clause_at(line).block.text)


WRONG = {
    2: "Recognizing that digital networks serve labor;",
    8: "Keeping evidense before it is lost;",
}


def test_a_good_draft_has_no_problems_and_the_panel_stays_folded(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    assert checked(draft) == []
    assert window.status.problems.text() == "No problems"
    assert not window.problems.isVisible()


def test_a_draft_not_begun_is_not_found_fault_with(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]]
) -> None:
    from desktop.files.draft_file import blank

    assert checked(blank("General Assembly")) == []


@needs_dictionary
def test_what_is_found_is_said_in_panel_status_and_outline(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution, told: list[str]
) -> None:  # fmt: skip
    found = checked(with_words(draft, WRONG))
    assert found == [("PP2", "spelling-form"), ("PP2", "final-mark"), ("OP2 (b)", "spelling")]
    assert window.status.problems.text() == "1 warning, 2 hints"
    assert told == ["1 warning, 2 hints. F9 goes to the first."]
    assert window.problems.isVisible()
    window.follow()
    window.outline.show_problems(window.checks.problems)
    spoken = window.outline._by_index[3].data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert "Problem: " in spoken
    assert "should end with a comma" in spoken
    assert not window.outline._by_index[3].icon(0).isNull()
    assert window.outline._by_index[2].icon(0).isNull()


def test_the_problem_of_a_note_is_said_at_its_row(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    assert checked(replace(draft, notes=(Note(None),))) == [("note 1", "note-missing")]
    window.follow()
    spoken = window.outline._by_index[note_row(0)].data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert "Problem: The text of note 1 is missing" in spoken


def test_the_clause_that_is_written_is_let_be_until_it_is_left(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    window._settings.set_value(FINAL_MARKS, "off")  # else the mark is set when the clause is left
    checked(draft)
    put_cursor(window, 4)
    QTest.keyClick(window.editor, Qt.Key.Key_Backspace)
    assert checked() == []
    put_cursor(window, 2)
    assert checked() == [("PP3", "final-mark")]
    put_cursor(window, 4)
    assert checked() == [("PP3", "final-mark")]  # it is not written now, only looked at


@needs_dictionary
def test_the_word_that_is_typed_is_let_be_until_it_is_finished(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    checked(draft)
    put_cursor(window, 2, 0)
    QTest.keyClicks(window.editor, "Goverm")
    assert ("PP1", "spelling") not in checked()
    QTest.keyClicks(window.editor, " ")
    assert ("PP1", "spelling") in checked()


def test_the_panel_does_not_come_up_while_one_writes(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    checked(draft)
    put_cursor(window, 11)
    QTest.keyClicks(window.editor, " Qqqxz of of")
    assert checked() != []
    assert not window.problems.isVisible()
    put_cursor(window, 2)
    checked()
    assert window.problems.isVisible()
    window.editor.undo()
    while window.editor.document().isUndoAvailable():
        window.editor.undo()
    put_cursor(window, 3)
    assert checked() == []
    assert not window.problems.isVisible()


def test_a_panel_that_was_put_away_stays_away_and_the_status_field_brings_it_back(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    wrong = with_words(draft, {2: "Recognizing this;"})
    checked(wrong)
    window.actions_["problems"].trigger()
    checked(draft)
    checked(wrong)
    assert not window.problems.isVisible()
    window.status.problems.click()
    assert window.problems.isVisible()
    assert window.problems.list.currentIndex().row() == 0


def test_f9_goes_from_one_to_the_next_and_around(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution, told: list[str]
) -> None:  # fmt: skip
    checked(
        with_words(draft, {2: "Recognizing this;", 8: "Keeping this.", 10: "Request a report."})
    )
    window.editor.goto(0)
    seen = []
    for _ in range(4):
        window.actions_["next_problem"].trigger()
        cursor = window.editor.textCursor()
        seen.append((cursor.blockNumber(), cursor.selectedText()))
    assert seen == [(3, ";"), (9, "."), (11, "Request"), (3, ";")]
    assert told[-1].startswith("Warning, PP2: This paragraph should end with a comma.")
    window.actions_["previous_problem"].trigger()
    assert window.editor.textCursor().blockNumber() == 11
    assert window.problems.list.currentIndex().row() == 2


def test_several_problems_at_one_place_are_gone_through_too(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution, told: list[str]
) -> None:  # fmt: skip
    checked(replace(draft, notes=(Note(None), Note(None))))
    window.editor.goto(0)
    for _ in range(3):
        window.checks.next_problem()
    assert [words.partition(":")[0] for words in told[1:]] == [
        "Warning, note 1", "Warning, note 2", "Warning, note 1"
    ]  # fmt: skip


def test_enter_in_the_panel_goes_to_the_words(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    checked(with_words(draft, {2: "Recognizing this;"}))
    window.show_problems()
    QTest.keyClick(window.problems.list, Qt.Key.Key_Return)
    assert window.editor.textCursor().selectedText() == ";"
    assert window.editor.textCursor().blockNumber() == 3


@pytest.mark.parametrize(
    ("changes", "code", "line", "words"),
    [
        ({2: "Recognizing this;"}, "final-mark", 3, "Recognizing this,"),
        ({2: "Recognizing this"}, "final-mark", 3, "Recognizing this,"),
        ({10: "Request a report."}, "lead-indicative", 11, "Requests a report."),
        ({0: "The Security Council,"}, "opening-organ", 1, "The General Assembly,"),
    ],
)
def test_a_fix_is_one_step_of_undo(
    window: DraftWindow,
    checked: Callable[..., list[tuple[str, str]]],
    draft: Resolution,
    changes: dict[int, str],
    code: str,
    line: int,
    words: str,
) -> None:
    wrong = with_words(draft, changes)
    assert [found for _, found in checked(wrong)] == [code]
    before = window.editor.resolution()
    window.checks.next_problem()
    window.checks.fix_problem()
    assert words_of(window, line) == words
    assert checked() == []
    window.editor.undo()
    assert window.editor.resolution() == before


def test_a_wrong_date_is_mended_and_the_notes_beside_it_stay(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    clause = Block(
        Kind.PREAMBULAR,
        (*make("Recalling its resolution 65/230 of 22"), NoteRef(0), *make(" December 2010,")),
    )
    blocks = (draft.main.blocks[0], clause, *draft.main.blocks[2:])
    wrong = replace(draft, divisions=(replace(draft.main, blocks=blocks),))
    assert checked(wrong) == [("PP1", "cited-date")]
    window.checks.next_problem()
    window.checks.fix_problem()
    assert words_of(window, 2) == "Recalling its resolution 65/230 of 21 December 2010,"
    assert len(window.editor.resolution().notes) == 1
    assert checked() == []


def test_all_is_looked_at_again_when_more_is_known_of_other_texts(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    wrong = with_words(draft, {2: "Recalling its resolution 55/999 of 5 December 2000,"})
    assert checked(wrong) == []
    day = date(2000, 12, 4)
    known = RegisterEntry(
        "A/RES/55/999", "General Assembly", day, "", Vote(), "", "", "", certain=True
    )
    window.corpus_service.register.learn([known])
    window.corpus_service.counted.emit(1, 0)
    assert checked() == [("PP2", "cited-date")]


def test_a_note_mark_before_the_comma_goes_behind_it(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    clause = Block(
        Kind.PREAMBULAR, (*make("Recalling the 😀 Convention"), NoteRef(0), *make(", in force,"))
    )
    blocks = (draft.main.blocks[0], clause, *draft.main.blocks[2:])
    wrong = replace(draft, divisions=(replace(draft.main, blocks=blocks),))
    assert checked(wrong) == [("PP1", "note-place")]
    before = window.editor.resolution()
    window.checks.next_problem()
    window.checks.fix_problem()
    text = window.editor.clause_at(2).block.text
    assert plain(text) == "Recalling the 😀 Convention, in force,"
    note = text.index(NoteRef(0))
    assert plain(text[:note]) == "Recalling the 😀 Convention,"
    assert checked() == []
    window.editor.undo()
    assert window.editor.resolution() == before


def test_structural_fixes(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    window._settings.set_value(FINAL_MARKS, "off")
    blocks = list(draft.main.blocks)
    blocks[3] = replace(blocks[3], text=make("thereby increasing the risk,"))
    blocks[5] = replace(blocks[5], label="4.", auto=False)
    blocks[10] = replace(blocks[10], text=())
    wrong = replace(draft, divisions=(replace(draft.main, blocks=tuple(blocks[1:])),))
    codes = [code for _, code in checked(wrong)]
    assert codes == ["opening-missing", "fragment", "label", "empty-clause"]
    before = window.editor.resolution()
    for left in (3, 2, 1, 1):
        window.editor.goto(0)
        window.checks.go(window.checks.problems[0])
        window.problems.setFocus()
        window.checks.fix_problem()
        window.editor.goto(0)
        assert len(checked()) == left
    assert checked() == [("OP2 (c)", "final-mark")]  # it is the last now
    main = window.editor.resolution().main.blocks
    assert plain(main[0].text) == "The General Assembly,"
    assert plain(main[2].text).endswith("in all countries, thereby increasing the risk,")
    assert [b.label for b in main if b.kind is Kind.OPERATIVE] == ["1.", "2."]
    for _ in range(4):
        window.editor.undo()
    assert window.editor.resolution() == before


def test_a_lead_of_the_other_part_turns_the_clause(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    assert checked(with_words(draft, {4: "Decides to act,"})) == [("PP4", "lead-part")]
    window.checks.next_problem()
    window.checks.fix_problem()
    assert window.editor.clause_at(5).block.kind is Kind.OPERATIVE


@needs_dictionary
def test_a_misspelt_word_of_a_note_is_mended_there(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    assert checked(replace(draft, notes=(Note(make("See the labor code.")),))) == [
        ("note 1", "spelling-form")
    ]
    window.checks.next_problem()
    window.problems.setFocus()
    window.checks.fix_problem()
    assert plain(window.editor.resolution().notes[0].text or ()) == "See the labour code."
    assert checked() == []


def test_an_answer_about_other_words_is_dropped(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    checked(draft)
    old = window.editor.resolution()
    put_cursor(window, 2, 0)
    QTest.keyClicks(window.editor, "x")
    problem = Problem("final-mark", Severity.ERROR, "Old.", "PP1", 0, 1, "", line=2)
    window.checks._take(old, [problem])
    assert list(window.checks.problems) == []


# --- marks -------------------------------------------------------------------------------------


def marked(window: DraftWindow, line: int) -> list[str]:
    block = window.editor.document().findBlockByNumber(line)
    return [mark.words for mark in window.checks.marks.of(block)]


@needs_dictionary
def test_marks_stay_at_their_words_while_one_types(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    checked(with_words(draft, {2: "Recognizing the labor of the wrold’s networks,"}))
    assert marked(window, 3) == ["labor", "wrold’s"]
    put_cursor(window, 3, 16)
    QTest.keyClicks(window.editor, "hard ")
    assert marked(window, 3) == ["labor", "wrold’s"]
    put_cursor(window, 3, 22)
    QTest.keyClicks(window.editor, "q")
    assert marked(window, 3) == ["wrold’s"]
    put_cursor(window, 2)
    QTest.keyClick(window.editor, Qt.Key.Key_Return)
    assert marked(window, 4) == ["wrold’s"]


@needs_dictionary
def test_the_fix_key_mends_the_note_that_the_key_before_went_to(
    window: DraftWindow, draft: Resolution, checked: Callable[..., list[tuple[str, str]]]
) -> None:
    assert checked(replace(draft, notes=(Note(make("See the labor code.")),))) == [
        ("note 1", "spelling-form")
    ]
    window.editor.setFocus()
    window.actions_["next_problem"].trigger()
    window.actions_["fix_problem"].trigger()
    assert plain(window.editor.resolution().notes[0].text or ()) == "See the labour code."


@needs_dictionary
def test_marks_stand_right_behind_notes_and_wide_characters(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    text = (*make("Noting 😀"), NoteRef(0), *make(" the labor of all,"))
    blocks = (*draft.main.blocks[:1], Block(Kind.PREAMBULAR, text), *draft.main.blocks[2:])
    checked(replace(draft, divisions=(replace(draft.main, blocks=blocks),)))
    assert marked(window, 2) == ["labor"]
    window.checks.next_problem()
    assert window.editor.textCursor().selectedText() == "labor"


def test_marks_change_neither_the_text_nor_undo_nor_its_place(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    wrong = with_words(draft, {2: "Recognizing this;"})
    window.file.take(wrong)
    layout = window.editor.document().documentLayout()
    before = [
        layout.blockBoundingRect(window.editor.document().findBlockByNumber(n)) for n in range(12)
    ]
    unmarked = window.editor.viewport().grab().toImage()
    checked()
    after = [
        layout.blockBoundingRect(window.editor.document().findBlockByNumber(n)) for n in range(12)
    ]
    assert before == after
    assert not window.editor.document().isUndoAvailable()
    assert not window.editor.document().isModified()
    assert window.editor.viewport().grab().toImage() != unmarked


@needs_dictionary
def test_the_place_of_a_mark_tells_and_offers(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    checked(with_words(draft, {2: "Recognizing the evidense of harm,"}))
    window.checks.next_problem()
    place = window.editor.cursorRect().center() - QPoint(6, 0)
    assert window.editor._tip(place).startswith("Hint, PP2: “evidense” is not in the dictionary.")
    menu = QMenu()
    window.checks._offer_at(menu, place)
    names = [action.text() for action in menu.actions()]
    assert names[0] == "“evidense” is not in the dictionary."
    assert "Change to “evidence”" in names
    assert names[-6:-1] == [
        "&Add to my dictionary",
        "Ignore &here",
        "&Ignore “evidense” in this draft",
        "Ignore this &rule in this draft",
        "About the r&ule…",
    ]
    next(a for a in menu.actions() if a.text() == "Change to “evidence”").trigger()
    assert words_of(window, 3) == "Recognizing the evidence of harm,"
    assert window.editor._tip(QPoint(2, window.editor.viewport().height() - 2)) == ""


# --- own words ---------------------------------------------------------------------------------


@needs_dictionary
def test_a_word_is_added_to_the_dictionary_of_the_user(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution, data: Path, stand: Stand
) -> None:  # fmt: skip
    wrong = with_words(draft, {2: "Recognizing the Zorbification of all,"})
    checked(wrong)
    window.checks.next_problem()
    window.actions_["add_word"].trigger()
    assert checked() == []
    assert (data / OWN_WORDS).read_text(encoding="utf-8") == "Zorbification\n"
    stand.own = []
    window.actions_["edit_words"].trigger()
    assert stand.asked[-1] == "own words Zorbification"
    assert checked() == [("PP2", "spelling")]


@needs_dictionary
def test_a_word_is_ignored_in_this_draft_alone(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution, data: Path
) -> None:  # fmt: skip
    wrong = with_words(draft, {2: "Recognizing the Zorbification of all,"})
    checked(wrong)
    window.checks.next_problem()
    window.actions_["ignore_word"].trigger()
    assert checked() == []
    assert not (data / OWN_WORDS).exists()
    assert checked(wrong) == [("PP2", "spelling")]


@needs_dictionary
def test_a_dictionary_that_cannot_be_written_says_so(
    window: DraftWindow,
    checked: Callable[..., list[tuple[str, str]]],
    draft: Resolution,
    data: Path,
    stand: Stand,
) -> None:
    checked(with_words(draft, {2: "Recognizing the Zorbification of all,"}))
    (data / OWN_WORDS).mkdir()
    window.checks.next_problem()
    window.checks.add_word()
    assert stand.told
    assert checked() == [("PP2", "spelling")]


@needs_dictionary
def test_spelling_can_be_turned_off_and_other_languages_have_none(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    wrong = with_words(draft, {2: "Recognizing the labor of all,"})
    assert checked(wrong) == [("PP2", "spelling-form")]
    window._settings.set_value(SPELLING, "off")
    assert checked() == []
    assert window.status.problems.text() == "No problems, spelling not checked"
    window._settings.set_value(SPELLING, "on")
    assert checked() == [("PP2", "spelling-form")]
    assert window.status.problems.text() == "1 hint"
    checked(replace(wrong, masthead=replace(wrong.masthead, language="fr")))
    assert "English alone" in window.status.problems.toolTip()


def test_a_draft_in_another_language_is_told_how_many_rules_apply(
    window: DraftWindow, checked: Callable[..., list[tuple[str, str]]], draft: Resolution
) -> None:
    said: list[str] = []
    window.checks.message.connect(said.append)
    russian = with_words(draft, {2: "ссылаясь на свою резолюцию 65/230,"})
    russian = replace(russian, masthead=replace(russian.masthead, language="ru"))
    assert checked(russian) == []
    number, of = len(applying("ru")), len(all_rules())
    assert said == [f"Only {number} of {of} rules apply to Russian."]
    assert window.status.problems.text() == f"No problems, {number} of {of} rules apply"
    assert "apply to Russian" in window.status.problems.toolTip()


def test_without_the_library_the_other_checks_go_on(
    window: DraftWindow,
    checked: Callable[..., list[tuple[str, str]]],
    draft: Resolution,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (check_desk, services):
        monkeypatch.setattr(module, "dictionary", lambda: None)
    assert checked(with_words(draft, {2: "Recognizing the labor;"})) == [("PP2", "final-mark")]
    assert "spelling not checked" in window.status.problems.text()


# --- the panel ---------------------------------------------------------------------------------


def problem(code: str, line: int, message: str = "Wrong.") -> Problem:
    return Problem(code, Severity.WARNING, message, f"OP{line}", 0, 1, "a source", line=line)


def test_other_problems_change_only_the_rows_that_differ(qtbot: QtBot) -> None:
    model = Problems()
    rows = [problem("final-mark", n, f"Number {n}.") for n in range(300)]
    model.show(rows)
    changes: list[str] = []
    model.rowsInserted.connect(lambda _, a, b: changes.append(f"in {a}-{b}"))
    model.rowsRemoved.connect(lambda _, a, b: changes.append(f"out {a}-{b}"))
    model.modelReset.connect(lambda: changes.append("reset"))
    shifted = [replace(row, line=(row.line or 0) + 1, where="OP") for row in rows]
    model.show([*shifted[:100], problem("label", 100, "New."), *shifted[100:]])
    assert changes == ["in 100-100"]
    model.show(shifted[1:])
    assert changes[1:] == ["out 0-100", "in 0-98"]
    assert model.rows == shifted[1:]


def test_a_problem_is_one_sentence_for_the_ear() -> None:
    one = replace(problem("final-mark", 3, "This paragraph should end with a comma."), fix=",")
    assert sentence(one) == "Warning, OP3: This paragraph should end with a comma. Fix: “,”."
    assert counted([]) == "no problems"
    assert counted([one, one, replace(one, severity=Severity.ERROR)]) == "1 error, 2 warnings"


def test_the_commands_have_their_keys(window: DraftWindow) -> None:
    assert window.actions_["next_problem"].shortcut() == QKeySequence("F9")
    assert window.actions_["fix_problem"].shortcut() == QKeySequence("Ctrl+.")
