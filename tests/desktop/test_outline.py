"""The outline: what it shows, what it says, where it leads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.outline import Outline, Row, outline_rows
from resolution.labels import numbered
from resolution.model import Block, Division, DivisionKind, Kind, Resolution
from resolution.reading.files import read
from resolution.text import make


@pytest.fixture
def outline(qtbot: QtBot) -> Outline:
    made = Outline()
    qtbot.addWidget(made)
    made.resize(260, 400)
    made.show()
    return made


def with_annex(draft: Resolution) -> Resolution:
    blocks = numbered(
        [Block(Kind.HEADING, make("Scope"), level=1), Block(Kind.PARAGRAPH, make("Words"))]
    )
    annex = Division(DivisionKind.ANNEX, "Annex", make("Rules of the road"), blocks)
    return replace(draft, divisions=(*draft.divisions, annex))


def test_the_sample_is_shown_as_a_tree(draft: Resolution) -> None:
    rows = outline_rows(draft)
    assert [row.shown.split("  ")[0] for row in rows] == [
        "The General Assembly,", "PP1", "PP2", "PP3", "PP4", "OP1", "OP2", "OP3", "Notes",
    ]  # fmt: skip
    items = rows[6].rows
    assert [row.shown for row in items] == [
        "(a)  Keeping electronic evidence before it is lost;",
        "(b)  Training investigators, prosecutors and judges;",
        "(c)  Working with providers of network services;",
    ]


def test_a_row_says_number_kind_lead_and_words(draft: Resolution) -> None:
    rows = outline_rows(draft)
    assert rows[3].spoken.startswith(
        "PP3 preambular paragraph, Noting with concern: Noting with concern that offenders"
    )
    assert rows[5].spoken.startswith("OP1 operative paragraph, Encourages: ")
    assert rows[6].rows[0].spoken.startswith("(a) item: Keeping")
    assert rows[0].spoken == "opening: The General Assembly,"


def test_the_numbers_are_those_of_the_editor_s_blocks(draft: Resolution) -> None:
    draft = with_annex(draft)
    rows = outline_rows(draft)
    assert rows[-1].shown == "Notes"
    rows = rows[:-1]
    walked = [row.index for top in rows for row in top.walk()]
    assert walked == list(range(1, 2 + len(draft.main.blocks) + 2))
    assert rows[-1].shown == "Annex: Rules of the road"
    assert rows[-1].index == 1 + len(draft.main.blocks)


def test_a_note_has_a_row_that_says_its_mark_and_words_and_leads_to_it(
    outline: Outline, qtbot: QtBot, draft: Resolution
) -> None:
    outline.show_rows(outline_rows(draft))
    note = outline.topLevelItem(outline.topLevelItemCount() - 1).child(0)
    assert note.text(0).startswith("1  See also the work of the Commission")
    outline.setCurrentItem(note)
    told: list[tuple[str, int]] = []
    outline.note_chosen.connect(lambda index: told.append(("chosen", index)))
    outline.note_opened.connect(lambda index: told.append(("opened", index)))
    qtbot.keyClick(outline, Qt.Key.Key_Return)
    assert told == [("chosen", 0), ("opened", 0)]


def test_every_clause_and_note_of_the_seeds_has_a_row(seeds: list[Path]) -> None:
    for path in seeds:
        resolution = read(path).resolution
        walked = [row for top in outline_rows(resolution) for row in top.walk()]
        blocks = [b for b in resolution.blocks() if b.kind is not Kind.CONTINUATION]
        notes = 1 + len(resolution.notes)
        assert len(walked) == len(blocks) + len(resolution.divisions) - 1 + notes, path.name


def test_a_click_and_enter_lead_to_the_clause(
    outline: Outline, qtbot: QtBot, draft: Resolution
) -> None:
    gone: list[int] = []
    outline.chosen.connect(gone.append)
    outline.show_rows(outline_rows(draft))
    item = outline.topLevelItem(2)
    assert item is not None
    qtbot.mouseClick(
        outline.viewport(), Qt.MouseButton.LeftButton, pos=outline.visualItemRect(item).center()
    )
    qtbot.keyClick(outline, Qt.Key.Key_Return)
    assert gone == [3, 3]


def test_the_row_of_the_cursor_is_marked_a_continuation_s_at_its_clause(outline: Outline) -> None:
    outline.show_rows((Row(1, "a", "a"), Row(2, "b", "b"), Row(4, "c", "c")))
    outline.show_current(3)
    assert outline.current_index() == 2
    outline.show_current(-1)
    assert outline.current_index() == -1


def test_other_words_leave_the_rows_what_is_folded_and_the_place(
    outline: Outline, draft: Resolution
) -> None:
    outline.show_rows(outline_rows(draft))
    item = outline.topLevelItem(6)
    assert item is not None
    item.setExpanded(False)
    blocks = list(draft.main.blocks)
    blocks[1] = replace(blocks[1], text=make("Recalling nothing,"))
    changed = replace(draft, divisions=(replace(draft.main, blocks=tuple(blocks)),))
    outline.show_rows(outline_rows(changed))
    assert outline.topLevelItem(6) is item
    assert not item.isExpanded()
    first = outline.topLevelItem(1)
    assert first is not None
    assert first.text(0) == "PP1  Recalling nothing,"
    assert first.data(0, Qt.ItemDataRole.AccessibleTextRole).startswith(
        "PP1 preambular paragraph: Recalling nothing"
    )


@pytest.mark.parametrize(
    ("dragged", "target", "below", "by"),
    [
        (1, 3, True, 2),
        (1, 3, False, 1),
        (3, 1, False, -2),
        (3, 1, True, -1),
        (2, 2, True, 0),
        (1, 2, False, 0),
    ],
)
def test_a_dragged_clause_moves_by_as_many_as_lie_between(
    outline: Outline, dragged: int, target: int, below: bool, by: int, draft: Resolution
) -> None:
    outline.show_rows(outline_rows(draft))
    items = [outline.topLevelItem(n) for n in range(8)]
    assert outline.steps(items[dragged], items[target], below) == by  # type: ignore[arg-type]


def test_only_clauses_can_be_dragged(draft: Resolution) -> None:
    rows = outline_rows(with_annex(draft))
    assert [row.moves for row in rows] == [False, *[True] * 7, False, False]
    assert not any(row.moves for row in rows[6].rows)
