"""Problems and rules are told so that one can read them, and the users' list of rules is the one of the code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from resolution.checks import Problem, Severity, all_rules, applying
from resolution.checks.rates import Rate, often
from resolution.checks.reporting import (
    counted,
    few_apply,
    problems_as_json,
    problems_as_text,
    rules_as_json,
    rules_as_page,
    rules_as_text,
)

PAGE = Path(__file__).parents[3] / "docs" / "rules.md"
ONE = Problem("final-mark", Severity.WARNING, "This paragraph should end with a comma.", "PP2", 3, 4, "A source", ",", 3)  # fmt: skip


def test_a_problem_is_read_with_place_severity_message_fix_and_source() -> None:
    text = problems_as_text([ONE, replace(ONE, severity=Severity.ERROR, fix=None)])
    assert text.splitlines() == [
        "PP2          warning  This paragraph should end with a comma. Fix: “,”.",
        "                      A source [final-mark]",
        "PP2          error    This paragraph should end with a comma.",
        "                      A source [final-mark]",
        "1 error, 1 warning.",
    ]
    space = replace(ONE, fix=" ")
    assert "Fix: a space." in problems_as_text([space])  # else nobody would see it
    assert problems_as_text([]) == "No problems were found."
    assert counted([]) == "no problems"


def test_scripts_get_the_fields_that_they_hold_on_to() -> None:
    assert problems_as_json([ONE]) == [
        {
            "code": "final-mark",
            "severity": "warning",
            "message": "This paragraph should end with a comma.",
            "where": "PP2",
            "start": 3,
            "end": 4,
            "fix": ",",
            "source": "A source",
        }
    ]


def test_every_rule_is_listed_with_its_facts() -> None:
    listed, page, text = rules_as_json(), rules_as_page(), rules_as_text()
    assert [each["code"] for each in listed] == [rule.code for rule in all_rules()]
    for rule in all_rules():
        for said in (rule.title, rule.severity.value, rule.source):
            assert said in page
            assert said in " ".join(text.split())
        assert rule.why in page


def test_every_rule_is_listed_with_its_languages() -> None:
    listed = {each["code"]: each["languages"] for each in rules_as_json()}
    assert listed["final-mark"] == ["en"]
    assert listed["empty-clause"] == ["all"]
    rows = {
        row.split("`")[1]: row.split(" | ") for row in rules_as_page().splitlines() if "`" in row
    }
    assert rows["final-mark"][3] == "English"
    assert rows["label"][3] == "English, Spanish, French, Russian, Chinese"
    assert rows["empty-clause"][3] == "All languages"
    assert " ".join(rules_as_text().split()).count("Applies to:") == len(all_rules())


def test_it_is_said_how_many_rules_apply_to_a_language() -> None:
    assert few_apply("en") == few_apply("en-GB") == ""
    number, of = len(applying("ar")), len(all_rules())
    assert few_apply("ar") == f"Only {number} of {of} rules apply to Arabic."
    assert few_apply("xx") == f"Only {number} of {of} rules apply to this text’s language."


def test_the_list_in_the_documents_is_up_to_date() -> None:
    said = (
        "docs/rules.md is not what the code says: resolution-drafter check --rules -o docs/rules.md"
    )
    assert PAGE.read_text(encoding="utf-8") == rules_as_page(), said


def test_how_often_a_rule_fires_is_said_in_words() -> None:
    assert str(Rate(3, 5, 1_234)) == "in 3 of 1,234 adopted texts"
    assert str(Rate(0, 0, 1_234)) == "in none of 1,234 adopted texts"
    assert often("no-such-rule") == ""
