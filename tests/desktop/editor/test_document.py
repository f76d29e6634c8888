"""The document holds the whole draft: what is loaded is what is read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor import DraftEditor
from desktop.editor.document.blocks import read_block
from resolution.labels import numbered
from resolution.model import (
    Adoption,
    Block,
    Cell,
    Division,
    DivisionKind,
    Keyword,
    Kind,
    Masthead,
    Note,
    Origin,
    Resolution,
    Status,
    Step,
    Table,
    Vote,
)
from resolution.text import Mark, NoteRef, Run, Text, join, make, note_indexes, with_lead

At = Callable[..., None]

LETTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Cn"),
    exclude_characters="￼\u2028\u2029",
    include_characters="\t\n ",
)
WORDS = st.one_of(
    st.text(LETTERS, max_size=12),
    st.sampled_from(
        ["Recalling also its resolution", "Decides that", "Invites", "😀 ok", "Notes with concern "]
    ),
)
MARKS = st.builds(
    lambda *m: _union(m), *[st.sampled_from([Mark.NONE, m]) for m in Mark if m is not Mark.STRUCK]
)
"""Of a draft: only compilation texts strike through."""


def _union(marks: tuple[Mark, ...]) -> Mark:
    out = Mark.NONE
    for mark in marks:
        out |= mark
    return out


INLINE = st.one_of(
    st.builds(Run, WORDS, MARKS, st.sampled_from(["", "", "", "https://docs.un.org/A"])),
    st.builds(NoteRef, st.integers(0, 3)),
)
TEXT = st.lists(INLINE, max_size=4).map(join)
PLAIN = st.builds(make, WORDS.filter(bool))
NOTE = st.builds(Note, st.one_of(st.none(), PLAIN), st.sampled_from(["", "*", "a"]))
TABLE = st.builds(
    Table,
    st.lists(
        st.lists(
            st.builds(Cell, st.lists(TEXT, max_size=2).map(tuple), st.integers(1, 3)), max_size=2
        ).map(tuple),
        max_size=2,
    ).map(tuple),
)
ORIGIN = st.one_of(st.none(), st.builds(Origin, st.just("A/RES/1/1"), st.just("PP3"), WORDS))


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    kind = draw(st.sampled_from(list(Kind)))
    level = draw(st.integers(1, 4)) if kind in (Kind.ITEM, Kind.HEADING) else 0
    level = draw(st.integers(0, 3)) if kind is Kind.CONTINUATION else level
    auto = draw(st.booleans())
    return Block(
        kind,
        () if kind is Kind.TABLE else draw(TEXT),
        "" if auto else draw(st.sampled_from(["", "1.", "(a)", "–", "3 bis", "I."])),
        auto,
        level,
        draw(st.booleans()),
        draw(TABLE) if kind is Kind.TABLE else None,
        draw(ORIGIN),
    )


DIVISIONS = st.lists(
    st.builds(
        Division,
        st.sampled_from([DivisionKind.PART, DivisionKind.ANNEX]),
        st.sampled_from(["", "A", "Annex II"]),
        TEXT.map(lambda text: _without_lead(text)),
        st.lists(blocks(), max_size=8).map(numbered),
        st.sampled_from([(), ("81st plenary meeting",)]),
    ),
    min_size=1,
    max_size=3,
)
MASTHEAD = st.builds(
    Masthead,
    status=st.sampled_from(list(Status)),
    symbol=st.just("A/RES/1/1"),
    issued=st.one_of(st.none(), st.dates()),
    adopted=st.one_of(st.none(), st.dates()),
    sponsors=st.lists(WORDS, max_size=3).map(tuple),
    notes=st.lists(st.builds(NoteRef, st.integers(0, 3)), max_size=2).map(tuple),
    language=st.sampled_from(["en", "fr", "zh"]),
)


def _without_lead(text: Text) -> Text:
    return join(replace(i, marks=i.marks & ~Mark.LEAD) if isinstance(i, Run) else i for i in text)


@st.composite
def resolutions(draw: st.DrawFn) -> Resolution:
    divisions = draw(DIVISIONS)
    divisions[0] = replace(divisions[0], kind=DivisionKind.MAIN)
    made = Resolution(
        draw(MASTHEAD), tuple(divisions), tuple(draw(st.lists(NOTE, min_size=4, max_size=4)))
    )
    return in_order(made)


def in_order(resolution: Resolution) -> Resolution:
    """Return the resolution with its notes in the order of their first anchors, as readers give them."""
    met = list(dict.fromkeys(i for text in resolution.texts() for i in note_indexes(text)))
    order = [*met, *(i for i in range(len(resolution.notes)) if i not in met)]

    def turn(text: Text) -> Text:
        return tuple(NoteRef(order.index(i.note)) if isinstance(i, NoteRef) else i for i in text)

    def cell(each: Cell) -> Cell:
        return replace(each, paragraphs=tuple(map(turn, each.paragraphs)))

    def block(each: Block) -> Block:
        table = each.table and Table(tuple(tuple(map(cell, row)) for row in each.table.rows))
        return replace(each, text=turn(each.text), table=table)

    return replace(
        resolution,
        masthead=replace(
            resolution.masthead,
            notes=tuple(NoteRef(order.index(r.note)) for r in resolution.masthead.notes),
        ),
        divisions=tuple(
            replace(d, title=turn(d.title), blocks=tuple(map(block, d.blocks)))
            for d in resolution.divisions
        ),
        notes=tuple(resolution.notes[i] for i in order),
    )


def test_a_draft_with_something_of_everything_is_read_back_equal(
    editor: DraftEditor, full: Resolution
) -> None:
    assert editor.resolution() == full
    assert [b.id for b in editor.resolution().blocks()] == [b.id for b in full.blocks()]


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(resolution=resolutions())
def test_any_resolution_is_read_back_equal(editor: DraftEditor, resolution: Resolution) -> None:
    editor.load(resolution)
    assert editor.resolution() == resolution


def test_the_record_of_adoption_is_carried(editor: DraftEditor, full: Resolution) -> None:
    adoption = Adoption(
        Vote("recorded vote", 79, 60, 33, (("in favour", ("Belarus", "China")),)),
        (Step("draft", date(2019, 10, 11), "A/C.3/74/L.11", "Belarus", "x"), Step("adopted")),
        (Keyword("cybercrime", "Cybercrime", "UNBIS", "#k"),),
    )
    editor.load(replace(full, adoption=adoption))
    assert editor.resolution().adoption == adoption


def test_loading_is_not_undoable_and_leaves_the_draft_unmodified(editor: DraftEditor) -> None:
    assert not editor.document().isUndoAvailable()
    assert not editor.document().isModified()


def test_a_note_to_the_heading_stays_where_the_source_lists_it(
    editor: DraftEditor, full: Resolution
) -> None:
    reissued = Note(make("Reissued for technical reasons."), "*")
    masthead = replace(full.masthead, notes=(NoteRef(3),))
    resolution = replace(full, masthead=masthead, notes=(*full.notes, reissued))
    editor.load(resolution)
    assert editor.resolution() == resolution
    editor.set_heading(replace(editor.heading(), symbol="A/C.3/74/L.12"))
    assert editor.resolution().masthead.notes == (NoteRef(3),)


def test_an_unnamed_block_gets_a_name(editor: DraftEditor) -> None:
    twice = Block(Kind.PREAMBULAR, make("Noting"), id="same")
    editor.load(Resolution(divisions=(Division(blocks=(Block(Kind.PREAMBULAR), twice, twice)),)))
    names = [b.id for b in editor.resolution().blocks()]
    assert all(names) and len(set(names)) == 3 and names[1] == "same"


def test_only_what_changed_is_parsed_again(editor: DraftEditor) -> None:
    before = editor.resolution()
    assert editor.resolution() is before
    editor.goto(2)
    editor.textCursor().insertText("Indeed ")
    after = editor.resolution()
    same = [a is b for a, b in zip(before.blocks(), after.blocks(), strict=True)]
    assert same == [True, False, *[True] * (len(same) - 2)]


def test_the_cached_reading_is_the_one_a_fresh_reading_gives(editor: DraftEditor) -> None:
    editor.goto(3)
    cursor = editor.textCursor()
    cursor.beginEditBlock()
    cursor.insertText("x")
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.endEditBlock()
    assert_fresh(editor)


def assert_fresh(editor: DraftEditor) -> None:
    editor.resolution()
    block = editor.document().firstBlock()
    for passage in editor._parsed.passages:
        assert read_block(block, editor.heading().language) == passage
        block = block.next()
    assert not block.isValid()


# --- leads ------------------------------------------------------------------------------------


def test_the_lead_follows_what_is_typed(editor: DraftEditor, qtbot: QtBot) -> None:
    editor.load(Resolution(divisions=(Division(blocks=(Block(Kind.OPERATIVE, label="1."),)),)))
    editor.goto(1)
    qtbot.keyClicks(editor, "Takes note with appreciation of the report")
    text = editor.resolution().main.blocks[0].text
    assert text == with_lead(make("Takes note with appreciation of the report"), 28)


def test_the_lead_is_shown_without_being_in_the_text_or_on_the_undo_stack(
    editor: DraftEditor, qtbot: QtBot, qapp: QApplication
) -> None:
    editor.load(Resolution(divisions=(Division(blocks=(Block(Kind.OPERATIVE, label="1."),)),)))
    editor.goto(1)
    qtbot.keyClicks(editor, "Requests the Secretary-General")
    qapp.processEvents()
    block = editor.document().findBlockByNumber(1)
    shown = [(r.start, r.length, r.format.fontItalic()) for r in block.layout().formats()]
    assert shown == [(0, 8, True)]
    assert not any(r.format.fontItalic() for r in block.textFormats())
    assert editor.document().availableUndoSteps() <= 2
    editor.undo()
    assert editor.resolution().main.blocks[0].text == ()


def test_a_lead_of_the_source_is_kept_while_its_words_stand(editor: DraftEditor) -> None:
    odd = (Run("Takes note", Mark.LEAD), Run(" with appreciation of the report"))
    editor.load(Resolution(divisions=(Division(blocks=(Block(Kind.OPERATIVE, odd, "1."),)),)))
    editor.goto(1, len("Takes note with appreciation"))
    editor.textCursor().insertText(" indeed")
    assert editor.resolution().main.blocks[0].text[0] == Run("Takes note", Mark.LEAD)
    editor.goto(1, 0, 5)
    editor.textCursor().insertText("Also takes")
    assert editor.resolution().main.blocks[0].text[0] == Run(
        "Also takes note with appreciation", Mark.LEAD
    )


def test_a_clause_that_the_source_prints_without_lead_stays_without(editor: DraftEditor) -> None:
    editor.load(
        Resolution(
            divisions=(Division(blocks=(Block(Kind.OPERATIVE, make("Decides that"), "1."),)),)
        )
    )
    editor.goto(1, 12)
    editor.textCursor().insertText(" it")
    assert editor.resolution().main.blocks[0].text == make("Decides that it")


# --- notes ------------------------------------------------------------------------------------


def test_notes_are_numbered_by_their_first_anchors(editor: DraftEditor, at: At) -> None:
    at("p1", 0)
    editor.insert_note(make("First of all."))
    resolution = editor.resolution()
    assert resolution.notes[0].text == make("First of all.")
    assert resolution.note_marks() == {0: "1", 1: "2", 2: "*", 3: "3"}
    assert note_indexes(resolution.main.blocks[1].text) == (0, 1, 2)


def test_a_note_is_changed_at_all_its_anchors_in_one_step(
    editor: DraftEditor, full: Resolution
) -> None:
    editor.edit_note(0, make("Resolution 56/121."))
    assert editor.resolution().notes[0] == Note(make("Resolution 56/121."))
    assert len(editor.resolution().notes) == 3
    editor.undo()
    assert editor.resolution() == full


def test_a_note_goes_with_all_its_anchors(editor: DraftEditor, full: Resolution) -> None:
    editor.remove_note(0)
    resolution = editor.resolution()
    assert [n.mark for n in resolution.notes] == ["*", ""]
    assert note_indexes(resolution.main.blocks[1].text) == (0,)
    editor.undo()
    assert editor.resolution() == full


def test_neighbouring_anchors_of_one_note_do_not_merge(editor: DraftEditor, at: At) -> None:
    at("o1")
    editor.insert_note_reference(0)
    editor.insert_note_reference(0)
    assert note_indexes(editor.resolution().main.blocks[3].text) == (0, 0)
    editor.textCursor().deletePreviousChar()
    assert note_indexes(editor.resolution().main.blocks[3].text) == (0,)


def test_what_is_typed_behind_a_note_is_no_note(editor: DraftEditor, qtbot: QtBot, at: At) -> None:
    at("p1")
    qtbot.keyClicks(editor, "and")
    text = editor.resolution().main.blocks[1].text
    assert text[-1] == Run("and") and note_indexes(text) == (0, 1)


# --- heading ----------------------------------------------------------------------------------


def test_the_heading_is_on_the_same_undo_stack(
    editor: DraftEditor, full: Resolution, at: At
) -> None:
    at("p2")
    editor.textCursor().insertText("x")
    editor.set_heading(replace(editor.heading(), symbol="A/C.3/74/L.12", sponsors=("Cuba",) * 40))
    assert editor.heading().symbol == "A/C.3/74/L.12"
    editor.undo()
    assert editor.heading() == full.masthead
    editor.undo()
    assert editor.resolution() == full
    editor.redo()
    editor.redo()
    assert editor.resolution().masthead.symbol == "A/C.3/74/L.12"


def test_the_title_is_set_in_one_step(editor: DraftEditor, full: Resolution) -> None:
    editor.set_title(make("Another title"))
    assert editor.resolution().title == "Another title"
    editor.undo()
    assert editor.resolution() == full


def test_places_are_named_as_the_tree_names_them(editor: DraftEditor) -> None:
    assert editor.places() == [
        "title", "opening", "PP1", "PP2", "OP1", "OP1 (a)", "OP1 (a) (i)", "OP1 (b)", "OP1", "", "OP2", "OP2",
        "", "annex 1",
    ]  # fmt: skip
    assert editor.index_of(1, 0) == 13


def test_twenty_thousand_void_calls_do_not_end_the_program(editor: DraftEditor) -> None:
    """PySide6 6.12.0 loses a reference to None at each call of a void function, and aborts on Python 3.11."""
    document = editor.document()
    for _ in range(20_000):
        document.setModified(False)
    assert not document.isModified()


def test_the_lead_follows_what_is_typed_into_it_and_makes_room_for_an_input_method(
    editor: DraftEditor, qapp: QApplication
) -> None:
    def shown() -> list[tuple[int, int]]:
        return [(r.start, r.length) for r in block.layout().formats() if r.format.fontItalic()]

    words = with_lead(make("Requests the Secretary-General"), 8)
    editor.load(Resolution(divisions=(Division(blocks=(Block(Kind.OPERATIVE, words, "1."),)),)))
    block = editor.document().findBlockByNumber(1)
    assert shown() == [(0, 8)]
    editor.goto(1, 0)
    editor.textCursor().insertText("Also ")
    assert shown() == [(0, 13)]
    editor.undo()
    assert shown() == [(0, 8)]
    editor.goto(1, 3)
    QApplication.sendEvent(editor, QInputMethodEvent("に", []))
    assert shown() == [(0, 3), (4, 5)]
    QApplication.sendEvent(editor, QInputMethodEvent("", []))
    assert shown() == [(0, 8)]
