"""Writes a comparison to a file in the format given by the file's suffix."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from resolution.formats import html, plain, word
from resolution.formats import json as json_format

if TYPE_CHECKING:  # at run time it would load the word comparison together with the window
    from resolution.diff.revision import Revision

Names = tuple[str, str]
"""The names of the two texts."""


def _amendments(revision: Revision, names: Names) -> bytes:
    from resolution.amendments import amendments, write
    from resolution.diff.write_html import names_of

    old, _ = names_of(revision, names)
    return write(amendments(revision), f"Amendments to {old}").encode()


def _json(revision: Revision, names: Names) -> bytes:
    from resolution.diff.write import as_json

    return f"{json.dumps(as_json(revision), ensure_ascii=False, indent=1)}\n".encode()


def _word(revision: Revision, names: Names, author: str = "") -> bytes:
    from resolution.formats.word.writer import tracked_to_bytes

    return tracked_to_bytes(revision, author)


def _page(revision: Revision, names: Names) -> bytes:
    from resolution.diff.write_html import to_html

    return to_html(revision, names).encode()


WRITERS: dict[str, Callable[[Revision, Names], bytes]] = {
    ".docx": _word, ".html": _page, ".txt": _amendments, ".json": _json,
}  # fmt: skip
"""The writers by file suffix: .docx has tracked changes, .txt is the list of amendments."""

FORMATS = (
    replace(word.FORMAT, name="Word document with tracked changes"),
    html.FORMAT,
    replace(plain.FORMAT, name="List of amendments"),
    json_format.FORMAT,
)
"""The same formats for the file dialog."""


def refusal(path: Path) -> str:
    """Return why a comparison cannot be written to this path, as a sentence; empty if it can."""
    if path.suffix.lower() in WRITERS:
        return ""
    *known, last = WRITERS
    return f"A comparison is written as {', '.join(known)} or {last}; end “{path.name}” in one of these."


def written(revision: Revision, ending: str, names: Names = ("", "")) -> bytes:
    """Return the contents of a file with this suffix, one of `WRITERS`."""
    return WRITERS[ending](revision, names)
