"""The report on a draft: of every clause whether it is agreed, adapted or new, and by what precedent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from precedent_corpus.clauses import Clause, clauses_of
from precedent_corpus.corpus import Corpus, Match
from precedent_corpus.ranking import ADAPTED_FROM
from resolution.model import Resolution, Status
from resolution.text import folded


class Standing(StrEnum):
    """How a clause stands to adopted language.

    AGREED:  word for word in an adopted text, and citing the same
    ADAPTED: near one, with differences
    NEW:     near none; it may still stand in a draft
    """

    AGREED = "agreed"
    ADAPTED = "adapted"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause with its standing; `match` is the nearest adopted wording, `draft` a nearer one of a draft."""

    clause: Clause
    standing: Standing
    match: Match | None
    draft: Match | None

    def as_json(self) -> dict[str, Any]:
        """Return the entry as plain data."""
        return {
            "paragraph": self.clause.place,
            "text": folded(self.clause.text),
            "standing": self.standing.value,
            "nearest": _source(self.match),
            "draft": _source(self.draft),
        }


def report(corpus: Corpus, resolution: Resolution) -> list[Entry]:
    """Return an entry for every clause and item; the draft's own symbol does not count as a precedent."""
    return [_entry(corpus, resolution, clause) for clause in clauses_of(resolution)]


def _entry(corpus: Corpus, resolution: Resolution, clause: Clause) -> Entry:
    words = folded(clause.text)
    own = resolution.masthead.symbol or None
    language = resolution.masthead.language
    found = corpus.suggest(
        words, limit=10, threshold=ADAPTED_FROM, exclude=own, language=language, finished=True
    )
    adopted = next((match for match in found if match.status is Status.ADOPTED), None)
    draft = next((match for match in found if match.status is Status.DRAFT), None)
    if draft and adopted and draft.score <= adopted.score:
        draft = None
    return Entry(clause, _standing(adopted), adopted, draft)


def _standing(match: Match | None) -> Standing:
    if match is None:
        return Standing.NEW
    same = match.score == 100 and not match.differs
    return Standing.AGREED if same else Standing.ADAPTED


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


def as_text(entries: Sequence[Entry]) -> str:
    """Return the report as plain text: a paragraph a clause, the totals at the end."""
    totals = Counter(entry.standing for entry in entries)
    last = ", ".join(f"{totals[standing]} {standing}" for standing in Standing)
    return "\n".join([*map(_as_text, entries), f"{len(entries)} paragraphs: {last}"])


def _as_text(entry: Entry) -> str:
    lines = [f"{entry.clause.place:12} {entry.standing.value:8} {folded(entry.clause.text)}"]
    for match in filter(None, (entry.match, entry.draft)):
        day = f" of {match.adopted.isoformat()}" if match.adopted else ""
        vote = f", {match.vote}" if match.vote else ""
        where = f"{match.symbol} {match.paragraph} ({match.status.value}{day}{vote})"
        lines.append(f"{'':12} {match.score:3d} %    {where}")
        if match.score < 100:
            lines.append(f"{'':21} {match.text}")
        if match.differs:
            lines.append(f"{'':21} differs: {', '.join(match.differs)}")
    return "\n".join(lines) + "\n"
