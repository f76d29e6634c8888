"""The glyphs of a page from PDFium: character, position, size and typeface; and the lines drawn on the page."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from resolution.reading import ReadingError
from resolution.text import Mark

MAX_PAGES = 1_000
"""Limit for the pages of a PDF; no resolution is longer."""

_LIGATURES = range(0xFB00, 0xFB07)
_BAR_CODE = ("barcode", "code39", "3 of 9")


class Glyph(NamedTuple):
    """A character on the page. Lengths are in points, y increases upwards.

    y: its baseline; left, right: its horizontal extent; size: font size
    """

    sign: str
    left: float
    right: float
    y: float
    size: float
    marks: Mark


class Ruling(NamedTuple):
    """A horizontal line drawn on the page."""

    left: float
    right: float
    y: float


class GlyphPage(NamedTuple):
    """The content of a page."""

    width: float
    height: float
    glyphs: list[Glyph]
    rulings: list[Ruling]


def read_pages(data: bytes) -> Iterator[GlyphPage]:
    """Yield the pages of a PDF. Raises ReadingError if it is damaged, protected or too long."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        protected = "password" in str(error).lower()
        raise ReadingError(
            "The PDF is protected by a password; save a copy without one and open that."
            if protected
            else "The PDF is damaged and cannot be opened; get it again."
        ) from error
    try:
        if len(document) > MAX_PAGES:
            raise ReadingError(
                f"The PDF has {len(document):,} pages, too many to be a resolution; check that it is the right file."
            )
        for index in range(len(document)):
            page = document[index]
            try:
                yield _sheet(page)
            finally:
                page.close()
    finally:
        document.close()


def _sheet(page: Any) -> GlyphPage:
    text = page.get_textpage()
    try:
        glyphs = list(_glyphs(text.raw))
    finally:
        text.close()
    width, height = page.get_size()
    return GlyphPage(width, height, glyphs, list(_rulings(page)))


def _glyphs(text: Any) -> Iterator[Glyph]:
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or code < 32 or code in (0xFFFE, 0xFFFF):
            if code != 2:  # PDFium's code for a hyphen at the end of a line
                continue
            code = ord("-")
        if 0xD800 <= code < 0xE000:
            continue
        raw.FPDFText_GetFontInfo(text, index, name, 256, flags)
        marks = _marks(name.value, raw.FPDFText_GetFontWeight(text, index))
        if marks is None:
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        size = raw.FPDFText_GetFontSize(text, index) * _scale(text, index)
        sign = chr(code)
        if code in _LIGATURES:
            sign = unicodedata.normalize("NFKC", sign)
        yield Glyph(sign, x.value, max(x.value, box.right), y.value, size, marks)


def _scale(text: Any, index: int) -> float:
    """Return the factor by which the page scales a font; programs differ in where they give the size."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text, index, matrix):
        return 1.0
    return abs(matrix.d) or abs(matrix.b) or 1.0


@lru_cache(maxsize=1_024)
def _marks(font: bytes, weight: int) -> Mark | None:
    """Return the marks of a font by its name; None for bar code fonts, whose characters are not text."""
    name = font.decode("latin-1").lower()
    if any(bar in name for bar in _BAR_CODE):
        return None
    marks = Mark.NONE
    if "italic" in name or "oblique" in name:
        marks |= Mark.ITALIC
    if "bold" in name or weight >= 600:
        marks |= Mark.BOLD
    return marks


def _rulings(page: Any) -> Iterator[Ruling]:
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawn.get_bounds()
        if top - bottom < 2 and right - left > 20:
            yield Ruling(left, right, (top + bottom) / 2)
