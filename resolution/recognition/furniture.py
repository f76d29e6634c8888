"""Page furniture of a printed text, which is not part of it: job numbers, page numbers, bar codes, running heads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from enum import Enum

from resolution.language import of
from resolution.model import Resolution
from resolution.recognition.lines import Line
from resolution.text import plain

SYMBOL = re.compile(
    r"(?:A|S|E|ST|TD|FCCC|UNEP|DP|HRI|CCPR|CEDAW|CRC|CERD|CAT|NPT|PBC|DC|T|LOS|ISBA|HSP|UNW)(?:/[A-Za-z0-9.\-]+)+"
    r"(?:/?\s?\((?:\d{4}|[A-Z\-/]+)\))?(?:/[A-Za-z0-9.]+)*(?: [A-Z](?:[-–][A-Z])?)?\*{0,3}"
)
JOB = re.compile(r"(?:GE\.|V\.|K\d|ESCAP)?\d{2}-\d{5}(?:\s?\([A-Z]\))?")
_BARCODE = re.compile(r"\*\d{6,8}\*|\*[A-Z]?\d{5,9}\*")
_STAMP = re.compile(r"\d{6}(?:\s+\d{6})?")
_FORMS = of().page_expressions
_ADDRESS = re.compile(r"https?://\S+(?:\s+\d+/\d+)?|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}.*")
RULE = re.compile(r"_{5,}|[─━]{3,}|[-–—=]{8,}")


class _Class(Enum):
    SURE = 1
    LIKELY = 2
    NONE = 3


def cells(words: str) -> list[str]:
    """Split a line into the columns that a PDF's layout put side by side."""
    return [cell for cell in re.split(r"\s{3,}|\t+", words.strip()) if cell]


def without_furniture(
    lines: list[Line], start: int, symbol: str, title: str
) -> tuple[list[Line], list[Line]]:
    """Split the lines from `start` (the opening line) into text and page furniture.

    symbol, title: the document's own, which running heads repeat, the title on several lines. The next line is `cut`.
    """
    sorts = [_Class.NONE] * start + [_class_of(line.words, symbol) for line in lines[start:]]
    _classify_titles(lines, start, sorts, _letters(title))
    pages = {at for at, line in enumerate(lines) if line.page}
    taken = {at for at, sort in enumerate(sorts) if sort is _Class.SURE}
    for at in (*range(start, len(lines)), *range(len(lines) - 1, start - 1, -1)):
        beside = (
            at - 1 in taken
            or at + 1 in taken
            or at in pages
            or at + 1 in pages
            or at + 1 == len(lines)
        )
        if sorts[at] is _Class.LIKELY and beside and not _is_note_mark(lines, at):
            taken.add(at)
    kept: list[Line] = []
    cut = False
    for at, line in enumerate(lines):
        if at in taken:
            cut = True
            continue
        kept.append(replace(line, cut=True) if cut and at > start else line)
        cut = False
    return kept, [lines[at] for at in sorted(taken)]


def _classify_titles(lines: list[Line], start: int, sorts: list[_Class], title: str) -> None:
    """Classify the lines of running titles, from their first to their last words ("against Cuba"), as furniture."""
    done = ""
    for at, line in enumerate(lines[start:], start):
        parts = cells(line.words)
        letters = _letters("".join(part for part in parts if not is_furniture(part)))
        begins = (
            bool(letters)
            and title.startswith(letters)
            and (letters == title or line.words.count(" ") >= 2)
        )
        goes_on = bool(letters and done) and title.startswith(done + letters) and not line.gap
        sentence = bool(set('“”"') & set(line.words)) or line.words.rstrip().endswith(";")
        if (begins or goes_on) and not sentence:
            done = done + letters if goes_on else letters
            rest = [part for part in parts if is_furniture(part)]
            sorts[at] = _Class.SURE if rest else _Class.LIKELY
        elif letters:
            done = ""


def is_page_number(words: str) -> bool:
    """Return whether a line is only a page number, as in headers and footers ("2/10", "– 3 –", "/")."""
    bare = words.strip(" /|-–—")
    return not bare or any(
        form.fullmatch(bare) for form in (_FORMS.page, _FORMS.lone, _BARCODE, _FORMS.recycle)
    )


def is_furniture(words: str) -> bool:
    """Return whether a line looks like a header or footer: a symbol, a job number, a page number."""
    return any(
        form.fullmatch(words) for form in (JOB, SYMBOL, _BARCODE, _FORMS.page, _STAMP, _FORMS.lone)
    )


def _class_of(words: str, symbol: str) -> _Class:
    """Return whether a line is furniture by itself, only next to other furniture, or not at all."""
    parts = cells(words)
    sorts = [_class_of_cell(part, symbol) for part in parts]
    if len(parts) == 1 and sorts[0] is _Class.NONE:
        sorts = [_class_of_cell(part, symbol) for part in _split_footer(words)]
    if _Class.NONE in sorts or not sorts:
        return _Class.NONE
    return _Class.SURE if _Class.SURE in sorts else _Class.LIKELY


def _split_footer(words: str) -> list[str]:
    """Split lines like "2/4 18-16895" or "18-18418 (E) 071118", which have single spaces."""
    found = re.fullmatch(
        rf"(?:(\d+/\d+)\s+)?({JOB.pattern})(?:\s+(\d+/\d+|\d{{6}}))?(?:\s+(\*\d+\*))?", words
    )
    return [part for part in found.groups() if part] if found else [words]


def _class_of_cell(words: str, symbol: str) -> _Class:
    if JOB.fullmatch(words) or _BARCODE.fullmatch(words) or _FORMS.recycle.fullmatch(words):
        return _Class.SURE
    if (
        SYMBOL.fullmatch(words)
        and not words.endswith(".")
        and (not symbol or _letters(words) == _letters(symbol))
    ):
        return _Class.SURE if symbol else _Class.LIKELY
    page = _FORMS.page.fullmatch(words)
    if page:
        return _Class.SURE if int(page[1]) <= int(page[2]) <= 50 and "/" in words else _Class.LIKELY
    if _STAMP.fullmatch(words) or _FORMS.lone.fullmatch(words) or _ADDRESS.fullmatch(words):
        return _Class.LIKELY
    return _Class.NONE


def without_repeats(lines: Iterable[str], resolution: Resolution) -> list[str]:
    """Return the lines without page numbers, bar codes, and text that the resolution has already."""
    masthead = resolution.masthead
    fields = (masthead.symbol, masthead.number, masthead.heading, masthead.job, masthead.organ)
    words = [plain(text) for text in resolution.texts()]
    known = _letters(" ".join((*fields, *words, "United Nations")))
    return [line for line in lines if not is_page_number(line) and not _is_repeated(line, known)]


def _is_repeated(line: str, known: str) -> bool:
    parts = [part for cell in cells(line) for part in _split_footer(cell)]
    return all(is_page_number(part) or _letters(part) in known for part in parts)


def _letters(words: str) -> str:
    return "".join(sign for sign in words.lower() if sign.isalnum())


def _is_note_mark(lines: list[Line], at: int) -> bool:
    """Return whether a lone number follows the line above notes."""
    if not re.fullmatch(r"\d{1,3}", lines[at].words):
        return False
    return any(RULE.fullmatch(line.words) for line in lines[max(0, at - 2) : at])
