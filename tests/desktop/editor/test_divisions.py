"""Parts and annexes: put in, taken out and moved as one step each; letters, numbers and references follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.base.word_count import counts, word_counts
from desktop.editor import DraftEditor
from resolution.formats.akn.reader import read as read_akn
from resolution.formats.akn.writer import to_bytes as akn_bytes
from resolution.formats.detect import read_bytes
from resolution.formats.word.writer import to_bytes as docx_bytes
from resolution.labels import numbered
from resolution.model import Block, Division, DivisionKind, Kind, Masthead, Resolution
from resolution.text import Mark, Run, make, plain

At = Callable[..., None]
OPENING = (Run("The General Assembly", Mark.LEAD), Run(","))


def part(label: str, title: str, words: str) -> Division:
    blocks = [
        Block(Kind.FORMULA, OPENING, id=f"f{label}"),
        Block(Kind.OPERATIVE, make(words), id=f"o{label}"),
        Block(Kind.OPERATIVE, make("Requests a report."), id=f"p{label}"),
    ]
    return Division(DivisionKind.PART, label, make(title), numbered(blocks), id=f"part{label}")


def annex(label: str, title: str, name: str) -> Division:
    blocks = numbered([Block(Kind.PARAGRAPH, make(f"Rule of {title}."), id=f"r{name}")])
    return Division(DivisionKind.ANNEX, label, make(title), blocks, id=f"annex{name}")


PLAIN = Resolution(
    Masthead(organ="General Assembly"),
    (
        Division(
            title=make("Questions relating to information"),
            blocks=numbered(
                [
                    Block(Kind.FORMULA, OPENING, id="f"),
                    Block(Kind.PREAMBULAR, make("Recalling its resolution,"), id="p"),
                    Block(Kind.OPERATIVE, make("Decides to act."), id="o1"),
                    Block(
                        Kind.OPERATIVE,
                        (Run("Adopts "), Run("annex II", href="#annexy"), Run(".")),
                        id="o2",
                    ),
                ]
            ),
            closing=("81st plenary meeting", "4 December 2000"),
        ),
        annex("Annex I", "Members", "x"),
        annex("Annex II", "Rules", "y"),
    ),
)
PARTS = replace(
    PLAIN,
    divisions=(
        Division(title=make("Questions relating to information")),
        part("A", "Information in the service of humanity", "Urges that States act;"),
        annex("Annex", "Members", "x"),
        part("B", "Policies and activities", "Decides to go on;"),
        part("C", "Membership", "Decides to enlarge;"),
    ),
)


@pytest.fixture
def editor(editor: DraftEditor) -> DraftEditor:
    """Return an editor with a text that has two annexes."""
    editor.load(PLAIN)
    return editor


def shape(editor: DraftEditor) -> list[str]:
    """Return label, title and words of every division."""
    return [
        f"{d.label}|{plain(d.title)}|{' '.join(plain(b.text) for b in d.blocks)}"
        for d in editor.resolution().divisions
    ]


def labels(editor: DraftEditor) -> list[str]:
    return [d.label for d in editor.resolution().divisions]


def one_step(editor: DraftEditor, before: Resolution) -> None:
    after = editor.resolution()
    editor.undo()
    assert editor.resolution() == before
    editor.redo()
    assert editor.resolution() == after


def test_a_text_is_divided_into_two_parts_each_with_title_and_opening_line(
    editor: DraftEditor, at: At
) -> None:
    at("o1")
    editor.add_part()
    assert shape(editor)[:3] == [
        "|Questions relating to information|",
        "A||The General Assembly, Recalling its resolution, Decides to act. Adopts annex II.",
        "B||The General Assembly, ",
    ]
    assert labels(editor) == ["", "A", "B", "Annex I", "Annex II"]
    new = editor.resolution().divisions[2].blocks
    assert [b.kind for b in new] == [Kind.FORMULA, Kind.PREAMBULAR]
    assert editor.current_clause().division == 2 and editor.current_clause().block.text == ()
    one_step(editor, PLAIN)


def test_a_part_is_added_behind_the_one_with_the_cursor_and_its_annexes(
    editor: DraftEditor, at: At
) -> None:
    editor.load(PARTS)
    at("oA")
    editor.add_part()
    assert labels(editor) == ["", "A", "Annex", "B", "C", "D"]
    assert editor.current_clause().division == 3
    assert shape(editor)[4].startswith("C|Policies and activities")
    one_step(editor, PARTS)


def test_a_part_that_is_taken_out_lets_the_letters_move_up(editor: DraftEditor, at: At) -> None:
    editor.load(PARTS)
    at("oB")
    assert editor.remove_division()
    assert labels(editor) == ["", "A", "Annex", "B"]
    assert shape(editor)[3].startswith("B|Membership")
    one_step(editor, PARTS)


def test_where_one_part_is_left_the_text_is_undivided_and_its_title_a_heading(
    editor: DraftEditor, at: At
) -> None:
    editor.load(PARTS)
    for name in ("oB", "oC"):
        at(name)
        editor.remove_division()
    assert labels(editor) == ["", "Annex"]
    first = editor.resolution().main.blocks[0]
    assert (first.kind, plain(first.text)) == (
        Kind.HEADING,
        "Information in the service of humanity",
    )
    editor.undo()
    editor.undo()
    assert editor.resolution() == PARTS


def test_a_text_divided_and_undivided_is_what_it_was(editor: DraftEditor, at: At) -> None:
    at("o1")
    editor.add_part()
    editor.remove_division()
    assert editor.resolution() == PLAIN


def test_annexes_are_numbered_while_there_are_several_and_references_follow(
    editor: DraftEditor, at: At
) -> None:
    at("rx")
    editor.remove_division()
    assert labels(editor) == ["", "Annex"]
    assert plain(editor.resolution().main.blocks[-1].text) == "Adopts the annex."
    one_step(editor, PLAIN)
    editor.add_annex()
    editor.add_annex()
    assert labels(editor) == ["", "Annex I", "Annex II", "Annex III"]


def test_the_key_that_moves_a_clause_moves_an_annex_from_its_title(editor: DraftEditor) -> None:
    editor.goto(editor.index_of(2))
    assert editor.move_clause(-1)
    assert [s.split("|")[:2] for s in shape(editor)[1:]] == [
        ["Annex I", "Rules"],
        ["Annex II", "Members"],
    ]
    assert plain(editor.resolution().main.blocks[-1].text) == "Adopts annex I."
    assert editor.current_clause().division == 1
    one_step(editor, PLAIN)
    assert not editor.move_division(-1)


def test_a_part_moves_with_its_annexes(editor: DraftEditor, at: At) -> None:
    editor.load(PARTS)
    at("oB")
    assert editor.move_division(-1)
    assert [s.split("|")[:2] for s in shape(editor)] == [
        ["", "Questions relating to information"],
        ["A", "Policies and activities"],
        ["B", "Information in the service of humanity"],
        ["Annex", "Members"],
        ["C", "Membership"],
    ]
    one_step(editor, PARTS)


def test_a_label_that_is_not_counted_is_left(editor: DraftEditor) -> None:
    own = replace(PLAIN.divisions[1], label="Annex to resolution 55/63")
    editor.load(replace(PLAIN, divisions=(PLAIN.main, own)))
    editor.add_annex()
    assert labels(editor) == ["", "Annex to resolution 55/63", "Annex"]


def test_in_the_text_itself_there_is_no_part_to_remove(editor: DraftEditor, at: At) -> None:
    told: list[str] = []
    editor.refused.connect(told.append)
    at("o1")
    assert not editor.remove_division() and not editor.move_division(1)
    assert told == [
        "The cursor stands in no part and no annex.",
        "There is no part or annex that way to move it past.",
    ]
    assert editor.resolution() == PLAIN


def test_headings_of_two_levels_stand_between_clauses_and_are_saved(
    editor: DraftEditor, at: At
) -> None:
    at("p")
    editor.insert_below(make("Follow-up"), Kind.HEADING, 1)
    editor.insert_below(make("Reports"), Kind.HEADING, 2)
    made = editor.resolution()
    assert [(b.level, plain(b.text)) for b in made.main.blocks if b.kind is Kind.HEADING] == [
        (1, "Follow-up"),
        (2, "Reports"),
    ]
    assert read_akn(akn_bytes(made)).resolution == made


@pytest.mark.parametrize("draft", [PLAIN, PARTS])
def test_parts_and_annexes_are_saved_with_their_names(draft: Resolution) -> None:
    for back in (
        read_akn(akn_bytes(draft)).resolution,
        read_bytes(docx_bytes(draft), "draft.docx").resolution,
    ):
        assert back == draft
        assert [d.id for d in back.divisions][1:] == [d.id for d in draft.divisions][1:]


def test_the_paragraphs_of_all_parts_are_counted() -> None:
    assert counts(PARTS)[:2] == (0, 6)
    assert dict(word_counts(PARTS))["Operative paragraphs"] == 6
