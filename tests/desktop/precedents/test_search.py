"""Searching the precedents by hand, the filters, and what is done with the chosen one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.corpus_service import is_searchable
from desktop.base.settings import THRESHOLD
from desktop.precedents.choice import citation, official_address
from desktop.precedents.filters import Chosen
from desktop.precedents.list import found_html
from desktop.shell.window import DraftWindow
from desktop.trials.tour import CLAUSE, write_clause
from precedent_corpus.analysis.standing import ClauseAssessment, ClauseStanding
from precedent_corpus.corpus import Match
from precedent_corpus.store.register import Register, RegisterEntry
from resolution.model import Resolution, Status
from resolution.recognition.recognizer import read_text
from resolution.text import plain

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def drafting(window: DraftWindow, qtbot: QtBot, draft: Resolution) -> DraftWindow:
    """Return the window with the sample draft and an open corpus, a clause with precedents at the cursor."""
    window.precedents.start()
    window.file.take(draft)
    window.activateWindow()
    qtbot.waitUntil(lambda: window.corpus_service.ready)
    write_clause(window, CLAUSE)
    near(window, qtbot)
    return window


def near(window: DraftWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.precedents.settled and bool(window.panel.matches))


def search(window: DraftWindow, qtbot: QtBot, words: str) -> None:
    """Search with the keys that a user presses."""
    qtbot.keyClick(window.editor, Key.Key_K, CTRL)
    qtbot.keyClicks(window.panel.search, words)
    qtbot.waitUntil(lambda: window.precedents.settled)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("free flow information", "free flow of information"),
        ('"free flow of information"', "free flow of information"),
        ("56/121 para 1", "Invites Member States"),
        ("misues technologies", "misuse"),
    ],
)
def test_words_phrases_symbols_and_slips_find(
    drafting: DraftWindow, qtbot: QtBot, words: str, found: str
) -> None:
    search(drafting, qtbot, words)
    assert any(found in match.text for match in drafting.panel.matches)


def test_a_phrase_that_nothing_holds_shows_no_exact_match_and_what_its_words_find(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    search(drafting, qtbot, '"flow free of information"')
    heading = drafting.panel._heading.text()
    assert heading.startswith(
        "No exact match. Found for <b>“flow free of information”</b> as words"
    )
    assert drafting.panel.matches
    assert all(match.score < 100 for match in drafting.panel.matches)


def test_esc_returns_to_the_clause(drafting: DraftWindow, qtbot: QtBot) -> None:
    before = list(drafting.panel.matches)
    search(drafting, qtbot, "55/63 para 1")
    assert {match.symbol for match in drafting.panel.matches} == {"A/RES/55/63"}
    qtbot.keyClick(drafting.panel.search, Key.Key_Escape)
    near(drafting, qtbot)
    assert drafting.editor.hasFocus()
    assert list(drafting.panel.matches) == before
    assert drafting.panel.search.text() == ""


def test_the_same_search_is_there_again_at_the_next_ctrl_k(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    search(drafting, qtbot, "55/63 para 1")
    qtbot.keyClick(drafting.panel.search, Key.Key_Escape)
    qtbot.keyClick(drafting.editor, Key.Key_K, CTRL)
    assert drafting.panel.search.selectedText() == "55/63 para 1"


def test_what_was_found_is_taken_with_the_keys_of_the_rows_in_one_step(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    search(drafting, qtbot, "55/63 para 1")
    before, match = drafting.editor.resolution(), drafting.panel.matches[0]
    qtbot.keyClick(drafting.panel.search, Key.Key_1, CTRL)
    assert plain(drafting.editor.current_clause().block.text) == match.text
    drafting.editor.undo()
    assert drafting.editor.resolution() == before


def test_enter_leads_from_the_search_to_the_rows(drafting: DraftWindow, qtbot: QtBot) -> None:
    search(drafting, qtbot, "55/63 para 1")
    qtbot.keyClick(drafting.panel.search, Key.Key_Return)
    assert drafting.panel.list.hasFocus()
    assert drafting.panel.list.currentIndex().row() == 0


def test_more_is_shown_when_it_is_asked_for(drafting: DraftWindow, qtbot: QtBot) -> None:
    search(drafting, qtbot, "55/63")
    shown = len(drafting.panel.matches)
    assert drafting.panel._more.isVisible()
    drafting.panel._more.click()
    qtbot.waitUntil(lambda: len(drafting.panel.matches) > shown)


def test_the_least_score_is_set_in_the_panel_and_kept(drafting: DraftWindow, qtbot: QtBot) -> None:
    panel, settings = drafting.panel, drafting._settings
    assert panel.least.value() == settings.number(THRESHOLD) == 40
    panel.filter_button.click()
    assert panel.least.isVisible()
    panel.least.setValue(95)
    qtbot.waitUntil(lambda: settings.number(THRESHOLD) == 95)
    qtbot.waitUntil(lambda: drafting.precedents.settled and not panel.matches)
    settings.set_value(THRESHOLD, 30)
    assert panel.least.value() == 30, "it shows what the preferences say"
    near(drafting, qtbot)
    assert panel.filters.chosen.on == 0, "it is no filter"


def test_the_register_learns_of_the_texts_off_the_gui_thread(
    window: DraftWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []
    learn = Register.learn

    def watched(self: Register, entries: Iterable[RegisterEntry]) -> None:
        threads.append(threading.current_thread().name)
        learn(self, entries)

    monkeypatch.setattr(Register, "learn", watched)
    window.precedents.start()
    qtbot.waitUntil(lambda: window.corpus_service.ready)
    window.corpus_service.recount()
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert set(threads) == {"precedents"}


def test_a_filter_is_told_kept_and_cleared_with_one_click(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    panel = drafting.panel
    search(drafting, qtbot, "United Nations")
    panel.filters.status.setCurrentIndex(panel.filters.status.findData("draft"))
    qtbot.waitUntil(lambda: drafting.precedents.settled)
    assert panel.matches
    assert {match.status for match in panel.matches} == {Status.DRAFT}
    assert panel.filter_button.text() == "1 on"
    kept = Chosen.from_words(drafting._settings.saved_list("precedent filters"))
    assert kept == Chosen(status="draft")
    panel.clear_button.click()
    near(drafting, qtbot)
    assert Status.ADOPTED in {match.status for match in panel.matches}
    assert panel.filter_button.text() == "Filters"
    assert not panel.clear_button.isVisible()


@pytest.mark.parametrize(
    ("chosen", "years"),
    [(Chosen(since=2001), range(2001, 2030)), (Chosen(until=2000), range(1946, 2001))],
)
def test_only_what_the_filters_leave_is_found(
    drafting: DraftWindow, qtbot: QtBot, chosen: Chosen, years: range
) -> None:
    drafting.panel.filters.choose(replace(chosen, status="adopted"))
    search(drafting, qtbot, "criminal misuse of information technologies")
    found = [match.adopted.year for match in drafting.panel.matches if match.adopted]
    assert found
    assert set(found) <= set(years)


def test_where_the_filters_leave_nothing_it_is_said(drafting: DraftWindow, qtbot: QtBot) -> None:
    drafting.panel.filters.choose(Chosen(organ="Security Council"))
    search(drafting, qtbot, "criminal misuse of information technologies")
    assert "within the filters" in drafting.panel.sentence


def test_kept_filters_are_read_again_and_spoilt_ones_are_passed_over() -> None:
    chosen = Chosen(
        "operative", "Security Council", "draft", "recorded vote", "fr", 1990, 2020, "72", "crime"
    )
    assert Chosen.from_words(chosen.to_words()) == chosen
    spoilt = ["kind=verse", "since=long ago", "colour=red", "nothing"]
    assert Chosen.from_words(spoilt) == Chosen()
    assert (Chosen().on, Chosen(kind="").on, chosen.on) == (0, 0, 9)


def test_a_row_is_chosen_and_taken_while_the_keyboard_stays_in_the_text(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    editor, rows = drafting.editor, drafting.panel.list
    editor.setFocus()
    for key, row in (
        (Key.Key_PageDown, 0),
        (Key.Key_PageDown, 1),
        (Key.Key_PageUp, 0),
        (Key.Key_PageUp, 4),
    ):
        qtbot.keyClick(editor, key, CTRL)
        assert rows.currentIndex().row() == min(row, len(drafting.panel.matches) - 1)
        assert editor.hasFocus()
    match, before = rows.current_match(), editor.resolution()
    assert match is not None
    qtbot.keyClick(editor, Key.Key_R, CTRL)
    origin = editor.current_clause().block.origin
    assert origin
    assert origin.wording == match.text
    editor.undo()
    assert editor.resolution() == before


def test_the_official_document_is_opened_in_the_browser(
    drafting: DraftWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl | str) -> bool:
        opened.append(QUrl(url).toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    drafting.precedent_choice.open_official()
    assert opened == [f"https://undocs.org/en/{drafting.panel.matches[0].symbol}"]


def test_the_address_is_copied_where_no_browser_opens(
    drafting: DraftWindow, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    drafting.precedent_choice.open_official()
    assert QGuiApplication.clipboard().text().startswith("https://undocs.org/en/A/")


@pytest.mark.parametrize(
    ("symbol", "address"),
    [
        ("A/RES/55/63", "https://undocs.org/fr/A/RES/55/63"),
        ("S/RES/2231 (2015)", "https://undocs.org/fr/S/RES/2231(2015)"),
        ("A/RES/217 A (III)", "https://undocs.org/fr/A/RES/217A(III)"),
    ],
)
def test_the_address_is_made_of_the_symbol(symbol: str, address: str) -> None:
    assert official_address(symbol, "fr") == address


def test_a_precedent_is_cited_as_resolutions_cite(match: Callable[..., Match]) -> None:
    ours = match("x", symbol="A/RES/55/63", adopted=date(2000, 12, 4))
    council = match(
        "x", symbol="S/RES/2231(2015)", organ="Security Council", adopted=date(2015, 7, 20)
    )
    draft = match("x", symbol="A/C.3/74/L.11", status=Status.DRAFT, adopted=None)
    assert citation(ours) == "resolution 55/63 of 4 December 2000"
    assert citation(council) == "resolution 2231 (2015) of 20 July 2015"
    assert citation(draft) == "draft resolution A/C.3/74/L.11"


def test_the_words_found_are_bold_in_whatever_form() -> None:
    shown = found_html("Urges States & others to recall it,", "urged “recalling”")
    assert shown == "<b>Urges</b> States &amp; others to <b>recall</b> it,"


def test_three_words_are_enough_to_ask() -> None:
    assert not is_searchable("Recalling its")
    assert is_searchable("Recalling its resolution")
    assert is_searchable("回顾大会决议")


def test_a_clause_is_agreed_adapted_or_new_and_says_by_what(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    badge = drafting.panel.badge
    write_clause(
        drafting,
        "Recognizing that the free flow of information can promote economic and social development, education and democratic governance,",
    )
    qtbot.waitUntil(lambda: badge.words.startswith("Agreed in A/RES/56/121, PP2"))
    write_clause(
        drafting,
        "Recognizing that the free flow of information can promote economic and cultural development, education and democratic governance,",
    )
    qtbot.waitUntil(lambda: badge.words.startswith("Adapted from A/RES/56/121"))
    assert "cultural" in badge.words
    write_clause(
        drafting, "Deplores that the moon has never answered any of the letters of the postmaster,"
    )
    qtbot.waitUntil(lambda: badge.words.startswith("New."))


def test_a_draft_without_a_symbol_is_no_precedent_for_itself(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    said: list[str] = []
    drafting.precedents.message.connect(said.append)
    seed = Path(__file__).resolve().parents[2] / "seeds" / "2_A_C.3_74_L.11.txt"
    drafting.file.take(read_text(seed.read_text("utf-8")).resolution)
    qtbot.waitUntil(lambda: bool(said))
    assert "this is taken for that text" in said[0]
    drafting.editor.goto(4)
    qtbot.waitUntil(lambda: drafting.precedents.settled and bool(drafting.panel.matches))
    assert {match.symbol for match in drafting.panel.matches}.isdisjoint({"A/C.3/74/L.11"})


def test_a_newer_text_is_pointed_out_and_opened(
    drafting: DraftWindow, match: Callable[..., Match]
) -> None:
    opened: list[Match] = []
    drafting.panel.whole_wanted.disconnect()
    drafting.panel.whole_wanted.connect(opened.append)
    newer = match("x", symbol="A/RES/79/1", adopted=date(2024, 12, 1))
    drafting.panel.show_standing(
        ClauseAssessment(ClauseStanding.ADAPTED, match("y", "z"), None, newer)
    )
    assert "A newer text says this: A/RES/79/1, OP1." in drafting.panel.badge.words
    drafting.panel.badge.newer.click()
    assert opened == [newer]


def test_the_badge_keeps_its_height_whatever_it_says(
    drafting: DraftWindow, match: Callable[..., Match]
) -> None:
    badge = drafting.panel.badge
    heights = set()
    one = match("Notes this and that and much more;", "Notes that;")
    for shown in (
        None,
        ClauseAssessment(ClauseStanding.NEW, None, None, None),
        ClauseAssessment(ClauseStanding.ADAPTED, one, None, one),
        ClauseAssessment(ClauseStanding.AGREED, one, None, None),
    ):
        drafting.panel.show_standing(shown)
        QApplication.processEvents()
        heights.add(badge.height())
    assert len(heights) == 1
