"""Converts paragraphs to lines for the recognizer, with their indentation and the hints of the source."""

from __future__ import annotations

import re
from dataclasses import replace

from resolution.recognition.hints import PLACEHOLDER, KnownBlock, LineHints
from resolution.recognition.lines import Line
from resolution.recognition.paragraphs import ParagraphShape, SeenParagraph, SeenTable
from resolution.recognition.tables import is_layout, layout_paragraphs, table_of
from resolution.text import Mark, Run, Text, join, make, plain, strip

COLUMN = 119
"""Width of a column of plain text, in twips: a tab stop of the templates (475) is four columns."""

_DEFAULT_STOP = 720
_FIGURES = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HEADING_STYLE = re.compile(r"heading [1-9]|(?:_ ?)?_?_? ?h ?_+ ?(?:[1-6]|ch|m)\b.*|subtitle|title")


def line_of(
    number: int, seen: SeenParagraph, gap: int | None = None, known: KnownBlock | None = None
) -> Line:
    """Return a paragraph as a line, with the label that Word generates, and its indentation."""
    tabs = len(seen.words) - len(seen.words.lstrip("\t"))
    text = strip(seen.text)
    if seen.label:
        text = join(make(seen.label + "\t"), text)
    words = plain(text)
    if not words.strip():
        text = join(make(PLACEHOLDER), text)
    return Line(
        number,
        text,
        plain(text),
        _columns(seen.shape, tabs),
        seen.blanks if gap is None else gap,
        given=_given(seen, known),
    )


def _given(seen: SeenParagraph, known: KnownBlock | None) -> LineHints | None:
    outline = outline_of(seen.shape)
    if not (known or seen.label or outline is not None):
        return None
    rank = seen.shape.list[1] if seen.shape.list else 0
    return LineHints(seen.label, seen.family, rank, outline, known=known)


def outline_of(shape: ParagraphShape) -> int | None:
    """Return the heading level given by the paragraph's style; None if it is not a heading."""
    if shape.outline is not None:
        return shape.outline
    return 9 if _HEADING_STYLE.fullmatch(shape.style) else None


def _columns(shape: ParagraphShape, tabs: int) -> int:
    """Return the columns before the first word: the indent, then the tab stops of the leading tabs."""
    at = shape.left + shape.first
    for _ in range(min(tabs, 20)):
        stops = [*shape.stops, *([shape.left] if shape.first < 0 else [])]
        following = min((stop for stop in stops if stop > at), default=None)
        at = following if following is not None else (at // _DEFAULT_STOP + 1) * _DEFAULT_STOP
    return max(0, round(at / COLUMN))


def lines_of_table(number: int, table: SeenTable, known: KnownBlock | None = None) -> list[Line]:
    """Return a table as lines: one line for a real table, or the paragraphs of one used for layout."""
    if known is None and is_layout(table):
        return [line_of(number + at, seen) for at, seen in enumerate(layout_paragraphs(table))]
    given = LineHints(table=None if known else table_of(table), known=known)
    return [Line(number, make(PLACEHOLDER), PLACEHOLDER, gap=table.blanks, given=given)]


def with_figures(text: Text) -> Text:
    """Return the text with superscript digits as the characters used in plain text, to find note marks."""
    return join(
        replace(i, text=i.text.translate(_FIGURES))
        if isinstance(i, Run) and Mark.SUPER in i.marks
        else i
        for i in text
    )


def without_figures(text: Text) -> Text:
    """Return the text with superscript digits that are not note marks as digits again."""
    return join(
        replace(i, text=i.text.translate(_SUPERSCRIPTS))
        if isinstance(i, Run) and Mark.SUPER in i.marks
        else i
        for i in text
    )
