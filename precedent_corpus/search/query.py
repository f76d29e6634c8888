"""A query as the search compares it: normalized, with mistyped words corrected from the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from precedent_corpus.search.meaning import COMMON
from precedent_corpus.search.snapshot import Snapshot
from precedent_corpus.search.vocabulary import spelled
from precedent_corpus.search.wording import Wording, normalised, unfinished
from resolution.diff.facts import FACT_SIGNS

FEW_WORDS = 12
"""For up to so many typed words, clauses that begin with them or contain them anywhere are looked for."""

FEW_KEYWORDS = 4
"""In a query of no more than so many words, common words count too."""


class Query(NamedTuple):
    """A query as it is compared.

    wording: its normalized words
    words:   the same, with mistyped words replaced by words of the corpus; form: these as a form
    exact:   the words as typed, as a form
    slips:   how many words were replaced
    wanted:  the senses of its informative words, as a form
    typing:  whether the text is unfinished
    """

    wording: Wording
    words: tuple[str, ...]
    form: str
    exact: str
    slips: int
    wanted: str
    typing: bool

    @property
    def short(self) -> bool:
        """Return whether this is the beginning of a clause, or a few keywords."""
        return self.typing and len(self.words) <= FEW_WORDS


def parse_query(snapshot: Snapshot, text: str, finished: bool | None) -> Query:
    """Return the query for a text.

    finished: whether the text is a whole clause; None to decide by its final punctuation
    """
    wording = normalised(text)
    typing = unfinished(text) if finished is None else not finished
    words = wording.words
    slips = 0
    known = snapshot.numbers(words)
    exact = spelled(words, known)
    if len(known) < len(set(words)):
        last = len(words) - 1 if typing else len(words)
        corrected = tuple(
            word
            if word in known or (at == last and _begins_a_word(snapshot, word))
            else snapshot.vocabulary.corrected(snapshot.connection, word)
            for at, word in enumerate(words)
        )
        slips = sum(a != b for a, b in zip(words, corrected, strict=True))
        words = corrected
        known = snapshot.numbers(words)
    form = spelled(words, known)
    senses = snapshot.senses()
    informative = set(informative_words(words))
    wanted = "".join(
        dict.fromkeys(
            char.translate(senses)
            for char, word in zip(form, words, strict=True)
            if word in informative
        )
    )
    return Query(wording, words, form, exact, slips, wanted, typing)


def _begins_a_word(snapshot: Snapshot, word: str) -> bool:
    return bool(snapshot.vocabulary.beginning(snapshot.connection, word))


def informative_words(words: Sequence[str]) -> list[str]:
    """Return the words that carry meaning: all of a few keywords, otherwise those that are not common."""
    common: frozenset[str] = frozenset() if len(words) <= FEW_KEYWORDS else COMMON
    return [word for word in words if word not in common and word not in FACT_SIGNS]
