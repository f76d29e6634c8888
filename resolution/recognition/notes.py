"""Footnotes of a plain text: their bodies, wherever pages end, and their marks in the text.

A mark may be a superscript, a number in brackets, an asterisk, or a bare number right after a word. The last is
distinguished from other numbers ("A/65/201", "G20", "resolution 1325") by its context and by the sequence: of all
possible marks, those are chosen that run in order to the bodies at the bottom of the page.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from resolution.language import of
from resolution.language.dates import MONTHS
from resolution.model import Note
from resolution.recognition.furniture import RULE, is_furniture
from resolution.recognition.lines import (
    ANNEX,
    CLOSING,
    NUMBER,
    Layout,
    Line,
    has_lead,
    is_closing,
    is_ended,
    is_opening,
    is_terminated,
    joined,
    may_end,
    starts_lower,
)
from resolution.text import NoteRef, Text, cut, join, make, plain, strip

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPER = "[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}"
_FORMS = of().note_expressions
_MONTH = "|".join(MONTHS)

UNDER_A_RULE = 8
"""The largest number of lines of a note at the bottom of a page."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

LONGEST = 50_000
"""Longer lines, in characters, are not searched for marks; the longest paragraph of an adopted text has 4,246."""

_BODY_SURE = re.compile(rf"(?P<super>{_SUPER})\s*(?=\S)|\[\^?(?P<bracket>\d{{1,3}})\]:?\s*(?=\S)")
_BODY_BARE = re.compile(rf"(?P<bare>[1-9]\d{{0,2}})(?:\s+(?!(?:{_MONTH})\b|[.)]\s)(?=\S)|$)")
_BODY_LOOSE = re.compile(
    r"(?:(?P<glued>[1-9]\d{0,2})(?=[A-Z“\"])|\(?(?P<dotted>[1-9]\d{0,2})[.)]\s+(?=\S))"
)
_BODY_OWN = re.compile(r"(?P<own>\*{1,3}|[†‡])\s*(?=[^\s*†‡])")


@dataclass(slots=True)
class Body:
    """A note at the bottom of a page: its mark, its text, and its lines."""

    mark: str
    first: int
    after: int
    last: int = 0
    text: Text = ()
    anchored: bool = False

    @property
    def number(self) -> int:
        """Return the number of its mark, 0 if the mark is not a number."""
        return int(self.mark) if self.mark.isdigit() else 0


@dataclass(frozen=True, slots=True)
class MarkCandidate:
    """A possible note mark: line, characters from start to end, number, and how likely it is a mark."""

    line: int
    start: int
    end: int
    number: int
    weight: float


@dataclass(slots=True)
class NoteSearch:
    """The lines without notes and with note references; the notes; and the bodies without a reference."""

    lines: list[Line]
    notes: tuple[Note, ...] = ()
    unread: list[str] = field(default_factory=list)


def extract_notes(
    lines: list[Line], start: int, layout: Layout, whole: frozenset[str]
) -> NoteSearch:
    """Extract the notes from the lines and insert a reference for every mark. start: index of the opening line."""
    bodies, rest, under_rule, unread = _bodies(lines, start, layout, whole)
    rest, bodies = _restore_false_notes(lines, rest, bodies, under_rule)
    numbered = [body for body in bodies if body.number]
    own = [body for body in bodies if not body.number]
    chosen = _chosen(rest, numbered)
    without_notes = [] if numbered else _marks_without_notes(rest)
    order = [body for body in numbered if body.anchored]
    marks = dict.fromkeys(mark for _, mark in without_notes)
    indexes = {id(body): at for at, body in enumerate(order)} | {
        mark: at for at, mark in enumerate(marks)
    }
    notes = [Note(body.text) for body in order] + [Note(None, str(mark)) for mark in marks]
    anchors = [(c, indexes[id(body)]) for c, body in chosen] + [
        (c, indexes[mark]) for c, mark in without_notes
    ]
    for body in own:
        places = _own_places(rest, body.mark)
        body.anchored = bool(places)
        anchors.extend((place, len(notes)) for place in places)
        notes.extend([Note(body.text, body.mark)] if places else [])
    unread += [f"{b.mark} {plain(b.text)}".strip() for b in bodies if not b.anchored]
    return NoteSearch(_anchored(rest, anchors), tuple(notes), unread)


def with_lone_marks(lines: list[Line]) -> list[Line]:
    """Return the lines, with marks on a line of their own appended to the words before them.

    PDF viewers copy superscripts in this way. Only numbers of notes below a line further on are considered.
    """
    bodies = _under_rules(lines)
    out: list[Line] = []
    last = 0
    for line in lines:
        number = int(line.words) if re.fullmatch(r"[1-9]\d{0,2}", line.words) else 0
        called = last < number and line.number < bodies.get(number, 0)
        if called and out and not line.page and not is_furniture(out[-1].words):
            raised = line.words.translate(_RAISED)
            out[-1] = out[-1].saying(join(out[-1].text, make(raised)))
            last = number
        else:
            out.append(line)
    return out


def _under_rules(lines: list[Line]) -> dict[int, int]:
    """Return the numbers at the start of lines below a drawn line, and the last line on which each is."""
    out: dict[int, int] = {}
    zone = 0
    for line in lines:
        zone = UNDER_A_RULE if RULE.fullmatch(line.words) else zone - 1
        found = re.match(r"([1-9]\d{0,2})\s+\S", line.words)
        if zone > 0 and found:
            out[int(found[1])] = line.number
            zone = UNDER_A_RULE
    return out


# Bodies


def _bodies(
    lines: list[Line], start: int, layout: Layout, whole: frozenset[str]
) -> tuple[list[Body], list[Line], set[int], list[str]]:
    """Return the bodies, the remaining lines, the lines of bodies below a drawn line, and drawn lines without notes."""
    seen = _MarkIndex(lines)
    bodies: list[Body] = []
    rest: list[Line] = []
    under_rule: set[int] = set()
    unread: list[str] = []
    zone = cut_next = False
    at = 0
    while at < len(lines):
        line = lines[at]
        if RULE.fullmatch(line.words) and at >= start:
            zone = cut_next = True
            if line.words.strip("_"):
                unread.append(line.words)
            at += 1
            continue
        mark, skip = (
            _mark(line, lines[at - 1] if at else None, zone, bodies, seen, layout)
            if at > start
            else ("", 0)
        )
        if mark:
            pending = bool(rest) and not is_ended(rest[-1].words)
            body = Body(mark, line.number, bodies[-1].last if bodies else -1)
            end = _read_body(lines, at, body, skip, layout, whole, pending)
            bodies.append(body)
            if zone:
                under_rule.update(each.number for each in lines[at:end])
            at, cut_next = end, True
            continue
        zone = False
        rest.append(replace(line, cut=True) if cut_next and rest else line)
        cut_next = False
        at += 1
    return bodies, rest, under_rule, unread


class _MarkIndex:
    """The first line with each mark: a body requires a mark before it."""

    def __init__(self, lines: list[Line]) -> None:
        self._first: dict[int, int] = {}
        for candidate in _candidates(lines):
            if candidate.weight >= 1:
                self._first.setdefault(candidate.number, candidate.line)
        self._own: dict[str, int] = {}
        for line in lines:
            for found in _OWN_MARK.finditer(line.words):
                self._own.setdefault(found[1], line.number)

    def before(self, mark: str, line: Line) -> bool:
        """Return whether there is such a mark before the line."""
        first = self._first.get(int(mark)) if mark.isdigit() else self._own.get(mark)
        return first is not None and first < line.number


def _mark(
    line: Line,
    previous: Line | None,
    zone: bool,
    bodies: list[Body],
    seen: _MarkIndex,
    layout: Layout,
) -> tuple[str, int]:
    """Return the mark and its length if a note body begins at this line; else an empty mark."""
    last = next((body.number for body in reversed(bodies) if body.number), 0)
    fresh = zone and previous is not None and RULE.fullmatch(previous.words) is not None
    sure = _BODY_SURE.match(line.words)
    if sure:
        mark = sure["bracket"] or sure["super"].translate(SUPERSCRIPTS)
        return (mark, sure.end()) if zone or seen.before(mark, line) else ("", 0)
    own = _BODY_OWN.match(line.words)
    if own:
        return (own["own"], own.end()) if seen.before(own["own"], line) else ("", 0)
    bare = _BODY_BARE.match(line.words)
    if bare and (
        zone
        or previous is None
        or layout.separates(line)
        or line.cut
        or may_end(previous.words)
        or is_closing(previous.words)
    ):
        number = int(bare["bare"])
        due = number == last + 1 or (fresh and number > 0)
        alone = bare.end() == len(line.words)
        if due and (zone or (seen.before(bare["bare"], line) and not alone)):
            return bare["bare"], bare.end()
    loose = _BODY_LOOSE.match(line.words) if zone else None
    if loose:
        mark = loose["glued"] or loose["dotted"]
        due = (
            int(mark) == last + 1
            and seen.before(mark, line)
            and not has_lead(line.words[loose.end() :])
        )
        return (mark, loose.end()) if due else ("", 0)
    return "", 0


def _read_body(
    lines: list[Line],
    at: int,
    body: Body,
    skip: int,
    layout: Layout,
    whole: frozenset[str],
    pending: bool,
) -> int:
    """Read a body that begins at a line, and return where it ends.

    skip: length of the mark; pending: the page ended in mid-clause, so that the clause continues after the notes
    """
    parts = [text for text in (strip(cut(lines[at].text, skip)),) if text]
    longest = len(lines[at].words)
    end = at + 1
    while end < len(lines):
        line, previous = lines[end], lines[end - 1]
        if RULE.fullmatch(line.words):
            break
        if parts:
            ended = is_terminated(plain(parts[-1]))
            full = len(previous.words) >= 0.75 * max(longest, 60)
            if _begins_something_else(line, body, plain(parts[-1]), layout) or (
                ended and (pending or not full)
            ):
                break
        parts.append(line.text)
        longest = max(longest, len(line.words))
        end += 1
    body.text, body.last = joined(parts, whole), lines[end - 1].number
    return end


def _begins_something_else(line: Line, body: Body, before: str, layout: Layout) -> bool:
    """Return whether a line below a note begins something else: another note, a clause, another page."""
    if line.page or line.cut or layout.separates(line):
        return True
    if _BODY_SURE.match(line.words) or _BODY_OWN.match(line.words):
        return True
    bare = _BODY_BARE.match(line.words) or _BODY_LOOSE.match(line.words)
    if bare and is_ended(before) and re.match(rf"\(?{body.number + 1}(?!\d)", line.words):
        return True
    if CLOSING.fullmatch(line.words) or ANNEX.fullmatch(line.words):
        return True
    starter = has_lead(line.words) or NUMBER.match(line.words) or is_opening(line.words)
    return is_terminated(before) and bool(starter or starts_lower(line.words))


def _restore_false_notes(
    lines: list[Line], rest: list[Line], bodies: list[Body], under_rule: set[int]
) -> tuple[list[Line], list[Body]]:
    """Restore lines that only looked like notes: with bare numbers, not below a drawn line, without a reference."""
    _chosen(rest, [body for body in bodies if body.number])
    wrong = [
        b
        for b in bodies
        if b.number and not b.anchored and b.first not in under_rule and _is_bare(lines, b)
    ]
    for body in bodies:
        body.anchored = False
    if not wrong:
        return rest, bodies
    numbers = {number for body in wrong for number in range(body.first, body.last + 1)}
    given = [line for line in lines if line.number in numbers]
    back = sorted([*rest, *given], key=lambda line: line.number)
    return back, [body for body in bodies if body not in wrong]


def _is_bare(lines: list[Line], body: Body) -> bool:
    line = next(line for line in lines if line.number == body.first)
    return _BODY_BARE.match(line.words) is not None


# Marks

UNIT = re.compile(r"(?:^|[\s\d])(?:m|km|cm|mm|CO|R|x)$")
_SUPER_MARK = re.compile(_SUPER)
_BRACKET_MARK = re.compile(r"\[\^?(\d{1,3})\]")
_GLUED_MARK = re.compile(r"(?<=[^\W\d_])([1-9]\d{0,2})(?![\w/\-–‑]|[.,]\d)")
_PUNCTUATED_MARK = re.compile(r"(?<=[,;:.)\]”\"’'%!?])([1-9]\d{0,2})(?![\w/\-–‑]|[.,:]\d)")
_DATED_MARK = re.compile(r"(?<=\b(?:1[89]|20)\d\d)([1-9]\d?)(?![\w/\-–‑]|[.,]\d)")
_CITED_MARK = re.compile(r"(?<=\b\d\d/\d\d\d)([1-9]\d?)(?![\w/\-–‑]|[.,]\d)")
_SPACED_MARK = re.compile(r"(?<=[,;:.)”\"]) ([1-9]\d{0,2})(?=$|\s)")
_APART_MARK = re.compile(r"(?:(?<=[^\W\d_])|(?<=\b(?:19|20)\d\d)) ([1-9]\d{0,2})(?=[\s,;.:)]|$)")
APART = 0.3
"""The weight of a mark separated by a space from the word before it, as in text extracted from PDF files."""
_OWN_MARK = re.compile(r"(?<=[^\s*†‡|])(\*{1,3}|[†‡])(?![\w*])")
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_WORDLIKE = re.compile(r"[^\w]*(?:[^\W\d_]+(?:[-‑’'/–—][^\W\d_]+)*)[^\w]*")


def _candidates(lines: Iterable[Line]) -> Iterator[MarkCandidate]:
    """Yield every possible numbered mark in order, with its likelihood."""
    for line in lines:
        words = line.words
        if len(words) > LONGEST:
            continue
        found: list[MarkCandidate] = []
        for m in _SUPER_MARK.finditer(words):
            if m.start() and not UNIT.search(words[max(0, m.start() - 4) : m.start()]):
                number = int(m[0].translate(SUPERSCRIPTS))
                found.append(MarkCandidate(line.number, m.start(), m.end(), number, 10))
        for m in _BRACKET_MARK.finditer(words):
            found.append(
                MarkCandidate(line.number, m.start(), m.end(), int(m[1]), 8 if m.start() else 2)
            )
        for m in _GLUED_MARK.finditer(words):
            found.append(
                MarkCandidate(
                    line.number, m.start(1), m.end(1), int(m[1]), _glued(words, m.start(1))
                )
            )
        for m in _PUNCTUATED_MARK.finditer(words):
            weight = _punctuated(words, m.start(1), len(m[1]))
            found.append(MarkCandidate(line.number, m.start(1), m.end(1), int(m[1]), weight))
        for m in _DATED_MARK.finditer(words):
            found.append(MarkCandidate(line.number, m.start(1), m.end(1), int(m[1]), 4))
        for m in _CITED_MARK.finditer(words):
            found.append(MarkCandidate(line.number, m.start(1), m.end(1), int(m[1]), 3))
        for m in _SPACED_MARK.finditer(words):
            if not _FORMS.after_number.match(words, m.end()):
                found.append(
                    MarkCandidate(line.number, m.start(), m.end(), int(m[1]), _spaced(words, m))
                )
        for m in _APART_MARK.finditer(words):
            if not _FORMS.after_number.match(words, m.end()) and not _FORMS.counted.search(
                words, 0, m.start()
            ):
                found.append(MarkCandidate(line.number, m.start(), m.end(), int(m[1]), APART))
        yield from sorted((c for c in found if c.weight > 0), key=lambda c: c.start)


def _token(words: str, at: int) -> str:
    """Return the word that ends at a character."""
    return words[words.rfind(" ", 0, at) + 1 : at]


def _spaced(words: str, mark: re.Match[str]) -> float:
    """Return how likely a number after punctuation and a space is a mark: not in "No. 1" nor in "1, 2 and 3"."""
    if mark.end() == len(words):
        return 1
    token = _token(words, mark.start())
    figures = re.search(r"\d+(?=\W+$)", token)
    if not is_ended(token) or (figures and len(figures[0]) < 4):
        return 0.4
    return 1


def _glued(words: str, at: int) -> float:
    token = _token(words, at)
    if not _WORDLIKE.fullmatch(token):
        return 0
    letters = "".join(sign for sign in token if sign.isalpha())
    if letters.isupper() and len(letters) <= 4:
        return 0.3
    return 4


def _punctuated(words: str, at: int, figures: int) -> float:
    """Return how likely a number right after punctuation is a mark: it is after a year, but not in "1,2 and 3"."""
    token = _token(words, at)
    sign, body = token[-1], token[:-1]
    if not body:
        return 0
    if sign in ",." and figures < 3 and _YEAR.fullmatch(body):
        return 4 if sign == "," else 2 if at + figures == len(words) else 0.5
    if sign in ".:,'’" and body[-1].isdigit():
        return (
            0
            if sign == ":" or (sign == "." and "." in body)
            else (3 if figures < 3 and sign == "," else 0.5)
        )
    if sign == "." and (not _WORDLIKE.fullmatch(body) or not is_ended(token) or len(body) == 1):
        return 0.2
    return 5


def _chosen(lines: list[Line], bodies: list[Body]) -> list[tuple[MarkCandidate, Body]]:
    """Match candidates to notes, and set `anchored` on every body that has a mark.

    The notes at the bottom of a page are referenced in order since the previous page's notes. A repeated number may be
    another reference to the same note, if its mark is unmistakable.
    """
    out: list[tuple[MarkCandidate, Body]] = []
    candidates = _of_one_style(list(_candidates(lines)), bodies)
    starts = [candidate.line for candidate in candidates]
    for group in _groups(bodies, [line.number for line in lines]):
        low = bisect_right(starts, group[0].after)
        high = bisect_right(starts, group[-1].last)
        by_number = {body.number: body for body in group}
        inside = [
            c
            for c in candidates[low:high]
            if c.number in by_number and c.line < by_number[c.number].first
        ]
        for candidate in _heaviest_rising(inside):
            by_number[candidate.number].anchored = True
            out.append((candidate, by_number[candidate.number]))
    taken = {(c.line, c.start) for c, _ in out}
    out.extend(_out_of_order(candidates, bodies, taken))
    out.extend(_repeated(candidates, out))
    return sorted(out, key=lambda pair: (pair[0].line, pair[0].start))


def _of_one_style(candidates: list[MarkCandidate], bodies: list[Body]) -> list[MarkCandidate]:
    """Keep only superscripts and bracketed numbers if most notes have these: a text has one style of marks."""
    sure = [candidate for candidate in candidates if candidate.weight >= 8]
    called = {candidate.number for candidate in sure} & {body.number for body in bodies}
    if len(called) > 0.5 * len(bodies):
        return sure
    glued = {candidate.number for candidate in candidates if candidate.weight >= 3}
    if len(glued & {body.number for body in bodies}) > 0.5 * len(bodies):
        return [candidate for candidate in candidates if candidate.weight > APART]
    return candidates


def _groups(bodies: list[Body], text: list[int]) -> list[list[Body]]:
    """Group the bodies by page: neighbours with no line of the text between them."""
    groups: list[list[Body]] = []
    for body in bodies:
        last = groups[-1][-1] if groups else None
        if (
            last
            and bisect_right(text, last.last) == bisect_right(text, body.first)
            and body.number > last.number
        ):
            groups[-1].append(body)
        else:
            groups.append([body])
    for before, group in itertools.pairwise(groups):
        for body in group:
            body.after = before[-1].last
    for body in groups[0] if groups else []:
        body.after = -1
    return groups


def _heaviest_rising(candidates: list[MarkCandidate]) -> list[MarkCandidate]:
    """Return the likeliest candidates with rising numbers: the heaviest increasing subsequence, numbers below 1,000."""
    tree: list[tuple[float, int]] = [(0.0, -1)] * 1001
    back: list[int] = []
    best = (0.0, -1)
    for at, candidate in enumerate(candidates):
        weight, before, spot = 0.0, -1, candidate.number - 1
        while spot > 0:
            if tree[spot][0] > weight:
                weight, before = tree[spot]
            spot -= spot & -spot
        back.append(before)
        weight += candidate.weight + 2
        if weight > best[0]:
            best = (weight, at)
        spot = candidate.number
        while 0 < spot <= 1000:
            if tree[spot][0] < weight:
                tree[spot] = (weight, at)
            spot += spot & -spot
    out: list[MarkCandidate] = []
    at = best[1]
    while at >= 0:
        out.append(candidates[at])
        at = back[at]
    return out[::-1]


def _out_of_order(
    candidates: list[MarkCandidate], bodies: list[Body], taken: set[tuple[int, int]]
) -> Iterator[tuple[MarkCandidate, Body]]:
    """Yield marks of notes that are out of order, if they are unmistakable."""
    missing = {body.number: body for body in bodies if not body.anchored}
    for candidate in candidates:
        body = missing.get(candidate.number)
        if body and candidate.weight >= 3 and (candidate.line, candidate.start) not in taken:
            body.anchored = True
            del missing[candidate.number]
            taken.add((candidate.line, candidate.start))
            yield candidate, body


def _repeated(
    candidates: list[MarkCandidate], chosen: list[tuple[MarkCandidate, Body]]
) -> list[tuple[MarkCandidate, Body]]:
    """Return repeated references: numbers that look like marks, after the first reference with their number."""
    taken = {(c.line, c.start) for c, _ in chosen}
    first = {(c.line, c.start): body for c, body in chosen}
    known: dict[int, Body] = {}
    out = []
    for candidate in candidates:
        place = (candidate.line, candidate.start)
        if place in taken:
            known[candidate.number] = first[place]
        elif candidate.weight >= 4 and candidate.number in known:
            out.append((candidate, known[candidate.number]))
    return out


def _marks_without_notes(lines: list[Line]) -> list[tuple[MarkCandidate, int]]:
    """Return the marks of notes that are not in the text: superscripts, or consecutive numbers."""
    candidates = list(_candidates(lines))
    supers = [c for c in candidates if c.weight == 10]
    if supers:
        return [(c, c.number) for c in supers]
    strong = [c for c in candidates if c.weight >= 4 and c.weight != 8]
    length: dict[int, int] = defaultdict(int)
    back: list[int | None] = []
    latest: dict[int, int] = {}
    best: tuple[int, int] | None = None
    for at, candidate in enumerate(strong):
        back.append(latest.get(candidate.number - 1))
        run = length[candidate.number - 1] + 1
        if run > length[candidate.number]:
            length[candidate.number], latest[candidate.number] = run, at
            if best is None or run > best[0]:
                best = (run, at)
    if best is None or (best[0] == 1 and strong[best[1]].weight < 5):
        return []
    chain: list[MarkCandidate] = []
    at_: int | None = best[1]
    while at_ is not None:
        chain.append(strong[at_])
        at_ = back[at_]
    return [(c, c.number) for c in reversed(chain)]


def _own_places(lines: list[Line], mark: str) -> list[MarkCandidate]:
    return [
        MarkCandidate(line.number, found.start(1), found.end(1), 0, 1)
        for line in lines
        for found in _OWN_MARK.finditer(line.words)
        if found[1] == mark
    ]


def _anchored(lines: list[Line], anchors: list[tuple[MarkCandidate, int]]) -> list[Line]:
    """Return the lines with every mark replaced by its note reference."""
    of_line: dict[int, list[tuple[MarkCandidate, int]]] = defaultdict(list)
    for candidate, index in anchors:
        of_line[candidate.line].append((candidate, index))
    return [
        _with_anchors(line, of_line[line.number]) if line.number in of_line else line
        for line in lines
    ]


def _with_anchors(line: Line, anchors: list[tuple[MarkCandidate, int]]) -> Line:
    parts: list[Text] = []
    at = 0
    for candidate, index in sorted(anchors, key=lambda pair: pair[0].start):
        if candidate.start < at:
            continue
        parts += [cut(line.text, at, candidate.start), (NoteRef(index),)]
        at = candidate.end
    return line.saying(join(*parts, cut(line.text, at) if at < len(line.words) else ()))
