"""Proposals as delegations make them, at random, on the paragraphs of a text; a seed names them all."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from uuid import UUID

from resolution.model import (
    TITLE,
    Block,
    Kind,
    Negotiation,
    Proposal,
    ProposalKind,
    ProposalStatus,
    Resolution,
    Standing,
)
from resolution.negotiating.wording import WordingChange, apply_changes, without_anchors
from resolution.text import Mark, Text, join, make, plain

NAMES = (
    "Mexico",
    "Cuba",
    "United States of America",
    "Côte d’Ivoire",
    "Norway",
    "Bolivia (Plurinational State of)",
    "G77 and China",
)
PHRASES = (
    "as appropriate",
    "all",
    "and developing countries",
    "in accordance with international law",
    "where relevant,",
    "per cent",
)
CLAUSES = (
    "Recalling its resolution 70/1 of 25 September 2015,",
    "Invites all States to submit their views by 1 May 2026;",
)
COMMENTS = (
    "Agreed language of last year.",
    "We need instructions: see A/RES/70/1, para. 3.",
    "Reserve [for now].",
)
KINDS = (
    *[ProposalKind.AMENDMENT] * 6,
    ProposalKind.ALTERNATIVE,
    ProposalKind.DELETION,
    ProposalKind.NEW,
    ProposalKind.COMMENT,
)


def with_ids(resolution: Resolution) -> Resolution:
    """Return the text with names for its paragraphs, the same every time."""
    divisions = []
    for n, division in enumerate(resolution.divisions):
        blocks = tuple(
            replace(b, id=b.id or UUID(int=1000 * n + at + 1).hex)
            for at, b in enumerate(division.blocks)
        )
        divisions.append(
            replace(division, id=division.id or UUID(int=10**9 + n).hex, blocks=blocks)
        )
    return replace(resolution, divisions=tuple(divisions))


def negotiated(resolution: Resolution, seed: int, most: int = 12) -> Resolution:
    """Return a text with random proposals on it, and some of its paragraphs agreed or bracketed."""
    chance = random.Random(seed)
    resolution = with_ids(resolution)
    usable = [b for b in resolution.blocks() if b.kind is not Kind.TABLE and plain(b.text).strip()]
    if not usable:
        return resolution
    proposals = tuple(
        _proposal(chance.choice(usable), resolution, chance, n)
        for n in range(chance.randint(1, most))
    )
    standings = {
        chance.choice(usable).id: chance.choice((Standing.AGREED, Standing.BRACKETED))
        for _ in range(2)
    }
    words = {block.id: plain(block.text) for block in usable}
    agreed = tuple((n, words[n]) for n, how in standings.items() if how is Standing.AGREED)
    return replace(resolution, negotiation=Negotiation(proposals, tuple(standings.items()), agreed))


def _proposal(block: Block, resolution: Resolution, chance: random.Random, number: int) -> Proposal:
    kind = chance.choice(KINDS)
    title = chance.random() < 0.05 and bool(resolution.main.title) and kind is not ProposalKind.NEW
    base = without_anchors(resolution.main.title if title else block.text)
    names = tuple(chance.sample(NAMES, chance.choice((1, 1, 1, 2, 3))))
    if kind is ProposalKind.COMMENT:
        comment = chance.choice(COMMENTS)
    else:
        comment = chance.choice(COMMENTS) if chance.random() < 0.2 else ""
    text: Text = ()
    if kind is ProposalKind.AMENDMENT:
        text = reworded_at_random(base, chance)
    elif kind in (ProposalKind.NEW, ProposalKind.ALTERNATIVE):
        text = make(chance.choice(CLAUSES))
    status = chance.choice((*[ProposalStatus.OPEN] * 5, *ProposalStatus))
    becomes = block.kind if kind is ProposalKind.NEW else Kind.PARAGRAPH
    clause = TITLE if title else block.id
    base = base if kind in (ProposalKind.AMENDMENT, ProposalKind.ALTERNATIVE) else ()
    made = f"2026-11-25T10:{number:02d}"
    return Proposal(
        clause,
        kind,
        names,
        text,
        base,
        comment,
        status,
        made,
        "",
        becomes,
        UUID(int=10**12 + number).hex,
    )


def reworded_at_random(base: Text, chance: random.Random) -> Text:
    """Return a wording with a few words put in, taken out or replaced."""
    words = [m.span() for m in re.finditer(r"\S+", plain(base))]
    picked = sorted(chance.sample(range(len(words)), min(len(words), chance.randint(1, 3))))
    edits = []
    for at in picked:
        start, end = words[at]
        phrase = make(chance.choice(PHRASES), chance.choice((Mark.NONE, Mark.NONE, Mark.ITALIC)))
        match chance.randrange(3):
            case 0:
                edits.append(WordingChange(end, end, join(make(" "), phrase)))
            case 1:
                edits.append(WordingChange(start, min(end + 1, len(plain(base))), ()))
            case _:
                edits.append(WordingChange(start, end, phrase))
    merged: list[WordingChange] = []
    for edit in edits:
        if not merged or merged[-1].end <= edit.start:
            merged.append(edit)
    return apply_changes(base, merged)
