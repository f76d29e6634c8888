"""Reading any file: what it is, by its content first and its ending second, and then its own reader."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from resolution.reading import MAX_BYTES, Reading, ReadingError, akn, plain

ENDINGS = (".akn", ".xml", ".txt", ".text", ".md")
"""Endings of the files that can be read; the window offers them, the corpus import looks for them."""


def read(path: Path) -> Reading:
    """Read a file of any kind that can be read.

    Raises ReadingError, one sentence for the user, where it cannot be: missing, empty, too large, damaged.
    """
    return read_bytes(content(path), path.name)


def content(path: Path) -> bytes:
    """Return the file's bytes; raises ReadingError where there are none or too many to be a resolution."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise ReadingError(
                f"{path.name} is a folder; choose a file in it, or import the folder as precedents."
            )
        if size > MAX_BYTES:
            raise ReadingError(
                f"{path.name} is {size / 1e6:.0f} MB, too large to be a resolution"
                f" (the limit is {MAX_BYTES // 1024**2} MB); check that it is the file you meant."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadingError(f"There is no file {path}; check its name and place.") from error
    except OSError as error:
        raise ReadingError(
            f"{path} cannot be opened ({error.strerror}); check that you may read it."
        ) from error


def read_bytes(data: bytes, name: str) -> Reading:
    """Read the content of a file called `name` (for messages, and for its ending where the content does not tell)."""
    if len(data) > MAX_BYTES:
        raise ReadingError(
            f"{name} is too large to be a resolution (the limit is {MAX_BYTES // 1024**2} MB)."
        )
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ReadingError(f"{name} is empty; there is nothing to read.")
    if data.startswith(b"PK\x03\x04"):
        raise ReadingError(_about_package(data, name))
    if data.startswith(b"%PDF"):
        raise ReadingError(
            f"{name} is a PDF, which is not read yet; copy its text and paste it into a new draft."
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadingError(
            f"{name} is an old Word file (.doc); save it as plain text in Word and open that."
        )
    if _is_xml(data, name):
        return _named(akn.read, data, name)
    return _named(plain.read, data, name)


def _named(reader, data: bytes, name: str) -> Reading:  # type: ignore[no-untyped-def]
    try:
        return reader(data)
    except ReadingError as error:
        raise ReadingError(f"{name}: {error}") from error


def _is_xml(data: bytes, name: str) -> bool:
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") and b"<\x00" in data[:8] + data[:9][1:]
    return start.startswith(b"<") or wide or Path(name).suffix.lower() in (".akn", ".xml")


def _about_package(data: bytes, name: str) -> str:
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        return f"{name} is damaged: it begins like a Word file or a zip archive and cannot be opened; get it again."
    if "word/document.xml" in names:
        return f"{name} is a Word file, which is not read yet; copy its text and paste it into a new draft."
    return f"{name} is a zip archive; import it as precedents, or unpack it and open the text you want."
