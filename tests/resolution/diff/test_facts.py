"""Word differences and what a wording cites."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolution.diff.facts import Hunk, facts, facts_differ, masked, word_diff

WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "States",
            ",",
            " ",
            "  ",
            "56/121",
            "right-holder’s",
            "of",
            "\N{NO-BREAK SPACE}",
            "é",
            "—",
        ]
    )
).map("".join)


@given(WORDS, WORDS)
def test_the_hunks_joined_are_the_two_wordings(old: str, new: str) -> None:
    hunks = word_diff(old, new)
    assert "".join(h.old for h in hunks) == old
    assert "".join(h.new for h in hunks) == new


@given(WORDS, WORDS)
def test_a_hunk_is_equal_if_and_only_if_its_sides_are(old: str, new: str) -> None:
    assert all(
        (h.op == "equal") == (h.old == h.new)
        for h in word_diff(old, new)
        if h.op in ("equal", "replace")
    )


def test_changes_that_only_a_space_parts_are_one_hunk() -> None:
    assert word_diff("the private sector in combating", "the wider industry in combating") == (
        Hunk("equal", "the ", "the "),
        Hunk("replace", "private sector", "wider industry"),
        Hunk("equal", " in combating", " in combating"),
    )


def test_an_added_word_is_an_insertion() -> None:
    hunks = word_diff("Noting advancements", "Noting the significant advancements")
    assert [h.op for h in hunks] == ["equal", "insert", "equal"]
    assert hunks[1].new.strip() == "the significant"


def test_typography_counts_only_where_it_is_asked_for() -> None:
    old, new = "the “open‑ended” group", 'the "open-ended" group'
    assert any(h.op != "equal" for h in word_diff(old, new))
    assert [h.op for h in word_diff(old, new, typography=False)] == ["equal"] * len(
        word_diff(old, new, typography=False)
    )


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (
            "Recalling its resolution 45/121 of 14 December 1990,",
            ("resolution 45/121", "14 December 1990"),
        ),
        (
            "its resolutions 55/63 of 4 December 2000 and 56/121,",
            ("resolution 55/63", "4 December 2000", "resolution 56/121"),
        ),
        (
            "resolution 2231 (2015) and resolution 217 A (III)",
            ("resolution 2231 (2015)", "resolution 217 A (III)"),
        ),
        ("as set out in A/RES/55/63", ("resolution 55/63",)),
        ("decision 74/555 B and document A/C.3/74/L.11", ("decision 74/555 B", "A/C.3/74/L.11")),
        ("from 17 to 21 January 2011 and in April 2005", ("17 to 21 January 2011", "April 2005")),
        (
            "at its seventy\N{NON-BREAKING HYPHEN}fifth session, under paragraph 3",
            ("seventy-fifth session", "paragraph 3"),
        ),
        (
            "acting under Chapter VII, with 1,500 troops or 10.5 per cent",
            ("chapter VII", "1,500", "10.5 per cent"),
        ),
        ("the 2030 Agenda, COVID-19 and HIV/AIDS and/or a third-party", ("2030",)),
        (
            "resolution\N{NO-BREAK SPACE}56/121 of 19\N{NO-BREAK SPACE}December\N{NO-BREAK SPACE}2001",
            ("resolution 56/121", "19 December 2001"),
        ),
        ("I welcome the States", ()),
    ],
)
def test_what_a_wording_cites_is_named_in_human_words(words: str, named: tuple[str, ...]) -> None:
    assert facts(words) == named


def test_facts_that_only_one_wording_has_are_told() -> None:
    assert facts_differ("its resolution 56/121 of 2001", "its resolution 55/63 of 2001") == (
        "resolution 56/121",
        "resolution 55/63",
    )


def test_a_masked_wording_is_the_same_whatever_it_cites() -> None:
    assert masked("its resolution 56/121 of 19 December 2001") == masked(
        "its resolution 55/63 of 4 December 2000"
    )
    assert masked("the seventy-fifth session of 12 States") == masked(
        "the sixth session of 3 States"
    )


def test_words_outside_the_facts_are_left_as_they_are() -> None:
    assert masked("Deeply concerned, once again,") == "Deeply concerned, once again,"
