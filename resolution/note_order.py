"""Sorts the notes of a text by their first references, and drops notes without references."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from resolution.model import Block, Resolution
from resolution.text import NoteRef, Text, note_indexes


def notes_in_order(resolution: Resolution, kept: Iterable[int] = ()) -> Resolution:
    """Return the text with its notes in the order of their first references, and only those referenced or `kept`."""
    called = [n for text in resolution.texts() for n in note_indexes(text)]
    order = list(dict.fromkeys([*called, *sorted(kept)]))
    now = {old: new for new, old in enumerate(order)}

    def turned(text: Text) -> Text:
        return tuple(NoteRef(now[i.note]) if isinstance(i, NoteRef) else i for i in text)

    def block(old: Block) -> Block:
        if old.table is None:
            return replace(old, text=turned(old.text))
        rows = tuple(
            tuple(replace(c, paragraphs=tuple(map(turned, c.paragraphs))) for c in row)
            for row in old.table.rows
        )
        return replace(old, text=turned(old.text), table=replace(old.table, rows=rows))

    divisions = tuple(
        replace(d, title=turned(d.title), blocks=tuple(map(block, d.blocks)))
        for d in resolution.divisions
    )
    stars = tuple(i for i in turned(resolution.masthead.notes) if isinstance(i, NoteRef))
    return replace(
        resolution,
        masthead=replace(resolution.masthead, notes=stars),
        divisions=divisions,
        notes=tuple(resolution.notes[n] for n in order),
    )


def without_heading_notes(resolution: Resolution) -> Resolution:
    """Return the text without the notes referenced only in its heading, such as that of a reissue."""
    stars = set(note_indexes(resolution.masthead.notes))
    if not stars:
        return resolution
    bare = replace(resolution, masthead=replace(resolution.masthead, notes=()))
    return notes_in_order(bare, kept=set(range(len(resolution.notes))) - stars)
