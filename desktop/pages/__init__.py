"""A resolution on pages: laid out by the numbers of its Word file, for PDF, printer and preview."""

from __future__ import annotations

from pathlib import Path

from desktop.pages import painting
from desktop.pages.faces import Faces
from desktop.pages.paging import PrintedPage, Progress, pages_of
from resolution import safe_write
from resolution.model import Resolution
from resolution.text import folded

__all__ = ["PrintedPage", "layout", "title_of", "to_bytes", "write_pdf"]


def layout(
    resolution: Resolution,
    emblem: Path | None = None,
    progress: Progress | None = None,
    line_step: int = 0,
) -> list[PrintedPage]:
    """Return the pages of a resolution; nothing is painted.

    emblem:    an image for its place in the masthead, which is kept empty without one
    progress:  called with the amount done and the total; an exception it raises cancels the work
    line_step: every which line of a page has its number, 0 for none

    Raises EmblemError where the emblem is not an image.
    """
    from desktop.pages.from_word import manuscript
    from resolution.formats.word.writer import to_bytes

    painting.ensure_application()
    return pages_of(manuscript(to_bytes(resolution, emblem, line_step)), Faces(), progress)


def to_bytes(
    resolution: Resolution,
    emblem: Path | None = None,
    progress: Progress | None = None,
    line_step: int = 0,
) -> bytes:
    """Return a resolution as a PDF; arguments as for `layout`. Raises EmblemError, and OSError as `painting` does."""
    pages = layout(resolution, emblem, progress, line_step)
    return painting.to_bytes(pages, title_of(resolution))


def write_pdf(
    resolution: Resolution,
    path: Path,
    emblem: Path | None = None,
    progress: Progress | None = None,
    line_step: int = 0,
) -> None:
    """Write a resolution as a PDF, which is put in place as a whole or not at all; arguments as for `layout`.

    Raises EmblemError and OSError.
    """
    safe_write.write(path, to_bytes(resolution, emblem, progress, line_step))


def title_of(resolution: Resolution) -> str:
    """Return what a PDF is called where it is shown: symbol and title."""
    parts = (resolution.masthead.symbol, folded(resolution.title))
    return ": ".join(part for part in parts if part)
