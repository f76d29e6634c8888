"""JSON for other programs, with what was read from a file. Drafts are neither read from nor exported to it."""

from __future__ import annotations

from resolution.formats.format import Format

FORMAT = Format(
    name="JSON",
    endings=(".json",),
    media_type="application/json",
    about="For other programs: comparisons, and what commands print with --json.",
)
