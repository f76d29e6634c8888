"""The names of sponsors, typed or pasted."""

from __future__ import annotations

import pytest

from resolution.sponsors import alphabetical, parse, state, states, unknown


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Peru, Chad and Togo", ("Peru", "Chad", "Togo")),
        ("Peru\nChad\n\nTogo", ("Peru", "Chad", "Togo")),
        (
            "Bosnia and Herzegovina, Trinidad and Tobago and Togo",
            ("Bosnia and Herzegovina", "Trinidad and Tobago", "Togo"),
        ),
        (
            "United Kingdom of Great Britain and Northern Ireland",
            ("United Kingdom of Great Britain and Northern Ireland",),
        ),
        ("cote d'ivoire, turkiye", ("Côte d’Ivoire", "Türkiye")),
        ("Peru, Peru", ("Peru",)),
        (
            "Peru, and Bolivia (Plurinational State of)*",
            ("Peru", "Bolivia (Plurinational State of)"),
        ),
        ("the Group of 77 and China", ("the Group of 77", "China")),
        ("  ", ()),
    ],
)
def test_a_list_is_taken_apart_into_names(typed: str, names: tuple[str, ...]) -> None:
    assert parse(typed) == names


def test_every_name_of_a_state_is_one_name() -> None:
    assert [name for name in states() if parse(name) != (name,)] == []
    assert parse(", ".join(states())) == states()


def test_accents_and_apostrophes_do_not_count_in_the_order_or_in_looking_up() -> None:
    assert alphabetical("Côte d’Ivoire") == "cote d'ivoire"
    assert state("CÔTE D’IVOIRE") == "Côte d’Ivoire"
    assert state("Atlantis") == ""


def test_names_that_are_no_states_are_told_and_kept() -> None:
    assert unknown(parse("Peru, Untied States of America")) == ("Untied States of America",)
