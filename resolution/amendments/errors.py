"""The error of amendments that cannot be read or carried out."""

from __future__ import annotations


class AmendmentError(Exception):
    """An amendment that does not fit the text; the message is one sentence that says which and why."""
