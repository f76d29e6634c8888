"""The leads of adopted texts, a table for each language: `data/leads_en.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from resolution import DATA
from resolution.model import Kind


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead of adopted texts: its words, its part, and how many clauses of each family of organs begin with it.

    assembly: General Assembly, Economic and Social Council, Human Rights Council; council: Security Council.
    """

    words: str
    kind: Kind
    assembly: int
    council: int

    @property
    def uses(self) -> int:
        """Return in how many clauses of the texts counted it stands."""
        return self.assembly + self.council


@cache
def read_leads(language: str) -> tuple[Lead, ...]:
    """Return the leads of a language, most used first; none where the language has no table.

    language: its two-letter code
    """
    source = DATA / f"leads_{language}.csv"
    if not source.is_file():
        return ()
    with source.open(encoding="utf-8") as lines:
        rows = [
            Lead(row["lead"], Kind(row["part"]), int(row["assembly"]), int(row["council"]))
            for row in csv.DictReader(lines)
        ]
    return tuple(sorted(rows, key=lambda lead: (-lead.uses, lead.words)))
