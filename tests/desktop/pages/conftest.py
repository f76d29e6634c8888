"""What the tests of the pages share: Qt without a window, an official document read off its PDF."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from resolution.language.leads import lead_length
from resolution.model import Block, Division, Kind, Masthead, Note, Resolution, Status
from resolution.text import NoteRef, join, lead, make, plain, with_lead


@pytest.fixture(autouse=True)
def type_setting(qapp: object) -> None:
    """Have Qt ready to set type."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A line as it stands in a PDF: page from 0, left edge, foot from the top, words, and the size of its letters."""

    page: int
    x: float
    y: float
    text: str
    size: float


def seen(path: Path) -> list[Seen]:
    """Return the lines of a PDF from top to bottom; words far apart are lines of their own."""
    out: list[Seen] = []
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        page = document[number]
        out += sorted(_lines(page, number), key=lambda line: (line.y, line.x))
    document.close()
    return out


def _lines(page: pypdfium2.PdfPage, number: int) -> Iterator[Seen]:
    text, height = page.get_textpage(), page.get_height()
    rows: dict[float, list[tuple[float, float, str, float]]] = {}
    for n in range(text.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(text, n))
        if pdfium.FPDFText_IsGenerated(text, n) or not sign.isprintable():
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, n, x, y)
        box = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(text, n, box)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, n, matrix)
        size = pdfium.FPDFText_GetFontSize(text, n) * abs(matrix.d)
        foot = round(height - y.value, 1)
        key = next((k for k in rows if abs(k - foot) < 0.35), foot)
        rows.setdefault(key, []).append((x.value, box.right, sign, size))
    for foot, signs in rows.items():
        yield from _words(number, foot, signs)


def _words(
    number: int, foot: float, signs: list[tuple[float, float, str, float]]
) -> Iterator[Seen]:
    start = 0
    for n in range(1, len(signs) + 1):
        if n < len(signs) and -20 < signs[n][0] - signs[n - 1][1] < 14:
            continue
        part = signs[start:n]
        words = " ".join(_spaced(part).split())
        if words:
            yield Seen(number, part[0][0], foot, words, round(max(size for *_, size in part), 1))
        start = n


def _spaced(signs: list[tuple[float, float, str, float]]) -> str:
    """Return the letters as words; where a link ends there is a gap without a space."""
    out = ""
    for n, (x, _, sign, _) in enumerate(signs):
        apart = n and x - signs[n - 1][1] > 1.4
        out += f" {sign}" if apart else sign
    return out


EDGE, FIRST, AFTER_NUMBER = 123.4, 147.1, 170.9
"""Where the lines of an official text begin: wrapped, first of a paragraph, behind a number."""


LABEL = re.compile(r"(\d+\.|\([a-z]+\))\s*")

UNBROKEN = (
    ("States, non-inter", "States, non\u2011inter"),
    ("of 27 October 2015", "of 27\u00a0October 2015"),
)
"""What 73/8 was typed with: its lines end before these words where their first part would have had room, as Word does
for hyphens and spaces that hold words together; its PDF has no ordinary space in the date either.
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph as it was printed: its label, and its lines."""

    label: str
    lines: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return the lines as one."""
        return re.sub(r"(?<=\w) ?- (?=[a-z])", "-", " ".join(self.lines))


def printed(lines: list[Seen]) -> list[Printed]:
    """Return the paragraphs of the body of an official document, in ten-point type."""
    found: list[tuple[str, list[str]]] = []
    label = ""
    below = 0.0
    for line in lines:
        inside = abs(line.size - 9.96) < 0.3 and 62 < line.y < 735 and line.x < 300
        marked = LABEL.match(line.text) if abs(line.x - FIRST) < 0.6 else None
        if not inside:
            continue
        if marked and marked.end() == len(line.text):
            label = marked[1]
        elif abs(line.x - FIRST) < 0.6 or abs(line.x - AFTER_NUMBER) < 0.6:
            found.append(
                (marked[1] if marked else label, [line.text[marked.end() if marked else 0 :]])
            )
            label = ""
        elif abs(line.x - EDGE) < 0.6 and found and (line.y - below < 12.5 or line.y < 90):
            found[-1][1].append(line.text)
        below = line.y
    return [Printed(name, tuple(words)) for name, words in found]


def of_paragraphs(paragraphs: list[Printed]) -> tuple[Block, ...]:
    """Return printed paragraphs as the blocks of a resolution."""
    blocks = []
    for n, paragraph in enumerate(paragraphs):
        words = paragraph.words
        if n == 0:
            blocks.append(Block(Kind.FORMULA, make(words)))
            continue
        kind = Kind.OPERATIVE if paragraph.label else Kind.PREAMBULAR
        text = with_lead(make(words), lead_length(words, kind))
        blocks.append(Block(kind, text, label=paragraph.label, auto=False))
    return tuple(blocks)


@dataclass(frozen=True, slots=True)
class Official:
    """An official resolution: what it says, and its lines as they were printed."""

    resolution: Resolution
    lines: tuple[Seen, ...]
    paragraphs: tuple[Printed, ...]


@pytest.fixture(scope="session")
def official(samples: Path) -> Official:
    """Return resolution 73/8 as issued, put together again from the lines of its PDF."""
    lines = seen(samples / "A_RES_73_8-EN.pdf")
    paragraphs = printed(lines)
    blocks = list(of_paragraphs(paragraphs))
    for n, block in enumerate(blocks):
        words = plain(block.text)
        for shown, typed in UNBROKEN:
            words = words.replace(shown, typed)
        blocks[n] = replace(block, text=with_lead(make(words), len(lead(block.text))))
    first = next(n for n, block in enumerate(blocks) if block.kind is Kind.OPERATIVE)
    blocks[first] = replace(blocks[first], text=join(blocks[first].text, (NoteRef(0),)))
    title = (
        "Necessity of ending the economic, commercial and financial\n"
        "embargo imposed by the United States of America\nagainst Cuba"
    )
    main = Division(
        title=make(title), blocks=tuple(blocks), closing=("30th plenary meeting", "1 November 2018")
    )
    masthead = Masthead(
        status=Status.ADOPTED, organ="General Assembly", symbol="A/RES/73/8", number="73/8",
        session="Seventy-third session", agenda_item="43", issued=date(2018, 11, 5),
        heading="Resolution adopted by the General Assembly on 1 November 2018",
        basis="without reference to a Main Committee (A/73/L.3)", job="18-18418 (E)",
    )  # fmt: skip
    resolution = Resolution(masthead, (main,), (Note(make("A/73/85.")),))
    return Official(resolution, tuple(lines), tuple(paragraphs))


@pytest.fixture(scope="session")
def read_pdf() -> Callable[[Path], tuple[list[Printed], tuple[Block, ...]]]:
    """Return a function that gives the paragraphs of an official PDF, as printed and as blocks."""

    def read(path: Path) -> tuple[list[Printed], tuple[Block, ...]]:
        paragraphs = printed(seen(path))
        return paragraphs, of_paragraphs(paragraphs)

    return read


@pytest.fixture(scope="session")
def seen_lines() -> Callable[[Path], list[Seen]]:
    """Return the function that reads the lines of a PDF."""
    return seen
