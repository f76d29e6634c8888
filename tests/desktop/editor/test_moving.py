"""Moving clauses and items: what goes together, where it may go, and that nothing is lost on the way."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor

from desktop.editor import DraftEditor
from resolution.formats.detect import read
from resolution.model import Block, Division, DivisionKind, Kind, Note, Resolution
from resolution.text import NoteRef, Run, make, plain

At = Callable[..., None]


def clause(kind: Kind, name: str, level: int = 0) -> Block:
    return Block(kind, make(f"{name} words"), level=level, id=name)


PP, OP, IT, C, H = Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM, Kind.CONTINUATION, Kind.HEADING

TEXT = Resolution(
    divisions=(
        Division(
            title=make("Title"),
            blocks=(
                Block(Kind.FORMULA, make("The General Assembly,"), id="f"),
                clause(PP, "p1"),
                clause(PP, "p2"),
                clause(PP, "p3"),
                clause(OP, "o1"),
                clause(IT, "a", 1),
                clause(IT, "ai", 2),
                clause(IT, "b", 1),
                clause(C, "c"),
                clause(H, "h", 1),
                clause(OP, "o2"),
                clause(OP, "o3"),
                clause(IT, "d", 1),
            ),
        ),
        Division(DivisionKind.PART, "B", make("Part"), (clause(OP, "q1"), clause(OP, "q2"))),
    )
)


@pytest.fixture
def text(editor: DraftEditor) -> DraftEditor:
    editor.load(TEXT)
    return editor


def names(editor: DraftEditor) -> str:
    return " ".join(b.id for d in editor.resolution().divisions for b in d.blocks)


START = "f p1 p2 p3 o1 a ai b c h o2 o3 d q1 q2"


def number(editor: DraftEditor, name: str) -> int:
    return next(i for i in range(editor.block_count) if editor.clause_at(i).block.id == name)


def select(editor: DraftEditor, first: str, last: str, start: int = 2, end: int = 3) -> None:
    document = editor.document()
    cursor = QTextCursor(document)
    cursor.setPosition(document.findBlockByNumber(number(editor, first)).position() + start)
    below = document.findBlockByNumber(number(editor, last))
    cursor.setPosition(below.position() + end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def undone(editor: DraftEditor) -> None:
    editor.undo()
    assert names(editor) == START
    assert not editor.document().isUndoAvailable()


@pytest.mark.parametrize(
    ("first", "last", "by", "after"),
    [
        ("p1", "p2", 1, "f p3 p1 p2 o1 a ai b c h o2 o3 d q1 q2"),
        ("p2", "p3", -1, "f p2 p3 p1 o1 a ai b c h o2 o3 d q1 q2"),
        ("ai", "b", -1, None),
        ("a", "ai", 1, "f p1 p2 p3 o1 b a ai c h o2 o3 d q1 q2"),
        ("b", "o2", 1, "f p1 p2 p3 o3 d o1 a ai b c h o2 q1 q2"),
        ("o2", "o3", -1, "f p1 p2 p3 o1 a ai b c o2 o3 d h q1 q2"),
        ("h", "o2", -1, "f p1 p2 p3 h o2 o1 a ai b c o3 d q1 q2"),
        ("o1", "o1", 1, "f p1 p2 p3 h o1 a ai b c o2 o3 d q1 q2"),
        ("p3", "o1", 1, None),
        ("p2", "p3", 1, None),
        ("o3", "q1", 1, None),
    ],
)
def test_what_is_selected_moves_past_its_neighbour_together(
    text: DraftEditor, first: str, last: str, by: int, after: str | None
) -> None:
    select(text, first, last)
    before = text.textCursor().selectedText()
    assert text.move_clause(by) is (after is not None)
    assert names(text) == (after or START)
    if after:
        assert text.textCursor().selectedText() == before
        undone(text)


def test_a_selection_up_to_the_next_paragraph_has_nothing_of_it(text: DraftEditor) -> None:
    select(text, "p1", "p2", 0, 0)
    assert text.move_clause(1)
    assert names(text).startswith("f p2 p1 p3")


def test_a_preambular_paragraph_may_go_among_its_like_only(text: DraftEditor) -> None:
    places = text.moves.places([(number(text, "p2"),) * 2])
    assert set(places) == {number(text, "p1"), number(text, "o1")}


def test_an_operative_paragraph_may_go_to_another_part_but_not_into_a_list(
    text: DraftEditor,
) -> None:
    group = (number(text, "o2"),) * 2
    found = {
        text.clause_at(at).block.id if at < text.block_count else "end"
        for at in text.moves.places([group])
    }
    part = text.clause_at(number(text, "q1") - 1).block.id
    assert found == {"o1", "h", part, "q1", "q2", "end"}


def test_several_clauses_are_gathered_where_they_are_dropped(text: DraftEditor) -> None:
    text.move_blocks([number(text, name) for name in ("o1", "o3", "d")], number(text, "q2"))
    assert names(text) == "f p1 p2 p3 h o2 q1 o1 a ai b c o3 d q2"
    assert [b.label for b in text.resolution().divisions[1].blocks if b.kind is OP] == [
        "1.", "2.", "3.", "4.",
    ]  # fmt: skip
    undone(text)


def test_an_item_goes_to_another_clause_with_its_own(text: DraftEditor) -> None:
    text.move_blocks([number(text, "a")], number(text, "o3"))
    assert names(text) == "f p1 p2 p3 o1 b c h o2 a ai o3 d q1 q2"
    undone(text)


def test_an_item_takes_nothing_away_from_the_one_above(text: DraftEditor) -> None:
    places = text.moves.places([(number(text, "d"),) * 2])
    assert places[number(text, "ai")] == 2
    assert number(text, "p1") not in places
    text.move_blocks([number(text, "d")], number(text, "ai"))
    assert [b.label for b in text.resolution().main.blocks if b.kind is IT] == [
        "(a)", "(i)", "(ii)", "(b)",
    ]  # fmt: skip
    undone(text)


def test_an_item_of_the_second_level_comes_up_where_no_other_is_above(text: DraftEditor) -> None:
    text.move_blocks([number(text, "ai")], number(text, "o3"))
    moved = next(b for b in text.resolution().blocks() if b.id == "ai")
    assert (moved.level, moved.label) == (1, "(a)")
    undone(text)


def test_clauses_and_items_together_go_nowhere_of_their_own(text: DraftEditor) -> None:
    groups = text.moves.groups([number(text, "a"), number(text, "o2")])
    assert text.moves.places(groups) == {}


def test_notes_and_names_go_with_a_moved_clause(editor: DraftEditor, full: Resolution) -> None:
    before = editor.resolution()
    index = number(editor, "o2")
    assert editor.move_blocks([index], number(editor, "o1"))
    after = editor.resolution()
    moved = next(b for b in after.blocks() if b.id == "o2")
    assert [i for i in moved.text if isinstance(i, NoteRef)]
    assert (
        Run("this", next(r.marks for r in moved.text if isinstance(r, Run) and r.text == "this"))
        in moved.text
    )
    assert set(after.notes) == set(before.notes)
    editor.undo()
    assert editor.resolution() == before


def everywhere(editor: DraftEditor) -> Iterator[tuple[int, int]]:
    for index in range(1, editor.block_count):
        for before in editor.moves.places(editor.moves.groups([index])):
            yield index, before


def test_every_move_that_is_offered_is_one_step_and_keeps_every_block(text: DraftEditor) -> None:
    before = text.resolution()
    tried = 0
    for index, place in list(everywhere(text)):
        name = text.clause_at(index).block.id
        assert text.move_blocks([index], place), name
        after = text.resolution()
        assert sorted(b.id for b in after.blocks()) == sorted(b.id for b in before.blocks())
        assert {b.id: plain(b.text) for b in after.blocks()} == {
            b.id: plain(b.text) for b in before.blocks()
        }
        assert after != before, (name, place)
        text.undo()
        assert text.resolution() == before
        tried += 1
    assert tried > 40


def test_many_moves_in_real_texts_come_back_with_undo(
    editor: DraftEditor, seeds: list[Path]
) -> None:
    chance = random.Random(4)
    for path in seeds:
        editor.load(read(path).resolution)
        before = editor.resolution()
        steps = 0
        for _ in range(60):
            indexes = [
                chance.randrange(1, editor.block_count) for _ in range(chance.choice((1, 1, 2)))
            ]
            places = sorted(editor.moves.places(editor.moves.groups(indexes)))
            if places:
                steps += editor.move_blocks(indexes, chance.choice(places))
            cursor = editor.textCursor()
            cursor.setPosition(chance.randrange(editor.document().characterCount() - 1))
            if chance.random() < 0.5:
                end = min(cursor.position() + 900, editor.document().characterCount() - 1)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            editor.setTextCursor(cursor)
            steps += editor.move_clause(chance.choice((-1, 1)))
        after = editor.resolution()
        ids = [b.id for b in after.blocks()]
        assert len(set(ids)) == len(ids), path.name
        assert sorted(ids) == sorted(b.id for b in before.blocks()), path.name
        for _ in range(steps):
            editor.undo()
        assert editor.resolution() == before, path.name
        assert not editor.document().isUndoAvailable(), path.name
        for _ in range(steps):
            editor.redo()
        assert editor.resolution() == after, path.name


def test_a_note_of_a_text_stays_where_its_clause_goes(editor: DraftEditor) -> None:
    blocks = (
        Block(PP, (Run("One,"), NoteRef(0)), id="x"),
        Block(PP, (Run("Two,"), NoteRef(1)), id="y"),
    )
    editor.load(
        Resolution(divisions=(Division(blocks=blocks),), notes=(Note(make("A")), Note(make("B"))))
    )
    select(editor, "x", "x")
    editor.move_clause(1)
    assert [plain(note.text or ()) for note in editor.resolution().notes] == ["B", "A"]


def test_a_clause_cut_with_its_items_and_pasted_elsewhere_keeps_its_names(
    text: DraftEditor, qapp: object
) -> None:
    text.select_blocks(number(text, "o1"), number(text, "c"))
    text.cut()
    text.goto(number(text, "o2"))
    text.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    text.paste()
    assert [name for name in names(text).split() if len(name) < 4] == [
        "f", "p1", "p2", "p3", "h", "o2", "o1", "a", "ai", "b", "c", "o3", "d", "q1", "q2",
    ]  # fmt: skip
    text.undo()
    text.undo()
    assert names(text) == START
