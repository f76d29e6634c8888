"""How near two wordings are, in per cent, and in which order equally near ones are shown.

The score is that of translation memories: the share of words that stand in both, in the same order (Indel
similarity over words, 2 x common / all). Numbers, dates, ordinals and symbols count as one and the same sign: what
they name is compared separately and never part of the score. Chosen by measuring: clauses that are unrelated come to
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

BEGINS_SO = SAME - GOES_ON
MISTYPED = 5
"""What a wording scores that begins with all the words typed so far; points taken off for each word read as another."""

ALL_THERE = 65
"""What a wording scores that has all the words of a short question, in any order: too little to be called adapted."""

AS_ANOTHER_FORM = 0.95

REORDERED = 15
SAME_WORDS = 80
"""Points taken off where words stand in another order; so much of them must be the same for that to be looked at."""

FEWEST_REORDERED = 3

OTHER_FORM = 0.5
"""How much of a word counts where the other has another form of it or a synonym."""

DEFAULT_THRESHOLD = 50
ADAPTED_FROM = 70
"""The least likeness in per cent of an adapted clause: the usual threshold of translation memories."""

DEFAULT_LIMIT = 5


class RankedWording(NamedTuple):
    """A distinct wording as the database keeps it, and its nearness to the clause, 0-100, unrounded.

    uses, adopted: how many texts have it, how many adopted ones; day, symbol: of its latest adopted use
    first, latest: documents
    """

    id: int
    facts: str
    scope: int
    uses: int
    adopted: int
    first: int
    latest: int
    day: str
    symbol: str
    nearness: float


Nearness = np.ndarray[tuple[int], np.dtype[np.float64]]


def nearness(form: str, others: Sequence[str], typing: bool, threshold: float = 0) -> Nearness:
    """Return how near each of the other forms (`vocabulary.spelled`) is to this one, 0-100; 0 if under the threshold.

    typing: the clause is not at its end, so that one that goes on from here is near as well.
    `cdist` is used because it does not hold the interpreter lock while it compares.
    """
    if not others:
        return np.zeros(0)
    near = _compared(form, others, threshold)
    if not typing:
        return near
    begun = _compared(form, [other[: len(form)] for other in others], threshold + GOES_ON)
    goes_on = np.fromiter(
        (len(other) > len(form) for other in others), dtype=bool, count=len(others)
    )
    return np.where(goes_on, np.maximum(near, begun - GOES_ON), near)


def nearness_in_sense(
    near: Nearness,
    form: str,
    others: Sequence[str],
    senses: dict[int, int],
    typing: bool,
) -> Nearness:
    """Return the nearness, higher where words differ in their form alone or stand in another order.

    senses: as `vocabulary.Words.senses` gives them. What is not the same to the letter never comes to 100.
    """
    if not others:
        return near
    form, meant = form.translate(senses), [other.translate(senses) for other in others]
    alike = nearness(form, meant, typing)
    better = np.where(alike > near, near + (alike - near) * OTHER_FORM, near)
    if len(form) >= FEWEST_REORDERED and better.max(initial=0) < SAME_WORDS:
        same_words = _compared(
            "".join(sorted(form)), ["".join(sorted(other)) for other in meant], SAME_WORDS
        )
        better = np.maximum(better, same_words - REORDERED)
    return np.minimum(better, np.where(near >= SAME, SAME, SAME - 1))


def holding(wanted: str, form: str, others: Sequence[str], senses: dict[int, int]) -> Nearness:
    """Return the score of each of the other forms by how many of the wanted words it has.

    wanted: the senses of the words; form: the words themselves. One that is there in another form counts a little less.
    """
    if not wanted:
        return np.zeros(len(others))
    words = [(char.translate(senses), char) for char in dict.fromkeys(form)]
    pairs = [(meant, char) for meant, char in words if meant in wanted]
    each = ALL_THERE / len(pairs)
    scores = []
    for other in others:
        score = 0.0
        rest = [meant for meant, char in pairs if char not in other]
        if len(rest) < len(pairs):
            score = (len(pairs) - len(rest)) * each
        if rest:
            have = other.translate(senses)
            score += sum(meant in have for meant in rest) * each * AS_ANOTHER_FORM
        scores.append(score)
    return np.asarray(scores, dtype=np.float64)


def _compared(form: str, others: Sequence[str], threshold: float) -> Nearness:
    least = min(SAME, max(0.0, threshold - 1)) / SAME
    near: Nearness = process.cdist(
        [form], others, scorer=Indel.normalized_similarity, score_cutoff=least, dtype=np.float64
    )[0]
    return near * SAME


def nearest(
    wordings: Sequence[int], near: Nearness, threshold: float, limit: int
) -> dict[int, float]:
    """Return the wordings at or over the threshold that can be among the first `limit`: the best, and those as near.

    One that has no word in common with the clause is not near, however low the threshold.
    """
    best = np.sort(near)[::-1][:limit]
    if not len(best):
        return {}
    worth: list[int] = np.flatnonzero(
        (near > 0) & (near >= max(best[-1], threshold - 0.5))
    ).tolist()
    return {wordings[at]: float(near[at]) for at in worth if shown(float(near[at])) >= threshold}


def shown(value: float) -> int:
    """Return a nearness as it is shown: 100 only where the words are the same."""
    return SAME if value >= SAME else min(SAME - 1, round(value))


def ordered(
    candidates: Sequence[RankedWording], facts: Sequence[str], typing: bool
) -> list[RankedWording]:
    """Return the candidates, best first.

    Equally near ones: first those that cite the same, then adopted ones, then more often used ones, then the latest,
    then by symbol. The order depends on nothing else.
    """
    cited = set(facts)
    by_symbol = sorted(candidates, key=lambda one: one.symbol)
    by_date = sorted(by_symbol, key=lambda one: one.day, reverse=True)
    return sorted(by_date, key=lambda one: _order(one, cited, typing))


def _order(one: RankedWording, cited: set[str], typing: bool) -> tuple[float, int, bool, int]:
    """Return what orders the near; what one cites beyond the part typed so far does not count against it."""
    theirs = set(one.facts.split("\n")) if one.facts else set()
    begun = sum(not any(fact in whole for whole in theirs) for fact in cited)
    otherwise = begun if typing else len(cited ^ theirs)  # "25" may become "25 March 2000"
    return (-one.nearness, otherwise, not one.adopted, -(one.adopted or one.uses))
