"""A ring in the theme's accent colour around the control with the focus: Fusion's own focus mark is too faint.

Lists, text fields and tool buttons have a focus border in the style sheet instead.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLabel,
    QLineEdit,
    QTabBar,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

RINGED = (QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QTabBar)
THICK = 2.0


class FocusRing(QObject):
    """Moves the ring to the widget that has the focus."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._frame: Ring | None = None
        application.focusChanged.connect(self._move)

    def _move(self, _: QWidget | None, now: QWidget | None) -> None:
        if self._frame is not None and not isValid(self._frame):
            self._frame = None  # deleted with its window
        ringed = now if isinstance(now, RINGED) and not isinstance(now, QToolButton) else None
        if ringed is None or ringed.parentWidget() is None:
            if self._frame is not None:
                self._frame.setWidget(None)  # type: ignore[arg-type]
            return
        if self._frame is None:
            self._frame = Ring()
        self._frame.setWidget(ringed)


class Ring(QFocusFrame):
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), THICK))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = THICK / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(edge, edge, -edge, -edge), 4, 4)
