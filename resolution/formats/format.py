"""What the program knows of a file format before it imports the code that reads or writes it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from resolution.reading import Reading


class Content(Enum):
    """Something that a file of a format can hold beside the words of the resolution."""

    HEADING = "heading"
    NOTES = "notes"
    TRACKED_CHANGES = "tracked changes"
    PROPOSALS = "proposals"
    PROVENANCE = "provenance"
    COMPILATION = "compilation text"
    """The proposals as delegations expect to see them: printed in the text, for people to read and mark up."""
    FIXED_PAGES = "fixed pages"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. Readers and writers are named "module:function", and imported when first needed.

    name:       what dialogs and the help call it
    endings:    of its files, lower case, with the dot; a file is written under any of them, by default the first
    media_type: as registered with IANA, or in use
    reader:     function from the bytes of a file, or its text, to a Reading; raises ReadingError. Where the format
                holds tracked changes, it takes `rejected`. Empty where such files are not read.
    writer:     function from a Resolution to the bytes of a file, with the keywords in `options`. Empty where such
                files are not written, or where a room above provides the writer (`registry.provide_writer`).
    options:    of "emblem", "line_step", "progress" and "known", those that the writer takes
                (see `desktop.files.exports`)
    holds:      what its files hold beside the words
    about:      one or two sentences for the help
    also_read:  endings of files that are read, but not written
    in_folders: whether a folder is searched for such files, as by the import of precedents
    recognizes: whether these bytes are of this format; must be quick, and import nothing heavy
    decisive_endings: whether what is called so is read as this format, whatever the bytes look like
    fragment_reader: function from a text with markup in it, and the ending of its file, to a Reading, or None where it
                is not of this format. Asked of files that looked like another format and were not.
    """

    name: str
    endings: tuple[str, ...]
    media_type: str
    reader: str = ""
    writer: str = ""
    options: frozenset[str] = frozenset()
    holds: frozenset[Content] = frozenset()
    about: str = ""
    also_read: tuple[str, ...] = ()
    in_folders: bool = True
    recognizes: Callable[[bytes], bool] | None = None
    decisive_endings: bool = False
    fragment_reader: str = ""

    @property
    def ending(self) -> str:
        """Return the usual ending."""
        return self.endings[0]

    @property
    def filter(self) -> str:
        """Return the filter for a file dialog: "Word document (*.docx)"."""
        return f"{self.name} (*{self.ending})"

    @property
    def read_endings(self) -> tuple[str, ...]:
        """Return the endings of files that are read; none where there is no reader."""
        return (*self.endings, *self.also_read) if self.reader else ()

    def read(self, source: str | bytes, *, rejected: bool = False) -> Reading:
        """Read a file of this format. rejected: tracked changes are read as if rejected. Raises ReadingError."""
        options = {"rejected": rejected} if Content.TRACKED_CHANGES in self.holds else {}
        reading: Reading = load(self.reader)(source, **options)
        return reading


def load(name: str) -> Callable[..., Any]:
    """Return the function called "module:function"."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found
