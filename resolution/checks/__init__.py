"""Checks: what an editor of the Secretariat would point out. One small function a rule, gathered in one table.

A rule says what is wrong, where, and why (its source); it changes nothing. What is known of other texts comes in as a
`Record`; without one, the rules that need it stay silent.

To add a rule
-------------
Its facts stand once, in a `Rule`; the function that looks for it is entered by a decorator that says what it is given.
In `punctuation.py`, say:

    PER_CENT = Rule(
        "per-cent",
        Severity.WARNING,
        "“Per cent” is written out",
        "The United Nations writes “per cent” in running text; the sign is for tables.",
        "Editorial Manual, numbers",
    )

    @in_passages(PER_CENT)
    def per_cent(passage: Passage) -> Iterator[Finding]:
        \"\"\" "10%" is "10 per cent".\"\"\"
        for match in re.finditer(r"(?<=\\d) ?%", passage.words):
            yield PER_CENT.found(*match.span(), "Write “per cent” here.", " per cent")

That is all: the window, the command line and the users' list of rules have it from the table; write that list anew with
`resolution-drafter check --rules -o docs/rules.md`, and count how often rules fire on adopted texts with
`tests/benchmarks/bench_rules.py` (`--show CODE` says where, `--write` keeps the counts). A new module goes into
`table.GROUPS`. What a function is given decides how often it runs; take the smallest that will do (`scope.py`):

- `in_passages`  one text: a paragraph, a title, a note. Looked at again when its own words change.
- `in_clauses`   one paragraph with its neighbours, owners and items. Again when one of these changes.
- `in_heading`   the masthead and the title; say the field of each finding: `found(…, field="sponsors")`, whose
                 characters are those of `field_text(masthead, "sponsors")`. Again when the heading changes.
- `in_whole`     everything, at every change: keep it quick (no regular expression over all words). It yields problems,
                 `RULE.found(…).at(place_of(node), node.line)`, notes `.at("note 3", note=2)`.

The first three must be pure: nothing but the argument, which holds the `setting` too (organ, language, record, …) may
decide what is found. Embedded texts and tables are not shown to them. `of=` narrows the kinds of paragraph. A rule
applies to English texts unless its `languages` say otherwise; a rule that claims another language has to pass on
official texts in it (`tests/resolution/checks/test_languages.py`). Two severities are two rules. One function may look
for several rules: name them all in the decorator. `while_writing=False` keeps a rule silent about the clause one is
writing. A fix is the words that replace those from start to end; only letters that differ are touched when it is made,
so let it reach over as much as it needs. What words cannot mend has a `Remedy`. `mended(resolution, problem)` makes the
fix without a window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resolution.checks.checker import Checker
from resolution.checks.fixing import changes, mended, replaced, with_field
from resolution.checks.ignoring import Ignoring, told
from resolution.checks.rule import EVERY_LANGUAGE, Finding, Problem, Remedy, Rule, Severity
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
    applying,
    groups,
    in_clauses,
    in_heading,
    in_passages,
    in_whole,
    rule_of,
    rules,
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
    "HeadingScope",
    "Ignoring",
    "PassageScope",
    "Problem",
    "Record",
    "Remedy",
    "Rule",
    "Severity",
    "Whole",
    "applying",
    "changes",
    "check",
    "field_text",
    "groups",
    "in_clauses",
    "in_heading",
    "in_passages",
    "in_whole",
    "mended",
    "place_of",
    "replaced",
    "rule_of",
    "rules",
    "told",
    "with_field",
]


def check(
    resolution: Resolution, record: Record | None = None, speller: Speller | None = None
) -> list[Problem]:
    """Return every problem of the text in reading order; without a speller its spelling is not looked at."""
    return Checker(record, speller).check(resolution)
