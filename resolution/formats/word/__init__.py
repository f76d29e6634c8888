"""Word files."""

from __future__ import annotations

import re

from resolution.formats.format import Content, Format

_MAIN_PART = re.compile(r"word/document\d*\.xml")


def _recognizes(data: bytes) -> bool:
    """Return whether the bytes are a zip archive that contains a Word document."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    import zipfile
    from io import BytesIO

    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return False
    return any(map(_MAIN_PART.fullmatch, names))


FORMAT = Format(
    name="Word document",
    endings=(".docx",),
    also_read=(".docm",),
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    reader="resolution.formats.word.reader:read",
    writer="resolution.formats.word.writer:to_bytes",
    options=frozenset(("emblem", "line_step", "known")),
    holds=frozenset(
        (
            Content.HEADING,
            Content.NOTES,
            Content.TRACKED_CHANGES,
            Content.PROVENANCE,
            Content.COMPILATION,
        )
    ),
    about="What is handed in: on the letterhead of its organ, with real notes, fields and named styles.",
    recognizes=_recognizes,
)
