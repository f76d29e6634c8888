"""Match shortcuts with digits by the position of the key, not by the character it types.

On AZERTY keyboards (France, Belgium) the keys of the digit row type “&”, “é” and so on, and digits with Shift. Qt then
takes Ctrl+Shift+1 for Ctrl+1, and no shortcut matches Ctrl and the key alone.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication, QDockWidget, QKeySequenceEdit, QMainWindow

from desktop.base.commands import COMMANDS

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

_LINUX = {code: (code - 9) % 10 for code in range(10, 20)}
"""X11 and Wayland: the key codes of the digit row, 10 for “1” to 19 for “0”."""
_WINDOWS = {code: (code - 1) % 10 for code in range(2, 12)}
"""Windows: its scan codes, 2 for “1” to 11 for “0”."""
_MAC = {18: 1, 19: 2, 20: 3, 21: 4, 23: 5, 22: 6, 26: 7, 28: 8, 25: 9, 29: 0}
"""macOS: its virtual key codes, which name positions (kVK_ANSI_1 …)."""


def digit_of(event: QKeyEvent, system: str = "") -> int | None:
    """Return the digit (0 to 9) of a key in the digit row, by position; None for every other key.

    That includes the numeric keypad, and a key that types a letter from A to Z: its code is not one of this system's,
    as when the window is shown on a remote screen. system: as in `sys.platform`, the current one by default
    """
    system = system or sys.platform
    if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z:
        return None
    if system == "darwin":
        return _MAC.get(event.nativeVirtualKey())
    return (_WINDOWS if system == "win32" else _LINUX).get(event.nativeScanCode())


def stroke_of(event: QKeyEvent, system: str = "") -> QKeySequence:
    """Return the shortcut with a digit for a key press, by the key's position; empty if it is not one.

    On Windows Ctrl+Alt is AltGr, which types characters: a key press with Alt is never a shortcut by position there.
    """
    system, held = system or sys.platform, event.modifiers()
    if not held & CONTROL or held & ~(CONTROL | SHIFT | ALT) or (system == "win32" and held & ALT):
        return QKeySequence()
    digit = digit_of(event, system)
    return QKeySequence() if digit is None else _sequence(held, Qt.Key.Key_0 + digit)


def _sequence(held: Qt.KeyboardModifier, key: int) -> QKeySequence:
    return QKeySequence(QKeyCombination(held, Qt.Key(key)))


def _spelled(event: QKeyEvent) -> list[QKeySequence]:
    """Return the shortcuts for a key press by the character it types, except a digit with Shift.

    The user may have assigned “Ctrl+&” or “Ctrl+!” to a command.
    """
    held, key = event.modifiers(), event.key()
    found = [_sequence(held, key)]
    if held & SHIFT and not Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        found.append(_sequence(held & ~SHIFT, key))
    return found


class DigitKeys(QObject):
    """Handles one window's shortcuts with digits, before Qt matches them by the characters typed."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._own = frozenset(key for command in COMMANDS for key in command.sequences())
        application = QCoreApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._follow)

    def _follow(self, focus: QWindow | None) -> None:
        """Watch the native window that has the focus if it is this one or one of its floating panels."""
        docks = (dock for dock in self._window.findChildren(QDockWidget) if dock.isFloating())
        ours = [widget.windowHandle() for widget in (self._window, *docks)]
        if focus is not None and focus in ours:
            focus.installEventFilter(self)  # Qt installs a filter only once

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Consume a key press that is a shortcut by position, and trigger its command."""
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent) or QApplication.activePopupWidget() is not None:
            return False
        stroke = stroke_of(event)
        if stroke.isEmpty():
            return False
        action = self._action(event, stroke)
        if action is None and not self._mistaken(event, stroke):
            return False
        event.accept()
        if kind == QEvent.Type.KeyPress and action is not None:
            action.trigger()
        return True

    def _action(self, event: QKeyEvent, stroke: QKeySequence) -> QAction | None:
        """Return the action for a key press: by character if the user assigned that key, otherwise by position.

        The program's own keys do not take precedence: “Ctrl+-” would block the sixth digit on AZERTY.
        """
        chosen = (key for key in _spelled(event) if key not in self._own)
        for key in (*chosen, stroke):
            for action in self._window.actions():
                if key in action.shortcuts():
                    return action
        return None

    def _mistaken(self, event: QKeyEvent, stroke: QKeySequence) -> bool:
        """Return whether Qt would match a press to the same digit without Shift, which belongs to another command.

        The user has moved or removed the shortcut of the command at this position: the press does nothing.
        """
        typed = Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9
        return typed and bool(event.modifiers() & SHIFT) and stroke in self._own


class DigitField(QKeySequenceEdit):
    """A field for a new shortcut that also reads the keys of the digit row by position."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Record the key."""
        stroke = stroke_of(event)
        if stroke.isEmpty():
            super().keyPressEvent(event)
        else:
            self.setKeySequence(stroke)
            event.accept()
