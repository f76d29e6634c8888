"""Reading any file: what it is, by its content first and its ending second, and then its own reader."""

from __future__ import annotations

import re
import zipfile
from functools import partial
from io import BytesIO
from pathlib import Path

from resolution.formats.akn import reader as akn
from resolution.formats.decoding import decode
from resolution.formats.html import reader as html
from resolution.formats.html.fragments import is_fragment, with_own_tags
from resolution.formats.plain import reader as plain
from resolution.formats.source import MAX_BYTES, content, too_large
from resolution.formats.word import reader as docx
from resolution.reading import Reading, ReadingError

ENDINGS = (".akn", ".xml", ".docx", ".docm", ".pdf", ".txt", ".text", ".md")
"""Endings of the files that can be read; the window offers them, the corpus import looks for them."""
PAGES = (".html", ".htm")
"""Endings of web pages: the window offers them too, the corpus import does not look for them among all the others."""


XML_ENDINGS = (".akn", ".xml")
"""Endings of files that are XML, whatever is in them."""

_MEANT_AS_XML = re.compile(r"<(?:\?xml\s|(?:\w+:)?akomaNtoso\b)")
"""The signs of an XML file, damaged or not."""

_WEB_PAGE = re.compile(
    rb"[\xef\xbb\xbf\s]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


def read(path: Path, *, rejected: bool = False) -> Reading:
    """Read a file of any kind that can be read. rejected: tracked changes of a Word file are read as if rejected.

    Raises ReadingError, one sentence for the user, where it cannot be: missing, empty, too large, damaged.
    """
    return read_bytes(content(path), path.name, rejected=rejected)


def read_bytes(data: bytes, name: str, *, rejected: bool = False) -> Reading:
    """Read the content of a file called `name` (for messages, and for its ending where the content does not tell)."""
    if len(data) > MAX_BYTES:
        raise ReadingError(too_large(f"{name} is", advice=""))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ReadingError(f"{name} is empty; there is nothing to read.")
    if data.startswith(b"PK\x03\x04"):
        _refuse_other_packages(data, name)
        return _named(partial(docx.read, rejected=rejected), data, name)
    if b"%PDF-" in data[:1024]:
        return _named(_pdf, data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadingError(_about_compound(data, name))
    if data.startswith(b"{\\rtf"):
        raise ReadingError(
            f"{name} is a Rich Text file (.rtf); save it as a Word file (.docx) and open that."
        )
    if _WEB_PAGE.match(data[:2048]):
        return _named(html.read, data, name)
    if _is_xml(data, name):
        return _named(partial(_marked_up, name=name), data, name)
    return _named(plain.read, data, name)


def _marked_up(data: bytes, name: str) -> Reading:
    """Read what looks like XML; what then is neither that nor called so is a page or a plain text."""
    try:
        return akn.read(data)
    except (akn.NotWellFormed, akn.NotAkomaNtoso) as error:
        ending = Path(name).suffix.lower()
        words = "" if ending in XML_ENDINGS else decode(data)
        if not words or _MEANT_AS_XML.search(words[:2048]):
            raise
        if is_fragment(words) or ending in PAGES:
            return html.read(with_own_tags(words))
        if isinstance(error, akn.NotAkomaNtoso):
            raise
        return plain.read(words)


def _pdf(data: bytes) -> Reading:
    from resolution.formats.pdf import (
        reader as pdf,  # it brings PDFium, which no other kind of file needs
    )

    return pdf.read(data)


def _named(reader, data: bytes, name: str) -> Reading:  # type: ignore[no-untyped-def]
    try:
        return reader(data)
    except ReadingError as error:
        raise ReadingError(f"{name}: {error}") from error


def _is_xml(data: bytes, name: str) -> bool:
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") and b"<\x00" in data[:8] + data[:9][1:]
    return start.startswith(b"<") or wide or Path(name).suffix.lower() in XML_ENDINGS


def _refuse_other_packages(data: bytes, name: str) -> None:
    """Raise ReadingError for a damaged archive and for one that holds no Word document."""
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise ReadingError(
            f"{name} is damaged: it begins like a Word file or a zip archive and cannot be opened; get it again."
        ) from error
    if "word/document.xml" in names or any(
        re.fullmatch(r"word/document\d*\.xml", n) for n in names
    ):
        return
    if "content.xml" in names and "mimetype" in names:
        kind = "an OpenDocument file; save it as a Word file (.docx) and open that."
    elif any(n.startswith(("xl/", "ppt/")) for n in names):
        kind = "an Office file without a text; open the Word file (.docx) of the resolution."
    else:
        kind = "a zip archive; import it as precedents, or unpack it and open the text you want."
    raise ReadingError(f"{name} is {kind}")


def _about_compound(data: bytes, name: str) -> str:
    """Return what to do with an old Office file: a password wraps a new one in it, otherwise it is a .doc."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"{name} is protected by a password; save a copy without the password in Word and open that."
    return f"{name} is an old Word file (.doc); open it in Word, save it as .docx, and open that."
