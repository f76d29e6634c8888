"""PDF files. Reading is here; the writer needs Qt and is provided by `desktop/pages` (`registry.provide_writer`)."""

from __future__ import annotations

from resolution.formats.format import Content, Format


def _recognizes(data: bytes) -> bool:
    """Return whether the bytes are a PDF; its header may follow other bytes, but not within a zip archive."""
    return b"%PDF-" in data[:1024] and not data.startswith(b"PK\x03\x04")


FORMAT = Format(
    name="PDF",
    endings=(".pdf",),
    media_type="application/pdf",
    reader="resolution.formats.pdf.reader:read",
    options=frozenset(("emblem", "line_step", "progress")),
    holds=frozenset((Content.HEADING, Content.NOTES, Content.COMPILATION, Content.FIXED_PAGES)),
    about="The pages of the Word document, for printing. Read by how the words stand on the page.",
    recognizes=_recognizes,
)
