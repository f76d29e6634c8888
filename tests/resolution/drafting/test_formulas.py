"""The table of stock formulas, and how they are filled."""

from __future__ import annotations

from pathlib import Path

import pytest

from resolution.drafting.formulas import Formula, FormulaError, formulas
from resolution.language.leads import lead_length, part_of
from resolution.language.ordinals import LAST, number_of, ordinal
from resolution.language.organs import ORGANS
from resolution.model import Kind

ASSEMBLY = "General Assembly"


def named(words: str, organ: str = ASSEMBLY) -> Formula:
    return next(f for f in formulas() if f.name == words and f.suits(organ))


@pytest.mark.parametrize("formula", formulas(), ids=lambda f: f"{f.name} {f.kind}")
def test_every_formula_begins_with_a_lead_of_its_part_and_has_no_final_mark(
    formula: Formula,
) -> None:
    words = formula.filled({field.name: "x" for field in formula.fields}, ASSEMBLY)
    assert lead_length(words, formula.kind) > 0
    assert part_of(words) is formula.kind
    assert words[-1] not in ",;." and "{" not in words and "  " not in words
    assert set(formula.organs) <= {organ.name for organ in ORGANS}
    assert all(field.label and field.hint for field in formula.fields)


def test_there_is_one_for_each_part_of_each_great_organ() -> None:
    for organ in (
        ASSEMBLY,
        "Security Council",
        "Economic and Social Council",
        "Human Rights Council",
    ):
        kinds = [formula.kind for formula in formulas() if formula.suits(organ)]
        assert kinds.count(Kind.PREAMBULAR) > 9 and kinds.count(Kind.OPERATIVE) > 7


def test_no_organ_has_two_of_one_name_and_part() -> None:
    for organ in ORGANS:
        names = [(f.name, f.kind) for f in formulas() if f.suits(organ.name)]
        assert len(names) == len(set(names))


def test_fields_come_in_the_order_of_the_text() -> None:
    two = named("Two resolutions of its own")
    assert [field.name for field in two.fields] == ["resolution", "date", "resolution_2", "date_2"]
    assert [field.beside for field in two.fields] == ["", "", "_2", "_2"]


def test_fields_are_filled_as_typed_and_what_is_missing_stays_open() -> None:
    formula = named("A resolution of its own")
    assert formula.filled({"resolution": "55/63", "date": "4 December 2000"}) == (
        "Recalling its resolution 55/63 of 4 December 2000"
    )
    assert (
        formula.filled({"resolution": "55/63 & <b>"}) == "Recalling its resolution 55/63 & <b> of …"
    )


def test_a_value_is_never_taken_for_a_template() -> None:
    formula = named("Concern")
    assert formula.filled({"matter": "{{ organ }}"}) == "Expressing deep concern at {{ organ }}"


@pytest.mark.parametrize(
    "text",
    [
        "[[formula",
        "",
        '[field]\n[[formula]]\nname="x"\npart="preambular"\ntext="Noting {{ it }}"',
        '[field]\n[[formula]]\nname="x"\npart="heading"\ntext="Noting"',
        '[field]\n[[formula]]\nname="x"\npart="preambular"\ntext="Noting {{ it"',
    ],
)
def test_a_table_that_cannot_be_used_is_told_in_one_sentence(tmp_path: Path, text: str) -> None:
    table = tmp_path / "formulas.toml"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(FormulaError, match=r"^The formulas in formulas\.toml .+\.$"):
        formulas(table)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "first"),
        (12, "twelfth"),
        (20, "twentieth"),
        (81, "eighty-first"),
        (90, "ninetieth"),
        (101, "one hundred and first"),
    ],
)
def test_numbers_of_sessions_in_words(number: int, words: str) -> None:
    assert ordinal(number) == words
    assert number_of(f"{words.capitalize()} session") == number


def test_every_ordinal_is_read_back() -> None:
    assert [number_of(ordinal(n)) for n in range(1, LAST + 1)] == list(range(1, LAST + 1))
    assert number_of("82") == number_of("82nd session") == 82
    assert number_of("special session") is None and number_of("") is None
    with pytest.raises(ValueError, match="no session 200"):
        ordinal(200)
