"""The bytes of a file that is to be read: where they come from, how many there may be, and what is said of too many."""

from __future__ import annotations

from pathlib import Path

from resolution.reading import ReadingError

MAX_BYTES = 8 * 1024 * 1024
"""Larger files are refused: the longest adopted text takes less than one megabyte."""

MAX_LINES = 50_000
"""Texts of more lines or paragraphs are refused; the longest adopted text has fewer than five thousand."""

CHECK_FILE = "check that it is the file you meant"
COPY_LESS = "copy only the text you need"


def bytes_of(source: bytes | Path) -> bytes:
    """Return the bytes of a file, or those given; raises ReadingError where there are none or too many."""
    if isinstance(source, Path):
        source = content(source)
    if len(source) > MAX_BYTES:
        raise ReadingError(too_large("The file is"))
    return source


def content(path: Path) -> bytes:
    """Return the bytes of a file, at most one more than `MAX_BYTES`: a device or a pipe has no size and no end.

    Raises ReadingError where the path leads to no file, or to one that is too large to be a resolution.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise ReadingError(
                f"{path.name} is a folder; choose a file in it, or import the folder as precedents."
            )
        if size > MAX_BYTES:
            raise ReadingError(too_large(f"{path.name} is {size / 1e6:.0f} MB,"))
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ReadingError(f"There is no file {path}; check its name and place.") from error
    except OSError as error:
        raise ReadingError(
            f"{path} cannot be opened ({error.strerror}); check that you may read it."
        ) from error


def too_large(subject: str, advice: str = CHECK_FILE) -> str:
    """Return the sentence on a source of more than `MAX_BYTES`. subject: with its verb, "The file is"."""
    limit = f"(the limit is {MAX_BYTES // 1024**2} MB)"
    return f"{subject} too large to be a resolution {limit}{'; ' if advice else ''}{advice}."


def too_many(units: str, advice: str = CHECK_FILE) -> str:
    """Return the sentence on a source of more than `MAX_LINES`. units: "lines" or "paragraphs"."""
    return f"More than {MAX_LINES:,} {units} are too many to be a resolution; {advice}."
