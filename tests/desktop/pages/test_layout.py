"""The layout: every word once, no line too long, every note on the page of its mark."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.pages import PrintedPage, layout
from desktop.pages.lines import LEAST_SPACE
from desktop.pages.paging import PageLine
from resolution.formats import detect as files
from resolution.labels import numbered
from resolution.letterheads.words import words as words_of_language
from resolution.model import Block, Division, DivisionKind, Kind, Note, Resolution, cells
from resolution.text import NoteRef, Text, make

EVERY = 1 if os.environ.get("RESOLUTION_DRAFTER_ENDURE") == "full" else 60
"""One text in so many is laid out here; all of them in the long trials."""

BROKEN = re.compile(r"[\s\u00ad]")


def bare(words: str) -> str:
    return BROKEN.sub("", words)


def printed(text: Text, marks: dict[int, str]) -> str:
    return "".join(marks[i.note] if isinstance(i, NoteRef) else i.text for i in text)


def expected(resolution: Resolution) -> str:
    """Return what the text of the pages ends with: everything behind the title."""
    marks = resolution.note_marks()
    annex = words_of_language(resolution.masthead.language).annex
    out = []
    for division in resolution.divisions:
        if division.kind is not DivisionKind.MAIN:
            out.append(division.label or (annex if division.kind is DivisionKind.ANNEX else ""))
            out.append(printed(division.title, marks))
        for block in division.blocks:
            out += [block.label, printed(block.text, marks)]
            out += [printed(text, marks) for cell in cells(block) for text in cell.paragraphs]
        out += division.closing
    return bare("".join(out))


def lines(pages: Sequence[PrintedPage], part: str) -> Iterator[PageLine]:
    return (line for page in pages for line in page.lines if line.part == part)


def check(resolution: Resolution, pages: Sequence[PrintedPage]) -> None:
    """Assert what must be true of any pages."""
    every_word_stands_once(resolution, pages)
    for page in pages:
        for line in page.lines:
            no_line_is_too_long(line)
    notes_stand_with_their_marks(pages)
    for page in pages:
        nothing_leaves_the_paper(page)
        no_words_lie_on_others(page)


def every_word_stands_once(resolution: Resolution, pages: Sequence[PrintedPage]) -> None:
    shown = bare("".join(line.text for line in lines(pages, "text")))
    wanted = expected(resolution)
    tables = any(block.table for block in resolution.blocks())
    if resolution.masthead.language == "ar" or tables:
        head = len(shown) - len(wanted)
        assert head >= 0
        assert Counter(wanted) - Counter(shown) == Counter()
        assert sum((Counter(shown) - Counter(wanted)).values()) == head
    else:
        loose = sum(len(bare(note)) for note in unanchored(resolution))
        assert (shown[:-loose] if loose else shown).endswith(wanted)
    marks = resolution.note_marks()
    for number, (index, mark) in enumerate(marks.items(), 1):
        note = resolution.notes[index]
        text = bare("".join(line.text for line in lines(pages, "note") if line.place == number))
        if text:
            assert sorted(text) == sorted(bare(mark + printed(note.text or (), marks)))


def unanchored(resolution: Resolution) -> Iterator[str]:
    marks = resolution.note_marks()
    used = {i.note for text in resolution.texts() for i in text if isinstance(i, NoteRef)}
    for index, note in enumerate(resolution.notes):
        if index not in used:
            yield marks[index] + printed(note.text or (), marks)


def no_line_is_too_long(line: PageLine) -> None:
    over = line.natural - line.room
    spaces = sum(span.width for span in line.spans if not span.text.strip())
    spaces += sum(3.0 * span.text.rstrip("\u00a0").count(" ") for span in line.spans)
    assert over <= (LEAST_SPACE * spaces if line.justified else 0.0) + 0.1, line.text


def notes_stand_with_their_marks(pages: Sequence[PrintedPage]) -> None:
    seen_on: dict[int, list[int]] = {}
    for page in pages:
        for line in page.lines:
            if line.part == "note" and page.number not in seen_on.setdefault(line.place, []):
                seen_on[line.place].append(page.number)
    for page in pages:
        for note in page.notes:
            if note in seen_on:
                numbers = seen_on[note]
                assert numbers == list(range(page.number, page.number + len(numbers))), note


def no_words_lie_on_others(page: PrintedPage) -> None:
    """Lines whose feet are less than their letters' height apart must not share a place across."""
    boxes = sorted(
        (line.y, line.x + line.spans[0].x, line.x + line.spans[-1].x + line.spans[-1].width)
        for line in page.lines
        if line.part in ("text", "repeated")
        and line.text.strip()
        and not line.spans[0].right_to_left
    )
    for n, (y, left, right) in enumerate(boxes):
        for other, start, end in boxes[n + 1 : n + 12]:
            assert other - y > 6 or start >= right - 0.5 or end <= left + 0.5, (
                page.number,
                y,
                left,
            )


def nothing_leaves_the_paper(page: PrintedPage) -> None:
    for line in page.lines:
        assert 0 < line.y < page.height - 14, line.text
        left = line.x + min(span.x for span in line.spans)
        assert left > 20 and line.x + max(s.x + s.width for s in line.spans) < page.width - 20, (
            line.text
        )
    body = sorted({round(line.y, 2) for line in page.lines if line.part == "text"})
    notes = [line.y for line in page.lines if line.part == "note"]
    assert not (body and notes) or max(body) < min(notes)


def named(corpus: Sequence[Path], *names: str) -> list[Path]:
    return [path for path in corpus for name in names if path.stem.startswith(name)]


def test_the_texts_of_the_working_set(corpus_files: list[Path]) -> None:
    chosen = dict.fromkeys(corpus_files[::EVERY])
    chosen |= dict.fromkeys(
        named(
            corpus_files,
            "75_246_E",
            "75_129_E",
            "75_233_E",
            "A_RES_75_293",
            "75_101A-B_R",
            "75_125_A",
            "75_125_C",
        )
    )
    for path in chosen:
        resolution = files.read(path).resolution
        try:
            check(resolution, layout(resolution))
        except AssertionError as error:
            raise AssertionError(f"{path.name}: {error}") from error


@pytest.mark.parametrize("seed", range(5))
def test_a_seed(seeds: list[Path], seed: int) -> None:
    resolution = files.read(seeds[seed]).resolution
    check(resolution, layout(resolution))


def test_the_pages_of_a_text_are_the_same_every_time(seeds: list[Path]) -> None:
    resolution = files.read(seeds[0]).resolution
    assert layout(resolution) == layout(resolution)


Maker = Callable[..., Resolution]


@pytest.fixture
def long(seeds: list[Path]) -> Maker:
    """Return a function that makes a text of so many paragraphs of so many words, some with notes."""
    base = files.read(seeds[1]).resolution

    def make_long(count: int, length: int = 60, notes: dict[int, int] | None = None) -> Resolution:
        blocks, texts = [], []
        for n in range(count):
            text = make(f"Notes paragraph {n} " + "of so many words " * (length // 4) + "here;")
            if notes and n in notes:
                text = (*text, NoteRef(len(texts)))
                texts.append(Note(make(f"Note {n} " + "with its own words " * notes[n] + ".")))
            blocks.append(Block(Kind.OPERATIVE, text))
        main = replace(base.main, blocks=numbered(blocks), closing=())
        return Resolution(base.masthead, (main,), tuple(texts))

    return make_long


def test_a_note_longer_than_a_page_goes_on_over_the_pages(long: Maker) -> None:
    resolution = long(6, notes={1: 600, 4: 3})
    pages = layout(resolution)
    check(resolution, pages)
    first = [
        page.number
        for page in pages
        for line in page.lines
        if (line.part, line.place) == ("note", 1)
    ]
    assert len(set(first)) >= 2


def test_no_line_of_a_paragraph_is_left_alone(long: Maker) -> None:
    for length in range(40, 72, 4):
        pages = layout(long(40, length))
        for page in pages[:-1]:
            last = [line.place for line in page.lines if line.part == "text"][-1]
            here = sum(line.place == last for line in page.lines)
            total = sum(line.place == last for line in lines(pages, "text"))
            assert here == total or (here >= 2 and total - here >= 2)


def test_a_heading_stays_with_the_words_below_it(long: Maker) -> None:
    for count in range(6, 16):
        resolution = long(count)
        blocks = [*resolution.main.blocks, Block(Kind.HEADING, make("A heading"), level=1)]
        blocks += long(3).main.blocks
        main = replace(resolution.main, blocks=tuple(blocks))
        for page in layout(replace(resolution, divisions=(main,))):
            text = [line.text for line in page.lines if line.part == "text"]
            assert text[-1] != "A heading"


def test_a_table_goes_on_with_its_header_on_the_next_page(corpus_files: list[Path]) -> None:
    for path in named(corpus_files, "75_254_E", "75_246_E"):
        resolution = files.read(path).resolution
        pages = layout(resolution)
        repeated = [line.text for line in lines(pages, "repeated")]
        heads = {
            bare(printed(t, {}))
            for b in resolution.blocks()
            for c in cells(b)
            if c.header
            for t in c.paragraphs
            if t
        }
        assert all(any(bare(words) in head for head in heads) for words in repeated)


def test_a_word_longer_than_the_line_is_cut(long: Maker) -> None:
    resolution = long(2)
    address = make("See https://example.org/" + "abcdefghij" * 30 + " for more.")
    main = replace(resolution.main, blocks=(Block(Kind.PARAGRAPH, address, auto=False),))
    resolution = replace(resolution, divisions=(main,))
    check(resolution, layout(resolution))


def test_a_heading_longer_than_a_page_goes_on_on_the_next(long: Maker) -> None:
    resolution = long(1)
    heading = Block(Kind.HEADING, make("A heading of very many words " * 300), level=1)
    main = replace(resolution.main, blocks=(heading, *long(2).main.blocks))
    resolution = replace(resolution, divisions=(main,))
    pages = layout(resolution)
    check(resolution, pages)
    assert len(pages) <= 5


def test_an_empty_draft_has_a_page(qapp: Any) -> None:
    pages = layout(Resolution())
    assert len(pages) == 1
    assert layout(Resolution(divisions=(Division(),)))


def test_deeper_items_hang_and_quoted_text_stands_in(long: Maker) -> None:
    words = "with so many words that the line is wrapped and a second one begins " * 3
    blocks = [
        Block(Kind.OPERATIVE, make("Decides " + words)),
        Block(Kind.ITEM, make("First " + words), level=1),
        Block(Kind.ITEM, make("Second " + words), level=2),
        Block(Kind.PARAGRAPH, make("Quoted " + words), quoted=True, auto=False),
    ]
    resolution = long(1)
    resolution = replace(resolution, divisions=(replace(resolution.main, blocks=numbered(blocks)),))
    found: dict[int, list[float]] = {}
    for line in lines(layout(resolution), "text"):
        if line.justified or line.natural:
            found.setdefault(line.place, []).append(line.x + min(span.x for span in line.spans))
    tail = [rows for rows in found.values() if len(rows) > 2][-4:]
    first, then = [round(r[0], 1) for r in tail], [round(r[1], 1) for r in tail]
    assert first[:3] == [first[0]] * 3
    assert then[0] == then[1] < then[2] == then[3]


def test_the_work_can_be_followed_and_stopped(long: Maker) -> None:
    told: list[tuple[int, int]] = []
    layout(long(10), progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == len(told)

    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        layout(long(10), progress=stop)
