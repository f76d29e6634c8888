"""Checking a text again and again while it is being written: only what changed is checked again.

Findings in a piece of text are cached as long as the text contains it. A piece is recognized by the identity of the
frozen values it is made of, which the cache keeps alive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from resolution.checks.rule import Finding, Problem
from resolution.checks.scope import (
    ABOVE,
    NOTE,
    TITLE,
    CheckContext,
    ClauseScope,
    HeadingScope,
    PassageScope,
    Record,
    Whole,
    place_of,
    setting_of,
)
from resolution.checks.table import Check, all_rules, table
from resolution.language.spelling import Speller
from resolution.model import Block, DivisionKind, Kind, Resolution
from resolution.text import Text, plain
from resolution.tree import Node

Key = tuple[object, ...]
Found = tuple[Finding, ...]


class FindingCache:
    """The findings of the previous and the current check by piece of text; it keeps the pieces alive."""

    def __init__(self) -> None:
        self._old: dict[Key, tuple[object, Found]] = {}
        self._new: dict[Key, tuple[object, Found]] = {}

    def found(self, key: Key) -> Found | None:
        """Return the findings in a piece, None if it has not been checked."""
        kept = self._new.get(key) or self._old.get(key)
        if kept is None:
            return None
        self._new[key] = kept
        return kept[1]

    def keep(self, key: Key, piece: object, found: Found) -> Found:
        """Store the findings in a piece; the key is its identity."""
        self._new[key] = piece, found
        return found

    def turn(self) -> None:
        """Drop the pieces that the text just checked no longer contains."""
        self._old, self._new = self._new, {}


class Checker:
    """Checks one version of a text after another. record, speller: as in `check`."""

    def __init__(self, record: Record | None = None, speller: Speller | None = None) -> None:
        self.record = record
        self.speller = speller
        self._known: object = None
        self._passages = FindingCache()
        self._clauses = FindingCache()
        self._heading: tuple[HeadingScope, Found] | None = None

    def forget(self) -> None:
        """Check everything again next time: what is known of other texts has changed."""
        self._known = None

    def check(
        self, resolution: Resolution, between: Callable[[], None] = lambda: None
    ) -> list[Problem]:
        """Return every problem of a text in reading order.

        between: called between two pieces; it may raise to stop, and what was checked by then stays cached.
        """
        setting = setting_of(resolution, self.record, self.speller)
        known = setting, frozenset(self.speller.own) if self.speller else None
        if known != self._known:
            self._known, self._heading = known, None
            self._passages, self._clauses = FindingCache(), FindingCache()
        whole = Whole(resolution, setting)
        problems = [
            *self._of_heading(whole),
            *self._of_passages(whole, between),
            *self._of_clauses(whole, between),
        ]
        excluded = _excluded_codes(setting.language)
        for check in _applicable(table().whole, setting):
            between()
            problems += (found for found in check.look(whole) if found.code not in excluded)
        self._passages.turn()
        self._clauses.turn()
        return sorted(problems, key=lambda problem: problem.order)

    def _of_heading(self, whole: Whole) -> Iterator[Problem]:
        resolution = whole.resolution
        heading = HeadingScope(resolution.masthead, resolution.title, whole.setting)
        kept = self._heading
        if kept is None or kept[0] != heading:
            checks = _applicable(table().heading, whole.setting)
            kept = heading, _found(checks, heading)
            self._heading = kept
        for finding in kept[1]:
            if finding.field == TITLE:
                yield finding.at(TITLE, 0)
            else:
                yield finding.at("sponsors" if finding.field == "sponsors" else "heading")

    def _of_passages(self, whole: Whole, between: Callable[[], None]) -> Iterator[Problem]:
        checks = _applicable(table().passages, whole.setting)
        for text, role, level, division, place in _passages(whole):
            key = (id(text), role, level, division)
            found = self._passages.found(key)
            if found is None:
                between()
                passage = PassageScope(text, plain(text), role, level, division, whole.setting)
                found = self._passages.keep(key, text, _findings_of(checks, role, passage))
            for finding in found:
                yield finding.at(*place)

    def _of_clauses(self, whole: Whole, between: Callable[[], None]) -> Iterator[Problem]:
        checks = _applicable(table().clauses, whole.setting)
        for around, node in _clauses(whole):
            key = _identity(around)
            found = self._clauses.found(key)
            if found is None:
                between()
                clause = ClauseScope(*around, plain(around[0].text), whole.setting)
                found = self._clauses.keep(
                    key, clause, _findings_of(checks, clause.block.kind, clause)
                )
            for finding in found:
                yield finding.at(place_of(node), node.line)


def _findings_of(checks: list[Check], role: str, piece: PassageScope | ClauseScope) -> Found:
    """Return what the checks that look at such a piece find in it."""
    return _found([check for check in checks if check.sees(role)], piece)


def _found(checks: list[Check], piece: PassageScope | ClauseScope | HeadingScope) -> Found:
    """Return what checks find in a piece, by the rules that apply to its language alone."""
    excluded = _excluded_codes(piece.setting.language)
    return tuple(
        found for check in checks for found in check.look(piece) if found.rule.code not in excluded
    )


def _applicable(checks: list[Check], setting: CheckContext) -> list[Check]:
    """Return the checks that have a rule for the language of the text."""
    return [check for check in checks if check.applies_to(setting.language)]


@cache
def _excluded_codes(language: str) -> frozenset[str]:
    """Return the codes of the rules that do not apply to a language: a check may look for rules of several."""
    return frozenset(rule.code for rule in all_rules() if not rule.applies_to(language))


Placed = tuple[Text, str, int, DivisionKind, tuple[str, int | None, int | None]]
"""A text, what it is, its level, the kind of its division, and where it stands."""


def _passages(whole: Whole) -> Iterator[Placed]:
    """Yield every text but those of tables."""
    for division, place, line in whole.titles():
        yield division.title, TITLE, 0, division.kind, (place, line, None)
    for division, top in whole.trees:
        for node in (node for one in top for node in one.walk()):
            block = node.block
            if not block.quoted and block.kind is not Kind.TABLE:
                spot = place_of(node), node.line, None
                yield block.text, block.kind, block.level, division.kind, spot
    for index, mark in whole.note_marks.items():
        text = whole.resolution.notes[index].text or ()
        yield text, NOTE, 0, DivisionKind.MAIN, (f"note {mark}", None, index)


Around = tuple[
    Block, tuple[Block, ...], Block | None, tuple[Block, ...], tuple[Block, ...], bool, DivisionKind
]
"""A paragraph with its neighbours: what a `ClauseScope` begins with."""


def _clauses(whole: Whole) -> Iterator[tuple[Around, Node]]:
    for division, top in whole.trees:
        yield from _of_list(top, (), division.kind)


def _of_list(
    nodes: list[Node], owners: tuple[Block, ...], division: DivisionKind
) -> Iterator[tuple[Around, Node]]:
    """Yield the paragraphs of a list and all below them, each with its neighbours of the same kind."""
    lists: dict[Kind, list[Block]] = {}
    for node in nodes:
        if not node.block.quoted:
            lists.setdefault(node.block.kind, []).append(node.block)
    at = dict.fromkeys(lists, 0)
    before: Block | None = None
    for node in nodes:
        block = node.block
        if not block.quoted:
            alike, here = lists[block.kind], at[block.kind]
            at[block.kind] += 1
            above = tuple(reversed(alike[max(0, here - ABOVE) : here]))
            below = alike[here + 1] if here + 1 < len(alike) else None
            inside = tuple(one.block for child in node.children for one in child.walk())
            fresh = before is not None and before.kind is Kind.HEADING
            yield (block, above, below, owners, inside, fresh, division), node
        before = block
        if node.children:
            yield from _of_list(node.children, (block, *owners), division)


def _identity(around: Around) -> Key:
    """Return the identity of a paragraph with its neighbours."""
    block, above, below, owners, inside, fresh, division = around
    return (
        id(block),
        tuple(map(id, above)),
        id(below),
        tuple(map(id, owners)),
        tuple(map(id, inside)),
        fresh,
        division,
    )
