"""Distinguishes real tables from those used only for layout (a masthead, numbers next to their text)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from resolution.model import Cell, Table
from resolution.recognition.lines import CLOSING, has_lead, is_opening
from resolution.recognition.paragraphs import SeenCell, SeenParagraph, SeenTable
from resolution.text import Text, folded, join, make, strip

_LABEL = re.compile(
    r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,7}|([a-z])\1)[.)]{0,2}|(?:[OP]P|P)\s?\d{1,3}[.:]?|[–—•·▪●○◦■□‣⁃*\-]"
)
_LONG = 60
"""Length, in characters, from which the text of a cell is that of a clause."""


def table_of(seen: SeenTable) -> Table:
    """Return the table as it appears, its cells with their row and column spans."""
    rows: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for at, row in enumerate(seen.rows):
        out: list[Cell] = []
        column = 0
        for cell in row:
            if cell.merge == "continue" and column in above:
                up, place = above[column]
                rows[up][place] = replace(rows[up][place], rowspan=at - up + 1)
            else:
                texts = tuple(labelled(p) for p in cell.paragraphs() if not p.is_blank)
                above.pop(column, None)
                if cell.merge:
                    above[column] = (at, len(out))
                out.append(Cell(texts, cell.columns, 1, at in seen.headers))
            column += cell.columns
        rows.append(out)
    return Table(tuple(tuple(row) for row in rows))


def labelled(seen: SeenParagraph) -> Text:
    """Return a paragraph's text after the label that Word generates."""
    text = strip(seen.text)
    return join(make(seen.label + "\t"), text) if seen.label else text


def is_layout(table: SeenTable) -> bool:
    """Return whether a table is used only for layout: one cell, labels next to text, or clauses in its cells."""
    filled = [[cell for cell in row if not _is_blank(cell)] for row in table.rows]
    if all(len(row) <= 1 for row in filled):
        return True
    words = [folded(p.text) for p in table.paragraphs()]
    if any(is_opening(each) or CLOSING.fullmatch(each) for each in words):
        return True
    labels = [row for row in filled if len(row) == 2 and _is_label(row[0])]
    if labels and all(len(row) < 2 or _is_label(row[0]) for row in filled):
        beside = [folded(p.text) for row in labels for p in row[1].paragraphs()]
        return any(len(each) >= _LONG or has_lead(each) for each in beside)
    begun = sum(has_lead(each) and len(each) >= _LONG for each in words)
    return begun > 1 and begun >= 0.4 * sum(bool(each) for each in words)


def _is_blank(cell: SeenCell) -> bool:
    return cell.merge == "continue" or all(seen.is_blank for seen in cell.paragraphs())


def _is_label(cell: SeenCell) -> bool:
    filled = [seen for seen in cell.paragraphs() if seen.label or not seen.is_blank]
    words = folded("".join(seen.label + seen.words for seen in filled))
    return len(filled) == 1 and (bool(filled[0].label) or _LABEL.fullmatch(words) is not None)


def layout_paragraphs(table: SeenTable) -> Iterator[SeenParagraph]:
    """Yield the paragraphs of a layout table, with labels joined to the text next to them."""
    for row in table.rows:
        filled = [cell for cell in row if cell.merge != "continue"]
        label: SeenParagraph | None = None
        for cell in filled:
            if label is None and _is_label(cell) and cell is not filled[-1]:
                label = next(seen for seen in cell.paragraphs() if seen.label or not seen.is_blank)
                continue
            for each in cell.content:
                several = (
                    [each] if isinstance(each, SeenParagraph) else list(layout_paragraphs(each))
                )
                for seen in several:
                    if seen.is_blank and not seen.label:
                        continue
                    yield _joined(label, seen) if label else seen
                    label = None
        if label:
            yield label


def _joined(label: SeenParagraph, seen: SeenParagraph) -> SeenParagraph:
    if label.is_blank:
        return replace(seen, label=label.label, family=label.family)
    return replace(seen, text=join(strip(label.text), make("\t"), strip(seen.text)))
