"""Proposals added, replaced and resolved, paragraphs agreed or bracketed: each function returns a new `Negotiation`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

from resolution.model import (
    TITLE,
    Negotiation,
    Proposal,
    ProposalKind,
    ProposalStatus,
    Resolution,
    Standing,
)
from resolution.text import Text, plain

UNNAMED = "Unnamed"
"""The delegation of a proposal without a name."""

_NO_NAME = re.compile(r"[\[\]:;,\n\r\t]+")


def delegation_name(words: str) -> str:
    """Return a delegation's name as it can be printed in brackets, without the characters that separate names there."""
    return " ".join(_NO_NAME.sub(" ", words).split())


def parse_delegations(words: str) -> tuple[str, ...]:
    """Return the delegations that a field names, separated by commas or semicolons; each once."""
    return tuple(
        dict.fromkeys(name for part in re.split("[,;\n]", words) if (name := delegation_name(part)))
    )


def add_proposal(negotiation: Negotiation, proposal: Proposal) -> Negotiation:
    """Return the negotiation with one more proposal, which gets an id if it has none.

    An agreed paragraph becomes open again when other words are proposed for it.
    """
    made = proposal if proposal.id else replace(proposal, id=uuid4().hex)
    out = replace(negotiation, proposals=(*negotiation.proposals, made))
    reopens = made.is_open and made.kind not in (ProposalKind.COMMENT, ProposalKind.NEW)
    if reopens and negotiation.standing(made.clause) is Standing.AGREED:
        return set_standing(out, made.clause, Standing.OPEN)
    return out


def replace_proposal(negotiation: Negotiation, proposal: Proposal) -> Negotiation:
    """Return the negotiation with a proposal in place of the one that has its id."""
    proposals = (proposal if each.id == proposal.id else each for each in negotiation.proposals)
    return replace(negotiation, proposals=tuple(proposals))


def resolve_proposal(negotiation: Negotiation, id: str, status: ProposalStatus) -> Negotiation:
    """Return the negotiation with a proposal accepted, rejected, withdrawn or open again."""
    return replace(
        negotiation,
        proposals=tuple(
            replace(each, status=status) if each.id == id else each
            for each in negotiation.proposals
        ),
    )


def remove_proposal(negotiation: Negotiation, id: str) -> Negotiation:
    """Return the negotiation without a proposal, as if it had never been made."""
    return replace(
        negotiation, proposals=tuple(each for each in negotiation.proposals if each.id != id)
    )


def set_standing(
    negotiation: Negotiation, clause: str, how: Standing, words: str | None = None
) -> Negotiation:
    """Return the negotiation with a paragraph agreed, bracketed, or open again. words: the agreed ones."""
    agreed = tuple(each for each in negotiation.agreed if each[0] != clause)
    if how is Standing.AGREED and words is not None:
        agreed = (*agreed, (clause, words))
    rest = tuple(each for each in negotiation.standings if each[0] != clause)
    own = () if how is Standing.OPEN else ((clause, how),)
    return replace(negotiation, standings=(*rest, *own), agreed=agreed)


def standings(resolution: Resolution) -> dict[str, Standing]:
    """Return the standing of each paragraph that is not simply open, in the order in which they were recorded."""
    texts = texts_by_name(resolution) if resolution.negotiation.standings else {}
    return {
        name: resolution.negotiation.standing(name, plain(texts[name]))
        for name, _ in resolution.negotiation.standings
        if name in texts
    }


def delegations(negotiation: Negotiation) -> list[str]:
    """Return the delegations that proposed or joined anything, sorted by name."""
    names = {name for each in negotiation.proposals for name in each.delegations}
    return sorted(names, key=str.casefold)


def texts_by_name(resolution: Resolution) -> dict[str, Text]:
    """Return the text of everything that a proposal can refer to, by the name that proposals use for it."""
    out: dict[str, Text] = {TITLE: resolution.main.title}
    for division in resolution.divisions[1:]:
        out[division.id] = division.title
    for block in resolution.blocks():
        out.setdefault(block.id, block.text)
    out.pop("", None)
    return out


def orphaned_proposals(resolution: Resolution) -> Iterator[Proposal]:
    """Yield the open proposals on paragraphs that are no longer in the text."""
    known = texts_by_name(resolution)
    yield from (p for p in resolution.negotiation.proposals if p.is_open and p.clause not in known)
