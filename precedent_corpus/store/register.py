"""The register of adopted resolutions: symbols, dates, votes and titles, whether or not the corpus has the text."""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from precedent_corpus import DATA
from resolution.language.dates import printed
from resolution.language.organs import organ, organ_of_symbol
from resolution.model import Vote

REGISTER = DATA / "resolutions.csv"

CITED_TITLES = "cited_titles.csv"
"""Beside the register: titles of resolutions whose own texts it does not know."""

REMEMBERED = 5_000
"""For so many wordings, how they were adopted is cached."""

LEAST_WORDS = 3
"""Words of a title are looked for from so many letters on."""


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A resolution of the register; what it does not know is empty or None.

    certain: the date was read off the text itself; otherwise it is the one that later resolutions cite.
    """

    symbol: str
    organ: str
    adopted: date | None
    title: str
    vote: Vote
    committee: str
    agenda_item: str
    draft: str
    certain: bool

    @property
    def cited(self) -> str:
        """Return the symbol as other resolutions cite it: "55/63", "2231 (2015)", "217 A (III)"."""
        own = self.symbol.removeprefix(_prefix(self.organ))
        return re.sub(r"(?<=\w)\(", " (", own)

    @property
    def citation(self) -> str:
        """Return symbol and date as they are cited: "55/63 of 4 December 2000"."""
        return f"{self.cited} of {printed(self.adopted)}" if self.adopted else self.cited


class Register:
    """Looks up adopted resolutions. The table is read at the first query; if it is missing, nothing is known.

    Meets `resolution.checks.Record`.
    """

    def __init__(self, path: Path = REGISTER) -> None:
        self.path = path
        self._learned: dict[str, RegisterEntry] = {}
        self._votes: Callable[[str, str], str] | None = None
        self._voted: dict[tuple[str, str], str] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[RegisterEntry]:
        return (_entry(row) for row in self._rows.values())

    def by_symbol(self, symbol: str) -> RegisterEntry | None:
        """Return the resolution with this symbol ("A/RES/65/230"), or None."""
        known = " ".join(symbol.split())
        row = self._rows.get(known)
        return _entry(row) if row else self._learned.get(known)

    def by_number(self, cited: str, organ_name: str = "General Assembly") -> RegisterEntry | None:
        """Return the resolution cited so ("65/230", "2231 (2015)", "217 A (III)") by this organ, or None."""
        return self.by_symbol(_prefix(organ_name) + cited) if _prefix(organ_name) else None

    def by_draft(self, symbol: str) -> RegisterEntry | None:
        """Return the resolution that a draft with this symbol was adopted as, or None."""
        found = self._by_draft.get(symbol)
        return self.by_symbol(found) if found else None

    def adoption_date(self, cited: str, organ: str) -> date | None:
        """Return when the resolution cited so by that organ was adopted, None if unknown."""
        entry = self.by_number(cited, organ)
        return entry.adopted if entry else None

    def title(self, cited: str, organ: str) -> str:
        """Return the title of the resolution cited so by that organ, empty if unknown."""
        entry = self.by_number(cited, organ)
        return (entry.title if entry else "") or self._cited_titles.get(_prefix(organ) + cited, "")

    def certain(self, cited: str, organ: str) -> bool:
        """Return whether the day is read off the resolution itself, not off others that cite it."""
        entry = self.by_number(cited, organ)
        return bool(entry and entry.certain)

    def council_number(self, number: int) -> str:
        """Return the Security Council's resolution of this number with its year, empty if unknown.

        Those that are not listed have the year of those before and after them, where that is one.
        """
        known = self._council
        at = bisect_left(known, (number, 0))
        before, after = (
            known[max(0, at - 1)] if known else (0, 0),
            known[at] if at < len(known) else (0, 0),
        )
        if after[0] == number or (after[1] and before[1] == after[1]):
            return f"{number} ({after[1]})"
        return ""

    def newest(self, title: str, organ: str, before: date | None) -> str:
        """Return how the newest resolution of this title is cited, empty if unknown."""
        days = self._by_title.get((organ, title.casefold()), [])
        found = [symbol for day, symbol in days if before is None or day < before]
        entry = self.by_symbol(found[-1]) if found else None
        return entry.citation if entry else ""

    def committees(self, session: int, item: str) -> tuple[str, ...]:
        """Return the committees that reported on an agenda item at a session of the General Assembly."""
        return self._items.get((str(session), item), ())

    def consult(self, votes: Callable[[str, str], str]) -> None:
        """Call this from now on to learn how a wording was adopted (`Corpus.adopted_by_vote`), and clear the cache."""
        self._votes, self._voted = votes, {}

    def voted(self, words: str, language: str) -> str:
        """Return what adopted just this wording, and its vote; empty if anything did without, or nothing is known."""
        known = self._voted.get((words, language))
        if known is None:
            known = self._votes(words, language) if self._votes else ""
            if len(self._voted) >= REMEMBERED:  # every keystroke makes another wording
                self._voted.clear()
            self._voted[words, language] = known
        return known

    @cached_property
    def _council(self) -> list[tuple[int, int]]:
        """Return the numbers of the Security Council's resolutions with their years, in order."""
        found = (re.fullmatch(r"S/RES/(\d+) \((\d{4})\)", symbol) for symbol in self._rows)
        return sorted((int(match[1]), int(match[2])) for match in found if match)

    @cached_property
    def _by_title(self) -> dict[tuple[str, str], list[tuple[date, str]]]:
        """Return the days and symbols of all resolutions of one title, in order."""
        found: dict[tuple[str, str], list[tuple[date, str]]] = {}
        for symbol, row in self._rows.items():
            if row["title"] and row["adopted"]:
                key = row["organ"], row["title"].casefold()
                found.setdefault(key, []).append((date.fromisoformat(row["adopted"]), symbol))
        for entry in self._learned.values():
            if entry.title and entry.adopted and entry.symbol not in self._rows:
                key = entry.organ, entry.title.casefold()
                found.setdefault(key, []).append((entry.adopted, entry.symbol))
        return {key: sorted(days) for key, days in found.items()}

    @cached_property
    def _items(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the committees that each agenda item of a session was reported on by."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for symbol, row in self._rows.items():
            session = re.match(r"A/RES/(\d+)/", symbol)
            if session and row["agenda_item"] and row["committee"]:
                key = session[1], row["agenda_item"]
                found.setdefault(key, {})[row["committee"]] = None
        return {key: tuple(committees) for key, committees in found.items()}

    # --- completing what is typed ------------------------------------------------------------

    def learn(self, entries: Iterable[RegisterEntry]) -> None:
        """Know these too: the texts that are at hand and stand in no table.

        It takes a quarter of a second where twenty thousand texts are at hand, so it is done off the GUI thread: what
        is asked meanwhile is answered as before.
        """
        learned = {entry.symbol: entry for entry in entries}
        openings, titles = self._openings_with(learned), self._titles_with(learned)
        self._learned = learned
        self.__dict__.pop("_by_title", None)
        self.__dict__.update(_openings=openings, _titles=titles)

    def complete(
        self, typed: str, organ: str = "", *, only: bool = False, limit: int = 8
    ) -> list[RegisterEntry]:
        """Return the resolutions that what is typed of a citation may mean, best first; the table is read at first use.

        typed: the beginning of a symbol, as cited or in full ("55/6", "2231 (20", "A/RES/55/63"), or words of a title.
        organ: whose resolutions come first, or are the `only` ones. An exact symbol comes before longer ones, and what
        is cited more often before the rest.
        """
        number = _key(typed)
        if not number:
            return []
        found = self._beginning(number)
        if not found and len(number) >= LEAST_WORDS:
            found = self._titled(typed)
        if organ:
            own = [place for place in found if place[1] == organ]
            found = own if only else [*own, *(place for place in found if place[1] != organ)]
        entries = (self.by_symbol(symbol) for _, _, symbol in found[:limit])
        return [entry for entry in entries if entry]

    def agenda_item(self, title: str, organ: str, session: int) -> str:
        """Return the agenda item of an organ's resolution of this title at a session, empty if it is not known.

        session: its number, or the year for organs that count by years
        """
        if not title:
            return ""
        for entry in self.complete(title, organ, only=True, limit=50):
            same = entry.title.casefold() == title.casefold()
            if same and entry.agenda_item and entry.cited.startswith(f"{session}/"):
                return entry.agenda_item
        return ""

    def _beginning(self, number: str) -> list[tuple[object, str, str]]:
        keys = self._openings
        at = bisect_left(keys, (number,))
        found: dict[str, tuple[object, str, str]] = {}
        while at < len(keys) and keys[at][0].startswith(number):
            key, cited, organ_name, symbol = keys[at]
            found.setdefault(symbol, ((key != number, -cited, key), organ_name, symbol))
            at += 1
        return sorted(found.values())  # type: ignore[type-var]

    def _titled(self, typed: str) -> list[tuple[object, str, str]]:
        wanted = " ".join(typed.casefold().split())
        words = [" " + word for word in wanted.split()]
        found = []
        for title, newest, organ_name, symbol in self._titles:
            if all(word in title for word in words):
                place = 0 if title.startswith(" " + wanted) else 1 if wanted in title else 2
                found.append(((place, newest), organ_name, symbol))
        return sorted(found)  # type: ignore[return-value]

    @cached_property
    def _openings(self) -> list[tuple[str, int, str, str]]:
        """Return what a citation may begin with, sorted: as cited and in full, how often cited, organ, symbol."""
        return self._openings_with(self._learned)

    def _openings_with(
        self, learned: Mapping[str, RegisterEntry]
    ) -> list[tuple[str, int, str, str]]:
        rows = []
        for symbol, row in self._rows.items():
            name = row["organ"] or organ_of_symbol(symbol)
            rows.append((symbol, name, _count(row["times_cited"]) or 0))
        # A text that the user added is one of the subject: it comes before those that are merely known.
        rows += [(e.symbol, e.organ, 1_000) for e in learned.values()]
        return sorted(
            (key, cited, name, symbol)
            for symbol, name, cited in rows
            for key in {_key(symbol), _key(symbol.removeprefix(_prefix(name)))}
        )

    @cached_property
    def _titles(self) -> list[tuple[str, int, str, str]]:
        """Return the titles in small letters, each word after a space; the newest first when sorted, organ, symbol."""
        return self._titles_with(self._learned)

    def _titles_with(self, learned: Mapping[str, RegisterEntry]) -> list[tuple[str, int, str, str]]:
        rows = [
            (row["title"], row["adopted"], row["organ"] or organ_of_symbol(symbol), symbol)
            for symbol, row in self._rows.items()
            if row["title"]
        ]
        rows += [
            (e.title, e.adopted.isoformat() if e.adopted else "", e.organ, e.symbol)
            for e in learned.values()
            if e.title and e.symbol not in self._rows
        ]
        return [
            (
                " " + " ".join(re.findall(r"[^\s“”\"()\[\],.:;]+", title.casefold())),
                -date.fromisoformat(day).toordinal() if day else 0,
                name,
                symbol,
            )
            for title, day, name, symbol in rows
        ]

    @cached_property
    def _rows(self) -> dict[str, dict[str, str]]:
        try:
            with self.path.open(encoding="utf-8", newline="") as file:
                return {row["symbol"]: row for row in csv.DictReader(file)}
        except FileNotFoundError:
            return {}

    @cached_property
    def _cited_titles(self) -> dict[str, str]:
        """Return titles that are known from the texts that cite them only."""
        try:
            with self.path.with_name(CITED_TITLES).open(encoding="utf-8", newline="") as file:
                return {row["symbol"]: row["title"] for row in csv.DictReader(file)}
        except FileNotFoundError:
            return {}

    @cached_property
    def _by_draft(self) -> dict[str, str]:
        return {row["draft"]: symbol for symbol, row in self._rows.items() if row["draft"]}


def _key(words: str) -> str:
    """Return how what is typed of a symbol is compared: without spaces, in small letters."""
    return "".join(words.split()).casefold()


def _prefix(organ_name: str) -> str:
    known = organ(organ_name)
    return known.resolution.partition("{")[0] if known else ""


def _entry(row: dict[str, str]) -> RegisterEntry:
    return RegisterEntry(
        symbol=row["symbol"],
        organ=row["organ"] or organ_of_symbol(row["symbol"]),
        adopted=date.fromisoformat(row["adopted"]) if row["adopted"] else None,
        title=row["title"],
        vote=Vote(
            row["adoption"],
            _count(row["in_favour"]),
            _count(row["against"]),
            _count(row["abstaining"]),
        ),
        committee=row["committee"],
        agenda_item=row["agenda_item"],
        draft=row["draft"],
        certain=row["source"] == "record",
    )


def _count(value: str) -> int | None:
    return int(value) if value.isdigit() else None
