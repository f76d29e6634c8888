"""What the precedent panel shows, says, and lets one do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.theme import CONTRAST_LIGHT, DARK, LIGHT
from desktop.precedents.list import (
    difference_html,
    reasons,
    record_words,
    row_html,
    spoken,
    unfinished,
)
from desktop.precedents.panel import PrecedentPanel
from precedent_corpus.corpus import Match
from resolution.model import Kind, Status

Maker = Callable[..., Match]

QUERY = "Invites Member States to take into account resolution 55/63;"
OTHER = "Invites all Member States to take fully into account resolution 56/121;"


def plain_html(source: str) -> str:
    return re.sub(r"<[^>]+>", "", source)


@pytest.fixture
def panel(qtbot: QtBot) -> PrecedentPanel:
    made = PrecedentPanel()
    qtbot.addWidget(made)
    made.resize(360, 300)
    made.show()
    return made


@pytest.fixture
def matches(match: Maker) -> list[Match]:
    return [
        match(f"{OTHER[:-1]}, in the sense of annex {n};", QUERY, score=90 - n, paragraph=f"OP{n}")
        for n in range(1, 7)
    ]


def test_a_row_says_everything_to_a_screen_reader(panel: PrecedentPanel, match: Maker) -> None:
    one = match(
        OTHER,
        QUERY,
        differs=("resolution 55/63", "resolution 56/121"),
        uses=3,
        latest="A/RES/79/134",
    )
    panel.show_matches("OP2", [one])
    index = panel.list.rows.index(0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    for words in (
        "1: 80 per cent", "A/RES/56/121", "OP1", "Adopted 19 December 2001", "without a vote", "3 uses, last A/RES/79/134", OTHER,
        "resolution 55/63, resolution 56/121", "Only the precedent has", "“all", "Only your clause has",
    ):  # fmt: skip
        assert words in said


def test_a_draft_is_called_one_and_never_adopted(match: Maker) -> None:
    draft = match(
        OTHER, QUERY, status=Status.DRAFT, adopted=None, vote=None, symbol="A/C.3/74/L.11", uses=2
    )
    for shown in (record_words(draft), spoken(0, draft), plain_html(row_html(0, draft, LIGHT, 11))):
        assert "Draft, not adopted" in shown
        assert not re.search(r"(?<!not )\badopted", shown, re.IGNORECASE), shown
    assert "2 uses in drafts" in record_words(draft)


def test_a_draft_s_follower_is_not_shown_as_its_adoption(match: Maker) -> None:
    draft = match(
        OTHER, QUERY, status=Status.DRAFT, adopted=None, vote=None, adopted_as="A/RES/74/247"
    )
    assert (
        record_words(draft)
        == "Draft, not adopted · 1 use in drafts · A/RES/74/247 followed from it"
    )


def test_the_score_is_always_in_words_and_symbol_and_paragraph_too(match: Maker) -> None:
    shown = plain_html(row_html(4, match(OTHER, QUERY, score=96), LIGHT, 11)).replace("&nbsp;", " ")
    assert shown.startswith("5  96 %   A/RES/56/121 OP1")


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST_LIGHT])
def test_what_differs_is_underlined_or_struck_through(theme: object, match: Maker) -> None:
    source = difference_html(match(OTHER, QUERY).hunks, theme)  # type: ignore[arg-type]
    assert re.search(r"<u[^>]*>all ", source)
    assert re.search(r"<u[^>]*>56/121</u>", source)
    assert re.search(r"<s [^>]*>55/63</s>", source)
    without_struck = re.sub(r"<s [^>]*>.*?</s> ?", "", source)
    assert plain_html(without_struck) == OTHER, (
        "without what is struck through, the precedent's own words are left"
    )


def test_the_same_words_are_not_marked(match: Maker) -> None:
    source = difference_html(match(OTHER).hunks, LIGHT)
    assert source == OTHER
    assert "Word for word" in spoken(0, match(OTHER))


def test_what_is_not_typed_yet_is_no_difference(match: Maker) -> None:
    typing = match(OTHER, "Invites all Member States")
    assert unfinished(typing.hunks)
    source = difference_html(typing.hunks, LIGHT)
    assert "<u" not in source
    assert plain_html(source) == OTHER
    assert not unfinished(match(OTHER, "Invites all Member States;").hunks), (
        "a finished clause differs at its end"
    )


def test_words_that_look_like_html_are_shown_as_words(match: Maker) -> None:
    evil = match("Notes <b>this</b> & that;", "Notes <i>this</i>;", symbol="<script>")
    assert "<script>" not in row_html(0, evil, LIGHT, 11)
    assert "<b>this" not in difference_html(evil.hunks, LIGHT)
    assert "<i>" not in reasons(match("a", "<i>x</i>"))


def test_the_tooltip_gives_the_reasons_of_the_score(match: Maker) -> None:
    words = plain_html(reasons(match(OTHER, QUERY, differs=("resolution 56/121",))))
    assert "80 % alike" in words
    assert (
        "Numbers, dates and symbols do not count towards the score; these differ: resolution 56/121."
        in words
    )


def test_twenty_refreshes_keep_the_choice_the_place_and_the_rows(
    panel: PrecedentPanel, matches: list[Match], qtbot: QtBot
) -> None:
    panel.show_matches("OP2", matches)
    bar = panel.list.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1)
    panel.list.setCurrentIndex(panel.list.rows.index(3))
    bar.setValue(bar.maximum() // 2)
    place, resets = bar.value(), []
    assert place > 0
    panel.list.rows.modelReset.connect(lambda: resets.append("reset"))
    panel.list.rows.rowsRemoved.connect(lambda *_: resets.append("removed"))
    for n in range(20):
        panel.show_matches(
            "OP2",
            [
                m if k != 5 else m.__class__(**{**fields(m), "score": n})
                for k, m in enumerate(matches)
            ],
        )
        qtbot.wait(5)
        assert bar.value() == place
        assert panel.list.currentIndex().row() == 3
    assert resets == []


def fields(match: Match) -> dict[str, object]:
    return {name: getattr(match, name) for name in match.__dataclass_fields__}


def test_the_choice_goes_along_with_its_wording(
    panel: PrecedentPanel, matches: list[Match]
) -> None:
    panel.show_matches("OP2", matches)
    panel.list.setCurrentIndex(panel.list.rows.index(3))
    panel.show_matches("OP2", [matches[3], matches[0]])
    assert panel.list.currentIndex().row() == 0
    panel.show_matches("OP2", [matches[0]])
    assert panel.list.current_match() is None


def test_new_matches_never_take_the_keyboard(qtbot: QtBot, matches: list[Match]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line, panel, layout = QLineEdit(), PrecedentPanel(), QVBoxLayout(window)
    layout.addWidget(line)
    layout.addWidget(panel)
    window.show()
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    panel.show_matches("OP1", matches)
    panel.show_sentence("Nothing.", "OP1", add=True)
    panel.show_matches("OP1", matches)
    qtbot.wait(20)
    assert line.hasFocus()


def test_a_number_takes_its_match_and_no_other(panel: PrecedentPanel, matches: list[Match]) -> None:
    replaced: list[Match] = []
    below: list[Match] = []
    panel.replace_wanted.connect(replaced.append)
    panel.below_wanted.connect(below.append)
    panel.show_matches("OP2", matches)
    panel.take(2)
    panel.take_below(6)
    panel.take(9)
    assert replaced == [matches[1]]
    assert below == [matches[5]]


def test_enter_takes_the_chosen_row(
    panel: PrecedentPanel, matches: list[Match], qtbot: QtBot
) -> None:
    replaced: list[Match] = []
    below: list[Match] = []
    panel.replace_wanted.connect(replaced.append)
    panel.below_wanted.connect(below.append)
    panel.show_matches("OP2", matches)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    panel.list.setCurrentIndex(panel.list.rows.index(1))
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert (replaced, below) == ([matches[1]], [matches[1]])


def test_the_menu_of_a_row_replaces_inserts_copies_and_opens(
    panel: PrecedentPanel, matches: list[Match]
) -> None:
    opened: list[Match] = []
    panel.whole_wanted.connect(opened.append)
    panel.show_matches("OP2", matches)
    menu = panel.menu(1)
    names = [a.text() for a in menu.actions() if a.text()]
    assert names == [
        "&Replace the clause",
        "&Insert below the clause",
        "&Copy the wording",
        "Copy the ci&tation",
        "&History of this wording",
        "&Open A/RES/56/121",
        "Open the o&fficial document",
    ]
    menu.actions()[3].trigger()
    assert QGuiApplication.clipboard().text() == matches[1].text
    menu.actions()[7].trigger()
    assert opened == [matches[1]]


def test_the_menu_opened_by_keyboard_is_that_of_the_chosen_row(
    panel: PrecedentPanel, matches: list[Match], qapp: QApplication
) -> None:
    panel.show_matches("OP2", matches[:1])
    panel.list.setCurrentIndex(panel.list.rows.index(0))
    below_the_rows = panel.list.viewport().rect().bottomLeft()
    assert not panel.list.indexAt(below_the_rows).isValid()
    panel.list.customContextMenuRequested.emit(below_the_rows)
    menu = qapp.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()


def test_an_empty_panel_says_what_to_do(panel: PrecedentPanel, matches: list[Match]) -> None:
    panel.show_matches("OP2", matches)
    assert panel.sentence == ""
    panel.show_sentence("No adopted clause is near.", "OP2", add=True)
    assert panel.sentence == "No adopted clause is near."
    assert list(panel.matches) == []


def test_the_filter_of_kinds_follows_the_clause_until_it_is_set(panel: PrecedentPanel) -> None:
    def kind(of_clause: Kind) -> Kind | None:
        return panel.filters.chosen.kind_for(of_clause)

    assert kind(Kind.PREAMBULAR) is Kind.PREAMBULAR
    assert kind(Kind.OPERATIVE) is Kind.OPERATIVE
    assert kind(Kind.ITEM) is None
    panel.filters.kind.setCurrentIndex(1)
    assert kind(Kind.OPERATIVE) is Kind.PREAMBULAR
    panel.filters.kind.setCurrentIndex(3)
    assert kind(Kind.OPERATIVE) is None


def test_the_chosen_organ_stays_while_the_corpus_has_texts_of_it(panel: PrecedentPanel) -> None:
    changed: list[str] = []
    filters = panel.filters
    filters.offer(["Security Council", "General Assembly"], ["en"])
    filters.organ.setCurrentIndex(2)
    assert filters.chosen.organ == "Security Council"
    panel.filters_changed.connect(lambda: changed.append(filters.chosen.organ))
    filters.offer(["General Assembly", "Human Rights Council", "Security Council"], ["en"])
    assert (filters.chosen.organ, changed) == ("Security Council", [])
    filters.offer(["General Assembly"], ["en"])
    assert (filters.chosen.organ, changed) == ("", [""])


def test_rows_are_as_high_as_their_words_and_the_width_asks(
    panel: PrecedentPanel, match: Maker, qtbot: QtBot
) -> None:
    panel.show_matches(
        "OP2", [match("Short;"), match("Notes " + "the very long list of things to do, " * 12)]
    )

    def height(row: int) -> int:
        return panel.list.visualRect(panel.list.rows.index(row)).height()

    qtbot.waitUntil(lambda: height(1) > 2 * height(0) > 0)
    long = height(1)
    panel.resize(720, 300)
    qtbot.waitUntil(lambda: height(1) < long)


def test_a_date_that_is_not_known_is_left_out(match: Maker) -> None:
    assert record_words(match("x", adopted=None, vote=None)) == "Adopted · 1 use"
    assert record_words(match("x", adopted=date(2000, 12, 4), vote="79-60-33")).startswith(
        "Adopted 4 December 2000 · 79-60-33"
    )
