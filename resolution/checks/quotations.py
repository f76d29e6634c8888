"""Which words of a text are quoted: rules of style skip them, for a quotation is printed as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resolution.language import of

OPENS, CLOSES = of().quotation_marks
"""The marks around a quotation."""

_QUOTED = re.compile(rf"{OPENS}[^{CLOSES}]*(?:{CLOSES}|$)")


def own_matches(pattern: re.Pattern[str], words: str) -> Iterator[re.Match[str]]:
    """Yield what a pattern finds in the words that are the text's own, those between quotation marks left out."""
    found = list(pattern.finditer(words))
    if not found:
        return
    quoted = [match.span() for match in _QUOTED.finditer(words)] if OPENS in words else []
    for match in found:
        if not any(low <= match.start() < high for low, high in quoted):
            yield match
