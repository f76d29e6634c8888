"""Keeps a recovery copy of one draft, a few seconds behind, off the GUI thread, and only while it is needed."""

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
"""In the second half of the time allowed, a pause of typing as long as this is taken to write."""


SOONEST = 1.0
"""Seconds that there are between a change and its writing, however slow the disk is."""


class Autosave(QObject):
    """Writes after the first change that is not kept, at the latest so many seconds later."""

    written = Signal(object)
    """When the copy was written, a `datetime`."""
    message = Signal(str)
    """A sentence for the status bar: said once, not at every failure."""

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
        self._kept: Resolution | None = None
        self._since = 0.0
        self._allowed = 0.0
        self._took = 0.0
        self._failing = False
        self._stopped = False
        self._latest = QTimer(self, singleShot=True)
        self._latest.timeout.connect(self.write)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.write)
        editor.draft_changed.connect(self._changed)
        editor.document().modificationChanged.connect(self._modified)

    @property
    def folder(self) -> Path | None:
        """Return the folder of the copy; None where there is none."""
        return self._slot.folder

    @property
    def pending(self) -> bool:
        """Return whether something is not yet in the copy, or is being written or taken away."""
        return self._latest.isActive() or self._worker.busy

    def _changed(self) -> None:
        """Have the change kept in time; called for every key, and cheap."""
        if self._stopped or not self._editor.document().isModified():
            return
        if not self._latest.isActive():
            self._since, self._allowed = monotonic(), self._time_allowed()
            self._latest.start(round(1000 * self._allowed))
        elif monotonic() - self._since > self._allowed / 2:
            self._pause.start()

    def _time_allowed(self) -> float:
        """Return after how many seconds to write: the slower the disk, the sooner, to be there in time."""
        return max(SOONEST, self._settings.number(RECOVERY) - self._took)

    def _modified(self, modified: bool) -> None:
        if modified:
            self._changed()
        else:
            self.forget()

    def write(self) -> None:
        """Write the draft as it is now, in the background; nothing is written where nothing changed."""
        self._latest.stop()
        self._pause.stop()
        if self._stopped or not self._editor.document().isModified():
            return
        if self._worker.busy:
            self._latest.start(PAUSE_MS)
            return
        resolution = self._editor.resolution()
        if resolution is self._kept:
            return
        slot, facts, began = self._slot, self._facts(), monotonic()
        self._worker.ask(
            lambda _: slot.write(resolution, facts),
            lambda _: self._wrote(resolution, facts.written, monotonic() - began),
            self._failed,
            topic="write",
        )

    def _wrote(self, resolution: Resolution, when: datetime, took: float) -> None:
        self._kept, self._took, self._failing = resolution, took, False
        self.written.emit(when)

    def _failed(self, error: Exception) -> None:
        """Try again later; tell it the first time only."""
        self._latest.start(1000 * self._settings.number(RECOVERY))
        if self._failing:
            return
        self._failing = True
        log.error("writing the recovery copy in %s", self._home, exc_info=error)
        self.message.emit(f"No recovery copy can be kept: {error} Save often.")

    def write_now(self) -> Path | None:
        """Write before anything else is done and return the file; None where there is nothing to lose, or no way."""
        if not self._editor.document().isModified():
            return None
        try:
            return self._slot.write(self._editor.resolution(), self._facts())
        except Exception:
            log.exception("writing the recovery copy in %s", self._home)
            return None

    def adopt(self, slot: Slot) -> None:
        """Go on with the copy that the open draft was recovered from."""
        before, self._slot = self._slot, slot
        before.clear()
        self._kept = self._editor.resolution()

    def forget(self) -> None:
        """Take the copy away: the draft is saved, or was given up."""
        self._latest.stop()
        self._pause.stop()
        self._kept = None
        if self._slot.folder is None and not self._worker.busy:
            return
        slot = self._slot
        self._worker.drop("write")
        self._worker.ask(lambda _: slot.clear(), lambda _: None, topic="clear")

    def stop(self, keep: bool = True) -> None:
        """End the work. `keep` leaves a copy of what is not saved; else the draft was given up or saved."""
        if self._stopped:
            return
        self._latest.stop()
        self._pause.stop()
        self._stopped = True
        self._worker.stop()
        if keep and self._editor.document().isModified():
            self.write_now()
            self._slot.release()
        else:
            self._slot.clear()
