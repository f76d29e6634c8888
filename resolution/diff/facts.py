"""What differs between two wordings: their words as hunks, and what they cite apart from the words.

Tracked changes, the compare view and the precedent panel all use it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from resolution.diff.words import Op as Happened
from resolution.diff.words import WordSequence, stretches
from resolution.language.dates import MONTHS
from resolution.language.typography import plain_typography

Op = Literal["equal", "delete", "insert", "replace"]


class Hunk(NamedTuple):
    """A stretch of two wordings that is the same in both, or stands in one only, or in both differently.

    The `old` of all hunks joined is the old wording, the `new` of all joined the new one.
    """

    op: Op
    old: str
    new: str


_TOKEN = re.compile(r"\w+(?:[-‑–'’/.,]\w+)*|\s+|[^\w\s]")


def tokens(words: str) -> list[str]:
    """Return the words, spaces and punctuation marks of a wording, in order; joined they are the wording.

    What hangs together is one word: "right-holder's", "A/C.3/74/L.11", "1,500".
    """
    return _TOKEN.findall(words)


def word_diff(old: str, new: str, *, typography: bool = True) -> tuple[Hunk, ...]:
    """Return the hunks that lead from the old wording to the new, in order; changes that only a space parts are one.

    typography: off, where quotation marks, dashes and spaces of another form are to count as the same; the two sides of
    an equal hunk may then differ in these.
    """
    before, after = WordSequence(old), WordSequence(new)
    hunks: list[Hunk] = []
    for stretch in stretches(before, after):
        alike = stretch.op is Happened.SAME or (
            stretch.op is Happened.TYPOGRAPHY and not typography
        )
        words = old[stretch.old : stretch.old_end], new[stretch.new : stretch.new_end]
        _append(hunks, *words, "equal" if alike else "changed")
    return tuple(hunks)


def _append(hunks: list[Hunk], old: str, new: str, tag: str) -> None:
    """Add a hunk, or widen the last one where both are changes, with or without a space between them."""
    if tag == "equal":
        hunks.append(Hunk("equal", old, new))
        return
    if (
        len(hunks) > 1
        and hunks[-1].op == "equal"
        and hunks[-1].old.isspace()
        and hunks[-2].op != "equal"
    ):
        space, change = hunks.pop(), hunks.pop()
        old, new = change.old + space.old + old, change.new + space.new + new
    elif hunks and hunks[-1].op != "equal":
        change = hunks.pop()
        old, new = change.old + old, change.new + new
    op: Op = "replace" if old and new else "delete" if old else "insert"
    hunks.append(Hunk(op, old, new))


class CitedFact(NamedTuple):
    """Something a wording cites or counts: its class, where it stands, and its name in human words."""

    sign: str
    start: int
    end: int
    name: str


CITATION, DATE, ORDINAL, NUMBER = "§", "¤", "†", "#"
"""The classes of facts, and what stands for each in a wording compared by its words alone."""

FACT_SIGNS = CITATION + DATE + ORDINAL + NUMBER

_MONTH = "(?:" + "|".join(MONTHS) + ")"
_NUMERIC = re.compile(
    rf"""
    (?=[A-Z\d])(?:
    (?P<symbol> \b[A-Z]{{1,6}}(?:\.\d+)?(?:/(?:[A-Z0-9][\w.\-‑]*\w|[A-Z0-9]))+(?:\s\(\d{{4}}\))? )
  | (?P<date>   (?<![\w/.,-])\d{{1,2}}(?:\s(?:to|and)\s\d{{1,2}}|[-–]\d{{1,2}})?\s{_MONTH}(?:\s\d{{4}})?(?!\w)
              | (?<!\w){_MONTH}\s\d{{4}}(?!\w) )
  | (?P<number> (?<![\w/.,-])(?:E?S[-‑])?\d+/\d+
                (?:\s[A-Z](?:\s?(?:and|to|[-–])\s?[A-Z])?(?=[\s,;.:)]|$))?(?!\w)
              | (?<![\w/.,-])\d{{1,4}}(?:\s[A-Z])?\s\((?:(?:19|20)\d\d|(?:E?S[-‑])?[IVXLC]+)\) )
  | (?P<ordinal>(?<![\w-])\d+(?:st|nd|rd|th)(?!\w) )
  | (?P<plain>  (?:(?<![\w/.,\-‑–])|(?<=\d[\-‑–]))\d+(?:[.,\s]\d{{3}}(?!\d))*(?:\.\d+)?(?![\w/]) )
    )""",
    re.VERBOSE,
)
_ROMAN = re.compile(r"\b[IVXLC]+\b")
_UNITS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_ORDINAL = re.compile(
    rf"(?<![\w-])(?:(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty[-‑])?(?:{_UNITS})"
    r"|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)tieth|(?:one[ -])?hundredth)(?!-?\w)",
    re.IGNORECASE,
)
_ORDINAL_ENDINGS = (
    *(
        "first",
        "second",
        "third",
        "urth",
        "ifth",
        "ixth",
        "venth",
        "ighth",
        "ninth",
        "tenth",
        "elfth",
    ),
    *("eenth", "tieth", "undredth"),
)
_DIGIT = re.compile(r"\d")
_ATOM = re.compile(r"[^\W_]+")
_BESIDE_NUMBERS = frozenset({*(month.lower() for month in MONTHS), "one"})
_BETWEEN_NUMBERS = frozenset({"and", "to"})
_NUMERAL = re.compile(r"[ivxlc]+")
_SERIES = re.compile(r"\b(resolution|decision)s?\b", re.IGNORECASE)
_DIVISION = re.compile(
    r"\b(paragraph|article|chapter|chap\.|rule|section|sect\.|annex|item|goal|target|part|protocol|page|principle)s?"
    r"(?:\s+(?:\d+|[IVXLC]+)\b(?:,|\s+(?:and|to|or))?)*\s+$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s*(per cent|%)")
_GATHERING = re.compile(r"\s+(\w+)")


def citations(words: str) -> Iterator[CitedFact]:
    """Yield every citation, date, ordinal and number of a wording, in order.

    The words may have any spaces and dashes; positions count its characters.
    """
    end = 0
    for match in sorted(_fact_matches(words), key=re.Match.start):
        if match.start() >= end and (fact := _fact(match, words)):
            end = fact.end
            yield fact


def _fact_matches(words: str) -> Iterator[re.Match[str]]:
    """Yield what may be a fact; what is slow to look for, only where the text has something like it."""
    if _DIGIT.search(words):
        yield from _NUMERIC.finditer(words)
    yield from _ROMAN.finditer(words)
    lower = words.lower()
    if any(ending in lower for ending in _ORDINAL_ENDINGS):
        yield from _ORDINAL.finditer(words)


def may_be_cited(words: Sequence[str]) -> list[bool]:
    """Return of consecutive printed words, in lower case, which can be (part of) a fact: "29", "march", "a/60/1", "ii".

    It says yes too often rather than too rarely: what a fact is depends on words beyond these as well.
    """
    may = [word in _BETWEEN_NUMBERS or _may_be_cited(word) for word in words]
    return [
        it and not (word in _BETWEEN_NUMBERS and not all(may[max(0, at - 1) : at + 2]))
        for at, (word, it) in enumerate(zip(words, may, strict=True))
    ]


def _may_be_cited(word: str) -> bool:
    if len(word) == 1 or "/" in word or _DIGIT.search(word):
        return True
    return any(
        atom in _BESIDE_NUMBERS or _NUMERAL.fullmatch(atom) or atom.endswith(_ORDINAL_ENDINGS)
        for atom in _ATOM.findall(word)
    )


def _fact(match: re.Match[str], words: str) -> CitedFact | None:
    start, end = match.span()
    found = plain_typography(match.group())
    match match.lastgroup:
        case "symbol":
            digits = any(letter.isdigit() for letter in found)
            return CitedFact(CITATION, start, end, _resolution_of(found)) if digits else None
        case "number":
            return CitedFact(CITATION, start, end, f"{_series(words, start)}{found}")
        case "date":
            return CitedFact(DATE, start, end, found)
        case "plain":
            return CitedFact(NUMBER, start, end, _counted(found, words, start, end))
        case "ordinal":
            return CitedFact(ORDINAL, start, end, _with_next(found, words, end))
    if match.re is _ORDINAL:
        return CitedFact(ORDINAL, start, end, _with_next(found, words, end))
    division = _division(words, start)
    return CitedFact(NUMBER, start, end, f"{division} {found}") if division else None


def _resolution_of(symbol: str) -> str:
    """Return "resolution 55/63" for "A/RES/55/63": the same text, whichever way it is cited."""
    _, resolution, number = symbol.partition("/RES/")
    return f"resolution {number}" if resolution else symbol


def _series(words: str, start: int) -> str:
    """Return "resolution " or "decision ", whichever the number at `start` is said to be."""
    said = _SERIES.findall(words, 0, start)
    return f"{said[-1].lower()} " if said else ""


def _division(words: str, start: int) -> str:
    """Return "paragraph", "article" … where the number at `start` is one of a text, else the empty string."""
    match = _DIVISION.search(words, max(0, start - 60), start)
    return match[1].lower() if match else ""


def _counted(found: str, words: str, start: int, end: int) -> str:
    if match := _COUNTED.match(words, end):
        return f"{found} {match[1]}"
    before = _division(words, start)
    return f"{before} {found}" if before else found


def _with_next(found: str, words: str, end: int) -> str:
    match = _GATHERING.match(words, end)
    return f"{found.lower()} {match[1]}" if match else found.lower()


def masked(words: str) -> str:
    """Return the words with a sign of its class in place of every fact, so that the words alone are compared."""
    out, at = [], 0
    for fact in citations(words):
        out += [words[at : fact.start], fact.sign]
        at = fact.end
    return "".join([*out, words[at:]])


def facts(words: str) -> tuple[str, ...]:
    """Return what a wording cites and counts, each once, in order: "resolution 56/121", "4 December 2000"."""
    return tuple(dict.fromkeys(fact.name for fact in citations(words)))


def facts_differ(a: str, b: str) -> tuple[str, ...]:
    """Return what only one of two wordings cites: what only `a` does, then what only `b` does."""
    mine, theirs = facts(a), facts(b)
    return (*_without(mine, theirs), *_without(theirs, mine))


def _without(some: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in some if name not in others)
