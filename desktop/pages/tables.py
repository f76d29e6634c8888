"""Tables into rows of lines, each row ready to be put on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from desktop.pages.faces import Faces
from desktop.pages.lines import LaidOutLine, lines_of
from desktop.pages.manuscript import (
    Block,
    GridTable,
    PageSetup,
    PrintCell,
    PrintParagraph,
    PrintRow,
)


@dataclass(frozen=True, slots=True)
class RowLine:
    """A line in a row: its column's left edge from the table's, its top from the row's."""

    x: float
    y: float
    line: LaidOutLine


@dataclass(frozen=True, slots=True)
class RowRule:
    """A rule of a cell, at the row's top or (negative height) hanging below its bottom."""

    x: float
    width: float
    thickness: float
    below: bool


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row as it is printed."""

    height: float
    lines: tuple[RowLine, ...]
    rules: tuple[RowRule, ...]
    header: bool

    @property
    def notes(self) -> tuple[int, ...]:
        """Return the notes whose first marks stand in the row."""
        return tuple(note for placed in self.lines for note in placed.line.notes)


@dataclass(slots=True)
class _SetCell:
    """A cell with its lines, each with its top from the cell's own."""

    x: float
    cell: PrintCell
    lines: list[tuple[float, LaidOutLine]] = field(default_factory=list)
    height: float = 0.0


def stacked(
    paragraphs: Sequence[Block],
    width: float,
    tab_stop: float,
    faces: Faces,
    figures: tuple[str, str] = ("", ""),
) -> tuple[list[tuple[float, LaidOutLine]], float]:
    """Return the lines of paragraphs one below the other, each with its top, and the height of all.

    Between two paragraphs Word leaves the larger of the space after the one and before the other.
    """
    out: list[tuple[float, LaidOutLine]] = []
    y = after = 0.0
    for paragraph in paragraphs:
        if not isinstance(paragraph, PrintParagraph):
            continue
        y += max(0.0, paragraph.shape.before - after)
        for line in lines_of(paragraph, width, tab_stop, faces, figures):
            out.append((y, line))
            y += line.height
        after = paragraph.shape.after
        y += after
    return out, y


def rows_of(
    table: GridTable, tab_stop: float, faces: Faces, figures: tuple[str, str] = ("", "")
) -> list[SetRow]:
    """Return the rows of a table. Where cells go on over several rows, their lines are shared out among them."""
    rows = [_set_cells(row, table, tab_stop, faces, figures) for row in table.rows]
    _share_out(rows, [_own_height(row, cells) for row, cells in zip(table.rows, rows, strict=True)])
    out = []
    above = table.rule_above
    for n, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        last = n == len(rows) - 1
        above = max([above, *(c.cell.rule_above for c in cells)])
        out.append(_set_row(row, cells, above, table, first=n == 0, last=last))
        above = max([0.0, *(c.cell.rule_below for c in cells)])
    return out


def table_left(table: GridTable, setup: PageSetup) -> float:
    """Return where a table's left edge is on the paper."""
    if table.right_to_left:
        return setup.width - setup.right - table.indent - table.width
    return setup.left + table.indent


def below(table: GridTable) -> float:
    """Return the height of the rule that closes a table."""
    last = table.rows[-1].cells if table.rows else ()
    return max([table.rule_below, *(cell.rule_below for cell in last)])


def _set_cells(
    row: PrintRow, table: GridTable, tab_stop: float, faces: Faces, figures: tuple[str, str]
) -> list[_SetCell]:
    cells = []
    x = 0.0
    for cell in row.cells:
        left = table.width - x - cell.width if table.right_to_left else x
        made = _SetCell(left, cell)
        if cell.merge != "continue":
            room = cell.width - sum(cell.sides)
            made.lines, made.height = stacked(cell.blocks, room, tab_stop, faces, figures)
            made.height += cell.foot
        cells.append(made)
        x += cell.width
    return cells


def _own_height(row: PrintRow, cells: list[_SetCell]) -> float:
    """Return the height that a row needs for the cells that stand in it alone."""
    if row.exact:
        return row.height
    return max([row.height, *(cell.height for cell in cells if not cell.cell.merge)])


def _share_out(rows: list[list[_SetCell]], heights: list[float]) -> None:
    """Give each row the lines of a merged cell that it has room for; the last one takes what is left."""
    for n, cells in enumerate(rows):
        for cell in cells:
            if cell.cell.merge == "restart":
                below_ = _goes_on(rows, n, cell.x)
                _share_cell([cell, *below_], heights[n : n + 1 + len(below_)])


def _goes_on(rows: list[list[_SetCell]], start: int, x: float) -> list[_SetCell]:
    found: list[_SetCell] = []
    for cells in rows[start + 1 :]:
        same = [c for c in cells if abs(c.x - x) < 0.5 and c.cell.merge == "continue"]
        if not same:
            break
        found.append(same[0])
    return found


def _share_cell(cells: list[_SetCell], heights: list[float]) -> None:
    lines, total = cells[0].lines, cells[0].height
    if cells[0].cell.bottom and (down := max(0.0, sum(heights) - total)):
        lines, total = [(y + down, line) for y, line in lines], total + down
    top = 0.0
    for n, (cell, height) in enumerate(zip(cells, heights, strict=True)):
        last = n == len(cells) - 1
        own = [
            entry for entry in lines if last or entry[0] + entry[1].height <= top + height + 0.01
        ]
        lines = lines[len(own) :]
        cell.lines = [(y - top, line) for y, line in own]
        cell.height = total - top if last else 0.0
        # Lines that are moved on begin at the top of the row that takes them.
        if lines and not last:
            gap = lines[0][0] - (top + height)
            if gap < 0:
                lines = [(y - gap, line) for y, line in lines]
                total -= gap
        top += height


def _set_row(
    row: PrintRow, cells: list[_SetCell], above: float, table: GridTable, first: bool, last: bool
) -> SetRow:
    content = max((cell.height for cell in cells), default=0.0)
    height = row.height if row.exact else max(row.height, content + above)
    lines = []
    for cell in cells:
        alone = cell.cell.bottom and not cell.cell.merge
        drop = height - cell.height if alone else above
        lines += [RowLine(cell.x + cell.cell.sides[0], y + drop, line) for y, line in cell.lines]
    rules = [
        RowRule(c.x, c.cell.width, c.cell.rule_below, True) for c in cells if c.cell.rule_below
    ]
    if first:
        rules += [
            RowRule(c.x, c.cell.width, c.cell.rule_above, False) for c in cells if c.cell.rule_above
        ]
        if table.rule_above:
            rules.append(RowRule(0.0, table.width, table.rule_above, False))
    if last and table.rule_below:
        rules.append(RowRule(0.0, table.width, table.rule_below, True))
    return SetRow(height, tuple(lines), tuple(rules), row.header)


def cut_row(row: SetRow, room: float) -> tuple[SetRow, SetRow]:
    """Return the part of a row that a page has room for, and the rest: for rows that are higher than a page."""
    upper = [placed for placed in row.lines if placed.y + placed.line.height <= room]
    lower = [placed for placed in row.lines if placed.y + placed.line.height > room]
    if not upper or not lower:
        return row, SetRow(0.0, (), (), row.header)
    top = min(placed.y for placed in lower)
    down = [replace(placed, y=placed.y - top) for placed in lower]
    rest = max(row.height - top, max(p.y + p.line.height for p in down))
    rules = tuple(rule for rule in row.rules if not rule.below)
    ends = tuple(rule for rule in row.rules if rule.below)
    return (
        SetRow(max(p.y + p.line.height for p in upper), tuple(upper), rules, row.header),
        SetRow(rest, tuple(down), ends, row.header),
    )
