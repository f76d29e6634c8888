"""Words that are wrong are told with the right ones, and what only looks like them is left alone."""

from __future__ import annotations

import pytest

from resolution.checks import Problem, check
from resolution.recognition import recognizer as plain

AROUND = "The General Assembly,\n\nRecalling that {},\n\n1. Decides to act."
COUNCIL = AROUND.replace("General Assembly", "Security Council")


def told(words: str, code: str = "", around: str = AROUND) -> list[Problem]:
    problems = check(plain.read_text(around.format(words)).resolution)
    return [p for p in problems if p.code == code or (not code and p.severity != "hint")]


def mended_words(words: str, code: str) -> str:
    """Return the words with the fixes of one rule made."""
    start = len("Recalling that ")
    for problem in reversed(told(words, code)):
        assert problem.where == "PP1" and problem.fix is not None
        words = words[: problem.start - start] + problem.fix + words[problem.end - start :]
    return words


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        ("per-cent", "10% of them and 3.5 percent of us", "10 per cent of them and 3.5 per cent of us"),
        ("thousands", "the 12000 persons and 3500 children", "the 12,000 persons and 3,500 children"),
        ("number-in-words", "they held 3 meetings", "they held three meetings"),
        ("number-in-figures", "it took twelve months and twenty-one days", "it took 12 months and 21 days"),
        ("ordinal", "at its 75th session they met", "at its seventy-fifth session they met"),
        ("time-of-day", "they met from 9:30 am to 1 PM there", "they met from 9.30 a.m. to 1 p.m. there"),
        ("date-form", "on December 4, 2000 it met", "on 4 December 2000 it met"),
        ("date-form", "on the 4th of December 2000 it met", "on 4 December 2000 it met"),
        ("date-form", "on 4 Dec. 2000 and 15 March, 2020 it met", "on 4 December 2000 and 15 March 2020 it met"),
        ("date-form", "on 2000-12-04 it met", "on 4 December 2000 it met"),
        ("date-form", "on 24/12/2000 it met", "on 24 December 2000 it met"),
        ("decade", "since the 1990’s they met", "since the 1990s they met"),
        ("hyphen-space", "the open -ended group and long- term plans", "the open-ended group and long-term plans"),
        ("abbreviation", "States, e.g. islands & others, don’t act", "States, for example islands and others, do not act"),
        ("abbreviation", "para. 3 stands", "paragraph 3 stands"),
        ("operative-paragraph", "operative paragraph 3 and OP4 stand", "paragraph 3 and paragraph 4 stand"),
        ("present-resolution", "this resolution stands", "the present resolution stands"),
        ("un-abbreviated", "the UN acts", "the United Nations acts"),
        ("accent", "its role vis-a-vis them", "its role vis-à-vis them"),
        ("doubled-word", "the the aim of of peace", "the aim of peace"),
        ("compound", "capacity building by non governmental bodies", "capacity-building by non-governmental bodies"),
        ("compound-form", "socio-economic and sub-regional aims", "socioeconomic and subregional aims"),
        ("doubled-mark", "peace,, which they seek", "peace, which they seek"),
        ("spacing", "peace ,which they ( all ) seek", "peace, which they (all) seek"),
        ("double-space", "peace  and security", "peace and security"),
        ("straight-quote", 'the "culture of peace" is the Assembly\'s', "the “culture of peace” is the Assembly’s"),
        ("quote-comma", "the item “Peace,” which it took", "the item “Peace”, which it took"),
        ("dash", "all three - peace, security and rights - matter", "all three – peace, security and rights – matter"),
        ("dash", "all three—peace among them—matter", "all three – peace among them – matter"),
        ("year-range", "the period 2018-2021 and 15-24 years", "the period 2018–2021 and 15–24 years"),
        ("range-words", "from 2018–2021 they met", "from 2018 to 2021 they met"),
        ("range-words", "between 2018-2021 they met", "between 2018 and 2021 they met"),
        ("serial-comma", "peace, security, and development matter", "peace, security and development matter"),
        ("capital-member-states", "all member states and Member states act", "all Member States and Member States act"),
        ("capital-states-parties", "states parties to it act", "States parties to it act"),
        ("capital-parties", "States Parties to it act", "States parties to it act"),
        ("capital-state", "all states act", "all States act"),
        ("capital-government", "the government of Mali and all governments act", "the Government of Mali and all Governments act"),
        ("capital-organ", "the Secretary General tells the general assembly", "the Secretary-General tells the General Assembly"),
        ("capital-organ", "heads of state use the internet", "Heads of State use the Internet"),
        ("capital-resolution", "its Resolution 55/63 stands", "its resolution 55/63 stands"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_put_right(code: str, wrong: str, right: str) -> None:
    if code == "serial-comma":  # a list ends before a mark or a preposition
        wrong, right = (
            wrong.replace(" matter", " in the world"),
            right.replace(" matter", " in the world"),
        )
    assert mended_words(wrong, code) == right
    assert told(right, code) == []


@pytest.mark.parametrize(
    "words",
    [
        "short- and long-term plans, age- and gender-sensitive ones, intra- and interfaith dialogue",
        "the economic dimensions – social and environmental – were met",
        "it had had a positive impact",
        "resolutions 1325 (2000) and 2231 (2015), 65/230 and S-19/1 stand",
        "from 9.30 a.m. to 1 p.m. on 3 and 4 December 2020 it met",
        "its 81st plenary meeting and its 10th and 11th meetings were held",
        "the member States of the League and its member States acted",
        "the federal member states of the country acted",
        "the Conference of the States Parties to the Convention met",
        "local governments, levels of government and government officials acted",
        "the state of the oceans and the rule of law were seen",
        "an item entitled “Gaza ten years later: 10% of all member states” was taken up",
        "the sum of 50 million dollars, 10,000 persons and the year 2020 stand",
        "the (COVID-19) pandemic and the 2030 Agenda (2016–2025) stand",
        "general comment No. 16 and the Convention, 1930 (No. 29) stand",
        "it acts, inter alia, ad hoc and vis-à-vis others",
        "the follow-up and to follow up on it matter",
        "States in the short, medium and long term, and to counter terrorism, act",
        "people’s and States’ rights and the Assembly’s own are kept",
        "Georgia v. Russia (II) was heard",
        "the first group, the second and the third acted, and the fourth did not",
    ],
)  # fmt: skip
def test_what_is_right_is_left_alone(words: str) -> None:
    assert told(words) == []


@pytest.mark.parametrize("code", ["capital-member-states", "capital-state", "capital-resolution"])
def test_the_security_council_is_given_hints_alone(code: str) -> None:
    words = "all member states and all states recall its Resolution 1325 (2000)"
    assert told(words, code) != []
    assert told(words, code, COUNCIL) == []
    assert len(told(words, "capital-council", COUNCIL)) == 3


def test_half_a_pair_and_a_day_that_is_none_are_told() -> None:
    (problem,) = told("the item “Peace was taken up", "unpaired")
    assert problem.fix is None and "“" in problem.message
    (problem,) = told("on 31 June 2020 it met", "no-such-day")
    assert problem.message == "There is no 31 June 2020."
