"""Punctuation: the marks that end paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from resolution.checks.rule import Problem, Rule, Severity
from resolution.checks.scope import Whole, place_of
from resolution.checks.table import in_whole
from resolution.final_marks import MARKS, due_marks, fits
from resolution.text import plain

_NAMES = {
    ",": "a comma",
    ";": "a semicolon",
    ".": "a full stop",
    ":": "a colon, since items follow",
}

FINAL_MARK = Rule(
    "final-mark",
    Severity.WARNING,
    "Every paragraph ends with the mark that is due",
    "A resolution is one long sentence: a comma ends a preambular paragraph, a semicolon an operative one, "
    "a full stop the last; before items stands a colon.",
    "Editorial Manual, punctuation; 99.9 % of preambular paragraphs of adopted texts",
    while_writing=False,
)


@in_whole(FINAL_MARK, language="")
def final_marks(whole: Whole) -> Iterator[Problem]:
    """A comma ends a preambular paragraph, a semicolon an operative one, a full stop the last; before items a colon."""
    for division, top in whole.trees:
        due = due_marks(division)
        for node in (n for one in top for n in one.walk() if n.index in due):
            mark, words = due[node.index], plain(node.block.text).rstrip()
            if not words or fits(words, mark):
                continue
            wrong = len(words) - 1 if words[-1] in MARKS else len(words)
            message = f"This paragraph should end with {_NAMES[mark]}."
            finding = FINAL_MARK.found(wrong, len(words), message, mark)
            yield finding.at(place_of(node), node.line)
