"""Which texts say the same thing again: those of one series, session by session under the same title."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from precedent_corpus.search.meaning import COMMON
from precedent_corpus.search.snapshot import Snapshot
from resolution.language.dates import MONTHS
from resolution.language.ordinals import number_of
from resolution.model import Status

SAME_TITLE = 0.8
"""The least share of the words of two titles that is in both: "… on the law of the sea" gets a word more in time, while
"Question of Anguilla" and "Question of Bermuda" are two series."""

MOST_TEXTS = 200
"""A title that more texts have is no series' title: "Report of the Committee"."""

_WORD = re.compile(r"[^\W\d_]+")
_PASSING = (
    COMMON
    | {month.casefold() for month in MONTHS}
    | {month[:3].casefold() for month in MONTHS}
    | {"until"}
)
"""Words of a title that change from year to year, or say nothing."""

_SUBJECT = re.compile(r"^security council resolution .*?\[on (?P<title>.*)\]?$")
"""Texts of the Security Council have no title; the catalogue files them under what they are on."""


class Text(NamedTuple):
    """A text of the corpus, as far as its place in a series goes.

    day: when it was adopted, or about when it was issued; what orders the texts, and never shown
    """

    id: int
    symbol: str
    adopted: bool
    day: str
    title: frozenset[str]


def title_words(title: str) -> frozenset[str]:
    """Return the words that tell which series a title is of."""
    return frozenset(word for word in _WORD.findall(title.casefold()) if word not in _PASSING)


def same_title(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two titles are those of one series."""
    return bool(one and other) and len(one & other) >= SAME_TITLE * len(one | other)


class Series:
    """The texts of one language by their titles, as of one generation of the corpus."""

    def __init__(self, connection: sqlite3.Connection, generation: int, language: str) -> None:
        self.generation, self.language = generation, language
        self.texts: dict[int, Text] = {}
        self._by_word: dict[str, list[Text]] = {}
        self._add(connection.execute(_TEXTS, (language,)).fetchall())
        self._known: dict[frozenset[str], tuple[Text, ...]] = {}

    def _add(self, rows: Sequence[sqlite3.Row]) -> None:
        days = {row["symbol"]: row["adopted"] for row in rows if row["status"] == Status.ADOPTED}
        for row in rows:
            text = self.texts[row["id"]] = _text(row, days)
            for word in text.title:
                self._by_word.setdefault(word, []).append(text)

    def know(self, connection: sqlite3.Connection, texts: Iterable[int]) -> None:
        """Take in texts that were added since: in the midst of an import the index is behind."""
        if unknown := [text for text in texts if text not in self.texts]:
            self._add(connection.execute(_THESE, (self.language, json.dumps(unknown))).fetchall())

    def titled(self, title: frozenset[str]) -> tuple[Text, ...]:
        """Return the texts of the series with a title, the earliest first; none where the title tells nothing."""
        known = self._known.get(title)
        if known is None:
            near = {text for word in _rarest(title, self._by_word) for text in self._by_word[word]}
            found = sorted((text for text in near if same_title(title, text.title)), key=order)
            known = self._known[title] = tuple(found) if len(found) <= MOST_TEXTS else ()
        return known

    def names(self, texts: Iterable[int]) -> list[frozenset[str]]:
        """Return the titles of the series that texts belong to, one each, those of most texts first."""
        found: dict[frozenset[str], int] = {}
        for text in texts:
            title = self.texts[text].title
            name = next((one for one in found if same_title(one, title)), title)
            if name:
                found[name] = found.get(name, 0) + 1
        return sorted(found, key=lambda name: -found[name])


class SeriesCache:
    """The series of each language, read once for every state of the corpus. May be used from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_language: dict[str, Series] = {}

    def get(self, snapshot: Snapshot) -> Series:
        """Return the series of the snapshot's language: half a second for 40,000 texts, if they are not cached."""
        language, generation = snapshot.language, snapshot.generation
        with self._lock:
            known = self._by_language.get(language)
            if known is None or known.generation != generation:
                known = Series(snapshot.connection, generation, language)
                self._by_language[language] = known
        return known


def order(text: Text) -> tuple[str, bool, str]:
    """Return what puts texts in the order of their adoption; a draft stands before what was adopted on the day."""
    return (text.day, text.adopted, text.symbol)


def _rarest(title: frozenset[str], by_word: dict[str, list[Text]]) -> Sequence[str]:
    """Return so many of the words that a text of the series has one of them, those of the fewest texts."""
    known = sorted((word for word in title if word in by_word), key=lambda word: len(by_word[word]))
    return known[: int((1 - SAME_TITLE) * len(title)) + 1]


def _text(row: sqlite3.Row, days: dict[str, str | None]) -> Text:
    adopted = row["status"] == Status.ADOPTED
    day = (
        row["adopted"]
        or row["issued"]
        or days.get(row["adopted_as"])
        or _begun(row["session"], row["organ"])
    )
    return Text(row["id"], row["symbol"], adopted, day, _title(row))


def _title(row: sqlite3.Row) -> frozenset[str]:
    if title := row["title"]:
        return title_words(title)
    for topic in (row["topics"] or "").split("\n"):
        if subject := _SUBJECT.match(topic):
            return title_words(subject["title"])
    return frozenset()


def _begun(session: str, organ: str) -> str:
    """Return about when a session of the General Assembly began, the second in September 1947; else nothing."""
    number = number_of(session) if organ == "General Assembly" and session else None
    return f"{1945 + number}-09-15" if number else ""


_TEXTS = """
SELECT d.id, d.symbol, d.organ, d.status, d.adopted, d.adopted_as, d.issued, d.session, d.title,
    CASE WHEN d.title = '' THEN (
        SELECT group_concat(t.topic, char(10)) FROM topics t
        WHERE t.document = d.id AND t.topic LIKE 'security council resolution %'
    ) END AS topics
FROM documents d WHERE d.language = ?
"""

_THESE = f"{_TEXTS} AND d.id IN (SELECT value FROM json_each(?))"
