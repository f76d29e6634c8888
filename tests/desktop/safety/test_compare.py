"""The compare view: clause by clause, in words as well as in marks, from change to change by keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.safety.compare_page import page, rows
from desktop.safety.compare_window import CompareWindow
from desktop.theme import LIGHT
from resolution.labels import numbered
from resolution.model import Kind, Note, Resolution
from resolution.text import make


@pytest.fixture
def changed(draft: Resolution) -> Resolution:
    """Return the draft with a word changed in OP1, PP4 gone, an item new, another symbol and another note."""
    blocks = list(draft.main.blocks)
    at = next(n for n, b in enumerate(blocks) if b.kind is Kind.OPERATIVE)
    blocks[at] = replace(
        blocks[at],
        text=make(
            "Urges Member States to name a contact who can be reached at any hour for urgent requests;"
        ),
    )
    item = replace(blocks[at + 2], text=make("Zygomorphic quetzals;"), id="")
    blocks[at + 3 : at + 3] = [item]
    del blocks[at - 1]
    main = replace(draft.main, blocks=numbered(blocks))
    masthead = replace(draft.masthead, symbol="A/C.3/81/L.1/Rev.1")
    return replace(
        draft, masthead=masthead, divisions=(main,), notes=(Note(make("See also the work.")),)
    )


def test_every_change_is_told_in_words(draft: Resolution, changed: Resolution) -> None:
    told = [row.spoken for row in rows(draft, changed) if row.changed]
    assert told == [
        "Heading, symbol: “A/C.3/81/L.1” became “A/C.3/81/L.1/Rev.1”",
        "PP4: deleted; “Stressing the need to respect human rights and fundamental…”",
        "OP1: “Encourages” became “Urges”",
        "OP2 (b): new; “Zygomorphic quetzals;”",
        "Note 1: “ of the Commission on Crime Prevention and Criminal Justice…” deleted".replace(
            "“ of", "“of"
        ),
    ]


def test_the_same_text_has_no_change(draft: Resolution, qtbot: QtBot) -> None:
    window = CompareWindow(("the one", "the other"), (draft, draft), LIGHT, lambda _: None)
    qtbot.addWidget(window)
    assert window.told.text() == "The two are the same, word for word."
    assert not window.next.isEnabled()


def test_what_differs_is_marked_by_more_than_colour(draft: Resolution, changed: Resolution) -> None:
    shown = page(rows(draft, changed), LIGHT, "serif")
    assert ">Encourages</s> <u" in shown
    assert "<b>OP2 (b) (new)</b>" in shown
    assert "&" not in rows(draft, changed)[0].spoken


def test_f3_goes_from_change_to_change_and_round(
    draft: Resolution, changed: Resolution, qtbot: QtBot
) -> None:
    said: list[str] = []
    window = CompareWindow(("the one", "the other"), (draft, changed), LIGHT, said.append)
    qtbot.addWidget(window)
    window.show()
    assert window.told.text() == "5 changes."
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F3)
    assert said == ["Change 1 of 5. Heading, symbol: “A/C.3/81/L.1” became “A/C.3/81/L.1/Rev.1”"]
    (mark,) = window.text.extraSelections()
    assert mark.cursor.selectedText().startswith("Heading, symbol")  # type: ignore[attr-defined]
    qtbot.keyClick(window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert window.at == 4, "before the first comes the last"


def test_a_paragraph_of_another_kind_says_what_it_was(draft: Resolution) -> None:
    blocks = list(draft.main.blocks)
    blocks[3] = replace(blocks[3], kind=Kind.PARAGRAPH)
    other = replace(draft, divisions=(replace(draft.main, blocks=tuple(blocks)),))
    assert "was preambular paragraph" in [row.what for row in rows(draft, other)]
