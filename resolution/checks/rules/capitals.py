"""Capitals: Member States, States parties, Government, the names of organs, the word “resolution”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resolution.checks.quotations import own_matches
from resolution.checks.rule import Finding, Group, Rule, Severity
from resolution.checks.scope import NOTE, RUNNING_TEXT, PassageScope
from resolution.checks.table import in_passages

GROUP = Group("Capitals", 60)

_MANUAL = "Editorial Manual, capitalization"

MEMBER_STATES = Rule(
    "capital-member-states",
    Severity.WARNING,
    "“Member States” has two capitals",
    "The Members of the United Nations are “Member States”; those of another organization may be its “member States”.",
    _MANUAL,
)
STATES_PARTIES = Rule(
    "capital-states-parties",
    Severity.WARNING,
    "“States parties” are States",
    "The parties to a treaty are States, with a capital: “States parties to the Convention”.",
    _MANUAL,
)
PARTIES = Rule(
    "capital-parties",
    Severity.HINT,
    "“States parties” has one capital",
    "Parties to a treaty have a small letter; “States Parties” stands in the names of conferences, and "
    "where a treaty itself has it, as the one on the law of the sea.",
    _MANUAL,
)
STATE = Rule(
    "capital-state",
    Severity.WARNING,
    "A country is a “State”",
    "“All States”, “developing States”: the capital tells it from a state of affairs.",
    _MANUAL,
)
GOVERNMENT = Rule(
    "capital-government",
    Severity.WARNING,
    "The “Government” of a State has a capital",
    "“The Government of Mali”, “Governments”; but “local governments” and “levels of government”.",
    _MANUAL,
)
ORGAN = Rule(
    "capital-organ",
    Severity.WARNING,
    "Organs, offices and the like are written as names",
    "“Secretary-General” has a hyphen and two capitals, “General Assembly”, “Heads of State” and “United Nations” "
    "have two, “the Assembly”, “the Council” and “Internet” one.",
    _MANUAL,
)
RESOLUTION = Rule(
    "capital-resolution",
    Severity.WARNING,
    "“Resolution” and “paragraph” begin with a small letter",
    "“The present resolution”, “paragraph 3 of resolution 55/63”.",
    "adopted texts: 1,500 to 2",
)

OF_THE_COUNCIL = Rule(
    "capital-council",
    Severity.HINT,
    "The Security Council, too, writes “Member States”, “States” and “Government”",
    "Its texts are less strict with capitals than those of other organs, so that it is for the drafter to weigh.",
    "adopted texts of the Security Council: 9 in 10",
)


def _rule_for(rule: Rule, passage: PassageScope) -> Rule:
    """Return the rule as it holds for the organ."""
    return OF_THE_COUNCIL if passage.setting.organ == "Security Council" else rule


_OTHERS = re.compile(
    r"\b(?:federal|its|their|organization’s|Union’s|League’s) $|Commission $|Organization’s $"
)
_MEMBER = re.compile(
    r"\b(?:member states?|Member states?|member[- ]States?(?= of the United Nations\b))\b"
)


@in_passages(MEMBER_STATES, OF_THE_COUNCIL, of=(*RUNNING_TEXT, NOTE))
def member_states(passage: PassageScope) -> Iterator[Finding]:
    """ "Member states" are "Member States"."""
    if "ember" not in passage.words:
        return
    for match in own_matches(_MEMBER, passage.words):
        if _OTHERS.search(passage.words, 0, match.start()):
            continue
        fix = "Member State" + ("s" if match[0].endswith("s") else "")
        yield _rule_for(MEMBER_STATES, passage).found(*match.span(), f"Write “{fix}”.", fix)


_PARTY = re.compile(
    r"\b(?:State (?=Party\b)|States (?=Parties\b)|states? (?=part(?:y|ies) to\b)|states (?=parties\b))\w+"
)
_IN_A_NAME = re.compile(
    r"\b(?:Conferences?|Meetings?|Assembly|Review|Summit|Session) of (?:the )?(?:States Parties and )?$"
    r"|of States Parties and $"
)


@in_passages(STATES_PARTIES, PARTIES, of=RUNNING_TEXT)
def states_parties(passage: PassageScope) -> Iterator[Finding]:
    """ "States Parties" and "states parties" are "States parties"."""
    words = passage.words
    if "art" not in words or ("State" not in words and "state" not in words):
        return
    for match in own_matches(_PARTY, words):
        if _IN_A_NAME.search(words, 0, match.start()):
            continue
        fix = match[0][0].upper() + match[0][1:].replace(" P", " p")
        rule = STATES_PARTIES if match[0][0] == "s" else PARTIES
        yield rule.found(*match.span(), f"Write “{fix}”.", fix)


_STATE = re.compile(
    r"\b(?:[Aa]ll|[Oo]ther|those|developing|third|requesting|coastal|relevant|concerned|sovereign|neighbouring|"
    r"[Uu]pon|[Bb]etween|[Aa]mong|[Ee]ncourages|[Uu]rges|[Ii]nvites|[Rr]equests) (states)\b(?! of\b| parties\b)"
)


@in_passages(STATE, OF_THE_COUNCIL, of=RUNNING_TEXT)
def states(passage: PassageScope) -> Iterator[Finding]:
    """ "All states" are "all States"."""
    if " states" in passage.words:
        for match in own_matches(_STATE, passage.words):
            yield _rule_for(STATE, passage).found(*match.span(1), "Write “States”.", "States")


_REALM = "Republic|Kingdom|Islamic|United|Democratic|Bolivarian|Plurinational|Syrian|Lao|Russian"
_ASKED = "[Aa]ll|[Uu]pon|[Ee]ncourages|[Ii]nvites|[Uu]rges|[Rr]equests|[Oo]ther"
_GOVERNMENT = re.compile(
    rf"\b(?:(government)(?= of (?:[A-Z]|the (?:{_REALM})\b))|(?:{_ASKED}) (governments)(?! at all levels| and local))\b"
)


@in_passages(GOVERNMENT, OF_THE_COUNCIL, of=RUNNING_TEXT)
def governments(passage: PassageScope) -> Iterator[Finding]:
    """ "The government of Mali" is "the Government of Mali"."""
    if "government" in passage.words:
        for match in own_matches(_GOVERNMENT, passage.words):
            group = 1 if match[1] else 2
            fix = match[group].capitalize()
            yield _rule_for(GOVERNMENT, passage).found(*match.span(group), f"Write “{fix}”.", fix)


_NAMES = (
    "General Assembly", "Security Council", "Human Rights Council", "Economic and Social Council",
    "International Court of Justice", "United Nations", "Trusteeship Council", "Secretary-General",
    "Under-Secretary-General", "Deputy Secretary-General",
    "Universal Declaration of Human Rights", "Charter of the United Nations", "Heads of State", "Heads of Government",
    "Internet", "the Assembly", "the Council",
)  # fmt: skip
_NAME = re.compile(
    r"(?<![\w/.@-])(?:"
    + "|".join(re.escape(name).replace(r"\ ", r"\s").replace(r"\-", r"[-‑ ]") for name in _NAMES)
    + r")(?![\w.])",
    re.IGNORECASE,
)
_RIGHT = {name.lower().replace("-", " "): name for name in _NAMES}


@in_passages(ORGAN, of=(*RUNNING_TEXT, NOTE))
def organs(passage: PassageScope) -> Iterator[Finding]:
    """ "Secretary General" is "Secretary-General"."""
    words = passage.words
    for match in own_matches(_NAME, words):
        plain = re.sub(r"\s", " ", match[0].replace("‑", "-"))
        right = _RIGHT[plain.lower().replace("-", " ")]
        if (
            plain in (right, right[0].upper() + right[1:], right.replace("Heads", "heads"))
            or plain.isupper()
            or _of_others(words, match)
        ):
            continue
        if right.startswith("the ") and plain[:1] == "T":
            right = f"T{right[1:]}"
        yield ORGAN.found(*match.span(), f"Write “{right}”.", right)


def _of_others(words: str, match: re.Match[str]) -> bool:
    """Return whether it is no name here: “a general assembly of its members”, “Secretary General of” another body."""
    before = words[max(0, match.start() - 3) : match.start()]
    if before.endswith((" a ", "an ")):
        return True
    after = words[match.end() : match.end() + 12]
    return (
        match[0].startswith("Secretary")
        and re.match(r" of (?:the )?(?!United Nations)[A-Z]", after) is not None
    )


_RESOLUTION = re.compile(
    r"(?<=[a-z] )(Resolutions?)(?= \d| [A-Z] )|\b(?:this|present|its|draft) (Resolutions?)\b|"
    r"(?<=[a-z,] )(Paragraphs?)(?= \d)"
)


@in_passages(RESOLUTION, OF_THE_COUNCIL, of=RUNNING_TEXT)
def small_resolution(passage: PassageScope) -> Iterator[Finding]:
    """ "The present Resolution" is "the present resolution"."""
    for match in own_matches(_RESOLUTION, passage.words):
        group = next(n for n in (1, 2, 3) if match[n])
        fix = match[group].lower()
        yield _rule_for(RESOLUTION, passage).found(*match.span(group), f"Write “{fix}”.", fix)
