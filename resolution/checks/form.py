"""Punctuation: the marks that end paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from resolution.checks import Problem, Record, Severity, rule
from resolution.checks.structure import trees
from resolution.final_marks import MARKS, due_marks, fits
from resolution.model import Resolution
from resolution.text import plain
from resolution.tree import Node

_SOURCE = "Editorial Manual, punctuation; 99.9 % of preambular paragraphs of adopted texts"
_NAMES = {
    ",": "a comma",
    ";": "a semicolon",
    ".": "a full stop",
    ":": "a colon, since items follow",
}


@rule
def final_marks(resolution: Resolution, record: Record | None) -> Iterator[Problem]:
    """A comma ends a preambular paragraph, a semicolon an operative one, a full stop the last; before items a colon."""
    for division, nodes in trees(resolution):
        due = due_marks(division)
        for node in (n for top in nodes for n in top.walk() if n.index in due):
            yield from _ends(node, due[node.index])


def _ends(node: Node, mark: str) -> Iterator[Problem]:
    words = plain(node.block.text).rstrip()
    if not words or fits(words, mark):
        return
    wrong = len(words) - 1 if words[-1] in MARKS else len(words)
    message = f"This paragraph should end with {_NAMES[mark]}."
    yield Problem(
        "final-mark",
        Severity.WARNING,
        message,
        node.place,
        wrong,
        len(words),
        _SOURCE,
        mark,
        node.line,
    )
