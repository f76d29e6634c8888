"""What differs between two texts, word by word, as a person would mark it: whole words, few and legible changes.

The diff runs over words (a date is one, a note anchor is one); changes that only a small word parts are joined, and
where little is common the whole stretch is replaced.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from resolution.comparison import plain_typography
from resolution.dates import MONTHS
from resolution.references import leads_within
from resolution.revision import Op, Piece, Pieces
from resolution.text import Inline, NoteRef, Run, Text, join, make, plain

_IDEOGRAPHS = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff"
_WORD = rf"[^\W{_IDEOGRAPHS}]+"
_ATOM = re.compile(
    rf"(\d{{1,2}}\s(?:{'|'.join(MONTHS)})\s\d{{4}}(?!\w)|{_WORD}(?:[-‑–'’/.,]{_WORD})*|\S)(\s*)"
)
"""A date, a word with what hangs together with it ("A/C.3/74/L.11", "1,500"), an ideograph or a sign; and the space."""

_ANCHOR = "\ufffc"
"""Stands in for a note anchor where a text is told as characters."""

_SMALL_WORDS = """a an and as at be by for from has have in is it its of on or that the their this to was were which
with
au aux ce d de des du en et l la le les leur ou par pour que sa ses son sur un une
al con del el en las los por se su sus una y о в и на по с"""
_SMALL = frozenset(_SMALL_WORDS.split())
"""Words that tell little: alone between two changes they do not keep them apart."""

KEPT = 2.0
"""Between two changes, words of less weight than this may be taken into one change with them."""

COMMON = 1 / 3
"""Where less than this is common and it is scattered, the whole is replaced."""


class _Atom(NamedTuple):
    key: str
    start: int
    end: int
    stop: int
    weight: float


class _Change(NamedTuple):
    """A stretch of atoms, the same in both texts or not."""

    same: bool
    old: range
    new: range


class _Fine(NamedTuple):
    """A stretch of characters of both texts."""

    op: Op
    old: int
    old_end: int
    new: int
    new_end: int


class Strip:
    """A text as characters, a note anchor as one of them, from which any part can be cut."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._starts: list[int] = []
        at = 0
        for inline in text:
            self._starts.append(at)
            at += len(inline.text) if isinstance(inline, Run) else 1
        self.length = at
        self.characters = "".join(
            inline.text if isinstance(inline, Run) else _ANCHOR for inline in text
        )

    def anchors(self) -> Iterator[tuple[int, int]]:
        """Yield where each anchor stands, and its note."""
        for at, inline in zip(self._starts, self.text, strict=True):
            if isinstance(inline, NoteRef):
                yield at, inline.note

    def part(self, start: int, end: int) -> Text:
        """Return the inlines between two characters."""
        if start >= end:
            return ()
        if start <= 0 and end >= self.length:
            return self.text
        out: list[Inline] = []
        for n in range(max(0, bisect_right(self._starts, start) - 1), len(self.text)):
            at, inline = self._starts[n], self.text[n]
            if at >= end:
                break
            if isinstance(inline, NoteRef):
                out.append(inline)
            elif words := inline.text[max(0, start - at) : end - at]:
                out.append(
                    inline if len(words) == len(inline.text) else replace(inline, text=words)
                )
        return tuple(out)

    def bounds(self, start: int, end: int) -> Iterator[int]:
        """Yield where a new inline begins between two characters."""
        for at in self._starts[bisect_right(self._starts, start) :]:
            if at >= end:
                return
            yield at


NoteName = Callable[[int], str]


def pieces(old: Text, new: Text, old_name: NoteName = str, new_name: NoteName = str) -> Pieces:
    """Return what leads from the old text to the new, in order.

    old_name, new_name: what a note of either side is called, so that an anchor of the same note is the same
    """
    if old == new and all(isinstance(inline, Run) for inline in old):
        return (Piece(Op.SAME, old, new),) if old else ()
    before, after = Strip(old), Strip(new)
    left, right = _atoms(before, old_name), _atoms(after, new_name)
    fine = _fine(before, after, left, right, _changes(left, right))
    return tuple(_with_spaces_of_their_words(_styled(fine, before, after)))


def whole(op: Op, text: Text) -> Pieces:
    """Return the one piece of a text that came or went as a whole; none for the empty one."""
    if not text:
        return ()
    return (Piece(op, text, ()) if op is Op.DELETED else Piece(op, (), text),)


def words_of(old: str, new: str) -> Pieces:
    """Return what leads from some words to others."""
    return pieces(make(old), make(new))


def told_words(words: str) -> list[str]:
    """Return the words that tell something, in order: no signs, and small words only where there are no others."""
    every = [m[1] for m in _ATOM.finditer(words) if m[1][:1].isalnum()]
    return [word for word in every if word.lower() not in _SMALL] or every


# ---------------------------------------------------------------- words


def _atoms(strip: Strip, name: NoteName) -> list[_Atom]:
    notes = {at: f"\0{name(note)}" for at, note in strip.anchors()}
    words = strip.characters
    blank = len(words) - len(words.lstrip())
    out = [_Atom(" ", 0, 0, blank, 0.0)] if blank else []
    for match in _ATOM.finditer(words, blank):
        start, end = match.span(1)
        if (key := notes.get(start)) is not None:
            out.append(_Atom(key, start, end, match.end(), 1.0))
        else:
            said = match[1]
            key = said if said.isascii() else plain_typography(said)
            out.append(_Atom(key, start, end, match.end(), _weight(key)))
    return out


def _weight(key: str) -> float:
    """Return how much a word tells: a sign next to nothing, a small word little."""
    if not key[:1].isalnum():
        return 0.1
    return 0.4 if key.lower() in _SMALL else 1.0


def _changes(old: Sequence[_Atom], new: Sequence[_Atom]) -> list[_Change]:
    """Return the stretches of the same words and those between them."""
    ops = Indel.opcodes([a.key for a in old], [a.key for a in new])
    found: list[_Change] = []
    for op in ops:
        same = op.tag == "equal"
        here, there = range(op.src_start, op.src_end), range(op.dest_start, op.dest_end)
        if found and found[-1].same == same:
            here = range(found[-1].old.start, here.stop)
            there = range(found.pop().new.start, there.stop)
        found.append(_Change(same, here, there))
    found = _slid(_joined(found, old, new), old, new)
    return _joined(_whole_where_little_is_common(found, old, new), old, new)


def _heft(atoms: Sequence[_Atom], of: range) -> float:
    return sum(atoms[n].weight for n in of)


def _joined(changes: list[_Change], old: Sequence[_Atom], new: Sequence[_Atom]) -> list[_Change]:
    """Return the changes, those joined that only words of little weight part."""
    heft = [max(_heft(old, c.old), _heft(new, c.new)) for c in changes]
    n = 1
    while n < len(changes) - 1:
        between = heft[n]
        around = min(heft[n - 1], heft[n + 1])
        bare = between < 1 and around >= 1
        if changes[n].same and (bare or (between < KEPT and between <= around / 2)):
            first, last = changes[n - 1], changes[n + 1]
            here = range(first.old.start, last.old.stop)
            there = range(first.new.start, last.new.stop)
            changes[n - 1 : n + 2] = [_Change(False, here, there)]
            heft[n - 1 : n + 2] = [max(_heft(old, here), _heft(new, there))]
            n = max(1, n - 2)
        else:
            n += 1
    return changes


def _whole_where_little_is_common(
    changes: list[_Change], old: Sequence[_Atom], new: Sequence[_Atom]
) -> list[_Change]:
    """Return one change where less than a third is common and the rest is more than one hole in it."""
    kept = sum(_heft(old, c.old) for c in changes if c.same)
    most = max(_heft(old, range(len(old))), _heft(new, range(len(new))))
    holes = sum(not c.same for c in changes)
    if holes < 2 or kept >= most * COMMON:
        return changes
    least = min(_heft(old, range(len(old))), _heft(new, range(len(new))))
    if holes == 2 and kept > least * 0.9:  # the one stands in the other as it is
        return changes
    return [_Change(False, range(len(old)), range(len(new)))]


def _slid(changes: list[_Change], old: Sequence[_Atom], new: Sequence[_Atom]) -> list[_Change]:
    """Return the changes, each that only adds or only takes away moved to where a phrase begins.

    "and X, and Y" against "and Y" may be told as "and X, " or as "X, and "; the first is how one would say it.
    """
    out = list(changes)
    for n in range(1, len(out) - 1):
        change = out[n]
        if change.same or (change.old and change.new) or not (out[n - 1].same and out[n + 1].same):
            continue
        atoms = old if change.old else new
        stretch = change.old or change.new
        by = _best_slide(atoms, stretch, out[n - 1], out[n + 1])
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


def _best_slide(atoms: Sequence[_Atom], stretch: range, before: _Change, after: _Change) -> int:
    """Return by how many words a stretch is best moved; the words it then covers are others, the text the same."""
    best, by = _seam(atoms, stretch.start, stretch.stop), 0
    for step, room in ((-1, len(before.old)), (1, len(after.old))):
        start, stop = stretch.start, stretch.stop
        for n in range(1, min(room, 40) + 1):
            leaving, coming = (stop - 1, start - 1) if step < 0 else (start, stop)
            if atoms[leaving].key != atoms[coming].key:
                break
            start, stop = start + step, stop + step
            if (seam := _seam(atoms, start, stop)) > best:
                best, by = seam, step * n
    return by


def _seam(atoms: Sequence[_Atom], start: int, stop: int) -> int:
    """Return how well a stretch is cut out: best where a sign ends it or begins it, or a small word begins it."""
    first, last = atoms[start].key, atoms[stop - 1].key
    ahead = atoms[start - 1].key if start else ";"
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


# ---------------------------------------------------------------- characters


def _fine(
    before: Strip,
    after: Strip,
    old: Sequence[_Atom],
    new: Sequence[_Atom],
    changes: Sequence[_Change],
) -> list[_Fine]:
    """Return the changes as stretches of characters; spaces that both have stay out of them."""
    out: list[_Fine] = []
    for change in changes:
        if not change.same:
            _add(out, Op.REPLACED, *_span(old, change.old, before), *_span(new, change.new, after))
            continue
        for here, there in zip(change.old, change.new, strict=True):
            a, b = old[here], new[there]
            one, other = before.characters[a.start : a.end], after.characters[b.start : b.end]
            _add(out, _likeness(one, other), a.start, a.end, b.start, b.end)
            space, blank = before.characters[a.end : a.stop], after.characters[b.end : b.stop]
            op = _likeness(space, blank) if space and blank else Op.REPLACED
            _add(out, op, a.end, a.stop, b.end, b.stop)
    out = [part for whole in out for part in _trimmed(whole, before, after)]
    merged: list[_Fine] = []
    for part in out:
        _add(merged, *part)
    return [_named(part, before, after) for part in merged]


def _likeness(one: str, other: str) -> Op:
    return Op.SAME if one == other or _ANCHOR in one else Op.TYPOGRAPHY


def _span(atoms: Sequence[_Atom], of: range, strip: Strip) -> tuple[int, int]:
    if not of:
        at = atoms[of.start].start if of.start < len(atoms) else strip.length
        return at, at
    return atoms[of.start].start, atoms[of.stop - 1].stop


def _add(out: list[_Fine], op: Op, old: int, old_end: int, new: int, new_end: int) -> None:
    """Add a stretch, or widen the last one of the same sort."""
    if old == old_end and new == new_end:
        return
    if out and out[-1].op is op:
        last = out.pop()
        old, new = last.old, last.new
    out.append(_Fine(op, old, old_end, new, new_end))


def _trimmed(part: _Fine, before: Strip, after: Strip) -> Iterator[_Fine]:
    """Yield a change without the spaces that both sides have at its ends."""
    if part.op is not Op.REPLACED:
        yield part
        return
    old, new = before.characters[part.old : part.old_end], after.characters[part.new : part.new_end]
    head = _shared_space(old, new)
    old, new = old[head:], new[head:]
    tail = _shared_space(old[::-1], new[::-1])
    start, there = part.old + head, part.new + head
    stop, end = part.old_end - tail, part.new_end - tail
    if head:
        yield _Fine(Op.SAME, part.old, start, part.new, there)
    if start < stop or there < end:
        yield _Fine(Op.REPLACED, start, stop, there, end)
    if tail:
        yield _Fine(Op.SAME, stop, part.old_end, end, part.new_end)


def _shared_space(one: str, other: str) -> int:
    n = 0
    while n < min(len(one), len(other)) and one[n] == other[n] and one[n].isspace():
        n += 1
    return n


def _named(part: _Fine, before: Strip, after: Strip) -> _Fine:
    """Return a change under its name: inserted, deleted, replaced, or only of typography."""
    if part.op is not Op.REPLACED:
        return part
    if part.old == part.old_end:
        return part._replace(op=Op.INSERTED)
    if part.new == part.new_end:
        return part._replace(op=Op.DELETED)
    old, new = before.characters[part.old : part.old_end], after.characters[part.new : part.new_end]
    if _ANCHOR not in old + new and plain_typography(old) == plain_typography(new):
        return part._replace(op=Op.TYPOGRAPHY)
    return part


# ---------------------------------------------------------------- typeface


def _styled(parts: Sequence[_Fine], before: Strip, after: Strip) -> Iterator[Piece]:
    """Yield the pieces, those of the same words parted where the typeface differs."""
    for part in parts:
        if part.op is not Op.SAME:
            old, new = before.part(part.old, part.old_end), after.part(part.new, part.new_end)
            yield Piece(part.op, old, new)
            continue
        cuts = {0, part.old_end - part.old}
        cuts |= {at - part.old for at in before.bounds(part.old, part.old_end)}
        cuts |= {at - part.new for at in after.bounds(part.new, part.new_end)}
        run: list[Piece] = []
        for low, high in pairwise(sorted(cuts)):
            old = before.part(part.old + low, part.old + high)
            new = after.part(part.new + low, part.new + high)
            op = Op.SAME if _look(old) == _look(new) else Op.RESTYLED
            if run and run[-1].op is op:
                last = run.pop()
                old, new = join(last.old, old), join(last.new, new)
            run.append(Piece(op, old, new))
        yield from run


def _look(text: Text) -> tuple[object, ...]:
    """Return how a stretch of one inline looks; where a link within the text leads is no matter of looks."""
    return tuple(
        (i.marks, "#" if leads_within(i.href) else i.href) if isinstance(i, Run) else None
        for i in text
    )


def _with_spaces_of_their_words(parts: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the pieces, " also" added after *Noting* rather than "also " where the space before it is part of the lead.

    A space that seems to have changed its typeface is then the one after the words that came or went.
    """
    waiting: Piece | None = None
    for piece in parts:
        if waiting is not None:
            yield from (together := _respaced(waiting, piece)) or (waiting,)
            waiting = None
            if together:
                continue
        if piece.op is Op.RESTYLED and plain(piece.new).isspace():
            waiting = piece
        else:
            yield piece
    if waiting is not None:
        yield waiting


def _respaced(space: Piece, change: Piece) -> Pieces:
    """Return the two pieces with the space behind the change, or none where it does not look the same there."""
    text = change.new if change.op is Op.INSERTED else change.old
    if change.op not in (Op.INSERTED, Op.DELETED) or not text:
        return ()
    strip, width = Strip(text), Strip(space.new).length
    tail = strip.part(strip.length - width, strip.length)
    ahead, stays = (space.new, space.old) if change.op is Op.INSERTED else (space.old, space.new)
    if tail != stays:
        return ()
    words = join(ahead, strip.part(0, strip.length - width))
    if change.op is Op.INSERTED:
        return (Piece(Op.INSERTED, (), words), Piece(Op.SAME, stays, tail))
    return (Piece(Op.DELETED, words, ()), Piece(Op.SAME, tail, stays))
