"""Sponsors of a draft: the names of States as printed in sponsor lists, and parsing of typed lists.

`data/states.txt` is derived from the sponsor lists of real drafts; it is not an official list of members, so a name
that is not in it may cause a warning, but never an error. `data/state_names.csv` has names that States do not (or no
longer) use, with the day of the change.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import StringIO

from resolution import DATA

_STATES = DATA / "states.txt"
_OTHER_NAMES = _STATES.with_name("state_names.csv")
OBSERVERS = ("Holy See", "State of Palestine")
_ENDS = " \t\r.;*"


@lru_cache(maxsize=1)
def states() -> tuple[str, ...]:
    """Return the names of States in alphabetical order."""
    return tuple(_STATES.read_text(encoding="utf-8").split("\n")[:-1])


def alphabetical(name: str) -> str:
    """Return the sort key of a name, which ignores case, accents and typographic apostrophes."""
    bare = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=1)
def _by_key() -> dict[str, str]:
    return {alphabetical(name): name for name in states()}


def state(name: str) -> str:
    """Return a State's name as printed ("cote d'ivoire" → "Côte d’Ivoire"), or an empty string."""
    return _by_key().get(alphabetical(" ".join(name.split())), "")


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name that is not a State's official one: since the day `until`, or at all if that is None.

    running: it is not the State's name in running text either
    """

    name: str
    official: str
    until: date | None
    running: bool

    def is_old(self, day: date | None) -> bool:
        """Return whether the name is not the State's on a day; None means today."""
        return self.until is None or day is None or day >= self.until


@lru_cache(maxsize=1)
def other_names() -> dict[str, OtherName]:
    """Return the names that are not official, by their sort key."""
    rows = csv.DictReader(StringIO(_OTHER_NAMES.read_text(encoding="utf-8")))
    names = (
        OtherName(
            row["name"],
            row["official"],
            date.fromisoformat(row["until"]) if row["until"] else None,
            row["running"] == "yes",
        )
        for row in rows
    )
    return {alphabetical(name.name): name for name in names}


def is_known(name: str) -> bool:
    """Return whether a name is that of a State or an observer, official or not."""
    return bool(state(name)) or alphabetical(" ".join(name.split())) in other_names()


def parse(words: str) -> tuple[str, ...]:
    """Parse a typed or pasted list of sponsors: one a line, or separated by commas and a last "and"."""
    parts = (" ".join(part.strip(_ENDS).split()) for part in re.split(r"[,\n;]", words))
    found = [name for part in parts if part for name in _apart(part)]
    return tuple(dict.fromkeys(state(name) or name for name in found))


def _apart(part: str) -> list[str]:
    """Return the names in "Peru and Chad", "and Chad", "Trinidad and Tobago and Togo"."""
    part = re.sub(r"^and\s+", "", part)
    if is_known(part):
        return [part]
    for match in re.finditer(r"\s+and\s+", part):
        if is_known(part[match.end() :]):
            return [*_apart(part[: match.start()]), part[match.end() :]]
    return [part]


def unknown(sponsors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sponsors that are not in the list of States."""
    return tuple(name for name in sponsors if not state(name))
