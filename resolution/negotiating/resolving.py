"""Proposals made, joined and settled, paragraphs agreed or bracketed: each gives another `Negotiation`."""

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
"""Who proposed what no name stands at."""

_NO_NAME = re.compile(r"[\[\]:;,\n\r\t]+")


def named(words: str) -> str:
    """Return a delegation's name as it can stand in brackets: what parts names and words there is left out."""
    return " ".join(_NO_NAME.sub(" ", words).split())


def names_of(words: str) -> tuple[str, ...]:
    """Return the delegations that a field names, parted by commas or semicolons; each once."""
    return tuple(dict.fromkeys(name for part in re.split("[,;\n]", words) if (name := named(part))))


def added(negotiation: Negotiation, proposal: Proposal) -> Negotiation:
    """Return the negotiation with one more proposal, which gets an id where it has none.

    A paragraph that was agreed is open again once words are proposed on it.
    """
    made = proposal if proposal.id else replace(proposal, id=uuid4().hex)
    out = replace(negotiation, proposals=(*negotiation.proposals, made))
    reopens = made.is_open and made.kind not in (ProposalKind.COMMENT, ProposalKind.NEW)
    if reopens and negotiation.standing(made.clause) is Standing.AGREED:
        return stood(out, made.clause, Standing.OPEN)
    return out


def put(negotiation: Negotiation, proposal: Proposal) -> Negotiation:
    """Return the negotiation with a proposal in place of the one that bears its id."""
    held = (proposal if each.id == proposal.id else each for each in negotiation.proposals)
    return replace(negotiation, proposals=tuple(held))


def resolved(negotiation: Negotiation, id: str, status: ProposalStatus) -> Negotiation:
    """Return the negotiation with a proposal accepted, rejected, withdrawn or open again."""
    return replace(
        negotiation,
        proposals=tuple(
            replace(each, status=status) if each.id == id else each
            for each in negotiation.proposals
        ),
    )


def removed(negotiation: Negotiation, id: str) -> Negotiation:
    """Return the negotiation without a proposal, as if it had never been made."""
    return replace(
        negotiation, proposals=tuple(each for each in negotiation.proposals if each.id != id)
    )


def stood(
    negotiation: Negotiation, clause: str, how: Standing, words: str | None = None
) -> Negotiation:
    """Return the negotiation with a paragraph agreed, bracketed, or open again. words: those that are agreed."""
    agreed = tuple(each for each in negotiation.agreed if each[0] != clause)
    if how is Standing.AGREED and words is not None:
        agreed = (*agreed, (clause, words))
    rest = tuple(each for each in negotiation.standings if each[0] != clause)
    own = () if how is Standing.OPEN else ((clause, how),)
    return replace(negotiation, standings=(*rest, *own), agreed=agreed)


def standings(resolution: Resolution) -> dict[str, Standing]:
    """Return how far each paragraph of a draft is that is not simply open, in the order it was noted."""
    texts = wordings(resolution) if resolution.negotiation.standings else {}
    return {
        name: resolution.negotiation.standing(name, plain(texts[name]))
        for name, _ in resolution.negotiation.standings
        if name in texts
    }


def delegations(negotiation: Negotiation) -> list[str]:
    """Return who proposed or joined anything, by name."""
    said = {name for each in negotiation.proposals for name in each.delegations}
    return sorted(said, key=str.casefold)


def wordings(resolution: Resolution) -> dict[str, Text]:
    """Return the text of everything that a proposal can be on, by the name that it goes by there."""
    out: dict[str, Text] = {TITLE: resolution.main.title}
    for division in resolution.divisions[1:]:
        out[division.id] = division.title
    for block in resolution.blocks():
        out.setdefault(block.id, block.text)
    out.pop("", None)
    return out


def orphaned(resolution: Resolution) -> Iterator[Proposal]:
    """Yield the open proposals on paragraphs that are no longer in the text."""
    known = wordings(resolution)
    yield from (p for p in resolution.negotiation.proposals if p.is_open and p.clause not in known)
