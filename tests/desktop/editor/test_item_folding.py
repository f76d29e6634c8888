"""Folding items: what is out of sight, that nothing else changes, and what brings it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from desktop.editor import DraftEditor
from desktop.editor.document.pattern import SearchOptions
from desktop.editor.item_folding import ItemFolding
from resolution.formats.detect import read
from resolution.model import Resolution

At = Callable[..., None]
Key = Qt.Key


@pytest.fixture
def folding(editor: DraftEditor) -> ItemFolding:
    return ItemFolding(editor)


def out_of_sight(editor: DraftEditor) -> list[str]:
    document = editor.document()
    return [
        editor.name_of(n)
        for n in range(editor.block_count)
        if not document.findBlockByNumber(n).isVisible()
    ]


def height(editor: DraftEditor) -> float:
    return editor.document().documentLayout().documentSize().height()


def test_folding_puts_items_out_of_sight_and_changes_nothing(
    editor: DraftEditor, folding: ItemFolding, at: At, full: Resolution
) -> None:
    before, high = editor.resolution(), height(editor)
    told: list[str] = []
    folding.message.connect(told.append)
    at("o1")
    folding.toggle_fold()
    assert out_of_sight(editor) == ["a", "i", "b", "c"]
    assert told == ["OP1: 3 items folded away."]
    assert height(editor) < high
    assert editor.resolution() == before
    assert not editor.document().isModified() and not editor.document().isUndoAvailable()
    folding.toggle_fold()
    assert out_of_sight(editor) == [] and height(editor) == high


def test_from_an_item_its_clause_is_folded_and_the_cursor_stays_in_sight(
    editor: DraftEditor, folding: ItemFolding, at: At
) -> None:
    at("b")
    folding.toggle_fold()
    assert out_of_sight(editor) == ["a", "i", "b", "c"]
    assert editor.current_clause().block.id == "o1"


def test_it_stays_folded_while_one_types_moves_and_undoes(
    editor: DraftEditor, folding: ItemFolding, at: At, qtbot: QtBot
) -> None:
    at("o1", 3)
    folding.toggle_fold()
    qtbot.keyClicks(editor, "xyz")
    assert out_of_sight(editor) == ["a", "i", "b", "c"]
    editor.move_clause(1)
    assert out_of_sight(editor) == ["a", "i", "b", "c"]
    at("p1")
    editor.next_clause()
    assert out_of_sight(editor) == ["a", "i", "b", "c"]
    for _ in range(3):
        editor.undo()
    assert set(out_of_sight(editor)) <= {"a", "i", "b", "c"}
    at("p1")
    assert editor.textCursor().block().isVisible()


@pytest.mark.parametrize(
    "come",
    [
        lambda editor: editor.goto(6),
        lambda editor: editor.moveCursor(QTextCursor.MoveOperation.NextBlock),
        lambda editor: editor.reveal(find(editor, "convention")),
        lambda editor: editor.next_clause(),
    ],
)
def test_whatever_comes_into_it_unfolds_it(
    editor: DraftEditor, folding: ItemFolding, at: At, come: Callable[[DraftEditor], object]
) -> None:
    at("o1")
    folding.toggle_fold()
    come(editor)
    assert out_of_sight(editor) == []
    assert editor.textCursor().block().isVisible()


def find(editor: DraftEditor, words: str) -> QTextCursor:
    editor.search.look_for(SearchOptions(words))
    return editor.search.selection(editor.search.hits[0])


def test_delete_at_the_end_shows_what_it_would_join(
    editor: DraftEditor, folding: ItemFolding, at: At, qtbot: QtBot
) -> None:
    at("o1")
    folding.toggle_fold()
    before = editor.resolution()
    qtbot.keyClick(editor, Key.Key_Delete)
    assert out_of_sight(editor) == [] and editor.resolution() == before


def test_a_click_on_the_mark_unfolds(
    editor: DraftEditor, folding: ItemFolding, at: At, qtbot: QtBot
) -> None:
    at("o1")
    folding.toggle_fold()
    block = editor.textCursor().block()
    place = folding._room(block).center().toPoint()
    place -= QPoint(0, editor.verticalScrollBar().value())
    qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert out_of_sight(editor) == []


def test_all_are_folded_and_shown_again(
    editor: DraftEditor, folding: ItemFolding, seeds: list[Path]
) -> None:
    folded = 0
    for path in seeds:
        editor.load(read(path).resolution)
        before, high = editor.resolution(), height(editor)
        folding.fold_all()
        folded += len(out_of_sight(editor))
        assert editor.resolution() == before
        assert not editor.document().isUndoAvailable()
        editor.grab()
        folding.unfold_all()
        assert out_of_sight(editor) == [] and height(editor) == high
    assert folded >= 10


def test_what_is_seen_is_painted_wherever_one_scrolls(
    editor: DraftEditor, folding: ItemFolding, at: At
) -> None:
    at("o1")
    folding.toggle_fold()
    seen = [editor.name_of(b.blockNumber()) for b in editor._visible(0, 2000)]
    assert not {"a", "i", "b", "c"} & set(seen)
    assert {"o1", "h", "o2", "r1"} <= set(seen)
    low = editor.document().documentLayout().blockBoundingRect(editor.document().lastBlock()).top()
    offset = editor.verticalScrollBar().value()
    last = [b.blockNumber() for b in editor._visible(round(low) - offset, round(low) + 10 - offset)]
    assert last == [editor.block_count - 1]


def test_a_move_under_a_fold_takes_the_folded_items_along(
    editor: DraftEditor, folding: ItemFolding, at: At
) -> None:
    at("o1")
    folding.toggle_fold()
    editor.move_clause(1)
    names = [block.id for block in editor.resolution().main.blocks]
    assert names[3:9] == ["h", "o1", "a", "i", "b", "c"]
