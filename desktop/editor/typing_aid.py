"""What is understood while one types: numbers typed by hand, and a verb that belongs to the operative part."""

from __future__ import annotations

import re

from resolution.labels import from_roman
from resolution.language import DEFAULT, of
from resolution.language.leads import lead_length
from resolution.model import Block, Kind

_NUMBER = re.compile(r"\d{1,3}\.[ \t\N{NO-BREAK SPACE}]")
_SIGN = re.compile(r"\(([a-z]{1,5})\)[ \t\N{NO-BREAK SPACE}]")

NUMBERABLE = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM, Kind.PARAGRAPH, Kind.CONTINUATION)


def typed_label(
    words: str, block: Block, before: Block | None, annex: bool
) -> tuple[Kind, int] | None:
    """Return the kind and level that a label typed at the start of a block asks for; None where it is none.

    words: what stands before the cursor, label and space; before: the block above it in the same division.
    "(i)" is a roman numeral under an item "(a)", except after "(h)"; else a letter's place follows from the letter.
    """
    if block.kind not in NUMBERABLE:
        return None
    if _NUMBER.fullmatch(words):
        return (Kind.PARAGRAPH if annex else Kind.OPERATIVE), 0
    sign = _SIGN.fullmatch(words)
    if not sign or before is None or before.kind in (Kind.FORMULA, Kind.HEADING):
        return None
    under = before.level if before.kind in (Kind.ITEM, Kind.CONTINUATION) else 0
    roman = from_roman(sign[1]) is not None and before.label != "(h)"
    if roman and under >= 1 and len(sign[1]) + under > 1:
        return Kind.ITEM, 2
    return Kind.ITEM, 1


def turns_operative(words: str, block: Block, after: Block | None, language: str = DEFAULT) -> bool:
    """Return whether a clause typed anew at the end of the preamble has just got an operative verb ("Invites ").

    words: all of the block, the space just typed included; after: the block below it in the same division;
    language: of the text, as a tag.
    """
    typed = words.rstrip()
    if block.kind is not Kind.PREAMBULAR or not typed or typed == words or typed.count(" ") > 1:
        return False
    if after is not None and after.kind is Kind.PREAMBULAR:
        return False
    return (
        lead_length(typed, Kind.OPERATIVE, language) == len(typed)
        and lead_length(typed, Kind.PREAMBULAR, language) == 0
        and of(language).has("leads")
        and typed.endswith(of(language).lead_grammar.third_person)
    )
