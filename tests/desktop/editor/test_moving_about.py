"""Moving, replacing, folding and selecting in any order: the draft stays whole, and undo leads back to the start."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor

from desktop.editor import DraftEditor
from desktop.editor.document.pattern import SearchOptions
from desktop.editor.item_folding import ItemFolding
from desktop.editor.selecting import Selecting
from resolution.formats.detect import read

STEPS = 60


@pytest.mark.parametrize("seed", range(4))
def test_in_any_order_nothing_is_lost_and_all_is_undone(
    editor: DraftEditor, seeds: list[Path], seed: int
) -> None:
    chance = random.Random(seed)
    folding, selecting = ItemFolding(editor), Selecting(editor)
    editor.load(read(seeds[seed]).resolution)
    before = editor.resolution()

    def somewhere() -> None:
        cursor = editor.textCursor()
        last = editor.document().characterCount() - 1
        cursor.setPosition(chance.randrange(last))
        if chance.random() < 0.4:
            end = min(last, cursor.position() + chance.randrange(900))
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)

    def carry() -> None:
        indexes = [chance.randrange(1, editor.block_count) for _ in range(chance.choice((1, 2)))]
        places = sorted(editor.moves.places(editor.moves.groups(indexes)))
        if places:
            editor.move_blocks(indexes, chance.choice(places))

    def replace() -> None:
        wanted = SearchOptions(chance.choice(("the", "information", "of", "See", "States")))
        editor.search.look_for(wanted)
        hits = editor.search.hits
        chosen = hits if chance.random() < 0.3 else chance.sample(hits, min(1, len(hits)))
        editor.search.replace(chosen, chance.choice(("those", "", "x y")))

    commands: list[Callable[[], object]] = [
        somewhere,
        somewhere,
        carry,
        replace,
        lambda: editor.move_clause(chance.choice((-1, 1))),
        folding.toggle_fold,
        folding.fold_all,
        folding.unfold_all,
        selecting.widen,
        selecting.narrow,
        selecting.next_clause,
        selecting.previous_clause,
        editor.undo,
        editor.redo,
    ]
    for _ in range(STEPS):
        command = chance.choice(commands)
        command()
        names = [block.id for block in editor.resolution().blocks()]
        assert len(set(names)) == len(names)
        assert sorted(names) == sorted(block.id for block in before.blocks())
        assert editor.textCursor().block().isVisible()
    while editor.document().isRedoAvailable():
        editor.redo()
    after, steps = editor.resolution(), 0
    while editor.document().isUndoAvailable():
        editor.undo()
        steps += 1
    assert editor.resolution() == before
    for _ in range(steps):
        editor.redo()
    assert editor.resolution() == after
