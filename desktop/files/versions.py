"""Saved versions: at each save the text before and the text after are kept, the last ten of every file.

They lie in the user's data folder, a folder for each file, as files of the same format that any other copy of the
program can open.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.base.errors import FileProblem
from desktop.files.exports import write_whole

FOLDER = "versions"
"""In the user's data folder."""

KEPT = 10
"""How many versions of a file are kept besides the one that was saved last."""

_STAMP = "%Y%m%dT%H%M%S.%fZ"
_DIGITS = 16
_SAME_MOMENT = timedelta(seconds=2)
"""The date of a file on disk is no more exact than this on some systems."""


@dataclass(frozen=True, slots=True)
class Version:
    """A text as it was saved, in local time, and where it is kept."""

    path: Path
    saved: datetime
    digest: str


class Versions:
    """The saved versions of all files, in one folder. Any thread may call it."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def of(self, path: Path) -> list[Version]:
        """Return the versions of a file, the latest first."""
        folder = self._folder(path)
        known = [_version(entry) for entry in folder.glob("*.akn")] if folder.is_dir() else []
        return sorted((each for each in known if each), key=lambda each: each.saved, reverse=True)

    def keep(self, path: Path, content: bytes, saved: datetime) -> None:
        """Keep what a file holds, or held; the same content is kept once. Raises `FileProblem`."""
        try:
            self._keep(path, content, saved.astimezone(UTC))
        except OSError as error:
            raise FileProblem(
                f"The version of “{path.name}” could not be kept: {error.strerror or error}."
            ) from error

    def _keep(self, path: Path, content: bytes, saved: datetime) -> None:
        folder = self._folder(path)
        folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
        wanted = folder / f"{saved.strftime(_STAMP)}-{digest}.akn"
        same = next((each for each in self.of(path) if each.digest == digest), None)
        if same is None:
            write_whole(folder / "of.txt", f"{path}\n".encode("utf-8", "surrogateescape"))
            write_whole(wanted, content)
        elif saved - same.saved > _SAME_MOMENT:
            same.path.replace(wanted)
        for old in self.of(path)[KEPT + 1 :]:
            old.path.unlink(missing_ok=True)

    def _folder(self, path: Path) -> Path:
        """Return where the versions of a file lie: told by its place, with its name for those who look there."""
        place = os.path.normcase(path.resolve())
        key = hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGITS]
        name = "".join(c if c.isalnum() else "_" for c in path.stem)[:40]
        return self._home / f"{name}-{key}"


def _version(entry: Path) -> Version | None:
    """Return the version that a file's name tells of; None for a file that is not ours."""
    stamp, _, digest = entry.stem.rpartition("-")
    try:
        saved = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Version(entry, saved.astimezone(), digest)
