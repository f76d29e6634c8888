"""Which kinds of clauses and which organs use a wording, as bits: what filters can rule out without looking at uses."""

from __future__ import annotations

import sqlite3

from resolution.model import Kind

PARTS_KEPT = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM)
"""Kinds of clauses in the order in which the database numbers them."""

_IN_PREAMBLE, _IN_OPERATIVE, _ITEM, _NO_ITEM = 1, 2, 4, 8
_ORGANS = 4
_MOST_ORGANS = 58
"""As many organs have a bit of their own; those beyond share the last."""


def scope_of(kind: int, part: int, organ: int) -> int:
    """Return the bits of one use; kind and part as places in PARTS_KEPT."""
    return (
        (_IN_PREAMBLE if part == 0 else _IN_OPERATIVE)
        | (_ITEM if PARTS_KEPT[kind] is Kind.ITEM else _NO_ITEM)
        | organ_bit(organ)
    )


def organ_bit(organ: int) -> int:
    """Return the bit of the organ with this number, counted from 0."""
    return 1 << (_ORGANS + min(organ, _MOST_ORGANS))


def kind_bit(kind: Kind) -> int:
    """Return the bit that a wording has where one of its uses is of this kind, or stands in this part."""
    return {Kind.PREAMBULAR: _IN_PREAMBLE, Kind.OPERATIVE: _IN_OPERATIVE}.get(kind, _ITEM)


def only_kind(scope: int, kind: Kind) -> bool:
    """Return whether every use of a wording with this scope is of the kind."""
    others = {_IN_PREAMBLE: _IN_OPERATIVE, _IN_OPERATIVE: _IN_PREAMBLE, _ITEM: _NO_ITEM}
    return not scope & others[kind_bit(kind)]


def only_organ(scope: int, bit: int) -> bool:
    """Return whether no other organ uses a wording with this scope."""
    return scope >> _ORGANS == bit >> _ORGANS and bit != organ_bit(_MOST_ORGANS)


def only_organs(scope: int) -> int:
    """Return the bits of the organs alone, which are what the index knows of a scope."""
    return scope >> _ORGANS << _ORGANS


def scope_words(scope: int) -> list[str]:
    """Return the organs' bits as words of the index."""
    return [f"s{bit}" for bit in range(_ORGANS, scope.bit_length()) if scope >> bit & 1]


class Organs:
    """The numbers of organs. A writer's; new ones are entered in its transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        rows = connection.execute("SELECT name, id FROM organs")
        self._numbers: dict[str, int] = {name: number for name, number in rows}

    def number(self, name: str) -> int:
        """Return the number of an organ, counted from 0."""
        if name not in self._numbers:
            entered = self._connection.execute("INSERT INTO organs (name) VALUES (?)", (name,))
            self._numbers[name] = int(entered.lastrowid or 1)
        return self._numbers[name] - 1


def organ_number(connection: sqlite3.Connection, name: str) -> int | None:
    """Return the number of an organ that has texts in the corpus, or None."""
    row = connection.execute("SELECT id FROM organs WHERE name = ?", (name,)).fetchone()
    return row[0] - 1 if row else None
