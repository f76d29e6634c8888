"""The report on a draft: of every clause whether it is agreed, adapted or new, and by what precedent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from precedent_corpus.analysis.own_text import own_text
from precedent_corpus.analysis.precedents import Precedents
from precedent_corpus.analysis.standing import (
    ClauseStanding,
    assess_clause,
    difference_words,
    newer_words,
)
from precedent_corpus.search.matches import Match
from precedent_corpus.store.clauses import CorpusClause, clauses_of
from resolution.model import Resolution
from resolution.text import folded


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A clause with its standing; `match` is the nearest adopted wording, `draft` a nearer one of a draft.

    newer: the clause in a later adopted text of the series of `match`
    """

    clause: CorpusClause
    standing: ClauseStanding
    match: Match | None
    draft: Match | None
    newer: Match | None = None

    @property
    def shown(self) -> tuple[Match, ...]:
        """Return the sources that the report shows."""
        return tuple(match for match in (self.match, self.draft) if match)

    def as_json(self) -> dict[str, Any]:
        """Return the entry as plain data."""
        return {
            "paragraph": self.clause.place,
            "text": folded(self.clause.text),
            "standing": self.standing.value,
            "nearest": _source(self.match),
            "draft": _source(self.draft),
            "newer": _source(self.newer),
        }


def report(
    corpus: Precedents,
    resolution: Resolution,
    go_on: Callable[[int, int], None] | None = None,
) -> list[ReportEntry]:
    """Return an entry for every clause and item; the draft's own text does not count as a precedent (`own_text`).

    go_on: called after each clause with how many are done, of how many; it may raise to stop
    """
    clauses = list(clauses_of(resolution))
    own = own_text(corpus, resolution)
    entries = []
    for clause in clauses:
        entries.append(_entry(corpus, resolution, clause, own.symbol if own else None))
        if go_on:
            go_on(len(entries), len(clauses))
    return entries


def _entry(
    corpus: Precedents, resolution: Resolution, clause: CorpusClause, own: str | None
) -> ReportEntry:
    language, title = resolution.masthead.language, folded(resolution.main.title)
    found = assess_clause(corpus, folded(clause.text), language, own, title)
    return ReportEntry(clause, found.standing, found.match, found.draft, found.newer)


def totals(entries: Sequence[ReportEntry]) -> str:
    """Return how many paragraphs there are of each standing."""
    counted = Counter(entry.standing for entry in entries)
    each = ", ".join(f"{counted[standing]} {standing}" for standing in ClauseStanding)
    return f"{len(entries)} paragraphs: {each}"


def source_words(match: Match) -> str:
    """Return a source with its status, day and vote: "A/RES/55/63 PP3 (adopted of 2000-12-04, without a vote)"."""
    day = f" of {match.adopted.isoformat()}" if match.adopted else ""
    vote = f", {match.vote}" if match.vote else ""
    return f"{match.symbol} {match.paragraph} ({match.status.value}{day}{vote})"


def _source(match: Match | None) -> dict[str, Any] | None:
    if match is None:
        return None
    return {
        "symbol": match.symbol,
        "paragraph": match.paragraph,
        "status": match.status.value,
        "adopted": match.adopted.isoformat() if match.adopted else None,
        "vote": match.vote,
        "score": match.score,
        "differs": list(match.differs),
        "text": match.text,
    }


def own_sentence(corpus: Precedents, resolution: Resolution) -> str:
    """Return what a report says first: that the draft is known as a text of the corpus by its words; or nothing."""
    own = own_text(corpus, resolution)
    return own.sentence if own else ""


def as_text(entries: Sequence[ReportEntry], first: str = "") -> str:
    """Return the report as plain text: a paragraph a clause, the totals at the end. first: a sentence before them."""
    return "\n".join([*([f"{first}\n"] if first else []), *map(_as_text, entries), totals(entries)])


def _as_text(entry: ReportEntry) -> str:
    lines = [f"{entry.clause.place:12} {entry.standing.value:8} {folded(entry.clause.text)}"]
    for match in entry.shown:
        lines.append(f"{'':12} {match.score:3d} %    {source_words(match)}")
        if match.score < 100:
            lines.append(f"{'':21} {match.text}")
        lines += [f"{'':21} {words}" for words in difference_words(match)]
    if entry.newer:
        lines.append(f"{'':21} {newer_words(entry.newer)}")
    return "\n".join(lines) + "\n"
