"""Problems and rules outside the window: as text to read, as JSON, as the users' list of rules in Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from resolution.checks.rates import often, rates
from resolution.checks.rule import EVERY_LANGUAGE, Problem, Rule, Severity
from resolution.checks.table import all_rules, applying, groups
from resolution.language import names as languages

WIDTH = 100
"""How long lines to read are, in characters."""
_INDENT = " " * 22


def counted(problems: Sequence[Problem]) -> str:
    """Return "2 errors, 1 warning", "no problems"."""
    parts = [
        number(count, severity)
        for severity in Severity
        if (count := sum(problem.severity is severity for problem in problems))
    ]
    return ", ".join(parts) or "no problems"


def number(count: int, severity: Severity) -> str:
    """Return "1 error", "2 hints"."""
    return f"{count} {severity.value}{'' if count == 1 else 's'}"


def fix_words(problem: Problem) -> str:
    """Return what a fix puts there."""
    return quoted(problem.fix) if problem.fix else "delete it"


_UNSEEN = {" ": "a space", "\N{NO-BREAK SPACE}": "a no-break space", "\n": "a line break"}


def quoted(words: str) -> str:
    """Return words in quotation marks, or the names of characters that are invisible."""
    return _UNSEEN.get(words) or f"“{words}”"


# --- problems ------------------------------------------------------------------------------------


def problems_as_text(problems: Sequence[Problem]) -> str:
    """Return problems to read: place, severity, message, fix, source with the rule's code; then the count."""
    lines = [line for problem in problems for line in _lines(problem)]
    summary = f"{counted(problems).capitalize()}." if problems else "No problems were found."
    return "\n".join([*lines, summary])


def _lines(problem: Problem) -> Iterator[str]:
    what = problem.message
    if problem.fix is not None:
        what += f" Fix: {fix_words(problem)}."
    head = f"{problem.where:12} {problem.severity.value:8} "
    yield from textwrap.wrap(what, WIDTH, initial_indent=head, subsequent_indent=_INDENT)
    yield f"{_INDENT}{problem.source} [{problem.code}]"


def problems_as_json(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Return problems as the command line gives them to scripts."""
    return [
        {
            "code": problem.code,
            "severity": problem.severity.value,
            "message": problem.message,
            "where": problem.where,
            "start": problem.start,
            "end": problem.end,
            "fix": problem.fix,
            "source": problem.source,
        }
        for problem in problems
    ]


# --- languages -----------------------------------------------------------------------------------


def applying_words(language: str) -> str:
    """Return how many of the rules apply to a language ("7 of 104 rules apply"); empty if all do.

    language: a tag ("fr", "fr-CA").
    """
    number, of = len(applying(language)), len(all_rules())
    return f"{number} of {of} rules apply" if number < of else ""


def few_apply(language: str) -> str:
    """Return in a sentence that only some rules apply to a language, given by its tag; empty if all do."""
    words = applying_words(language)
    named = languages.name(language) or "this text’s language"
    return f"Only {words} to {named}." if words else ""


def languages_of(rule: Rule) -> str:
    """Return the languages that a rule applies to, in words: "English, French", "all languages"."""
    if rule.languages == EVERY_LANGUAGE:
        return "all languages"
    return ", ".join(languages.name(code) or code for code in rule.languages)


# --- rules ---------------------------------------------------------------------------------------


def rules_as_json() -> list[dict[str, Any]]:
    """Return every rule; `texts` and `of` say in how many of how many adopted texts it fires, null if not counted.

    `languages`: two-letter codes, or "all" alone.
    """
    out: list[dict[str, Any]] = []
    for group, of_group in groups().items():
        for rule in of_group:
            rate = rates().get(rule.code)
            out.append(
                {
                    "code": rule.code,
                    "group": group,
                    "title": rule.title,
                    "severity": rule.severity.value,
                    "why": rule.why,
                    "source": rule.source,
                    "languages": list(rule.languages),
                    "texts": rate.texts if rate else None,
                    "of": rate.of if rate else None,
                }
            )
    return out


def rules_as_text() -> str:
    """Return every rule to read, group by group."""
    parts: list[str] = []
    for group, of_group in groups().items():
        parts.append(f"{group}\n{'-' * len(group)}")
        parts += [_rule_text(rule) for rule in of_group]
    return "\n\n".join(parts)


def _rule_text(rule: Rule) -> str:
    fires = often(rule.code)
    source = f"Source: {rule.source}. Applies to: {languages_of(rule)}."
    source += f" Fires {fires}." if fires else ""
    wrapped = (
        textwrap.fill(words, WIDTH, initial_indent="  ", subsequent_indent="  ")
        for words in (rule.why, source)
    )
    return "\n".join((f"{rule.title} ({rule.severity.value}, {rule.code})", *wrapped))


def rules_as_page() -> str:
    """Return the users' list of rules as Markdown: a table a group."""
    counts = [rate.of for rate in rates().values()]
    last_column = (
        f" The last column says in how many of {counts[0]:,} adopted texts in English it fires."
        if counts
        else ""
    )
    parts = [
        "# Rules of the checks",
        "An **error** would be sent back, a **warning** would be asked about, a **hint** is for the drafter to weigh. "
        f"Every rule has earned its severity on adopted texts. A rule applies to texts in the languages listed, "
        f"and is silent in all others.{last_column}",
    ]
    for group, of_group in groups().items():
        parts.append(f"## {group}")
        rows = [
            "| Rule | Severity | Why, and the source | Languages | Fires |",
            "| --- | --- | --- | --- | --- |",
        ]
        parts.append("\n".join([*rows, *map(_row, of_group)]))
    return "\n\n".join(parts) + "\n"


def _row(rule: Rule) -> str:
    rate = rates().get(rule.code)
    title = f"{rule.title} `{rule.code}`"
    cells = (
        title,
        rule.severity.value,
        f"{rule.why} *{rule.source}*",
        languages_of(rule).capitalize() if rule.languages == EVERY_LANGUAGE else languages_of(rule),
        f"{rate.texts:,}" if rate else "–",
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
