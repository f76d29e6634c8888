"""Sponsors, names of States, and a heading that agrees with itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from precedent_corpus.store.register import Register
from resolution.checks import Problem, apply_fix, check
from resolution.formats.akn import reader as akn
from resolution.model import Block, Division, Kind, Masthead, Resolution, Status
from resolution.sponsors import parse, unknown
from resolution.text import make
from tests.resolution.checks.spoiling import with_sponsors

NOW = date(2026, 10, 1)


def draft(*sponsors: str, **head: Any) -> Resolution:
    given: dict[str, Any] = {
        "organ": "General Assembly",
        "issued": NOW,
        "session": "Eighty-first session",
    }
    return Resolution(Masthead(Status.DRAFT, sponsors=sponsors, **{**given, **head}))


def told(resolution: Resolution, *begin: str) -> list[Problem]:
    return [
        p for p in check(resolution) if p.code.startswith(begin or ("sponsor", "heading", "old"))
    ]


@pytest.mark.parametrize(
    ("given", "official"),
    [
        ("Turkey", "Türkiye"),
        ("Swaziland", "Eswatini"),
        ("Czech Republic", "Czechia"),
        ("The former Yugoslav Republic of Macedonia", "North Macedonia"),
        ("Cape Verde", "Cabo Verde"),
        ("Iran", "Iran (Islamic Republic of)"),
        ("the United States", "United States of America"),
        ("Netherlands", "Netherlands (Kingdom of the)"),
        ("Kazahkstan", "Kazakhstan"),
    ],
)
def test_a_sponsor_has_its_official_name(given: str, official: str) -> None:
    resolution = draft("Albania", given) if official > "B" else draft(given)
    (problem,) = told(resolution, "sponsor-name")
    assert (problem.where, problem.field, problem.fix) == ("sponsors", "sponsors", official)
    again = apply_fix(resolution, problem)
    assert again is not None and again.masthead.sponsors == ("Albania", official)


def test_an_old_draft_has_the_names_of_its_day() -> None:
    then = {"issued": date(2001, 11, 2), "session": "Fifty-sixth session"}
    assert told(draft("Cape Verde", "Czech Republic", "Swaziland", "Turkey", **then)) == []


def test_sponsors_stand_in_alphabetical_order_once_each() -> None:
    resolution = draft("Albania", "Peru", "Chad", "Togo", "Togo")
    order, again = told(resolution)
    assert (order.code, again.code) == ("sponsor-order", "sponsor-twice")
    assert order.message == "Peru is not in its place in the alphabet."
    assert order.fix == "Albania, Chad, Peru, Togo, Togo"
    one = apply_fix(resolution, again)
    assert one is not None and one.masthead.sponsors == ("Albania", "Peru", "Chad", "Togo")


def test_observers_stand_at_the_end_or_in_the_alphabet() -> None:
    assert told(draft("Algeria", "Yemen", "State of Palestine")) == []
    assert told(draft("Algeria", "State of Palestine", "Yemen")) == []


def test_who_is_no_member_is_told_a_group_is_not() -> None:
    (problem,) = told(draft("Ruritania"))
    assert (
        problem.message
        == "“Ruritania” is no Member State or observer of the United Nations by this name."
    )
    group = "Guyana (on behalf of the States Members of the United Nations that are members of the Group of 77 and China)"
    assert told(draft(group)) == []
    assert told(draft("submitted by the Vice-Chair of the Committee")) == []


def test_an_old_name_in_the_text_is_told_but_not_in_a_quotation() -> None:
    words = "Recalling the meeting held in Istanbul, Turkey, and the report entitled “Turkey”, and Cyprus v. Turkey,"
    blocks = (Block(Kind.PREAMBULAR, make(words)),)
    head = Masthead(organ="General Assembly", issued=NOW)
    (problem,) = told(Resolution(head, (Division(blocks=blocks),)), "old-name")
    assert (words[problem.start : problem.end], problem.fix) == ("Turkey", "Türkiye")
    assert problem.message == "Turkey is called Türkiye since 1 June 2022."
    then = Masthead(organ="General Assembly", adopted=date(2020, 12, 16))
    assert told(Resolution(then, (Division(blocks=blocks),)), "old-name") == []


@pytest.mark.parametrize(
    ("head", "code", "fix"),
    [
        ({"symbol": "A/C.3/80/L.9"}, "heading-session", "Eightieth"),
        ({"symbol": "A/C.3/81/L.9", "committee": "Second Committee"}, "heading-committee", "Third Committee"),
        ({"symbol": "S/2026/9", "session": ""}, "heading-organ", "Security Council"),
        ({"symbol": "A/RES/81/9", "number": "81/8", "status": Status.ADOPTED}, "heading-number", "81/9"),
        ({"symbol": "A/C.3/81/L.9", "issued": date(2024, 10, 1)}, "heading-date", None),
        ({"symbol": "A/RES/81/9", "adopted": date(2025, 12, 1)}, "heading-date", None),
    ],
)  # fmt: skip
def test_a_heading_agrees_with_itself(head: dict[str, Any], code: str, fix: str | None) -> None:
    given: dict[str, Any] = {
        "status": Status.DRAFT,
        "organ": "General Assembly",
        "session": "Eighty-first session",
    }
    resolution = Resolution(Masthead(**{**given, **head}))
    found = told(resolution)
    assert [(p.code, p.fix) for p in found] == [(code, fix)]
    if fix:
        again = apply_fix(resolution, found[0])
        assert again is not None and told(again) == []


def test_heading_and_closing_line_give_the_same_day() -> None:
    head = Masthead(heading="Resolution adopted by the General Assembly on 16 December 2020")
    closing = ("46th plenary meeting", "17 December 2020")
    (problem,) = told(Resolution(head, (Division(closing=closing),)), "heading-day")
    assert (problem.field, problem.fix) == ("heading", "17 December 2020")


def test_an_item_of_another_committee_is_a_hint() -> None:
    given: dict[str, Any] = {
        "symbol": "A/C.3/75/L.9",
        "session": "Seventy-fifth session",
        "issued": None,
    }
    for item, said in (
        ("103 (v)", "The First Committee reported on item 103 (v) of session 75."),
        (
            "112",
            "Item 112 of session 75 was taken up in plenary, without reference to a Main Committee.",
        ),
    ):
        wrong = draft(committee="Third Committee", agenda_item=item, **given)
        found = [p.message for p in check(wrong, Register()) if p.code == "item-committee"]
        assert found == [said]


def test_sponsors_of_adopted_drafts_pass(corpus_files: list[Path]) -> None:
    texts = (akn.read(path).resolution for path in corpus_files if path.parent.name == "English")
    sponsored = [text for text in map(with_sponsors, texts) if text.masthead.sponsors]
    wrong = [text.masthead.symbol for text in sponsored if told(text, "sponsor")]
    assert len(sponsored) > 200 and len(wrong) < len(sponsored) / 100


def test_old_names_are_taken_apart_in_a_list_too() -> None:
    assert parse("Serbia and Turkey") == ("Serbia", "Turkey")
    assert unknown(parse("Holy See")) == ()
