"""Defects of structure."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from resolution.leads import lead_length
from resolution.model import Block, Kind, Note, Resolution
from resolution.organs import organ
from resolution.text import cut, make, plain
from tests.resolution.checks.spoiling import (
    CLAUSES,
    Spoilt,
    lines,
    spoils,
    spoils_words,
    with_blocks,
)


@spoils("opening-missing")
def opening_line_lost(resolution: Resolution, chance: Random) -> Spoilt | None:
    blocks = resolution.main.blocks
    if not blocks or blocks[0].kind is not Kind.FORMULA or organ(resolution.masthead.organ) is None:
        return None
    return Spoilt(with_blocks(resolution, 1, lambda blocks, at: blocks.pop(at)), None)


@spoils("opening-organ")
def opening_line_of_another_organ(resolution: Resolution, chance: Random) -> Spoilt | None:
    own = organ(resolution.masthead.organ)
    blocks = resolution.main.blocks
    if own is None or not blocks or plain(blocks[0].text) != own.opening:
        return None
    others = ("General Assembly", "Security Council", "Human Rights Council")
    other = f"The {chance.choice([name for name in others if name != own.name])},"

    def change(blocks: list[Block], at: int) -> None:
        blocks[at] = replace(blocks[at], text=make(other))

    return Spoilt(with_blocks(resolution, 1, change), 1, 0, len(other))


@spoils("opening-comma")
def preamble_lost_but_its_comma(resolution: Resolution, chance: Random) -> Spoilt | None:
    blocks = resolution.main.blocks
    if len(blocks) != 2 or plain(blocks[0].text).endswith(","):
        return None
    at = len(plain(blocks[0].text))

    def change(blocks: list[Block], index: int) -> None:
        blocks[index] = replace(blocks[index], text=make(plain(blocks[index].text) + ","))

    return Spoilt(with_blocks(resolution, 1, change), 1, at, at + 1)


@spoils("empty-clause")
def paragraph_without_words(resolution: Resolution, chance: Random) -> Spoilt | None:
    places = [(line, block) for line, block, _ in lines(resolution, CLAUSES) if block.auto]
    if not places:
        return None
    line, block = chance.choice(places)
    empty = Block(block.kind)
    return Spoilt(with_blocks(resolution, line, lambda blocks, at: blocks.insert(at, empty)), line)


@spoils("lead-part")
def clause_in_the_other_part(resolution: Resolution, chance: Random) -> Spoilt | None:
    places = [
        (line, block)
        for line, block, division in lines(resolution, (Kind.PREAMBULAR,))
        if line < len(division.blocks) and division.blocks[line].kind is Kind.OPERATIVE
        and lead_length(plain(block.text), Kind.PREAMBULAR)
    ]  # fmt: skip
    if not places:
        return None
    line, block = chance.choice(places)

    def change(blocks: list[Block], at: int) -> None:
        blocks[at] = replace(block, kind=Kind.OPERATIVE)

    return Spoilt(with_blocks(resolution, line, change), line, 0, 1)


spoils_words("lead-indicative", r"^(Request|Encourage|Welcome|Urge|Invite|Decide)s\b", r"\1", (Kind.OPERATIVE,))  # fmt: skip


@spoils("fragment")
def paragraph_torn_in_two(resolution: Resolution, chance: Random) -> Spoilt | None:
    places = [
        (line, words)
        for line, block, _ in lines(resolution, (Kind.PREAMBULAR,))
        if (words := plain(block.text)).count(" ") > 12
    ]
    if not places:
        return None
    line, words = chance.choice(places)
    spaces = [n for n, sign in enumerate(words) if sign == " " and words[n + 1 : n + 2].islower()]
    if not spaces:
        return None
    at = chance.choice(spaces)

    def change(blocks: list[Block], index: int) -> None:
        text = blocks[index].text
        blocks[index] = replace(blocks[index], text=cut(text, 0, at))
        blocks.insert(index + 1, Block(Kind.PREAMBULAR, cut(text, at + 1)))

    return Spoilt(with_blocks(resolution, line, change), line + 1, 0, 1)


@spoils("label")
def number_that_skips(resolution: Resolution, chance: Random) -> Spoilt | None:
    places = [
        (line, block)
        for line, block, _ in lines(resolution, (Kind.OPERATIVE,))
        if block.auto and block.label
    ]
    if len(places) < 2 or not all(block.auto for block in resolution.main.blocks):
        return None
    line, block = chance.choice(places[1:])
    number = int(block.label.rstrip(".")) + chance.choice((1, -1, 2))

    def change(blocks: list[Block], at: int) -> None:
        blocks[at] = replace(blocks[at], label=f"{number}.", auto=False)

    return Spoilt(with_blocks(resolution, line, change), line)


@spoils("note-missing", restores=False)
def note_lost(resolution: Resolution, chance: Random) -> Spoilt | None:
    if not resolution.notes:
        return None
    lost = chance.randrange(len(resolution.notes))
    notes = tuple(Note(None) if n == lost else note for n, note in enumerate(resolution.notes))
    return Spoilt(replace(resolution, notes=notes), None, note=lost)
