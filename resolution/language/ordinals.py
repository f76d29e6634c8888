"""Numbers in words, as the United Nations writes them: "twelve", and for sessions and paragraphs "eighty-second"."""

from __future__ import annotations

CARDINALS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_ONES = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = (
    "", "", "twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet",
)  # fmt: skip
LAST = 199


def ordinal(number: int) -> str:
    """Return a number from 1 to 199 as an ordinal in words ("eighty-second"); ValueError for any other."""
    if not 1 <= number <= LAST:
        raise ValueError(f"there is no session {number}")
    if number == 100:
        return "one hundredth"
    if number > 100:
        return f"one hundred and {ordinal(number - 100)}"
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]}y-{_ONES[ones]}" if ones else f"{_TENS[tens]}ieth"


def nth(number: int, last: int = LAST) -> str:
    """Return a number from 1 on as an ordinal, in words up to `last` ("twenty-third"), then in figures ("201st")."""
    return ordinal(number) if number <= last else ordinal_in_figures(number)


def ordinal_in_figures(number: int) -> str:
    """Return "1st", "12th", "23rd"."""
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


_NUMBERS = {ordinal(number): number for number in range(1, LAST + 1)}


def number_of(words: str) -> int | None:
    """Return the number that words begin with ("Eighty-first session", "74th", "82"), or None."""
    plain = " ".join(words.replace("\N{NON-BREAKING HYPHEN}", "-").casefold().split())
    digits = plain[: len(plain) - len(plain.lstrip("0123456789"))]
    if digits:
        return int(digits)
    found = [known for known in _NUMBERS if plain == known or plain.startswith(known + " ")]
    return _NUMBERS[max(found, key=len)] if found else None
