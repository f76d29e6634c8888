"""Spelling: words of no dictionary, and forms that the United Nations does not use."""

from __future__ import annotations

from collections.abc import Iterator

from resolution.checks import Problem, Severity
from resolution.checks.structure import walk
from resolution.model import Kind, Resolution
from resolution.spelling import LANGUAGE, Speller
from resolution.text import Text
from resolution.tree import prefixes

UNKNOWN, OTHER_FORM = "spelling", "spelling-form"
CODES = (UNKNOWN, OTHER_FORM)
"""The codes: a word that is not known, and one that the United Nations spells otherwise."""
_EDITORIAL = "Editorial Manual, spelling"
_DICTIONARY = "Dictionary, adopted texts"

Place = tuple[str, int | None, int | None, Text]
"""Where a text stands, its line or the index of its note, and its words."""


def spelling(resolution: Resolution, speller: Speller) -> Iterator[Problem]:
    """Every word of a text in English is spelt as the United Nations spells it (hints: a name may be new to us)."""
    if resolution.masthead.language != LANGUAGE:
        return
    for where, line, note, text in _places(resolution):
        for slip in speller.slips(text):
            if slip.un:
                message = f"The United Nations writes “{slip.un}”, not “{slip.word}”."
            else:
                message = f"“{slip.word}” is not in the dictionary."
            yield Problem(
                OTHER_FORM if slip.un else UNKNOWN,
                Severity.HINT,
                message,
                where,
                slip.start,
                slip.end,
                _EDITORIAL if slip.un else _DICTIONARY,
                slip.un or None,
                line,
                note,
            )


def _places(resolution: Resolution) -> Iterator[Place]:
    line = 0
    for division, prefix in zip(resolution.divisions, prefixes(resolution), strict=True):
        yield prefix.strip() or "title", line, None, division.title
        line += 1 + len(division.blocks)
    for node in walk(resolution):
        if node.block.kind is not Kind.TABLE:
            yield node.place or "heading", node.line, None, node.block.text
    for index, mark in resolution.note_marks().items():
        yield f"note {mark}", None, index, resolution.notes[index].text or ()
