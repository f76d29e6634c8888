"""Which words of two wordings are the same, as a person would mark it: whole words, few and legible changes.

The diff runs over words (a date is one); changes that only a small word parts are joined, and where little is common
the whole stretch is replaced. Tracked changes, the compare view, amendments and the precedent panel rest on it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz.distance import Indel

from resolution.language.dates import MONTHS
from resolution.language.typography import plain_typography


class Op(StrEnum):
    """What happened to a stretch of words.

    RESTYLED: the same words in another typeface, or leading elsewhere. TYPOGRAPHY: the same words with another form of
    quotation mark, hyphen, dash or space.
    """

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"
    REPLACED = "replaced"
    RESTYLED = "restyled"
    TYPOGRAPHY = "typography"


_IDEOGRAPHS = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff"
_WORD = rf"[^\W{_IDEOGRAPHS}]+"
_ATOM = re.compile(
    r"[A-Za-z]+ (?!\s)|"  # most words of most texts, matched fast
    rf"(?:\d{{1,2}}\s(?:{'|'.join(MONTHS)})\s\d{{4}}(?!\w)|{_WORD}(?:[-‑–'’/.,]{_WORD})*|\S)\s*|\s+"
)
"""A date, a word with what hangs together with it ("A/C.3/74/L.11", "1,500"), an ideograph or a sign; and the space."""

ANCHOR = "\ufffc"
"""Stands in for a note anchor in a text as characters."""

_SMALL_WORDS = """a an and as at be by for from has have in is it its of on or that the their this to was were which
with
au aux ce d de des du en et l la le les leur ou par pour que sa ses son sur un une
al con del el en las los por se su sus una y о в и на по с"""
_SMALL = frozenset((*_SMALL_WORDS.split(), *_SMALL_WORDS.title().split()))
"""Words of little weight: alone between two changes they do not separate them."""

KEPT = 2.0
"""Between two changes, words of less weight than this may be merged into one change with them."""

COMMON = 1 / 3
"""Where less than this is common and it is scattered, the whole is replaced."""


class DiffSpan(NamedTuple):
    """A stretch of characters of both wordings, and what happened to it."""

    op: Op
    old: int
    old_end: int
    new: int
    new_end: int


class _Change(NamedTuple):
    """A stretch of atoms, the same in both texts or not."""

    same: bool
    old: range
    new: range


def words_of_text(words: str) -> list[str]:
    """Return the words of a wording, each with the space after it."""
    return _ATOM.findall(words)


def tells(key: str) -> bool:
    """Return whether a word is informative: no sign and no small word."""
    return key[:1].isalnum() and key not in _SMALL


class WordSequence:
    """A wording as words, each with the space after it.

    named:  what the characters at some places are called, whatever they are: the notes that anchors call
    keys:   what is compared: the word in plain typography, or such a name
    starts: where each word begins, and where the last one ends
    """

    def __init__(
        self,
        characters: str,
        named: Mapping[int, str] | None = None,
        words: list[str] | None = None,
    ) -> None:
        self.characters = characters
        self.words = _ATOM.findall(characters) if words is None else words
        self.keys = [*map(key_of, self.words)]
        self.starts = [*accumulate(map(len, self.words), initial=0)]
        for at, name in (named or {}).items():
            self.keys[bisect_right(self.starts, at) - 1] = f"\0{name}"

    def end(self, n: int) -> int:
        """Return where a word ends, before the space after it."""
        return self.starts[n] + len(self.words[n].rstrip())

    def heft(self, of: range, most: float = float("inf")) -> float:
        """Return how much weight some words have, up to `most`."""
        total = 0.0
        for n in of:
            total += _weight(self.keys[n])
            if total >= most:
                break
        return total


@lru_cache(maxsize=1 << 14)
def key_of(word: str) -> str:
    """Return what a word with the space after it is compared as."""
    bare = word.rstrip()
    return bare if bare.isascii() else plain_typography(bare)


@lru_cache(maxsize=1 << 14)
def _weight(key: str) -> float:
    """Return the weight of a word: next to nothing for a sign, little for a small word."""
    if key[:1] == "\0":
        return 1.0
    if not key[:1].isalnum():
        return 0.1
    return 0.4 if key.lower() in _SMALL else 1.0


def _changes(old: WordSequence, new: WordSequence) -> list[_Change]:
    """Return the stretches of the same words and those between them."""
    found: list[_Change] = []
    for op in Indel.opcodes(old.keys, new.keys):
        same = op.tag == "equal"
        here, there = range(op.src_start, op.src_end), range(op.dest_start, op.dest_end)
        if found and found[-1].same == same:
            here = range(found[-1].old.start, here.stop)
            there = range(found.pop().new.start, there.stop)
        found.append(_Change(same, here, there))
    found = _slid(_joined(found, old, new), old, new)
    return _joined(_whole_where_little_is_common(found, old, new), old, new)


def _joined(changes: list[_Change], old: WordSequence, new: WordSequence) -> list[_Change]:
    """Return the changes, those joined that only words of little weight part."""
    n = 1
    while n < len(changes) - 1:
        first, between, last = changes[n - 1 : n + 2]
        if between.same and _apart(between, first, last, old, new):
            here = range(first.old.start, last.old.stop)
            there = range(first.new.start, last.new.stop)
            changes[n - 1 : n + 2] = [_Change(False, here, there)]
            n = max(1, n - 2)
        else:
            n += 1
    return changes


def _apart(
    between: _Change, first: _Change, last: _Change, old: WordSequence, new: WordSequence
) -> bool:
    """Return whether the words between two changes are too few to keep them apart."""
    heft = old.heft(between.old, KEPT)
    if heft >= KEPT:
        return False
    around = min(
        max(old.heft(each.old, 2 * KEPT), new.heft(each.new, 2 * KEPT)) for each in (first, last)
    )
    return (heft < 1 and around >= 1) or heft <= around / 2


def _whole_where_little_is_common(
    changes: list[_Change], old: WordSequence, new: WordSequence
) -> list[_Change]:
    """Return one change where less than a third is common and the rest is more than one hole in it."""
    holes = sum(not c.same for c in changes)
    kept = sum(len(c.old) for c in changes if c.same)
    whole_of_old, whole_of_new = range(len(old.keys)), range(len(new.keys))
    if holes < 2 or kept >= max(len(old.keys), len(new.keys)) / 2:
        return changes
    common = sum(old.heft(c.old) for c in changes if c.same)
    hefts = old.heft(whole_of_old), new.heft(whole_of_new)
    if common >= max(hefts) * COMMON:
        return changes
    if holes == 2 and common > min(hefts) * 0.9:  # the one stands in the other as it is
        return changes
    return [_Change(False, whole_of_old, whole_of_new)]


def _slid(changes: list[_Change], old: WordSequence, new: WordSequence) -> list[_Change]:
    """Return the changes, each that only adds or only takes away moved to where a phrase begins.

    "and X, and Y" against "and Y" may be reported as "and X, " or as "X, and "; the first is how one would say it.
    """
    out = list(changes)
    for n in range(1, len(out) - 1):
        change = out[n]
        if change.same or (change.old and change.new) or not (out[n - 1].same and out[n + 1].same):
            continue
        keys = (old if change.old else new).keys
        by = _best_slide(keys, change.old or change.new, out[n - 1], out[n + 1])
        if by:
            out[n - 1] = _Change(True, _until(out[n - 1].old, by), _until(out[n - 1].new, by))
            out[n] = _Change(False, _by(change.old, by), _by(change.new, by))
            out[n + 1] = _Change(True, _from(out[n + 1].old, by), _from(out[n + 1].new, by))
    return [c for c in out if c.old or c.new]


def _by(of: range, by: int) -> range:
    return range(of.start + by, of.stop + by)


def _until(of: range, by: int) -> range:
    return range(of.start, of.stop + by)


def _from(of: range, by: int) -> range:
    return range(of.start + by, of.stop)


def _best_slide(keys: Sequence[str], stretch: range, before: _Change, after: _Change) -> int:
    """Return by how many words a stretch is best moved; the words it then covers are others, the text the same."""
    best, by = _seam(keys, stretch.start, stretch.stop), 0
    for step, room in ((-1, len(before.old)), (1, len(after.old))):
        start, stop = stretch.start, stretch.stop
        for n in range(1, min(room, 40) + 1):
            leaving, coming = (stop - 1, start - 1) if step < 0 else (start, stop)
            if keys[leaving] != keys[coming]:
                break
            start, stop = start + step, stop + step
            if (seam := _seam(keys, start, stop)) > best:
                best, by = seam, step * n
    return by


def _seam(keys: Sequence[str], start: int, stop: int) -> int:
    """Return how well a stretch is cut out: best where a sign ends it or begins it, or a small word begins it."""
    first, last = keys[start], keys[stop - 1]
    ahead = keys[start - 1] if start else ";"
    score = 0
    if ahead[:1] in ",;:.(" and last[:1] in ",;:.":
        score += 4  # ", " before it and at its end: a whole phrase
    elif first in (",", ";"):
        score += 3
    if first.lower() in (
        "and",
        "or",
        "in",
        "of",
        "to",
        "for",
        "with",
        "on",
        "by",
        "as",
        "including",
    ):
        score += 2
    if first[:1] in ").:" or last[:1] == "(":
        score -= 3
    if last.lower() in _SMALL:
        score -= 2
    if first[:1] == "\0":
        score -= 3  # an anchor belongs to the words in front of it
    return score


def stretches(old: WordSequence, new: WordSequence) -> list[DiffSpan]:
    """Return what leads from one wording to the other, in order; spaces that both have stay out of the changes."""
    found = _SpanBuilder(old.characters, new.characters)
    for change in _changes(old, new):
        if change.same:
            _find_same(found, old, new, change)
        else:
            found.differs(old.starts[change.old.stop], new.starts[change.new.stop])
    found.flush()
    return found.out


class _SpanBuilder:
    """Collects stretches: everything up to `old` and `new` is emitted; what was added after that is one change."""

    def __init__(self, before: str, after: str) -> None:
        self.before, self.after = before, after
        self.out: list[DiffSpan] = []
        self.old = self.new = 0
        self._old_end = self._new_end = 0

    def differs(self, old_end: int, new_end: int) -> None:
        """Add what differs, up to these characters."""
        self._old_end, self._new_end = old_end, new_end

    def add(self, op: Op, old_end: int, new_end: int) -> None:
        """Emit what has been added, and then a stretch up to these characters."""
        if self._old_end > self.old or self._new_end > self.new:
            self.flush()
        self._add(op, old_end, new_end)

    def _add(self, op: Op, old_end: int, new_end: int) -> None:
        old, new = self.old, self.new
        if old == old_end and new == new_end:
            return
        if self.out and self.out[-1][0] is op:
            _, old, _, new, _ = self.out.pop()
        self.out.append(DiffSpan(op, old, old_end, new, new_end))
        self.old, self.new = old_end, new_end
        self._old_end, self._new_end = old_end, new_end

    def flush(self) -> None:
        """Emit what has been added: a change without the spaces that both sides have at its ends."""
        old_end, new_end = self._old_end, self._new_end
        old, new = self.before[self.old : old_end], self.after[self.new : new_end]
        if head := _shared_space(old, new):
            self._add(Op.SAME, self.old + head, self.new + head)
            old, new = old[head:], new[head:]
        tail = _shared_space(old[::-1], new[::-1])
        self._add(_op(old, new, tail), old_end - tail, new_end - tail)
        self._add(Op.SAME, old_end, new_end)


def _op(old: str, new: str, tail: int) -> Op:
    """Return what a change is: an insertion, a deletion, a replacement, or one of typography alone."""
    if len(old) == tail:
        return Op.INSERTED
    if len(new) == tail:
        return Op.DELETED
    if ANCHOR not in old + new and plain_typography(old) == plain_typography(new):
        return Op.TYPOGRAPHY
    return Op.REPLACED


def _shared_space(one: str, other: str) -> int:
    n = 0
    while n < min(len(one), len(other)) and one[n] == other[n] and one[n].isspace():
        n += 1
    return n


def _find_same(found: _SpanBuilder, old: WordSequence, new: WordSequence, change: _Change) -> None:
    """Emit words that both texts have; their typography and the space after them may differ."""
    before, after = old.characters, new.characters
    start, there = old.starts[change.old.start], new.starts[change.new.start]
    n, m = change.old.stop - 1, change.new.stop - 1
    end, stop = old.end(n), new.end(m)
    if before[start:end] == after[there:stop]:
        found.add(Op.SAME, end, stop)
        _find_space(found, old, new, n, m)
        return
    for n, m in zip(change.old, change.new, strict=True):
        end, stop = old.end(n), new.end(m)
        one, other = before[old.starts[n] : end], after[new.starts[m] : stop]
        found.add(Op.SAME if one == other or ANCHOR in one else Op.TYPOGRAPHY, end, stop)
        _find_space(found, old, new, n, m)


def _find_space(found: _SpanBuilder, old: WordSequence, new: WordSequence, n: int, m: int) -> None:
    """Emit the space after a word that both texts have; if one has none there, it is part of a change."""
    end, stop = old.starts[n + 1], new.starts[m + 1]
    space, blank = found.before[found.old : end], found.after[found.new : stop]
    if space and blank:
        found.add(Op.SAME if space == blank else Op.TYPOGRAPHY, end, stop)
    else:
        found.differs(end, stop)
