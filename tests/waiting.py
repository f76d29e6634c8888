"""How long a test waits before it fails: a condition that comes about ends the wait at once, so the limits are generous.

Nothing is asserted of how long something took on the clock: on a busy machine that says nothing of the program.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

LIMIT = 120
"""Seconds that a condition may take to come about."""

PROCESS_LIMIT = 900
"""Seconds that a program started by a test may take to end."""

_WAITS = ("waitSignal", "waitSignals", "waitUntil", "waitCallback", "waitActive", "waitExposed")


def wait_patiently() -> None:
    """Give the waits of pytest-qt, which end after five seconds where a test says nothing else, our limit."""
    for name in _WAITS:
        getattr(QtBot, name).__kwdefaults__["timeout"] = LIMIT * 1000


def wait_for(event: threading.Event) -> None:
    """Wait until another thread has set an event; raises AssertionError where it never does."""
    assert event.wait(LIMIT), "what was waited for never came about"


@contextmanager
def cpu_seconds(most: float) -> Iterator[None]:
    """Assert that what stands within takes no more than so many seconds of this process's own work."""
    began = time.process_time()
    yield
    took = time.process_time() - began
    assert took < most, f"{took:.1f} seconds of work are more than {most}"
