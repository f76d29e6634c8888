"""Plain text."""

from __future__ import annotations

from resolution.formats.format import Content, Format

FORMAT = Format(
    name="Plain text",
    endings=(".txt",),
    also_read=(".text", ".md"),
    media_type="text/plain",
    reader="resolution.formats.plain.reader:read",
    writer="resolution.formats.plain.writer:to_bytes",
    holds=frozenset((Content.HEADING, Content.NOTES)),
    about="Words alone, in UTF-8.",
)
