"""Helpers to drive the window without a user, for the tour, the screenshots and the self-test."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QMessageLogContext, QTimer, QtMsgType
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

STEP_SECONDS = 120.0
"""The time limit for a single step, in seconds."""


class StepTimeout(Exception):
    """Raised if a step does not succeed in time; the message says which."""


def wait(ready: Callable[[], bool], otherwise: str) -> None:
    """Run the event loop until `ready` returns true. Raises `StepTimeout` after `STEP_SECONDS`.

    `QTest.qWait` would not do: it holds Python's lock, which stops the background work.
    """
    deadline = time.monotonic() + STEP_SECONDS
    while not ready():
        if time.monotonic() > deadline:
            raise StepTimeout(otherwise)
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()


def report(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Print Qt's messages, except the one that the offscreen plugin prints for every window."""
    if not words.startswith("This plugin does not support"):
        print(words, file=sys.stderr)


def legible(app: QApplication) -> None:
    """Set a font with letters: without a desktop Qt may fall back to one that has none."""
    for family in ("Liberation Sans", "DejaVu Sans", "Arial", "Helvetica"):
        if family in QFontDatabase.families():
            app.setFont(QFont(family, 10))
            return
