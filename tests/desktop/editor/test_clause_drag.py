"""Dragging clauses in the text by their numbers: where a line shows, what a drop does, and what Esc leaves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.editor import DraftEditor
from desktop.editor.clause_drag import ClauseDrag
from resolution.model import Resolution

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def grip(editor: DraftEditor) -> ClauseDrag:
    made = ClauseDrag(editor)
    made.dropped.connect(editor.move_blocks)
    return made


def number(editor: DraftEditor, name: str) -> int:
    return next(i for i in range(editor.block_count) if editor.clause_at(i).block.id == name)


def label(editor: DraftEditor, name: str, below: int = 8) -> QPoint:
    """Return a place in the margin left of a block."""
    block = editor.document().findBlockByNumber(number(editor, name))
    room = editor.document().documentLayout().blockBoundingRect(block)
    return QPoint(40, round(room.top()) - editor.verticalScrollBar().value() + below)


def order(editor: DraftEditor) -> list[str]:
    return [block.id for block in editor.resolution().main.blocks]


def drag(editor: DraftEditor, qtbot: QtBot, name: str, place: QPoint) -> None:
    start = label(editor, name)
    qtbot.mousePress(editor.viewport(), LEFT, pos=start)
    qtbot.mouseMove(editor.viewport(), start + QPoint(0, 20))
    qtbot.mouseMove(editor.viewport(), place)


def drop(editor: DraftEditor, qtbot: QtBot, place: QPoint) -> None:
    qtbot.mouseRelease(editor.viewport(), LEFT, pos=place)


def test_a_clause_dropped_above_another_stands_there_in_one_step(
    editor: DraftEditor, grip: ClauseDrag, qtbot: QtBot, full: Resolution
) -> None:
    before = editor.resolution()
    place = label(editor, "o1", 0)
    drag(editor, qtbot, "o2", place)
    assert grip.dragging and grip.before == number(editor, "o1")
    drop(editor, qtbot, place)
    assert order(editor)[3:5] == ["o2", "t"] and order(editor)[5] == "o1"
    editor.undo()
    assert editor.resolution() == before
    assert not editor.document().isUndoAvailable()


def test_where_it_cannot_stand_there_is_no_line_and_no_drop(
    editor: DraftEditor, grip: ClauseDrag, qtbot: QtBot
) -> None:
    before = order(editor)
    place = label(editor, "o2", 12)
    drag(editor, qtbot, "p1", place)
    assert grip.dragging and grip.before is None
    assert editor.viewport().cursor().shape() is Qt.CursorShape.ForbiddenCursor
    drop(editor, qtbot, place)
    assert order(editor) == before
    assert not editor.document().isUndoAvailable()


def test_esc_lets_go(editor: DraftEditor, grip: ClauseDrag, qtbot: QtBot) -> None:
    before = order(editor)
    place = label(editor, "o1", 0)
    drag(editor, qtbot, "o2", place)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not grip.dragging
    drop(editor, qtbot, place)
    assert order(editor) == before


def test_a_click_selects_the_clause_with_its_items(
    editor: DraftEditor, grip: ClauseDrag, qtbot: QtBot
) -> None:
    qtbot.mouseClick(editor.viewport(), LEFT, pos=label(editor, "o1"))
    words = editor.textCursor().selectedText().split("\u2029")
    assert words[0].startswith("Decides") and words[-1] == "as appropriate;"


def test_all_that_is_selected_is_dragged_together(
    editor: DraftEditor, grip: ClauseDrag, qtbot: QtBot
) -> None:
    editor.select_blocks(number(editor, "a"), number(editor, "i"))
    place = label(editor, "c", 0)
    drag(editor, qtbot, "i", place)
    drop(editor, qtbot, place)
    assert order(editor)[4:7] == ["b", "a", "i"]


def test_titles_and_opening_lines_are_not_taken(editor: DraftEditor, grip: ClauseDrag) -> None:
    assert grip.block_at(label(editor, "f")) is None
    assert grip.block_at(label(editor, "p1")) is not None
    words = label(editor, "p1")
    words.setX(300)
    assert grip.block_at(words) is None


def test_a_hand_is_shown_over_the_margin(
    editor: DraftEditor, grip: ClauseDrag, qtbot: QtBot
) -> None:
    def shown(at: QPoint, shape: Qt.CursorShape) -> bool:
        qtbot.mouseMove(editor.viewport(), at)
        return editor.viewport().cursor().shape() is shape

    qtbot.waitUntil(lambda: shown(label(editor, "p1"), Qt.CursorShape.OpenHandCursor))
    beside = QPoint(300, 0)
    qtbot.waitUntil(lambda: shown(label(editor, "p1") + beside, Qt.CursorShape.IBeamCursor))
