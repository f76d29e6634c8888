"""Paragraphs that do not open as their part wants."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from resolution.language.leads import lead_length
from resolution.model import Block, Kind, Resolution
from resolution.text import cut, plain
from tests.resolution.checks.spoiling import (
    Spoilt,
    lines,
    spoils,
    spoils_words,
    with_blocks,
)


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


spoils_words("lead-indicative", r"^(Also|Strongly) (request|encourage|welcome|urge|invite|decide)s\b", r"\1 \2", (Kind.OPERATIVE,))  # fmt: skip
spoils_words("lead-indicative", r"^(Decide|Request|Invite)s\b", lambda m, _: m[1] + ("d" if m[1][-1] == "e" else "ed"), (Kind.OPERATIVE,))  # fmt: skip
spoils_words("lead-participle", r"^(Recall|Reaffirm|Stress|Welcom|Recogniz|Emphasiz)ing\b(?! (?:also|further|with))", lambda m, _: m[1] + ("e" if m[1][-1] in "mz" and m[1] != "Reaffirm" else ""), (Kind.PREAMBULAR,))  # fmt: skip
spoils_words("lead-participle", r"^(Recall|Reaffirm|Stress|Welcom|Recogniz|Emphasiz)ing(?= (?:the|that|its)\b)", lambda m, _: m[1] + ("es" if m[1][-1] in "sz" or m[1] == "Welcom" else "s"), (Kind.PREAMBULAR,))  # fmt: skip
spoils_words(
    "lead-indicative",
    r"^(Decid|Request|Encourag|Invit|Urg|Recall|Welcom)e?s\b",
    r"\1ing",
    (Kind.OPERATIVE,),
)
spoils_words("lead-missing", r"^(?:Noting|Recognizing|Convinced|Stressing|Emphasizing|Reaffirming) that (?!\w+ing )([a-z])", lambda m, _: m[1].upper(), (Kind.PREAMBULAR,), restores=False)  # fmt: skip
spoils_words("lead-missing", r"^(?:Decides|Recognizes|Stresses) that (?!\w+ing )([a-z])", lambda m, _: m[1].upper(), (Kind.OPERATIVE,), restores=False)  # fmt: skip
spoils_words("lead-capital", r"^([A-Z])(?=[a-z]+s\b)", lambda m, _: m[1].lower(), (Kind.OPERATIVE,))
spoils_words(
    "lead-capital", r"^([A-Z])(?=[a-z]+ing\b)", lambda m, _: m[1].lower(), (Kind.PREAMBULAR,)
)
