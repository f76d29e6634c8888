"""Finding and replacing in a draft: what is found, and that replacing changes nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.editor import DraftEditor
from desktop.editor.document.pattern import Pattern, PatternError, SearchOptions
from resolution.formats.detect import read
from resolution.model import Block, Cell, Division, Kind, Note, Resolution, Table
from resolution.text import Mark, NoteRef, Run, make, plain
from tests.waiting import cpu_seconds


def spans(words: str, text: str, **how: bool) -> list[tuple[int, int]]:
    return [(f.start, f.end) for f in Pattern(SearchOptions(words, **how)).found(text)]


def draft(*blocks: Block, notes: tuple[Note, ...] = ()) -> Resolution:
    return Resolution(divisions=(Division(blocks=blocks),), notes=notes)


def words(editor: DraftEditor) -> list[str]:
    return [plain(block.text) for block in editor.resolution().main.blocks]


# --- patterns ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("resolution 55/63", "resolution\N{NO-BREAK SPACE}55/63"),
        ("non-governmental", "non\N{NON-BREAKING HYPHEN}governmental"),
        ("Secretary-General's", "Secretary-General’s"),
        ('the term "cybercrime"', "the term “cybercrime”"),
        ("criminal misuse", "criminal\N{LINE SEPARATOR}misuse"),
    ],
)
def test_plain_signs_find_those_of_print(typed: str, printed: str) -> None:
    assert spans(typed, printed) == [(0, len(printed))]
    assert spans(typed, printed, expression=True) == [(0, len(printed))]


def test_who_types_a_sign_of_print_finds_that_alone() -> None:
    assert spans("55\N{NO-BREAK SPACE}63", "55 63") == []
    assert spans(r"55\x{a0}63", "55 63", expression=True) == []
    assert spans(r"55\x{a0}63", "55\N{NO-BREAK SPACE}63", expression=True) == [(0, 5)]


def test_whole_words_and_case() -> None:
    text = "State, States and statement; a state."
    assert len(spans("state", text)) == 4
    assert spans("state", text, whole=True) == [(0, 5), (31, 36)]
    assert spans("State", text, whole=True, case=True) == [(0, 5)]


def test_letters_beyond_the_basic_plane_count_twice_as_in_qt() -> None:
    assert spans("b", "𝒜b") == [(2, 3)]


def test_a_bad_pattern_is_told_in_one_sentence() -> None:
    with pytest.raises(PatternError, match=r"^Not a pattern yet: .+\.$"):
        Pattern(SearchOptions("(a", expression=True))
    Pattern(SearchOptions("(a"))


def test_a_replacement_speaks_of_groups_the_pattern_has() -> None:
    pattern = Pattern(SearchOptions(r"(\d+)/(\d+)", expression=True))
    text = "resolution 55/63"
    assert pattern.replacement(text, pattern.found(text)[0], r"\2-\1 (\0)") == "63-55 (55/63)"
    with pytest.raises(PatternError, match="group"):
        pattern.check(r"\3")


def test_a_replacement_takes_over_the_capital_of_a_clause_s_beginning() -> None:
    pattern = Pattern(SearchOptions("requests"))
    text = "Requests and requests"
    made = [pattern.replacement(text, place, "invites") for place in pattern.found(text)]
    assert made == ["Invites", "invites"]


# --- finding ----------------------------------------------------------------------------------


def test_text_notes_and_tables_are_found_in_reading_order(
    editor: DraftEditor, full: Resolution
) -> None:
    editor.search.look_for(SearchOptions("resolution"))
    assert [(hit.index, bool(hit.note)) for hit in editor.search.hits] == [(2, False), (2, True)]
    editor.search.look_for(SearchOptions("b", whole=True))
    assert [hit.cell for hit in editor.search.hits if hit.cell] == [(0, 1, 0)]
    editor.search.look_for(SearchOptions("resolution", notes=False))
    assert len(editor.search.hits) == 1


def test_a_note_with_two_anchors_is_found_once(editor: DraftEditor) -> None:
    editor.search.look_for(SearchOptions("See resolution"))
    assert len(editor.search.hits) == 1


def test_what_is_found_across_a_note_s_mark_is_selected_whole(editor: DraftEditor) -> None:
    editor.load(
        draft(
            Block(Kind.OPERATIVE, (Run("Decides"), NoteRef(0), Run(" to meet;")), id="x"),
            notes=(Note(make("Where?")),),
        )
    )
    editor.search.look_for(SearchOptions("Decides to"))
    [hit] = editor.search.hits
    assert editor.search.selection(hit).selectedText() == "Decides\ufffc to"


def test_after_an_edit_only_the_changed_block_is_searched_again(editor: DraftEditor) -> None:
    editor.search.look_for(SearchOptions("the"))
    before = {id(hit) for hit in editor.search.hits if hit.index > 3}
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().findBlockByNumber(3).position())
    cursor.insertText("the the ")
    editor.search.refresh()
    assert sum(hit.index == 3 for hit in editor.search.hits) == 4
    assert before <= {id(hit) for hit in editor.search.hits}


def test_a_pattern_that_leads_astray_is_given_up(editor: DraftEditor) -> None:
    block = Block(Kind.OPERATIVE, make("a" * 60 + "!"), id="x")
    editor.load(draft(*[block] * 40))
    with cpu_seconds(5):
        try:
            editor.search.look_for(SearchOptions(r"(a|a|aa)+$", expression=True))
        except PatternError as problem:
            assert "too long" in str(problem)


# --- replacing --------------------------------------------------------------------------------


def test_replacing_all_is_one_step_in_text_and_notes(editor: DraftEditor) -> None:
    before = editor.resolution()
    editor.search.look_for(SearchOptions("resolution"))
    assert editor.search.replace(editor.search.hits, "decision") == 2
    after = editor.resolution()
    assert plain(after.main.blocks[1].text) == "Recalling its decision 55/63,"
    assert plain(after.notes[0].text or ()) == "See decision 55/63."
    editor.undo()
    assert editor.resolution() == before
    assert not editor.document().isUndoAvailable()
    editor.redo()
    assert editor.resolution() == after


def test_italics_and_notes_around_and_within_stay(editor: DraftEditor) -> None:
    text = (Run("Takes note of the "), Run("inter", Mark.ITALIC), NoteRef(0), Run(" alia report;"))
    editor.load(draft(Block(Kind.PARAGRAPH, text, id="x"), notes=(Note(make("N.")),)))
    editor.search.look_for(SearchOptions("the inter alia report"))
    editor.search.replace(editor.search.hits, "the inter partes report")
    block = editor.resolution().main.blocks[0]
    assert plain(block.text) == "Takes note of the inter partes report;"
    assert [i for i in block.text if isinstance(i, NoteRef)] == [NoteRef(0)]
    assert Run("inter", Mark.ITALIC) in block.text


def test_a_note_in_the_midst_of_replaced_words_is_kept(editor: DraftEditor) -> None:
    text = (Run("one"), NoteRef(0), Run("two"), NoteRef(1), Run("three"))
    notes = (Note(make("A.")), Note(make("B.")))
    editor.load(draft(Block(Kind.PARAGRAPH, text, id="x"), notes=notes))
    editor.search.look_for(SearchOptions("onetwothree"))
    editor.search.replace(editor.search.hits, "four")
    block = editor.resolution().main.blocks[0]
    assert block.text == (Run("four"), NoteRef(0), NoteRef(1))


def test_names_kinds_and_origins_stay(editor: DraftEditor) -> None:
    before = editor.resolution()
    editor.search.look_for(SearchOptions(r"\b(\w)(\w*)\b", expression=True, notes=False))
    hits = [hit for hit in editor.search.hits if hit.cell is None]
    assert editor.search.replace(hits, r"\1\1\2") == len(hits)
    for old, new in zip(before.blocks(), editor.resolution().blocks(), strict=True):
        assert (old.id, old.kind, old.level, old.label, old.origin) == (
            new.id, new.kind, new.level, new.label, new.origin,
        )  # fmt: skip
    editor.undo()
    assert editor.resolution() == before


def test_words_in_tables_are_found_and_left(editor: DraftEditor) -> None:
    table = Table(((Cell((make("criminal"),)),),))
    editor.load(
        draft(Block(Kind.TABLE, table=table, id="t"), Block(Kind.PARAGRAPH, make("criminal")))
    )
    editor.search.look_for(SearchOptions("criminal"))
    assert editor.search.replace(editor.search.hits, "civil") == 1
    assert editor.resolution().main.blocks[0].table == table


def test_nothing_put_in_leaves_nothing_out_but_the_words(editor: DraftEditor) -> None:
    editor.load(draft(Block(Kind.PARAGRAPH, make("very, very good"), id="x")))
    editor.search.look_for(SearchOptions("very"))
    editor.search.replace(editor.search.hits, "")
    assert words(editor) == [",  good"]


def test_every_seed_comes_back_after_replacing_all_and_undo(
    editor: DraftEditor, seeds: list[Path]
) -> None:
    for path in seeds:
        editor.load(read(path).resolution)
        before = editor.resolution()
        editor.search.look_for(SearchOptions("the"))
        assert editor.search.replace(editor.search.hits, "that"), path.name
        editor.undo()
        assert editor.resolution() == before, path.name


def test_a_note_is_replaced_wherever_its_marks_are(editor: DraftEditor, full: Resolution) -> None:
    editor.search.look_for(SearchOptions("In the table"))
    [hit] = editor.search.hits
    assert hit.note and hit.in_text is False
    editor.search.replace([hit], "In a table")
    assert plain(editor.resolution().notes[2].text or ()) == "In a table."
    editor.undo()
    assert plain(editor.resolution().notes[2].text or ()) == "In the table."
