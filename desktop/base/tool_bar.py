"""The toolbar: where the window is too narrow for words beside the icons, it shows the icons alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

BESIDE, ALONE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly


class ToolBar(QToolBar):
    """Holds the buttons; every one can be reached with F6 and Tab."""

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

    def dress(self, button: QToolButton, name: str, worded: bool) -> None:
        """Give a button of this bar its name, and words beside the icon where there is room for them."""
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolButtonStyle(BESIDE if worded else ALONE)
        if worded:
            self._worded.append(button)
        self._needed = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt tells a new size."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Qt tells a change of the font, or of how things are drawn: words may now need another width."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._needed = 0

    def _fit(self) -> None:
        if not self._needed:
            self._say(True)
            self._needed = self.sizeHint().width()
        self._say(self.width() >= self._needed)

    def _say(self, words: bool) -> None:
        for button in self._worded:
            button.setToolButtonStyle(BESIDE if words else ALONE)
