"""What the analysis of a whole draft asks of a corpus; `Corpus` answers it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from precedent_corpus.analysis.sharing import Sharing
from precedent_corpus.search.matches import Filters, Match
from precedent_corpus.search.ranking import DEFAULT_LIMIT, DEFAULT_THRESHOLD


class Precedents(Protocol):
    """The methods of `Corpus` of these names, as far as the analysis uses them."""

    def suggest(
        self,
        words: str,
        *,
        language: str = "en",
        limit: int = DEFAULT_LIMIT,
        threshold: float = DEFAULT_THRESHOLD,
        exclude: str | None = None,
        filters: Filters | None = None,
        finished: bool | None = None,
    ) -> list[Match]:
        """Return the wordings nearest to these words."""

    def newer(
        self, match: Match, *, language: str = "en", title: str = "", exclude: str = ""
    ) -> Match | None:
        """Return the clause in the newest adopted text of its series, or None."""

    def is_of_series(self, symbol: str, title: str, *, language: str = "en") -> bool:
        """Return whether a text is of the series with this title."""

    def sharing(self, words: Iterable[str], *, language: str = "en") -> list[Sharing]:
        """Return the texts that share wordings with these."""
