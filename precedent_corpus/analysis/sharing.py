"""Texts that have the same wordings as another, and how adopted texts voted on exactly these words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from precedent_corpus.search.matches import day_of
from precedent_corpus.search.wording import normalised
from resolution.model import Status

SHARING = 20
"""How many texts that share wordings with another are returned."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """A text that shares wordings with another: how many distinct wordings it has, and how many of them are shared."""

    symbol: str
    status: Status
    adopted: date | None
    wordings: int
    shared: int


def texts_sharing(
    connection: sqlite3.Connection, words: Iterable[str], language: str
) -> list[Sharing]:
    """Return the texts that have wordings of these, those that have the most of them first."""
    digests = [normalised(one).digest(language) for one in words]
    rows = connection.execute(_SHARING, (json.dumps(digests), language, SHARING))
    return [Sharing(row[0], Status(row[1]), day_of(row[2]), row[3], row[4]) for row in rows]


def adopted_by_vote(connection: sqlite3.Connection, words: str, language: str) -> str:
    """Return the newest text that adopted exactly these words, with its vote: see `Corpus.adopted_by_vote`."""
    rows = connection.execute(_VOTED, (normalised(words).digest(language), language)).fetchall()
    if not rows or not all(row["against"] or row["abstaining"] for row in rows):
        return ""
    newest = rows[0]
    counts = "-".join(str(newest[name] or 0) for name in ("in_favour", "against", "abstaining"))
    return f"{newest['symbol']}, by {counts}"


_SHARING = """
SELECT d.symbol, d.status, d.adopted,
    (SELECT count(DISTINCT own.wording) FROM clauses own WHERE own.document = d.id), count(DISTINCT c.wording) AS shared
FROM wordings w JOIN clauses c ON c.wording = w.id JOIN documents d ON d.id = c.document
WHERE w.digest IN (SELECT value FROM json_each(?)) AND d.language = ?
GROUP BY d.id ORDER BY shared DESC, d.symbol LIMIT ?
"""

_VOTED = """
SELECT DISTINCT d.symbol, d.adopted, d.in_favour, d.against, d.abstaining
FROM wordings w JOIN clauses c ON c.wording = w.id JOIN documents d ON d.id = c.document
WHERE w.digest = ? AND d.language = ? AND d.status = 'adopted' ORDER BY d.adopted DESC, d.symbol
"""
