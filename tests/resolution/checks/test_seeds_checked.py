"""What the checks find in the five seeds: all of it right, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from precedent_corpus.register import Register
from resolution.checks import check, groups
from resolution.reading import plain

OURS = (
    *("Structure", "Leads", "Repeated verbs", "Punctuation", "Form", "Capitals"),
)  # the other groups are held by their own tests


def found(seed: Path) -> Iterator[tuple[str, str, str | None]]:
    codes = {rule.code for group in OURS for rule in groups()[group]}
    for problem in check(plain.read(seed).resolution, Register()):
        if problem.code in codes:
            yield problem.code, problem.where, problem.fix


def test_adopted_seeds_have_none(seeds: list[Path]) -> None:
    assert list(found(seeds[0])) == []
    assert list(found(seeds[1])) == []


def test_the_draft_that_recalls_twice_running(seeds: list[Path]) -> None:
    """PP11 and PP12 both begin "Recalling"; the printed notes have two double spaces."""
    assert sorted(found(seeds[2])) == [
        ("also-preamble", "PP12", "Recalling also"),
        ("double-space", "note 1", " "),
        ("double-space", "note 3", " "),
    ]


def test_its_broken_word_is_one_word_again_and_found_where_it_is_not(seeds: list[Path]) -> None:
    """ "Open -ended" stands at the end of a line there, which reading joins; in a line of its own it is told."""
    words = plain.read(seeds[2]).resolution
    assert not [p for p in check(words) if p.code == "hyphen-space"]
    text = (
        "The General Assembly,\n\nRecalling it,\n\n1. Notes the outcomes of the open -ended group."
    )
    (problem,) = [p for p in check(plain.read_text(text).resolution) if p.code == "hyphen-space"]
    assert (problem.where, problem.fix) == ("OP1", "-")


def test_the_draft_with_other_words_has_none(seeds: list[Path]) -> None:
    assert list(found(seeds[3])) == []


def test_the_commissions_draft(seeds: list[Path]) -> None:
    assert sorted(found(seeds[4]), key=str) == [
        ("also-perhaps", "OP6", "Also invites"),
        ("fragment", "PP9", None),
        ("lead-indicative", "OP1", "Requests"),
        ("note-missing", "note 78", None),
        ("note-missing", "note 79", None),
        ("note-missing", "note 80", None),
        ("year-range", "PP2", "–"),
    ]
