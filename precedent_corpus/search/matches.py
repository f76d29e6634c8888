"""Matches: a wording near the query, as it is shown, and the uses that filters allow."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from precedent_corpus.search.ranking import SAME, RankedWording, shown
from precedent_corpus.search.scope import (
    PARTS_KEPT,
    kind_bit,
    only_kind,
    only_organ,
    organ_bit,
    organ_number,
)
from precedent_corpus.search.wording import Wording
from precedent_corpus.store.clauses import Packing
from precedent_corpus.store.marks import EXCLUDED_NOT, TextMark, many_excluded, marks_used
from resolution.diff.facts import Hunk, word_diff
from resolution.model import Kind, Status
from resolution.text import Text, folded


class FoundBy(StrEnum):
    """By what a wording was found, for the reasons that a list shows."""

    WORDS = "words"
    """It shares words with the clause, in the same order for the most part; the score says how many."""
    OPENING = "opening"
    """It begins with all that is typed."""
    HOLDS = "holds"
    """It has the words of the query, or other forms of them, somewhere."""
    PHRASE = "phrase"
    """It has the phrase of the query, word by word."""
    SYMBOL = "symbol"
    """It stands in the text with the symbol of the query."""


@dataclass(frozen=True, slots=True)
class Match:
    """A wording near a clause, shown by its latest adopted use, or by a draft's where it was never adopted.

    score:     0-100, 100 only where the words are the same; what they cite is not in it
    text:      the words as printed, white space folded; runs the same with marks and note anchors
    notes:     the notes' texts, None for a lost one; the anchors in `runs` count within this tuple
    kind:      preambular, operative or item; part: whether it stands in the preamble or in the operative part
    paragraph: "PP3", "OP1 (a)"
    adopted_as: the symbol that a draft was adopted under, as far as it is known
    uses:      how many adopted texts have the wording (how many drafts, where no adopted one has)
    first, latest: symbols of the first and the last of them
    differs:   what only the clause cites, then what only the precedent does: "resolution 56/121"
    query:     the words it was compared with
    how:       by what it was found
    """

    score: int
    text: str
    runs: Text
    notes: tuple[Text | None, ...]
    kind: Kind
    part: Kind
    symbol: str
    organ: str
    status: Status
    paragraph: str
    adopted: date | None
    adopted_as: str
    vote: str | None
    uses: int
    first: str
    latest: str
    differs: tuple[str, ...]
    query: str
    how: FoundBy = FoundBy.WORDS

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """Return what leads from the clause's words to the precedent's; typography does not count."""
        return word_diff(self.query, self.text, typography=False)


WITHOUT_A_VOTE, RECORDED_VOTE = "without a vote", "recorded vote"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which uses of a wording count. What is empty or None leaves all of them in.

    kind:        PREAMBULAR or OPERATIVE, each with its items, or ITEM
    organ:       the name of the organ
    since, until: years of adoption (of issue, for a draft), both included
    vote:        WITHOUT_A_VOTE or RECORDED_VOTE
    status:      ADOPTED, or DRAFT for all that is not known to be adopted
    agenda_item: number of the agenda item, or the beginning of it: "72" finds 72 (a) too
    topic:       a subject that the text is filed under, or words of one
    exclude:     a symbol whose uses do not count (the draft's own)
    """

    kind: Kind | None = None
    organ: str | None = None
    since: int | None = None
    until: int | None = None
    vote: str = ""
    status: Status | None = None
    agenda_item: str = ""
    topic: str = ""
    exclude: str | None = None


class UseFilter:
    """Filters as conditions on a use (clause c of document d), and as bits that a wording's scope must have.

    Texts that the user excludes are never within them; excludes, prefers: whether there are texts that the
    user excludes or prefers.
    """

    def __init__(self, connection: sqlite3.Connection, filters: Filters) -> None:
        self.filters = filters
        self.possible = True
        self.organ_bit = 0
        self._conditions: list[str] = []
        self._values: list[str | int] = []
        marks = marks_used(connection)
        self.prefers = TextMark.PREFERRED in marks
        self.excludes = TextMark.EXCLUDED in marks
        self._of_texts(connection)
        self.exact_needed = bool(self._conditions) or (self.excludes and many_excluded(connection))
        if self.excludes:
            self._add(EXCLUDED_NOT)
        self._of_scope(connection)
        self.mask = self.organ_bit | (kind_bit(filters.kind) if filters.kind else 0)

    @property
    def sql(self) -> str:
        """Return the conditions, each after an AND."""
        return "".join(f" AND {condition}" for condition in self._conditions)

    @property
    def values(self) -> tuple[str | int, ...]:
        """Return the conditions' values."""
        return tuple(self._values)

    def all_uses(self, scope: int) -> bool:
        """Return whether every use of a wording with this scope is within the filters."""
        kind = self.filters.kind
        return (
            not (self.exact_needed or self.excludes)
            and (kind is None or only_kind(scope, kind))
            and (not self.organ_bit or only_organ(scope, self.organ_bit))
        )

    def _add(self, condition: str, *values: str | int) -> None:
        self._conditions.append(condition)
        self._values += values

    def _of_texts(self, connection: sqlite3.Connection) -> None:
        own = self.filters
        day = "coalesce(d.adopted, d.issued, '')"
        if own.exclude and _has(connection, own.exclude):
            self._add("d.symbol <> ?", own.exclude)
        if own.since is not None:
            self._add(f"{day} >= ?", f"{own.since:04}")
        if own.until is not None:
            self._add(f"{day} < ? AND {day} <> ''", f"{own.until + 1:04}")
        if own.vote == WITHOUT_A_VOTE:
            self._add("d.vote = ?", WITHOUT_A_VOTE)
        elif own.vote == RECORDED_VOTE:
            self._add("d.vote <> ?", WITHOUT_A_VOTE)
        if own.status is not None:
            sign = "=" if own.status is Status.ADOPTED else "<>"
            self._add(f"d.status {sign} ?", Status.ADOPTED.value)
        if own.agenda_item:
            item = own.agenda_item.strip()
            self._add("(d.agenda_item = ? OR d.agenda_item GLOB ?)", item, f"{item}[^0-9]*")
        if own.topic:
            words = own.topic.casefold().split()
            like = " AND ".join(["instr(' ' || t.topic, ?) > 0"] * len(words))
            self._add(
                f"d.id IN (SELECT t.document FROM topics t WHERE {like})",
                *(f" {word}" for word in words),
            )

    def _of_scope(self, connection: sqlite3.Connection) -> None:
        own = self.filters
        if own.kind:
            self._add("? IN (c.kind, c.part)", PARTS_KEPT.index(own.kind))
        if own.organ:
            number = organ_number(connection, own.organ)
            self.possible = number is not None
            self.organ_bit = organ_bit(number or 0)
            self._add("d.organ = ?", own.organ)


def _has(connection: sqlite3.Connection, symbol: str) -> bool:
    row = connection.execute("SELECT 1 FROM documents WHERE symbol = ? LIMIT 1", (symbol,))
    return row.fetchone() is not None


_SHOWN = """
SELECT c.place, c.kind, c.part, c.body, d.symbol, d.organ, d.status, d.adopted, d.adopted_as, d.vote,
    (SELECT symbol FROM documents WHERE id = ?) AS first
FROM clauses c JOIN documents d ON d.id = c.document WHERE c.id = ?
"""

_CLAUSE = """
SELECT c.*, d.symbol, d.organ, d.status, d.adopted, d.adopted_as, d.vote, w.adopted AS adopted_uses, w.uses, w.facts,
    (SELECT symbol FROM documents WHERE id = w.first) AS first,
    (SELECT symbol FROM documents WHERE id = w.latest) AS latest
FROM clauses c JOIN documents d ON d.id = c.document JOIN wordings w ON w.id = c.wording WHERE c.id = ?
"""

_USES = """
SELECT c.id AS clause, d.id AS document, d.status = 'adopted' AS adopted, coalesce(d.adopted, d.issued, '') AS day,
    d.symbol, c.position
FROM clauses c JOIN documents d ON d.id = c.document WHERE c.wording = ?{}
"""


def match_of(
    connection: sqlite3.Connection,
    packing: Packing,
    ranked: RankedWording,
    query: Wording,
    words: str,
    within: UseFilter,
    how: FoundBy,
) -> Match | None:
    """Return the wording as it is shown: by its latest adopted use, or by its latest use where it was never adopted.

    None where no use is within the filters.
    """
    counted = (
        _known_uses(connection, ranked)
        if within.all_uses(ranked.scope)
        else _counted_uses(connection, ranked.id, within)
    )
    if counted is None:
        return None
    uses, first, clause = counted
    use = connection.execute(_SHOWN, (first, clause)).fetchone()
    return replace(
        _as_it_stands(use, packing, how),
        score=shown(ranked.nearness),
        uses=uses,
        latest=use["symbol"],
        differs=differing(query, ranked.facts),
        query=folded(words),
    )


def match_of_clause(
    connection: sqlite3.Connection, packing: Packing, clause: int, how: FoundBy
) -> Match:
    """Return a clause as it stands in its text, with what is known of its wording."""
    row = connection.execute(_CLAUSE, (clause,)).fetchone()
    uses = row["adopted_uses"] or row["uses"]
    return replace(_as_it_stands(row, packing, how), uses=uses, latest=row["latest"])


def _as_it_stands(row: sqlite3.Row, packing: Packing, how: FoundBy) -> Match:
    """Return a clause's own words as a match of themselves, used once."""
    runs, notes = packing.unpacked(row["body"])
    return Match(
        score=SAME,
        text=folded(runs),
        runs=runs,
        notes=notes,
        kind=PARTS_KEPT[row["kind"]],
        part=PARTS_KEPT[row["part"]],
        symbol=row["symbol"],
        organ=row["organ"],
        status=Status.ADOPTED if row["status"] == Status.ADOPTED else Status.DRAFT,
        paragraph=row["place"],
        adopted=day_of(row["adopted"]),
        adopted_as=row["adopted_as"],
        vote=row["vote"],
        uses=1,
        first=row["first"],
        latest=row["symbol"],
        differs=(),
        query=folded(runs),
        how=how,
    )


def _known_uses(connection: sqlite3.Connection, ranked: RankedWording) -> tuple[int, int, int]:
    """Return how many texts use a wording, the first of them, and the clause of the latest."""
    row = connection.execute(
        "SELECT id FROM clauses WHERE wording = ? AND document = ? ORDER BY position LIMIT 1",
        (ranked.id, ranked.latest),
    ).fetchone()
    return ranked.adopted or ranked.uses, ranked.first, row[0]


def _counted_uses(
    connection: sqlite3.Connection, wording: int, within: UseFilter
) -> tuple[int, int, int] | None:
    """Return the same of the uses within the filters."""
    rows = connection.execute(_USES.format(within.sql), (wording, *within.values)).fetchall()
    uses = [row for row in rows if row["adopted"]] or rows
    if not uses:
        return None
    first = min(uses, key=lambda use: (use["day"], use["symbol"]))
    latest = max(uses, key=lambda use: (use["day"], use["symbol"], -use["position"]))
    return len({use["document"] for use in uses}), first["document"], latest["clause"]


def differing(query: Wording, facts: str) -> tuple[str, ...]:
    """Return what only the clause cites, then what only the precedent does."""
    theirs = facts.split("\n") if facts else []
    ours = query.facts
    return (*(f for f in ours if f not in theirs), *(f for f in theirs if f not in ours))


def day_of(kept: str | None) -> date | None:
    """Return a day as the database keeps it."""
    return date.fromisoformat(kept) if kept else None
