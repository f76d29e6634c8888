"""Writes a resolution as plain text for people, which `resolution.formats.plain.reader` can read back.

Paragraphs are separated by blank lines and never wrapped. Items are indented by four columns a level, a continuation to
the text it continues. Note marks are superscript digits, or the note's own mark; the notes follow a line at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from resolution.characters import clean
from resolution.language.dates import printed
from resolution.model import Block, Cell, Division, DivisionKind, Kind, Masthead, Resolution
from resolution.text import NoteRef, Text

STEP = 4
"""Indentation per level, in columns."""

RULE = "_" * 18
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def to_bytes(resolution: Resolution) -> bytes:
    """Return the resolution as a text file in UTF-8."""
    return clean(to_text(resolution)).encode("utf-8")


def to_text(resolution: Resolution) -> str:
    """Return the resolution as plain text: heading, title, clauses with their labels, closing, annexes, notes."""
    marks = {index: _sign(mark) for index, mark in resolution.note_marks().items()}
    paragraphs = [
        *_masthead(resolution.masthead, marks),
        *(
            paragraph
            for division in resolution.divisions
            for paragraph in _division(division, resolution, marks)
        ),
        *_notes(resolution, marks),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _sign(mark: str) -> str:
    return mark.translate(_SUPERSCRIPTS) if mark.isdigit() else mark


def _words(text: Text, marks: dict[int, str]) -> str:
    """Return the text on one line, with note marks."""
    parts = [marks[i.note] if isinstance(i, NoteRef) else i.text for i in text]
    return re.sub(r"[\n\r\t\v\f]+", " ", "".join(parts)).strip(" ")


def _masthead(masthead: Masthead, marks: dict[int, str]) -> Iterator[str]:
    stars = "".join(marks[ref.note] for ref in masthead.notes)
    on_sponsors = stars if masthead.sponsors else ""
    on_symbol = stars if masthead.symbol and not on_sponsors else ""
    day = printed(masthead.issued) if masthead.issued else ""
    lines = (
        masthead.symbol + on_symbol if masthead.symbol else "",
        masthead.organ,
        "\n".join(
            filter(None, (f"Distr.: {masthead.distribution}" if masthead.distribution else "", day))
        ),
        f"Original: {masthead.original}" if masthead.original else "",
        masthead.session,
        masthead.session_dates,
        "" if masthead.committee in masthead.basis else masthead.committee,
        _agenda_item(masthead.agenda_item),
        masthead.agenda_title,
        f"Resolution {masthead.number}"
        if "(" in masthead.number and masthead.organ == "Security Council"
        else "",
        masthead.heading,
        f"[{masthead.basis}]" if masthead.basis else "",
        f"{_listed(masthead.sponsors)}: {masthead.proposal or 'draft resolution'}{on_sponsors}"
        if masthead.sponsors
        else masthead.proposal,
        f"Signatories: {_listed(masthead.signatories)}" if masthead.signatories else "",
    )
    yield from (line for line in lines if line)


def _agenda_item(item: str) -> str:
    if not item:
        return ""
    return f"Agenda items {item}" if " and " in item else f"Agenda item {item}"


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _division(division: Division, resolution: Resolution, marks: dict[int, str]) -> Iterator[str]:
    title = _words(division.title, marks)
    match division.kind:
        case DivisionKind.MAIN:
            number = resolution.masthead.number
            numbered = number and not (
                "(" in number and resolution.masthead.organ == "Security Council"
            )
            if title or numbered:
                yield " ".join(filter(None, (f"{number}." if numbered else "", title)))
        case DivisionKind.PART:
            yield from filter(None, (division.label, title))
        case DivisionKind.ANNEX:
            yield from filter(None, (division.label or "Annex", title))
    yield from (_block(block, marks) for block in division.blocks)
    if division.closing:
        yield "\n".join(division.closing)


def _block(block: Block, marks: dict[int, str]) -> str:
    if block.table:
        return "\n".join(
            "| " + " | ".join(_cell(cell, marks) for cell in row) + " |" for row in block.table.rows
        )
    words = " ".join(filter(None, (block.label, _words(block.text, marks))))
    match block.kind:
        case Kind.ITEM:
            return " " * (STEP * block.level) + words
        case Kind.CONTINUATION:
            return " " * (STEP * (block.level + 1)) + words
        case Kind.HEADING:
            return "  " * max(0, block.level - 1) + words
        case _:
            return words


def _cell(cell: Cell, marks: dict[int, str]) -> str:
    return " / ".join(_words(paragraph, marks) for paragraph in cell.paragraphs)


def _notes(resolution: Resolution, marks: dict[int, str]) -> Iterator[str]:
    """Yield the separator and the notes that have text; for a note without text only its mark is printed."""
    known = [(mark, resolution.notes[index].text) for index, mark in marks.items()]
    bodies = [f"{mark} {_words(text, marks)}" for mark, text in known if text is not None]
    if bodies:
        yield RULE
        yield from bodies
    job = resolution.masthead.job
    if job:
        yield job
