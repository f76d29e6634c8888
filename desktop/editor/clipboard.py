"""Copying and pasting: whole blocks with their notes travel under an own MIME type, beside plain text and HTML."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from html import escape

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.editor.blocks import block_with_notes, read_text, with_keys
from desktop.editor.codec import Anchored, Shelf, block_from_json, block_to_json, dumps
from desktop.editor.transcript import Transcript
from resolution.dates import printed
from resolution.labels import position
from resolution.model import Block, Kind, Masthead
from resolution.reading import Reading
from resolution.text import Mark, NoteRef, Run, Text, make, plain

BLOCKS = "application/x-resolution-blocks"

OF_EVERY_TEXT = ("status", "organ", "language", "notes")
"""Fields of the masthead that every text has, or that are no words."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What is to be inserted: words within a clause (`inline`), or whole blocks; references count in `notes`.

    whole: the text they come from, where it is a resolution with an opening line.
    left:  lines that have no place among the blocks: of the heading, and what was not understood.
    """

    blocks: tuple[Block, ...]
    notes: tuple[Anchored, ...] = ()
    inline: bool = False
    whole: Reading | None = None
    left: tuple[str, ...] = ()


def copied(cursor: QTextCursor, transcript: Transcript) -> QMimeData:
    """Return the selection as blocks, plain text and HTML."""
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart()).blockNumber()
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    if last > first and cursor.selectionEnd() == document.findBlockByNumber(last).position():
        last -= (
            1  # the selection ends before the first letter of this block: nothing of it is meant
        )
    inline = first == last and cursor.selectionEnd() <= _end(document, first)
    shelf = Shelf()
    blocks = [_part(document, i, cursor, transcript, shelf) for i in range(first, last + 1)]
    carried = {"inline": inline, "blocks": [block_to_json(b, shelf.notes) for b in blocks]}
    data = QMimeData()
    data.setData(BLOCKS, QByteArray(dumps(carried).encode()))
    data.setText("\n".join(_line(block, inline) for block in blocks))
    data.setHtml("".join(f"<p>{_html(block, inline, shelf, transcript)}</p>" for block in blocks))
    return data


def _end(document: QTextDocument, index: int) -> int:
    block = document.findBlockByNumber(index)
    return block.position() + block.length() - 1


def _part(
    document: QTextDocument, index: int, cursor: QTextCursor, transcript: Transcript, shelf: Shelf
) -> Block:
    """Return the selected part of a block; a whole one keeps its lead and its origin."""
    block = document.findBlockByNumber(index)
    low = max(0, cursor.selectionStart() - block.position())
    high = min(block.length() - 1, cursor.selectionEnd() - block.position())
    said = transcript.blocks[index]
    if low == 0 and high == block.length() - 1:
        passage = transcript.passages[index]
        places = [shelf.place(anchored).note for anchored in passage.notes]
        return replace(block_with_notes(passage.block, places), label=said.label)
    return replace(said, text=read_text(block, shelf, low, high), table=None, origin=None)


def _line(block: Block, inline: bool) -> str:
    words = plain(block.text)
    return words if inline or not block.label else f"{block.label} {words}"


def _html(block: Block, inline: bool, shelf: Shelf, transcript: Transcript) -> str:
    out = [] if inline or not block.label else [escape(f"{block.label} ")]
    for part in block.text:
        if isinstance(part, NoteRef):
            out.append(f"<sup>{escape(transcript.marks.get(shelf.notes[part.note].key, ''))}</sup>")
            continue
        words = escape(part.text).replace("\n", "<br>")
        for mark, tag in (
            (Mark.LEAD | Mark.ITALIC, "i"),
            (Mark.BOLD, "b"),
            (Mark.UNDERLINE, "u"),
            (Mark.SUPER, "sup"),
        ):
            if part.marks & mark:
                words = f"<{tag}>{words}</{tag}>"
        out.append(words)
    return "".join(out)


def pasted(data: QMimeData, kind: Kind, level: int) -> Pasted | None:
    """Return what the clipboard or a drop brings; None where it has no words.

    kind, level: of the clause pasted into, for lines that no reader tells more of.
    """
    if data.hasFormat(BLOCKS):
        carried = json.loads(bytes(data.data(BLOCKS).data()))
        shelf = Shelf()
        blocks = tuple(block_from_json(entry, shelf) for entry in carried["blocks"])
        return Pasted(blocks, tuple(shelf.notes), carried["inline"])
    words = data.text() if data.hasText() else _words_of_html(data)
    lines = [line for line in words.splitlines() if line.strip()]
    if not lines:
        return None
    if len(lines) == 1:
        words = lines[0] if len(words.splitlines()) > 1 else words.rstrip("\n")
        return Pasted((Block(kind, make(words)),), inline=True)
    return read_lines(words, kind, level)


def _words_of_html(data: QMimeData) -> str:
    if not data.hasHtml():
        return ""
    page = QTextDocument()
    page.setHtml(data.html())
    return page.toPlainText()


def read_lines(words: str, kind: Kind, level: int) -> Pasted:
    """Return several paragraphs of plain text as the reader of plain text understands them.

    Paragraphs that it tells nothing of become what they are pasted into; numbers and letters follow from their place.
    """
    from resolution.reading.plain import read_text as read_plain

    reading = read_plain(words)
    resolution = reading.resolution
    notes = with_keys(resolution.notes)
    blocks = [_placed(b, kind, level) for b in resolution.blocks() if b.text or b.table]
    title: Text = resolution.main.title
    if title:
        blocks.insert(0, Block(Kind.HEADING, title, level=1))
    if not blocks:
        lines = [line.strip() for line in words.splitlines() if line.strip()]
        return Pasted(tuple(Block(kind, make(line), level=level) for line in lines))
    begins = any(b.kind is Kind.FORMULA for b in blocks)
    bare = [b.label for b in resolution.blocks() if b.label and not (b.text or b.table)]
    left = (*_heading_lines(resolution.masthead), *bare, *reading.unread)
    return Pasted(tuple(blocks), tuple(notes), False, reading if begins else None, left)


def _placed(block: Block, kind: Kind, level: int) -> Block:
    """Return a block of a pasted text as it stands in the draft."""
    if block.kind is Kind.PARAGRAPH and not block.label:
        return replace(block, kind=kind, level=level, auto=True, id="")
    counted = block.kind in (Kind.ITEM, Kind.OPERATIVE) and position(block.label, block.level)
    return replace(block, auto=True, id="") if counted else replace(block, id="")


def _heading_lines(masthead: Masthead) -> list[str]:
    """Return what a heading says that is pasted where there is a heading already."""
    said = [
        getattr(masthead, each.name) for each in fields(Masthead) if each.name not in OF_EVERY_TEXT
    ]
    shown = [", ".join(value) if isinstance(value, tuple) else value for value in said if value]
    return [printed(value) if isinstance(value, date) else str(value) for value in shown]


def fresh_where_known(blocks: Sequence[Block], known: set[str]) -> list[Block]:
    """Return the blocks, those whose names the draft already has without a name (they get a fresh one)."""
    out = []
    for block in blocks:
        out.append(replace(block, id="") if block.id in known else block)
        known = known | {block.id}
    return out


def words_alone(text: Text) -> Text:
    """Return a text for insertion within a clause: the lead there is not one any more."""
    return tuple(
        Run(i.text, i.marks & ~Mark.LEAD, i.href) if isinstance(i, Run) else i for i in text
    )
