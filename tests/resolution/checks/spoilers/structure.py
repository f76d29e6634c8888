"""Defects of structure."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from resolution.language.organs import organ
from resolution.model import Block, Kind, Note, Resolution
from resolution.text import make, plain
from tests.resolution.checks.spoiling import (
    CLAUSES,
    Spoilt,
    lines,
    spoils,
    spoils_words,
    with_blocks,
    with_words,
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


@spoils("opening-mark")
def comma_of_the_opening_lost(resolution: Resolution, chance: Random) -> Spoilt | None:
    blocks = resolution.main.blocks
    if len(blocks) < 2 or blocks[1].kind is not Kind.PREAMBULAR:
        return None
    words = plain(blocks[0].text)
    return with_words(resolution, 1, len(words) - 1, len(words), "") if words[-1:] == "," else None


spoils_words("two-sentences", r"(?<=[a-z]{5}), and in this regard ([a-z]+ )", lambda m, _: ". " + m[1].capitalize(), CLAUSES)  # fmt: skip
spoils_words("two-sentences", r"(?<=[a-z]{4})[,;] (?:and )?([a-z]{4,} )", lambda m, _: ". " + m[1].capitalize(), CLAUSES)  # fmt: skip


@spoils("many-verbs")
def four_clauses_in_one(resolution: Resolution, chance: Random) -> Spoilt | None:
    """Run four operative paragraphs together."""
    found = [line for line, block, _ in lines(resolution, (Kind.OPERATIVE,)) if block.auto]
    runs = [
        four
        for four in zip(found, found[1:], found[2:], found[3:], strict=False)
        if four[3] - four[0] == 3
    ]
    if not runs:
        return None
    line = chance.choice(runs)[0]
    texts = [plain(resolution.main.blocks[at - 1].text) for at in range(line, line + 4)]
    if any(re.match(r"Also|Further|Strongly|Once|[A-Z][a-z]+ing", text) for text in texts):
        return None
    joined = ", ".join(
        [texts[0].rstrip(";"), *(t[0].lower() + t[1:].rstrip(";.") for t in texts[1:])]
    )

    def change(blocks: list[Block], at: int) -> None:
        blocks[at : at + 4] = [replace(blocks[at], text=make(joined + ";"))]

    return Spoilt(with_blocks(resolution, line, change), line, 0, len(joined))


@spoils("single-item", restores=False)
def items_lost_but_one(resolution: Resolution, chance: Random) -> Spoilt | None:
    blocks = resolution.main.blocks
    places = [
        at
        for at, block in enumerate(blocks)
        if block.kind is Kind.ITEM and block.level == 1 and block.auto and block.label
        and blocks[at - 1].kind in CLAUSES and not block.quoted
    ]  # fmt: skip
    if not places:
        return None
    first = last = chance.choice(places)
    while last + 1 < len(blocks) and blocks[last + 1].kind in (Kind.ITEM, Kind.CONTINUATION):
        last += 1

    def change(blocks: list[Block], at: int) -> None:
        del blocks[at + 1 : at + 1 + last - first]

    return Spoilt(with_blocks(resolution, first + 1, change), first + 1)


@spoils("list-and")
def and_behind_an_item(resolution: Resolution, chance: Random) -> Spoilt | None:
    if resolution.masthead.organ == "Security Council":
        return None
    blocks = resolution.main.blocks
    places = [
        at
        for at, block in enumerate(blocks[:-2])
        if block.kind is Kind.ITEM and block.level == 1 and plain(block.text).endswith(";")
        and blocks[at + 1].kind is Kind.ITEM and blocks[at + 1].level == 1 and not block.quoted
    ]  # fmt: skip
    if not places:
        return None
    at = chance.choice(places)
    end = len(plain(blocks[at].text))
    return with_words(resolution, at + 1, end - 1, end, "; and")
