"""The history of a clause in its window: what it shows and says, and what can be done from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.base.theme import LIGHT
from desktop.history.list import row_html, spoken
from desktop.history.window import HistoryWindow
from desktop.shell.window import DraftWindow
from desktop.trials.tour import CLAUSE, write_clause
from precedent_corpus.analysis.history import History, Stage, WordingUse
from precedent_corpus.analysis.history_words import NONE_FOUND
from precedent_corpus.corpus import Match
from resolution.diff.facts import word_diff
from resolution.model import Resolution, Status

Maker = Callable[..., Match]

FREE_FLOW = (
    "Recognizing that the free flow of information can promote economic and social development,"
    " education and democratic governance,"
)
OLD = "Notes the work of the old members of the Committee,"
NEW = "Notes the good work of the members of the Committee in 2020,"


@pytest.fixture
def drafting(window: DraftWindow, qtbot: QtBot, draft: Resolution) -> DraftWindow:
    """Return the window with the sample draft and an open corpus."""
    window.precedents.start()
    window.file.take(draft)
    qtbot.waitUntil(lambda: window.corpus_service.ready)
    return window


@pytest.fixture
def history(match: Maker) -> History:
    """Return a history of two wordings, the second in an adopted text and, before that, in a draft."""
    first = WordingUse(
        "A/RES/60/1",
        "General Assembly",
        Status.ADOPTED,
        "PP1",
        date(2005, 12, 1),
        None,
        "",
        "9-1-2",
        "T",
        OLD,
    )
    draft = replace(
        first,
        symbol="A/C.1/61/L.2",
        status=Status.DRAFT,
        adopted=None,
        issued=date(2006, 10, 1),
        vote=None,
    )
    last = replace(
        first, symbol="A/RES/61/2", adopted=date(2006, 12, 1), vote="without a vote", text=NEW
    )
    stages = (
        Stage(match(OLD, NEW, score=75), (first,)),
        Stage(match(NEW, NEW), (draft, last), 0, word_diff(OLD, NEW), ("2020",), ()),
    )
    return History(NEW, stages)  # fmt: skip


@pytest.fixture
def shown(qtbot: QtBot, history: History) -> HistoryWindow:
    made = HistoryWindow(LIGHT)
    qtbot.addWidget(made)
    made.show_history(history)
    made.show()
    return made


def look_up(window: DraftWindow, qtbot: QtBot, words: str) -> HistoryWindow:
    """Write a clause and look its history up with the command's key."""
    write_clause(window, words)
    qtbot.keyClick(
        window.editor, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )  # fmt: skip
    qtbot.waitUntil(lambda: window.history.window is not None and not window.history.busy)
    assert window.history.window
    return window.history.window


def test_what_was_dropped_and_added_is_marked_without_colour(history: History) -> None:
    shown = row_html(history, 1, LIGHT, 11)
    assert "<s " in shown and ">old </s>" in shown and "<u " in shown and ">good </u>" in shown
    assert "in 2020" in shown and "Against wording 1 (A/RES/60/1): new: 2020." in shown
    assert "Adopted" in shown and "without a vote" in shown


def test_a_row_says_everything_to_a_screen_reader(history: History) -> None:
    said = spoken(history, 1)
    for words in (
        "Wording 2 of 2",
        "1 adopted text, and 1 draft",
        "A/RES/61/2",
        "Dropped: “old”",
        "“good”",
        "2020",
    ):
        assert words in said


def test_the_nearest_wording_and_its_latest_adopted_text_are_chosen(shown: HistoryWindow) -> None:
    assert shown.list.currentIndex().row() == 1
    use = shown.use()
    assert use and use.symbol == "A/RES/61/2"
    assert "draft, not adopted" in shown.uses.item(0).text()


def test_keys_go_through_the_wordings_and_the_texts_follow(
    shown: HistoryWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(shown.list, Qt.Key.Key_Up)
    assert shown.uses.count() == 1 and "A/RES/60/1" in shown.uses.item(0).text()
    taken: list[Match] = []
    shown.replace_wanted.connect(taken.append)
    qtbot.keyClick(shown.list, Qt.Key.Key_Return)
    assert [match.text for match in taken] == [OLD]


def test_the_chosen_text_is_opened_cited_and_looked_up(shown: HistoryWindow) -> None:
    opened: list[tuple[str, str]] = []
    told: list[str] = []
    shown.whole_wanted.connect(lambda symbol, place: opened.append((symbol, place)))
    shown.official_wanted.connect(lambda use: told.append(f"official {use.symbol}"))
    shown.citation_wanted.connect(lambda use: told.append(f"cite {use.symbol}"))
    shown.uses.setCurrentRow(0)
    for button in (shown.open_button, shown.official_button, shown.citation_button):
        button.click()
    assert opened == [("A/C.1/61/L.2", "PP1")]
    assert told == ["official A/C.1/61/L.2", "cite A/C.1/61/L.2"]


def test_the_keys_of_the_window_answer(shown: HistoryWindow, qtbot: QtBot) -> None:
    opened: list[str] = []
    shown.whole_wanted.connect(lambda symbol, _: opened.append(symbol))
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(shown.list, Qt.Key.Key_O, control | Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(shown.list, Qt.Key.Key_C, control | Qt.KeyboardModifier.ShiftModifier)
    assert opened == ["A/RES/61/2"]
    assert "A/RES/60/1 PP1" in QGuiApplication.clipboard().text()


def test_where_nothing_is_found_it_is_said_and_nothing_can_be_done(shown: HistoryWindow) -> None:
    shown.show_history(History("x", ()))
    assert shown.summary.text() == NONE_FOUND
    assert not shown.replace_button.isEnabled() and shown.use() is None
    shown.copy()


def test_the_history_of_the_clause_is_shown_copied_and_written(
    drafting: DraftWindow, qtbot: QtBot, tmp_path: Path, stand: object
) -> None:
    shown = look_up(drafting, qtbot, FREE_FLOW)
    assert [use.symbol for use in shown.history.uses] == ["A/RES/55/63", "A/RES/56/121"]
    assert "The words did not change." in shown.summary.text()
    shown.copy_button.click()
    assert "A/RES/55/63 PP4" in QGuiApplication.clipboard().text()
    stand.path = tmp_path / "history.txt"  # type: ignore[attr-defined]
    shown.save_button.click()
    assert "4 December 2000" in (tmp_path / "history.txt").read_text("utf-8")


def test_a_wording_takes_the_place_of_the_clause_asked_about_in_one_step(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    shown = look_up(drafting, qtbot, FREE_FLOW.replace("free", "wide"))
    before = [block.text for block in drafting.editor.resolution().main.blocks]
    at = drafting.editor.current_clause().index
    drafting.editor.goto(0)
    shown.replace_button.click()
    assert drafting.editor.current_clause().index == at, "the cursor had gone elsewhere"
    assert "free flow" in str(drafting.editor.clause_at(at).block.text)
    origin = drafting.editor.clause_at(at).block.origin
    assert origin and origin.symbol == "A/RES/56/121"
    drafting.editor.undo()
    assert [block.text for block in drafting.editor.resolution().main.blocks] == before


def test_the_history_of_a_precedent_is_reached_from_its_row(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    write_clause(drafting, CLAUSE)
    qtbot.waitUntil(lambda: drafting.precedents.settled and bool(drafting.panel.matches))
    entry = next(a for a in drafting.panel.menu(0).actions() if "History" in a.text())
    entry.trigger()
    qtbot.waitUntil(lambda: not drafting.history.busy)
    assert drafting.history.window and drafting.history.window.history.stages
    first = drafting.panel.matches[0]
    assert f"{first.symbol}, {first.paragraph}" in drafting.history.window.windowTitle()
    assert drafting.history.window.history.words == first.text


def test_the_official_text_of_a_use_is_opened(
    drafting: DraftWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toString()) or True
    )
    shown = look_up(drafting, qtbot, FREE_FLOW)
    shown.uses.setCurrentRow(0)
    shown.official_button.click()
    shown.citation_button.click()
    assert opened == ["https://undocs.org/en/A/RES/55/63"]
    assert QGuiApplication.clipboard().text() == "resolution 55/63 of 4 December 2000"


def test_without_a_clause_it_is_said_what_to_do(window: DraftWindow, qtbot: QtBot) -> None:
    said: list[str] = []
    window.history.message.connect(said.append)
    window.history.show_history()
    assert said == ["Put the cursor into a clause first."] and window.history.window is None
