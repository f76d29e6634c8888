"""Converts Akoma Ntoso elements to lines: every paragraph in document order, with its text and its element's shape.

Covers the shapes in the published files: items in lists, in paragraphs or in the text, headings before numbers,
continuations in wrapUp, alinea or plain paragraphs, embedded drafts inside a paragraph. `read_blocks` then decides what
each line is.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any

from resolution.formats.akn.names import AKN, OWN, marks_of
from resolution.model import Cell, Note, Table
from resolution.text import Inline, Mark, NoteRef, Run, Text, join, plain, strip

Element = Any
"""An lxml element; lxml has no types."""


class AknShape(Enum):
    """What a line is according to its element."""

    FORMULA = auto()
    RECITAL = auto()
    CLAUSE = auto()
    POINT = auto()
    REST = auto()
    HEADING = auto()
    BLOCK = auto()
    TABLE = auto()
    UNKNOWN = auto()


@dataclass(slots=True)
class AknLine:
    """A paragraph of the file.

    depth:  number of lists around it; style: its class, a hint at most
    own:    our own attributes of its element, with "id" for its GUID; empty in other files
    filler: exists only because the schema requires an element
    unknown: elements next to its text written by a newer version of ours; an UNKNOWN line has nothing else
    """

    shape: AknShape
    text: Text = ()
    num: str = ""
    depth: int = 0
    style: str = ""
    quoted: bool = False
    preamble: bool = False
    table: Table | None = None
    own: Mapping[str, str] = field(default_factory=dict)
    filler: bool = False
    unknown: list[Element] = field(default_factory=list)


CLAUSES = frozenset(("paragraph", "article", "clause", "subparagraph", "rule", "hcontainer"))
POINTS = frozenset(("point", "item", "indent", "alinea", "subclause", "subrule"))
SECTIONS = frozenset(
    [
        "section",
        "subsection",
        "part",
        "subpart",
        "chapter",
        "subchapter",
        "title",
        "subtitle",
        "book",
        "tome",
        "division",
        "transitional",
        "proviso",
        "subdivision",
        "level",
    ]
)
LISTS = frozenset(("list", "sublist", "blockList", "subList"))
HEADS = frozenset(("heading", "subheading"))
TEXTS = frozenset(("p", "block", "listIntroduction", "listWrapUp", "crossHeading", "longTitle"))
EMBEDDED = frozenset(("embeddedStructure", "quotedStructure"))
LABEL_ALONE = re.compile(
    r"(?:[IVXLC]+|[A-Z]|\d{1,2}|[一二三四五六七八九十]+|[АБВГДЕ]"
    r"|ألف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء|ياء|أولا|ثانيا|ثالثا|رابعا|خامسا)\s*[.、]?",
)
"""A heading that consists of a number or a letter only."""


def name_of(element: Element) -> str:
    """Return the element's name without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def own(element: Element) -> dict[str, str]:
    """Return our own attributes of an element by their plain names, and its GUID as "id"."""
    prefix = f"{{{OWN}}}"
    found = {k[len(prefix) :]: v for k, v in element.attrib.items() if k.startswith(prefix)}
    if guid := element.get("GUID"):
        found["id"] = guid
    return found


def is_unknown(element: Element) -> bool:
    """Return whether an element in the text of our own file is from a newer version and is not text."""
    return element.tag == f"{{{AKN}}}foreign" or str(element.tag).startswith(f"{{{OWN}}}")


class InlineReader:
    """Reads the running text of one file, and collects its notes.

    ours: the file is our own, so that spaces, marks and numbers are taken literally
    """

    def __init__(
        self,
        ours: bool,
        lead_typeface: Mark,
        size: int = 0,
        names: Mapping[str, str] | None = None,
    ) -> None:
        """Begin with no notes. size: the number of note elements in the file; note indexes are below it.

        names: the GUIDs of elements by their eId, to resolve links within the file
        """
        self._names = names or {}
        self.ours = ours
        self._size = size
        self.lead_typeface = lead_typeface
        self.notes: dict[int, Note] = {}
        self._referred: set[int] = set()
        self._by_mark: dict[str, int] = {}
        self._markers: list[str] = []
        self._listed: dict[str, int] = {}

    def listed(self, element: Element) -> None:
        """Read a note in the metadata, which has no reference or is referenced by a noteRef."""
        self._listed[element.get("eId") or ""] = self.note(element)

    def text(self, element: Element, leads: bool = False) -> Text:
        """Return the text of an element. leads: mark its first span as a lead if it looks like one."""
        out: list[Inline] = []
        self._inlines(element, Mark.NONE, "", out, leads)
        return self._tidied(join(out))

    def parts(self, element: Element, leads: bool = False) -> Iterator[Text | Element]:
        """Yield the text of an element, interleaved with the structures embedded in it."""
        if not any(name_of(child) in EMBEDDED for child in element):
            yield self.text(element, leads)
            return
        out: list[Inline] = []
        _words(element.text, Mark.NONE, "", out)
        for child in element:
            if name_of(child) in EMBEDDED:
                if piece := self._tidied(join(out)):
                    yield piece
                out = []
                yield child
            else:
                self._inline(child, Mark.NONE, "", out, leads and not out)
            _words(child.tail, Mark.NONE, "", out)
        if piece := self._tidied(join(out)):
            yield piece

    def label_text(self, element: Element) -> tuple[Run, ...]:
        """Return the runs of a label without reading its notes."""
        out: list[Inline] = []
        _words(element.text, Mark.NONE, "", out)
        for child in element:
            if name_of(child) != "authorialNote":
                out += self.label_text(child)
            _words(child.tail, Mark.NONE, "", out)
        return tuple(run for run in out if isinstance(run, Run))

    def label(self, element: Element) -> str:
        """Return the text of a number or label."""
        words = plain(self.text(element))
        return words if self.ours else " ".join(words.split())

    def _tidied(self, text: Text) -> Text:
        if self.ours:
            return text
        out: list[Inline] = []
        for inline in text:
            bare = isinstance(inline, Run) and inline.marks == Mark.SUPER and inline.text.strip()
            if bare == ")" and out and isinstance(out[-1], NoteRef) and len(out) > 1:
                before = out[-2]
                if isinstance(before, Run) and before.marks == Mark.SUPER and before.text == "(":
                    del out[-2]
                    continue
            out.append(inline)
        text = join(out)
        words = plain(text)
        return text if words == words.strip() else strip(text)

    def _inlines(
        self, element: Element, marks: Mark, href: str, out: list[Inline], leads: bool
    ) -> None:
        _words(element.text, marks, href, out)
        for child in element:
            self._inline(child, marks, href, out, leads and not out)
            _words(child.tail, marks, href, out)

    def _inline(
        self, element: Element, marks: Mark, href: str, out: list[Inline], leads: bool
    ) -> None:
        name = name_of(element)
        match name:
            case "authorialNote" | "note":
                out.append(self._anchor(element))
            case "noteRef":
                target = (element.get("href") or "").lstrip("#")
                if target in self._listed:
                    out.append(NoteRef(self._listed[target]))
            case "sup":
                self._raised(element, marks, href, out)
            case "eol" | "br":
                out.append(Run("\n", marks, href))
            case "span" | "i" | "b" | "u":
                self._inlines(element, self._marks(element, name, marks, leads), href, out, False)
            case "a" | "ref" | "rref" | "mref":
                target = own(element).get("href") or self._target(element.get("href") or "")
                self._inlines(element, marks, href or target, out, False)
            case "" | "img" | "marker":
                pass
            case _:
                self._inlines(element, marks, href, out, leads)

    def _target(self, href: str) -> str:
        """Return the target of a link; within the file, by the target's name."""
        name = self._names.get(href[1:]) if href.startswith("#") else None
        return f"#{name}" if name else href

    def _marks(self, element: Element, name: str, marks: Mark, leads: bool) -> Mark:
        if (exact := own(element).get("marks")) is not None:
            return marks | marks_of(exact)
        plain_name = {"i": "italic", "b": "bold", "u": "underline"}.get(name, "")
        found = marks_of(plain_name or element.get("class") or "")
        if self.ours and leads and found == self.lead_typeface and marks == Mark.NONE:
            return Mark.LEAD
        return marks | found

    def _raised(self, element: Element, marks: Mark, href: str, out: list[Inline]) -> None:
        """Read a superscript: a repeated note reference, or text."""
        if (index := self._index(own(element).get("note", ""))) is not None:
            self._referred.add(index)
            out.append(NoteRef(index))
            return
        inside: list[Inline] = []
        self._inlines(element, marks | Mark.SUPER, href, inside, False)
        words = "".join(i.text for i in inside if isinstance(i, Run)).strip()
        if self.ours or not re.fullmatch(r"\d+(?:\s*[,–-]\s*\d+)*|\*+", words) or _is_power(out):
            out.extend(inside)
            return
        pieces = re.split(r"(\d+|\*+)", words)
        known = [self._known(piece) for piece in pieces[1::2]]
        if any(index is None for index in known):
            out.extend(inside)
            return
        for piece, note in zip(pieces[::2], [*known, None], strict=True):
            if piece:
                out.append(Run(piece, marks | Mark.SUPER, href))
            if note is not None:
                out.append(NoteRef(note))

    def _known(self, mark: str) -> int | None:
        """Return the note that a repeated mark refers to.

        Files of the Human Rights Council number their notes from 2 although the text prints them from 1. There, and
        wherever the first number is not 1, marks are resolved by order.
        """
        first = next((m for m in self._markers if m.isdigit()), "1")
        if first != "1" and mark.isdigit():
            return int(mark) - 1 if 0 < int(mark) <= len(self._markers) else None
        return self._by_mark.get(mark)

    def _index(self, words: str) -> int | None:
        """Return the note index given in a file of our own; None if it is absent or out of range."""
        if not words.isdecimal() or len(words) > 6 or int(words) >= self._size:
            return None
        return int(words)

    def _anchor(self, element: Element) -> NoteRef:
        return NoteRef(self.note(element))

    def note(self, element: Element) -> int:
        """Read a note and return its index."""
        given = self._index(own(element).get("note", ""))
        index = len(self.notes) if given is None or given in self.notes else given
        while index in self.notes:
            index += 1
        marker = element.get("marker") or ""
        self._markers.append(marker)
        self._by_mark[marker] = index
        self.notes[index] = Note(None)
        text: Text | None = self._note_text(element)
        mine = own(element).get("mark")
        mark = mine if mine is not None else ("" if marker.isdigit() or not marker else marker)
        if not text and own(element).get("text") != "empty":
            text = None
            mark = marker if not self.ours else mark
        self.notes[index] = Note(text, mark)
        return index

    def _note_text(self, element: Element) -> Text:
        paragraphs = self.paragraphs(element)
        text: Text = ()
        for number, paragraph in enumerate(paragraphs):
            text = join(text, (Run("\n"),) if number else (), paragraph)
        return text if self.ours else _without_brackets(text)

    def paragraphs(self, element: Element) -> list[Text]:
        """Return the paragraphs of a note or cell, whatever their elements; empty ones only in our own files."""
        if self.ours:
            return [self.text(p) for p in element if name_of(p) in TEXTS]
        if not any(name_of(child) in TEXTS or name_of(child) in LISTS for child in element):
            found = [self.text(element)]
        else:
            loose: list[Inline] = []
            found = []
            _words(element.text, Mark.NONE, "", loose)
            for child in element:
                found += [strip(join(loose)), self.text(child)]
                loose = []
                _words(child.tail, Mark.NONE, "", loose)
            found.append(strip(join(loose)))
        return [text for text in found if text]

    def gathered(self) -> tuple[Note, ...]:
        """Return the notes in the order of their indexes."""
        size = max(self.notes.keys() | self._referred, default=-1) + 1
        return tuple(self.notes.get(index, Note(None)) for index in range(size))


def _words(words: str | None, marks: Mark, href: str, out: list[Inline]) -> None:
    """Add literal text, without the line breaks of pretty-printed files, which become spaces between words."""
    if words and "\n" in words:
        before = out[-1].text[-1:] if out and isinstance(out[-1], Run) else ""
        apart = before.strip() and re.match(r"\s*\n\s*\w", words) and words.strip(" \n")
        words = (" " if apart else "") + _without_indent(words)
    if words:
        out.append(Run(words, marks, href))


def _without_indent(words: str) -> str:
    if not words.strip(" \n"):
        return ""
    return re.sub(r" *\n[ \n]*", lambda match: _joint(match, words), words)


def _joint(match: re.Match[str], words: str) -> str:
    before, after = words[: match.start()], words[match.end() :]
    return " " if before.strip() and after.strip() and after[:1] != "\t" else ""


def all_bold(text: Text) -> bool:
    """Return whether every word is bold."""
    runs = [i for i in text if isinstance(i, Run) and i.text.strip()]
    return bool(runs) and all(Mark.BOLD in run.marks for run in runs)


def without_bold(text: Text) -> Text:
    """Return a heading or title without its bold, if it is bold throughout."""
    if not all_bold(text):
        return text
    return join(replace(i, marks=i.marks & ~Mark.BOLD) if isinstance(i, Run) else i for i in text)


def _is_power(before: list[Inline]) -> bool:
    """Return whether a superscript number here would be the power of a unit: km², m³."""
    last = before[-1] if before else None
    return isinstance(last, Run) and re.search(r"(?<![^\W\d_])[kcm]?m$", last.text) is not None


def _without_brackets(text: Text) -> Text:
    """Return an Arabic note without the empty brackets left around its number."""
    words = plain(text)
    found = re.match(r"\s*\(\s*\)\s*", words)
    if not found or not isinstance(text[0], Run):
        return text
    rest, out = found.end(), []
    for inline in text:
        if isinstance(inline, Run) and rest:
            taken = min(rest, len(inline.text))
            inline, rest = replace(inline, text=inline.text[taken:]), rest - taken
        out.append(inline)
    return strip(join(out))


class BodyWalker:
    """Walks through the body of one document and yields its lines in order."""

    def __init__(self, words: InlineReader) -> None:
        self.words = words
        self.stray: list[str] = []

    def lines(self, element: Element, preamble: bool = False) -> Iterator[AknLine]:
        """Yield the lines of a preamble or body."""
        self._stray(element.text)
        for child in element:
            for line in self._element(child, 0, False, preamble):
                line.preamble = preamble
                yield line
            self._stray(child.tail)

    def _stray(self, words: str | None) -> None:
        if words and words.strip():
            self.stray.append(words.strip())

    def _element(
        self, element: Element, depth: int, quoted: bool, preamble: bool
    ) -> Iterator[AknLine]:
        name = name_of(element)
        own_values = own(element)
        if own_values.get("filler"):
            return
        if self.words.ours and is_unknown(element):
            yield AknLine(AknShape.UNKNOWN, unknown=[element])
        elif name == "formula" or (name == "container" and element.get("name") == "formula"):
            yield from self._container(element, AknShape.FORMULA, depth, quoted)
        elif name == "container":
            yield from self._container(element, AknShape.RECITAL, depth, quoted)
        elif name in SECTIONS:
            yield from self._section(element, depth, quoted)
        elif name in CLAUSES or name in POINTS:
            yield from self._clause(element, depth, quoted)
        elif name in LISTS:
            yield from self._list(element, depth + 1, quoted)
        elif name == "table":
            yield self._table(element, depth, quoted)
        elif name == "crossHeading":
            recital = element.get("refersTo") == "#preamble"
            shape = AknShape.RECITAL if recital else AknShape.HEADING
            yield from self._words_of(element, shape, depth, quoted)
        elif name == "block":
            heading = element.get("name") == "heading"
            yield from self._words_of(
                element, AknShape.HEADING if heading else AknShape.BLOCK, depth, quoted
            )
        elif name in HEADS:
            yield from self._words_of(element, AknShape.HEADING, depth, quoted)
        elif name in TEXTS:
            shape = AknShape.REST if depth else AknShape.RECITAL if preamble else AknShape.CLAUSE
            yield from self._words_of(element, shape, depth, quoted)
        elif name:
            yield from self._unknown(element, depth, quoted, preamble)

    def _unknown(
        self, element: Element, depth: int, quoted: bool, preamble: bool
    ) -> Iterator[AknLine]:
        if len(element):
            self._stray(element.text)
            for child in element:
                yield from self._element(child, depth, quoted, preamble)
                self._stray(child.tail)
        elif (element.text or "").strip():
            yield from self._words_of(element, AknShape.REST, depth, quoted)

    def _words_of(
        self, element: Element, shape: AknShape, depth: int, quoted: bool
    ) -> Iterator[AknLine]:
        """Yield a text element as a line, and the lines of the structures embedded in it."""
        first = True
        for part in self.words.parts(element, leads=shape in (AknShape.RECITAL, AknShape.CLAUSE)):
            if isinstance(part, tuple):
                yield AknLine(
                    shape if first else AknShape.REST, part, "", depth,
                    element.get("class") or "", quoted, own=own(element),
                )  # fmt: skip
                first = False
            else:
                for child in part:
                    yield from self._element(child, 0, True, False)
                    self._stray(child.tail)

    def _paragraphs(self, element: Element, depth: int, quoted: bool) -> Iterator[AknLine]:
        """Yield the paragraphs of a wrapUp."""
        self._stray(element.text)
        for child in element:
            if name_of(child) in TEXTS:
                yield from self._words_of(child, AknShape.REST, depth, quoted)
            elif name_of(child):
                yield from self._element(child, depth, quoted, False)
            self._stray(child.tail)

    def _container(
        self, element: Element, shape: AknShape, depth: int, quoted: bool
    ) -> Iterator[AknLine]:
        """Yield a formula or preambular paragraph with its items, or a table in a container."""
        ours = own(element)
        owner = AknLine(shape, (), "", depth, element.get("class") or "", quoted, own=ours)
        said = False
        self._stray(element.text)
        for child in element:
            name = name_of(child)
            if name == "table":
                table = self._table(child, depth, quoted)
                table.own = ours if not said else table.own
                said = True
                yield table
            elif name in ("p", "block") and not said and not self._kind_of_own(child):
                said = yield from self._own_text(child, owner)
            elif name in ("p", "block"):
                heading = name == "block" and child.get("name") == "heading"
                yield from self._words_of(
                    child, AknShape.HEADING if heading else AknShape.REST, depth + 1, quoted
                )
            elif name in LISTS:
                yield from self._list(child, depth + 1, quoted, None if said else owner)
                said = True
            elif name:
                yield from self._element(child, depth, quoted, True)
            self._stray(child.tail)

    def _kind_of_own(self, element: Element) -> bool:
        return self.words.ours and "kind" in own(element)

    def _own_text(self, element: Element, owner: AknLine) -> Generator[AknLine, None, bool]:
        """Yield the owner with the text of an element, then the lines embedded in it.

        Returns whether the owner was yielded.
        """
        leads = owner.shape in (AknShape.RECITAL, AknShape.CLAUSE, AknShape.POINT)
        said = False
        for part in self.words.parts(element, leads):
            if isinstance(part, tuple):
                yield (
                    replace(owner, text=part)
                    if not said
                    else AknLine(AknShape.REST, part, "", owner.depth + 1, "", owner.quoted)
                )
                said = True
            else:
                for child in part:
                    yield from self._element(child, 0, True, False)
                    self._stray(child.tail)
        return said

    def _section(self, element: Element, depth: int, quoted: bool) -> Iterator[AknLine]:
        """Yield the headings of a section, then its content."""
        num = ""
        self._stray(element.text)
        for child in element:
            name = name_of(child)
            if name == "num":
                num = self.words.label(child)
            elif name in HEADS:
                yield AknLine(
                    AknShape.HEADING, self.words.text(child), num, depth,
                    element.get("class") or "", quoted, own=own(element),
                )  # fmt: skip
                num = ""
            else:
                if num:
                    yield AknLine(AknShape.HEADING, (), num, depth, "", quoted)
                    num = ""
                yield from self._element(child, depth, quoted, False)
            self._stray(child.tail)
        if num:
            yield AknLine(AknShape.HEADING, (), num, depth, "", quoted)

    def _clause(self, element: Element, depth: int, quoted: bool) -> Iterator[AknLine]:
        """Yield a paragraph or point: its headings, its own text, and what belongs to it."""
        name = name_of(element)
        shape = (
            AknShape.CLAUSE
            if name in CLAUSES
            else AknShape.POINT
            if name != "alinea"
            else AknShape.REST
        )
        ours = own(element)
        owner = AknLine(shape, (), "", depth, element.get("class") or "", quoted, own=ours)
        has_body = any(name_of(c) not in ("num", "", *HEADS) for c in element)
        said = False
        self._stray(element.text)
        for child in element:
            kind = name_of(child)
            if kind == "num":
                owner.num = self.words.label(child)
            elif kind in HEADS:
                heading = replace(owner, shape=AknShape.HEADING, text=self.words.text(child))
                if has_body:
                    heading.num, heading.own = "", {}
                else:
                    said = True
                yield heading
                owner.num = owner.num if has_body else ""
            elif kind in ("content", "intro"):
                said = (yield from self._content(child, owner, said)) or said
            elif kind == "alinea" and not said:
                said = yield from self._first_alinea(child, owner)
            elif kind in TEXTS and not said:
                said = yield from self._own_text(child, owner)
            elif kind in TEXTS:
                yield from self._words_of(child, AknShape.REST, depth + 1, quoted)
            elif kind in LISTS:
                yield from self._list(child, depth + 1, quoted, None if said else owner)
                said = True
            elif kind == "wrapUp":
                yield from self._paragraphs(child, depth + 1, quoted)
            elif kind:
                if not said and owner.num:
                    yield owner
                    said = True
                yield from self._element(child, depth + (kind in POINTS), quoted, False)
            self._stray(child.tail)
        if not said and owner.num:
            yield owner

    def _first_alinea(self, element: Element, owner: AknLine) -> Generator[AknLine, None, bool]:
        """Yield the alinea with the text of the paragraph itself. Returns whether the owner was yielded."""
        said = False
        for child in element:
            if name_of(child) in ("content", "intro"):
                said = (yield from self._content(child, owner, said)) or said
            elif name_of(child):
                yield from self._element(child, owner.depth, owner.quoted, False)
            self._stray(child.tail)
        return said

    def _content(
        self, element: Element, owner: AknLine, said: bool
    ) -> Generator[AknLine, None, bool]:
        """Yield the content of a content or intro element. Returns whether the owner was yielded."""
        self._stray(element.text)
        for child in element:
            name = name_of(child)
            if name == "table":
                table = self._table(child, owner.depth, owner.quoted)
                if not said:
                    table.own, said = owner.own, True
                yield table
            elif name in TEXTS and not said:
                said = yield from self._own_text(child, owner)
            elif name in TEXTS:
                yield from self._words_of(child, AknShape.REST, owner.depth + 1, owner.quoted)
            elif name in LISTS:
                yield from self._list(child, owner.depth + 1, owner.quoted, None if said else owner)
                said = True
            elif name:
                yield from self._element(child, owner.depth, owner.quoted, False)
            self._stray(child.tail)
        return said

    def _list(
        self, element: Element, depth: int, quoted: bool, owner: AknLine | None = None
    ) -> Iterator[AknLine]:
        """Yield a list. Its introduction is the text of its owner; a nested list is one level deeper."""
        self._stray(element.text)
        for child in element:
            name = name_of(child)
            said = owner is None
            if owner is not None and name == "intro":
                said = yield from self._content(child, owner, False)
                owner = None if said else owner
            elif owner is not None and name == "listIntroduction":
                said = yield from self._own_text(child, owner)
                owner = None if said else owner
            else:
                if owner is not None and name:
                    if owner.num or not self.words.ours:
                        yield owner
                    owner = None
                if name == "wrapUp":
                    yield from self._paragraphs(child, depth, quoted)
                elif name in LISTS:
                    yield from self._list(child, depth + 1, quoted)
                else:
                    yield from self._element(child, depth, quoted, False)
            self._stray(child.tail)

    def _table(self, element: Element, depth: int, quoted: bool) -> AknLine:
        rows = []
        for row in element.iter("{*}tr"):
            if not own(row).get("filler"):
                cells = [self._cell(c) for c in row if name_of(c) in ("td", "th")]
                rows.append(tuple(cell for cell in cells if cell is not None))
        return AknLine(
            AknShape.TABLE, (), "", depth, "", quoted, table=Table(tuple(rows)), own=own(element)
        )

    def _cell(self, element: Element) -> Cell | None:
        if own(element).get("filler"):
            return None
        return Cell(
            tuple(self.words.paragraphs(element)),
            _whole(element.get("colspan")),
            _whole(element.get("rowspan")),
            name_of(element) == "th",
        )


def _whole(number: str | None) -> int:
    words = (number or "").strip()
    return int(words) if words.isdecimal() and len(words) < 4 else 1
