"""The words that a letterhead prints. The defaults are English: they serve languages that lack words of their own.

Source: mastheads of adopted texts in the six languages. What a text itself gives is never translated.
"""

from __future__ import annotations

from dataclasses import dataclass, field

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_FORM = {
    "committee": "Committee:",
    "topic": "Topic:",
    "sponsors": "Sponsors:",
    "signatories": "Signatories:",
}
"""The labels of a conference's form."""


@dataclass(frozen=True, slots=True)
class MastheadWords:
    """One language's masthead. `{}` stands for what the document says.

    distributions: English word for a distribution → the printed one
    language: the name of the language as "Original: …" prints it
    day:      how a date is printed, with {day}, {month} and {year}
    joined:   how the last name of a list is added; comma: what separates the others
    on:       a pattern for the start of the date of adoption, a line of its own in the heading; empty where none is
    form:     the labels of a conference's form
    organs:   English name of an organ → the name in the language
    """

    united_nations: str = "United Nations"
    agenda_item: str = "Agenda item {}"
    agenda_items: str = "Agenda items {}"
    distribution: str = "Distr.: {}"
    distributions: dict[str, str] = field(default_factory=dict)
    original: str = "Original: {}"
    language: str = "English"
    day: str = "{day} {month} {year}"
    months: tuple[str, ...] = MONTHS
    joined: str = "{} and {}"
    comma: str = ", "
    proposal: str = "draft resolution"
    on: str = r"on (?=\d)"
    annex: str = "Annex"
    form: dict[str, str] = field(default_factory=lambda: dict(_FORM))
    organs: dict[str, str] = field(default_factory=dict)
