"""Files on disk: exporting in a format, safe saving, and whether a file has changed since it was read."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from desktop.base.errors import FileProblem
from resolution import safe_write
from resolution.formats import pdf, registry
from resolution.formats.format import Content, Format
from resolution.model import Resolution

registry.provide_writer(pdf.FORMAT, "desktop.pages:to_bytes")

Writer = Callable[[Resolution], bytes]
"""Makes the content of a file; what puts it on the disk is `write_whole` alone."""


def open_filter() -> str:
    """Return what the dialog for opening shows; what is in a file decides how it is read, not its name."""
    return f"Resolutions ({' '.join(f'*{e}' for e in registry.read_endings())});;All files (*)"


def compilation_formats() -> tuple[Format, ...]:
    """Return the formats that show a compilation text as delegations expect it; those with fixed pages last."""
    holding = (f for f in registry.writable() if Content.COMPILATION in f.holds)
    return tuple(sorted(holding, key=lambda f: Content.FIXED_PAGES in f.holds))


def listed(formats: Iterable[Format]) -> str:
    """Return the endings of formats as a list in a sentence: ".docx, .html or .pdf"."""
    *others, last = (f.ending for f in formats)
    return f"{', '.join(others)} or {last}" if others else last


def takes_long(path: Path) -> bool:
    """Return whether writing a file of this name may take more than a moment, and tells how far it is."""
    format = registry.writable_as(path.suffix)
    return format is not None and "told" in format.options


Told = Callable[[int, int], None]
"""Called with how much is done, and of how much; what it raises ends the work."""


def export_refusal(path: Path) -> str:
    """Return why nothing can be written under this name, in one sentence; empty where it can."""
    if registry.writable_as(path.suffix):
        return ""
    known = listed(registry.writable())
    return f"“{path.name}” does not say which format is wanted; end it in {known}."


def export(
    resolution: Resolution,
    path: Path,
    emblem: Path | None = None,
    told: Told | None = None,
    line_step: int = 0,
) -> Stamp:
    """Write the resolution in the format of the path's ending; raises `FileProblem`, with `path` as it was before.

    emblem: an image for the heading; told: hears how far the work is; line_step: every which line of a page has its
    number, 0 for none. Each counts only where the format has a use for it.
    """
    wanted = registry.writable_as(path.suffix)
    if wanted is None:
        raise FileProblem(export_refusal(path))
    return save(resolution, path, writer(wanted, emblem=emblem, told=told, line_step=line_step))


def compilation_refusal(path: Path) -> str:
    """Return why no compilation text can be written under this name, in one sentence; empty where one can."""
    formats = compilation_formats()
    if registry.writable_as(path.suffix) in formats:
        return ""
    return f"A compilation text cannot be written to “{path.name}”; end it in {listed(formats)}."


def export_compilation(
    resolution: Resolution,
    path: Path,
    on: date | None = None,
    emblem: Path | None = None,
    told: Told | None = None,
    line_step: int = 0,
) -> Stamp:
    """Write the draft with the open proposals in it, as of a day; the rest as for `export`."""
    from resolution.negotiating.compilation import compiled

    wanted = registry.writable_as(path.suffix)
    if wanted is None or wanted not in compilation_formats():
        raise FileProblem(compilation_refusal(path))
    made = compiled(resolution, on)
    options = {"emblem": emblem, "told": told, "line_step": line_step, "known": made.known}
    return save(made.text, path, writer(wanted, **options))


def writer(of: Format, **options: object) -> Writer:
    """Return the function that makes a file of a format, with those of the options that the format takes."""
    taken = {name: option for name, option in options.items() if name in of.options}
    return partial(registry.writer_of(of), **taken)


def write_whole(path: Path, content: bytes) -> Stamp:
    """Put a file in place as a whole or not at all, and return its stamp; raises `FileProblem`."""
    try:
        safe_write.write(path, content)
    except OSError as error:
        raise FileProblem(_sentence(path, error)) from error
    return Stamp(hashlib.sha256(content).digest())


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file on disk was like: told by its content, not its date, so that a mere copy or touch is no change."""

    digest: bytes

    @classmethod
    def of(cls, path: Path) -> Stamp | None:
        """Return the stamp of a file, or None where there is none to read."""
        try:
            with path.open("rb") as stream:
                return cls(hashlib.file_digest(stream, "sha256").digest())
        except OSError:
            return None


def save(resolution: Resolution, path: Path, make: Writer) -> Stamp:
    """Write the resolution to `path`, which is replaced as a whole or stays as it was.

    Returns the stamp of what was written; raises `FileProblem`, and what `make` raises besides OSError.
    """
    try:
        content = make(resolution)
    except OSError as error:
        raise FileProblem(_sentence(path, error)) from error
    return write_whole(path, content)


def writable(path: Path) -> bool:
    """Return whether a file can be saved under this name: it is put in place, so its folder counts too."""
    folder = path.resolve().parent
    return os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def _sentence(path: Path, error: OSError) -> str:
    if isinstance(error, PermissionError):
        why = "you may not write there; choose another folder"
    elif isinstance(error, FileNotFoundError):
        why = "its folder is not there; choose another one"
    elif isinstance(error, IsADirectoryError):
        why = "a folder has this name; choose another name"
    elif error.errno in (errno.ENOSPC, errno.EDQUOT):
        why = "the disk is full; make room on it or choose another one"
    elif error.errno == errno.EFBIG:
        why = "it is larger than a file may be there; choose another place"
    elif error.errno == errno.EROFS:
        why = "nothing can be written to this disk; choose another place"
    else:
        why = f"{error.strerror or error} (choose another place)"
    return f"“{path.name}” could not be written: {why}."
