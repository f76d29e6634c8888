"""A comparison as a file to hand on, by the ending of its name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from resolution.revision import Revision


def _text(revision: Revision) -> bytes:
    from resolution.writing.changes import as_text

    return f"{as_text(revision)}\n".encode()


def _json(revision: Revision) -> bytes:
    from resolution.writing.changes import as_json

    return f"{json.dumps(as_json(revision), ensure_ascii=False, indent=1)}\n".encode()


WRITERS: dict[str, Callable[[Revision], bytes]] = {".txt": _text, ".json": _json}
"""What writes a comparison, by the ending of the file."""


def refusal(path: Path) -> str:
    """Return why no comparison can be written under this name, in one sentence; empty where one can."""
    if path.suffix.lower() in WRITERS:
        return ""
    known = ", ".join(WRITERS)
    return f"A comparison is written as {known}; give “{path.name}” one of these endings."


def written(revision: Revision, ending: str) -> bytes:
    """Return the comparison as a file of this ending, one of `WRITERS`."""
    return WRITERS[ending](revision)
