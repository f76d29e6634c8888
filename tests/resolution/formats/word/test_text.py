"""A Word export holds the resolution: words, notes and italics, read back by python-docx, block for block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from resolution.formats.akn import reader as akn
from resolution.formats.plain import reader as plain
from resolution.formats.word.writer import to_bytes
from resolution.letterheads.words import words
from resolution.model import (
    Block,
    Cell,
    Division,
    DivisionKind,
    Kind,
    Masthead,
    Note,
    Resolution,
    Status,
    Table,
    cells,
)
from resolution.text import Mark, NoteRef, Run, Text, join, make, note_indexes
from resolution.text import plain as plain_words

LEADS = {"zh": Mark.BOLD, "ar": Mark.BOLD | Mark.ITALIC}
"""How a language prints leads; italic in all others."""


@dataclass
class Seen:
    """A printed paragraph: its words, which of them are italic and bold, the notes by id with their place."""

    style: str = ""
    words: str = ""
    italic: list[bool] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)

    def without(self, lead_in: int) -> Seen:
        """Return the paragraph without its first characters."""
        notes = [(place - lead_in, note) for place, note in self.notes]
        return Seen(
            self.style, self.words[lead_in:], self.italic[lead_in:], self.bold[lead_in:], notes
        )


class Printed:
    """What a Word file shows, read with python-docx and from the notes part."""

    def __init__(self, data: bytes) -> None:
        self.document: Document = docx.Document(BytesIO(data))
        self._bookmarks = {
            mark.get(qn("w:name")): int(mark.get(qn("w:id")))
            for mark in self.document.element.iter(qn("w:bookmarkStart"))
        }
        self.paragraphs = [
            seen
            for p in self._text_paragraphs()
            if (seen := self._seen(p)).words.strip("\t") or seen.notes
        ]
        self.notes, self.marks = self._notes()

    def _text_paragraphs(self) -> Iterator[etree._Element]:
        """Yield the paragraphs of the text, those of its tables included, the masthead's left out."""
        for element in self.document.element.body:
            floating = element.find(f"{qn('w:tblPr')}/{qn('w:tblpPr')}") is not None
            if not floating:
                yield from [element] if element.tag == qn("w:p") else element.iter(qn("w:p"))

    def _seen(self, paragraph: etree._Element) -> Seen:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        seen = Seen("" if style is None else style.get(qn("w:val")))
        in_field = False
        for run in paragraph.iter(qn("w:r")):
            kind = run.find(qn("w:fldChar"))
            in_field = in_field if kind is None else kind.get(qn("w:fldCharType")) != "end"
            self._add_run(seen, run, in_field)
        return seen

    def _add_run(self, seen: Seen, run: etree._Element, in_field: bool) -> None:
        look = run.find(qn("w:rPr"))
        italic, bold = (
            look is not None and look.find(qn(name)) is not None for name in ("w:i", "w:b")
        )
        typed_mark = False
        for child in run:
            if child.tag == qn("w:footnoteReference"):
                seen.notes.append((len(seen.words), int(child.get(qn("w:id")))))
                typed_mark = child.get(qn("w:customMarkFollows")) == "1"
            elif child.tag == qn("w:instrText") and (
                found := re.search(r"NOTEREF (\S+)", child.text)
            ):
                seen.notes.append((len(seen.words), self._bookmarks[found[1]]))
            elif not in_field and not typed_mark:
                shown = {
                    qn("w:t"): child.text or "",
                    qn("w:tab"): "\t",
                    qn("w:br"): "\n",
                    qn("w:noBreakHyphen"): "\u2011",
                }.get(child.tag, "")
                seen.words += shown
                seen.italic += [italic] * len(shown)
                seen.bold += [bold] * len(shown)

    def _notes(self) -> tuple[dict[int, Seen], dict[int, str]]:
        """Return the notes by id, and the marks of those that bear one of their own."""
        part = self.document.part.part_related_by(RT.FOOTNOTES)
        notes, marks = {}, {}
        for note in parse_xml(part.blob):
            if note.get(qn("w:type")):
                continue
            key = int(note.get(qn("w:id")))
            runs = note.findall(f".//{qn('w:r')}")
            own = runs[0].find(qn("w:t"))
            if own is not None:
                marks[key] = own.text
            seen = self._seen(note.find(qn("w:p")))
            notes[key] = seen.without(1 + len(marks.get(key, "")))
        return notes, marks


def expected(text: Text, language: str, ids: dict[int, int]) -> Seen:
    """Return how a text of the model must look."""
    seen = Seen()
    for inline in text:
        if isinstance(inline, NoteRef):
            seen.notes.append((len(seen.words), ids[inline.note]))
            continue
        marks = inline.marks
        if Mark.LEAD in marks:
            marks |= LEADS.get(language, Mark.ITALIC)
        seen.words += inline.text
        seen.italic += [Mark.ITALIC in marks] * len(inline.text)
        seen.bold += [Mark.BOLD in marks] * len(inline.text)
    return seen


def block_texts(resolution: Resolution) -> Iterator[tuple[Kind, str, Text]]:
    """Yield what each printed paragraph below the opening must hold: its kind, label and words."""
    for division in resolution.divisions:
        if division.kind is DivisionKind.ANNEX:
            yield (
                Kind.HEADING,
                "",
                make(division.label or words(resolution.masthead.language).annex),
            )
        elif division.label:
            yield Kind.HEADING, "", make(division.label)
        if division.kind is not DivisionKind.MAIN:
            yield Kind.HEADING, "", division.title
        for block in division.blocks:
            if block.table:
                for cell in cells(block):
                    yield from ((Kind.TABLE, "", text) for text in cell.paragraphs)
            else:
                yield block.kind, block.label, block.text
        for line in division.closing:
            yield Kind.CONTINUATION, "", make(line)


def assert_same(
    seen: Seen, label: str, text: Text, language: str, ids: dict[int, int], kind: Kind
) -> None:
    """Compare a printed paragraph with what it must hold."""
    tabs = len(seen.words) - len(seen.words.lstrip("\t")) if kind is not Kind.TABLE else 0
    wanted = expected(text, language, ids)
    own_tabs = len(wanted.words) - len(wanted.words.lstrip("\t"))
    if label:
        lead_in = label if not text and kind is Kind.HEADING else f"{label}\t"
        assert seen.words[tabs:].startswith(lead_in)
        tabs += len(lead_in)
    else:
        tabs = max(0, tabs - own_tabs)
    got = seen.without(tabs)
    assert got.words == wanted.words
    assert got.notes == wanted.notes
    plain_formula = kind is Kind.FORMULA and not any(i.marks for i in text if isinstance(i, Run))
    if not plain_formula:
        assert got.italic == wanted.italic
        assert got.bold == wanted.bold


def assert_holds(resolution: Resolution, data: bytes) -> Printed:
    """Compare the whole text, from the first block to the last closing line, and the notes."""
    printed = Printed(data)
    language = resolution.masthead.language
    marks = resolution.note_marks()
    ids = {index: place for place, index in enumerate(marks, 1)}
    wanted = [
        (kind, label, text)
        for kind, label, text in block_texts(resolution)
        if label or plain_words(text).strip("\t") or note_indexes(text)
    ]
    anchored = {i for text in resolution.texts() for i in note_indexes(text)}
    loose = len(marks) - len(anchored)
    body = printed.paragraphs[: len(printed.paragraphs) - loose] if loose else printed.paragraphs
    tail = body[len(body) - len(wanted) :]
    for seen, (kind, label, text) in zip(tail, wanted, strict=True):
        assert_same(seen, label, text, language, ids, kind)
    head = body[: len(body) - len(wanted)]
    title = expected(resolution.main.title, language, ids)
    assert any(seen.words.endswith(title.words) for seen in head) or not title.words
    for index in anchored:
        note = resolution.notes[index]
        got, want = printed.notes[ids[index]], expected(note.text or (), language, ids)
        assert (got.words, got.italic) == (want.words, want.italic)
        assert printed.marks.get(ids[index], "") == note.mark
    assert set(printed.notes) == {ids[index] for index in anchored}
    return printed


def errors(data: bytes, folder: Path) -> list[str]:
    """Return what the validator finds wrong with the file."""
    path = folder / "audited.docx"
    path.write_bytes(data)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


@pytest.mark.parametrize("seed", range(5))
def test_a_seed_is_in_its_word_file_with_its_notes_and_italics(
    seed: int, seeds: list[Path], tmp_path: Path
) -> None:
    resolution = plain.read(seeds[seed]).resolution
    data = to_bytes(resolution)
    assert_holds(resolution, data)
    assert errors(data, tmp_path) == []


SHAPES = ("75_13", "75_101A-B", "75_245", "75_246", "75_129", "75_325", "75_233")
"""Files of the working set with a shape of their own: parts, sections, tables, annexes."""


def test_adopted_texts_of_all_organs_and_languages_are_in_their_word_files(
    corpus_files: list[Path], tmp_path: Path
) -> None:
    shapes = [path for path in corpus_files if path.stem.rsplit("_", 1)[0] in SHAPES]
    chosen = sorted({*shapes, *corpus_files[:: max(1, len(corpus_files) // 40)]})
    for place, path in enumerate(chosen):
        resolution = akn.read(path).resolution
        data = to_bytes(resolution)
        try:
            assert_holds(resolution, data)
            assert place % 4 or errors(data, tmp_path) == []
        except AssertionError as reason:
            raise AssertionError(f"{path.name}: {reason}") from reason


WORDS = st.text(
    st.one_of(
        st.sampled_from(" \t\u00a0\u2011–“”&<>'\"*é—"),
        st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")),
    ),
    min_size=1,
    max_size=24,
)
MARKS = st.sampled_from(
    [Mark.NONE, Mark.LEAD, Mark.ITALIC, Mark.BOLD, Mark.ITALIC | Mark.UNDERLINE, Mark.SUPER]
)
HREFS = st.sampled_from(
    ["", "", "https://undocs.org/A/RES/55/63", "not a link", "https://undocs.org/S/RES/1540(2004)"]
)
RUNS = st.builds(Run, WORDS, MARKS, HREFS)


def texts(notes: int) -> st.SearchStrategy[Text]:
    """Make texts whose anchors point into a list of so many notes."""
    inlines: st.SearchStrategy[Run | NoteRef] = RUNS
    if notes:
        inlines = st.one_of(RUNS, RUNS, st.builds(NoteRef, st.integers(0, notes - 1)))
    return st.lists(inlines, max_size=4).map(lambda parts: join(parts))


@st.composite
def resolutions(draw: st.DrawFn) -> Resolution:
    """Make resolutions of every shape the model allows."""
    count = draw(st.integers(0, 4))
    text = texts(count)
    note = st.builds(
        Note, st.one_of(st.none(), texts(0)), st.sampled_from(["", "", "*", "78", "a"])
    )
    cell = st.builds(
        Cell,
        st.lists(text, max_size=2).map(tuple),
        st.integers(1, 3),
        st.integers(1, 3),
        st.booleans(),
    )
    rows = st.lists(st.lists(cell, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple)
    kinds = st.sampled_from([kind for kind in Kind if kind is not Kind.TABLE])
    block = st.builds(
        Block,
        kinds,
        text,
        st.sampled_from(["", "1.", "(a)", "(i)", "–", "IV"]),
        level=st.integers(0, 4),
        quoted=st.booleans(),
    )
    table = st.builds(lambda rows: Block(Kind.TABLE, table=Table(rows)), rows)
    division = st.builds(
        Division,
        st.sampled_from([DivisionKind.PART, DivisionKind.ANNEX]),
        st.sampled_from(["", "A", "Annex II"]),
        text,
        st.lists(st.one_of(block, block, table), max_size=5).map(tuple),
        st.lists(WORDS, max_size=2).map(tuple),
    )
    main = st.builds(
        Division,
        title=text,
        blocks=st.lists(st.one_of(block, block, table), max_size=6).map(tuple),
        closing=st.lists(WORDS, max_size=2).map(tuple),
    )
    masthead = st.builds(
        Masthead,
        status=st.sampled_from(Status),
        organ=st.sampled_from(
            ["General Assembly", "Security Council", "Human Rights Council", "", "Some Body"]
        ),
        language=st.sampled_from(["en", "fr", "zh", "ar", "xx"]),
        symbol=st.sampled_from(["", "A/RES/55/63", "S/RES/2231 (2015)"]),
        session=st.sampled_from(["", "Fifty-sixth session"]),
        sponsors=st.lists(st.sampled_from(["Algeria", "China"]), max_size=2).map(tuple),
        notes=st.lists(st.builds(NoteRef, st.integers(0, count - 1)), max_size=1).map(tuple)
        if count
        else st.just(()),
    )
    return draw(
        st.builds(
            Resolution,
            masthead,
            st.tuples(main, division).flatmap(lambda pair: st.sampled_from([pair[:1], pair])),
            st.lists(note, min_size=count, max_size=count).map(tuple),
        )
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(resolutions())
def test_every_resolution_the_model_allows_is_in_its_word_file(resolution: Resolution) -> None:
    assert_holds(resolution, to_bytes(resolution))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(resolutions())
def test_every_resolution_the_model_allows_passes_the_validator(
    tmp_path_factory: pytest.TempPathFactory, resolution: Resolution
) -> None:
    assert errors(to_bytes(resolution), tmp_path_factory.mktemp("audit")) == []
