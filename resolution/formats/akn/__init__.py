"""Akoma Ntoso, the format of drafts and of the files that the United Nations publishes."""

from __future__ import annotations

from resolution.formats.format import Content, Format


def _recognizes(data: bytes) -> bool:
    """Return whether the bytes begin like XML, in any common encoding."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") and b"<\x00" in data[:8] + data[:9][1:]
    return start.startswith(b"<") or wide


FORMAT = Format(
    name="Resolution (Akoma Ntoso)",
    endings=(".akn", ".xml"),
    media_type="application/akn+xml",
    reader="resolution.formats.akn.reader:read",
    writer="resolution.formats.akn.writer:to_bytes",
    holds=frozenset((Content.HEADING, Content.NOTES, Content.PROPOSALS, Content.PROVENANCE)),
    about="Drafts are saved in it, and the United Nations publishes its resolutions in it. Nothing of a draft is lost.",
    recognizes=_recognizes,
    decisive_endings=True,
)
