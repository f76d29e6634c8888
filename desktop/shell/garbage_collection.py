"""Postpone Python's full garbage collections until the user pauses typing.

A collection cannot be interrupted. With a window and a corpus in memory it takes 30 to 100 ms, whichever thread starts
it, and delays a key pressed meanwhile by as much. Young objects are collected as usual, all objects only after a pause.
Objects that exist once the precedents are open are long-lived: they are frozen and not examined again.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from desktop.shell.window import DraftWindow

IDLE_MS = 4_000
"""The pause in typing after which all objects are collected, in milliseconds."""

NEVER = 1_000_000
"""The threshold of the oldest generation, so high that Python never collects it by itself."""


class GarbageCollector(QObject):
    """Schedules full garbage collections for the whole program."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.set_threshold(*self._thresholds[:2], NEVER)
        self._frozen = False
        self._idle = QTimer(self, interval=IDLE_MS)
        self._idle.timeout.connect(self.collect)
        self._idle.start()

    def watch(self, window: DraftWindow) -> None:
        """Postpone collections while the user types in this window."""
        window.editor.draft_changed.connect(self._idle.start)
        window.corpus_service.counted.connect(self.unfreeze)
        window.closed.connect(self.unfreeze)

    def unfreeze(self) -> None:
        """Examine all objects at the next collection: the corpus was loaded, or a window was closed."""
        gc.unfreeze()
        self._frozen = False

    def collect(self) -> None:
        """Collect all objects, unless hardly any were created since the last time."""
        if self._frozen and not gc.get_count()[2]:
            return
        gc.collect()
        if not self._frozen:
            gc.freeze()
            self._frozen = True

    def stop(self) -> None:
        """Restore Python's own schedule."""
        self._idle.stop()
        gc.set_threshold(*self._thresholds)
        gc.unfreeze()
