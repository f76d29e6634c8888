"""Safe writing: a file is replaced as a whole once all new content is on disk, or not at all.

Everything that writes a file the user asked for goes through `write`. It takes finished bytes, so that a failure while
a document is being generated cannot affect the file to be replaced.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Write `content` to the file at `path`, replacing any existing file.

    The content is first written to a temporary file in the same folder, synced to disk, and its size checked. The new
    file has the permissions of the old one. A symbolic link stays, and the file it leads to is replaced. A device or a
    pipe cannot be replaced and is written to directly.

    Raises OSError; the old file is then unchanged, and no temporary file is left.
    """
    if _is_stream(path):
        with path.open("wb") as stream:
            _write_all(stream.fileno(), content)
        return
    target = path.resolve()
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    handle, name = tempfile.mkstemp(".part", f".{target.stem[:_STEM]}-", target.parent)
    try:
        _fill(handle, content, target)
        os.chmod(name, _permissions(target))
        os.replace(name, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(name)
        raise
    _sync_folder(target.parent)


_STEM = 40
"""Length of the target's name within the temporary name, so that a long name does not become too long."""


def _is_stream(path: Path) -> bool:
    """Return whether the path exists and is neither a file nor a folder."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _fill(handle: int, content: bytes, target: Path) -> None:
    """Write to an open temporary file, sync it to disk, check its size, and close it."""
    try:
        _write_all(handle, content)
        os.fsync(handle)
        written = os.fstat(handle).st_size
    finally:
        os.close(handle)
    if written != len(content):
        raise OSError(
            errno.EIO, f"only {written} of {len(content)} bytes were written", str(target)
        )


def _write_all(handle: int, content: bytes) -> None:
    """Write every byte; the system may accept fewer at a time, and reports the reason on the next call."""
    rest = memoryview(content)
    while rest:
        taken = os.write(handle, rest)
        if not taken:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[taken:]


def _permissions(target: Path) -> int:
    """Return the permissions of the file to be replaced, or those of a new file."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode) & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Sync the folder's entry to disk if the system supports it; the file is in place in any case."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some network drives refuse to sync a folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
