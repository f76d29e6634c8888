"""Substance that a delegate wants to know of: money, reports without a date, decisions, the Council's last clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resolution.checks.cited import (
    ECONOMIC_AND_SOCIAL,
    GENERAL_ASSEMBLY,
    HUMAN_RIGHTS,
    SECURITY_COUNCIL,
    even,
)
from resolution.checks.rule import EVERY_LANGUAGE, Finding, Group, Problem, Rule, Severity
from resolution.checks.scope import ClauseScope, Whole, place_of
from resolution.checks.table import in_clauses, in_whole
from resolution.model import DivisionKind, Kind, Status
from resolution.text import plain
from resolution.tree import Node

GROUP = Group("Substance", 110)

BUDGET = Rule(
    "budget-implications",
    Severity.HINT,
    "What may cost money is known to",
    "Before a text that costs money is adopted, the Secretary-General states its programme budget implications, and "
    "the Fifth Committee takes them up; that takes time and votes.",
    "rules of procedure of the General Assembly, rule 153; of the Economic and Social Council, rule 31",
)
RESOURCES = Rule(
    "existing-resources",
    Severity.HINT,
    "Whether there are resources is left to the Fifth Committee",
    "The Fifth Committee is the one for administrative and budgetary matters; the General Assembly was concerned at "
    "other committees taking them up, as “within existing resources” does.",
    "General Assembly resolution 45/248 B, section VI",
)
REPORT_WHEN = Rule(
    "report-when",
    Severity.HINT,
    "A report that is asked for has a session to report to",
    "Where no session, year or interval is named, nobody knows when the report is due, and it stands on no agenda.",
    "census of adopted texts: nine of ten such requests name it",
)
DECISION = Rule(
    "decision-verb",
    Severity.HINT,
    "A decision begins with “Decides”",
    "What is to bind the organ and its Secretariat is a decision; other verbs leave open whether anything was decided.",
    "census of adopted texts: “Decides” opens nearly every decision",
)
SEIZED = Rule(
    "remain-seized",
    Severity.HINT,
    "A resolution of the Security Council ends by remaining seized of the matter",
    "The last paragraph keeps the item on the list of matters of which the Council is seized.",
    "census of adopted texts: 47 of 54 of a year",
)

VOTED = Rule(
    "voted-wording",
    Severity.HINT,
    "Wording that was adopted only by vote is known to be so",
    "What some delegations voted against or abstained on elsewhere is not agreed wording; it may be contested again.",
    "adopted texts at hand: the very same words",
    languages=EVERY_LANGUAGE,
)

_ASSEMBLIES = (GENERAL_ASSEMBLY, ECONOMIC_AND_SOCIAL, HUMAN_RIGHTS)
_WHO = (
    r"(?:Secretary-General|Secretariat|(?:Office of the )?(?:United Nations )?High Commissioner[^,;]{0,30}"
    r"|President of the [A-Z][\w ]+)"
)
_SET_UP = r"establish|convene|hold|create|set up"
_PROVIDE = r"(?:[\w-]+ ){0,4}(?:assistance|resources|services|staff|support|facilities)"
_UNDERTAKE = r"(?:an? )?(?:[\w-]+ ){0,3}(?:programme|study|campaign|database|website)"
_COSTLY = re.compile(
    rf"\b(?:[Dd]ecides? (?:also |further )?(?:to (?:{_SET_UP})|that [^;]{{0,80}}shall (?:meet|hold|be convened))"
    rf"|[Rr]equests? (?:also |further )?the {_WHO}[^;]{{0,60}}? to (?:continue to )?(?:{_SET_UP}|organize|appoint"
    rf"|recruit|provide {_PROVIDE}|allocate|strengthen the (?:Office|Secretariat)"
    rf"|(?:develop|launch|undertake) {_UNDERTAKE})"
    r"|from (?:within )?the regular budget"
    r"|(?:additional|necessary|adequate|sufficient) (?:human and financial |financial |human )?resources)\b"
)


@in_clauses(BUDGET, of=(Kind.OPERATIVE, Kind.ITEM))
def money(clause: ClauseScope) -> Iterator[Finding]:
    """A request or a decision that sets people, meetings or studies going."""
    setting, words = clause.setting, clause.words
    if setting.organ not in _ASSEMBLIES or clause.division is not DivisionKind.MAIN:
        return
    if "equest" not in words and "ecide" not in words:
        return
    match = _COSTLY.search(even(words))
    if match and not re.search(r"voluntary|extrabudgetary|extra-budgetary", words):
        council = setting.organ == ECONOMIC_AND_SOCIAL
        rule = "rule 31 of the Council" if council else "rule 153 of the General Assembly"
        message = (
            f"This may carry programme budget implications ({rule}); ask the Secretariat early."
        )
        yield BUDGET.found(match.start(), match.end(), message)


_RESOURCES = re.compile(
    r"\bwithin (?:the )?(?:existing|available)(?: financial| regular budget)? resources\b"
)


@in_clauses(RESOURCES, of=(Kind.OPERATIVE, Kind.ITEM))
def existing_resources(clause: ClauseScope) -> Iterator[Finding]:
    """ "Within existing resources" is for the Fifth Committee to say."""
    if "resources" in clause.words and clause.setting.organ == GENERAL_ASSEMBLY:
        for match in _RESOURCES.finditer(even(clause.words)):
            message = (
                f"“{match[0]}” is for the Fifth Committee to say (resolution 45/248 B, section VI)."
            )
            yield RESOURCES.found(*match.span(), message)


_REPORT = re.compile(
    r"\b[Rr]equests? (?:also |further |once again )?(?:that )?the (?:[\w’.,()-]+ ){1,16}?"
    r"(?P<report>to (?:continue to )?(?:report(?= on | to | back| thereon)"
    r"|(?:submit|present|prepare|provide|transmit)\b[^,;]{0,40}\breports?\b"
    r"|submit (?:to|information|recommendations|a)\b))"
)
_WHEN = re.compile(
    r"session|annual|year|month|bienni|quarter|week|\bdays?\b|periodic|regular|in due course|budget|"
    r"\b(?:19|20)\d\d\b|\bnext\b|forthcoming|meeting|Conference|segment|forum|in the context of|as appropriate|every|"
    r"no later than|before the end|deadline"
)


@in_clauses(REPORT_WHEN, of=(Kind.OPERATIVE,))
def reports_without_a_session(clause: ClauseScope) -> Iterator[Finding]:
    """ "Requests the Secretary-General to report on …" says to which session."""
    setting, words = clause.setting, clause.words
    if setting.organ not in _ASSEMBLIES or clause.division is not DivisionKind.MAIN:
        return
    if "equest" not in words or not ("report" in words or "submit" in words):
        return
    match = _REPORT.search(even(words))
    if match is None:
        return
    rest = words[match.start() :] + " ".join(plain(block.text) for block in clause.inside)
    if not _WHEN.search(even(rest)):
        message = "To which session, or when, this is to be reported is not said."
        yield REPORT_WHEN.found(*match.span("report"), message)


_DECIDED = {
    "Agrees to": "Decides to",
    "Resolves to": "Decides to",
    "Resolves that": "Decides that",
    "Agrees that": "Decides that",
    "Determines to": "Decides to",
    "Chooses to": "Decides to",
    "Opts to": "Decides to",
    "Intends to": "Decides to",
    "Establishes": "Decides to establish",
    "Creates": "Decides to create",
    "Sets up": "Decides to set up",
    "Forms": "Decides to form",
    "Convenes": "Decides to convene",
    "Extends": "Decides to extend",
    "Prolongs": "Decides to extend",
    "Imposes": "Decides to impose",
    "Suspends": "Decides to suspend",
    "Terminates": "Decides to terminate",
}
_FEELINGS = "deep|sincere|appreciation|condolences|sympathy|gratitude|thanks|congratulations"
_UNDECIDED = re.compile(rf"(?:{'|'.join(_DECIDED)})(?=[ ,])(?! its (?:{_FEELINGS}))")


@in_clauses(DECISION, of=(Kind.OPERATIVE,))
def decisions(clause: ClauseScope) -> Iterator[Finding]:
    """ "Establishes a working group" is "Decides to establish a working group"."""
    if clause.division is not DivisionKind.MAIN:
        return
    match = _UNDECIDED.match(even(clause.words))
    if match:
        fix = _DECIDED[match[0]]
        message = f"If this is a decision, it begins “{fix}”."
        yield DECISION.found(*match.span(), message, fix)


@in_whole(SEIZED)
def remaining_seized(whole: Whole) -> Iterator[Problem]:
    """The Security Council's last operative paragraph is "Decides to remain seized of the matter."."""
    if whole.setting.organ != SECURITY_COUNCIL:
        return
    clauses = [
        node for node in whole.main if node.block.kind is Kind.OPERATIVE and not node.block.quoted
    ]
    if len(clauses) < 2:
        return
    last = clauses[-1]
    words = [plain(node.block.text) for node in clauses]
    if "seized" in words[-1]:
        return
    earlier = next(
        (
            n
            for n, clause in enumerate(words)
            if re.match(r"Decides to remain (?:\w+ )?seized of", clause)
        ),
        None,
    )
    if earlier is not None:
        node = clauses[earlier]
        message = "That the Council remains seized of the matter is said in the last paragraph."
        yield SEIZED.found(0, len(words[earlier]), message).at(place_of(node), node.line)
        return
    message = "The last paragraph does not say that the Council remains seized of the matter."
    yield SEIZED.found(0, len(words[-1]), message).at(place_of(last), last.line)


_FEW = 3
_SHORT = 40
"""Characters: shorter paragraphs are everybody's, whatever the vote was about."""


@in_whole(VOTED)
def wording_adopted_by_vote(whole: Whole) -> Iterator[Problem]:
    """Tell which paragraphs of a draft stand word for word in texts that were voted on, and in no others.

    If one text has many of them, they are reported as one, at the first.
    """
    record, setting = whole.setting.record, whole.setting
    if record is None or setting.status is Status.ADOPTED:
        return
    by_vote: dict[str, list[tuple[Node, int]]] = {}
    for node in whole.main:
        words = plain(node.block.text)
        clause = node.block.kind in (Kind.PREAMBULAR, Kind.OPERATIVE) and not node.block.quoted
        voted = record.voted(words, setting.language) if clause and len(words) > _SHORT else ""
        if voted:
            by_vote.setdefault(voted, []).append((node, len(words)))
    for voted, places in by_vote.items():
        many = len(places) > _FEW
        message = f"This wording was adopted only by vote: {voted}."
        if many:
            named = ", ".join(place_of(node) for node, _ in places)
            message = f"The wording of {len(places)} paragraphs was adopted only by vote ({voted}): {named}."
        for node, length in places[:1] if many else places:
            yield VOTED.found(0, length, message).at(place_of(node), node.line)
