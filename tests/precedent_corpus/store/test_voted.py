"""Wording that was adopted only by vote: the very same words, in texts that were voted on and in no others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from precedent_corpus.corpus import Corpus
from precedent_corpus.store.register import Register
from resolution.model import Status, Vote
from tests.precedent_corpus.conftest import Written

CONTESTED = "Noting the need for an arrangement that many of the Members did not want to have,"
AGREED = "Noting the need for cooperation among States in combating the misuse of technologies,"
RECORDED = Vote("recorded vote", 79, 60, 33)


@pytest.fixture
def corpus(folder: Path, written: Written) -> Iterator[Corpus]:
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add(
            [
                written("A/RES/56/1", (CONTESTED, AGREED), ("Decides.",), vote=RECORDED),
                written("A/RES/56/2", (AGREED,), ("Decides so.",), vote=Vote("without a vote")),
                written("A/C.3/57/L.1", (CONTESTED,), ("Decides it.",), status=Status.DRAFT),
            ]
        )
        yield corpus


def test_only_what_nothing_adopted_without_a_vote_is_told(corpus: Corpus) -> None:
    assert corpus.adopted_by_vote(CONTESTED) == "A/RES/56/1, by 79-60-33"
    assert corpus.adopted_by_vote(AGREED) == ""


def test_the_final_mark_does_not_count_but_every_word_does(corpus: Corpus) -> None:
    assert corpus.adopted_by_vote(CONTESTED.rstrip(",") + ";")
    assert corpus.adopted_by_vote(CONTESTED.replace("many", "most")) == ""
    assert corpus.adopted_by_vote(CONTESTED, "fr") == ""


def test_a_text_that_nobody_opposed_is_not_contested(folder: Path, written: Written) -> None:
    with Corpus.open(folder, writer=True) as corpus:
        corpus.add([written("A/RES/56/3", (CONTESTED,), vote=Vote("recorded vote", 170, 0, 0))])
        assert corpus.adopted_by_vote(CONTESTED) == ""


def test_the_register_asks_the_texts_at_hand_once(corpus: Corpus) -> None:
    asked = []

    def votes(words: str, language: str) -> str:
        asked.append(words)
        return corpus.adopted_by_vote(words, language)

    register = Register()
    assert register.voted(CONTESTED, "en") == ""
    register.consult(votes)
    assert [register.voted(CONTESTED, "en") for _ in range(3)] == ["A/RES/56/1, by 79-60-33"] * 3
    assert asked == [CONTESTED]
