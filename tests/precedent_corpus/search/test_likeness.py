"""The three scores that are given as reasons."""

from __future__ import annotations

from precedent_corpus.search.likeness import Likeness, likeness


def test_the_same_letters_are_alike_in_all_three() -> None:
    assert likeness("Notes “this”;", 'Notes "this";') == Likeness(100, 100, 100)


def test_other_endings_count_for_the_words_and_not_for_the_stems() -> None:
    found = likeness("Urges States to report", "Urging States to report")
    assert found.stemmed == 100
    assert found.words < 100


def test_case_and_punctuation_count_for_the_letters_alone() -> None:
    found = likeness("Urges States, to report", "urges states to report")
    assert (found.stemmed, found.words) == (100, 100)
    assert found.verbatim < 100
