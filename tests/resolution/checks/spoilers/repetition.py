"""Adverbs lost, misplaced or left over where a verb is repeated."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from resolution.model import Kind, Resolution
from resolution.text import plain
from tests.resolution.checks.spoiling import Spoilt, lines, spoils, with_words

Put = Callable[[re.Match[str]], str]


def _in_lead(
    resolution: Resolution, chance: Random, kind: Kind, pattern: str, put: Put
) -> Spoilt | None:
    """Change the lead of one paragraph of the kind that a pattern finds; not in the Security Council's texts."""
    if resolution.masthead.organ == "Security Council":
        return None
    found = [
        (line, match)
        for line, block, _ in lines(resolution, (kind,))
        if (match := re.match(pattern, plain(block.text)))
    ]
    if not found:
        return None
    line, match = chance.choice(found)
    return with_words(resolution, line, *match.span(), put(match))


BEHIND = r"([A-Z][a-z]+ing) (also|further)\b"
STATING = r"Also (decides|emphasizes|stresses|welcomes|notes|recalls|takes note)\b"
BEFORE = r"(Also|Further) ([a-z]+s)\b"


@spoils("also-preamble")
def adverb_lost_in_the_preamble(resolution: Resolution, chance: Random) -> Spoilt | None:
    return _in_lead(resolution, chance, Kind.PREAMBULAR, BEHIND, lambda m: m[1])


@spoils("also-operative")
def adverb_lost_in_the_operative_part(resolution: Resolution, chance: Random) -> Spoilt | None:
    return _in_lead(resolution, chance, Kind.OPERATIVE, STATING, lambda m: m[1].capitalize())


@spoils("also-perhaps")
def adverb_lost_before_the_secretary_general(
    resolution: Resolution, chance: Random
) -> Spoilt | None:
    if "the Secretary-General to" not in str(resolution.main.blocks):
        return None
    texts = [plain(block.text) for block in resolution.main.blocks]
    same = r"(?:Also r|R)equests the Secretary-General to"
    found = [
        line
        for line, _, _ in lines(resolution, (Kind.OPERATIVE,))
        if texts[line - 1].startswith("Also requests the Secretary-General to")
        and re.match(same, texts[line - 2])
    ]
    if not found or resolution.masthead.organ == "Security Council":
        return None
    return with_words(resolution, chance.choice(found), 0, len("Also requests"), "Requests")


@spoils("also-order")
def further_for_also(resolution: Resolution, chance: Random) -> Spoilt | None:
    other = {"also": "further", "further": "also"}
    return _in_lead(resolution, chance, Kind.PREAMBULAR, BEHIND, lambda m: f"{m[1]} {other[m[2]]}")


@spoils("also-order")
def further_for_also_in_the_operative_part(resolution: Resolution, chance: Random) -> Spoilt | None:
    other = {"Also": "Further", "Further": "Also"}
    return _in_lead(resolution, chance, Kind.OPERATIVE, BEFORE, lambda m: f"{other[m[1]]} {m[2]}")


@spoils("also-place")
def adverb_before_a_participle(resolution: Resolution, chance: Random) -> Spoilt | None:
    return _in_lead(
        resolution, chance, Kind.PREAMBULAR, BEHIND, lambda m: f"{m[2].capitalize()} {m[1].lower()}"
    )


@spoils("also-place")
def adverb_behind_a_verb(resolution: Resolution, chance: Random) -> Spoilt | None:
    put: Put = lambda m: f"{m[2].capitalize()} {m[1].lower()}"  # noqa: E731
    return _in_lead(resolution, chance, Kind.OPERATIVE, r"(Also|Further) (decides|requests|encourages|welcomes)\b", put)  # fmt: skip


@spoils("also-alone")
def adverb_without_a_verb_before(resolution: Resolution, chance: Random) -> Spoilt | None:
    """Put "also" to the first paragraph with a verb."""
    texts = [plain(block.text) for block in resolution.main.blocks]
    if resolution.masthead.organ == "Security Council":
        return None
    found = [
        (line, match)
        for line, _, _ in lines(resolution, (Kind.PREAMBULAR,))
        if (match := re.match(r"([A-Z][a-z]+)ing (?=its|the)", texts[line - 1]))
        and match[1].lower() not in texts[line - 2].lower()
    ]
    if not found:
        return None
    line, match = chance.choice(found)
    return with_words(resolution, line, 0, match.end(), f"{match[0]}also ")
