"""Workers: tasks off the GUI thread."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.base.workers import Task, Worker, WorkerPool
from tests.waiting import wait_for


@pytest.fixture
def worker(qapp: object) -> Iterator[Worker]:
    made = Worker("test")
    yield made
    made.stop()


def test_work_runs_off_the_gui_thread_and_its_answer_is_delivered_on_it(
    worker: Worker, qtbot: QtBot
) -> None:
    threads: list[object] = []
    worker.ask(
        lambda _: threads.append(threading.current_thread()),
        lambda _: threads.append(threading.current_thread()),
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_only_the_newest_of_a_hundred_questions_is_answered(worker: Worker, qtbot: QtBot) -> None:
    go = threading.Event()
    worked: list[int] = []
    answers: list[int] = []

    def work(n: int) -> int:
        wait_for(go)
        worked.append(n)
        return n

    for n in range(100):
        worker.ask(lambda _, n=n: work(n), answers.append, topic="suggest")
    go.set()
    qtbot.waitUntil(lambda: not worker.busy)
    assert answers == [99]
    assert len(worked) <= 2, "questions that waited behind a newer one were worked on"


def test_an_answer_in_transit_is_dropped(worker: Worker, qtbot: QtBot) -> None:
    done = threading.Event()
    answers: list[str] = []
    worker.ask(lambda _: done.set(), lambda _: answers.append("stale"), topic="suggest")
    wait_for(done)
    worker.ask(lambda _: None, lambda _: answers.append("fresh"), topic="suggest")
    qtbot.waitUntil(lambda: not worker.busy)
    assert answers == ["fresh"]


def test_topics_do_not_drop_each_other(worker: Worker, qtbot: QtBot) -> None:
    answers: list[str] = []
    worker.ask(lambda _: "one", answers.append, topic="a")
    worker.ask(lambda _: "two", answers.append, topic="b")
    worker.ask(lambda _: "three", answers.append)
    qtbot.waitUntil(lambda: not worker.busy)
    assert answers == ["one", "two", "three"]


def test_an_error_goes_to_the_caller(worker: Worker, qtbot: QtBot) -> None:
    errors: list[Exception] = []
    worker.ask(lambda _: 1 // 0, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ZeroDivisionError)


def test_an_error_without_a_handler_is_not_swallowed(
    worker: Worker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: met.append(kind))
    worker.ask(lambda _: 1 // 0, lambda _: None)
    qtbot.waitUntil(lambda: bool(met))
    assert met == [ZeroDivisionError]


def test_cancelled_work_returns_its_partial_answer(worker: Worker, qtbot: QtBot) -> None:
    begun = threading.Event()
    answers: list[str] = []

    def work(task: Task) -> str:
        begun.set()
        while not task.cancelled():
            threading.Event().wait(0.001)
        return "so far"

    task = worker.ask(work, answers.append)
    wait_for(begun)
    task.cancel()
    qtbot.waitUntil(lambda: answers == ["so far"])


def test_the_end_of_the_progress_is_always_reported(worker: Worker, qtbot: QtBot) -> None:
    reports: list[tuple[int, int, str]] = []

    def work(task: Task) -> None:
        for n in range(1, 1001):
            task.report(n, 1000, f"file {n}")

    worker.ask(work, lambda _: None, reported=lambda *r: reports.append(r))
    qtbot.waitUntil(lambda: not worker.busy)
    assert reports[-1] == (1000, 1000, "file 1000")
    assert len(reports) < 200, "a fast work floods the window with reports"


def test_a_stopped_worker_ends_its_thread_after_the_last_task(qapp: object) -> None:
    worker = Worker("test")
    threads: list[threading.Thread] = []
    assert worker.stop(lambda: threads.append(threading.current_thread()))
    assert len(threads) == 1
    assert not threads[0].is_alive()
    assert worker.ask(lambda _: None, lambda _: None).cancelled()


# Threads that several workers share


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    made = WorkerPool("test", 2)
    yield made
    made.stop()


def alive() -> int:
    return sum(thread.name == "test" for thread in threading.enumerate())


def test_a_pool_starts_a_thread_when_there_is_work_and_no_more_than_it_may(
    pool: WorkerPool, qtbot: QtBot
) -> None:
    assert alive() == 0
    workers = [Worker("test", None, pool) for _ in range(4)]
    go = threading.Event()
    answers: list[int] = []
    for n, worker in enumerate(workers):
        worker.ask(lambda _, n=n: wait_for(go) or n, answers.append)
    assert alive() == 2
    go.set()
    qtbot.waitUntil(lambda: sorted(answers) == [0, 1, 2, 3])
    assert all(worker.stop() for worker in workers)


def test_idle_threads_of_a_pool_are_used_again(pool: WorkerPool, qtbot: QtBot) -> None:
    for _ in range(5):
        worker = Worker("test", None, pool)
        worker.ask(lambda _: None, lambda _: None)
        qtbot.waitUntil(lambda worker=worker: not worker.busy)
        assert worker.stop()
    assert alive() <= 2
    assert pool.stop()
    assert alive() == 0


def test_a_worker_of_a_pool_does_one_thing_after_another(pool: WorkerPool, qtbot: QtBot) -> None:
    worker, done = Worker("test", None, pool), []
    at_once: list[int] = []
    doing = threading.Lock()

    def work(n: int) -> None:
        assert doing.acquire(blocking=False), "two things were done at once"
        at_once.append(n)
        doing.release()

    for n in range(50):
        worker.ask(lambda _, n=n: work(n), done.append)
    qtbot.waitUntil(lambda: len(done) == 50)
    assert at_once == list(range(50))
    assert worker.stop()


def test_one_topic_asked_by_two_workers_is_answered_to_both(pool: WorkerPool, qtbot: QtBot) -> None:
    one, other = Worker("test", None, pool), Worker("test", None, pool)
    answers: list[str] = []
    one.ask(lambda _: "one", answers.append, topic="suggest")
    other.ask(lambda _: "other", answers.append, topic="suggest")
    qtbot.waitUntil(lambda: sorted(answers) == ["one", "other"])
    assert one.stop()
    assert other.stop()


def test_a_stopped_worker_of_a_pool_is_not_answered_and_the_others_go_on(
    pool: WorkerPool, qtbot: QtBot
) -> None:
    one, other = Worker("test", None, pool), Worker("test", None, pool)
    begun = threading.Event()
    answers: list[str] = []

    def work(task: Task) -> str:
        begun.set()
        while not task.cancelled():
            threading.Event().wait(0.001)
        return "too late"

    one.ask(work, answers.append, topic="long")
    one.ask(lambda _: "dropped", answers.append)
    wait_for(begun)
    one.drop_all()
    assert one.stop()
    other.ask(lambda _: "answered", answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["answered"]
    assert other.stop()


def test_work_that_ended_is_not_held_on_to(pool: WorkerPool, qtbot: QtBot) -> None:
    class Window:
        pass

    window = Window()
    gone = weakref.ref(window)
    worker = Worker("test", None, pool)
    worker.ask(lambda _, of=window: type(of).__name__, lambda _: None)
    del window
    qtbot.waitUntil(lambda: not worker.busy)
    assert worker.stop()
    qtbot.waitUntil(lambda: gc.collect() is not None and gone() is None)
