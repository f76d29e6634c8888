"""The table of commands."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from desktop.base.commands import COMMANDS, MENUS
from desktop.shell.window import DraftWindow


def test_no_key_belongs_to_two_commands(qapp: QApplication) -> None:
    keys = Counter(key.toString() for c in COMMANDS for key in c.sequences())
    assert [key for key, times in keys.items() if times > 1] == []


def test_command_ids_are_unique() -> None:
    assert len({c.id for c in COMMANDS}) == len(COMMANDS)


def test_every_command_has_a_place_in_a_menu_and_a_key_or_a_mnemonic(qapp: QApplication) -> None:
    for command in COMMANDS:
        assert command.menu in MENUS
        assert "&" in command.text, command.id


def test_the_first_nine_precedents_have_shortcuts(window: DraftWindow) -> None:
    for n in range(1, 10):
        assert window.actions_[f"take {n}"].shortcut() == QKeySequence(f"Ctrl+{n}")
        assert window.actions_[f"take_below {n}"].shortcut() == QKeySequence(f"Ctrl+Shift+{n}")


def test_standard_shortcuts_are_those_of_the_platform(window: DraftWindow) -> None:
    for name, key in (
        ("save", QKeySequence.StandardKey.Save),
        ("open", QKeySequence.StandardKey.Open),
    ):
        assert window.actions_[name].shortcuts() == QKeySequence.keyBindings(key)


def test_no_two_entries_of_a_menu_share_a_mnemonic(window: DraftWindow) -> None:
    menus = window.menuBar().findChildren(QMenu)
    assert len(menus) >= len(MENUS)
    for menu in menus:
        letters = Counter(
            action.text().lower().split("&")[1][:1]
            for action in menu.actions()
            if "&" in action.text()
        )
        assert [letter for letter, times in letters.items() if times > 1] == [], menu.title()
