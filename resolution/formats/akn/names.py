"""Words that reading and writing Akoma Ntoso share: namespaces, codes, and how leads and votes are written.

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
"""Our own namespace: what tells apart blocks that plain Akoma Ntoso cannot tell apart, and where a clause came from."""

NO_DATE = "0001-01-01"
"""What the United Nations writes where the schema wants a date and there is none."""

ORGAN_CODES = {
    "General Assembly": "unga",
    "Security Council": "unsc",
    "Economic and Social Council": "unecosoc",
    "Human Rights Council": "unhrc",
}
"""How the address of a work (FRBRWork) names the organ."""

OUTCOMES = {"without a vote": "adoptedWithoutVote", "recorded vote": "adoptedRecordedVote"}
METHODS = {outcome: method for method, outcome in OUTCOMES.items()}

ORIGIN = ("symbol", "paragraph", "wording")
"""Fields of an origin that are attributes of our own on its clause."""
PROPOSAL = ("id", "clause", "kind", "status", "made", "place", "becomes")
"""Fields of a proposal that are attributes of its element."""
STEP = {"on": "on", "outcome": "outcome", "symbol": "as", "by": "by", "refers_to": "refersTo"}
KEYWORD = {"value": "value", "shown": "showAs", "dictionary": "dictionary", "href": "href"}
"""Fields of a step and of a keyword, and the attributes of their elements."""

LEAD_KINDS = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM)
"""Kinds of block that begin with a lead."""

LASTING_STANDINGS = (Standing.AGREED.value, Standing.BRACKETED.value)
"""How far a file may say that a paragraph is; all else is found out."""

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
    """Return the marks that a class ("bold italic") or our own attribute ("lead bold") names; others say nothing."""
    marks = Mark.NONE
    for name in names.split():
        marks |= MARK_NAMES.get(name.lower(), Mark.NONE)
    return marks


def names_of(marks: Mark) -> str:
    """Return the marks as words, in a fixed order: the inverse of `marks_of`."""
    return " ".join(name for name, mark in MARK_NAMES.items() if mark in marks)


def position_name(code: str) -> str:
    """Return a voting position in words: "inFavour" → "in favour"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", code.lstrip("#")).lower()


def position_code(name: str) -> str:
    """Return the code of a voting position: "in favour" → "inFavour"."""
    first, *rest = re.findall(r"\w+", name.lower()) or ["other"]
    return first + "".join(word.capitalize() for word in rest)
