"""A comparison as lines of a page: what each paragraph is, what happened to it, and its words with their changes.

The web page made here and the compare window show the same lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    What,
    totals,
    typographic,
)
from resolution.diff.write import KINDS, field_name, field_words, place_words, total_words
from resolution.formats.akn.names import typeface
from resolution.language import DEFAULT, of
from resolution.model import Block, Kind
from resolution.text import Mark, Run, Text, folded, plain
from templates import environment

_TAGS = ((Mark.BOLD, "b"), (Mark.ITALIC, "i"), (Mark.UNDERLINE, "u"), (Mark.SUPER, "sup"))
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class HtmlSpan:
    """Words that look alike; raised: the mark of a note."""

    words: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HtmlChange:
    """Words of both texts: `old` is empty where they came, `new` where they went; alike where nothing changed."""

    op: Op
    old: tuple[HtmlSpan, ...]
    new: tuple[HtmlSpan, ...]

    @property
    def changed(self) -> bool:
        """Return whether the words differ."""
        return self.op is not Op.SAME


@dataclass(frozen=True, slots=True)
class HtmlLine:
    """A paragraph of the page.

    place:  "OP3 (a)", "Note 2", "Heading, session"; where it stands in the new text, else where it stood
    what:   what happened besides its words: "new", "deleted", "moved, was OP2", "split"; empty for nothing
    change: which change of the page this is, from 1; 0 for none
    old_label, new_label: its numbers; empty where it does not stand in that text
    old, new: whether it stands there at all
    """

    place: str
    what: str
    stretches: tuple[HtmlChange, ...]
    change: int = 0
    kind: str = "paragraph"
    level: int = 0
    old_label: str = ""
    new_label: str = ""
    old: bool = True
    new: bool = True
    facts: str = ""
    typographic: bool = False

    @property
    def spoken(self) -> str:
        """Return the change in words, for the ear and for the line above the page."""
        parts = [self.what] if self.what else []
        changed = [s for s in self.stretches if s.changed]
        if self.old and self.new:
            parts += [_in_words(stretch) for stretch in changed[:6]]
            parts += [f"and {len(changed) - 6} more"] if len(changed) > 6 else []
        else:
            parts.append(f"“{_short(''.join(map(_words, self.stretches)))}”")
        if self.facts:
            parts.append(self.facts)
        said = "; ".join(parts)
        return f"{self.place}: {said}" if self.place else said


def lines(revision: Revision) -> list[HtmlLine]:
    """Return the page: fields of the heading that differ, all paragraphs, the notes that differ."""
    maker = _LineBuilder(revision, typeface(revision.new.masthead.language))
    made = [
        *(_field(field) for field in revision.heading if field.name != "notes"),
        *(line for row in revision.rows for line in maker.of_row(row)),
        *(maker.of_note(n) for n in revision.notes if n.what is not What.SAME),
    ]
    return list(_numbered(made))


def _numbered(made: Sequence[HtmlLine]) -> Iterator[HtmlLine]:
    number = 0
    for line in made:
        if line.what or any(stretch.changed for stretch in line.stretches):
            number += 1
            yield _with_number(line, number)
        else:
            yield line


def _with_number(line: HtmlLine, number: int) -> HtmlLine:
    return HtmlLine(
        line.place, line.what, line.stretches, number, line.kind, line.level, line.old_label,
        line.new_label, line.old, line.new, line.facts, line.typographic,
    )  # fmt: skip


def _field(field: HeadingChange) -> HtmlLine:
    old, new = field_words(field.old), field_words(field.new)
    if field.pieces:
        stretches = tuple(
            HtmlChange(p.op, (HtmlSpan(plain(p.old)),), (HtmlSpan(plain(p.new)),))
            for p in field.pieces
        )
    else:
        stretches = (HtmlChange(Op.REPLACED, _spans_of(old), _spans_of(new)),)
    return HtmlLine(f"Heading, {field_name(field)}", "", stretches, kind="field")


def _spans_of(words: str) -> tuple[HtmlSpan, ...]:
    return (HtmlSpan(words),) if words else ()


class _LineBuilder:
    """Makes lines of rows; knows the marks of the notes of both texts."""

    def __init__(self, revision: Revision, lead: Mark) -> None:
        self._lead = lead
        self._tied = revision.by_tie()
        self._old_marks = revision.old.note_marks()
        self._new_marks = revision.new.note_marks()

    def of_row(self, row: RevisionRow) -> Iterator[HtmlLine]:
        """Yield the line of a paragraph, of a table one for each of its rows."""
        if row.table:
            yield from self._of_table(row)
            return
        pieces = row.pieces
        if row.part is RowKind.TITLE:
            pieces = (*self._labels(row), *pieces)
        yield self._line(row, self._stretches(pieces))

    def _line(self, row: RevisionRow, stretches: tuple[HtmlChange, ...]) -> HtmlLine:
        block = row.end.block
        kind = block.kind.value if block else row.part.value
        return HtmlLine(
            place=_place(row.end, row.part),
            what=self._what(row),
            stretches=stretches,
            kind=kind,
            level=_level(block),
            old_label=row.old.label if row.old and row.old.block else "",
            new_label=row.new.label if row.new and row.new.block else "",
            old=row.old is not None,
            new=row.new is not None,
            facts=_facts(row),
            typographic=typographic(row),
        )

    def _labels(self, row: RevisionRow) -> Iterator[DiffPiece]:
        """Yield the label of an annex as words before its title."""
        old, new = (f"{end.label} " if end and end.label else "" for end in (row.old, row.new))
        if old or new:
            op = Op.SAME if old == new else Op.REPLACED
            texts = tuple((Run(words),) if words else () for words in (old, new))
            yield DiffPiece(op, *texts)

    def _of_table(self, row: RevisionRow) -> Iterator[HtmlLine]:
        for each in row.table:
            stretches: list[HtmlChange] = []
            for n, cell in enumerate(each.cells):
                bar = (HtmlSpan(" | "),) if n else ()
                stretches += [HtmlChange(Op.SAME, bar, bar)] if bar else []
                for words in cell:
                    stretches += self._stretches(words)
            line = self._line(row, tuple(stretches))
            yield HtmlLine(
                line.place, line.what or _came(each.old, each.new), line.stretches, 0, line.kind,
                line.level, old=each.old is not None, new=each.new is not None,
            )  # fmt: skip

    def _what(self, row: RevisionRow) -> str:
        parts: list[str] = []
        match row.what:
            case What.INSERTED:
                parts.append("new")
            case What.DELETED:
                parts.append("deleted")
            case What.MOVED:
                parts.append(self._moved(row))
            case What.SPLIT:
                parts.append(f"split, part of {_place(row.old, row.part)}")
            case What.MERGED:
                parts.append(f"merged into {_place(row.new, row.part)}")
        if row.form and row.old and row.new and row.old.block and row.new.block:
            parts += list(_forms(row.old.block, row.new.block, row.form))
        return ", ".join(parts)

    def _moved(self, row: RevisionRow) -> str:
        tied = self._tied[row.tie]
        if row.new:
            was = next((r.old for r in tied if r.old), None)
            return f"moved, was {_place(was, row.part)}"
        now = next((r.new for r in tied if r.new), None)
        return f"moved to {_place(now, row.part)}"

    def of_note(self, note: NoteRow) -> HtmlLine:
        """Return the line of a note."""
        old = self._old_marks.get(note.old, "") if note.old is not None else ""
        new = self._new_marks.get(note.new, "") if note.new is not None else ""
        what = {What.INSERTED: "new", What.DELETED: "deleted"}.get(note.what, "")
        if not what and all(piece.op is Op.SAME for piece in note.pieces):
            what = f"mark {old} became {new}"
        return HtmlLine(
            f"Note {new or old}", what, self._stretches(note.pieces), kind="note", old_label=old,
            new_label=new, old=note.old is not None, new=note.new is not None,
        )  # fmt: skip

    def _stretches(self, pieces: Pieces) -> tuple[HtmlChange, ...]:
        return tuple(
            HtmlChange(
                piece.op,
                self._spans(piece.old, self._old_marks),
                self._spans(piece.new, self._new_marks),
            )
            for piece in pieces
        )

    def _spans(self, text: Text, marks: dict[int, str]) -> tuple[HtmlSpan, ...]:
        return tuple(
            self._span(inline)
            if isinstance(inline, Run)
            else HtmlSpan(marks.get(inline.note, "*"), ("sup",))
            for inline in text
        )

    def _span(self, run: Run) -> HtmlSpan:
        marks = (run.marks | self._lead if Mark.LEAD in run.marks else run.marks) & ~Mark.LEAD
        return HtmlSpan(run.text, tuple(tag for mark, tag in _TAGS if mark in marks))


def _came(old: int | None, new: int | None) -> str:
    return "new row" if old is None else "deleted row" if new is None else ""


def _place(end: End | None, part: RowKind) -> str:
    """Return where something stands."""
    return place_words(end, part) if end else "elsewhere"


def _level(block: Block | None) -> int:
    if block is None or block.kind is Kind.HEADING:
        return 0
    level = block.level + (block.kind is Kind.CONTINUATION)
    return level + block.quoted


def _forms(old: Block, new: Block, names: Sequence[str]) -> Iterator[str]:
    if "kind" in names:
        yield f"was {KINDS[old.kind]}"
    elif "level" in names:
        yield f"was at level {old.level}"
    if "quoted" in names:
        yield "no longer quoted" if old.quoted else "now quoted"
    if "label" in names and old.label != new.label:
        yield f"was numbered {old.label}" if old.label else "had no number"


def _facts(row: RevisionRow) -> str:
    """Return what is no longer cited and counted, and what is now."""
    if row.old is None or row.new is None:
        return ""
    parts = [f"no longer {', '.join(row.gone)}"] if row.gone else []
    parts += [f"now {', '.join(row.come)}"] if row.come else []
    return "; ".join(parts)


def _in_words(stretch: HtmlChange) -> str:
    old, new = ("".join(span.words for span in spans) for spans in (stretch.old, stretch.new))
    if stretch.op is Op.RESTYLED:
        return f"“{_short(new)}” in another typeface"
    if stretch.op is Op.TYPOGRAPHY:
        return f"“{_short(new)}” in other signs"
    if not old.strip() or not new.strip():
        return f"“{_short(new)}” added" if new.strip() else f"“{_short(old)}” deleted"
    return f"“{_short(old)}” became “{_short(new)}”"


def _words(stretch: HtmlChange) -> str:
    return "".join(span.words for span in stretch.new or stretch.old)


def _short(words: str) -> str:
    words = folded(words)
    return words if len(words) <= 60 else f"{words[:58].rstrip()}…"


def amendment_lines(said: str) -> list[tuple[HtmlSpan, ...]]:
    """Return the lines of an amendment as they look: *leads* and _italics_ in italics, without backslashes."""
    return [tuple(_italicized(line.strip())) for line in said.split("\n")]


def _italicized(words: str) -> Iterator[HtmlSpan]:
    tags: tuple[str, ...] = ()
    at = 0
    for sign in re.finditer(r"\\(.)|[*_]", words):
        if sign.start() > at:
            yield HtmlSpan(words[at : sign.start()], tags)
        at = sign.end()
        if sign[1]:
            yield HtmlSpan(sign[1], tags)
        else:
            tags = () if tags else ("i",)
    if at < len(words):
        yield HtmlSpan(words[at:], tags)


# ---------------------------------------------------------------- web page


def to_html(revision: Revision, names: tuple[str, str] = ("", "")) -> str:
    """Return the comparison as one self-contained page: both texts in one, and the list of amendments."""
    made = lines(revision)
    page = environment().get_template("html/comparison.html.j2")
    rendered = page.render(
        language=revision.new.masthead.language or DEFAULT,
        rtl=of(revision.new.masthead.language).right_to_left,
        names=names_of(revision, names),
        title=folded(revision.new.title) or folded(revision.old.title),
        totals=total_words(totals(revision)),
        lines=made,
        changes=[line for line in made if line.change],
        amendments=[amendment_lines(sentence(each)) for each in amendments(revision)],
    )
    return _UNPRINTABLE.sub("", rendered)


def names_of(revision: Revision, names: tuple[str, str]) -> tuple[str, str]:
    """Return what the two texts are called: as given, by their symbols, or as the older and the newer."""
    symbols = (revision.old.masthead.symbol, revision.new.masthead.symbol)
    same = symbols[0] == symbols[1]
    plainly = ("the older text", "the newer text")
    return (
        names[0] or ("" if same else symbols[0]) or plainly[0],
        names[1] or ("" if same else symbols[1]) or plainly[1],
    )
