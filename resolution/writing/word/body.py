"""The text of a resolution as lines for the body template: where each block's label and words stand."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from resolution.model import Block, Cell, Division, DivisionKind, Kind, Resolution, Table
from resolution.text import Run, Text, plain, with_lead
from resolution.writing.word.inlines import Anchor, NoteText, Typesetter, Words
from resolution.writing.word.letterheads import Letterhead
from resolution.writing.word.masthead import Opening, title_with_notes

Inlines = tuple[Words | Anchor, ...]

_HEADING_ROLES = {
    1: ("section",),
    2: ("part", "section"),
    3: ("part", "section", "subsection"),
    4: ("chapter", "part", "section", "subsection"),
}
"""The style roles of the heading levels of a division, by how many levels it has.

Of the headings in the adopted texts of one session 84 in 100 are ten-point bold; nearly all those texts have one
level.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the text.

    shape:   which macro of the template prints it: "text", "heading", "centred" or "table"
    style:   the style's id
    tabs:    how many tabs lead in before the label, and before the words where there is no label
    indent:  left and right indents and the hanging one in twips; None keeps the style's
    """

    shape: str
    style: str
    text: Inlines = ()
    label: str = ""
    tabs: int = 0
    indent: tuple[int, int, int] | None = None
    table: Grid | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell on the grid. merge: "" stands alone, "restart" begins a span of rows, "continue" goes on with one."""

    width: int
    columns: int
    merge: str
    paragraphs: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table laid out: widths of its columns, its rows, the ones that head it, how far it stands in."""

    columns: tuple[int, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    headers: frozenset[int]
    indent: int

    @property
    def width(self) -> int:
        """Return the table's width."""
        return sum(self.columns)


@dataclass(frozen=True, slots=True)
class Section:
    """A division for the template; `label` and `title` are empty for the main text, whose title the opening bears."""

    kind: DivisionKind
    label: str
    title: Inlines
    lines: tuple[Line, ...]
    closing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything the body template prints besides the masthead's own strings."""

    title: Inlines
    heading_notes: Inlines
    sections: tuple[Section, ...]
    loose_notes: tuple[NoteText, ...]


def setting(
    resolution: Resolution, first: Opening, letterhead: Letterhead, typesetter: Typesetter
) -> Setting:
    """Return the whole text set in type, in reading order (which numbers the notes)."""
    heading_notes = () if first.notes_at == "title" else typesetter.text(first.notes)
    title = typesetter.text(title_with_notes(first))
    sections = tuple(
        _section(division, letterhead, typesetter) for division in resolution.divisions
    )
    return Setting(title, heading_notes, sections, tuple(typesetter.loose_notes()))


def _section(division: Division, letterhead: Letterhead, typesetter: Typesetter) -> Section:
    main = division.kind is DivisionKind.MAIN
    title = () if main else typesetter.text(division.title)
    roles = _heading_roles(division)
    lines = tuple(_line(block, roles, letterhead, typesetter) for block in division.blocks)
    return Section(division.kind, division.label, title, lines, division.closing)


def _heading_roles(division: Division) -> tuple[str, ...]:
    levels = [block.level for block in division.blocks if block.kind is Kind.HEADING]
    return _HEADING_ROLES[max(1, min(4, max(levels, default=1)))]


def _line(
    block: Block, roles: tuple[str, ...], letterhead: Letterhead, typesetter: Typesetter
) -> Line:
    style = letterhead.roles
    if block.kind is Kind.HEADING:
        role = roles[max(0, min(block.level, len(roles)) - 1)]
        return Line("heading", style[role], typesetter.text(block.text), block.label)
    if block.kind is Kind.TABLE and block.table and block.table.rows:
        return Line("table", style["table"], table=_grid(block.table, letterhead, typesetter))
    if _is_ornament(block):
        return Line("centred", style["text"], typesetter.text(block.text))
    words = typesetter.text(_formula(block.text) if block.kind is Kind.FORMULA else block.text)
    tabs, indent = _place(block, letterhead)
    return Line("text", style["text"], words, block.label, tabs, indent)


def _is_ornament(block: Block) -> bool:
    """Tell whether the paragraph is a row of asterisks between two parts of a text."""
    words = plain(block.text).split()
    return (
        block.kind is Kind.PARAGRAPH
        and not block.label
        and bool(words)
        and set("".join(words)) <= set("*_")
    )


def _formula(text: Text) -> Text:
    """Return "The General Assembly," in italics up to its comma, where the text itself does not say how it looks."""
    if any(inline.marks for inline in text if isinstance(inline, Run)):
        return text
    return with_lead(text, len(plain(text).rstrip().rstrip(",:，،")))


def _place(block: Block, letterhead: Letterhead) -> tuple[int, tuple[int, int, int] | None]:
    """Return the tabs before the label and the indents of a paragraph.

    Clauses and the items (a) begin at the first stop and wrap to the text's edge; each deeper level stands one stop
    further in, hanging: (i) wraps at the first stop, a. at the second. What is quoted moves in by one stop on both
    sides.
    """
    stops, quoted = letterhead.stops, int(block.quoted)
    level = block.level if block.kind in (Kind.ITEM, Kind.CONTINUATION) else 0
    deeper = max(0, min(level, 4) - 1)
    tabs = 1
    if block.kind is Kind.CONTINUATION:
        tabs = 2 if level else int(not plain(block.text)[:1].islower())
    if not deeper and not quoted:
        return tabs, None
    left = stops[deeper + quoted]
    hanging = left - stops[deeper - 1 + quoted] if deeper else 0
    return tabs, (left, stops[quoted], hanging)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell stands in its row: first column, the column after its last, how many rows below it goes on.

    cell is None for a gap; `continued` where it stands in a row above and only goes on here.
    """

    start: int
    end: int
    below: int
    cell: Cell | None
    continued: bool = False


def _places(table: Table) -> Iterator[list[_Place]]:
    """Yield the places of each row, left to right, with the cells that go on from the rows above."""
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


def _grid(table: Table, letterhead: Letterhead, typesetter: Typesetter) -> Grid:
    """Lay the table out: every row fills every column, spans of rows go on as merged cells.

    A table of more than four columns takes the width of the page, a smaller one that of the text.
    """
    places = list(_places(table))
    count = max((row[-1].end for row in places if row), default=1)
    indent = 0 if count > 4 else letterhead.edge
    columns = _columns(places, count, letterhead.page.text_width - 2 * indent)
    rows = tuple(_row(row, columns, typesetter) for row in places)
    headers = frozenset(
        n for n, row in enumerate(table.rows) if row and all(cell.header for cell in row)
    )
    return Grid(columns, rows, headers, indent)


def _columns(places: list[list[_Place]], count: int, room: int) -> tuple[int, ...]:
    """Share the room among the columns by the longest text in each, within bounds that keep all of them readable."""
    longest = [6] * count
    for row in places:
        for place in row:
            if place.cell and place.end - place.start == 1:
                length = max((len(plain(text)) for text in place.cell.paragraphs), default=0)
                longest[place.start] = max(longest[place.start], min(length, 48))
    total = sum(longest)
    widths = [room * part // total for part in longest]
    widths[-1] += room - sum(widths)
    return tuple(widths)


def _row(
    places: list[_Place], columns: tuple[int, ...], typesetter: Typesetter
) -> tuple[GridCell, ...]:
    end = places[-1].end if places else 0
    gap = [_Place(end, len(columns), 0, None)] if end < len(columns) else []
    return tuple(_cell(place, columns, typesetter) for place in [*places, *gap])


def _cell(place: _Place, columns: tuple[int, ...], typesetter: Typesetter) -> GridCell:
    merge = "continue" if place.continued else "restart" if place.below > 0 else ""
    shown = place.cell.paragraphs if place.cell and not place.continued else ()
    return GridCell(
        width=sum(columns[place.start : place.end]),
        columns=place.end - place.start,
        merge=merge,
        paragraphs=tuple(typesetter.text(text) for text in shown) or ((),),
    )
