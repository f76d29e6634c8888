"""A text's successor: the draft of another session, and what of it usually changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from resolution.drafting.succession import (
    Base,
    Suggestion,
    Update,
    clause_updates,
    next_series,
    note_updates,
    predecessor,
    series_of,
    successor,
)
from resolution.formats.plain import reader as plain
from resolution.model import Masthead, Status
from resolution.text import plain as words_of

BASE = Base(
    "General Assembly", 74, "74/177", date(2019, 12, 18), "Technical assistance in crime prevention"
)


def unknown(_: str) -> str:
    return ""


def offered(words: str, before: str = "73/186", series: int = 75) -> list[tuple[Update, str]]:
    """Return what is offered in a clause that stands as it stood, as the words it would leave."""
    return [(s.kind, made(words, s)) for s in clause_updates(words, words, BASE, series, before)]


def made(words: str, found: Suggestion) -> str:
    return words[: found.start] + found.new + words[found.end :]


@pytest.mark.parametrize(
    ("symbol", "series"),
    [
        ("A/RES/74/177", 74), ("A/C.3/73/L.9/Rev.1", 73), ("A/74/L.5", 74), ("S/RES/2231 (2015)", 2015),
        ("S/RES/2231(2015)", 2015), ("E/RES/2019/4", 2019), ("A/HRC/RES/57/3", 57), ("A/HRC/57/L.4", 57),
        ("E/CN.15/RES/20/7", 20),
    ],
)  # fmt: skip
def test_a_symbol_tells_the_session_or_the_year(symbol: str, series: int) -> None:
    assert series_of(Masthead(symbol=symbol)) == series


@pytest.mark.parametrize(
    ("organ", "series", "today", "following"),
    [
        ("General Assembly", 80, date(2026, 11, 25), 81),
        ("General Assembly", 74, date(2026, 8, 31), 80),
        ("General Assembly", 81, date(2026, 11, 25), 82),
        ("Human Rights Council", 57, date(2026, 11, 25), 60),
        ("Economic and Social Council", 2025, date(2026, 3, 1), 2026),
        ("Commission on Narcotic Drugs", 63, date(2026, 3, 1), 64),
    ],
)
def test_the_draft_is_for_the_session_of_today(
    organ: str, series: int, today: date, following: int
) -> None:
    assert next_series(organ, series, today) == following


def test_a_series_is_joined_by_the_text_that_the_draft_is_built_on() -> None:
    words = "Recalling its resolutions 72/196 of 19 December 2017 and 73/186 of 17 December 2018, and noting"
    assert offered(words) == [
        (
            Update.SERIES,
            "Recalling its resolutions 72/196 of 19 December 2017, 73/186 of 17 December 2018"
            " and 74/177 of 18 December 2019, and noting",
        )
    ]


def test_the_one_resolution_recalled_gives_way_to_the_latest() -> None:
    assert offered("Recalling its resolution 73/186 of 17 December 2018,") == [
        (Update.SERIES, "Recalling its resolution 74/177 of 18 December 2019,")
    ]
    assert offered("Takes note of the report submitted pursuant to resolution 73/186;") == [
        (Update.SERIES, "Takes note of the report submitted pursuant to resolution 74/177;")
    ]


def test_resolutions_of_other_organs_and_other_subjects_stay() -> None:
    assert offered("Recalling Human Rights Council resolution 73/186,") == []
    assert offered("Recalling its resolution 70/1 of 25 September 2015,") == []


def test_a_citation_made_already_is_not_offered_again() -> None:
    assert (
        offered(
            "Recalling its resolutions 73/186 of 17 December 2018 and 74/177 of 18 December 2019,"
        )
        == []
    )


@pytest.mark.parametrize(
    ("wordings", "before"),
    [
        (["Recalling its previous resolutions, the most recent of which is resolution 73/181 of 17 December 2018,"], "73/181"),
        (["Recalling its resolutions 71/1 of 1 December 2016, 72/2 of 1 December 2017 and 73/3 of 1 December 2018,",
          "Recalling also its resolution 73/90 of 5 December 2018 on another matter and 72/4,"], "73/3"),
        (["Recalling its resolution 73/55 of 5 December 2018,"], "73/55"),
        (["Recalling its resolution 73/55 of 5 December 2018, entitled “Quite another title”,"], ""),
        (["Recalling its resolution 60/1 of 16 September 2005,"], ""),
        (["Reaffirming the Charter of the United Nations,"], ""),
    ],
)  # fmt: skip
def test_the_resolution_before_in_the_series_is_known_by_what_the_text_says(
    wordings: list[str], before: str
) -> None:
    assert predecessor(wordings, BASE, unknown) == before


def test_the_resolution_of_the_same_title_is_the_one_before() -> None:
    def title(cited: str) -> str:
        return {"73/12": "technical assistance in crime prevention", "73/99": "Oceans"}.get(
            cited, ""
        )

    wordings = ["Recalling its resolutions 73/12 of 1 December 2018 and 73/99 of 2 December 2018,"]
    assert predecessor(wordings, BASE, title) == "73/12"


def test_sessions_of_the_organ_move_on_and_those_of_others_stay() -> None:
    asked = "Requests a report to the General Assembly at its seventy-fifth session and to the Commission at its "
    assert offered(asked + "twenty-ninth session;") == [
        (Update.SESSION, asked.replace("fifth", "sixth") + "twenty-ninth session;")
    ]
    assert offered("Notes the Executive Board at its seventy-fourth session;") == []
    assert offered("Recalls the seventy-fifth anniversary of the United Nations;") == []


def test_several_sessions_later_they_move_on_by_as_many() -> None:
    assert offered("Decides to consider it at its seventy-fifth session.", series=81) == [
        (Update.SESSION, "Decides to consider it at its eighty-second session.")
    ]


def test_budget_years_and_counted_years_move_on() -> None:
    assert offered("the period from 1 July 2019 to 30 June 2020;") == [
        (Update.PERIOD, "the period from 1 July 2020 to 30 June 2021;")
    ]
    assert offered("the period from 1 July 2019 to 31 December 2019;") == []
    assert offered("Concerned that, 59 years after the Declaration,") == [
        (Update.COUNT, "Concerned that, 60 years after the Declaration,")
    ]


def test_the_agenda_that_the_organ_decides_on_is_its_own_whatever_is_named_before() -> None:
    words = (
        "Requests a report on the Vienna Programme of Action and the Conference of the Parties, "
        "and decides to include in the provisional agenda of its seventy-fifth session the item;"
    )
    assert offered(words) == [(Update.SESSION, words.replace("seventy-fifth", "seventy-sixth"))]


def test_what_the_drafter_wrote_is_left_alone() -> None:
    wording = "Requests a report at its seventy-fifth session;"
    now = "Requests a report at its seventy-sixth session, and another at its seventy-seventh session;"
    assert list(clause_updates(now, wording, BASE, 75, "")) == []


def test_notes_get_the_records_of_the_session_and_leave_the_number_of_a_report_open() -> None:
    records = "Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 23 (A/74/23), chap. X."
    [found] = note_updates(records, BASE, 75)
    assert made(records, found) == records.replace("Seventy-fourth", "Seventy-fifth").replace(
        "A/74", "A/75"
    )
    [report] = note_updates("See A/74/127 and A/73/5.", BASE, 75)
    assert (report.kind, made("See A/74/127 and A/73/5.", report)) == (
        Update.REPORT,
        "See A/75/… and A/73/5.",
    )


def test_the_draft_carries_every_clause_with_where_it_came_from(seeds: list[Path]) -> None:
    source = plain.read(seeds[0]).resolution
    draft = successor(source, 56)
    assert [words_of(b.text) for b in draft.blocks()] == [words_of(b.text) for b in source.blocks()]
    assert draft.notes == source.notes
    places = [block.origin.paragraph for block in draft.blocks() if block.origin]
    assert places[:2] == ["PP1", "PP2"] and places[-1] == "OP3"
    head = draft.masthead
    assert (head.status, head.session, head.base) == (
        Status.DRAFT,
        "Fifty-sixth session",
        "A/RES/55/63",
    )
    assert head.adopted is None and not draft.main.closing and draft.adoption.vote is None


def test_a_series_that_goes_on_beyond_the_base_already_is_left_alone() -> None:
    wording = "Recalling its resolutions 72/196 of 19 December 2017 and 73/186 of 17 December 2018,"
    now = (
        "Recalling its resolutions 72/196 of 19 December 2017, 73/186 of 17 December 2018 "
        "and 75/196 of 16 December 2020,"
    )
    assert list(clause_updates(now, wording, BASE, 76, "73/186")) == []


def test_the_note_of_a_reissue_is_not_carried_over(seeds: list[Path]) -> None:
    source = plain.read(seeds[3]).resolution
    assert source.masthead.notes and len(source.notes) == 5
    assert [n.text for n in successor(source, 74).notes] == [n.text for n in source.notes[:4]]
