"""What makes two clauses the same wording, and which of their words a search goes by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from precedent_corpus.search.meaning import searched
from resolution.diff.facts import CITATION, FACT_SIGNS, citations, plain_typography

_END = re.compile(r"(?:[;,] (?:and|or))?[\s,;.:、，；。：]*$")
HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{FACT_SIGNS}]|[{HAN}]|[^\W{HAN}]+(?:['\-./][^\W{HAN}]+)*")
_FINISHED = re.compile(r"[;.:、；。：][\"'”’)]*(?:\s*(?:and|or))?\s*$")


_SERIES = (3, 5, 8, 12, 18, 27)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a clause in the form that is compared.

    key:   lower case, plain typography, single spaces, without the final punctuation
    words: the words of the key, a sign in place of every date, citation, ordinal and number, punctuation left out
    facts: the names of what the signs stand for, in order
    """

    key: str
    words: tuple[str, ...]
    facts: tuple[str, ...]

    def digest(self, language: str) -> int:
        """Return a number (signed, 64 bits) that stands for this wording in this language."""
        hashed = blake2b(f"{language}\n{self.key}".encode("utf-8", "replace"), digest_size=8)
        return int.from_bytes(hashed.digest(), signed=True)

    def search_words(self) -> list[str]:
        """Return what the wording is looked for by: the senses of its words, without the signs of facts."""
        return searched([word for word in self.words if word not in FACT_SIGNS])

    def series_words(self) -> list[str]:
        """Return words that tell how long a series of citations is: what series of other citations have in common."""
        return series_words(self.words)

    def fact_words(self) -> list[str]:
        """Return the facts' names as single words, as the index keeps them."""
        return [indexed_fact(name) for name in self.facts]


def series_words(words: Sequence[str]) -> list[str]:
    """Return a word for each length of series that the citations among the words reach."""
    length = words.count(CITATION)
    return [f"{CITATION}{least}" for least in _SERIES if least <= length]


def indexed_fact(name: str) -> str:
    """Return the name of a fact as one word: "resolution_56/121"."""
    return name.casefold().replace(" ", "_")


def normalised(words: str) -> Wording:
    """Return the compared form of a clause's words: neither case nor typography nor final punctuation count."""
    bare = without_end(plain_typography(words))
    out, names, at = [], [], 0
    for fact in citations(bare):
        out += [bare[at : fact.start], fact.sign]
        names.append(fact.name)
        at = fact.end
    masked = "".join([*out, bare[at:]]).casefold()
    return Wording(bare.casefold(), tuple(compared_words(masked)), tuple(dict.fromkeys(names)))


def without_end(words: str) -> str:
    """Return the words without the punctuation that they end in, which goes by their place in the text."""
    return _END.sub("", words, count=1)


def unfinished(words: str) -> bool:
    """Return whether a clause still lacks the punctuation that it will end in: it is being typed.

    A comma does not tell: it ends a preambular clause, and it parts the words of any.
    """
    return not _FINISHED.search(words)


def compared_words(form: str) -> list[str]:
    """Return the words of a normalised form, signs of facts included, punctuation left out.

    Chinese and Japanese are compared character by character, as they print no spaces.
    """
    return _WORD.findall(form)
