"""The package around the text: parts, sections, headers, settings, properties. Built with python-docx.

What does not depend on the text (page, styles, empty headers) is built once for each letterhead and language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.section import Section
from docx.shared import Emu, Pt, Twips
from docx.table import Table
from lxml import etree
from markupsafe import Markup

from resolution.characters import clean
from resolution.formats.word.writing.styles import part_xml
from resolution.language import of
from resolution.language.language import Script
from resolution.letterheads.letterheads import LETTERHEADS, Letterhead
from templates import environment

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

NAMESPACES = {
    "w": _W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}

"""Characters that no XML file can hold."""

_LATIN = re.compile("[A-Za-z]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")

_KEPT_PARTS = (RT.STYLES, RT.SETTINGS, RT.THEME, RT.FONT_TABLE)


class EmblemError(Exception):
    """The emblem image cannot be used; the message is a sentence for the user."""


def script(language: str) -> Script:
    """Return the script of a language; English if the language is unknown."""
    return of(language).script


def start(letterhead: Letterhead, language: str) -> Document:
    """Return an empty document with page, styles and empty headers."""
    return docx.Document(BytesIO(_base(letterhead.folder, script(language))))


def render(template: str, namespaces: str = " ".join(NAMESPACES), **values: Any) -> etree._Element:
    """Return a template rendered and parsed, without characters that XML does not allow.

    namespaces: the prefixes declared by the template's root.
    """
    declared = _declared(namespaces)
    words = environment().get_template(f"word/{template}").render(namespaces=declared, **values)
    root = parse_xml(clean(words))
    if values["rtl"]:
        _turn_runs(root)
    return root


def _turn_runs(root: etree._Element) -> None:
    """Mark the runs as right-to-left, with the complex-script variants of bold and italic that Word then uses.

    Symbols and other Latin words stay left-to-right, or Word would reverse their digits.
    """
    for run in root.iter(qn("w:r")):
        if _LATIN.search(run.text) and not _RIGHT_TO_LEFT.search(run.text):
            continue
        look = run.get_or_add_rPr()
        for toggle in ("b", "i"):
            own, twin = look.find(qn(f"w:{toggle}")), look.find(qn(f"w:{toggle}Cs"))
            if own is not None and twin is None:
                copied = OxmlElement(f"w:{toggle}Cs", dict(own.attrib))
                own.addnext(copied)
        look.append(OxmlElement("w:rtl"))


@cache
def _declared(prefixes: str) -> Markup:
    return Markup(" ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes.split()))


def fill_heads(document: Document, letterhead: Letterhead, **values: Any) -> None:
    """Write masthead, running headers and footers into the first section; the second inherits them."""
    section = document.sections[0]
    for part, template, even in _heads(section):
        root = render(f"{letterhead.folder}/{template}.xml.j2", "w r", even=even, **values)
        _replace_children(part, root)


def _heads(section: Section) -> tuple[tuple[etree._Element, str, bool], ...]:
    return (
        (section.first_page_header._element, "first_head", False),
        (section.even_page_header._element, "running_head", True),
        (section.header._element, "running_head", False),
        (section.first_page_footer._element, "first_foot", False),
        (section.even_page_footer._element, "running_foot", True),
        (section.footer._element, "running_foot", False),
    )


def fill_settings(document: Document, **values: Any) -> None:
    """Write the settings part."""
    _replace_children(document.settings.element, render("settings.xml.j2", "w", **values))


def fill_body(document: Document, **values: Any) -> None:
    """Write the text between the sections: after the paragraph that ends the first, before the end of the second."""
    body = document.element.body
    for place, element in enumerate(list(render("body.xml.j2", **values)), 1):
        body.insert(place, element)


def add_notes(document: Document) -> Part:
    """Add an empty notes part and return it; links can be added to it right away."""
    name = PackURI("/word/footnotes.xml")
    part = Part(name, CT.WML_FOOTNOTES, b"", document.part.package)
    document.part.relate_to(part, RT.FOOTNOTES)
    return part


def fill_notes(part: Part, **values: Any) -> etree._Element:
    """Write the notes part, and return its root."""
    root = render("footnotes.xml.j2", "w r", **values)
    part._blob = etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
    return root


def place_emblem(document: Document, letterhead: Letterhead, emblem: Path) -> None:
    """Insert the image in the masthead, in the emblem's size.

    Raises EmblemError if the file is missing or not an image that Word can show.
    """
    if letterhead.floating_masthead:
        table = document.tables[0]
    else:
        table = Table(
            document.sections[0].first_page_header.tables[0]._tbl,
            document.sections[0].first_page_header,
        )
    width, height = letterhead.emblem
    paragraph = table.rows[1].cells[0].paragraphs[0]
    try:
        paragraph.add_run().add_picture(str(emblem), Emu(width), Emu(height))
    except (
        OSError,
        UnrecognizedImageError,
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
    ) as reason:
        raise EmblemError(
            f"The emblem {emblem.name} is not an image that Word can show; choose a PNG or JPEG file."
        ) from reason


def fill_properties(document: Document, title: str, symbol: str, language: str) -> None:
    """Set the document properties: title, symbol, language; no author, which is the user's choice."""
    properties = document.core_properties
    properties.title = clean(title)[:255]
    properties.subject = clean(symbol)[:255]
    properties.language = script(language).tag


def to_bytes(document: Document) -> bytes:
    """Return the package as bytes."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


@cache
def _base(folder: str, writing: Script) -> bytes:
    letterhead = LETTERHEADS[folder]
    document = docx.Document()
    _drop_parts(document)
    _replace_children(document.styles.element, part_xml(letterhead.styles, writing))
    _drop_properties(document)
    _lay_out(document, letterhead)
    return to_bytes(document)


def _drop_parts(document: Document) -> None:
    """Remove parts of python-docx's template: `stylesWithEffects` makes Word offer a repair, the rest is unused."""
    for relations, kept in (
        (document.part.rels, _KEPT_PARTS),
        (document.part.package.rels, (RT.OFFICE_DOCUMENT,)),
    ):
        for key, relation in list(relations.items()):
            if relation.reltype not in kept:
                del relations[key]
            elif relation.reltype == RT.FONT_TABLE:
                relation.target_part._blob = _font_table()


def _font_table() -> bytes:
    fonts = "".join(
        f'<w:font w:name="{name}"/>' for name in ("Times New Roman", "SimSun", "Traditional Arabic")
    )
    return f'<w:fonts xmlns:w="{_W}">{fonts}</w:fonts>'.encode()


def _drop_properties(document: Document) -> None:
    """Clear the document properties: the template names python-docx as the author, and a date in 2013."""
    element = document.core_properties._element
    for child in list(element):
        element.remove(child)


def _lay_out(document: Document, letterhead: Letterhead) -> None:
    """Make the two sections: the first has masthead and headers and is one tiny paragraph, the second has the text."""
    document.settings.odd_and_even_pages_header_footer = True
    first = document.sections[0]
    _set_page(first, letterhead, letterhead.page.bottom_first)
    first.different_first_page_header_footer = True
    for part in (
        first.header, first.even_page_header, first.first_page_header,
        first.footer, first.even_page_footer, first.first_page_footer,
    ):  # fmt: skip
        part.is_linked_to_previous = False
    second = document.add_section(WD_SECTION.CONTINUOUS)
    second.different_first_page_header_footer = False
    _set_page(second, letterhead, letterhead.page.bottom)
    border = document.paragraphs[0]
    border.paragraph_format.line_spacing = 1.0
    mark = border._p.get_or_add_pPr()
    sizes = parse_xml(f'<w:rPr xmlns:w="{_W}"><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>')
    mark.insert(len(mark) - 1, sizes)


def _set_page(section: Section, letterhead: Letterhead, bottom: int) -> None:
    page = letterhead.page
    section.page_width, section.page_height = Twips(page.width), Twips(page.height)
    section.left_margin, section.right_margin = Twips(page.left), Twips(page.right)
    section.top_margin, section.bottom_margin = Twips(page.top), Twips(bottom)
    section.header_distance, section.footer_distance = Twips(page.header), Twips(page.footer)
    section.gutter = Pt(0)


def _replace_children(element: etree._Element, source: etree._Element) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(list(source))


BEFORE_LINE_NUMBERS = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders",
)  # fmt: skip
"""Elements that precede `lnNumType` in a section's properties (ISO/IEC 29500-1, 17.6.17)."""
BEFORE_SUPPRESSION = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
)  # fmt: skip
"""Elements that precede `suppressLineNumbers` in a paragraph's properties (17.3.1.26)."""


def number_lines(document: Document, letterhead: Letterhead, step: int) -> None:
    """Turn on line numbering in Word, showing every `step`th number in the margin, restarting on every page.

    Lines are counted from the title on; empty paragraphs used as gaps are not counted.
    """
    body = document.element.body
    for section in body.iter(qn("w:sectPr")):
        numbers = OxmlElement("w:lnNumType")
        numbers.set(qn("w:countBy"), str(step))
        numbers.set(qn("w:restart"), "newPage")
        _insert_after(section, numbers, BEFORE_LINE_NUMBERS)
    roles = letterhead.roles
    first = {
        roles[role] for role in ("title", "text", "level2", "level3", "level4") if role in roles
    }
    begun = False
    for paragraph in body.findall(qn("w:p")):
        facts = paragraph.get_or_add_pPr()
        begun = begun or facts.style in first
        if not begun or next(paragraph.iter(qn("w:t")), None) is None:
            _insert_after(facts, OxmlElement("w:suppressLineNumbers"), BEFORE_SUPPRESSION)


def _insert_after(parent: Any, child: Any, names: Sequence[str]) -> None:
    """Insert an element after those with these names, which precede it in the schema."""
    before = {qn(f"w:{name}") for name in names}
    at = next((n for n, part in enumerate(parent) if part.tag not in before), len(parent))
    parent.insert(at, child)
