"""Defects that the rules of substance are for."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from resolution.model import Block, Kind, Resolution
from resolution.text import make, plain
from tests.resolution.checks.spoiling import Spoilt, lines, spoils, spoils_words, with_blocks

_OPERATIVE = (Kind.OPERATIVE,)

spoils_words("decision-verb", r"^Decides (?=to |that )", "Resolves ", _OPERATIVE)
spoils_words("decision-verb", r"^Decides to establish", "Establishes", _OPERATIVE)
spoils_words("decision-verb", r"^Decides to extend", "Extends", _OPERATIVE)


def _added(code: str, words: str, organs: tuple[str, ...]) -> None:
    """Enter a spoiler that puts a paragraph into the operative part."""

    def spoil(resolution: Resolution, chance: Random) -> Spoilt | None:
        places = [line for line, block, _ in lines(resolution, _OPERATIVE) if block.auto]
        if resolution.masthead.organ not in organs or not places:
            return None
        line = chance.choice(places)

        def change(blocks: list[Block], at: int) -> None:
            blocks.insert(at, replace(Block(Kind.OPERATIVE), text=make(words)))

        return Spoilt(with_blocks(resolution, line, change), line, 0, len(words))

    spoils(code, restores=False)(spoil)


_ASSEMBLIES = ("General Assembly", "Economic and Social Council", "Human Rights Council")
_added(
    "budget-implications",
    "Requests the Secretary-General to convene a meeting of experts;",
    _ASSEMBLIES,
)
_added("budget-implications", "Decides to establish a working group on the subject;", _ASSEMBLIES)
_added(
    "existing-resources", "Requests him to do so within existing resources;", ("General Assembly",)
)
_added("report-when", "Requests the Secretary-General to submit a report on the implementation of the present resolution;", _ASSEMBLIES)  # fmt: skip


@spoils("remain-seized", restores=False)
def no_longer_seized(resolution: Resolution, chance: Random) -> Spoilt | None:
    places = [(line, block) for line, block, _ in lines(resolution, _OPERATIVE)]
    if resolution.masthead.organ != "Security Council" or len(places) < 3:
        return None
    line, block = places[-1]
    if "seized" not in plain(block.text):
        return None
    lost = with_blocks(resolution, line, lambda blocks, at: blocks.pop(at))
    return Spoilt(lost, places[-2][0], 0, len(plain(places[-2][1].text)))
