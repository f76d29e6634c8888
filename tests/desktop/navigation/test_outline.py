"""The outline: its rows, their accessible text, and where they lead."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.navigation.outline import Outline, OutlineRow, outline_rows
from resolution.formats.detect import read
from resolution.labels import numbered
from resolution.model import Block, Division, DivisionKind, Kind, Resolution
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


def test_the_cursor_s_row_is_selected_for_a_continuation_that_of_its_clause(
    outline: Outline,
) -> None:
    outline.show_rows((OutlineRow(1, "a", "a"), OutlineRow(2, "b", "b"), OutlineRow(4, "c", "c")))
    outline.show_current(3)
    assert outline.current_index() == 2
    outline.show_current(-1)
    assert outline.current_index() == -1


def test_changed_words_keep_rows_folding_and_scroll_position(
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


def at_row(outline: Outline, index: int, share: float) -> QPoint:
    """Return a point in the row of a block, at a fraction of its height from the top."""
    room = outline.visualItemRect(outline._by_index[index])
    return QPoint(room.left() + 10, room.top() + round(room.height() * share))


def test_an_indicator_shows_where_a_clause_would_go(outline: Outline, draft: Resolution) -> None:
    outline.show_rows(outline_rows(draft))
    outline.places = lambda _: {2: 0, 4: 0, 5: 0, 6: 0}
    outline.choose([2])
    assert outline.begin_drag()
    above = outline.drop_at(at_row(outline, 4, 0.2))
    below = outline.drop_at(at_row(outline, 4, 0.8))
    assert above and below
    assert (above.before, below.before) == (4, 5)
    assert below.at - above.at == outline.visualItemRect(outline._by_index[4]).height()
    assert outline.drop_at(at_row(outline, 8, 0.5)) is None
    outline.places = lambda _: {}
    assert not outline.begin_drag()


def test_a_clause_dropped_on_an_item_goes_before_or_after_the_whole_clause(
    outline: Outline, draft: Resolution
) -> None:
    outline.show_rows(outline_rows(draft))
    outline.places = lambda _: {6: 0, 7: 0, 11: 0, 12: 0}
    outline.choose([6])
    assert outline.begin_drag()
    drop = outline.drop_at(at_row(outline, 10, 0.8))
    assert drop and drop.before == 11
    assert drop.at == outline.visualItemRect(outline._by_index[10]).bottom() + 1


def test_an_item_goes_among_items_and_the_indicator_shows_the_level(
    outline: Outline, draft: Resolution
) -> None:
    outline.show_rows(outline_rows(draft))
    outline.places = lambda _: {7: 1, 8: 1, 9: 1, 10: 1, 11: 1, 12: 1}
    outline.choose([8])
    assert outline.begin_drag()
    first, end = outline.drop_at(at_row(outline, 7, 0.9)), outline.drop_at(at_row(outline, 11, 0.9))
    assert first and end
    assert (first.before, first.indent) == (8, outline.indentation())
    assert end.before == 12


def test_all_rows_but_opening_lines_tables_and_notes_can_be_moved(draft: Resolution) -> None:
    rows = outline_rows(with_annex(draft))
    assert [row.moves for row in rows] == [False, *[True] * 7, False, False]
    assert all(row.moves for row in rows[6].rows)


def test_several_rows_are_selected_without_going_to_them(
    outline: Outline, qtbot: QtBot, draft: Resolution
) -> None:
    gone: list[int] = []
    outline.chosen.connect(gone.append)
    outline.show_rows(outline_rows(draft))
    outline.setFocus()
    for number, held in (
        (2, Qt.KeyboardModifier.NoModifier),
        (4, Qt.KeyboardModifier.ShiftModifier),
    ):
        place = at_row(outline, number, 0.5)
        qtbot.keyPress(outline, Qt.Key.Key_Shift) if held else None
        qtbot.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, held, place)
    assert outline.chosen_blocks() == [2, 3, 4]
    outline.show_current(6)
    assert outline.chosen_blocks() == [2, 3, 4]
