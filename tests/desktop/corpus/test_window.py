"""The corpus's window: groups with counts, many texts at once, marks, what was cut off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.corpus.list import USE, listed
from desktop.corpus.window import CorpusWindow
from desktop.shell.window import DraftWindow
from precedent_corpus.corpus import Corpus, Document
from precedent_corpus.store.marks import TextMark
from resolution.model import Status
from tests.desktop.conftest import Stand


def text(number: int, organ: str = "General Assembly", draft: bool = False) -> Document:
    return Document(
        symbol=f"A/RES/{60 + number % 20}/{number}",
        organ=organ,
        status=Status.DRAFT if draft else Status.ADOPTED,
        adopted=date(2005 + number % 20, 12, 1),
        adopted_as="",
        vote="without a vote",
        title=f"Title of number x{number}",
        language="en" if number % 3 else "fr",
        session=f"{60 + number % 20}th session",
        issued=None,
        file="",
        clauses=3,
    )


@pytest.fixture
def shown(qtbot: QtBot) -> CorpusWindow:
    window = CorpusWindow()
    qtbot.addWidget(window)
    window.show()
    return window


def test_a_group_shows_its_texts_alone(shown: CorpusWindow) -> None:
    shown.show_listing(listed([text(n) for n in range(100)], {}))
    organ = shown.groups.topLevelItem(1)
    assert organ is not None
    assert organ.text(1) == "100"
    shown.groups.setCurrentItem(organ.child(0))
    assert shown.model.rowCount() == 5
    assert {row.cells[7] for row in shown.model.shown} == {"60th session"}
    shown.grouping.setCurrentText("Language and organ")
    french = shown.groups.topLevelItem(2)
    assert french is not None
    assert (french.text(0), french.text(1)) == ("French", "34")


def test_words_narrow_the_list_and_columns_sort_by_worth(shown: CorpusWindow) -> None:
    shown.show_listing(listed([text(n) for n in range(100)], {}))
    shown.filter.setText("x9")
    assert shown.model.rowCount() == 11
    shown.filter.clear()
    shown.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert shown.model.shown[0].cells[2] == "1 December 2024"


def test_marks_are_told_in_words_and_the_choice_stays(shown: CorpusWindow) -> None:
    texts = [text(n) for n in range(10)]
    shown.show_listing(listed(texts, {}))
    shown.table.selectAll()
    assert len(shown.symbols()) == 10
    assert not shown.open_button.isEnabled()
    shown.show_listing(listed(texts, {texts[0].symbol: TextMark.EXCLUDED}))
    assert [row.cells[USE] for row in shown.model.shown if row.symbol == texts[0].symbol] == [
        "Excluded"
    ]
    assert len(shown.symbols()) == 10


def test_words_narrow_a_list_of_thousands(shown: CorpusWindow) -> None:
    shown.show_listing(listed([text(n) for n in range(10_000)], {}))
    shown.filter.setText("x99")
    assert shown.model.rowCount() == 111


@pytest.fixture
def opened(window: DraftWindow, qtbot: QtBot) -> Iterator[DraftWindow]:
    window.precedents.start()
    qtbot.waitUntil(lambda: window.corpus_service.ready and not window.corpus_service.busy)
    yield window
    if window.corpus.window:
        window.corpus.window.close()


def test_texts_are_excluded_from_the_window_and_named_so(
    opened: DraftWindow, qtbot: QtBot, data: Path
) -> None:
    opened.corpus.show_corpus()
    listing = opened.corpus.window
    assert listing is not None
    qtbot.waitUntil(lambda: listing.model.rowCount() == 5)
    listing.table.selectAll()
    listing.exclude_button.click()
    qtbot.waitUntil(lambda: {row.cells[USE] for row in listing.model.shown} == {"Excluded"})
    with Corpus.open(data) as corpus:
        assert set(corpus.marks().values()) == {TextMark.EXCLUDED}


def test_the_index_is_made_anew_from_the_window(opened: DraftWindow, qtbot: QtBot) -> None:
    said: list[str] = []
    opened.corpus_service.message.connect(said.append)
    opened.corpus.rebuild()
    qtbot.waitUntil(lambda: "The index was made anew." in said)


def cut_off(data: Path, seeds: Path) -> None:
    with Corpus.open(data, writer=True) as corpus:
        corpus.add([seeds], cancelled=lambda: True)
        assert corpus.unfinished_imports()


def test_what_was_cut_off_is_gone_on_with_at_the_next_start(
    data: Path, window: DraftWindow, stand: Stand, qtbot: QtBot
) -> None:
    cut_off(data, Path(__file__).parents[2] / "seeds")
    with qtbot.waitSignal(window.corpus_service.reported):
        window.precedents.start()
    assert "Go on adding precedents?" in stand.asked
    with Corpus.open(data) as corpus:
        assert corpus.unfinished_imports() == []


def test_what_was_cut_off_is_forgotten_where_the_user_says_no(
    data: Path, window: DraftWindow, stand: Stand, qtbot: QtBot
) -> None:
    cut_off(data, Path(__file__).parents[2] / "seeds")
    stand.yes = False
    with Corpus.open(data) as corpus:
        window.precedents.start()
        qtbot.waitUntil(lambda: not corpus.unfinished_imports())
    assert window.corpus_service.last_report == ""
