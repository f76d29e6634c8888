"""What leads from one text to another: a value from whose rows both texts can be read off.

`resolution.diff.compare` makes it; the compare window, the list of amendments and Word's tracked changes are made of
it. No mark of a change ever goes into the model: the two texts stay as they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal, NamedTuple

from resolution.diff.facts import facts
from resolution.diff.words import Op
from resolution.model import Block, Cell, Division, Masthead, Note, Resolution, Table
from resolution.text import Text, join, plain, word_count

Side = Literal["old", "new"]


class DiffPiece(NamedTuple):
    """A stretch of two wordings with its runs and its note anchors.

    The `old` of all pieces joined is the old text exactly, the `new` of all joined the new one. Note anchors count in
    the notes of their own side, so those of a SAME piece may bear different numbers. An anchor that went or came is
    part of a deleted, inserted or replaced piece.
    """

    op: Op
    old: Text
    new: Text


Pieces = tuple[DiffPiece, ...]


class What(StrEnum):
    """What happened to a paragraph.

    MOVED: two rows with the same tie, one where it was (`new` is None), one where it is (`old` is None).
    SPLIT: rows in a run with the same tie and the same `old`, of which each holds a part of the words; MERGED: with the
    same `new`.
    """

    SAME = "same"
    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"


class RowKind(StrEnum):
    """What a row is of: a division's label and title, a block, or a line after it (meeting, date)."""

    TITLE = "title"
    BLOCK = "block"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class End:
    """Where a row's paragraph stands in one of the texts.

    division: which of `Resolution.divisions`
    index:    which of its blocks or closing lines; 0 for its title
    place:    its name, "PP3", "OP1 (a)", "title", "annex"; a continuation has that of the text it goes on with
    label:    as shown, "1.", "(a)", of a title the division's
    block:    the block itself, None for a title or a closing line
    """

    division: int
    index: int
    place: str
    label: str = ""
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class TableRevision:
    """A row of a table in both texts, by its number: for each cell the pieces of each of its paragraphs.

    A row is one that went (`new` is None) or came (`old` is None) where its cells are not alike in number, span and
    paragraphs.
    """

    old: int | None
    new: int | None
    cells: tuple[tuple[Pieces, ...], ...]

    @property
    def changed(self) -> bool:
        """Return whether anything differs."""
        return any(p.op is not Op.SAME for cell in self.cells for words in cell for p in words)


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A paragraph in both texts, or in one of them.

    Rows with an `old`, in order, are the old text, rows with a `new` the new one.
    tie:   the number that ties the two ends of a move, or the parts of a split or a merger; 0 for none
    pieces: of a row that came by a move, the changes from its words where it was; only their `new` is read off
    table: the rows of a table, empty for any other paragraph
    """

    part: RowKind
    what: What
    old: End | None
    new: End | None
    pieces: Pieces = ()
    tie: int = 0
    table: tuple[TableRevision, ...] = ()

    @property
    def gone(self) -> tuple[str, ...]:
        """Return what only the old words cite and count: "resolution 72/196", "2 June 2017"."""
        return self._facts("old", "new")

    @property
    def come(self) -> tuple[str, ...]:
        """Return what only the new words cite and count."""
        return self._facts("new", "old")

    def _facts(self, mine: Side, theirs: Side) -> tuple[str, ...]:
        if not self.changed:
            return ()
        here, there = (
            facts("".join(plain(getattr(piece, side)) for piece in self.pieces))
            for side in (mine, theirs)
        )
        return tuple(name for name in here if name not in there)

    @property
    def end(self) -> End:
        """Return where it stands, in the new text if it is there, else in the old."""
        end = self.new or self.old
        assert end is not None
        return end

    @property
    def changed(self) -> bool:
        """Return whether anything differs besides a number that follows from the place."""
        return self.what is not What.SAME

    @property
    def renumbered(self) -> bool:
        """Return whether it is the same paragraph under another label."""
        return bool(self.old and self.new and self.old.label != self.new.label)

    @property
    def form(self) -> tuple[str, ...]:
        """Return which facts of the block differ besides its words: "kind", "level", "quoted", "label"."""
        if not (self.old and self.new and self.old.block and self.new.block):
            return ()
        return form_differs(self.old.block, self.new.block)


def form_differs(old: Block, new: Block) -> tuple[str, ...]:
    """Return which facts of two blocks differ; an automatic label is none, it follows from the place."""
    names = [
        name for name in ("kind", "level", "quoted") if getattr(old, name) != getattr(new, name)
    ]
    if (old.auto, new.auto) != (True, True) and (old.label, old.auto) != (new.label, new.auto):
        names.append("label")
    return tuple(names)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note in both texts, or in one of them, by its index in `Resolution.notes`."""

    old: int | None
    new: int | None
    what: What
    pieces: Pieces = ()


@dataclass(frozen=True, slots=True)
class HeadingChange:
    """A field of the heading that differs: its name in `Masthead`, what stood there and what does.

    pieces: of a field that is words; a list of names has none.
    """

    name: str
    old: Any
    new: Any
    pieces: Pieces = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """How much differs: paragraphs, by what happened to them, and words that came and went."""

    changed: int = 0
    inserted: int = 0
    deleted: int = 0
    moved: int = 0
    split: int = 0
    merged: int = 0
    typographic: int = 0
    notes: int = 0
    heading: int = 0
    words_in: int = 0
    words_out: int = 0


@dataclass(frozen=True, slots=True)
class Revision:
    """Two texts and what leads from the one to the other.

    heading: the fields of the masthead that differ, sponsors among them
    rows:    the text, titles and closing lines included, in reading order; what went stands before what came
    notes:   all of them, in the order of their anchors; what went stands where it was
    """

    old: Resolution
    new: Resolution
    heading: tuple[HeadingChange, ...] = ()
    rows: tuple[RevisionRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()

    @property
    def same(self) -> bool:
        """Return whether the two texts read the same, to the letter."""
        return not (
            self.heading
            or any(row.changed for row in self.rows)
            or any(note.what is not What.SAME for note in self.notes)
        )

    def tied(self, row: RevisionRow) -> tuple[RevisionRow, ...]:
        """Return the rows of the same move, split or merger, this one among them."""
        return tuple(r for r in self.rows if r.tie == row.tie) if row.tie else (row,)

    def by_tie(self) -> dict[int, tuple[RevisionRow, ...]]:
        """Return the rows of every move, split and merger by the number that ties them."""
        found: dict[int, list[RevisionRow]] = defaultdict(list)
        for row in self.rows:
            if row.tie:
                found[row.tie].append(row)
        return {tie: tuple(rows) for tie, rows in found.items()}

    @property
    def sponsors(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the sponsors that joined and those that withdrew."""
        before, after = self.old.masthead.sponsors, self.new.masthead.sponsors
        joined = tuple(name for name in after if name not in before)
        return joined, tuple(name for name in before if name not in after)


# ---------------------------------------------------------------- totals


def totals(revision: Revision) -> Totals:
    """Return how much differs; a moved, split or merged paragraph counts once."""
    by = Counter(row.what for row in revision.rows if not row.tie)
    ties = {row.tie: row.what for row in revision.rows if row.tie}
    by.update(ties.values())
    pieces = [p for row in revision.rows for p in _all_pieces(row)]
    pieces += [p for note in revision.notes for p in note.pieces]
    differing = [p for p in pieces if p.op in (Op.INSERTED, Op.DELETED, Op.REPLACED)]
    return Totals(
        changed=by[What.CHANGED],
        inserted=by[What.INSERTED],
        deleted=by[What.DELETED],
        moved=by[What.MOVED],
        split=by[What.SPLIT],
        merged=by[What.MERGED],
        typographic=sum(typographic(row) for row in revision.rows),
        notes=sum(note.what is not What.SAME for note in revision.notes),
        heading=sum(field.name != "notes" for field in revision.heading),
        words_in=sum(word_count(p.new) for p in differing),
        words_out=sum(word_count(p.old) for p in differing),
    )


def _all_pieces(row: RevisionRow) -> Iterator[DiffPiece]:
    """Yield the pieces of a row; of the place that a moved one left, none: its words did not go."""
    if row.what is not What.MOVED or row.new:
        yield from row.pieces
        yield from (p for each in row.table for cell in each.cells for words in cell for p in words)


def typographic(row: RevisionRow) -> bool:
    """Return whether a paragraph changed, but in its typography alone."""
    ops = {piece.op for piece in _all_pieces(row)}
    return (
        row.what is What.CHANGED
        and not row.form
        and bool(ops - {Op.SAME})
        and ops <= {Op.SAME, Op.RESTYLED, Op.TYPOGRAPHY}
    )


# ---------------------------------------------------------------- reading off


def old_text(revision: Revision) -> Resolution:
    """Return the old text, its words and its paragraphs as the rows tell them."""
    return _read_off(revision, "old")


def new_text(revision: Revision) -> Resolution:
    """Return the new text, its words and its paragraphs as the rows tell them."""
    return _read_off(revision, "new")


def _read_off(revision: Revision, side: Side) -> Resolution:
    source: Resolution = getattr(revision, side)
    other = revision.new if side == "old" else revision.old
    words: dict[tuple[int, RowKind, int], list[Text]] = defaultdict(list)
    tables: dict[tuple[int, int], Table] = {}
    for row in revision.rows:
        end: End | None = getattr(row, side)
        if end is None:
            continue
        words[end.division, row.part, end.index] += [getattr(piece, side) for piece in row.pieces]
        if row.table and end.block and end.block.table:
            tables[end.division, end.index] = _table(row.table, end.block.table, side)
    order = list(words)
    divisions = tuple(
        _division(source.divisions[n], n, order, words, tables)
        for n in dict.fromkeys(division for division, _, _ in order)
    )
    return replace(
        source,
        masthead=_masthead(other.masthead, revision.heading, side),
        divisions=divisions,
        notes=tuple(_notes(revision, source, side)),
    )


def _division(
    source: Division,
    number: int,
    order: list[tuple[int, RowKind, int]],
    words: dict[tuple[int, RowKind, int], list[Text]],
    tables: dict[tuple[int, int], Table],
) -> Division:
    """Return a division with its blocks and closing lines in the order of the rows."""
    mine = [key for key in order if key[0] == number]
    blocks = tuple(
        replace(
            source.blocks[key[2]],
            text=join(*words[key]),
            table=tables.get((number, key[2])),
        )
        for key in mine
        if key[1] is RowKind.BLOCK
    )
    closing = tuple(plain(join(*words[key])) for key in mine if key[1] is RowKind.CLOSING)
    title = join(*words[number, RowKind.TITLE, 0])
    return replace(source, title=title, blocks=blocks, closing=closing)


def _table(rows: tuple[TableRevision, ...], source: Table, side: Side) -> Table:
    out = []
    for row in rows:
        at: int | None = getattr(row, side)
        if at is not None:
            cells = zip(source.rows[at], row.cells, strict=True)
            out.append(tuple(_cell(cell, words, side) for cell, words in cells))
    return Table(tuple(out))


def _cell(cell: Cell, words: tuple[Pieces, ...], side: Side) -> Cell:
    texts = (join(*(getattr(piece, side) for piece in pieces)) for pieces in words)
    return replace(cell, paragraphs=tuple(texts))


def _masthead(other: Masthead, fields: tuple[HeadingChange, ...], side: Side) -> Masthead:
    """Return a side's heading: the other's, with what differs."""
    return replace(other, **{field.name: getattr(field, side) for field in fields})


def _notes(revision: Revision, source: Resolution, side: Side) -> Iterator[Note]:
    rows = [row for row in revision.notes if getattr(row, side) is not None]
    for row in sorted(rows, key=lambda row: getattr(row, side)):
        note = source.notes[getattr(row, side)]
        words = join(*(getattr(piece, side) for piece in row.pieces))
        yield note if note.text is None else replace(note, text=words)
