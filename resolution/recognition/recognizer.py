"""Recognizes a resolution in unmarked lines: every word is placed in it or reported as unread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from resolution.language import of
from resolution.language.dates import parse_date
from resolution.model import Adoption, Masthead, Note, Resolution, Vote
from resolution.reading import Joined, Reading
from resolution.recognition.clauses import divisions_of, paragraphs_of
from resolution.recognition.furniture import JOB, SYMBOL, cells, without_furniture
from resolution.recognition.lines import (
    NUMBER,
    Layout,
    Line,
    compounds,
    has_lead,
    is_opening,
    lines_of,
    stray_spaces,
    without_places,
)
from resolution.recognition.masthead import complete_masthead, read_masthead
from resolution.recognition.notes import NoteSearch, extract_notes, with_lone_marks
from resolution.text import plain
from resolution.tree import forest

_FORMS = of().clause_expressions


def read_text(words: str) -> Reading:
    """Read a resolution from any text. Never raises, and loses no text."""
    return read_lines(with_lone_marks(list(without_places(lines_of(words)))))


def read_lines(
    lines: list[Line],
    layout_of: Callable[[list[Line]], Layout] = Layout,
    notes: tuple[Note, ...] = (),
    begins: tuple[int, bool] | None = None,
) -> Reading:
    """Read a resolution from lines, of plain text or of any source that can be represented as lines.

    layout_of: how lines form paragraphs; notes: those that the lines already reference, if the source has notes (then
    no others are searched for); begins: overrides the result of `start_of`
    """
    start, opened = begins or start_of(lines)
    symbol, title = running_heads(lines[:start])
    lines, furniture = without_furniture(lines, start, symbol, title)
    whole = compounds(lines)
    found = (
        NoteSearch(lines, notes)
        if notes
        else extract_notes(lines, start, layout_of(lines[start:]), whole)
    )
    start = (
        sum(line.number < lines[start].number for line in found.lines)
        if start < len(lines)
        else len(found.lines)
    )
    body = found.lines[start:]
    layout = layout_of(body)
    opening = body[0].words if body and is_opening(body[0].words) else ""
    heading = read_masthead(
        found.lines[:start], opening, layout if opening else layout_of(found.lines[:start]), whole
    )
    built = divisions_of(
        paragraphs_of(body, layout, whole), heading.title, heading.part, heading.part_title, opened
    )
    job, rest = _job(furniture, heading.masthead)
    masthead = replace(heading.masthead, job=job)
    masthead = complete_masthead(
        with_closing(masthead, next((d.closing for d in built.divisions if d.closing), ()))
    )
    vote = vote_of(built.divisions[0].closing)
    resolution = Resolution(masthead, built.divisions, found.notes, Adoption(vote=vote))
    unread = (*heading.unread, *found.unread, *built.unread, *rest)
    unread_lines = tuple(line for line in unread if line.strip())
    return Reading(
        resolution, unread_lines, joined=tuple(_joined(resolution, stray_spaces(body, whole)))
    )


def _joined(resolution: Resolution, words: Iterable[tuple[str, str, str]]) -> Iterator[Joined]:
    """Yield the places of the words that were joined."""
    nodes = [node for _, top in forest(resolution) for one in top for node in one.walk()]
    for ahead, printed, read in words:
        for node in nodes:
            found = plain(node.block.text).find(ahead + read)
            if found >= 0:
                start = found + len(ahead)
                yield Joined(node.place, node.line, start, start + len(read), printed)
                break


def start_of(lines: list[Line]) -> tuple[int, bool]:
    """Return the line where the text begins, at the opening or the first clause, and whether there is one.

    Without either, all lines are free text.
    """
    for at, line in enumerate(lines):
        if is_opening(line.words):
            return at, True
    for at, line in enumerate(lines):
        number = NUMBER.match(line.words)
        if has_lead(line.words[number.end() :] if number else line.words):
            return at, True
    return 0, False


def running_heads(head: list[Line]) -> tuple[str, str]:
    """Return the symbol and the title repeated in the headers of later pages; only numbered titles are repeated."""
    parts = [cell for line in head for cell in cells(line.words)]
    symbol = next((cell.rstrip("*") for cell in parts if SYMBOL.fullmatch(cell)), "")
    title = re.search(r"(?:^|\s)[\w-]+/\d+(?: [A-Z])?\.\s+(\D.*)", " ".join(parts), re.DOTALL)
    return symbol, title[1] if title else ""


def _job(furniture: list[Line], masthead: Masthead) -> tuple[str, list[str]]:
    """Return the job number, and the remaining furniture."""
    rest = [line.words for line in furniture]
    if masthead.job:
        return masthead.job, rest
    for at, words in enumerate(rest):
        found = JOB.match(words)
        if found:
            printed = re.match(r"\s+(\d{6})(?!\d)", words[found.end() :])
            end = found.end() + (printed.end() if printed else 0)
            rest[at] = words[end:].strip()
            return found[0] + (f" {printed[1]}" if printed else ""), rest
    return "", rest


def with_closing(masthead: Masthead, closing: tuple[str, ...]) -> Masthead:
    """Return the masthead with the meeting and the date from the closing lines."""
    meeting = next((line for line in closing if _FORMS.meeting.match(line)), "").rstrip(",")
    day = next((day for line in closing if (day := parse_date(line))), None)
    return replace(masthead, meeting=masthead.meeting or meeting, adopted=masthead.adopted or day)


def vote_of(closing: tuple[str, ...]) -> Vote | None:
    """Return the vote given in a bracketed closing line ("[Adopted without a vote.]")."""
    words = " ".join(closing)
    if _FORMS.without_vote.search(words):
        return Vote("without a vote")
    counts = _FORMS.recorded_vote.search(words)
    if not counts:
        return None
    figures = [int(count) if count and count.isdigit() else 0 for count in counts.groups()]
    return Vote("recorded vote", figures[0], figures[1], figures[2])
