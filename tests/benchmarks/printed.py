"""The lines of a PDF as they are printed: where each begins, how large its type is, what it says."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from resolution.language.dates import MONTHS

SAME_LINE = 0.6
"""Points within which baselines are one."""

GAP = "\ue000"
"""A space that pdfium sees and the PDF does not hold: Word prints a no-break space so, and what parts two typefaces."""

COLUMN = 12.0
"""Points of nothing that part two columns, or what a tab parts."""


@dataclass(frozen=True)
class Sign:
    """A printed character: its page, origin and right edge in points from the page's upper left, size and typeface."""

    page: int
    x: float
    y: float
    right: float
    size: float
    font: str
    sign: str

    @property
    def italic(self) -> bool:
        """Tell whether the typeface is an italic one."""
        return "Italic" in self.font


@dataclass
class Line:
    """What stands on one baseline without a gap; `raised` is left out of it."""

    page: int
    y: float
    signs: list[Sign] = field(default_factory=list)

    @property
    def _first(self) -> Sign:
        return next((s for s in self.signs if s.sign.strip(f" {GAP}")), self.signs[0])

    @property
    def x(self) -> float:
        """Return where its first visible sign begins."""
        return self._first.x

    @property
    def right(self) -> float:
        """Return where its last sign ends."""
        return self.signs[-1].right

    @property
    def size(self) -> float:
        """Return the size of its first sign's type in points."""
        return self._first.size

    @property
    def words(self) -> str:
        """Return its words, spaces folded."""
        return " ".join("".join(sign.sign for sign in self.signs).replace(GAP, " ").split())

    @property
    def letters(self) -> str:
        """Return its words without any space: what two printings of one text have in common."""
        return re.sub(r"\s", "", self.words)


def signs(path: Path) -> Iterator[Sign]:
    """Yield the characters of a PDF in its own order, with the spaces that pdfium sees between them."""
    document = pdfium.PdfDocument(str(path))
    for number, page in enumerate(document, 1):
        height, text = page.get_height(), page.get_textpage()
        last: Sign | None = None
        for at in range(text.count_chars()):
            sign = chr(raw.FPDFText_GetUnicode(text.raw, at))
            if sign in "\r\n":
                continue
            if raw.FPDFText_IsGenerated(text.raw, at):
                if last:
                    yield Sign(number, last.right, last.y, last.right, last.size, last.font, GAP)
                continue
            last = _sign(text.raw, at, number, height, "-" if sign in "\x02\ufffe" else sign)
            yield last


def _sign(text: object, at: int, page: int, height: float, sign: str) -> Sign:
    x, y, left, right, bottom, top = (ctypes.c_double() for _ in range(6))
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    raw.FPDFText_GetCharBox(text, at, left, right, bottom, top)
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, at, name, 100, flags)
    size = raw.FPDFText_GetFontSize(text, at) * matrix.d
    font = name.value.decode(errors="replace")
    return Sign(page, x.value, height - y.value, max(right.value, x.value), size, font, sign)


def lines(path: Path) -> list[Line]:
    """Return the lines of a PDF from top to bottom, columns left to right."""
    found: list[Line] = []
    for sign in signs(path):
        last = found[-1] if found else None
        goes_on = (
            last is not None
            and last.page == sign.page
            and abs(last.y - sign.y) < SAME_LINE
            and last.signs[-1].x - 1 <= sign.x < last.right + COLUMN
        )
        if goes_on and last:
            last.signs.append(sign)
        else:
            found.append(Line(sign.page, sign.y, [sign]))
    found = [line for line in found if line.words]
    return sorted(_rows(found), key=lambda line: (line.page, round(line.y / SAME_LINE), line.x))


def _rows(found: list[Line]) -> list[Line]:
    """Return the lines with the baselines of one row made the same, so that they sort by column."""
    for line in found:
        row = next(
            (o for o in found if o.page == line.page and abs(o.y - line.y) < SAME_LINE), line
        )
        line.y = row.y
    return found


def is_raised(line: Line, others: list[Line]) -> bool:
    """Tell whether the line is a note's mark: small figures or stars just above the baseline of another line."""
    return re.fullmatch(r"[\d,* ]{1,9}", line.words) is not None and any(
        o.page == line.page and 1 < o.y - line.y < 5 and o.size > line.size * 1.2 for o in others
    )


_DAY = re.compile(rf"(?<=\d){GAP}(?=(?:{'|'.join(MONTHS)}) \d)")
"""The no-break space in "27 October 2015"."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def source(found: list[Line], body: float) -> str:
    """Return the printed text as plain text that a reader takes: rows, columns apart, marks raised, leads in italics.

    body: where the text's column begins; words in italics are marked there only.
    """
    pages: dict[int, list[tuple[float, str]]] = {}
    for line in found:
        if is_raised(line, found):
            continue
        raised = [
            r
            for r in found
            if r.page == line.page and is_raised(r, found) and _bears(line, r, found)
        ]
        words = _marked(line, raised, body)
        rows = pages.setdefault(line.page, [])
        if rows and abs(rows[-1][0] - line.y) < SAME_LINE:
            rows[-1] = (line.y, f"{rows[-1][1]}    {words}")
        else:
            rows.append((line.y, " " * int((line.x - 60) / 4) + words))
    return "\f".join("\n".join(words for _, words in rows) for rows in pages.values())


def _bears(line: Line, raised: Line, found: list[Line]) -> bool:
    """Tell whether the mark stands on this line: the nearest below it, and the nearest to its left or right."""
    below = [
        o for o in found if o.page == line.page and 1 < o.y - raised.y < 5 and o.size > raised.size
    ]
    return bool(below) and line is min(
        below, key=lambda o: min(abs(o.right - raised.x), abs(o.x - raised.right))
    )


def _marked(line: Line, raised: list[Line], body: float) -> str:
    out, italic = "", False
    marks = [sign for r in raised for sign in r.signs]
    leads = line.x > body - 1 and not line.words.startswith("[")
    for sign in sorted([*line.signs, *marks], key=lambda sign: sign.x):
        small = sign in marks
        if leads and sign.italic is not italic and sign.sign.strip(f" {GAP}") and not small:
            bare = out.rstrip(f" {GAP}")
            out = bare + "_" + out[len(bare) :] if italic else out + "_"
            italic = sign.italic
        out += sign.sign.translate(_RAISED) if small else sign.sign
    out = _DAY.sub("\u00a0", out).replace(GAP, " ")
    return (out.rstrip() + "_" if italic else out).strip()
