"""The names of languages in English, and the language that a tag names."""

from __future__ import annotations

from resolution.language.languages import LANGUAGES

NAMES = {code: entry.name for code, entry in LANGUAGES.items()}
"""Two-letter code → name: the official languages, and German, in which adopted texts are issued too."""


def primary(tag: str) -> str:
    """Return the language of a tag without its region or script: "fr" for "fr-CA" and for "FR"."""
    return tag.replace("_", "-").partition("-")[0].lower()


def name(tag: str) -> str:
    """Return the English name of a language tag ("French" for "fr-CA"); empty for a language without one here."""
    return NAMES.get(primary(tag), "")
