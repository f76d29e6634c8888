"""Capitals lost or put where none belong."""

from __future__ import annotations

from resolution.model import Kind
from tests.resolution.checks.spoiling import CLAUSES, spoils_words

MEMBERS = r"(?<!its )(?<!their )\bMember States\b(?!.*“)"
STATES = r"\b([Aa]ll|[Uu]pon|other|developing|[Ii]nvites|[Uu]rges) States\b(?! of| parties)"
GOVERNMENTS = (
    r"\b([Aa]ll|upon|[Ii]nvites|[Uu]rges|[Ee]ncourages) Governments\b(?! at all| and local)"
)

spoils_words("capital-member-states", MEMBERS, "member states", CLAUSES, council=False)
spoils_words("capital-member-states", MEMBERS, "Member states", CLAUSES, council=False)
spoils_words("capital-council", MEMBERS, "member states", CLAUSES, council=True)
spoils_words("capital-states-parties", r"\bStates parties\b", "states parties", CLAUSES)
spoils_words("capital-parties", r"(?<!of )(?<!the )\bStates parties\b", "States Parties", CLAUSES)
spoils_words("capital-state", STATES, r"\1 states", council=False)
spoils_words("capital-council", STATES, r"\1 states", council=True)
spoils_words(
    "capital-government", r"\bGovernment(?= of [A-Z])", "government", CLAUSES, council=False
)
spoils_words("capital-council", r"\bGovernment(?= of [A-Z])", "government", CLAUSES, council=True)
spoils_words("capital-government", GOVERNMENTS, r"\1 governments", council=False)
spoils_words("capital-organ", r"(?<=the )Secretary-General\b(?! of)", "Secretary General", CLAUSES)
spoils_words("capital-organ", r"(?<=the )(General Assembly|Security Council)\b(?!.*“)", lambda m, _: m[1].lower(), (Kind.OPERATIVE,))  # fmt: skip
spoils_words("capital-organ", r"\bInternet\b", "internet", CLAUSES)
spoils_words("capital-organ", r"\bHeads of State\b(?!.*“)", "heads of state", CLAUSES)
spoils_words(
    "capital-organ", r"\bthe (Assembly|Council)\b(?!.*“)", lambda m, _: m[0].lower(), CLAUSES
)
spoils_words(
    "capital-resolution", r"(?<=its )resolution(?= \d)", "Resolution", CLAUSES, council=False
)
spoils_words(
    "capital-resolution", r"(?<=present )resolution\b", "Resolution", CLAUSES, council=False
)
