"""From paragraphs to lines: where each stands, and what the source says of it besides its words."""

from __future__ import annotations

import re
from dataclasses import replace

from resolution.recognition.hints import PLACEHOLDER, KnownBlock, LineHints
from resolution.recognition.lines import Line
from resolution.recognition.paragraphs import ParagraphShape, SeenParagraph, SeenTable
from resolution.recognition.tables import is_layout, laid_out, table_of
from resolution.text import Mark, Run, Text, join, make, plain, strip

COLUMN = 119
"""Twips that count as a column of a plain text: a stop of the templates (475) is four."""

_DEFAULT_STOP = 720
_FIGURES = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HEADING_STYLE = re.compile(r"heading [1-9]|(?:_ ?)?_?_? ?h ?_+ ?(?:[1-6]|ch|m)\b.*|subtitle|title")


def line_of(
    number: int, seen: SeenParagraph, gap: int | None = None, known: KnownBlock | None = None
) -> Line:
    """Return a paragraph as a line: its words with the label that Word counts, how far it stands in."""
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
    """Return how high a heading the paragraph's style makes it, None where it makes it none."""
    if shape.outline is not None:
        return shape.outline
    return 9 if _HEADING_STYLE.fullmatch(shape.style) else None


def _columns(shape: ParagraphShape, tabs: int) -> int:
    """Return the columns before the first word: indents, then the stops that the tabs in front of it reach."""
    at = shape.left + shape.first
    for _ in range(min(tabs, 20)):
        stops = [*shape.stops, *([shape.left] if shape.first < 0 else [])]
        following = min((stop for stop in stops if stop > at), default=None)
        at = following if following is not None else (at // _DEFAULT_STOP + 1) * _DEFAULT_STOP
    return max(0, round(at / COLUMN))


def lines_of_table(number: int, table: SeenTable, known: KnownBlock | None = None) -> list[Line]:
    """Return a table as lines: as one that stands for it whole, or taken apart where it only lays out the page."""
    if known is None and is_layout(table):
        return [line_of(number + at, seen) for at, seen in enumerate(laid_out(table))]
    given = LineHints(table=None if known else table_of(table), known=known)
    return [Line(number, make(PLACEHOLDER), PLACEHOLDER, gap=table.blanks, given=given)]


def with_figures(text: Text) -> Text:
    """Return the text with raised figures as the characters of plain text, in which note marks are looked for."""
    return join(
        replace(i, text=i.text.translate(_FIGURES))
        if isinstance(i, Run) and Mark.SUPER in i.marks
        else i
        for i in text
    )


def without_figures(text: Text) -> Text:
    """Return the text with raised figures as figures again, those that are no note marks."""
    return join(
        replace(i, text=i.text.translate(_SUPERSCRIPTS))
        if isinstance(i, Run) and Mark.SUPER in i.marks
        else i
        for i in text
    )
