"""What a delegate wants to know: money, reports, decisions, the Council's last paragraph."""

from __future__ import annotations

import pytest

from resolution.checks import Problem, check
from resolution.model import Block, Division, Kind, Masthead, Resolution, Status
from resolution.text import make
from tests.resolution.checks.known import NothingKnown

CODES = {
    "budget-implications",
    "existing-resources",
    "report-when",
    "decision-verb",
    "remain-seized",
}


def told(*words: str, organ: str = "General Assembly") -> list[Problem]:
    blocks = tuple(Block(Kind.OPERATIVE, make(said)) for said in words)
    problems = check(Resolution(Masthead(organ=organ), (Division(blocks=blocks),)))
    return [problem for problem in problems if problem.code in CODES]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Requests the Secretary-General to convene a meeting of experts in Geneva;", "budget-implications"),
        ("Decides to establish a working group on the subject;", "budget-implications"),
        ("Requests him to do so within existing resources;", "existing-resources"),
        ("Requests the Secretary-General to submit a report on the implementation of the present resolution.", "report-when"),
        ("Establishes a working group;", "decision-verb"),
    ],
)  # fmt: skip
def test_a_delegate_is_told(words: str, code: str) -> None:
    found = told(words)
    assert [problem.code for problem in found] == [code]
    assert found[0].severity == "hint"


@pytest.mark.parametrize(
    "words",
    [
        "Requests the Secretary-General to submit to the General Assembly at its seventy-seventh session a report on the present resolution.",
        "Requests the Secretary-General to report annually to the Commission;",
        "Requests the Secretary-General to convene a meeting, to be financed by voluntary contributions;",
        "Extends its condolences to the families of the victims;",
        "Decides to include the item in the provisional agenda of its seventy-seventh session.",
    ],
)  # fmt: skip
def test_what_is_said_already_is_not_told(words: str) -> None:
    assert told(words) == []


def test_a_verb_that_leaves_a_decision_open_is_mended() -> None:
    (problem,) = told("Resolves to remain vigilant;")
    assert problem.fix == "Decides to"


def test_the_security_council_remains_seized_in_its_last_paragraph() -> None:
    organ = "Security Council"
    first, seized = "Urges restraint;", "Decides to remain seized of the matter."
    assert told(first, seized, organ=organ) == []
    assert [p.where for p in told(first, "Urges more of it.", organ=organ)] == ["OP2"]
    assert [
        p.where
        for p in told(first, "Decides to remain seized of the matter;", "Urges more.", organ=organ)
    ] == ["OP2"]
    assert told(first, "Urges more of it.") == []


class Voted(NothingKnown):
    """A record of a text that was voted on, all of whose paragraphs speak of a vote."""

    def voted(self, words: str, language: str) -> str:
        return "A/RES/55/63, by 79-60-33" if "vote" in words else ""


def by_vote(count: int, status: Status = Status.DRAFT) -> list[tuple[str, str]]:
    said = [f"Notes the paragraph {n}, which was put to the vote;" for n in range(count)]
    blocks = tuple(Block(Kind.OPERATIVE, make(words)) for words in said)
    text = Resolution(Masthead(status, "General Assembly"), (Division(blocks=blocks),))
    problems = check(text, Voted())
    return [(p.where, p.message) for p in problems if p.code == "voted-wording"]


def test_wording_adopted_only_by_vote_is_a_hint() -> None:
    message = "This wording was adopted only by vote: A/RES/55/63, by 79-60-33."
    assert by_vote(2) == [("OP1", message), ("OP2", message)]


def test_many_paragraphs_of_one_vote_are_told_in_one() -> None:
    message = (
        "The wording of 4 paragraphs was adopted only by vote (A/RES/55/63, by 79-60-33): "
        "OP1, OP2, OP3, OP4."
    )
    assert by_vote(4) == [("OP1", message)]


def test_an_adopted_text_is_not_told_of_its_vote() -> None:
    assert by_vote(2, Status.ADOPTED) == []
