"""Word: a resolution as a .docx on the letterhead of its organ, with real notes, fields and named styles."""

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
"""Who makes tracked changes where no name is given; Word itself writes this where it knows none."""

_WIDE_NAME = 18
"""From this many letters the Organization's name in a masthead takes the width of three columns instead of one."""


def to_bytes(
    resolution: Resolution,
    emblem: Path | None = None,
    line_step: int = 0,
    known: CompilationData | None = None,
) -> bytes:
    """Return the resolution as a Word document.

    emblem: an image for the emblem's place in the masthead, which is kept empty without one.
    line_step: every which line of a page has its number in the margin, 0 for none.
    known: of a compilation text, what its page does not tell of the proposals.

    Raises EmblemError where the emblem is not an image.
    """
    resolution = cleaned(resolution)
    made = _typeset(resolution)
    add_facts(made.document, made.notes, resolution, made.places, known)
    return _finished(made, emblem, line_step)


def tracked_to_bytes(
    revision: Revision,
    author: str = "",
    made: datetime | None = None,
    emblem: Path | None = None,
    line_step: int = 0,
) -> bytes:
    """Return the new text of a revision as a Word document with every change from the old one tracked.

    author, made: who made the changes, and when; without them a name that names nobody, and now.
    Everything else as for `to_bytes`. Word goes on tracking when the file is edited.
    """
    when = (made or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    old, new = _typeset(revision.old), _typeset(revision.new, tracked=True)
    merge(old, new, revision, author or NOBODY, when)
    return _finished(new, emblem, line_step)


def _finished(made: Typeset, emblem: Path | None, line_step: int) -> bytes:
    letterhead = usage_of(made.resolution).letterhead
    if emblem is not None:
        package.place_emblem(made.document, letterhead, emblem)
    if line_step:
        package.number_lines(made.document, letterhead, line_step)
    return package.saved(made.document)


def _typeset(resolution: Resolution, *, tracked: bool = False) -> Typeset:
    """Return the text set in type. tracked: Word is to track further changes."""
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
