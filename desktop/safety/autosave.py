"""Keep a recovery copy of one draft, a few seconds old at most, written off the GUI thread and only while needed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.base.settings import RECOVERY, Settings
from desktop.base.workers import Worker
from desktop.files.recovery import DraftInfo, Slot

if TYPE_CHECKING:
    from desktop.editor import DraftEditor
    from resolution.model import Resolution

log = logging.getLogger(__name__)

PAUSE_MS = 300
"""In the second half of the time allowed, a pause in typing of this length triggers the write."""


SOONEST = 1.0
"""The least delay between a change and its write, in seconds, however slow the disk is."""


class Autosave(QObject):
    """Writes a copy within a set number of seconds (the setting `RECOVERY`) of the first change not yet in one."""

    written = Signal(object)
    """The time at which the copy was written, a `datetime`."""
    message = Signal(str)
    """A sentence for the status bar; emitted once, not for every failure."""

    def __init__(
        self,
        home: Path,
        editor: DraftEditor,
        facts: Callable[[], DraftInfo],
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._home = home
        self._editor = editor
        self._facts = facts
        self._settings = settings
        self._slot = Slot(home)
        self._worker = Worker("recovery", self)
        self._written: Resolution | None = None
        self._changed_at = 0.0
        self._allowed = 0.0
        self._write_time = 0.0
        self._failing = False
        self._stopped = False
        self._deadline = QTimer(self, singleShot=True)
        self._deadline.timeout.connect(self.write)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.write)
        editor.draft_changed.connect(self._changed)
        editor.document().modificationChanged.connect(self._modified)

    @property
    def folder(self) -> Path | None:
        """Return the folder of the copy, or None."""
        return self._slot.folder

    @property
    def pending(self) -> bool:
        """Return whether a change is not in the copy yet, or the copy is being written or deleted."""
        return self._deadline.isActive() or self._worker.busy

    def _changed(self) -> None:
        """Schedule a write; called for every key, so it must be cheap."""
        if self._stopped or not self._editor.document().isModified():
            return
        if not self._deadline.isActive():
            self._changed_at, self._allowed = monotonic(), self._time_allowed()
            self._deadline.start(round(1000 * self._allowed))
        elif monotonic() - self._changed_at > self._allowed / 2:
            self._pause.start()

    def _time_allowed(self) -> float:
        """Return the seconds until the write must start: the slower the disk, the sooner, to finish in time."""
        return max(SOONEST, self._settings.number(RECOVERY) - self._write_time)

    def _modified(self, modified: bool) -> None:
        if modified:
            self._changed()
        else:
            self.forget()

    def write(self) -> None:
        """Write the current draft in the background, if it has changed."""
        self._deadline.stop()
        self._pause.stop()
        if self._stopped or not self._editor.document().isModified():
            return
        if self._worker.busy:
            self._deadline.start(PAUSE_MS)
            return
        resolution = self._editor.resolution()
        if resolution is self._written:
            return
        slot, facts, started = self._slot, self._facts(), monotonic()
        self._worker.ask(
            lambda _: slot.write(resolution, facts),
            lambda _: self._wrote(resolution, facts.written, monotonic() - started),
            self._failed,
            topic="write",
        )

    def _wrote(self, resolution: Resolution, when: datetime, seconds: float) -> None:
        self._written, self._write_time, self._failing = resolution, seconds, False
        self.written.emit(when)

    def _failed(self, error: Exception) -> None:
        """Try again later; report only the first failure."""
        self._deadline.start(1000 * self._settings.number(RECOVERY))
        if self._failing:
            return
        self._failing = True
        log.error("writing the recovery copy in %s", self._home, exc_info=error)
        self.message.emit(f"No recovery copy can be kept: {error} Save often.")

    def write_now(self) -> Path | None:
        """Write immediately and return the file; None if nothing is unsaved or the write fails."""
        if not self._editor.document().isModified():
            return None
        try:
            return self._slot.write(self._editor.resolution(), self._facts())
        except Exception:
            log.exception("writing the recovery copy in %s", self._home)
            return None

    def adopt(self, slot: Slot) -> None:
        """Take over the copy that the open draft was recovered from."""
        previous, self._slot = self._slot, slot
        previous.clear()
        self._written = self._editor.resolution()

    def forget(self) -> None:
        """Delete the copy: the draft was saved or discarded."""
        self._deadline.stop()
        self._pause.stop()
        self._written = None
        if self._slot.folder is None and not self._worker.busy:
            return
        slot = self._slot
        self._worker.drop("write")
        self._worker.ask(lambda _: slot.clear(), lambda _: None, topic="clear")

    def stop(self, keep: bool = True) -> None:
        """Stop. keep: leave a copy of unsaved changes; otherwise the draft was saved or discarded"""
        if self._stopped:
            return
        self._deadline.stop()
        self._pause.stop()
        self._stopped = True
        self._worker.stop()
        if keep and self._editor.document().isModified():
            self.write_now()
            self._slot.release()
        else:
            self._slot.clear()
