"""Which wordings are one clause: what later texts of a series made of it, and where other texts took it over.

Two ways lead from a wording to another. Within a series, the texts that come back under the same title, a clause
answers to the one of another year that is the nearest to it, if it is the nearest to that one too. Elsewhere only what
is nearly the same is the same clause, and it may name or cite nothing else: what the Assembly says of one territory in
the words in which it speaks of another is another clause.

Measured on pairs of texts of the same title of the General Assembly's 74th and 75th sessions and of others, and read by
hand: see `tests/benchmarks/bench_history.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel, LCSseq

from precedent_corpus.analysis.series import Series, Text
from precedent_corpus.search.candidates import find_candidates
from precedent_corpus.search.matches import Filters, UseFilter
from precedent_corpus.search.meaning import COMMON
from precedent_corpus.search.query import parse_query
from precedent_corpus.search.snapshot import Snapshot
from precedent_corpus.search.vocabulary import character
from resolution.diff.facts import CITATION, FACT_SIGNS, NUMBER, citations, word_diff
from resolution.language.organs import ORGANS
from resolution.text import folded

IN_SERIES = 0.6
"""The least likeness of two clauses of one series that answer to each other. Between 0.5 and 0.55 one pair of three is
of two clauses; from 0.6 on, none of those read."""

ELSEWHERE = 0.85
"""The least likeness of a clause that another series took over."""

SHORT = 8
"""A clause of fewer informative words is a formula ("Takes note of the report"): elsewhere, only equal words match."""

CONTAINED = 0.85
"""So much of the words of the shorter of two clauses of a series, in their order, makes them one clause."""

SHARED_FACTS = 0.1
SAME_PLACE = 0.05
"""How much what two clauses cite, and where in their texts they stand, counts where several are as near."""

MOST_SERIES = 3
"""A wording that more series have leads to none of them."""

REACH = 5
"""If the next text of a series lacks a clause, so many texts are searched: it may come back."""

MOST = 80
"""A lineage has at most so many wordings."""

LOOKED_AROUND = 12
"""For so many wordings of a series, other texts that took them over are looked for."""

NEAR = 60
PROPOSED = 100
"""The least score, and the most wordings, that are compared for that."""


class Worded(NamedTuple):
    """A clause in its text, as it is compared.

    content: the senses of its informative words, one character each; place: its place in the text, 0-1
    """

    wording: int
    content: str
    facts: frozenset[str]
    place: float


class Lineage:
    """Finds the wordings of one clause, in one state of the corpus. skipped: symbols of texts that `newer` skips."""

    def __init__(
        self, snapshot: Snapshot, series: Series, skipped: frozenset[str] = frozenset()
    ) -> None:
        self._snapshot = snapshot
        self._series = series
        self._skipped = skipped
        self._texts: dict[int, list[Worded]] = {}
        self._printed: dict[int, str] = {}
        self._senses = snapshot.senses()
        silent = snapshot.numbers([*COMMON, *FACT_SIGNS])
        self._silent: dict[int, None] = {ord(character(n)): None for n in silent.values()}

    def of(self, anchor: int, title: frozenset[str] = frozenset()) -> list[int]:
        """Return the wordings of the clause that has this wording, itself the first.

        title: of the series that is looked at alone, where texts of it have the wording
        """
        found = dict.fromkeys([anchor])
        names = self._homes(anchor, title)
        homes = [self._series.titled(name) for name in names]
        waiting = [anchor]
        while waiting and len(found) < MOST:
            wording = waiting.pop(0)
            for other in self._followers(wording, homes, wide=wording == anchor):
                if other not in found:
                    found[other] = None
                    waiting.append(other)
        for wording in list(found)[:LOOKED_AROUND]:
            found.update(dict.fromkeys(self._elsewhere(wording)))
        return list(found)[:MOST]

    def may_be(self, wording: int, facts: str, cited: frozenset[str]) -> bool:
        """Return whether words that cite these facts may be a wording: of a formula, what it cites says what it is."""
        theirs = _facts(facts)
        if not cited or not theirs or cited & theirs:
            return True
        return len(self._content(self._snapshot.forms([wording])[wording])) >= SHORT

    def newer(self, wording: int, title: frozenset[str] = frozenset()) -> int | None:
        """Return the clause (its id) of the newest adopted text of a series in which a wording has a successor.

        None where no text of the series that is newer than the latest with the wording has one.
        """
        uses = self._uses(wording)
        latest = max(
            (self._series.texts[text].day for text in uses if self._series.texts[text].adopted),
            default="",
        )
        if not latest:
            return None
        newest: tuple[Text, int] | None = None
        for name in self._homes(wording, title):
            texts = self._series.titled(name)
            for text in reversed(texts):
                if text.day <= latest or (newest and text.day <= newest[0].day):
                    break
                if not text.adopted or text.symbol in self._skipped:
                    continue
                if (found := self._reached(wording, texts, text)) is not None:
                    newest = text, found
                    break
        return _clause_of(self._snapshot, newest[1], newest[0].id) if newest else None

    def _reached(self, wording: int, texts: Sequence[Text], last: Text) -> int | None:
        """Return what a wording has become in a text, followed from text to text."""
        uses = self._uses(wording)
        start = max(n for n, text in enumerate(texts) if text.id in uses)
        at, now = start, wording
        for n in range(start + 1, len(texts)):
            if (
                texts[n].adopted
                and (found := self._counterpart(now, texts[at].id, texts[n].id)) is not None
            ):
                at, now = n, found
            if texts[n] == last:
                break
        return now if texts[at] == last else self._counterpart(wording, texts[start].id, last.id)

    # -- within a series ---------------------------------------------------------------------------------------------

    def _homes(self, wording: int, title: frozenset[str]) -> list[frozenset[str]]:
        names = self._series.names(self._uses(wording))
        if title and (own := self._series.names(text.id for text in self._series.titled(title))):
            names = [name for name in names if name in own] or names
        return names if len(names) <= MOST_SERIES else []

    def _followers(
        self, wording: int, homes: Sequence[Sequence[Text]], wide: bool
    ) -> Iterator[int]:
        """Yield what a wording is in the texts around those that have it; wide: in all of the series."""
        uses = self._uses(wording)
        for texts in homes:
            for at, text in enumerate(texts):
                if text.id not in uses:
                    continue
                if wide:
                    others: Iterable[Sequence[Text]] = ([one] for one in texts)
                else:
                    others = (texts[at + 1 : at + 1 + REACH], texts[max(0, at - REACH) : at][::-1])
                for row in others:
                    yield from self._first(wording, text.id, row)

    def _first(self, wording: int, text: int, others: Sequence[Text]) -> Iterator[int]:
        for other in others:
            if (
                other.id != text
                and (found := self._counterpart(wording, text, other.id)) is not None
            ):
                yield found
                return

    def _counterpart(self, wording: int, text: int, other: int) -> int | None:
        """Return what a wording of a text is in another of the series, None where it has no successor there."""
        ours, theirs = self._worded(text), self._worded(other)
        own = next((n for n, one in enumerate(ours) if one.wording == wording), None)
        if own is None or not theirs:
            return None
        there = _nearest(ours[own], theirs)
        back = _nearest(theirs[there], ours)
        if ours[back].wording != wording or not continues(ours[own].content, theirs[there].content):
            return None
        return theirs[there].wording

    def _worded(self, text: int) -> list[Worded]:
        known = self._texts.get(text)
        if known is None:
            rows = self._snapshot.connection.execute(_CLAUSES, (text,)).fetchall()
            known = self._texts[text] = [
                Worded(
                    row["wording"], self._content(row["form"]), _facts(row["facts"]), n / len(rows)
                )
                for n, row in enumerate(rows)
            ]
        return known

    def _content(self, form: str) -> str:
        return form.translate(self._silent).translate(self._senses)

    def _uses(self, wording: int) -> set[int]:
        rows = self._snapshot.connection.execute(
            "SELECT DISTINCT document FROM clauses WHERE wording = ?", (wording,)
        )
        uses = {row[0] for row in rows}
        self._series.know(self._snapshot.connection, uses)
        return uses

    # -- elsewhere ---------------------------------------------------------------------------------------------------

    def _elsewhere(self, wording: int) -> Iterator[int]:
        """Yield the wordings that are nearly the same, wherever they stand."""
        words = self.printed(wording)
        query = parse_query(self._snapshot, words, True)
        within = UseFilter(self._snapshot.connection, Filters())
        candidates = find_candidates(self._snapshot, query, within, PROPOSED)
        near = sorted(
            (
                pair
                for pair in zip(candidates.near.tolist(), candidates.wordings, strict=True)
                if pair[0] >= NEAR
            ),
            reverse=True,
        )
        own = self._content(query.form)
        others = [other for _, other in near[:PROPOSED] if other != wording]
        forms = self._snapshot.forms(others)
        for other in others:
            if is_taken_over(own, self._content(forms[other])) and same_matter(
                words, self.printed(other)
            ):
                yield other

    def printed(self, wording: int) -> str:
        """Return a wording as it was printed."""
        if wording not in self._printed:
            query = "SELECT body FROM clauses WHERE wording = ? LIMIT 1"
            body = self._snapshot.connection.execute(query, (wording,)).fetchone()[0]
            self._printed[wording] = folded(self._snapshot.packing.unpacked(body)[0])
        return self._printed[wording]


def continues(one: str, other: str) -> bool:
    """Return whether two clauses of one series, each the other's nearest, are the same one in two wordings."""
    if Indel.normalized_similarity(one, other) >= IN_SERIES:
        return True
    shorter = min(len(one), len(other))
    return shorter >= SHORT and LCSseq.similarity(one, other) >= CONTAINED * shorter


def is_taken_over(one: str, other: str) -> bool:
    """Return whether the informative words of two clauses of any texts are nearly the same."""
    if min(len(one), len(other)) < SHORT:
        return bool(one) and one == other
    return Indel.normalized_similarity(one, other) >= ELSEWHERE


def same_matter(one: str, other: str) -> bool:
    """Return whether two clauses that are nearly the same speak of the same: they name and cite nothing else.

    Where the script has no capitals, what is a name cannot be seen, and no word may be another.
    """
    ours, theirs = _cited(one), _cited(other)
    if (ours or theirs) and not ours & theirs:
        return False
    hunks = word_diff(one, other, typography=False)
    if one.lower() == one.upper():
        return not any(hunk.op != "equal" and _NAME.search(hunk.old + hunk.new) for hunk in hunks)
    return not any(
        hunk.op != "equal" and (_names(hunk.old, n == 0) or _names(hunk.new, n == 0))
        for n, hunk in enumerate(hunks)
    )


def _cited(words: str) -> frozenset[str]:
    """Return the texts and the amounts that a clause names; sessions and dates change with the years."""
    return frozenset(fact.name for fact in citations(words) if fact.sign in (CITATION, NUMBER))


_NAME = re.compile(r"[^\W_]+(?:[-‑’'][^\W_]+)*")
_OFFICES = {
    "States",
    "State",
    "Member",
    "Members",
    "Secretary-General",
    "Commissioner",
    "High",
    "Government",
    "Council",
}
_OWN = frozenset(_NAME.findall(" ".join(organ.name for organ in ORGANS))) | _OFFICES
"""Words in capitals that stand for whoever speaks or is spoken to: the Council says what the Assembly says."""


def _names(words: str, first: bool) -> bool:
    """Return whether words name something; first: they begin the clause, whose first word is in capitals anyway."""
    bare = words
    for fact in reversed(list(citations(words))):
        bare = bare[: fact.start] + bare[fact.end :]
    found = _NAME.findall(bare)[1 if first else 0 :]
    return any(name[:1].isupper() and name.replace("‑", "-") not in _OWN for name in found)


def _nearest(one: Worded, others: Sequence[Worded]) -> int:
    """Return which of the clauses of a text is the nearest."""
    near = process.cdist(
        [one.content],
        [other.content for other in others],
        scorer=Indel.normalized_similarity,
        dtype=np.float64,
    )[0]
    facts = np.asarray([_share(one.facts, other.facts) for other in others])
    apart = np.asarray([abs(one.place - other.place) for other in others])
    same = np.asarray([one.wording == other.wording for other in others])
    return int(np.argmax(near + SHARED_FACTS * facts - SAME_PLACE * apart + same))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _facts(kept: str) -> frozenset[str]:
    return frozenset(kept.split("\n")) if kept else frozenset()


def _clause_of(snapshot: Snapshot, wording: int, text: int) -> int:
    query = "SELECT id FROM clauses WHERE wording = ? AND document = ? ORDER BY position LIMIT 1"
    return int(snapshot.connection.execute(query, (wording, text)).fetchone()[0])


_CLAUSES = """
SELECT c.wording, w.form, w.facts FROM clauses c JOIN wordings w ON w.id = c.wording
WHERE c.document = ? ORDER BY c.position
"""
