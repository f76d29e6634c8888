"""From candidates to the matches that are shown: ranked, filtered, the user's preferred texts first."""

from __future__ import annotations

import json
from collections.abc import Sequence

from precedent_corpus.search.candidates import Candidates
from precedent_corpus.search.matches import FoundBy, Match, UseFilter, match_of
from precedent_corpus.search.query import Query
from precedent_corpus.search.ranking import RankedWording, nearest, ordered
from precedent_corpus.search.snapshot import Snapshot
from precedent_corpus.store.marks import preferred
from resolution.model import Status


def rank(
    snapshot: Snapshot, candidates: Candidates, query: Query, threshold: float, limit: int
) -> list[RankedWording]:
    """Return the best of the candidates, best first; threshold: the lowest score kept, 0-100."""
    best = nearest(candidates.wordings, candidates.near, threshold, limit)
    return ordered(load_wordings(snapshot, best), query.wording.facts, query.typing)[:limit]


def load_wordings(snapshot: Snapshot, near: dict[int, float]) -> list[RankedWording]:
    """Load what the ranking needs of wordings; near: their scores by id."""
    rows = snapshot.connection.execute(_CANDIDATES, (json.dumps(list(near)),))
    return [RankedWording._make((*row, near[row[0]])) for row in rows]


def build_matches(
    snapshot: Snapshot,
    ranked: Sequence[RankedWording],
    query: Query,
    text: str,
    within: UseFilter,
    how: dict[int, FoundBy],
) -> list[Match]:
    """Return the matches for ranked wordings, without those that have no use within the filters.

    With filters, equally near ones are ordered by their uses within them, which the overall counts do not tell.
    """
    found: list[tuple[RankedWording, Match]] = []
    for one in ranked:
        by = how.get(one.id, FoundBy.WORDS)
        match = match_of(
            snapshot.connection, snapshot.packing, one, query.wording, text, within, by
        )
        if match:
            found.append((one, match))
    if within.sql:
        found.sort(key=_counted_order)
    if within.prefers:
        first = preferred(snapshot.connection, (one.id for one, _ in found))
        found.sort(key=lambda pair: (-pair[1].score, pair[0].id not in first))
    return [match for _, match in found]


def _counted_order(pair: tuple[RankedWording, Match]) -> tuple[float, int, bool, int]:
    ranked, match = pair
    return (-ranked.nearness, len(match.differs), match.status is not Status.ADOPTED, -match.uses)


_CANDIDATES = """
SELECT w.id, w.facts, w.scope, w.uses, w.adopted, w.first, w.latest,
    CASE WHEN w.adopted THEN coalesce(d.adopted, '') ELSE '' END, CASE WHEN w.adopted THEN d.symbol ELSE '' END
FROM wordings w JOIN documents d ON d.id = w.latest WHERE w.id IN (SELECT value FROM json_each(?))
"""
