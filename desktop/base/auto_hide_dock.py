"""A panel that hides while it is empty, and remembers whether the user wants to see it."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QDockWidget

from desktop.base.settings import Settings


class AutoHideDock(QObject):
    """Shows a dock while it has content, unless the user has closed it; the choice is saved."""

    def __init__(self, dock: QDockWidget, settings: Settings) -> None:
        super().__init__(dock)
        self._dock = dock
        self._settings = settings
        self._name = f"folded/{dock.objectName()}"
        self._filled = False
        dock.toggleViewAction().triggered.connect(self._choose)

    @property
    def wanted(self) -> bool:
        """Return whether the user wants to see the panel when it has content."""
        return self._settings.state(self._name).isEmpty()

    def _choose(self, shown: bool) -> None:
        self._settings.save_state(self._name, QByteArray() if shown else QByteArray(b"folded"))

    def fill(self, filled: bool) -> None:
        """Show or hide the dock as it gains or loses content."""
        if filled != self._filled:
            self._filled = filled
            self._dock.setVisible(filled and self.wanted)

    def restore(self) -> None:
        """Show or hide the dock by its content, after the window's saved state was restored."""
        self._dock.setVisible(self._filled and self.wanted)

    def show(self) -> None:
        """Show the panel because the user asked for it."""
        self._choose(True)
        self._dock.show()
        self._dock.raise_()
