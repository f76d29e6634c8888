"""A panel that folds away by itself while it has nothing to show; whether the user wants to see it is kept."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QDockWidget

from desktop.base.settings import Settings


class AutoHideDock(QObject):
    """Shows a dock while there is something in it, unless the user folded it away; that choice is kept."""

    def __init__(self, dock: QDockWidget, settings: Settings) -> None:
        super().__init__(dock)
        self._dock = dock
        self._settings = settings
        self._name = f"folded/{dock.objectName()}"
        self._filled = False
        dock.toggleViewAction().triggered.connect(self._choose)

    @property
    def wanted(self) -> bool:
        """Return whether the user wants to see the panel when there is something in it."""
        return self._settings.state(self._name).isEmpty()

    def _choose(self, shown: bool) -> None:
        self._settings.keep_state(self._name, QByteArray() if shown else QByteArray(b"folded"))

    def fill(self, filled: bool) -> None:
        """Fold the dock away or show it again where it now has something to show, or nothing any more."""
        if filled != self._filled:
            self._filled = filled
            self._dock.setVisible(filled and self.wanted)

    def settle(self) -> None:
        """Stand as the panel's content asks, after the window's kept arrangement was put back."""
        self._dock.setVisible(self._filled and self.wanted)

    def show(self) -> None:
        """Show the panel because the user wants to write in it."""
        self._choose(True)
        self._dock.show()
        self._dock.raise_()
