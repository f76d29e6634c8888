"""Edits of a text as delegates make them, at random: words, clauses, items, notes, moves, splits and mergers.

`edited` draws every choice from its `Random`, so that a seed names an edit.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from resolution.labels import numbered
from resolution.model import Block, Division, Kind, Note, Resolution
from resolution.text import NoteRef, Text, cut, join, make, note_indexes, plain

PHRASES = (
    "as appropriate", "in accordance with international law", "resolution 72/196 of 19 December 2017", "all", "and",
    "Member States", "“the Committee”", "women and girls,", "the", "35 per cent", "2030", "Secretary\N{NON-BREAKING HYPHEN}General",
)  # fmt: skip
CLAUSES = (
    "Recalling further its resolution 70/1 of 25 September 2015,",
    "Invites all States to submit their views by 1 May 2026;",
    "Requests the Secretary-General to report on the implementation of the present resolution;",
    "Notes with appreciation the work done, and encourages its continuation at all levels;",
)

Edit = Callable[[Resolution, random.Random], Resolution]


def edited(resolution: Resolution, seed: int, most: int = 8) -> Resolution:
    """Return the text after a few random edits."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, most)):
        resolution = chance.choice(EDITS)(resolution, chance)
    return settled(resolution)


def settled(resolution: Resolution) -> Resolution:
    """Return the text with its automatic labels set, and without notes that nothing calls any more."""
    divisions = tuple(replace(d, blocks=numbered(d.blocks)) for d in resolution.divisions)
    resolution = replace(resolution, divisions=divisions)
    called = list(dict.fromkeys(n for text in resolution.texts() for n in note_indexes(text)))
    known = {old: new for new, old in enumerate(called)}

    def again(text: Text) -> Text:
        return tuple(NoteRef(known[i.note]) if isinstance(i, NoteRef) else i for i in text)

    return _with_texts(replace(resolution, notes=tuple(resolution.notes[n] for n in called)), again)


def _with_texts(resolution: Resolution, change: Callable[[Text], Text]) -> Resolution:
    def block(old: Block) -> Block:
        if old.table is None:
            return replace(old, text=change(old.text))
        rows = tuple(
            tuple(replace(c, paragraphs=tuple(map(change, c.paragraphs))) for c in row)
            for row in old.table.rows
        )
        return replace(old, text=change(old.text), table=replace(old.table, rows=rows))

    divisions = tuple(
        replace(d, title=change(d.title), blocks=tuple(map(block, d.blocks)))
        for d in resolution.divisions
    )
    heading = change(resolution.masthead.notes)
    notes = tuple(n for n in heading if isinstance(n, NoteRef))
    return replace(
        resolution, divisions=divisions, masthead=replace(resolution.masthead, notes=notes)
    )


def _somewhere(resolution: Resolution, chance: random.Random) -> tuple[int, int] | None:
    """Return a division and one of its blocks that has words."""
    places = [
        (n, k)
        for n, division in enumerate(resolution.divisions)
        for k, block in enumerate(division.blocks)
        if plain(block.text).strip() and block.table is None and block.kind is not Kind.FORMULA
    ]
    return chance.choice(places) if places else None


def _with_blocks(resolution: Resolution, at: int, blocks: list[Block]) -> Resolution:
    divisions: list[Division] = list(resolution.divisions)
    divisions[at] = replace(divisions[at], blocks=tuple(blocks))
    return replace(resolution, divisions=tuple(divisions))


def _words(resolution: Resolution, chance: random.Random) -> Resolution:
    """Replace, put in or take out some words of a paragraph."""
    where = _somewhere(resolution, chance)
    if where is None:
        return resolution
    n, k = where
    blocks = list(resolution.divisions[n].blocks)
    text = blocks[k].text
    words = plain(text)
    gaps = [0, *(at + 1 for at, sign in enumerate(words) if sign == " "), len(words)]
    start = chance.randrange(len(gaps))
    stop = min(len(gaps) - 1, start + chance.choice([0, 0, 1, 1, 2, 5]))
    put = chance.choice([*PHRASES, ""])
    put = f"{put} " if put and gaps[start] < len(words) else f" {put}" if put else ""
    text = join(cut(text, 0, gaps[start]) if gaps[start] else (), make(put), cut(text, gaps[stop]))
    if not plain(text).strip():
        return resolution
    blocks[k] = replace(blocks[k], text=text)
    return _with_blocks(resolution, n, blocks)


def _new_clause(resolution: Resolution, chance: random.Random) -> Resolution:
    where = _somewhere(resolution, chance)
    if where is None:
        return resolution
    n, k = where
    blocks = list(resolution.divisions[n].blocks)
    neighbour = blocks[k]
    label = neighbour.label if not neighbour.auto else ""
    block = Block(
        neighbour.kind, make(chance.choice(CLAUSES)), label, neighbour.auto, neighbour.level
    )
    blocks.insert(k + chance.randint(0, 1), block)
    return _with_blocks(resolution, n, blocks)


def _deleted(resolution: Resolution, chance: random.Random) -> Resolution:
    where = _somewhere(resolution, chance)
    if where is None:
        return resolution
    n, k = where
    blocks = list(resolution.divisions[n].blocks)
    del blocks[k]
    return _with_blocks(resolution, n, blocks)


def _moved(resolution: Resolution, chance: random.Random) -> Resolution:
    where = _somewhere(resolution, chance)
    if where is None:
        return resolution
    n, k = where
    blocks = list(resolution.divisions[n].blocks)
    block = blocks.pop(k)
    blocks.insert(chance.randint(0, len(blocks)), block)
    return _with_blocks(resolution, n, blocks)


def _split(resolution: Resolution, chance: random.Random) -> Resolution:
    where = _somewhere(resolution, chance)
    if where is None:
        return resolution
    n, k = where
    blocks = list(resolution.divisions[n].blocks)
    text = blocks[k].text
    commas = [at + 2 for at in range(len(plain(text)) - 2) if plain(text)[at : at + 2] == ", "]
    if not commas:
        return resolution
    at = chance.choice(commas)
    second = replace(blocks[k], text=cut(text, at), id="")
    blocks[k : k + 1] = [replace(blocks[k], text=cut(text, 0, at)), second]
    return _with_blocks(resolution, n, blocks)


def _merged(resolution: Resolution, chance: random.Random) -> Resolution:
    where = _somewhere(resolution, chance)
    if where is None:
        return resolution
    n, k = where
    blocks = list(resolution.divisions[n].blocks)
    if k + 1 >= len(blocks) or blocks[k + 1].kind is not blocks[k].kind:
        return resolution
    joint = join(blocks[k].text, make(" "), blocks[k + 1].text)
    blocks[k : k + 2] = [replace(blocks[k], text=joint)]
    return _with_blocks(resolution, n, blocks)


def _noted(resolution: Resolution, chance: random.Random) -> Resolution:
    """Put in a note, or give one other words."""
    where = _somewhere(resolution, chance)
    if where is None:
        return resolution
    if resolution.notes and chance.random() < 0.4:
        at = chance.randrange(len(resolution.notes))
        notes = list(resolution.notes)
        if notes[at].text is None:
            return resolution
        notes[at] = replace(notes[at], text=join(notes[at].text or (), make(" See also A/75/1.")))
        return replace(resolution, notes=tuple(notes))
    n, k = where
    blocks = list(resolution.divisions[n].blocks)
    text = blocks[k].text
    anchor = NoteRef(len(resolution.notes))
    at = chance.choice([at for at, sign in enumerate(f"{plain(text)} ") if sign == " "])
    head, tail = cut(text, 0, at) if at else (), cut(text, at)
    blocks[k] = replace(blocks[k], text=join(head, (anchor,), tail))
    notes = [*resolution.notes, Note(make(f"A/75/{chance.randint(1, 999)}."))]
    return replace(_with_blocks(resolution, n, blocks), notes=tuple(notes))


def _titled(resolution: Resolution, chance: random.Random) -> Resolution:
    main = replace(resolution.main, title=join(resolution.main.title, make(" and related matters")))
    return replace(resolution, divisions=(main, *resolution.divisions[1:]))


def _demoted(resolution: Resolution, chance: random.Random) -> Resolution:
    where = _somewhere(resolution, chance)
    if where is None:
        return resolution
    n, k = where
    blocks = list(resolution.divisions[n].blocks)
    if blocks[k].kind is not Kind.ITEM or not blocks[k].auto:
        return resolution
    blocks[k] = replace(blocks[k], level=1 + blocks[k].level % 2)
    return _with_blocks(resolution, n, blocks)


EDITS: tuple[Edit, ...] = (
    _words, _words, _words, _words, _new_clause, _deleted, _moved, _split, _merged, _noted, _titled, _demoted,
)  # fmt: skip
