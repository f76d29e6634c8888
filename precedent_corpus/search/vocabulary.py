"""The words of the corpus, each kept once: a wording is then a string with one character for each of its words.

Words are numbered as they come, so frequent ones have small numbers and take one or two bytes. Comparing two wordings
word by word is comparing two strings, exactly; finding those that begin with given words is a range of strings.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from precedent_corpus.search.meaning import sense

_SURROGATES = 0xD800
_GAP = 0x800
_UNKNOWN = 0x10FFFF
CAPACITY = _UNKNOWN - _GAP - 0x1000
"""How many words have a character of their own; the rest is left for words that the corpus does not have."""

TYPED_WORDS = 400
"""Up to so many words of the corpus are looked at as what a word typed in part may become."""

LEAST_LETTERS = 4
"""Shorter words are not taken for mistyped ones."""


def character(number: int) -> str:
    """Return the character of the word with this number, counted from 1; they repeat beyond CAPACITY."""
    number = (number - 1) % CAPACITY + 1
    return chr(number if number < _SURROGATES else number + _GAP)


def number_of(char: str) -> int:
    """Return the number of the word that has this character."""
    point = ord(char)
    return point if point < _SURROGATES else point - _GAP


def spelled(words: Sequence[str], numbers: Mapping[str, int]) -> str:
    """Return the words as a form: one character a word; unknown ones get characters that no wording has."""
    unknown: dict[str, str] = {}
    return "".join(
        character(numbers[word])
        if word in numbers
        else unknown.setdefault(word, chr(_UNKNOWN - len(unknown) % 0x1000))
        for word in words
    )


class VocabularyReader:
    """What a reader knows of the vocabulary. Words are never taken out, so what was read once stays true.

    May be used from any thread, each with its own connection.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._corrections: dict[str, str] = {}
        self._senses: dict[int, int] = {}
        self._seen = 0

    def numbers(self, connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
        """Return the numbers of those of the words that the corpus has."""
        wanted = set(words)
        unknown = [word for word in wanted if word not in self._numbers]
        if unknown:
            query = "SELECT word, id FROM vocabulary WHERE word IN (SELECT value FROM json_each(?))"
            self._numbers.update(connection.execute(query, (json.dumps(unknown),)).fetchall())
        return {word: self._numbers[word] for word in wanted if word in self._numbers}

    def beginning(self, connection: sqlite3.Connection, typed: str) -> list[int]:
        """Return the numbers of words that begin so, the more common first, as a rule."""
        query = "SELECT id FROM vocabulary WHERE word >= ? AND word < ? ORDER BY id LIMIT ?"
        rows = connection.execute(query, (typed, typed + "\U0010ffff", TYPED_WORDS))
        return [row[0] for row in rows]

    def corrected(self, connection: sqlite3.Connection, word: str) -> str:
        """Return the word that a mistyped one most probably stands for, or the word itself.

        Among words with the same first letter and nearly as many letters: one letter more, less, other or two swapped;
        two such slips in a long word. The more common one where several are as near.
        """
        if len(word) < LEAST_LETTERS or not word.isalpha():
            return word
        if (known := self._corrections.get(word)) is not None:
            return known
        slips = 1 if len(word) < 8 else 2
        query = (
            "SELECT word FROM vocabulary WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?"
            " ORDER BY id"
        )
        first = word[0]
        rows = connection.execute(
            query, (first, first + "\U0010ffff", len(word) - slips, len(word) + slips)
        )
        near = process.extractOne(
            word, [row[0] for row in rows], scorer=OSA.distance, score_cutoff=slips
        )
        found = near[0] if near else word
        self._corrections[word] = found
        return found

    def senses(self, connection: sqlite3.Connection) -> dict[int, int]:
        """Return, as `str.translate` wants it, the character of another form or a synonym for those that have one."""
        (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM vocabulary").fetchone()
        if last > self._seen:
            query = "SELECT id, sense FROM vocabulary WHERE id > ? AND sense <> id"
            news = {
                ord(character(number)): ord(character(meant))
                for number, meant in connection.execute(query, (self._seen,))
            }
            self._senses, self._seen = {**self._senses, **news}, last
        return self._senses


class VocabularyWriter:
    """Numbers words for the one writer. Forget it where a transaction is given up: its new numbers are then void."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._characters: dict[str, str] = {}
        self._first: dict[str, int] = {}
        self._new: list[tuple[int, str, int]] = []
        self._last = 0
        for number, word in connection.execute("SELECT id, word FROM vocabulary ORDER BY id"):
            self._characters[word] = character(number)
            self._first.setdefault(sense(word), number)
            self._last = number

    def form(self, words: Sequence[str]) -> str:
        """Return the words as a form; new words are numbered."""
        known = self._characters
        try:
            return "".join([known[word] for word in words])
        except KeyError:
            for word in words:
                if word not in known:
                    self._add(word)
            return "".join([known[word] for word in words])

    def _add(self, word: str) -> None:
        self._last += 1
        self._characters[word] = character(self._last)
        meant = self._first.setdefault(sense(word), self._last)
        self._new.append((self._last, word, meant))

    def keep(self, connection: sqlite3.Connection) -> None:
        """Write the new words into the vocabulary, in the transaction that writes the wordings."""
        connection.executemany("INSERT INTO vocabulary VALUES (?, ?, ?)", self._new)
        self._new = []


def more_words(connection: sqlite3.Connection, known: list[str]) -> None:
    """Add the words that came after those known; each stands in the place of its number, the first place is empty."""
    query = "SELECT id, word FROM vocabulary WHERE id >= ? ORDER BY id"
    for number, word in connection.execute(query, (len(known),)):
        known += [""] * (number - len(known))
        known.append(word)
