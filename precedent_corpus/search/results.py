"""What a search returns: the matches, and how the query was understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from precedent_corpus.search.matches import Match


class By(StrEnum):
    """How a search query was understood."""

    SYMBOL = "symbol"
    PHRASE = "phrase"
    WORDS = "words"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The matches of a search, how the query was understood, and whether there are more matches.

    instead: the words that were searched for because no wording has the quoted phrases; empty otherwise
    """

    by: By
    matches: tuple[Match, ...]
    more: bool
    instead: str = ""
