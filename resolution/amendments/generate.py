"""Drawing up amendments: from what leads from one text to another to the shortest list that a delegate can read out.

Words are quoted with as much of what stands around them as makes the place certain. Every change of words is tried out
before it is put into the list; where it would not give the very words, the whole paragraph is replaced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from resolution.amendments.apply import LEADING, NO_LEAD, edited, occurrences
from resolution.amendments.kinds import (
    Amendment,
    Delete,
    Edit,
    EditKind,
    Insert,
    KindChange,
    Move,
    New,
    Renumber,
    Replace,
    Sponsors,
    WordAmendment,
)
from resolution.amendments.places import ParagraphIndex, phrase, places
from resolution.amendments.quoting import (
    FIRST_NOTE,
    Notes,
    QuotationError,
    characters,
    marked_up,
    note_in_words,
)
from resolution.amendments.tables import table_in_words
from resolution.diff.pieces import Strip
from resolution.diff.revision import End, Op, Pieces, Revision, RevisionRow, RowKind, What
from resolution.language.leads import lead_length
from resolution.model import Block, DivisionKind, Kind, Note
from resolution.text import Mark, NoteRef, Run, Text, join, note_indexes, plain, runs, strip

MOST_EDITS = 6
"""A paragraph with more changes of words is replaced as a whole."""

LEAST_KEPT = 0.4
"""So is one of whose words less than this stays."""


def amendments(revision: Revision) -> list[Amendment]:
    """Return the amendments that turn the old text into the new, in the order of the text."""
    return _DrawingUp(revision).all()


@dataclass(slots=True)
class _OldLines:
    """The lines of the old text by where they stand."""

    places: ParagraphIndex
    at: dict[tuple[int, RowKind, int], int]

    def of(self, end: End, part: RowKind) -> int:
        return self.at[end.division, part, end.index]


class _DrawingUp:
    """A revision on its way to a list of amendments."""

    def __init__(self, revision: Revision) -> None:
        self._revision = revision
        found = places(revision.old)
        at = {
            (p.line.end.division, p.line.part, p.line.end.index): n for n, p in enumerate(found.all)
        }
        self._lines = _OldLines(found, at)
        self._anchors = _AnchorQuotes(revision)
        self._tied = revision.by_tie()
        self._gone: set[int] = set()
        self._deleted: set[int] = set()
        titles = [row for row in revision.rows if row.part is RowKind.TITLE]
        self._came = {row.new.division for row in titles if row.new and not row.old}
        self._went = {row.old.division for row in titles if row.old and not row.new}

    def all(self) -> list[Amendment]:
        """Return the whole list."""
        out: list[Amendment] = [*self._sponsors()]
        rows = [row for row in self._revision.rows if self._counts(row)]
        self._gone = {
            self._lines.of(r.old, r.part)
            for r in rows
            if r.old and (r.what is What.DELETED or (r.what is What.MOVED and not r.new))
        }
        self._deleted = {self._line(row) for row in rows if row.what is What.DELETED}
        anchor = -1
        at = 0
        while at < len(rows):
            stop = at
            while stop < len(rows) and not _stays(rows[stop]):
                stop += 1
            gap = _Gap(rows[at:stop], anchor)
            out += self._gap(gap)
            if stop == len(rows):
                break
            group = [rows[stop]]
            while rows[stop].tie and stop + 1 < len(rows) and rows[stop + 1].tie == rows[stop].tie:
                stop += 1
                group.append(rows[stop])
            out += self._staying(group)
            last = group[-1].old
            assert last is not None
            anchor = self._lines.of(last, group[-1].part)
            at = stop + 1
        out += self._notes()
        structural = (Insert, Delete, Move, KindChange, Replace)
        if any(isinstance(each, structural) and not _is_like(each) for each in out):
            out.append(Renumber())
        return _together(out, self._lines.places)

    def _counts(self, row: RevisionRow) -> bool:
        """Return whether a row is amended: closing lines follow from the adoption, but those of an annex go with it."""
        if row.part is not RowKind.CLOSING:
            return True
        if row.old and row.new:
            return False
        return row.end.division in (self._came if row.new else self._went)

    def _sponsors(self) -> Iterator[Amendment]:
        joined, withdrawn = self._revision.sponsors
        told = self._revision.old.masthead.sponsors and self._revision.new.masthead.sponsors
        if told and (joined or withdrawn):
            yield Sponsors(joined, withdrawn)

    # ------------------------------------------------------------ what stays

    def _staying(self, group: Sequence[RevisionRow]) -> Iterator[Amendment]:
        row = group[0]
        if row.what in (What.SPLIT, What.MERGED):
            yield self._divided(group)
        elif row.what is What.CHANGED:
            assert row.old and row.new
            yield from self._changed(row, row.old, row.new)

    def _divided(self, group: Sequence[RevisionRow]) -> Amendment:
        """Return the replacement of a paragraph by several, or of several by one."""
        olds = dict.fromkeys(self._lines.of(row.old, row.part) for row in group if row.old)
        ends = dict.fromkeys((row.new.division, row.new.index) for row in group if row.new)
        divisions = self._revision.new.divisions
        news = [self._new(divisions[d].blocks[n]) for d, n in ends]
        return Replace(tuple(self._alone(n) for n in olds), tuple(news))

    def _changed(self, row: RevisionRow, old: End, new: End) -> Iterator[Amendment]:
        name = self._alone(self._lines.of(old, row.part))
        if row.part is RowKind.TITLE and old.label != new.label:
            yield from self._relabelled(row, old, new)
            return
        if row.form and new.block:
            yield KindChange(name, phrase(new.block))
        if row.table:
            assert new.block
            yield Replace((name,), (self._new(new.block),))
            return
        yield from self._words(name, row.pieces)

    def _relabelled(self, row: RevisionRow, old: End, new: End) -> Iterator[Amendment]:
        """Yield what gives an annex another label: it is replaced by a title line of its own."""
        name = self._alone(self._lines.of(old, row.part))
        if old.division:
            yield Replace((name,), (self._title(new),))
        else:
            yield from self._words(name, row.pieces)

    def _words(self, name: str, pieces: Pieces) -> Iterator[Amendment]:
        """Yield the changes of words of a paragraph, or its replacement where they are too many or do not work out."""
        old, new = join(*(p.old for p in pieces)), join(*(p.new for p in pieces))
        if not visible(pieces):
            return
        edits = self._anchors.edits(pieces)
        if edits is not None and self._works(name, old, new, edits):
            yield WordAmendment(name, edits)
        elif name.startswith("footnote "):
            whole = Edit(EditKind.REPLACE, self._anchors.old(old), self._anchors.new(new))
            yield WordAmendment(name, (whole,) if old else (Edit(EditKind.START, "", whole.new),))
        else:
            words = self._anchors.new(new)
            bare = not any(i.marks for i in runs(new)) and not name.startswith("the title")
            yield Replace((name,), (New("", NO_LEAD + words if bare else words),))

    def _works(self, name: str, old: Text, new: Text, edits: Sequence[Edit]) -> bool:
        notes = Notes.of(self._revision.old)
        try:
            made = edited(old, edits, notes, name)
        except QuotationError:
            return False
        kept = len(self._revision.old.notes)

        def mine(index: int) -> object:
            return note_looks(notes.notes[index]) if index >= kept else index

        return looks(made, mine) == looks(new, self._anchors.identity)

    # ------------------------------------------------------------ what went, came, moved

    def _gap(self, gap: _Gap) -> Iterator[Amendment]:
        """Yield the amendments between two paragraphs that stay."""
        partners = gap.partners()
        anchor = gap.anchor
        replaced = {self._line(gap.rows[n]) for n in partners}
        done = -1
        for n, row in enumerate(gap.rows):
            if row.what is not What.DELETED or (at := self._line(row)) <= done:
                continue
            if n not in partners:
                yield Delete((self._alone(at),))
                continue
            came = gap.rows[partners[n]]
            assert came.new
            place = self._lines.places.all[at]
            below = range(at + 1, place.end + 1)
            whole = all(k in self._deleted and k not in replaced for k in below)
            done = place.end if whole else at
            yield Replace((place.whole if whole else place.alone,), (self._like(came, came.new),))
        waiting: list[New] = []
        slot_of = {m: n for n, m in partners.items()}
        taken = -1
        for m, row in enumerate(gap.rows):
            if row.new is None or m <= taken:
                continue
            if m in slot_of:
                yield from self._inserted(anchor, waiting)
                waiting = []
                went = gap.rows[slot_of[m]].old
                assert went
                anchor = self._lines.of(went, gap.rows[slot_of[m]].part)
            elif row.what is What.INSERTED:
                waiting.append(self._new_line(row, row.new))
            else:
                yield from self._inserted(anchor, waiting)
                waiting = []
                together = self._moved_together(gap.rows, m)
                yield from self._moved(gap.rows[m : m + together], anchor)
                taken = m + together - 1
        yield from self._inserted(anchor, waiting)

    def _line(self, row: RevisionRow) -> int:
        """Return the line of what went."""
        assert row.old
        return self._lines.of(row.old, row.part)

    def _inserted(self, anchor: int, news: Sequence[New]) -> Iterator[Amendment]:
        if news:
            name, beginning = self._behind(anchor, news[0].phrase)
            yield Insert(name, tuple(news), beginning)

    def _behind(self, anchor: int, phrase_: str) -> tuple[str, bool]:
        """Return what new paragraphs are put behind, as one would say it; True where it is the beginning of a part."""
        place = self._lines.places.all[max(anchor, 0)]
        if anchor < 0 or place.line.part is RowKind.TITLE:
            starts = {n: name for name, n in self._lines.places.divisions.items()}
            return starts[max(anchor, 0)], True
        name = place.alone
        if phrase_.startswith(("subparagraph", "continuation")):
            return name, False
        at = anchor
        while (up := self._lines.places.all[at].parent) >= 0:
            above = self._lines.places.all[up]
            rest = range(anchor + 1, above.end + 1)
            if above.end < anchor or any(n not in self._gone for n in rest):
                break
            at, name = up, above.whole
        return name, False

    def _source(self, row: RevisionRow) -> tuple[End, int]:
        """Return where a moved paragraph was, and its line."""
        source = next(r for r in self._tied[row.tie] if r.old)
        assert source.old
        return source.old, self._lines.of(source.old, source.part)

    def _moved_together(self, rows: Sequence[RevisionRow], start: int) -> int:
        """Return how many rows are one move: a clause with all that stands under it, as it was."""
        _, first = self._source(rows[start])
        last = self._lines.places.all[first].end
        for n in range(first + 1, last + 1):
            m = start + n - first
            if m >= len(rows) or rows[m].what is not What.MOVED or not (new := rows[m].new):
                return 1
            old, at = self._source(rows[m])
            if at != n or _phrase(old.block) != _phrase(new.block):
                return 1
        return last - first + 1

    def _moved(self, rows: Sequence[RevisionRow], anchor: int) -> Iterator[Amendment]:
        new = rows[0].new
        assert new
        old, at = self._source(rows[0])
        place = self._lines.places.all[at]
        name = place.whole if len(rows) > 1 else place.alone
        to, beginning = self._behind(anchor, _phrase(new.block))
        form = _phrase(new.block) if _phrase(old.block) != _phrase(new.block) else ""
        yield Move(name, to, beginning, form)
        for row in rows:
            yield from self._moved_words(self._alone(self._source(row)[1]), row.pieces)

    def _moved_words(self, name: str, pieces: Pieces) -> Iterator[Amendment]:
        """Yield the changes of words of a paragraph that moves: it cannot be replaced as a whole as well."""
        old, new = join(*(p.old for p in pieces)), join(*(p.new for p in pieces))
        if not visible(pieces):
            return
        edits = self._anchors.edits(pieces, however_many=True)
        if edits is None or not self._works(name, old, new, edits):
            edits = (Edit(EditKind.REPLACE, self._anchors.old(old), self._anchors.new(new)),)
        yield WordAmendment(name, edits)

    # ------------------------------------------------------------ paragraphs in words

    def _alone(self, n: int) -> str:
        return self._lines.places.all[n].alone

    def _new_line(self, row: RevisionRow, end: End) -> New:
        if row.part is RowKind.TITLE:
            return self._title(end)
        if end.block:
            return self._new(end.block)
        line = self._revision.new.divisions[end.division].closing[end.index]
        return New("closing line", self._anchors.new((Run(line),) if line else ()))

    def _title(self, end: End) -> New:
        division = self._revision.new.divisions[end.division]
        kind = "part" if division.kind is DivisionKind.PART else "annex"
        named = f" labelled “{division.label}”" if division.label else ""
        return New(kind + named, self._anchors.new(division.title))

    def _new(self, block: Block) -> New:
        if block.table is not None:
            return New(phrase(block), table_in_words(block.table, self._anchors.new_anchor))
        return New(phrase(block), self._unled(block) + self._anchors.new(block.text))

    def _unled(self, block: Block) -> str:
        """Return what says that a paragraph has no lead, where one would be found in its words."""
        if block.kind not in LEADING or any(i.marks for i in runs(block.text)):
            return ""
        language = self._revision.old.masthead.language
        return NO_LEAD if lead_length(plain(block.text), block.kind, language) else ""

    def _like(self, row: RevisionRow, end: End) -> New:
        """Return the words of what takes the place of a paragraph of the same sort."""
        new = self._new_line(row, end)
        return new if end.block and end.block.table is not None else New("", new.words)

    # ------------------------------------------------------------ notes

    def _notes(self) -> Iterator[Amendment]:
        marks = self._revision.old.note_marks()
        for note in self._revision.notes:
            if note.old is not None and note.new is not None and note.what is What.CHANGED:
                yield from self._words(f"footnote {marks[note.old]}", note.pieces)


def _stays(row: RevisionRow) -> bool:
    return row.old is not None and row.new is not None


def _phrase(block: Block | None) -> str:
    return phrase(block) if block else ""


@dataclass(slots=True)
class _Gap:
    """What went, came and moved between two paragraphs that stay; anchor: the line of the one before, -1 for none."""

    rows: list[RevisionRow]
    anchor: int

    def partners(self) -> dict[int, int]:
        """Return which of what went is replaced by which of what came: of the same sort, in order."""
        went = [n for n, row in enumerate(self.rows) if row.what is What.DELETED]
        came = [n for n, row in enumerate(self.rows) if row.what is What.INSERTED]
        out: dict[int, int] = {}
        at = 0
        for n in went:
            for k in range(at, len(came)):
                if _sort(self.rows[n]) == _sort(self.rows[came[k]]) is not None:
                    out[n] = came[k]
                    at = k + 1
                    break
        return out


def _sort(row: RevisionRow) -> tuple[object, ...] | None:
    """Return what two paragraphs must have in common for one to take the place of the other."""
    end = row.end
    if row.part is not RowKind.BLOCK or end.block is None:
        return None
    block = end.block
    if not block.auto or block.kind is Kind.TABLE:
        return None
    return block.kind, block.level, block.quoted


def _is_like(amendment: Amendment) -> bool:
    """Return whether it leaves all numbers as they are."""
    return (
        isinstance(amendment, Replace)
        and len(amendment.names) == len(amendment.news) == 1
        and not amendment.news[0].phrase
    )


def _together(found: Sequence[Amendment], of: ParagraphIndex) -> list[Amendment]:
    """Return the list with deletions one after another in one sentence, a paragraph with all under it as one."""
    out: list[Amendment] = []
    for each in found:
        if isinstance(each, Delete) and out and isinstance(out[-1], Delete):
            out[-1] = Delete((*out[-1].names, *each.names))
        else:
            out.append(each)
    return [Delete(_wholes(each.names, of)) if isinstance(each, Delete) else each for each in out]


def _wholes(names: Sequence[str], of: ParagraphIndex) -> tuple[str, ...]:
    """Return the names, those of a paragraph and of all that stands under it as its one."""
    lines = [found[0] for name in names if (found := of.named(name))]
    gone, out, done = set(lines), [], -1
    for n in lines:
        if n <= done:
            continue
        place = of.all[n]
        together = place.end > n and all(k in gone for k in range(n, place.end + 1))
        out.append(place.whole if together else place.alone)
        done = place.end if together else n
    return tuple(out)


# ---------------------------------------------------------------- what is the same to the eye


def looks(text: Text, note: Callable[[int], object] = str) -> list[object]:
    """Return a text as one sees it: each character with its typeface, and what `note` says of each note.

    Where links lead is no matter, nor the typeface of a space.
    """
    out: list[object] = []
    for inline in text:
        if isinstance(inline, NoteRef):
            out.append(note(inline.note))
        else:
            look = inline.marks
            out += [(sign, Mark.NONE if sign.isspace() else look) for sign in inline.text]
    return out


def note_looks(note: Note) -> object:
    """Return a note as one sees it."""
    return note.mark, None if note.text is None else tuple(looks(note.text))


def visible(pieces: Pieces) -> bool:
    """Return whether anything of what differs is to be seen."""
    return any(_visible(piece.op, piece.old, piece.new) for piece in pieces)


def _visible(op: Op, old: Text, new: Text) -> bool:
    if op is Op.SAME:
        return False
    return op is not Op.RESTYLED or looks(old) != looks(new)


# ---------------------------------------------------------------- quoting with context


@dataclass(slots=True)
class _EditRange:
    """Characters of the old text and of the new one; `same` where nothing is to be changed."""

    same: bool
    old: int
    old_end: int
    new: int
    new_end: int


@dataclass(slots=True)
class _AnchorQuotes:
    """Says what stands for note anchors in quotations, and quotes words so that their place is certain."""

    revision: Revision
    _marks: dict[int, str] = field(default_factory=dict)
    _kept: dict[int, str] = field(default_factory=dict)
    _old: dict[int, int] = field(default_factory=dict)
    _told: dict[int, str] = field(default_factory=dict)
    _often: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._marks = self.revision.old.note_marks()
        for note in self.revision.notes:
            if note.old is not None and note.new is not None:
                self._kept[note.new] = self._marks[note.old]
                self._old[note.new] = note.old
        calls = Counter(n for text in self.revision.new.texts() for n in note_indexes(text))
        self._often = {n for n, times in calls.items() if times > 1}

    def identity(self, note: int) -> object:
        """Return what a note of the new text is: a number of the old text, or what one sees of it."""
        old = self._old.get(note)
        return note_looks(self.revision.new.notes[note]) if old is None else old

    def old_anchor(self, note: int) -> str:
        return f"[footnote {self._marks[note]}]"

    def new_anchor(self, note: int) -> str:
        """Return a note of the new text: by the number it had, else in full; the second time by a name."""
        if note in self._kept:
            return f"[footnote {self._kept[note]}]"
        if note in self._told:
            return f"[footnote {self._told[note]}]"
        name = f"new {len(self._told) + 1}" if note in self._often else ""
        return note_in_words(self.revision.new.notes[note], name)

    def settle(self, text: Text) -> None:
        """Remember which new notes have been told in full."""
        for note in note_indexes(text):
            if note in self._often and note not in self._kept:
                self._told.setdefault(note, f"new {len(self._told) + 1}")

    def old(self, text: Text) -> str:
        return marked_up(text, self.old_anchor, plainly=True)

    def new(self, text: Text) -> str:
        words = marked_up(text, self.new_anchor)
        self.settle(text)
        return words

    def edits(self, pieces: Pieces, *, however_many: bool = False) -> tuple[Edit, ...] | None:
        """Return the changes of words in order, or None where they are too many to be told one by one."""
        old, new = join(*(p.old for p in pieces)), join(*(p.new for p in pieces))
        before, after = Strip(old), Strip(new)
        stretches = _stretches(pieces)
        _turned(stretches, characters(old), characters(new))
        changes = [s for s in stretches if not s.same]
        kept = sum(s.old_end - s.old for s in stretches if s.same)
        long = max(before.length, after.length)
        if not however_many and (len(changes) > MOST_EDITS or kept < LEAST_KEPT * long):
            return None
        words = characters(old)
        changes = _widened(stretches, words, characters(new))
        return tuple(self._edit(change, before, after, words) for change in changes)

    def _edit(self, change: _EditRange, before: Strip, after: Strip, words: str) -> Edit:
        """Return a change as one would say it: as an insertion or a deletion where that gives the very words."""
        old = before.part(change.old, change.old_end)
        new = after.part(change.new, change.new_end)
        said, to_say = words[change.old : change.old_end], characters(new)
        tries: list[Edit] = []
        if said and to_say.startswith(said) and (more := to_say[len(said) :].lstrip(" ")):
            added = after.part(change.new_end - len(more), change.new_end)
            tries.append(Edit(EditKind.AFTER, self.old(old), self.new(added)))
        if not to_say:
            tries.append(Edit(EditKind.DELETE, self.old(strip(old))))
        wanted = join(before.part(0, change.old), new, before.part(change.old_end, len(words)))
        for each in tries:
            if self._gives(before.text, each, characters(wanted)):
                return each
        return Edit(EditKind.REPLACE, self.old(old), self.new(new))

    def _gives(self, old: Text, edit: Edit, wanted: str) -> bool:
        """Return whether an edit alone gives the words; new notes count by their place."""
        notes = Notes.of(self.revision.old)
        try:
            made = characters(edited(old, (edit,), notes, ""))
        except QuotationError:
            return False
        return len(made) == len(wanted) and all(
            a == b or ord(a) >= FIRST_NOTE <= ord(b) for a, b in zip(made, wanted, strict=True)
        )


def _stretches(pieces: Pieces) -> list[_EditRange]:
    out: list[_EditRange] = []
    old = new = 0
    for piece in pieces:
        old_end, new_end = old + len(characters(piece.old)), new + len(characters(piece.new))
        same = not _visible(piece.op, piece.old, piece.new)
        if out and out[-1].same == same:
            out[-1].old_end, out[-1].new_end = old_end, new_end
        else:
            out.append(_EditRange(same, old, old_end, new, new_end))
        old, new = old_end, new_end
    return out


def _turned(stretches: Sequence[_EditRange], old: str, new: str) -> None:
    """Turn what only came or only went so that the space is in front: " the" after "with", not "the " before a word."""
    for n in range(1, len(stretches) - 1):
        before, change, after = stretches[n - 1 : n + 2]
        came, went = new[change.new : change.new_end], old[change.old : change.old_end]
        if change.same or (came and went) or not (came or went).endswith(" "):
            continue
        if before.old_end > before.old and old[before.old_end - 1] == " ":
            before.old_end, before.new_end = before.old_end - 1, before.new_end - 1
            change.old, change.new = change.old - 1, change.new - 1
            change.old_end, change.new_end = change.old_end - 1, change.new_end - 1
            after.old, after.new = after.old - 1, after.new - 1


def _widened(stretches: Sequence[_EditRange], old: str, new: str) -> list[_EditRange]:
    """Return the changes, each with so many words around it that its place is certain; those that then meet are one."""
    changes = [replace(s) for s in stretches if not s.same]
    n = 0
    while n < len(changes):
        low = changes[n - 1].old_end if n else 0
        high = changes[n + 1].old if n + 1 < len(changes) else len(old)
        if _certain(changes[n], low, high, old, new):
            n += 1
        elif n + 1 < len(changes) and (n == 0 or high - changes[n].old_end <= changes[n].old - low):
            changes[n : n + 2] = [_both(changes[n], changes[n + 1])]
        elif n:
            changes[n - 1 : n + 1] = [_both(changes[n - 1], changes[n])]
            n -= 1
        else:
            n += 1
    return changes


def _both(one: _EditRange, other: _EditRange) -> _EditRange:
    return _EditRange(False, one.old, other.old_end, one.new, other.new_end)


def _certain(change: _EditRange, low: int, high: int, old: str, new: str) -> bool:
    """Widen a change within two bounds until its words stand in the text but once; return whether that was possible."""
    addition = left_next = _is_addition(change, old)
    while not _is_certain(change, old, new):
        can_left, can_right = change.old > low, change.old_end < high
        if not can_left and not can_right:
            return False
        if can_left and (left_next or not can_right):
            by = change.old - _word_before(old, change.old, low)
            change.old, change.new = change.old - by, change.new - by
        else:
            by = _word_after(old, change.old_end, high) - change.old_end
            change.old_end, change.new_end = change.old_end + by, change.new_end + by
        left_next = addition or not left_next
    return True


def _is_addition(change: _EditRange, old: str) -> bool:
    """Return whether nothing goes: the words in front are then what the new ones are put after."""
    return change.old_end - change.old < change.new_end - change.new and not old[
        change.old : change.old_end
    ].strip(" ")


def _is_certain(change: _EditRange, old: str, new: str) -> bool:
    said, to_say = old[change.old : change.old_end], new[change.new : change.new_end]
    said = said if to_say else said.strip()
    if not said.strip() or said != said.strip() or to_say != to_say.strip():
        return False
    if not any(sign.isalnum() or ord(sign) >= FIRST_NOTE for sign in said):
        return False
    if len(said) < 4 and len(old) > 8 and said != old and said.islower():
        return False  # "of" alone is hard to find, even where it stands but once
    return len(occurrences(said, old)) == 1


def _word_before(words: str, at: int, low: int) -> int:
    """Return where the word in front of a character begins."""
    start = at
    while start > low and words[start - 1].isspace():
        start -= 1
    while start > low and not words[start - 1].isspace():
        start -= 1
    return start if start < at else max(low, at - 1)


def _word_after(words: str, at: int, high: int) -> int:
    """Return where the word behind a character ends."""
    end = at
    while end < high and words[end].isspace():
        end += 1
    while end < high and not words[end].isspace():
        end += 1
    return end if end > at else min(high, at + 1)
