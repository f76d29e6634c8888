"""The zoom control of the status bar: zoom out, the percentage with a menu, zoom in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from desktop.base.icons import theme_icon
from desktop.base.theme import Theme

OFFERED = (50, 75, 100, 125, 150, 200, 300)
"""The zoom levels in the menu, in per cent."""


class ZoomField(QWidget):
    """Shows the zoom and lets the user choose another."""

    zoom_chosen = Signal(int)
    """The zoom that the user chose, in per cent."""
    fit_wanted = Signal()
    """The user wants to fit the page to the width of the view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.out, self.percent, self.into = QToolButton(), QToolButton(), QToolButton()
        menu = QMenu(self)
        menu.setAccessibleName("Zoom")
        menu.addAction("Fit the &width", self.fit_wanted.emit)
        menu.addSeparator()
        for percent in OFFERED:
            menu.addAction(f"{percent} %", partial(self.zoom_chosen.emit, percent))
        self.percent.setMenu(menu)
        self.percent.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.percent.setMinimumWidth(self.percent.fontMetrics().horizontalAdvance("300 %") + 30)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(0)
        for part, words in ((self.out, "Zoom out"), (self.percent, "Zoom"), (self.into, "Zoom in")):
            part.setAutoRaise(True)
            part.setToolTip(words)
            part.setAccessibleName(words)
            row.addWidget(part)
        self.show_zoom(100)

    def show_zoom(self, percent: int) -> None:
        """Show the current zoom, in per cent."""
        self.percent.setText(f"{percent} %")
        self.percent.setAccessibleName(f"Zoom {percent} %")

    def paint_in(self, theme: Theme) -> None:
        """Use a theme's colours."""
        self.out.setIcon(theme_icon("remove", theme))
        self.into.setIcon(theme_icon("add", theme))
