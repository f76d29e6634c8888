"""Decodes bytes to text: detects the encoding, and whether the bytes are text at all."""

from __future__ import annotations

from resolution.formats.source import MAX_BYTES, too_large
from resolution.reading import ReadingError

_SAMPLE = 4096
"""Number of bytes at the start that are checked for binary data."""


def decode(data: bytes) -> str:
    """Decode bytes: UTF-8 with or without a byte order mark, UTF-16 with one, otherwise Windows-1252.

    Raises ReadingError if the bytes are not text, or too many for a resolution.
    """
    if len(data) > MAX_BYTES:
        raise ReadingError(too_large(f"{len(data) / 1e6:.0f} MB is"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if _is_binary(data[:_SAMPLE]):
        raise ReadingError(
            "This is not a text but binary data; open the document in its own program and copy its text."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _is_binary(data: bytes) -> bool:
    """Return whether the bytes are binary: a zero byte, or more control characters than in any text."""
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in data)
    return 0 in data or controls > len(data) * 0.02
