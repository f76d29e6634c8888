"""Safe access to the parts of a Word file. Nothing outside the file is ever opened.

Files are untrusted: parts are unpacked up to a limit whatever size the archive declares, document types are rejected,
and relationships are followed only within the package.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from resolution.formats.word.names import Element
from resolution.reading import ReadingError

MAX_PART = 16 * 1024 * 1024
"""Limit for one unpacked part, in bytes; a report of 400 paragraphs with tables takes 0.8 MB."""

MAX_ALL = 40 * 1024 * 1024
"""Limit for all unpacked parts together, in bytes."""

MAX_PARTS = 5000
MAX_TAGS = 1_000_000
MAX_PARAGRAPHS = 30_000
"""Limits for one part; a report of 400 paragraphs with eight tables has 20,000 tags and 700 paragraphs."""

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCTYPE = re.compile(rb"<\s*!\s*DOCTYPE|<\x00!\x00D\x00|\x00<\x00!\x00D")
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)  # fmt: skip
"""The namespaces of the Strict variant, which Word can write, and the equivalent usual ones."""

DAMAGED = "The Word file is damaged and cannot be opened; open it in Word, let Word repair it, and save it again."
ENCRYPTED = "The Word file is protected by a password; save a copy without the password in Word and open that."
TOO_LARGE = (
    "The Word file unpacks to more than a resolution could be; check that it is the file you meant."
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship: its kind (the last segment of its type) and its target; `outside` if external."""

    kind: str
    target: str
    outside: bool


class Package:
    """The parts of a Word file. Raises ReadingError if it is not a Word file or is damaged."""

    def __init__(self, data: bytes) -> None:
        self._left = MAX_ALL
        self._relations: dict[str, dict[str, Relation]] = {}
        self._parsed: dict[str, Element | None] = {}
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
            raise ReadingError(DAMAGED) from error
        if len(members) > MAX_PARTS:
            raise ReadingError(TOO_LARGE)
        self._members = {m.filename.replace("\\", "/").lstrip("/"): m for m in members}
        self.main = self._main()

    def _main(self) -> str:
        found = [r.target for r in self.relations("").values() if r.kind == "officeDocument"]
        name = next(
            (n for n in (*found, "word/document.xml") if n in self._members), "word/document.xml"
        )
        if name not in self._members:
            raise ReadingError("This is no Word file, or its text is missing; get it again.")
        return name

    def relations(self, name: str) -> dict[str, Relation]:
        """Return the relationships of a part by id; for an empty name, those of the package."""
        if name not in self._relations:
            folder, base = posixpath.split(name)
            root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
            pairs = (
                []
                if root is None
                else [(e.get("Id", ""), _relation(e, folder)) for e in root.iter(_RELATION)]
            )
            self._relations[name] = dict(pairs)
        return self._relations[name]

    def related(self, kind: str) -> list[str]:
        """Return the names of the parts of a kind ("footnotes") that the main part refers to, within the package."""
        relations = self.relations(self.main).values()
        return [r.target for r in relations if r.kind == kind and not r.outside]

    def relative(self, kind: str) -> Element | None:
        """Return the root of the first such part of a kind; None if there is none."""
        return next(
            (root for name in self.related(kind) if (root := self.xml(name)) is not None), None
        )

    def document(self) -> Element:
        """Return the root of the main part."""
        root = self.xml(self.main)
        if root is None:
            raise ReadingError(DAMAGED)
        return root

    def xml(self, name: str) -> Element | None:
        """Return the root of a part; None if the package has no part with this name."""
        if name not in self._parsed:
            member = self._members.get(name)
            self._parsed[name] = None if member is None else _parsed(self._unpacked(member))
        return self._parsed[name]

    def _unpacked(self, member: zipfile.ZipInfo) -> bytes:
        if member.flag_bits & 1:
            raise ReadingError(ENCRYPTED)
        limit = min(MAX_PART, self._left)
        try:
            with self._zip.open(member) as part:
                data = part.read(limit + 1)
        except (
            zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError, RuntimeError,
        ) as error:  # fmt: skip
            raise ReadingError(DAMAGED) from error
        if len(data) > limit:
            raise ReadingError(TOO_LARGE)
        self._left -= len(data)
        return data


def _relation(element: Element, folder: str) -> Relation:
    target = element.get("Target", "")
    outside = element.get("TargetMode") == "External"
    if not outside:
        joined = target if target.startswith("/") else posixpath.join(folder, target)
        target = posixpath.normpath(joined).lstrip("/")
    return Relation(element.get("Type", "").rpartition("/")[2], target, outside)


def _parsed(data: bytes) -> Element:
    if _DOCTYPE.search(data):
        raise ReadingError(
            "The Word file defines a document type (DOCTYPE), which no Word file needs and which can do harm; "
            "not opened."
        )
    if data.count(b"<") > MAX_TAGS or data.count(b"</w:p>") > MAX_PARAGRAPHS:
        raise ReadingError(TOO_LARGE)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(DAMAGED) from error
