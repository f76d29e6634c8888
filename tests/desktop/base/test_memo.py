"""What was worked out once is kept for the very same value, and for no other."""

from __future__ import annotations

from desktop.base import memo as remembered
from desktop.base.memo import Memo
from resolution.text import make


def test_a_value_is_looked_at_once_and_an_equal_one_again() -> None:
    asked = []
    words = Memo(lambda text: asked.append(text) or len(text))
    one, other = make("Recalls"), make("Recalls")
    assert [words(one), words(one), words(other)] == [1, 1, 1]
    assert len(asked) == 2


def test_what_is_forgotten_is_worked_out_anew() -> None:
    asked = []
    words = Memo(lambda text: asked.append(text) or len(text))
    kept = [make(f"Recalls {n}") for n in range(remembered.LIMIT + 1)]
    for text in kept:
        words(text)
    words(kept[0])
    assert len(asked) == remembered.LIMIT + 2
