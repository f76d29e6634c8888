"""The title bar of a panel: its name, and a close button in the theme's colours."""

from __future__ import annotations

from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.base.icons import theme_icon
from desktop.base.theme import Theme


class DockTitle(QWidget):
    """The title bar of a dock; dragging it moves the dock."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        name = QLabel(f"<b>{dock.windowTitle()}</b>")
        self._close_button = QToolButton()
        self._close_button.setAccessibleName(f"Fold away: {dock.windowTitle()}")
        self._close_button.setToolTip("Fold away (the View menu brings it back)")
        self._close_button.setAutoRaise(True)
        self._close_button.clicked.connect(dock.toggleViewAction().trigger)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 6, 4)
        layout.addWidget(name, 1)
        layout.addWidget(self._close_button)

    def paint_in(self, theme: Theme) -> None:
        """Use a theme's colours."""
        self._close_button.setIcon(theme_icon("close", theme))
