"""The report on a draft and the life of a wording, on the starter corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from precedent_corpus.corpus import Corpus, ensure_starter
from precedent_corpus.report import Standing, as_text, report
from resolution.model import Kind, Resolution, Status
from resolution.reading import plain

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
    assert standings == [Standing.AGREED, Standing.ADAPTED, Standing.NEW]


def test_words_that_only_a_draft_has_are_not_agreed(corpus: Corpus) -> None:
    own = corpus.document("A/C.3/74/L.11")
    clause = next(
        b for b in own.main.blocks if b.kind is Kind.OPERATIVE and "donor countries" in str(b.text)
    )
    entry = report(corpus, draft("1. " + "".join(r.text for r in clause.text if hasattr(r, "text"))))[0]  # fmt: skip
    assert entry.standing is not Standing.AGREED
    assert entry.draft is not None and entry.draft.status is Status.DRAFT


def test_the_texts_own_symbol_is_no_precedent_for_it(corpus: Corpus) -> None:
    text = corpus.document("A/RES/56/121")
    assert all(e.match is None or e.match.symbol != "A/RES/56/121" for e in report(corpus, text))
    unnamed = replace(text, masthead=replace(text.masthead, symbol=""))
    assert all(entry.standing is Standing.AGREED for entry in report(corpus, unnamed))


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
