"""A fix changes what differs and nothing else: note marks, looks and the other words stay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolution.checks import Problem, Severity, apply_fix, changes, check, rule_of
from resolution.formats.plain import reader as plain
from resolution.model import Block, Division, Kind, Masthead, Note, Resolution
from resolution.text import Mark, NoteRef, Run, make
from resolution.text import plain as words_of

OPENING = "The General Assembly,\n\n"


@given(st.text("ab c,", max_size=12), st.text("ab c,", max_size=12))
def test_changes_make_one_stretch_another(old: str, new: str) -> None:
    made = f"<<{old}>>"
    for change in changes(old, new, 2):
        made = made[: change.start] + change.words + made[change.end :]
    assert made == f"<<{new}>>"


def fixed(words: str, code: str) -> list[str]:
    resolution = plain.read_text(OPENING + words).resolution
    (problem,) = [p for p in check(resolution) if p.code == code]
    new = apply_fix(resolution, problem)
    assert new is not None
    assert [p for p in check(new) if p.code == code] == []
    return [words_of(block.text) for block in new.main.blocks[1:]]


@pytest.mark.parametrize(
    ("code", "words", "mended_words"),
    [
        ("final-mark", "Recalling it;\n\n1. Decides to act.", ["Recalling it,", "Decides to act."]),
        ("lead-indicative", "Recalling it,\n\n1. Request a report.", ["Recalling it,", "Requests a report."]),
        ("fragment", "Recalling it,\n\nthereby helping,\n\n1. Decides to act.", ["Recalling it, thereby helping,", "Decides to act."]),
    ],
)  # fmt: skip
def test_a_rule_s_remedy_mends_it(code: str, words: str, mended_words: list[str]) -> None:
    assert fixed(words, code) == mended_words


def test_labels_parts_and_the_opening_line_are_mended_too() -> None:
    blocks = (
        Block(Kind.PREAMBULAR, make("Recalling it,")),
        Block(Kind.PREAMBULAR, make("Decides to act,")),
        Block(Kind.OPERATIVE, make("Requests a report;"), "3.", auto=False),
        Block(Kind.OPERATIVE, make("")),
    )
    text = Resolution(Masthead(organ="General Assembly"), (Division(blocks=blocks),))
    for code in ("opening-missing", "lead-part", "empty-clause"):
        problem = next(p for p in check(text) if p.code == code)
        text = apply_fix(text, problem) or text
    assert [(b.kind, words_of(b.text)) for b in text.main.blocks] == [
        (Kind.FORMULA, "The General Assembly,"),
        (Kind.PREAMBULAR, "Recalling it,"),
        (Kind.OPERATIVE, "Decides to act,"),
        (Kind.OPERATIVE, "Requests a report;"),
    ]
    (label,) = [p for p in check(text) if p.code == "label"]
    again = apply_fix(text, label)
    assert again is not None
    assert [b.label for b in again.main.blocks] == ["", "", "1.", "2."]


def test_notes_and_looks_within_a_fix_stay() -> None:
    rule = rule_of("spelling-form")
    assert rule is not None
    text = (Run("The "), Run("labor", Mark.ITALIC), NoteRef(0), Run(" code of 1,"))
    block = Block(Kind.PREAMBULAR, text)
    resolution = Resolution(divisions=(Division(blocks=(block,)),), notes=(Note(make("See it.")),))
    wide = rule.found(0, len("The labor code"), "", "The labour codes").at("PP1", 1)
    new = apply_fix(resolution, wide)
    assert new is not None
    assert new.main.blocks[0].text == (
        Run("The "),
        Run("labour", Mark.ITALIC),
        NoteRef(0),
        Run(" codes of 1,"),
    )


def test_the_heading_and_notes_are_mended() -> None:
    rule = rule_of("spelling-form")
    assert rule is not None
    head = Masthead(sponsors=("Peru", "Chad"), session="Seventy-third sesion")
    text = Resolution(head, notes=(Note(make("See labor law.")),))
    order = rule.found(0, len("Peru, Chad"), "", "Chad, Peru", "sponsors").at("sponsors")
    session = rule.found(14, 20, "", "session", "session").at("heading")
    note = rule.found(4, 9, "", "labour").at("note 1", note=0)
    for problem in (order, session, note):
        text = apply_fix(text, problem) or text
    assert text.masthead == replace(
        head, sponsors=("Chad", "Peru"), session="Seventy-third session"
    )
    assert text.notes[0].text == make("See labour law.")


def test_what_only_its_writer_can_mend_is_left(seeds: list[Path]) -> None:
    text = plain.read(seeds[3]).resolution
    problem = Problem("nobody-knows", Severity.HINT, "", "PP1", 0, 1, "", line=2)
    assert apply_fix(text, problem) is None
