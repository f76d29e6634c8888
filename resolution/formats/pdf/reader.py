"""Reads PDF: converts the printed pages to lines for the common recognizer.

The geometry of a page gives rows and columns, indents, italics, superscript note marks, and the notes at the bottom.
Headers and footers are recognized by their words, as in every other source.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from resolution.formats.pdf.glyphs import read_pages
from resolution.formats.pdf.notes import Foot, anchored, foot_of, notes_of
from resolution.formats.pdf.rows import PrintedRow, rows_of, usual_size
from resolution.formats.source import bytes_of
from resolution.model import Note
from resolution.reading import Reading, ReadingError
from resolution.recognition.furniture import cells, without_repeats
from resolution.recognition.hints import LineHints
from resolution.recognition.lines import ITEM, NUMBER, Line, starts_lower
from resolution.recognition.recognizer import read_lines, start_of
from resolution.text import Mark, join, make, plain, runs, strip

COLUMN = 5.95
"""Width of a column of plain text, in points: a tab stop of the templates is four columns."""

PARAGRAPH = 1.22
"""Baselines more than this many times the usual distance apart have a blank line between them."""


def read(source: bytes | Path) -> Reading:
    """Read a PDF. Raises ReadingError with a sentence for the user: damaged, protected, too large, or without text."""
    pages: list[list[PrintedRow]] = []
    feet: list[Foot] = []
    for number, page_glyphs in enumerate(read_pages(bytes_of(source))):
        rows = without_page_number(rows_of(page_glyphs, number), number + 1)
        body, foot = foot_of(rows, page_glyphs)
        pages.append(body)
        feet.append(foot)
    if not any(pages):
        raise ReadingError(
            "The PDF has no words, only pictures of pages; run a text recognition over it, or type the text."
        )
    notes = notes_of(feet)
    lines = with_headings(anchored(_lines(pages), notes))
    known = tuple(Note(text, "" if mark.isdigit() else mark) for mark, text in notes)
    reading = read_lines(lines, notes=known, begins=start_of(lines))
    return replace(reading, unread=tuple(without_repeats(reading.unread, reading.resolution)))


def with_headings(lines: list[Line]) -> list[Line]:
    """Return the lines without heading hints above the text, and with headings of several lines joined."""
    start, opened = start_of(lines)
    if not opened:
        return [replace(line, given=None) for line in lines]
    out = [replace(line, given=None) for line in lines[: start + 1]]
    above = None
    for line in lines[start + 1 :]:
        goes_on = line.given and line.given == above and not line.gap and not line.cut
        above = line.given
        begins = NUMBER.match(line.words) or ITEM.match(line.words)
        if goes_on and not begins and out[-1].given:
            out[-1] = out[-1].saying(join(out[-1].text, make(" ", _common(line)), line.text))
        elif goes_on or starts_lower(line.words) or ITEM.match(line.words):
            out.append(replace(line, given=None))
        else:
            out.append(line)
    return [replace(line, number=at) for at, line in enumerate(out)]


def _common(line: Line) -> Mark:
    """Return the marks, bold or italic, that all words of a line share; none if it may be part of a sentence."""
    common = Mark.BOLD | Mark.ITALIC
    for run in runs(line.text):
        common &= run.marks if run.text.strip() else common
    sentence = line.words.rstrip().endswith((",", ";"))
    return Mark.NONE if sentence or not re.search(r"\w", line.words) else common


def without_page_number(rows: list[PrintedRow], page: int) -> list[PrintedRow]:
    """Return the rows without the last one if that is the footer with page number and page count."""
    parts = cells(rows[-1].words) if rows else []
    foot = any(re.fullmatch(rf"{page}\s?/\s?\d{{1,3}}", part) for part in parts)
    return rows[:-1] if foot and all(" " not in part for part in parts) else rows


def _headed(rows: list[PrintedRow], size: float) -> list[PrintedRow]:
    """Return the rows of a page, with headings in large type joined if they take several rows."""
    out: list[PrintedRow] = []
    for row in rows:
        above = out[-1] if out else None
        if (
            above is not None
            and row.size == above.size > size + 1
            and above.y - row.y < 1.35 * row.size
            and any(abs(row.left - glyph.left) < 2 for glyph in above.glyphs)
            and len(above.words) > 30
        ):
            out[-1] = replace(above, y=row.y, text=join(above.text, make(" "), row.text))
        else:
            out.append(row)
    return out


def _lines(pages: list[list[PrintedRow]]) -> list[Line]:
    """Return the rows as lines with their indent from the text's margin and the blank lines above them."""
    margin = _margin(pages)
    leading = _leading(pages)
    lines: list[Line] = []
    size = usual_size(glyph for rows in pages for row in rows for glyph in row.glyphs)
    for rows in pages:
        before: PrintedRow | None = None
        for row in _headed(rows, size):
            text = strip(row.text)
            if not plain(text):
                continue
            gap = 0 if before is None else _blank(before, row, leading)
            indent = max(0, round((row.left - margin) / COLUMN))
            first = before is None and bool(lines)
            line = Line(len(lines), text, plain(text), indent, gap, first, first)
            look = _common(line) if abs(row.size - size) < 0.6 else Mark.NONE
            given = LineHints(outline=0 if Mark.BOLD in look else 1) if look else None
            lines.append(replace(line, given=given))
            before = row
    return lines


def _blank(before: PrintedRow, row: PrintedRow, leading: float) -> int:
    """Return the number of blank lines between two rows."""
    apart = (before.y - row.y) / leading
    return max(0, round(apart) - 1, 1 if apart > PARAGRAPH else 0)


def _margin(pages: list[list[PrintedRow]]) -> float:
    """Return the left margin, where most rows begin."""
    lefts = Counter(round(row.left) for rows in pages for row in rows if len(row.words) > 50)
    return float(lefts.most_common(1)[0][0]) if lefts else 0.0


def _leading(pages: list[list[PrintedRow]]) -> float:
    """Return the most common distance between baselines."""
    apart = Counter(
        round((a.y - b.y) * 2) / 2
        for rows in pages
        for a, b in itertools.pairwise(rows)
        if len(a.words) > 50 and a.y - b.y > 2
    )
    return float(apart.most_common(1)[0][0]) if apart else 12.0
