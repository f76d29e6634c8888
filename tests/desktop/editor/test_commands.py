"""Structural commands: what they do to a draft, and that one undo takes each of them back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor import CurrentClause, DraftEditor
from desktop.editor.typing_aid import turns_operative
from resolution.model import (
    Block,
    Division,
    Kind,
    Masthead,
    Note,
    Origin,
    Resolution,
    Status,
)
from resolution.recognition.recognizer import read_text
from resolution.text import Mark, NoteRef, Run, lead, make, note_indexes, plain, with_lead

At = Callable[..., None]
Key = Qt.Key


def shape(editor: DraftEditor) -> list[str]:
    """Return the main division as lines: label or kind, and words."""
    return [
        f"{b.label or b.kind.value} {plain(b.text)}".strip()
        for b in editor.resolution().main.blocks
    ]


def names(resolution: Resolution) -> list[str]:
    return [b.id for b in resolution.blocks()]


def draft(*blocks: Block) -> Resolution:
    return Resolution(divisions=(Division(blocks=blocks),))


# --- Enter ------------------------------------------------------------------------------------


def test_enter_makes_the_next_clause_with_a_name_of_its_own(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    at("p2")
    qtbot.keyClick(editor, Key.Key_Return)
    blocks = editor.resolution().main.blocks
    assert blocks[3].kind is Kind.PREAMBULAR and blocks[3].text == () and blocks[3].origin is None
    assert len(set(names(editor.resolution()))) == len(names(editor.resolution()))


def test_enter_within_a_clause_splits_it_and_finds_the_new_lead(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    editor.load(
        draft(
            Block(Kind.OPERATIVE, with_lead(make("Decides to meetRequests help"), 7), "1.", id="x")
        )
    )
    at("x", len("Decides to meet"))
    qtbot.keyClick(editor, Key.Key_Return)
    assert shape(editor) == ["1. Decides to meet", "2. Requests help"]
    assert [lead(b.text) for b in editor.resolution().main.blocks] == ["Decides", "Requests"]


def test_enter_before_a_clause_opens_an_empty_one_above_and_the_words_keep_their_name(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    at("p2", 0)
    qtbot.keyClick(editor, Key.Key_Return)
    blocks = editor.resolution().main.blocks
    assert [b.id for b in blocks[1:4:2]] == ["p1", "p2"]
    assert blocks[2].text == () and blocks[2].origin is None and blocks[3].origin is not None


def test_enter_after_the_opening_line_begins_the_preamble(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    editor.load(draft(Block(Kind.FORMULA, make("The General Assembly,"), id="f")))
    at("f")
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.current_clause().place == "PP1"


def test_enter_on_an_empty_item_goes_up_the_levels_and_out(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    at("i")
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.current_clause().place == "OP1 (a) (ii)"
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.current_clause().place == "OP1 (b)"
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.current_clause().place == "OP2"


def test_enter_on_an_empty_preambular_paragraph_begins_the_operative_part(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    at("p2")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.current_clause().place == "OP1"
    assert editor.current_clause().block.label == "1."


def test_enter_in_the_title_goes_past_the_opening_line_and_splits_nothing(
    editor: DraftEditor, qtbot: QtBot
) -> None:
    editor.goto(0, 5)
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.current_clause().place == "PP1"
    assert not editor.document().isUndoAvailable()


@pytest.mark.parametrize("offset", [0, 5, -1])
def test_enter_in_the_opening_line_never_splits_it_and_takes_the_empty_clause_below(
    editor: DraftEditor, qtbot: QtBot, at: At, offset: int
) -> None:
    blank = draft(
        Block(Kind.FORMULA, make("The General Assembly,"), id="f"), Block(Kind.PREAMBULAR)
    )
    editor.load(blank)
    at("f", offset)
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.current_clause().place == "PP1"
    assert editor.resolution() == blank


def test_enter_behind_a_clause_that_items_follow_makes_one_more_item(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    at("o1")
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.current_clause().place == "OP1 (a)"
    at("a")
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.current_clause().place == "OP1 (b) (i)"


def test_enter_on_an_empty_paragraph_amid_the_preamble_changes_nothing_and_says_so(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    at("p1")
    qtbot.keyClick(editor, Key.Key_Return)
    with qtbot.waitSignal(editor.refused):
        qtbot.keyClick(editor, Key.Key_Return)
    assert editor.current_clause().place == "PP2"


def test_the_first_clause_is_not_joined_to_the_opening_line(
    editor: DraftEditor, full: Resolution, qtbot: QtBot, at: At
) -> None:
    at("p1", 0)
    qtbot.keyClick(editor, Key.Key_Backspace)
    assert editor.resolution() == full


def test_enter_after_an_item_with_a_dash_gives_another_dash(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    item = Block(Kind.ITEM, make("first"), "–", False, 1, id="d")
    editor.load(draft(Block(Kind.OPERATIVE, make("Decides"), "1."), item))
    at("d")
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.current_clause().block.label == "–"


# --- levels -----------------------------------------------------------------------------------


def test_tab_makes_an_operative_paragraph_an_item_and_shift_tab_brings_it_back(
    editor: DraftEditor, full: Resolution, qtbot: QtBot, at: At
) -> None:
    editor.load(
        draft(
            *(
                Block(Kind.OPERATIVE, make(w), f"{n}.", id=w)
                for n, w in enumerate(("one", "two"), 1)
            )
        )
    )
    before = editor.resolution()
    at("two")
    qtbot.keyClick(editor, Key.Key_Tab)
    assert shape(editor) == ["1. one", "(a) two"]
    qtbot.keyClick(editor, Key.Key_Backtab)
    assert editor.resolution() == before


def test_items_go_along_with_what_they_stand_under(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    at("b", 0)
    qtbot.keyClick(editor, Key.Key_Tab)
    assert editor.current_clause().place == "OP1 (a) (ii)"
    at("a", 0)
    qtbot.keyClick(editor, Key.Key_Backtab)
    assert [(b.label, b.level) for b in editor.resolution().main.blocks[4:7]] == [
        ("2.", 0),
        ("(a)", 1),
        ("(b)", 1),
    ]


def test_no_level_is_skipped(editor: DraftEditor, qtbot: QtBot, at: At) -> None:
    at("a")
    qtbot.keyClick(editor, Key.Key_Tab)
    assert editor.current_clause().block.level == 1
    assert not editor.document().isUndoAvailable()


def test_the_first_operative_paragraph_cannot_become_an_item(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    at("o1")
    said: list[str] = []
    editor.refused.connect(said.append)
    qtbot.keyClick(editor, Key.Key_Tab)
    assert editor.current_clause().place == "OP1" and said


def test_backspace_at_the_start_of_an_item_outdents_before_it_joins(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    at("i", 0)
    qtbot.keyClick(editor, Key.Key_Backspace)
    assert editor.current_clause().place == "OP1 (b)"
    qtbot.keyClick(editor, Key.Key_Backspace)
    assert editor.current_clause().place == "OP2"
    qtbot.keyClick(editor, Key.Key_Backspace)
    assert editor.current_clause().place == "OP1 (a)"
    assert (
        plain(editor.current_clause().block.text)
        == "To elaborate a convention;Taking into account efforts;"
    )


def test_joining_to_an_empty_paragraph_keeps_what_the_words_are(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    at("p2")
    qtbot.keyClick(editor, Key.Key_Return)
    at("o1", 0)
    qtbot.keyClick(editor, Key.Key_Backspace)
    assert editor.current_clause().block.id == "o1" and editor.current_clause().place == "OP1"


def test_delete_at_the_end_joins_the_next_clause(editor: DraftEditor, qtbot: QtBot, at: At) -> None:
    at("p1")
    qtbot.keyClick(editor, Key.Key_Delete)
    assert plain(editor.resolution().main.blocks[1].text).endswith(
        "55/63,Noting the work of the Commission,"
    )
    assert editor.resolution().main.blocks[2].id == "o1"


def test_nothing_is_joined_to_a_title_or_a_table(
    editor: DraftEditor, full: Resolution, qtbot: QtBot, at: At
) -> None:
    for name, key in (
        ("f", Key.Key_Backspace),
        ("r1", Key.Key_Backspace),
        ("o2", Key.Key_Delete),
        ("t", Key.Key_Delete),
    ):
        at(name, 0 if key == Key.Key_Backspace else -1)
        qtbot.keyClick(editor, key)
    assert editor.resolution() == full


def test_a_table_takes_no_words(
    editor: DraftEditor, full: Resolution, qtbot: QtBot, at: At
) -> None:
    at("t")
    qtbot.keyClicks(editor, "abc")
    qtbot.keyClick(editor, Key.Key_Backspace)
    assert editor.resolution() == full


# --- kinds ------------------------------------------------------------------------------------


def test_a_clause_changes_its_part_and_back(editor: DraftEditor, full: Resolution, at: At) -> None:
    at("i")
    editor.toggle_part()
    assert editor.resolution().main.blocks[3].kind is Kind.PREAMBULAR
    editor.undo()
    assert editor.resolution() == full


PARTS = (
    Block(Kind.PREAMBULAR, make("one"), id="one"),
    Block(Kind.PREAMBULAR, make("two"), id="two"),
    Block(Kind.ITEM, make("of two"), level=1, id="item"),
    Block(Kind.PREAMBULAR, make("three"), id="three"),
    Block(Kind.OPERATIVE, make("four"), id="four"),
    Block(Kind.OPERATIVE, make("five"), id="five"),
    Block(Kind.OPERATIVE, make("six"), id="six"),
)


@pytest.mark.parametrize(
    ("name", "after"),
    [
        (
            "two",
            [
                "preambular one",
                "preambular three",
                "1. two",
                "(a) of two",
                "2. four",
                "3. five",
                "4. six",
            ],
        ),
        (
            "three",
            [
                "preambular one",
                "preambular two",
                "(a) of two",
                "1. three",
                "2. four",
                "3. five",
                "4. six",
            ],
        ),
        (
            "five",
            [
                "preambular one",
                "preambular two",
                "(a) of two",
                "preambular three",
                "preambular five",
                "1. four",
                "2. six",
            ],
        ),
    ],
)
def test_a_clause_turned_to_the_other_part_goes_there_with_its_items_and_the_cursor(
    editor: DraftEditor, at: At, name: str, after: list[str]
) -> None:
    editor.load(draft(*PARTS))
    before = editor.resolution()
    at(name, 2)
    editor.toggle_part()
    assert shape(editor) == after
    assert editor.current_clause().block.id == name
    assert editor.textCursor().positionInBlock() == 2
    editor.undo()
    assert editor.resolution() == before


def test_paragraphs_turned_operative_one_after_the_other_keep_their_order(
    editor: DraftEditor, at: At
) -> None:
    editor.load(draft(*(Block(Kind.PREAMBULAR, make(n), id=n) for n in ("one", "two", "three"))))
    for name in ("two", "three"):
        at(name)
        editor.toggle_part()
    assert shape(editor) == ["preambular one", "1. two", "2. three"]


def test_a_heading_keeps_a_turned_clause_in_its_section(editor: DraftEditor, at: At) -> None:
    heading = Block(Kind.HEADING, make("heading"), level=1)
    editor.load(draft(*PARTS[:2], *PARTS[3:4], heading, *PARTS[4:]))
    at("one")
    editor.toggle_part()
    assert shape(editor)[0] == "1. one"


def test_a_heading_is_made_and_levelled(editor: DraftEditor, at: At) -> None:
    at("p2")
    editor.make_heading(2)
    assert (editor.current_clause().block.kind, editor.current_clause().block.level) == (
        Kind.HEADING,
        2,
    )


def test_the_same_heading_once_more_is_a_paragraph_again(editor: DraftEditor, at: At) -> None:
    at("p2")
    editor.make_heading(1)
    editor.make_heading(1)
    assert editor.current_clause().block.kind is Kind.PREAMBULAR


def test_a_number_is_taken_away_and_given_back(
    editor: DraftEditor, full: Resolution, at: At
) -> None:
    at("o1")
    editor.toggle_number()
    assert shape(editor)[3] == "operative Decides to establish a committee:"
    indents = [
        editor.document().findBlockByNumber(n).blockFormat().textIndent() for n in (2, 4, 10)
    ]
    assert indents[1] == indents[0] < indents[2]
    assert [b.label for b in editor.resolution().main.blocks if b.id == "o2"] == ["1."]
    editor.toggle_number()
    assert editor.resolution() == full


def test_a_second_operative_paragraph_gives_the_sole_one_its_number_back(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    sole = draft(Block(Kind.OPERATIVE, make("Decides to go."), auto=False, id="sole"))
    editor.load(sole)
    at("sole")
    qtbot.keyClick(editor, Key.Key_Return)
    assert shape(editor) == ["1. Decides to go.", "2."]
    editor.undo()
    assert editor.resolution() == sole


def test_a_note_is_gone_to_by_its_key(editor: DraftEditor, at: At) -> None:
    at("t")
    key = editor.notes.listed()[1].key
    assert editor.goto_note(key)
    assert editor.current_clause().block.id == "p1"
    assert editor.note_at_cursor() == key


def test_a_double_click_on_a_mark_opens_its_note_and_beside_it_does_not(
    editor: DraftEditor, qtbot: QtBot, qapp: QApplication
) -> None:
    key = editor.notes.listed()[1].key
    editor.goto_note(key)
    qapp.processEvents()
    behind = editor.cursorRect()
    with qtbot.waitSignal(editor.note_opened) as told:
        qtbot.mouseDClick(
            editor.viewport(), Qt.MouseButton.LeftButton, pos=behind.center() - QPoint(3, 0)
        )
    assert told.args == [key]
    with qtbot.assertNotEmitted(editor.note_opened):
        qtbot.mouseDClick(
            editor.viewport(), Qt.MouseButton.LeftButton, pos=behind.center() - QPoint(60, 0)
        )


def test_renumber_drops_printed_labels(editor: DraftEditor) -> None:
    odd = (
        Block(Kind.OPERATIVE, make("one"), "5.", False),
        Block(Kind.OPERATIVE, make("two"), "6."),
    )
    editor.load(draft(*odd))
    assert shape(editor) == ["5. one", "6. two"]
    editor.renumber()
    assert shape(editor) == ["1. one", "2. two"]
    editor.undo()
    assert shape(editor) == ["5. one", "6. two"]


def test_a_clause_moves_with_its_items_and_notes(
    editor: DraftEditor, full: Resolution, at: At
) -> None:
    editor.load(
        Resolution(
            divisions=(
                Division(
                    blocks=(
                        Block(Kind.OPERATIVE, (Run("one"), NoteRef(0)), "1.", id="one"),
                        Block(Kind.ITEM, make("item"), "(a)", level=1, id="item"),
                        Block(Kind.OPERATIVE, (Run("two"), NoteRef(1)), "2.", id="two"),
                    )
                ),
            ),
            notes=(Note(make("n1")), Note(make("n2"))),
        )
    )
    before = editor.resolution()
    at("one", 1)
    assert editor.move_clause(1)
    assert shape(editor) == ["1. two", "2. one", "(a) item"]
    assert [n.text for n in editor.resolution().notes] == [make("n2"), make("n1")]
    assert names(editor.resolution()) == ["two", "one", "item"]
    assert editor.current_clause().block.id == "one"
    assert not editor.move_clause(1)
    assert editor.move_clause(-1)
    assert editor.resolution() == before and names(editor.resolution()) == names(before)


def test_an_item_moves_among_its_siblings(editor: DraftEditor, at: At) -> None:
    at("b")
    editor.move_clause(-1)
    assert [b.id for b in editor.resolution().main.blocks[4:7]] == ["b", "a", "i"]
    assert not editor.move_clause(-1)


def test_a_clause_goes_with_its_items(editor: DraftEditor, full: Resolution, at: At) -> None:
    at("o1")
    editor.delete_clause()
    assert [b.id for b in editor.resolution().main.blocks] == ["f", "p1", "p2", "h", "o2", "t"]
    editor.undo()
    assert editor.resolution() == full and names(editor.resolution()) == names(full)


def test_an_annex_goes_whole_and_is_added_with_a_paragraph(
    editor: DraftEditor, full: Resolution
) -> None:
    editor.goto(editor.index_of(1))
    editor.delete_clause()
    assert len(editor.resolution().divisions) == 1
    editor.undo()
    editor.add_annex()
    assert [d.label for d in editor.resolution().divisions] == ["", "Annex I", "Annex II"]
    editor.undo()
    assert editor.resolution() == full


# --- clauses from elsewhere -------------------------------------------------------------------


def test_a_precedent_takes_the_place_of_the_words_and_is_remembered(
    editor: DraftEditor, full: Resolution, at: At
) -> None:
    at("o1")
    words = with_lead(make("Invites Member States to act"), 7)
    origin = Origin("A/RES/56/121", "OP1", "Invites Member States to act;")
    editor.replace_clause((*words, NoteRef(0)), (Note(make("See 1.")),), origin)
    block = editor.current_clause().block
    assert (block.text[:2], block.origin, block.id) == (words, origin, "o1")
    assert editor.resolution().main.blocks[4].id == "a"
    assert editor.resolution().notes[note_indexes(block.text)[0]].text == make("See 1.")
    editor.undo()
    assert editor.resolution() == full


def test_a_precedent_goes_below_the_clause_and_its_items(
    editor: DraftEditor, full: Resolution, at: At
) -> None:
    at("a")
    editor.insert_below(
        make("Requests a report."), Kind.OPERATIVE, origin=Origin("A/RES/1/1", "OP1")
    )
    assert editor.current_clause().place == "OP2"
    assert [b.id for b in editor.resolution().main.blocks][7] == "c"
    editor.undo()
    assert editor.resolution() == full


# --- selections and the clipboard -------------------------------------------------------------


def select(editor: DraftEditor, at: At, first: tuple[str, int], last: tuple[str, int]) -> None:
    at(*first)
    start = editor.textCursor().position()
    at(*last)
    cursor = editor.textCursor()
    end = cursor.position()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def test_typing_over_several_clauses_leaves_the_first_and_is_one_step(
    editor: DraftEditor, full: Resolution, qtbot: QtBot, at: At
) -> None:
    select(editor, at, ("p1", 4), ("o2", 3))
    qtbot.keyClick(editor, "x")
    blocks = editor.resolution().main.blocks
    assert [b.id for b in blocks] == ["f", "p1", "t"]
    assert plain(blocks[1].text) == "Recax" + "uests a report on this."
    editor.undo()
    assert editor.resolution() == full and names(editor.resolution()) == names(full)


def test_deleting_everything_leaves_a_draft_to_go_on_with(
    editor: DraftEditor, full: Resolution, qtbot: QtBot
) -> None:
    editor.selectAll()
    qtbot.keyClick(editor, Key.Key_Delete)
    assert editor.resolution().main == Division(closing=full.main.closing)
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.keyClicks(editor, "Recalling this")
    assert lead(editor.resolution().main.blocks[0].text) == "Recalling"
    for _ in range(3):
        editor.undo()
    assert editor.resolution() == full


def test_whole_clauses_are_copied_with_their_notes_under_names_of_their_own(
    editor: DraftEditor, full: Resolution, at: At
) -> None:
    select(editor, at, ("p1", 0), ("p2", -1))
    data = editor.createMimeDataFromSelection()
    assert "<i>Recalling</i>" in data.html() and data.text().startswith(
        "Recalling its resolution 55/63,\n"
    )
    at("b")
    editor.insertFromMimeData(data)
    resolution = editor.resolution()
    added = resolution.main.blocks[8:10]
    assert [plain(b.text) for b in added] == [plain(b.text) for b in full.main.blocks[1:3]]
    assert len(set(names(resolution))) == len(names(resolution))
    assert [resolution.notes[i] for i in note_indexes(added[0].text)] == list(full.notes[:2])
    assert not {*note_indexes(added[0].text)} & {*note_indexes(resolution.main.blocks[1].text)}
    editor.undo()
    assert editor.resolution() == full


def test_clauses_cut_keep_their_names(
    editor: DraftEditor, full: Resolution, at: At, qapp: QApplication
) -> None:
    select(editor, at, ("p1", 0), ("p2", -1))
    editor.cut()
    at("b")
    editor.paste()
    assert [b.id for b in editor.resolution().main.blocks if b.kind is Kind.PREAMBULAR][-2:] == [
        "p1",
        "p2",
    ]


def test_a_part_of_a_clause_is_pasted_within_another_with_italics_and_notes(
    editor: DraftEditor, at: At
) -> None:
    select(editor, at, ("o2", 18), ("o2", -1))
    data = editor.createMimeDataFromSelection()
    at("b", 2)
    editor.insertFromMimeData(data)
    text = editor.resolution().main.blocks[6].text
    assert text[:4] == (
        Run("Toon "[:2] + "on "),
        Run("this", Mark.ITALIC),
        NoteRef(2),
        Run(". report;"),
    )
    assert editor.resolution().notes[2] == editor.resolution().notes[0]


def test_one_line_is_pasted_within_the_clause(editor: DraftEditor, at: At) -> None:
    data = QMimeData()
    data.setText("very \n")
    at("b", 3)
    editor.insertFromMimeData(data)
    assert plain(editor.resolution().main.blocks[6].text) == "To very report;"


def test_several_lines_are_read_as_clauses(editor: DraftEditor, full: Resolution, at: At) -> None:
    pytest.importorskip("resolution.recognition.recognizer")
    data = QMimeData()
    data.setText("Recalling its resolution 55/63 of 4 December 2000,\n\nNoting the report,\n")
    at("p2")
    editor.insertFromMimeData(data)
    lines = shape(editor)
    assert lines[3:5] == [
        "preambular Recalling its resolution 55/63 of 4 December 2000,",
        "preambular Noting the report,",
    ]
    editor.undo()
    assert editor.resolution() == full


# --- what is understood while typing ----------------------------------------------------------


def fresh(editor: DraftEditor, kind: Kind = Kind.PREAMBULAR) -> None:
    formula = Block(Kind.FORMULA, make("The General Assembly,"))
    editor.load(draft(formula, Block(Kind.PREAMBULAR, make("Recalling,")), Block(kind)))
    editor.goto(3)


def text(words: str) -> QMimeData:
    """Return what another program puts on the clipboard."""
    data = QMimeData()
    data.setText(words)
    return data


def test_a_whole_text_pasted_into_a_draft_not_begun_is_that_draft_heading_and_all_in_one_step(
    editor: DraftEditor, seeds: list[Path]
) -> None:
    blank = Resolution(
        Masthead(status=Status.DRAFT, organ="General Assembly"),
        (
            Division(
                blocks=(Block(Kind.FORMULA, make("The General Assembly,")), Block(Kind.PREAMBULAR))
            ),
        ),
    )
    editor.load(blank)
    words = seeds[3].read_text(encoding="utf-8")
    editor.insertFromMimeData(text(words))
    read = read_text(words).resolution
    assert editor.resolution().divisions == read.divisions
    assert editor.resolution().notes == read.notes
    assert editor.heading().sponsors == read.masthead.sponsors
    editor.undo()
    assert editor.resolution() == blank


def test_what_a_paste_leaves_over_is_told_and_not_written_into_the_draft(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    at("p2")
    with qtbot.waitSignal(editor.left_over) as told:
        editor.insertFromMimeData(
            text("Recalling its report,\n\n20-15851 (E)\n\nNoting that report,\n")
        )
    assert told.args == [("20-15851 (E)",)]
    assert shape(editor)[3:5] == [
        "preambular Recalling its report,",
        "preambular Noting that report,",
    ]


def test_letters_pasted_follow_from_their_place(editor: DraftEditor, at: At) -> None:
    at("b")
    editor.insertFromMimeData(text("(a) To do so;\n(b) To go on;\n"))
    assert "(c) To do so;" in shape(editor)
    assert "(d) To go on;" in shape(editor)


def test_paragraphs_of_no_kind_become_what_they_are_pasted_into(
    editor: DraftEditor, at: At
) -> None:
    at("o2")
    editor.insertFromMimeData(text("One sentence here.\n\nAnother sentence there.\n"))
    assert "3. One sentence here." in shape(editor)


def test_clauses_pasted_within_a_clause_with_items_go_behind_the_items(
    editor: DraftEditor, at: At
) -> None:
    editor.load(draft(*PARTS))
    select(editor, at, ("one", 0), ("two", -1))
    editor.copy()
    at("two")
    editor.paste()
    assert shape(editor)[2:5] == ["(a) of two", "preambular one", "preambular two"]


def test_a_paragraph_selected_with_its_end_is_pasted_without_an_empty_one(
    editor: DraftEditor, at: At
) -> None:
    editor.load(draft(*PARTS))
    select(editor, at, ("one", 0), ("two", 0))
    editor.copy()
    at("three", 0)
    editor.paste()
    assert shape(editor)[:5] == [
        "preambular one",
        "preambular two",
        "(a) of two",
        "preambular one",
        "preambular three",
    ]


def test_a_number_typed_by_hand_makes_an_operative_paragraph(
    editor: DraftEditor, qtbot: QtBot
) -> None:
    fresh(editor)
    qtbot.keyClicks(editor, "1. Invites")
    assert shape(editor)[2] == "1. Invites"
    assert editor.resolution().main.blocks[2].text == make("Invites", Mark.LEAD)


def test_undo_gives_the_number_back_as_it_was_typed(editor: DraftEditor, qtbot: QtBot) -> None:
    fresh(editor)
    qtbot.keyClicks(editor, "1. ")
    editor.undo()
    assert shape(editor)[2] == "preambular 1."
    qtbot.keyClicks(editor, "x ")
    assert editor.resolution().main.blocks[2].kind is Kind.PREAMBULAR


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("(a) x", ["OP1 (a)"]),
        ("(a) x\r(b) y", ["OP1 (a)", "OP1 (b)"]),
        ("(a) x\r(i) y", ["OP1 (a)", "OP1 (a) (i)"]),
    ],
)
def test_a_letter_typed_by_hand_makes_an_item(
    editor: DraftEditor, qtbot: QtBot, typed: str, places: list[str]
) -> None:
    editor.load(
        draft(
            Block(Kind.OPERATIVE, make("Decides:"), "1.", id="d"), Block(Kind.OPERATIVE, label="2.")
        )
    )
    editor.goto(2)
    for line in typed.split("\r"):
        if line != typed.split("\r")[0]:
            qtbot.keyClick(editor, Key.Key_Return)
        qtbot.keyClicks(editor, line)
    assert editor.places()[2:] == places


def test_an_english_verb_is_no_verb_in_a_draft_in_another_language() -> None:
    clause = Block(Kind.PREAMBULAR, make("Notes "))
    assert turns_operative("Notes ", clause, None, "en")
    assert not turns_operative("Notes ", clause, None, "fr")


def test_an_operative_verb_ends_the_preamble_and_undo_takes_it_back(
    editor: DraftEditor, qtbot: QtBot
) -> None:
    fresh(editor)
    qtbot.keyClicks(editor, "Invites ")
    assert editor.current_clause().place == "OP1"
    editor.undo()
    assert (
        editor.current_clause().place == "PP2"
        and plain(editor.current_clause().block.text) == "Invites "
    )
    qtbot.keyClicks(editor, "all ")
    assert editor.current_clause().place == "PP2"


@pytest.mark.parametrize("typed", ["Noting ", "The committees ", "Recalling its decisions "])
def test_other_words_leave_the_preamble_as_it_is(
    editor: DraftEditor, qtbot: QtBot, typed: str
) -> None:
    fresh(editor)
    qtbot.keyClicks(editor, typed)
    assert editor.current_clause().place == "PP2"


def test_italics_are_toggled(editor: DraftEditor, full: Resolution, at: At) -> None:
    select(editor, at, ("b", 3), ("b", 9))
    editor.toggle_italic()
    assert editor.resolution().main.blocks[6].text[1] == Run("report", Mark.ITALIC)
    editor.undo()
    assert editor.resolution() == full


# --- what is told -----------------------------------------------------------------------------


def test_typing_tells_the_clause_but_not_the_outline(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    at("b")
    told: list[CurrentClause] = []
    editor.clause_changed.connect(told.append)
    with (
        qtbot.assertNotEmitted(editor.structure_changed),
        qtbot.waitSignal(editor.draft_changed),
    ):
        qtbot.keyClick(editor, "x")
    assert [plain(c.block.text) for c in told] == ["To report;x"]


def test_undo_tells_too(editor: DraftEditor, qtbot: QtBot, at: At) -> None:
    at("b")
    editor.toggle_part()
    with qtbot.waitSignals([editor.draft_changed, editor.structure_changed, editor.clause_changed]):
        editor.undo()


def test_a_click_on_the_masthead_asks_for_the_heading(
    editor: DraftEditor, qtbot: QtBot, at: At
) -> None:
    at("p1")
    editor.verticalScrollBar().setValue(0)
    with qtbot.waitSignal(editor.heading_clicked):
        qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 40))
    assert editor.current_clause().block.id == "p1"


# --- selections that reach over several blocks --------------------------------------------------


def select_into_annex(editor: DraftEditor, at: At) -> None:
    """Select from within the last clause into the title of the annex."""
    at("r1", 0)
    end = editor.textCursor().position() - len("les") - 1
    at("o2", 8)
    cursor = editor.textCursor()
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def test_a_command_on_a_selection_leaves_its_italics_and_notes(
    editor: DraftEditor, full: Resolution, at: At
) -> None:
    select(editor, at, ("o2", 0), ("o2", -1))
    assert editor.set_kind(Kind.PREAMBULAR)
    was, now = full.main.blocks[9], editor.resolution().main.blocks[9]
    assert now.kind is Kind.PREAMBULAR and note_indexes(now.text) == note_indexes(was.text)
    assert Run("this", Mark.ITALIC) in now.text


@pytest.mark.parametrize(
    ("key", "held", "words"),
    [
        (Key.Key_Space, Qt.KeyboardModifier.NoModifier, "\N{NO-BREAK SPACE}"),
        (Key.Key_Return, Qt.KeyboardModifier.ShiftModifier, "\r"),
        (Key.Key_Delete, Qt.KeyboardModifier.ControlModifier, ""),
        (Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier, "\x7f"),
    ],
)
def test_no_key_takes_the_title_of_an_annex_along_with_a_selection(
    editor: DraftEditor,
    full: Resolution,
    at: At,
    key: Key,
    held: Qt.KeyboardModifier,
    words: str,
) -> None:
    select_into_annex(editor, at)
    QApplication.sendEvent(editor, QKeyEvent(QEvent.Type.KeyPress, key, held, words))
    assert [d.kind for d in editor.resolution().divisions] == [d.kind for d in full.divisions]
    assert plain(editor.resolution().divisions[1].title) == "les"
    editor.undo()
    assert editor.resolution() == full


def test_a_word_composed_over_a_selection_leaves_the_title_of_the_annex(
    editor: DraftEditor, full: Resolution, at: At
) -> None:
    select_into_annex(editor, at)
    QApplication.sendEvent(editor, QInputMethodEvent("Rio", []))
    assert [d.kind for d in editor.resolution().divisions] == [d.kind for d in full.divisions]


def test_clauses_dragged_to_another_place_keep_their_names_in_one_step(
    editor: DraftEditor, full: Resolution, at: At
) -> None:
    at("o2")
    target = editor.textCursor()
    select(editor, at, ("p2", 0), ("o1", 0))
    editor.move_selection(target, editor.createMimeDataFromSelection())
    assert names(editor.resolution())[-3:-1] == ["t", "p2"]
    editor.undo()
    assert editor.resolution() == full
