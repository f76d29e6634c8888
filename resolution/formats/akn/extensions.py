"""Preserves what a newer version added to our files: kept as canonical XML, and written back where it was read.

The strict schema has three places for extensions: attributes of our own namespace on a block, a `foreign` element next
to the block's text, and our metadata in `proprietary`. The model stores them as opaque strings, `Block.extensions` and
`Resolution.extensions`, so that they follow their clause through moves, undo and deletion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import fields

from lxml import etree

from resolution.formats.akn.names import LASTING_STANDINGS, OWN
from resolution.formats.akn.read_lines import Element, name_of
from resolution.model import (
    MAX_LEVEL,
    Block,
    Kind,
    Masthead,
    ProposalKind,
    ProposalStatus,
    Resolution,
)

_RD = f"{{{OWN}}}"
_BLOCK_ATTRIBUTES = frozenset(
    ["kind", "level", "label", "auto", "quoted", "symbol", "paragraph", "wording", "filler", "id"]
)
LEVELS = frozenset(map(str, range(MAX_LEVEL + 1)))
_BLOCK_VALUES = {"kind": frozenset(Kind), "level": LEVELS}
_FIELDS = frozenset(spec.name for spec in fields(Masthead))
_READ_AS = "readAs"
"""For an unknown kind: the known kind that its element was read as, and next to which it is written back."""
_MARKER = "unknown"
"""Temporary attribute with a block's unknown elements, until `put_back`; not a name in the format."""

_KNOWN: dict[str, tuple[Sequence[str], Sequence[str], Sequence[str]]] = {
    "draft": ((), ("version",), ("field", "ignored", "proposal", "standing")),
    "ignored": (("code", "clause"), ("code", "clause"), ()),
    "proposal": (
        ("id",),
        ("id", "clause", "kind", "status", "made", "place", "becomes"),
        ("by", "base", "text", "comment"),
    ),
    "standing": (("clause",), ("clause", "is"), ("agreed",)),
}
"""For each element of our metadata: the attributes that identify it, its known attributes and known elements."""
_VALUES: dict[tuple[str, str], frozenset[str]] = {
    ("draft", "version"): frozenset(["1"]),
    ("proposal", "kind"): frozenset(ProposalKind),
    ("proposal", "status"): frozenset(ProposalStatus),
    ("proposal", "becomes"): frozenset(Kind),
}
"""Known values. Others are read as if the attribute were absent or had the value in `_INSTEAD`."""
_INSTEAD = {("draft", "version"): "1", ("proposal", "kind"): "comment"}


# ---------------------------------------------------------------- reading


def unknown_in_block(
    own: Mapping[str, str], read_as: Kind, elements: Sequence[Element] = ()
) -> str:
    """Return the unknown data of a block. own: its attributes of our namespace by their plain names.

    read_as: the kind that the block was read as, in place of an unknown one
    """
    unknown = {
        _RD + name: value
        for name, value in own.items()
        if name not in _BLOCK_ATTRIBUTES or value not in _BLOCK_VALUES.get(name, (value,))
    }
    if not unknown and not elements:
        return ""
    if f"{_RD}kind" in unknown:
        unknown[_READ_AS] = read_as.value
    return _canonical(_with_copies(etree.Element("kept", unknown), elements))


def unknown_in_draft(root: Element) -> str:
    """Return the unknown data in the metadata of one of our files, each part with the name of its place."""
    places = etree.Element("places")
    draft = next(root.iter(f"{_RD}draft"), None)
    if draft is None:
        return ""
    proprietary = draft.getparent()
    for element in (draft, *draft):
        _record_unknown(places, element)
    _place(places, "proprietary", "", [e for e in proprietary if e is not draft])
    others = [e for e in proprietary.itersiblings(proprietary.tag, preceding=True)][::-1]
    others += proprietary.itersiblings(proprietary.tag)
    _place(places, "meta", "", others)
    return _canonical(places)


def _record_unknown(places: Element, element: Element) -> None:
    """Record the unknown data of one metadata element; its place is identified by its name and its key."""
    name = name_of(element)
    if element.tag != _RD + name or name not in _KNOWN or not _is_understood(element):
        return
    _, attributes, elements = _KNOWN[name]
    unknown = {
        attribute: value
        for attribute, value in element.attrib.items()
        if attribute not in attributes or value not in _VALUES.get((name, attribute), (value,))
    }
    within = [
        e
        for e in element
        if e.tag not in {_RD + each for each in elements} or not _is_understood(e)
    ]
    _place(places, name, _key(element), within, unknown)


def _key(element: Element) -> str:
    """Return the key that identifies an element of our metadata among others of the same name."""
    return " ".join(element.get(each, "") for each in _KNOWN[name_of(element)][0])


def _is_understood(element: Element) -> bool:
    """Return whether an element of our metadata with a known name has a known meaning."""
    match name_of(element):
        case "field":
            return element.get("name") in _FIELDS
        case "standing":
            return element.get("is") in LASTING_STANDINGS
    return True


def _place(
    places: Element,
    name: str,
    key: str,
    elements: Iterable[Element],
    attributes: Mapping[str, str] | None = None,
) -> None:
    kept = _with_copies(etree.Element("kept", dict(attributes or {})), elements)
    if len(kept) or kept.attrib:
        etree.SubElement(places, "at", element=name, key=key).append(kept)


def _with_copies(kept: Element, elements: Iterable[Element]) -> Element:
    for element in elements:
        copy = deepcopy(element)
        copy.tail = None
        kept.append(copy)
    return kept


def _canonical(kept: Element) -> str:
    if not len(kept) and not kept.attrib:
        return ""
    return etree.tostring(kept, method="c14n", exclusive=True).decode("utf-8")


# ---------------------------------------------------------------- writing


def with_unknown(block: Block, own: dict[str, str]) -> dict[str, str]:
    """Return a block's own attributes with the unknown ones, and the marker if it has unknown elements."""
    if not block.extensions:
        return own
    kept = etree.fromstring(block.extensions)
    read_as = kept.attrib.pop(_READ_AS, "")
    unknown = {f"rd:{etree.QName(name).localname}": value for name, value in kept.attrib.items()}
    kind = unknown.pop("rd:kind", "")
    if read_as == block.kind.value:
        own = own | {"rd:kind": kind}
    return unknown | own | ({_MARKER: block.extensions} if len(kept) else {})


def put_back(resolution: Resolution, written: bytes) -> bytes:
    """Return a written file with the unknown elements back in their places; unchanged if there are none."""
    if not resolution.extensions and f' {_MARKER}="'.encode() not in written:
        return written
    root = etree.fromstring(written)
    for block in root.xpath(f"//*[@{_MARKER}]"):
        _put_beside_words(block, etree.fromstring(block.attrib.pop(_MARKER)))
    if resolution.extensions:
        draft = next(root.iter(f"{_RD}draft"))
        for at in etree.fromstring(resolution.extensions):
            _put_into_metadata(draft, at)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["akn4un", "rd"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _put_beside_words(block: Element, kept: Element) -> None:
    """Insert a block's unknown elements after the element of its text, where the schema allows them."""
    words = ("p", "block", "table")
    beside = (
        block if name_of(block) in words else next(block.iter(*(f"{{*}}{n}" for n in words)), None)
    )
    if beside is None:
        # The schema allows none at a heading among items: insert them after the text before it.
        beside = block.xpath(
            "preceding::*[local-name()='p'][not(ancestor::*[local-name()='authorialNote'])][1]"
        )[0]
    for element in reversed(kept):
        beside.addnext(element)


def _put_into_metadata(draft: Element, at: Element) -> None:
    """Restore attributes and elements in their part of the metadata; they are dropped if that part is gone."""
    name, key, kept = at.get("element"), at.get("key"), at[0]
    proprietary = draft.getparent()
    if name == "meta":
        for other in reversed(kept):
            proprietary.addnext(other)
        return
    if name in ("draft", "proprietary"):
        target = draft if name == "draft" else proprietary
    else:
        found = (e for e in draft.iterchildren(_RD + name) if _key(e) == key)
        target = next(found, None)
    if target is None:
        return
    for attribute, value in kept.attrib.items():
        if target.get(attribute) in (None, _INSTEAD.get((name, attribute))):
            target.set(attribute, value)
    target.extend(list(kept))
