"""A comparison as a file to hand on, by the ending of its name."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from resolution.formats import html, plain, word
from resolution.formats import json as json_format

if TYPE_CHECKING:  # at run time it would load the comparison of words with the window
    from resolution.diff.revision import Revision

Names = tuple[str, str]
"""What the two texts are called."""


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
"""What writes a comparison, by the ending of the file: .docx with tracked changes, .txt as the list of amendments."""

FORMATS = (
    replace(word.FORMAT, name="Word document with tracked changes"),
    html.FORMAT,
    replace(plain.FORMAT, name="List of amendments"),
    json_format.FORMAT,
)
"""The same for the dialog that asks for a file."""


def refusal(path: Path) -> str:
    """Return why no comparison can be written under this name, in one sentence; empty where one can."""
    if path.suffix.lower() in WRITERS:
        return ""
    *known, last = WRITERS
    return f"A comparison is written as {', '.join(known)} or {last}; end “{path.name}” in one of these."


def written(revision: Revision, ending: str, names: Names = ("", "")) -> bytes:
    """Return the comparison as a file of this ending, one of `WRITERS`."""
    return WRITERS[ending](revision, names)
