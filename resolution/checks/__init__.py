"""Checks: what an editor of the Secretariat would point out. One small function a rule, gathered in one table.

A rule says what is wrong, where, and why (its source); it changes nothing. What is known of other texts comes in as a
`Record`; without one, the rules that need it stay silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from resolution.model import Resolution

if TYPE_CHECKING:
    from resolution.spelling import Speller


class Severity(StrEnum):
    """An error would be sent back, a warning would be asked about, a hint is for the drafter to weigh."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Record(Protocol):
    """What is known of adopted resolutions; met by `precedent_corpus`."""

    def adoption_date(self, cited: str, organ: str) -> date | None:
        """Return when the resolution cited so ("65/230", "2231 (2015)") by that organ was adopted, None if unknown."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend: `start` and `end` count characters in the text at `where`; `fix` replaces them, if any.

    line: the paragraph's number in the whole text, titles of divisions counted, so that 0 is the title;
    note: the note's index. Both None where it stands in neither.
    """

    code: str
    severity: Severity
    message: str
    where: str
    start: int
    end: int
    source: str
    fix: str | None = None
    line: int | None = None
    note: int | None = None


Rule = Callable[[Resolution, Record | None], Iterator[Problem]]
RULES: list[Rule] = []
"""Every rule, in the order of its declaration."""


def rule(function: Rule) -> Rule:
    """Enter a rule into the table."""
    RULES.append(function)
    return function


def rules() -> tuple[Rule, ...]:
    """Return every rule."""
    from resolution.checks import citations, form, structure  # noqa: F401 (importing a module enters its rules)

    return tuple(RULES)


def check(
    resolution: Resolution, record: Record | None = None, speller: Speller | None = None
) -> list[Problem]:
    """Return every problem of the text, rule by rule; without a speller its spelling is not looked at."""
    from resolution.checks.spelling import spelling

    found = [problem for one in rules() for problem in one(resolution, record)]
    return [*found, *spelling(resolution, speller)] if speller else found
