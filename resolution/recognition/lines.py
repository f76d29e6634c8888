"""Printed lines of a plain text: their words, typography and place, and how a document sets its paragraphs apart.

Every document does it in its own way: a blank line between paragraphs or after every printed line, an indent, a number,
or nothing at all. `Layout` infers which, from pairs of neighbouring lines of which one is sure.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from resolution.characters import clean
from resolution.language import of
from resolution.language.leads import lead_length
from resolution.language.organs import organ_of_opening
from resolution.model import Kind
from resolution.recognition.hints import LineHints
from resolution.text import Mark, Run, Text, cut, join, make, plain, strip

MARKUP_LIMIT = 2_000_000
"""Characters up to which Markdown is looked for; no resolution is as long, and a hostile text could make it slow."""

_EMPHASIS = re.compile(
    r"(?<![\w*\\])(?P<sign>\*{1,3}|_{1,2})(?=[^\s*_])"
    r"(?P<inner>(?:[^\n]|\n(?![ \t]*\n)){0,600}?[^\s*_])(?P=sign)(?![\w*_])"
)
_MARKS = {
    "*": Mark.ITALIC, "_": Mark.ITALIC, "**": Mark.BOLD, "__": Mark.BOLD, "***": Mark.ITALIC | Mark.BOLD,
}  # fmt: skip
_EXPRESSIONS = of().line_expressions
NUMBER = re.compile(
    r"(?P<sign>\d{1,3}(?:\s?(?:bis|ter|quater|alt))?)\s?[.)](?:\s+|$|(?=[A-Z“\"(*]))"
)
ITEM = re.compile(
    r"(?P<sign>\((?:[a-z]|([a-z])\2|[ivxl]{1,7}|\d{1,3}|[A-Z])\)|(?:[a-z]|[ivxl]{1,7}|[A-Z])\)|(?:[a-z]|[ivxl]{2,7})\."
    r"|[–—‒•·▪●○◦■□‣⁃*\-]|o(?=\s))(?:\s+(?=\S)|$|(?<=\))(?=[A-Z“\"]))"
)
"""A label of an item; "o" and "*" are bullets as copies from Word and the Web print them."""
CLOSING = _EXPRESSIONS.closing
DAY = _EXPRESSIONS.day
"""A line that is nothing but a date."""
ANNEX = _EXPRESSIONS.annex


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line without the white space around it.

    indent: columns before it; gap: blank lines before it; cut: a page ended, or notes stood, before it;
    page: it is the first line of a page that the source marks with a form feed.
    given: what the source says of it besides, None where it is plain text.
    """

    number: int
    text: Text
    words: str
    indent: int = 0
    gap: int = 0
    cut: bool = False
    page: bool = False
    given: LineHints | None = None

    def saying(self, text: Text) -> Line:
        """Return the line with another text in its place."""
        return replace(self, text=text, words=plain(text))


NO_SIGNS = re.compile(
    "[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
"""Signs without width, which pages of the Web set where a word may break, and control characters, which no file of
ours can keep: they are nobody's words."""


def lines_of(source: str) -> list[Line]:
    """Return the lines that have words, Markdown emphasis turned into typography, what is no sign dropped."""
    # A form feed stays until here: it tells where a page begins.
    source = NO_SIGNS.sub("", "\f".join(map(clean, source.split("\f"))))
    spans = list(_emphasis(source)) if len(source) <= MARKUP_LIMIT else []
    out: list[Line] = []
    at = gap = first = 0
    page = False
    for raw in source.splitlines(keepends=True):
        bare = raw.strip()
        if bare:
            while first < len(spans) and spans[first][1] <= at:
                first += 1
            text = strip(join(_runs(source, at, at + len(raw), spans, first)))
            words = plain(text)
            if words.strip():
                indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
                out.append(Line(len(out), text, words, indent, gap, page, page))
                gap, page = 0, False
        else:
            gap += 1
        page = page or raw.endswith("\f")
        at += len(raw)
    return out


def without_places(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines, "OP2" at their start read as the number it stands for, "PP3" as the start of a paragraph.

    A preambular paragraph has no number: its place in the text says what "PP3" says.
    """
    gap = 0
    for line in lines:
        place = PLACE.match(line.words)
        if not place:
            yield replace(line, gap=max(gap, line.gap)) if gap else line
            gap = 0
            continue
        rest, gap = cut(line.text, place.end()), max(1, line.gap)
        if place["part"] == "OP":
            rest = join(make(f"{place['sign']}. "), rest)
        if plain(rest):
            yield replace(line.saying(strip(rest)), gap=gap)
            gap = 0


def _emphasis(source: str) -> Iterator[tuple[int, int, int, Mark]]:
    """Yield start, end, width of the signs and meaning of every stretch that Markdown emphasises."""
    for found in _EMPHASIS.finditer(source):
        inner = found["inner"]
        if any(sign.isalpha() for sign in inner):
            yield found.start(), found.end(), len(found["sign"]), _MARKS[found["sign"]]


def _runs(
    source: str, start: int, end: int, spans: list[tuple[int, int, int, Mark]], first: int
) -> Iterator[Run]:
    at = start
    for low, high, width, mark in spans[first:]:
        if low >= end:
            break
        yield Run(source[at : max(at, min(low, end))])
        inside = max(at, low + width), min(end, high - width)
        yield Run(source[inside[0] : inside[1]], mark)
        at = max(at, min(end, high))
    yield Run(source[at:end])


def is_ended(words: str) -> bool:
    """Return whether a clause could end with these words: punctuation, but no abbreviation ("chap.")."""
    bare = words.rstrip("”\"’')]* \t\N{NO-BREAK SPACE}")
    if not bare or bare[-1] not in ".,;:":
        return bool(_EXPRESSIONS.conjoined.search(bare))
    return not _EXPRESSIONS.abbreviated.search(bare)


def may_end(words: str) -> bool:
    """Return whether a clause could end with these words, or with a note mark glued to its last sign ("72/4;1")."""
    return is_ended(words) or re.search(r"[.,;:][”\"’)]*\d{1,2}$", words) is not None


def is_terminated(words: str) -> bool:
    """Return whether a sentence could end here: a full stop that is not an abbreviation's, or a semicolon."""
    return words.rstrip("”\"’')]* \t\N{NO-BREAK SPACE}").endswith((".", ";")) and is_ended(words)


def starts_lower(words: str) -> bool:
    """Return whether the first letter or figure, past quotes and brackets, cannot begin a clause."""
    first = words.lstrip("“\"‘'([ ")[:1]
    return first.islower() or first.isdigit()


def is_opening(words: str) -> bool:
    """Return whether a line is the opening one: "The General Assembly," or, where one clause follows, without comma."""
    bare = words.strip().lstrip('“"').strip()
    if not bare.startswith(_EXPRESSIONS.opening) or len(bare) > 160 or not organ_of_opening(bare):
        return False
    return bare.endswith((",", ":")) or bool(_EXPRESSIONS.organ.search(bare))


PLACE = _EXPRESSIONS.place
"""What delegates call a paragraph while they negotiate: "PP3", "OP2 bis"."""


@lru_cache(maxsize=4096)
def has_lead(words: str) -> bool:
    """Return whether a line begins as a clause does, with a lead in a capital letter."""
    bare = words.lstrip('“"‘ ')
    return bare[:1].isupper() and (
        lead_length(bare, Kind.PREAMBULAR) > 0 or lead_length(bare, Kind.OPERATIVE) > 0
    )


def is_closing(words: str) -> bool:
    """Return whether a line is one that closes a text: the meeting, or nothing but a date."""
    return CLOSING.fullmatch(words) is not None or DAY.fullmatch(words) is not None


def is_starter(words: str) -> bool:
    """Return whether a line could only begin a paragraph."""
    return (
        NUMBER.match(words) is not None
        or ITEM.match(words) is not None
        or has_lead(words)
        or is_opening(words)
        or CLOSING.fullmatch(words) is not None
        or ANNEX.fullmatch(words) is not None
    )


class Layout:
    """How a document sets its paragraphs apart, inferred from its lines.

    separator: the fewest blank lines that part two paragraphs (0: every line is one; NONE: blank lines say nothing).
    width: characters of a full line, 0 where lines are not wrapped.
    spaced: blank lines part the clauses, so that a line without one before it begins none.
    indented: the first line of a paragraph stands further in than the others.
    """

    NONE = 1_000_000

    def __init__(self, lines: list[Line]) -> None:
        pairs = [(a, b) for a, b in itertools.pairwise(lines) if not b.cut]
        going_on = [(a, b) for a, b in pairs if _goes_on(a, b)]
        self._bases = dict(_bases(lines))
        self.separator = _separator(pairs, going_on)
        inside = [a for a, b in going_on if b.gap < self.separator]
        lengths = sorted(len(a.words) for a in inside)
        self.width = lengths[len(lengths) * 4 // 5] if lengths else 0
        begun = [b for a, b in pairs if is_ended(a.words) and has_lead(b.words)]
        apart = sum(b.gap >= self.separator for b in begun)
        self.spaced = 0 < self.separator < Layout.NONE and apart > 2 and apart >= 0.75 * len(begun)
        self.indented = self._is_indented(pairs, [p for p in going_on if p[1].gap < self.separator])

    @classmethod
    def apart(cls, lines: list[Line]) -> Layout:
        """Return the layout of lines of which each is a whole paragraph, as a source with paragraphs tells."""
        layout = cls([])
        layout._bases = dict(_bases(lines))
        layout.separator = 0
        return layout

    def depth(self, line: Line) -> int:
        """Return how far a line stands in from the margin of its page."""
        return line.indent - self._bases.get(line.number, 0)

    def separates(self, line: Line) -> bool:
        """Return whether the blank lines before a line part it from the one before."""
        return line.gap >= self.separator and not line.cut

    def broke_early(self, previous: Line, line: Line) -> bool:
        """Return whether the next line's first word would have had ample room on the one before."""
        if not self.width:
            return False
        first = line.words.split(maxsplit=1)[0]
        return len(previous.words) + 1 + len(first) < 0.8 * self.width

    def _is_indented(
        self, pairs: list[tuple[Line, Line]], going_on: list[tuple[Line, Line]]
    ) -> bool:
        starts = [b for a, b in pairs if is_ended(a.words) and is_starter(b.words)]
        if len(starts) < 2 or not going_on:
            return False
        inward = sum(self.depth(b) > 0 for b in starts) / len(starts)
        margin = sum(self.depth(b) == 0 for _, b in going_on) / len(going_on)
        return inward >= 0.8 and margin >= 0.8


def _goes_on(a: Line, b: Line) -> bool:
    if may_end(a.words) or is_starter(b.words) or is_closing(a.words) or is_closing(b.words):
        return False
    return starts_lower(b.words) or (len(a.words) >= 50 and not b.gap)


def _separator(pairs: list[tuple[Line, Line]], going_on: list[tuple[Line, Line]]) -> int:
    for gap in sorted({b.gap for _, b in pairs}):
        as_wide = sum(b.gap >= gap for _, b in pairs)
        just = sum(b.gap == gap for _, b in pairs)
        apart = sum(b.gap == gap for _, b in going_on) <= 0.5 * just
        if apart and sum(b.gap >= gap for _, b in going_on) < 0.15 * as_wide:
            return gap
    return Layout.NONE


def _bases(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Yield every line's number with the left margin of its page."""
    page: list[Line] = []
    for line in [*lines, None]:
        if line is None or (line.cut and page):
            base = min((each.indent for each in page), default=0)
            yield from ((each.number, base) for each in page)
            page = []
        if line is not None:
            page.append(line)


def compounds(lines: Iterable[Line]) -> frozenset[str]:
    """Return the hyphenated words seen whole, in lower case: they say which broken ones belong together."""
    words = (word for line in lines for word in line.words.split() if "-" in word)
    bare = (re.sub(r"^[\W\d_]+|[\W\d_]+$", "", word[:100]) for word in words)
    return frozenset(word.lower() for word in bare if "-" in word)


def joined(lines: Sequence[Text], whole: frozenset[str]) -> Text:
    """Return the lines of one paragraph as one text.

    A hyphen at the end of a line stays, and the break goes: United Nations texts do not hyphenate words at line
    ends, so the hyphen belongs to a compound.
    """
    out: list[Text] = []
    for line in lines:
        if out:
            out[-1], between = _seam(out[-1], line, whole)
            out.append(between)
        out.append(line)
    return join(*out)


_RANGE_BROKEN = re.compile(r"\d[-–‐‑]$")
_BROKEN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)(\s*)[-‐‑]$")


def _seam(before: Text, after: Text, whole: frozenset[str]) -> tuple[Text, Text]:
    """Return a line as it ends where the next one goes on, and what stands between them: a space or nothing."""
    first, second = plain(before), plain(after)
    space: Text = (Run(" "),) if first and second else ()
    tail = first[-60:]
    if _RANGE_BROKEN.search(tail) and second[:1].isdigit():
        return before, ()  # "2014–" and "2024": a range
    left = _BROKEN.search(tail)
    if not left or not _goes_together(left, second, whole):
        return before, space
    offset = len(first) - len(tail)
    return join(cut(before, 0, offset + left.end(1)), cut(before, offset + left.end(2))), ()


def _goes_together(left: re.Match[str], second: str, whole: frozenset[str]) -> bool:
    """Return whether a word with a hyphen at the end of a line goes on at the start of the next."""
    right = re.match(r"\w+", second[:60])
    if not right:
        return False
    if (
        _EXPRESSIONS.conjunction.fullmatch(right[0])
        and second[right.end() : right.end() + 1] != "-"
    ):
        return False  # "fuel- and water-efficient"
    return not left[2] or f"{left[1]}-{right[0]}".lower() in whole


def stray_spaces(lines: Sequence[Line], whole: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what stands before a word that lines break and print with a space before its hyphen, that, and the word."""
    for before, after in itertools.pairwise(lines):
        left = _BROKEN.search(before.words[-60:])
        if left and left[2] and _goes_together(left, after.words, whole):
            rest = re.match(r"\w+(?:-\w+)*", after.words)
            end = rest[0] if rest else ""
            ahead = before.words[-60:][: left.start()]
            yield ahead[-30:], f"{left[1]} -{end}", f"{left[1]}-{end}"
