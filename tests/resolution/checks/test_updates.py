"""The updates of a draft built on an earlier text, as the window and the command line tell them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from resolution.checks import Problem, apply_fix, check
from resolution.checks.rules.updates import CODES
from resolution.drafting.succession import successor
from resolution.formats.plain import reader as plain
from resolution.model import Resolution
from tests.resolution.checks.known import NothingKnown


class Record(NothingKnown):
    """A record that knows one resolution of the General Assembly."""

    def adoption_date(self, cited: str, organ: str) -> date | None:
        return date(2000, 12, 4) if (cited, organ) == ("55/63", "General Assembly") else None


def updates(resolution: Resolution) -> list[Problem]:
    return [problem for problem in check(resolution, Record()) if problem.code in CODES]


def test_a_text_that_is_built_on_nothing_gets_none(seeds: list[Path]) -> None:
    assert updates(plain.read(seeds[0]).resolution) == []


def test_what_usually_changes_in_the_first_seed_is_offered_and_made(seeds: list[Path]) -> None:
    draft = successor(plain.read(seeds[0]).resolution, 56)
    found = updates(draft)
    assert [(p.code, p.where, p.fix) for p in found] == [
        ("update-session", "OP3", "fifty-seventh"),
        ("update-report", "note 2", "A/56/…"),
    ]
    better = apply_fix(draft, found[0])
    assert [p.where for p in updates(better)] == ["note 2"]


def test_a_draft_of_the_same_session_gets_none(seeds: list[Path]) -> None:
    draft = successor(plain.read(seeds[0]).resolution, 56)
    same = replace(
        draft, masthead=replace(draft.masthead, symbol="A/55/L.9", session="Fifty-fifth session")
    )
    assert updates(same) == []
