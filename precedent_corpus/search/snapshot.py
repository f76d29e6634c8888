"""One state of the corpus, as a query sees it: a database connection and the index committed with it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from precedent_corpus.search.index import Index
from precedent_corpus.search.matches import UseFilter
from precedent_corpus.search.vocabulary import VocabularyReader
from precedent_corpus.search.wording import normalised
from precedent_corpus.store.clauses import Packing


@dataclass(slots=True)
class Snapshot:
    """A connection inside a read transaction, with what is needed to query that state of the corpus.

    generation: the database generation that the index was committed at
    language:   two-letter code of the language that is searched
    """

    connection: sqlite3.Connection
    index: Index
    vocabulary: VocabularyReader
    packing: Packing
    generation: int
    language: str

    def wording(self, text: str) -> int | None:
        """Return the id of the wording that has exactly this text, or None."""
        query = "SELECT id FROM wordings WHERE digest = ?"
        digest = normalised(text).digest(self.language)
        row = self.connection.execute(query, (digest,)).fetchone()
        return int(row[0]) if row else None

    def forms(self, wordings: Sequence[int]) -> dict[int, str]:
        """Return the forms of wordings by id."""
        query = "SELECT id, form FROM wordings WHERE id IN (SELECT value FROM json_each(?))"
        rows = self.connection.execute(query, (json.dumps(list(wordings)),))
        return {row[0]: row[1] for row in rows}

    def used(self, wordings: Iterable[int], within: UseFilter) -> set[int]:
        """Return those of the wordings that have a use within the filters."""
        query = (
            "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM clauses c JOIN documents d ON d.id = c.document"
            f" WHERE c.wording = value{within.sql})"
        )
        rows = self.connection.execute(query, (json.dumps(list(wordings)), *within.values))
        return {row[0] for row in rows}

    def numbers(self, words: Iterable[str]) -> dict[str, int]:
        """Return the vocabulary numbers of those of the words that the corpus has."""
        return self.vocabulary.numbers(self.connection, words)

    def senses(self) -> dict[int, int]:
        """Return the translation table from characters of words to those of their senses."""
        return self.vocabulary.senses(self.connection)
