"""Places of remarks: their anchors stay in the text until all blocks are recognized, and are then removed."""

from __future__ import annotations

from dataclasses import replace

from resolution.model import Block, Division, Resolution, Table
from resolution.recognition.paragraphs import REMARKS
from resolution.text import NoteRef, Run, Text, join
from resolution.tree import forest


def extract_places(resolution: Resolution) -> tuple[Resolution, dict[int, str]]:
    """Return the resolution without the anchors of remarks, and the place of each remark by its number."""
    if not any(_numbers(text) for text in resolution.texts()):
        return resolution, {}
    places: dict[int, str] = {}
    _record(places, resolution.masthead.notes, "heading")
    for at, (division, nodes) in enumerate(forest(resolution)):
        _record(places, division.title, "title" if at == 0 else division.label)
        for node in (each for top in nodes for each in top.walk()):
            _record(places, node.block.text, node.place)
            for row in node.block.table.rows if node.block.table else ():
                for cell in row:
                    for text in cell.paragraphs:
                        _record(places, text, node.place)
    return _without(resolution), places


def _numbers(text: Text) -> list[int]:
    return [i.note - REMARKS for i in text if isinstance(i, NoteRef) and i.note >= REMARKS]


def _record(places: dict[int, str], text: Text, place: str) -> None:
    for number in _numbers(text):
        places.setdefault(number, place)


def _bare(text: Text) -> Text:
    return join(i for i in text if isinstance(i, Run) or i.note < REMARKS)


def _without(resolution: Resolution) -> Resolution:
    notes = tuple(ref for ref in resolution.masthead.notes if ref.note < REMARKS)
    return replace(
        resolution,
        masthead=replace(resolution.masthead, notes=notes),
        divisions=tuple(_division(division) for division in resolution.divisions),
    )


def _division(division: Division) -> Division:
    blocks = tuple(_block(block) for block in division.blocks)
    return replace(division, title=_bare(division.title), blocks=blocks)


def _block(block: Block) -> Block:
    table = block.table and Table(
        tuple(
            tuple(replace(cell, paragraphs=tuple(map(_bare, cell.paragraphs))) for cell in row)
            for row in block.table.rows
        )
    )
    return replace(block, text=_bare(block.text), table=table)
