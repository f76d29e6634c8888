"""The error of the amendments, and how an error message quotes a line."""

from __future__ import annotations


class AmendmentError(Exception):
    """An amendment that cannot be read or does not fit the text; the message is one sentence: which one, and why."""


def shortened(words: str) -> str:
    """Return the beginning of words, as an error message shows them, without characters that do not print."""
    printable = "".join(sign if sign.isprintable() else " " for sign in words)
    return printable if len(printable) < 70 else f"{printable[:68]}…"
