"""The file formats the program knows. Everything that offers, reads or writes files asks here which there are.

A new format is a package beside this module, with a `FORMAT` in its `__init__.py`, and an entry in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable

from resolution.formats import akn, html, json, pdf, plain, word
from resolution.formats.format import Format, load

FORMATS: tuple[Format, ...] = (
    word.FORMAT,
    pdf.FORMAT,
    html.FORMAT,
    plain.FORMAT,
    akn.FORMAT,
    json.FORMAT,
)
"""In the order in which they are offered for export, and asked whether they recognize a file: the most general last."""

NATIVE = akn.FORMAT
"""The format in which drafts are saved. A draft opened from another one is saved beside it, and its source is kept."""

TEXT = plain.FORMAT
"""The format of files that no other one recognizes."""

_provided: dict[str, str] = {}


def provide_writer(of: Format, writer: str) -> None:
    """Provide the writer, "module:function", of a format that has none in this room."""
    _provided[of.ending] = writer


def writer_of(format: Format) -> Callable[..., bytes]:
    """Return the function that makes a file of a format; see `Format.writer`."""
    return load(_provided.get(format.ending, format.writer))


def writable() -> tuple[Format, ...]:
    """Return the formats that can be written, in the order in which they are offered."""
    return tuple(f for f in FORMATS if f.writer or f.ending in _provided)


def readable() -> tuple[Format, ...]:
    """Return the formats that can be read: the native one first, those that no folder is searched for last."""
    return tuple(
        sorted(
            (f for f in FORMATS if f.reader),
            key=lambda f: (f.ending != NATIVE.ending, not f.in_folders),
        )
    )


def read_endings(*, in_folders: bool = False) -> tuple[str, ...]:
    """Return the endings of files that are read. in_folders: only of those that a folder is searched for."""
    return tuple(e for f in readable() for e in f.read_endings if f.in_folders or not in_folders)


def written_endings() -> tuple[str, ...]:
    """Return the usual endings of the files that are written, one a format."""
    return tuple(f.ending for f in writable())


def writable_as(ending: str) -> Format | None:
    """Return the format in which a file with this ending is written, None where there is none."""
    return next((f for f in writable() if ending.lower() in f.endings), None)
