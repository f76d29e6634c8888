"""What is typed of a citation, and the resolutions it may mean."""

from __future__ import annotations

from datetime import date

import pytest

from precedent_corpus.search.citations import completions, typed_citation
from precedent_corpus.store.register import Register, RegisterEntry
from resolution.model import Vote


@pytest.fixture(scope="module")
def register() -> Register:
    made = Register()
    made.learn([_entry("A/RES/55/63", date(2000, 12, 4), "Combating the criminal misuse")])
    return made


def _entry(symbol: str, day: date, title: str) -> RegisterEntry:
    return RegisterEntry(symbol, "General Assembly", day, title, Vote(), "", "", "", True)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("55/6", "55/63 of 4 December 2000"),
        ("A/RES/55/63", "55/63 of 4 December 2000"),
        ("2231 (20", "2231 (2015) of 20 July 2015"),
        ("2231(2015)", "2231 (2015) of 20 July 2015"),
        ("1514 (X", "1514 (XV) of 14 December 1960"),
        ("70/1", "70/1 of 25 September 2015"),
        ("es-10/1", "ES-10/17 of 15 December 2006"),
        ("combating crim", "55/63 of 4 December 2000"),
    ],
)
def test_what_is_typed_is_completed_best_first(register: Register, typed: str, first: str) -> None:
    assert first in [entry.citation for entry in register.complete(typed, "General Assembly")][:4]


def test_an_exact_symbol_comes_before_longer_ones(register: Register) -> None:
    found = register.complete("70/1", "General Assembly")
    assert found[0].cited == "70/1" and len(found) > 1


def test_the_organ_asked_for_comes_first_and_alone_where_wanted(register: Register) -> None:
    first = register.complete("38/1", "Human Rights Council")[0]
    assert first.organ == "Human Rights Council"
    alone = register.complete("38/1", "Human Rights Council", only=True)
    assert {entry.organ for entry in alone} == {"Human Rights Council"}


@pytest.mark.parametrize("typed", ["", "  ", "9999/9", "zzzz", "(", "/"])
def test_nothing_is_made_up(register: Register, typed: str) -> None:
    assert register.complete(typed) == []


@pytest.mark.parametrize(
    ("before", "typed"),
    [
        ("Recalling its resolution 55/6", "55/6"),
        ("Recalling its resolutions 55/63 of 4 December 2000 and 56/1", "56/1"),
        ("Recalling its resolutions 55/63 of 4 December 2000, 56", "56"),
        ("Recalling Security Council resolution 2231 (20", "2231 (20"),
        ("Recalling Security Council resolution 2231 (2015)", "2231 (2015)"),
        ("Recalling its resolution 217 A (II", "217 A (II"),
        ("See A/RES/55/6", "A/RES/55/6"),
        ("Recalling its resolution S-2", "S-2"),
    ],
)
def test_a_citation_is_seen_while_it_is_typed(before: str, typed: str) -> None:
    place = typed_citation(before)
    assert place == (len(before) - len(typed), typed)


@pytest.mark.parametrize(
    "before",
    [
        "Recalling its resolution 55/63 of 4",
        "Recalling its resolution 55/63 of 4 December 2000",
        "Noting that 55/6",
        "Recalling its resolution 5",
        "Recalling its resolution 55/63; the sum of 12/5",
        "Recalling its resolution ",
        "",
    ],
)
def test_what_is_no_citation_is_left_alone(before: str) -> None:
    assert typed_citation(before) is None


def test_the_organ_named_before_is_the_one_cited(register: Register) -> None:
    own = completions(register, "Recalling its resolution 38/11", own="Human Rights Council")
    assert own[0].entry.organ == "Human Rights Council" and own[0].exact
    named = completions(
        register, "Recalling Security Council resolution 22", own="General Assembly"
    )
    assert {citation.entry.organ for citation in named} == {"Security Council"}


def test_words_of_a_title_in_quotation_marks_give_symbol_and_date(register: Register) -> None:
    before = "Recalling its resolution entitled “Combating the crim"
    first = completions(register, before, own="General Assembly")[0]
    assert before[: first.start] + first.words == (
        "Recalling its resolution 55/63 of 4 December 2000"
    )


def test_no_date_is_put_where_one_follows_or_where_notes_have_none(register: Register) -> None:
    before = "Recalling its resolution 55/6"
    with_date = completions(register, before, " of 4 December 2000", "General Assembly")
    assert with_date[0].words == "55/63"
    assert completions(register, before, dated=False, own="General Assembly")[0].words == "55/63"
    assert completions(register, "See A/RES/55/6")[0].words == "A/RES/55/63"
