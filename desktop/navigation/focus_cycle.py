"""Move the focus from one part of the window to the next: text, panels, toolbar, status bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDockWidget, QWidget


class FocusCycle(QObject):
    """The parts of a window in the order in which F6 visits them; hidden parts are skipped."""

    back = Signal()
    """The focus returns to the text: temporary parts such as the find bar may close."""

    def __init__(
        self, text: QWidget, docks: Sequence[QDockWidget], bars: Sequence[QWidget], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._text, self._docks, self._bars = text, docks, bars

    def next_pane(self) -> None:
        """Move the focus to the next visible part of the window."""
        self._step(1)

    def previous_pane(self) -> None:
        """Move the focus to the previous visible part of the window."""
        self._step(-1)

    def back_to_text(self) -> None:
        """Move the focus to the text."""
        self.back.emit()
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _step(self, by: int) -> None:
        contents = [dock.widget() for dock in self._docks]
        parts = [(part, _entry(part)) for part in (self._text, *contents, *self._bars) if part]
        usable = [(part, entry) for part, entry in parts if entry is not None]
        here = QApplication.focusWidget()
        at = next((n for n, (p, _) in enumerate(usable) if here and _within(here, p)), -by)
        entry = usable[(at + by) % len(usable)][1]
        if isinstance(entry, QAbstractItemView) and not entry.currentIndex().isValid():
            entry.setCurrentIndex(entry.model().index(0, 0))
        entry.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _within(widget: QWidget, part: QWidget) -> bool:
    return widget is part or part.isAncestorOf(widget)


def _entry(part: QWidget) -> QWidget | None:
    """Return the widget of a part that takes the focus: its focus proxy, itself, or the first child that can."""
    children = part.findChildren(QWidget)
    for widget in (part.focusProxy(), part, *children):
        if (
            widget is not None
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and widget.isEnabled()
        ):
            return widget
    return None
