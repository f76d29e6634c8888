"""New from precedent: the dialog, and the window that the draft comes in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.shell.windows import Windows
from desktop.succession.dialog import SuccessionChoice, SuccessionDialog
from precedent_corpus.corpus import Document
from resolution.model import Status
from tests.desktop.conftest import Stand

TODAY = date(2026, 11, 25)


def document(
    symbol: str, title: str, status: Status = Status.ADOPTED, adopted: date | None = None
) -> Document:
    return Document(
        symbol,
        "General Assembly",
        status,
        adopted,
        "",
        "without a vote",
        title,
        "en",
        "",
        None,
        "",
        12,
    )


DOCUMENTS = [
    document("A/RES/74/177", "Technical assistance", adopted=date(2019, 12, 18)),
    document("A/RES/80/5", "Oceans and the law of the sea", adopted=date(2025, 12, 1)),
    document("A/C.3/81/L.2", "Oceans", Status.DRAFT),
]


@pytest.fixture
def dialog(qtbot: QtBot) -> SuccessionDialog:
    made = SuccessionDialog(DOCUMENTS, "", TODAY)
    qtbot.addWidget(made)
    return made


def test_the_newest_adopted_text_is_chosen_and_the_session_of_today(
    dialog: SuccessionDialog,
) -> None:
    assert dialog.choice() == SuccessionChoice("A/RES/80/5", None, 81)


def test_words_narrow_the_list_and_the_arrow_keys_move_in_it(
    dialog: SuccessionDialog, qtbot: QtBot
) -> None:
    qtbot.keyClicks(dialog.typed, "oceans")
    assert dialog.list.count() == 2
    qtbot.keyClick(dialog.typed, Qt.Key.Key_Down)
    assert dialog.choice() == SuccessionChoice("A/C.3/81/L.2", None, 82)


def test_nothing_can_be_made_of_nothing(dialog: SuccessionDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.typed, "zebra")
    assert not dialog._make.isEnabled()


def test_a_file_takes_the_place_of_the_list(dialog: SuccessionDialog, tmp_path: Path) -> None:
    dialog.show_file(tmp_path / "last_year.docx")
    assert dialog.choice() == SuccessionChoice("", tmp_path / "last_year.docx", None)
    assert dialog.series.text() == "", "the file tells its session, which is not known yet"
    dialog.list.setCurrentRow(0)
    assert dialog.series.text() == "81"


@pytest.fixture
def windows(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Windows, Stand]]:
    stand = Stand()
    made = Windows(qapp, tmp_path / "data", lambda: stand)
    made.show_new()
    qtbot.waitUntil(lambda: made.open_windows[0].corpus_service.ready)
    yield made, stand
    for window in list(made.open_windows):
        window.editor.document().setModified(False)
        window.close()
    made.stop()


def test_the_draft_comes_unsaved_with_its_updates_among_the_problems(
    windows: tuple[Windows, Stand], qtbot: QtBot
) -> None:
    made, stand = windows
    stand.successor_wanted = SuccessionChoice("A/RES/55/63", None, 56)
    window = made.open_windows[0]
    window.successor.new_from_precedent()
    qtbot.waitUntil(lambda: window.file.modified)
    head = window.editor.heading()
    assert (head.base, head.session) == ("A/RES/55/63", "Fifty-sixth session")
    qtbot.waitUntil(lambda: "update-session" in [p.code for p in window.checks.problems])


def test_a_file_is_read_in_the_background_and_tells_its_own_session(
    windows: tuple[Windows, Stand], qtbot: QtBot, seeds: list[Path]
) -> None:
    made, stand = windows
    stand.successor_wanted = SuccessionChoice(path=seeds[0])
    window = made.open_windows[0]
    window.successor.new_from_precedent()
    qtbot.waitUntil(lambda: window.file.modified)
    assert window.editor.heading().base == "A/RES/55/63"


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(
    windows: tuple[Windows, Stand], qtbot: QtBot, tmp_path: Path
) -> None:
    made, stand = windows
    stand.successor_wanted = SuccessionChoice(path=tmp_path / "not there.docx")
    made.open_windows[0].successor.new_from_precedent()
    qtbot.waitUntil(lambda: bool(stand.told))
    assert "not there.docx" in stand.told[0]
