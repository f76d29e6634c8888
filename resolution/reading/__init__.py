"""Reading: one module a format, each a plain function that gives a `Reading` and never throws on a text."""

from __future__ import annotations

from dataclasses import dataclass

from resolution.model import Resolution

MAX_BYTES = 8 * 1024 * 1024
"""Larger files are refused: the longest adopted text takes less than one megabyte."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and every line that found no place, so that nothing vanishes in silence."""

    resolution: Resolution
    unread: tuple[str, ...] = ()


class ReadingError(Exception):
    """A file that cannot be read; the message is one sentence for the user: what is wrong, and what to do."""
