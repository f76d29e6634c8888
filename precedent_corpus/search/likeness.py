"""Three scores of one comparison, as reasons for the one that is shown: by stems, by words, letter for letter."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Indel

from precedent_corpus.search.meaning import stem
from precedent_corpus.search.wording import compared_words
from resolution.diff.facts import plain_typography


@dataclass(frozen=True, slots=True)
class Likeness:
    """Per cent: stems alone, words with their endings, the very letters with case and punctuation."""

    stemmed: int
    words: int
    verbatim: int


def likeness(one: str, other: str) -> Likeness:
    """Return how alike two wordings are, their numbers and dates as they stand."""
    first, second = plain_typography(one), plain_typography(other)
    ours, theirs = compared_words(first.casefold()), compared_words(second.casefold())
    return Likeness(
        _per_cent(Indel.normalized_similarity(list(map(stem, ours)), list(map(stem, theirs)))),
        _per_cent(Indel.normalized_similarity(ours, theirs)),
        _per_cent(Indel.normalized_similarity(first, second)),
    )


def _per_cent(share: float) -> int:
    """Return a share as whole per cent; 100 only where nothing differs."""
    return 100 if share == 1 else min(99, round(100 * share))
