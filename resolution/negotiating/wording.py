"""What a proposal changes in the words of a paragraph, and that change applied to the current words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from resolution.diff.pieces import pieces
from resolution.diff.revision import Op
from resolution.model import Proposal, ProposalKind
from resolution.text import NoteRef, Text, cut, join, plain, runs

REWORDS = (ProposalKind.AMENDMENT, ProposalKind.ALTERNATIVE)
"""Kinds of proposals that change the words of a paragraph."""


class WordingChange(NamedTuple):
    """Replaces the words from `start` to `end` of a wording; note anchors do not count as characters."""

    start: int
    end: int
    words: Text


def without_anchors(text: Text) -> Text:
    """Return a text without its note anchors: proposals are about words."""
    return join(runs(text))


def word_changes(old: Text, new: Text) -> tuple[WordingChange, ...]:
    """Return the changes from one wording to another, in order; both without anchors."""
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


def apply_changes(text: Text, wanted: Sequence[WordingChange]) -> Text:
    """Return a text with the changes made. Notes stay if their words are replaced, and go if they are deleted."""
    out: list[Text] = []
    at = 0
    for change in wanted:
        out += [cut(text, at, change.start)] if change.start > at else []
        gone = cut(text, change.start, change.end) if change.end > change.start else ()
        kept = tuple(i for i in gone if isinstance(i, NoteRef)) if change.words else ()
        out += [change.words, kept]
        at = change.end
    return join(*out, cut(text, at))


def with_wording(text: Text, wording: Text) -> Text:
    """Return a text in other words, with the notes of the words that are kept."""
    return apply_changes(text, word_changes(without_anchors(text), wording))


def rebased_wording(proposal: Proposal, text: Text) -> Text | None:
    """Return the wording that a proposal makes of a paragraph as it is now, None if its change no longer applies.

    A change finds its place where the words that it concerns are still what they were; what others have put at the
    same place stands before it. A change that was made since in the very same way is no longer one.
    """
    now = without_anchors(text)
    if now == proposal.base:
        return proposal.text
    since = word_changes(proposal.base, now)
    moved: list[WordingChange] = []
    for change in word_changes(proposal.base, proposal.text):
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
    return apply_changes(now, moved)


def _stranded(at: int, since: Sequence[WordingChange], base: str) -> bool:
    """Return whether the words on both sides of a place are gone, punctuation not counted."""
    gone_before = any(each.start < at == each.end for each in since)
    gone_behind = any(each.start == at < each.end for each in since)
    begins, ends = (not any(map(str.isalnum, part)) for part in (base[:at], base[at:]))
    lost = (gone_before or begins) and (gone_behind or ends)
    return lost and (gone_before or gone_behind)
