"""The register of adopted resolutions: symbols, dates, votes and titles, known whether or not the text is at hand."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from resolution.model import Vote
from resolution.organs import organ, organ_of_symbol

DATA = Path(__file__).parent / "data" / "resolutions.csv"


@dataclass(frozen=True, slots=True)
class Entry:
    """A resolution of the register; what it does not know is empty or None.

    certain: the date was read off the text itself; otherwise it is the one that later resolutions cite.
    """

    symbol: str
    organ: str
    adopted: date | None
    title: str
    vote: Vote
    committee: str
    agenda_item: str
    draft: str
    certain: bool


class Register:
    """Looks up adopted resolutions. The table is read at the first question; a missing one knows nothing.

    Meets `resolution.checks.Record`.
    """

    def __init__(self, path: Path = DATA) -> None:
        self.path = path

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Entry]:
        return (_entry(row) for row in self._rows.values())

    def by_symbol(self, symbol: str) -> Entry | None:
        """Return the resolution with this symbol ("A/RES/65/230"), or None."""
        row = self._rows.get(" ".join(symbol.split()))
        return _entry(row) if row else None

    def by_number(self, cited: str, organ_name: str = "General Assembly") -> Entry | None:
        """Return the resolution cited so ("65/230", "2231 (2015)", "217 A (III)") by this organ, or None."""
        return self.by_symbol(_prefix(organ_name) + cited) if _prefix(organ_name) else None

    def by_draft(self, symbol: str) -> Entry | None:
        """Return the resolution that a draft with this symbol was adopted as, or None."""
        found = self._by_draft.get(symbol)
        return self.by_symbol(found) if found else None

    def adoption_date(self, cited: str, organ: str) -> date | None:
        """Return when the resolution cited so by that organ was adopted, None if unknown."""
        entry = self.by_number(cited, organ)
        return entry.adopted if entry else None

    @cached_property
    def _rows(self) -> dict[str, dict[str, str]]:
        try:
            with self.path.open(encoding="utf-8", newline="") as file:
                return {row["symbol"]: row for row in csv.DictReader(file)}
        except FileNotFoundError:
            return {}

    @cached_property
    def _by_draft(self) -> dict[str, str]:
        return {row["draft"]: symbol for symbol, row in self._rows.items() if row["draft"]}


def _prefix(organ_name: str) -> str:
    known = organ(organ_name)
    return known.resolution.partition("{")[0] if known else ""


def _entry(row: dict[str, str]) -> Entry:
    return Entry(
        symbol=row["symbol"],
        organ=row["organ"] or organ_of_symbol(row["symbol"]),
        adopted=date.fromisoformat(row["adopted"]) if row["adopted"] else None,
        title=row["title"],
        vote=Vote(
            row["adoption"],
            _count(row["in_favour"]),
            _count(row["against"]),
            _count(row["abstaining"]),
        ),
        committee=row["committee"],
        agenda_item=row["agenda_item"],
        draft=row["draft"],
        certain=row["source"] == "record",
    )


def _count(value: str) -> int | None:
    return int(value) if value.isdigit() else None
