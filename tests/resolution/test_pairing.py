"""Which paragraph answers to which: by name, by words, moved ones told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resolution.model import Block, Kind
from resolution.pairing import Pair, pair
from resolution.text import make

WORDS = (
    "Recalling its resolution 55/63 of 4 December 2000,",
    "Noting with concern that offenders work across borders,",
    "Invites Member States to share what they have learned;",
    "Requests the Secretary-General to report on the matter;",
    "Decides to remain seized of the matter.",
)


@pytest.fixture
def named() -> list[Block]:
    return [Block(Kind.OPERATIVE, make(words), id=f"c{n}") for n, words in enumerate(WORDS)]


@pytest.fixture
def nameless(named: list[Block]) -> list[Block]:
    return [replace(block, id="") for block in named]


def test_the_same_text_pairs_one_to_one(named: list[Block], nameless: list[Block]) -> None:
    straight = [Pair(n, n) for n in range(5)]
    assert pair(named, named) == straight
    assert pair(nameless, nameless) == straight


def test_a_clause_keeps_its_pair_whatever_becomes_of_its_words(named: list[Block]) -> None:
    other = [*named]
    other[2] = replace(named[2], text=make("Something else altogether"))
    assert pair(named, other) == [Pair(n, n) for n in range(5)]


def test_without_names_changed_words_still_pair(nameless: list[Block]) -> None:
    other = [*nameless]
    other[2] = replace(other[2], text=make("Urges Member States to share all they have learned;"))
    assert pair(nameless, other) == [Pair(n, n) for n in range(5)]


def test_what_went_stands_where_it_was_and_what_came_where_it_is(nameless: list[Block]) -> None:
    came = Block(Kind.OPERATIVE, make("Zygomorphic quetzals waltz forever;"))
    other = [nameless[0], came, *nameless[2:]]
    assert pair(nameless, other) == [
        Pair(0, 0), Pair(1, None), Pair(None, 1), Pair(2, 2), Pair(3, 3), Pair(4, 4),
    ]  # fmt: skip


def test_a_moved_clause_is_told_in_both_places(named: list[Block]) -> None:
    other = [*named[1:], named[0]]
    assert pair(named, other) == [
        Pair(0, None, moved=True), Pair(1, 0), Pair(2, 1), Pair(3, 2), Pair(4, 3), Pair(0, 4, moved=True),
    ]  # fmt: skip


def test_nothing_pairs_with_nothing(named: list[Block]) -> None:
    assert pair([], named) == [Pair(None, n) for n in range(5)]
    assert pair(named, []) == [Pair(n, None) for n in range(5)]
    assert pair([], []) == []
