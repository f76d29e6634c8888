"""Back and forward through visited places, and from clause to clause."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.shell.window import DraftWindow
from resolution.model import Resolution

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def drafting(window: DraftWindow, draft: Resolution, qtbot: QtBot) -> DraftWindow:
    """Return the active window with the sample draft, the cursor in PP1."""
    window.file.take(draft)
    window.navigation.clear()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    go(window, "PP1")
    window.navigation.clear()
    return window


def go(window: DraftWindow, place: str) -> None:
    window.editor.goto(window.editor.places().index(place))


def at(window: DraftWindow) -> str:
    return window.editor.current_clause().place


def test_back_and_forward_go_through_the_places_jumped_from(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    assert not drafting.actions_["back"].isEnabled()
    for place in ("OP1", "PP3", "OP3"):
        go(drafting, place)
    seen = []
    for key in (Key.Key_Left, Key.Key_Left, Key.Key_Left, Key.Key_Right, Key.Key_Right):
        qtbot.keyClick(drafting.editor, key, ALT)
        seen.append(at(drafting))
    assert seen == ["PP3", "OP1", "PP1", "OP1", "PP3"]
    go(drafting, "PP2")
    assert not drafting.actions_["forward"].isEnabled()


def test_the_offset_is_kept_and_a_moved_clause_is_found(drafting: DraftWindow) -> None:
    cursor = drafting.editor.textCursor()
    cursor.setPosition(cursor.position() + 9)
    drafting.editor.setTextCursor(cursor)
    go(drafting, "OP3")
    drafting.editor.move_blocks([4], 2)
    drafting.navigation.back()
    assert at(drafting) == "PP2"
    assert drafting.editor.textCursor().positionInBlock() == 9


def test_a_deleted_place_is_skipped(drafting: DraftWindow) -> None:
    go(drafting, "PP2")
    go(drafting, "OP3")
    drafting.editor.goto(drafting.editor.places().index("PP2"))
    drafting.editor.delete_clause()
    go(drafting, "OP1")
    drafting.navigation.back()
    drafting.navigation.back()
    drafting.navigation.back()
    assert at(drafting) == "PP1"


def test_several_jumps_within_a_clause_are_one_place(drafting: DraftWindow) -> None:
    index = drafting.editor.places().index("PP1")
    drafting.editor.goto(index, 0, 4)
    drafting.editor.goto(index, 10, 14)
    go(drafting, "OP1")
    drafting.navigation.back()
    assert at(drafting) == "PP1"
    assert not drafting.navigation._past


def test_the_mouse_s_buttons_go_back_and_forward(drafting: DraftWindow, qtbot: QtBot) -> None:
    go(drafting, "OP1")
    view = drafting.editor.viewport()
    qtbot.mouseClick(view, Qt.MouseButton.BackButton, pos=QPoint(200, 200))
    assert at(drafting) == "PP1"
    qtbot.mouseClick(view, Qt.MouseButton.ForwardButton, pos=QPoint(200, 200))
    assert at(drafting) == "OP1"


def test_going_to_a_match_is_a_jump(drafting: DraftWindow) -> None:
    drafting.find_bar.words.setCurrentText("judges")
    drafting.finder.find()
    drafting.finder.find_next()
    drafting.finder.close()
    assert at(drafting) == "OP2 (b)"
    drafting.navigation.back()
    assert at(drafting) == "PP1"


def test_ctrl_down_and_up_go_from_clause_to_clause(drafting: DraftWindow, qtbot: QtBot) -> None:
    seen = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up):
        qtbot.keyClick(drafting.editor, key, CTRL)
        seen.append(at(drafting))
    assert seen == ["PP2", "PP3", "PP2"]
    qtbot.keyClick(drafting.editor, Key.Key_End)
    qtbot.keyClick(drafting.editor, Key.Key_Up, CTRL)
    assert at(drafting) == "PP2" and drafting.editor.textCursor().atBlockStart()


def test_the_selection_widens_step_by_step_and_comes_back(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    index = drafting.editor.places().index("OP2 (b)")
    drafting.editor.goto(index, 10, 10)
    seen = []
    for _ in range(7):
        drafting.actions_["widen"].trigger()
        seen.append(drafting.editor.textCursor().selectedText().split("\u2029"))
    assert seen[0] == ["investigators"]
    assert [len(words) for words in seen[1:]] == [1, 4, 6, 12, 12, 12]
    for words in (seen[3], seen[2], seen[1], seen[0], [""]):
        drafting.actions_["narrow"].trigger()
        assert drafting.editor.textCursor().selectedText().split("\u2029") == words


def test_a_clause_is_selected_with_its_items(drafting: DraftWindow, qtbot: QtBot) -> None:
    go(drafting, "OP2 (b)")
    qtbot.keyClick(drafting.editor, Key.Key_A, CTRL | Qt.KeyboardModifier.ShiftModifier)
    words = drafting.editor.textCursor().selectedText().split("\u2029")
    assert len(words) == 4 and words[0].startswith("Invites")
