"""The toolbar: if the window is too narrow for text beside the icons, only the icons are shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

BESIDE, ALONE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly


class ToolBar(QToolBar):
    """The toolbar's buttons, all of which can be reached with F6 and Tab."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Toolbar", parent)
        self.setObjectName("toolbar")
        self.setAccessibleName("Toolbar")
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        self.setToolButtonStyle(BESIDE)
        self._worded: list[QToolButton] = []
        self._needed = 0
        more = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if isinstance(more, QToolButton):
            more.setAccessibleName("More of the toolbar")
            more.setToolTip("More of the toolbar")
            more.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_up(self, button: QToolButton, name: str, worded: bool) -> None:
        """Give a button its accessible name. worded: it shows text beside its icon if there is room"""
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolButtonStyle(BESIDE if worded else ALONE)
        if worded:
            self._worded.append(button)
        self._needed = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the buttons to the new size."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again after a change of font or style."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._needed = 0

    def _fit(self) -> None:
        if not self._needed:
            self._show_text(True)
            self._needed = self.sizeHint().width()
        self._show_text(self.width() >= self._needed)

    def _show_text(self, shown: bool) -> None:
        for button in self._worded:
            button.setToolButtonStyle(BESIDE if shown else ALONE)
