"""Writes the custom part of our own Word files: what the page does not show of the resolution
(`resolution.formats.word.reading.facts`).

The new file is opened as the reader opens it; the part stores whatever that does not recover.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from resolution.codec import to_attributes, to_words
from resolution.formats.word.names import FACTS, W
from resolution.formats.word.reading import document as seen_document
from resolution.formats.word.reading.compilation import compilation_element
from resolution.formats.word.reading.facts import (
    BLOCK,
    FORMER,
    KEYWORD,
    STEP,
    VOTE,
    Claim,
    F,
    OwnFacts,
    ParagraphFact,
    Spans,
    element_of,
    formatting_of,
    place_print,
    tail,
    words_print,
)
from resolution.formats.word.reading.heading import PRINTED_IN
from resolution.formats.word.reading.numbering import Lists
from resolution.formats.word.reading.own import printed_masthead
from resolution.formats.word.reading.package import Relation
from resolution.formats.word.reading.stream import Story
from resolution.formats.word.reading.styles import Styles
from resolution.formats.word.writing.places import PREFIX, Bookmarks
from resolution.labels import recognised
from resolution.language import DEFAULT
from resolution.model import (
    Block,
    Division,
    DivisionKind,
    Masthead,
    Resolution,
    Table,
)
from resolution.negotiating.compilation import CompilationData
from resolution.recognition.paragraphs import SeenParagraph, SeenTable
from resolution.text import Mark, NoteRef, Text, note_indexes, plain

_STORE = (
    '<ds:datastoreItem ds:itemID="{{6B1F1D7C-52D7-4E0B-9E4B-0D5A5C6E7A1{number}}}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    '<ds:schemaRefs><ds:schemaRef ds:uri="{uri}"/></ds:schemaRefs></ds:datastoreItem>'
)
_STORE_RELATION = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
)
_STORE_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


@dataclass(frozen=True, slots=True)
class OutputParts:
    """A file as the reader opens it: the roots of text and notes, and of the first page's header and footer."""

    document: Document
    text: etree._Element
    notes: etree._Element
    head: tuple[Part, etree._Element]
    foot: tuple[Part, etree._Element]


def add_facts(
    document: Document,
    notes: etree._Element,
    resolution: Resolution,
    places: Bookmarks,
    known: CompilationData | None = None,
) -> None:
    """Add the custom part.

    notes: the root of the notes part; places: the bookmarks printed by the templates; known: for a compilation text
    """
    stretch(document.element)
    section = document.sections[0]
    head, foot = section.first_page_header, section.first_page_footer
    output = OutputParts(
        document, document.element, notes, (head.part, head._element), (foot.part, foot._element)
    )
    root = build_facts(output, resolution, places)
    if known is not None:
        root.append(compilation_element(known))
    attach(document, root)


def build_facts(output: OutputParts, resolution: Resolution, places: Bookmarks) -> etree._Element:
    """Return the custom part of a text. places: the bookmarks printed by the templates."""
    opened = _open_output(output)
    order = {index: at for at, index in enumerate(_referenced_notes(resolution))}
    facts = _FactBuilder(resolution, opened, places, order).built()
    facts.masthead["language"] = resolution.masthead.language
    held = facts.printed
    claimed = [
        (seen, next((Claim(held[name], True, True) for name in seen.marks if name in held), None))
        for seen in opened.every()
    ]
    closing = next((d.closing for d in resolution.divisions if d.closing), ())
    return _root(resolution, facts, printed_masthead(claimed, facts, closing))


def stretch(root: etree._Element) -> None:
    """Extend each of our bookmarks to the whole paragraph, so that it follows the text when that is moved."""
    names = {}
    for start in root.iter(W + "bookmarkStart"):
        if start.get(W + "name", "").startswith(PREFIX):
            names[start.get(W + "id")] = start
    for end in list(root.iter(W + "bookmarkEnd")):
        if end.get(W + "id") in names:
            end.getparent().append(end)


def _open_output(output: OutputParts) -> seen_document.OpenedDocument:
    """Return the file as the reader sees it."""
    story = Story(Styles(output.document.styles.element), Lists(None))
    heads = [("head", output.head), ("foot", output.foot)]
    parts = [
        (kind, seen_document.PackagePart(root, _relations(part))) for kind, (part, root) in heads
    ]
    main = seen_document.PackagePart(output.text, _relations(output.document.part))
    of_notes = output.document.part.part_related_by(RT.FOOTNOTES)
    return seen_document.open_parts(
        story,
        main,
        parts,
        {"footnote": seen_document.PackagePart(output.notes, _relations(of_notes))},
    )


def _relations(part: Part) -> dict[str, Relation]:
    return {
        key: Relation(r.reltype.rpartition("/")[2], r.target_ref, r.is_external)
        for key, r in part.rels.items()
        if r.is_external
    }


def _referenced_notes(resolution: Resolution) -> list[int]:
    """Return the notes referenced in the text, in the order of their first references, as Word numbers them."""
    used = {index for text in resolution.texts() for index in note_indexes(text)}
    return [index for index in resolution.note_marks() if index in used]


class _FactBuilder:
    """Goes through the printed paragraphs and records the facts about each."""

    def __init__(
        self,
        resolution: Resolution,
        opened: seen_document.OpenedDocument,
        places: Bookmarks,
        order: dict[int, int],
    ) -> None:
        self._resolution = resolution
        self._opened = opened
        self._order = order
        self._seen = {name: each for each in opened.every() for name in each.marks}
        self._printed = places.printed
        self.facts = OwnFacts()

    def built(self) -> OwnFacts:
        """Return the facts about everything printed."""
        queues: dict[str, Iterator[tuple[str, Any]]] = {
            "block": self._blocks(), "closing": self._closings(), "label": self._labels(),
            "heading": self._titles(), "note": self._loose(),
        }  # fmt: skip
        for role, name in self._printed:
            seen = self._seen.get(name)
            if seen is None:
                if role in queues:
                    next(queues[role], None)
                continue
            if role in queues:
                _, fill = next(queues[role])
                fact = ParagraphFact(role, name, place_print(seen), words_print(seen))
                fill(fact, seen)
            else:
                fact = ParagraphFact(role, name, place_print(seen), words_print(seen))
                self._of_heading(fact, seen)
            self.facts.printed[name] = fact
        self._notes()
        return self.facts

    def _renumbered(self, text: Text) -> Text:
        """Return the text with its note references numbered as the reader numbers them."""
        return tuple(
            NoteRef(self._order.get(i.note, i.note)) if isinstance(i, NoteRef) else i for i in text
        )

    def _record_formatting(self, fact: ParagraphFact, seen: Text, meant: Text) -> None:
        """Record where the text begins, and its formatting."""
        shown, words = plain(seen), plain(meant)
        fact.lead_in = len(shown) - len(words) if shown.endswith(words) else 0
        fact.lead, fact.spans = formatting_of(tail(seen, fact.lead_in), self._renumbered(meant))

    def _of_heading(self, fact: ParagraphFact, seen: SeenParagraph | SeenTable) -> None:
        if fact.role != "title" or isinstance(seen, SeenTable):
            return
        title, own = self._resolution.main.title, len(self._resolution.masthead.notes)
        text = seen.text
        if not plain(title):
            fact.data["untitled"] = "1"
            if title:
                return
        at_title = own and not any(
            role in ("sponsors", "adoption", "form_name") for role, _ in self._printed
        )
        if at_title:
            fact.data["refs"] = str(own)
            text = text[: len(text) - own]
        self._record_formatting(fact, text, title)

    # Printed parts, in the order in which the templates print them

    def _blocks(self) -> Iterator[tuple[str, Any]]:
        for division in self._resolution.divisions:
            silent = division.kind is DivisionKind.PART and not (division.label or division.title)
            recognized = recognised(division.blocks)
            for at, (block, plainly) in enumerate(zip(division.blocks, recognized, strict=True)):
                begins = division.kind if silent and at == 0 else None
                auto = None if block.auto == plainly.auto else block.auto
                yield (
                    "block",
                    lambda fact, seen, b=block, k=begins, a=auto: self._block(fact, seen, b, k, a),
                )

    def _block(
        self,
        fact: ParagraphFact,
        seen: SeenParagraph | SeenTable,
        block: Block,
        begins: DivisionKind | None,
        auto: bool | None,
    ) -> None:
        """Record the facts about a block. auto: whether its label is automatic, if it does not look so."""
        data = fact.data
        data |= {} if auto is None else {"auto": str(int(auto))}
        data |= to_attributes(block, BLOCK)
        data |= {"begins": begins.value} if begins else {}
        fact.origin = block.origin
        if isinstance(seen, SeenTable):
            data["shape"] = self._shape(block.table or Table(()), seen)
        else:
            data |= {"rowless": "1"} if block.table is not None else {}
            self._record_formatting(fact, seen.text, block.text)

    def _shape(self, table: Table, seen: SeenTable) -> str:
        rows = []
        for row, shown in zip(table.rows, seen.rows, strict=False):
            own = [cell for cell in shown if cell.merge != "continue"]
            parts = []
            for cell, beside in zip(row, own, strict=False):
                part = f"{cell.colspan}.{cell.rowspan}.{int(cell.header)}.{len(cell.paragraphs)}"
                texts = [paragraph.text for paragraph in beside.paragraphs()]
                looks = [
                    _written(self._looks(text, meant))
                    for text, meant in zip(texts, cell.paragraphs, strict=False)
                ]
                parts.append(".".join([part, *looks]) if any(looks) else part)
            rows.append(" ".join(parts))
        return "|".join(rows)

    def _looks(self, seen: Text, meant: Text) -> Spans | None:
        lead, spans = formatting_of(seen, self._renumbered(meant))
        return ((lead, Mark.LEAD, ""),) if lead else spans

    def _closings(self) -> Iterator[tuple[str, Any]]:
        for division in self._resolution.divisions:
            for _ in division.closing:
                yield "closing", lambda fact, seen: None

    def _labels(self) -> Iterator[tuple[str, Any]]:
        for at, division in enumerate(self._resolution.divisions):
            if division.kind is DivisionKind.ANNEX or (
                division.kind is DivisionKind.PART and division.label
            ):
                yield "label", lambda fact, seen, d=division, n=at: self._label(fact, seen, d, n)

    def _label(
        self, fact: ParagraphFact, seen: SeenParagraph, division: Division, number: int
    ) -> None:
        fact.data |= _division_data(division, number)
        fact.data |= {} if division.label else {"unlabelled": "1"}
        fact.lead_in = max(0, len(seen.words) - len(division.label)) if division.label else 0

    def _titles(self) -> Iterator[tuple[str, Any]]:
        for at, division in enumerate(self._resolution.divisions):
            if division.kind is not DivisionKind.MAIN and division.title:
                yield "heading", lambda fact, seen, d=division, n=at: self._title(fact, seen, d, n)

    def _title(
        self, fact: ParagraphFact, seen: SeenParagraph, division: Division, number: int
    ) -> None:
        fact.data |= _division_data(division, number)
        self._record_formatting(fact, seen.text, division.title)

    def _loose(self) -> Iterator[tuple[str, Any]]:
        for index in self._resolution.note_marks():
            if index not in self._order:
                yield "note", lambda fact, seen, i=index: self._loose_note(fact, seen, i)

    def _loose_note(self, fact: ParagraphFact, seen: SeenParagraph, index: int) -> None:
        note = self._resolution.notes[index]
        fact.data["i"] = str(index)
        fact.data |= {"mark": note.mark} if note.mark else {}
        if note.text is None:
            fact.data["lost"] = "1"
        else:
            self._record_formatting(fact, seen.text, note.text)

    def _notes(self) -> None:
        for index, at in self._order.items():
            anchored = self._opened.story.notes[at]
            note = self._resolution.notes[index]
            whole = self._opened.raw_notes.get((anchored.kind, anchored.id), ())
            text = seen_document.bare_note(whole, anchored.mark)
            fact = ParagraphFact(
                "note", words=seen_document.note_print(text, anchored.mark), data={"i": str(index)}
            )
            if note.text is None:
                fact.data["lost"] = "1"
            else:
                meant = tuple(i for i in note.text if not isinstance(i, NoteRef))
                fact.lead, fact.spans = formatting_of(text, meant)
            self.facts.notes[anchored.kind, anchored.id] = fact


def _division_data(division: Division, number: int) -> dict[str, str]:
    data = {"of": division.kind.value, "division": str(number)}
    return data | ({"id": division.id} if division.id else {})


def _written(spans: Spans | None) -> str:
    return "" if spans is None else ",".join(f"{n}/{marks.value}" for n, marks, _ in spans)


# The custom part


def _root(resolution: Resolution, facts: OwnFacts, read_back: Masthead) -> etree._Element:
    """Return the part: the facts about what is printed, and whatever else reading the page does not recover."""
    root = etree.Element(F + "facts", nsmap={None: FACTS})
    root.append(_masthead(resolution.masthead, read_back))
    for fact in facts.printed.values():
        root.append(element_of(fact, "p"))
    for (kind, number), fact in facts.notes.items():
        element = element_of(fact, "note")
        del element.attrib["is"]
        element.set("of", kind)
        element.set("id", number)
        root.append(element)
    root.extend(_record(resolution))
    return root


def _masthead(masthead: Masthead, read_back: Masthead) -> etree._Element:
    element = etree.Element(F + "masthead")
    if masthead.language != DEFAULT:
        element.set("language", masthead.language)
    for name in PRINTED_IN:
        own = getattr(masthead, name)
        if name == "language" or own == getattr(read_back, name):
            continue
        if isinstance(own, tuple):
            names = etree.SubElement(element, F + "names", of=name)
            for each in own:
                etree.SubElement(names, F + "name").text = each
        else:
            element.set(name, to_words(own))
    return element


def _record(resolution: Resolution) -> Iterator[etree._Element]:
    vote = resolution.adoption.vote
    if vote:
        element = etree.Element(F + "vote", {"method": ""} | to_attributes(vote, VOTE))
        for position, names in vote.voters:
            voters = etree.SubElement(element, F + "voters", position=position)
            for name in names:
                etree.SubElement(voters, F + "name").text = name
        yield element
    steps = (("step", step, STEP) for step in resolution.adoption.steps)
    keywords = (("keyword", word, KEYWORD) for word in resolution.adoption.keywords)
    for tag, value, called in (*steps, *keywords):
        written = to_attributes(value, called)
        yield etree.Element(F + tag, {name: words for name, words in written.items() if words})


def attach(
    document: Document, root: etree._Element, number: int = 1, *, former: bool = False
) -> None:
    """Add a custom part. former: it is about the text before the tracked changes of the file."""
    package = document.part.package
    if former:
        root.set("of", FORMER)
    data = etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
    part = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", data, package)
    store = _STORE.format(uri=FACTS, number=number).encode()
    properties = Part(PackURI(f"/customXml/itemProps{number}.xml"), _STORE_TYPE, store, package)
    document.part.relate_to(part, RT.CUSTOM_XML)
    part.relate_to(properties, _STORE_RELATION)
