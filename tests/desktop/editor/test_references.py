"""Cross-references in the text: words that follow what they lead to, as part of the step that moved it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from desktop.editor import DraftEditor
from resolution.labels import numbered
from resolution.model import Block, Division, DivisionKind, Kind, Masthead, Resolution
from resolution.text import Run, Text, make, plain

Key = Qt.Key
At = Callable[..., None]


def link(words: str, name: str) -> Run:
    return Run(words, href=f"#{name}")


def said(text: Text) -> str:
    """Return a text with its references in brackets."""
    return "".join(f"[{i.text}]" if isinstance(i, Run) and i.href else plain((i,)) for i in text)


DRAFT = Resolution(
    Masthead(organ="General Assembly"),
    (
        Division(
            title=make("A title"),
            blocks=numbered(
                [
                    Block(Kind.FORMULA, make("The General Assembly,"), id="f"),
                    Block(Kind.PREAMBULAR, make("Recalling its resolution,"), id="p1"),
                    Block(Kind.PREAMBULAR, make("Noting it,"), id="p2"),
                    Block(Kind.OPERATIVE, make("Decides to act:"), id="o1"),
                    Block(Kind.ITEM, make("To report;"), level=1, id="a"),
                    Block(Kind.ITEM, make("To help;"), level=1, id="b"),
                    Block(Kind.OPERATIVE, make("Invites States;"), id="o2"),
                    Block(
                        Kind.OPERATIVE,
                        (
                            Run("Requests, under paragraphs "),
                            link("1 (b)", "b"),
                            Run(" and "),
                            link("2 above", "o2"),
                            Run(", a report;"),
                        ),
                        id="o3",
                    ),
                    Block(Kind.OPERATIVE, make("Decides to end."), id="o4"),
                ]
            ),
        ),
        Division(
            DivisionKind.ANNEX,
            "Annex",
            make("Rules"),
            numbered([Block(Kind.PARAGRAPH, make("First rule."), id="r1")]),
            id="x1",
        ),
    ),
)


@pytest.fixture
def editor(qtbot: QtBot) -> DraftEditor:
    """Return an editor with a draft that has references."""
    made = DraftEditor()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.load(DRAFT)
    made.show()
    return made


def words(editor: DraftEditor, name: str = "o3") -> str:
    return said(next(b.text for b in editor.resolution().blocks() if b.id == name))


def undone_and_redone(editor: DraftEditor, before: Resolution) -> None:
    """What was done last is one step: undo gives what was before, redo what is now."""
    after = editor.resolution()
    editor.undo()
    assert editor.resolution() == before
    assert editor.document().isRedoAvailable()
    editor.redo()
    assert editor.resolution() == after


def test_a_draft_with_references_is_read_as_it_was_loaded(editor: DraftEditor) -> None:
    assert editor.resolution() == DRAFT
    assert editor.resolution().divisions[1].id == "x1"


def test_references_follow_when_the_clause_moves_in_the_same_step(
    editor: DraftEditor, at: At
) -> None:
    at("o2")
    editor.move_clause(1)
    assert words(editor) == "Requests, under paragraphs [1 (b)] and [3 below], a report;"
    undone_and_redone(editor, DRAFT)


def test_references_follow_when_their_own_clause_moves(editor: DraftEditor, at: At) -> None:
    at("o3")
    editor.move_clause(-1)
    assert words(editor) == "Requests, under paragraphs [1 (b)] and [3 below], a report;"
    undone_and_redone(editor, DRAFT)


def test_references_follow_a_new_clause_and_one_that_goes(
    editor: DraftEditor, at: At, qtbot: QtBot
) -> None:
    at("o1")
    editor.insert_below(make("Urges all;"), Kind.OPERATIVE)
    assert words(editor).endswith("[1 (b)] and [3 above], a report;")
    undone_and_redone(editor, DRAFT)
    at("a")
    editor.delete_clause()
    assert words(editor).endswith("[1 (a)] and [3 above], a report;")
    at("o1", 0)
    qtbot.keyClick(editor, Key.Key_Return)
    assert words(editor).endswith("[2 (a)] and [4 above], a report;")


def test_references_follow_what_is_cut_and_pasted(editor: DraftEditor, at: At) -> None:
    at("o2", 0)
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    lost: list[str] = []
    editor.references.lost.connect(lost.append)
    editor.cut()
    assert lost == ["2 above"] and words(editor).endswith("and [2 above], a report;")
    at("o4")
    editor.paste()
    assert words(editor).endswith("and [4 below], a report;")


def test_undo_and_redo_through_many_moves_are_exact(editor: DraftEditor, at: At) -> None:
    states = [editor.resolution()]
    for name, by in (("o2", 1), ("o1", 1), ("o4", -1), ("o3", 1), ("b", -1)):
        at(name)
        assert editor.move_clause(by)
        states.append(editor.resolution())
    for state in states[-2::-1]:
        editor.undo()
        assert editor.resolution() == state
    for state in states[1:]:
        editor.redo()
        assert editor.resolution() == state
    assert not editor.document().isRedoAvailable()


def test_a_deleted_target_is_told_once_and_the_words_stay(editor: DraftEditor, at: At) -> None:
    lost: list[str] = []
    editor.references.lost.connect(lost.append)
    at("o2")
    editor.delete_clause()
    assert lost == ["2 above"]
    assert words(editor).endswith("and [2 above], a report;")
    at("o4")
    editor.move_clause(-1)
    assert lost == ["2 above"]
    assert "no longer in the draft" in editor.references.described("#o2")
    editor.undo()
    editor.undo()
    assert editor.resolution() == DRAFT


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("o2", "Decides to end. paragraph [2 above]"),
        ("p2", "Decides to end. the [second] preambular paragraph"),
        ("x1", "Decides to end. [the annex]"),
        ("r1", "Decides to end. paragraph [1] of [the annex]"),
    ],
)
def test_a_reference_is_put_in_as_one_step(
    editor: DraftEditor, at: At, name: str, wanted: str
) -> None:
    at("o4")
    editor.insert_reference(name)
    assert words(editor, "o4") == wanted
    undone_and_redone(editor, DRAFT)


def test_an_annex_that_is_no_longer_alone_is_referred_to_by_its_number(
    editor: DraftEditor, at: At
) -> None:
    at("o4")
    editor.insert_reference("x1")
    before = editor.resolution()
    editor.add_annex()
    assert words(editor, "o4") == "Decides to end. [annex I]"
    undone_and_redone(editor, before)


def test_what_is_typed_right_behind_or_before_a_reference_is_no_part_of_it(
    editor: DraftEditor, at: At, qtbot: QtBot
) -> None:
    at("o4")
    editor.insert_reference("o2")
    qtbot.keyClicks(editor, " and")
    assert words(editor, "o4") == "Decides to end. paragraph [2 above] and"
    editor.moveCursor(QTextCursor.MoveOperation.StartOfBlock)
    at("o3", len("Requests, under paragraphs 1 (b)"))
    qtbot.keyClicks(editor, ", 5")
    assert words(editor) == "Requests, under paragraphs [1 (b)], 5 and [2 above], a report;"
    at("o3", len("Requests, under paragraphs "))
    qtbot.keyClicks(editor, "x")
    assert words(editor).startswith("Requests, under paragraphs x[1 (b)], 5")


def test_a_reference_at_the_start_of_a_clause_does_not_take_what_is_typed_before_it(
    editor: DraftEditor, at: At, qtbot: QtBot
) -> None:
    at("o4", 0)
    editor.insert_reference("x1")
    at("o4", 0)
    qtbot.keyClicks(editor, "As in ")
    assert words(editor, "o4") == "As in [the annex]Decides to end."


def test_enter_behind_a_reference_begins_a_clause_without_a_link(
    editor: DraftEditor, at: At, qtbot: QtBot
) -> None:
    at("o4")
    editor.insert_reference("o2")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.keyClicks(editor, "Urges")
    assert said(editor.current_clause().block.text) == "Urges"


def test_letters_taken_from_a_reference_leave_it_one(
    editor: DraftEditor, at: At, qtbot: QtBot
) -> None:
    at("o3", len("Requests, under paragraphs 1 (b) and 2 above"))
    for _ in " above":
        qtbot.keyClick(editor, Key.Key_Backspace)
    assert words(editor).endswith("and [2], a report;")
    at("o2")
    editor.move_clause(1)
    assert words(editor).endswith("and [3], a report;")


def test_a_copy_of_the_clause_refers_to_the_same(editor: DraftEditor, at: At) -> None:
    at("o3", 0)
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    data = editor.createMimeDataFromSelection()
    at("p2")
    before = editor.resolution()
    editor.insertFromMimeData(data)
    assert said(editor.current_clause().block.text).endswith("[1 (b)] and [2 below], a report;")
    undone_and_redone(editor, before)


def test_typed_numbers_become_references_in_one_step(editor: DraftEditor, at: At) -> None:
    at("o4")
    editor.insert_note(make("A note."))
    at("o4", 15)
    cursor = editor.textCursor()
    cursor.insertText(" This is without prejudice to paragraphs 1 (a) and 2 above.")
    before = editor.resolution()
    assert editor.references.bind_typed() == 2
    assert words(editor, "o4").endswith("to paragraphs [1 (a)] and [2 above].")
    undone_and_redone(editor, before)
    at("o2")
    editor.move_clause(-1)
    assert words(editor, "o4").endswith("to paragraphs [2 (a)] and [1 above].")


def test_a_clause_with_a_precedents_words_brings_no_link_of_the_precedents_own(
    editor: DraftEditor, at: At
) -> None:
    at("o4")
    editor.replace_clause((Run("Recalls paragraph "), link("3 above", "para_3")))
    assert words(editor, "o4") == "Recalls paragraph 3 above"


def test_ctrl_click_goes_where_a_reference_leads(editor: DraftEditor, at: At, qtbot: QtBot) -> None:
    at("o3", len("Requests, under paragraphs 1 (b) and 2"))
    place = editor.cursorRect().center()
    qtbot.mouseClick(
        editor.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place
    )
    assert editor.current_clause().block.id == "o2"


def test_what_a_reference_leads_to_is_described(editor: DraftEditor) -> None:
    assert editor.references.described("#o2").startswith("Refers to OP2: Invites States;")


def test_an_underlined_word_is_no_reference_and_a_reference_is_not_underlined(
    editor: DraftEditor, at: At
) -> None:
    at("o4")
    editor.insert_reference("o2")
    run = editor.current_clause().block.text[-1]
    assert isinstance(run, Run) and not run.marks
