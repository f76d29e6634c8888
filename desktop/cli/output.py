"""Prints results and messages."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli import PROGRAM
from desktop.cli.errors import ExitStatus

if TYPE_CHECKING:
    from resolution.reading import Reading


def use_utf8() -> None:
    """Write UTF-8 to standard output and standard error, whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def print_json(data: Any) -> None:
    """Print data as JSON to standard output."""
    print(json.dumps(data, ensure_ascii=False, indent=1))


def print_message(sentence: str) -> None:
    """Print a sentence for the user on one line of standard error, after the name of the program."""
    print(f"{PROGRAM}: {' '.join(sentence.split())}", file=sys.stderr)


def report_unread(
    texts: Sequence[tuple[str, Reading]],
    out: Path | None = None,
    *,
    note: str = "",
    appended: bool = True,
) -> ExitStatus:
    """Print to standard error how many lines of each text found no place; return the exit status.

    texts: each with the name that the user gave
    out: the file that was written, if any; UNREAD is returned only with one
    note: what else to say of the lines: "and were not checked"
    appended: whether the file has the lines at its end
    """
    from resolution.recognition.unplaced import HEADING

    status = ExitStatus.OK
    where = f"; see “{HEADING}” at the end of {out}" if out and appended else ""
    for name, reading in texts:
        if count := len(reading.unread):
            source = "standard input" if name == "-" else name
            lines = "1 line" if count == 1 else f"{count:,} lines"
            print_message(f"{source}: {lines} found no place{note and f' {note}'}{where}.")
            status = ExitStatus.UNREAD if out else ExitStatus.OK
    return status
