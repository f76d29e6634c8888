"""Writing Akoma Ntoso: what other programs find in our files, and that a save leaves a whole file or none."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from resolution import safe_write
from resolution.formats.akn.reader import read
from resolution.formats.akn.writer import to_bytes
from resolution.labels import numbered
from resolution.model import (
    Adoption,
    Block,
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
    Vote,
)
from resolution.text import Mark, NoteRef, Run, make, with_lead

OWN = "{urn:resolution-drafter:1}"


def clause(kind: Kind, words: str, lead: int = 0, **more: Any) -> Block:
    """Return a block whose first words are its lead."""
    return Block(kind, with_lead(make(words), lead) if lead else make(words), **more)


DRAFT = Resolution(
    Masthead(
        Status.DRAFT, "General Assembly", "A/C.3/73/L.9/Rev.1", distribution="Limited", issued=date(2018, 11, 2),
        session="Seventy-third session", committee="Third Committee", agenda_item="110",
        agenda_title="International drug control", sponsors=("Albania", "Canada"), proposal="revised draft resolution",
    ),
    (
        Division(
            title=make("International cooperation"),
            blocks=numbered(
                (
                    Block(Kind.FORMULA, (Run("The General Assembly", Mark.ITALIC), Run(","))),
                    Block(Kind.PREAMBULAR, (Run("Recalling", Mark.LEAD), Run(" this,"), NoteRef(0))),
                    clause(Kind.OPERATIVE, "Requests States:", 8, origin=Origin("A/RES/55/63", "OP1", "Requests it:"), id="x1"),
                    Block(Kind.ITEM, make("to act:"), level=1),
                    Block(Kind.ITEM, make("soon;"), level=2),
                    Block(Kind.CONTINUATION, make("and to report;")),
                    Block(Kind.OPERATIVE, (Run("Decides", Mark.LEAD), Run(" so."), NoteRef(0))),
                )
            ),
        ),
        Division(DivisionKind.ANNEX, "Annex", make("Terms"), (Block(Kind.PARAGRAPH, make("One."), "1."),)),
    ),
    (Note(make("Resolution 55/2.")),),
    Adoption(
        Vote("recorded vote", 79, 60, 33, (("in favour", ("ALBANIA",)),)),
        (Step("draftResolution", date(2018, 11, 2), "A/C.3/73/L.9", "Albania"),),
        (Keyword("drugs", "Drugs", "UNBIS"), Keyword("16", "sdg_16", "SDGO")),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def root() -> Any:
    """Return the draft as other programs see it."""
    return etree.fromstring(to_bytes(DRAFT))


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def test_a_draft_is_a_statement_named_as_one(root: Any) -> None:
    assert root[0].tag.endswith("}statement")
    assert root[0].get("name") == "resolutionDraft"


def test_the_cover_page_and_the_preface_say_what_the_heading_says(root: Any) -> None:
    cover = root.find(".//{*}coverPage")
    assert [words(e) for e in cover.iter("{*}docNumber")] == ["A/C.3/73/L.9/Rev.1"]
    assert [words(e) for e in cover.iter("{*}inline")] == [
        "Agenda item 110",
        "International drug control",
    ]
    assert (
        words(root.find(".//{*}preface"))
        == "Albania, Canada: revised draft resolution International cooperation"
    )


def test_preambular_paragraphs_are_containers_named_by_their_lead(root: Any) -> None:
    preamble = root.find(".//{*}preamble")
    assert [(e.tag.rpartition("}")[2], e.get("name")) for e in preamble] == [
        ("formula", "enactingFormula"), ("container", "Recalling"),
    ]  # fmt: skip


def test_items_are_points_of_nested_lists_and_what_goes_on_after_them_wraps_up(root: Any) -> None:
    first, second = root.findall(".//{*}statement/{*}mainBody/{*}paragraph")
    assert words(first.find("{*}num")) == "1."
    assert words(first.find("{*}list/{*}intro")) == "Requests States:"
    assert words(first.find("{*}list/{*}point/{*}list/{*}point")) == "(i) soon;"
    assert words(first.find("{*}list/{*}wrapUp")) == "and to report;"
    assert words(second.find("{*}content")) == "Decides so.1"


def test_a_note_stands_in_place_and_its_second_mark_is_raised(root: Any) -> None:
    assert [n.get("marker") for n in root.iter("{*}authorialNote")] == ["1"]
    assert [words(s) for s in root.iter("{*}sup")] == ["1"]


def test_what_the_elements_say_is_not_said_again(root: Any) -> None:
    """Our own attributes stand only where a clause came from elsewhere, and on the repeated mark."""
    own = [
        (e.tag.rpartition("}")[2], k[len(OWN) :])
        for e in root.find(".//{*}mainBody").iter()
        for k in e.attrib
        if k.startswith(OWN)
    ]
    assert own == [
        ("paragraph", "symbol"), ("paragraph", "paragraph"), ("paragraph", "wording"), ("sup", "note"),
    ]  # fmt: skip
    assert root.find(".//{*}mainBody/{*}paragraph").get("GUID") == "x1"


def test_annexes_votes_steps_and_keywords_stand_where_others_look(root: Any) -> None:
    assert words(root.find(".//{*}attachments//{*}preface")) == "Annex Terms"
    assert [(c.get("refersTo"), c.get("value")) for c in root.iter("{*}count")] == [
        ("#inFavour", "79"), ("#against", "60"), ("#abstaining", "33"),
    ]  # fmt: skip
    assert root.find(".//{*}step").get("as") == "A/C.3/73/L.9"
    assert [k.get("dictionary") for k in root.iter("{*}keyword")] == ["UNBIS", "SDGO"]


def test_parts_are_components_of_a_collection() -> None:
    parts = tuple(Division(DivisionKind.PART, letter, make(letter * 3)) for letter in "AB")
    root = etree.fromstring(to_bytes(Resolution(divisions=(Division(title=make("All")), *parts))))
    assert [e.tag.rpartition("}")[2] for e in root] == ["documentCollection", "components"]
    assert [words(e) for e in root.findall("{*}components//{*}docNumber")] == ["A", "B"]


def test_the_preamble_of_a_draft_written_elsewhere_is_read_by_its_shape() -> None:
    """Without our metadata the same file still gives the same kinds, labels and leads."""
    plain = to_bytes(DRAFT).replace(b'<rd:draft version="1"></rd:draft>', b"")
    found, wanted = read(plain).resolution.main.blocks, DRAFT.main.blocks
    assert [(b.kind, b.label, b.level, b.text) for b in found] == [
        (b.kind, b.label, b.level, b.text) for b in wanted
    ]


def test_a_save_replaces_the_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "draft.akn"
    target.write_bytes(b"old")
    safe_write.write(target, to_bytes(DRAFT))
    assert read(target).resolution == DRAFT
    assert list(tmp_path.iterdir()) == [target]


def test_a_save_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "draft.akn"
    target.write_bytes(b"old")
    bad = Resolution(divisions=(Division(blocks=(Block(Kind.PREAMBULAR, (NoteRef(3),)),)),))
    with pytest.raises(ValueError, match="note 4"):
        safe_write.write(target, to_bytes(bad))
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_closing_line_with_a_line_break_is_saved() -> None:
    draft = Resolution(divisions=(Division(closing=("81st plenary meeting\n4 December 2000",)),))
    assert read(to_bytes(draft)).resolution.main.closing == draft.main.closing


def test_a_stream_is_written_to() -> None:
    stream = BytesIO()
    stream.write(to_bytes(DRAFT))
    assert read(stream.getvalue()).resolution == DRAFT


def test_an_anchor_of_a_note_that_is_not_there_is_refused() -> None:
    bad = Resolution(divisions=(Division(blocks=(Block(Kind.PREAMBULAR, (NoteRef(3),)),)),))
    with pytest.raises(ValueError, match="note 4"):
        to_bytes(bad)
