"""Open files on macOS, where a double click in the Finder arrives as an event, not as a command-line argument."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent


class FileOpening(QObject):
    """Watches the application for file-open events."""

    def __init__(self, open: Callable[[Path], None], parent: QObject) -> None:
        super().__init__(parent)
        self._open = open

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the file of a file-open event."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self._open(Path(event.file()))
            return True
        return False
