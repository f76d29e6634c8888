"""The document as a value."""

from __future__ import annotations

from dataclasses import replace

from resolution.model import Block, Division, Kind, Masthead, Note, Resolution, Vote
from resolution.text import NoteRef, Run, make


def test_equality_ignores_ids() -> None:
    assert Block(Kind.ITEM, make("x"), id="one") == Block(Kind.ITEM, make("x"), id="two")
    assert Block(Kind.ITEM, make("x")) != Block(Kind.ITEM, make("y"))


def test_notes_are_numbered_by_their_first_anchor_and_a_repeated_one_once() -> None:
    first = Block(Kind.PREAMBULAR, (Run("a"), NoteRef(1), Run("b"), NoteRef(0)))
    second = Block(Kind.OPERATIVE, (Run("c"), NoteRef(1)))
    resolution = Resolution(
        divisions=(Division(blocks=(first, second)),), notes=(Note(make("x")), Note(make("y")))
    )
    assert resolution.note_marks() == {1: "1", 0: "2"}


def test_a_mark_of_its_own_takes_no_number() -> None:
    text = (Run("a"), NoteRef(0), NoteRef(1))
    resolution = Resolution(
        masthead=Masthead(notes=(NoteRef(2),)),
        divisions=(Division(blocks=(Block(Kind.PREAMBULAR, text),)),),
        notes=(Note(None, "78"), Note(make("x")), Note(make("reissued"), "*")),
    )
    assert resolution.note_marks() == {2: "*", 0: "78", 1: "1"}


def test_a_vote_is_told_in_figures_or_in_words_or_not_at_all() -> None:
    recorded = Vote("recorded vote", 79, 60, 33)
    assert recorded.summary == "79-60-33"
    assert (
        replace(recorded, method="without a vote", in_favour=0, against=0, abstaining=0).summary
        == "without a vote"
    )
    assert Vote("unanimous").summary is None
