"""What is found in the five seed texts about citations, notes, names and substance; all of it is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from precedent_corpus.store.register import Register
from resolution.checks import check, groups
from resolution.recognition import recognizer as plain

GROUPS = ("Citations", "Documents and notes", "Names", "Substance")


@pytest.mark.parametrize(
    ("seed", "found"),
    [
        (0, []),
        (1, []),
        # "Decides to establish an open-ended ad hoc intergovernmental committee", "to allocate the necessary resources":
        # it costs money, and is told so.
        (2, [("budget-implications", "OP2"), ("budget-implications", "OP3")]),
        (3, []),
        # The mark 80 was glued to the word before the semicolon: "programmes⁸⁰;".
        (4, [("note-place", "OP2")]),
    ],
)
def test_what_is_found_in_the_seeds_is_right(
    seed: int, found: list[tuple[str, str]], seeds: list[Path]
) -> None:
    codes = {rule.code for name in GROUPS for rule in groups()[name]}
    resolution = plain.read_text(seeds[seed].read_text(encoding="utf-8")).resolution
    problems = [p for p in check(resolution, Register()) if p.code in codes]
    assert [(p.code, p.where) for p in problems] == found
