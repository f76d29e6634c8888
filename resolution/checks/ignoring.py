"""Problems that the drafter chose to ignore, stored in the draft (`Resolution.ignored`).

Three ways: here (these words of this paragraph), these words anywhere in the draft, the whole rule in this draft. A
paragraph is known by its id, which it keeps when it moves and is saved; so an ignored problem is reported again when
the words change.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from resolution.checks.rule import Problem
from resolution.checks.scope import field_text
from resolution.model import Ignored, Resolution
from resolution.text import Text, plain


class Ignoring:
    """Decides which problems of one text are ignored."""

    def __init__(self, resolution: Resolution) -> None:
        self._resolution = resolution
        self._known = frozenset(resolution.ignored)

    def __call__(self, problem: Problem) -> Ignored | None:
        """Return the entry that a problem is ignored by, None if it is not ignored."""
        if not self._known:
            return None
        ways = self.rule(problem), self.anywhere(problem), self.here(problem)
        return next((way for way in ways if way in self._known), None)

    @staticmethod
    def rule(problem: Problem) -> Ignored:
        """Return the entry that ignores every problem of its rule."""
        return Ignored(problem.code)

    def anywhere(self, problem: Problem) -> Ignored:
        """Return the entry that ignores it wherever the same words are; the whole rule if it is about no words."""
        return Ignored(problem.code, "", self.words(problem))

    def here(self, problem: Problem) -> Ignored:
        """Return the entry that ignores it in this place."""
        return Ignored(problem.code, self._place(problem), self.words(problem))

    def words(self, problem: Problem) -> str:
        """Return the words that a problem is about."""
        return self._text(problem)[problem.start : problem.end]

    def _text(self, problem: Problem) -> str:
        if problem.note is not None:
            return plain(self._resolution.notes[problem.note].text or ())
        if problem.line is not None:
            return plain(self._lines[problem.line].text)
        if problem.field:
            return field_text(self._resolution.masthead, problem.field)
        return ""

    def _place(self, problem: Problem) -> str:
        if problem.line is not None:
            return self._lines[problem.line].name or problem.where
        return problem.field or problem.where

    @cached_property
    def _lines(self) -> list[_Line]:
        found = []
        for division in self._resolution.divisions:
            found.append(_Line(division.title, division.id))
            found += [_Line(block.text, block.id) for block in division.blocks]
        return found


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the whole text: a paragraph, or the title of a division."""

    text: Text
    name: str


def split_ignored(
    resolution: Resolution, problems: list[Problem]
) -> tuple[list[Problem], list[Problem]]:
    """Return the problems to report, and those that the draft ignores."""
    ignored = Ignoring(resolution)
    kept: list[Problem] = []
    left: list[Problem] = []
    for problem in problems:
        (left if ignored(problem) else kept).append(problem)
    return kept, left
