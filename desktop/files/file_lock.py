"""A lock on a file that the system releases when the process dies: whoever holds it is alive.

A process id would not do, as the system reuses it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path


class FileLock:
    """An exclusive lock on a file, across all processes. Created by `take`."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle: int | None = handle

    @classmethod
    def take(cls, path: Path) -> FileLock | None:
        """Return the lock, creating its file if needed; None if another holds it. Raises `OSError`."""
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if _lock(handle) and _same_file(path, handle):
                return cls(path, handle)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        return None

    def release(self, remove: bool = False) -> None:
        """Release the lock. remove: delete the file as well"""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if remove and sys.platform != "win32":
            with suppress(OSError):
                self.path.unlink()
        os.close(handle)
        if remove and sys.platform == "win32":
            # Windows does not delete an open file; if another process has opened it meanwhile, it stays.
            with suppress(OSError):
                self.path.unlink()


def _lock(handle: int) -> bool:
    """Try to lock an open file without waiting; return whether it is locked."""
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


def _same_file(path: Path, handle: int) -> bool:
    """Return whether the path still refers to the locked file: its last holder may have deleted it."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
