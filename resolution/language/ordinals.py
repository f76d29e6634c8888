"""Numbers in words, as the United Nations writes them: "twelve", and for sessions and paragraphs "eighty-second"."""

from __future__ import annotations

from resolution.language import of

_ORDINALS = of().ordinals

CARDINALS = _ORDINALS.cardinals
LAST = _ORDINALS.last


def ordinal(number: int) -> str:
    """Return a number from 1 to 199 as an ordinal in words ("eighty-second"); ValueError for any other."""
    return _ORDINALS.in_words(number)


def nth(number: int, last: int = LAST) -> str:
    """Return a number from 1 on as an ordinal, in words up to `last` ("twenty-third"), then in figures ("201st")."""
    return ordinal(number) if number <= last else ordinal_in_figures(number)


def ordinal_in_figures(number: int) -> str:
    """Return "1st", "12th", "23rd"."""
    return _ORDINALS.in_figures(number)


_NUMBERS = {ordinal(number): number for number in range(1, LAST + 1)}


def number_of(words: str) -> int | None:
    """Return the number that words begin with ("Eighty-first session", "74th", "82"), or None."""
    plain = " ".join(words.replace("\N{NON-BREAKING HYPHEN}", "-").casefold().split())
    digits = plain[: len(plain) - len(plain.lstrip("0123456789"))]
    if digits:
        return int(digits)
    found = [known for known in _NUMBERS if plain == known or plain.startswith(known + " ")]
    return _NUMBERS[max(found, key=len)] if found else None
