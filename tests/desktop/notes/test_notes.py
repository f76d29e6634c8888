"""Notes in the panel under the text: written, moved, referred to, deleted; one step of undo each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.notes.field import NoteField
from desktop.shell.window import DraftWindow
from resolution.model import Block, Division, Kind, Note, Resolution
from resolution.text import Mark, NoteRef, Run, make, plain
from tests.waiting import LIMIT

Key = Qt.Key


def words(window: DraftWindow) -> list[str | None]:
    """Return the words of the draft's notes, by their numbers."""
    return [None if n.text is None else plain(n.text) for n in window.editor.resolution().notes]


def at_end(window: DraftWindow, place: str) -> None:
    window.editor.goto(window.editor.places().index(place))
    window.editor.moveCursor(QTextCursor.MoveOperation.EndOfBlock)


def type_in(window: DraftWindow, typed: str) -> NoteField:
    field = window.notes_panel.field
    assert field is not None
    QTest.keyClicks(field, typed)
    return field


@pytest.fixture
def noted(window: DraftWindow, draft: Resolution) -> Iterator[DraftWindow]:
    """Return a window with the draft that has one note, the window active so that the keyboard is somewhere."""
    window.file.take(draft)
    window.activateWindow()
    QTest.qWaitForWindowActive(window, 1000 * LIMIT)
    yield window


def test_the_panel_is_folded_away_while_there_is_no_note_and_shown_when_there_is_one(
    window: DraftWindow, draft: Resolution
) -> None:
    bare = replace(
        draft, notes=(), divisions=(Division(blocks=(Block(Kind.OPERATIVE, make("Acts.")),)),)
    )
    window.file.take(bare)
    window.follow()
    assert window._docks[2].isHidden()
    window.editor.goto(1)
    window.notes.insert_note()
    assert window._docks[2].isVisible()
    window.editor.undo()
    window.follow()
    assert window._docks[2].isHidden()


def test_a_panel_that_the_user_folded_away_stays_away(noted: DraftWindow) -> None:
    noted._docks[2].toggleViewAction().trigger()
    assert noted._docks[2].isHidden()
    noted.editor.insert_note(make("Another."))
    noted.follow()
    assert noted._docks[2].isHidden()
    noted.notes.edit_by_index(0)
    assert noted._docks[2].isVisible()


def test_a_new_note_is_written_in_the_panel_and_is_one_step_with_its_mark(
    noted: DraftWindow,
) -> None:
    before = noted.editor.resolution()
    at_end(noted, "OP1")
    noted.notes.insert_note()
    field = type_in(noted, "See resolution 60/1.")
    assert field.hasFocus()
    assert words(noted)[1:] == ["See resolution 60/1."], "what is typed is in the draft at once"
    QTest.keyClick(field, Key.Key_Escape)
    assert noted.editor.hasFocus() and noted.notes_panel.field is None
    assert noted.editor.current_clause().place == "OP1"
    after = noted.editor.resolution()
    noted.editor.undo()
    assert noted.editor.resolution() == before
    noted.editor.redo()
    assert noted.editor.resolution() == after


def test_a_note_left_without_words_is_taken_back(noted: DraftWindow) -> None:
    before = noted.editor.resolution()
    at_end(noted, "OP1")
    noted.notes.insert_note()
    assert len(words(noted)) == 2
    QTest.keyClick(noted.notes_panel.field, Key.Key_Escape)
    assert noted.editor.resolution() == before
    assert not noted.editor.document().isUndoAvailable()


def test_each_time_a_note_is_edited_is_one_step_and_italics_stay(noted: DraftWindow) -> None:
    noted.editor.edit_note(0, (Run("See the "), Run("Yearbook", Mark.ITALIC), Run(".")))
    steps = noted.editor.document().availableUndoSteps()
    first = noted.editor.resolution()
    noted.notes.edit_by_index(0)
    QTest.keyClick(type_in(noted, " One"), Key.Key_Return)
    noted.notes.edit_by_index(0)
    QTest.keyClick(type_in(noted, " two"), Key.Key_Return)
    text = noted.editor.resolution().notes[0].text
    assert text == (Run("See the "), Run("Yearbook", Mark.ITALIC), Run(". One two"))
    assert noted.editor.document().availableUndoSteps() > steps
    noted.editor.undo()
    assert words(noted) == ["See the Yearbook. One"]
    noted.editor.undo()
    assert noted.editor.resolution() == first


def test_a_clause_written_between_two_parts_of_a_note_keeps_its_own_step(
    noted: DraftWindow,
) -> None:
    noted.notes.edit_by_index(0)
    type_in(noted, " More")
    at_end(noted, "OP3")
    noted.editor.next_clause()
    with_clause = noted.editor.resolution()
    type_in(noted, " still")
    noted.editor.undo()
    assert noted.editor.resolution() == with_clause


def test_undo_in_the_text_is_shown_in_the_field_that_is_open(noted: DraftWindow) -> None:
    first = words(noted)[0]
    noted.notes.edit_by_index(0)
    field = type_in(noted, " More")
    noted.editor.undo()
    noted.follow()
    assert plain(field.words()) == first


def test_italics_are_set_with_the_key_and_the_text_of_the_draft_is_left_alone(
    noted: DraftWindow,
) -> None:
    noted.notes.edit_by_index(0)
    field = noted.notes_panel.field
    assert field is not None
    field.selectAll()
    QTest.keyClick(field, Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    text = noted.editor.resolution().notes[0].text
    assert text is not None and [run.marks for run in text if isinstance(run, Run)] == [Mark.ITALIC]


def test_a_citation_completes_in_a_note_without_its_date(noted: DraftWindow, qtbot: QtBot) -> None:
    at_end(noted, "OP1")
    noted.notes.insert_note()
    qtbot.waitUntil(lambda: noted.corpus_service.register.complete("55/6", "") != [])
    field = type_in(noted, "See resolution 55/6")
    QTest.keyClick(field, Key.Key_Tab)
    assert words(noted)[1] == "See resolution 55/61"


def test_a_note_whose_words_are_lost_says_so_and_is_filled_in(
    window: DraftWindow, draft: Resolution
) -> None:
    window.file.take(replace(draft, notes=(Note(None, "7"),)))
    window.follow()
    row = window.notes_panel.list.rows.index(0)
    assert "lost" in str(row.data(Qt.ItemDataRole.AccessibleTextRole))
    window.notes.edit_by_index(0)
    QTest.keyClick(type_in(window, "See 1."), Key.Key_Return)
    assert window.editor.resolution().notes == (Note(make("See 1.")),)
    window.editor.undo()
    assert window.editor.resolution().notes == (Note(None, "7"),)


def test_notes_of_heading_and_tables_and_without_a_mark_are_edited_and_deleted_too(
    window: DraftWindow, draft: Resolution
) -> None:
    from tests.desktop.editor.conftest import FULL

    window.file.take(
        replace(
            FULL,
            masthead=replace(FULL.masthead, notes=(NoteRef(3),)),
            notes=(*FULL.notes, Note(make("At the heading.")), Note(make("Nowhere."))),
        )
    )
    noted = window.editor.resolution()
    table, heading, loose = (
        words(window).index(w) for w in ("In the table.", "At the heading.", "Nowhere.")
    )
    for index in (table, heading, loose):
        window.editor.edit_note(index, make(f"Other {index}."))
    assert [words(window)[i] for i in (table, heading, loose)] == [
        f"Other {i}." for i in (table, heading, loose)
    ]
    for _ in range(3):
        window.editor.undo()
    assert window.editor.resolution() == noted
    for index in sorted((table, heading, loose), reverse=True):
        window.editor.remove_note(index)
    assert len(words(window)) == 2 and window.editor.heading().notes == ()
    for _ in range(3):
        window.editor.undo()
    assert window.editor.resolution() == noted


def test_a_mark_cut_and_pasted_keeps_its_note_and_the_numbers_follow(noted: DraftWindow) -> None:
    at_end(noted, "OP3")
    noted.editor.insert_note(make("Last."))
    keys = [n.key for n in noted.editor.notes.listed()]
    cursor = noted.editor.textCursor()
    cursor.movePosition(
        QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor
    )
    noted.editor.setTextCursor(cursor)
    noted.editor.cut()
    assert len(words(noted)) == 1
    noted.editor.goto(noted.editor.places().index("PP1"), 9)
    noted.editor.paste()
    assert [n.key for n in noted.editor.notes.listed()] == keys[::-1]
    assert words(noted)[0] == "Last."


def test_a_note_pasted_beside_its_original_is_a_note_of_its_own(noted: DraftWindow) -> None:
    noted.editor.goto(noted.editor.places().index("PP1"))
    cursor = noted.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    noted.editor.setTextCursor(cursor)
    noted.editor.copy()
    at_end(noted, "PP4")
    noted.editor.paste()
    noted.editor.edit_note(1, make("The copy's."))
    assert words(noted)[0] != "The copy's." and words(noted)[1] == "The copy's."


def test_the_mark_is_moved_here_in_one_step(noted: DraftWindow) -> None:
    before = noted.editor.resolution()
    at_end(noted, "OP3")
    noted.dialogs.chosen = 0  # type: ignore[attr-defined]
    noted.notes.move_mark()
    assert noted.editor.notes.listed()[0].place == "OP3"
    assert noted.editor.note_at_cursor() == noted.editor.notes.listed()[0].key
    noted.editor.undo()
    assert noted.editor.resolution() == before
    assert noted.dialogs.asked == ["Move here the mark of"]  # type: ignore[attr-defined]


def test_a_mark_moved_within_its_clause_stands_where_the_cursor_was(noted: DraftWindow) -> None:
    noted.editor.goto(noted.editor.places().index("PP1"), 9)
    noted.editor.move_note_mark(noted.editor.notes.listed()[0].key)
    block = noted.editor.resolution().main.blocks[1]
    assert plain(block.text[:1]) == "Recalling" and isinstance(block.text[1], NoteRef)
    assert len(block.text) == 3


def test_a_note_is_referred_to_once_more(noted: DraftWindow) -> None:
    at_end(noted, "OP3")
    noted.dialogs.chosen = 0  # type: ignore[attr-defined]
    noted.notes.refer_to_note()
    assert len(words(noted)) == 1 and noted.editor.notes.listed()[0].uses == 2


def test_delete_on_a_row_deletes_the_note_with_its_mark_and_is_told(noted: DraftWindow) -> None:
    before = noted.editor.resolution()
    noted.follow()
    row = noted.notes_panel.list
    row.setFocus()
    row.setCurrentIndex(row.rows.index(0))
    QTest.keyClick(row, Key.Key_Delete)
    assert words(noted) == []
    assert "deleted" in noted.status.currentMessage()
    noted.editor.undo()
    assert noted.editor.resolution() == before


def test_from_the_list_to_the_mark_and_from_the_mark_to_the_note(
    noted: DraftWindow, qapp: QApplication
) -> None:
    noted.follow()
    rows = noted.notes_panel.list
    rows.setFocus()
    rows.setCurrentIndex(rows.rows.index(0))
    QTest.keyClick(rows, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert noted.editor.hasFocus() and noted.editor.current_clause().place == "PP1"
    noted.notes.edit_note()
    assert noted.notes_panel.field is not None and noted.notes_panel.field.hasFocus()
    rect = rows.visualRect(rows.rows.index(0))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(12, 8))
    assert noted.editor.hasFocus()


def test_a_note_inserted_before_another_does_not_take_the_field_from_it(
    noted: DraftWindow,
) -> None:
    noted.notes.edit_by_index(0)
    field = noted.notes_panel.field
    noted.editor.goto(noted.editor.places().index("PP1"), 9)
    noted.editor.insert_note(make("First."))
    noted.follow()
    assert noted.notes_panel.field is not None
    key = noted.notes_panel.edited()
    assert noted.editor.notes.listed()[1].key == key
    assert plain(noted.notes_panel.field.words()) == words(noted)[1]
    assert field is not None


def test_a_paste_into_a_note_is_one_paragraph(noted: DraftWindow) -> None:
    at_end(noted, "OP1")
    noted.notes.insert_note()
    field = noted.notes_panel.field
    assert field is not None
    QApplication.clipboard().setText("See\nresolution 1/1.\n")
    field.paste()
    assert words(noted)[1] == "See resolution 1/1."
