"""The one table of rules: which function looks for which rules, in which pieces of a text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from resolution.checks.rule import Finding, Problem, Rule
from resolution.checks.scope import ClauseScope, HeadingScope, PassageScope, Whole

GROUPS = {
    "structure": "Structure",
    "lead_words": "Leads",
    "repetition": "Repeated verbs",
    "punctuation": "Punctuation",
    "form": "Form",
    "capitals": "Capitals",
    "spelling": "Spelling",
    "citations": "Citations",
    "records": "Documents and notes",
    "names": "Names",
    "substance": "Substance",
    "updates": "Updates of a draft built on an earlier text",
}
"""The modules that declare rules, with the heading their rules stand under, in the order in which users read them."""

Look = Callable[[Any], Iterator[Any]]
F = TypeVar("F", bound=Look)


@dataclass(frozen=True, slots=True)
class Check:
    """A function that looks for rules. `of`: the kinds of paragraph it looks at, all if empty."""

    look: Look
    rules: tuple[Rule, ...]
    of: frozenset[str] = frozenset()

    def sees(self, role: str) -> bool:
        """Return whether it looks at paragraphs of this kind."""
        return not self.of or role in self.of

    def speaks(self, language: str) -> bool:
        """Return whether any of its rules applies to texts in this language."""
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

    def sort(self) -> None:
        """Put the checks into the order of their modules, whichever was imported first."""
        order = list(GROUPS)
        for checks in (self.passages, self.clauses, self.heading, self.whole, self.every):
            checks.sort(key=lambda check: order.index(_module(check)))


def _module(check: Check) -> str:
    return check.look.__module__.rpartition(".")[2]


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
    """Enter a function that is given the masthead and the title; it says the field of each finding ("title" too)."""
    return _enter(_TABLE.heading, rules, ())


def in_whole(
    *rules: Rule,
) -> Callable[[Callable[[Whole], Iterator[Problem]]], Callable[[Whole], Iterator[Problem]]]:
    """Enter a function that is given the whole text, at every change of it: let it be quick."""
    return _enter(_TABLE.whole, rules, ())


def _enter(checks: list[Check], rules: tuple[Rule, ...], of: Collection[str]) -> Callable[[F], F]:
    def enter(look: F) -> F:
        check = Check(look, rules, frozenset(of))
        checks.append(check)
        _TABLE.every.append(check)
        return look

    return enter


@cache
def table() -> RuleTable:
    """Return the table, every module's checks in it."""
    for module in GROUPS:
        import_module(f"resolution.checks.rules.{module}")
    _TABLE.sort()
    return _TABLE


@cache
def groups() -> dict[str, tuple[Rule, ...]]:
    """Return every rule under its heading, in the order of their declaration."""
    found: dict[str, dict[str, Rule]] = {module: {} for module in GROUPS}
    for check in table():
        for rule in check.rules:
            found[_module(check)][rule.code] = rule
    return {GROUPS[module]: tuple(rules.values()) for module, rules in found.items() if rules}


def rules() -> tuple[Rule, ...]:
    """Return every rule, group by group."""
    return tuple(rule for group in groups().values() for rule in group)


@cache
def applying(language: str) -> tuple[Rule, ...]:
    """Return the rules that apply to texts in a language, given by its tag ("fr", "fr-CA")."""
    return tuple(rule for rule in rules() if rule.applies_to(language))


@cache
def _by_code() -> dict[str, Rule]:
    return {rule.code: rule for rule in rules()}


def rule_of(code: str) -> Rule | None:
    """Return the rule of this code, None where there is none (a draft may name one that is no more)."""
    return _by_code().get(code)
