"""Reading many texts at once: other processes read, this one writes. A few texts are read here.

Reading a text takes longer than writing it into the corpus, and it is pure Python, so threads would not help and would
block the window. Results come in the order of the tasks: an import gives the same corpus on any machine. If a process
dies, its texts are read here.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from precedent_corpus import READ_FOR_ANOTHER
from precedent_corpus.store.clauses import Packing
from precedent_corpus.store.ingest import Incoming, digest_of, read_incoming
from precedent_corpus.store.register import Register
from precedent_corpus.store.sources import Fetching, Source, SourceLocation
from resolution.reading import ReadingError

FROM = 100
"""From so many texts on, other processes are worth the half second that they take to start."""

TASK = 12
"""How many texts one task of a process has."""

AHEAD = 1 if os.name == "nt" else 3
"""How many tasks each process has queued. They must fit into a pipe, and a pipe on Windows holds one."""

MOST = 4
"""More processes than this read faster than one can write."""

COMMAND_LINE = "resolution-drafter.exe"
"""The installed command-line program on Windows."""

_ROOT = Path(__file__).resolve().parents[2]


class AlreadyKnown(NamedTuple):
    """In place of a text whose very file was imported before."""

    digest: bytes


Outcome = Incoming | AlreadyKnown | str
"""The result of a source: a text, a known file, or why it was not read."""


class Setup(NamedTuple):
    """What a reader needs: the register's file, the phrases for compression, the digests of known files."""

    register: Path
    phrases: bytes
    known: frozenset[bytes]


class Reader:
    """Reads texts, one after another."""

    def __init__(self, setup: Setup, register: Register | None = None) -> None:
        self._register = register or Register(setup.register)
        self._packing = Packing(setup.phrases)
        self._known = setup.known
        self._fetching = Fetching()

    def read(self, name: str, place: SourceLocation) -> Outcome:
        """Return the result of a source."""
        try:
            data = self._fetching.fetch(place)
            digest = digest_of(data)
            if digest in self._known:
                return AlreadyKnown(digest)
            return read_incoming(name, data, self._register, self._packing)
        except ReadingError as error:
            return str(error)

    def close(self) -> None:
        """Close the files."""
        self._fetching.close()


Task = list[tuple[str, SourceLocation]]


class _Process:
    """Another process that reads; see `serve` for its side."""

    def __init__(self, setup: Setup) -> None:
        self._process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.tasks: deque[Task] = deque()
        self._send(setup)

    def submit(self, task: Task) -> None:
        self.tasks.append(task)
        self._send(task)

    def result(self) -> list[Outcome] | None:
        """Return the results of the task that was submitted first, None if the process has died."""
        assert self._process.stdout is not None
        try:
            return pickle.load(self._process.stdout)  # type: ignore[no-any-return]
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            return None

    def _send(self, what: object) -> None:
        assert self._process.stdin is not None
        with suppress(
            OSError, ValueError
        ):  # a dead process gives no result, which `result` notices
            pickle.dump(what, self._process.stdin)
            self._process.stdin.flush()

    def stop(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        self._process.wait()


def serve() -> None:
    """Read for another process until it closes the pipe or dies: tasks on stdin, results on stdout."""
    tasks, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the results
    gc.set_threshold(
        20_000, 20, 20
    )  # collecting reference cycles would take a tenth of the time, and texts have none
    if hasattr(os, "nice"):
        os.nice(5)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        _serve(tasks, answers)
    os._exit(0)


def _serve(tasks: IO[bytes], answers: IO[bytes]) -> None:
    reader = Reader(pickle.load(tasks))
    while True:
        task: Task = pickle.load(tasks)
        pickle.dump([reader.read(*one) for one in task], answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


class Readers:
    """Reads sources in their order, here or in other processes, expanding archives on the way."""

    def __init__(
        self,
        found: Iterable[Source],
        setup: Setup,
        register: Register,
        cancelled: Callable[[], bool],
    ) -> None:
        self._queue = deque(found)
        self._setup = setup
        self._here = Reader(setup, register)
        self._cancelled = cancelled
        self._processes: list[_Process] = []
        self._submitted: deque[tuple[_Process, list[Source]]] = deque()
        self.cancelled = False

    @property
    def waiting(self) -> int:
        """Return how many sources are still to be read, as far as archives have been expanded."""
        return len(self._queue) + sum(len(task) for _, task in self._submitted)

    def __iter__(self) -> Generator[tuple[Source, Outcome | None], None, None]:
        """Yield every source with its result, None for an archive that was expanded.

        Close the generator to stop the other processes.
        """
        try:
            while self._queue or self._submitted:
                if self._cancelled():
                    self.cancelled = True
                    return
                yield from self._next()
        finally:
            self._here.close()
            for process in self._processes:
                process.stop()

    def _next(self) -> Iterator[tuple[Source, Outcome | None]]:
        if self._queue and self._queue[0].place is None:
            source = self._queue.popleft()
            yield source, self._expand(source)
            source.done()
        elif self._others_read():
            self._submit()
            yield from self._results()
        elif self._queue:
            source = self._queue.popleft()
            assert source.place is not None
            yield source, self._here.read(source.name, source.place)
            source.done()

    def _expand(self, source: Source) -> str | None:
        """Replace an archive by its members in the queue; return why there are none."""
        if source.members is None:
            return source.refused
        try:
            self._queue.extendleft(reversed(source.members()))
        except ReadingError as error:
            return str(error)
        return None

    def _others_read(self) -> bool:
        """Return whether other processes read, starting them if there is enough to read."""
        if not self._processes and len(self._queue) >= FROM and _can_start():
            with suppress(OSError):
                for _ in range(min(MOST, os.cpu_count() or 1)):
                    self._processes.append(_Process(self._setup))
        return bool(self._submitted or (self._processes and self._queue))

    def _submit(self) -> None:
        """Give the processes work, as long as the queue starts with texts."""
        while self._queue and self._queue[0].place is not None:
            process = min(self._processes, key=lambda one: len(one.tasks))
            if len(process.tasks) >= AHEAD:
                return
            task: list[Source] = []
            while len(task) < TASK and self._queue and self._queue[0].place is not None:
                task.append(self._queue.popleft())
            process.submit([(source.name, source.place) for source in task if source.place])
            self._submitted.append((process, task))

    def _results(self) -> Iterator[tuple[Source, Outcome | None]]:
        process, task = self._submitted.popleft()
        process.tasks.popleft()
        results = process.result()
        if results is None:  # it has died: its texts are read here
            if process in self._processes and len(self._processes) > 1:
                self._processes.remove(process)
                process.stop()
            results = [self._here.read(one.name, one.place) for one in task if one.place]
        for source, outcome in zip(task, results, strict=True):
            yield source, outcome
            source.done()


def _command() -> list[str]:
    """Return the command that starts a reading process; the installed program has no interpreter and starts itself."""
    if getattr(sys, "frozen", False):
        # On Windows the program with a window has no standard input; the command-line program beside it has.
        beside = Path(sys.executable).with_name(COMMAND_LINE)
        return [str(beside) if beside.is_file() else sys.executable, READ_FOR_ANOTHER]
    code = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from precedent_corpus.store.readers import serve; serve()"
    return [sys.executable, "-c", code]


def _can_start() -> bool:
    """Return whether another process would help and can be started."""
    return bool(sys.executable) and (os.cpu_count() or 1) > 1
