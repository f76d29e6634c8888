"""The box that shows how far a long work is: one at a time for each worker, and its Cancel drops the work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressDialog

from desktop.base.dialogs import Dialogs
from desktop.base.workers import Task, Worker

Answer = TypeVar("Answer")

AT_ONCE = 0.1
"""Seconds in which short work is waited for as it stands: nobody sees the window rest for so long."""


def waited_for(worker: Worker, work: Callable[[], Answer]) -> Answer:
    """Have work done in a worker and return its answer, or raise its error.

    The window goes on painting meanwhile, under a waiting cursor; what is typed or clicked comes after.
    """
    over = threading.Event()
    answers: list[Answer] = []
    errors: list[Exception] = []

    def watched(_: Task) -> None:
        try:
            answers.append(work())
        except Exception as error:
            errors.append(error)
        finally:
            over.set()

    loop = QEventLoop()
    task = worker.ask(watched, lambda _: loop.quit())
    if task.cancelled():
        watched(task)  # the window is closing, and its workers are at rest
    if not over.wait(AT_ONCE):
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        finally:
            QGuiApplication.restoreOverrideCursor()
    over.wait()
    if errors:
        raise errors[0]
    return answers[0]


class Waiting:
    """Shows a task's progress until it is over or the user cancels it."""

    def __init__(self, dialogs: Dialogs, worker: Worker) -> None:
        self._dialogs = dialogs
        self._worker = worker
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
        self._worker.drop(task.topic)
        self.over()
