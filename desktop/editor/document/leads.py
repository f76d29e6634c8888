"""Which words of a clause are its lead, and how they are shown: a layout format, not a text format.

The lead's italics are no part of the text: kept out of the document they need no undo, and cannot bleed into what is
typed after them. A lead that a source prints otherwise than the table would is kept while its words are unchanged.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from desktop.editor.document.codec import dumps
from desktop.editor.document.properties import DIVISION, OBJECT, Property
from resolution.language import DEFAULT, of
from resolution.language import leads as table
from resolution.model import Block, Kind
from resolution.text import Mark, Run, Text, join, plain, runs, with_lead

Spans = tuple[tuple[int, int], ...]
"""Pairs of character positions in the plain words."""

HEADING_SIZES = {1: 1.35, 2: 1.2, 3: 1.0, 4: 1.0}
"""Headings beside the text: 14, 12, 10 and 10 points where the text has 10 (Editorial Manual, headings)."""
TITLE_SIZE = 1.35


REACH = 200
"""No lead is longer, in characters; what stands behind is not looked at while one types."""


def lead_length(words: str, kind: Kind, language: str) -> int:
    """Return how many characters at the start are the lead by the table; quick where only what follows it changes."""
    return _table_length(words[:REACH], kind, language)


@lru_cache(maxsize=4096)
def _table_length(opening: str, kind: Kind, language: str) -> int:
    return table.lead_length(opening, kind, language)


def kept_lead(block: Block, language: str) -> str:
    """Return what must be kept of a lead that the table would not give, as JSON; empty where the table agrees.

    It is kept together with the words it rests on: the opening as far as the lead or the table's reaches.
    """
    words = plain(block.text)
    length = lead_length(words, block.kind, language)
    if with_lead(_unmarked(block.text), length) == block.text:
        return ""
    spans, at = [], 0
    for run in runs(block.text):
        if Mark.LEAD in run.marks:
            spans.append([at, at + len(run.text)])
        at += len(run.text)
    reach = max([length, *(end for _, end in spans)])
    return dumps([words[:reach], spans])


def lead_spans(words: str, kind: Kind, kept: str, language: str) -> Spans:
    """Return which words are the lead: the kept one while its words stand, else what the table says."""
    if kept:
        opening, spans = json.loads(kept)
        if words.startswith(opening):
            return tuple((start, end) for start, end in spans)
    length = lead_length(words, kind, language)
    return ((0, length),) if length else ()


def led(text: Text, kind: Kind, kept: str, language: str) -> Text:
    """Return a text read from the document with its lead marked."""
    words = plain(text)
    if kept and words.startswith(json.loads(kept)[0]):
        return _marked(text, lead_spans(words, kind, kept, language))
    length = lead_length(words, kind, language)
    return with_lead(text, length) if length else text


def _unmarked(text: Text) -> Text:
    return join(
        Run(i.text, i.marks & ~Mark.LEAD, i.href) if isinstance(i, Run) else i for i in text
    )


def _marked(text: Text, spans: Spans) -> Text:
    """Return the text with LEAD added to these spans, whatever other marks stand there."""
    out: list[Text] = []
    at = 0
    for inline in text:
        if not isinstance(inline, Run):
            out.append((inline,))
            continue
        end = at + len(inline.text)
        edges = {at, end, *(e for span in spans for e in span if at < e < end)}
        cuts = sorted(edges)
        for low, high in pairwise(cuts):
            inside = any(start <= low and high <= stop for start, stop in spans)
            marks = inline.marks | Mark.LEAD if inside else inline.marks
            out.append((Run(inline.text[low - at : high - at], marks, inline.href),))
        at = end
    return join(*out)


def lead_format(language: str) -> QTextCharFormat:
    """Return the lead's typeface: italic, bold in Chinese, both in Arabic (as the United Nations prints them)."""
    typeface = QTextCharFormat()
    marks = of(language).lead_typeface
    if Mark.BOLD in marks:
        typeface.setFontWeight(QFont.Weight.Bold)
    if Mark.ITALIC in marks:
        typeface.setFontItalic(True)
    return typeface


WHOLE = (DIVISION, Kind.HEADING.value, Kind.FORMULA.value)


class LeadPainter(QObject):
    """Shows leads, headings and titles in their typeface through the layout, outside text and undo.

    Not a `QSyntaxHighlighter`: that sets the formats of a block anew at every key, and so has the block laid out twice.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._language = DEFAULT
        self._lead = lead_format(DEFAULT)
        self._size = document.defaultFont().pointSizeF()
        self._whole_formats: dict[float, QTextCharFormat] = {}
        document.contentsChange.connect(self._follow)

    @property
    def language(self) -> str:
        """Return the language whose leads are shown."""
        return self._language

    def set_language(self, language: str) -> None:
        """Show the leads of another language."""
        if language == self._language:
            return
        self._language = language
        self._lead = lead_format(language)
        self._follow(0, 0, self._document.characterCount())
        self._document.markContentsDirty(0, self._document.characterCount())

    def _follow(self, position: int, removed: int, added: int) -> None:
        """Set the formats of the blocks that an edit touched; Qt calls this before it lays them out."""
        document = self._document
        block = document.findBlock(position)
        end = min(position + added, document.characterCount() - 1)
        start = block.position()
        if position - start > REACH and end < start + block.length() and not _looks_whole(block):
            return  # no lead reaches there
        while block.isValid() and block.position() <= end:
            self._show(block)
            block = block.next()

    def _show(self, block: QTextBlock) -> None:
        """Set a block's formats where they are others than those it has."""
        layout = block.layout()
        held = layout.formats()  # their formats live as long as this list
        at, composed = layout.preeditAreaPosition(), len(layout.preeditAreaText())
        wanted = [
            spread
            for start, end, typeface in self._spans(block)
            for spread in _around(start, end, typeface, at, composed)
        ]
        composing = [r for r in held if composed and at <= r.start < at + composed]
        if composing or [(r.start, r.length, r.format) for r in held] != wanted:
            layout.setFormats([*map(_format_range, wanted), *composing])

    def _spans(self, block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
        """Return which parts of a block look otherwise than its text says, counted as Qt does."""
        facts, words = block.blockFormat(), block.text()
        kind = facts.property(Property.KIND)
        if kind == DIVISION:
            return [(0, block.length() - 1, self._whole(TITLE_SIZE))]
        if kind == Kind.HEADING.value:
            size = HEADING_SIZES.get(facts.property(Property.LEVEL) or 1, 1.0)
            return [(0, block.length() - 1, self._whole(size))]
        if not kind or not words:
            return []
        kept = facts.property(Property.LEAD) or ""
        shown = words.replace(OBJECT, "") if OBJECT in words else words
        if kind == Kind.FORMULA.value:
            # The opening line is printed in italics, its comma excepted, whether or not the source says so.
            spans: Spans = ((0, len(shown.rstrip(" ,:\N{NO-BREAK SPACE}"))),)
        else:
            spans = lead_spans(shown, Kind(kind), kept, self._language)
        return [
            (*_units(words, start, end), self._lead)
            for start, end in spans
            if start < end <= len(shown)
        ]

    def _whole(self, scale: float) -> QTextCharFormat:
        typeface = self._whole_formats.get(scale)
        if typeface is None:
            typeface = self._whole_formats[scale] = QTextCharFormat()
            typeface.setFontWeight(QFont.Weight.Bold)
            typeface.setFontPointSize(self._size * scale)
        return typeface


def _looks_whole(block: QTextBlock) -> bool:
    """Return whether a block looks otherwise to its end: a title, a heading, an opening line."""
    return block.blockFormat().property(Property.KIND) in WHOLE


def _units(words: str, start: int, end: int) -> tuple[int, int]:
    """Return a span as Qt counts it: note objects too, and letters beyond the basic plane twice."""
    if words[:end].isascii():
        return start, end
    places = [at for at, letter in enumerate(words) if letter != OBJECT]
    low, high = places[start], places[end - 1] + 1
    return len(words[:low].encode("utf-16-le")) // 2, len(words[:high].encode("utf-16-le")) // 2


def _around(
    start: int, end: int, typeface: QTextCharFormat, at: int, composed: int
) -> list[tuple[int, int, QTextCharFormat]]:
    """Return a span as start and length, parted where an input method is composing words within it."""
    if start >= end:
        return []
    if not composed or at < 0 or at >= end:
        return [(start, end - start, typeface)]
    if at <= start:
        return [(start + composed, end - start, typeface)]
    return [(start, at - start, typeface), (at + composed, end - at, typeface)]


def _format_range(span: tuple[int, int, QTextCharFormat]) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = span
    return made
