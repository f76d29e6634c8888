"""Dataclasses as JSON and as words, and back."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

from resolution.codec import (
    from_attributes,
    from_json,
    from_words,
    to_attributes,
    to_json,
    to_words,
)
from resolution.model import (
    Adoption,
    Block,
    Cell,
    Keyword,
    Kind,
    Masthead,
    Negotiation,
    Note,
    Origin,
    Proposal,
    ProposalKind,
    Standing,
    Status,
    Step,
    Table,
    Vote,
)
from resolution.text import Mark, NoteRef, Run, Text

WORDS: Text = (Run("Recalls", Mark.LEAD), Run(" the report", href="#a1"))
CALLED: Text = (*WORDS, NoteRef(1), Run(";"))
VALUES = (
    Masthead(
        Status.DRAFT,
        issued=date(2026, 11, 2),
        sponsors=("Peru", ""),
        notes=(NoteRef(0), NoteRef(2)),
    ),
    Adoption(
        Vote("recorded vote", 3, 0, None, (("in favour", ("Cuba", "Peru")), ("absent", ()))),
        (Step("adopted", date(2026, 12, 1)), Step("", refers_to="A/1")),
        (Keyword("peace", "Peace"),),
    ),
    Negotiation(
        (Proposal("c1", ProposalKind.NEW, ("Cuba",), WORDS, becomes=Kind.OPERATIVE, id="p1"),),
        (("c1", Standing.AGREED),),
        (("c1", "Recalls the report"),),
    ),
    Note(None, "*"),
    Note(WORDS),
)


def test_every_value_comes_back_from_json() -> None:
    for value in VALUES:
        written = json.loads(json.dumps(to_json(value)))
        assert repr(from_json(type(value), written)) == repr(value)


def test_json_holds_what_differs_from_the_default() -> None:
    assert to_json(Masthead()) == {}
    assert to_json(Origin("A/RES/70/1", "OP3")) == {"symbol": "A/RES/70/1", "paragraph": "OP3"}


def test_anchors_are_written_as_asked_and_left_out_otherwise() -> None:
    block = Block(Kind.TABLE, CALLED, table=Table(((Cell((CALLED,)),),)), id="b1")
    written = to_json(block, lambda ref: {"note": ref.note})
    assert from_json(Block, written, lambda value: NoteRef(value["note"])) == block
    bare = (*WORDS, Run(";"))
    assert from_json(Block, to_json(block)) == replace(
        block, text=bare, table=Table(((Cell((bare,)),),))
    )


def test_attributes_are_the_fields_named_that_differ_from_their_default() -> None:
    names = {"outcome": "what", "on": "on", "refers_to": "refers"}
    step = Step("adopted", date(2026, 12, 1), "A/1")
    assert to_attributes(step, names) == {"what": "adopted", "on": "2026-12-01"}
    assert (
        from_attributes(Step, {"what": "adopted", "on": "2026-12-01"}, names, symbol="A/1") == step
    )


def test_an_attribute_that_is_absent_or_not_understood_is_what_is_given_or_the_default() -> None:
    names = ("clause", "kind", "status", "becomes")
    given = {"kind": ProposalKind.COMMENT, "delegations": ()}
    found = from_attributes(Proposal, {"kind": "no such", "status": "no such"}, names, **given)
    assert found == Proposal("", ProposalKind.COMMENT, ())
    assert from_attributes(
        Vote, {"yes": "a few", "no": "0"}, {"in_favour": "yes", "against": "no"}
    ) == Vote(against=0)


def test_an_impossible_day_is_none_and_an_unknown_status_what_it_was() -> None:
    assert from_words(Masthead, "issued", "2026-02-30") is None
    assert from_words(Masthead, "status", "no such") is Status.UNKNOWN
    assert from_words(Masthead, "status", "no such", Status.DRAFT) is Status.DRAFT


def test_a_field_that_another_version_added_is_left_out() -> None:
    assert from_json(Origin, {"symbol": "A/1", "paragraph": "OP1", "new": 1}) == Origin(
        "A/1", "OP1"
    )


def test_numbers_and_truth_values_are_words() -> None:
    @dataclass(frozen=True)
    class Row:
        rank: int = 0
        said: bool = False

    assert [to_words(each) for each in (12, True, None, Kind.ITEM)] == ["12", "1", "", "item"]
    assert from_words(Block, "level", "3") == 3 and from_words(Block, "level", "٣") == 0
    assert from_words(Block, "quoted", "1") is True
    assert to_attributes(Row(2, True), ("rank", "said")) == {"rank": "2", "said": "1"}
