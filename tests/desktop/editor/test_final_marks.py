"""The mark that ends a clause: shown, put in when the clause is left, turned when the structure changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.base.settings import FINAL_MARKS
from desktop.editor import DraftEditor
from desktop.shell.window import DraftWindow
from resolution.formats.detect import read
from resolution.model import Block, Division, Kind, Masthead, Note, Resolution
from resolution.text import NoteRef, make, plain

Key = Qt.Key
PP, OP, ITEM = Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM
Begin = Callable[..., DraftEditor]


@pytest.fixture
def begin(editor: DraftEditor) -> Begin:
    """Return a function that loads clauses, and puts the cursor at the end of one (the last unless told)."""

    def start(*clauses: tuple[Kind, str], at: int = 0, language: str = "en") -> DraftEditor:
        blocks = (
            Block(Kind.FORMULA, make("The General Assembly,")),
            *(Block(kind, make(words), level=kind is ITEM) for kind, words in clauses),
        )
        masthead = Masthead(organ="General Assembly", language=language)
        editor.final_marks.enabled = True
        editor.load(Resolution(masthead, (Division(blocks=blocks),)))
        go(editor, at or len(clauses))
        return editor

    return start


def go(editor: DraftEditor, clause: int, to_end: bool = True) -> None:
    """Put the cursor at the end of a clause, counted from one, as a click does."""
    cursor = QTextCursor(editor.document().findBlockByNumber(clause + 1))
    if to_end:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)


def words(editor: DraftEditor) -> list[str]:
    return [plain(block.text) for block in editor.resolution().main.blocks[1:]]


def coming(editor: DraftEditor) -> str:
    return editor.final_marks.coming(editor.textCursor().block())


# --- shown ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clauses", "at", "mark"),
    [
        ([(PP, "")], 1, ","),
        ([(PP, ""), (OP, "Decides.")], 1, ","),
        ([(OP, ""), (OP, "Decides.")], 1, ";"),
        ([(OP, "Notes it;"), (OP, "")], 2, "."),
        ([(OP, ""), (ITEM, "One;"), (OP, "Decides.")], 1, ":"),
        ([(OP, "Notes:"), (ITEM, ""), (OP, "Decides.")], 2, ";"),
        ([(OP, "Notes:"), (ITEM, "")], 2, "."),
        ([(PP, "Noting:"), (ITEM, ""), (PP, "Noting,")], 2, ","),
        ([(Kind.HEADING, "")], 1, ""),
        ([(Kind.PARAGRAPH, "")], 1, ""),
        ([(OP, "Notes:"), (ITEM, ""), (Kind.CONTINUATION, "as appropriate.")], 2, ""),
    ],
)
def test_the_mark_to_come_follows_from_kind_and_place(
    begin: Begin, clauses: list[tuple[Kind, str]], at: int, mark: str
) -> None:
    editor = begin(*clauses, at=at)
    assert coming(editor) == ""
    QTest.keyClicks(editor, "All States")
    assert coming(editor) == mark
    assert words(editor)[at - 1] == "All States"


@pytest.mark.parametrize(
    "typed", ["All States,", "a question?", "one; and", "so …!", "pause –", "–"]
)
def test_what_the_author_ends_otherwise_gets_no_mark(begin: Begin, typed: str) -> None:
    editor = begin((OP, ""), (OP, "Decides."), at=1)
    for letter in typed:
        press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(editor, press)
    assert coming(editor) == ""
    go(editor, 2)
    assert words(editor)[0] == typed


def test_the_mark_is_painted_behind_the_words(begin: Begin) -> None:
    editor = begin((PP, ""))
    QTest.keyClicks(editor, "Noting it")
    shown = editor.grab().toImage()
    editor.final_marks.enabled = False
    assert editor.grab().toImage() != shown


@pytest.mark.parametrize("language", ["fr", "es", "ru", "zh", "ar", "fr-CA"])
def test_other_languages_have_no_marks(begin: Begin, language: str) -> None:
    editor = begin((PP, ""), (OP, ""), at=1, language=language)
    QTest.keyClicks(editor, "Rappelant")
    assert coming(editor) == ""
    QTest.keyClick(editor, Key.Key_Return)
    go(editor, 3)
    editor.final_marks.finish()
    assert words(editor) == ["Rappelant", "", ""]


def test_every_kind_of_english_has_its_marks(begin: Begin) -> None:
    editor = begin((PP, ""), language="en-GB")
    QTest.keyClicks(editor, "Noting it")
    assert coming(editor) == ","


# --- put in --------------------------------------------------------------------------------------


def test_enter_puts_it_in_as_one_step(begin: Begin) -> None:
    editor = begin((PP, ""))
    QTest.keyClicks(editor, "Noting it")
    QTest.keyClick(editor, Key.Key_Return)
    assert words(editor) == ["Noting it,", ""]
    editor.undo()
    assert words(editor) == ["Noting it"]
    editor.redo()
    assert words(editor) == ["Noting it,", ""]


def test_going_elsewhere_puts_it_in_and_one_undo_takes_the_words_with_it(begin: Begin) -> None:
    editor = begin((PP, ""), (PP, "Noting it,"), at=1)
    QTest.keyClicks(editor, "Recalling it")
    QTest.keyClick(editor, Key.Key_Down)
    assert words(editor)[0] == "Recalling it,"
    editor.undo()
    assert words(editor)[0] == ""
    assert not editor.document().isUndoAvailable()
    editor.redo()
    assert words(editor)[0] == "Recalling it,"


def test_a_mark_typed_by_hand_is_not_doubled(begin: Begin) -> None:
    editor = begin((PP, ""))
    QTest.keyClicks(editor, "Noting it,")
    QTest.keyClick(editor, Key.Key_Return)
    assert words(editor) == ["Noting it,", ""]


def test_blanks_give_way_and_notes_stay_behind_the_mark(begin: Begin) -> None:
    editor = begin((PP, ""), (PP, "Noting it,"), at=1)
    QTest.keyClicks(editor, "Recalling it  ")
    go(editor, 2)
    assert words(editor)[0] == "Recalling it,"
    go(editor, 1)
    QTest.keyClick(editor, Key.Key_Backspace)
    editor.insert_note(make("See it."))
    QTest.keyClick(editor, Key.Key_Home)
    QTest.keyClicks(editor, "X")
    go(editor, 2)
    text = editor.resolution().main.blocks[1].text
    assert plain(text) == "XRecalling it," and isinstance(text[-1], NoteRef)


def test_a_clause_that_was_only_visited_or_written_back_stays(begin: Begin) -> None:
    editor = begin((PP, "Noting it"), (PP, "Noting more"), at=1)
    go(editor, 2)
    go(editor, 1)
    QTest.keyClicks(editor, "x")
    QTest.keyClick(editor, Key.Key_Backspace)
    go(editor, 2)
    assert words(editor) == ["Noting it", "Noting more"]


def test_a_clause_cut_in_two_ends_as_it_should(begin: Begin) -> None:
    editor = begin((OP, "Notes one and two."))
    cursor = editor.textCursor()
    cursor.setPosition(cursor.block().position() + len("Notes one "))
    editor.setTextCursor(cursor)
    editor.next_clause()
    assert words(editor) == ["Notes one;", "and two."]
    editor.undo()
    assert words(editor) == ["Notes one and two."]


# --- typed where it stands -----------------------------------------------------------------------


def test_the_mark_typed_again_is_not_doubled_and_one_before_it_is_gone_past(begin: Begin) -> None:
    editor = begin((PP, "Noting it,"))
    QTest.keyClicks(editor, ",")
    assert words(editor) == ["Noting it,"]
    QTest.keyClick(editor, Key.Key_Left)
    QTest.keyClicks(editor, ",")
    assert words(editor) == ["Noting it,"] and editor.textCursor().atBlockEnd()


def test_another_mark_takes_the_place_of_the_one_that_stands(begin: Begin) -> None:
    editor = begin((OP, "Notes:"), (OP, "Decides;"), (OP, "Ends."), at=2)
    QTest.keyClicks(editor, ":")
    assert words(editor)[1] == "Decides:"
    editor.undo()
    assert words(editor)[1] == "Decides;"


def test_enter_before_the_mark_goes_past_it(begin: Begin) -> None:
    editor = begin((PP, "Noting it,"))
    QTest.keyClick(editor, Key.Key_Left)
    QTest.keyClick(editor, Key.Key_Return)
    assert words(editor) == ["Noting it,", ""]


def test_a_mark_within_the_words_is_typed(begin: Begin) -> None:
    editor = begin((PP, "Noting it,"))
    for _ in range(4):
        QTest.keyClick(editor, Key.Key_Left)
    QTest.keyClicks(editor, ",")
    assert words(editor) == ["Noting, it,"]


# --- turned --------------------------------------------------------------------------------------

LIST = ((OP, "Notes one;"), (OP, "Notes two;"), (OP, "Notes three."))


def _after(editor: DraftEditor, command: Callable[[], object], wanted: list[str]) -> None:
    before, start = words(editor), editor.resolution()
    command()
    assert words(editor) == wanted
    editor.undo()
    assert words(editor) == before and editor.resolution() == start
    editor.redo()
    assert words(editor) == wanted


def test_a_clause_after_the_last_makes_that_one_a_semicolon(begin: Begin) -> None:
    editor = begin(*LIST)
    _after(editor, editor.next_clause, ["Notes one;", "Notes two;", "Notes three;", ""])


def test_moving_the_last_up_changes_both(begin: Begin) -> None:
    editor = begin(*LIST)
    _after(editor, lambda: editor.move_clause(-1), ["Notes one;", "Notes three;", "Notes two."])


def test_deleting_the_last_ends_the_one_before(begin: Begin) -> None:
    editor = begin(*LIST)
    _after(editor, editor.delete_clause, ["Notes one;", "Notes two."])


def test_an_item_gives_its_clause_a_colon(begin: Begin) -> None:
    editor = begin(*LIST, at=2)
    _after(editor, editor.indent, ["Notes one:", "Notes two;", "Notes three."])


def test_turning_the_part_turns_the_mark(begin: Begin) -> None:
    editor = begin((PP, "Noting it,"), *LIST, at=1)
    _after(editor, editor.toggle_part, ["Noting it;", *(w for _, w in LIST)])


def test_an_inserted_clause_ends_as_its_place_asks(begin: Begin) -> None:
    editor = begin(*LIST)
    _after(
        editor,
        lambda: editor.insert_below(make("Urges all;"), OP),
        ["Notes one;", "Notes two;", "Notes three;", "Urges all."],
    )


def test_a_replaced_clause_ends_as_its_place_asks(begin: Begin) -> None:
    editor = begin(*LIST)
    _after(
        editor,
        lambda: editor.replace_clause(make("Urges all;")),
        ["Notes one;", "Notes two;", "Urges all."],
    )


def test_a_mark_that_was_wrong_before_stays_the_authors(begin: Begin) -> None:
    editor = begin((OP, "Notes one!"), (OP, "Notes two,"), (OP, "Notes three;"))
    editor.move_clause(-1)
    assert words(editor) == ["Notes one!", "Notes three;", "Notes two,"]


def test_a_first_clause_written_through(begin: Begin) -> None:
    """As a delegate would: a preamble, the operative part by an empty paragraph, items, the last clause."""
    editor = begin((PP, ""))
    for line in ("Recalling the Charter", "Noting the report"):
        QTest.keyClicks(editor, line)
        QTest.keyClick(editor, Key.Key_Return)
    QTest.keyClick(editor, Key.Key_Return)
    QTest.keyClicks(editor, "Decides")
    QTest.keyClick(editor, Key.Key_Return)
    QTest.keyClick(editor, Key.Key_Tab)
    QTest.keyClicks(editor, "To meet")
    QTest.keyClick(editor, Key.Key_Return)
    QTest.keyClicks(editor, "To report")
    QTest.keyClick(editor, Key.Key_Return)
    QTest.keyClick(editor, Key.Key_Backtab)
    QTest.keyClicks(editor, "Requests a report")
    editor.finish_marks()
    assert words(editor) == [
        "Recalling the Charter,", "Noting the report,", "Decides:", "To meet;", "To report;",
        "Requests a report.",
    ]  # fmt: skip


# --- saved ---------------------------------------------------------------------------------------


def test_before_saving_all_are_put_in_and_one_writes_on_before_the_mark(begin: Begin) -> None:
    editor = begin((OP, "Notes it;"), (OP, ""))
    QTest.keyClicks(editor, "Decides")
    editor.finish_marks()
    assert words(editor) == ["Notes it;", "Decides."]
    QTest.keyClicks(editor, " to act")
    assert words(editor) == ["Notes it;", "Decides to act."]
    QTest.keyClick(editor, Key.Key_Return)
    assert words(editor) == ["Notes it;", "Decides to act;", ""]


def test_nothing_that_can_be_redone_is_lost_by_saving_or_moving(begin: Begin) -> None:
    editor = begin((PP, ""), (PP, "Noting it,"), at=1)
    QTest.keyClicks(editor, "Recalling")
    editor.complete(9, "Recalling also", PP)
    editor.undo()
    editor.finish_marks()
    go(editor, 2)
    assert editor.document().isRedoAvailable()
    editor.redo()
    assert words(editor)[0] == "Recalling also "


def test_a_saved_file_has_the_mark(window: DraftWindow, tmp_path: Path) -> None:
    blocks = (Block(Kind.FORMULA, make("The General Assembly,")), Block(OP))
    window.editor.load(Resolution(Masthead(organ="General Assembly"), (Division(blocks=blocks),)))
    window.editor.goto(2)
    QTest.keyClicks(window.editor, "Decides to act")
    window.dialogs.path = tmp_path / "draft.akn"  # type: ignore[attr-defined]
    assert window.save_as() and not window.editor.document().isModified()
    saved = read(tmp_path / "draft.akn").resolution.main.blocks
    assert plain(saved[-1].text) == "Decides to act."


def test_the_setting_turns_it_off(window: DraftWindow) -> None:
    assert window.editor.final_marks.enabled
    window._settings.set_value(FINAL_MARKS, "off")
    assert not window.editor.final_marks.enabled


# --- nothing else changes ------------------------------------------------------------------------


def test_visiting_every_clause_of_real_texts_changes_nothing(
    editor: DraftEditor, seeds: list[Path]
) -> None:
    editor.final_marks.enabled = True
    for path in seeds:
        resolution = read(path).resolution
        editor.load(resolution)
        loaded = editor.resolution()
        for index in range(editor.block_count):
            editor.goto(index)
            QTest.keyClick(editor, Key.Key_End)
        editor.finish_marks()
        assert editor.resolution() == loaded
        assert not editor.document().isUndoAvailable()


COMMANDS = st.sampled_from(
    [
        "type", "type mark", "enter", "tab", "backtab", "up", "down", "click", "backspace", "delete", "part", "move up",
        "move down", "drop", "undo", "redo", "note", "finish", "insert",
    ]
)  # fmt: skip


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(COMMANDS, st.integers(0, 10_000)), min_size=10, max_size=60))
def test_undo_to_the_start_gives_what_was_loaded_and_redo_gives_the_end(
    editor: DraftEditor, full: Resolution, steps: list[tuple[str, int]]
) -> None:
    editor.final_marks.enabled = True
    editor.load(full)
    loaded = editor.resolution()
    for command, number in steps:
        _do(editor, command, number)
    end = editor.resolution()
    taken_back = 0
    while editor.document().isUndoAvailable():
        editor.undo()
        taken_back += 1
    assert editor.resolution() == loaded
    for _ in range(taken_back):
        editor.redo()
    assert editor.resolution() == end


def _do(editor: DraftEditor, command: str, number: int) -> None:
    """Do what one command of the random walk says."""
    keys = {
        "enter": Key.Key_Return, "tab": Key.Key_Tab, "backtab": Key.Key_Backtab, "up": Key.Key_Up,
        "down": Key.Key_Down, "backspace": Key.Key_Backspace, "delete": Key.Key_Delete,
    }  # fmt: skip
    done: dict[str, Callable[[], object]] = {
        "type": lambda: QTest.keyClicks(editor, ("word", " and", "2 ", "(a)")[number % 4]),
        "type mark": lambda: QTest.keyClicks(editor, ",;.:"[number % 4]),
        "click": lambda: _click(editor, number),
        "part": editor.toggle_part,
        "move up": lambda: editor.move_clause(-1),
        "move down": lambda: editor.move_clause(1),
        "drop": editor.delete_clause,
        "undo": editor.undo,
        "redo": editor.redo,
        "note": lambda: editor.insert_note(make("See it.")),
        "finish": editor.finish_marks,
        "insert": lambda: editor.insert_below(make("Urges all;"), OP, notes=(Note(make("x")),)),
    }
    if command in keys:
        QTest.keyClick(editor, keys[command])
    else:
        done[command]()


def _click(editor: DraftEditor, number: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(number % editor.document().characterCount())
    editor.setTextCursor(cursor)


def test_a_clause_left_by_choosing_words_elsewhere_gets_its_mark(begin: Begin) -> None:
    """As a search does, or a jump to a problem."""
    editor = begin((PP, "Noting one,"), (OP, ""))
    QTest.keyClicks(editor, "Decides to meet")
    editor.goto(2, 0, 6)
    assert words(editor) == ["Noting one,", "Decides to meet."]
    assert editor.textCursor().selectedText() == "Noting"


def test_a_clause_that_is_chosen_from_is_not_left(begin: Begin) -> None:
    editor = begin((PP, "Noting one,"), (OP, ""))
    QTest.keyClicks(editor, "Decides to meet")
    QTest.keyClick(editor, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert words(editor) == ["Noting one,", "Decides to meet"]


REDO = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_redoing_puts_in_no_mark_that_was_not_there(begin: Begin) -> None:
    """Qt moves the cursor several times while it redoes a step: that is no leaving."""
    editor = begin((OP, "Urges all;"), (OP, ""))
    QTest.keyClicks(editor, "Decides")
    QTest.keyClick(editor, Key.Key_Tab)
    end, steps = words(editor), 0
    while editor.document().isUndoAvailable():
        QTest.keyClick(editor, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        steps += 1
    for _ in range(steps):
        QTest.keyClick(editor, Key.Key_Z, REDO)
    assert steps > 1
    assert words(editor) == end
