"""The list of words comes from adopted texts, and slips do not get into it."""

from __future__ import annotations

import csv

import make_words
import pytest

from resolution.language.spelling import Speller, dictionary, forms, written
from resolution.text import make

pytestmark = pytest.mark.skipif(dictionary() is None, reason="no dictionary for this machine")


@pytest.fixture(scope="module")
def speller() -> Speller:
    words = dictionary()
    assert words is not None
    return Speller(words, listed=written())


def test_a_word_of_two_texts_is_listed_and_a_slip_of_one_is_not(speller: Speller) -> None:
    texts = [
        [make("Zorbification of Qualquan’s waters, Qualquan")],
        [make("zorbification at Qualquan and capacitybuilding, reprot")],
        [make("labor, organisation and capacitybuilding")],
    ]
    assert make_words.counted(texts, speller) == {"zorbification": 2, "Qualquan": 2}


def test_no_form_of_another_house_is_in_the_table() -> None:
    with make_words.TABLE.open(encoding="utf-8", newline="") as lines:
        words = [row["word"] for row in csv.DictReader(lines)]
    assert len(words) > 50
    assert not {word.lower() for word in words} & forms().told
