"""The custom part of our own Word files: what the page cannot tell of the resolution
(`resolution.formats.word.reading.facts`).

The file just made is looked at as its reader will look at it; what that does not give is what the part must say.
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
from resolution.formats.word.reading.compilation import element_of_known
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
    place_print,
    spelled,
    tail,
    words_print,
)
from resolution.formats.word.reading.heading import TIED
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
class Looked:
    """A file as its reader will look at it: the roots of text and notes, head and foot of the first page."""

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

    notes: the root of the notes part; places: the bookmarks that the templates printed; known: of a compilation text
    """
    stretch(document.element)
    section = document.sections[0]
    head, foot = section.first_page_header, section.first_page_footer
    looked = Looked(
        document, document.element, notes, (head.part, head._element), (foot.part, foot._element)
    )
    root = facts_root(looked, resolution, places)
    if known is not None:
        root.append(element_of_known(known))
    attach(document, root)


def facts_root(looked: Looked, resolution: Resolution, places: Bookmarks) -> etree._Element:
    """Return the custom part of a text. places: the bookmarks that the templates printed."""
    opened = _looked_at(looked)
    order = {index: at for at, index in enumerate(_called(resolution))}
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
    """Let each of our bookmarks hold the whole paragraph, so that it goes where the words are moved."""
    names = {}
    for start in root.iter(W + "bookmarkStart"):
        if start.get(W + "name", "").startswith(PREFIX):
            names[start.get(W + "id")] = start
    for end in list(root.iter(W + "bookmarkEnd")):
        if end.get(W + "id") in names:
            end.getparent().append(end)


def _looked_at(looked: Looked) -> seen_document.OpenedDocument:
    """Return the file as its reader sees it."""
    story = Story(Styles(looked.document.styles.element), Lists(None))
    heads = [("head", looked.head), ("foot", looked.foot)]
    parts = [
        (kind, seen_document.PackagePart(root, _relations(part))) for kind, (part, root) in heads
    ]
    main = seen_document.PackagePart(looked.text, _relations(looked.document.part))
    of_notes = looked.document.part.part_related_by(RT.FOOTNOTES)
    return seen_document.laid_open(
        story,
        main,
        parts,
        {"footnote": seen_document.PackagePart(looked.notes, _relations(of_notes))},
    )


def _relations(part: Part) -> dict[str, Relation]:
    return {
        key: Relation(r.reltype.rpartition("/")[2], r.target_ref, r.is_external)
        for key, r in part.rels.items()
        if r.is_external
    }


def _called(resolution: Resolution) -> list[int]:
    """Return the notes that the text calls, in the order of their first anchors, as Word numbers them."""
    used = {index for text in resolution.texts() for index in note_indexes(text)}
    return [index for index in resolution.note_marks() if index in used]


class _FactBuilder:
    """Goes along what was printed and writes down what each paragraph is."""

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
        """Return the facts of everything printed."""
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

    def _mapped(self, text: Text) -> Text:
        """Return the text with its anchors numbered as the reader numbers them."""
        return tuple(
            NoteRef(self._order.get(i.note, i.note)) if isinstance(i, NoteRef) else i for i in text
        )

    def _spell(self, fact: ParagraphFact, seen: Text, meant: Text) -> None:
        """Write down where the words begin and how they look."""
        shown, words = plain(seen), plain(meant)
        fact.lead_in = len(shown) - len(words) if shown.endswith(words) else 0
        fact.lead, fact.spans = spelled(tail(seen, fact.lead_in), self._mapped(meant))

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
        self._spell(fact, text, title)

    # What is printed, in the order in which the templates print it

    def _blocks(self) -> Iterator[tuple[str, Any]]:
        for division in self._resolution.divisions:
            silent = division.kind is DivisionKind.PART and not (division.label or division.title)
            told = recognised(division.blocks)
            for at, (block, plainly) in enumerate(zip(division.blocks, told, strict=True)):
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
        """Write down what a block is. auto: whether its label is automatic, where it looks otherwise."""
        data = fact.data
        data |= {} if auto is None else {"auto": str(int(auto))}
        data |= to_attributes(block, BLOCK)
        data |= {"begins": begins.value} if begins else {}
        fact.origin = block.origin
        if isinstance(seen, SeenTable):
            data["shape"] = self._shape(block.table or Table(()), seen)
        else:
            data |= {"rowless": "1"} if block.table is not None else {}
            self._spell(fact, seen.text, block.text)

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
        lead, spans = spelled(seen, self._mapped(meant))
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
        self._spell(fact, seen.text, division.title)

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
            self._spell(fact, seen.text, note.text)

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
                fact.lead, fact.spans = spelled(text, meant)
            self.facts.notes[anchored.kind, anchored.id] = fact


def _division_data(division: Division, number: int) -> dict[str, str]:
    data = {"of": division.kind.value, "division": str(number)}
    return data | ({"id": division.id} if division.id else {})


def _written(spans: Spans | None) -> str:
    return "" if spans is None else ",".join(f"{n}/{marks.value}" for n, marks, _ in spans)


# The part itself


def _root(resolution: Resolution, facts: OwnFacts, read_back: Masthead) -> etree._Element:
    """Return the part: facts of what is printed, and of the rest what reading the page back does not give."""
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
    for name in TIED:
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
    """Add a custom part. former: it tells of the text before the tracked changes of the file."""
    package = document.part.package
    if former:
        root.set("of", FORMER)
    data = etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
    part = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", data, package)
    store = _STORE.format(uri=FACTS, number=number).encode()
    properties = Part(PackURI(f"/customXml/itemProps{number}.xml"), _STORE_TYPE, store, package)
    document.part.relate_to(part, RT.CUSTOM_XML)
    part.relate_to(properties, _STORE_RELATION)
