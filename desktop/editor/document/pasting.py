"""Pasting: what the clipboard or a drop brings, as words within a clause or as whole blocks.

Our own blocks come as they were copied; HTML keeps structure, italics and notes; anything else is read as plain text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocument

from desktop.editor.document.blocks import with_keys
from desktop.editor.document.clipboard import BLOCKS
from desktop.editor.document.codec import AnchoredNote, CopiedBlocks, NoteTable, decode
from desktop.editor.document.properties import OBJECT
from resolution.characters import clean
from resolution.labels import numbered, position
from resolution.language.dates import printed
from resolution.model import Block, Cell, Division, Kind, Masthead, Note, Resolution, Table
from resolution.reading import Reading, ReadingError
from resolution.recognition.furniture import without_repeats
from resolution.recognition.recognizer import read_text as read_plain
from resolution.text import Mark, Run, Text, join, make, plain, strip

OF_EVERY_TEXT = ("status", "organ", "language", "notes")
"""Fields of the masthead that every text has, or that are no words."""
BULLETS = frozenset("•·▪●○◦■□‣⁃*")
"""Labels that the United Nations does not print: such items are numbered as their place asks."""
KEPT = Mark.LEAD | Mark.ITALIC | Mark.SUPER
"""How words may look that come from elsewhere."""


@dataclass(frozen=True, slots=True)
class PasteTarget:
    """Where a paste goes, for lines that do not say what they are: the clause there, and whether its like are numbered.

    opened: there is an opening line already, and no room for another one.
    """

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    numbered: bool = True
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Pasted:
    """What is to be inserted: words within a clause (`inline`), or whole blocks; references count in `notes`.

    whole: the text they come from, where it is a resolution with an opening line.
    left:  lines that have no place among the blocks: of the heading, and what was not understood.
    """

    blocks: tuple[Block, ...]
    notes: tuple[AnchoredNote, ...] = ()
    inline: bool = False
    whole: Reading | None = None
    left: tuple[str, ...] = ()


def pasted(data: QMimeData, place: PasteTarget, *, bare: bool = False) -> Pasted | None:
    """Return what the clipboard or a drop brings; None where it has no words. bare: only the words count, no format."""
    if data.hasFormat(BLOCKS) and not bare:
        note_table = NoteTable()
        carried = decode(CopiedBlocks, bytes(data.data(BLOCKS).data()).decode(), note_table)
        return Pasted(carried.blocks, tuple(note_table.notes), carried.inline)
    if data.hasHtml() and not bare and (what := from_html(data.html(), place, data.text())):
        return what
    return from_words(data.text() if data.hasText() else _words_of_html(data), place)


def _words_of_html(data: QMimeData) -> str:
    if not data.hasHtml():
        return ""
    page = QTextDocument()
    page.setHtml(data.html())
    return page.toPlainText().replace(OBJECT, "")


def why_not(data: QMimeData) -> str:
    """Return in one sentence why nothing of this can be pasted."""
    if data.hasImage():
        return "A picture has no place in a resolution; only words are pasted."
    if any("rtf" in name.lower() for name in data.formats()):
        return "The clipboard holds Rich Text alone; copy the words again from a program that copies them as text."
    return "The clipboard holds no words."


# --- plain text ----------------------------------------------------------------------------------


def from_words(words: str, place: PasteTarget) -> Pasted | None:
    """Return what plain text brings: one line stays within the clause, several are read as the reader of files does."""
    words = clean(words)
    lines = [line for line in words.splitlines() if line.strip()]
    if not lines:
        return None
    if len(lines) == 1:
        words = lines[0] if len(words.splitlines()) > 1 else words.rstrip("\n")
        return Pasted((Block(place.kind, make(words)),), inline=True)
    what = from_reading(read_plain(words), place)
    if what.blocks:
        return what
    each = (Block(Kind.PARAGRAPH, make(line.strip())) for line in lines)
    return Pasted(tuple(_placed(block, place) for block in each))


# --- HTML ----------------------------------------------------------------------------------------


def from_html(source: str, place: PasteTarget, words: str = "") -> Pasted | None:
    """Return what a page brings; None where one sees no words in it. words: the same as plain text, for its edges."""
    from resolution.formats.html import reader as web  # it brings lxml

    try:
        page = web.opened(source)
        if line := page.one_line():
            edges = make(" ") if words[:1] == " " else (), make(" ") if words[-1:] == " " else ()
            text = join(edges[0], strip(_sober(line)), edges[1])
            notes = tuple(with_keys(map(_sober_note, page.notes)))
            return Pasted((Block(place.kind, text),), notes, True, left=tuple(page.unread))
        what = from_reading(_sobered(web.read_page(page)), place)
    except ReadingError:
        return None
    return what if what.blocks else None


def _sobered(reading: Reading) -> Reading:
    """Return a reading without what does not belong into a resolution: bold, underlined, links."""
    resolution = reading.resolution
    divisions = tuple(
        Division(
            d.kind, d.label, _sober(d.title), tuple(_sober_block(b) for b in d.blocks), d.closing
        )
        for d in resolution.divisions
    )
    notes = tuple(map(_sober_note, resolution.notes))
    divisions = tuple(map(_lettered, divisions))
    sober = Resolution(resolution.masthead, divisions, notes, resolution.adoption)
    return replace(reading, resolution=sober)


def _lettered(division: Division) -> Division:
    """Return a division, items with bullets or labels of another manner ("i." for "(i)") as their place asks."""
    usual = numbered(replace(block, auto=True) for block in division.blocks)
    blocks = (
        replace(own, auto=True)
        if own.kind is Kind.ITEM
        and (
            own.label in BULLETS or position(own.label, own.level) == position(due.label, due.level)
        )
        else own
        for own, due in zip(division.blocks, usual, strict=True)
    )
    return replace(division, blocks=numbered(blocks))


def _sober(text: Text) -> Text:
    return join(Run(i.text, i.marks & KEPT) if isinstance(i, Run) else i for i in text)


def _sober_note(note: Note) -> Note:
    return replace(note, text=None if note.text is None else _sober(note.text))


def _sober_block(block: Block) -> Block:
    table = block.table and Table(tuple(tuple(map(_sober_cell, row)) for row in block.table.rows))
    return replace(block, text=_sober(block.text), table=table)


def _sober_cell(cell: Cell) -> Cell:
    return replace(cell, paragraphs=tuple(map(_sober, cell.paragraphs)))


# --- what was read -------------------------------------------------------------------------------


def from_reading(reading: Reading, place: PasteTarget) -> Pasted:
    """Return the blocks of a text that was read.

    Paragraphs that do not say what they are become what they are pasted into; labels follow from their place.
    """
    resolution = reading.resolution
    blocks: list[Block] = []
    for division in resolution.divisions:
        if title := _title(division):
            blocks.append(Block(Kind.HEADING, title, level=1))
        blocks += [_placed(b, place) for b in division.blocks if b.text or b.table]
    begins = any(b.kind is Kind.FORMULA for b in blocks)
    opening: list[str] = []
    if place.opened and len(blocks) > 1 and blocks[0].kind is Kind.FORMULA:
        opening = [plain(blocks.pop(0).text)]
    closing = [line for d in resolution.divisions for line in d.closing]
    bare = [b.label for b in resolution.blocks() if b.label and not (b.text or b.table)]
    unread = without_repeats(reading.unread, resolution)
    left = (*_heading_lines(resolution.masthead), *opening, *closing, *bare, *unread)
    whole = replace(reading, unread=tuple(unread)) if begins else None
    return Pasted(tuple(blocks), tuple(with_keys(resolution.notes)), False, whole, left)


def _title(division: Division) -> Text:
    """Return what stands above a division, as a heading within the draft: "Annex II: Rules"."""
    between = make(": ") if division.label and division.title else ()
    return join(make(division.label), between, division.title)


def _placed(block: Block, place: PasteTarget) -> Block:
    """Return a block of a pasted text as it stands in the draft."""
    if block.kind is Kind.PARAGRAPH and not block.label:
        return replace(block, kind=place.kind, level=place.level, auto=place.numbered, id="")
    counted = position(block.label, block.level) is not None
    if block.kind is Kind.PARAGRAPH and counted and place.kind is Kind.OPERATIVE:
        return replace(block, kind=Kind.OPERATIVE, auto=True, id="")
    if block.kind is Kind.ITEM and (counted or block.label in BULLETS):
        return replace(block, auto=True, id="")
    if block.kind is Kind.OPERATIVE and counted:
        return replace(block, auto=True, id="")
    return replace(block, id="")


def _heading_lines(masthead: Masthead) -> list[str]:
    """Return what a heading says that is pasted where there is a heading already."""
    values = [
        getattr(masthead, each.name) for each in fields(Masthead) if each.name not in OF_EVERY_TEXT
    ]
    shown = [", ".join(value) if isinstance(value, tuple) else value for value in values if value]
    return [printed(value) if isinstance(value, date) else str(value) for value in shown]


def fresh_where_known(blocks: Sequence[Block], known: set[str]) -> list[Block]:
    """Return the blocks; those whose names the draft already has lose them, for a fresh one, and their extensions."""
    out = []
    for block in blocks:
        out.append(replace(block, id="", extensions="") if block.id in known else block)
        known = known | {block.id}
    return out


def words_alone(text: Text) -> Text:
    """Return a text for insertion within a clause: the lead there is not one any more."""
    return tuple(
        Run(i.text, i.marks & ~Mark.LEAD, i.href) if isinstance(i, Run) else i for i in text
    )
