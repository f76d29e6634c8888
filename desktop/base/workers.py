"""The only place that creates threads: work runs off the GUI thread, and its answer is delivered on it.

A `Worker` is one thread that runs tasks one after another. A task with a topic replaces older tasks of that topic: one
still in the queue is never started, and the answer of one already running is dropped. A question about text that has
since changed is therefore never answered.
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
"""The least time between two progress reports, in seconds, so that a fast import does not flood the window."""


class Stopped(Exception):
    """Raised by work that notices it was cancelled; its answer is not delivered."""


@dataclass(eq=False, slots=True)
class Task:
    """A unit of work. `work` runs in the worker's thread, the callbacks on the GUI thread."""

    work: Callable[[Task], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None = None
    reported: Callable[[int, int, str], None] | None = None
    topic: str = ""
    worker: Worker | None = None
    _cancel: threading.Event = field(default_factory=threading.Event)
    _last: float = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next check; its answer is still delivered unless superseded."""
        self._cancel.set()

    def cancelled(self) -> bool:
        """Return whether the work should stop; called by the work."""
        return self._cancel.is_set()

    def report(self, done: int, total: int = 0, words: str = "") -> None:
        """Report progress; called by the work. total: 0 if unknown"""
        now = time.monotonic()
        if self.worker and self.reported and (now - self._last >= REPORT_EVERY or done == total):
            self._last = now
            self.worker.progressed.emit(self, done, total, words)

    def go_on(self, done: int, total: int) -> None:
        """Report progress; called by the work. Raises `Stopped` if the task was cancelled."""
        if self.cancelled():
            raise Stopped
        self.report(done, total)


class Worker(QObject):
    """One thread and its queue of tasks."""

    answered = Signal(object, object, object)
    """A task, its answer, and its error or None. Internal to `Worker`."""

    progressed = Signal(object, int, int, str)
    """A task, the amount done, the total, and the current item. Internal to `Worker`."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._newest: dict[str, Task] = {}
        self._open: set[Task] = set()
        self._stopped = False
        self.answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self.progressed.connect(self._deliver_progress, Qt.ConnectionType.QueuedConnection)
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
        """Run `work` in the thread, then call `done` with its answer or `failed` with its error.

        Without `failed`, an error goes to `sys.excepthook`, as if it had been raised on the GUI thread.
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
        """Cancel the task of a topic and discard its answer."""
        older = self._newest.pop(topic, None)
        if older:
            older.cancel()
            self._open.discard(older)

    @property
    def busy(self) -> bool:
        """Return whether any answer is pending."""
        return bool(self._open)

    def stop(self, last: Callable[[], object] | None = None, wait: float = 5.0) -> bool:
        """Cancel all tasks, end the thread, and return whether it ended within `wait` seconds.

        last: called in the thread before it ends, as a database must be closed in the thread that opened it
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
            except Exception as raised:
                answer, error = None, raised
            if not self._stopped:
                self.answered.emit(task, answer, error)

    def _deliver(self, task: Task, answer: object, error: Exception | None) -> None:
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

    def _deliver_progress(self, task: Task, done: int, total: int, words: str) -> None:
        if task in self._open and task.reported:
            task.reported(done, total, words)
