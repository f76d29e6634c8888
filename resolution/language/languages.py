"""The languages that the program knows: one entry each. What the entry does not say is in the language's own module.

Nothing here loads a language's module, so the table may be read at start-up.
"""

from __future__ import annotations

from typing import NamedTuple

DEFAULT = "en"
"""The language of a text that names none, and of the program itself."""


class Entry(NamedTuple):
    """What is known of a language before its module is loaded.

    name: in English; iso: its three-letter code (ISO 639-2/T); also: other three-letter codes that files use
    sides: "above" and "below" in a reference to another paragraph; None where the program does not know them. They are
        here because a moved paragraph changes references in any language, and modules take milliseconds to load.
    official: it is an official language of the United Nations, and documents are issued in it
    """

    name: str
    iso: str
    also: tuple[str, ...] = ()
    sides: tuple[str, str] | None = None
    official: bool = True


LANGUAGES = {
    "en": Entry("English", "eng", sides=("above", "below")),
    "fr": Entry("French", "fra", ("fre",), sides=("ci-dessus", "ci-dessous")),
    "es": Entry("Spanish", "spa", sides=("supra", "infra")),
    "ru": Entry("Russian", "rus"),
    "zh": Entry("Chinese", "zho", ("chi",)),
    "ar": Entry("Arabic", "ara"),
    "de": Entry("German", "deu", ("ger",), official=False),
}
"""Two-letter code (ISO 639-1) → entry, in the order in which languages are offered."""

OFFICIAL = tuple(code for code, entry in LANGUAGES.items() if entry.official)
"""The codes of the official languages."""

_UNKNOWN = {"pt": "por"}
"""Languages of published files that have no entry: their two-letter code → the three-letter one."""

THREE_LETTERS = {code: entry.iso for code, entry in LANGUAGES.items()} | _UNKNOWN
"""Two-letter code → three-letter code."""

TWO_LETTERS = {
    three: code for code, entry in LANGUAGES.items() for three in (entry.iso, *entry.also)
} | {three: two for two, three in _UNKNOWN.items()}
"""Three-letter code, any of those in use → two-letter code."""
