"""Sponsors of a draft: the names of States as sponsor lists print them, and taking a typed list apart.

`data/states.txt` is derived from the sponsor lists of real drafts; it is not an official list of members, so a name
that is not in it is a matter for a question, never for a refusal.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

_STATES = Path(__file__).parent / "data" / "states.txt"
_ENDS = " \t\r.;*"


@lru_cache(maxsize=1)
def states() -> tuple[str, ...]:
    """Return the names of States, in alphabetical order."""
    return tuple(_STATES.read_text(encoding="utf-8").split("\n")[:-1])


def alphabetical(name: str) -> str:
    """Return what a name is sorted by: accents and typographic apostrophes do not count."""
    bare = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=1)
def _by_key() -> dict[str, str]:
    return {alphabetical(name): name for name in states()}


def state(name: str) -> str:
    """Return a State's name as it is printed ("cote d'ivoire" → "Côte d’Ivoire"), or the empty string."""
    return _by_key().get(alphabetical(" ".join(name.split())), "")


def parse(words: str) -> tuple[str, ...]:
    """Return the sponsors in a typed or pasted list: one a line, or parted by commas and a last "and"."""
    parts = (" ".join(part.strip(_ENDS).split()) for part in re.split(r"[,\n;]", words))
    found = [name for part in parts if part for name in _apart(part)]
    return tuple(dict.fromkeys(state(name) or name for name in found))


def _apart(part: str) -> list[str]:
    """Return the names in "Peru and Chad", "and Chad", "Trinidad and Tobago and Togo"."""
    part = re.sub(r"^and\s+", "", part)
    if state(part):
        return [part]
    for match in re.finditer(r"\s+and\s+", part):
        if state(part[match.end() :]):
            return [*_apart(part[: match.start()]), part[match.end() :]]
    return [part]


def unknown(sponsors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sponsors that are not in the list of States."""
    return tuple(name for name in sponsors if not state(name))
