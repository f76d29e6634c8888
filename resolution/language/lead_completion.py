"""How a clause may begin: the leads that complete what is typed, with "also" and "further" in their turn.

Order words: where the clause before has the same verb, the General Assembly, the Economic and Social Council and the
Human Rights Council write "Recalling", "Recalling also", "Recalling further" in the preamble, "Requests", "Also
requests", "Further requests" in the operative part, and then begin anew. Verbs addressed to somebody (encourages, calls
upon, requests, urges, invites) are repeated bare where the addressee is another, so the bare lead is offered right
after. The Security Council follows no rule. (Counted on adopted texts.)
"""

from __future__ import annotations

from functools import cache

from resolution.language import DEFAULT, of
from resolution.language.leads import Lead, table
from resolution.model import Kind

PARTS = (Kind.PREAMBULAR, Kind.OPERATIVE)

COUNCIL = "Security Council"

_GRAMMAR = of().lead_grammar

NEXT = dict(zip(("", *_GRAMMAR.order), (*_GRAMMAR.order, ""), strict=True))
"""Order word of the clause before → the one whose turn it is."""

_DUE = 3
"""So many leads are offered with the order word that is due, before all others."""

_COMMON = 30
"""A lead that fewer clauses begin with is not offered with an order word, unless the clause before has it."""


def completions(
    typed: str, kind: Kind, organ: str = "", before: str = "", language: str = DEFAULT
) -> list[str]:
    """Return the leads that begin as typed, best first; all of them where nothing is typed yet.

    kind: PREAMBULAR or OPERATIVE; before: the lead of the clause before in the same part. What is typed to the end
    already is not among them.
    """
    wanted = " ".join(typed.replace("\N{NO-BREAK SPACE}", " ").split()).casefold()
    ranked = _ranked(kind, organ == COUNCIL, language)
    begun = [words for words in ranked if words.casefold().startswith(wanted)]
    due = [] if organ == COUNCIL or not before else _due(ranked, kind, before)
    turn = [words for words in due if words.casefold().startswith(wanted)]
    if not turn and before and organ != COUNCIL:
        # "No" after "Notes with concern" means "Also notes", though that begins otherwise.
        bare = {ordered(words, kind, ""): words for words in due}
        turn = [words for plain, words in bare.items() if plain.casefold().startswith(wanted)]
    found = list(dict.fromkeys([*turn[:_DUE], *begun]))
    return [words for words in found if words.casefold() != wanted]


def is_complete(typed: str, kind: Kind, language: str = DEFAULT) -> bool:
    """Return whether what is typed is a lead to its end."""
    wanted = " ".join(typed.replace("\N{NO-BREAK SPACE}", " ").split()).casefold()
    return wanted in _known(kind, language)


def order_of(lead: str) -> str:
    """Return the order word of a lead: "also", "further" or none."""
    words = lead.casefold().split()
    return next((word for word in _GRAMMAR.order if word in words), "")


def ordered(lead: str, kind: Kind, order: str) -> str:
    """Return a lead with this order word in place of its own: first in the operative part, else last."""
    own = order_of(lead)
    words = lead.split()
    if own:
        words = [word for word in words if word.casefold() != own]
    if not words:
        return lead
    if kind is Kind.OPERATIVE:
        first = words[0].lower() if order else words[0][:1].upper() + words[0][1:]
        return " ".join([*([order.capitalize()] if order else []), first, *words[1:]])
    return " ".join([*words, *([order] if order else [])])


def _due(ranked: tuple[str, ...], kind: Kind, before: str) -> list[str]:
    """Return the leads with the verb of the clause before, each with the order word whose turn it is."""
    order = NEXT[order_of(before)]
    bare = ordered(before, kind, "")
    verb = _verb(bare)
    common = [w for w in _common(kind) if _verb(w) == verb]
    first = [bare] if bare in ranked else []
    return [ordered(words, kind, order) for words in dict.fromkeys([*first, *common])]


def _verb(lead: str) -> str:
    words = lead.casefold().split()
    return " ".join(words[: 2 if words[0] in _GRAMMAR.compound else 1]) if words else ""


@cache
def _ranked(kind: Kind, council: bool, language: str) -> tuple[str, ...]:
    """Return the leads of a part, those of the family of organs first, most used first."""

    def weight(lead: Lead) -> tuple[int, int, str]:
        own, other = (lead.council, lead.assembly) if council else (lead.assembly, lead.council)
        return -own, -other, lead.words

    return tuple(lead.words for lead in sorted(table(language), key=weight) if lead.kind is kind)


@cache
def _common(kind: Kind) -> tuple[str, ...]:
    """Return the leads without an order word that many clauses of the Assembly's family begin with."""
    return tuple(
        lead.words
        for lead in table()
        if lead.kind is kind and lead.assembly >= _COMMON and not order_of(lead.words)
    )


@cache
def _known(kind: Kind, language: str) -> frozenset[str]:
    return frozenset(words.casefold() for words in _ranked(kind, False, language))
