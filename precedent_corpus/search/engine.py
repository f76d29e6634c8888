"""Answering a query on one state of the corpus: suggestions for a clause, and the search by symbol, phrase or words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from precedent_corpus.search.answers import build_matches, load_wordings, rank
from precedent_corpus.search.candidates import find_candidates, with_all_words
from precedent_corpus.search.matches import Filters, FoundBy, Match, UseFilter, match_of_clause
from precedent_corpus.search.phrase_search import find_phrases
from precedent_corpus.search.phrases import phrase_of, printed_words, share_there
from precedent_corpus.search.query import Query, parse_query
from precedent_corpus.search.ranking import SAME, shown
from precedent_corpus.search.results import By, SearchResult
from precedent_corpus.search.snapshot import Snapshot
from precedent_corpus.search.symbols import clauses_at, parse_symbol, texts_of_symbol
from precedent_corpus.search.wording import normalised

_QUOTATION_MARK = re.compile(r"[“”„«»\"]")
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]*)[”“»\"]")


def suggest(
    snapshot: Snapshot,
    words: str,
    filters: Filters,
    limit: int,
    threshold: float,
    finished: bool | None,
) -> list[Match]:
    """Return the wordings nearest to words that are not empty: see `Corpus.suggest`."""
    within = UseFilter(snapshot.connection, filters)
    if not within.possible:
        return []
    query = parse_query(snapshot, words, finished)
    return _nearest(snapshot, query, words, within, threshold, limit)


def _nearest(
    snapshot: Snapshot, query: Query, words: str, within: UseFilter, threshold: float, limit: int
) -> list[Match]:
    wanted = _candidates_wanted(within, limit)
    candidates = find_candidates(snapshot, query, within, wanted)
    ranked = rank(snapshot, candidates, query, threshold, wanted)
    return build_matches(snapshot, ranked, query, words, within, candidates.how)[:limit]


def search(
    snapshot: Snapshot, text: str, filters: Filters, limit: int, threshold: float
) -> SearchResult:
    """Return the matches for a symbol, for quoted phrases, for words or for a topic: see `Corpus.search`."""
    within = UseFilter(snapshot.connection, filters)
    if limit < 1 or not within.possible:
        return SearchResult(By.WORDS, (), False)
    if symbol := parse_symbol(text):
        texts = texts_of_symbol(snapshot.connection, symbol.symbol, snapshot.language)
        if texts:
            clauses = clauses_at(snapshot.connection, texts, symbol.place)
            return _as_they_stand(snapshot, By.SYMBOL, clauses, within, limit)
    phrases, rest = _quoted(text)
    if phrases:
        result = _with_phrases(snapshot, phrases, rest, text, within, limit)
        words = _without_quotes(text)
        return result or _with_words_instead(snapshot, words, within, threshold, limit)
    if not normalised(text).words:
        if not filters.topic:
            return SearchResult(By.WORDS, (), False)
        clauses = _of_topic(snapshot, within, limit + 1)
        return _as_they_stand(snapshot, By.TOPIC, clauses, within, limit)
    query = parse_query(snapshot, text, None)
    return _cut(By.WORDS, _nearest(snapshot, query, text, within, threshold, limit + 1), limit)


def _cut(by: By, matches: list[Match], limit: int, instead: str = "") -> SearchResult:
    return SearchResult(by, tuple(matches[:limit]), len(matches) > limit, instead)


def _with_phrases(
    snapshot: Snapshot, quoted: Sequence[str], rest: str, text: str, within: UseFilter, limit: int
) -> SearchResult | None:
    """Return the wordings that have the quoted phrases and the other words, None if there are none."""
    phrases = [phrase_of(words) for words in quoted]
    wanted = max(limit + 1, _candidates_wanted(within, limit))
    found = find_phrases(snapshot, phrases, _words_of(rest), within, wanted)
    if not found:
        return None
    query = parse_query(snapshot, " ".join([*quoted, rest]), True)
    wordings = {one.id: one for one in load_wordings(snapshot, found)}
    how = dict.fromkeys(found, FoundBy.PHRASE)
    ranked = [wordings[one] for one in found]
    return _cut(By.PHRASE, build_matches(snapshot, ranked, query, text, within, how), limit)


def _with_words_instead(
    snapshot: Snapshot, words: str, within: UseFilter, threshold: float, limit: int
) -> SearchResult:
    """Return the matches for the words of phrases that no wording has."""
    query = parse_query(snapshot, words, None)
    if not query.words:
        return SearchResult(By.WORDS, (), False, words)
    wanted = _candidates_wanted(within, limit) + limit + 1
    near = find_candidates(snapshot, query, within, wanted)
    candidates = with_all_words(snapshot, near, words, within)
    ranked = rank(snapshot, candidates, query, threshold, wanted)
    sought = printed_words(words)
    matches = [
        replace(match, score=min(match.score, SAME - 1, shown(SAME * share)))
        for match in build_matches(snapshot, ranked, query, words, within, candidates.how)
        if (share := share_there(sought, match.text)) * SAME >= max(threshold, 1)
    ]
    matches.sort(key=lambda match: -match.score)
    return _cut(By.WORDS, matches, limit, words)


def _as_they_stand(
    snapshot: Snapshot, by: By, clauses: Sequence[int], within: UseFilter, limit: int
) -> SearchResult:
    """Return these very clauses, as their texts have them."""
    how = FoundBy.SYMBOL if by is By.SYMBOL else FoundBy.HOLDS
    matches = [
        match_of_clause(snapshot.connection, snapshot.packing, clause, how)
        for clause in clauses
        if not within.sql or _is_within(snapshot.connection, clause, within)
    ]
    return _cut(by, matches, limit)


def topics(connection: sqlite3.Connection, beginning: str, limit: int) -> list[str]:
    """Return the topics with a word that starts with `beginning`, those of the most texts first."""
    query = (
        "SELECT topic FROM topics WHERE instr(' ' || topic, ?) > 0 GROUP BY topic"
        " ORDER BY count(*) DESC, topic LIMIT ?"
    )
    rows = connection.execute(query, (f" {' '.join(beginning.casefold().split())}", limit))
    return [row[0] for row in rows]


def _of_topic(snapshot: Snapshot, within: UseFilter, limit: int) -> list[int]:
    """Return the clauses of texts within the filters, those of the latest text first."""
    query = (
        "SELECT c.id FROM documents d JOIN clauses c ON c.document = d.id WHERE d.language = ?"
        f"{within.sql} ORDER BY coalesce(d.adopted, d.issued, '') DESC, d.symbol, c.position LIMIT ?"
    )
    rows = snapshot.connection.execute(query, (snapshot.language, *within.values, limit))
    return [row[0] for row in rows]


def _is_within(connection: sqlite3.Connection, clause: int, within: UseFilter) -> bool:
    query = (
        f"SELECT 1 FROM clauses c JOIN documents d ON d.id = c.document WHERE c.id = ?{within.sql}"
    )
    return connection.execute(query, (clause, *within.values)).fetchone() is not None


def _quoted(text: str) -> tuple[list[str], str]:
    """Return the phrases in quotation marks, and the other words."""
    phrases = [phrase for phrase in _QUOTED.findall(text) if _words_of(phrase)]
    return phrases, " ".join(_QUOTED.sub(" ", text).replace('"', " ").split())


def _without_quotes(text: str) -> str:
    return " ".join(_QUOTATION_MARK.sub(" ", text).split())


def _words_of(text: str) -> list[str]:
    """Return the printed words of a text, without those that have no letter or figure."""
    return [word for word in printed_words(text) if any(map(str.isalnum, word))]


def _candidates_wanted(within: UseFilter, limit: int) -> int:
    """Return how many wordings to rank to show `limit`: marks and filters change their order."""
    marked = within.prefers or within.excludes
    return limit * 6 if marked else limit * 3 if within.sql else limit
