"""A cache by object identity: the blocks of a draft stay the same objects from one keystroke to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Argument = TypeVar("Argument")
Answer = TypeVar("Answer")

LIMIT = 20_000
"""The cache is cleared when it reaches this size; a long draft has about two thousand blocks."""


class Memo(Generic[Argument, Answer]):
    """Caches a function of one immutable argument, by the argument's identity, not by equality.

    Comparing or hashing a long clause costs more than computing most answers.
    """

    def __init__(self, function: Callable[[Argument], Answer]) -> None:
        self._function = function
        self._known: dict[int, tuple[Argument, Answer]] = {}

    def __call__(self, value: Argument) -> Answer:
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        if len(self._known) >= LIMIT:
            self._known.clear()
        answer = self._function(value)
        # The reference keeps the value alive, so that its id is not reused.
        self._known[id(value)] = (value, answer)
        return answer
