"""A table in a quotation: cells parted by |, rows by ||, paragraphs of a cell by ¶, and {…} for what a cell is."""

from __future__ import annotations

import re
from collections.abc import Callable

from resolution.amendments.quoting import Notes, QuotationError, marked_up, unquoted
from resolution.model import Cell, Table

_FORM = re.compile(r"\{(head)?(?:, )?(?:(\d+) columns)?(?:, )?(?:(\d+) rows)?(?:, )?(empty)?\} ?")


def table_in_words(table: Table, anchor: Callable[[int], str]) -> str:
    """Return a table as it stands in a quotation."""
    return " || ".join(" | ".join(_cell(cell, anchor) for cell in row) for row in table.rows)


def _cell(cell: Cell, anchor: Callable[[int], str]) -> str:
    parts = ["head"] if cell.header else []
    parts += [f"{cell.colspan} columns"] if cell.colspan != 1 else []
    parts += [f"{cell.rowspan} rows"] if cell.rowspan != 1 else []
    parts += [] if cell.paragraphs else ["empty"]
    form = f"{{{', '.join(parts)}}} " if parts else ""
    words = (marked_up(text, anchor) for text in cell.paragraphs)
    return form + " ¶ ".join(re.sub(r"([|¶{])", r"\\\1", text) for text in words)


def table_of(words: str, notes: Notes) -> Table:
    """Return the table that a quotation tells; raises QuotationError as its words do."""
    rows = [row.split(" | ") for row in words.split(" || ")]
    return Table(tuple(tuple(_read(cell, notes) for cell in row) for row in rows))


def _read(words: str, notes: Notes) -> Cell:
    form = _FORM.match(words)
    if words.startswith("{") and not form:
        raise QuotationError(f"the table cell “{words}” cannot be read")
    if not form or not words.startswith("{"):
        return Cell(tuple(unquoted(part, notes) for part in words.split(" ¶ ")))
    rest = words[form.end() :]
    paragraphs = () if form[4] else tuple(unquoted(part, notes) for part in rest.split(" ¶ "))
    return Cell(paragraphs, int(form[2] or 1), int(form[3] or 1), bool(form[1]))
