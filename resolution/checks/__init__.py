"""Checks: what an editor of the Secretariat would point out. One small function a rule; rules are found by themselves.

A rule says what is wrong, where, and why (its source); it changes nothing. What is known of other texts comes in as a
`Record`; without one, the rules that need it find nothing.

To add a rule
-------------
Write one module in `resolution/checks/rules/`, or add to one that is there. It names the heading that its rules are
listed under; a rule's facts are declared once, in a `Rule`; the function that looks for it is entered by a decorator:

    GROUP = Group("Punctuation", 40)

    PER_CENT = Rule(
        "per-cent",
        Severity.WARNING,
        "“Per cent” is written out",
        "The United Nations writes “per cent” in running text; the sign is for tables.",
        "Editorial Manual, numbers",
    )

    @in_passages(PER_CENT)
    def per_cent(passage: PassageScope) -> Iterator[Finding]:
        \"\"\" "10%" is "10 per cent".\"\"\"
        for match in re.finditer(r"(?<=\\d) ?%", passage.words):
            yield PER_CENT.found(*match.span(), "Write “per cent” here.", " per cent")

That is all: the window, the command line and the users' list of rules have it from the table. `Group` takes the heading
and its place among the headings; modules may share a heading. Its spoiler, which proves that the rule finds what it is
for, goes into `tests/resolution/checks/spoilers/`, where it is found by itself too. Two files are generated:

    resolution-drafter check --rules -o docs/rules.md          the users' list of rules
    python3 packaging/dev.py bench rules --write               how often rules fire on adopted texts; may be left out
                                                               (--show CODE says where)

The argument of a function decides how often it runs; take the smallest that will do (`scope.py`):

- `in_passages`  one text: a paragraph, a title, a note. Runs again when its own words change.
- `in_clauses`   one paragraph with its neighbours, owners and items. Runs again when one of these changes.
- `in_heading`   the masthead and the title; give the field of each finding: `found(…, field="sponsors")`, whose
                 characters are those of `field_text(masthead, "sponsors")`. Runs again when the heading changes.
- `in_whole`     everything, at every change: keep it quick (no regular expression over all words). It yields problems,
                 `RULE.found(…).at(place_of(node), node.line)`, notes `.at("note 3", note=2)`.

The first three must be pure: nothing but the argument, which includes the `setting` (organ, language, record, …), may
decide what is found. Embedded texts and tables are not shown to them. `of=` narrows the kinds of paragraph. A rule
applies to English texts unless its `languages` say otherwise; a rule that names another language has to pass on
official texts in it (`tests/resolution/checks/test_languages.py`). Two severities are two rules. One function may look
for several rules: name them all in the decorator. `while_writing=False` keeps a rule silent about the clause that is
being typed. A fix is the words that replace those from start to end; only letters that differ are touched, so the
stretch may be as long as the fix needs. What words cannot fix has a `Remedy`. `apply_fix(resolution, problem)` applies
a fix without a window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resolution.checks.checker import Checker
from resolution.checks.fixing import apply_fix, changes, replaced, with_field
from resolution.checks.ignoring import Ignoring, split_ignored
from resolution.checks.rule import EVERY_LANGUAGE, Finding, Group, Problem, Remedy, Rule, Severity
from resolution.checks.scope import (
    NOTE,
    TITLE,
    CheckContext,
    ClauseScope,
    HeadingScope,
    PassageScope,
    Record,
    Whole,
    field_text,
    place_of,
)
from resolution.checks.table import (
    all_rules,
    applying,
    groups,
    in_clauses,
    in_heading,
    in_passages,
    in_whole,
    rule_of,
)
from resolution.model import Resolution

if TYPE_CHECKING:
    from resolution.language.spelling import Speller

__all__ = [
    "EVERY_LANGUAGE",
    "NOTE",
    "TITLE",
    "CheckContext",
    "Checker",
    "ClauseScope",
    "Finding",
    "Group",
    "HeadingScope",
    "Ignoring",
    "PassageScope",
    "Problem",
    "Record",
    "Remedy",
    "Rule",
    "Severity",
    "Whole",
    "all_rules",
    "apply_fix",
    "applying",
    "changes",
    "check",
    "field_text",
    "groups",
    "in_clauses",
    "in_heading",
    "in_passages",
    "in_whole",
    "place_of",
    "replaced",
    "rule_of",
    "split_ignored",
    "with_field",
]


def check(
    resolution: Resolution, record: Record | None = None, speller: Speller | None = None
) -> list[Problem]:
    """Return every problem of the text in reading order; without a speller its spelling is not checked."""
    return Checker(record, speller).check(resolution)
