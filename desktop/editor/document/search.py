"""Finding and replacing in the draft: what is found where, marked in the text, and put other words for.

What was found in a block is kept with what the block was parsed to, so that after an edit only what changed is searched
again. The marks are painted behind the words and are no part of them.
"""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPalette,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from desktop.editor.document.blocks import ParsedBlock, document_words
from desktop.editor.document.codec import AnchoredNote
from desktop.editor.document.note_edits import NoteEdits
from desktop.editor.document.notes import anchors
from desktop.editor.document.parsed_document import ParsedDocument
from desktop.editor.document.pattern import (
    Pattern,
    PatternError,
    PatternMatch,
    SearchOptions,
    part,
    units,
    without_marks,
)
from desktop.editor.document.properties import LINE_BREAK, NOTE_OBJECT, OBJECT
from desktop.editor.document.structure import one_step
from resolution.text import Text, cut, join, plain, runs

PATIENCE = 1.0
"""Seconds after which a regular expression that leads astray is given up."""
FAINT = 70
"""How strongly a place that was found is coloured, of 255."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where it was found.

    index, at: the block, and the place in it: of words from `at` to `end`, of a note its mark, none in a table
    note:      the key of the note whose words hold it, empty for none
    cell:      row, column and paragraph in a table, None outside
    words:     all the words it stands in; place: where in them
    """

    index: int
    at: int
    end: int
    place: PatternMatch
    words: str
    note: str = ""
    cell: tuple[int, int, int] | None = None

    @property
    def in_text(self) -> bool:
        """Return whether it stands in the running text."""
        return not self.note and self.cell is None


class Search:
    """One search through one document, kept up as the text changes."""

    def __init__(self, document: QTextDocument, parsed: ParsedDocument, notes: NoteEdits) -> None:
        self._document = document
        self._parsed = parsed
        self._notes = notes
        self._pattern = Pattern(SearchOptions())
        self._known: dict[int, tuple[ParsedBlock, list[Hit]]] = {}
        self.hits: list[Hit] = []
        self.current: Hit | None = None
        self.marked = False
        """Whether what is found is marked in the text."""

    @property
    def wanted(self) -> SearchOptions:
        """Return what is looked for."""
        return self._pattern.wanted

    def look_for(self, wanted: SearchOptions) -> None:
        """Look for something else; raises `PatternError` where that is no pattern, and then nothing is found."""
        self._known, self.hits, self.current = {}, [], None
        self._pattern = Pattern(SearchOptions())
        self._pattern = Pattern(wanted)
        self.refresh()

    def forget(self) -> None:
        """Look for nothing."""
        self.look_for(SearchOptions())

    def refresh(self) -> None:
        """Search again what has changed since."""
        if not self._pattern:
            self.hits = []
            return
        self._parsed.parse_pending()
        known, self._known = self._known, {}
        until = time.monotonic() + PATIENCE
        met: set[str] = set()
        hits: list[Hit] = []
        block = self._document.begin()
        for index, passage in enumerate(self._parsed.passages):
            kept = known.get(id(passage))
            found = kept[1] if kept else list(self._in_block(block, passage))
            self._known[id(passage)] = (passage, found)
            for hit in found:
                if hit.note not in met:
                    hits.append(hit if hit.index == index else replace(hit, index=index))
            met |= {hit.note for hit in found if hit.note}
            block = block.next()
            if not kept and time.monotonic() > until:
                self.forget()
                raise PatternError(
                    "This pattern takes too long; make it say more plainly what repeats."
                )
        self.hits = hits

    def _in_block(self, block: QTextBlock, passage: ParsedBlock) -> Iterator[Hit]:
        """Yield what is found in a block, in the order of reading; a note's words where its mark is."""
        index = block.blockNumber()
        text = block.text()
        words, places = without_marks(text)
        hits = []
        for found in self._pattern.found(words):
            start, end = found.start, found.end
            if places is not None:
                start, end = places[start], places[end - 1] + 1
            hits.append(Hit(index, start, end, found, words))
        if self.wanted.notes and passage.notes:
            hits += self._in_notes(block, passage.notes)
            hits.sort(key=lambda hit: hit.at)
        yield from hits
        if self.wanted.notes and passage.block.table:
            for r, row in enumerate(passage.block.table.rows):
                for c, cell in enumerate(row):
                    for p, paragraph in enumerate(cell.paragraphs):
                        words = plain(paragraph)
                        for found in self._pattern.found(words):
                            yield Hit(index, 0, 0, found, words, cell=(r, c, p))

    def _in_notes(self, block: QTextBlock, notes: Sequence[AnchoredNote]) -> Iterator[Hit]:
        at = {anchored.key: place - block.position() for place, _, anchored in anchors(block)}
        for anchored in notes:
            words = plain(anchored.note.text or ())
            place = at.get(anchored.key)
            start, end = (place, place + 1) if place is not None else (0, 0)
            for found in self._pattern.found(words):
                yield Hit(block.blockNumber(), start, end, found, words, anchored.key)

    # --- going through -----------------------------------------------------------------------

    def after(self, index: int, at: int) -> int:
        """Return which hit is the first from a place on; the number of hits where none is."""
        return bisect_left(self.hits, (index, at), key=lambda hit: (hit.index, hit.at))

    def before(self, index: int, at: int) -> int:
        """Return which hit is the last that ends by a place; -1 where none does."""
        return bisect_right(self.hits, (index, at), key=lambda hit: (hit.index, hit.end)) - 1

    def selection(self, hit: Hit) -> QTextCursor:
        """Return a cursor that selects a hit, of a note its mark."""
        block = self._document.findBlockByNumber(hit.index)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + hit.at)
        cursor.setPosition(block.position() + hit.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def note_mark(self, hit: Hit) -> str:
        """Return the mark of the note that a hit stands in."""
        return self._parsed.marks.get(hit.note, "")

    # --- replacing ---------------------------------------------------------------------------

    def replace(self, hits: Iterable[Hit], template: str) -> int:
        """Put other words in the place of hits, as one step of undo; return of how many. Those in tables are left.

        What surrounds them, and what they have in common with the new words, keeps its typeface; notes stay.
        """
        self._pattern.check(template)
        words = [hit for hit in hits if hit.cell is None]
        notes: dict[str, list[Hit]] = {}
        for hit in words:
            if hit.note:
                notes.setdefault(hit.note, []).append(hit)
        cursor = QTextCursor(self._document)
        with one_step(cursor):
            for hit in reversed(words):
                if not hit.note:
                    place = self._document.findBlockByNumber(hit.index).position()
                    new = self._pattern.replacement(hit.words, hit.place, template)
                    put(cursor, place + hit.at, place + hit.end, new)
            known = {anchored.key: anchored.note for anchored in self._parsed.keys}
            for key, inside in notes.items():
                text = self._note_text(known[key].text or (), inside, template)
                self._notes.put(key, AnchoredNote(key, replace(known[key], text=text)))
        return len(words)

    def _note_text(self, text: Text, hits: Sequence[Hit], template: str) -> Text:
        for hit in reversed(hits):
            new = self._pattern.replacement(hit.words, hit.place, template)
            start = len(part(hit.words, 0, hit.place.start))
            end = len(part(hit.words, 0, hit.place.end))
            first = next(iter(runs(cut(text, start, end))))
            middle = replace(first, text=new.replace(LINE_BREAK, "\n"))
            text = join(cut(text, 0, start), (middle,) if new else (), cut(text, end))
        return text

    # --- painting ----------------------------------------------------------------------------

    def shows(self) -> bool:
        """Return whether anything found is marked."""
        return self.marked and bool(self.hits)

    def paint(self, painter: QPainter, blocks: Iterable[QTextBlock], palette: QPalette) -> None:
        """Mark what is found in these blocks behind their words: tinted and underlined, the current one framed."""
        colour = palette.color(QPalette.ColorRole.Highlight)
        tint = QColor(colour)
        tint.setAlpha(FAINT)
        passages = self._parsed.passages
        for block in blocks:
            index = block.blockNumber()
            known = self._known.get(id(passages[index])) if index < len(passages) else None
            for hit in known[1] if known else ():
                if hit.cell is not None:
                    continue
                for room in rooms(block, hit.at, hit.end):
                    painter.fillRect(room, tint)
                    painter.fillRect(
                        QRectF(room.left(), room.bottom() - 2, room.width(), 2), colour
                    )
        current = self.current
        if current is not None and current.cell is None:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Text), 2))
            block = self._document.findBlockByNumber(current.index)
            for room in rooms(block, current.at, current.end):
                painter.drawRect(room.adjusted(-2, -1, 2, 1))


def rooms(block: QTextBlock, start: int, end: int) -> list[QRectF]:
    """Return where on the page some words of a block stand, a rectangle for each line."""
    layout = block.layout()
    out = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        low = max(start, line.textStart())
        high = min(end, line.textStart() + line.textLength())
        if low < high:
            left, right = sorted((_x(line.cursorToX(low)), _x(line.cursorToX(high))))
            place = layout.position()
            out.append(QRectF(place.x() + left, place.y() + line.y(), right - left, line.height()))
    return out


def _x(place: object) -> float:
    """Return the place that Qt gives; some versions of PySide give the character's too."""
    return float(place[0] if isinstance(place, tuple) else place)  # type: ignore[arg-type]


def put(cursor: QTextCursor, start: int, end: int, words: str) -> None:
    """Put words in the place of others within one block; the notes among them stay, and so does what is alike."""
    cursor.setPosition(start)
    block = cursor.block()
    old = part(block.text(), start - block.position(), end - block.position())
    new = document_words(words)
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    first, last = start + units(old[:head]), end - units(old[len(old) - tail :] if tail else "")
    new = new[head : len(new) - tail]
    typeface = _typeface(cursor, first, last)
    at = last
    for letters in reversed(old[head : len(old) - tail].split(OBJECT)):
        cursor.setPosition(at)
        at -= units(letters)
        cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        at -= 1  # the note before these letters
    cursor.setPosition(first)
    cursor.insertText(new, typeface)


def _alike(one: str, other: str) -> int:
    """Return how many letters two words begin with alike; a note's character is like nothing."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b or a == OBJECT:
            break
        count += 1
    return count


def _typeface(cursor: QTextCursor, first: int, last: int) -> QTextCharFormat:
    """Return the typeface of the first letter that is replaced; of the one before where none is."""
    block = cursor.block()
    places: list[int] = [at for at in range(first + 1, last + 1)] or [first]
    for at in places:
        if at > block.position():
            cursor.setPosition(at)
            typeface = cursor.charFormat()
            if typeface.objectType() != NOTE_OBJECT:
                return typeface
    return QTextCharFormat()
