"""Spelling: words of no dictionary, and forms that the United Nations does not use."""

from __future__ import annotations

from collections.abc import Iterator

from resolution.checks.rule import Finding, Group, Rule, Severity
from resolution.checks.scope import PassageScope
from resolution.checks.table import in_passages
from resolution.language.spelling import LANGUAGE

GROUP = Group("Spelling", 70)

UNKNOWN = Rule(
    "spelling",
    Severity.HINT,
    "Every word is in the dictionary",
    "A word that neither the dictionary nor any adopted text knows is often a slip of the keys; "
    "a name may be new to us.",
    "Dictionary, adopted texts",
    languages=(LANGUAGE,),
)
OTHER_FORM = Rule(
    "spelling-form",
    Severity.HINT,
    "Words are spelt as the United Nations spells them",
    "The United Nations has one spelling for every word, British with -ize: “programme”, “organize”, “labour”.",
    "Editorial Manual, spelling",
    languages=(LANGUAGE,),
)
CODES = (UNKNOWN.code, OTHER_FORM.code)
"""The codes: a word that is not known, and one that the United Nations spells otherwise."""


@in_passages(UNKNOWN, OTHER_FORM)
def spelling(passage: PassageScope) -> Iterator[Finding]:
    """Every word of a text in English is spelt as the United Nations spells it (hints: a name may be new to us)."""
    speller = passage.setting.speller
    for slip in speller.slips(passage.text) if speller else ():
        if slip.un:
            message = f"The United Nations writes “{slip.un}”, not “{slip.word}”."
            yield OTHER_FORM.found(slip.start, slip.end, message, slip.un)
        else:
            message = f"“{slip.word}” is not in the dictionary."
            yield UNKNOWN.found(slip.start, slip.end, message)
