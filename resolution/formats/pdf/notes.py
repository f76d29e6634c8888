"""Notes at the bottom of a page: their rows, the start of each, and their references in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from resolution.formats.pdf.glyphs import GlyphPage
from resolution.formats.pdf.rows import PrintedRow, usual_size
from resolution.recognition.furniture import cells, is_furniture, is_page_number
from resolution.recognition.lines import Line, joined
from resolution.text import Inline, Mark, NoteRef, Run, Text, cut, join, plain, strip

Foot = list[PrintedRow]
"""The rows of the notes on one page."""

HIGHEST = 0.75
"""Notes begin below this fraction of the page's height."""

_MARK = re.compile(r"(?P<mark>\d{1,3}|\*{1,3}|[a-z](?=\s|$))")
_RULE = re.compile(r"[_─━—-]{5,}")


def foot_of(rows: list[PrintedRow], page_glyphs: GlyphPage) -> tuple[list[PrintedRow], Foot]:
    """Split the rows of a page into those of the text, including headers and footers, and those of the notes.

    Notes begin with a superscript mark, below the last row of the text: after a short line, drawn or typed, or in a
    smaller font.
    """
    body = usual_size(glyph for row in rows for glyph in row.glyphs)
    start = _start(rows, page_glyphs, body)
    if start is None:
        return rows, []
    end = len(rows)
    while end > start and _is_foot(rows[end - 1]):
        end -= 1
    notes = [row for row in rows[start:end] if not _RULE.fullmatch(row.words.strip())]
    kept = rows[:start]
    while kept and _RULE.fullmatch(kept[-1].words.strip()):
        kept.pop()
    return [*kept, *rows[end:]], notes


def _start(rows: list[PrintedRow], page_glyphs: GlyphPage, body: float) -> int | None:
    ruled = {
        at
        for at, row in enumerate(rows)
        if any(
            row.y + 0.5 * row.size < rule.y < row.y + 3 * row.size
            and rule.right - rule.left < 0.45 * page_glyphs.width
            and rule.left < row.left + 20
            and rule.right > row.left
            for rule in page_glyphs.rulings
        )
    }
    for at, row in enumerate(rows):
        if row.y > HIGHEST * page_glyphs.height:
            continue
        below_typed = at > 0 and _RULE.fullmatch(rows[at - 1].words.strip()) is not None
        marked = bool(_MARK.fullmatch(row.mark)) or re.match(r"\*{1,3}\s", row.words) is not None
        if not marked and not (at in ruled and row.size < body - 0.4):
            continue
        if (
            at in ruled
            or below_typed
            or all(r.size < body - 0.4 for r in rows[at:] if not _is_foot(r))
        ):
            return at
    return None


def _is_foot(row: PrintedRow) -> bool:
    return all(is_furniture(part) or is_page_number(part) for part in cells(row.words))


def notes_of(feet: Sequence[Foot]) -> list[tuple[str, Text]]:
    """Return the notes in order, each with its own mark if that is not a number, and its text.

    A row without a mark continues the note before it, also across pages.
    """
    found: list[tuple[str, list[Text]]] = []
    for foot in feet:
        for row in foot:
            mark, text = _split_mark(row)
            if mark and not (mark.isdigit() and _out_of_order(mark, found)):
                found.append((mark, [text]))
            elif found:
                found[-1][1].append(strip(row.text))
            else:
                found.append(("", [strip(row.text)]))
    whole = frozenset[str]()
    return [(mark, strip(_plainly(joined(texts, whole)))) for mark, texts in found]


def _split_mark(row: PrintedRow) -> tuple[str, Text]:
    """Return the mark at the start of a row, and the rest of the row."""
    text = strip(row.text)
    mark = row.mark
    if not _MARK.fullmatch(mark):
        starred = re.match(r"(\*{1,3})\s", plain(text))
        mark = starred[1] if starred else ""
    return (mark, strip(cut(text, len(mark)))) if mark else ("", text)


def _out_of_order(mark: str, found: Sequence[tuple[str, list[Text]]]) -> bool:
    """Return whether a number cannot be the next note's, so that it is at the start of the row by chance."""
    last = next((int(m) for m, _ in reversed(found) if m.isdigit()), None)
    return last is not None and int(mark) != last + 1 and int(mark) != 1


def _plainly(text: Text) -> Text:
    """Return the text of a note without bold."""
    return join(replace(i, marks=i.marks & ~Mark.BOLD) if isinstance(i, Run) else i for i in text)


def anchored(lines: Sequence[Line], notes: Sequence[tuple[str, Text]]) -> list[Line]:
    """Return the lines with note references in place of superscript marks, in the order of the text."""
    order: dict[str, list[int]] = {}
    for index, (mark, _) in enumerate(notes):
        order.setdefault(mark, []).append(index)
    return [line.saying(join(_with_anchors(line.text, order))) for line in lines]


def _with_anchors(text: Text, order: dict[str, list[int]]) -> list[Inline]:
    out: list[Inline] = []
    for inline in text:
        if isinstance(inline, NoteRef) or Mark.SUPER not in inline.marks:
            out.append(inline)
            continue
        for part in re.split(r"(\d+|\*+|[^\d*]+)", inline.text):
            indexes = order.get(part.strip())
            if part.strip() and indexes:
                out.append(NoteRef(indexes[0]))
                if len(indexes) > 1:
                    indexes.pop(0)
            elif part.strip(" ,"):
                out.append(replace(inline, text=part))
    return out
