"""Words misspelt."""

from __future__ import annotations

from tests.resolution.checks.spoiling import spoils_words

spoils_words("spelling", r"\b([a-z]{4})([a-z])([a-z]{3,})\b", r"\1\2\2x\3", restores=False)
spoils_words("spelling-form", r"\b([a-z]+)iz(ation|ing|ed|es|e)\b", r"\1is\2")
spoils_words("spelling-form", r"\b([Pp])rogrammes?\b", lambda m, _: m[0].replace("mme", "m"))
