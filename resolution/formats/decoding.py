"""From bytes to text: which encoding the bytes are in, and whether they are text at all."""

from __future__ import annotations

from resolution.formats.source import MAX_BYTES, too_large
from resolution.reading import ReadingError

_SAMPLE = 4096
"""So many bytes at the start tell whether a file is text."""


def decode(data: bytes) -> str:
    """Return the text of the bytes: UTF-8 with or without a byte order mark, UTF-16 with one, otherwise Windows-1252.

    Raises ReadingError where the bytes are no text, or too many to be a resolution.
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
    """Return whether the bytes are no text: a zero byte, or more control characters than any text has."""
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in data)
    return 0 in data or controls > len(data) * 0.02
