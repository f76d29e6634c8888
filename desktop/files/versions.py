"""Saved versions: each save keeps the text before and after it, the last ten of every file.

They are stored in the user's data folder, in a folder for each file and in the format of drafts, so that any other copy
of the program can open them.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.base.errors import FileError
from desktop.files.exports import write_whole

FOLDER = "versions"
"""In the user's data folder."""

KEPT = 10
"""The number of versions kept of a file, besides the one saved last."""

_STAMP = "%Y%m%dT%H%M%S.%fZ"
_DIGITS = 16
_SAME_MOMENT = timedelta(seconds=2)
"""The precision of file dates on some systems."""


@dataclass(frozen=True, slots=True)
class Version:
    """A saved version: where it is stored, when it was saved (local time), and the hash of its content."""

    path: Path
    saved: datetime
    digest: str


class Versions:
    """The saved versions of all files, in one folder. Can be used from any thread."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def of(self, path: Path) -> list[Version]:
        """Return the versions of a file, newest first."""
        folder = self._folder(path)
        known = [_version(entry) for entry in folder.glob("*.akn")] if folder.is_dir() else []
        return sorted((v for v in known if v), key=lambda version: version.saved, reverse=True)

    def keep(self, path: Path, content: bytes, saved: datetime) -> None:
        """Keep the current or previous content of a file; identical content is kept once. Raises `FileError`."""
        try:
            self._keep(path, content, saved.astimezone(UTC))
        except OSError as error:
            raise FileError(
                f"The version of “{path.name}” could not be kept: {error.strerror or error}."
            ) from error

    def _keep(self, path: Path, content: bytes, saved: datetime) -> None:
        folder = self._folder(path)
        folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
        target = folder / f"{saved.strftime(_STAMP)}-{digest}.akn"
        same = next((version for version in self.of(path) if version.digest == digest), None)
        if same is None:
            write_whole(folder / "of.txt", f"{path}\n".encode("utf-8", "surrogateescape"))
            write_whole(target, content)
        elif saved - same.saved > _SAME_MOMENT:
            same.path.replace(target)
        for old in self.of(path)[KEPT + 1 :]:
            old.path.unlink(missing_ok=True)

    def _folder(self, path: Path) -> Path:
        """Return the folder of a file's versions: a hash of its path, with its name for human readers."""
        place = os.path.normcase(path.resolve())
        key = hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGITS]
        name = "".join(c if c.isalnum() else "_" for c in path.stem)[:40]
        return self._home / f"{name}-{key}"


def _version(entry: Path) -> Version | None:
    """Return the version for a file name; None for a file that is not a version."""
    stamp, _, digest = entry.stem.rpartition("-")
    try:
        saved = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Version(entry, saved.astimezone(), digest)
