"""Symbols that Word stores as codes in symbol fonts: the characters they look like."""

from __future__ import annotations

import re

from resolution.characters import clean

PRIVATE = re.compile("[\uf020-\uf0ff]")
"""Range in which Word stores the characters of such fonts."""

_LATIN = "ABGDEZHQIKLMNXOPRSTUFCYW"
_GREEK = dict(
    zip(_LATIN + _LATIN.lower(), "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω", strict=True)
)
_SYMBOL = {
    0x2A: "*", 0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xE0: "→", 0xDF: "←",
    0xFB: "✗", 0xFC: "✓", 0xFE: "☑", 0x9F: "•", 0x20: " ",
}  # fmt: skip
_LIKE_TEXT = set(range(0x20, 0x40)) | {0x5B, 0x5D, 0x5F, 0x7B, 0x7C, 0x7D}
"""Codes at which the font Symbol has ordinary digits and punctuation."""


def sign(code: int, font: str) -> str:
    """Return the character that a font shows for a code; an empty string if unknown."""
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if code > 0xFF:
        return clean(chr(code)) if code < 0x110000 else ""
    if "wingdings" in font.lower() or "webdings" in font.lower():
        return _WINGDINGS.get(code, "")
    found = _SYMBOL.get(code) or _GREEK.get(chr(code), "")
    return found or (clean(chr(code)) if code in _LIKE_TEXT or "symbol" not in font.lower() else "")
