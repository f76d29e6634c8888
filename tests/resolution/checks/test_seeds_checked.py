"""What the checks find in the five seeds: all of it right, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from precedent_corpus.store.register import Register
from resolution.checks import check, groups
from resolution.checks.rules.form import as_printed
from resolution.formats.plain import reader as plain
from resolution.text import plain as words_of

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


def test_its_broken_word_is_one_word_again_and_told(seeds: list[Path]) -> None:
    """ "Open -ended" stands at the end of a line there: reading makes it whole, and the check says where it stood."""
    reading = plain.read(seeds[2])
    assert not [p for p in check(reading.resolution) if p.code == "hyphen-space"]
    (problem,) = as_printed(reading.joined)
    words = words_of(reading.resolution.main.blocks[problem.line - 1].text)
    assert (problem.code, problem.where, problem.fix) == ("hyphen-space", "OP2", "open-ended")
    assert words[problem.start : problem.end] == "open-ended"
    assert words[: problem.start].endswith("outcomes of the ")


def test_a_space_within_a_line_is_told_and_mended() -> None:
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
