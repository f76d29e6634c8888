"""Dates as United Nations documents print them: "4 December 2000"."""

from __future__ import annotations

import re
from datetime import date

from resolution.language import of

MONTHS = of().months

_DATE = re.compile(r"\b(\d{1,2})\s+(" + "|".join(MONTHS) + r")\s+(\d{4})\b")


def find_dates(words: str) -> list[tuple[date, int, int]]:
    """Return every date in the words with its start and end; impossible days ("31 June 2000") are left out."""
    found = []
    for match in _DATE.finditer(words):
        day, month, year = match.groups()
        try:
            found.append(
                (date(int(year), MONTHS.index(month) + 1, int(day)), match.start(), match.end())
            )
        except ValueError:
            continue
    return found


def parse_date(words: str) -> date | None:
    """Return the first date in the words, or None."""
    found = find_dates(words)
    return found[0][0] if found else None


def printed(day: date) -> str:
    """Return "4 December 2000"."""
    return of().masthead.day.format(day=day.day, month=MONTHS[day.month - 1], year=day.year)
