"""The help, the list of shortcuts, and the command search."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.base.commands import COMMANDS, Command
from desktop.base.keymap import Keymap
from desktop.base.settings import SETTINGS
from desktop.help.command_search import CommandSearch
from desktop.help.pages import (
    FOLDER,
    KEYS,
    SETTINGS_PAGE,
    WRITTEN,
    Chapter,
    chapters,
    shortcut_sheet,
)
from desktop.help.window import HelpWindow
from desktop.shell.window import DraftWindow
from tests.desktop.conftest import Stand


@pytest.fixture
def help(qapp: QApplication) -> tuple[Chapter, ...]:
    """Return the help with the default keys; Qt knows the platform's keys only once an application exists."""
    return chapters(Keymap({}))


def test_every_written_chapter_is_in_the_contents_and_the_reverse() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(WRITTEN)


@pytest.mark.parametrize("name", [*WRITTEN, KEYS, SETTINGS_PAGE])
def test_a_chapter_has_a_title_and_its_links_lead_somewhere(
    name: str, help: tuple[Chapter, ...]
) -> None:
    chapter = next(c for c in help if c.name == name)
    assert chapter.source.startswith("# ") and chapter.title
    known = {c.name for c in help}
    links = re.findall(r"\]\(([^)]+)\)", chapter.source)
    assert [link for link in links if link not in known and "://" not in link] == []
    assert "{key" not in chapter.source


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.id)
def test_the_list_of_shortcuts_says_how_to_reach_every_command(
    command: Command, qapp: QApplication
) -> None:
    assert command.path in shortcut_sheet(Keymap({}))


def test_the_list_of_shortcuts_has_the_keys_of_commands_and_of_the_text(qapp: QApplication) -> None:
    sheet = shortcut_sheet(Keymap({}))
    missing = [c.id for c in COMMANDS if Keymap({}).display_key(c) not in sheet]
    assert missing == []
    for key in ("Shift+Enter", "Ctrl+Shift+9", "Backspace"):
        assert key in sheet


def test_the_help_explains_every_setting(help: tuple[Chapter, ...]) -> None:
    page = next(c for c in help if c.name == "settings").source
    assert [s.name for s in SETTINGS if s.description not in page] == []


def test_the_help_opens_at_the_chapter_about_the_focused_widget(window: DraftWindow) -> None:
    window.activateWindow()
    for part, chapter in (
        (window.editor, "writing"),
        (window.outline, "moving"),
        (window.panel.search, "precedents"),
    ):
        part.setFocus()
        window.guide.show_help()
        assert window.guide.help is not None
        assert window.guide.help.current() == chapter
        assert not window.guide.help.isModal()
        window.guide.help.close()
        window.activateWindow()


def test_a_search_filters_the_chapters_and_highlights_the_page(
    help: tuple[Chapter, ...],
) -> None:
    window = HelpWindow(help)
    window.search.setText("zip archive")
    seen = [
        window.contents.item(row).text()
        for row in range(window.contents.count())
        if not window.contents.item(row).isHidden()
    ]
    assert seen == ["Precedents"]
    assert window.current() == "precedents"
    marked = {mark.cursor.selectedText().lower() for mark in window.page.extraSelections()}  # type: ignore[attr-defined]
    assert marked == {"zip", "archive"}
    window.search.setText("no such words anywhere")
    window.find_next()
    window.deleteLater()


def test_enter_goes_from_match_to_match_and_on_to_the_next_chapter(
    help: tuple[Chapter, ...],
) -> None:
    window = HelpWindow(help)
    window.search.setText("export")
    met = [window.current()]
    for _ in range(200):
        window.find_next()
        if window.current() != met[-1]:
            met.append(window.current())
    assert len(set(met)) > 2
    assert met[0] in met[1:]
    window.deleteLater()


def test_a_command_is_found_by_its_words_in_any_order(qapp: QApplication) -> None:
    rows = [(c.path, "", c.tip) for c in COMMANDS]
    dialog = CommandSearch(rows)
    QTest.keyClicks(dialog.typed, "word export")
    chosen = dialog.chosen()
    assert chosen is not None
    assert COMMANDS[chosen].id == "export_word"
    QTest.keyClick(dialog.typed, Qt.Key.Key_Down)
    assert dialog.chosen() != chosen
    dialog.typed.setText("nothing of the kind")
    assert dialog.chosen() is None
    dialog.deleteLater()


def test_the_command_found_is_run(window: DraftWindow, stand: Stand) -> None:
    usable = [c for c in COMMANDS if window.actions_[c.id].isEnabled()]
    stand.chosen = [c.id for c in usable].index("add_annex")
    window.guide.search_commands()
    assert len(window.editor.resolution().divisions) == 2
