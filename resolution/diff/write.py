"""A comparison of two texts as text to read on a screen and as JSON for scripts."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any

from resolution.amendments import amendments
from resolution.amendments.sentences import sentence
from resolution.diff.revision import (
    DiffPiece,
    End,
    HeadingChange,
    NoteRow,
    Op,
    Pieces,
    Revision,
    RevisionRow,
    RowKind,
    TableRevision,
    Totals,
    What,
    totals,
    typographic,
)
from resolution.labels import KIND_NAMES
from resolution.language.dates import printed
from resolution.model import Kind
from resolution.text import folded, plain

Json = dict[str, Any]

CONTEXT = 6
"""So many words are shown before and after a change in the text to read."""

KINDS = KIND_NAMES | {Kind.FORMULA: "opening words"}
"""What a paragraph is, in words."""

FIELDS = {
    "base": "built on", "issued": "date of issue", "adopted": "date of adoption", "original": "original language",
    "heading": "line of adoption", "basis": "basis of adoption", "job": "job number", "proposal": "kind of proposal",
}  # fmt: skip
"""Fields of the heading whose own names say too little."""

FORMS = {"kind": "kind", "level": "level", "quoted": "quoted", "label": "number"}


def field_name(field: HeadingChange) -> str:
    """Return a field of the heading in words: "agenda item"."""
    return FIELDS.get(field.name, field.name.replace("_", " "))


def field_words(value: Any) -> str:
    """Return what stands in a field of the heading."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return printed(value)
    return "" if value is None else str(value)


def total_words(of: Totals) -> str:
    """Return the totals as one sentence."""
    counted = (
        (of.changed, "changed"), (of.inserted, "new"), (of.deleted, "deleted"), (of.moved, "moved"),
        (of.split, "split"), (of.merged, "merged"),
    )  # fmt: skip
    parts = [f"{count} {name}" for count, name in counted if count]
    said = [f"Paragraphs: {', '.join(parts)}"] if parts else []
    if of.typographic:
        said.append(f"{of.typographic} of those changed only in typography")
    if of.notes:
        said.append(f"notes: {of.notes}")
    if of.heading:
        said.append(f"fields of the heading: {of.heading}")
    if of.words_in or of.words_out:
        said.append(f"words: {of.words_in} in, {of.words_out} out")
    return "; ".join(said) + "." if said else "The two are the same, word for word."


def as_text(revision: Revision) -> str:
    """Return what differs, paragraph by paragraph: [-what went-]{+what came+}, with the words around it."""
    heading = [_field_line(field) for field in revision.heading if field.name != "notes"]
    rows = [_row_lines(row, revision) for row in revision.rows if row.changed]
    notes = [_note_line(note, revision) for note in revision.notes if note.what is not What.SAME]
    return "\n\n".join([total_words(totals(revision)), *heading, *rows, *notes])


def _field_line(field: HeadingChange) -> str:
    old, new = field_words(field.old), field_words(field.new)
    return f"heading, {field_name(field)}  {_marked_words(old, new)}"


def _marked_words(old: str, new: str) -> str:
    return (f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else "")


def _row_lines(row: RevisionRow, revision: Revision) -> str:
    whole = row.what in (What.INSERTED, What.DELETED) or (row.what is What.MOVED and not row.new)
    words = _marked(row.pieces, short=not whole)
    lines = [f"{_where(row, revision)}  {words}".rstrip()]
    lines += [_table_line(each) for each in row.table if each.changed]
    if row.gone or row.come:
        parts = [f"no longer {', '.join(row.gone)}"] if row.gone else []
        parts += [f"now {', '.join(row.come)}"] if row.come else []
        if row.what in (What.CHANGED, What.SPLIT, What.MERGED):
            lines.append(f"    cites and counts: {'; '.join(parts)}")
    return "\n".join(lines)


def _where(row: RevisionRow, revision: Revision) -> str:
    """Return the place and what happened there: "OP3 → OP5 moved", "PP2 changed (was OP1)"."""
    ends = _ends(row, revision)
    places = dict.fromkeys(place_words(end, row.part) for end in ends if end)
    what = {What.INSERTED: "new"}.get(row.what, str(row.what))
    what = "typography" if typographic(row) else what
    form = [f"{FORMS[name]} {_form(row, name)}" for name in row.form]
    return " → ".join(places) + f"  {what}" + (f" ({', '.join(form)})" if form else "")


def place_words(end: End, part: RowKind) -> str:
    """Return where something stands; a block that has no name is described by its kind."""
    return end.place or (KINDS[end.block.kind] if end.block else part.value)


def _form(row: RevisionRow, name: str) -> str:
    assert row.old and row.new and row.old.block and row.new.block
    values = [getattr(end.block, name) for end in (row.old, row.new)]
    return " → ".join(str(value) or "none" for value in values)


def _ends(row: RevisionRow, revision: Revision) -> tuple[End | None, End | None]:
    """Return where a row stood and stands; of a moved one, both, whichever end it is."""
    if row.what is What.MOVED:
        tied = revision.tied(row)
        return next((r.old for r in tied if r.old), None), next(
            (r.new for r in tied if r.new), None
        )
    return row.old, row.new


def _table_line(row: TableRevision) -> str:
    cells = (" / ".join(_marked(words) for words in cell) for cell in row.cells)
    return f"    | {' | '.join(cells)} |"


def _note_line(note: NoteRow, revision: Revision) -> str:
    old = revision.old.note_marks().get(note.old) if note.old is not None else None
    new = revision.new.note_marks().get(note.new) if note.new is not None else None
    marks = " → ".join(dict.fromkeys(mark for mark in (old, new) if mark))
    what = {What.INSERTED: "new"}.get(note.what, str(note.what))
    short = note.what is What.CHANGED
    return f"note {marks}  {what}  {_marked(note.pieces, short=short)}".rstrip()


def _marked(pieces: Pieces, *, short: bool = False) -> str:
    out = []
    for n, piece in enumerate(pieces):
        if piece.op in (Op.SAME, Op.RESTYLED, Op.TYPOGRAPHY):
            words = plain(piece.new)
            out.append(_abridged(words, n == 0, n == len(pieces) - 1) if short else words)
        else:
            out.append(_marked_words(shown(piece.old), shown(piece.new)))
    return " ".join("".join(out).split())


def shown(text: Any) -> str:
    """Return the words of a piece, a sign for each note anchor."""
    return "".join(getattr(inline, "text", "[note]") for inline in text)


def _abridged(words: str, first: bool, last: bool) -> str:
    """Return the words next to a change, with dots for those further away."""
    parts = words.split(" ")
    if first and len(parts) > CONTEXT + 3:
        return "… " + " ".join(parts[-CONTEXT - 1 :])
    if last and len(parts) > CONTEXT + 3:
        return " ".join(parts[: CONTEXT + 1]) + " …"
    if not first and not last and len(parts) > 2 * CONTEXT + 4:
        return " ".join(parts[: CONTEXT + 1]) + " … " + " ".join(parts[-CONTEXT - 1 :])
    return words


# ---------------------------------------------------------------- JSON


def as_json(revision: Revision) -> Json:
    """Return everything as plain data; rows that are the same in both texts come without their words."""
    joined, withdrawn = revision.sponsors
    of = totals(revision)
    return {
        "old": _named(revision.old),
        "new": _named(revision.new),
        "same": revision.same,
        "totals": {name: getattr(of, name) for name in of.__slots__},
        "heading": [
            {"field": field.name, "old": field_words(field.old), "new": field_words(field.new)}
            for field in revision.heading
            if field.name != "notes"
        ],
        "sponsors": {"joined": list(joined), "withdrawn": list(withdrawn)},
        "rows": [_row(row) for row in revision.rows],
        "notes": [_note(note, revision) for note in revision.notes],
        "amendments": [sentence(each) for each in amendments(revision)],
    }


def _named(resolution: Any) -> Json:
    return {"symbol": resolution.masthead.symbol or None, "title": folded(resolution.title) or None}


def _row(row: RevisionRow) -> Json:
    return {
        "what": row.what.value,
        "part": row.part.value,
        "old": _end(row.old),
        "new": _end(row.new),
        "tie": row.tie or None,
        "form": list(row.form),
        "pieces": _pieces(row.pieces) if row.changed else [],
        "table": [_table_row(each) for each in row.table if each.changed],
        "gone": list(row.gone),
        "come": list(row.come),
    }


def _end(end: End | None) -> Json | None:
    if end is None:
        return None
    kind = end.block.kind.value if end.block else None
    level = end.block.level if end.block else 0
    return {
        "place": end.place, "label": end.label, "kind": kind, "level": level,
        "division": end.division, "index": end.index,
    }  # fmt: skip


def _pieces(pieces: Pieces) -> list[Json]:
    return [_piece(piece) for piece in pieces]


def _piece(piece: DiffPiece) -> Json:
    return {"op": piece.op.value, "old": shown(piece.old), "new": shown(piece.new)}


def _table_row(row: TableRevision) -> Json:
    cells = [[_pieces(words) for words in cell] for cell in row.cells]
    return {"old": row.old, "new": row.new, "cells": cells}


def _note(note: NoteRow, revision: Revision) -> Json:
    return {
        "what": note.what.value,
        "old": revision.old.note_marks().get(note.old) if note.old is not None else None,
        "new": revision.new.note_marks().get(note.new) if note.new is not None else None,
        "pieces": _pieces(note.pieces) if note.what is not What.SAME else [],
    }
