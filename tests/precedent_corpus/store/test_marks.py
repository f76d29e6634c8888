"""What the user excludes is not shown as a match; what the user prefers comes first among equals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from precedent_corpus.corpus import Corpus, Filters, Match, TextMark, ensure_starter

WORDS = "Recognizing that the free flow of information can promote economic and social development"


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    ensure_starter(tmp_path)
    with Corpus.open(tmp_path, writer=True) as corpus:
        yield corpus


def symbols(corpus: Corpus) -> list[str]:
    return [match.symbol for match in corpus.suggest(WORDS, threshold=30, limit=9)]


def test_an_excluded_text_is_no_match_until_it_is_let_in_again(corpus: Corpus) -> None:
    before = symbols(corpus)
    assert "A/RES/56/121" in before
    corpus.mark(["A/RES/56/121"], TextMark.EXCLUDED)
    assert "A/RES/56/121" not in symbols(corpus)
    assert not [m for m in corpus.search("free flow").matches if m.symbol == "A/RES/56/121"]
    assert not corpus.search("A/RES/56/121").matches
    corpus.mark(["A/RES/56/121"], TextMark.NONE)
    assert symbols(corpus) == before


def test_a_wording_that_an_excluded_text_shares_is_shown_by_the_other(corpus: Corpus) -> None:
    shared = next(
        match
        for document in corpus.documents()
        for match in corpus.search(document.symbol).matches
        if match.uses > 1
    )
    corpus.mark([shared.symbol], TextMark.EXCLUDED)
    other = corpus.suggest(shared.text, threshold=100)[0]
    assert other.symbol != shared.symbol
    assert other.uses == shared.uses - 1


def test_a_preferred_text_comes_first_among_equal_scores(corpus: Corpus) -> None:
    def ranked() -> list[Match]:
        return corpus.suggest("the General Assembly", threshold=1, limit=30)

    by_score: dict[int, list[str]] = {}
    for match in ranked():
        by_score.setdefault(match.score, []).append(match.symbol)
    score, last = next((s, them[-1]) for s, them in by_score.items() if len(set(them)) > 1)
    corpus.mark([last], TextMark.PREFERRED)
    own = {match.text for match in corpus.search(last, limit=200).matches}
    equal = [match.text in own for match in ranked() if match.score == score]
    assert equal == sorted(equal, reverse=True)
    assert equal[0]
    assert not equal[-1]
    scores = [match.score for match in ranked()]
    assert scores == sorted(scores, reverse=True)


def test_marks_stay_when_the_corpus_is_opened_again(corpus: Corpus, tmp_path: Path) -> None:
    corpus.mark(["A/RES/55/63", "A/RES/56/121"], TextMark.PREFERRED)
    corpus.mark(["A/RES/55/63", "A/RES/55/63"], TextMark.EXCLUDED)
    with Corpus.open(tmp_path) as reader:
        assert reader.marks() == {
            "A/RES/55/63": TextMark.EXCLUDED,
            "A/RES/56/121": TextMark.PREFERRED,
        }
        assert not reader.suggest(WORDS, filters=Filters(organ="General Assembly"), threshold=101)


def test_the_index_made_anew_finds_the_same(corpus: Corpus, tmp_path: Path) -> None:
    before = symbols(corpus)
    with Corpus.open(tmp_path) as reader:
        corpus.rebuild()
        assert symbols(corpus) == before
        assert symbols(reader) == before


def test_several_texts_are_taken_out_in_one_go(corpus: Corpus) -> None:
    assert corpus.remove_all(["A/RES/55/63", "A/RES/56/121", "A/RES/1/1"]) == 2
    assert not {"A/RES/55/63", "A/RES/56/121"} & set(symbols(corpus))
