"""Citations are held against the register: days, numbers, titles, owners, series."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from precedent_corpus.store.register import Register
from resolution.checks import Problem, check
from resolution.checks.cited import cited_in, series_in, spaced_like, span_of
from resolution.model import Block, Division, Kind, Masthead, Resolution, Status
from resolution.text import make

CODES = {
    "cited-date", "cited-session", "cited-year", "cited-form", "cited-title",
    "own-resolution", "series-order", "series-date", "newer-resolution",
}  # fmt: skip


@pytest.fixture(scope="module")
def register() -> Register:
    return Register()


def told(
    words: str, register: Register, organ: str = "General Assembly", **head: object
) -> list[Problem]:
    block = Block(Kind.PREAMBULAR, make(words))
    masthead = Masthead(Status.DRAFT, organ=organ, **head)  # type: ignore[arg-type]
    resolution = Resolution(masthead, (Division(blocks=(block,)),))
    return [problem for problem in check(resolution, register) if problem.code in CODES]


@pytest.mark.parametrize(
    ("code", "words", "wrong", "fix"),
    [
        ("cited-date", "Recalling its resolution 65/230 of 22 December 2010,", "22 December 2010", "21 December 2010"),
        ("cited-date", "Recalling its resolutions 56/19 of 29 November 2001 and 57/53 of 2 November 2002,", "2 November 2002", "22 November 2002"),
        ("cited-date", "Recalling Security Council resolution 1325 (2000) of 30 October 2000,", "30 October 2000", "31 October 2000"),
        ("cited-date", "Recalling also, in this regard, resolution 65/230 of 22 December 2010,", "22 December 2010", "21 December 2010"),
        ("cited-session", "Recalling its resolution 65/999 of 21 December 2016,", "21 December 2016", "21 December 2010"),
        ("cited-year", "Recalling Security Council resolution 1325 (2001) of 31 October 2000,", "1325 (2001)", "1325 (2000)"),
        ("cited-year", "Recalling Security Council resolution 1325 on women and peace and security,", "1325", "1325 (2000)"),
        ("cited-form", "Recalling Security Council resolution 1325(2000) of 31 October 2000,", "1325(2000)", "1325 (2000)"),
        ("cited-form", "Recalling its resolution A/RES/65/230 of 21 December 2010,", "A/RES/65/230", "65/230"),
        ("cited-form", "Recalling Security Council resolution 1325/2000 on women,", "1325/2000", "1325 (2000)"),
        ("cited-title", "Recalling its resolution 75/160 of 16 December 2020, entitled “Intensifying efforts for the elimination of female genital mutilation”,", "Intensifying efforts for the elimination of female genital mutilation", "Intensifying global efforts for the elimination of female genital mutilation"),
        ("cited-title", "Reaffirming its resolution 70/1 of 25 September 2015, entitled “Transforming the world: the 2030 Agenda for Sustainable Development”,", "Transforming the world: the 2030 Agenda for Sustainable Development", "Transforming our world: the 2030 Agenda for Sustainable Development"),
        ("own-resolution", "Recalling its resolution 1325 (2000) of 31 October 2000,", "its", "Security Council"),
        ("series-order", "Recalling its resolutions 57/53 of 22 November 2002 and 56/19 of 29 November 2001,", "57/53 of 22 November 2002 and 56/19 of 29 November 2001", "56/19 of 29 November 2001 and 57/53 of 22 November 2002"),
        ("series-date", "Recalling its resolutions 56/19 of 29 November 2001, 57/53 and 58/32 of 8 December 2003,", "57/53", "57/53 of 22 November 2002"),
        ("newer-resolution", "Recalling its resolution 75/160 of 16 December 2020,", "75/160 of 16 December 2020", "79/153 of 17 December 2024"),
    ],
)  # fmt: skip
def test_what_contradicts_the_register_is_told_with_what_is_right(
    code: str, words: str, wrong: str, fix: str, register: Register
) -> None:
    found = [problem for problem in told(words, register) if problem.code == code]
    assert [(words[p.start : p.end], p.fix) for p in found] == [(wrong, fix)]


@pytest.mark.parametrize(
    ("organ", "words", "number"),
    [
        ("General Assembly", "Recalling its resolution 2005/20 of 22 July 2005,", "2005/20"),
        ("General Assembly", "Recalling Security Council resolution 65/230,", "65/230"),
        ("Economic and Social Council", "Recalling its resolution 65/230,", "65/230"),
    ],
)
def test_a_number_of_another_organs_form_is_told(
    organ: str, words: str, number: str, register: Register
) -> None:
    found = [p for p in told(words, register, organ) if p.code == "cited-form"]
    assert [words[p.start : p.end] for p in found] == [number]


@pytest.mark.parametrize(
    ("organ", "words"),
    [
        ("General Assembly", "Recalling its resolution 65/230 of 21 December 2010,"),
        ("General Assembly", "Recalling its resolutions 60/180 and 60/181 of 20 December 2005,"),
        ("General Assembly", "as outlined by the Security Council in its resolution 2347 (2017) of 24 March 2017,"),
        ("General Assembly", "as the Human Rights Council decided in its resolution 42/22 of 26 September 2019,"),
        ("General Assembly", "Recalling Commission on Narcotic Drugs resolution 61/2 of 16 March 2018,"),
        ("General Assembly", "Recalling resolution 28/3 of 24 May 2019 of the Commission,"),
        ("General Assembly", "Recalling decision 65/230 of 22 December 2010,"),
        ("Human Rights Council", "Stressing that, in its resolution 48/141 of 20 December 1993, the General Assembly decided,"),
        ("Human Rights Council", "Recalling its resolutions 5/1 and 5/2 of 18 June 2007,"),
        ("Security Council", "Recalling its resolutions 1325 (2000) and 2242 (2015),"),
        ("Security Council", "Recalling its resolution A/RES/76/3 on the matter,"),
    ],
)  # fmt: skip
def test_what_is_right_or_cannot_be_known_is_not_told(
    organ: str, words: str, register: Register
) -> None:
    assert told(words, register, organ) == []


def test_the_message_says_the_day_in_one_plain_sentence(register: Register) -> None:
    (problem,) = told(
        "Recalling its resolution 75/160 of 15 December 2020,", register, adopted=date(2021, 1, 1)
    )
    assert problem.message == "Resolution 75/160 was adopted on 16 December 2020."


def test_a_text_is_not_asked_for_what_came_after_it(register: Register) -> None:
    words = "Recalling its resolution 75/160 of 16 December 2020,"
    assert told(words, register, issued=date(2021, 3, 1)) == []
    assert told(words, register, session="Seventy-fifth session") == []


def test_a_draft_is_not_told_of_the_resolution_that_it_became(register: Register) -> None:
    words = "Recalling its resolution 75/160 of 16 December 2020,"
    title = register.title("75/160", "General Assembly")
    head = Masthead(Status.DRAFT, organ="General Assembly", session="Seventy-seventh session")
    draft = Resolution(head, (Division(blocks=(Block(Kind.PREAMBULAR, make(words)),)),))
    same = replace(draft, divisions=(replace(draft.main, title=make(title)),))
    found = [[p.fix for p in check(text, register) if p.code in CODES] for text in (draft, same)]
    assert found == [["77/195 of 15 December 2022"], []]


def test_a_wrong_day_is_not_told_as_a_series_out_of_order_too(register: Register) -> None:
    words = "Recalling its resolutions 56/19 of 29 November 2003 and 57/53 of 22 November 2002,"
    assert [problem.code for problem in told(words, register)] == ["cited-date"]


def test_a_day_that_only_its_session_contradicts_is_the_registers_slip_not_the_texts(
    register: Register,
) -> None:
    assert register.adoption_date("73/287", "General Assembly") == date(2018, 4, 15)
    assert told("Recalling its resolution 73/287 of 15 April 2019,", register) == []


def test_a_session_says_when_its_resolutions_were_adopted() -> None:
    assert span_of("65/230", "General Assembly") == (date(2010, 9, 5), date(2011, 9, 25))
    assert span_of("57/12", "Human Rights Council") == (date(2024, 1, 1), date(2024, 12, 31))
    assert span_of("2231 (2015)", "Security Council") == (date(2015, 1, 1), date(2015, 12, 31))
    assert span_of("61/2", "Commission on Narcotic Drugs") is None


def test_a_series_ends_where_other_words_come_between() -> None:
    words = "its resolutions 55/63 of 4 December 2000, 56/121 of 19 December 2001 and its resolution 57/239,"
    (series,) = series_in(words, "General Assembly")
    assert [cited.number for cited in series] == ["55/63", "56/121"]
    assert len(cited_in(words, "General Assembly")) == 3


def test_a_fix_keeps_the_spaces_that_do_not_break() -> None:
    assert spaced_like("4\xa0December 2000", "19 December 2001") == "19\xa0December 2001"
    assert spaced_like("4 December", "19 December 2001") == "19 December 2001"
