"""Names shared by reading and writing Akoma Ntoso: namespaces, codes, attributes, and the marks of leads.

Source: Akoma Ntoso 3.0 (akomantoso30.xsd), its United Nations profile AKN4UN, and the published files.
"""

from __future__ import annotations

import re

from resolution.language import of
from resolution.model import Kind, Standing
from resolution.text import Mark

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AKN4UN = "http://un.org/akn4un"
OWN = "urn:resolution-drafter:1"
"""Our own namespace, for block kinds that plain Akoma Ntoso cannot distinguish, and for the origin of clauses."""

NO_DATE = "0001-01-01"
"""Used by the United Nations where the schema requires a date and there is none."""

ORGAN_CODES = {
    "General Assembly": "unga",
    "Security Council": "unsc",
    "Economic and Social Council": "unecosoc",
    "Human Rights Council": "unhrc",
}
"""The codes of organs in the address of a work (FRBRWork)."""

OUTCOMES = {"without a vote": "adoptedWithoutVote", "recorded vote": "adoptedRecordedVote"}
METHODS = {outcome: method for method, outcome in OUTCOMES.items()}

ORIGIN = ("symbol", "paragraph", "wording")
"""Fields of an origin that are attributes of our own on its clause."""
PROPOSAL = ("id", "clause", "kind", "status", "made", "place", "becomes")
"""Fields of a proposal that are attributes of its element."""
STEP = {"on": "on", "outcome": "outcome", "symbol": "as", "by": "by", "refers_to": "refersTo"}
KEYWORD = {"value": "value", "shown": "showAs", "dictionary": "dictionary", "href": "href"}
"""Fields of a step and of a keyword, and the names of their attributes."""

LEAD_KINDS = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM)
"""Kinds of blocks that begin with a lead."""

LASTING_STANDINGS = (Standing.AGREED.value, Standing.BRACKETED.value)
"""Standings of a paragraph that are stored in a file; all others are derived."""

MARK_NAMES = {
    "lead": Mark.LEAD,
    "italic": Mark.ITALIC,
    "bold": Mark.BOLD,
    "underline": Mark.UNDERLINE,
    "super": Mark.SUPER,
    "struck": Mark.STRUCK,
}


def typeface(language: str) -> Mark:
    """Return how a lead is printed: italic, in Chinese bold, in Arabic both."""
    return of(language).lead_typeface


def marks_of(names: str) -> Mark:
    """Return the marks named by a class ("bold italic") or our own attribute ("lead bold"); other words are ignored."""
    marks = Mark.NONE
    for name in names.split():
        marks |= MARK_NAMES.get(name.lower(), Mark.NONE)
    return marks


def names_of(marks: Mark) -> str:
    """Return the names of the marks in a fixed order: the inverse of `marks_of`."""
    return " ".join(name for name, mark in MARK_NAMES.items() if mark in marks)


def position_name(code: str) -> str:
    """Return a voting position in words: "inFavour" → "in favour"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", code.lstrip("#")).lower()


def position_code(name: str) -> str:
    """Return the code of a voting position: "in favour" → "inFavour"."""
    first, *rest = re.findall(r"\w+", name.lower()) or ["other"]
    return first + "".join(word.capitalize() for word in rest)
