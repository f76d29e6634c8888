"""Unread lines go along with the text: they stand at its end, under a heading of their own."""

from __future__ import annotations

from dataclasses import replace

from resolution.model import Block, Division, DivisionKind, Kind, Resolution
from resolution.reading import Reading
from resolution.text import make

HEADING = "Unplaced text"
"""The heading of the division at the end that holds the unread lines."""


def whole(reading: Reading) -> Resolution:
    """Return the resolution with its unread lines at the end, one paragraph each, under `HEADING`.

    They form a division of their own, so that every format shows them and ours bring them back as they are. Where the
    text has such a division already, the lines are added to it. Without unread lines, the resolution is unchanged.
    """
    lines = [line.strip() for said in reading.unread for line in said.splitlines()]
    blocks = tuple(
        Block(Kind.PARAGRAPH, make(line), auto=False)
        for line in lines
        if line and line != HEADING  # which a text that was written out with it and read again has
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
