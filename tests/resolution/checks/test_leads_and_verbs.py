"""Leads in the form of their part, and “also” and “further” where a verb is repeated."""

from __future__ import annotations

import pytest

from resolution.checks import check
from resolution.recognition import recognizer as plain


def found(
    preamble: str, operative: str, organ: str = "General Assembly"
) -> set[tuple[str, str, str | None]]:
    """Return the problems of a text whose paragraphs are given by their openings."""
    above = "\n\n".join(f"{opening} what was done," for opening in preamble.split(" / "))
    below = operative.split(" / ")
    clauses = [
        f"{number}. {opening} what was done{'.' if number == len(below) else ';'}"
        for number, opening in enumerate(below, 1)
    ]
    words = f"The {organ},\n\n{above}\n\n" + "\n\n".join(clauses)
    return {(p.code, p.where, p.fix) for p in check(plain.read_text(words).resolution)}


@pytest.mark.parametrize(
    ("preamble", "operative"),
    [
        ("Recalling / Recalling also / Recalling further / Recalling / Noting", "Decides"),
        ("Recalling", "Notes / Also notes / Further notes / Notes / Decides"),
        ("Deeply concerned at / Noting with concern / Noting with appreciation", "Decides"),
        ("Recalling", "Requests the Secretary-General to do / Requests the Committee to do"),
        ("Welcoming / Welcoming in particular", "Urges States to do / Strongly urges States to do"),
        ("Having considered / Having examined", "Encourages / Encourages further efforts for"),
    ],
)  # fmt: skip
def test_what_is_right_is_left_alone(preamble: str, operative: str) -> None:
    assert {one for one in found(preamble, operative) if one[0] != "final-mark"} == set()


@pytest.mark.parametrize(
    ("preamble", "operative", "problem"),
    [
        ("Recalling / Recalling", "Decides", ("also-preamble", "PP2", "Recalling also")),
        ("Recalling / Recalling also / Recalling", "Decides", ("also-preamble", "PP3", "Recalling further")),
        ("Having considered / Having considered", "Decides", ("also-preamble", "PP2", "Having also considered")),
        ("Recalling", "Notes / Notes", ("also-operative", "OP2", "Also notes")),
        ("Recalling", "Takes note of / Takes note of", ("also-operative", "OP2", "Also takes note")),
        ("Recalling / Recalling further", "Decides", ("also-order", "PP2", "Recalling also")),
        ("Recalling", "Notes / Also notes / Also notes", ("also-order", "OP3", "Further notes")),
        ("Recalling / Noting also", "Decides", ("also-alone", "PP2", "Noting")),
        ("Recalling", "Notes / Also decides", ("also-alone", "OP2", "Decides")),
        ("Recalling / Also recalling", "Decides", ("also-place", "PP2", "Recalling also")),
        ("Recalling", "Notes / Notes also that", ("also-place", "OP2", "Also notes")),
        ("Recalling", "Requests the Secretary-General to do / Requests the Secretary-General to do",
         ("also-perhaps", "OP2", "Also requests")),
        ("Recalling", "Request", ("lead-indicative", "OP1", "Requests")),
        ("Recalling", "Notes / Also request", ("lead-indicative", "OP2", "requests")),
        ("Recalling", "Notes / Decided", ("lead-indicative", "OP2", "Decides")),
        ("Recalling", "Notes / Requesting", ("lead-indicative", "OP2", "Requests")),
        ("Noting / Recalls / Stressing", "Decides", ("lead-participle", "PP2", "Recalling")),
        ("Recognize", "Decides", ("lead-participle", "PP1", "Recognizing")),
        ("Recalling", "Notes / requests", ("lead-capital", "OP2", "Requests")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_the_right_words(
    preamble: str, operative: str, problem: tuple[str, str, str]
) -> None:
    wanted = problem[0]
    assert [one for one in found(preamble, operative) if one[0] == wanted] == [problem]


def test_the_security_council_repeats_as_it_likes() -> None:
    said = found(
        "Recalling / Recalling / Also recalling", "Decides / Decides also", "Security Council"
    )
    assert not [code for code, _, _ in said if code.startswith("also")]


def test_a_heading_begins_anew() -> None:
    words = (
        "The General Assembly,\n\nRecalling it,\n\nI\n\nFirst part\n\n1. Notes one;\n\nII\n\nSecond part\n\n"
        "2. Notes the other."
    )
    assert not [p for p in check(plain.read_text(words).resolution) if p.code.startswith("also")]
