"""Files on disk: which formats there are, safe saving, and whether a file has changed since it was read."""

from __future__ import annotations

import errno
import hashlib
import importlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.base.errors import FileProblem
from resolution import safe_write
from resolution.model import Resolution


@dataclass(frozen=True, slots=True)
class Format:
    """A format the program writes: its ending, its name, and the module that writes it, imported when first needed."""

    ending: str
    name: str
    writer: str

    @property
    def filter(self) -> str:
        """Return what a file dialog shows for it."""
        return f"{self.name} (*{self.ending})"


NATIVE = Format(".akn", "Resolution (Akoma Ntoso)", "resolution.formats.akn.writer")
WORD = Format(".docx", "Word document", "resolution.formats.word.writer")
PDF = Format(".pdf", "PDF", "desktop.pages")
HTML = Format(".html", "Web page", "resolution.formats.html.writer")
PLAIN = Format(".txt", "Plain text", "resolution.formats.plain.writer")
EXPORTS: tuple[Format, ...] = (WORD, PDF, HTML, PLAIN, NATIVE)

ALIASES = {".xml": NATIVE.ending, ".htm": HTML.ending}
"""Other endings for the same formats."""

SAVED_IN_PLACE = (".akn", ".xml")
"""A draft opened from any other format is saved beside it, so that the source stays as it was."""

Writer = Callable[[Resolution], bytes]
"""Makes the content of a file; what puts it on the disk is `write_whole` alone."""


def open_filter() -> str:
    """Return what the dialog for opening shows; what is in a file decides how it is read, not its name."""
    from resolution.formats.detect import ENDINGS, PAGES

    return f"Resolutions ({' '.join(f'*{e}' for e in (*ENDINGS, *PAGES))});;All files (*)"


Told = Callable[[int, int], None]
"""Called with how much is done, and of how much; what it raises ends the work."""


def writer(
    of: Format, emblem: Path | None = None, told: Told | None = None, line_step: int = 0
) -> Writer:
    """Return the function that makes a file of a format; `emblem` is an image for the heading of a Word or PDF file.

    line_step: every which line of a Word or PDF file's page has its number, 0 for none

    told: hears how far the pages of a PDF are, the one format that may take more than a moment
    """
    made: Callable[..., bytes] = importlib.import_module(of.writer).to_bytes
    if of is PDF:
        return lambda resolution: made(resolution, emblem, told, line_step)
    if of is WORD:
        return lambda resolution: made(resolution, emblem, line_step)
    return made


def export_refusal(path: Path) -> str:
    """Return why nothing can be written under this name, in one sentence; empty where it can."""
    ending = path.suffix.lower()
    if _format(ending):
        return ""
    known = ", ".join(known.ending for known in EXPORTS[:-1])
    return f"“{path.name}” does not say which format is wanted; end it in {known} or {EXPORTS[-1].ending}."


def _format(ending: str) -> Format | None:
    wanted = ALIASES.get(ending, ending)
    return next((known for known in EXPORTS if known.ending == wanted), None)


def export(
    resolution: Resolution,
    path: Path,
    emblem: Path | None = None,
    told: Told | None = None,
    line_step: int = 0,
) -> Stamp:
    """Write the resolution in the format of the path's ending; raises `FileProblem`, with `path` as it was before."""
    wanted = _format(path.suffix.lower())
    if wanted is None:
        raise FileProblem(export_refusal(path))
    return save(resolution, path, writer(wanted, emblem, told, line_step))


COMPILATIONS: tuple[Format, ...] = (WORD, HTML, PDF)
"""What shows a compilation text as delegations expect it, and can be written on."""


def compilation_refusal(path: Path) -> str:
    """Return why no compilation text can be written under this name, in one sentence; empty where one can."""
    if _format(path.suffix.lower()) in COMPILATIONS:
        return ""
    known = ", ".join(known.ending for known in COMPILATIONS[:-1])
    return f"A compilation text cannot be written to “{path.name}”; end it in {known} or {COMPILATIONS[-1].ending}."


def export_compilation(
    resolution: Resolution,
    path: Path,
    on: date | None = None,
    emblem: Path | None = None,
    told: Told | None = None,
    line_step: int = 0,
) -> Stamp:
    """Write the draft with the open proposals in it, as of a day; raises `FileProblem`, with `path` as before."""
    from resolution.negotiating.compilation import compiled

    wanted = _format(path.suffix.lower())
    if wanted is None or wanted not in COMPILATIONS:
        raise FileProblem(compilation_refusal(path))
    made = compiled(resolution, on)
    if wanted is WORD:
        word: Callable[..., bytes] = importlib.import_module(WORD.writer).to_bytes
        return save(made.text, path, lambda text: word(text, emblem, line_step, made.known))
    return save(made.text, path, writer(wanted, emblem, told, line_step))


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
