"""The title of a panel: its name, and a button to fold it away that is drawn in the theme's colours."""

from __future__ import annotations

from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.base.icons import theme_icon
from desktop.base.theme import Theme


class DockTitle(QWidget):
    """Stands at the head of a dock; dragging it moves the dock."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        name = QLabel(f"<b>{dock.windowTitle()}</b>")
        self._away = QToolButton()
        self._away.setAccessibleName(f"Fold away: {dock.windowTitle()}")
        self._away.setToolTip("Fold away (the View menu brings it back)")
        self._away.setAutoRaise(True)
        self._away.clicked.connect(dock.toggleViewAction().trigger)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 6, 4)
        layout.addWidget(name, 1)
        layout.addWidget(self._away)

    def paint_in(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._away.setIcon(theme_icon("close", theme))
