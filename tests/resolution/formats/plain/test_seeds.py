"""The five documents the project was created from, read from their plain text: counts, words, notes, headings."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from resolution.formats.plain import reader as plain
from resolution.formats.plain.writer import to_text
from resolution.model import Kind, Note, Status
from resolution.reading import Reading
from resolution.text import Mark, NoteRef, folded, lead, note_indexes, runs
from resolution.text import plain as words_of
from resolution.tree import clauses, tree

COUNTS = {0: (13, 3, 10, 6), 1: (12, 3, 0, 4), 2: (14, 5, 0, 4), 3: (14, 3, 0, 4), 4: (9, 7, 0, 3)}
"""Preambular and operative paragraphs, sub-paragraphs and numbered notes of each seed (their README)."""


@pytest.fixture(scope="module")
def readings(seeds: list[Path]) -> list[Reading]:
    return [plain.read(path) for path in seeds]


@pytest.mark.parametrize("seed", range(5))
def test_a_seed_has_exactly_its_clauses_items_and_notes(seed: int, readings: list[Reading]) -> None:
    resolution = readings[seed].resolution
    top = tree(resolution.main)
    items = [block for block in resolution.main.blocks if block.kind is Kind.ITEM]
    numbered = [note for note in resolution.notes if note.mark != "*"]
    counted = (
        len(clauses(top, Kind.PREAMBULAR)),
        len(clauses(top, Kind.OPERATIVE)),
        len(items),
        len(numbered),
    )
    assert counted == COUNTS[seed]
    assert len(resolution.divisions) == 1
    assert {block.kind for block in resolution.main.blocks} <= {
        Kind.FORMULA,
        Kind.PREAMBULAR,
        Kind.OPERATIVE,
        Kind.ITEM,
    }


def source_words(source: str) -> Counter[str]:
    """Return the words of a seed as a reader counts them: broken compounds whole, note marks and typography set apart."""
    source = re.sub(r"[⁰¹²³⁴-⁹]+", " ", source)
    source = re.sub(r"^\s*[1-6] +(?=See |Ibid|Eighth |A/)", " ", source, flags=re.MULTILINE)
    source = re.sub(
        r"(?<=[a-z;”])(78|79|80)\b|(?<=[a-z\d][,;])[1-6](?=\s)|(?<=”;)4(?=\s)|(?<=World,)78",
        " ",
        source,
    )
    source = re.sub(r"(\w+)\s*-\s*\n\s*(\w+)", r"\1-\2", source)
    return words_counted(source)


def words_counted(words: str) -> Counter[str]:
    return Counter(
        re.findall(r"[\w’'-]+(?:[./–-]\w+)*", re.sub(r"[⁰¹²³⁴-⁹]+|_{3,}|\*", " ", words))
    )


@pytest.mark.parametrize("seed", range(5))
def test_every_word_of_a_seed_is_in_the_resolution_or_told_as_unread(
    seed: int, seeds: list[Path], readings: list[Reading]
) -> None:
    reading = readings[seed]
    told = words_counted(to_text(reading.resolution)) + words_counted("\n".join(reading.unread))
    assert not source_words(seeds[seed].read_text(encoding="utf-8")) - told


@pytest.mark.parametrize("seed", range(5))
def test_no_word_is_invented(seed: int, seeds: list[Path], readings: list[Reading]) -> None:
    """What the masthead says beside the source follows from it: the organ's name, the symbol."""
    masthead = readings[seed].resolution.masthead
    follows = words_counted(" ".join((masthead.organ, masthead.symbol, masthead.number)))
    assert (
        not words_counted(to_text(readings[seed].resolution))
        - source_words(seeds[seed].read_text(encoding="utf-8"))
        - follows
    )


def test_words_broken_at_a_line_end_are_whole(readings: list[Reading]) -> None:
    text = words_of(readings[2].resolution.main.blocks[16].text)
    assert "outcomes of the open-ended intergovernmental Expert Group" in text
    assert not any(
        re.search(r"\w -\s?\w", words_of(block.text))
        for block in readings[2].resolution.main.blocks
    )


def anchored(reading: Reading) -> list[tuple[str, str]]:
    """Return for every note mark the word in front of it, and how its note begins."""
    out = []
    for text in reading.resolution.texts():
        before = ""
        for inline in text:
            if isinstance(inline, NoteRef):
                body = reading.resolution.notes[inline.note].text
                out.append((before.split()[-1] if before else "", folded(body or ())[:24]))
            else:
                before += inline.text
    return out


def test_each_note_is_attached_where_its_mark_stood(readings: list[Reading]) -> None:
    assert anchored(readings[0]) == [
        ("Declaration,", "See resolution 55/2."),
        ("Council,", "See A/55/3, chap. III. F"),
        ("Offenders,", "Eighth United Nations Co"),
        ("crimes,", "Ibid., sect. C, resoluti"),
        ("Offenders,", "See Tenth United Nations"),
        ("States,", "See REMJA-III/doc.14/00 "),
    ]
    assert [word for word, _ in anchored(readings[1])] == [
        "Declaration,",
        "Council,",
        "forums,",
        "Cybercrime,",
        "Justice.",
    ]
    assert [word for word, _ in anchored(readings[2])] == [
        "2013,",
        "Security,",
        "2017,",
        "purposes”;",
    ]
    assert [word for word, _ in anchored(readings[3])] == [
        "",
        "Justice,",
        "World,",
        "Security,",
        "Justice,",
    ]
    assert [word for word, _ in anchored(readings[4])] == ["World,", "Crime", "session"]


def test_a_mark_used_twice_is_one_note_with_two_anchors(readings: list[Reading]) -> None:
    blocks = readings[1].resolution.main.blocks
    assert note_indexes(blocks[11].text) == note_indexes(blocks[15].text) == (2,)


def test_marks_whose_notes_are_lost_are_kept_with_their_number(readings: list[Reading]) -> None:
    assert readings[4].resolution.notes == (Note(None, "78"), Note(None, "79"), Note(None, "80"))


def test_wrapped_notes_end_where_the_text_goes_on(readings: list[Reading]) -> None:
    notes = [folded(note.text or ()) for note in readings[0].resolution.notes]
    assert notes[1].endswith("Fifty-fifth Session, Supplement No. 3.")
    assert notes[3] == "Ibid., sect. C, resolution 9."
    assert notes[5] == "See REMJA-III/doc.14/00 rev. 2, chap. IV."


def test_figures_that_are_no_marks_stay(readings: list[Reading]) -> None:
    assert (
        "Commission on Crime Prevention and Criminal Justice resolution 22/8 of 26 April 2013, in which"
        in words_of(readings[2].resolution.main.blocks[6].text)
    )
    assert words_of(readings[3].resolution.notes[2].text or ()) == "A/65/201, A/68/98 and A/70/174."


def test_markdown_becomes_leads_and_italics(readings: list[Reading]) -> None:
    resolution = readings[1].resolution
    assert [lead(block.text) for block in resolution.main.blocks[13:16]] == [
        "Invites",
        "Takes note",
        "Decides",
    ]
    title = next(run for run in runs(resolution.notes[1].text or ()) if run.marks is Mark.ITALIC)
    assert (
        title.text
        == "Official Records of the General Assembly, Fifty-fifth Session, Supplement No. 3 (A/55/3/Rev.1)"
    )
    assert "*" not in to_text(resolution)


def test_every_clause_but_the_fragment_has_its_lead(readings: list[Reading]) -> None:
    without = [
        words_of(block.text)[:28]
        for reading in readings
        for block in reading.resolution.main.blocks
        if block.kind in (Kind.PREAMBULAR, Kind.OPERATIVE) and not lead(block.text)
    ]
    assert without == ["thereby increasing the capac"]
    assert lead(readings[4].resolution.main.blocks[10].text) == "Request"


def test_an_adopted_text_has_its_masthead(readings: list[Reading]) -> None:
    masthead = readings[1].resolution.masthead
    assert masthead.status is Status.ADOPTED
    assert (masthead.organ, masthead.number, masthead.symbol) == (
        "General Assembly",
        "56/121",
        "A/RES/56/121",
    )
    assert (masthead.distribution, masthead.issued) == ("General", date(2002, 1, 23))
    assert (masthead.session, masthead.agenda_item) == ("Fifty-sixth session", "110")
    assert masthead.heading == "Resolution adopted by the General Assembly"
    assert (masthead.basis, masthead.report) == (
        "on the report of the Third Committee (A/56/574)",
        "A/56/574",
    )
    assert (masthead.meeting, masthead.adopted) == ("88th plenary meeting", date(2001, 12, 19))
    assert readings[1].resolution.main.closing == ("88th plenary meeting", "19 December 2001")
    assert readings[0].resolution.masthead.symbol == "A/RES/55/63"
    assert (
        readings[0].resolution.title == "Combating the criminal misuse of information technologies"
    )


def test_a_draft_has_its_sponsors_and_its_reissue_note(readings: list[Reading]) -> None:
    resolution = readings[3].resolution
    masthead = resolution.masthead
    assert (masthead.status, masthead.proposal, masthead.original) == (
        Status.DRAFT,
        "revised draft resolution",
        "English",
    )
    assert len(masthead.sponsors) == 23
    assert {"Bolivia (Plurinational State of)", "Democratic People's Republic of Korea"} < set(
        masthead.sponsors
    )
    assert masthead.sponsors[-1] == "Venezuela (Bolivarian Republic of)"
    assert (masthead.committee, masthead.agenda_item) == ("Third Committee", "109")
    assert masthead.agenda_title == "Crime prevention and criminal justice"
    assert masthead.notes == (NoteRef(4),)
    assert resolution.notes[4].mark == "*"
    assert (
        words_of(resolution.notes[4].text or ())
        == "Reissued for technical reasons on 6 November 2018."
    )


def test_what_a_web_page_prints_around_is_unread(readings: list[Reading]) -> None:
    resolution, unread = readings[4].resolution, readings[4].unread
    assert resolution.title.startswith("Promotion of Activities Relating to Combating Cybercrime")
    assert resolution.masthead.organ == "Commission on Crime Prevention and Criminal Justice"
    assert (resolution.masthead.status, resolution.masthead.number) == (Status.ADOPTED, "20/7")
    assert {
        "Primary Sources",
        "loading...",
        "Published April 2011",
        "ECOSOC Draft Resolution",
    } < set(unread)
    assert [len(reading.unread) for reading in readings[:4]] == [0, 0, 0, 0]


def test_a_title_on_two_lines_is_one(readings: list[Reading]) -> None:
    assert readings[2].resolution.title == (
        "Countering the use of information and communications technologies for criminal purposes"
    )
    assert readings[2].resolution.masthead.status is Status.UNKNOWN


@pytest.mark.parametrize("seed", range(5))
def test_what_is_written_reads_back_equal(seed: int, readings: list[Reading]) -> None:
    """All but the italics within a text, which plain text does not show."""
    before = readings[seed].resolution
    again = plain.read_text(to_text(before))
    assert again.unread == ()
    for field in fields(before.masthead):
        assert getattr(again.resolution.masthead, field.name) == getattr(
            before.masthead, field.name
        )
    assert again.resolution.divisions == before.divisions
    assert [(n.mark, folded(n.text or ())) for n in again.resolution.notes] == [
        (n.mark, folded(n.text or ())) for n in before.notes
    ]
