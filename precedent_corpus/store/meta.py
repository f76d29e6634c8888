"""The database's own facts, in its table `meta`: its generation, which index belongs to it, what the user must know."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class IndexState(NamedTuple):
    """The database's generation, the one that the index was last committed at, and the name of the index folder."""

    generation: int
    indexed: int
    folder: str


def index_state(connection: sqlite3.Connection) -> IndexState:
    """Return how far the index is."""
    query = "SELECT name, value FROM meta WHERE name IN ('generation', 'indexed', 'index')"
    values = dict(connection.execute(query).fetchall())
    return IndexState(int(values["generation"]), int(values["indexed"]), str(values["index"]))


def set_indexed(connection: sqlite3.Connection, generation: int) -> None:
    """Record that the index was committed at a generation."""
    set_value(connection, "indexed", generation)
    connection.execute("DELETE FROM dropped WHERE generation <= ?", (generation,))


def value_of(connection: sqlite3.Connection, name: str) -> str:
    """Return a value as text; raises TypeError if there is none of this name."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return str(row[0])


def set_value(connection: sqlite3.Connection, name: str, value: str | int) -> None:
    """Change a value that is there."""
    connection.execute("UPDATE meta SET value = ? WHERE name = ?", (value, name))


def phrases_of(connection: sqlite3.Connection) -> bytes:
    """Return the phrases that the clauses of this corpus are compressed with."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'phrases'").fetchone()
    return bytes(row[0])
