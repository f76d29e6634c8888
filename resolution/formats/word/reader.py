"""Reads Word files: our own without loss, all others as they appear on the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from resolution.formats.source import bytes_of
from resolution.formats.word.reading.compilation import parse_compilation
from resolution.formats.word.reading.document import OpenedDocument, open_document
from resolution.formats.word.reading.facts import OwnFacts
from resolution.formats.word.reading.negotiated import read_negotiated
from resolution.formats.word.reading.own import read_own
from resolution.formats.word.reading.package import DAMAGED, Package
from resolution.formats.word.reading.remarks import extract_places
from resolution.formats.word.reading.tracked import Decisions, Tracked, Verdict, tracked
from resolution.negotiating.read_compilation import uncompiled, without_strikes
from resolution.reading import Reading, ReadingError, Remark


def read(
    source: bytes | Path, *, rejected: bool = False, decisions: Decisions | None = None
) -> Reading:
    """Read a Word file.

    rejected: read tracked changes as rejected instead of accepted. Comments become remarks.
    decisions: whether single changes, by id of `changes`, are accepted; all others follow `rejected`.

    Raises ReadingError with a sentence for the user: damaged, protected, too large, or empty.
    """
    try:
        seen = open_document(Package(bytes_of(source)), Verdict(decisions or {}, not rejected))
        reading = read_own(seen, seen.facts) if seen.facts else read_negotiated(seen)
    except RecursionError as error:
        raise ReadingError(DAMAGED) from error
    reading = replace(reading, changes=seen.changes, changed_by=seen.changed_by)
    return _with_remarks(_with_proposals(reading, seen.facts), seen)


def changes(source: bytes | Path) -> Tracked:
    """Return the tracked changes of a Word file, and its paragraphs with the changes in each.

    Raises ReadingError as `read` does.
    """
    try:
        return tracked(Package(bytes_of(source)))
    except RecursionError as error:
        raise ReadingError(DAMAGED) from error


def _with_proposals(reading: Reading, facts: OwnFacts | None) -> Reading:
    """Restore the draft with its proposals from the reading of a compilation text of our own."""
    resolution = reading.resolution
    if facts and facts.compilation is not None:
        return replace(
            reading, resolution=uncompiled(resolution, parse_compilation(facts.compilation))
        )
    return replace(reading, resolution=without_strikes(resolution))


def _with_remarks(reading: Reading, seen: OpenedDocument) -> Reading:
    """Return the reading with the comments as remarks, and their anchors removed from the text."""
    resolution, places = extract_places(reading.resolution)
    remarks = []
    met = set()
    for at, key in enumerate(seen.story.remarks):
        comment = seen.comments.get(key)
        if comment and key not in met:
            remarks.append(Remark(comment.author, comment.made, places.get(at, ""), comment.words))
            met.add(key)
    rest = [c for key, c in seen.comments.items() if key not in met and c.words]
    remarks += [Remark(c.author, c.made, "", c.words) for c in rest]
    return replace(reading, resolution=resolution, remarks=tuple(remarks))
