"""Lays out a table on a grid: every row fills every column, and no column extends beyond the margins.

Source of the formatting: the tables of official documents on the New York template. Headers in italics, figures
right-aligned.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from resolution.formats.word.writing.inlines import Inlines, Typesetter
from resolution.letterheads.letterheads import Letterhead
from resolution.model import Cell, Table
from resolution.text import plain

_FIGURE = re.compile(r"[\s(\[$€£+–−—-]*(?:\d[\d\s.,/]*|[–—-]|…|\.{3})[\s)\]%*]*(?:[a-z]\b)?")
"""A cell with a figure, or a sign for none: "25 161.2", "(1.8)", "–"; the letter of a note may follow."""

_LETTER = 88
"""Width of a character in a cell, in twips; an overestimate rather than an underestimate."""

_MARGINS = 190
"""Total indents of a cell, in twips."""

_BESIDE_FIGURE = 144

_IN_HEAD, _BELOW_HEAD = 4, 12
"""Width of the lines between the rows of a header and below it, in eighths of a point."""

_LONG = 48
"""Text longer than this, in characters, gives its column no additional width."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell on the grid.

    merge: "" for a single cell, "restart" begins a vertical span, "continue" continues one
    apart: additional left indent, in twips, of text next to right-aligned figures
    """

    width: int
    columns: int
    merge: str
    style: str
    paragraphs: tuple[Inlines, ...]
    apart: int = 0


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row on the grid. blank: it has no text and only separates others; rule: width of the line below it, in eighths
    of a point.
    """

    cells: tuple[GridCell, ...]
    blank: bool
    rule: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table laid out: column widths, rows, range of header rows, left indent.

    ruled: it has lines above and below; a single row without a header is only a means to set text side by side
    """

    columns: tuple[int, ...]
    rows: tuple[GridRow, ...]
    headers: range
    indent: int
    ruled: bool

    @property
    def width(self) -> int:
        """Return the width of the table."""
        return sum(self.columns)


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of a cell in its row: first column, column after its last, number of rows it extends below.

    cell is None for a gap; `continued` if the cell begins in a row above.
    """

    start: int
    end: int
    below: int
    cell: Cell | None
    continued: bool = False

    @property
    def words(self) -> str:
        """Return all its text."""
        return "\n".join(plain(text) for text in self.cell.paragraphs) if self.cell else ""


def grid(table: Table, letterhead: Letterhead, typesetter: Typesetter) -> Grid:
    """Lay out the table.

    A table of more than four columns takes the width of the page, a smaller one that of the text.
    """
    places = list(_places(table))
    count = max((row[-1].end for row in places if row), default=1)
    heads = sum(1 for _ in takewhile(lambda row: all(cell.header for cell in row), table.rows))
    heads = 0 if heads == len(table.rows) else heads
    indent = 0 if count > 4 else letterhead.edge
    columns = _columns(places, count, letterhead.page.text_width - 2 * indent)
    figures = _figure_columns(places[heads:], count)
    blank = [not any(place.words.strip() for place in row) for row in places]
    last = max((number for number in range(heads) if not blank[number]), default=-1)
    rows = tuple(
        GridRow(
            _row(row, columns, figures, number < heads, typesetter),
            blank[number],
            _BELOW_HEAD if number == last else _IN_HEAD if number < last else 0,
        )
        for number, row in enumerate(places)
    )
    return Grid(columns, rows, range(heads), indent, ruled=heads > 0 or len(rows) > 1)


def _places(table: Table) -> Iterator[list[_Place]]:
    """Yield the places of each row from left to right, including cells continued from the rows above."""
    above: dict[int, _Place] = {}
    for row in table.rows:
        places: list[_Place] = []
        column, waiting = 0, deque(row)
        while waiting or above:
            following = min(above, default=None)
            if following == column:
                upper = above.pop(column)
                place = replace(upper, below=upper.below - 1, continued=True)
            elif waiting:
                cell = waiting.popleft()
                end = column + max(1, cell.colspan)
                place = _Place(
                    column,
                    end if following is None else min(end, following),
                    cell.rowspan - 1,
                    cell,
                )
            else:
                place = _Place(column, following or column + 1, 0, None)
            places.append(place)
            column = place.end
        above = {place.start: place for place in places if place.below > 0}
        yield places


def _figure_columns(places: list[list[_Place]], count: int) -> frozenset[int]:
    """Return the columns of figures: at least 80 per cent of the non-empty cells below the header are figures."""
    texts: list[list[str]] = [[] for _ in range(count)]
    for row in places:
        for place in row:
            if place.end - place.start == 1 and not place.continued and place.words.strip():
                texts[place.start].append(place.words.strip())
    return frozenset(
        column
        for column, words in enumerate(texts)
        if column and words and sum(map(bool, map(_FIGURE.fullmatch, words))) >= 0.8 * len(words)
    )


def _columns(places: list[list[_Place]], count: int, room: int) -> tuple[int, ...]:
    """Distribute the width: each column fits its longest word, the rest is shared by the length of the texts."""
    narrowest, longest = [1] * count, [6] * count
    for row in places:
        for place in row:
            if place.end - place.start == 1 and place.words:
                column = place.start
                word = max(map(len, place.words.split()), default=1)
                narrowest[column] = max(narrowest[column], word)
                text = max(map(len, place.words.splitlines()), default=1)
                longest[column] = max(longest[column], min(text, _LONG))
    least = [word * _LETTER + _MARGINS for word in narrowest]
    if sum(least) > room:
        least = [room * part // sum(least) for part in least]
    left = room - sum(least)
    wanted = [
        max(0, text * _LETTER + _MARGINS - low) for text, low in zip(longest, least, strict=True)
    ]
    total = sum(wanted) or 1
    widths = [low + left * part // total for low, part in zip(least, wanted, strict=True)]
    widths[0] += room - sum(widths)
    return tuple(widths)


def _row(
    places: list[_Place],
    columns: tuple[int, ...],
    figures: frozenset[int],
    header: bool,
    typesetter: Typesetter,
) -> tuple[GridCell, ...]:
    end = places[-1].end if places else 0
    gap = [_Place(end, len(columns), 0, None)] if end < len(columns) else []
    return tuple(
        _cell(place, columns, _style(place, figures, header), _apart(place, figures), typesetter)
        for place in [*places, *gap]
    )


def _apart(place: _Place, figures: frozenset[int]) -> int:
    return _BESIDE_FIGURE if place.start - 1 in figures and place.start not in figures else 0


def _style(place: _Place, figures: frozenset[int], header: bool) -> str:
    """Return the paragraph style of a cell: figures and their headers are right-aligned."""
    right = place.start in figures and place.end - place.start == 1
    return ("TableHead" if header else "Table") + ("Figure" if right else "" if header else "Txt")


def _cell(
    place: _Place, columns: tuple[int, ...], style: str, apart: int, typesetter: Typesetter
) -> GridCell:
    merge = "continue" if place.continued else "restart" if place.below > 0 else ""
    shown = place.cell.paragraphs if place.cell and not place.continued else ()
    return GridCell(
        width=sum(columns[place.start : place.end]),
        columns=place.end - place.start,
        merge=merge,
        style=style,
        paragraphs=tuple(typesetter.text(text) for text in shown) or ((),),
        apart=apart,
    )
