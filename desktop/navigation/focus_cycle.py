"""Moving the keyboard from one part of the window to the next: text, panels, toolbar, status bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDockWidget, QWidget


class FocusCycle(QObject):
    """Knows the parts of a window in the order in which F6 goes through them; parts out of sight are passed over."""

    back = Signal()
    """The keyboard goes back to the text: what was open for a moment may close."""

    def __init__(
        self, text: QWidget, docks: Sequence[QDockWidget], bars: Sequence[QWidget], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._text, self._docks, self._bars = text, docks, bars

    def next_pane(self) -> None:
        """Move the keyboard to the next part of the window that is in sight."""
        self._step(1)

    def previous_pane(self) -> None:
        """Move the keyboard to the part of the window before this one."""
        self._step(-1)

    def back_to_text(self) -> None:
        """Move the keyboard to the text."""
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
    """Return what takes the keyboard in a part: itself, what it names as its proxy, or the first that can."""
    inner = part.findChildren(QWidget)
    for widget in (part.focusProxy(), part, *inner):
        if (
            widget is not None
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and widget.isEnabled()
        ):
            return widget
    return None
