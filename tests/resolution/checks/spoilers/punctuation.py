"""Defects of punctuation."""

from __future__ import annotations

from resolution.model import Kind
from tests.resolution.checks.spoiling import spoils_words

spoils_words("final-mark", r",$", ";", (Kind.PREAMBULAR,))
spoils_words("final-mark", r",$", "", (Kind.PREAMBULAR,))
spoils_words("final-mark", r";$", ".", (Kind.OPERATIVE,))
spoils_words("final-mark", r"\.$", ";", (Kind.OPERATIVE,))
spoils_words("final-mark", r":$", "", (Kind.OPERATIVE,))
