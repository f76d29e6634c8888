"""How often each rule fires on adopted texts, as last counted by `tests/benchmarks/bench_rules.py --write`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import StringIO

from resolution import DATA

_FILE = DATA / "rule_rates.csv"
_ALL = "*"
"""The row that says how many texts were read."""


@dataclass(frozen=True, slots=True)
class Rate:
    """In how many of how many adopted texts a rule fires, and how many times in all."""

    texts: int
    times: int
    of: int

    def __str__(self) -> str:
        if not self.texts:
            return f"in none of {self.of:,} adopted texts"
        return f"in {self.texts:,} of {self.of:,} adopted texts"


@cache
def rates() -> dict[str, Rate]:
    """Return the rates by the codes of the rules; empty if they were never counted."""
    if not _FILE.is_file():
        return {}
    rows = list(csv.reader(StringIO(_FILE.read_text(encoding="utf-8"))))
    counted = {code: (int(texts), int(times)) for code, texts, times in rows[1:]}
    of = counted.pop(_ALL, (0, 0))[0]
    return {code: Rate(texts, times, of) for code, (texts, times) in counted.items()}


def often(code: str) -> str:
    """Return how often a rule fires in words ("in 3 of 1,234 adopted texts"), empty if it was never counted."""
    rate = rates().get(code)
    return str(rate) if rate else ""


def written(counted: Mapping[str, tuple[int, int]], of: int) -> None:
    """Store the counts: in how many texts each rule fired, and how many times."""
    out = StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("code", "texts", "times"))
    rows.writerow((_ALL, of, sum(times for _, times in counted.values())))
    rows.writerows((code, *numbers) for code, numbers in counted.items())
    _FILE.write_text(out.getvalue(), encoding="utf-8")
