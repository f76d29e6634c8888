"""Keyboard shortcuts: the defaults and the user's changes."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.base.commands import COMMANDS, Command
from desktop.base.keymap import Keymap, keymap_from_json, native, refusal
from desktop.help.keys_dialog import KeysDialog
from desktop.shell.window import DraftWindow
from tests.desktop.conftest import Stand

NOTHING = Keymap({})


def command(id: str) -> Command:
    return next(c for c in COMMANDS if c.id == id)


def keys(keymap: Keymap, id: str) -> list[str]:
    return [native(k) for k in keymap.sequences(command(id))]


def test_assigning_a_key_takes_it_from_its_previous_command(qapp: QApplication) -> None:
    keymap = NOTHING.with_key(command("add_annex"), QKeySequence("Ctrl+G"))
    assert keys(keymap, "add_annex") == ["Ctrl+G"]
    assert keys(keymap, "go_to") == []
    assert keymap.holder(QKeySequence("Ctrl+G")) == command("add_annex")


def test_restoring_the_default_takes_the_key_back(qapp: QApplication) -> None:
    keymap = NOTHING.with_key(command("add_annex"), QKeySequence("Ctrl+G")).with_default(
        command("go_to")
    )
    assert keys(keymap, "go_to") == ["Ctrl+G"]
    assert keys(keymap, "add_annex") == []
    assert keymap.with_default(command("add_annex")) == NOTHING


def test_a_command_can_have_no_key(qapp: QApplication) -> None:
    keymap = NOTHING.with_key(command("go_to"), QKeySequence())
    assert keys(keymap, "go_to") == []
    assert keymap.display_key(command("go_to")) == ""


def test_a_keymap_survives_saving_and_reading(qapp: QApplication) -> None:
    keymap = NOTHING.with_key(command("add_annex"), QKeySequence("Ctrl+Alt+A"))
    assert keymap_from_json(keymap.to_json()) == keymap
    assert keymap_from_json(NOTHING.to_json()) == NOTHING


@pytest.mark.parametrize(
    "kept", ["{", "[]", '{"no such command": ["Ctrl+J"]}', '{"go_to": "Ctrl+J"}', '{"go_to": 3}']
)
def test_unreadable_keys_are_left_out(kept: str, qapp: QApplication) -> None:
    assert keymap_from_json(kept) == NOTHING


def test_if_two_saved_commands_share_a_key_the_first_keeps_it(qapp: QApplication) -> None:
    keymap = keymap_from_json('{"go_to": ["Ctrl+J"], "add_annex": ["Ctrl+J", "a"]}')
    assert keys(keymap, "go_to") == ["Ctrl+J"]
    assert keys(keymap, "add_annex") == []


@pytest.mark.parametrize(
    "key",
    [
        "Tab",
        "A",
        "Shift+A",
        "Return",
        "Backspace",
        "Left",
        "Ctrl+Z",
        "Ctrl+Left",
        "Alt+F",
        "Alt+F4",
    ],
)
def test_keys_with_another_use_are_refused(key: str, qapp: QApplication) -> None:
    assert refusal(QKeySequence(key)).endswith(".")


@pytest.mark.parametrize("key", ["F9", "Shift+F3", "Ctrl+J", "Ctrl+Alt+A", "Alt+Q"])
def test_other_keys_can_be_assigned(key: str, qapp: QApplication) -> None:
    assert refusal(QKeySequence(key)) == ""


def test_all_default_keys_could_be_assigned(qapp: QApplication) -> None:
    own = [
        (QKeySequence(k), c)
        for c in COMMANDS
        for k in (*c.keys, c.also)
        if k and isinstance(k, str)
    ]
    assert len(own) > 25
    assert [native(k) for k, c in own if refusal(k, c)] == []


def test_a_changed_key_works_at_once_and_is_shown_everywhere(
    window: DraftWindow, stand: Stand
) -> None:
    stand.keys = NOTHING.with_key(command("add_annex"), QKeySequence("Ctrl+J"))
    window.guide.show_shortcuts()
    window.guide.change_shortcuts()
    action = window.actions_["add_annex"]
    assert action.shortcut() == QKeySequence("Ctrl+J")
    assert "Ctrl+J" in action.toolTip()
    assert window.guide.help is not None
    assert "Ctrl+J" in window.guide.help.page.toPlainText()
    window.guide.help.close()
    window.activateWindow()
    QTest.keyClick(window.editor, "J", QApplication.keyboardModifiers().ControlModifier)
    assert len(window.editor.resolution().divisions) == 2
    assert keymap_from_json(window._settings.keys()) == stand.keys


def test_no_two_actions_of_the_window_share_a_key(window: DraftWindow) -> None:
    shown = Counter(key.toString() for action in window.actions() for key in action.shortcuts())
    assert [key for key, times in shown.items() if times > 1] == []


def test_the_dialog_names_the_key_s_command_and_reassigns_it(qapp: QApplication) -> None:
    dialog = KeysDialog(NOTHING)
    dialog.choose("add_annex")
    dialog.edit.setKeySequence(QKeySequence("Ctrl+G"))
    assert "Go to" in dialog.status_label.text()
    dialog.give.click()
    assert dialog.keymap == NOTHING.with_key(command("add_annex"), QKeySequence("Ctrl+G"))
    assert dialog.tree.currentItem().text(1) == "Ctrl+G (changed)"
    dialog.reset.click()
    dialog.choose("go_to")
    assert dialog.tree.currentItem().text(1) == "Ctrl+G"
    dialog.take.click()
    assert dialog.tree.currentItem().text(1) == "none (changed)"
    dialog.reset_all.click()
    assert dialog.keymap == NOTHING
    dialog.deleteLater()


def test_the_dialog_assigns_no_key_that_types_text(qapp: QApplication) -> None:
    dialog = KeysDialog(NOTHING)
    dialog.edit.setKeySequence(QKeySequence("A"))
    assert not dialog.give.isEnabled()
    assert "needed for writing" in dialog.status_label.text()
    dialog.deleteLater()


def test_the_dialog_lists_every_command_and_filters_by_words_and_keys(qapp: QApplication) -> None:
    dialog = KeysDialog(NOTHING)

    def seen() -> list[str]:
        return [id for id, item in dialog._items.items() if not item.isHidden()]

    assert seen() == [c.id for c in COMMANDS if not c.given]
    dialog.filter.setText("ctrl+g")
    assert seen() == ["go_to"]
    dialog.filter.setText("word export")
    assert "export_word" in seen()
    dialog.deleteLater()
