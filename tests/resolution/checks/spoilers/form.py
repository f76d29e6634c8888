"""Defects of numbers, dates, hyphens, abbreviations and words of other languages."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from resolution.language.dates import MONTHS
from resolution.language.ordinals import number_of
from resolution.model import Block, Resolution
from resolution.text import Mark, cut, join, make, plain
from tests.resolution.checks.spoiling import (
    CLAUSES,
    Spoilt,
    lines,
    spoils,
    spoils_words,
    with_blocks,
    with_words,
)

MONTH = "|".join(MONTHS)
ONES = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
NAMED = r"[  ]"
"""A space, non-breaking or not."""

spoils_words("per-cent", r"(?<=\d) per cent\b", "%")
spoils_words("per-cent", r"(?<=\d )per cent\b", "percent")
spoils_words("number-in-words", rf"\b({'|'.join(ONES)}) (?=(?:reports|members|meetings|years|sessions|representatives|months|pillars|countries|days|weeks|times|experts|regions)\b)", lambda m, _: f"{ONES.index(m[1]) + 2} ", CLAUSES)  # fmt: skip
spoils_words("number-in-figures", r"(?<=[a-z] )(1\d|20|30|40|50)(?= (?:years|months|days|members|countries|States|experts|hours)\b)", lambda m, _: {"10": "ten", "11": "eleven", "12": "twelve", "13": "thirteen", "14": "fourteen", "15": "fifteen", "16": "sixteen", "17": "seventeen", "18": "eighteen", "19": "nineteen", "20": "twenty", "30": "thirty", "40": "forty", "50": "fifty"}[m[1]])  # fmt: skip
spoils_words("thousands", r"(?<=[a-z] )(\d{1,3}),(\d{3})(?= (?:[a-z]+s|people|children|troops|personnel)\b)", lambda m, _: None if 1900 <= int(m[1] + m[2]) < 2100 else m[1] + m[2])  # fmt: skip
spoils_words("date-form", rf"\b(\d{{1,2}}){NAMED}({MONTH}) (\d{{4}})\b", r"\2 \1, \3")
spoils_words("date-form", rf"\b(\d{{1,2}}){NAMED}(Jan|Feb|Aug|Sept|Oct|Nov|Dec)[a-z]+ (\d{{4}})\b", r"\1 \2. \3")  # fmt: skip
spoils_words("date-form", rf"\b(\d{{1,2}}){NAMED}({MONTH}) (\d{{4}})\b", lambda m, _: f"{int(m[3])}-{MONTHS.index(m[2]) + 1:02}-{int(m[1]):02}")  # fmt: skip
spoils_words(
    "date-form", rf"(?<=of )\b(\d{{1,2}}){NAMED}({MONTH})\b", lambda m, _: f"{m[1]}th {m[2]}"
)
spoils_words("no-such-day", rf"\b\d{{1,2}}({NAMED})(February|April|June|September|November) (\d{{4}})\b", r"31\1\2 \3", restores=False)  # fmt: skip
spoils_words("decade", r"\b((?:19|20)\d0)s\b", r"\1’s")
spoils_words("time-of-day", r"\b(\d{1,2})(?:\.(\d\d))? ([ap])\.m\.", lambda m, _: f"{m[1]}{':' + m[2] if m[2] else ''} {m[3]}m")  # fmt: skip
spoils_words("hyphen-space", r"(?<=[a-z]{3})([-‑])(?=[a-z]{3})", r" \1")
spoils_words("hyphen-space", r"(?<=[a-z]{3})([-‑])(?=(?!and|or|to)[a-z]{4,} [a-z])", r"\1 ")
spoils_words("abbreviation", r"(?<=[a-z], )for example\b(?!,)", "e.g.")
spoils_words("abbreviation", r"(?<=[a-z]{3}) and (?=[a-z]{3})", " & ")
spoils_words("abbreviation", r"\b(do|should|does|did|is|are|was) not\b", r"\1n’t")
spoils_words("abbreviation", r"(?<= )paragraph (?=\d)", "para. ")
spoils_words("operative-paragraph", r"(?<=[a-z] )(paragraphs?)(?=[  ]\d)", r"operative \1")
spoils_words("compound", r"\b(capacity|decision|open|non|gender|fact|evidence)[-‑](building|making|ended|governmental|based|finding)\b", r"\1 \2", council=False)  # fmt: skip
spoils_words("compound-form", r"\b(sub|socio|inter)(regional|economic|governmental)\b", r"\1-\2")
spoils_words("doubled-word", r"(?<= )(the|of|to|in|and|that) (?=[a-z])", r"\1 \1 ")
spoils_words("accent", r"\bvis-à-vis\b", "vis-a-vis")
spoils_words("accent", r"\baide-mémoire\b", "aide-memoire")


@spoils("ordinal")
def session_in_figures(resolution: Resolution, chance: Random) -> Spoilt | None:
    found = [
        (line, words, at)
        for line, block, _ in lines(resolution)
        for words in (plain(block.text),)
        if (at := words.find("its ")) >= 0
        and 0 < (number_of(words[at + 4 :]) or 0) < 100
        and re.match(r"\S+ session", words[at + 4 :])
        and words[at + 4].islower()
    ]
    if not found:
        return None
    line, words, at = chance.choice(found)
    number = number_of(words[at + 4 :]) or 0
    end = words.index(" ", at + 4)
    last = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number // 10 != 1 else 0, "th")
    return with_words(resolution, line, at + 4, end, f"{number}{last}")


def _outside_the_council(resolution: Resolution, chance: Random, wanted: str, put: str) -> Spoilt | None:  # fmt: skip
    """Put other words in the place of some, not in the Security Council's texts and not in quotations."""
    if resolution.masthead.organ == "Security Council":
        return None
    found = [
        (line, words.index(wanted))
        for line, block, _ in lines(resolution, CLAUSES)
        for words in (plain(block.text),)
        if wanted in words and "“" not in words
    ]
    if not found:
        return None
    line, at = chance.choice(found)
    return with_words(resolution, line, at, at + len(wanted), put)


@spoils("un-abbreviated")
def united_nations_in_letters(resolution: Resolution, chance: Random) -> Spoilt | None:
    return _outside_the_council(resolution, chance, "United Nations system", "UN system")


@spoils("present-resolution")
def this_resolution(resolution: Resolution, chance: Random) -> Spoilt | None:
    return _outside_the_council(resolution, chance, "the present resolution", "this resolution")


@spoils("foreign-italic", restores=False)
def latin_in_italics(resolution: Resolution, chance: Random) -> Spoilt | None:
    found = [
        (line, plain(block.text).index("inter alia"))
        for line, block, _ in lines(resolution, CLAUSES)
        if "inter alia" in plain(block.text)
    ]
    if not found:
        return None
    line, start = chance.choice(found)
    end = start + len("inter alia")

    def change(blocks: list[Block], at: int) -> None:
        text = blocks[at].text
        italic = make("inter alia", Mark.ITALIC)
        blocks[at] = replace(blocks[at], text=join(cut(text, 0, start), italic, cut(text, end)))

    return Spoilt(with_blocks(resolution, line, change), line, start, end)
