"""Merges two Word texts into one with tracked changes: accepting all gives the new text, rejecting all the old.

Works on the printed XML, not on the model, so that everything on a page is covered alike: labels, headings, mastheads,
tables, notes. The caller decides which paragraphs correspond
(`resolution.formats.word.writing.tracking`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree
from rapidfuzz.distance import Indel

from resolution.diff.pieces import pieces
from resolution.diff.revision import Op
from resolution.formats.word.names import VAL, Element, W, value
from resolution.text import NoteRef, Run, Text, join

Pair = tuple[int, int]

_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_TAGS = {sign: tag for tag, sign in _SIGNS.items()}
_DELETED_TAGS = {W + "t": W + "delText", W + "instrText": W + "delInstrText"}
_PLAIN = frozenset((W + "rPr", W + "t", *_SIGNS))
"""Elements of runs that contain only text."""

_UNTRACKED = frozenset((W + "keepNext", W + "keepLines"))
"""Paragraph properties that only affect page breaks; a change of them means nothing to a reader."""

_OPAQUE = "\ufffc"


@dataclass(slots=True)
class Author:
    """The author and time ("2026-11-25T10:00:00Z") of the changes. Creates revision marks with unique ids."""

    name: str
    when: str
    count: int = 0

    def mark(self, tag: str, **more: str) -> Element:
        """Return an empty revision mark of this kind."""
        self.count += 1
        element = etree.Element(W + tag)
        element.set(W + "id", str(self.count))
        for key, words in more.items():
            element.set(W + key, words)
        element.set(W + "author", self.name)
        element.set(W + "date", self.when)
        return element


_NONE_AROUND: tuple[tuple[Element, ...], tuple[Element, ...]] = ((), ())


class Unit(NamedTuple):
    """A character, or an object that is not text (a note, a field, a picture), within a paragraph.

    look: properties of its run; link: its hyperlink element, if any; what: the runs of an object, `name` its name;
    around: bookmarks that begin before it, and those that end after it
    """

    sign: str
    look: Element | None
    link: Element | None = None
    what: tuple[Element, ...] = ()
    name: str = ""
    around: tuple[tuple[Element, ...], tuple[Element, ...]] = _NONE_AROUND

    @property
    def is_picture(self) -> bool:
        """Return whether it is a picture; changes of pictures are not tracked."""
        return self.name.startswith("picture")


@dataclass(slots=True)
class Names:
    """Names of notes on both sides. Corresponding notes have the same name, except those in `apart`.

    old, new: names by the id of the note; met: notes whose references were found in the same place
    """

    old: dict[str, str] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)
    met: dict[str, Pair] = field(default_factory=dict)

    def of(self, side: str, note: str) -> str:
        """Return the name of a note on a side, "old" or "new"."""
        name = (self.old if side == "old" else self.new).get(note)
        return f"{side} {note}" if name is None or name in self.apart else name


class Merger:
    """Merges the texts of one file.

    noted: on both sides, the id of the note for each bookmark on the first reference of a repeated note
    moved: for each paragraph moved as a whole, the name of its move
    """

    def __init__(self, author: Author, names: Names, noted: dict[str, str] | None = None) -> None:
        self.author = author
        self.names = names
        self._noted = noted or {}
        self.moved: dict[Element, str] = {}

    # ------------------------------------------------------------ sequences

    def sequence(
        self,
        old: Sequence[Element],
        new: Sequence[Element],
        pairs: Sequence[Pair] = (),
        *,
        closed: bool = False,
    ) -> list[Element]:
        """Merge two sequences of paragraphs and tables.

        pairs: corresponding elements by index, in order; closed: the sequence is the whole content of a cell or a note,
        whose last paragraph cannot be deleted
        """
        out: list[Element] = []
        at = (0, 0)
        ends = [*self._all_pairs(old, new, pairs, closed=closed), (len(old), len(new))]
        for before, after in ends:
            out += [each for e in old[at[0] : before] for each in self.deleted(e)]
            out += [each for e in new[at[1] : after] for each in self.inserted(e)]
            if before < len(old):
                out += self.both(old[before], new[after])
            at = (before + 1, after + 1)
        self._merge_adjoining_ends(out)
        return out

    def _merge_adjoining_ends(self, merged: list[Element]) -> None:
        """Make an insertion at the end of a paragraph and whole paragraphs inserted after it one change, as Word does.

        The paragraph's own end is then inserted, and the last new paragraph keeps the end that was there before; the
        same holds for deletions. LibreOffice treats the two as one change in any case, and would join the paragraphs.
        """
        for at, first in enumerate(merged):
            tag = _last_tag(first) if first.tag == W + "p" and not _end_tag(first) else ""
            stop = at + 1
            while tag and stop < len(merged) and _end_tag(merged[stop]) == tag:
                stop += 1
            if stop == at + 1:
                continue
            last = merged[stop - 1]
            if tag == "ins":
                kept, former = _facts_of(last), _former_facts(first)
            else:
                kept, former = _facts_of(first), _former_facts(last)
            for facts in (kept, former):
                for child in facts.findall(W + "rPr") + facts.findall(W + "pPrChange"):
                    facts.remove(child)
            self._mark_end(first, tag)
            last.replace(last.find(W + "pPr"), kept)
            self._track_facts(last, _holding(former))

    def _all_pairs(
        self, old: Sequence[Element], new: Sequence[Element], pairs: Sequence[Pair], *, closed: bool
    ) -> list[Pair]:
        """Return the given pairs, and between them those of identical elements."""
        known = list(pairs)
        if closed and not known:
            if [e.tag for e in old] == [e.tag for e in new]:
                return [(n, n) for n in range(len(old))]
            known = [(len(old) - 1, len(new) - 1)]
        out: list[Pair] = []
        at = (0, 0)
        keys = [_key(e) for e in old], [_key(e) for e in new]
        for before, after in [*known, (len(old), len(new))]:
            out += _alike(keys[0][at[0] : before], keys[1][at[1] : after], at)
            if before < len(old):
                out.append((before, after))
            at = (before + 1, after + 1)
        return out

    def both(self, old: Element, new: Element) -> list[Element]:
        """Merge a paragraph or table that is in both texts."""
        if old.tag != new.tag:
            return [*self.deleted(old), *self.inserted(new)]
        return [self._table(old, new) if new.tag == W + "tbl" else self.paragraphs([old], [new])[0]]

    def deleted(self, element: Element) -> list[Element]:
        """Return a deleted paragraph or table."""
        return self._one_sided(element, "del", "moveFrom")

    def inserted(self, element: Element) -> list[Element]:
        """Return an inserted paragraph or table."""
        return self._one_sided(element, "ins", "moveTo")

    def _one_sided(self, element: Element, tag: str, moving: str) -> list[Element]:
        if element.tag == W + "tbl":
            table = deepcopy(element)
            for row in table.iter(W + "tr"):
                self._mark_row(row, tag)
            return [table]
        if element.tag != W + "p":
            return [deepcopy(element)]
        name = self.moved.get(element, "")
        side = "old" if tag == "del" else "new"
        units = self._units(element, side)
        parts = [(moving if name else tag, u, None) for u in units]
        merged = self._paragraph([element], self._as_runs(parts))
        self._mark_end(merged, moving if name else tag)
        if not name:
            return [merged]
        begin = self.author.mark(f"{moving}RangeStart", name=name)
        end = etree.Element(W + f"{moving}RangeEnd")
        end.set(W + "id", begin.get(W + "id"))
        merged.insert(1, begin)
        return [merged, end]

    # ------------------------------------------------------------ tables

    def _table(self, old: Element, new: Element) -> Element:
        """Merge the two versions of a table row by row; the column widths are those of the new one."""
        out = etree.Element(new.tag, new.attrib, new.nsmap)
        for child in new:
            if child.tag != W + "tr":
                out.append(deepcopy(child))
        rows = old.findall(W + "tr"), new.findall(W + "tr")
        keys = [_key(row) for row in rows[0]], [_key(row) for row in rows[1]]
        shapes = [_shape(row) for row in rows[0]], [_shape(row) for row in rows[1]]
        at = (0, 0)
        for before, after in [*_alike(*keys, (0, 0)), (len(rows[0]), len(rows[1]))]:
            out.extend(self._rows(rows, shapes, at, (before, after)))
            if before < len(rows[0]):
                out.append(self._row(rows[0][before], rows[1][after]))
            at = (before + 1, after + 1)
        return out

    def _rows(
        self,
        rows: tuple[list[Element], list[Element]],
        shapes: tuple[list[str], list[str]],
        start: Pair,
        stop: Pair,
    ) -> Iterator[Element]:
        """Yield the rows between two identical ones: rows of the same shape are one row with changed text."""
        at = start
        inner = [
            (a + start[0], b + start[1])
            for a, b in _alike(shapes[0][start[0] : stop[0]], shapes[1][start[1] : stop[1]], (0, 0))
        ]
        for before, after in [*inner, stop]:
            for row in rows[0][at[0] : before]:
                yield self._mark_row(deepcopy(row), "del")
            for row in rows[1][at[1] : after]:
                yield self._mark_row(deepcopy(row), "ins")
            if (before, after) != stop:
                yield self._row(rows[0][before], rows[1][after])
            at = (before + 1, after + 1)

    def _row(self, old: Element, new: Element) -> Element:
        out = etree.Element(new.tag, new.attrib, new.nsmap)
        before = old.findall(W + "tc")
        cells = iter(before)
        for child in new:
            if child.tag != W + "tc":
                out.append(deepcopy(child))
                continue
            cell = etree.SubElement(out, child.tag, child.attrib)
            former = next(cells)
            facts = child.find(W + "tcPr")
            if facts is not None:
                cell.append(deepcopy(facts))
            cell.extend(self.sequence(_content(former), _content(child), closed=True))
        return out

    def _mark_row(self, row: Element, tag: str) -> Element:
        """Mark a row as inserted or deleted, with all its content."""
        facts = row.find(W + "trPr")
        if facts is None:
            facts = etree.Element(W + "trPr")
            row.insert(1 if row.find(W + "tblPrEx") is not None else 0, facts)
        if not len(facts):  # the schema requires a property besides the mark
            etree.SubElement(facts, W + "cantSplit").set(VAL, "off")
        facts.append(self.author.mark(tag))
        for paragraph in list(row.iter(W + "p")):
            side = "old" if tag == "del" else "new"
            parts = [(tag, unit, None) for unit in self._units(paragraph, side)]
            merged = self._paragraph([paragraph], self._as_runs(parts))
            paragraph.getparent().replace(paragraph, merged)
        return row

    # ------------------------------------------------------------ paragraphs

    def paragraphs(self, old: Sequence[Element], new: Sequence[Element]) -> list[Element]:
        """Merge the versions of a paragraph, including one that was split, or several that were joined."""
        if len(old) == len(new) == 1 and _plainly_same(old[0], new[0]):
            content = [deepcopy(each) for each in new[0] if each.tag in (W + "r", W + "hyperlink")]
            merged = self._paragraph([new[0], old[0]], content)
            self._track_facts(merged, old[0])
            return [merged]
        before = [self._units(p, "old") for p in old]
        after = [self._units(p, "new") for p in new]
        if len(old) == len(new) == 1:
            return [self._one(old[0], new[0], self._compare_units(before[0], after[0]))]
        cut = Unit(_OPAQUE, None, name="cut")
        joined = [_with_cuts(before, cut), _with_cuts(after, cut)]
        several = self._compare_units(*joined)
        return self._parted(old, new, several)

    def _one(self, old: Element, new: Element, parts: list[_Part]) -> Element:
        merged = self._paragraph([new, old], self._as_runs(parts))
        self._track_facts(merged, old)
        return merged

    def _parted(
        self, old: Sequence[Element], new: Sequence[Element], parts: list[_Part]
    ) -> list[Element]:
        """Return the paragraphs from parts with cuts between them. A cut is an inserted or deleted paragraph mark."""
        runs: list[list[_Part]] = [[]]
        for part in parts:
            if part[1].name == "cut":
                runs.append([])
            else:
                runs[-1].append(part)
        longer = new if len(new) > 1 else old
        tag = "ins" if len(new) > 1 else "del"
        out = []
        for at, (element, run) in enumerate(zip(longer, runs, strict=True)):
            last = at == len(longer) - 1
            marked = [element, *(() if at else (old if tag == "ins" else new))]
            merged = self._paragraph(marked, self._as_runs(run))
            if last and tag == "ins":
                self._track_facts(merged, old[0])
            elif last:
                facts = merged.find(W + "pPr")
                merged.replace(facts, _facts_of(new[0]))
                self._track_facts(merged, element)
            if not last:
                self._mark_end(merged, tag)
            out.append(merged)
        return out

    def _paragraph(self, of: Sequence[Element], content: list[Element]) -> Element:
        """Return a paragraph with the properties of the first, and the bookmarks of all of them."""
        first = of[0]
        out = etree.Element(first.tag, first.attrib, first.nsmap)
        out.append(_facts_of(first))
        starts = [(s, e) for element in of for s, e in _own_marks(element)]
        names: set[str] = set()
        ends = []
        for start, end in starts:
            if start.get(W + "name") in names:
                continue
            names.add(start.get(W + "name"))
            out.append(deepcopy(start))
            ends.append(deepcopy(end))
        out.extend(content)
        out.extend(ends)
        return out

    def _mark_end(self, paragraph: Element, tag: str) -> None:
        facts = paragraph.find(W + "pPr")
        looks = facts.find(W + "rPr")
        if looks is None:
            looks = etree.Element(W + "rPr")
            at = next(
                (n for n, c in enumerate(facts) if c.tag in (W + "sectPr", W + "pPrChange")),
                len(facts),
            )
            facts.insert(at, looks)
        looks.insert(0, self.author.mark(tag))

    def _track_facts(self, merged: Element, old: Element) -> None:
        """Track a change of the paragraph's properties, if there is one."""
        facts, former = merged.find(W + "pPr"), _facts_of(old)
        for child in list(former):
            if child.tag in (W + "rPr", W + "sectPr", W + "pPrChange"):
                former.remove(child)
        if _looks_of(facts) == _looks_of(former):
            return
        change = self.author.mark("pPrChange")
        change.append(former)
        facts.append(change)

    # ------------------------------------------------------------ text

    def _compare_units(self, old: list[Unit], new: list[Unit]) -> list[_Part]:
        """Compare the units of a paragraph and return the parts."""
        out: list[_Part] = []
        before, after = _text(old), _text(new)
        names = [u.name for u in old if u.what or u.name], [u.name for u in new if u.what or u.name]
        a = b = 0
        for piece in pieces(before, after, lambda n: names[0][n], lambda n: names[1][n]):
            ends = a + _length(piece.old), b + _length(piece.new)
            if piece.op in (Op.SAME, Op.RESTYLED):
                out += self._kept_units(old[a : ends[0]], new[b : ends[1]])
            else:
                out += [("del", unit, None) for unit in old[a : ends[0]]]
                out += [("ins", unit, None) for unit in new[b : ends[1]]]
            a, b = ends
        return out

    def _kept_units(self, old: list[Unit], new: list[Unit]) -> Iterator[_Part]:
        """Yield the unchanged parts; text whose link has changed is deleted and inserted."""
        old_units: list[Unit] = []
        new_units: list[Unit] = []
        for one, other in zip(old, new, strict=True):
            if one.link is not other.link and _link(one) != _link(other):
                old_units.append(one)
                new_units.append(other)
                continue
            if old_units:
                yield from _replaced(old_units, new_units)
                old_units, new_units = [], []
            yield self._kept_unit(one, other)
        yield from _replaced(old_units, new_units)

    def _kept_unit(self, old: Unit, new: Unit) -> _Part:
        if new.name.startswith("note "):
            self.names.met[new.name.removeprefix("note ")] = (_note_id(old), _note_id(new))
        if old.around is _NONE_AROUND and new.around is _NONE_AROUND:
            return "", new, old
        around = (old.around[0] + new.around[0], new.around[1] + old.around[1])
        return "", new._replace(around=around), old

    def _units(self, paragraph: Element, side: str) -> list[Unit]:
        """Return the units of a paragraph."""
        return list(_Units(self, side).of(paragraph))

    def name(self, side: str, runs: Sequence[Element]) -> str:
        """Return the name of an object: the same on both sides if it is the same to a reader."""
        for run in runs:
            call = run.find(W + "footnoteReference")
            if call is not None:
                return f"note {self.names.of(side, call.get(W + 'id'))}" + _words(run)
            if run.find(W + "instrText") is not None:
                words = (run.findtext(W + "instrText") or "").split()
                if words[:1] == ["NOTEREF"]:
                    return f"again {self.names.of(side, self._noted.get(words[1], ''))}"
        if any(
            next(run.iter("{*}drawing", "{*}pict", "{*}AlternateContent"), None) is not None
            for run in runs
        ):
            return "picture"
        return "sign " + "".join(etree.tostring(run, encoding="unicode") for run in runs)

    def _as_runs(self, parts: Sequence[_Part]) -> list[Element]:
        """Return the parts as runs within their revision marks."""
        out: list[Element] = []
        at = 0
        while at < len(parts):
            tag, unit, old = parts[at]
            stop = at + 1
            if not unit.what:
                while stop < len(parts) and _goes_on(parts[at], parts[stop]):
                    stop += 1
            runs = list(unit.what) if unit.what else [_run([p[1] for p in parts[at:stop]])]
            runs = [deepcopy(run) for run in runs]
            self._place(out, tag, unit, old, runs)
            at = stop
        return out

    def _place(
        self, out: list[Element], tag: str, unit: Unit, old: Unit | None, runs: list[Element]
    ) -> None:
        if old is not None and not unit.what and _xml(old.look) != _xml(unit.look):
            self._track_look(runs[0], old.look)
        if tag in ("del", "moveFrom"):
            for run in runs:
                for node in run.iter(*_DELETED_TAGS):
                    node.tag = _DELETED_TAGS[node.tag]
        merged = runs
        if tag and not unit.is_picture:
            before = out[-1] if out and unit.link is None else None
            if before is not None and before.tag == W + tag and not unit.around[0]:
                before.extend(runs)
                merged = []
            else:
                mark = self.author.mark(tag)
                mark.extend(runs)
                merged = [mark]
        if unit.link is not None:
            link = etree.Element(unit.link.tag, unit.link.attrib, unit.link.nsmap)
            link.extend(merged)
            merged = [link]
        out.extend(deepcopy(mark) for mark in unit.around[0])
        out.extend(merged)
        out.extend(deepcopy(mark) for mark in unit.around[1])

    def _track_look(self, run: Element, old: Element | None) -> None:
        look = run.find(W + "rPr")
        if look is None:
            look = etree.Element(W + "rPr")
            run.insert(0, look)
        change = self.author.mark("rPrChange")
        change.append(deepcopy(old) if old is not None else etree.Element(W + "rPr"))
        look.append(change)

    # ------------------------------------------------------------ notes

    def notes(self, old: Element, new: Element, order: Sequence[tuple[str, str]]) -> Element:
        """Merge the notes parts, with the notes numbered in the order of their references.

        order: for each note the side ("old" if only the old text has it) and its id. LibreOffice assigns notes to
        references in the order of their ids.
        """
        out = etree.Element(new.tag, new.attrib, new.nsmap)
        sides = {
            "old": {note.get(W + "id"): note for note in old},
            "new": {note.get(W + "id"): note for note in new},
        }
        out.extend(deepcopy(note) for note in new if note.get(W + "type"))
        former = {str(b): str(a) for a, b in self.names.met.values()}
        for number, (side, key) in enumerate(order, 1):
            note = sides[side][key]
            merged = etree.SubElement(out, note.tag, note.attrib)
            merged.set(W + "id", str(number))
            if side == "old":
                merged.extend(self._whole_note(note, "del"))
            elif key in former:
                pair = list(sides["old"][former[key]]), list(note)
                merged.extend(self.sequence(*pair, closed=True))
            else:
                merged.extend(self._whole_note(note, "ins"))
        return out

    def _whole_note(self, note: Element, tag: str) -> Iterator[Element]:
        """Yield the paragraphs of an inserted or deleted note; its number belongs to its reference in the text."""
        side = "old" if tag == "del" else "new"
        for paragraph in note:
            units = self._units(paragraph, side)
            parts = [("" if unit.what else tag, unit, None) for unit in units]
            yield self._paragraph([paragraph], self._as_runs(parts))


_Part = tuple[str, Unit, Unit | None]
"""The revision mark of a unit (empty for none), the unit, and its old version if it was there before."""


class _Units:
    """Splits a paragraph into units."""

    def __init__(self, merger: Merger, side: str) -> None:
        self._merger = merger
        self._side = side
        self._field: list[Element] = []
        self._begun: list[Element] = []
        self._open: set[str] = set()
        self._out: list[Unit] = []

    def of(self, paragraph: Element) -> list[Unit]:
        for child in paragraph:
            if child.tag == W + "r":
                self._run(child, None)
            elif child.tag == W + "hyperlink":
                for run in child.findall(W + "r"):
                    self._run(run, child)
            elif child.tag == W + "bookmarkStart" and not _is_own(child):
                self._begun.append(child)
                self._open.add(child.get(W + "id"))
            elif child.tag == W + "bookmarkEnd" and child.get(W + "id") in self._open:
                if not self._out:
                    continue
                last = self._out[-1]
                around = (last.around[0], (*last.around[1], child))
                self._out[-1] = last._replace(around=around)
        return self._out

    def _run(self, run: Element, link: Element | None) -> None:
        sign = run.find(W + "fldChar")
        if self._field or sign is not None:
            self._field.append(run)
            if sign is not None and sign.get(W + "fldCharType") == "end":
                self._add_sign(tuple(self._field), link)
                self._field = []
            return
        if any(c.tag not in (W + "rPr", W + "t", *_SIGNS) for c in run):
            self._add_sign((run,), link)
            return
        look = run.find(W + "rPr")
        words = "".join(_SIGNS.get(c.tag) or c.text or "" for c in run if c.tag != W + "rPr")
        if self._begun and words:
            self._add(Unit(words[0], look, link))
            words = words[1:]
        units = {each: Unit(each, look, link) for each in set(words)}
        self._out += [units[each] for each in words]

    def _add_sign(self, runs: tuple[Element, ...], link: Element | None) -> None:
        name = self._merger.name(self._side, runs)
        self._add(Unit(_OPAQUE, runs[0].find(W + "rPr"), link, runs, name))

    def _add(self, unit: Unit) -> None:
        if self._begun:
            unit = unit._replace(around=(tuple(self._begun), ()))
            self._begun = []
        self._out.append(unit)


def _replaced(old_units: list[Unit], new_units: list[Unit]) -> Iterator[_Part]:
    yield from (("del", unit, None) for unit in old_units)
    yield from (("ins", unit, None) for unit in new_units)


def _end_tag(paragraph: Element) -> str:
    """Return the revision mark on the end of a paragraph: "ins", "del", "x" for a move, or empty."""
    marks = paragraph.find(f"{W}pPr/{W}rPr") if paragraph.tag == W + "p" else None
    found = [] if marks is None else [m.tag.removeprefix(W) for m in marks]
    return next(
        (tag for tag in found if tag in ("ins", "del")),
        "x" if "moveTo" in found or "moveFrom" in found else "",
    )


def _last_tag(paragraph: Element) -> str:
    """Return the revision mark on the last text of a paragraph: "ins", "del", or empty."""
    content = [
        c for c in paragraph if c.tag not in (W + "pPr", W + "bookmarkStart", W + "bookmarkEnd")
    ]
    last = content[-1] if content else None
    if last is not None and last.tag == W + "hyperlink":
        last = last[-1]
    tag = "" if last is None else str(last.tag).removeprefix(W)
    return tag if tag in ("ins", "del") else ""


def _former_facts(paragraph: Element) -> Element:
    """Return the old properties of a paragraph."""
    former = paragraph.find(f"{W}pPr/{W}pPrChange/{W}pPr")
    return _facts_of(paragraph) if former is None else deepcopy(former)


def _holding(facts: Element) -> Element:
    paragraph = etree.Element(W + "p")
    paragraph.append(facts)
    return paragraph


def _plainly_same(old: Element, new: Element) -> bool:
    """Return whether two paragraphs have the same formatted text and nothing else: no notes, no fields."""
    if not all(_is_plain(each) for element in (old, new) for each in element):
        return False
    sides = [[_xml(run) for run in element.findall(W + "r")] for element in (old, new)]
    return sides[0] == sides[1]


def _is_plain(child: Element) -> bool:
    if child.tag == W + "bookmarkStart":
        return _is_own(child)
    if child.tag in (W + "bookmarkEnd", W + "pPr"):
        return True
    return bool(child.tag == W + "r") and all(each.tag in _PLAIN for each in child)


def _is_own(mark: Element) -> bool:
    """Return whether a bookmark identifies its paragraph, or is the target of a cross-reference to it."""
    return mark.get(W + "name", "").startswith(("_rd", "_id", "_ix", "_iy"))


def _own_marks(paragraph: Element) -> list[tuple[Element, Element]]:
    """Return the bookmarks of the whole paragraph, with their ends."""
    ends = {end.get(W + "id"): end for end in paragraph.iter(W + "bookmarkEnd")}
    starts = [s for s in paragraph.findall(W + "bookmarkStart") if _is_own(s)]
    return [(start, ends[start.get(W + "id")]) for start in starts if start.get(W + "id") in ends]


def _with_cuts(several: list[list[Unit]], cut: Unit) -> list[Unit]:
    out: list[Unit] = []
    for at, units in enumerate(several):
        out += [cut, *units] if at else units
    return out


def _text(units: list[Unit]) -> Text:
    """Return units as a text; objects that are not text become note references, numbered in order."""
    out: list[Run | NoteRef] = []
    count = 0
    held: list[str] = []
    for unit in units:
        if unit.what or unit.name:
            out.append(Run("".join(held)))
            out.append(NoteRef(count))
            count += 1
            held = []
        else:
            held.append(unit.sign)
    out.append(Run("".join(held)))
    return join(out)


def _length(text: Text) -> int:
    return sum(len(i.text) if isinstance(i, Run) else 1 for i in text)


def _link(unit: Unit) -> tuple[object, ...]:
    return () if unit.link is None else tuple(sorted(unit.link.attrib.items()))


def _goes_on(first: _Part, part: _Part) -> bool:
    """Return whether a character belongs to the same run as one before it."""
    (tag, unit, old), (other_tag, other, before) = first, part
    return (
        other_tag == tag
        and other.look is unit.look
        and other.link is unit.link
        and other.around is unit.around
        and not other.what
        and (before is old or (before is not None and old is not None and before.look is old.look))
    )


def _run(units: Sequence[Unit]) -> Element:
    """Return characters with the same formatting as a run."""
    run = etree.Element(W + "r")
    if units[0].look is not None:
        run.append(deepcopy(units[0].look))
    held: list[str] = []

    def flush() -> None:
        if held:
            words = etree.SubElement(run, W + "t")
            words.text = "".join(held)
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            held.clear()

    for unit in units:
        if unit.sign in _TAGS:
            flush()
            etree.SubElement(run, _TAGS[unit.sign])
        else:
            held.append(unit.sign)
    flush()
    return run


def _note_id(unit: Unit) -> int:
    return int(unit.what[0].find(W + "footnoteReference").get(W + "id"))


def _words(run: Element) -> str:
    return "".join(t.text or "" for t in run.iter(W + "t"))


def _facts_of(paragraph: Element) -> Element:
    facts = paragraph.find(W + "pPr")
    return etree.Element(W + "pPr") if facts is None else deepcopy(facts)


def _looks_of(facts: Element) -> list[str]:
    ignored = _UNTRACKED | {W + "rPr", W + "sectPr", W + "pPrChange"}
    return [_xml(child) for child in facts if child.tag not in ignored]


def _xml(element: Element | None) -> str:
    """Return a string that is equal for equal elements, wherever their namespaces are declared."""
    if element is None:
        return ""
    inner = "".join(map(_xml, element))
    return f"<{element.tag} {sorted(element.attrib.items())}>{element.text or ''}{inner}"


def _content(cell: Element) -> list[Element]:
    return [child for child in cell if child.tag != W + "tcPr"]


def _shape(row: Element) -> str:
    """Return the cell structure of a row: rows with the same structure can be one row with changed text."""
    head = value(row.find(W + "trPr"), "tblHeader")
    cells = []
    for cell in row.findall(W + "tc"):
        facts = cell.find(W + "tcPr")
        cells.append((value(facts, "gridSpan"), value(facts, "vMerge")))
    return repr((head, cells))


def _key(element: Element) -> str:
    """Return a string that is equal for elements that look the same to a reader."""
    marks = (W + "bookmarkStart", W + "bookmarkEnd", W + "footnoteReference")
    words = [element.tag]
    for each in element.iter():
        if each.tag in marks:
            words.append("note" if each.tag == marks[2] else "")
        elif each.tag in (W + "t", W + "instrText"):
            words.append(each.text or "")
        elif isinstance(each.tag, str) and each.tag not in _UNTRACKED:
            words.append(each.tag + "".join(f"{k}={v}" for k, v in each.attrib.items()))
    return "|".join(filter(None, words))


def _alike(old: Sequence[str], new: Sequence[str], start: Pair) -> list[Pair]:
    """Return the pairs of equal keys, in order, as indexes counted from `start`."""
    if not old or not new:
        return []
    out = []
    for op in Indel.opcodes(list(old), list(new)):
        if op.tag == "equal":
            length = op.src_end - op.src_start
            out += [
                (start[0] + op.src_start + n, start[1] + op.dest_start + n) for n in range(length)
            ]
    return out
