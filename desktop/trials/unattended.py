"""Working the window where nobody sits before it: the tour, the pictures and the self-test wait in this way."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QMessageLogContext, QTimer, QtMsgType
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

PATIENCE = 120.0
"""Seconds that a single step may take before it is given up."""


class StepTimeout(Exception):
    """A step that did not come about; the message says which."""


def wait(ready: Callable[[], bool], otherwise: str) -> None:
    """Let the program run until something has come about; raises `StepTimeout` after `PATIENCE`.

    `QTest.qWait` would not do: it keeps Python's lock, and the background work stands still.
    """
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > deadline:
            raise StepTimeout(otherwise)
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()


def report(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Pass Qt's messages on, but for what the offscreen plugin says of every window."""
    if not words.startswith("This plugin does not support"):
        print(words, file=sys.stderr)


def legible(app: QApplication) -> None:
    """Take a font that is certainly there: without a desktop Qt may fall back on one without letters."""
    for family in ("Liberation Sans", "DejaVu Sans", "Arial", "Helvetica"):
        if family in QFontDatabase.families():
            app.setFont(QFont(family, 10))
            return
