"""Files that macOS wants opened: a double click in the Finder comes as an event, not as a word of the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent


class FileOpening(QObject):
    """Watches the application for such events, and has the files opened."""

    def __init__(self, open: Callable[[Path], None], parent: QObject) -> None:
        super().__init__(parent)
        self._open = open

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt hands over every event of the application."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self._open(Path(event.file()))
            return True
        return False
