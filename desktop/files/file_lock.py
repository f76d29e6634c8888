"""A lock on a file that the system lets go of where its process dies: whoever holds it is alive.

A number of a process would not do: the system gives it to another program later.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path


class FileLock:
    """A file held by this object alone, in whatever process. Made by `take`."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle: int | None = handle

    @classmethod
    def take(cls, path: Path) -> FileLock | None:
        """Return the lock, its file made where it is not there; None where another holds it. Raises `OSError`."""
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if _lock(handle) and _still_there(path, handle):
                return cls(path, handle)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        return None

    def release(self, remove: bool = False) -> None:
        """Let another have it; `remove` takes the file away as well."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if remove and sys.platform != "win32":
            with suppress(OSError):
                self.path.unlink()
        os.close(handle)
        if remove and sys.platform == "win32":
            # Windows does not take away an open file; where another has opened it meanwhile it stays.
            with suppress(OSError):
                self.path.unlink()


def _lock(handle: int) -> bool:
    """Lock an open file without waiting; return whether it is ours."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _still_there(path: Path, handle: int) -> bool:
    """Return whether the name still leads to the file that was locked: its last holder may have removed it."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
