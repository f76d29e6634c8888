"""The parts of two Word files are kept beside this test, so that any change shows as a difference people can read.

Where a change is meant, `PYTHONPATH=. python tests/resolution/test_docx_golden.py` writes the parts anew; look at the difference.
"""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

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
from resolution.writing.docx import to_bytes

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


PARTS = {
    "adopted": ("document", "footnotes", "header3", "header2", "footer2", "settings", "styles"),
    "draft": ("document", "footnotes", "header3"),
}
TEXTS = {"adopted": adopted, "draft": draft}
CASES = [(text, part) for text, parts in PARTS.items() for part in parts]


def readable(text: str, part: str) -> str:
    """Return a part of the Word file of a text, indented, one element a line."""
    with zipfile.ZipFile(BytesIO(to_bytes(TEXTS[text]()))) as package:
        root = etree.fromstring(package.read(f"word/{part}.xml"))
    etree.indent(root, " ")
    return etree.tostring(root, encoding="unicode") + "\n"


@pytest.mark.parametrize(("text", "part"), CASES)
def test_a_part_is_as_it_was(text: str, part: str) -> None:
    assert readable(text, part) == (GOLDEN / f"{text}.{part}.xml").read_text(encoding="utf-8")


if __name__ == "__main__":
    for text, part in CASES:
        (GOLDEN / f"{text}.{part}.xml").write_text(readable(text, part), encoding="utf-8")
