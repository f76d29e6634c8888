"""How leads complete: most used first, and the order words in their turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from resolution.formats.detect import read
from resolution.language.lead_completion import completions, is_complete, order_of, ordered
from resolution.language.leads import lead_length, table
from resolution.model import Block, Kind
from resolution.text import plain

PP, OP = Kind.PREAMBULAR, Kind.OPERATIVE
COUNCIL = "Security Council"


@pytest.mark.parametrize(
    ("typed", "kind", "organ", "first"),
    [
        ("r", PP, "", ["Recalling", "Recognizing", "Reaffirming"]),
        ("Re", OP, "", ["Requests", "Recognizes", "Reaffirms"]),
        ("e", OP, "", ["Encourages", "Emphasizes"]),
        ("d", OP, COUNCIL, ["Decides", "Demands"]),
        ("a", PP, COUNCIL, ["Acting"]),
        ("taking ", PP, "", ["Taking note"]),
        ("Recalling a", PP, "", ["Recalling also"]),
        ("notes w", OP, "", ["Notes with appreciation", "Notes with concern"]),
    ],
)
def test_the_most_used_comes_first(typed: str, kind: Kind, organ: str, first: list[str]) -> None:
    assert completions(typed, kind, organ)[: len(first)] == first


@pytest.mark.parametrize(
    ("typed", "kind", "before", "first"),
    [
        ("Re", PP, "Recalling", "Recalling also"),
        ("Re", PP, "Recalling also", "Recalling further"),
        ("Re", PP, "Recalling further", "Recalling"),
        ("re", OP, "Requests", "Also requests"),
        ("Al", OP, "Requests", "Also requests"),
        ("Req", OP, "Also requests", "Further requests"),
        ("Req", OP, "Further requests", "Requests"),
        ("No", PP, "Noting with concern", "Noting with concern also"),
        ("No", OP, "Notes with concern", "Also notes with concern"),
        ("Ca", OP, "Calls upon", "Also calls upon"),
        ("", OP, "Urges", "Also urges"),
        ("Re", PP, "Noting", "Recalling"),
    ],
)
def test_the_same_verb_again_gets_also_and_then_further(
    typed: str, kind: Kind, before: str, first: str
) -> None:
    assert completions(typed, kind, "General Assembly", before)[0] == first


def test_the_security_council_follows_no_rule() -> None:
    assert completions("Re", OP, COUNCIL, "Requests")[0] == "Requests"


def test_the_bare_lead_is_offered_after_the_one_that_is_due() -> None:
    assert "Recalling" in completions("Re", PP, "", "Recalling")


def test_what_is_typed_to_its_end_is_not_offered() -> None:
    found = completions("recalling", PP)
    assert "Recalling" not in found and found[0] == "Recalling also"
    assert is_complete("recalling ", PP) and not is_complete("recallin", PP)


def test_nothing_typed_gives_every_lead_of_the_part() -> None:
    assert len(completions("", PP)) == sum(lead.kind is PP for lead in table())


@pytest.mark.parametrize("typed", ["xyz", "Requests", "The "])
def test_what_begins_no_preambular_clause_gets_nothing(typed: str) -> None:
    assert completions(typed, PP) == []


def test_a_language_without_a_table_gives_nothing() -> None:
    assert completions("re", PP, language="fr") == []


@pytest.mark.parametrize("lead", table(), ids=lambda lead: f"{lead.words} ({lead.kind})")
def test_an_order_word_can_be_put_and_taken_away(lead: object) -> None:
    words, kind = lead.words, lead.kind  # type: ignore[attr-defined]
    if order_of(words):
        return
    for order in ("also", "further"):
        put = ordered(words, kind, order)
        assert order_of(put) == order
        assert ordered(put, kind, "").casefold() == words.casefold()


ADDRESSED = ("encourages", "calls upon", "requests", "urges", "invites")
"""Repeated bare where the addressee is another."""


def test_adopted_texts_begin_with_what_is_offered_first(corpus_files: list[Path]) -> None:
    """Counted where a clause of the Assembly begins with the verb of the one before."""
    files = [p for p in corpus_files if "GA-75" in str(p) and p.parent.name == "English"][:120]
    right: dict[bool, list[bool]] = {True: [], False: []}
    for path in files:
        before: Block | None = None
        for block in read(path).resolution.main.blocks:
            if block.kind not in (PP, OP):
                continue
            lead, above = _lead(block), _lead(before) if before else ""
            bare = ordered(lead, block.kind, "")
            same = ordered(above, block.kind, "").casefold() == bare.casefold()
            if before and before.kind is block.kind and lead and same:
                offered = completions(bare[:3], block.kind, "", above)
                right[bare.casefold().endswith(ADDRESSED)].append(offered[0] == lead)
            before = block
    assert len(right[False]) > 300 and sum(right[False]) / len(right[False]) > 0.95
    assert len(right[True]) > 100 and sum(right[True]) / len(right[True]) > 0.4


def _lead(block: Block) -> str:
    words = plain(block.text)
    return words[: lead_length(words, block.kind)]
