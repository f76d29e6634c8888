"""The generic dialogs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.base.dialogs import PlaceDialog

PLACES = [
    "title  Crime",
    "PP1  Recalling",
    "PP10  Noting",
    "OP2  Invites States",
    "OP2 (a)  Keeping",
]


@pytest.fixture
def dialog(qtbot: QtBot) -> PlaceDialog:
    made = PlaceDialog(PLACES, None)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "place"),
    [("", 0), ("pp1", 1), ("op 2", 3), ("OP2(a", 4), ("invites", 3), ("nowhere", None)],
)
def test_a_number_or_words_find_the_place(
    dialog: PlaceDialog, qtbot: QtBot, typed: str, place: int | None
) -> None:
    qtbot.keyClicks(dialog.typed, typed)
    assert dialog.chosen() == place


def test_a_single_enter_accepts(dialog: PlaceDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.typed, "pp1")
    qtbot.keyClick(dialog.typed, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
    assert dialog.chosen() == 2
