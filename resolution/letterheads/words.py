"""The words that a letterhead prints in the language of the text."""

from __future__ import annotations

from datetime import date

from resolution.language import of
from resolution.language.masthead_words import MastheadWords

__all__ = ["MastheadWords", "listed", "printed_day", "words"]


def words(language: str) -> MastheadWords:
    """Return the words of a language tag ("fr", "fr-CA"); English ones where the language has none."""
    return of(language).masthead


def listed(names: tuple[str, ...], language: MastheadWords) -> str:
    """Return "Algeria, Brazil and China": no comma before the last, as the Editorial Manual wants it."""
    if len(names) < 2:
        return "".join(names)
    return language.joined.format(language.comma.join(names[:-1]), names[-1])


def printed_day(day: date, language: MastheadWords) -> str:
    """Return the date as the masthead prints it: "5 November 2018"."""
    return language.day.format(day=day.day, month=language.months[day.month - 1], year=day.year)
