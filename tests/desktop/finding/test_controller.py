"""Find and replace: keys, count, wrapping, replacing, and that the focus returns to the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from desktop.shell.window import DraftWindow
from resolution.model import Resolution

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def finding(window: DraftWindow, draft: Resolution, qtbot: QtBot) -> DraftWindow:
    """Return the window with the sample draft and the find bar focused."""
    window.file.take(draft)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.editor.setFocus()
    qtbot.keyClick(window.editor, Key.Key_F, CTRL)
    return window


def look_for(window: DraftWindow, qtbot: QtBot, words: str) -> None:
    line = window.find_bar.words.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, words)
    qtbot.waitUntil(lambda: not window.finder._search_timer.isActive())


def press(
    window: DraftWindow, qtbot: QtBot, key: Key, held: Qt.KeyboardModifier | None = None
) -> None:
    line = window.find_bar.words.lineEdit()
    assert line is not None
    qtbot.keyClick(line, key, held or Qt.KeyboardModifier.NoModifier)


def selected(window: DraftWindow) -> str:
    return window.editor.textCursor().selectedText()


def texts(window: DraftWindow) -> str:
    return window.editor.document().toPlainText()


def test_typing_in_the_bar_shows_the_first_match_and_the_count(
    finding: DraftWindow, qtbot: QtBot
) -> None:
    look_for(finding, qtbot, "networks")
    assert selected(finding) == "networks"
    assert finding.find_bar.count.text() == "1 of 2"
    assert finding.find_bar.holds_keyboard


def test_enter_and_f3_go_to_the_next_match_and_wrap_with_a_message(
    finding: DraftWindow, qtbot: QtBot
) -> None:
    look_for(finding, qtbot, "networks")
    press(finding, qtbot, Key.Key_Return)
    assert finding.find_bar.count.text() == "2 of 2"
    qtbot.keyClick(finding.editor, Key.Key_F3)
    assert finding.find_bar.count.text() == "1 of 2"
    assert finding.status.currentMessage().startswith("The end was reached")
    qtbot.keyClick(finding.editor, Key.Key_F3, SHIFT)
    assert finding.find_bar.count.text() == "2 of 2"
    assert finding.status.currentMessage().startswith("The start was reached")


def test_esc_closes_the_bar_and_keeps_the_match_selected(
    finding: DraftWindow, qtbot: QtBot
) -> None:
    look_for(finding, qtbot, "judges")
    press(finding, qtbot, Key.Key_Escape)
    assert not finding.find_bar.isVisible()
    assert finding.editor.hasFocus()
    assert selected(finding) == "judges"
    qtbot.keyClick(finding.editor, Key.Key_F3)
    assert selected(finding) == "judges"


def test_the_selection_is_looked_for(finding: DraftWindow, qtbot: QtBot) -> None:
    press(finding, qtbot, Key.Key_Escape)
    cursor = finding.editor.document().find("Member States")
    finding.editor.setTextCursor(cursor)
    qtbot.keyClick(finding.editor, Key.Key_F, CTRL)
    assert finding.find_bar.words.currentText() == "Member States"
    assert finding.find_bar.count.text() == "1 of 2"


def test_no_match_is_reported_and_moves_nothing(finding: DraftWindow, qtbot: QtBot) -> None:
    look_for(finding, qtbot, "zeppelin")
    assert finding.find_bar.count.text() == "None found"
    press(finding, qtbot, Key.Key_Return)
    assert finding.status.currentMessage() == "It is not found in this draft."
    assert not finding.find_bar.all.isEnabled()


def test_an_invalid_pattern_is_reported_in_a_sentence(finding: DraftWindow, qtbot: QtBot) -> None:
    finding.find_bar.expression.setChecked(True)
    look_for(finding, qtbot, "(net")
    assert finding.find_bar.status_label.text().startswith("Not a pattern yet")
    look_for(finding, qtbot, "(net)")
    assert finding.find_bar.status_label.text() == ""
    assert finding.find_bar.count.text() == "1 of 3"


def test_a_match_in_a_note_is_shown_with_the_words_around_it(
    finding: DraftWindow, qtbot: QtBot
) -> None:
    look_for(finding, qtbot, "Crime Prevention")
    assert finding.find_bar.status_label.text().startswith("In note 1: See also the work")
    assert selected(finding) == "\ufffc"


def test_replacing_one_goes_to_the_next(finding: DraftWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(finding.editor, Key.Key_H, CTRL)
    assert finding.find_bar.template.isVisible()
    look_for(finding, qtbot, "networks")
    finding.find_bar.template.setCurrentText("systems")
    line = finding.find_bar.template.lineEdit()
    assert line is not None
    qtbot.keyClick(line, Key.Key_Return)
    assert texts(finding).count("systems") == 1
    assert selected(finding) == "networks"
    assert finding.find_bar.count.text() == "1 of 1"
    qtbot.keyClick(line, Key.Key_Return)
    assert "networks" not in texts(finding)
    assert finding.status.currentMessage() == "That was the last one."


def test_replacing_all_is_one_undo_step_and_reported(finding: DraftWindow, qtbot: QtBot) -> None:
    before = finding.editor.resolution()
    look_for(finding, qtbot, "the")
    finding.find_bar.template.setCurrentText("that")
    count = len(finding.editor.search.hits)
    finding.find_bar.all.click()
    assert finding.status.currentMessage() == f"Replaced {count} times."
    finding.editor.undo()
    assert finding.editor.resolution() == before


def test_the_count_follows_the_text(finding: DraftWindow, qtbot: QtBot) -> None:
    look_for(finding, qtbot, "networks")
    finding.editor.moveCursor(QTextCursor.MoveOperation.End)
    finding.editor.insertPlainText(" networks")
    qtbot.waitUntil(lambda: finding.find_bar.count.text().endswith("3 found"))


def test_previous_searches_are_offered_again(finding: DraftWindow, qtbot: QtBot) -> None:
    for words in ("judges", "networks"):
        look_for(finding, qtbot, words)
        press(finding, qtbot, Key.Key_Return)
    offered = [finding.find_bar.words.itemText(n) for n in range(finding.find_bar.words.count())]
    assert offered == ["networks", "judges"]
    assert finding._settings.saved_list("found") == offered


def test_the_words_are_found_in_the_precedents(finding: DraftWindow, qtbot: QtBot) -> None:
    finding.precedents.start()
    qtbot.waitUntil(lambda: finding.corpus_service.ready)
    look_for(finding, qtbot, "criminal misuse of information technologies")
    finding.find_bar.precedents.click()
    qtbot.waitUntil(lambda: finding.precedents.settled and bool(finding.panel.matches))
    assert "criminal misuse" in finding.panel._heading.text()
    assert any("criminal misuse of" in match.text for match in finding.panel.matches)
    finding.editor.goto(finding.editor.places().index("OP1"))
    qtbot.waitUntil(lambda: "OP1" in finding.panel._heading.text())
    assert not finding.panel._back.isVisible()


def test_esc_in_the_text_closes_the_bar(finding: DraftWindow, qtbot: QtBot) -> None:
    finding.editor.setFocus()
    qtbot.keyClick(finding.editor, Key.Key_Escape)
    assert not finding.find_bar.isVisible()
