"""Which paragraph of one text answers to which of another: by name, by words, and by nearness where both fail."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from resolution.comparison import tokens
from resolution.model import Block
from resolution.text import plain

NEAR = 0.5
"""Paragraphs of which less is the same are one that went and one that came."""

LARGEST = 40_000
"""So many pairs at most are weighed in one stretch; a longer one is taken as it stands, row by row."""


class Pair(NamedTuple):
    """A paragraph of the old text, the new one or both, by its index; `moved`: it stands elsewhere among the others."""

    old: int | None
    new: int | None
    moved: bool = False


def pair(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """Return the pairs in the order of the new text; what went stands where it was, a moved one in both places.

    In its old place a moved paragraph is a pair without `new`, in its new place one with both.
    """
    anchors = _by_name(old, new)
    out: list[Pair] = []
    before = (-1, -1)
    for anchor in [*anchors, (len(old), len(new))]:
        out += _between(old, new, range(before[0] + 1, anchor[0]), range(before[1] + 1, anchor[1]))
        if anchor[0] < len(old):
            out.append(Pair(*anchor))
        before = anchor
    return _moved(old, new, out)


def _by_name(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    """Return the pairs of the same name, as many as stand in the same order in both texts."""
    named = {block.id: index for index, block in enumerate(new) if block.id}
    pairs = [(n, named[block.id]) for n, block in enumerate(old) if block.id in named]
    return _rising(pairs)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs whose second numbers rise, gaps allowed."""
    ends: list[int] = []
    at: list[int] = []
    before = [-1] * len(pairs)
    for n, (_, second) in enumerate(pairs):
        place = bisect_left(ends, second)
        before[n] = at[place - 1] if place else -1
        ends[place : place + 1], at[place : place + 1] = [second], [n]
    out = []
    n = at[-1] if at else -1
    while n >= 0:
        out.append(pairs[n])
        n = before[n]
    return out[::-1]


def _between(
    old: Sequence[Block], new: Sequence[Block], here: range, there: range
) -> Iterator[Pair]:
    """Yield the pairs of a stretch of both texts that no name ties together."""
    if not here or not there or len(here) * len(there) > LARGEST:
        yield from (Pair(n, None) for n in here)
        yield from (Pair(None, n) for n in there)
        return
    near = _nearest(
        [tokens(plain(old[n].text)) for n in here], [tokens(plain(new[n].text)) for n in there]
    )
    left, right = 0, 0
    for one, other in [*near, (len(here), len(there))]:
        yield from (Pair(here[n], None) for n in range(left, one))
        yield from (Pair(None, there[n]) for n in range(right, other))
        if one < len(here):
            yield Pair(here[one], there[other])
        left, right = one + 1, other + 1


def _nearest(old: Sequence[list[str]], new: Sequence[list[str]]) -> list[tuple[int, int]]:
    """Return the pairs, in order, whose likeness is the greatest in all."""
    likeness = [[Indel.normalized_similarity(a, b, score_cutoff=NEAR) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for n in reversed(range(len(old))):
        for m in reversed(range(len(new))):
            together = likeness[n][m] + best[n + 1][m + 1] if likeness[n][m] >= NEAR else 0.0
            best[n][m] = max(together, best[n + 1][m], best[n][m + 1])
    out, n, m = [], 0, 0
    while n < len(old) and m < len(new):
        if best[n][m] == best[n + 1][m]:
            n += 1
        elif best[n][m] == best[n][m + 1]:
            m += 1
        else:
            out.append((n, m))
            n, m = n + 1, m + 1
    return out


def _moved(old: Sequence[Block], new: Sequence[Block], pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs, those that went and came under the same name told as moved."""
    went = {old[p.old].id: p.old for p in pairs if p.new is None and p.old is not None}
    came = {new[p.new].id for p in pairs if p.old is None and p.new is not None}
    both = {name for name in went if name and name in came}
    out = []
    for each in pairs:
        if each.old is None and each.new is not None and new[each.new].id in both:
            out.append(Pair(went[new[each.new].id], each.new, moved=True))
        elif each.new is None and each.old is not None and old[each.old].id in both:
            out.append(Pair(each.old, None, moved=True))
        else:
            out.append(each)
    return out
