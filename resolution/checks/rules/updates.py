"""Updates: what usually changes when a draft is built on an earlier text, offered where the draft still says the old.

They are silent in every other text: only a draft that says which text it is built on is looked at (`Masthead.base`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from resolution.checks.rule import Finding, Group, Problem, Rule, Severity
from resolution.checks.scope import Record, Whole, place_of
from resolution.checks.table import in_whole
from resolution.drafting.succession import (
    Base,
    Suggestion,
    Update,
    base_named,
    clause_updates,
    note_updates,
    predecessor,
    series_of,
)
from resolution.model import Status
from resolution.text import plain

GROUP = Group("Updates of a draft built on an earlier text", 120)

_SOURCE = "texts that return every year, compared with the year before"


def _rule(update: Update, title: str, why: str) -> Rule:
    return Rule(update.value, Severity.HINT, title, why, _SOURCE)


RULES = {
    Update.SERIES: _rule(
        Update.SERIES,
        "The resolution that a draft is built on joins its series",
        "Where the earlier text recalls the resolutions before it, this one recalls the earlier text too, "
        "or in their place.",
    ),
    Update.SESSION: _rule(
        Update.SESSION,
        "Sessions move on with the draft",
        "A report asked for at the seventy-fifth session is asked for at the seventy-sixth a year later.",
    ),
    Update.RECORDS: _rule(
        Update.RECORDS,
        "The Official Records of this session take the place of the last one’s",
        "Annual reports are issued as Supplements of the same number every year.",
    ),
    Update.REPORT: _rule(
        Update.REPORT,
        "This session’s document takes the place of the last one’s",
        "Most documents of its own session that a resolution cites are reports that come anew; "
        "the number is for the drafter to fill in.",
    ),
    Update.PERIOD: _rule(
        Update.PERIOD,
        "Periods and years move on with the draft",
        "Budget periods, and the sessions and reports of a year, are a year later in the next text.",
    ),
    Update.COUNT: _rule(
        Update.COUNT,
        "Years counted from an event are counted again",
        "“59 years after the adoption of the Declaration” is 60 a year later.",
    ),
}

CODES = frozenset(rule.code for rule in RULES.values())
"""What tells the updates from what is wrong with a draft."""


def apply_to(language: str) -> bool:
    """Return whether what usually changes is known for texts in a language, given by its tag."""
    return any(rule.applies_to(language) for rule in RULES.values())


@in_whole(*RULES.values())
def updates(whole: Whole) -> Iterator[Problem]:
    """What may have to change since the text that the draft is built on."""
    head = whole.resolution.masthead
    series = series_of(head)
    if not head.base or head.status is Status.ADOPTED or series is None:
        return
    base = _base(head.base, whole.resolution.title, whole.setting.record)
    if base is None or base.series >= series:
        return
    wordings = [n.block.origin.wording for n in whole.nodes if n.block.origin]
    record = whole.setting.record
    before = predecessor(
        wordings, base, lambda cited: record.title(cited, base.organ) if record else ""
    )
    for node in whole.nodes:
        origin, words = node.block.origin, plain(node.block.text)
        if origin and origin.symbol == head.base:
            for found in _of_clause(words, origin.wording, base, series, before):
                yield _finding(found).at(place_of(node), node.line)
    for index, note in enumerate(whole.resolution.notes):
        for found in note_updates(plain(note.text or ()), base, series):
            yield _finding(found).at(f"note {whole.note_marks[index]}", note=index)


def _finding(found: Suggestion) -> Finding:
    return RULES[found.kind].found(found.start, found.end, found.why, found.new)


def _base(symbol: str, title: str, record: Record | None) -> Base | None:
    bare = base_named(symbol, None, title)
    if bare is None or record is None or not bare.cited:
        return bare
    return base_named(symbol, record.adoption_date(bare.cited, bare.organ), title)


@lru_cache(maxsize=2_000)
def _of_clause(
    words: str, wording: str, base: Base, series: int, before: str
) -> tuple[Suggestion, ...]:
    """Return what may change in a clause; kept, for the whole text is looked at again at every key."""
    return tuple(clause_updates(words, wording, base, series, before))
