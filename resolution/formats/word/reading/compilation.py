"""Data on the proposals in the custom part of our own compilation texts. It contains no text: the page has it all."""

from __future__ import annotations

from lxml import etree

from resolution.codec import from_attributes, to_attributes
from resolution.formats.word.names import Element
from resolution.formats.word.reading.facts import F
from resolution.model import Kind, ProposalKind, Standing
from resolution.negotiating.compilation import CompilationData, Detail

DETAIL = ("id", "kind", "made", "becomes", "clause", "rank", "said")
"""The fields of a proposal's details that are attributes of its element."""


def compilation_element(known: CompilationData) -> Element:
    """Return the element that `parse_compilation` parses."""
    root = etree.Element(F + "compilation")
    for name, label in known.labels.items():
        etree.SubElement(root, F + "labelled", {"id": name, "label": label})
    for name, how in known.standings.items():
        etree.SubElement(root, F + "standing", {"id": name, "is": how.value})
    for key, details in known.details.items():
        for each in details:
            facts = {"key": key} | to_attributes(each, DETAIL)
            etree.SubElement(root, F + "proposal", facts)
    return root


def parse_compilation(root: Element) -> CompilationData:
    """Parse the data; anything invalid is skipped."""
    known = CompilationData()
    for element in root:
        get = element.attrib.get
        if element.tag == F + "labelled":
            known.labels[get("id", "")] = get("label", "")
        elif element.tag == F + "standing" and get("is") in set(Standing):
            known.standings[get("id", "")] = Standing(get("is", ""))
        elif element.tag == F + "proposal" and get("kind") in set(ProposalKind):
            detail = from_attributes(Detail, element.attrib, DETAIL, becomes=Kind.PARAGRAPH, rank=0)
            known.details.setdefault(get("key", ""), []).append(detail)
    return known
