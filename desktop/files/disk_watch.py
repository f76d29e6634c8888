"""Notices that the open file was changed, moved or deleted by somebody else, soon and before it is overwritten."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from desktop.base.workers import Worker, WorkerPool
from desktop.files.draft_file import DraftFile
from desktop.files.exports import Stamp

SETTLE_MS = 250
"""Other programs write in several goes: a change is looked at when it has come to rest."""


class Disk(Enum):
    """What became of the file on disk."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


class DiskWatch(QObject):
    """Follows the file of one draft. Told by the system where that can be, and asked at every return to the window."""

    found = Signal(object, object)
    """A `Disk`, and the stamp of the file now (None where there is none)."""

    def __init__(self, file: DraftFile, pool: WorkerPool, parent: QObject) -> None:
        super().__init__(parent)
        self._file = file
        self._worker = Worker("disk", self, pool)
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.look)
        self._watcher.fileChanged.connect(lambda _: self._settle.start())
        self._watcher.directoryChanged.connect(lambda _: self._settle.start())
        file.changed.connect(self._follow)

    @property
    def busy(self) -> bool:
        """Return whether the file is about to be looked at, or is being."""
        return self._settle.isActive() or self._worker.busy

    def _follow(self) -> None:
        """Watch the file where the draft lies now; its folder too, for a file put in its place is another one."""
        path = self._file.path
        wanted = {str(path), str(path.parent)} if path else set()
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if watched - wanted:
            self._watcher.removePaths(sorted(watched - wanted))
        there = [name for name in sorted(wanted - watched) if Path(name).exists()]
        if there:
            self._watcher.addPaths(there)
        self._settle.start()

    def look(self) -> None:
        """Compare the file with what the draft knows of it, in the background."""
        path = self._file.path
        if path is None:
            self._worker.drop("look")
            self.found.emit(Disk.SAME, None)
            return
        if self._file.saving:
            self._settle.start()
            return
        self._worker.ask(
            lambda _: (Stamp.of(path), path.exists()),
            lambda answer: self._compare(path, *answer),
            topic="look",
        )

    def _compare(self, path: Path, now: Stamp | None, there: bool) -> None:
        if self._file.saving or path != self._file.path:
            self._settle.start()
            return
        if there and str(path) not in self._watcher.files():
            self._watcher.addPath(str(path))
        if now is None and not there:
            self.found.emit(Disk.GONE, None)
        else:
            same = now is None or now == self._file.stamp
            self.found.emit(Disk.SAME if same else Disk.CHANGED, now)

    def stop(self) -> None:
        """End the watching."""
        self._settle.stop()
        self._worker.stop()
