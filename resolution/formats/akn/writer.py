"""Writes Akoma Ntoso (AKN4UN), the format of our drafts, valid against the strict schema.

Containers, lists, inline notes and metadata are as in the files of the United Nations. What plain Akoma Ntoso cannot
express, such as the origin of a clause, is in attributes of our own namespace on the element concerned, and only if the
element does not imply it. So our files are read back as the same resolution, and other programs can read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import groupby
from typing import Any
from urllib.parse import quote

from lxml import etree
from markupsafe import Markup, escape

from resolution.characters import cleaned
from resolution.codec import to_attributes, to_words
from resolution.formats.akn import extensions
from resolution.formats.akn.names import (
    AKN,
    AKN4UN,
    METHODS,
    NO_DATE,
    ORGAN_CODES,
    ORIGIN,
    OUTCOMES,
    OWN,
    PROPOSAL,
    names_of,
    position_code,
    position_name,
    typeface,
)
from resolution.formats.akn.read_blocks import default_kind, default_level
from resolution.formats.akn.read_heading import HeadingReader
from resolution.formats.akn.read_lines import AknShape, InlineReader
from resolution.labels import recognised
from resolution.language.dates import parse_date, printed
from resolution.language.languages import THREE_LETTERS
from resolution.language.organs import organ
from resolution.model import (
    Adoption,
    Block,
    Division,
    DivisionKind,
    Ignored,
    Kind,
    Masthead,
    Proposal,
    Resolution,
    Status,
    Table,
    Vote,
)
from resolution.references import leads_within, names_within
from resolution.text import Mark, Run, Text, lead, note_indexes, runs
from templates import environment

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?[\w\s./?=&;,()'~@!*+-]*(?:#[\w./-]*)?")


def to_bytes(resolution: Resolution) -> bytes:
    """Return a resolution as the bytes of an Akoma Ntoso file (UTF-8). Raises ValueError as `_marks` does."""
    resolution = cleaned(resolution)
    written = _File(resolution, _stored_fields(resolution)).rendered().encode("utf-8")
    return extensions.put_back(resolution, written)


def _stored_fields(resolution: Resolution) -> list[dict[str, Any]]:
    """Return the fields of the heading that cannot be read back exactly from its cover page.

    They are found by writing the heading alone and reading it back; fields that differ are stored in our own metadata.
    """
    alone = replace(
        resolution,
        divisions=tuple(
            replace(d, blocks=()) for d in resolution.divisions if d.kind is not DivisionKind.ANNEX
        ),
    )
    root = etree.fromstring(_File(alone, []).rendered().encode("utf-8"))
    read = HeadingReader(root[0], InlineReader(True, Mark.ITALIC)).masthead()
    out: list[dict[str, Any]] = []
    for spec in fields(Masthead):
        value = getattr(resolution.masthead, spec.name)
        if spec.name == "notes" or value == getattr(read, spec.name):
            continue
        values = ("", *value) if isinstance(value, tuple) else (value,)
        out += [{"name": spec.name, "words": _words(to_words(v))} for v in values]
    return out


def _ignored(each: Ignored) -> dict[str, Markup]:
    """Return an entry that the checks ignore, for the template."""
    place = _attributes(to_attributes(each, ("code", "clause")))
    return {"attributes": place, "words": _words(each.words)}


def _proposal(each: Proposal) -> dict[str, Any]:
    """Return a proposal of delegations, for the template."""
    facts = to_attributes(each, PROPOSAL)
    return {
        "attributes": _attributes({name: value for name, value in facts.items() if value}),
        "delegations": [_words(name) for name in each.delegations],
        "wordings": [
            ("base", list(_plain_runs(each.base))),
            ("text", list(_plain_runs(each.text))),
        ],
        "comment": _words(each.comment),
    }


def _plain_runs(text: Text) -> Iterator[dict[str, Markup]]:
    """Yield the runs of a wording that is not part of the text, with marks and links as attributes."""
    for run in runs(text):
        looks = {"marks": names_of(run.marks), "href": run.href}
        given = {name: value for name, value in looks.items() if value}
        yield {"attributes": _attributes(given), "words": _words(run.text)}


def _words(words: str) -> Markup:
    """Escape text for XML, including carriage returns, which a parser would convert to line feeds."""
    return Markup(str(escape(words)).replace("\r", "&#13;"))


def _attributes(values: dict[str, str]) -> Markup:
    """Return attributes, each with a leading space; line ends and tabs are escaped."""
    out = []
    for name, value in values.items():
        shown = str(escape(value))
        for sign, code in (("\t", "&#9;"), ("\n", "&#10;"), ("\r", "&#13;")):
            shown = shown.replace(sign, code)
        out.append(f' {name}="{shown}"')
    return Markup("".join(out))


def _address(name: str, value: str) -> dict[str, str]:
    """Return an attribute that the schema requires to be a URI; the original value is added if it is not one."""
    if _ADDRESS.fullmatch(value) and not value.startswith(("//", ":")):
        return {name: value}
    return {name: quote(value, safe="/.,;()"), f"rd:{name}": value}


# ---------------------------------------------------------------- template data


_NOTHING = Markup("")


@dataclass(slots=True)
class _Node:
    """A block with the blocks below it, as the templates need it."""

    form: str
    block: Block | None = None
    auto: bool = True
    shape: AknShape = AknShape.REST
    depth: int = 0
    attributes: Markup = _NOTHING
    list_attributes: Markup = _NOTHING
    name: Markup = _NOTHING
    num: list[dict[str, Any]] | None = None
    text: list[dict[str, Any]] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def owned(self) -> bool:
        """Whether the group begins with a block."""
        return self.block is not None

    @property
    def simple(self) -> bool:
        """Whether the text and its continuations need no list."""
        return self.owned and all(child.form in ("rest", "table") for child in self.children)

    @property
    def wrap_up(self) -> list[_Node]:
        """The continuations at the end of the list."""
        out: list[_Node] = []
        for child in reversed(self.children):
            if child.form != "rest":
                break
            out.insert(0, child)
        return out

    @property
    def inner(self) -> list[_Node]:
        """The content of the list before its wrap-up."""
        return self.children[: len(self.children) - len(self.wrap_up)]


_FORMS = {
    Kind.FORMULA: "formula",
    Kind.PREAMBULAR: "recital",
    Kind.OPERATIVE: "clause",
    Kind.ITEM: "item",
    Kind.CONTINUATION: "rest",
    Kind.HEADING: "heading",
    Kind.PARAGRAPH: "paragraph",
    Kind.TABLE: "table",
}
_UNDER = (Kind.ITEM, Kind.CONTINUATION)
_HEADING_CLASSES = {1: "H1", 2: "H23", 3: "H4"}


class _File:
    """Converts one resolution to template data: assigns every block an element, and every note a place."""

    def __init__(self, resolution: Resolution, stored: list[dict[str, Any]]) -> None:
        self._resolution = resolution
        self._stored_fields = stored
        self._face = typeface(resolution.masthead.language)
        self._marks = _marks(resolution)
        self._written: set[int] = set()
        self._ids: set[str] = set()
        self._count = 0
        self._elements: dict[str, str] = {}
        self._targets: dict[str, str] = {}

    def rendered(self) -> str:
        """Return the contents of the file."""
        resolution = self._resolution
        self._targets = self._reference_targets()
        agreed = dict(resolution.negotiation.agreed)
        loose = [self._note(index) for index in self._loose_notes()]
        head = self._head(resolution.masthead)
        document = self._documents()
        return (
            environment()
            .get_template("akn/document.xml")
            .render(
                namespaces={"akn": AKN, "akn4un": AKN4UN, "own": OWN},
                document=document,
                head=head,
                adoption=_record(resolution.adoption),
                loose_notes=loose,
                carried=self._stored_fields,
                ignored=[_ignored(each) for each in self._resolution.ignored],
                proposals=[_proposal(each) for each in self._resolution.negotiation.proposals],
                standings=[
                    {
                        "attributes": _attributes({"clause": clause, "is": how.value}),
                        "words": _words(agreed[clause]) if clause in agreed else None,
                    }
                    for clause, how in self._resolution.negotiation.standings
                ],
            )
        )

    def _reference_targets(self) -> dict[str, str]:
        """Return the element ids by block name for cross-references, which may refer to later elements."""
        if not names_within(self._resolution):
            return {}
        scout = _File(self._resolution, [])
        scout._documents()
        return scout._elements

    # ------------------------------------------------------------ notes and text

    def _loose_notes(self) -> list[int]:
        anchored = {i for text in self._resolution.texts() for i in note_indexes(text)}
        return [i for i in range(len(self._resolution.notes)) if i not in anchored]

    def _note(self, index: int) -> dict[str, Any]:
        note = self._resolution.notes[index]
        expected = len(self._written)
        while expected in self._written:
            expected += 1
        self._written.add(index)
        marker = self._marks[index]
        values = {"marker": marker, "placement": "bottom", "eId": f"authorialNote_{index + 1}"}
        if index != expected:
            values["rd:note"] = str(index)
        if note.mark != ("" if marker.isdigit() or not marker else marker):
            values["rd:mark"] = note.mark
        if note.text == ():
            values["rd:text"] = "empty"
        pieces = list(self._pieces(note.text or (), anchors=False))
        return {"kind": "note", "attributes": _attributes(values), "pieces": pieces}

    def _pieces(
        self, text: Text, leads: bool = False, anchors: bool = True
    ) -> Iterator[dict[str, Any]]:
        """Yield the pieces of a text. leads: an initial span in the typeface of leads is read as a lead."""
        for position, inline in enumerate(text):
            if isinstance(inline, Run):
                yield from self._run(inline, leads and position == 0)
            elif anchors and inline.note not in self._written:
                yield self._note(inline.note)
            else:
                mark = self._marks[inline.note]
                values = _attributes({"rd:note": str(inline.note)})
                yield {"kind": "reference", "attributes": values, "words": _words(mark)}

    def _run(self, run: Run, first: bool) -> Iterator[dict[str, Any]]:
        marks = run.marks & ~Mark.SUPER
        shown = (marks & ~Mark.LEAD) | (self._face if Mark.LEAD in marks else Mark.NONE)
        is_lead = first and not run.href and shown == self._face and "\n" not in run.text
        read_back = Mark.LEAD if is_lead else shown
        span = {"class": names_of(shown)} if shown else {}
        if read_back != marks:
            span["rd:marks"] = names_of(marks)
        href = self._link(run.href)
        within = leads_within(run.href)
        for number, line in enumerate(run.text.split("\n")):
            if number:
                yield self._break(run, span, href)
            if line:
                yield {
                    "kind": "run",
                    "within": within,
                    "words": _words(line),
                    "span": _attributes(span),
                    "href": _attributes(href),
                    "raised": Mark.SUPER in run.marks,
                }

    def _link(self, href: str) -> dict[str, str]:
        """Return the target of a link; within the text it is the element whose GUID is the block's name."""
        if leads_within(href) and (element := self._targets.get(href[1:])):
            return {"href": f"#{element}"}
        return _address("href", href) if href else {}

    def _break(self, run: Run, span: dict[str, str], href: dict[str, str]) -> dict[str, Any]:
        """Return a line break formatted like its run, so that both are read back as one run."""
        if not (span or href or Mark.SUPER in run.marks):
            return {"kind": "break"}
        return {
            "kind": "run",
            "within": leads_within(run.href),
            "words": Markup("<eol/>"),
            "span": _attributes(span),
            "href": _attributes(href),
            "raised": Mark.SUPER in run.marks,
        }

    # ------------------------------------------------------------ documents

    def _documents(self) -> dict[str, Any]:
        """Return the main document with its annexes, and the parts with theirs."""
        main, *others = self._resolution.divisions
        is_collection = not main.blocks and bool(others) and others[0].kind is DivisionKind.PART
        top = self._document(main, "", 0)
        top["element"] = "documentCollection" if is_collection else "statement"
        top["name"] = "publication" if is_collection else self._statement_name()
        number = self._resolution.masthead.number
        top |= {
            "number": _words(f"{number}." if number and not self._untitled() else ""),
            "sponsors": [_words(s) for s in self._resolution.masthead.sponsors],
            "proposal": _words(self._resolution.masthead.proposal),
        }
        holder = top
        for index, division in enumerate(others, 1):
            is_part = division.kind is DivisionKind.PART
            document = self._document(
                division, f"{'part' if is_part else 'annex'}_{index}__", index
            )
            if is_part:
                top["parts"].append(document)
                holder = document
            else:
                holder["annexes"].append(document)
        return top

    def _untitled(self) -> bool:
        """Return whether the organ numbers its texts on the cover and gives them no title (Security Council)."""
        known = organ(self._resolution.masthead.organ)
        return known is not None and not known.titled and not self._resolution.main.title

    def _statement_name(self) -> str:
        is_draft = self._resolution.masthead.status is Status.DRAFT
        return "resolutionDraft" if is_draft else "resolution"

    def _document(self, division: Division, prefix: str, index: int) -> dict[str, Any]:
        title = list(self._pieces(division.title))
        element = f"{prefix}{'component' if division.kind is DivisionKind.PART else 'attachment'}"
        guid = self._guid(division.id, element) if index else {}
        is_named = bool(guid) or division.kind is DivisionKind.PART
        holder = {"eId": element} | guid if is_named else {}
        preamble, body = self._content(division, prefix)
        return {
            "name": self._statement_name(),
            "prefix": prefix,
            "holder": _attributes(holder),
            "shown": _words(division.label or f"Part {index}"),
            "work": self._work(prefix.rstrip("_")),
            "number": _words(division.label) if index else Markup(""),
            "title": title,
            "sponsors": [],
            "proposal": "",
            "preamble": preamble,
            "body": body,
            "closing": self._closing(division.closing) if division.closing else None,
            "annexes": [],
            "parts": [],
        }

    def _closing(self, lines: Sequence[str]) -> list[dict[str, Any]]:
        out = []
        for line in lines:
            pieces: list[dict[str, Any]] = []
            for number, words in enumerate(line.split("\n")):
                if number:
                    pieces.append({"kind": "run", "words": Markup('<eol rd:within="true"/>'), "span": "",
                                   "href": "", "within": False, "raised": False})  # fmt: skip
                pieces += self._pieces((Run(words),) if words else ())
            day = parse_date(line)
            is_date = day is not None and line == printed(day)
            out.append(
                {
                    "words": pieces,
                    "meeting": bool(line) and line == self._resolution.masthead.meeting,
                    "date": _attributes({"date": day.isoformat()}) if day and is_date else "",
                }
            )
        return out

    def _work(self, component: str) -> dict[str, Markup]:
        """Return the addresses of the work, its expression and its file (AKN4UN naming convention)."""
        head = self._resolution.masthead
        code = ORGAN_CODES.get(head.organ, "un")
        adopted = head.adopted or head.issued
        number = re.sub(r"[^\w.()-]+", "-", head.number or head.symbol).strip("-") or "draft"
        path = f"/akn/un/statement/deliberation/{code}/{adopted or NO_DATE}/{quote(number)}"
        language = THREE_LETTERS.get(head.language, "und")
        part = component or "main"
        values = {
            "this": {"value": f"{path}/!{part}"},
            "uri": {"value": path},
            "expression_this": {"value": f"{path}/{language}@/!{part}"},
            "expression_uri": {"value": f"{path}/{language}@"},
            "file_this": {"value": f"{path}/{language}@/!{part}.xml"},
            "file_uri": {"value": f"{path}/{language}@.xml"},
            "adoption": {"date": str(head.adopted or NO_DATE)},
            "publication": {"date": str(head.issued or NO_DATE)},
            "author": {"href": "#issuingOrgan"},
            "language": {"language": THREE_LETTERS.get(head.language, head.language or "und")},
            "organ": {
                "href": f"/akn/ontology/organization/un/{quote(code)}",
                "showAs": head.organ or "United Nations",
            },
        }
        return {name: _attributes(value) for name, value in values.items()}

    def _head(self, head: Masthead) -> dict[str, Any]:
        known = organ(head.organ)
        parent = known.parent if known else ""
        numbered = self._untitled() and bool(head.number)
        is_in_closing = head.meeting in self._resolution.main.closing
        words = {
            spec.name: _words(value)
            for spec in fields(Masthead)
            if isinstance(value := getattr(head, spec.name), str)
        }
        return words | {
            "numbered_heading": numbered,
            "heading_about": Markup(' refersTo="#adoption"') if numbered else "",
            "authority": _words(parent or head.organ),
            "subsidiary": _words(head.organ if parent else ""),
            "issued": _attributes({"date": head.issued.isoformat()}) if head.issued else "",
            "issued_printed": printed(head.issued) if head.issued else "",
            "meeting": "" if is_in_closing else words["meeting"],
            "committee": _attributes(
                _address("refersTo", head.committee)
                if head.committee and " " not in head.committee
                else {}
            ),
            "notes": [piece for note in head.notes for piece in self._pieces((note,))],
        }

    # ------------------------------------------------------------ blocks

    def _content(self, division: Division, prefix: str) -> tuple[list[_Node], list[_Node]]:
        """Return the preamble and the body of a division."""
        autos = [block.auto for block in recognised(division.blocks)]
        groups = list(_groups(division.blocks, autos))
        border = _border(groups)
        self._count = 0
        preamble = self._top(groups[:border], prefix, division.kind, in_preamble=True)
        body = self._top(groups[border:], prefix, division.kind, in_preamble=False)
        return preamble, body

    def _top(
        self, groups: list[_Node], prefix: str, division: DivisionKind, in_preamble: bool
    ) -> list[_Node]:
        out: list[_Node] = []
        for quoted, nodes in groupby(groups, key=_is_quoted):
            if not quoted:
                out += [self._filled(n, prefix, division, in_preamble, False) for n in nodes]
                continue
            self._count += 1
            wrapper = _Node(
                "quoted", attributes=_attributes({"eId": f"{prefix}quoted_{self._count}"})
            )
            wrapper.children = [self._filled(n, prefix, division, False, True) for n in nodes]
            out.append(wrapper)
        return out

    def _filled(
        self, node: _Node, prefix: str, division: DivisionKind, in_preamble: bool, quoted: bool
    ) -> _Node:
        """Assign elements to the first block of a group and to everything below it."""
        self._count += 1
        recitals = in_preamble or quoted
        if node.form in ("formula", "recital") and not recitals:
            node.form = "clause"
        eid = f"{prefix}{'container' if in_preamble else 'para'}_{self._count}"
        as_lists = recitals and (in_preamble or node.form in ("formula", "recital"))
        node.shape = {
            "formula": AknShape.FORMULA,
            "recital": AknShape.RECITAL,
            "heading": AknShape.HEADING,
            "table": AknShape.TABLE,
            "rest": AknShape.REST,
        }.get(node.form, AknShape.BLOCK if in_preamble else AknShape.CLAUSE)
        if in_preamble and node.shape is AknShape.REST:
            node.shape = AknShape.RECITAL
        has_num = not recitals or (not in_preamble and node.form not in ("formula", "recital"))
        self._fill(node, eid, division, quoted, has_num and node.form != "table")
        if node.form == "recital" and node.block:
            name = " ".join(lead(node.block.text).split()) or "preambular"
            node.name = _attributes({"name": name})
        node.list_attributes = _attributes({"eId": f"{eid}__list"})
        self._fill_under(node, eid, division, quoted, as_lists)
        return node

    def _fill_under(
        self, node: _Node, eid: str, division: DivisionKind, quoted: bool, as_lists: bool
    ) -> None:
        for number, child in enumerate(node.children, 1):
            element = {"item": "point", "rest": "alinea"}.get(child.form, child.form)
            own_id = f"{eid}__{element}_{number}"
            child.shape = {
                "item": AknShape.POINT,
                "heading": AknShape.HEADING,
                "table": AknShape.TABLE,
            }.get(child.form, AknShape.REST)
            if as_lists and child.form == "heading":
                child.shape = (
                    AknShape.REST if node.form == "item" or node.owned else AknShape.HEADING
                )
            has_num = child.form == "item" or (child.form == "heading" and not as_lists)
            self._fill(child, own_id, division, quoted, has_num, as_lists)
            child.list_attributes = _attributes({"eId": f"{own_id}__list"})
            self._fill_under(child, own_id, division, quoted, as_lists)

    def _fill(
        self,
        node: _Node,
        eid: str,
        division: DivisionKind,
        quoted: bool,
        has_num: bool,
        in_blocks: bool = False,
    ) -> None:
        """Set the text and number of a node, and the attributes for what its element does not imply."""
        block = node.block
        values = {"eId": eid}
        if block is None:
            node.attributes = _attributes(values)
            return
        if (block.kind is Kind.TABLE) != (block.table is not None):
            raise ValueError("A table and a block that is one do not go together in this draft.")
        values |= self._guid(block.id, eid)
        if block.kind is Kind.HEADING and not in_blocks:
            values["class"] = _HEADING_CLASSES.get(block.level, "H4")
        values |= extensions.with_unknown(
            block, self._own(node, block, division, quoted, has_num, in_blocks)
        )
        node.attributes = _attributes(values)
        leads = node.shape in (AknShape.RECITAL, AknShape.CLAUSE, AknShape.POINT)
        node.num = list(self._pieces((Run(block.label),))) if block.label and has_num else None
        node.text = list(self._pieces(block.text, leads=leads))
        if block.table is not None:
            node.rows = self._rows(block.table)

    def _guid(self, name: str, element: str) -> dict[str, str]:
        """Return the GUID attribute for a block or division; each name is used only once."""
        if not name or name in self._ids or re.search(r"\s", name):
            return {}
        self._ids.add(name)
        self._elements[name] = element
        return {"GUID": name}

    def _own(
        self,
        node: _Node,
        block: Block,
        division: DivisionKind,
        quoted: bool,
        has_num: bool,
        in_blocks: bool,
    ) -> dict[str, str]:
        """Return our own attributes of a block: what its element and position do not imply."""
        out: dict[str, str] = {}
        is_plain_p = in_blocks and node.form == "rest"
        if is_plain_p or default_kind(node.shape, division) is not block.kind:
            out["rd:kind"] = block.kind.value
        if default_level(block.kind, node.depth) != block.level:
            out["rd:level"] = str(block.level)
        if block.label and not has_num:
            out["rd:label"] = block.label
        if block.auto != node.auto:
            out["rd:auto"] = "true" if block.auto else "false"
        if block.quoted != quoted:
            out["rd:quoted"] = "true" if block.quoted else "false"
        if block.origin:
            written = to_attributes(block.origin, ORIGIN)
            out |= {f"rd:{name}": words for name, words in written.items()}
        return out

    def _rows(self, table: Table) -> list[dict[str, Any]]:
        filler = {"element": "td", "attributes": Markup(' rd:filler="true"'), "paragraphs": []}
        rows: list[dict[str, Any]] = []
        for row in table.rows:
            cells: list[dict[str, Any]] = []
            for cell in row:
                spans = {"colspan": cell.colspan, "rowspan": cell.rowspan}
                cells.append(
                    {
                        "element": "th" if cell.header else "td",
                        "attributes": _attributes({k: str(v) for k, v in spans.items() if v != 1}),
                        "paragraphs": [list(self._pieces(text)) for text in cell.paragraphs],
                    }
                )
            rows.append({"attributes": "", "cells": cells or [filler]})
        return rows or [{"attributes": Markup(' rd:filler="true"'), "cells": [filler]}]


def _marks(resolution: Resolution) -> dict[int, str]:
    """Return each note's mark. Raises ValueError if a reference points to a note that does not exist."""
    texts = [*resolution.texts(), *(note.text or () for note in resolution.notes)]
    last = max((index for text in texts for index in note_indexes(text)), default=-1)
    if last >= len(resolution.notes):
        raise ValueError(
            f"A mark in the text points to note {last + 1}, which is not there; delete the mark."
        )
    return resolution.note_marks()


def _is_quoted(node: _Node) -> bool:
    """Return whether a group is in an embedded text, as its first block is."""
    first = node.block or (node.children[0].block if node.children else None)
    return first is not None and first.quoted


def _groups(blocks: Sequence[Block], autos: Sequence[bool]) -> Iterator[_Node]:
    """Yield each top-level block with what belongs to it, nested by level.

    Items and continuations follow the block they belong to; a table or heading is inside if one of them follows it.
    """
    group: _Node | None = None
    stack: list[_Node] = []
    for index, (block, auto) in enumerate(zip(blocks, autos, strict=True)):
        node = _Node(_FORMS[block.kind], block, auto)
        after = next(
            (b for b in blocks[index + 1 :] if b.kind not in (Kind.TABLE, Kind.HEADING)), None
        )
        goes_on = after is not None and after.kind in _UNDER
        inside = block.kind in _UNDER or (
            block.kind in (Kind.TABLE, Kind.HEADING) and goes_on and group is not None
        )
        if not inside:
            if group is not None:
                yield group
            group, stack = node, [node]
            if block.kind in (Kind.TABLE, Kind.HEADING):
                yield node
                group = None
            continue
        if group is None:
            group = _Node("rest", None)
            stack = [group]
        stack = _attached(node, block, after, stack)
    if group is not None:
        yield group


def _attached(node: _Node, block: Block, after: Block | None, stack: list[_Node]) -> list[_Node]:
    """Append a node to the open item of the level above; return the open nodes."""
    if block.kind is Kind.ITEM:
        wanted = block.level - 1
    elif block.kind is Kind.HEADING and after is not None and after.kind is Kind.ITEM:
        wanted = after.level - 1
    else:
        wanted = block.level
    index = max(0, min(wanted, len(stack) - 1))
    stack[index].children.append(node)
    node.depth = index + 1
    return [*stack[: index + 1], node] if block.kind is Kind.ITEM else stack[: index + 1]


def _border(groups: Sequence[_Node]) -> int:
    """Return the number of groups in the preamble: to the last preambular paragraph before the first operative one."""
    border = 0
    for index, node in enumerate(groups):
        if node.block is None or node.block.quoted:
            continue
        if node.block.kind is Kind.OPERATIVE:
            break
        if node.block.kind in (Kind.FORMULA, Kind.PREAMBULAR):
            border = index + 1
    return border


# ---------------------------------------------------------------- the record


def _record(adoption: Adoption) -> dict[str, Any]:
    steps = []
    for step in adoption.steps:
        day = step.on.isoformat() if step.on else NO_DATE
        values = {"date": day} | _address("outcome", step.outcome) | _address("by", step.by)
        if day == NO_DATE and step.on:
            values["rd:on"] = day
        if step.symbol:
            values |= _address("as", step.symbol)
        if step.refers_to:
            values |= _reference(step.refers_to)
        steps.append(_attributes(values))
    groups = [
        [_attributes(_keyword_values(k.value, k.shown, k.dictionary, k.href)) for k in keywords]
        for _, keywords in groupby(adoption.keywords, key=lambda k: k.dictionary)
    ]
    return {
        "steps": steps,
        "classifications": groups,
        "voting": _voting(adoption.vote) if adoption.vote is not None else None,
        "counts": _counts(adoption.vote) if adoption.vote is not None else [],
    }


def _reference(value: str) -> dict[str, str]:
    """Return a refersTo attribute, which must not contain white space; the original value is added if it does."""
    found = _address("refersTo", value)
    if re.search(r"\s", value):
        return {"refersTo": "#" + re.sub(r"[^\w-]+", "_", value), "rd:refersTo": value}
    return found


def _keyword_values(value: str, shown: str, dictionary: str, href: str) -> dict[str, str]:
    values = {"value": value, "showAs": shown} | _address("dictionary", dictionary)
    return values | (_address("href", href) if href else {})


def _voting(vote: Vote) -> Markup:
    if not vote.method:
        return Markup("")
    outcome = OUTCOMES.get(vote.method, vote.method)
    values = _address("outcome", outcome)
    if METHODS.get(outcome, outcome) != vote.method:
        values["rd:method"] = vote.method
    if "rd:outcome" in values:
        values["rd:method"] = vote.method
    return _attributes(values)


def _counts(vote: Vote) -> list[dict[str, Any]]:
    """Return a count for every position that has a number or names, in the order of the names."""
    numbers = {
        "in favour": vote.in_favour,
        "against": vote.against,
        "abstaining": vote.abstaining,
    }
    listed: list[tuple[str, tuple[str, ...] | None]] = list(vote.voters)
    named = {position for position, _ in vote.voters}
    listed += [(p, None) for p, number in numbers.items() if number is not None and p not in named]
    out = []
    for position, voters in listed:
        number = numbers.pop(position, None)
        code = position_code(position)
        values = {"value": "" if number is None else str(number), "refersTo": f"#{code}"}
        if position_name(code) != position:
            values["rd:position"] = position
        names = None if voters is None else [_words(name) for name in voters]
        out.append({"attributes": _attributes(values), "voters": names})
    return out
