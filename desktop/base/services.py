"""What all windows of the process share: the corpus, the register, the speller, and the threads that work for them.

Only recovery and saving have threads of each window: nothing that another window does may hold them up.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.base.corpus_service import SharedCorpus
from desktop.base.workers import WorkerPool
from resolution.language.spelling import Speller, dictionary

THREADS = 3
"""How many threads read, compare, lay out and write for all windows together, at most."""

TRANSFERS = 3
"""How many downloads and imports are under way at once, at most."""


class Services(QObject):
    """The services of the process. Windows enter and leave; with the last of them everything ends for good."""

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        """Make the services, without a thread yet and without opening the corpus.

        data: the data folder of corpus and settings
        """
        super().__init__(parent)
        self.data = data
        self.pool = WorkerPool("background", THREADS)
        """For what takes seconds at most."""
        self.analysis = WorkerPool("analysis")
        """The thread that looks up histories. Each thread that queries the corpus caches its pages: it is but one."""
        self.checking = WorkerPool("checks")
        """The thread that checks drafts, never kept waiting by other work."""
        self.transfers = WorkerPool("transfers", TRANSFERS)
        """For downloads and imports, which may take minutes."""
        self.corpus = SharedCorpus(data, self.transfers, self)
        self._users: set[QObject] = set()
        self.stopped = False
        """The last window has left; the next one needs other services."""

    @cached_property
    def speller(self) -> Speller | None:
        """Return the speller, None where this computer has no dictionary. For the thread that checks."""
        words = dictionary()
        return Speller(words) if words else None

    def enter(self, user: QObject) -> None:
        """Have the services kept up for a window."""
        self._users.add(user)

    def leave(self, user: QObject) -> None:
        """Do without a window, which has ended its own work; with the last one end the threads and close the corpus."""
        self._users.discard(user)
        if not self._users and not self.stopped:
            self.stopped = True
            for pool in (self.pool, self.analysis, self.checking, self.transfers):
                pool.stop(wait=0.5)  # nothing waits there but what nobody can stop
            self.corpus.stop()
