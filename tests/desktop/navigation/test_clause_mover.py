"""Moving clauses from the outline and by key: the text moves, the rows stay selected, one undo reverts it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from desktop.shell.window import DraftWindow
from resolution.model import Resolution

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def drafting(window: DraftWindow, draft: Resolution, qtbot: QtBot) -> DraftWindow:
    """Return the active window with the sample draft."""
    window.file.take(draft)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def order(window: DraftWindow) -> list[str]:
    return [block.id for block in window.editor.resolution().blocks()]


def test_rows_dropped_in_the_outline_move_their_clauses_in_one_step(drafting: DraftWindow) -> None:
    before = order(drafting)
    outline = drafting.outline
    outline.choose([2, 4])
    assert outline.begin_drag()
    room = outline.visualItemRect(outline._by_index[5])
    event = QDropEvent(
        QPointF(room.left() + 4, room.top() + 2 + room.height()),
        Qt.DropAction.MoveAction,
        QMimeData(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    outline.dropEvent(event)
    assert order(drafting) == [before[0], before[2], before[4], before[1], before[3], *before[5:]]
    assert outline.chosen_blocks() == [4, 5]
    drafting.editor.undo()
    assert order(drafting) == before
    assert not drafting.editor.document().isUndoAvailable()


def test_alt_down_in_the_outline_moves_the_selected_rows_and_keeps_them_selected(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    before = order(drafting)
    drafting.outline.setFocus()
    drafting.outline.choose([2, 3])
    qtbot.keyClick(drafting.outline, Qt.Key.Key_Down, ALT)
    assert order(drafting)[1:4] == [before[3], before[1], before[2]]
    assert drafting.outline.chosen_blocks() == [3, 4]
    assert drafting.status.currentMessage() == "It stands at PP2 now."
    qtbot.keyClick(drafting.outline, Qt.Key.Key_Up, ALT)
    assert order(drafting) == before


def test_rows_that_are_not_contiguous_are_not_moved_by_key(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    before = order(drafting)
    drafting.outline.setFocus()
    drafting.outline.choose([2, 4])
    qtbot.keyClick(drafting.outline, Qt.Key.Key_Down, ALT)
    assert order(drafting) == before
    assert drafting.status.currentMessage().startswith("These rows do not stand together")


def test_alt_down_in_the_text_moves_the_clause_of_the_cursor(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    before = order(drafting)
    drafting.editor.goto(2)
    qtbot.keyClick(drafting.editor, Qt.Key.Key_Down, ALT)
    assert order(drafting)[1:3] == [before[2], before[1]]
