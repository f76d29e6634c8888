"""The manuscript that a Word file holds: the pages are laid out from the very file that Word gets.

So every number (margins, stops, sizes, gaps, heads) is Word's, and a changed letterhead changes both. Read is what our
templates write: paragraphs, tables, fields, notes and drawings of WordprocessingML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.parser import parse_xml

from desktop.pages.manuscript import (
    Block,
    CharacterFormat,
    Drawn,
    GridTable,
    Inline,
    LineEnd,
    Manuscript,
    NoteMark,
    PageNumber,
    PageSetup,
    ParagraphFormat,
    Picture,
    PrintCell,
    PrintParagraph,
    PrintRow,
    Stroke,
    TabStep,
    TextRun,
)

_NAMES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}
_URIS = {prefix: uri for uri, prefix in _NAMES.items()}

TWIP = 1 / 20
"""A twip in points."""

EMU = 1 / 12700
"""An English metric unit in points."""

_NATIVE_RULE = Stroke(144.0, 0.5)
"""The rule that Word itself draws above notes: two inches."""

_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}

Properties = dict[str, Any]


def _q(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_URIS[prefix]}}}{local}"


_VAL = _q("w:val")


def _child(element: Any, name: str) -> Any:
    return None if element is None else element.find(_q(name))


def _name(element: Any) -> str:
    """Return "w:p" for an element; its plain tag where its namespace is none of ours."""
    tag = element.tag
    if not isinstance(tag, str) or not tag.startswith("{"):
        return ""
    uri, _, local = tag[1:].partition("}")
    return f"{_NAMES[uri]}:{local}" if uri in _NAMES else local


def _number(element: Any, name: str, unit: float = TWIP) -> float | None:
    value = None if element is None else element.get(_q(name))
    return None if value is None else float(value) * unit


def _on(element: Any) -> bool:
    return element.get(_VAL) not in ("0", "false", "off", "none")


@dataclass(slots=True)
class _Style:
    based_on: str
    paragraph: Properties
    words: Properties


def _word_properties(element: Any) -> Properties:
    """Return what a `w:rPr` sets, by the names of `CharacterFormat`."""
    found: Properties = {}
    for child in () if element is None else element:
        value = child.get(_VAL)
        match _name(child):
            case "w:rFonts":
                for name, attribute in (
                    ("font", "w:ascii"),
                    ("complex_font", "w:cs"),
                    ("eastern_font", "w:eastAsia"),
                ):
                    if given := child.get(_q(attribute)):
                        found[name] = given
            case "w:b":
                found["bold"] = _on(child)
            case "w:i":
                found["italic"] = _on(child)
            case "w:u":
                found["underlined"] = _on(child)
            case "w:strike":
                found["struck"] = _on(child)
            case "w:sz":
                found["size"] = float(value) / 2
            case "w:spacing":
                found["spacing"] = float(value) * TWIP
            case "w:w":
                found["scale"] = float(value) / 100
            case "w:kern":
                found["kern_from"] = float(value) / 2
            case "w:position":
                found["lift"] = float(value) / 2
            case "w:vertAlign":
                found["raised"] = value == "superscript"
            case "w:color":
                found["colour"] = "000000" if value == "auto" else value
            case "w:rStyle":
                found["style"] = value
    return found


def _paragraph_properties(element: Any) -> Properties:
    """Return what a `w:pPr` sets, by the names of `ParagraphFormat`."""
    found: Properties = {}
    for child in () if element is None else element:
        match _name(child):
            case "w:pStyle":
                found["style"] = child.get(_VAL)
            case "w:keepNext":
                found["keep_next"] = _on(child)
            case "w:keepLines":
                found["keep_lines"] = _on(child)
            case "w:pageBreakBefore":
                found["new_page"] = _on(child)
            case "w:widowControl":
                found["widow_control"] = _on(child)
            case "w:suppressLineNumbers":
                found["uncounted"] = _on(child)
            case "w:bidi":
                found["right_to_left"] = _on(child)
            case "w:jc":
                found["align"] = child.get(_VAL)
            case "w:pBdr":
                found["rule_below"] = _paragraph_rule(_child(child, "w:bottom"))
            case "w:spacing":
                found.update(_spacing(child))
            case "w:ind":
                found.update(_indents(child))
            case "w:tabs":
                found["tabs"] = [
                    (tab.get(_VAL), float(tab.get(_q("w:pos"))) * TWIP)
                    for tab in child.findall(_q("w:tab"))
                ]
    return found


def _paragraph_rule(border: Any) -> tuple[float, float]:
    if border is None or not _on(border):
        return (0.0, 0.0)
    return (_number(border, "w:sz", 1 / 8) or 0.0, _number(border, "w:space", 1.0) or 0.0)


def _spacing(element: Any) -> Properties:
    found: Properties = {}
    for name in ("before", "after"):
        value = _number(element, f"w:{name}")
        if value is not None:
            found[name] = value
    line = element.get(_q("w:line"))
    rule = element.get(_q("w:lineRule"))
    if line is not None:
        found["rule"] = rule or "auto"
        found["line"] = float(line) / 240 if found["rule"] == "auto" else float(line) * TWIP
    return found


def _indents(element: Any) -> Properties:
    found: Properties = {}
    for name, other, key in (("w:left", "w:start", "left"), ("w:right", "w:end", "right")):
        value = _number(element, name)
        value = _number(element, other) if value is None else value
        if value is not None:
            found[key] = value
    hanging, first = _number(element, "w:hanging"), _number(element, "w:firstLine")
    if hanging is not None:
        found["first"] = -hanging
    elif first is not None:
        found["first"] = first
    return found


class _Styles:
    """The styles of the file, each with what it takes from the ones it is based on."""

    def __init__(self, root: Any) -> None:
        defaults = _child(root, "w:docDefaults")
        words = _child(_child(defaults, "w:rPrDefault"), "w:rPr")
        paragraph = _child(_child(defaults, "w:pPrDefault"), "w:pPr")
        self._default = _Style("", _paragraph_properties(paragraph), _word_properties(words))
        self._styles = {}
        self.first = ""
        self.cell_margins = (0.0, 0.0)
        for style in root.findall(_q("w:style")):
            name, based_on = style.get(_q("w:styleId")), _child(style, "w:basedOn")
            self._styles[name] = _Style(
                "" if based_on is None else based_on.get(_VAL),
                _paragraph_properties(_child(style, "w:pPr")),
                _word_properties(_child(style, "w:rPr")),
            )
            if style.get(_q("w:default")) != "1":
                continue
            if style.get(_q("w:type")) == "paragraph":
                self.first = name
            elif style.get(_q("w:type")) == "table":
                self.cell_margins = _sides(_child(style, "w:tblPr"), self.cell_margins)
        self._resolved: dict[str, _Style] = {}

    def __getitem__(self, name: str) -> _Style:
        """Return a paragraph style with all it takes over; the default one where the name is not known."""
        if name not in self._resolved:
            known = name if name in self._styles else self.first
            merged = _Style("", dict(self._default.paragraph), dict(self._default.words))
            for style in reversed(self._chain(known)):
                _merge(merged.paragraph, style.paragraph)
                merged.words.update(style.words)
            self._resolved[name] = merged
        return self._resolved[name]

    def words(self, name: str) -> Properties:
        """Return what a character style sets."""
        found: Properties = {}
        for style in reversed(self._chain(name)):
            found.update(style.words)
        return found

    def _chain(self, name: str) -> list[_Style]:
        chain: list[_Style] = []
        while name in self._styles and self._styles[name] not in chain:
            chain.append(self._styles[name])
            name = chain[-1].based_on
        return chain


def _merge(into: Properties, more: Properties) -> None:
    """Add properties; tab stops are added to those there are, and a cleared one is taken away."""
    stops = {at: kind for kind, at in into.get("tabs", ())}
    into.update(more)
    for kind, at in more.get("tabs", ()):
        if kind == "clear":
            stops.pop(at, None)
        else:
            stops[at] = kind
    into["tabs"] = [(kind, at) for at, kind in sorted(stops.items())]


def _look(properties: Properties) -> CharacterFormat:
    values = {k: v for k, v in properties.items() if k not in ("kern_from", "style")}
    size = values.get("size", 10.0)
    return CharacterFormat(**values, kern=0 < properties.get("kern_from", 0.0) <= size)


_ALIGNMENTS = {"right": "end", "end": "end", "center": "center", "both": "both"}


def _shape(properties: Properties) -> ParagraphFormat:
    values = {k: v for k, v in properties.items() if k != "style"}
    values["align"] = _ALIGNMENTS.get(values.get("align", ""), "start")
    values["tabs"] = tuple(values.get("tabs", ()))
    return ParagraphFormat(**values)


@dataclass(slots=True)
class _OpenField:
    """A field in the middle of being read."""

    instruction: str = ""
    shows: bool = False


@dataclass
class _PartReader:
    """Reads the parts of one file. `marks` numbers the notes in the order of their first marks."""

    document: Any
    marks: dict[int, str] = field(default_factory=dict)
    looks: dict[tuple[str, bytes], CharacterFormat] = field(default_factory=dict)
    shapes: dict[tuple[str, bytes], ParagraphFormat] = field(default_factory=dict)
    section: int = 0

    @cached_property
    def styles(self) -> _Styles:
        return _Styles(self.document.styles.element)

    def blocks(self, root: Any, part: Any) -> Iterator[Block]:
        """Yield the paragraphs and tables of a part; a paragraph that ends a section counts it up."""
        for element in root:
            match _name(element):
                case "w:p":
                    yield self.paragraph(element, part)
                    if _child(_child(element, "w:pPr"), "w:sectPr") is not None:
                        self.section += 1
                case "w:tbl":
                    yield self.table(element, part)

    def paragraphs(self, root: Any, part: Any, mark: str = "") -> tuple[PrintParagraph, ...]:
        """Return the paragraphs of a cell or a note; `mark` is what the note's own reference shows."""
        return tuple(self.paragraph(p, part, mark) for p in root.findall(_q("w:p")))

    def paragraph(self, element: Any, part: Any, mark: str = "") -> PrintParagraph:
        """Return a paragraph with all that its style and its own settings say."""
        own = _child(element, "w:pPr")
        named = _child(own, "w:pStyle")
        style = "" if named is None else named.get(_VAL)
        key = (style, b"" if own is None else _source(own))
        if key not in self.shapes:
            merged = dict(self.styles[style].paragraph)
            _merge(merged, _paragraph_properties(own))
            self.shapes[key] = _shape(merged)
        look = self._look_of(style, _child(own, "w:rPr"))
        inlines = _joined(self._inlines(element, style, part, [], mark))
        return PrintParagraph(self.shapes[key], inlines, look, self.section)

    def _look_of(self, style: str, own: Any) -> CharacterFormat:
        key = (style, b"" if own is None else _source(own))
        if key not in self.looks:
            given = _word_properties(own)
            merged = dict(self.styles[style].words)
            merged.update(self.styles.words(given.get("style", "")))
            merged.update(given)
            self.looks[key] = _look(merged)
        return self.looks[key]

    def _inlines(
        self, element: Any, style: str, part: Any, fields: list[_OpenField], mark: str
    ) -> Iterator[Inline]:
        for child in element:
            match _name(child):
                case "w:r":
                    yield from self._run(child, style, part, fields, mark)
                case "w:hyperlink" | "w:ins" | "w:smartTag" | "w:fldSimple":
                    yield from self._inlines(child, style, part, fields, mark)

    def _run(
        self, run: Any, style: str, part: Any, fields: list[_OpenField], mark: str
    ) -> Iterator[Inline]:
        look = self._look_of(style, _child(run, "w:rPr"))
        own_mark = False
        for child in _opened(run):
            name = _name(child)
            if name == "w:fldChar":
                _step(fields, child.get(_q("w:fldCharType")))
            elif fields and not fields[-1].shows:
                if name == "w:instrText":
                    fields[-1].instruction += child.text or ""
            elif name == "w:t":
                yield _shown(child.text or "", look, fields)
            elif name == "w:tab":
                yield TabStep(look)
            elif name in ("w:br", "w:cr"):
                yield LineEnd()
            elif name == "w:noBreakHyphen":
                yield TextRun("\u2011", look)
            elif name == "w:footnoteReference":
                note = int(child.get(_q("w:id")))
                own_mark = child.get(_q("w:customMarkFollows")) in ("1", "true", "on")
                yield NoteMark(note, "" if own_mark else self._mark(note), look)
            elif name == "w:footnoteRef":
                yield TextRun(mark, look)
            elif name in ("w:separator", "w:continuationSeparator"):
                yield _NATIVE_RULE
            elif name == "w:drawing":
                yield from _drawing(child, part)

    def _mark(self, note: int) -> str:
        """Return the number a note has: the next one at its first mark."""
        return self.marks.setdefault(note, str(len(self.marks) + 1))

    def table(self, element: Any, part: Any) -> GridTable:
        """Return a table."""
        own = _child(element, "w:tblPr")
        columns = [
            _number(c, "w:w") or 0.0 for c in _child(element, "w:tblGrid").findall(_q("w:gridCol"))
        ]
        borders = _child(own, "w:tblBorders")
        place = _child(own, "w:tblpPr")
        sides = _sides(own, self.styles.cell_margins)
        rows = tuple(self._row(row, columns, sides, part) for row in element.findall(_q("w:tr")))
        fixed_at = (
            None
            if place is None
            else (_number(place, "w:tblpX") or 0.0, _number(place, "w:tblpY") or 0.0)
        )
        return GridTable(
            rows=rows,
            width=max((sum(cell.width for cell in row.cells) for row in rows), default=0.0),
            indent=_number(_child(own, "w:tblInd"), "w:w") or 0.0,
            rule_above=_thickness(borders, "w:top"),
            rule_below=_thickness(borders, "w:bottom"),
            right_to_left=_child(own, "w:bidiVisual") is not None,
            fixed_at=fixed_at,
            section=self.section,
        )

    def _row(
        self, row: Any, columns: list[float], sides: tuple[float, float], part: Any
    ) -> PrintRow:
        own = _child(row, "w:trPr")
        height = _child(own, "w:trHeight")
        cells = []
        column = 0
        for cell in row.findall(_q("w:tc")):
            span = _child(_child(cell, "w:tcPr"), "w:gridSpan")
            count = 1 if span is None else int(span.get(_VAL))
            width = sum(columns[column : column + count])
            cells.append(self._cell(cell, width, sides, part))
            column += count
        return PrintRow(
            cells=tuple(cells),
            height=_number(height, "w:val") or 0.0,
            exact=height is not None and height.get(_q("w:hRule")) == "exact",
            header=_child(own, "w:tblHeader") is not None,
        )

    def _cell(self, cell: Any, width: float, sides: tuple[float, float], part: Any) -> PrintCell:
        own = _child(cell, "w:tcPr")
        merge, stands = _child(own, "w:vMerge"), _child(own, "w:vAlign")
        borders = _child(own, "w:tcBorders")
        return PrintCell(
            width=width,
            blocks=self.paragraphs(cell, part),
            merge="" if merge is None else merge.get(_VAL) or "continue",
            rule_above=_thickness(borders, "w:top"),
            rule_below=_thickness(borders, "w:bottom"),
            bottom=stands is not None and stands.get(_VAL) == "bottom",
            sides=_edges(_child(own, "w:tcMar"), sides),
            foot=_number(_child(_child(own, "w:tcMar"), "w:bottom"), "w:w") or 0.0,
        )

    def setup(self, element: Any, before: PageSetup | None) -> PageSetup:
        """Return a section's set-up; heads it does not name are those of the section before it."""
        size, margins = _child(element, "w:pgSz"), _child(element, "w:pgMar")
        numbers = _child(element, "w:lnNumType")
        heads = dict(before.heads) if before else {}
        feet = dict(before.feet) if before else {}
        for name, into in (("w:headerReference", heads), ("w:footerReference", feet)):
            for reference in element.findall(_q(name)):
                part = self.document.part.rels[reference.get(_q("r:id"))].target_part
                into[reference.get(_q("w:type"))] = tuple(self.blocks(part.element, part))

        def margin(name: str) -> float:
            return _number(margins, f"w:{name}") or 0.0

        return PageSetup(
            width=_number(size, "w:w") or 612.0,
            height=_number(size, "w:h") or 792.0,
            left=margin("left"),
            right=margin("right"),
            top=margin("top"),
            bottom=margin("bottom"),
            head_at=margin("header"),
            foot_at=margin("footer"),
            title_page=_child(element, "w:titlePg") is not None,
            heads=heads,
            feet=feet,
            line_step=int(numbers.get(_q("w:countBy"), "1")) if numbers is not None else 0,
            lines_off=_number(numbers, "w:distance") or 18.0,
        )


def manuscript(package: bytes) -> Manuscript:
    """Return what a Word file written by this program asks to be set."""
    document = docx.Document(BytesIO(package))
    reader = _PartReader(document)
    body = document.element.body
    blocks = tuple(reader.blocks(body, document.part))
    setups: list[PageSetup] = []
    for element in body.iter(_q("w:sectPr")):
        setups.append(reader.setup(element, setups[-1] if setups else None))
    notes, kinds = _notes(reader)
    settings = document.settings.element
    return Manuscript(
        blocks=blocks,
        setups=tuple(setups),
        notes=notes,
        separator=kinds.get("separator", ()),
        continued=kinds.get("continuationSeparator", ()),
        tab_stop=_number(_child(settings, "w:defaultTabStop"), "w:val") or 36.0,
        facing=_child(settings, "w:evenAndOddHeaders") is not None,
    )


def _notes(
    reader: _PartReader,
) -> tuple[dict[int, tuple[PrintParagraph, ...]], dict[str, tuple[PrintParagraph, ...]]]:
    """Return the notes by their number, and the separators by their kind."""
    notes: dict[int, tuple[PrintParagraph, ...]] = {}
    kinds: dict[str, tuple[PrintParagraph, ...]] = {}
    rels = reader.document.part.rels.values()
    part = next((r.target_part for r in rels if r.reltype == RT.FOOTNOTES), None)
    for note in () if part is None else parse_xml(part.blob):
        kind, number = note.get(_q("w:type")), int(note.get(_q("w:id")))
        paragraphs = reader.paragraphs(note, part, reader.marks.get(number, ""))
        if kind in _SEPARATORS:
            kinds[kind] = paragraphs
        else:
            notes[number] = paragraphs
    return notes, kinds


def _source(element: Any) -> bytes:
    """Return something that two elements with the same settings share."""
    return b"".join(f"{e.tag}{sorted(e.attrib.items())}".encode() for e in element.iter() if e.tag)


def _opened(run: Any) -> Iterator[Any]:
    """Yield the children of a run; of alternatives the one for a Word of today."""
    for child in run:
        if _name(child) == "mc:AlternateContent":
            yield from _child(child, "mc:Choice")
        else:
            yield child


def _step(fields: list[_OpenField], kind: str) -> None:
    if kind == "begin":
        fields.append(_OpenField())
    elif kind == "separate" and fields:
        fields[-1].shows = True
    elif kind == "end" and fields:
        fields.pop()


def _shown(words: str, look: CharacterFormat, fields: Iterable[_OpenField]) -> Inline:
    """Return words, or the figure that a field of the heads stands for."""
    for each in fields:
        instruction = each.instruction.split()
        if instruction[:1] == ["PAGE"]:
            return PageNumber(look)
        if instruction[:1] == ["NUMPAGES"]:
            return PageNumber(look, count=True)
    return TextRun(words, look)


def _joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return the inlines with neighbouring words that look alike in one, so that they are shaped together."""
    out: list[Inline] = []
    for inline in inlines:
        last = out[-1] if out else None
        if isinstance(inline, TextRun):
            if not inline.text:
                continue
            if isinstance(last, TextRun) and last.look == inline.look:
                out[-1] = replace(last, text=last.text + inline.text)
                continue
        out.append(inline)
    return tuple(out)


def _drawing(element: Any, part: Any) -> Iterator[Inline]:
    for frame in element:
        extent = _child(frame, "wp:extent")
        width, height = float(extent.get("cx")) * EMU, float(extent.get("cy")) * EMU
        image = next(frame.iter(_q("a:blip")), None)
        if image is not None:
            data = part.rels[image.get(_q("r:embed"))].target_part.blob
            yield Picture(data, width, height)
        elif _name(frame) == "wp:anchor":
            line = next(frame.iter(_q("a:ln")), None)
            thickness = 0.25 if line is None else float(line.get("w")) * EMU
            yield Drawn(_offset(frame, "H"), _offset(frame, "V"), width, thickness)


def _offset(frame: Any, axis: str) -> float:
    offset = _child(_child(frame, f"wp:position{axis}"), "wp:posOffset")
    return 0.0 if offset is None else float(offset.text) * EMU


def _sides(properties: Any, otherwise: tuple[float, float]) -> tuple[float, float]:
    """Return what a table keeps free at the left and right edges of its cells."""
    return _edges(_child(properties, "w:tblCellMar"), otherwise)


def _edges(margins: Any, otherwise: tuple[float, float]) -> tuple[float, float]:
    if margins is None:
        return otherwise
    left, right = (_number(_child(margins, f"w:{side}"), "w:w") for side in ("left", "right"))
    return (otherwise[0] if left is None else left, otherwise[1] if right is None else right)


def _thickness(borders: Any, side: str) -> float:
    border = _child(borders, side)
    return 0.0 if border is None or not _on(border) else (_number(border, "w:sz", 1 / 8) or 0.0)
