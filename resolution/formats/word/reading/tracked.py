"""Tracked changes of a Word file: lists them, and accepts or rejects them as Word does.

Word stores one change as several marks: the runs of an insertion and the end of their paragraph, the two places of a
move, a note and its reference, a table row and its cells. Such marks are grouped, and accepted or rejected together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from resolution.formats.word.names import Element, W
from resolution.formats.word.reading.package import Package
from resolution.text import folded


class Did(StrEnum):
    """The type of a change. A paragraph mark inserted or deleted splits or joins paragraphs, whose text stays."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    PARTED = "paragraph mark inserted"
    JOINED = "paragraph mark deleted"
    FORMATTED = "formatting"


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A tracked change.

    id:    its number in the file, from "1"; the same file always gives the same numbers
    words: the inserted, deleted, moved or reformatted text; empty for the end of a paragraph alone
    paragraphs: indexes in `Tracked.paragraphs`, including both ends of a move
    """

    id: str
    author: str
    made: datetime | None
    did: Did
    words: str
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackedSpan:
    """Text of a paragraph within the same changes, the outermost first: (change, its effect on this text)."""

    words: str
    under: tuple[tuple[str, Did], ...] = ()


@dataclass(frozen=True, slots=True)
class TrackedParagraph:
    """A paragraph with its changes. where: "text", "table", "note" or "head"; end: the changes of its end."""

    where: str
    stretches: tuple[TrackedSpan, ...]
    end: tuple[tuple[str, Did], ...] = ()

    @property
    def words(self) -> str:
        """Return all its text, inserted and deleted."""
        return "".join(stretch.words for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class Tracked:
    """The visible paragraphs of a file and its tracked changes, both in reading order."""

    paragraphs: tuple[TrackedParagraph, ...] = ()
    changes: tuple[TrackedChange, ...] = ()

    @property
    def authors(self) -> tuple[str, ...]:
        """Return the authors of the changes, in order of first appearance."""
        return tuple(dict.fromkeys(change.author for change in self.changes))


Decisions = Mapping[str, bool]
"""For each change id, whether the change is accepted or rejected."""

_IN = frozenset((W + "ins", W + "moveTo"))
_OUT = frozenset((W + "del", W + "moveFrom"))
_FORMS = frozenset(
    W + name
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange",
        "tcPrChange", "numberingChange",
    )
)  # fmt: skip
_CELLS = frozenset((W + "cellIns", W + "cellDel", W + "cellMerge"))
_SITES = (*_IN, *_OUT, *_FORMS, *_CELLS)
_RANGES = tuple(
    W + name
    for name in (
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
        "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart",
        "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
    )
)  # fmt: skip
_CALLS = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_SHOWN = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "‑",
}
_LIVE = {W + "delText": W + "t", W + "delInstrText": W + "instrText"}
_NOTHING = frozenset(
    (
        W + "pPr", W + "bookmarkStart", W + "bookmarkEnd", W + "proofErr", W + "commentRangeStart",
        W + "commentRangeEnd", W + "permStart", W + "permEnd", *_RANGES,
    )
)  # fmt: skip
"""Elements in a paragraph that are not part of its content."""

_HOLDERS = frozenset(
    W + name for name in ("body", "tc", "footnote", "endnote", "hdr", "ftr", "txbxContent")
)
_PASSED = frozenset(
    W + name
    for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo")
)


@dataclass(frozen=True, slots=True)
class TrackedPart:
    """A part of the file that may contain changes. where: "head", "text" or "note"."""

    name: str
    root: Element
    where: str


def parts(package: Package) -> list[TrackedPart]:
    """Return the parts that may contain changes, in reading order."""
    heads = [*package.related("header"), *package.related("footer")]
    notes = [*package.related("footnotes"), *package.related("endnotes")]
    named = [(name, "head") for name in heads]
    named += [(package.main, "text"), *((name, "note") for name in notes)]
    out = []
    for name, where in dict(named).items():
        root = package.xml(name)
        if root is not None:
            out.append(TrackedPart(name, root, where))
    return out


# ---------------------------------------------------------------- marks


@dataclass(slots=True)
class _Site:
    """One revision mark. did: its effect; end: it is on the end of a paragraph; row: the table row it is on."""

    element: Element
    did: Did
    came: bool
    author: str
    made: str
    paragraph: Element | None
    row: Element | None = None
    end: bool = False
    change: str = ""
    change_number: int = 0


def _sites(part: TrackedPart) -> Iterator[_Site]:
    for element in part.root.iter(*_SITES):
        site = _site(element)
        if site is not None:
            yield site


def _site(element: Element) -> _Site | None:
    tag, parent = element.tag, element.getparent()
    if parent is None or (tag in _IN | _OUT and _is_within_former(element)):
        return None
    author, made = element.get(W + "author", ""), element.get(W + "date", "")
    if tag in _FORMS or (tag in _IN | _OUT and parent.tag == W + "numPr"):
        if _is_within_former(element):
            return None
        return _Site(element, Did.FORMATTED, True, author, made, _holder(element, W + "p"))
    came = tag in _IN or tag in (W + "cellIns", W + "cellMerge")
    moved = tag in (W + "moveTo", W + "moveFrom")
    did = Did.MOVED if moved else Did.INSERTED if came else Did.DELETED
    if tag == W + "cellMerge":
        did = Did.FORMATTED
    row = _holder(element, W + "tr") if parent.tag == W + "trPr" or tag in _CELLS else None
    end = parent.tag == W + "rPr"
    if end and (parent.getparent() is None or parent.getparent().tag != W + "pPr"):
        return None
    return _Site(element, did, came, author, made, _holder(element, W + "p"), row, end)


def _is_within_former(element: Element) -> bool:
    """Return whether an element is part of the old formatting stored in a formatting change."""
    return any(parent.tag in _FORMS for parent in element.iterancestors(*_FORMS))


def _holder(element: Element, tag: str) -> Element | None:
    return next(element.iterancestors(tag), None)


# ---------------------------------------------------------------- grouping marks into changes


class _Grouping:
    """Groups the revision marks of a file into changes as a reader counts them."""

    def __init__(self, of: list[TrackedPart]) -> None:
        self.sites = [site for part in of for site in _sites(part)]
        self._moves = _moves(of, self.sites)
        self._of_note: dict[tuple[str, str, Did, str], str] = {}
        self._of_row: dict[tuple[int, Did, str], str] = {}
        self._last: tuple[object, ...] = ()
        self._ended: _Site | None = None
        self._ends: dict[int, tuple[_Site, str]] = {}
        self._whole: dict[tuple[int, str, str], bool] = {}
        self.count = 0
        for site in self.sites:
            if site.row is not None and site.element.tag in _IN | _OUT:
                of_row = (id(site.row), site.did, site.author)
                self._of_row.setdefault(of_row, f"row {len(self._of_row)}")
        numbers: dict[str, str] = {}
        for site in self.sites:
            site.change = numbers.setdefault(self._key(site), str(len(numbers) + 1))

    def _key(self, site: _Site) -> str:
        row = site.row if site.row is not None else _holder(site.element, W + "tr")
        name = self._moves.get(id(site.element))
        if name:
            return f"move {name}"
        if row is not None and site.did in (Did.INSERTED, Did.DELETED):
            of_row = self._of_row.get((id(row), site.did, site.author))
            if of_row:
                return of_row
        key = self._noted(site)
        if key:
            return key
        return self._running(site)

    def _noted(self, site: _Site) -> str:
        """Return the change of the reference to the note that contains a mark."""
        for kind in ("footnote", "endnote"):
            note = _holder(site.element, W + kind)
            if note is not None and not site.end:
                found = self._of_note.get((kind, note.get(W + "id", ""), site.did, site.author))
                if found:
                    return found
        return ""

    def _running(self, site: _Site) -> str:
        """Return the change that a mark continues, that of the mark right before it in its paragraph, or a new one."""
        kind = "form" if site.did is Did.FORMATTED else site.did.value
        near = (
            id(site.paragraph) if site.paragraph is not None else id(site.element),
            kind, site.author, site.made,
        )  # fmt: skip
        if site.end and self._is_gap_after(site):
            return f"run {self.count}"
        if of_end := self._of_end_before(site):
            return of_end
        goes_on = near == self._last and (site.did is Did.FORMATTED or self._adjoins(site))
        if not goes_on:
            self.count += 1
        self._last, self._before = near, site
        key = f"run {self.count}"
        if site.end:
            self._ends[id(site.paragraph)] = (site, key)
        for called in site.element.iter(*_CALLS):
            of = (_CALLS[called.tag], called.get(W + "id", ""), site.did, site.author)
            self._of_note.setdefault(of, key)
        return key

    def _of_end_before(self, site: _Site) -> str:
        """Return the change of the previous paragraph's end if that was inserted or deleted together with this text.

        Word marks a paragraph typed at the end of another this way: the end before it is new, its own is the old one.
        """
        paragraph = site.paragraph
        if site.end or paragraph is None or paragraph.getprevious() is None:
            return ""
        end, key = self._ends.get(id(paragraph.getprevious()), (None, ""))
        own = self._ends.get(id(paragraph), (None, ""))[0]
        same = (
            end is not None
            and (end.element.tag, end.author, end.made)
            == (site.element.tag, site.author, site.made)
            and (own is None or own.element.tag != site.element.tag)
        )
        if not same or end is None:
            return ""
        return key if self._is_whole(site) and not self._is_whole(end) else ""

    def _is_whole(self, site: _Site) -> bool:
        """Return whether all of a paragraph is within marks like this one. Cached, as it is asked for every mark."""
        key = (id(site.paragraph), site.element.tag, site.author)
        if key not in self._whole:
            self._whole[key] = _all_in(site.paragraph, site)
        return self._whole[key]

    def _is_gap_after(self, site: _Site) -> bool:
        """Return whether an empty paragraph follows one whose end is in the previous change: it is part of it."""
        paragraph, before = site.paragraph, self._ended
        same = (
            before is not None
            and paragraph is not None
            and (before.element.tag, before.author, before.made)
            == (site.element.tag, site.author, site.made)
            and all(child.tag in _NOTHING for child in paragraph)
            and paragraph.getprevious() is before.paragraph
            and before.change_number == self.count
        )
        if site.element.tag in (W + "moveFrom", W + "moveTo"):
            return False
        self._ended = site
        site.change_number = self.count if same else self.count + 1
        return same

    def _adjoins(self, site: _Site) -> bool:
        """Return whether there is nothing unchanged between a mark and the one before it.

        The end of a paragraph is marked at its start; it belongs to the text if all the text is marked.
        """
        before = self._before
        if before.end:
            return self._is_whole(site)
        at = site.element.getprevious()
        while at is not None and at.tag in _NOTHING:
            at = at.getprevious()
        return at is before.element


def _all_in(paragraph: Element | None, site: _Site) -> bool:
    """Return whether everything in a paragraph is within marks of one kind by one author."""
    if paragraph is None:
        return False
    for child in paragraph:
        if child.tag in _NOTHING:
            continue
        inner = (
            [c for c in child if c.tag not in _NOTHING] if child.tag == W + "hyperlink" else [child]
        )
        for each in inner:
            if each.tag != site.element.tag or each.get(W + "author", "") != site.author:
                return False
    return True


def _moves(of: list[TrackedPart], sites: list[_Site]) -> dict[int, str]:
    """Return the name of the move that each mark is part of, if both ends are in the file."""
    names: dict[int, str] = {}
    for part in of:
        names |= _named_moves(part.root)
    ends: dict[str, set[str]] = defaultdict(set)
    for site in sites:
        if id(site.element) in names:
            ends[names[id(site.element)]].add(site.element.tag)
    unnamed: dict[tuple[str, str, str], list[_Site]] = defaultdict(list)
    for site in sites:
        if site.did is Did.MOVED and id(site.element) not in names and not site.end:
            unnamed[site.author, site.made, _words_of(site.element)].append(site)
    for key, found in unnamed.items():
        if {each.element.tag for each in found} == {W + "moveTo", W + "moveFrom"}:
            for each in found:
                names[id(each.element)] = f"{key}"
                ends[f"{key}"] |= {W + "moveTo", W + "moveFrom"}
    _add_ends(sites, names)
    whole = {name for name, tags in ends.items() if len(tags) == 2}
    for site in sites:
        if site.did is Did.MOVED and names.get(id(site.element)) not in whole:
            site.did = Did.INSERTED if site.came else Did.DELETED
    return {key: name for key, name in names.items() if name in whole}


def _named_moves(root: Element) -> dict[int, str]:
    """Return the names of moves by the marks between their range marks."""
    open_names: dict[tuple[str, str], str] = {}
    out: dict[int, str] = {}
    tags = (
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "moveFrom",
        "moveTo",
    )
    for element in root.iter(*(W + tag for tag in tags)):
        kind = "moveFrom" if element.tag.startswith(W + "moveFrom") else "moveTo"
        if element.tag.endswith("RangeStart"):
            open_names[kind, element.get(W + "id", "")] = element.get(W + "name", "")
        elif element.tag.endswith("RangeEnd"):
            open_names.pop((kind, element.get(W + "id", "")), None)
        else:
            found = [name for (of, _), name in open_names.items() if of == kind]
            if found:
                out[id(element)] = found[-1]
    return out


def _add_ends(sites: list[_Site], names: dict[int, str]) -> None:
    """Assign the end of a paragraph to the move of its text; its mark precedes the start of the range."""
    of_paragraph: dict[tuple[int, str], str] = {}
    for site in sites:
        if not site.end and id(site.element) in names:
            of_paragraph.setdefault((id(site.paragraph), site.element.tag), names[id(site.element)])
    for site in sites:
        if site.did is Did.MOVED and site.end:
            name = of_paragraph.get((id(site.paragraph), site.element.tag))
            if name:
                names[id(site.element)] = name


# ---------------------------------------------------------------- listing changes


def tracked(package: Package) -> Tracked:
    """Return the paragraphs of a file and its tracked changes."""
    of = parts(package)
    return _listing(of, _Grouping(of).sites)


def _listing(of: list[TrackedPart], sites: list[_Site]) -> Tracked:
    if not sites:
        return Tracked()
    by_element = {id(site.element): site for site in sites}
    paragraphs: list[TrackedParagraph] = []
    at: dict[int, int] = {}
    every = [(element, part) for part in of for element in part.root.iter(W + "p")]
    for element, part in every:
        shown = _paragraph(element, part.where, by_element)
        if shown.end or shown.stretches:
            at[id(element)] = len(paragraphs)
            paragraphs.append(shown)
    grouped: dict[str, list[_Site]] = defaultdict(list)
    for site in sites:
        grouped[site.change].append(site)
    words = _words_by_change(paragraphs)
    listed = tuple(_change(key, several, words, at) for key, several in grouped.items())
    return Tracked(tuple(paragraphs), tuple(sorted(listed, key=lambda change: int(change.id))))


def _words_by_change(paragraphs: Iterable[TrackedParagraph]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = defaultdict(list)
    for paragraph in paragraphs:
        for stretch in paragraph.stretches:
            for change, _ in stretch.under:
                out[change].append(stretch.words)
    return out


def _change(
    key: str, sites: list[_Site], words: Mapping[str, list[str]], at: Mapping[int, int]
) -> TrackedChange:
    first = next((site for site in sites if not site.end), sites[0])
    did = first.did
    if all(site.end for site in sites) and did is not Did.MOVED:
        did = Did.PARTED if first.came else Did.JOINED
    words_shown = "".join(words.get(key, ()))
    if did is Did.MOVED:
        came = [_words_of(s.element) for s in sites if s.came and not s.end]
        words_shown = "".join(came)
    held = [at[id(p)] for site in sites for p in _paragraphs(site) if id(p) in at]
    return TrackedChange(
        key, first.author, _day(first.made), did, folded(words_shown), tuple(sorted(set(held)))
    )


def _paragraphs(site: _Site) -> Iterator[Element]:
    """Yield the paragraphs of a mark: the one that contains it, those it contains, those of its row."""
    if site.paragraph is not None:
        yield site.paragraph
    yield from (site.row if site.row is not None else site.element).iter(W + "p")


def _day(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _paragraph(element: Element, where: str, sites: Mapping[int, _Site]) -> TrackedParagraph:
    stretches: list[TrackedSpan] = []
    for node in element.iter(W + "t", W + "delText", *_SHOWN, *_CALLS):
        words = _node_words(node)
        if not words or _holder(node, W + "p") is not element or node.getparent().tag == W + "tabs":
            continue
        under = _under(node, element, sites)
        if stretches and stretches[-1].under == under:
            words = stretches.pop().words + words
        stretches.append(TrackedSpan(words, under))
    if where == "text" and _holder(element, W + "tc") is not None:
        where = "table"
    marks = element.find(f"{W}pPr/{W}rPr")
    looks = element.findall(f"{W}pPr/{W}pPrChange")
    end = [*(marks if marks is not None else ()), *looks]
    listed = tuple((sites[id(e)].change, _does(sites[id(e)])) for e in end if id(e) in sites)
    return TrackedParagraph(where, tuple(stretches), listed)


def _does(site: _Site) -> Did:
    """Return the effect of a mark on its text: one end of a move deletes it, the other one inserts it."""
    if site.did is Did.MOVED:
        return Did.MOVED if site.came else Did.DELETED
    return site.did


def _node_words(node: Element) -> str:
    if node.tag in _CALLS:
        return "[note]"
    return _SHOWN.get(node.tag) or node.text or ""


def _under(node: Element, top: Element, sites: Mapping[int, _Site]) -> tuple[tuple[str, Did], ...]:
    out: list[tuple[str, Did]] = []
    for parent in node.iterancestors():
        if parent.tag == W + "tr":
            found = [e for e in parent.iterfind(f"{W}trPr/*") if id(e) in sites]
        elif id(parent) in sites:
            found = [parent]
        elif parent.tag == W + "r":
            looks = parent.find(f"{W}rPr/{W}rPrChange")
            found = [looks] if looks is not None and id(looks) in sites else []
        else:
            continue
        out += [(sites[id(e)].change, _does(sites[id(e)])) for e in found]
    return tuple(dict(reversed(out)).items())


def _words_of(element: Element) -> str:
    return "".join(_node_words(node) for node in element.iter(W + "t", W + "delText", *_SHOWN))


# ---------------------------------------------------------------- accepting and rejecting


@dataclass(slots=True)
class Verdict:
    """How changes are resolved: single ones by id in `decided`, all others by `accepted`."""

    decided: Decisions = field(default_factory=dict)
    accepted: bool = True

    def takes(self, change: str) -> bool:
        """Return whether a change is accepted."""
        return self.decided.get(change, self.accepted)


ACCEPTED = Verdict()
REJECTED = Verdict(accepted=False)


def apply_verdict(
    of: list[TrackedPart], verdict: Verdict = ACCEPTED
) -> tuple[int, tuple[str, ...]]:
    """Accept or reject every change in the parts of a file, in place; return their number and their authors.

    Afterwards the parts are as Word leaves them, without any tracked changes.
    """
    sites = _Grouping(of).sites
    if not sites:
        return 0, ()
    called = _referenced(of)
    kept = {id(site.element): site.came is verdict.takes(site.change) for site in sites}
    ends = [site for site in sites if site.end]
    gone_with_a_move = _inside_rejected_moves(sites, kept)
    for site in sites:
        if not site.end and (site.did is Did.FORMATTED):
            _resolve_formatting(site.element, verdict.takes(site.change))
    for site in sites:
        if not site.end and site.did is not Did.FORMATTED:
            stays = kept[id(site.element)] and id(site.element) not in gone_with_a_move
            _resolve_text(site, stays)
    joined = [
        paragraph
        for site in ends
        if (paragraph := site.paragraph) is not None and not kept[id(site.element)]
    ]
    for site in ends:
        _drop(site.element)
    for paragraph in reversed(
        list(dict.fromkeys(joined))
    ):  # from the end, so that nothing is moved twice
        _join(paragraph)
    for part in of:
        for mark in list(part.root.iter(*_RANGES)):
            _drop(mark)
    _drop_notes(of, called - _referenced(of))
    return len({site.change for site in sites}), tuple(dict.fromkeys(s.author for s in sites))


def _inside_rejected_moves(sites: list[_Site], kept: Mapping[int, bool]) -> set[int]:
    """Return the insertions into a paragraph whose move there is rejected; they are removed with it."""
    gone = {
        id(site.paragraph)
        for site in sites
        if site.end and site.did is Did.MOVED and site.came and not kept[id(site.element)]
    }
    return {id(site.element) for site in sites if id(site.paragraph) in gone and not site.end}


def _resolve_formatting(element: Element, accepted: bool) -> None:
    """Remove the stored old formatting, or restore it."""
    holder = element.getparent()
    if holder is None:
        return
    if holder.tag == W + "numPr":
        _drop(element if accepted else holder)
        return
    holder.remove(element)
    if accepted or element.tag in (W + "numberingChange", W + "cellMerge"):
        return
    former = next(iter(element), None)
    if former is None:
        return
    own = [
        child for child in holder
        if child.tag in (W + "rPr", W + "sectPr", W + "cellIns", W + "cellDel",
                         W + "headerReference", W + "footerReference")
        or (child.tag in _IN | _OUT)
    ]  # fmt: skip
    for child in list(holder):
        holder.remove(child)
    first = [c for c in own if c.tag not in (W + "rPr", W + "sectPr")]
    holder.extend([*first, *former, *(c for c in own if c.tag in (W + "rPr", W + "sectPr"))])


def _resolve_text(site: _Site, stays: bool) -> None:
    element = site.element
    if site.row is not None:
        cell = _holder(element, W + "tc") if element.tag in _CELLS else None
        target, table = (site.row if cell is None else cell), _holder(site.row, W + "tbl")
        _drop(element if stays else target)
        if not stays:
            _remove_if_empty(site.row, table)
        return
    if not stays:
        holder = element.getparent()
        _drop(element)
        if (
            holder is not None
            and holder.tag in (W + "hyperlink", W + "smartTag")
            and not len(holder)
        ):
            _drop(holder)
        return
    for dead, live in _LIVE.items():
        for node in list(element.iter(dead)):
            if next(node.iterancestors(W + "del", W + "moveFrom")) is element:
                node.tag = live
    _unwrap(element)


def _remove_if_empty(row: Element, table: Element | None) -> None:
    """Remove the row if it lost its last cell, and the table if it lost its last row."""
    if next(row.iter(W + "tc"), None) is None:
        _drop(row)
    if table is not None and next(table.iter(W + "tr"), None) is None:
        _drop(table)


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        if element.tail and element.tail.strip():
            element.tail = None
        parent.remove(element)


def _unwrap(element: Element) -> None:
    for child in list(element):
        element.addprevious(child)
    _drop(element)


def _join(paragraph: Element) -> None:
    """Join a paragraph whose end is removed with the next one, which keeps its properties, as in Word."""
    content = [child for child in paragraph if child.tag != W + "pPr"]
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return
    following = _next(paragraph)
    if all(child.tag in _NOTHING for child in content):
        if following is not None or _has_other_paragraph(paragraph):
            _keep_lone_bookmarks(paragraph, content, following)
            _drop(paragraph)
        return
    if following is None or following.tag != W + "p":
        return
    at = 1 if following.find(W + "pPr") is not None else 0
    for place, child in enumerate(content):
        following.insert(at + place, child)
    _drop(paragraph)


def _has_other_paragraph(paragraph: Element) -> bool:
    """Return whether its cell, note or header, which must not be left empty, has another paragraph."""
    parent = paragraph.getparent()
    return parent is not None and any(
        child.tag == W + "p" for child in parent if child is not paragraph
    )


def _keep_lone_bookmarks(
    paragraph: Element, content: list[Element], following: Element | None
) -> None:
    """Keep the bookmark marks of a removed empty paragraph whose other end is elsewhere."""
    if following is None or following.tag != W + "p":
        return
    starts = {c.get(W + "id") for c in content if c.tag == W + "bookmarkStart"}
    ends = {c.get(W + "id") for c in content if c.tag == W + "bookmarkEnd"}
    lone = [
        c for c in content
        if c.tag in (W + "bookmarkStart", W + "bookmarkEnd") and c.get(W + "id") not in starts & ends
    ]  # fmt: skip
    at = 1 if following.find(W + "pPr") is not None else 0
    for place, child in enumerate(lone):
        following.insert(at + place, child)


def _next(paragraph: Element) -> Element | None:
    """Return the next paragraph or table in the same text, cell, note or header; None if there is none."""
    at = paragraph
    while at is not None and at.tag not in _HOLDERS:
        for sibling in at.itersiblings():
            if sibling.tag in (W + "p", W + "tbl"):
                return sibling
            found = next(sibling.iter(W + "p", W + "tbl"), None)
            if found is not None:
                return found
        at = at.getparent()
        if at is not None and at.tag not in _PASSED:
            return None
    return None


def _referenced(of: list[TrackedPart]) -> set[tuple[str, str]]:
    return {
        (_CALLS[each.tag], each.get(W + "id", ""))
        for part in of
        for each in part.root.iter(*_CALLS)
    }


def _drop_notes(of: list[TrackedPart], gone: set[tuple[str, str]]) -> None:
    """Remove the notes whose references are gone."""
    for part in of:
        for kind in ("footnote", "endnote"):
            for note in part.root.findall(W + kind):
                if (kind, note.get(W + "id", "")) in gone:
                    _drop(note)
