"""Labels that a source generates: number formats and bullets."""

from __future__ import annotations

from resolution.labels import letters
from resolution.language.ordinals import CARDINALS, ordinal_in_figures

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
BULLETS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf076": "•", "\uf0d8": "•", "\uf0fc": "•", "\uf0a8": "□", "\uf02d": "–",
    "\uf0be": "–", "\uf06f": "○", "o": "○", "·": "•", "§": "▪", "Ø": "•", "ü": "•", "v": "•",
}  # fmt: skip
"""Bullets by their codes in symbol fonts; unknown ones become the common bullet."""


def format_count(count: int, form: str) -> str:
    """Return a count in a number format named as in Word; in digits if the format is of another script."""
    match form:
        case "none":
            return ""
        case "lowerLetter" | "upperLetter" if 0 < count <= 26 * 50:
            return letters(count) if form == "lowerLetter" else letters(count).upper()
        case "lowerRoman" | "upperRoman" if 0 < count < 4000:
            return _roman(count) if form == "lowerRoman" else _roman(count).upper()
        case "decimalZero":
            return f"{count:02d}"
        case "ordinal":
            return ordinal_in_figures(count)
        case "cardinalText" if 0 <= count < len(CARDINALS):
            return CARDINALS[count].capitalize()
        case _:
            return str(count)


def _roman(count: int) -> str:
    out = ""
    for amount, sign in _ROMAN:
        times, count = divmod(count, amount)
        out += sign * times
    return out
