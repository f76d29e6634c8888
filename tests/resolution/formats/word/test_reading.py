"""Our own Word files come back without loss, and what was done to them in Word reads as the user sees it."""

from __future__ import annotations

import re
import zipfile
from copy import deepcopy
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from resolution.formats.akn import reader as akn
from resolution.formats.plain import reader as plain
from resolution.formats.word.reader import read
from resolution.formats.word.reading import heading
from resolution.formats.word.writer import to_bytes
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
from resolution.reading import Reading
from resolution.text import Mark, NoteRef, Run, join, make, with_lead
from resolution.text import plain as words


def everything() -> Resolution:
    """Return a text with one of everything that the page cannot tell."""
    main = Division(
        title=make("Oceans"),
        blocks=(
            Block(Kind.FORMULA, make("The General Assembly,"), id="f"),
            Block(Kind.PREAMBULAR, join(with_lead(make("Recalling its resolution 55/2,"), 9), (NoteRef(1),)), id="p1",
                  origin=Origin("A/RES/55/63", "PP1", "Recalling its resolution 55/2,")),
            Block(Kind.PREAMBULAR, with_lead(make("Noting also the report,"), 11), id="p2"),
            Block(Kind.OPERATIVE, with_lead(make("Takes note of the report, inter alia:"), 10), "1.", id="o1"),
            Block(Kind.ITEM, make("The first;"), "(a)", level=1, id="i1"),
            Block(Kind.ITEM, make("The deeper:"), "(i)", level=2),
            Block(Kind.ITEM, make("The deepest;"), "a.", level=3),
            Block(Kind.CONTINUATION, make("and goes on;"), level=2),
            Block(Kind.OPERATIVE, join(with_lead(make("Decides as before"), 7), (NoteRef(0),), make(".")), "5 bis.",
                  auto=False, id="o2"),
            Block(Kind.HEADING, make("A heading"), "I.", level=1),
            Block(Kind.HEADING, make("A lower one"), level=2),
            Block(Kind.PARAGRAPH, join(make("Free text, "), make("with words", Mark.BOLD | Mark.UNDERLINE),
                                       make("2", Mark.SUPER), (Run("A/73/85", href="https://undocs.org/A/73/85"),))),
            Block(Kind.FORMULA, make("The Council,"), quoted=True),
            Block(Kind.OPERATIVE, with_lead(make("Decides;"), 7), "1.", quoted=True),
            Block(Kind.TABLE, table=Table((
                (Cell((make("Head"),), header=True), Cell((make("Two"), make("lines")), header=True)),
                (Cell((make("wide", Mark.ITALIC),), colspan=2),),
                (Cell((make("tall"),), rowspan=2), Cell()),
                (Cell((make("last"),)),),
            )), level=1),
            Block(Kind.PARAGRAPH, make("* * *")),
        ),
        closing=("81st plenary meeting", "4 December 2000"),
    )  # fmt: skip
    part = Division(
        DivisionKind.PART,
        "B",
        make("The other part"),
        (Block(Kind.FORMULA, make("The Assembly,")),),
    )
    annex = Division(
        DivisionKind.ANNEX, "", make("Rules"), (Block(Kind.PARAGRAPH, make("One."), "1."),)
    )
    masthead = Masthead(
        Status.ADOPTED, "General Assembly", "A/RES/55/63", "55/63", distribution="General", issued=date(2001, 1, 22),
        session="Fifty-fifth session", agenda_item="105", agenda_title="Crime", basis="on the report of the Third"
        " Committee (A/55/593)", heading="Resolution adopted by the General Assembly", report="A/55/593",
        committee="Third Committee", adopted=date(2000, 12, 4), meeting="81st plenary meeting", job="00-56317 (E)",
        base="A/RES/54/63",
        notes=(NoteRef(2),),
    )  # fmt: skip
    notes = (
        Note(None, "78"),
        Note(join(make("See "), make("Official Records", Mark.ITALIC), make("."))),
        Note(make("Reissued for technical reasons."), "*"),
    )
    record = Adoption(
        Vote("recorded vote", 120, 0, 3, (("in favour", ("Algeria", "Zambia")),)),
        (Step("presented", date(2000, 11, 1), "A/C.3/55/L.11", "Angola"),),
        (Keyword("SEA", "Law of the sea", "UNBIS"),),
    )
    return Resolution(masthead, (main, part, annex), notes, record)


def document(resolution: Resolution) -> Document:
    """Return the exported file in python-docx, for a user's hand to work on."""
    return docx.Document(BytesIO(to_bytes(resolution)))


def reread(edited: Document) -> Reading:
    """Return what is read of the file as saved."""
    stream = BytesIO()
    edited.save(stream)
    return read(stream.getvalue())


def paragraph(edited: Document, beginning: str) -> Paragraph:
    """Return the paragraph whose words, tabs and label left out, begin so."""
    found = [
        p
        for p in edited.paragraphs
        if re.sub(r"^\t*(?:[^\t]{1,8}\t)?", "", p.text).startswith(beginning)
    ]
    assert found, beginning
    return found[0]


def shown(resolution: Resolution) -> list[tuple[str, str, str]]:
    """Return kind, label and words of the main blocks."""
    return [(b.kind.value, b.label, words(b.text)) for b in resolution.main.blocks]


# ---- without loss


def test_everything_the_model_holds_comes_back() -> None:
    resolution = everything()
    reading = read(to_bytes(resolution))
    assert reading.resolution == resolution
    assert not reading.unread and not reading.remarks
    assert [b.id for b in reading.resolution.blocks()] == [b.id for b in resolution.blocks()]


@pytest.mark.parametrize("number", range(5))
def test_a_seed_comes_back(seeds: list[Path], number: int) -> None:
    resolution = plain.read(seeds[number]).resolution
    reading = read(to_bytes(resolution))
    assert reading.resolution == resolution
    assert not reading.unread


def test_texts_of_the_working_set_come_back(corpus_files: list[Path]) -> None:
    lost = []
    for path in corpus_files[::12]:
        resolution = akn.read(path).resolution
        reading = read(to_bytes(resolution))
        if reading.resolution != resolution or reading.unread:
            lost.append(path.name)
    assert not lost


def test_reading_and_writing_again_changes_nothing() -> None:
    once = read(to_bytes(everything())).resolution
    assert read(to_bytes(once)).resolution == once


def test_a_file_without_our_own_part_still_has_every_clause() -> None:
    data = to_bytes(everything())
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml"):
                content = old.read(name)
                if name == "word/_rels/document.xml.rels":
                    content = re.sub(rb"<Relationship [^>]*customXml[^>]*/>", b"", content)
                new.writestr(name, content)
    resolution = read(stream.getvalue()).resolution
    assert shown(resolution)[:6] == shown(everything())[:6]
    assert (resolution.masthead.symbol, resolution.title) == ("A/RES/55/63", "Oceans")
    assert resolution.masthead.issued == date(2001, 1, 22)


def test_the_own_part_repeats_no_words_of_the_text() -> None:
    with zipfile.ZipFile(BytesIO(to_bytes(replace(everything(), adoption=Adoption())))) as package:
        part = package.read("customXml/item1.xml").decode()
    for secret in ("Free text", "deepest", "Official Records", "Oceans"):
        assert secret not in part


# ---- edited in Word


def test_changed_words_are_read_and_what_is_known_of_the_clause_stays() -> None:
    edited = document(everything())
    p = paragraph(edited, "Recalling its")
    p.runs[2].text = " its resolution 60/1,"
    reading = reread(edited)
    block = reading.resolution.main.blocks[1]
    assert words(block.text) == "Recalling its resolution 60/1,"
    assert (block.kind, block.id) == (Kind.PREAMBULAR, "p1")
    assert block.origin and block.origin.symbol == "A/RES/55/63"
    assert block.text[0] == Run("Recalling", Mark.LEAD)
    assert reading.resolution.main.blocks[2:] == everything().main.blocks[2:]


def test_a_changed_look_is_read() -> None:
    edited = document(everything())
    paragraph(edited, "The first;").runs[-1].bold = True
    block = reread(edited).resolution.main.blocks[4]
    assert block.text == make("The first;", Mark.BOLD)


def test_an_added_clause_is_judged_by_its_words() -> None:
    edited = document(everything())
    before = paragraph(edited, "Decides as before")
    new = deepcopy(before._p)
    for child in list(new):
        if child.tag != qn("w:pPr"):
            new.remove(child)
    before._p.addprevious(new)
    Paragraph(new, before._parent).add_run("\t2.\tRequests the Secretary-General to report;")
    read_back = reread(edited).resolution
    assert ("operative", "2.", "Requests the Secretary-General to report;") in shown(read_back)
    added = next(b for b in read_back.main.blocks if b.label == "2.")
    assert added.text[0] == Run("Requests", Mark.LEAD) and not added.id
    assert len(read_back.main.blocks) == len(everything().main.blocks) + 1


def test_a_deleted_clause_is_gone_and_its_note_too() -> None:
    edited = document(everything())
    p = paragraph(edited, "Recalling its")._p
    p.getparent().remove(p)
    reading = reread(edited)
    assert "p1" not in [b.id for b in reading.resolution.blocks()]
    assert [note.mark for note in reading.resolution.notes] == ["78", "*"]
    assert reading.resolution.main.blocks[-8:-2] == everything().main.blocks[-8:-2]


def test_two_clauses_change_places() -> None:
    edited = document(everything())
    first, second = paragraph(edited, "Recalling its")._p, paragraph(edited, "Noting also")._p
    second.addnext(first)
    assert [b.id for b in reread(edited).resolution.main.blocks[:3]] == ["f", "p2", "p1"]


def test_a_clause_that_lost_its_bookmark_is_known_by_how_it_looks() -> None:
    edited = document(everything())
    p = paragraph(edited, "Recalling its")._p
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        for mark in p.findall(qn(tag)):
            p.remove(mark)
    assert reread(edited).resolution == everything()


def test_a_changed_note_is_read() -> None:
    edited = document(everything())
    part = next(
        p for p in edited.part.package.iter_parts() if str(p.partname) == "/word/footnotes.xml"
    )
    part._blob = part.blob.replace(b"Official Records", b"Treaty Series")
    notes = reread(edited).resolution.notes
    assert notes[1].text == join(make("See "), make("Treaty Series", Mark.ITALIC), make("."))
    assert (notes[0], notes[2]) == (everything().notes[0], everything().notes[2])


def test_a_renumbered_clause_has_the_number_one_sees() -> None:
    edited = document(everything())
    for run in paragraph(edited, "Decides as before").runs:
        for t in run._r.findall(qn("w:t")):
            t.text = t.text.replace("5 bis.", "2.")
    block = next(b for b in reread(edited).resolution.main.blocks if b.id == "o2")
    assert (block.label, block.auto, block.kind) == ("2.", True, Kind.OPERATIVE)


def test_a_clause_made_an_item_is_an_item() -> None:
    edited = document(everything())
    p = paragraph(edited, "Decides as before")
    for run in p.runs:
        for t in run._r.findall(qn("w:t")):
            t.text = t.text.replace("5 bis.", "(b)")
    block = next(
        b for b in reread(edited).resolution.main.blocks if words(b.text).startswith("Decides as")
    )
    assert (block.kind, block.label, block.level) == (Kind.ITEM, "(b)", 1)


def test_lines_of_the_heading_that_were_changed_are_read() -> None:
    edited = document(everything())
    paragraph(edited, "Fifty-fifth session").runs[0].text = "Sixtieth session"
    paragraph(edited, "Agenda item 105").runs[0].text = "Agenda item 7"
    title = paragraph(edited, "Oceans")
    title.runs[-1].text = "Oceans and seas"
    masthead = reread(edited).resolution.masthead
    assert (masthead.session, masthead.agenda_item) == ("Sixtieth session", "7")
    assert reread(edited).resolution.title == "Oceans and seas"
    assert replace(masthead, session="", agenda_item="") == replace(
        everything().masthead, session="", agenda_item=""
    )


def test_a_number_that_is_gone_leaves_no_full_stop_as_the_number() -> None:
    assert heading.fields("title", make("\t55/63.\tOceans"), "en") == {"number": "55/63"}
    assert heading.fields("title", make("\t.\tOceans"), "en") == {"number": ""}


def test_a_changed_cell_is_read() -> None:
    edited = document(everything())
    table = next(t for t in edited.tables if "Head" in t.cell(0, 0).text)
    table.cell(3, 1).paragraphs[0].runs[0].text = "changed"
    block = next(b for b in reread(edited).resolution.main.blocks if b.kind is Kind.TABLE)
    assert block.table and words(block.table.rows[3][0].paragraphs[0]) == "changed"
    assert block.table.rows[2][0].rowspan == 2 and block.table.rows[0][0].header


def test_a_remark_stands_by_its_clause() -> None:
    edited = document(everything())
    p = paragraph(edited, "Takes note of")
    edited.add_comment(p.runs, text="Agreed language?", author="Delegate", initials="D")
    reading = reread(edited)
    assert [(r.author, r.place, r.text) for r in reading.remarks] == [
        ("Delegate", "OP1", "Agreed language?")
    ]
    assert reading.resolution == everything()
