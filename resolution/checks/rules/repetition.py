"""The same verb twice running: “Recalling”, “Recalling also”, “Recalling further”; “Requests”, “Also requests”.

Counted on adopted texts of the General Assembly, the Economic and Social Council and the Human Rights Council: the
adverb stands behind the verb in the preamble and before it in the operative part, the first paragraph has none, the
second “also”, the third “further”, and a fourth begins anew. A verb that speaks to somebody (“requests”, “invites”,
“calls upon”) counts as the same where it speaks to the same one. The Security Council has no such rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from resolution.checks.rule import Finding, Group, Rule, Severity
from resolution.checks.scope import ClauseScope
from resolution.checks.table import in_clauses
from resolution.language.lead_completion import NEXT
from resolution.language.leads import lead_length
from resolution.model import Block, DivisionKind, Kind
from resolution.text import plain

GROUP = Group("Repeated verbs", 30)

_SOURCE = "Editorial Manual, drafting of resolutions; adopted texts, 97 % of some 1,500 pairs"

ALSO_PREAMBLE = Rule(
    "also-preamble",
    Severity.WARNING,
    "The same verb twice running takes “also” in the preamble, then “further”",
    "“Recalling … Recalling also … Recalling further …”: the adverb stands behind the verb.",
    _SOURCE,
    while_writing=False,
)
ALSO_OPERATIVE = Rule(
    "also-operative",
    Severity.WARNING,
    "The same verb twice running takes “also” in the operative part, then “further”",
    "“Notes … Also notes … Further notes …”: the adverb goes before the verb.",
    _SOURCE,
    while_writing=False,
)
ALSO_ORDER = Rule(
    "also-order",
    Severity.WARNING,
    "“Also” comes before “further”",
    "The second paragraph with the verb has “also”, the third “further”, and the fourth begins anew.",
    _SOURCE,
    while_writing=False,
)
ALSO_PERHAPS = Rule(
    "also-perhaps",
    Severity.HINT,
    "A verb that may be said again bare has “also” in most texts",
    "“Requests the Secretary-General … Also requests the Secretary-General …”; asked of another, the verb stands bare. "
    "“Reaffirms” and “recognizes” are repeated bare at times.",
    "adopted texts, 80 % of some 300 pairs",
    while_writing=False,
)
ALSO_ALONE = Rule(
    "also-alone",
    Severity.WARNING,
    "“Also” and “further” follow a paragraph with the same verb",
    "The adverb says that the paragraph before has the verb too; where it has another, the verb stands bare.",
    "adopted texts: the paragraph before has the same verb in 99.5 %",
    while_writing=False,
)
ALSO_PLACE = Rule(
    "also-place",
    Severity.WARNING,
    "“Also” and “further” follow the verb in the preamble and go before it in the operative part",
    "“Recalling also”, “Also recalls”.",
    "adopted texts: 8,118 to 10 in the preamble, 6,836 to 11 in the operative part",
    while_writing=False,
)

_ADVERB = re.compile(r"\b(also|further|furthermore)\b", re.IGNORECASE)
_ADDRESSED = (
    "requests", "encourages", "urges", "invites", "calls", "appeals", "expresses", "commends", "authorizes", "strongly",
    "condemns",
)  # fmt: skip
_STATED = ("reaffirms", "recognizes", "reiterates", "recommends")
"""These are said again bare in one pair of seven, all others in one of fifty."""

_VARIED = ("in this regard", "in particular", "once again", "again", "in this context")
"""A lead with one of these stands apart from the paragraph before without an adverb."""


_BEHIND = re.compile(
    r" (also|further)(?= (?:that|to|the|all|its|upon|with|Member|States|Governments)\b)"
)
"""An adverb behind an operative verb; “further” may belong to a noun (“Encourages further efforts”)."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """The lead of a clause: its words as they stand and without the adverb, and the adverb."""

    lead: str
    core: str
    adverb: str
    at: int

    def with_adverb(self, adverb: str, kind: Kind) -> str:
        """Return the lead with another adverb or with none, in its place."""
        bare = self.core[0].upper() + self.core[1:]
        if not adverb:
            return bare
        if kind is Kind.OPERATIVE:
            return f"{adverb.capitalize()} {bare[0].lower()}{bare[1:]}"
        having, _, rest = bare.partition(" ")
        return f"Having {adverb} {rest}" if having == "Having" else f"{bare} {adverb}"


@lru_cache(maxsize=4096)
def _opening(words: str, kind: Kind) -> _Opening | None:
    length = lead_length(words, kind)
    lead = words[:length].replace("\N{NO-BREAK SPACE}", " ")
    if not lead.strip():
        return None
    found = _ADVERB.search(lead)
    core = " ".join(_ADVERB.sub(" ", lead).split()).lower()
    adverb = found[1].lower().replace("furthermore", "further") if found else ""
    return _Opening(lead, core, adverb, found.start() if found else -1) if core else None


def _of(block: Block) -> _Opening | None:
    return _opening(plain(block.text), block.kind)


@in_clauses(
    ALSO_PREAMBLE, ALSO_OPERATIVE, ALSO_ORDER, ALSO_PERHAPS, ALSO_ALONE, ALSO_PLACE,
    of=(Kind.PREAMBULAR, Kind.OPERATIVE),
)  # fmt: skip
def repeated_verbs(clause: ClauseScope) -> Iterator[Finding]:
    """ "Requests" after "Requests" is "Also requests"."""
    if clause.setting.organ == "Security Council" or clause.division is not DivisionKind.MAIN:
        return
    own, kind = _of(clause.block), clause.block.kind
    if own is None:
        return
    start, end = len(own.lead) - len(own.lead.lstrip()), len(own.lead)
    behind = _BEHIND.match(clause.words, end) if kind is Kind.OPERATIVE else None
    if behind:
        fix = own.with_adverb(behind[1], kind)
        message = f"“{behind[1].capitalize()}” stands before the verb here: “{fix}”."
        yield ALSO_PLACE.found(start, behind.end(1), message, fix)
        return
    before = _of(clause.above[0]) if clause.above and not clause.after_heading else None
    if before is None or before.core != own.core:
        if own.adverb and not (before and _akin(before, own)):
            fix = own.with_adverb("", kind)
            message = f"No paragraph with the same verb stands before this one; write “{fix}”."
            yield ALSO_ALONE.found(start, end, message, fix)
        return
    wanted = NEXT[before.adverb]
    if own.adverb == wanted:
        if own.adverb and (own.at == start) is not (kind is Kind.OPERATIVE):
            fix = own.with_adverb(wanted, kind)
            where = "before" if kind is Kind.OPERATIVE else "behind"
            message = f"“{wanted.capitalize()}” stands {where} the verb here: “{fix}”."
            yield ALSO_PLACE.found(start, end, message, fix)
        return
    rule = ALSO_PREAMBLE if kind is Kind.PREAMBULAR else ALSO_OPERATIVE
    if own.adverb:
        rule = ALSO_ORDER
    elif kind is Kind.OPERATIVE and (verb := own.core.split()[0]) in (*_ADDRESSED, *_STATED):
        others = plain(clause.above[0].text)[len(before.lead) :]
        if verb in _ADDRESSED and not _same_addressee(clause.words[end:], others):
            return
        rule = ALSO_PERHAPS
    if any(words in own.core for words in _VARIED):
        return
    fix = own.with_adverb(wanted, kind)
    yield rule.found(start, end, f"The paragraph before has the same verb; write “{fix}”.", fix)


def _akin(one: _Opening, other: _Opening) -> bool:
    """Return whether two leads have one verb with other words about it (“Notes”, “Also notes with concern”)."""
    first, second = one.core.split(), other.core.split()
    return bool(set(first) & set(second) - {"its", "with", "deep", "and", "the", "in", "of"})


_WHOM = re.compile(
    r"\s*(?:to )?(.{3,120}?)(?=,|;| (?:to|that|on|for|in|at|which|who|with|and|through)\b)"
)


def _same_addressee(words: str, others: str) -> bool:
    """Return whether two clauses go on with the same words up to what is asked."""
    one, other = _WHOM.match(words), _WHOM.match(others)
    return bool(one and other) and one[1].lower() == other[1].lower()  # type: ignore[index]
