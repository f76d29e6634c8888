"""What was worked out of a value once is kept for that very value: a draft's blocks stay the same between keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Of = TypeVar("Of")
Answer = TypeVar("Answer")

LIMIT = 20_000
"""More values than this are forgotten together; a long draft has some two thousand blocks."""


class Memo(Generic[Of, Answer]):
    """A function of one immutable value, worked out once for each object it is given (told by identity, not equality).

    Asking by identity takes no look at the value: comparing or hashing a long clause costs more than most answers.
    """

    def __init__(self, function: Callable[[Of], Answer]) -> None:
        self._function = function
        self._known: dict[int, tuple[Of, Answer]] = {}

    def __call__(self, value: Of) -> Answer:
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        if len(self._known) >= LIMIT:
            self._known.clear()
        answer = self._function(value)
        self._known[id(value)] = (
            value,
            answer,
        )  # kept alive, so that no other value gets its number
        return answer
