"""Copying: whole blocks with their notes travel under an own MIME type, beside plain text and HTML for others."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.editor.document.blocks import block_with_notes, end_of, read_text
from desktop.editor.document.codec import CopiedBlocks, NoteTable, encode
from desktop.editor.document.parsed_document import ParsedDocument
from resolution.model import Block
from resolution.text import plain

BLOCKS = "application/x-resolution-blocks-2"
"""Named after the form of its content: another version of the program that is open too may write another form."""


def copied(cursor: QTextCursor, parsed: ParsedDocument) -> QMimeData:
    """Return the selection as blocks, plain text and HTML."""
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart()).blockNumber()
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    if last > first and cursor.selectionEnd() == document.findBlockByNumber(last).position():
        last -= (
            1  # the selection ends before the first letter of this block: nothing of it is meant
        )
    inline = first == last and cursor.selectionEnd() <= end_of(document, first)
    note_table = NoteTable()
    blocks = [_part(document, i, cursor, parsed, note_table) for i in range(first, last + 1)]
    carried = encode(CopiedBlocks(inline, tuple(blocks)), note_table.notes)
    data = QMimeData()
    data.setData(BLOCKS, QByteArray(carried.encode()))
    data.setText("\n".join(_line(block, inline) for block in blocks))
    from resolution.formats.html.writer import for_clipboard  # it brings Jinja2 and the Word writer

    data.setHtml(for_clipboard(blocks, [a.note for a in note_table.notes], inline=inline))
    return data


def _part(
    document: QTextDocument,
    index: int,
    cursor: QTextCursor,
    parsed: ParsedDocument,
    note_table: NoteTable,
) -> Block:
    """Return the selected part of a block; a whole one keeps its lead and its origin."""
    block = document.findBlockByNumber(index)
    low = max(0, cursor.selectionStart() - block.position())
    high = min(block.length() - 1, cursor.selectionEnd() - block.position())
    shown = parsed.blocks[index]
    if low == 0 and high == block.length() - 1:
        passage = parsed.passages[index]
        places = [note_table.place(anchored).note for anchored in passage.notes]
        return replace(block_with_notes(passage.block, places), label=shown.label)
    words = read_text(block, note_table, low, high)
    return replace(shown, text=words, table=None, origin=None, extensions="")


def _line(block: Block, inline: bool) -> str:
    words = plain(block.text)
    return words if inline or not block.label else f"{block.label} {words}"
