"""Defects of punctuation."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from resolution.model import Kind, Resolution
from resolution.text import plain
from tests.resolution.checks.spoiling import (
    CLAUSES,
    Spoilt,
    lines,
    spoils,
    spoils_words,
    with_words,
)

spoils_words("final-mark", r",$", ";", (Kind.PREAMBULAR,))
spoils_words("final-mark", r",$", "", (Kind.PREAMBULAR,))
spoils_words("final-mark", r";$", ".", (Kind.OPERATIVE,))
spoils_words("final-mark", r"\.$", ";", (Kind.OPERATIVE,))
spoils_words("final-mark", r":$", "", (Kind.OPERATIVE,))
spoils_words("final-mark", r";$", "", (Kind.ITEM,))

spoils_words("doubled-mark", r"(?<=[a-z]),(?= [a-z])", ",,")
spoils_words("doubled-mark", r"(?<=[a-z]);$", ",;", (Kind.OPERATIVE,))
spoils_words("spacing", r"(?<=[a-z]),(?= [a-z])", " ,")
spoils_words("spacing", r"(?<=[a-z]), (?=[a-z])", ",")
spoils_words("spacing", r"(?<= )\((?=[A-Za-z0-9]{2})", "( ")
spoils_words("spacing", r"(?<=[a-z])”(?=[,;.])", " ”")
spoils_words("double-space", r"(?<=[a-z]) (?=[a-z])", "  ")
spoils_words("straight-quote", r"(?<=[a-z] )“(?=[A-Z])", '"')
spoils_words("straight-quote", r"(?<=[a-z])”(?=[ ,;])", '"')
spoils_words("straight-quote", r"(?<=[a-z])’(?=s\b)", "'")
spoils_words("quote-comma", r"(?<=\w)”([,;])", r"\1”", CLAUSES)
spoils_words("quote-comma", r"(?<=\w)”\.$", ".”", (Kind.OPERATIVE,))
spoils_words("dash", r"(?<=[a-z]) – (?=[a-z])", " - ")
spoils_words("dash", r"(?<=[a-z]) – (?=[a-z])", "—")
spoils_words("year-range", r"\b((?:19|20)\d\d)–((?:19|20)\d\d)\b", r"\1-\2")
spoils_words("range-words", r"\bfrom (20\d\d) to (20\d\d)\b", r"from \1–\2")


@spoils("unpaired", restores=False)
def half_a_pair(resolution: Resolution, chance: Random) -> Spoilt | None:
    """Take away one half of a pair; the other is what is told."""
    found = [
        (line, match)
        for line, block, _ in lines(resolution, CLAUSES)
        for match in re.finditer(r"\([^()]{3,40}\)|“[^“”]{3,80}”", plain(block.text))
    ]
    if not found:
        return None
    line, match = chance.choice(found)
    if chance.random() < 0.5:
        spoilt = with_words(resolution, line, match.start(), match.start() + 1, "")
        return replace(spoilt, start=match.end() - 2, end=match.end() - 1)
    spoilt = with_words(resolution, line, match.end() - 1, match.end(), "")
    return replace(spoilt, start=match.start(), end=match.start() + 1)


SERIES = (
    r"(?<=[ (])(?!and|or|including|where|as)([a-z]{4,}), (?!including|as|where)([a-z]{4,}) and "
    r"(?=[a-z]{4,}(?:,|;|\.| of | in ))"
)


@spoils("serial-comma")
def comma_before_the_last(resolution: Resolution, chance: Random) -> Spoilt | None:
    if resolution.masthead.organ == "Security Council":
        return None
    found = [
        (line, match)
        for line, block, _ in lines(resolution)
        for match in re.finditer(SERIES, plain(block.text))
    ]
    if not found:
        return None
    line, match = chance.choice(found)
    return with_words(resolution, line, *match.span(), match.expand(r"\1, \2, and "))
