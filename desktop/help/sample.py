"""The sample draft: a short text, worded by us, that shows what a draft looks like and has precedents."""

from __future__ import annotations

from importlib import resources

from resolution.model import Resolution
from resolution.recognition import recognizer as plain


def sample_draft() -> Resolution:
    """Return the sample draft."""
    return plain.read_text(
        (resources.files("desktop.help") / "sample.txt").read_text(encoding="utf-8")
    ).resolution
