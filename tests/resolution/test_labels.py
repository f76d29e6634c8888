"""Labels that follow from position."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from resolution.labels import (
    from_letters,
    from_roman,
    labelled,
    letters,
    numbered,
    recognised,
    renumbered,
    roman,
)
from resolution.model import Block, Division, Kind, Origin, Table
from resolution.text import make


def block(kind: Kind, label: str = "", level: int = 0) -> Block:
    return Block(kind, label=label, level=level)


def labels(*blocks: Block) -> list[str]:
    return [b.label for b in numbered(blocks)]


@pytest.mark.parametrize("number", range(1, 53))
def test_letters_and_numerals_come_back(number: int) -> None:
    assert from_letters(letters(number)) == number
    assert from_roman(roman(number)) == number


def test_letters_go_on_doubled_after_z() -> None:
    assert [letters(n) for n in (26, 27, 28)] == ["z", "aa", "bb"]


def test_each_level_has_its_own_kind_of_label() -> None:
    items = [block(Kind.ITEM, level=n) for n in (1, 2, 3, 4, 4, 2, 1)]
    assert labels(block(Kind.OPERATIVE), *items) == [
        "1.",
        "(a)",
        "(i)",
        "a.",
        "i.",
        "ii.",
        "(ii)",
        "(b)",
    ]


def test_items_begin_anew_with_each_clause_and_go_on_past_a_heading() -> None:
    clause, item, heading = block(Kind.OPERATIVE), block(Kind.ITEM, level=1), block(Kind.HEADING)
    assert labels(clause, item, heading, item, clause, item) == [
        "1.",
        "(a)",
        "",
        "(b)",
        "2.",
        "(a)",
    ]


def test_a_printed_label_is_kept_and_counting_goes_on_from_it() -> None:
    read = recognised(
        [block(Kind.OPERATIVE, "1."), block(Kind.OPERATIVE, "3."), block(Kind.OPERATIVE, "4.")]
    )
    assert [b.auto for b in read] == [True, False, True]
    assert [b.label for b in numbered(read)] == ["1.", "3.", "4."]


def test_numbering_that_starts_again_is_printed_once() -> None:
    read = recognised([block(Kind.OPERATIVE, n) for n in ("1.", "2.", "1.", "2.")])
    assert [b.auto for b in read] == [True, True, False, True]


def test_renumber_drops_labels_that_differ_and_leaves_a_sole_paragraph_unnumbered() -> None:
    skipped = [block(Kind.OPERATIVE, "1."), replace(block(Kind.OPERATIVE, "3."), auto=False)]
    assert [b.label for b in renumbered(Division(blocks=tuple(skipped))).blocks] == ["1.", "2."]
    sole = (replace(block(Kind.OPERATIVE), auto=False),)
    assert renumbered(Division(blocks=sole)).blocks == sole


def test_a_new_label_leaves_all_else_as_it_is() -> None:
    block = Block(
        Kind.ITEM,
        make("To report;"),
        "(a)",
        False,
        2,
        True,
        Table(()),
        Origin("A/RES/1/1", "PP1"),
        "x",
        "<kept/>",
    )
    assert all(getattr(block, f.name) != f.default for f in fields(Block))
    assert labelled(block, "(b)") == replace(block, label="(b)")
    assert labelled(block, "(b)").id == "x"
