"""Writes a resolution as a .docx on the letterhead of its organ, with real notes, fields and named styles."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from resolution.characters import cleaned
from resolution.diff.revision import Revision
from resolution.formats.word.writing import package
from resolution.formats.word.writing.body import setting
from resolution.formats.word.writing.facts import add_facts
from resolution.formats.word.writing.inlines import Links, Typesetter
from resolution.formats.word.writing.package import EmblemError
from resolution.formats.word.writing.places import Bookmarks
from resolution.formats.word.writing.tracking import Typeset, merge
from resolution.language import of
from resolution.letterheads.heading import head, opening, usage_of
from resolution.letterheads.words import words
from resolution.model import Resolution
from resolution.negotiating.compilation import CompilationData
from resolution.text import folded

__all__ = ["EmblemError", "to_bytes", "tracked_to_bytes"]

NOBODY = "Author"
"""Author of tracked changes if no name is given; Word itself uses this for an unknown author."""

_WIDE_NAME = 18
"""From this length, in characters, the Organization's name in a masthead spans three columns instead of one."""


def to_bytes(
    resolution: Resolution,
    emblem: Path | None = None,
    line_step: int = 0,
    known: CompilationData | None = None,
) -> bytes:
    """Return the resolution as a Word document.

    emblem: image for the emblem in the masthead; without one its place stays empty.
    line_step: print every nth line number in the margin; 0 for none.
    known: for a compilation text, the data on its proposals that the page does not show.

    Raises EmblemError if the emblem is not an image.
    """
    resolution = cleaned(resolution)
    typeset = _typeset(resolution)
    add_facts(typeset.document, typeset.notes, resolution, typeset.places, known)
    return _finished(typeset, emblem, line_step)


def tracked_to_bytes(
    revision: Revision,
    author: str = "",
    made: datetime | None = None,
    emblem: Path | None = None,
    line_step: int = 0,
) -> bytes:
    """Return the new text of a revision as a Word document with all changes from the old text tracked.

    author, made: author and time of the changes; by default a generic name, and now.
    All else as for `to_bytes`. Change tracking stays on when the file is edited in Word.
    """
    when = (made or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    old, new = _typeset(revision.old), _typeset(revision.new, tracked=True)
    merge(old, new, revision, author or NOBODY, when)
    return _finished(new, emblem, line_step)


def _finished(typeset: Typeset, emblem: Path | None, line_step: int) -> bytes:
    letterhead = usage_of(typeset.resolution).letterhead
    if emblem is not None:
        package.place_emblem(typeset.document, letterhead, emblem)
    if line_step:
        package.number_lines(typeset.document, letterhead, line_step)
    return package.to_bytes(typeset.document)


def _typeset(resolution: Resolution, *, tracked: bool = False) -> Typeset:
    """Return the typeset text. tracked: switch on change tracking in Word."""
    masthead = resolution.masthead
    usage, language = usage_of(resolution), words(masthead.language)
    letterhead = usage.letterhead
    document = package.start(letterhead, masthead.language)
    notes = package.add_notes(document)
    typesetter = Typesetter(resolution, of(masthead.language).lead_typeface, Links(document.part))
    shown, first, places = head(resolution), opening(resolution), Bookmarks()
    values = {
        "here": places.here,
        "sheet": letterhead,
        "use": usage,
        "words": language,
        "head": shown,
        "rtl": package.script(masthead.language).right_to_left,
        "wide_name": len(shown.united_nations) > _WIDE_NAME,
        "tracked": tracked,
    }
    package.fill_body(
        document,
        opening=first,
        setting=setting(resolution, first, letterhead, typesetter),
        **values,
    )
    printed_notes = package.fill_notes(notes, notes=typesetter.notes(Links(notes)), **values)
    package.fill_heads(document, letterhead, **values)
    package.fill_settings(document, **values)
    package.fill_properties(document, folded(resolution.title), masthead.symbol, masthead.language)
    return Typeset(resolution, document, printed_notes, notes, places)
