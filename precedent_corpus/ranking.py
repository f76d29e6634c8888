"""How near two wordings are, in per cent, and in which order equally near ones are shown.

The score is that of translation memories: the share of words that stand in both, in the same order (Indel
similarity over words, 2 x common / all). Numbers, dates, ordinals and symbols count as one and the same sign: what
they name is told apart and never folded into the score. Chosen by measuring: clauses that are unrelated come to
15-33 %, where a comparison by characters gives them 40-57 % and hides the related ones among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

SAME = 100
GOES_ON = 10
"""Points taken off where a precedent agrees with all that is typed so far but goes on."""

DEFAULT_THRESHOLD = 50
DEFAULT_LIMIT = 5


class Candidate(NamedTuple):
    """A distinct wording as the database keeps it. latest: date and symbol of its latest adopted use."""

    id: int
    words: str
    facts: str
    uses: int
    adopted: int
    latest: str


class Ranked(NamedTuple):
    """A wording with its nearness to the clause, 0-100, unrounded."""

    nearness: float
    candidate: Candidate

    @property
    def score(self) -> int:
        """Return the nearness as shown: 100 only where the words are the same."""
        return SAME if self.nearness >= SAME else min(SAME - 1, round(self.nearness))


def nearness(words: Sequence[str], others: Sequence[Sequence[str]], typing: bool) -> list[float]:
    """Return how near each of the others is to the words, 0-100.

    typing: the clause is not at its end, so that one that goes on from here is near as well.
    `cdist` is used because it does not hold the interpreter lock while it compares.
    """
    if not others:
        return []
    whole = process.cdist([words], others, scorer=Indel.normalized_similarity, dtype=np.float32)[0]
    if typing:
        openings = [_opening(words, other) for other in others]
        begun = process.cdist(
            [words], openings, scorer=Indel.normalized_similarity, dtype=np.float32
        )[0]
        whole = np.maximum(whole, begun - GOES_ON / 100)
    return [float(value) * SAME for value in whole]


def _opening(words: Sequence[str], other: Sequence[str]) -> Sequence[str]:
    """Return as many words of the other as are typed, the one being typed completed; itself where it is not longer."""
    if len(other) <= len(words):
        return other
    opening = list(other[: len(words)])
    if words and opening[-1].startswith(words[-1]):
        opening[-1] = words[-1]
    return opening


def rank(
    words: Sequence[str],
    facts: Sequence[str],
    candidates: Sequence[Candidate],
    typing: bool,
    threshold: float,
    limit: int,
) -> list[Ranked]:
    """Return the candidates at or over the threshold, best first, at most `limit`.

    Equally near ones: first those that cite the same, then adopted ones, then more often used ones, then the latest,
    then by symbol. The order depends on nothing else.
    """
    scores = nearness(words, [candidate.words.split(" ") for candidate in candidates], typing)
    ranked = [Ranked(*pair) for pair in zip(scores, candidates, strict=True)]
    ranked = [one for one in ranked if one.score >= threshold]
    ranked.sort(key=lambda one: -one.nearness)
    if len(ranked) > limit:
        border = ranked[limit - 1].nearness
        ranked = [one for one in ranked if one.nearness >= border]
    cited = set(facts)
    ranked.sort(key=lambda one: one.candidate.latest.partition(" ")[2])
    ranked.sort(key=lambda one: one.candidate.latest.partition(" ")[0], reverse=True)
    ranked.sort(key=lambda one: _order(one, cited, typing))
    return ranked[:limit]


def _order(one: Ranked, cited: set[str], typing: bool) -> tuple[float, int, bool, int]:
    """Return what orders equally near wordings; what one cites beyond the part typed so far does not count against it."""
    theirs = set(one.candidate.facts.split("\n")) if one.candidate.facts else set()
    otherwise = len(cited - theirs if typing else cited ^ theirs)
    return (
        -one.nearness,
        otherwise,
        not one.candidate.adopted,
        -(one.candidate.adopted or one.candidate.uses),
    )
