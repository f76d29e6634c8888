"""A draft's next revision: its symbol and its sponsor line say so, and it names the one before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from resolution.diff.compare import compare
from resolution.diff.write import as_text
from resolution.drafting.next_revision import next_revision, next_symbol
from resolution.formats.akn.reader import read as read_akn
from resolution.formats.akn.writer import to_bytes
from resolution.formats.detect import read
from resolution.model import Masthead, Resolution, Status
from resolution.text import NoteRef


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A/C.3/74/L.11", "A/C.3/74/L.11/Rev.1"),
        ("A/C.3/73/L.9/Rev.1", "A/C.3/73/L.9/Rev.2"),
        ("A/C.3/73/L.9/Rev.9*", "A/C.3/73/L.9/Rev.10"),
        ("", ""),
    ],
)
def test_the_symbol_counts_on(before: str, after: str) -> None:
    assert next_symbol(before) == after


def test_it_names_the_one_before_in_its_own_file() -> None:
    draft = Resolution(
        Masthead(
            Status.DRAFT, symbol="A/C.3/74/L.11", sponsors=("Chad",), proposal="draft resolution"
        )
    )
    revised = read_akn(to_bytes(next_revision(draft))).resolution.masthead
    assert (revised.symbol, revised.base) == ("A/C.3/74/L.11/Rev.1", "A/C.3/74/L.11")
    assert revised.proposal == "revised draft resolution"


def test_what_was_the_one_befores_own_is_left_out(seeds: list[Path]) -> None:
    draft = read(seeds[3]).resolution
    revised = next_revision(draft).masthead
    assert draft.masthead.notes and draft.masthead.issued == date(2018, 11, 2)
    assert (revised.notes, revised.issued, revised.job) == ((), None, "")
    assert [n.text for n in next_revision(draft).notes] == [n.text for n in draft.notes[:4]]
    assert revised.proposal == "revised draft resolution"


def test_the_text_is_the_same(seeds: list[Path]) -> None:
    draft = read(seeds[3]).resolution
    assert not any(row.changed for row in compare(draft, next_revision(draft)).rows)


def test_a_decision_stays_one() -> None:
    heading = Masthead(proposal="draft decision", notes=(NoteRef(0),))
    assert next_revision(Resolution(heading)).masthead.proposal == "revised draft decision"


def test_the_fields_of_the_heading_are_compared_in_the_words_of_the_page(seeds: list[Path]) -> None:
    draft = read(seeds[3]).resolution
    draft = replace(draft, masthead=replace(draft.masthead, symbol="A/C.3/73/L.9"))
    said = as_text(compare(draft, next_revision(draft)))
    assert "heading, date of issue  [-2 November 2018-]" in said
    assert "heading, built on  {+A/C.3/73/L.9+}" in said
