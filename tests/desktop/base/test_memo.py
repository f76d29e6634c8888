"""The cache by identity: an answer is kept for the same object and for no other."""

from __future__ import annotations

from desktop.base import memo as remembered
from desktop.base.memo import Memo
from resolution.text import make


def test_a_value_is_computed_once_but_an_equal_one_again() -> None:
    asked = []
    words = Memo(lambda text: asked.append(text) or len(text))
    one, other = make("Recalls"), make("Recalls")
    assert [words(one), words(one), words(other)] == [1, 1, 1]
    assert len(asked) == 2


def test_a_dropped_entry_is_computed_again() -> None:
    asked = []
    words = Memo(lambda text: asked.append(text) or len(text))
    kept = [make(f"Recalls {n}") for n in range(remembered.LIMIT + 1)]
    for text in kept:
        words(text)
    words(kept[0])
    assert len(asked) == remembered.LIMIT + 2
