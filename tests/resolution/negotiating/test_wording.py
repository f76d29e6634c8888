"""What a proposal changes, and whether that is carried over to words that others have changed since."""

from __future__ import annotations

from resolution.model import Proposal, ProposalKind
from resolution.negotiating.wording import (
    rebased_wording,
    with_wording,
    without_anchors,
    word_changes,
)
from resolution.text import NoteRef, join, make, note_indexes, plain

BASE = make("Urges all States to act, and invites the Secretary-General to report;")
WANTED = make(
    "Urges all States and organizations to act, and invites the Secretary-General to report;"
)


def amendment(text: str, base: str = plain(BASE)) -> Proposal:
    return Proposal("op1", ProposalKind.AMENDMENT, ("Mexico",), make(text), make(base))


def test_only_the_words_that_differ_are_a_change() -> None:
    (change,) = word_changes(BASE, WANTED)
    assert plain(change.words).strip() == "and organizations"


def test_a_change_goes_along_when_other_words_change() -> None:
    now = make(
        "Strongly urges all States to act promptly, and invites the Secretary-General to report orally;"
    )
    made = rebased_wording(amendment(plain(WANTED)), now)
    assert made is not None
    assert plain(made) == (
        "Strongly urges all States and organizations to act promptly, and invites the Secretary-General to report orally;"
    )


def test_a_change_finds_no_place_where_its_own_words_have_gone() -> None:
    proposal = amendment("Urges most States to act, and invites the Secretary-General to report;")
    assert (
        rebased_wording(
            proposal, make("Urges every State to act, and invites the Secretary-General to report;")
        )
        is None
    )


def test_what_is_put_in_finds_no_place_where_all_beside_it_has_gone() -> None:
    proposal = amendment(
        "Urges all States to act, and invites the Secretary-General to report annually;"
    )
    assert rebased_wording(proposal, make("Urges all;")) is None
    assert rebased_wording(proposal, make("Invites the Secretary-General to report;")) is not None


def test_what_two_delegations_put_at_one_place_stands_one_behind_the_other() -> None:
    now = make(
        "Urges all States and civil society to act, and invites the Secretary-General to report;"
    )
    made = rebased_wording(amendment(plain(WANTED)), now)
    assert made is not None
    assert "all States and civil society and organizations to act" in plain(made)


def test_a_change_that_was_made_by_others_since_leaves_nothing_to_change() -> None:
    assert rebased_wording(amendment(plain(WANTED)), WANTED) == WANTED


def test_notes_stay_where_their_words_stay() -> None:
    noted = join(
        make("Urges all States"),
        (NoteRef(0),),
        make(" to act, and invites the Secretary-General"),
        (NoteRef(1),),
        make(" to report;"),
    )
    made = with_wording(noted, WANTED)
    assert without_anchors(made) == WANTED
    assert note_indexes(made) == (0, 1)


def test_a_note_stays_when_other_words_take_the_place_of_those_it_stood_at() -> None:
    noted = join(make("Urges all States"), (NoteRef(0),), make(" to act;"))
    made = with_wording(noted, make("Urges all Members to act;"))
    assert note_indexes(made) == (0,)
    assert plain(made) == "Urges all Members to act;"
