"""The only place that creates threads: work runs off the GUI thread, and its answer is delivered on it.

A `Worker` does one thing after another, in a thread of its own or in those of a `WorkerPool` shared with others.
Work asked for under a topic takes the place of older work of that topic: what still waits is never begun, and the
answer of what already runs is dropped. So a question about words that have since been typed over is never answered.
Topics belong to one worker: two windows that share a pool never drop each other's questions.
"""

from __future__ import annotations

import queue
import sys
import threading
import time
from collections import deque
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


class WorkerPool:
    """Threads that several workers share. Each is started when work first waits for it, and lives until `stop`."""

    def __init__(self, name: str, most: int = 1) -> None:
        """Make a pool without threads.

        name: of its threads, for logs and debuggers; most: how many threads it has at most
        """
        self._name = name
        self._most = most
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._waiting = 0
        """Jobs that no thread has taken yet."""
        self._idle = 0
        """Threads that wait for a job."""
        self._stopped = False

    def put(self, job: Callable[[], None]) -> None:
        """Have a job done in one of the threads; raises RuntimeError after `stop`."""
        with self._guard:
            if self._stopped:
                raise RuntimeError(f"the threads of {self._name} have been stopped")
            self._jobs.put(job)
            self._waiting += 1
            if self._waiting > self._idle and len(self._threads) < self._most:
                self._start()

    def _start(self) -> None:
        thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._threads.append(thread)
        self._idle += 1
        thread.start()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            with self._guard:
                self._idle -= 1
                self._waiting -= 1
            job()
            del job  # it holds on to what it works for, a closed window perhaps
            with self._guard:
                self._idle += 1

    def stop(self, wait: float = 5.0) -> bool:
        """End the threads after the jobs that wait, and return whether they ended within `wait` seconds."""
        with self._guard:
            self._stopped = True
        for _ in self._threads:
            self._jobs.put(None)
        until = time.monotonic() + wait
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)


class Worker(QObject):
    """Does one thing after another, and gives the answers to who asked."""

    answered = Signal(object, object, object)
    """A task, its answer, and its error or None. Internal to `Worker`."""

    progressed = Signal(object, int, int, str)
    """A task, the amount done, the total, and the current item. Internal to `Worker`."""

    def __init__(
        self, name: str, parent: QObject | None = None, pool: WorkerPool | None = None
    ) -> None:
        """Make a worker; `pool` has the threads it works in, without one it has a thread of its own."""
        super().__init__(parent)
        self._own = WorkerPool(name) if pool is None else None
        self._pool = pool or self._own or WorkerPool(name)
        self._waiting: deque[Task] = deque()
        self._at_work = False
        """Something waits or is being done."""
        self._rested = threading.Condition()
        """Guards the two above, and tells when all is done."""
        self._newest: dict[str, Task] = {}
        self._open: set[Task] = set()
        self._stopped = False
        self.answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self.progressed.connect(self._deliver_progress, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        work: Callable[[Task], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[Exception], None] | None = None,
        reported: Callable[[int, int, str], None] | None = None,
        topic: str = "",
    ) -> Task:
        """Have `work` done in the background and `done` called with its answer, or `failed` with its error.

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
        self._put(task)
        return task

    def drop(self, topic: str) -> None:
        """Cancel the task of a topic and discard its answer."""
        older = self._newest.pop(topic, None)
        if older:
            older.cancel()
            self._open.discard(older)

    def drop_all(self) -> None:
        """Want no answer any more; what still waits is not begun."""
        for task in self._open:
            task.cancel()
        self._open.clear()
        self._newest.clear()
        with self._rested:
            self._waiting.clear()

    @property
    def busy(self) -> bool:
        """Return whether any answer is pending."""
        return bool(self._open)

    def stop(self, last: Callable[[], object] | None = None, wait: float = 5.0) -> bool:
        """Cancel everything, and return whether the work ended within `wait` seconds; a thread of its own ends too.

        `last` is what is done before: a database is closed where it was opened.
        """
        self._stopped = True
        for task in self._open:
            task.cancel()
        self._open.clear()
        self._newest.clear()
        if last is not None:
            self._put(Task(lambda _: last(), lambda _: None))
        with self._rested:
            ended = self._rested.wait_for(lambda: not self._at_work, wait)
        if self._own is not None:
            ended = self._own.stop(wait if ended else 0) and ended
        return ended

    def _put(self, task: Task) -> None:
        with self._rested:
            self._waiting.append(task)
            if self._at_work:
                return
            self._at_work = True
        self._pool.put(self._step)

    def _step(self) -> None:
        """Do the next thing, then let others of the pool have the thread. In a thread of the pool."""
        with self._rested:
            task = self._waiting.popleft() if self._waiting else None
        if task is not None and not (task.topic and task.cancelled()):
            self._do(task)
        with self._rested:
            self._at_work = bool(self._waiting)
            if not self._at_work:
                self._rested.notify_all()
                return
        self._pool.put(self._step)

    def _do(self, task: Task) -> None:
        try:
            answer, error = task.work(task), None
        except Exception as problem:
            answer, error = None, problem
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
