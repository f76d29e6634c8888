"""Comparing two texts: from their paragraphs, notes and headings to the `Revision` that leads from one to the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import count

from rapidfuzz.distance import Indel

from resolution.diff.pairing import PairedGroup, PairedLine, align, lines
from resolution.diff.pieces import identical, pieces, pieces_between, unchanged, whole, words_of
from resolution.diff.revision import (
    DiffPiece,
    HeadingChange,
    NoteRow,
    Op,
    Pieces,
    Revision,
    RevisionRow,
    RowKind,
    TableRevision,
    What,
    form_differs,
)
from resolution.language.typography import plain_typography
from resolution.model import Cell, Masthead, Note, Resolution, Table
from resolution.text import NoteRef, Text, note_indexes, plain

NOTE_NEAR = 0.6
"""So much of the words of two notes must be the same where no anchor ties them together."""

_CUT = NoteRef(-1)
"""Stands in for the end of a paragraph where the words of several are compared with those of one."""

Progress = Callable[[int, int], None]
"""Called with how many paragraphs are compared, and of how many; what it raises ends the work."""


def compare(old: Resolution, new: Resolution, progress: Progress | None = None) -> Revision:
    """Return the revision that leads from the old text to the new; progress: see `Progress`."""
    return _Comparison(old, new).revision(progress or _silent)


def _silent(done: int, total: int) -> None:
    """Report nothing."""


class _Comparison:
    """The comparison of two texts, from which a revision is made."""

    def __init__(self, old: Resolution, new: Resolution) -> None:
        self._old, self._new = old, new
        self._before, self._after = lines(old), lines(new)
        self._groups = align(self._before, self._after)
        self._notes = _paired_notes(old, new, self._anchors())
        self._came_from = {new: old for old, new in self._notes.items()}
        self._ties = count(1)
        self._moves: dict[int, int] = {}

    def revision(self, progress: Progress) -> Revision:
        rows: list[RevisionRow] = []
        for done, group in enumerate(self._groups):
            progress(done, len(self._groups))
            rows += self._rows(group)
        return Revision(
            self._old,
            self._new,
            tuple(_heading(self._old.masthead, self._new.masthead)),
            tuple(rows),
            tuple(self._note_rows()),
        )

    def _anchors(self) -> Iterator[tuple[Text, Text]]:
        """Yield the texts whose anchors may be of the same note."""
        if not self._old.notes or not self._new.notes:
            return
        yield self._old.masthead.notes, self._new.masthead.notes
        for group in self._groups:
            if group.old and group.new:
                olds = [self._before[n] for n in group.old]
                news = [self._after[n] for n in group.new]
                yield _texts(olds), _texts(news)

    def _rows(self, group: PairedGroup) -> Iterator[RevisionRow]:
        if len(group.new) > 1:
            yield from self._split(group)
        elif len(group.old) > 1:
            yield from self._merged(group)
        elif not group.new:
            yield self._went(group)
        elif not group.old:
            line = self._after[group.new[0]]
            yield _one_sided(line, What.INSERTED)
        elif group.moved:
            yield self._came(group)
        else:
            yield self._both(self._before[group.old[0]], self._after[group.new[0]])

    def _went(self, group: PairedGroup) -> RevisionRow:
        line = self._before[group.old[0]]
        if not group.moved:
            return _one_sided(line, What.DELETED)
        tie = self._moves.setdefault(group.old[0], next(self._ties))
        return _one_sided(line, What.MOVED, tie)

    def _came(self, group: PairedGroup) -> RevisionRow:
        before, after = self._before[group.old[0]], self._after[group.new[0]]
        tie = self._moves.setdefault(group.old[0], next(self._ties))
        table = self._table(before, after)
        words = self._between(before, after)
        return RevisionRow(after.part, What.MOVED, None, after.end, words, tie, table)

    def _both(self, before: PairedLine, after: PairedLine) -> RevisionRow:
        words = self._between(before, after)
        table = self._table(before, after)
        differs = any(piece.op is not Op.SAME for piece in words) or _differs(before, after)
        what = What.CHANGED if differs or any(row.changed for row in table) else What.SAME
        return RevisionRow(after.part, what, before.end, after.end, words, 0, table)

    def _split(self, group: PairedGroup) -> Iterator[RevisionRow]:
        before = self._before[group.old[0]]
        after = [self._after[n] for n in group.new]
        joint = _texts(after)
        tie = next(self._ties)
        for line, words in zip(after, _cut(self._pieces(before.text, joint), "new"), strict=True):
            yield RevisionRow(line.part, What.SPLIT, before.end, line.end, words, tie)

    def _merged(self, group: PairedGroup) -> Iterator[RevisionRow]:
        before = [self._before[n] for n in group.old]
        after = self._after[group.new[0]]
        joint = _texts(before)
        tie = next(self._ties)
        for line, words in zip(before, _cut(self._pieces(joint, after.text), "old"), strict=True):
            yield RevisionRow(line.part, What.MERGED, line.end, after.end, words, tie)

    def _between(self, before: PairedLine, after: PairedLine) -> Pieces:
        if identical(before.text, after.text, self._old_name, self._new_name):
            return unchanged(before.text, after.text)
        return pieces_between(before.strip, after.strip, self._old_name, self._new_name)

    def _pieces(self, old: Text, new: Text) -> Pieces:
        return pieces(old, new, self._old_name, self._new_name)

    def _old_name(self, note: int) -> str:
        return f"={note}" if note in self._notes else f"-{note}"

    def _new_name(self, note: int) -> str:
        return f"={self._came_from[note]}" if note in self._came_from else f"+{note}"

    def _table(self, before: PairedLine, after: PairedLine) -> tuple[TableRevision, ...]:
        old = before.end.block.table if before.end.block else None
        new = after.end.block.table if after.end.block else None
        if old is None and new is None:
            return ()
        return tuple(self._table_rows(old or Table(()), new or Table(())))

    def _table_rows(self, old: Table, new: Table) -> Iterator[TableRevision]:
        before, after = [_shape(row) for row in old.rows], [_shape(row) for row in new.rows]
        pairs = [*_row_pairs(old, new), (len(before), len(after))]
        here = there = 0
        for n, m in pairs:
            yield from (_table_row(old.rows[k], Op.DELETED, k) for k in range(here, n))
            yield from (_table_row(new.rows[k], Op.INSERTED, k) for k in range(there, m))
            if n < len(before):
                cells = zip(old.rows[n], new.rows[m], strict=True)
                yield TableRevision(n, m, tuple(self._cell(a, b) for a, b in cells))
            here, there = n + 1, m + 1

    def _cell(self, old: Cell, new: Cell) -> tuple[Pieces, ...]:
        both = zip(old.paragraphs, new.paragraphs, strict=True)
        return tuple(self._pieces(a, b) for a, b in both)

    def _note_rows(self) -> Iterator[NoteRow]:
        waiting = [n for n in self._old.note_marks() if n not in self._notes]
        order = {n: at for at, n in enumerate(self._old.note_marks())}
        for m in self._new.note_marks():
            n = self._came_from.get(m)
            while n is not None and waiting and order[waiting[0]] < order[n]:
                yield self._note_went(waiting.pop(0))
            yield self._note_came(m) if n is None else self._note_both(n, m)
        yield from (self._note_went(n) for n in waiting)

    def _note_went(self, n: int) -> NoteRow:
        return NoteRow(n, None, What.DELETED, whole(Op.DELETED, self._old.notes[n].text or ()))

    def _note_came(self, m: int) -> NoteRow:
        return NoteRow(None, m, What.INSERTED, whole(Op.INSERTED, self._new.notes[m].text or ()))

    def _note_both(self, n: int, m: int) -> NoteRow:
        old, new = self._old.notes[n], self._new.notes[m]
        words = self._pieces(old.text or (), new.text or ())
        same = (old.text is None, old.mark) == (new.text is None, new.mark)
        changed = not same or any(piece.op is not Op.SAME for piece in words)
        return NoteRow(n, m, What.CHANGED if changed else What.SAME, words)


# ---------------------------------------------------------------- paragraphs


def _one_sided(line: PairedLine, what: What, tie: int = 0) -> RevisionRow:
    went = what in (What.DELETED, What.MOVED)
    op = Op.DELETED if went else Op.INSERTED
    block = line.end.block
    table = block.table if block else None
    rows = tuple(_table_row(row, op, n) for n, row in enumerate(table.rows)) if table else ()
    old, new = (line.end, None) if went else (None, line.end)
    return RevisionRow(line.part, what, old, new, whole(op, line.text), tie, rows)


def _differs(before: PairedLine, after: PairedLine) -> bool:
    """Return whether anything but the words differs."""
    if before.end.block and after.end.block:
        return bool(form_differs(before.end.block, after.end.block))
    return before.part is RowKind.TITLE and before.end.label != after.end.label


def _texts(of: Sequence[PairedLine]) -> Text:
    """Return the words of paragraphs as one text, a mark between them."""
    out: list[Text] = []
    for line in of:
        out += [(_CUT,), line.text] if out else [line.text]
    return tuple(inline for text in out for inline in text)


def _cut(words: Iterable[DiffPiece], side: str) -> list[Pieces]:
    """Return the pieces of each paragraph, cut where one ends on the side that has several."""
    out: list[list[DiffPiece]] = [[]]
    for piece in words:
        rest = piece
        while _CUT in (text := getattr(rest, side)):
            at = text.index(_CUT)
            if side == "new":
                first, rest = (rest.old, text[:at]), DiffPiece(rest.op, (), text[at + 1 :])
            else:
                first, rest = (text[:at], ()), DiffPiece(rest.op, text[at + 1 :], rest.new)
            out[-1] += _piece(rest.op, *first)
            out.append([])
        out[-1] += _piece(rest.op, rest.old, rest.new)
    return [tuple(pieces_) for pieces_ in out]


def _piece(op: Op, old: Text, new: Text) -> Pieces:
    """Return a piece under the name that fits what is left of it; none where nothing is."""
    if not old and not new:
        return ()
    if not new:
        return (DiffPiece(Op.DELETED, old, new),)
    return (DiffPiece(op if old else Op.INSERTED, old, new),)


# ---------------------------------------------------------------- tables


def _shape(row: tuple[Cell, ...]) -> tuple[tuple[int, int, bool, int], ...]:
    """Return what two rows must have in common to be compared cell by cell."""
    return tuple((c.colspan, c.rowspan, c.header, len(c.paragraphs)) for c in row)


def _row_pairs(old: Table, new: Table) -> list[tuple[int, int]]:
    """Return which rows answer to which: of the same shape, the same words first, the others in order."""
    before = [hash((_shape(row), _row_words(row))) for row in old.rows]
    after = [hash((_shape(row), _row_words(row))) for row in new.rows]
    out: list[tuple[int, int]] = []
    for op in Indel.opcodes(before, after):
        if op.tag == "equal":
            out += zip(
                range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True
            )
    pairs: list[tuple[int, int]] = []
    here = there = 0
    for n, m in [*out, (len(before), len(after))]:
        pairs += _of_same_shape(old, new, range(here, n), range(there, m))
        if n < len(before):
            pairs.append((n, m))
        here, there = n + 1, m + 1
    return pairs


def _of_same_shape(old: Table, new: Table, here: range, there: range) -> list[tuple[int, int]]:
    shapes = [_shape(old.rows[n]) for n in here], [_shape(new.rows[m]) for m in there]
    ops = Indel.opcodes([hash(s) for s in shapes[0]], [hash(s) for s in shapes[1]])
    return [
        (here[op.src_start + k], there[op.dest_start + k])
        for op in ops
        if op.tag == "equal"
        for k in range(op.src_end - op.src_start)
    ]


def _row_words(row: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple(plain(text) for cell in row for text in cell.paragraphs)


def _table_row(row: tuple[Cell, ...], op: Op, at: int) -> TableRevision:
    cells = tuple(tuple(whole(op, text) for text in cell.paragraphs) for cell in row)
    return TableRevision(at, None, cells) if op is Op.DELETED else TableRevision(None, at, cells)


# ---------------------------------------------------------------- notes


def _paired_notes(
    old: Resolution, new: Resolution, anchors: Iterable[tuple[Text, Text]]
) -> dict[int, int]:
    """Return which note answers to which: by its words and its paragraph, by its words, by its place in a paragraph."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def tie(n: int, m: int) -> None:
        if n not in pairs and m not in taken and n >= 0 and m >= 0:
            pairs[n] = m
            taken.add(m)

    before = [_note_words(note) for note in old.notes]
    after = [_note_words(note) for note in new.notes]
    texts = [(note_indexes(a), note_indexes(b)) for a, b in anchors if a and b]
    texts = [(called, callers) for called, callers in texts if called and callers]
    for called, callers in texts:
        for n in called:
            same = (
                m for m in callers if m not in taken and m >= 0 and n >= 0 and before[n] == after[m]
            )
            if (m := next(same, None)) is not None:
                tie(n, m)
    mine, theirs = list(old.note_marks()), list(new.note_marks())
    for n in mine:
        same = (m for m in theirs if m not in taken and before[n] == after[m] != "")
        if n not in pairs and (m := next(same, None)) is not None:
            tie(n, m)
    for called, callers in texts:
        here = [n for n in dict.fromkeys(called) if n not in pairs and n >= 0]
        there = [m for m in dict.fromkeys(callers) if m not in taken and m >= 0]
        for n, m in _in_place(here, there, before, after):
            tie(n, m)
    for n in mine:
        if n not in pairs and before[n]:
            near = [(_near(before[n], after[m]), -m) for m in theirs if m not in taken]
            best, m = max(near, default=(0.0, 0))
            if best >= NOTE_NEAR:
                tie(n, -m)
    return pairs


def _in_place(
    here: list[int], there: list[int], before: list[str], after: list[str]
) -> list[tuple[int, int]]:
    """Return the pairs of the notes left in a paragraph: one by one where they are as many, else the near ones."""
    if len(here) == len(there):
        return list(zip(here, there, strict=True))
    out = []
    for n in here:
        best, m = max(((_near(before[n], after[m]), m) for m in there), default=(0.0, 0))
        if best >= NOTE_NEAR:
            out.append((n, m))
    return out


def _note_words(note: Note) -> str:
    return plain_typography(plain(note.text or ()))


def _near(a: str, b: str) -> float:
    return Indel.normalized_similarity(a.split(), b.split())


# ---------------------------------------------------------------- heading


def _heading(old: Masthead, new: Masthead) -> Iterator[HeadingChange]:
    for field in fields(Masthead):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after:
            words = isinstance(before, str) and isinstance(after, str)
            yield HeadingChange(field.name, before, after, words_of(before, after) if words else ())
