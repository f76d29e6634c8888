"""What the user excludes and prefers: marks on texts by their symbols, in the database with the texts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from enum import IntEnum

EXCLUDED_NOT = "NOT EXISTS (SELECT 1 FROM marks k WHERE k.symbol = d.symbol AND k.mark < 0)"
"""The condition that a text d is not excluded."""

FEW_EXCLUDED = 10
"""Where no more than one text in so many is excluded, their wordings are skipped after ranking."""

_TABLE = """
CREATE TABLE IF NOT EXISTS marks (symbol TEXT PRIMARY KEY, mark INTEGER NOT NULL) WITHOUT ROWID
"""

_PREFERRED = """
SELECT DISTINCT w.value FROM json_each(?) w CROSS JOIN clauses c ON c.wording = w.value
CROSS JOIN documents d ON d.id = c.document CROSS JOIN marks k ON k.symbol = d.symbol WHERE k.mark > 0
"""


class TextMark(IntEnum):
    """EXCLUDED texts are not shown as matches, PREFERRED ones come first among equal scores."""

    EXCLUDED = -1
    NONE = 0
    PREFERRED = 1


def set_marks(connection: sqlite3.Connection, symbols: Iterable[str], mark: TextMark) -> None:
    """Mark texts; the table is made with the first mark, so that a corpus without marks has none to query."""
    connection.execute(_TABLE)
    rows = [(symbol, int(mark)) for symbol in dict.fromkeys(symbols)]  # one a language
    connection.executemany("DELETE FROM marks WHERE symbol = ?", [row[:1] for row in rows])
    if mark is not TextMark.NONE:
        connection.executemany("INSERT INTO marks VALUES (?, ?)", rows)


def all_marks(connection: sqlite3.Connection) -> dict[str, TextMark]:
    """Return every mark by symbol."""
    if not _any(connection):
        return {}
    return {
        row[0]: TextMark(row[1]) for row in connection.execute("SELECT symbol, mark FROM marks")
    }


def marks_used(connection: sqlite3.Connection) -> set[TextMark]:
    """Return which marks there are at all."""
    if not _any(connection):
        return set()
    return {TextMark(row[0]) for row in connection.execute("SELECT DISTINCT mark FROM marks")}


def many_excluded(connection: sqlite3.Connection) -> bool:
    """Return whether so many texts are excluded that more candidates are needed to find enough of the others."""
    excluded = connection.execute("SELECT count(*) FROM marks WHERE mark < 0").fetchone()[0]
    texts = connection.execute("SELECT max(id) FROM documents").fetchone()[0] or 0
    return bool(excluded * FEW_EXCLUDED > texts)


def preferred(connection: sqlite3.Connection, wordings: Iterable[int]) -> set[int]:
    """Return those of the wordings that a preferred text uses."""
    return {row[0] for row in connection.execute(_PREFERRED, (json.dumps(list(wordings)),))}


def _any(connection: sqlite3.Connection) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'marks'"
    return connection.execute(query).fetchone() is not None
