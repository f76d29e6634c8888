"""What the custom part of our own compilation texts says of the proposals: nothing that is printed, so no words."""

from __future__ import annotations

from lxml import etree

from resolution.formats.word.names import Element
from resolution.formats.word.reading.facts import F
from resolution.model import Kind, ProposalKind, Standing
from resolution.negotiating.compilation import CompilationData, Detail


def element_of_known(known: CompilationData) -> Element:
    """Return the element that `known_of` reads back."""
    root = etree.Element(F + "compilation")
    for name, label in known.labels.items():
        etree.SubElement(root, F + "labelled", {"id": name, "label": label})
    for name, how in known.standings.items():
        etree.SubElement(root, F + "standing", {"id": name, "is": how.value})
    for key, details in known.details.items():
        for each in details:
            facts = {
                "key": key,
                "id": each.id,
                "kind": each.kind.value,
                "made": each.made,
                "becomes": each.becomes.value,
                "clause": each.clause,
                "rank": str(each.rank),
            }
            facts |= {"said": "1"} if each.said else {}
            etree.SubElement(root, F + "proposal", facts)
    return root


def known_of(root: Element) -> CompilationData:
    """Return what the part knows; what is not understood is left out."""
    known = CompilationData()
    for element in root:
        get = element.attrib.get
        if element.tag == F + "labelled":
            known.labels[get("id", "")] = get("label", "")
        elif element.tag == F + "standing" and get("is") in set(Standing):
            known.standings[get("id", "")] = Standing(get("is", ""))
        elif element.tag == F + "proposal" and get("kind") in set(ProposalKind):
            becomes = get("becomes", "")
            rank = get("rank", "")
            detail = Detail(
                get("id", ""),
                ProposalKind(get("kind", "")),
                get("made", ""),
                Kind(becomes) if becomes in set(Kind) else Kind.PARAGRAPH,
                get("clause", ""),
                int(rank) if rank.isascii() and rank.isdigit() and len(rank) < 8 else 0,
                get("said") == "1",
            )
            known.details.setdefault(get("key", ""), []).append(detail)
    return known
