"""What a text is to its readers: the same for two texts that nobody could tell apart on the page."""

from __future__ import annotations

from resolution.amendments.generate import looks, note_looks
from resolution.model import Block, Resolution


def content(resolution: Resolution) -> list[object]:
    """Titles and paragraphs in order, with their typefaces and notes; where links lead is left out."""
    out: list[object] = []
    for division in resolution.divisions:
        out.append(
            (
                division.kind,
                division.label,
                looks(division.title, lambda n: note_looks(resolution.notes[n])),
            )
        )
        out += [_block(block, resolution) for block in division.blocks]
    return out


def _block(block: Block, resolution: Resolution) -> object:
    def seen(text):  # type: ignore[no-untyped-def]
        return looks(text, lambda n: note_looks(resolution.notes[n]))

    table = block.table and [
        [(c.colspan, c.rowspan, c.header, [seen(text) for text in c.paragraphs]) for c in row]
        for row in block.table.rows
    ]
    return block.kind, block.level, block.quoted, block.auto, block.label, seen(block.text), table
