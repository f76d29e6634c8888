"""Leads: the words that open a paragraph fit its part, and it begins with a capital."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from resolution.checks.rule import Finding, Group, Remedy, Rule, Severity
from resolution.checks.scope import ClauseScope
from resolution.checks.table import in_clauses
from resolution.language.leads import lead_length, part_of, table
from resolution.model import DivisionKind, Kind
from resolution.text import Run, plain

GROUP = Group("Leads", 20)

_MANUAL = "Editorial Manual, drafting and editing of resolutions"

LEAD_PART = Rule(
    "lead-part",
    Severity.WARNING,
    "Every paragraph opens with words of its own part",
    "A participle or adjective opens a preambular paragraph (“Recalling”), "
    "the present indicative an operative one (“Requests”).",
    _MANUAL,
    while_writing=False,
    remedy=Remedy.OTHER_PART,
)
LEAD_INDICATIVE = Rule(
    "lead-indicative",
    Severity.WARNING,
    "An operative paragraph begins with the present indicative",
    "The organ is the subject of the verb: “The General Assembly … requests”, not “request”.",
    _MANUAL,
    while_writing=False,
)
LEAD_PARTICIPLE = Rule(
    "lead-participle",
    Severity.WARNING,
    "A preambular paragraph begins with a participle or an adjective",
    "“The General Assembly, Recalling …”, not “Recall”.",
    _MANUAL,
    while_writing=False,
)
LEAD_MISSING = Rule(
    "lead-missing",
    Severity.WARNING,
    "Every paragraph goes on from the name of the organ",
    "The organ is the subject of every paragraph: say what it does (“Recalls”) or why (“Recalling”) first.",
    "Editorial Manual, drafting and editing of resolutions; adopted texts, all but 1 paragraph in 1,000",
    while_writing=False,
)
LEAD_CAPITAL = Rule(
    "lead-capital",
    Severity.WARNING,
    "The first word of a paragraph has a capital",
    "Every paragraph of a resolution begins with a capital, though the whole is one sentence.",
    _MANUAL,
)
FRAGMENT = Rule(
    "fragment",
    Severity.WARNING,
    "A paragraph does not begin in mid-sentence",
    "What starts in lower case is torn off another paragraph, as it happens where a line was broken.",
    _MANUAL,
    while_writing=False,
    remedy=Remedy.JOIN,
)


@in_clauses(
    LEAD_PART, LEAD_INDICATIVE, LEAD_PARTICIPLE, LEAD_MISSING, of=(Kind.PREAMBULAR, Kind.OPERATIVE)
)  # fmt: skip
def leads_fit_their_part(clause: ClauseScope) -> Iterator[Finding]:
    """A participle opens a preambular paragraph, the present indicative an operative one."""
    if clause.division is not DivisionKind.MAIN:
        return
    words, kind = clause.words, clause.block.kind
    part = part_of(words)
    slip = _misformed(words, kind) or (_turned(clause) if part and part is not kind else None)
    if slip is None and part and part is not kind:
        lead = words[: lead_length(words, part)]
        belongs = "the operative part" if part is Kind.OPERATIVE else "the preamble"
        yield LEAD_PART.found(0, len(lead), f"“{lead}” opens a paragraph of {belongs}.")
    elif slip:
        start, verb, right = slip
        if kind is Kind.OPERATIVE:
            rule, form = (
                LEAD_INDICATIVE,
                "An operative paragraph begins with the present indicative",
            )
        else:
            rule, form = LEAD_PARTICIPLE, "A preambular paragraph begins with a participle"
        message = f"{form}: “{right}”, not “{verb}”."
        yield rule.found(start, start + len(verb), message, right)
    elif words[:1].isupper() and not lead_length(words, kind) and not _declaration(clause):
        first = words.split()[0].rstrip(",;:.")
        does = "does (“Decides”)" if kind is Kind.OPERATIVE else "bears in mind (“Recalling”)"
        yield LEAD_MISSING.found(0, len(first), f"Say first what the organ {does}.")


def _turned(clause: ClauseScope) -> tuple[int, str, str] | None:
    """Return how the verb of the other part, among paragraphs of this one, should stand; None at the border.

    Where preamble and operative part meet, a paragraph may well have strayed over; farther in, only its verb has.
    """
    kind = clause.block.kind
    inside = clause.below is not None if kind is Kind.PREAMBULAR else bool(clause.above)
    front = _FRONT.match(clause.words) if inside else None
    right = _counterparts(kind).get(front[1].lower()) if front else None
    if front is None or right is None:
        return None
    return front.start(1), front[1], right.capitalize() if front[1][0].isupper() else right


@cache
def _counterparts(kind: Kind) -> dict[str, str]:
    """Return the verbs of a part by what they are in the other: “recalling” by “recalls”, or the reverse."""
    participles = {
        lead.words.lower()
        for lead in table()
        if lead.kind is Kind.PREAMBULAR and lead.words.endswith("ing") and " " not in lead.words
    } | {
        "requesting",
        "deciding",
        "inviting",
        "urging",
        "encouraging",
        "calling",
        "taking",
        "expressing",
    }
    pairs: dict[str, str] = {}
    for verb in map(str.lower, operative_verbs() | {"Calls", "Takes", "Expresses"}):
        bases = (verb[:-1], verb[:-2], verb[:-1].removesuffix("e"))
        found = next((base + "ing" for base in bases if base + "ing" in participles), None)
        if found:
            pairs[verb] = found
    if kind is Kind.PREAMBULAR:
        return pairs
    return {participle: verb for verb, participle in pairs.items()}


def _declaration(clause: ClauseScope) -> bool:
    """Return whether nothing can be said: a neighbour has no lead either, as in declarations."""
    beside = [block for block in (*clause.above[:1], clause.below) if block is not None]
    kind = clause.block.kind
    return any(not lead_length(plain(block.text), kind) for block in beside)


@cache
def operative_verbs(uses: int = 0) -> frozenset[str]:
    """Return the single verbs that open operative paragraphs, those alone that more than so many texts have."""
    return frozenset(
        lead.words
        for lead in table()
        if lead.kind is Kind.OPERATIVE and " " not in lead.words and lead.uses > uses
    )


_VOWELS = "aeiou"


@cache
def _forms(kind: Kind) -> dict[str, str]:
    """Return the right form of a verb by its wrong ones: “request” and “requested” are “requests”."""
    forms: dict[str, str] = {}
    if kind is Kind.OPERATIVE:
        for verb in operative_verbs():
            verb = verb.lower()
            bases = [verb[:-1]] if verb.endswith("s") else []
            bases += [verb[:-2]] if verb.endswith(("sses", "shes")) else []
            for base in bases:
                forms[base] = verb
                forms[base + ("d" if base.endswith("e") else "ed")] = verb
        forms.update(
            {
                "take": "takes",
                "took": "takes",
                "express": "expresses",
                "look": "looks",
                "pay": "pays",
            }
        )
    else:
        for lead in table():
            verb = lead.words.lower()
            if lead.kind is Kind.PREAMBULAR and verb.endswith("ing") and " " not in verb:
                for base in (verb[:-3], verb[:-3] + "e"):
                    forms[base] = verb
        forms.update({"take": "taking", "bear": "bearing", "express": "expressing"})
    uses = {lead.words.lower(): lead.uses for lead in table() if lead.kind is kind}
    return {
        wrong: right
        for wrong, right in forms.items()
        if SLIPS * uses.get(wrong, 0) <= uses.get(right, 0)
    }


SLIPS = 50
"""A form that adopted texts have once for so many times the other is a slip there too."""


_FRONT = re.compile(
    r"\s*(?:(?:also|further|strongly|once again|furthermore)\s+)*([^\W\d_-]+)", re.IGNORECASE
)


def _misformed(words: str, kind: Kind) -> tuple[int, str, str] | None:
    """Return where a verb in the wrong form opens a clause, the verb, and its right form; None where it is right."""
    front = _FRONT.match(words)
    if front is None or lead_length(words, kind) > front.end(1):
        return None
    verb = front[1]
    right = _forms(kind).get(verb.lower())
    if right is None:
        return None
    return front.start(1), verb, right.capitalize() if verb[0].isupper() else right


@in_clauses(FRAGMENT, LEAD_CAPITAL, of=(Kind.PREAMBULAR, Kind.OPERATIVE))
def lower_case_beginnings(clause: ClauseScope) -> Iterator[Finding]:
    """A paragraph begins with a capital: what starts in lower case is torn off another, or has lost its capital."""
    words = clause.words.lstrip()
    if clause.division is not DivisionKind.MAIN or not words[:1].islower():
        return
    gap = len(clause.words) - len(words)
    first = words.split()[0].rstrip(",;")
    lead = lead_length(clause.words, clause.block.kind)
    if lead and first not in ("concerned", "guided", "determined") and _closed(clause):
        message = "A paragraph begins with a capital."
        right = first[0].upper() + first[1:]
        yield LEAD_CAPITAL.found(gap, gap + len(first), message, right)
    else:
        message = "This paragraph begins in mid-sentence; join it to the one it was torn from."
        yield FRAGMENT.found(gap, gap + len(first), message)


def _closed(clause: ClauseScope) -> bool:
    """Return whether the paragraph before has come to its mark, so that this one is not torn off it."""
    if not clause.above:
        return True
    text = clause.above[0].text
    last = next((run.text.rstrip() for run in reversed(text) if isinstance(run, Run)), "")
    return last.endswith((",", ";", ":", "."))
