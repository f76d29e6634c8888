"""Proposals made and settled as values."""

from __future__ import annotations

from dataclasses import replace

from resolution.model import (
    TITLE,
    Negotiation,
    Proposal,
    ProposalKind,
    ProposalStatus,
    Resolution,
    Standing,
)
from resolution.negotiating.resolving import (
    added,
    delegations,
    names_of,
    orphaned,
    resolved,
    standings,
    stood,
    wordings,
)
from resolution.text import make, plain

MEXICO = Proposal("op1", ProposalKind.ALTERNATIVE, ("Mexico", "Chile"), make("Urges all to act;"))


def test_every_proposal_gets_a_name_of_its_own() -> None:
    twice = added(added(Negotiation(), MEXICO), MEXICO)
    assert len({each.id for each in twice.proposals}) == 2


def test_settling_one_leaves_the_others_open() -> None:
    both = added(added(Negotiation(), MEXICO), replace(MEXICO, delegations=("Cuba",)))
    done = resolved(both, both.proposals[0].id, ProposalStatus.REJECTED)
    assert [each.is_open for each in done.proposals] == [False, True]


def test_a_paragraph_that_was_agreed_is_open_again_once_words_are_proposed_on_it() -> None:
    agreed = stood(Negotiation(), "op1", Standing.AGREED)
    assert added(agreed, MEXICO).standing("op1") is Standing.OPEN
    comment = replace(MEXICO, kind=ProposalKind.COMMENT, comment="We can go along.")
    assert added(agreed, comment).standing("op1") is Standing.AGREED


def test_names_leave_out_what_brackets_are_read_by() -> None:
    assert names_of("Mexico;  Chile, [EU]: , Mexico") == ("Mexico", "Chile", "EU")


def test_who_proposes_is_listed_once_by_name() -> None:
    both = added(added(Negotiation(), MEXICO), replace(MEXICO, delegations=("Cuba", "Chile")))
    assert delegations(both) == ["Chile", "Cuba", "Mexico"]


def test_a_proposal_on_a_paragraph_that_is_gone_is_an_orphan(draft: Resolution) -> None:
    gone = added(added(Negotiation(), MEXICO), replace(MEXICO, clause="op9"))
    assert [each.clause for each in orphaned(replace(draft, negotiation=gone))] == ["op9"]


def test_a_paragraph_with_other_words_than_were_agreed_is_not_called_agreed(
    draft: Resolution,
) -> None:
    block = next(b for b in draft.blocks() if b.id == "op3")
    agreed = stood(Negotiation(), "op3", Standing.AGREED, plain(block.text))
    assert standings(replace(draft, negotiation=agreed)) == {"op3": Standing.AGREED}
    before = stood(Negotiation(), "op3", Standing.AGREED, "Decides to adjourn.")
    assert standings(replace(draft, negotiation=before)) == {"op3": Standing.CHANGED}
    assert stood(before, "op3", Standing.OPEN).agreed == ()


def test_the_title_and_every_paragraph_can_have_proposals(draft: Resolution) -> None:
    assert set(wordings(draft)) == {TITLE, *(block.id for block in draft.blocks())}
