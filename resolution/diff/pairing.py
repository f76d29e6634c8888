"""Which paragraphs of one text answer to which of another: by name, by words, and by order where both fail.

One may answer to several that follow one another (split), several to one (merged), and one may stand elsewhere (moved).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from resolution.diff.pieces import Strip
from resolution.diff.revision import End, RowKind
from resolution.diff.words import key_of, tells, words_of_text
from resolution.model import Kind, Resolution
from resolution.text import Text, lead, make, plain
from resolution.tree import forest

NEAR = 0.42
"""Paragraphs of which less is the same are one that went and one that came."""

BEGUN_ALIKE = 0.34
"""So much is enough where both begin with the same lead and stand in order."""

SURELY, BEGUN_SURELY, BEGUN_WORDS = 0.62, 0.45, 5
"""So much of a moved paragraph must be the same if no name identifies it; less if so many first words are the same."""

MOVED_WORDS = 5
"""A paragraph counts as moved only from so many words on, if no name identifies it."""

SPLIT_WORDS, SPLIT_SHARE = 4, 0.6
"""So many words, and this share of them, a part of a split paragraph takes from it."""

LARGEST = 4_000_000
"""So many pairs at most are weighed at once: 2,000 paragraphs that changed on each side; the longest text has fewer."""

BETTER = 0.25
"""A pair in order gives way where one of the two has another partner so much nearer."""

_FIRST = 0x4E00
_Matrix = NDArray[np.float64]


@dataclass(slots=True)
class PairedLine:
    """A paragraph of a text: a title, a block, a closing line.

    content: its informative words, one character each (`_Vocabulary`); empty until computed
    """

    part: RowKind
    end: End
    text: Text
    name: str = ""
    content: str = ""
    _strip: Strip | None = None

    @property
    def strip(self) -> Strip:
        """Return its text as characters and words, computed once."""
        if self._strip is None:
            self._strip = Strip(self.text)
        return self._strip

    @property
    def kind(self) -> Kind | None:
        """Return the kind of its block."""
        return self.end.block.kind if self.end.block else None


def lines(resolution: Resolution) -> list[PairedLine]:
    """Return every paragraph of a text in reading order."""
    out: list[PairedLine] = []
    for number, (division, nodes) in enumerate(forest(resolution)):
        places = {node.index: node.place for top in nodes for node in top.walk()}
        here = "title" if not number else division.label or division.kind.value
        title = End(number, 0, here, division.label)
        out.append(PairedLine(RowKind.TITLE, title, division.title, division.id))
        for index, block in enumerate(division.blocks):
            end = End(number, index, places.get(index, ""), block.label, block)
            out.append(PairedLine(RowKind.BLOCK, end, block.text, block.id))
        for index, closing in enumerate(division.closing):
            out.append(PairedLine(RowKind.CLOSING, End(number, index, "closing"), make(closing)))
    return out


class PairedGroup(NamedTuple):
    """Paragraphs that answer to one another, by their indexes; one side empty for what went or came."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


def align(old: Sequence[PairedLine], new: Sequence[PairedLine]) -> list[PairedGroup]:
    """Return the groups in an order from which both texts can be read off.

    What went stands where it was, before what came. A moved paragraph is a group of both where it is, and stands as
    one without `new` where it was.
    """
    pairing = _Pairs(old, new)
    pairing.by_name()
    pairing.by_same_words()
    pairing.in_order()
    pairing.moved()
    stays = pairing.stays()
    split = _Parts(old, new, pairing.vocabulary).of(pairing.pairs, stays)
    back = ({b: a for a, b in pairs.items()} for pairs in (pairing.pairs, stays))
    merged = _Parts(new, old, pairing.vocabulary).of(*back)
    return list(_arranged(pairing, stays, split, merged))


class _Vocabulary(dict[str, str]):
    """Gives each word a character, the same in both texts, so that paragraphs are compared as strings.

    Words are looked up with the space after them; signs and small words have none.
    """

    def __init__(self) -> None:
        super().__init__()
        self._by_word: dict[str, str] = {}

    def __missing__(self, word: str) -> str:
        key = key_of(word)
        sign = self[word] = self._sign(key) if tells(key) else ""
        return sign

    def _sign(self, word: str) -> str:
        return self._by_word.setdefault(word, _sign(len(self._by_word)))

    def content(self, line: PairedLine) -> str:
        """Return the informative words of a paragraph, one character each; all words if none is informative."""
        if not line.content:
            plainly = line.part is not RowKind.TITLE and line.kind is not Kind.TABLE
            words = line.strip.word_list if plainly else words_of_text(_all_words(line))
            line.content = "".join(map(self.__getitem__, words))
            if not line.content:
                line.content = "".join(map(self._sign, map(key_of, words)))
        return line.content


def _all_words(line: PairedLine) -> str:
    """Return the words of a paragraph, those of a table's cells and the label of an annex among them."""
    block = line.end.block
    if line.part is RowKind.TITLE:
        return f"{line.end.label} {plain(line.text)}"
    if block is None or block.table is None:
        return plain(line.text)
    return " ".join(
        plain(text) for row in block.table.rows for cell in row for text in cell.paragraphs
    )


def _sign(number: int) -> str:
    """Return a character for a number; the ones reserved for pairs are left out."""
    code = _FIRST + number
    return chr(code if code < 0xD800 else code + 0x800)


@dataclass(slots=True)
class _Pairs:
    """Pairs found so far, and those not yet paired."""

    old: Sequence[PairedLine]
    new: Sequence[PairedLine]
    pairs: dict[int, int] = field(default_factory=dict)
    vocabulary: _Vocabulary = field(default_factory=_Vocabulary)
    _lengths: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lengths = [1 + len(plain(line.text)) for line in self.old]

    def rest(self) -> tuple[list[int], list[int]]:
        """Return what no pair holds yet."""
        taken = set(self.pairs.values())
        return (
            [n for n in range(len(self.old)) if n not in self.pairs],
            [n for n in range(len(self.new)) if n not in taken],
        )

    def by_name(self) -> None:
        """Pair what bears the same name, wherever it stands, and the two titles."""
        if self.old and self.new:
            self.pairs[0] = 0
        mine, theirs = _once(self.old), _once(self.new)
        for name, here in mine.items():
            there = theirs.get(name)
            if there and self.old[here].part is self.new[there].part:
                self.pairs[here] = there

    def by_same_words(self) -> None:
        """Pair paragraphs of the very same words that each text has but once, short ones only in order."""
        here, there = self.rest()
        mine = {n: (self.old[n].part, _all_words(self.old[n])) for n in here}
        theirs = {n: (self.new[n].part, _all_words(self.new[n])) for n in there}
        seen, met = Counter(mine.values()), Counter(theirs.values())
        at = {key: n for n, key in theirs.items()}
        found = {n: at[key] for n, key in mine.items() if key[1] and seen[key] == met[key] == 1}
        steady = self._steady({**self.pairs, **found})
        for n, m in found.items():
            if n in steady or len(mine[n][1].split()) > 2 * MOVED_WORDS:
                self.pairs[n] = m

    def in_order(self) -> None:
        """Pair what is near in words and stands in the same order between what is paired already."""
        here, there = self.rest()
        if len(here) * len(there) <= LARGEST:
            self._in_order(here, there)
            return
        for rows, columns in [*self._gaps()]:
            mine, theirs = [n for n in here if n in rows], [n for n in there if n in columns]
            if len(mine) * len(theirs) <= LARGEST:
                self._in_order(mine, theirs)

    def _in_order(self, here: Sequence[int], there: Sequence[int]) -> None:
        if not here or not there:
            return
        near = self._likeness(here, there)
        most_of_old = near.max(axis=1, initial=0.0)
        most_of_new = near.max(axis=0, initial=0.0)
        best = np.maximum(most_of_old[:, None], most_of_new[None, :])
        weights = np.where((near >= NEAR) & (near >= best - BETTER), near, 0.0)
        at_old = {n: k for k, n in enumerate(here)}
        at_new = {n: k for k, n in enumerate(there)}
        for rows, columns in self._gaps():
            mine = [at_old[n] for n in rows if n in at_old]
            theirs = [at_new[n] for n in columns if n in at_new]
            if mine and theirs:
                for a, b in _heaviest(weights[np.ix_(mine, theirs)]):
                    self.pairs[here[mine[a]]] = there[theirs[b]]
        self._begun_alike(near, at_old, at_new)
        self._alone_in_a_gap(near, at_old, at_new)

    def _left_in_gaps(
        self, at_old: Container[int], at_new: Container[int]
    ) -> Iterator[tuple[list[int], list[int]]]:
        """Yield for each gap which of these lines are not paired yet, on both sides."""
        taken = set(self.pairs.values())
        for rows, columns in self._gaps():
            yield (
                [n for n in rows if n in at_old and n not in self.pairs],
                [n for n in columns if n in at_new and n not in taken],
            )

    def _begun_alike(self, near: _Matrix, at_old: dict[int, int], at_new: dict[int, int]) -> None:
        """Pair in order what is less near but has the same lead: a clause that was taken up and rewritten."""
        for mine, theirs in self._left_in_gaps(at_old, at_new):
            if not mine or not theirs:
                continue
            leads = [lead(self.new[m].text) for m in theirs]
            alike = np.array(
                [
                    [bool(begun) and begun == other for other in leads]
                    for begun in (lead(self.old[n].text) for n in mine)
                ]
            )
            among = near[np.ix_([at_old[n] for n in mine], [at_new[n] for n in theirs])]
            for a, b in _heaviest(np.where(alike & (among >= BEGUN_ALIKE), among, 0.0)):
                self.pairs[mine[a]] = theirs[b]

    def _alone_in_a_gap(
        self, near: _Matrix, at_old: dict[int, int], at_new: dict[int, int]
    ) -> None:
        """Pair what stands alone on both sides of a gap and is of one kind, if something at least is the same."""
        for mine, theirs in self._left_in_gaps(at_old, at_new):
            if len(mine) != 1 or len(theirs) != 1:
                continue
            a, b = self.old[mine[0]], self.new[theirs[0]]
            alike = near[at_old[mine[0]], at_new[theirs[0]]]
            if a.part is b.part and a.kind is b.kind and alike >= _least(a, b):
                self.pairs[mine[0]] = theirs[0]

    def moved(self) -> None:
        """Pair what is left and surely the same, wherever it stands; the nearest first."""
        here, there = self.rest()
        content = self.vocabulary.content
        here = [n for n in here if len(content(self.old[n])) >= MOVED_WORDS]
        there = [n for n in there if len(content(self.new[n])) >= MOVED_WORDS]
        if not here or not there or len(here) * len(there) > LARGEST:
            return
        near = self._likeness(here, there, covered=False)
        order = np.argsort(-near, axis=None, kind="stable")
        gone: set[int] = set()
        for a, b in zip(*np.unravel_index(order, near.shape), strict=True):
            if near[a, b] < BEGUN_SURELY:
                break
            if here[a] in self.pairs or int(b) in gone:
                continue
            begun = [
                content(line)[:BEGUN_WORDS] for line in (self.old[here[a]], self.new[there[b]])
            ]
            if near[a, b] >= SURELY or begun[0] == begun[1]:
                self.pairs[here[a]] = there[b]
                gone.add(int(b))

    def _likeness(
        self, here: Sequence[int], there: Sequence[int], *, covered: bool = True
    ) -> _Matrix:
        old, new = [self.old[n] for n in here], [self.new[n] for n in there]
        content = self.vocabulary.content
        words = [content(line) for line in old], [content(line) for line in new]
        return _likeness(*words, covered=covered) * _same(old, new)

    def stays(self) -> dict[int, int]:
        """Return the pairs that stand in the same order in both texts; the others are moved."""
        return self._steady(self.pairs)

    def _steady(self, pairs: dict[int, int]) -> dict[int, int]:
        ordered = sorted(pairs.items())
        return dict(_rising(ordered, [self._lengths[n] for n, _ in ordered]))

    def _gaps(self) -> Iterator[tuple[range, range]]:
        """Yield the stretches of both texts between pairs in order."""
        here = there = 0
        for n, m in [*self.stays().items(), (len(self.old), len(self.new))]:
            if n > here and m > there:
                yield range(here, n), range(there, m)
            here, there = n + 1, m + 1


def _least(a: PairedLine, b: PairedLine) -> float:
    """Return how much two paragraphs alone in a gap must have in common: nothing where they are titles or dates."""
    if a.part is not RowKind.BLOCK or a.kind is Kind.TABLE or a.kind is Kind.FORMULA:
        return 0.0
    return 0.2 if lead(a.text) and lead(a.text) == lead(b.text) else 0.34


def _once(of: Sequence[PairedLine]) -> dict[str, int]:
    """Return where each name stands that is given but once."""
    times = Counter(line.name for line in of)
    return {line.name: n for n, line in enumerate(of) if line.name and times[line.name] == 1}


def _likeness(mine: Sequence[str], theirs: Sequence[str], *, covered: bool) -> _Matrix:
    """Return how near each paragraph is to each, 0 to 1.

    covered: one that stands nearly whole in a longer one is near, too.
    """
    apart = cdist(mine, theirs, scorer=Indel.distance, dtype=np.int32)
    lengths = np.array([len(t) for t in mine])[:, None], np.array([len(t) for t in theirs])[None, :]
    long, short = lengths[0] + lengths[1], np.minimum(*lengths)
    common = (long - apart) / 2
    near: _Matrix = np.where(long > 0, 2 * common / np.maximum(long, 1), 1.0)
    if covered:
        share = common / np.maximum(short, 1)
        near = np.maximum(near, np.where((share >= 0.8) & (short >= 6), 0.8 * share, 0.0))
    return near


def _same(old: Sequence[PairedLine], new: Sequence[PairedLine]) -> _Matrix:
    """Return what the likeness counts: nothing for a title and a clause, a little less for clauses of two kinds."""
    kinds: dict[Any, int] = {}
    parts = list(RowKind)
    a = np.array([parts.index(line.part) for line in old])[:, None]
    b = np.array([parts.index(line.part) for line in new])[None, :]
    c = np.array([kinds.setdefault(line.kind, len(kinds)) for line in old])[:, None]
    d = np.array([kinds.setdefault(line.kind, len(kinds)) for line in new])[None, :]
    return np.where(a == b, np.where(c == d, 1.0, 0.95), 0.0)


def _heaviest(weights: _Matrix) -> list[tuple[int, int]]:
    """Return the pairs, in order on both sides, whose weights are the greatest in all."""
    rows, columns = weights.shape
    if rows == columns == 1:
        return [(0, 0)] if weights[0, 0] > 0 else []
    best = np.zeros((rows + 1, columns + 1))
    for n in reversed(range(rows)):
        taken = np.where(weights[n] > 0, weights[n] + best[n + 1, 1:], 0.0)
        reached = np.maximum(best[n + 1, :-1], taken)
        best[n, :-1] = np.maximum.accumulate(reached[::-1])[::-1]
    out, n, m = [], 0, 0
    while n < rows and m < columns:
        if best[n, m] == best[n + 1, m]:
            n += 1
        elif best[n, m] == best[n, m + 1]:
            m += 1
        else:
            out.append((n, m))
            n, m = n + 1, m + 1
    return out


def _rising(pairs: Sequence[tuple[int, int]], weights: Sequence[int]) -> list[tuple[int, int]]:
    """Return the heaviest run of pairs whose second numbers rise, gaps allowed."""
    ends: list[int] = []  # second numbers at which a heavier run ends than at any smaller one
    heavy: list[int] = []
    at: list[int] = []
    before = [-1] * len(pairs)
    for n, (_, second) in enumerate(pairs):
        place = bisect_left(ends, second)
        before[n] = at[place - 1] if place else -1
        total = weights[n] + (heavy[place - 1] if place else 0)
        stop = place
        while stop < len(ends) and heavy[stop] <= total:
            stop += 1
        ends[place:stop], heavy[place:stop], at[place:stop] = [second], [total], [n]
    out = []
    n = at[-1] if at else -1
    while n >= 0:
        out.append(pairs[n])
        n = before[n]
    return out[::-1]


# ---------------------------------------------------------------- split


@dataclass(slots=True)
class _Parts:
    """Finds which paragraphs became several: those of `many` that hold the words of one, a run in order."""

    one: Sequence[PairedLine]
    many: Sequence[PairedLine]
    vocabulary: _Vocabulary

    def of(self, pairs: dict[int, int], stays: dict[int, int]) -> dict[int, tuple[int, ...]]:
        """Return the runs; a free neighbour of what a paragraph became belongs to it where its words come from it."""
        taken = set(pairs.values())
        found: dict[int, tuple[int, ...]] = {}
        for here, there in stays.items():
            group: tuple[int, ...] = (there,)
            while (after := group[-1] + 1) < len(self.many) and after not in taken:
                if not self._takes(here, group, after):
                    break
                group = (*group, after)
                taken.add(after)
            while (ahead := group[0] - 1) >= 0 and ahead not in taken:
                if not self._takes(here, group, ahead):
                    break
                group = (ahead, *group)
                taken.add(ahead)
            if len(group) > 1:
                found[here] = group
        return found

    def _takes(self, here: int, group: Sequence[int], free: int) -> bool:
        """Return whether the words of a free paragraph come from the whole, besides those that its parts have."""
        whole, neighbour = self.one[here], self.many[free]
        if whole.part is not RowKind.BLOCK or neighbour.part is not RowKind.BLOCK:
            return False
        if Kind.TABLE in (whole.kind, neighbour.kind):
            return False
        whole_words, more = self.vocabulary.content(whole), self.vocabulary.content(neighbour)
        if len(more) < SPLIT_WORDS:
            return False
        have = "".join(self.vocabulary.content(self.many[n]) for n in group)
        joint = have + more if free > group[-1] else more + have
        gain = _common(whole_words, joint) - _common(whole_words, have)
        return gain >= max(SPLIT_WORDS, SPLIT_SHARE * len(more))


def _common(a: str, b: str) -> int:
    return (len(a) + len(b) - Indel.distance(a, b)) // 2


# ---------------------------------------------------------------- order


def _arranged(
    pairing: _Pairs,
    stays: dict[int, int],
    split: dict[int, tuple[int, ...]],
    merged: dict[int, tuple[int, ...]],
) -> Iterator[PairedGroup]:
    """Yield the groups in order; of a paragraph both split and merged only the split is reported."""
    groups = []
    for here, there in stays.items():
        olds: tuple[int, ...] = (here,)
        news = split.get(here, (there,))
        if len(news) == 1 and there in merged:
            olds = merged[there]
        groups.append(PairedGroup(olds, news))
    came_from = {m: n for n, m in pairing.pairs.items() if n not in stays}
    here = there = 0
    end = PairedGroup((len(pairing.old),), (len(pairing.new),))
    for group in [*groups, end]:
        went = [*range(here, group.old[0])]
        came = [*range(there, group.new[0])]
        while went or came:
            if went and not (came and _before(pairing.new[came[0]], pairing.old[went[0]])):
                n = went.pop(0)
                yield PairedGroup((n,), (), moved=n in pairing.pairs)
            else:
                m = came.pop(0)
                source = came_from.get(m)
                yield PairedGroup(
                    () if source is None else (source,), (m,), moved=source is not None
                )
        if group is not end:
            yield group
        here, there = group.old[-1] + 1, group.new[-1] + 1


def _before(a: PairedLine, b: PairedLine) -> bool:
    """Return whether one belongs before the other by what it is: the preamble before the operative part."""
    return _section(a) < _section(b)


def _section(line: PairedLine) -> int:
    if line.part is not RowKind.BLOCK:
        return 0 if line.part is RowKind.TITLE else 3
    return 1 if line.kind in (Kind.FORMULA, Kind.PREAMBULAR) else 2
