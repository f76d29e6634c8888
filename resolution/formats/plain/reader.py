"""Reads plain text from a file or the clipboard. Every word is placed in the resolution or reported as unread."""

from __future__ import annotations

from pathlib import Path

from resolution.formats.decoding import decode
from resolution.formats.source import MAX_LINES, bytes_of, too_many
from resolution.reading import Reading, ReadingError
from resolution.recognition.recognizer import read_text

_LINE_ENDS = "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"


def read(source: str | bytes | Path) -> Reading:
    """Read a resolution from plain text: a string, bytes, or a file.

    Raises ReadingError with a sentence for the user if there is no text: missing, empty, binary or too large.
    """
    if isinstance(source, Path):
        source = bytes_of(source)
    words = decode(source) if isinstance(source, bytes) else source
    if sum(map(words.count, _LINE_ENDS)) > MAX_LINES:
        raise ReadingError(too_many("lines"))
    if not words.strip():
        raise ReadingError(
            "There is no text here to read; choose a file that holds a resolution, or copy its text again."
        )
    return read_text(words)
