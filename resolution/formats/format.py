"""Describes a file format without importing the code that reads or writes it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from resolution.reading import Reading


class Content(Enum):
    """What files of a format may contain besides the text of the resolution."""

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

    name:       shown in dialogs and the help
    endings:    file suffixes in lower case, with the dot; files are written with any of them, by default the first
    media_type: as registered with IANA, or in common use
    reader:     function from the bytes of a file, or its text, to a Reading; raises ReadingError. If the format
                has tracked changes, it accepts `rejected`. Empty if such files cannot be read.
    writer:     function from a Resolution to the bytes of a file, with the keywords in `options`. Empty if such files
                cannot be written, or if a higher layer provides the writer (`registry.provide_writer`).
    options:    of "emblem", "line_step", "progress" and "known", those that the writer accepts
                (see `desktop.files.exports`)
    holds:      what its files contain besides the text
    about:      one or two sentences for the help
    also_read:  suffixes of files that are read, but not written
    in_folders: whether such files are found when a folder is searched, as by the import of precedents
    recognizes: whether these bytes are of this format; must be fast, and import nothing heavy
    decisive_endings: whether files with these suffixes are read as this format, whatever their content looks like
    fragment_reader: function from a text with markup, and the suffix of its file, to a Reading, or None if it is not of
                this format. Called for files that looked like another format and were not.
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
        """Return the default suffix."""
        return self.endings[0]

    @property
    def filter(self) -> str:
        """Return the filter for a file dialog: "Word document (*.docx)"."""
        return f"{self.name} (*{self.ending})"

    @property
    def read_endings(self) -> tuple[str, ...]:
        """Return the suffixes of files that can be read; empty if there is no reader."""
        return (*self.endings, *self.also_read) if self.reader else ()

    def read(self, source: str | bytes, *, rejected: bool = False) -> Reading:
        """Read a file of this format. rejected: read tracked changes as rejected. Raises ReadingError."""
        options = {"rejected": rejected} if Content.TRACKED_CHANGES in self.holds else {}
        reading: Reading = load(self.reader)(source, **options)
        return reading


def load(name: str) -> Callable[..., Any]:
    """Import and return the function named "module:function"."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found
