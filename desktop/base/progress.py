"""The progress dialog of long work: one at a time for each worker; Cancel drops the work."""

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
"""Seconds to wait for short work without an event loop: too short for a user to see the window freeze."""


def run_and_wait(worker: Worker, work: Callable[[], Answer]) -> Answer:
    """Run work in a worker and return its answer, or raise its error.

    Meanwhile the window still paints, under a wait cursor; input is processed afterwards.
    """
    finished = threading.Event()
    answers: list[Answer] = []
    errors: list[Exception] = []

    def run(_: Task) -> None:
        try:
            answers.append(work())
        except Exception as error:
            errors.append(error)
        finally:
            finished.set()

    loop = QEventLoop()
    task = worker.ask(run, lambda _: loop.quit())
    if task.cancelled():
        run(task)  # the window is closing, and its workers have stopped
    if not finished.wait(AT_ONCE):
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        finally:
            QGuiApplication.restoreOverrideCursor()
    finished.wait()
    if errors:
        raise errors[0]
    return answers[0]


class TaskProgress:
    """Shows the progress of a task until it finishes or the user cancels it."""

    def __init__(self, dialogs: Dialogs, worker: Worker) -> None:
        self._dialogs = dialogs
        self._worker = worker
        self._box: QProgressDialog | None = None

    def show(self, words: str, task: Task) -> None:
        """Show the dialog for a task, replacing one that is still open."""
        self.close()
        self._box = self._dialogs.progress(words, lambda: self._drop(task))

    def advance(self, done: int, total: int) -> None:
        """Show the progress."""
        if self._box:
            self._box.setMaximum(total)
            self._box.setValue(done)

    def close(self) -> None:
        """Close the dialog."""
        if self._box:
            self._box.reset()
            self._box.hide()
            self._box.deleteLater()
            self._box = None

    def _drop(self, task: Task) -> None:
        self._worker.drop(task.topic)
        self.close()
