"""What differs between two texts, word by word, with their typefaces, links and note anchors."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from resolution.diff.revision import DiffPiece, Op, Pieces
from resolution.diff.words import ANCHOR, DiffSpan, WordSequence, stretches, words_of_text
from resolution.references import leads_within
from resolution.text import Inline, NoteRef, Run, Text, join, make, plain

NoteName = Callable[[int], str]
"""Returns the mark of a note."""


class Strip:
    """A text as characters, a note anchor as one of them, from which any part can be cut."""

    def __init__(self, text: Text) -> None:
        self.text = text
        first = text[0] if len(text) == 1 else None
        self._only = first if isinstance(first, Run) else None
        self._word_list: list[str] | None = None
        self._starts: list[int] = []
        at = 0
        for inline in text:
            self._starts.append(at)
            at += len(inline.text) if isinstance(inline, Run) else 1
        self.length = at
        self.characters = "".join(
            inline.text if isinstance(inline, Run) else ANCHOR for inline in text
        )

    def anchors(self) -> Iterator[tuple[int, int]]:
        """Yield where each anchor stands, and its note."""
        for at, inline in zip(self._starts, self.text, strict=True):
            if isinstance(inline, NoteRef):
                yield at, inline.note

    def words(self, name: NoteName) -> WordSequence:
        """Return the text as words, note anchors under the names of their notes."""
        named = {at: name(note) for at, note in self.anchors()}
        return WordSequence(self.characters, named, self.word_list)

    @property
    def word_list(self) -> list[str]:
        """Return the words, each with the space after it; computed once."""
        if self._word_list is None:
            self._word_list = words_of_text(self.characters)
        return self._word_list

    def part(self, start: int, end: int) -> Text:
        """Return the inlines between two characters."""
        if start >= end:
            return ()
        if start <= 0 and end >= self.length:
            return self.text
        if self._only is not None:
            return (Run(self._only.text[start:end], self._only.marks, self._only.href),)
        out: list[Inline] = []
        for n in range(max(0, bisect_right(self._starts, start) - 1), len(self.text)):
            at, inline = self._starts[n], self.text[n]
            if at >= end:
                break
            if isinstance(inline, NoteRef):
                out.append(inline)
            elif words := inline.text[max(0, start - at) : end - at]:
                out.append(Run(words, inline.marks, inline.href))
        return tuple(out)

    def bounds(self, start: int, end: int) -> Iterator[int]:
        """Yield where a new inline begins between two characters."""
        for at in self._starts[bisect_right(self._starts, start) :]:
            if at >= end:
                return
            yield at


def pieces(old: Text, new: Text, old_name: NoteName = str, new_name: NoteName = str) -> Pieces:
    """Return what leads from the old text to the new, in order.

    old_name, new_name: what a note of either side is called, so that an anchor of the same note is the same
    """
    return pieces_between(Strip(old), Strip(new), old_name, new_name)


def pieces_between(
    before: Strip, after: Strip, old_name: NoteName = str, new_name: NoteName = str
) -> Pieces:
    """Return the same for two texts that are characters already."""
    old, new = before.text, after.text
    if identical(old, new, old_name, new_name):
        return unchanged(old, new)
    found = stretches(before.words(old_name), after.words(new_name))
    made = [*_styled(found, before, after)]
    if any(piece.op is Op.RESTYLED for piece in made):
        made = [*_with_spaces_of_their_words(made)]
    return tuple(made)


def identical(old: Text, new: Text, old_name: NoteName, new_name: NoteName) -> bool:
    """Return whether two texts are the same to the letter, their anchors calling the same notes."""
    if old == new and len(old) == 1 and isinstance(old[0], Run):
        return True
    return len(old) == len(new) and all(
        old_name(a.note) == new_name(b.note)
        if isinstance(a, NoteRef) and isinstance(b, NoteRef)
        else a == b
        for a, b in zip(old, new, strict=True)
    )


def unchanged(old: Text, new: Text) -> Pieces:
    """Return the one piece of two texts that are the same; none for empty ones."""
    return (DiffPiece(Op.SAME, old, new),) if old else ()


def whole(op: Op, text: Text) -> Pieces:
    """Return the one piece of a text that came or went as a whole; none for the empty one."""
    if not text:
        return ()
    return (DiffPiece(op, text, ()) if op is Op.DELETED else DiffPiece(op, (), text),)


def words_of(old: str, new: str) -> Pieces:
    """Return what leads from some words to others."""
    return pieces(make(old), make(new))


# ---------------------------------------------------------------- typeface


def _styled(parts: Sequence[DiffSpan], before: Strip, after: Strip) -> Iterator[DiffPiece]:
    """Yield the pieces, those of the same words parted where the typeface differs."""
    for part in parts:
        if part.op is not Op.SAME:
            old, new = before.part(part.old, part.old_end), after.part(part.new, part.new_end)
            yield DiffPiece(part.op, old, new)
            continue
        old, new = before.part(part.old, part.old_end), after.part(part.new, part.new_end)
        if old == new:
            yield DiffPiece(Op.SAME, old, new)
            continue
        cuts = {0, part.old_end - part.old}
        cuts |= {at - part.old for at in before.bounds(part.old, part.old_end)}
        cuts |= {at - part.new for at in after.bounds(part.new, part.new_end)}
        run: list[DiffPiece] = []
        for low, high in pairwise(sorted(cuts)):
            old = before.part(part.old + low, part.old + high)
            new = after.part(part.new + low, part.new + high)
            op = Op.SAME if _look(old) == _look(new) else Op.RESTYLED
            if run and run[-1].op is op:
                last = run.pop()
                old, new = join(last.old, old), join(last.new, new)
            run.append(DiffPiece(op, old, new))
        yield from run


def _look(text: Text) -> tuple[object, ...]:
    """Return how a stretch of one inline looks; where a link within the text leads is no matter of looks."""
    return tuple(
        (i.marks, "#" if leads_within(i.href) else i.href) if isinstance(i, Run) else None
        for i in text
    )


def _with_spaces_of_their_words(parts: Sequence[DiffPiece]) -> Iterator[DiffPiece]:
    """Yield the pieces, " also" added after *Noting* rather than "also " where the space before it is part of the lead.

    A space that seems to have changed its typeface is then the one after the words that came or went.
    """
    waiting: DiffPiece | None = None
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


def _respaced(space: DiffPiece, change: DiffPiece) -> Pieces:
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
        return (DiffPiece(Op.INSERTED, (), words), DiffPiece(Op.SAME, stays, tail))
    return (DiffPiece(Op.DELETED, words, ()), DiffPiece(Op.SAME, tail, stays))
