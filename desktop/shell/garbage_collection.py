"""Python's collection of reference cycles, postponed until nobody types.

It cannot be interrupted: over all that a window and a corpus keep in memory it takes 30 to 100 ms, whichever thread it
begins in, and a key that comes meanwhile waits so long. Young objects are looked through as ever; all of them, only
after a rest. What is there when the precedents are open is there to stay, and is not looked through again.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from desktop.shell.window import DraftWindow

REST_MS = 4_000
"""How long typing must rest before all objects are looked through."""

NEVER = 1_000_000
"""So many times the middle generation is looked through before Python looks through the old one of its own accord."""


class GarbageCollector(QObject):
    """Collects garbage for the whole program, whichever window is used."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = gc.get_threshold()
        gc.set_threshold(*self._before[:2], NEVER)
        self._settled = False
        self._rest = QTimer(self, interval=REST_MS)
        self._rest.timeout.connect(self.sweep)
        self._rest.start()

    def attend(self, window: DraftWindow) -> None:
        """Postpone collections while somebody types in this window."""
        window.editor.draft_changed.connect(self._rest.start)
        window.corpus_service.counted.connect(self.look_again)
        window.closed.connect(self.look_again)

    def look_again(self) -> None:
        """Collect everything at the next rest: the corpus was loaded, or a window was closed."""
        gc.unfreeze()
        self._settled = False

    def sweep(self) -> None:
        """Collect all objects, unless hardly any were made since the last time."""
        if self._settled and not gc.get_count()[2]:
            return
        gc.collect()
        if not self._settled:
            gc.freeze()
            self._settled = True

    def stop(self) -> None:
        """Leave collections to Python again."""
        self._rest.stop()
        gc.set_threshold(*self._before)
        gc.unfreeze()
