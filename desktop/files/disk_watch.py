"""Detect promptly, and before it is overwritten, that the open file was changed, moved or deleted by others."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from desktop.base.workers import Worker, WorkerPool
from desktop.files.draft_file import DraftFile
from desktop.files.exports import Stamp

DELAY_MS = 250
"""Other programs write a file in several steps: the file is checked this long after the last change."""


class Disk(Enum):
    """The state of the file on disk."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


class DiskWatch(QObject):
    """Watches the file of one draft: by the system's notifications, and whenever the window is activated."""

    found = Signal(object, object)
    """A `Disk`, and the current stamp of the file (None if there is none)."""

    def __init__(self, file: DraftFile, pool: WorkerPool, parent: QObject) -> None:
        super().__init__(parent)
        self._file = file
        self._worker = Worker("disk", self, pool)
        self._watcher = QFileSystemWatcher(self)
        self._delay = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._delay.timeout.connect(self.look)
        self._watcher.fileChanged.connect(lambda _: self._delay.start())
        self._watcher.directoryChanged.connect(lambda _: self._delay.start())
        file.changed.connect(self._follow)

    @property
    def busy(self) -> bool:
        """Return whether a check of the file is pending or running."""
        return self._delay.isActive() or self._worker.busy

    def _follow(self) -> None:
        """Watch the draft's current file, and its folder too, as a file that replaces it is a different one."""
        path = self._file.path
        needed = {str(path), str(path.parent)} if path else set()
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if watched - needed:
            self._watcher.removePaths(sorted(watched - needed))
        existing = [name for name in sorted(needed - watched) if Path(name).exists()]
        if existing:
            self._watcher.addPaths(existing)
        self._delay.start()

    def look(self) -> None:
        """Compare the file with the stamp that the draft has of it, in the background."""
        path = self._file.path
        if path is None:
            self._worker.drop("look")
            self.found.emit(Disk.SAME, None)
            return
        if self._file.saving:
            self._delay.start()
            return
        self._worker.ask(
            lambda _: (Stamp.of(path), path.exists()),
            lambda answer: self._compare(path, *answer),
            topic="look",
        )

    def _compare(self, path: Path, now: Stamp | None, exists: bool) -> None:
        if self._file.saving or path != self._file.path:
            self._delay.start()
            return
        if exists and str(path) not in self._watcher.files():
            self._watcher.addPath(str(path))
        if now is None and not exists:
            self.found.emit(Disk.GONE, None)
        else:
            same = now is None or now == self._file.stamp
            self.found.emit(Disk.SAME if same else Disk.CHANGED, now)

    def stop(self) -> None:
        """Stop watching."""
        self._delay.stop()
        self._worker.stop()
