"""Writes the Word file of a text with all changes from an old one tracked, as if it had been edited in Word.

Both texts are typeset and merged (`resolution.formats.word.writing.merging`); the `Revision` determines which parts
correspond. Page, headers and styles are those of the new text: a draft on the letterhead of drafts, with the struck-out
heading of the adopted text that it is based on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from lxml import etree

from resolution.diff.revision import Revision, RevisionRow, What
from resolution.diff.revision import RowKind as Of
from resolution.formats.word.names import Element, R, W
from resolution.formats.word.reading.tracked import (
    ACCEPTED,
    REJECTED,
    TrackedPart,
    Verdict,
    apply_verdict,
)
from resolution.formats.word.writing.facts import OutputParts, attach, build_facts, stretch
from resolution.formats.word.writing.merging import Author, Merger, Names, Pair
from resolution.formats.word.writing.places import Bookmarks
from resolution.model import DivisionKind, Resolution

_OTHER_IDS = 1_000_000
"""First id of the old text's bookmarks."""

_RENAMED = (
    (re.compile(r"^_rd(?=\d)"), "_rdo"),
    (re.compile(r"^_Ref1"), "_Ref2"),
    (re.compile(r"^_ix"), "_iy"),
)

Key = tuple[str, int]
"""The role of a printed paragraph, and how many of that role precede it: ("block", 7), ("session", 0)."""


@dataclass(slots=True)
class Typeset:
    """A typeset text: the file, the root of its notes, and the bookmarks of the printed paragraphs."""

    resolution: Resolution
    document: Document
    notes: Element
    notes_part: Part
    places: Bookmarks

    def heads(self) -> list[tuple[Part, Element]]:
        """Return the headers and footers, those of the first page first."""
        section = self.document.sections[0]
        every = (
            section.first_page_header, section.first_page_footer, section.even_page_header, section.header,
            section.even_page_footer, section.footer,
        )  # fmt: skip
        return [(each.part, each._element) for each in every]

    def body(self) -> list[Element]:
        """Return the paragraphs and tables of the text, without those that end the two sections."""
        return list(self.document.element.body)[1:-1]


def merge(former: Typeset, new: Typeset, revision: Revision, author: str, when: str) -> None:
    """Merge the old text into the new text's file as tracked changes. The old text's file cannot be used afterwards."""
    _make_names_unique(former, new)
    names = _named_notes(revision)
    noted = _noted(former) | _noted(new)
    while True:
        merger = Merger(Author(author, when), names, noted)
        body = _body(merger, former, new, revision)
        lost = {name for name in names.new.values() if name not in names.apart | set(names.met)}
        if not lost:
            break
        names.apart |= lost
        names.met.clear()
    order = _renumbered(body)
    heads = [
        (into, merger.sequence(list(root), list(into), closed=True))
        for (_, root), (_, into) in zip(former.heads(), new.heads(), strict=True)
    ]
    notes = merger.notes(former.notes, new.notes, order)
    _replace(new, body, heads, notes)
    _add_styles(former, new)
    stretch(new.document.element)
    _add_facts(former, new)


# ---------------------------------------------------------------- before merging: make names unique


def _make_names_unique(former: Typeset, new: Typeset) -> None:
    """Rename bookmarks and links in the old text's file so that they are valid in the new text's file."""
    taken = {start.get(W + "name") for start in new.document.element.iter(W + "bookmarkStart")}
    parts = [
        (former.document.part, new.document.part, former.document.element),
        (former.notes_part, new.notes_part, former.notes),
    ]
    parts += [
        (ours, theirs, root)
        for (ours, root), (theirs, _) in zip(former.heads(), new.heads(), strict=True)
    ]  # fmt: skip
    for ours, theirs, root in parts:
        _rename(root, taken)
        _relink(root, ours, theirs)


def _rename(root: Element, taken: set[str]) -> None:
    for mark in list(root.iter(W + "bookmarkStart", W + "bookmarkEnd")):
        mark.set(W + "id", str(int(mark.get(W + "id")) + _OTHER_IDS))
        name = mark.get(W + "name")
        if name is not None:
            mark.set(W + "name", _other(name))
    double = {m.get(W + "id") for m in root.iter(W + "bookmarkStart") if m.get(W + "name") in taken}
    for mark in list(root.iter(W + "bookmarkStart", W + "bookmarkEnd")):
        if mark.get(W + "id") in double:
            mark.getparent().remove(mark)
    for link in root.iter(W + "hyperlink"):
        if link.get(W + "anchor"):
            link.set(W + "anchor", _other(link.get(W + "anchor")))
    for instruction in root.iter(W + "instrText"):
        instruction.text = re.sub(r"\b_Ref1", "_Ref2", instruction.text or "")


def _other(name: str) -> str:
    for pattern, other in _RENAMED:
        name = pattern.sub(other, name)
    return name


def _relink(root: Element, ours: Part, theirs: Part) -> None:
    for element in root.iter(W + "hyperlink"):
        relation = ours.rels.get(element.get(R + "id", ""))
        if relation is not None:
            target = theirs.relate_to(relation.target_ref, RT.HYPERLINK, is_external=True)
            element.set(R + "id", target)


# ---------------------------------------------------------------- notes


def _ids(resolution: Resolution) -> dict[int, str]:
    """Return the id in the file of each note, by its index."""
    return {index: str(at) for at, index in enumerate(resolution.note_marks(), 1)}


def _named_notes(revision: Revision) -> Names:
    """Return names for the notes that both texts have."""
    old, new = _ids(revision.old), _ids(revision.new)
    names = Names()
    for row in revision.notes:
        if row.old is not None and row.new is not None:
            names.old[old[row.old]] = names.new[new[row.new]] = f"{row.old}-{row.new}"
    return names


def _noted(text: Typeset) -> dict[str, str]:
    """Return the note id for each bookmark of a repeated note."""
    out: dict[str, str] = {}
    for start in text.document.element.iter(W + "bookmarkStart"):
        name = start.get(W + "name", "")
        found = re.match(r"_Ref[12]0*(\d+)$", name)
        if found:
            out[name] = found[1]
    return out


def _renumbered(body: list[Element]) -> list[tuple[str, str]]:
    """Renumber the note references in order; return side and old id of each note."""
    order: dict[tuple[str, str], str] = {}
    for call in (each for element in body for each in element.iter(W + "footnoteReference")):
        gone = next(call.iterancestors(W + "del", W + "moveFrom"), None)
        key = ("new" if gone is None else "old", call.get(W + "id"))
        call.set(W + "id", order.setdefault(key, str(len(order) + 1)))
    return list(order)


# ---------------------------------------------------------------- the text


def _body(merger: Merger, former: Typeset, new: Typeset, revision: Revision) -> list[Element]:
    old, after = former.body(), new.body()
    keyed = _keyed(former, old), _keyed(new, after)
    at = {e: n for n, e in enumerate(old)}, {e: n for n, e in enumerate(after)}
    pairs = [
        (at[0][keyed[0][key]], at[1][keyed[1][key]])
        for key in keyed[0]
        if key in keyed[1] and key[0] not in ("block", "closing", "label", "heading", "note")
    ]
    flat = _RowKeys(revision)
    moves: dict[int, str] = {}
    groups: dict[int, list[RevisionRow]] = {}
    for row in revision.rows:
        keys = flat.keys(row)
        if row.what is What.MOVED:
            _note_move(merger, row, keys, keyed, moves)
        elif row.what in (What.SPLIT, What.MERGED):
            groups.setdefault(row.tie, []).append(row)
        else:
            for before, later in keys:
                if before in keyed[0] and later in keyed[1]:
                    pairs.append((at[0][keyed[0][before]], at[1][keyed[1][later]]))
    several = [_regrouped(flat, rows, keyed, at) for rows in groups.values()]
    return _merged(merger, old, after, pairs, [each for each in several if each])


Keyed = tuple[dict[Key, Element], dict[Key, Element]]
Places_ = tuple[dict[Element, int], dict[Element, int]]
Several = tuple[range, range]


def _merged(
    merger: Merger,
    old: list[Element],
    new: list[Element],
    pairs: list[Pair],
    several: list[Several],
) -> list[Element]:
    """Merge the text: split or joined paragraphs as wholes, everything between them by pairs."""
    steps = {pair: (range(pair[0], pair[0] + 1), range(pair[1], pair[1] + 1)) for pair in pairs}
    steps |= {(a.start, b.start): (a, b) for a, b in several}
    out: list[Element] = []
    at = (0, 0)
    held: list[Pair] = []
    for key in _in_order(list(steps)):
        before, after = steps[key]
        if before.start < at[0] or after.start < at[1]:
            continue
        if len(before) == len(after) == 1:
            held.append((key[0] - at[0], key[1] - at[1]))
            continue
        if held and (held[-1][0] + at[0] >= before.start or held[-1][1] + at[1] >= after.start):
            continue
        out += merger.sequence(old[at[0] : before.start], new[at[1] : after.start], held)
        out += merger.paragraphs([old[n] for n in before], [new[n] for n in after])
        at, held = (before.stop, after.stop), []
    return out + merger.sequence(old[at[0] :], new[at[1] :], held)


def _in_order(pairs: list[Pair]) -> list[Pair]:
    """Return the largest set of pairs that are in the same order on both sides."""
    ordered = sorted(set(pairs))
    tails: list[int] = []
    best: list[list[Pair]] = []
    for pair in ordered:
        at = bisect_left(tails, pair[1])
        chain = [*(best[at - 1] if at else []), pair]
        if chain and len(chain) > 1 and chain[-2][0] == pair[0]:
            continue
        tails[at : at + 1] = [pair[1]]
        best[at : at + 1] = [chain]
    return best[-1] if best else []


def _keyed(text: Typeset, body: list[Element]) -> dict[Key, Element]:
    """Return the paragraphs and tables of the text by key."""
    holders: dict[str, Element] = {}
    for element in body:
        for mark in element.iter(W + "bookmarkStart"):
            holders[mark.get(W + "name")] = element
    counts: dict[str, int] = {}
    out: dict[Key, Element] = {}
    for role, name in text.places.printed:
        count = counts.get(role, 0)
        counts[role] = count + 1
        holder = holders.get(name)
        if holder is None:
            holder = holders.get(_other(name))
        if holder is not None and (role == "block" or holder.tag == W + "p"):
            out[role, count] = holder
    return out


class _RowKeys:
    """Finds the printed paragraphs of a row of the revision, on both sides."""

    def __init__(self, revision: Revision) -> None:
        self._sides = _counts(revision.old), _counts(revision.new)

    def keys(self, row: RevisionRow) -> list[tuple[Key | None, Key | None]]:
        """Return the keys of a row: for a division's title two, that of its label and that of its text."""
        sides: list[list[Key | None]] = []
        for counted, end in zip(self._sides, (row.old, row.new), strict=True):
            if end is None:
                sides.append([None, None])
            elif row.part is Of.BLOCK:
                sides.append([("block", counted.blocks[end.division] + end.index), None])
            elif row.part is Of.CLOSING:
                sides.append([("closing", counted.closings[end.division] + end.index), None])
            else:
                sides.append([counted.labels.get(end.division), counted.titles.get(end.division)])
        return [pair for pair in zip(*sides, strict=True) if pair != (None, None)]


@dataclass(slots=True)
class _Counts:
    blocks: list[int]
    closings: list[int]
    labels: dict[int, Key]
    titles: dict[int, Key]


def _counts(resolution: Resolution) -> _Counts:
    """Return how many paragraphs of each role precede each division, and the keys of its label and title."""
    out = _Counts([0], [0], {}, {0: ("title", 0)})
    for at, division in enumerate(resolution.divisions):
        out.blocks.append(out.blocks[-1] + len(division.blocks))
        out.closings.append(out.closings[-1] + len(division.closing))
        if division.kind is DivisionKind.ANNEX or (
            division.kind is DivisionKind.PART and division.label
        ):
            out.labels[at] = ("label", len(out.labels))
        if division.kind is not DivisionKind.MAIN and division.title:
            out.titles[at] = ("heading", len(out.titles) - 1)
    return out


def _note_move(
    merger: Merger,
    row: RevisionRow,
    keys: Sequence[tuple[Key | None, Key | None]],
    keyed: Keyed,
    moves: dict[int, str],
) -> None:
    name = moves.setdefault(row.tie, f"move{len(moves) + 1}")
    for at, (before, after) in enumerate(keys):
        whole = f"{name}_{at}" if at else name
        for key, side in ((before, keyed[0]), (after, keyed[1])):
            if key is not None and key in side:
                merger.moved[side[key]] = whole


def _regrouped(
    flat: _RowKeys, rows: list[RevisionRow], keyed: Keyed, at: Places_
) -> Several | None:
    """Return the ranges of paragraphs that were split or joined; None if there are others among them."""
    found: tuple[list[int], list[int]] = [], []
    for row in rows:
        for pair in flat.keys(row):
            for side in (0, 1):
                key = pair[side]
                if key is None:
                    continue
                element = keyed[side].get(key)
                if element is None or element.tag != W + "p":
                    return None
                if at[side][element] not in found[side]:
                    found[side].append(at[side][element])
    spans = [range(min(side), max(side) + 1) for side in found if side]
    if len(spans) < 2 or any(len(s) != len(f) for s, f in zip(spans, found, strict=True)):
        return None
    return spans[0], spans[1]


# ---------------------------------------------------------------- after merging


def _replace(
    new: Typeset, body: list[Element], heads: list[tuple[Element, list[Element]]], notes: Element
) -> None:
    holder = new.document.element.body
    for element in new.body():
        holder.remove(element)
    for at, element in enumerate(body, 1):
        holder.insert(at, element)
    for into, content in heads:
        for child in list(into):
            into.remove(child)
        into.extend(content)
    new.notes = notes
    new.notes_part._blob = etree.tostring(
        notes, encoding="UTF-8", standalone=True, xml_declaration=True
    )


def _add_styles(former: Typeset, new: Typeset) -> None:
    """Add the styles that only the old text's letterhead has."""
    root = new.document.styles.element
    known = {style.get(W + "styleId") for style in root.iter(W + "style")}
    for style in former.document.styles.element.iter(W + "style"):
        if style.get(W + "styleId") not in known:
            root.append(deepcopy(style))


def _add_facts(former: Typeset, new: Typeset) -> None:
    """Add the facts about the new and the old text, each from the file as the reader opens it."""
    for number, (text, verdict) in enumerate(((new, ACCEPTED), (former, REJECTED)), 1):
        output = _resolved_copies(new, verdict)
        names = text.places
        if text is former:
            names = Bookmarks()
            names.printed = [(role, _other(name)) for role, name in text.places.printed]
        root = build_facts(output, text.resolution, names)
        attach(new.document, root, number, former=text is former)


def _resolved_copies(text: Typeset, verdict: Verdict) -> OutputParts:
    """Return copies of the file's parts with all changes accepted or rejected."""
    main, notes = deepcopy(text.document.element), deepcopy(text.notes)
    heads = [(part, deepcopy(root)) for part, root in text.heads()]
    parts = [TrackedPart(f"head {n}", root, "head") for n, (_, root) in enumerate(heads)]
    apply_verdict(
        [*parts, TrackedPart("text", main, "text"), TrackedPart("notes", notes, "note")], verdict
    )
    return OutputParts(text.document, main, notes, heads[0], heads[1])
