"""The visible content of a Word file: paragraphs and tables in reading order, with text, notes and comments.

Tracked changes are resolved before (`resolution.formats.word.reading.tracked`). Fields show their results, text boxes
follow the paragraph they are anchored to. Hidden text and pictures are not read but reported in `unread`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from resolution.formats.word.names import (
    MC,
    PIC,
    TARGET,
    Element,
    M,
    R,
    V,
    W,
    number,
    toggle,
    value,
)
from resolution.formats.word.reading.numbering import Lists
from resolution.formats.word.reading.package import Relation
from resolution.formats.word.reading.styles import Styles
from resolution.recognition.paragraphs import REMARKS, SeenCell, SeenParagraph, SeenTable
from resolution.recognition.symbol_fonts import PRIVATE, sign
from resolution.text import Inline, Mark, NoteRef, Run, folded, join

OWN_MARK = "_rd"
"""Prefix of the hidden bookmarks by which our own files identify paragraphs."""

_DEEPEST = 200
"""Elements nested deeper than this are skipped and reported; Word itself stops earlier."""

_THROUGH = frozenset(
    W + name for name in ("smartTag", "sdtContent", "customXml", "dir", "bdo", "rubyBase")
)
_SIGNS = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}  # fmt: skip
_CHROME = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "TOC", "XE", "TC", "RD"))
"""Fields that belong to the page, not to the text."""


@dataclass(slots=True)
class NoteCall:
    """A reference to a note: kind and id of the note ("footnote", "7"), and its own mark if it has one."""

    kind: str
    id: str
    mark: str = ""


@dataclass(slots=True)
class Story:
    """State shared by the parts of one file while they are read: notes referenced so far, and unread text."""

    styles: Styles
    lists: Lists
    bookmarks: dict[str, tuple[str, str]] = field(default_factory=dict)
    notes: list[NoteCall] = field(default_factory=list)
    known: dict[tuple[str, str], int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def anchor(self, kind: str, note: str) -> int:
        """Return the index of a note, in the order of first references."""
        if (kind, note) not in self.known:
            self.known[kind, note] = len(self.notes)
            self.notes.append(NoteCall(kind, note))
        return self.known[kind, note]


@dataclass(slots=True)
class _FieldInProgress:
    """A field being read: its instruction; `shown` once its result has begun, at the index `start` of the inlines."""

    instruction: str = ""
    shown: bool = False
    start: int = 0
    swallowed: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return (self.instruction.split() or [""])[0].upper()

    @property
    def argument(self) -> str:
        words = self.instruction.split()
        return words[1].strip('"') if len(words) > 1 else ""


def note_bookmarks(root: Element) -> dict[str, tuple[str, str]]:
    """Return the note within each bookmark, for references to the bookmark."""
    open_names: dict[str, str] = {}
    out: dict[str, tuple[str, str]] = {}
    tags = [
        W + n for n in ("bookmarkStart", "bookmarkEnd", "footnoteReference", "endnoteReference")
    ]
    for element in root.iter(tags):
        key = element.get(W + "id", "")
        if element.tag == tags[0]:
            open_names[key] = element.get(W + "name", "")
        elif element.tag == tags[1]:
            open_names.pop(key, None)
        else:
            kind = "footnote" if element.tag == tags[2] else "endnote"
            for name in open_names.values():
                if not name.startswith(OWN_MARK):
                    out.setdefault(name, (kind, key))
            open_names.clear()
    return out


class StoryReader:
    """Reads one part of the file (the text, a header, a note) in a single pass."""

    def __init__(
        self, story: Story, relations: dict[str, Relation], *, chrome: bool = False
    ) -> None:
        self.story = story
        self._relations = relations
        self._chrome = chrome
        self._fields: list[_FieldInProgress] = []
        self._marks: list[str] = []
        self._boxes: list[Element] = []
        self._out: list[Inline] = []
        self._style = ""
        self._own_mark: NoteCall | None = None
        self._blanks = 0
        self._depth = 0

    def blocks(self, parent: Element) -> list[SeenParagraph | SeenTable]:
        """Return the paragraphs and tables of a body, a cell, a note or a header."""
        out: list[SeenParagraph | SeenTable] = []
        for each in self._blocks(parent):
            each.blanks = self._blanks
            if isinstance(each, SeenParagraph) and each.is_blank and not each.marks:
                self._blanks += 1
                continue
            self._blanks = 0
            out.append(each)
        return out

    def finished(self) -> None:
        """Report the text inside a field that never ended."""
        for unended in self._fields:
            words = folded("".join(unended.swallowed))
            if words and not unended.shown:
                self.story.unread.append(words)
        self._fields.clear()

    # Paragraphs and tables

    def _blocks(self, parent: Element) -> Iterator[SeenParagraph | SeenTable]:
        self._depth += 1
        if self._depth > _DEEPEST:
            self.story.unread.append(folded("".join(parent.itertext())))
            self._depth -= 1
            return
        for child in parent:
            yield from self._block(child)
        self._depth -= 1

    def _block(self, child: Element) -> Iterator[SeenParagraph | SeenTable]:
        tag = child.tag
        if tag == W + "p":
            yield from self._paragraph(child)
        elif tag == W + "tbl":
            table = self._table(child)
            if table.rows:
                yield table
        elif tag == W + "bookmarkStart":
            self._bookmark(child)
        elif tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None:
                yield from self._blocks(content)
        elif tag == MC + "AlternateContent":
            chosen = _chosen(child)
            if chosen is not None:
                yield from self._blocks(chosen)
        elif tag == W + "altChunk":
            self.story.unread.append("[another file put into this one; open it by itself]")
        elif tag in _THROUGH:
            yield from self._blocks(child)

    def _bookmark(self, element: Element) -> None:
        name = element.get(W + "name", "")
        if name.startswith(OWN_MARK):
            self._marks.append(name)

    def _paragraph(self, paragraph: Element) -> Iterator[SeenParagraph | SeenTable]:
        properties = paragraph.find(W + "pPr")
        self._style = self.story.styles.of(properties)
        self._out = []
        self._inlines(paragraph)
        self._own_mark = None
        seen = self._seen(properties)
        boxes, self._boxes = self._boxes, []
        yield seen
        for box in boxes:
            yield from self._blocks(box)

    def _seen(self, properties: Element | None) -> SeenParagraph:
        story = self.story
        shape = story.styles.shape(properties, story.lists)
        label = story.lists.label(*shape.list) if shape.list else ""
        family = story.lists.family(shape.list[0]) if shape.list else ""
        seen = SeenParagraph(join(self._out), shape, label, family, tuple(self._marks))
        self._out, self._marks = [], []
        return seen

    def _table(self, table: Element) -> SeenTable:
        rows: list[list[SeenCell]] = []
        headers: set[int] = set()
        for row in _within(table, "tr"):
            properties = row.find(W + "trPr")
            if properties is not None and toggle(properties, "tblHeader"):
                headers.add(len(rows))
            rows.append([self._cell(cell) for cell in _within(row, "tc")])
        return SeenTable([row for row in rows if row], headers)

    def _cell(self, cell: Element) -> SeenCell:
        properties = cell.find(W + "tcPr")
        columns = number(value(properties, "gridSpan")) or 1
        merge = value(properties, "vMerge")
        held, self._blanks = self._blanks, 0
        content = list(self._blocks(cell))
        self._blanks = held
        return SeenCell(
            content, max(1, min(columns, 60)), "continue" if merge == "" else merge or ""
        )

    # Words

    def _inlines(self, parent: Element) -> None:
        self._depth += 1
        for child in parent if self._depth <= _DEEPEST else ():
            self._inline(child)
        self._depth -= 1

    def _inline(self, child: Element) -> None:
        tag = child.tag
        if tag == W + "r":
            self._run(child)
        elif tag == W + "hyperlink":
            self._linked(child, self._address(child))
        elif tag == W + "bookmarkStart":
            self._bookmark(child)
        elif tag == W + "fldSimple":
            self._fields.append(_FieldInProgress(child.get(W + "instr", ""), True))
            self._begin_result(self._fields[-1])
            self._inlines(child)
            self._end_field()
        elif tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None:
                self._inlines(content)
        elif tag == MC + "AlternateContent":
            chosen = _chosen(child)
            if chosen is not None:
                self._inlines(chosen)
        elif tag in (M + "oMath", M + "oMathPara"):
            self._equation(child)
        elif tag in _THROUGH:
            self._inlines(child)
        elif tag == W + "subDoc":
            self.story.unread.append("[another document put into this one; open it by itself]")

    def _linked(self, parent: Element, href: str) -> None:
        before = len(self._out)
        self._inlines(parent)
        self._set_link(before, href)

    def _set_link(self, before: int, href: str) -> None:
        if href:
            self._out[before:] = [
                replace(i, href=href) if isinstance(i, Run) else i for i in self._out[before:]
            ]

    def _address(self, link: Element) -> str:
        relation = self._relations.get(link.get(R + "id", ""))
        within = link.get(W + "anchor", "")
        if relation is None and within.startswith(TARGET):
            return f"#{within.removeprefix(TARGET)}"
        if relation is None or not relation.outside:
            return ""
        anchor = link.get(W + "anchor", "")
        return f"{relation.target}#{anchor}" if anchor else relation.target

    def _equation(self, element: Element) -> None:
        words = "".join(t.text or "" for t in element.iter(M + "t"))
        self._add(words, Mark.NONE)
        self.story.unread.append(f"[equation] {folded(words)}".strip())

    def _run(self, run: Element) -> None:
        look = run.find(W + "rPr")
        marks, hidden = self.story.styles.marks(look, self._style)
        start = len(self._out)
        for child in run:
            self._piece(child, marks, look)
        if hidden and not self._chrome:
            self._hide(start)

    def _hide(self, start: int) -> None:
        words = folded("".join(i.text for i in self._out[start:] if isinstance(i, Run)))
        self._out[start:] = [i for i in self._out[start:] if isinstance(i, NoteRef)]
        if words:
            self.story.unread.append(f"[hidden text] {words}")

    def _piece(self, child: Element, marks: Mark, look: Element | None) -> None:
        tag = child.tag
        if tag == W + "t":
            self._add(_words(child.text or "", look), marks)
        elif tag in _SIGNS:
            self._add(_SIGNS[tag], marks)
        elif tag == W + "fldChar":
            self._field_sign(child.get(W + "fldCharType", ""))
        elif tag == W + "instrText":
            if self._fields and not self._fields[-1].shown:
                self._fields[-1].instruction += child.text or ""
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            self._call(child)
        elif tag == W + "commentReference":
            self._remark(child.get(W + "id", ""))
        elif tag == W + "sym":
            self._symbol(child, marks)
        elif tag in (W + "drawing", W + "pict", W + "object"):
            self._drawn(child)
        elif tag == MC + "AlternateContent":
            chosen = _chosen(child)
            for inner in chosen if chosen is not None else ():
                self._piece(inner, marks, look)
        elif tag == W + "ruby":
            self._inlines(child)

    def _is_shown(self) -> bool:
        return all(f.shown and f.name not in ("NOTEREF", "FTNREF", *_CHROME) for f in self._fields)

    def _add(self, words: str, marks: Mark) -> None:
        if not words:
            return
        unshown = next((f for f in self._fields if not f.shown), None)
        if unshown:
            unshown.swallowed.append(words)
        if not self._is_shown():
            return
        if self._own_mark is not None:
            if not self._own_mark.mark or Mark.SUPER in marks:
                self._own_mark.mark += words.strip()
                return
            # LibreOffice writes such a mark a second time when it saves.
            words = words.removeprefix(self._own_mark.mark)
            self._own_mark = None
        self._out.append(Run(words, marks))

    def _symbol(self, element: Element, marks: Mark) -> None:
        font, code = element.get(W + "font", ""), element.get(W + "char", "")
        try:
            shown = sign(int(code, 16), font)
        except ValueError:
            shown = ""
        if not shown:
            self.story.unread.append(f"[sign {code} of the font {font}]")
        self._add(shown or "\N{REPLACEMENT CHARACTER}", marks)

    # Notes, remarks, fields

    def _call(self, element: Element) -> None:
        kind = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        if not self._is_shown():
            return
        index = self.story.anchor(kind, element.get(W + "id", ""))
        self._out.append(NoteRef(index))
        own = element.get(W + "customMarkFollows") in ("1", "true", "on")
        if own and not self.story.notes[index].mark:
            self._own_mark = self.story.notes[index]

    def _remark(self, key: str) -> None:
        self._out.append(NoteRef(REMARKS + len(self.story.remarks)))
        self.story.remarks.append(key)

    def _field_sign(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_FieldInProgress())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
            self._begin_result(self._fields[-1])
        elif kind == "end" and self._fields:
            self._end_field()

    def _begin_result(self, begun: _FieldInProgress) -> None:
        begun.start = len(self._out)

    def _end_field(self) -> None:
        ended = self._fields.pop()
        if ended.name in ("NOTEREF", "FTNREF") and self._is_shown():
            held = self.story.bookmarks.get(ended.argument)
            if held:
                self._out.append(NoteRef(self.story.anchor(*held)))
        elif ended.name == "HYPERLINK" and ended.shown and not ended.argument.startswith("\\"):
            self._set_link(min(ended.start, len(self._out)), ended.argument)

    # Pictures and boxes

    def _drawn(self, element: Element) -> None:
        boxes = [box for box in element.iter(W + "txbxContent") if not _is_inside(box, element)]
        self._boxes.extend(boxes)
        shown = next(element.iter(PIC + "pic", V + "imagedata"), None)
        if self._chrome or boxes:
            return
        if element.tag == W + "object":
            self.story.unread.append("[embedded object]")
        elif shown is not None:
            described = next((e.get("descr") or "" for e in element.iter() if e.get("descr")), "")
            self.story.unread.append(
                f"[picture: {folded(described)}]" if described else "[picture]"
            )


def _is_inside(box: Element, top: Element) -> bool:
    """Return whether a box is nested in another one, or in a fallback whose first choice has the box too."""
    for parent in box.iterancestors():
        if parent is top:
            return False
        if parent.tag == W + "txbxContent":
            return True
        if parent.tag == MC + "Fallback":
            choice = parent.getparent().find(MC + "Choice")
            return choice is not None and next(choice.iter(W + "txbxContent"), None) is not None
    return False


def _chosen(element: Element) -> Element | None:
    """Return the alternative to read: the first choice with content, else the fallback."""
    choices = element.findall(MC + "Choice")
    fallback = element.find(MC + "Fallback")
    for choice in choices:
        if len(choice):
            return choice
    return fallback


def _within(parent: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, including those in content controls."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            yield from _within(child, name)


def _words(words: str, look: Element | None) -> str:
    """Return the text of a run without soft hyphens, and with private-use characters replaced by what they show."""
    words = words.replace("\N{SOFT HYPHEN}", "").replace("\N{ZERO WIDTH NO-BREAK SPACE}", "")
    if not PRIVATE.search(words):
        return words
    fonts = None if look is None else look.find(W + "rFonts")
    font = "Symbol" if fonts is None else fonts.get(W + "ascii", "Symbol")
    return PRIVATE.sub(lambda found: sign(ord(found[0]), font) or found[0], words)
