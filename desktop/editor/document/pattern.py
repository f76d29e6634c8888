"""What is looked for: words or a regular expression, found in whatever signs they are printed with.

A plain space finds a non-breaking one, a hyphen a non-breaking hyphen, a straight quotation mark a curly one; whoever
types the special sign finds that sign alone. Positions count as Qt does: letters beyond the basic plane twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QRegularExpression, QRegularExpressionMatch

from desktop.editor.document.properties import LINE_BREAK, OBJECT

PLAIN = {
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{THIN SPACE}": " ",
    LINE_BREAK: " ",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{HYPHEN}": "-",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
}
"""Signs of print, and what is typed to find them. Each is one sign, so that positions stay the same."""

_NAMED = re.compile(r"\\(?:[xuN]|\d{3})")
"""A regular expression that names a sign by its number means that sign."""
_ESCAPE = re.compile(r"\\(\d{1,2}|.)", re.DOTALL)

Span = tuple[int, int]


class PatternError(ValueError):
    """What was typed is no regular expression; the message says so in one sentence."""


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What the user looks for.

    case: capitals count; whole: whole words alone; expression: the words are a regular expression;
    notes: in the words of notes and tables too.
    """

    words: str = ""
    case: bool = False
    whole: bool = False
    expression: bool = False
    notes: bool = True


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """One place in some words: where it is, and behind it where the groups of a regular expression are."""

    groups: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Return where it begins."""
        return self.groups[0][0]

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.groups[0][1]


class Pattern:
    """Finds what is wanted in words; raises `PatternError` where that is no regular expression."""

    def __init__(self, wanted: SearchOptions) -> None:
        self.wanted = wanted
        source = wanted.words
        if not wanted.expression:
            source = QRegularExpression.escape(source)
        if wanted.whole:
            source = rf"(?<!\w)(?:{source})(?!\w)"
        option = QRegularExpression.PatternOption
        options = option.UseUnicodePropertiesOption
        if not wanted.case:
            options |= option.CaseInsensitiveOption
        self._expression = QRegularExpression(source, options)
        if not self._expression.isValid():
            raise PatternError(f"Not a pattern yet: {self._expression.errorString()}.")
        self.groups = self._expression.captureCount()
        exact = wanted.expression and _NAMED.search(wanted.words)
        kept = set(PLAIN) if exact else set(wanted.words)
        self._plain = str.maketrans({sign: p for sign, p in PLAIN.items() if sign not in kept})

    def __bool__(self) -> bool:
        return bool(self.wanted.words)

    def found(self, words: str) -> list[PatternMatch]:
        """Return every place in some words, in order; a place without a letter is none."""
        if not self.wanted.words or not words:
            return []
        places = []
        step = self._expression.globalMatch(words.translate(self._plain))
        while step.hasNext():
            each = step.next()
            if each.capturedEnd() > each.capturedStart():
                places.append(_found(each, self.groups))
        return places

    def replacement(self, words: str, place: PatternMatch, template: str) -> str:
        """Return what takes the place of words that were found.

        In a regular expression \\1 stands for its first group, \\0 for all that was found, \\n for a line break.
        Words take over the capital that the found ones begin with, where capitals do not count in the search.
        """
        if self.wanted.expression:
            return _ESCAPE.sub(lambda sign: self._escaped(sign[1], words, place), template)
        old = part(words, place.start, place.end)
        if not self.wanted.case and old[:1].isupper() and template[:1].islower():
            return template[:1].upper() + template[1:]
        return template

    def _escaped(self, sign: str, words: str, place: PatternMatch) -> str:
        if sign.isdigit():
            low, high = place.groups[int(sign)] if int(sign) < len(place.groups) else (-1, -1)
            return part(words, low, high) if low >= 0 else ""
        return {"n": LINE_BREAK, "t": "\t"}.get(sign, sign)

    def check(self, template: str) -> None:
        """Raise `PatternError` where a replacement speaks of a group that the pattern does not have."""
        if not self.wanted.expression:
            return
        for sign in _ESCAPE.finditer(template):
            if sign[1].isdigit() and int(sign[1]) > self.groups:
                raise PatternError(
                    f"The replacement speaks of group \\{sign[1]}, but the pattern has "
                    f"{self.groups or 'none'}."
                )


def _found(match: QRegularExpressionMatch, groups: int) -> PatternMatch:
    return PatternMatch(
        tuple((match.capturedStart(n), match.capturedEnd(n)) for n in range(groups + 1))
    )


def part(words: str, start: int, end: int) -> str:
    """Return the words between two positions that count as Qt does."""
    if len(words) == units(words):
        return words[start:end]
    return words.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")


def units(words: str) -> int:
    """Return how long words are as Qt counts."""
    return len(words) if words.isascii() else len(words.encode("utf-16-le")) // 2


def without_marks(words: str) -> tuple[str, list[int] | None]:
    """Return words without the characters of notes, and where each of what is left stands; None where all is left."""
    if OBJECT not in words:
        return words, None
    places: list[int] = []
    at = 0
    for letter in words:
        size = 2 if ord(letter) > 0xFFFF else 1
        if letter != OBJECT:
            places += range(at, at + size)
        at += size
    return words.replace(OBJECT, ""), places
