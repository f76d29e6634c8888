"""The table of rules: which function looks for which rules, in which pieces of a text.

The modules of `resolution.checks.rules` are found by themselves: a module declares its `GROUP`, and its functions
enter themselves by the decorators below.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from resolution.checks.rule import Finding, Group, Problem, Rule
from resolution.checks.scope import ClauseScope, HeadingScope, PassageScope, Whole

_PACKAGE = "resolution.checks.rules"

RuleFunction = Callable[[Any], Iterator[Any]]
F = TypeVar("F", bound=RuleFunction)


@dataclass(frozen=True, slots=True)
class Check:
    """A function that looks for rules. `of`: the kinds of paragraph it looks at, all if empty."""

    look: RuleFunction
    rules: tuple[Rule, ...]
    of: frozenset[str] = frozenset()

    def sees(self, role: str) -> bool:
        """Return whether it looks at paragraphs of this kind."""
        return not self.of or role in self.of

    def applies_to(self, language: str) -> bool:
        """Return whether any of its rules applies to texts in this language, given by its tag."""
        return any(rule.applies_to(language) for rule in self.rules)


@dataclass(slots=True)
class RuleTable:
    """Every check, by what it looks at."""

    passages: list[Check] = field(default_factory=list)
    clauses: list[Check] = field(default_factory=list)
    heading: list[Check] = field(default_factory=list)
    whole: list[Check] = field(default_factory=list)
    every: list[Check] = field(default_factory=list)

    def __iter__(self) -> Iterator[Check]:
        return iter(self.every)

    def sort(self, modules: Collection[str]) -> None:
        """Put the checks into the order of their modules, whichever was imported first."""
        order = list(modules)
        for checks in (self.passages, self.clauses, self.heading, self.whole, self.every):
            checks.sort(key=lambda check: order.index(check.look.__module__))


_TABLE = RuleTable()


def in_passages(
    *rules: Rule, of: Collection[str] = ()
) -> Callable[
    [Callable[[PassageScope], Iterator[Finding]]], Callable[[PassageScope], Iterator[Finding]]
]:
    """Enter a function that is given one text after another. of: "title", "note", kinds of block."""
    return _enter(_TABLE.passages, rules, of)


def in_clauses(
    *rules: Rule, of: Collection[str] = ()
) -> Callable[
    [Callable[[ClauseScope], Iterator[Finding]]], Callable[[ClauseScope], Iterator[Finding]]
]:
    """Enter a function that is given one paragraph after another, with its neighbours. of: kinds of block."""
    return _enter(_TABLE.clauses, rules, of)


def in_heading(
    *rules: Rule,
) -> Callable[
    [Callable[[HeadingScope], Iterator[Finding]]], Callable[[HeadingScope], Iterator[Finding]]
]:
    """Enter a function that is given the masthead and the title; it gives the field of each finding ("title" too)."""
    return _enter(_TABLE.heading, rules, ())


def in_whole(
    *rules: Rule,
) -> Callable[[Callable[[Whole], Iterator[Problem]]], Callable[[Whole], Iterator[Problem]]]:
    """Enter a function that is given the whole text at every change; it must be quick."""
    return _enter(_TABLE.whole, rules, ())


def _enter(checks: list[Check], rules: tuple[Rule, ...], of: Collection[str]) -> Callable[[F], F]:
    def enter(look: F) -> F:
        check = Check(look, rules, frozenset(of))
        checks.append(check)
        _TABLE.every.append(check)
        return look

    return enter


@cache
def _groups_of_modules() -> dict[str, Group]:
    """Import the modules of rules and return the group of each, in the order in which users read them.

    Works in a frozen program too: its importer lists the modules of a package as `pkgutil` expects.
    """
    package = import_module(_PACKAGE)
    names = [f"{_PACKAGE}.{module.name}" for module in pkgutil.iter_modules(package.__path__)]
    found = {name: import_module(name).GROUP for name in names}
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


@cache
def table() -> RuleTable:
    """Return the table with every module's checks."""
    _TABLE.sort(_groups_of_modules())
    return _TABLE


@cache
def groups() -> dict[str, tuple[Rule, ...]]:
    """Return every rule under its heading, in the order of their declaration."""
    by_heading: dict[str, dict[str, Rule]] = {}
    headings = {module: group.heading for module, group in _groups_of_modules().items()}
    for check in table():
        rules = by_heading.setdefault(headings[check.look.__module__], {})
        rules.update((rule.code, rule) for rule in check.rules)
    return {heading: tuple(rules.values()) for heading, rules in by_heading.items()}


def all_rules() -> tuple[Rule, ...]:
    """Return every rule, group by group."""
    return tuple(rule for group in groups().values() for rule in group)


@cache
def applying(language: str) -> tuple[Rule, ...]:
    """Return the rules that apply to texts in a language, given by its tag ("fr", "fr-CA")."""
    return tuple(rule for rule in all_rules() if rule.applies_to(language))


@cache
def _by_code() -> dict[str, Rule]:
    return {rule.code: rule for rule in all_rules()}


def rule_of(code: str) -> Rule | None:
    """Return the rule of this code, None if there is none (a draft may name one that no longer exists)."""
    return _by_code().get(code)
