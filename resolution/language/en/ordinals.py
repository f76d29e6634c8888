"""Numbers in English words: "twelve", and for sessions and paragraphs "eighty-second"."""

from __future__ import annotations

from resolution.language.expressions import Ordinals

_CARDINALS = (
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
_LAST = 199


def ordinal(number: int) -> str:
    """Return a number from 1 to 199 as an ordinal in words ("eighty-second"); ValueError for any other."""
    if not 1 <= number <= _LAST:
        raise ValueError(f"there is no session {number}")
    if number == 100:
        return "one hundredth"
    if number > 100:
        return f"one hundred and {ordinal(number - 100)}"
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]}y-{_ONES[ones]}" if ones else f"{_TENS[tens]}ieth"


def ordinal_in_figures(number: int) -> str:
    """Return "1st", "12th", "23rd"."""
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


EXPRESSIONS = Ordinals(_CARDINALS, _LAST, ordinal, ordinal_in_figures)
