"""Reading plain text of every kind: never a throw, never a lost sign; mastheads, layouts, students' papers."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolution.formats.plain import reader as plain
from resolution.formats.plain.writer import to_text
from resolution.formats.source import MAX_BYTES
from resolution.model import (
    Block,
    Division,
    DivisionKind,
    Kind,
    Masthead,
    NoteRef,
    Resolution,
    Status,
)
from resolution.reading import Reading, ReadingError
from resolution.text import lead, make
from resolution.text import plain as words_of

FRAGMENTS = (
    "The General Assembly,", "Recalling its resolution 55/63,1", "1. Decides to", "(a) States;", "(i) the Fund;", "– dash",
    "1 See resolution 55/2.", "¹ Ibid.", "__________________", "A/RES/55/63", "18-16895", "2/4", "*emphasis*", "Annex I",
    "81st plenary meeting", "4 December 2000", "\f", "Agenda item 110", "Distr.: General", "draft resolution*", "* Reissued.",
    "[on the report (A/56/574)]", "55/63. A title", "| a | b |", "I", "A", "B", "I. Overview", "Sponsors: France, Chad",
    "France and Chad: draft resolution", "World,78 adopted", "open -", "ended", "__under__", "2 . Notes", "3)", "§", "“The General Assembly,",
    "Resolution adopted by the General Assembly", "Original: English", "[Adopted without a vote.]", "\u00ad", "\u2028", "\x1c",
)  # fmt: skip


def signs(words: str) -> Counter[str]:
    """Return the signs of a text but those that only set it: spaces, commas of a list, Markdown, rules, note marks,
    control characters."""
    kept = (
        sign
        for sign in words
        if not sign.isspace()
        and category(sign) not in ("Cc", "Cs")
        and sign not in "*_,;\u00ad\u200b\u2060\ufeff\ufffe\uffff[]†‡⁰¹²³⁴⁵⁶⁷⁸⁹"
    )
    return Counter(sign for sign in kept if not sign.isdigit())


def told(reading: Reading) -> Counter[str]:
    return signs(to_text(reading.resolution) + "\n".join(reading.unread))


def test_a_dash_between_a_number_and_its_title_is_not_lost() -> None:
    source = "1 See resolution 55/2.\n– dash\nThe General Assembly,"
    reading = plain.read_text(source)
    assert words_of(reading.resolution.divisions[0].title) == "dash"
    assert reading.unread == ("1 See resolution –",)


def digits(words: str) -> int:
    return sum(sign.isdigit() for sign in words)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=40)), max_size=25),
    st.sampled_from(["\n", "\n\n", " ", "\r\n"]),
)
def test_no_text_throws_or_loses_a_sign(parts: list[str], between: str) -> None:
    source = between.join(parts)
    reading = plain.read_text(source)
    assert not signs(source) - told(reading)
    if not reading.resolution.notes and not reading.unread:
        assert digits(source) <= digits(to_text(reading.resolution))


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_is_read(source: str) -> None:
    assert not signs(source) - told(plain.read_text(source))


@pytest.mark.parametrize("data", [b"", b" \n\t ", "\ufeff".encode()])
def test_an_empty_file_gets_one_sentence(data: bytes) -> None:
    with pytest.raises(ReadingError, match="no text"):
        plain.read(data)


def test_binary_data_gets_one_sentence() -> None:
    with pytest.raises(ReadingError, match="binary"):
        plain.read(bytes(range(256)) * 4)


def test_a_huge_file_is_refused_before_it_is_loaded(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(ReadingError, match="too large"):
        plain.read(huge)


def test_a_missing_file_gets_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="cannot be opened"):
        plain.read(tmp_path / "none.txt")


CLAUSE = "Recalling the Côte d’Ivoire programme,"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_usual_encodings_are_read(encoding: str) -> None:
    reading = plain.read(f"The General Assembly,\n\n{CLAUSE}\n".encode(encoding))
    assert words_of(reading.resolution.main.blocks[1].text) == CLAUSE


def kinds(source: str) -> list[tuple[str, str, int]]:
    return [
        (b.kind.value, b.label, b.level) for b in plain.read_text(source).resolution.main.blocks
    ]


def test_labels_nest_by_their_style() -> None:
    source = (
        "The General Assembly,\n\n1. Decides:\n\n(a) To act:\n\n(i) First;\n\n(ii) Second;\n\n(b) To stop;\n\n"
        "2. Requests:\n\n(g) One;\n\n(h) Two;\n\n(i) Three;\n\n(j) Four.\n"
    )
    assert [(label, level) for kind, label, level in kinds(source) if kind == "item"] == [
        ("(a)", 1), ("(i)", 2), ("(ii)", 2), ("(b)", 1), ("(g)", 1), ("(h)", 1), ("(i)", 1), ("(j)", 1),
    ]  # fmt: skip


def test_a_clause_without_words_has_its_first_item_on_its_line() -> None:
    source = (
        "The Security Council,\n\n1. (a) Decides to extend the mandate;\n\n(b) Requests a report;\n"
    )
    assert kinds(source)[1:] == [("operative", "1.", 0), ("item", "(a)", 1), ("item", "(b)", 1)]


def test_text_after_a_list_goes_on_with_the_clause() -> None:
    source = "The General Assembly,\n\n1. Urges States:\n\n(a) To act;\n\n(b) To report;\n\nand to do so without delay;\n\n2. Decides so.\n"
    assert [kind for kind, _, _ in kinds(source)] == [
        "formula",
        "operative",
        "item",
        "item",
        "continuation",
        "operative",
    ]


def test_one_unnumbered_clause_is_operative() -> None:
    source = (
        "The General Assembly,\n\nRecalling its resolution 1/1,\n\nDecides to close its session.\n"
    )
    assert kinds(source) == [("formula", "", 0), ("preambular", "", 0), ("operative", "", 0)]


def test_an_opening_line_without_comma_opens_too() -> None:
    assert kinds("The General Assembly\n\nTakes note of the report.\n") == [
        ("formula", "", 0),
        ("operative", "", 0),
    ]


def test_headings_stand_between_clauses() -> None:
    source = "The General Assembly,\n\nI\nSustainable fisheries\n\n1. Notes it;\n\nA. Conservation\n\n2. Urges it.\n"
    blocks = plain.read_text(source).resolution.main.blocks
    assert [(b.label, words_of(b.text)) for b in blocks if b.kind is Kind.HEADING] == [
        ("I", ""), ("", "Sustainable fisheries"), ("A.", "Conservation"),
    ]  # fmt: skip


def test_parts_and_annexes_are_divisions() -> None:
    source = (
        "75/101. Questions relating to information\n\nA\n\nInformation in the service of humanity\n\nThe General Assembly,\n\n"
        "1. Takes note of it.\n\nB\n\nPolicies and activities\n\nThe General Assembly,\n\n1. Reaffirms it.\n\n"
        "41st plenary meeting\n10 December 2020\n\nAnnex\n\nTerms of reference\n\n1. The Committee meets.\n\n(a) Once;\n"
    )
    resolution = plain.read_text(source).resolution
    assert [(d.kind, d.label, words_of(d.title)) for d in resolution.divisions] == [
        (DivisionKind.MAIN, "", "Questions relating to information"),
        (DivisionKind.PART, "A", "Information in the service of humanity"),
        (DivisionKind.PART, "B", "Policies and activities"),
        (DivisionKind.ANNEX, "Annex", "Terms of reference"),
    ]
    assert [block.kind for block in resolution.divisions[3].blocks] == [Kind.PARAGRAPH, Kind.ITEM]
    assert resolution.masthead.adopted == date(2020, 12, 10)


def test_a_council_resolution_has_number_day_and_meeting() -> None:
    source = (
        "S/RES/2231 (2015)\n\nUnited Nations\n\nSecurity Council\n\nDistr.: General\n20 July 2015\n\nResolution 2231 (2015)\n\n"
        "Adopted by the Security Council at its 7488th meeting, on\n20 July 2015\n\nThe Security Council,\n\n"
        "Recalling the Statement of its President,\n\n1. Endorses the JCPOA;\n"
    )
    reading = plain.read_text(source)
    masthead = reading.resolution.masthead
    assert (masthead.symbol, masthead.number, masthead.organ) == (
        "S/RES/2231 (2015)",
        "2231 (2015)",
        "Security Council",
    )
    assert (masthead.adopted, masthead.meeting, masthead.status) == (
        date(2015, 7, 20),
        "7488th meeting",
        Status.ADOPTED,
    )
    assert reading.unread == ()
    assert reading.resolution.title == ""


def test_a_students_paper_is_read() -> None:
    source = (
        "Committee: United Nations Environment Programme\nTopic: Plastic waste at sea\nSponsors: France, Kenya and Fiji\n"
        "Signatories: Chile, Japan\n\nThe United Nations Environment Programme,\n\n_Alarmed by_ the growth of plastic waste,\n\n"
        "_Bearing in mind_ the needs of coastal States,\n\n1. _Calls upon_ all Member States to reduce waste through:\n"
        "a. taxes,\nb. bans, including:\ni. on bags,\nii. on straws;\n2. _Encourages_ research.\n"
    )
    resolution = plain.read_text(source).resolution
    assert resolution.title == "Plastic waste at sea"
    assert resolution.masthead.sponsors == ("France", "Kenya", "Fiji")
    assert resolution.masthead.signatories == ("Chile", "Japan")
    assert resolution.masthead.committee == "United Nations Environment Programme"
    assert [(b.kind.value, b.label, b.level) for b in resolution.main.blocks] == [
        ("formula", "", 0), ("preambular", "", 0), ("preambular", "", 0), ("operative", "1.", 0), ("item", "a.", 1),
        ("item", "b.", 1), ("item", "i.", 2), ("item", "ii.", 2), ("operative", "2.", 0),
    ]  # fmt: skip
    assert lead(resolution.main.blocks[4 - 1].text) == "Calls upon"


def test_signatories_are_written_and_read_again() -> None:
    masthead = Masthead(
        Status.DRAFT, "General Assembly", sponsors=("Fiji",), signatories=("Chile", "Japan")
    )
    blocks = (
        Block(Kind.FORMULA, make("The General Assembly,")),
        Block(Kind.OPERATIVE, make("Decides so."), "1."),
    )
    written = to_text(Resolution(masthead, (Division(title=make("Waste"), blocks=blocks),)))
    read = plain.read_text(written).resolution.masthead
    assert (read.sponsors, read.signatories) == (masthead.sponsors, masthead.signatories)


def test_the_day_a_document_was_printed_stands_behind_its_job_number() -> None:
    reading = plain.read_text(
        "A/RES/73/8\n\nThe General Assembly,\n\n1. Decides so.\n\n18-18418 (E)    071118\n\n*1818418*\n"
    )
    assert reading.resolution.masthead.job == "18-18418 (E) 071118"


@pytest.mark.parametrize(
    "clause",
    [
        "Recalling the summit of the G20 and the COVID-19 pandemic,",
        "Recalling its resolutions 22/8, 2009/22 and 1325 (2000), document A/65/201 and No. 185,",
        "Noting the events of 11 September 2001, 2 of which were condemned,",
        "Noting a rise of 10,5 per cent in CO2 and version 2.1 of the text,",
    ],
)
def test_a_figure_without_a_note_is_no_mark(clause: str) -> None:
    reading = plain.read_text(f"The General Assembly,\n\n{clause}\n\n1. Decides so.\n")
    assert words_of(reading.resolution.main.blocks[1].text) == clause
    assert reading.resolution.notes == ()


def test_an_official_file_is_read_from_its_pdf_text() -> None:
    """The text as a PDF's layout gives it: columns in the masthead, running heads, a mark after a space."""
    source = (
        "                United Nations                                          A/RES/73/8\n"
        "                General Assembly                          Distr.: General\n"
        "                                                          5 November 2018\n\n\n"
        "Seventy-third session\nAgenda item 43\n\n\n"
        "                Resolution adopted by the General Assembly\n                on 1 November 2018\n"
        "                [without reference to a Main Committee (A/73/L.3)]\n\n"
        "     73/8.      Necessity of ending the economic embargo\n                against Cuba\n\n"
        "                     The General Assembly,\n"
        "                     Determined to encourage strict compliance with the purposes\n"
        "                and principles enshrined in the Charter, and mindful of the 57/11 of\n\n\n"
        " 18-18418 (E)     071118\n *1818418*\n"
        "\f                                         Necessity of ending the economic embargo\n"
        "A/RES/73/8                                                            against Cuba\n\n"
        "                 12 November 2002,\n"
        "                       1.   Takes note of the report of the Secretary-General on the\n"
        "                 implementation of resolution 72/4; 1\n"
        "                       2.   Decides to include the item in the agenda.\n\n"
        "                                                     30th plenary meeting\n"
        "                                                        1 November 2018\n\n"
        "         __________________\n             1\n                 A/73/85.\n\n"
        "2/2                                                                    18-18418\n"
    )
    reading = plain.read_text(source)
    masthead, blocks = reading.resolution.masthead, reading.resolution.main.blocks
    assert (masthead.symbol, masthead.agenda_item, masthead.issued) == (
        "A/RES/73/8",
        "43",
        date(2018, 11, 5),
    )
    assert (masthead.report, masthead.job) == ("A/73/L.3", "18-18418 (E) 071118")
    assert reading.resolution.title == "Necessity of ending the economic embargo against Cuba"
    assert words_of(blocks[1].text).endswith("mindful of the 57/11 of 12 November 2002,")
    assert [block.label for block in blocks] == ["", "", "1.", "2."]
    assert blocks[2].text[-1] == NoteRef(0)
    assert words_of(reading.resolution.notes[0].text or ()) == "A/73/85."
    assert reading.resolution.main.closing == ("30th plenary meeting", "1 November 2018")
