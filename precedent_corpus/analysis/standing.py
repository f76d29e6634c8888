"""The standing of a clause against adopted language: agreed, adapted or new; by what text, with what differences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from precedent_corpus.analysis.precedents import Precedents
from precedent_corpus.search.matches import Filters, Match
from precedent_corpus.search.ranking import ADAPTED_FROM
from precedent_corpus.search.wording import normalised
from resolution.diff.facts import Hunk
from resolution.model import Status

NEAREST = 10
"""Among so many near wordings, an adopted one and one of a draft are looked for."""

IN_OTHER_DRAFTS = 50
"""The least likeness of a clause to one of another draft of the same title, where nothing nearer is found."""


class ClauseStanding(StrEnum):
    """How a clause stands to adopted language.

    AGREED:  word for word in an adopted text, and citing the same
    ADAPTED: near one, with differences
    NEW:     near none; it may still stand in a draft
    """

    AGREED = "agreed"
    ADAPTED = "adapted"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ClauseAssessment:
    """A clause's standing.

    match: the nearest adopted wording; draft: a nearer one that only drafts have
    newer: the clause in the newest adopted text of the series of `match`, where that is later than `match`
    """

    standing: ClauseStanding
    match: Match | None
    draft: Match | None
    newer: Match | None


def assess_clause(
    corpus: Precedents, words: str, language: str, own: str | None, title: str = ""
) -> ClauseAssessment:
    """Return how a clause stands to adopted language.

    own: the symbol of the draft, which is no precedent for it; title: of the draft
    """
    found = corpus.suggest(
        words,
        limit=NEAREST,
        threshold=ADAPTED_FROM,
        exclude=own or None,
        language=language,
        finished=True,
    )
    adopted = [match for match in found if match.status is Status.ADOPTED]
    draft = next((match for match in found if match.status is not Status.ADOPTED), None)
    if not adopted:
        draft = draft or _in_other_drafts(corpus, words, language, own, title)
        return ClauseAssessment(ClauseStanding.NEW, None, draft, None)
    nearest = adopted[0]
    if draft and draft.score <= nearest.score:
        draft = None
    same = nearest.score == 100 and not nearest.differs
    newer = corpus.newer(nearest, language=language, title=title, exclude=own or "")
    return ClauseAssessment(
        ClauseStanding.AGREED if same else ClauseStanding.ADAPTED, nearest, draft, newer
    )


def _in_other_drafts(
    corpus: Precedents, words: str, language: str, own: str | None, title: str
) -> Match | None:
    """Return what another draft of the same title has in place of a clause that is near nothing else."""
    if not title:
        return None
    filters = Filters(status=Status.DRAFT, exclude=own or None)
    found = corpus.suggest(
        words, threshold=IN_OTHER_DRAFTS, filters=filters, language=language, finished=True
    )
    own_series = (m for m in found if corpus.is_of_series(m.symbol, title, language=language))
    return next(own_series, None)


def difference_words(match: Match) -> tuple[str, ...]:
    """Return what differs, a sentence's part each: "cites 73/187; the precedent cites 72/196", "has “x” for “y”"."""
    ours, theirs = normalised(match.query).facts, normalised(match.text).facts
    only_ours = [fact for fact in ours if fact not in theirs]
    only_theirs = [fact for fact in theirs if fact not in ours]
    parts = []
    if only_ours and only_theirs:
        parts.append(f"cites {', '.join(only_ours)}; the precedent cites {', '.join(only_theirs)}")
    elif only_ours:
        parts.append(f"cites {', '.join(only_ours)}, which the precedent does not")
    elif only_theirs:
        parts.append(f"does not cite {', '.join(only_theirs)}, which the precedent does")
    changed = [hunk for hunk in match.hunks if hunk.op != "equal"]
    worded = [hunk for hunk in changed if _has_words(hunk)]
    parts += [_changed(hunk) for hunk in worded]
    if len(worded) < len(changed):
        parts.append("differs in punctuation")
    return tuple(parts)


def _has_words(hunk: Hunk) -> bool:
    return any(letter.isalnum() for letter in hunk.old + hunk.new)


def _changed(hunk: Hunk) -> str:
    ours, theirs = hunk.old.strip(), hunk.new.strip()
    if not theirs:
        return f"adds “{ours}”"
    if not ours:
        return f"leaves out “{theirs}”"
    return f"has “{ours}” for “{theirs}”"


def newer_words(newer: Match) -> str:
    """Return that an adopted text said it later: "the General Assembly last said this in A/RES/79/1, OP2"."""
    return f"the {newer.organ or 'organ'} last said this in {newer.symbol}, {newer.paragraph}"
