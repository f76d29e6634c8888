"""The box that shows how far a long work is: one at a time for each lane, and its Cancel drops the work."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressDialog

from desktop.background import Lane, Task
from desktop.dialogs import Dialogs


class Waiting:
    """Shows a task's progress until it is over or the user cancels it."""

    def __init__(self, dialogs: Dialogs, lane: Lane) -> None:
        self._dialogs = dialogs
        self._lane = lane
        self._box: QProgressDialog | None = None

    def show(self, words: str, task: Task) -> None:
        """Show the box for a task, in place of one that is still there."""
        self.over()
        self._box = self._dialogs.progress(words, lambda: self._drop(task))

    def advance(self, done: int, total: int) -> None:
        """Show how much is done."""
        if self._box:
            self._box.setMaximum(total)
            self._box.setValue(done)

    def over(self) -> None:
        """Take the box away."""
        if self._box:
            self._box.reset()
            self._box.hide()
            self._box.deleteLater()
            self._box = None

    def _drop(self, task: Task) -> None:
        self._lane.drop(task.topic)
        self.over()
