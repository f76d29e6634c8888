"""The only place that makes threads: work off the GUI thread, with answers given back on it.

A `Worker` is one thread that does one thing after another. Work asked for under a topic takes the place of older work
of that topic: what still waits is never begun, and the answer of what already runs is dropped. So a question about
words that have since been typed over is never answered.
"""

from __future__ import annotations

import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

Answer = TypeVar("Answer")

REPORT_EVERY = 0.05
"""Seconds between two reports of progress, so that a fast import does not flood the window."""


class Stopped(Exception):
    """Work that was cancelled ends with this; its answer is awaited no more."""


@dataclass(eq=False, slots=True)
class Task:
    """Work that was asked for. `work` runs in the worker's thread, everything else on the GUI thread."""

    work: Callable[[Task], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None = None
    reported: Callable[[int, int, str], None] | None = None
    topic: str = ""
    worker: Worker | None = None
    _cancel: threading.Event = field(default_factory=threading.Event)
    _last: float = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next chance; its answer is still given unless it is superseded."""
        self._cancel.set()

    def cancelled(self) -> bool:
        """Return whether the work should stop; called by the work."""
        return self._cancel.is_set()

    def report(self, done: int, total: int = 0, words: str = "") -> None:
        """Tell how far the work is (called by the work); `total` is 0 where it is not known."""
        now = time.monotonic()
        if self.worker and self.reported and (now - self._last >= REPORT_EVERY or done == total):
            self._last = now
            self.worker.progressed.emit(self, done, total, words)

    def go_on(self, done: int, total: int) -> None:
        """Tell how far the work is (called by the work); raises `Stopped` where it should not go on."""
        if self.cancelled():
            raise Stopped
        self.report(done, total)


class Worker(QObject):
    """One thread and the work that waits for it."""

    answered = Signal(object, object, object)
    """A task, its answer, the error in place of one. For `Worker` itself."""

    progressed = Signal(object, int, int, str)
    """A task, how much is done, of how much, and with what. For `Worker` itself."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._newest: dict[str, Task] = {}
        self._open: set[Task] = set()
        self._stopped = False
        self.answered.connect(self._give, Qt.ConnectionType.QueuedConnection)
        self.progressed.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def ask(
        self,
        work: Callable[[Task], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[Exception], None] | None = None,
        reported: Callable[[int, int, str], None] | None = None,
        topic: str = "",
    ) -> Task:
        """Have `work` done in the thread and `done` called with its answer, or `failed` with its error.

        An error nobody waits for goes to `sys.excepthook`, as if it had been raised on the GUI thread.
        """
        task = Task(work, done, failed, reported, topic, self)
        if self._stopped:
            task.cancel()
            return task
        if topic:
            self.drop(topic)
            self._newest[topic] = task
        self._open.add(task)
        self._waiting.put(task)
        return task

    def drop(self, topic: str) -> None:
        """Want no answer any more to what was asked under a topic."""
        older = self._newest.pop(topic, None)
        if older:
            older.cancel()
            self._open.discard(older)

    @property
    def busy(self) -> bool:
        """Return whether answers are still awaited."""
        return bool(self._open)

    def stop(self, last: Callable[[], object] | None = None, wait: float = 5.0) -> bool:
        """Cancel everything, end the thread, and return whether it ended within `wait` seconds.

        `last` is what the thread does before it ends: a database is closed where it was opened.
        """
        self._stopped = True
        for task in self._open:
            task.cancel()
        self._open.clear()
        self._newest.clear()
        if last is not None:
            self._waiting.put(Task(lambda _: last(), lambda _: None))
        self._waiting.put(None)
        self._thread.join(wait)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (task := self._waiting.get()) is not None:
            if task.topic and task.cancelled():
                continue
            try:
                answer, error = task.work(task), None
            except Exception as problem:
                answer, error = None, problem
            if not self._stopped:
                self.answered.emit(task, answer, error)

    def _give(self, task: Task, answer: object, error: Exception | None) -> None:
        if task not in self._open:
            return
        self._open.discard(task)
        if self._newest.get(task.topic) is task:
            del self._newest[task.topic]
        if error is None:
            task.done(answer)
        elif task.failed:
            task.failed(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def _tell(self, task: Task, done: int, total: int, words: str) -> None:
        if task in self._open and task.reported:
            task.reported(done, total, words)
