"""Each rule finds what it is for, and adopted texts pass."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from resolution.checks import Problem, check
from resolution.formats.akn import reader as akn
from resolution.recognition import recognizer as plain
from tests.resolution.checks.known import NothingKnown

OPENING = "The General Assembly,\n\n"


class OneResolution(NothingKnown):
    """A record that knows one resolution of the General Assembly."""

    def adoption_date(self, cited: str, organ: str) -> date | None:
        known = (cited, organ) == ("65/230", "General Assembly")
        return date(2010, 12, 21) if known else None


def problems(words: str, record: OneResolution | None = None) -> list[Problem]:
    return check(plain.read_text(words).resolution, record)


@pytest.mark.parametrize(
    ("code", "where", "fix", "words"),
    [
        ("opening-missing", "opening", None, "Recalling its resolution 65/230,\n\n1. Decides to act."),
        ("final-mark", "PP1", ",", OPENING + "Recalling its resolution 65/230;\n\n1. Decides to act."),
        ("final-mark", "OP1", ";", OPENING + "Recalling it,\n\n1. Notes this.\n\n2. Decides to act."),
        ("final-mark", "OP2", ".", OPENING + "Recalling it,\n\n1. Notes this;\n\n2. Decides to act;"),
        ("lead-part", "OP1", None, OPENING + "Recalling it,\n\n1. Noting this;\n\n2. Decides to act."),
        ("lead-indicative", "OP1", "Requests", OPENING + "Recalling it,\n\n1. Request the Secretary-General to report."),
        ("fragment", "PP2", None, OPENING + "Recalling it,\n\nthereby increasing the capacity of States,\n\n1. Decides to act."),
        ("label", "OP3", "2.", OPENING + "Recalling it,\n\n1. Notes this;\n\n3. Decides to act."),
    ],
)  # fmt: skip
def test_a_rule_finds_what_it_is_for(code: str, where: str, fix: str | None, words: str) -> None:
    found = [p for p in problems(words) if p.code == code]
    assert [(p.where, p.fix) for p in found] == [(where, fix)]
    assert found[0].source and found[0].message.endswith(".")
    assert where == "opening" or found[0].line is not None  # else nobody could go there


def test_a_text_in_good_order_has_no_problem() -> None:
    words = "Recalling its resolution 65/230 of 21 December 2010,\n\n1. Notes this:\n\n(a) One;\n\n(b) Two;\n\n2. Decides to act."
    assert problems(OPENING + words, OneResolution()) == []


def test_a_wrong_date_is_told_with_the_right_one() -> None:
    words = OPENING + "Recalling its resolution 65/230 of 22 December 2010,\n\n1. Decides to act."
    (problem,) = problems(words, OneResolution())
    assert (problem.code, problem.fix) == ("cited-date", "21 December 2010")
    assert "Recalling its resolution 65/230 of 22 December 2010,"[problem.start : problem.end] == (
        "22 December 2010"
    )


@pytest.mark.parametrize(
    "cited",
    [
        "Commission on the Status of Women resolution 65/230 of 22 December 2010",
        "resolution 65/230 of 22 December 2010 of the Commission",
        "its resolution 65/231 of 22 December 2010",
    ],
)
def test_what_the_record_cannot_know_is_left_alone(cited: str) -> None:
    words = f"{OPENING}Recalling {cited},\n\n1. Decides to act."
    assert problems(words, OneResolution()) == []


def test_without_a_record_citations_are_not_judged() -> None:
    words = OPENING + "Recalling its resolution 65/230 of 22 December 2010,\n\n1. Decides to act."
    assert problems(words) == []


def test_adopted_texts_pass(corpus_files: list[Path]) -> None:
    english = [path for path in corpus_files if path.parent.name == "English"]
    chosen = Random(7).sample(english, min(60, len(english)))
    told = Counter(p.severity for path in chosen for p in check(akn.read(path).resolution))
    assert told["error"] <= 1
    assert told["warning"] < 1.5 * len(chosen)
