"""Full garbage collections wait for a pause in typing, and examine long-lived objects only once."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.shell import garbage_collection as module
from desktop.shell.garbage_collection import NEVER, GarbageCollector
from desktop.shell.window import DraftWindow


class Ring:
    """An object that references itself, which only the garbage collector can free."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch, qapp: object) -> Iterator[GarbageCollector]:
    monkeypatch.setattr(module, "IDLE_MS", 60)
    made = GarbageCollector()
    yield made
    made.stop()


def old_ring() -> weakref.ref[Ring]:
    """Return an unreferenced cycle in the oldest generation, which only a full collection frees."""
    ring = Ring()
    gc.collect(1)
    return weakref.ref(ring)


def test_python_does_not_run_full_collections_by_itself(qapp: object) -> None:
    before = gc.get_threshold()
    made = GarbageCollector()
    assert gc.get_threshold() == (*before[:2], NEVER)
    made.stop()
    assert gc.get_threshold() == before


def test_garbage_is_collected_after_a_pause(collector: GarbageCollector, qtbot: QtBot) -> None:
    ring = old_ring()
    assert ring() is not None
    qtbot.waitUntil(lambda: ring() is None)


def test_every_change_of_a_draft_postpones_the_collection(
    collector: GarbageCollector, window: DraftWindow, qtbot: QtBot
) -> None:
    collector.watch(window)
    collector._idle.setTimerType(Qt.TimerType.PreciseTimer)
    collector._idle.start(60_000)
    qtbot.wait(100)
    left = collector._idle.remainingTime()
    window.editor.draft_changed.emit()
    assert left < collector._idle.remainingTime()


def test_objects_that_exist_once_the_precedents_are_open_are_examined_once(
    collector: GarbageCollector,
) -> None:
    collector.collect()
    frozen = gc.get_freeze_count()
    assert frozen > 0
    collector.collect()
    assert gc.get_freeze_count() == frozen
    collector.unfreeze()
    assert gc.get_freeze_count() == 0


def test_a_cycle_created_later_is_found_although_others_are_frozen(
    collector: GarbageCollector,
) -> None:
    collector.collect()
    ring = old_ring()
    gc.collect(1)
    while not gc.get_count()[2]:
        gc.collect(1)
    collector.collect()
    assert ring() is None
