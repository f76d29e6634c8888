"""English."""

from __future__ import annotations

from resolution.language.language import FinalMarks, Language
from resolution.language.masthead_words import MastheadWords

_ORGANS = (
    "General Assembly", "Security Council", "Economic and Social Council", "Human Rights Council",
    "Commission on Crime Prevention and Criminal Justice", "Commission on Narcotic Drugs",
    "Commission on the Status of Women",
)  # fmt: skip

_EXPRESSIONS = (
    "ordinals", "organs", "leads", "lines", "clauses", "notes", "pages", "masthead", "references",
)  # fmt: skip

LANGUAGE = Language(
    code="en",
    own_name="English",
    working=True,
    capital_begins_clause=True,
    letters_without_gaps=True,
    quotation_marks=("“", "”"),
    final_marks=FinalMarks(",", ";", ".", ":", ("; and", ", and", "; or", ", or")),
    openings={organ: f"The {organ}," for organ in _ORGANS},
    adopted_line="Resolution adopted by the {organ} on {day}",
    number_line="Resolution {number}",
    masthead=MastheadWords(),
    dictionary="en_US",
    expressions={name: f"{__name__}.{name}" for name in _EXPRESSIONS},
)
