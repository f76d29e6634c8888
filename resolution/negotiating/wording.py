"""What a proposal changes in the words of a paragraph, and that change carried over to the words of today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from resolution.diff.pieces import pieces
from resolution.diff.revision import Op
from resolution.model import Proposal, ProposalKind
from resolution.text import NoteRef, Text, cut, join, plain, runs

REWORDS = (ProposalKind.AMENDMENT, ProposalKind.ALTERNATIVE)
"""Kinds of proposals that want other words for a paragraph."""


class WordingChange(NamedTuple):
    """Words from `start` to `end` of a wording give way to others; anchors of notes are no characters."""

    start: int
    end: int
    words: Text


def bare(text: Text) -> Text:
    """Return a text without the anchors of its notes: what is proposed is words."""
    return join(runs(text))


def changes(old: Text, new: Text) -> tuple[WordingChange, ...]:
    """Return what leads from one wording to another, in order; both without anchors."""
    out: list[WordingChange] = []
    at = 0
    for piece in pieces(old, new):
        length = len(plain(piece.old))
        if piece.op is not Op.SAME:
            if out and out[-1].end == at:
                last = out.pop()
                out.append(WordingChange(last.start, at + length, join(last.words, piece.new)))
            else:
                out.append(WordingChange(at, at + length, piece.new))
        at += length
    return tuple(out)


def changed(text: Text, wanted: Sequence[WordingChange]) -> Text:
    """Return a text with the changes made. Notes stay where other words take the place of theirs, else go with them."""
    out: list[Text] = []
    at = 0
    for change in wanted:
        out += [cut(text, at, change.start)] if change.start > at else []
        gone = cut(text, change.start, change.end) if change.end > change.start else ()
        kept = tuple(i for i in gone if isinstance(i, NoteRef)) if change.words else ()
        out += [change.words, kept]
        at = change.end
    return join(*out, cut(text, at))


def reworded(text: Text, wording: Text) -> Text:
    """Return a text in other words, its notes kept where their words are."""
    return changed(text, changes(bare(text), wording))


def carried(proposal: Proposal, text: Text) -> Text | None:
    """Return the wording that a proposal makes of a paragraph as it stands now, None where its change found no place.

    A change finds its place where the words that it concerns are still what they were; what others have put at the
    same place stands before it. A change that was made since in the very same way is no longer one.
    """
    now = bare(text)
    if now == proposal.base:
        return proposal.text
    since = changes(proposal.base, now)
    moved: list[WordingChange] = []
    for change in changes(proposal.base, proposal.text):
        if change in since:
            continue
        if any(each.end > change.start and each.start < change.end for each in since):
            return None
        if any(each.start < change.start < each.end for each in since):
            return None
        if change.start == change.end and _stranded(change.start, since, plain(proposal.base)):
            return None
        before = [each for each in since if each.end <= change.start]
        by = sum(len(plain(each.words)) - (each.end - each.start) for each in before)
        moved.append(WordingChange(change.start + by, change.end + by, change.words))
    return changed(now, moved)


def _stranded(at: int, since: Sequence[WordingChange], base: str) -> bool:
    """Return whether what stood on both sides of a place is gone, signs not counted."""
    gone_before = any(each.start < at == each.end for each in since)
    gone_behind = any(each.start == at < each.end for each in since)
    begins, ends = (not any(map(str.isalnum, part)) for part in (base[:at], base[at:]))
    lost = (gone_before or begins) and (gone_behind or ends)
    return lost and (gone_before or gone_behind)
