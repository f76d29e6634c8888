"""Punctuation: the marks that end paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from resolution.checks import Problem, Record, Severity, rule
from resolution.model import DivisionKind, Kind, Resolution
from resolution.text import plain
from resolution.tree import Node, forest

_SOURCE = "Editorial Manual, punctuation; 99.9 % of preambular paragraphs of adopted texts"
_MARKS = ",;.:"


@rule
def final_marks(resolution: Resolution, record: Record | None) -> Iterator[Problem]:
    """A comma ends a preambular paragraph, a semicolon an operative one, a full stop the last; before items a colon."""
    for division, nodes in forest(resolution):
        if division.kind is DivisionKind.ANNEX:
            continue
        operative = [n for n in nodes if n.block.kind is Kind.OPERATIVE and not n.block.quoted]
        for node in nodes:
            if node.block.quoted or node.block.kind not in (Kind.PREAMBULAR, Kind.OPERATIVE):
                continue
            last = bool(operative) and node is operative[-1]
            yield from _clause(
                node, "." if last else "," if node.block.kind is Kind.PREAMBULAR else ";"
            )


def _clause(node: Node, mark: str) -> Iterator[Problem]:
    items = list(node.items())
    if not items:
        if not node.children:
            yield from _ends(node, mark)
        return
    yield from _ends(node, ":")
    for item in items[:-1]:
        yield from _clause(item, "," if node.block.kind is Kind.PREAMBULAR else ";")
    yield from _clause(items[-1], mark)


def _ends(node: Node, mark: str) -> Iterator[Problem]:
    words = plain(node.block.text).rstrip()
    if (
        not words
        or words.endswith((mark, "; and", ", and", "; or", ", or"))
        or (node.block.kind is Kind.ITEM and not node.block.label)
    ):
        return
    names = {
        ",": "a comma",
        ";": "a semicolon",
        ".": "a full stop",
        ":": "a colon, since items follow",
    }
    wrong = len(words) - 1 if words[-1] in _MARKS else len(words)
    message = f"This paragraph should end with {names[mark]}."
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
