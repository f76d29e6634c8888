"""Which opening words are the lead."""

from __future__ import annotations

import pytest

from resolution.language.leads import lead_length, part_of, table
from resolution.model import Kind

PREAMBULAR = [
    ("Recalling also", "its resolution 45/121 of 14 December 1990,"),
    ("Noting with appreciation", "the liaison mechanism,"),
    ("Expressing its deep concern", "about the situation,"),
    ("Deeply concerned also", "by the increase,"),
    ("Taking note also", "of resolution 26/4,"),
    ("Mindful", "of its responsibilities,"),
    ("Guided", "by the purposes of the Charter,"),
    ("Bearing in mind", "that the Salvador Declaration,"),
    ("Recalling", "its invitation to the Secretary-General,"),
    ("Honouring", "the memory of the victims,"),
]
OPERATIVE = [
    ("Takes note", "of the report;"),
    ("Also calls upon", "Member States to act;"),
    ("Reiterates its call upon", "all parties;"),
    ("Once again urges", "States;"),
    ("Expresses its conviction", "that dialogue is needed;"),
    ("Strongly condemns", "all acts of violence;"),
    ("Request", "the United Nations Office on Drugs and Crime;"),
    ("Underlines", ", bearing in mind the mandate, the need;"),
]


@pytest.mark.parametrize(
    ("kind", "lead", "rest"),
    [(Kind.PREAMBULAR, *c) for c in PREAMBULAR] + [(Kind.OPERATIVE, *c) for c in OPERATIVE],
)
def test_the_lead_ends_before_what_the_clause_is_about(kind: Kind, lead: str, rest: str) -> None:
    words = f"{lead}{'' if rest[0] == ',' else ' '}{rest}"
    assert words[: lead_length(words, kind)] == lead


@pytest.mark.parametrize(
    "words", ["", "   ", "thereby increasing the capacity", "States should ensure that", "(a) The"]
)
def test_words_that_are_no_lead_give_none(words: str) -> None:
    assert lead_length(words, Kind.PREAMBULAR) == lead_length(words, Kind.OPERATIVE) == 0


def test_an_item_has_no_lead() -> None:
    assert lead_length("Notes with concern the delay;", Kind.ITEM) == 0


def test_part_follows_from_the_form_of_the_verb() -> None:
    assert part_of("Recalling its resolution") is Kind.PREAMBULAR
    assert part_of("Recalls its resolution") is Kind.OPERATIVE
    assert part_of("The Secretary-General") is None


def test_the_table_is_ordered_by_use_and_keeps_the_parts_apart() -> None:
    leads = table()
    assert [lead.uses for lead in leads] == sorted((lead.uses for lead in leads), reverse=True)
    assert {lead.kind for lead in leads} == {Kind.PREAMBULAR, Kind.OPERATIVE}
    assert table("xx") == ()
