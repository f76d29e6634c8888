"""Appends unread lines to the text, under a heading of their own."""

from __future__ import annotations

from dataclasses import replace

from resolution.model import Block, Division, DivisionKind, Kind, Resolution
from resolution.reading import Reading
from resolution.text import make

HEADING = "Unplaced text"
"""The label of the division at the end for unread lines."""


def with_unread(reading: Reading) -> Resolution:
    """Return the resolution with its unread lines at the end, one paragraph each, under `HEADING`.

    They form a division of their own, so that every format shows them and ours read them back unchanged. If the text
    has such a division already, the lines are added to it. Without unread lines, the resolution is unchanged.
    """
    lines = [line.strip() for unread in reading.unread for line in unread.splitlines()]
    blocks = tuple(
        Block(Kind.PARAGRAPH, make(line), auto=False)
        for line in lines
        if line and line != HEADING  # present if a text was written with it and read again
    )
    resolution = reading.resolution
    if not blocks:
        return resolution
    *before, last = resolution.divisions
    if last.label == HEADING:
        return replace(
            resolution, divisions=(*before, replace(last, blocks=(*last.blocks, *blocks)))
        )
    unplaced = Division(DivisionKind.ANNEX, HEADING, blocks=blocks)
    return replace(resolution, divisions=(*resolution.divisions, unplaced))
