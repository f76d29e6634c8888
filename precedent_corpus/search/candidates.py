"""Finding candidates: the wordings that may be near a query, by opening, by keywords and by rare words.

A whole clause is searched by its rarest words, the first words of one by the order of openings, keywords by the
wordings that have all of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from precedent_corpus.search.index import NEAREST, itself
from precedent_corpus.search.matches import FoundBy, UseFilter
from precedent_corpus.search.meaning import sense
from precedent_corpus.search.phrases import printed_words
from precedent_corpus.search.query import Query, informative_words
from precedent_corpus.search.ranking import (
    ALL_THERE,
    AS_ANOTHER_FORM,
    BEGINS_SO,
    MISTYPED,
    Nearness,
    holding,
    nearness,
    nearness_in_sense,
)
from precedent_corpus.search.scope import scope_words
from precedent_corpus.search.snapshot import Snapshot
from precedent_corpus.search.vocabulary import character
from precedent_corpus.search.wording import Wording
from precedent_corpus.store.database import OPENING
from resolution.diff.facts import FACT_SIGNS

FILTERED = 1_500
"""How many wordings are proposed where a filter may exclude most of them."""

_SCAN = 800
"""All wordings of a range of openings are scanned if there are no more than this."""

_RANGES = 100
"""In a larger range, how many completions of the last word are looked up."""

_FOUND_ENOUGH = 300

HOLDING = 120
"""How many wordings that have all the words of a short query are considered."""


class QueryOpening(NamedTuple):
    """The opening of a wording: whole words as a form, then any of the words that complete the last one."""

    whole: str
    lasts: tuple[str, ...]

    def begins(self, form: str) -> bool:
        """Return whether a wording with this form has the opening."""
        at = len(self.whole)
        return form.startswith(self.whole) and form[at : at + 1] in self.lasts


class Candidates(NamedTuple):
    """Wordings with their nearness to the query, and what found each of them."""

    wordings: list[int]
    near: Nearness
    how: dict[int, FoundBy]


def find_candidates(snapshot: Snapshot, query: Query, within: UseFilter, enough: int) -> Candidates:
    """Return wordings that may be near the query, all of a scope that the filters allow.

    enough: with so many found by the cheaper lookups, the index is not searched by rare words
    """
    same = snapshot.connection.execute(_SAME, (query.wording.digest(snapshot.language),)).fetchall()
    opening = _opening(snapshot, query) if query.short else None
    begun = _begun(snapshot, opening, within) if opening else []
    scope = scope_words(within.organ_bit)
    held: list[int] = []
    proposed: list[int] = []
    if len(begun) < enough or within.exact_needed or query.wording.facts:
        held = _holding(snapshot, query, scope) if query.short else []
        if len(begun) + len(held) < enough or within.exact_needed:
            proposed = _sharing(snapshot, query, within, scope)
    wordings = list(dict.fromkeys([*(row[0] for row in same), *begun, *held, *proposed]))
    wordings, forms = _forms(snapshot, wordings, within)
    near = nearness(query.exact, forms, query.typing)
    senses = snapshot.senses()
    near = nearness_in_sense(near, query.form, forms, senses, query.typing)
    how: dict[int, FoundBy] = {}
    if opening:
        holds = set(held)
        held_here = np.asarray([one in holds for one in wordings], dtype=bool)
        near = _short_scores(snapshot, query, opening, wordings, forms, near, held_here, how)
    return Candidates(wordings, near, how)


def _short_scores(
    snapshot: Snapshot,
    query: Query,
    opening: QueryOpening,
    wordings: list[int],
    forms: list[str],
    near: Nearness,
    holds: np.ndarray[tuple[int], np.dtype[np.bool_]],
    how: dict[int, FoundBy],
) -> Nearness:
    """Return the scores for the first words of a clause or for keywords; record in `how` what found each wording.

    holds: whether the index has all the words for the wording, even as parts of others ("secretary-general")
    """
    senses = snapshot.senses()
    held = holding(query.wanted, query.form, forms, senses)
    held = np.maximum(held, np.where(holds, ALL_THERE * AS_ANOTHER_FORM**2, 0))
    begins = np.asarray([opening.begins(form) for form in forms], dtype=bool)
    opened = np.where(begins, BEGINS_SO - query.slips * MISTYPED, 0)
    for wording, by_words, by_opening, by_holding in zip(
        wordings, near.tolist(), opened.tolist(), held.tolist(), strict=True
    ):
        if by_opening >= by_words and by_opening >= by_holding:
            how[wording] = FoundBy.OPENING
        elif by_holding > by_words:
            how[wording] = FoundBy.HOLDS
    better: Nearness = np.maximum(near, np.maximum(opened, held))
    return better


def _sharing(
    snapshot: Snapshot, query: Query, within: UseFilter, scope: Sequence[str]
) -> list[int]:
    """Return the wordings that share the rarest words."""
    limit = FILTERED if within.exact_needed else NEAREST * 2 if within.mask else NEAREST
    wording = query.wording
    if query.slips:
        wording = Wording(wording.key, query.words, wording.facts)
    return snapshot.index.propose(wording, scope, limit, **({"fewest": 3} if query.short else {}))


def _holding(snapshot: Snapshot, query: Query, scope: Sequence[str]) -> list[int]:
    """Return the wordings that have all the informative words, first as typed, then in other forms."""
    informative = informative_words(query.words)
    if len(informative) > 1 and query.typing and not snapshot.numbers([informative[-1]]):
        informative = informative[:-1]  # the last one is incomplete
    informative = list(dict.fromkeys(informative))
    exact = [itself(word) for word in informative]
    found: list[int] = []
    facts = query.wording.fact_words()
    if facts and query.words[-1] in FACT_SIGNS:
        facts.pop()  # it may be incomplete
    if facts := snapshot.index.known_facts(facts):
        found += snapshot.index.containing(exact, facts, scope, HOLDING)
    if len(found) < HOLDING and len(snapshot.index.known(exact)) == len(exact):
        found += snapshot.index.containing(exact, (), scope, HOLDING)
    senses = list(dict.fromkeys(map(sense, informative)))
    if len(found) < HOLDING and len(snapshot.index.known(senses)) == len(senses):
        found += snapshot.index.containing(senses, (), scope, HOLDING)
    return list(dict.fromkeys(found))


def _opening(snapshot: Snapshot, query: Query) -> QueryOpening:
    """Return how a wording starts that starts with the words of the query."""
    *_, last = query.words
    if last in FACT_SIGNS:  # a number may become a date or a symbol
        signs = snapshot.numbers(FACT_SIGNS)
        lasts = [character(number) for number in signs.values()]
    elif query.slips and last != query.wording.words[-1]:
        lasts = [query.form[-1]]
    else:
        lasts = list(map(character, snapshot.vocabulary.beginning(snapshot.connection, last)))
    return QueryOpening(query.form[:-1], tuple(lasts))


def _begun(snapshot: Snapshot, opening: QueryOpening, within: UseFilter) -> list[int]:
    """Return the ids of wordings with this opening, adopted and often used ones first."""
    whole, lasts = opening
    found: dict[int, tuple[int, int, int]] = {}
    if whole and (rows := _small_range(snapshot, whole, within)) is not None:
        found = {row[0]: row[1:4] for row in rows if opening.begins(row[4])}
    else:
        for sql, most in ((_OFTEN_USED, _SCAN), (_ANY_USED, _FOUND_ENOUGH)):
            for end in lasts[:_RANGES]:
                rows = _range(snapshot, sql, whole + end, within, most)
                found |= {row[0]: row[1:4] for row in rows if opening.begins(row[4])}
                if len(found) >= _SCAN:
                    break
            if len(found) >= _FOUND_ENOUGH:
                break
    best = sorted(found, key=lambda one: (*(-count for count in found[one]), one))
    return best[:NEAREST]


def _small_range(snapshot: Snapshot, whole: str, within: UseFilter) -> list[sqlite3.Row] | None:
    """Return all wordings that begin with these whole words, None where they are too many."""
    rows = _range(snapshot, _ANY_USED, whole, within, _SCAN + 1)
    return rows if len(rows) <= _SCAN else None


def _range(
    snapshot: Snapshot, sql: str, opening: str, within: UseFilter, limit: int
) -> list[sqlite3.Row]:
    start = opening[:OPENING]
    mask = within.mask
    values = (snapshot.language, start, start + "\U0010ffff", mask, mask, limit)
    return snapshot.connection.execute(sql, values).fetchall()


def _forms(
    snapshot: Snapshot, wordings: list[int], within: UseFilter
) -> tuple[list[int], list[str]]:
    """Return those of the wordings that are in the language and may pass the filters, with their forms."""
    cached = snapshot.index.remembered(snapshot.generation, snapshot.language)
    known = {one: cached[one] for one in wordings if one in cached}
    if unknown := [one for one in wordings if one not in known]:
        found: dict[int, tuple[str, int]] = dict.fromkeys(unknown, ("", 0))
        rows = snapshot.connection.execute(_FORMS, (snapshot.language, json.dumps(unknown)))
        found.update({row[0]: (row[1], row[2]) for row in rows})
        cached.update(found)
        known |= found
    mask = within.mask
    kept = [one for one in wordings if known[one][0] and known[one][1] & mask == mask]
    if within.exact_needed:
        used = snapshot.used(kept, within)
        kept = [one for one in kept if one in used]
    return kept, [known[one][0] for one in kept]


def with_all_words(
    snapshot: Snapshot, candidates: Candidates, words: str, within: UseFilter
) -> Candidates:
    """Return the candidates plus the wordings that have all these words, figures included, in any order."""
    scope = scope_words(within.organ_bit)
    having = snapshot.index.printing(printed_words(words), (), scope, HOLDING)
    having, _ = _forms(snapshot, having, within)
    near = dict(zip(candidates.wordings, candidates.near.tolist(), strict=True))
    how = dict(candidates.how)
    for one in having:
        if near.get(one, 0) < ALL_THERE:
            near[one], how[one] = ALL_THERE, FoundBy.HOLDS
    return Candidates(list(near), np.asarray(list(near.values()), dtype=np.float64), how)


_RANGE = f"""
SELECT id, adopted > 0, adopted, uses, form FROM wordings {{}}
WHERE language = ? AND substr(form, 1, {OPENING}) >= ? AND substr(form, 1, {OPENING}) < ? AND scope & ? = ?{{}} LIMIT ?
"""
_OFTEN_USED = _RANGE.format("INDEXED BY wordings_often_used", " AND uses > 1")
_ANY_USED = _RANGE.format("INDEXED BY wordings_by_opening", "")

_SAME = "SELECT id FROM wordings WHERE digest = ?"

_FORMS = "SELECT id, form, scope FROM wordings WHERE +language = ? AND id IN (SELECT value FROM json_each(?))"
