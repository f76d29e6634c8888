"""How often each rule of the checks fires on the adopted English texts of the working set: none may cry wolf.

An error may fire on 1 adopted text in 200, a warning once in 20 texts on average, all warnings together on fewer than
1.5 a text. What goes beyond is marked.
Run: python tests/benchmarks/bench_rules.py
     [--show CODE]   print what a rule says of them, text by text
     [--every N]     read every Nth text only
     [--write]       keep the counts for the users' table of rules (all texts only)
"""

from __future__ import annotations

import argparse
from collections import Counter

from bench_typing import SHARED

from precedent_corpus.store.register import Register
from resolution.checks import Checker, Severity, all_rules, groups
from resolution.checks.rates import written
from resolution.formats.akn import reader as akn
from resolution.language.spelling import Speller, dictionary

ERRORS, WARNINGS, TOGETHER = 1 / 200, 1 / 20, 1.5


def main() -> None:
    """Print the table."""
    given = argparse.ArgumentParser()
    given.add_argument("--show", default="")
    given.add_argument("--every", type=int, default=1)
    given.add_argument("--write", action="store_true")
    options, _ = given.parse_known_args()
    paths = sorted(SHARED.glob("*/English/*.xml"))[:: options.every]
    words = dictionary()
    checker = Checker(Register(), Speller(words) if words else None)
    texts: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for path in paths:
        problems = checker.check(akn.read(path).resolution)
        times.update(problem.code for problem in problems)
        texts.update({problem.code for problem in problems})
        for problem in problems:
            if problem.code == options.show:
                fix = "" if problem.fix is None else f" → {problem.fix!r}"
                print(f"{path.stem:16} {problem.where:12} {problem.message}{fix}")
    if not paths:
        print("The working set of real resolutions (../shared/corpus) is not here.")
        return
    _print(texts, times, len(paths))
    if options.write and options.every == 1:
        written(
            {rule.code: (texts[rule.code], times[rule.code]) for rule in all_rules()}, len(paths)
        )


def _print(texts: Counter[str], times: Counter[str], of: int) -> None:
    print(f"{of} adopted texts in English\n")
    print(f"{'rule':24} {'severity':8} {'texts':>6} {'times':>6} {'a text':>7}")
    warnings = 0
    for name, group in groups().items():
        print(name)
        for rule in group:
            warnings += times[rule.code] * (rule.severity is Severity.WARNING)
            too_many = (rule.severity is Severity.ERROR and texts[rule.code] > ERRORS * of) or (
                rule.severity is Severity.WARNING and times[rule.code] > WARNINGS * of
            )
            print(
                f"  {rule.code:22} {rule.severity.value:8} {texts[rule.code]:6} {times[rule.code]:6}"
                f" {times[rule.code] / of:7.3f}{'  TOO OFTEN' if too_many else ''}"
            )
    mark = "  TOO MANY" if warnings > TOGETHER * of else ""
    print(f"all warnings together: {warnings / of:.3f} a text{mark}")


if __name__ == "__main__":
    main()
