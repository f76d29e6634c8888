"""Reads files of any format, detected from the content or, if that is inconclusive, from the suffix."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

from resolution.formats.decoding import decode
from resolution.formats.format import Format, load
from resolution.formats.registry import FORMATS, TEXT
from resolution.formats.source import MAX_BYTES, content, too_large
from resolution.reading import NotThisFormat, Reading, ReadingError

_MEANT_AS_XML = re.compile(r"<(?:\?xml\s|(?:\w+:)?akomaNtoso\b)")
"""Matches the start of an XML file, even a damaged one."""


def read(path: Path, *, rejected: bool = False) -> Reading:
    """Read a file of any readable format. rejected: read tracked changes as rejected.

    Raises ReadingError with a sentence for the user if that is impossible: missing, empty, too large, damaged.
    """
    return read_bytes(content(path), path.name, rejected=rejected)


def read_bytes(data: bytes, name: str, *, rejected: bool = False) -> Reading:
    """Read the content of a file. name: for messages, and for the suffix if the content is inconclusive."""
    if len(data) > MAX_BYTES:
        raise ReadingError(too_large(f"{name} is", advice=""))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ReadingError(f"{name} is empty; there is nothing to read.")
    ending = Path(name).suffix.lower()
    format = _format_of(data, name, ending)
    try:
        try:
            return format.read(data, rejected=rejected)
        except NotThisFormat as error:
            if format.decisive_endings and ending in format.endings:
                raise
            return _read_otherwise(error, decode(data), ending)
    except ReadingError as error:
        raise ReadingError(f"{name}: {error}") from error


def _format_of(data: bytes, name: str, ending: str) -> Format:
    """Return the format of a file. Raises ReadingError if it is a known format that cannot be read."""
    for format in FORMATS:
        if format.recognizes and format.recognizes(data):
            return format
    _refuse_foreign(data, name)
    named = (f for f in FORMATS if f.decisive_endings and ending in f.read_endings)
    return next(named, TEXT)


def _read_otherwise(error: NotThisFormat, words: str, ending: str) -> Reading:
    """Read what looked like one format but is not: as a fragment of another format, or as plain text."""
    if not words or _MEANT_AS_XML.search(words[:2048]):
        raise error
    for format in FORMATS:
        if format.fragment_reader:
            reading: Reading | None = load(format.fragment_reader)(words, ending)
            if reading:
                return reading
    if not error.may_be_text:
        raise error
    return TEXT.read(words)


def _refuse_foreign(data: bytes, name: str) -> None:
    """Raise ReadingError with advice for a file of a known format that cannot be read."""
    if data.startswith(b"PK\x03\x04"):
        raise ReadingError(_about_archive(data, name))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadingError(_about_compound(data, name))
    if data.startswith(b"{\\rtf"):
        raise ReadingError(
            f"{name} is a Rich Text file (.rtf); save it as a Word file (.docx) and open that."
        )


def _about_archive(data: bytes, name: str) -> str:
    """Return advice for a zip archive of no readable format, or a damaged one."""
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return f"{name} is damaged: it begins like a Word file or a zip archive and cannot be opened; get it again."
    if "content.xml" in names and "mimetype" in names:
        kind = "an OpenDocument file; save it as a Word file (.docx) and open that."
    elif any(n.startswith(("xl/", "ppt/")) for n in names):
        kind = "an Office file without a text; open the Word file (.docx) of the resolution."
    else:
        kind = "a zip archive; import it as precedents, or unpack it and open the text you want."
    return f"{name} is {kind}"


def _about_compound(data: bytes, name: str) -> str:
    """Return advice for an old Office file: a password-protected new one, otherwise a .doc."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"{name} is protected by a password; save a copy without the password in Word and open that."
    return f"{name} is an old Word file (.doc); open it in Word, save it as .docx, and open that."
