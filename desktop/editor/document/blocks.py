"""Blocks of the model as blocks of the document, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from uuid import uuid4

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from desktop.editor.document.codec import (
    AnchoredNote,
    DivisionOpening,
    NoteTable,
    decode,
    encode,
    note_of,
)
from desktop.editor.document.leads import kept_lead, led
from desktop.editor.document.properties import DIVISION, LINE_BREAK, NOTE_OBJECT, OBJECT, Property
from resolution.characters import clean
from resolution.model import Block, DivisionKind, Kind, Note, Origin, Table
from resolution.references import leads_within
from resolution.text import Mark, NoteRef, Run, Text, join

TAB = 38
"""One tab stop of the printed page (475 twips) at the screen's scale, in pixels at 96 dots per inch."""

_TO_DOCUMENT = str.maketrans(
    {
        "\n": LINE_BREAK,
        "\r": None,
        "\u2029": LINE_BREAK,
        OBJECT: None,
        "\ufdd0": None,
        "\ufdd1": None,
    }
)
_SERIALS = count(1)
_KINDS = {kind.value: kind for kind in Kind}
_Layout = QTextFormat.Property


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """What one block of the document says: the block, its notes (its references count in them), a division's opening.

    Of a block that begins a division the text is the division's title.
    """

    block: Block
    notes: tuple[AnchoredNote, ...] = ()
    opening: DivisionOpening | None = None

    @property
    def shape(self) -> object:
        """Return what labels, places and note numbers follow from: all but the words, of notes too."""
        b = self.block
        label = None if b.auto else b.label
        marks = tuple((n.key, n.note.mark) for n in self.notes)
        return (b.kind, b.level, b.auto, label, b.quoted, b.id, self.opening, marks)


def fresh_id() -> str:
    """Return a name for a clause or note that no other has."""
    return uuid4().hex


def with_keys(notes: Iterable[Note]) -> list[AnchoredNote]:
    """Return notes under fresh keys."""
    return [AnchoredNote(fresh_id(), note) for note in notes]


# --- writing -------------------------------------------------------------------------------------


def block_format(
    block: Block, notes: Sequence[AnchoredNote] = (), language: str = "en"
) -> QTextBlockFormat:
    """Return the format that says all of a block but its words; `notes` are those its table refers to."""
    made = QTextBlockFormat()
    made.setProperty(Property.KIND, block.kind.value)
    made.setProperty(Property.ID, block.id or fresh_id())
    if block.level:
        made.setProperty(Property.LEVEL, block.level)
    if not block.auto:
        made.setProperty(Property.LABEL, clean(block.label))
    if block.quoted:
        made.setProperty(Property.QUOTED, True)
    if block.origin:
        made.setProperty(Property.ORIGIN, encode(block.origin))
    if block.table:
        made.setProperty(Property.TABLE, encode(block.table, notes))
    if block.extensions:
        made.setProperty(Property.EXTENSIONS, block.extensions)
    if kept := kept_lead(block, language):
        made.setProperty(Property.LEAD, kept)
    return laid_out(made)


def division_format(opening: DivisionOpening, name: str = "") -> QTextBlockFormat:
    """Return the format of the block that begins a division; without a name it gets a fresh one."""
    made = QTextBlockFormat()
    made.setProperty(Property.KIND, DIVISION)
    made.setProperty(Property.ID, name or fresh_id())
    made.setProperty(Property.OPENING, encode(opening))
    return laid_out(made)


def changed(
    old: QTextBlockFormat, kind: Kind, level: int, label: str | None = None
) -> QTextBlockFormat:
    """Return a block's format turned to another kind and level; the label follows from position unless one is given."""
    made = QTextBlockFormat(old)
    made.setProperty(Property.KIND, kind.value)
    for name in (Property.LEVEL, Property.LABEL, Property.TABLE, Property.OPENING):
        made.clearProperty(name)
    if level:
        made.setProperty(Property.LEVEL, level)
    if label is not None:
        made.setProperty(Property.LABEL, label)
    return laid_out(made)


def renamed(old: QTextBlockFormat) -> QTextBlockFormat:
    """Return the format of a new block like this one: its own id, no origin, no kept lead, no extensions."""
    made = QTextBlockFormat(old)
    made.setProperty(Property.ID, fresh_id())
    for name in (Property.ORIGIN, Property.LEAD, Property.EXTENSIONS):
        made.clearProperty(name)
    return made


def laid_out(made: QTextBlockFormat) -> QTextBlockFormat:
    """Set the indents and spaces that follow from kind, level and embedding, as the printed page has them.

    Source: measured on issued resolutions and the New York template (number at the first tab stop, words at the second,
    lines wrapping to the margin; (i) one stop further in).
    """
    kind = kind_of(made)
    level = level_of(made)
    steps, first = 0, 0
    match kind:
        case Kind.OPERATIVE | Kind.PARAGRAPH:
            # PySide gives an empty string back as an empty list: only its truth can be relied on.
            bare = made.hasProperty(Property.LABEL) and not made.property(Property.LABEL)
            first = TAB if bare else 2 * TAB
        case Kind.ITEM:
            steps, first = max(0, level - 1), 2 * TAB if level == 1 else TAB
        case Kind.PREAMBULAR | Kind.FORMULA:
            first = TAB
        case Kind.CONTINUATION:
            steps = level
    heading = kind in (Kind.HEADING, None)
    above = (64 if opens_later(made) else 14) if heading else 0
    # Qt asks every block below the cursor for these at each key, so what is zero is left out.
    for name, value in (
        (_Layout.BlockIndent, steps + (1 if made.property(Property.QUOTED) else 0)),
        (_Layout.TextIndent, float(first)),
        (_Layout.BlockTopMargin, float(above)),
    ):
        if value:
            made.setProperty(name, value)
        else:
            made.clearProperty(name)
    made.setBottomMargin(8 if heading else 10)
    made.setLineHeight(118.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return made


def opens_later(facts: QTextBlockFormat) -> bool:
    """Return whether a block begins a part or an annex: above it the lines that close what was before find room."""
    written = facts.property(Property.OPENING)
    return bool(written) and decode(DivisionOpening, written).kind is not DivisionKind.MAIN


@cache
def char_format(marks: Mark, href: str = "") -> QTextCharFormat:
    """Return the typeface of a run; the lead is shown by the layout, not here."""
    made = QTextCharFormat()
    if Mark.ITALIC in marks:
        made.setFontItalic(True)
    if Mark.BOLD in marks:
        made.setFontWeight(QFont.Weight.Bold)
    if Mark.UNDERLINE in marks:
        made.setFontUnderline(True)
    if Mark.SUPER in marks:
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    if href:
        made.setAnchor(True)
        made.setAnchorHref(href)
    if leads_within(href) and Mark.UNDERLINE not in marks:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    return made


def note_format(anchored: AnchoredNote) -> QTextCharFormat:
    """Return the format of a note's character: the note, and a serial that no other anchor has."""
    made = QTextCharFormat()
    made.setObjectType(NOTE_OBJECT)
    made.setProperty(Property.NOTE, encode(anchored))
    made.setProperty(Property.SERIAL, next(_SERIALS))
    return made


def document_words(words: str) -> str:
    """Return words as they may be put into a block: without what no file can hold, and without ends of paragraphs."""
    return clean(words).translate(_TO_DOCUMENT)


def write_text(cursor: QTextCursor, text: Text, notes: Sequence[AnchoredNote] = ()) -> None:
    """Insert a text at the cursor; `notes` are those its references count in."""
    for inline in text:
        if isinstance(inline, NoteRef):
            cursor.insertText(OBJECT, note_format(notes[inline.note]))
        else:
            typeface = char_format(inline.marks & ~Mark.LEAD, inline.href)
            cursor.insertText(document_words(inline.text), typeface)


def end_of(document: QTextDocument, index: int) -> int:
    """Return the position behind the last letter of a block."""
    block = document.findBlockByNumber(index)
    return block.position() + block.length() - 1


def delete_blocks(cursor: QTextCursor, first: int, last: int) -> None:
    """Delete blocks that others stand before; the one right before them stays as it is."""
    document = cursor.document()
    facts = document.findBlockByNumber(first - 1).blockFormat()
    cursor.setPosition(end_of(document, first - 1))
    cursor.setPosition(end_of(document, last), QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.setBlockFormat(facts)


# --- reading -------------------------------------------------------------------------------------


def kind_of(facts: QTextBlockFormat) -> Kind | None:
    """Return a block's kind; None for one that begins a division."""
    kind = facts.property(Property.KIND)
    return None if kind == DIVISION else _KINDS.get(kind, Kind.PARAGRAPH)


def level_of(facts: QTextBlockFormat) -> int:
    """Return a block's level."""
    return facts.property(Property.LEVEL) or 0


def read_block(block: QTextBlock, language: str = "en") -> ParsedBlock:
    """Return what a block of the document says, its label still empty where it follows from position."""
    facts = block.blockFormat()
    note_table = NoteTable()
    text = read_text(block, note_table)
    kind = kind_of(facts)
    name = facts.property(Property.ID) or ""
    if kind is None:
        opening = decode(DivisionOpening, facts.property(Property.OPENING))
        return ParsedBlock(Block(Kind.HEADING, text, id=name), tuple(note_table.notes), opening)
    label = facts.property(Property.LABEL)
    origin = facts.property(Property.ORIGIN)
    table = facts.property(Property.TABLE)
    parsed = Block(
        kind=kind,
        text=led(text, kind, facts.property(Property.LEAD) or "", language),
        label=label or "",
        auto=label is None,
        level=level_of(facts),
        quoted=bool(facts.property(Property.QUOTED)),
        table=decode(Table, table, note_table) if table else None,
        origin=decode(Origin, origin) if origin else None,
        id=name,
        extensions=facts.property(Property.EXTENSIONS) or "",
    )
    return ParsedBlock(parsed, tuple(note_table.notes))


def read_text(
    block: QTextBlock, note_table: NoteTable, start: int = 0, end: int | None = None
) -> Text:
    """Return the words of a block, or of a part of it, with their marks and anchors, without the lead.

    start, end: counted as Qt does, note characters too, letters beyond the basic plane twice.
    """
    words = block.text()
    if not words:
        return ()
    stop = block.length() - 1 if end is None else end
    held = block.textFormats()  # their formats live as long as this list
    ranges = [(max(r.start, start), min(r.start + r.length, stop), r.format) for r in held]
    if len(words) == block.length() - 1:
        parts = [(words[low:high], typeface) for low, high, typeface in ranges if low < high]
    else:
        units = words.encode("utf-16-le")
        parts = [
            (units[2 * low : 2 * high].decode("utf-16-le", "replace"), typeface)
            for low, high, typeface in ranges
            if low < high
        ]
    if len(parts) == 1 and OBJECT not in words:
        return (_run(*parts[0]),)
    return join(
        inline for part, typeface in parts for inline in _read_range(part, typeface, note_table)
    )


def _read_range(
    words: str, typeface: QTextCharFormat, note_table: NoteTable
) -> list[Run | NoteRef]:
    if typeface.objectType() == NOTE_OBJECT:
        anchored = note_of(typeface.property(Property.NOTE))
        return [note_table.place(anchored)] * words.count(OBJECT)
    return [_run(words.replace(OBJECT, ""), typeface)]


def _run(words: str, typeface: QTextCharFormat) -> Run:
    marks = Mark.NONE
    if typeface.propertyCount():
        if typeface.fontItalic():
            marks |= Mark.ITALIC
        if typeface.fontWeight() >= QFont.Weight.Bold:
            marks |= Mark.BOLD
        if typeface.fontUnderline():
            marks |= Mark.UNDERLINE
        if typeface.verticalAlignment() == QTextCharFormat.VerticalAlignment.AlignSuperScript:
            marks |= Mark.SUPER
    return Run(words.replace(LINE_BREAK, "\n"), marks, typeface.anchorHref())


def moved_notes(text: Text, places: Sequence[int]) -> Text:
    """Return the text with its references counted anew: `places` gives the new index for each old one."""
    return tuple(NoteRef(places[i.note]) if isinstance(i, NoteRef) else i for i in text)


def block_with_notes(block: Block, places: Sequence[int]) -> Block:
    """Return the block with the references of its words and its table counted anew."""
    table = block.table
    if table:
        rows = tuple(
            tuple(
                replace(cell, paragraphs=tuple(moved_notes(p, places) for p in cell.paragraphs))
                for cell in row
            )
            for row in table.rows
        )
        table = replace(table, rows=rows)
    return replace(block, text=moved_notes(block.text, places), table=table)
