"""Loads the bytes of a file to be read, with size limits and the messages about them."""

from __future__ import annotations

from pathlib import Path

from resolution.reading import ReadingError

MAX_BYTES = 8 * 1024 * 1024
"""Larger files are rejected: the longest adopted text takes less than one megabyte."""

MAX_LINES = 50_000
"""Texts of more lines or paragraphs are rejected; the longest adopted text has fewer than five thousand."""

CHECK_FILE = "check that it is the file you meant"
COPY_LESS = "copy only the text you need"


def bytes_of(source: bytes | Path) -> bytes:
    """Return the bytes of a file, or those given. Raises ReadingError if it cannot be read or is too large."""
    data = _read(source) if isinstance(source, Path) else source
    if len(data) > MAX_BYTES:
        raise ReadingError(too_large("The file is"))
    return data


def content(path: Path) -> bytes:
    """Return the bytes of a file the user chose; of a device or a pipe, which has no size, at most `MAX_BYTES` + 1.

    Raises ReadingError if the path is not a file, or the file is too large to be a resolution.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise ReadingError(f"There is no file {path}; check its name and place.") from error
    except OSError as error:
        raise _not_opened(path, error) from error
    if path.is_dir():
        raise ReadingError(
            f"{path.name} is a folder; choose a file in it, or import the folder as precedents."
        )
    if size > MAX_BYTES:
        raise ReadingError(too_large(f"{path.name} is {size / 1e6:.0f} MB,"))
    return _read(path)


def _read(path: Path) -> bytes:
    """Return the bytes of a file, reading no more than needed to detect that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _not_opened(path, error) from error


def _not_opened(path: Path, error: OSError) -> ReadingError:
    return ReadingError(f"{path} cannot be opened ({error.strerror}); check that you may read it.")


def too_large(subject: str, advice: str = CHECK_FILE) -> str:
    """Return the message about a source of more than `MAX_BYTES`. subject: with its verb, "The file is"."""
    limit = f"(the limit is {MAX_BYTES // 1024**2} MB)"
    return f"{subject} too large to be a resolution {limit}{'; ' if advice else ''}{advice}."


def too_many(units: str, advice: str = CHECK_FILE) -> str:
    """Return the message about a source of more than `MAX_LINES`. units: "lines" or "paragraphs"."""
    return f"More than {MAX_LINES:,} {units} are too many to be a resolution; {advice}."
