"""The report on a draft and the life of a wording, on the starter corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from precedent_corpus.analysis.own_text import own_text
from precedent_corpus.analysis.report import ClauseStanding, as_text, report
from precedent_corpus.corpus import Corpus, ensure_starter
from resolution.model import Kind, Resolution, Status
from resolution.recognition import recognizer as plain

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

FREE_FLOW = (
    "Recognizing that the free flow of information can promote economic and social development,"
    " education and democratic governance,"
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder: Path = tmp_path_factory.mktemp("corpus")
    ensure_starter(folder)
    with Corpus.open(folder) as opened:
        yield opened


def draft(words: str) -> Resolution:
    return plain.read_text(f"The General Assembly,\n\n{words}\n").resolution


def test_a_clause_is_agreed_adapted_or_new(corpus: Corpus) -> None:
    words = "\n\n".join(
        [
            FREE_FLOW,
            "Recognizing the need for cooperation between States and private firms in combating the criminal misuse of"
            " information technologies,",
            "Deploring the loss of coral reefs in the warm seas of the southern hemisphere,",
        ]
    )
    standings = [entry.standing for entry in report(corpus, draft(words))]
    assert standings == [ClauseStanding.AGREED, ClauseStanding.ADAPTED, ClauseStanding.NEW]


def test_words_that_only_a_draft_has_are_not_agreed(corpus: Corpus) -> None:
    own = corpus.document("A/C.3/74/L.11")
    clause = next(
        b for b in own.main.blocks if b.kind is Kind.OPERATIVE and "donor countries" in str(b.text)
    )
    entry = report(corpus, draft("1. " + "".join(r.text for r in clause.text if hasattr(r, "text"))))[0]  # fmt: skip
    assert entry.standing is not ClauseStanding.AGREED
    assert entry.draft is not None and entry.draft.status is Status.DRAFT


def test_the_texts_own_symbol_is_no_precedent_for_it(corpus: Corpus) -> None:
    text = corpus.document("A/RES/56/121")
    assert all(e.match is None or e.match.symbol != "A/RES/56/121" for e in report(corpus, text))


def test_a_draft_of_the_words_of_an_adopted_text_is_agreed_throughout(corpus: Corpus) -> None:
    text = corpus.document("A/RES/56/121")
    head = replace(text.masthead, symbol="", status=Status.DRAFT, adopted=None)
    assert own_text(corpus, replace(text, masthead=head)) is None
    entries = report(corpus, replace(text, masthead=head))
    assert all(entry.standing is ClauseStanding.AGREED for entry in entries)


def test_the_adopted_text_itself_is_known_by_its_words_and_day(corpus: Corpus) -> None:
    text = corpus.document("A/RES/56/121")
    unnamed = replace(text, masthead=replace(text.masthead, symbol=""))
    own = own_text(corpus, unnamed)
    assert own and own.symbol == "A/RES/56/121" and "does not count" in own.sentence
    assert all(e.match is None or e.match.symbol != own.symbol for e in report(corpus, unnamed))
    of_another_day = replace(unnamed.masthead, adopted=date(2003, 1, 1))
    assert own_text(corpus, replace(unnamed, masthead=of_another_day)) is None


def test_a_draft_whose_symbol_is_not_read_is_no_precedent_for_itself(corpus: Corpus) -> None:
    read = plain.read_text((SEEDS / "2_A_C.3_74_L.11.txt").read_text("utf-8")).resolution
    assert not read.masthead.symbol
    own = own_text(corpus, read)
    assert own and (own.symbol, own.same, own.of) == ("A/C.3/74/L.11", 19, 19)
    entries = report(corpus, read)
    assert all(match.symbol != own.symbol for entry in entries for match in entry.shown)
    assert any(e.draft and e.draft.symbol == "A/C.3/73/L.9/Rev.1" for e in entries)
    assert as_text(entries, own.sentence).startswith("19 of 19 wordings are those of the draft")


def test_a_draft_that_was_rewritten_is_not_taken_for_the_one_before(corpus: Corpus) -> None:
    text = corpus.document("A/C.3/74/L.11")
    blocks = text.main.blocks
    cut = replace(text.main, blocks=blocks[: len(blocks) // 2])
    head = replace(text.masthead, symbol="")
    assert own_text(corpus, replace(text, masthead=head, divisions=(cut,))) is None


def test_the_report_as_text_ends_with_totals(corpus: Corpus) -> None:
    assert as_text(report(corpus, draft(FREE_FLOW))).endswith(
        "1 paragraphs: 1 agreed, 0 adapted, 0 new"
    )


def test_wordings_near_it_are_part_of_its_life_with_what_they_are(corpus: Corpus) -> None:
    found = corpus.history(
        "Noting the necessity of preventing the criminal misuse of technologies,"
    )
    assert {use.symbol for use in found.uses} >= {"A/RES/55/63", "A/RES/56/121"}
    assert all(70 <= stage.match.score < 100 for stage in found.stages)
