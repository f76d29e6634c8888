"""Converts visible paragraphs and tables to a resolution: for other Word files, web pages and pasted text."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from resolution.model import Block, Kind, Masthead, Note, Resolution, Table
from resolution.reading import Reading, ReadingError
from resolution.recognition.document_lines import (
    line_of,
    lines_of_table,
    outline_of,
    with_figures,
    without_figures,
)
from resolution.recognition.furniture import JOB, SYMBOL, is_page_number
from resolution.recognition.hints import PLACEHOLDER
from resolution.recognition.lines import (
    ANNEX,
    NUMBER,
    PLACE,
    Layout,
    Line,
    has_lead,
    is_closing,
    is_ended,
    is_opening,
    is_starter,
    starts_lower,
)
from resolution.recognition.masthead import is_field
from resolution.recognition.paragraphs import (
    SeenDocument,
    SeenParagraph,
    SeenTable,
    without_remarks,
)
from resolution.recognition.recognizer import read_lines
from resolution.recognition.tables import is_layout, layout_paragraphs
from resolution.text import Inline, Mark, NoteRef, Run, Text, cut, folded, join, make, plain, strip

_APART = Mark.BOLD | Mark.ITALIC | Mark.UNDERLINE
_RUNNING_ON = 0.4
"""Share of paragraphs continued by the next one from which they are considered printed lines."""


def read_document(opened: SeenDocument) -> Reading:
    """Return the reading of a document without facts of our own. Raises ReadingError if it has no text."""
    items = list(_prepared(opened.body))
    start = _start(items)
    opens = start >= 0
    start = start if opens else _fields(items)
    head = [seen for seen in opened.head if not _is_chrome(seen)]
    above = [*head, *_flat(items[:start])]
    heading = _numbered(list(_head_lines(above)))
    lines = _numbered([*heading, *_body_lines(items[start:])])
    if not lines:
        raise ReadingError("There is no text in this file; check that it is the file you meant.")
    notes = tuple(opened.notes)
    if not notes:
        lines = [line.saying(with_figures(line.text)) for line in lines]
    layout_of = Layout if opened.printed or _are_printed_lines(lines) else Layout.apart
    reading = read_lines(lines, layout_of, notes, (len(heading), opens))
    resolution = _without_line_formatting(reading.resolution)
    resolution, running = _with_running_heads(resolution, opened)
    unread = (line for line in (*reading.unread, *running, *opened.unread))
    unread_lines = tuple(line for line in unread if line.replace(PLACEHOLDER, "").strip())
    return Reading(resolution, unread_lines, joined=reading.joined)


def _prepared(items: list[SeenParagraph | SeenTable]) -> Iterator[SeenParagraph | SeenTable]:
    """Yield the paragraphs and tables, with paragraphs split at line breaks and without place names."""
    for each in items:
        if isinstance(each, SeenParagraph):
            yield from map(_without_place_name, _split_at_breaks(each))
        else:
            yield each


def _without_place_name(seen: SeenParagraph) -> SeenParagraph:
    """Replace "OP2" at the start of a paragraph with its number, and drop "PP3", as in plain text."""
    text = strip(seen.text)
    place = PLACE.match(plain(text))
    if not place or place.end() == len(plain(text)) or seen.label:
        return seen
    label = make(f"{place['sign']}. ") if place["part"] == "OP" else ()
    return replace(seen, text=join(label, cut(text, place.end())))


def _split_at_breaks(seen: SeenParagraph) -> Iterator[SeenParagraph]:
    """Split a paragraph at the line breaks before which one begins; other breaks become spaces."""
    if "\n" not in seen.words:
        yield seen
        return
    groups: list[list[Text]] = []
    apart_before = False
    for text in _segments(seen.text):
        bare = folded(text)
        apart = is_field(bare) or is_closing(bare) or ANNEX.fullmatch(bare) is not None
        begins = bool(bare) and (
            apart or apart_before or is_starter(bare) or PLACE.match(bare) is not None
        )
        if not groups or begins:
            groups.append([text])
        else:
            groups[-1] += [make(" "), text]
        apart_before = apart if bare else apart_before
    for at, group in enumerate(groups):
        text = join(*group)
        if at == 0:
            yield replace(seen, text=text)
        else:
            yield replace(seen, text=text, label="", family="", marks=(), blanks=0)


def _segments(text: Text) -> Iterator[Text]:
    """Yield the parts of a text between its line breaks."""
    held: list[Inline] = []
    for inline in text:
        if isinstance(inline, NoteRef):
            held.append(inline)
            continue
        first, *rest = inline.text.split("\n")
        held.append(replace(inline, text=first))
        for part in rest:
            yield join(held)
            held = [replace(inline, text=part)]
    yield join(held)


def _start(items: list[SeenParagraph | SeenTable]) -> int:
    """Return where the text begins, at the opening line or the first clause; -1 if it has neither.

    A clause after numbered paragraphs or a table does not count: the text is a report or the like. Tables above the
    opening line are layout.
    """
    for at, each in enumerate(items):
        several = [each] if isinstance(each, SeenParagraph) else list(each.paragraphs())
        if any(is_opening(folded(seen.text)) for seen in several):
            return at
    for at, each in enumerate(items):
        if isinstance(each, SeenTable) and not is_layout(each):
            return -1
        for seen in [each] if isinstance(each, SeenParagraph) else layout_paragraphs(each):
            words = folded(seen.text)
            number = NUMBER.match(words)
            if (
                has_lead(words[number.end() :] if number else words)
                and outline_of(seen.shape) is None
            ):
                return at
            if number or seen.label:
                return -1
    return -1


def _fields(items: list[SeenParagraph | SeenTable]) -> int:
    """Return the number of lines at the top that are fields of a heading, if the text has no opening."""
    tops = itertools.takewhile(
        lambda each: isinstance(each, SeenParagraph) and is_field(folded(each.text)), items
    )
    return len(list(tops))


def _flat(items: list[SeenParagraph | SeenTable]) -> Iterator[SeenParagraph]:
    for each in items:
        if isinstance(each, SeenParagraph):
            yield each
        else:
            yield from (part for seen in layout_paragraphs(each) for part in _split_at_breaks(seen))


def _is_chrome(seen: SeenParagraph) -> bool:
    return seen.is_blank or is_page_number(folded(seen.text))


def _head_lines(above: list[SeenParagraph]) -> Iterator[Line]:
    for seen in above:
        bullet = bool(seen.label) and not any(sign.isalnum() for sign in seen.label)
        yield line_of(0, replace(seen, label="") if bullet else seen, 1 + seen.blanks)


def _body_lines(items: list[SeenParagraph | SeenTable]) -> Iterator[Line]:
    for each in items:
        if isinstance(each, SeenTable):
            yield from lines_of_table(0, each)
        else:
            yield line_of(0, each)


def _numbered(lines: list[Line]) -> list[Line]:
    kept = [
        line for line in lines if line.words.strip() and (line.words != PLACEHOLDER or line.given)
    ]
    return [replace(line, number=at) for at, line in enumerate(kept)]


def _are_printed_lines(lines: list[Line]) -> bool:
    """Return whether the paragraphs are printed lines of another document, pasted with its line breaks."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if not a.given and not b.given]
    going_on = sum(
        not is_ended(a.words)
        and not is_starter(b.words)
        and starts_lower(b.words)
        and 30 < len(a.words) < 140
        for a, b in pairs
    )
    return len(pairs) > 5 and going_on >= _RUNNING_ON * len(pairs)


# Cleaning up the recognized resolution


def _without_line_formatting(resolution: Resolution) -> Resolution:
    """Return the resolution without formatting that only concerned lines: bold titles and headings, raised digits."""
    divisions = tuple(
        replace(
            division,
            title=_without_common_marks(_spaced(division.title)),
            blocks=tuple(_block(block) for block in division.blocks),
        )
        for division in resolution.divisions
    )
    notes = tuple(
        Note(without_figures(note.text) if note.text else note.text, note.mark)
        for note in resolution.notes
    )
    return replace(resolution, divisions=divisions, notes=notes)


def _block(block: Block) -> Block:
    text = without_figures(block.text)
    if block.kind is Kind.HEADING:
        text = _without_common_marks(_spaced(text))
    table = block.table and Table(
        tuple(
            tuple(replace(c, paragraphs=tuple(map(without_figures, c.paragraphs))) for c in row)
            for row in block.table.rows
        )
    )
    return replace(block, text=strip(text), table=table)


def _spaced(text: Text) -> Text:
    return join(
        replace(i, text=i.text.replace("\n", " ").replace("\t", " ")) if isinstance(i, Run) else i
        for i in text
    )


def _without_common_marks(text: Text) -> Text:
    """Return the text without the marks that all its words have."""
    runs = [i for i in text if isinstance(i, Run) and i.text.strip()]
    common = _APART
    for run in runs:
        common &= run.marks
    if not runs or not common:
        return text
    return join(replace(i, marks=i.marks & ~common) if isinstance(i, Run) else i for i in text)


def _with_running_heads(
    resolution: Resolution, opened: SeenDocument
) -> tuple[Resolution, list[str]]:
    """Return the resolution with symbol and job number from headers and footers, and the remaining lines of these.

    Page numbers, and lines that repeat the text, are dropped.
    """
    masthead: Masthead = resolution.masthead
    known = _letters(" ".join(plain(text) for text in resolution.texts()))
    known += _letters(" ".join((masthead.symbol, masthead.number, masthead.heading, masthead.job)))
    rest: list[str] = []
    for seen in (*opened.foot, *opened.running):
        words = folded(plain(without_remarks(seen.text)))
        job = JOB.match(words)
        if SYMBOL.fullmatch(words) and not masthead.symbol:
            masthead = replace(masthead, symbol=words.rstrip("*"))
            known += _letters(words)
        elif job and not masthead.job:
            masthead = replace(masthead, job=job[0])
            known += _letters(words)
        elif words and _letters(words) not in known and not is_page_number(words):
            rest.append(words)
            known += _letters(words)
    return replace(resolution, masthead=masthead), rest


def _letters(words: str) -> str:
    return "".join(sign for sign in words.lower() if sign.isalnum())
