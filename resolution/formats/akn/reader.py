"""Reads Akoma Ntoso (AKN4UN), the format of the United Nations' own files and of our drafts.

The XML is untrusted: nothing outside the file is ever opened, document types are rejected before they can define
anything, and size and depth are limited. A valid Akoma Ntoso text is never rejected, whatever its structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from resolution.codec import from_attributes
from resolution.formats.akn import extensions
from resolution.formats.akn.names import LASTING_STANDINGS, OWN, PROPOSAL, marks_of, typeface
from resolution.formats.akn.read_blocks import (
    BlockBuilder,
    annex,
    annexes,
    begins_annex,
    blocks_as_written,
)
from resolution.formats.akn.read_heading import HeadingReader, title_of
from resolution.formats.akn.read_lines import (
    AknLine,
    AknShape,
    BodyWalker,
    Element,
    InlineReader,
    name_of,
    own,
)
from resolution.formats.source import MAX_LINES, bytes_of, too_many
from resolution.language import DEFAULT
from resolution.model import (
    Division,
    DivisionKind,
    Ignored,
    Negotiation,
    Proposal,
    ProposalKind,
    Resolution,
    Standing,
)
from resolution.reading import NotThisFormat, Reading, ReadingError
from resolution.text import Run, Text, folded, join

_DOCUMENTS = frozenset(
    [
        "statement",
        "documentCollection",
        "doc",
        "act",
        "bill",
        "amendment",
        "amendmentList",
        "debate",
        "debateReport",
        "judgment",
        "officialGazette",
        "portion",
    ]
)
_BODIES = (
    "mainBody",
    "body",
    "collectionBody",
    "amendmentBody",
    "debateBody",
    "judgmentBody",
    "portionBody",
)


class NotWellFormed(NotThisFormat):
    """The source is not well-formed XML."""

    may_be_text = True


class NotAkomaNtoso(NotThisFormat):
    """The source is XML of another kind."""


_PROLOG = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<!DOCTYPE", re.DOTALL)


def read(source: bytes | Path) -> Reading:
    """Read an Akoma Ntoso file.

    Raises ReadingError with a sentence for the user: too large, not well-formed XML (NotWellFormed), or not Akoma Ntoso
    (NotAkomaNtoso).
    """
    root = _parsed(bytes_of(source))
    if name_of(root) != "akomaNtoso":
        raise NotAkomaNtoso(
            "This is XML but not Akoma Ntoso, so there is no resolution to read in it; open the .akn or .xml file "
            "of a resolution."
        )
    document = next((child for child in root if name_of(child) in _DOCUMENTS), None)
    if document is None:
        raise ReadingError(
            "This Akoma Ntoso file holds no document; check that it is the file you meant."
        )
    if sum(1 for _ in root.iter("{*}p")) > MAX_LINES:
        raise ReadingError(too_many("paragraphs"))
    try:
        return _Document(root, document).reading()
    except RecursionError as error:
        raise ReadingError(
            "The file is nested too deeply to be a resolution; check that it is the file you meant."
        ) from error


def _parsed(data: bytes) -> Element:
    """Return the root element; document types are rejected before the parser sees them, in any common encoding."""
    refused = ReadingError(
        "The file defines a document type (DOCTYPE), which no resolution needs and which can do harm; not opened."
    )
    for encoding in ("utf-8", "utf-16"):
        if (
            encoding == "utf-16"
            and b"\x00" not in data[:4]
            and data[:2] not in (b"\xff\xfe", b"\xfe\xff")
        ):
            continue
        if _PROLOG.match(data.decode(encoding, "ignore").lstrip("\ufeff")):
            raise refused
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where = f" (line {line})" if line else ""
        raise NotWellFormed(
            f"The file is damaged: it is not well-formed XML{where}; get it again, or open an earlier copy."
        ) from error
    if root.getroottree().docinfo.doctype:
        raise refused
    return root


def _ignored(root: Element) -> Iterator[Ignored]:
    """Yield what the checks ignore in a draft of our own."""
    for each in root.iterfind(f".//{{{OWN}}}draft/{{{OWN}}}ignored"):
        yield from_attributes(Ignored, each.attrib, ("code", "clause"), words=each.text or "")


def _negotiation(root: Element) -> Negotiation:
    """Return the proposals of delegations on a draft of our own."""
    draft = f".//{{{OWN}}}draft/{{{OWN}}}"
    proposals = tuple(_proposal(each) for each in root.iterfind(f"{draft}proposal"))
    value = ((e.get("clause") or "", e.get("is") or "") for e in root.iterfind(f"{draft}standing"))
    standings = tuple((name, Standing(how)) for name, how in value if how in LASTING_STANDINGS)
    agreed = tuple(
        (e.get("clause") or "", words.text or "")
        for e in root.iterfind(f"{draft}standing")
        for words in e.iterfind(f"{{{OWN}}}agreed")
    )
    return Negotiation(proposals, standings, agreed)


def _proposal(element: Element) -> Proposal:
    return from_attributes(
        Proposal,
        element.attrib,
        PROPOSAL,
        kind=ProposalKind.COMMENT,
        delegations=tuple(by.text or "" for by in element.iterfind(f"{{{OWN}}}by")),
        text=_wording(element, "text"),
        base=_wording(element, "base"),
        comment=element.findtext(f"{{{OWN}}}comment") or "",
    )


def _wording(element: Element, name: str) -> Text:
    """Return a wording that is not part of the text."""
    runs = element.iterfind(f"{{{OWN}}}{name}/{{{OWN}}}run")
    return join(
        Run(run.text or "", marks_of(run.get("marks") or ""), run.get("href") or "") for run in runs
    )


class _Document:
    """Converts the elements of one file to a resolution."""

    def __init__(self, root: Element, document: Element) -> None:
        self._root = root
        self._document = document
        self._ours = next(root.iter(f"{{{OWN}}}draft"), None) is not None
        self._language = HeadingReader(document, InlineReader(False, typeface(DEFAULT))).language()
        notes = sum(1 for _ in root.iter("{*}authorialNote", "{*}note"))
        named = {e.get("eId"): e.get("GUID") for e in root.iter("{*}*") if e.get("GUID")}
        self._words = InlineReader(self._ours, typeface(self._language), notes, named)
        self._unread: list[str] = []

    def reading(self) -> Reading:
        heading = HeadingReader(self._document, self._words)
        for note in self._document.findall("{*}meta/{*}notes/{*}note"):
            self._words.listed(note)
        masthead = heading.masthead()
        divisions = list(self._divisions(self._document, DivisionKind.MAIN))
        for component in self._root.iterchildren("{*}components"):
            divisions += self._parts(component)
        resolution = Resolution(
            masthead,
            tuple(divisions),
            self._words.gathered(),
            heading.adoption(),
            tuple(_ignored(self._root)),
            _negotiation(self._root),
            extensions.unknown_in_draft(self._root),
        )
        return Reading(resolution, (*heading.unread, *self._unread))

    def _divisions(self, document: Element, kind: DivisionKind) -> Iterator[Division]:
        """Yield a document's own division, then its annexes, then its parts."""
        parts = {
            name: self._child(document, name) for name in ("preface", "conclusions", "attachments")
        }
        title = title_of(parts["preface"], self._words)
        label = self._label(parts["preface"]) if kind is not DivisionKind.MAIN else ""
        lines = self._lines(document)
        body, behind = (lines, []) if self._ours else _split_at_annex(lines)
        closing = tuple(self._closing(parts["conclusions"]))
        builder = BlockBuilder(kind, self._language, self._unread)
        blocks = blocks_as_written(body, kind) if self._ours else builder.blocks(body)
        self._report_leftovers(parts["preface"])
        if (
            kind is not DivisionKind.MAIN
            and (cover := self._child(document, "coverPage")) is not None
        ):
            self._unread += [value for p in cover if (value := folded("".join(p.itertext())))]
        holder = own(document.getparent()) if kind is not DivisionKind.MAIN else {}
        yield Division(kind, label, title, blocks, closing, holder.get("id", ""))
        if behind:
            yield from annexes(behind, self._language, self._unread)
        for attachment in parts["attachments"] if parts["attachments"] is not None else ():
            yield from self._attachment(attachment)
        body_element = next((c for c in document if name_of(c) == "collectionBody"), None)
        for components in (body_element, self._child(document, "components")):
            if components is not None:
                yield from self._parts(components)

    def _child(self, element: Element, name: str) -> Element | None:
        return next(element.iterchildren(f"{{*}}{name}"), None)

    def _lines(self, document: Element) -> list[AknLine]:
        walk = BodyWalker(self._words)
        lines: list[AknLine] = []
        for child in document:
            name = name_of(child)
            if name == "preamble":
                lines += walk.lines(child, preamble=True)
            elif name in _BODIES and name != "collectionBody":
                lines += walk.lines(child)
        self._unread += walk.stray
        return lines

    def _parts(self, components: Element) -> Iterator[Division]:
        for component in components:
            for document in component:
                if name_of(document) in _DOCUMENTS:
                    yield from self._divisions(document, DivisionKind.PART)

    def _attachment(self, attachment: Element) -> Iterator[Division]:
        """Yield the annexes of one attachment; in files of the United Nations one attachment has all annexes."""
        headings = [
            AknLine(AknShape.HEADING, self._words.text(child))
            for child in attachment
            if name_of(child) in ("num", "heading", "subheading")
        ]
        for document in attachment:
            if name_of(document) not in _DOCUMENTS:
                continue
            preface = self._child(document, "preface")
            conclusions = self._child(document, "conclusions")
            if self._ours or preface is not None:
                yield from self._divisions(document, DivisionKind.ANNEX)
                continue
            found = annexes(headings + self._lines(document), self._language, self._unread)
            found = found or [annex([], self._language, self._unread)]
            closing = tuple(self._closing(conclusions))
            *first, last = found
            yield from first
            yield Division(last.kind, last.label, last.title, last.blocks, closing)

    def _label(self, preface: Element | None) -> str:
        if preface is None:
            return ""
        number = next(preface.iter("{*}docNumber"), None)
        if number is None:
            return ""
        words = "".join(run.text for run in self._words.label_text(number))
        return words if self._ours else folded(words).rstrip(".")

    def _report_leftovers(self, preface: Element | None) -> None:
        """Add to `unread` what is in a preface besides title, number, sponsors and kind of document."""
        if preface is None or self._ours:
            return
        known = ("docNumber", "docTitle", "docType", "docProponent", "inline", "authorialNote")
        for paragraph in preface:
            pieces = [paragraph.text, *(child.tail for child in paragraph)]
            pieces += ["".join(c.itertext()) for c in paragraph if name_of(c) not in known]
            self._unread += [folded(piece) for piece in pieces if piece and piece.strip(" \t\n.:,")]

    def _closing(self, conclusions: Element | None) -> Iterator[str]:
        """Yield the closing lines: meeting, date and, if printed, how the text was adopted."""
        if conclusions is None:
            return
        for paragraph in conclusions:
            lines = [""]
            self._closing_words(paragraph, lines, False)
            for line in lines:
                if self._ours:
                    yield line
                elif words := folded(line):
                    yield words

    def _closing_words(self, element: Element, lines: list[str], within_outcome: bool) -> None:
        name = name_of(element)
        if name == "eol":
            if own(element).get("within"):
                lines[-1] += "\n"
            else:
                lines.append("")
            return
        if name in ("authorialNote", "img"):
            if name == "authorialNote":
                self._words.note(element)
            return
        if name == "outcome" and within_outcome:
            lines.append("")
        lines[-1] += _without_indent(element.text)
        for child in element:
            self._closing_words(child, lines, within_outcome or name == "outcome")
            lines[-1] += _without_indent(child.tail)


def _without_indent(words: str | None) -> str:
    if not words or (not words.strip() and "\n" in words):
        return ""
    return re.sub(r" *\n *", " ", words)


def _split_at_annex(lines: list[AknLine]) -> tuple[list[AknLine], list[AknLine]]:
    """Split the lines before an annex that was left in the body, after the last clause."""
    for index, line in enumerate(lines):
        if not line.preamble and not line.quoted and index and begins_annex(line):
            numbered = [x for x in lines[:index] if x.num or x.shape is AknShape.CLAUSE]
            if numbered:
                return lines[:index], lines[index:]
    return lines, []
