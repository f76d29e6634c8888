"""What the tests of negotiating share: a short draft whose paragraphs have names."""

from __future__ import annotations

import pytest

from resolution.labels import numbered
from resolution.model import Block, Division, Kind, Masthead, Note, Resolution, Status
from resolution.text import Mark, NoteRef, join, make


@pytest.fixture
def draft() -> Resolution:
    """Return a draft of two preambular and three operative paragraphs, one with items, one with a note."""
    blocks = (
        Block(Kind.FORMULA, make("The General Assembly,"), id="opening"),
        Block(
            Kind.PREAMBULAR,
            _led("Recalling", " its resolution 70/1 of 25 September 2015,"),
            id="pp1",
        ),
        Block(Kind.PREAMBULAR, _led("Noting", " the report,"), id="pp2"),
        Block(
            Kind.OPERATIVE,
            join(
                _led("Urges", " all States to act, and invites the Secretary-General"),
                (NoteRef(0),),
                make(" to report;"),
            ),
            id="op1",
        ),
        Block(Kind.OPERATIVE, _led("Requests", " the Committee:"), id="op2"),
        Block(Kind.ITEM, make("To meet every year;"), level=1, id="op2a"),
        Block(Kind.ITEM, make("To report on its meetings;"), level=1, id="op2b"),
        Block(Kind.OPERATIVE, _led("Decides", " to remain seized of the matter."), id="op3"),
    )
    main = Division(title=make("Oceans and the law of the sea"), blocks=numbered(blocks))
    masthead = Masthead(Status.DRAFT, organ="General Assembly", symbol="A/78/L.1")
    return Resolution(masthead, (main,), (Note(make("A/78/1.")),))


def _led(lead: str, rest: str) -> tuple:  # type: ignore[type-arg]
    return join(make(lead, Mark.LEAD), make(rest))
