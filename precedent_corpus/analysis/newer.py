"""The clause that stands in place of a match in the newest adopted text of its series."""

from __future__ import annotations

from dataclasses import replace

from precedent_corpus.analysis.lineage import Lineage
from precedent_corpus.analysis.series import Series, title_words
from precedent_corpus.search.matches import FoundBy, Match, match_of_clause
from precedent_corpus.search.snapshot import Snapshot
from precedent_corpus.store.marks import TextMark, all_marks
from resolution.diff.facts import facts_differ


def newer_clause(
    snapshot: Snapshot, series: Series, match: Match, title: str, exclude: str
) -> Match | None:
    """Return the clause in a newer adopted text than that of a match, or None: see `Corpus.newer`."""
    wording = snapshot.wording(match.text)
    if wording is None:
        return None
    marks = all_marks(snapshot.connection)
    excluded = {symbol for symbol, mark in marks.items() if mark is TextMark.EXCLUDED}
    lineage = Lineage(snapshot, series, frozenset({exclude, *excluded}))
    clause = lineage.newer(wording, title_words(title))
    if clause is None:
        return None
    found = match_of_clause(snapshot.connection, snapshot.packing, clause, FoundBy.WORDS)
    return replace(found, query=match.query, differs=facts_differ(match.query, found.text))
