"""Files on disk: exporting, safe saving, and detecting that a file has changed since it was read."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from desktop.base.errors import FileError
from resolution import safe_write
from resolution.formats import pdf, registry
from resolution.formats.format import Content, Format
from resolution.model import Resolution

registry.provide_writer(pdf.FORMAT, "desktop.pages:to_bytes")

Writer = Callable[[Resolution], bytes]
"""Returns the content of a file; only `write_whole` writes it to disk."""


def open_filter() -> str:
    """Return the filter of the open dialog. A file's content decides how it is read, not its name."""
    return f"Resolutions ({' '.join(f'*{e}' for e in registry.read_endings())});;All files (*)"


def compilation_formats() -> tuple[Format, ...]:
    """Return the formats that can hold a compilation text as delegations expect it, those with fixed pages last."""
    holding = (f for f in registry.writable() if Content.COMPILATION in f.holds)
    return tuple(sorted(holding, key=lambda f: Content.FIXED_PAGES in f.holds))


def listed(formats: Iterable[Format]) -> str:
    """Return the extensions of formats as a phrase: ".docx, .html or .pdf"."""
    *others, last = (f.ending for f in formats)
    return f"{', '.join(others)} or {last}" if others else last


def reports_progress(path: Path) -> bool:
    """Return whether writing this file may take a while, in a format whose writer reports progress."""
    format = registry.writable_as(path.suffix)
    return format is not None and "progress" in format.options


Progress = Callable[[int, int], None]
"""Called with the amount done and the total; an exception it raises cancels the work."""


def export_refusal(path: Path) -> str:
    """Return why this file name cannot be exported to, in one sentence; empty if it can."""
    if registry.writable_as(path.suffix):
        return ""
    known = listed(registry.writable())
    return f"“{path.name}” does not say which format is wanted; end it in {known}."


def export(
    resolution: Resolution,
    path: Path,
    emblem: Path | None = None,
    progress: Progress | None = None,
    line_step: int = 0,
) -> Stamp:
    """Write the resolution in the format of the path's extension. Raises `FileError`, leaving `path` unchanged.

    emblem: an image for the heading; progress: see `Progress`; line_step: the interval of line numbers on a page, 0
    for none. Formats ignore the options they have no use for.
    """
    format = registry.writable_as(path.suffix)
    if format is None:
        raise FileError(export_refusal(path))
    return save(
        resolution, path, writer(format, emblem=emblem, progress=progress, line_step=line_step)
    )


def compilation_refusal(path: Path) -> str:
    """Return why no compilation text can be written to this file name, in one sentence; empty if it can."""
    formats = compilation_formats()
    if registry.writable_as(path.suffix) in formats:
        return ""
    return f"A compilation text cannot be written to “{path.name}”; end it in {listed(formats)}."


def export_compilation(
    resolution: Resolution,
    path: Path,
    on: date | None = None,
    emblem: Path | None = None,
    progress: Progress | None = None,
    line_step: int = 0,
) -> Stamp:
    """Write the compilation text: the draft with its open proposals. on: its date; the rest as for `export`"""
    from resolution.negotiating.compilation import compiled

    format = registry.writable_as(path.suffix)
    if format is None or format not in compilation_formats():
        raise FileError(compilation_refusal(path))
    compilation = compiled(resolution, on)
    options = {
        "emblem": emblem,
        "progress": progress,
        "line_step": line_step,
        "known": compilation.known,
    }
    return save(compilation.text, path, writer(format, **options))


def writer(format: Format, **options: object) -> Writer:
    """Return the writer of a format, with those of the options that the format supports."""
    supported = {name: option for name, option in options.items() if name in format.options}
    return partial(registry.writer_of(format), **supported)


def write_whole(path: Path, content: bytes) -> Stamp:
    """Write a file completely or not at all, and return its stamp. Raises `FileError`."""
    try:
        safe_write.write(path, content)
    except OSError as error:
        raise FileError(_sentence(path, error)) from error
    return Stamp(hashlib.sha256(content).digest())


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state of a file on disk: a hash of its content, not its date, so that copying or touching is no change."""

    digest: bytes

    @classmethod
    def of(cls, path: Path) -> Stamp | None:
        """Return the stamp of a file, or None if it cannot be read."""
        try:
            with path.open("rb") as stream:
                return cls(hashlib.file_digest(stream, "sha256").digest())
        except OSError:
            return None


def save(resolution: Resolution, path: Path, make: Writer) -> Stamp:
    """Write the resolution to `path`, which is replaced completely or stays as it was.

    Returns the stamp of the new file. Raises `FileError`, and whatever `make` raises besides OSError.
    """
    try:
        content = make(resolution)
    except OSError as error:
        raise FileError(_sentence(path, error)) from error
    return write_whole(path, content)


def writable(path: Path) -> bool:
    """Return whether a file can be saved under this name: its folder must be writable too, as the file is replaced."""
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
