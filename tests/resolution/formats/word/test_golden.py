"""The parts of a Word file of each kind are kept beside this test, so that any change shows as a difference people can read.

Where a change is meant, `PYTHONPATH=. python tests/resolution/formats/word/test_golden.py` writes the parts anew; look at the difference.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from resolution.formats.word.writer import to_bytes
from resolution.model import (
    Block,
    Cell,
    Division,
    DivisionKind,
    Kind,
    Masthead,
    Note,
    Resolution,
    Status,
    Table,
)
from resolution.text import NoteRef, Text, join, make, with_lead

GOLDEN = Path(__file__).parent / "golden"


def lead(words: str, length: int, *notes: int) -> Text:
    """Return words whose beginning is the lead, with notes at their end."""
    return join(with_lead(make(words), length), (NoteRef(note) for note in notes))


def adopted() -> Resolution:
    """Return a short adopted resolution with one of everything."""
    head = Masthead(
        Status.ADOPTED, "General Assembly", "A/RES/56/121", "56/121", distribution="General", issued=date(2002, 1, 23),
        session="Fifty-sixth session", agenda_item="110", heading="Resolution adopted by the General Assembly",
        basis="on the report of the Third Committee (A/56/574)", job="01-49699 (E)",
    )  # fmt: skip
    main = Division(
        title=make("Combating the criminal misuse of information technologies"),
        blocks=(
            Block(Kind.FORMULA, lead("The General Assembly,", 20)),
            Block(
                Kind.PREAMBULAR, lead("Recalling the United Nations Millennium Declaration,", 9, 0)
            ),
            Block(Kind.HEADING, make("Measures"), "I.", level=1),
            Block(
                Kind.OPERATIVE, lead("Notes with appreciation the following measures:", 23), "1."
            ),
            Block(Kind.ITEM, make("States should ensure that:"), "(a)", level=1),
            Block(
                Kind.ITEM, make("Their laws and practice eliminate safe havens;"), "(i)", level=2
            ),
            Block(Kind.CONTINUATION, make("and invites States to take them into account;")),
            Block(
                Kind.OPERATIVE, lead("Decides to defer consideration of this subject.", 7, 0), "2."
            ),
            Block(
                Kind.TABLE,
                table=Table(((Cell((make("Year"),), header=True),), (Cell((make("2001"),)),))),
            ),
        ),
        closing=("88th plenary meeting", "19 December 2001"),
    )
    annex = Division(
        DivisionKind.ANNEX,
        "Annex",
        make("Plan of action"),
        (Block(Kind.PARAGRAPH, make("Text."), "1."),),
    )
    return Resolution(head, (main, annex), (Note(make("See resolution 55/2.")),))


def draft() -> Resolution:
    """Return the beginning of a draft, with the asterisk of a reissue."""
    head = Masthead(
        Status.DRAFT, "General Assembly", "A/C.3/73/L.9/Rev.1", distribution="Limited", issued=date(2018, 11, 2),
        session="Seventy-third session", committee="Third Committee", agenda_item="109", original="English",
        agenda_title="Crime prevention and criminal justice", sponsors=("Algeria", "Brazil", "China"),
        proposal="revised draft resolution", notes=(NoteRef(0),),
    )  # fmt: skip
    main = Division(
        title=make(
            "Countering the use of information and communications technologies for criminal purposes"
        ),
        blocks=(
            Block(Kind.FORMULA, lead("The General Assembly,", 20)),
            Block(
                Kind.OPERATIVE,
                lead("Requests the Secretary-General to seek the views of Member States.", 8),
                "1.",
            ),
        ),
    )
    return Resolution(
        head, (main,), (Note(make("Reissued for technical reasons on 6 November 2018."), "*"),)
    )


def council(status: Status) -> Resolution:
    """Return a text of the Security Council: its draft has its sponsors above the text, its resolution a number."""
    adopted = status is Status.ADOPTED
    head = Masthead(
        status, "Security Council", "S/RES/2618 (2022)" if adopted else "S/2022/158",
        "2618 (2022)" if adopted else "", issued=date(2022, 2, 28), original="" if adopted else "English",
        heading="Adopted by the Security Council at its 8956th meeting, on 27 January 2022" if adopted else "",
        sponsors=() if adopted else ("Ireland", "Norway"), proposal="" if adopted else "draft resolution",
        job="22-02898 (E) 020322",
    )  # fmt: skip
    blocks = (
        Block(Kind.FORMULA, lead("The Security Council,", 20)),
        Block(Kind.OPERATIVE, lead("Decides to remain seized of the matter.", 7), "1."),
    )
    return Resolution(head, (Division(blocks=blocks),))


def social_council() -> Resolution:
    """Return a resolution of the Economic and Social Council that recommends another to the Assembly."""
    head = Masthead(
        Status.ADOPTED, "Economic and Social Council", "E/RES/2022/12", "2022/12", issued=date(2022, 7, 29),
        session="2022 session", agenda_item="19 (c)", agenda_title="Social and human rights questions",
        heading="Resolution adopted by the Economic and Social Council on 21 July 2022",
        basis="on the recommendation of the Commission (E/2022/30)",
    )  # fmt: skip
    blocks = (
        Block(Kind.FORMULA, lead("The Economic and Social Council", 31)),
        Block(
            Kind.OPERATIVE, lead("Recommends to the Assembly the following text:", 10), "", False
        ),
        Block(Kind.FORMULA, lead("The General Assembly,", 20), quoted=True),
        Block(Kind.OPERATIVE, lead("Decides to act.", 7), "1.", quoted=True),
    )
    closing = ("33rd plenary meeting", "21 July 2022")
    return Resolution(head, (Division(title=make("Follow-up"), blocks=blocks, closing=closing),))


def commission() -> Resolution:
    """Return a resolution of a functional commission, whose masthead is its parent's."""
    head = Masthead(
        Status.ADOPTED, "Commission on Crime Prevention and Criminal Justice", "E/CN.15/RES/20/7", "20/7"
    )  # fmt: skip
    blocks = (
        Block(Kind.FORMULA, lead("The Commission on Crime Prevention and Criminal Justice,", 55)),
        Block(Kind.PREAMBULAR, lead("Recalling the Salvador Declaration,", 9, 0)),
    )
    return Resolution(
        head, (Division(title=make("Cybercrime"), blocks=blocks),), (Note(None, "78"),)
    )


def human_rights(status: Status) -> Resolution:
    """Return a text of the Human Rights Council, on Geneva paper."""
    adopted = status is Status.ADOPTED
    head = Masthead(
        status, "Human Rights Council", "A/HRC/RES/57/10" if adopted else "A/HRC/57/L.25", "57/10" if adopted else "",
        issued=date(2024, 10, 11), session="Fifty-seventh session", session_dates="9 September–11 October 2024",
        agenda_item="3", agenda_title="Promotion and protection of all human rights",
        heading="Resolution adopted by the Human Rights Council on 9 October 2024" if adopted else "",
        sponsors=() if adopted else ("Costa Rica", "Italy"), proposal="" if adopted else "draft resolution",
    )  # fmt: skip
    blocks = (
        Block(Kind.FORMULA, lead("The Human Rights Council,", 24)),
        Block(Kind.OPERATIVE, lead("Reaffirms the following:", 9, 0), "1."),
        Block(Kind.ITEM, make("States should report;"), "(a)", level=1),
        Block(Kind.ITEM, make("Every year."), "(i)", level=2),
    )
    closing = ("46th meeting", "9 October 2024") if adopted else ()
    main = Division(title=make("Human rights education"), blocks=blocks, closing=closing)
    return Resolution(head, (main,), (Note(make("Resolution 54/7.")),))


def conference() -> Resolution:
    """Return a paper of a Model UN conference: no masthead, a form with sponsors and signatories."""
    head = Masthead(
        Status.DRAFT, "World Water Forum", "1.2", committee="World Water Forum", sponsors=("Fiji", "Kenya"),
        signatories=("Chile", "Japan"), proposal="draft resolution",
    )  # fmt: skip
    blocks = (
        Block(Kind.FORMULA, lead("The World Water Forum,", 21)),
        Block(Kind.OPERATIVE, lead("Calls upon all States to act.", 10), "1."),
    )
    return Resolution(head, (Division(title=make("Water for all"), blocks=blocks),))


def plenary() -> Resolution:
    """Return a draft for the Assembly in plenary, on two agenda items."""
    head = Masthead(
        Status.DRAFT, "General Assembly", "A/78/L.1", issued=date(2023, 10, 13), session="Seventy-eighth session",
        agenda_item="13 and 117", proposal="draft resolution submitted by the President of the General Assembly",
    )  # fmt: skip
    blocks = (
        Block(Kind.FORMULA, lead("The General Assembly", 20)),
        Block(Kind.OPERATIVE, lead("Decides to act.", 7), "", False),
    )
    return Resolution(head, (Division(title=make("Political declaration"), blocks=blocks),))


HEADS = ("header1", "header2", "header3", "footer1", "footer2", "footer3")
PARTS = {
    "adopted": ("document", "footnotes", *HEADS, "settings", "styles"),
    "draft": ("document", "footnotes", "header3"),
    "plenary": ("document",),
    "council_draft": ("document", "header3", "footer3"),
    "council": ("document", "header3"),
    "social_council": ("document", "header3"),
    "commission": ("document", "footnotes", "header3"),
    "human_rights_draft": ("document",),
    "human_rights": ("document", "footnotes", *HEADS, "styles"),
    "conference": ("document", *HEADS),
}
TEXTS: dict[str, Callable[[], Resolution]] = {
    "adopted": adopted,
    "draft": draft,
    "plenary": plenary,
    "council_draft": lambda: council(Status.DRAFT),
    "council": lambda: council(Status.ADOPTED),
    "social_council": social_council,
    "commission": commission,
    "human_rights_draft": lambda: human_rights(Status.DRAFT),
    "human_rights": lambda: human_rights(Status.ADOPTED),
    "conference": conference,
}
CASES = [(text, part) for text, parts in PARTS.items() for part in parts]


@cache
def written(text: str) -> bytes:
    """Return the Word file of a text."""
    return to_bytes(TEXTS[text]())


def readable(text: str, part: str) -> str:
    """Return a part of the Word file of a text, indented, one element a line."""
    with zipfile.ZipFile(BytesIO(written(text))) as package:
        root = etree.fromstring(package.read(f"word/{part}.xml"))
    etree.indent(root, " ")
    return etree.tostring(root, encoding="unicode") + "\n"


@pytest.mark.parametrize(("text", "part"), CASES)
def test_a_part_is_as_it_was(text: str, part: str) -> None:
    assert readable(text, part) == (GOLDEN / f"{text}.{part}.xml").read_text(encoding="utf-8")


if __name__ == "__main__":
    for text, part in CASES:
        (GOLDEN / f"{text}.{part}.xml").write_text(readable(text, part), encoding="utf-8")
