"""The history of a clause: its first use, every wording since, and what was added and dropped when, by whom."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz.distance import Indel

from precedent_corpus.analysis.lineage import Lineage
from precedent_corpus.analysis.series import Series, order, title_words
from precedent_corpus.search.answers import rank
from precedent_corpus.search.candidates import find_candidates
from precedent_corpus.search.matches import (
    Filters,
    FoundBy,
    Match,
    UseFilter,
    day_of,
    differing,
    match_of_clause,
)
from precedent_corpus.search.query import Query, parse_query
from precedent_corpus.search.ranking import ADAPTED_FROM, nearness, nearness_in_sense, shown
from precedent_corpus.search.snapshot import Snapshot
from precedent_corpus.search.wording import normalised, without_end
from precedent_corpus.store.clauses import Packing
from resolution.diff.facts import Hunk, tokens, word_diff
from resolution.model import Status
from resolution.text import folded

CANDIDATES = 40
"""Among so many wordings near the query, the nearest of the same matter is the one whose history is returned."""

_OPEN_END = re.compile(r"\s*(?:…|\.\.\.)\s*$")
"""Words may be given by their beginning: "Recognizing that the free flow of information can promote…"."""


@dataclass(frozen=True, slots=True)
class WordingUse:
    """A place where a wording stands.

    text: the words as they are printed there; title: of the whole text
    adopted_as: the symbol that a draft was adopted under, as far as it is known
    """

    symbol: str
    organ: str
    status: Status
    paragraph: str
    adopted: date | None
    issued: date | None
    adopted_as: str
    vote: str | None
    title: str
    text: str

    @property
    def is_adopted(self) -> bool:
        """Return whether the text was adopted: a draft's wording is not agreed language."""
        return self.status is Status.ADOPTED


@dataclass(frozen=True, slots=True)
class Stage:
    """One wording of the clause.

    match:  the wording as its latest adopted use prints it, or its latest use in a draft; compared with the query
    uses:   all places where it stands, the earliest first
    before: the number of the stage it is compared with, None for the first; hunks: what leads from that one's words to
            its own; facts_new, facts_gone: what it cites, dates and counts that the other did not, and the reverse
    """

    match: Match
    uses: tuple[WordingUse, ...]
    before: int | None = None
    hunks: tuple[Hunk, ...] = ()
    facts_new: tuple[str, ...] = ()
    facts_gone: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the words as printed."""
        return self.match.text

    @property
    def is_adopted(self) -> bool:
        """Return whether any adopted text has the wording."""
        return any(use.is_adopted for use in self.uses)

    @property
    def changes(self) -> tuple[Hunk, ...]:
        """Return the hunks in which the words differ from those of the wording before."""
        return tuple(hunk for hunk in self.hunks if hunk.op != "equal")

    @property
    def added(self) -> tuple[str, ...]:
        """Return the words that the wording before had not."""
        return tuple(words for hunk in self.changes if (words := hunk.new.strip()))

    @property
    def dropped(self) -> tuple[str, ...]:
        """Return the words that the wording before had and this one has not."""
        return tuple(words for hunk in self.changes if (words := hunk.old.strip()))


@dataclass(frozen=True, slots=True)
class History:
    """The wordings of one clause in the order of their first use; none where no text has it.

    words: the query; begun: it is only the beginning of the clause
    """

    words: str
    stages: tuple[Stage, ...]
    begun: bool = False

    @property
    def uses(self) -> tuple[WordingUse, ...]:
        """Return every use of every wording."""
        return tuple(use for stage in self.stages for use in stage.uses)

    @property
    def adopted(self) -> tuple[WordingUse, ...]:
        """Return the uses in adopted texts, the earliest first."""
        found = [use for use in self.uses if use.is_adopted]
        return tuple(sorted(found, key=lambda use: (use.adopted or date.min, use.symbol)))


def history(
    snapshot: Snapshot, series: Series, words: str, *, title: str = "", exclude: str = ""
) -> History:
    """Return the history of the wording that these words are, begin, or were made from.

    title:   of the draft that they stand in: where several series have the wording, its own is followed
    exclude: the draft's own symbol, whose uses are no history of it
    """
    bare = _OPEN_END.sub("", words)
    if not normalised(bare).words:
        return History(words, ())
    query = parse_query(snapshot, bare, False if bare != words.rstrip() else None)
    lineage = Lineage(snapshot, series)
    anchor = _anchor(snapshot, lineage, query, exclude)
    if anchor is None:
        return History(words, ())
    found = lineage.of(anchor, title_words(title))
    scores = _scores(snapshot, query, found)
    stages = [
        stage
        for wording in found
        if (stage := _stage(snapshot, series, wording, scores[wording], bare, query, exclude))
    ]
    stages.sort(key=lambda pair: pair[0])
    return History(words, tuple(_compared([stage for _, stage in stages])), query.short)


def _anchor(snapshot: Snapshot, lineage: Lineage, query: Query, exclude: str) -> int | None:
    """Return the wording that the words are, or the nearest to them that is near enough to be their source."""
    within = UseFilter(snapshot.connection, Filters(exclude=exclude or None))
    candidates = find_candidates(snapshot, query, within, CANDIDATES)
    best = rank(snapshot, candidates, query, ADAPTED_FROM, CANDIDATES)
    used = snapshot.used((one.id for one in best), within)
    cited = frozenset(query.wording.facts)
    return next(
        (one.id for one in best if one.id in used and lineage.may_be(one.id, one.facts, cited)),
        None,
    )


def _scores(snapshot: Snapshot, query: Query, wordings: Sequence[int]) -> dict[int, int]:
    """Return how near each of the wordings is to the query, 0-100."""
    forms = snapshot.forms(wordings)
    others = [forms[wording] for wording in wordings]
    near = nearness(query.exact, others, query.typing)
    senses = snapshot.senses()
    near = nearness_in_sense(near, query.form, others, senses, query.typing)
    return {wording: shown(score) for wording, score in zip(wordings, near.tolist(), strict=True)}


Dated = tuple[tuple[str, bool, str], Stage]


def _stage(
    snapshot: Snapshot,
    series: Series,
    wording: int,
    score: int,
    words: str,
    query: Query,
    exclude: str,
) -> Dated | None:
    """Return a wording with its uses, and what puts it in order; None if the draft itself is the only use."""
    rows = [
        row for row in snapshot.connection.execute(_LIFE, (wording,)) if row["symbol"] != exclude
    ]
    if not rows:
        return None
    series.know(snapshot.connection, (row["document"] for row in rows))
    rows.sort(key=lambda row: order(series.texts[row["document"]]))
    latest = [row for row in rows if row["status"] == Status.ADOPTED] or rows
    match = match_of_clause(
        snapshot.connection, snapshot.packing, latest[-1]["clause"], FoundBy.WORDS
    )
    match = replace(
        match,
        score=score,
        query=words,
        differs=differing(query.wording, rows[0]["facts"]),
        uses=len({row["document"] for row in latest}),
        first=latest[0]["symbol"],
        latest=latest[-1]["symbol"],
    )
    return order(series.texts[rows[0]["document"]]), Stage(
        match, tuple(_use(row, snapshot.packing) for row in rows)
    )


def _compared(stages: Sequence[Stage]) -> Iterator[Stage]:
    """Yield the stages, each with what leads to it from the one before."""
    for number, stage in enumerate(stages):
        before = _before(stages, number)
        if before is None:
            yield stage
            continue
        old, new = stages[before].text, stage.text
        was, now = normalised(old).facts, normalised(new).facts
        yield replace(
            stage,
            before=before,
            hunks=word_diff(without_end(old), without_end(new), typography=False),
            facts_new=tuple(fact for fact in now if fact not in was),
            facts_gone=tuple(fact for fact in was if fact not in now),
        )


def _before(stages: Sequence[Stage], number: int) -> int | None:
    """Return the stage that one is compared with: the latest adopted one of its series; where there is none, the one
    most like it, an adopted one rather than a draft's."""
    one = stages[number]
    titles = {title_words(use.title) for use in one.uses} - {frozenset()}
    earlier = [n for n in range(number) if stages[n].is_adopted] or list(range(number))
    own = [n for n in earlier if titles & {title_words(use.title) for use in stages[n].uses}]
    if own:
        return own[-1]
    words = tokens(one.text)
    return max(
        earlier,
        key=lambda n: (Indel.normalized_similarity(tokens(stages[n].text), words), n),
        default=None,
    )


def _use(row: sqlite3.Row, packing: Packing) -> WordingUse:
    return WordingUse(
        symbol=row["symbol"],
        organ=row["organ"],
        status=Status.ADOPTED if row["status"] == Status.ADOPTED else Status.DRAFT,
        paragraph=row["place"],
        adopted=day_of(row["adopted"]),
        issued=day_of(row["issued"]),
        adopted_as=row["adopted_as"],
        vote=row["vote"],
        title=row["title"],
        text=folded(packing.unpacked(row["body"])[0]),
    )


_LIFE = """
SELECT c.id AS clause, c.document, c.place, c.body, d.symbol, d.organ, d.status, d.adopted, d.issued,
    d.adopted_as, d.vote, d.title, w.facts
FROM clauses c JOIN documents d ON d.id = c.document JOIN wordings w ON w.id = c.wording
WHERE c.wording = ? ORDER BY c.position
"""
