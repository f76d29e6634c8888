"""Shortcuts with digits go by the position of the key, as printed on keyboards everywhere, not by what the key types.

On AZERTY keyboards (France, Belgium) the keys of the digit row type “&”, “é” and so on, and digits with Shift. Qt then
takes Ctrl+Shift+1 for Ctrl+1, and nothing answers to Ctrl and the key alone.
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
    """Return the digit (0 to 9) at the position of a key in the digit row; None for every other key.

    Keys of the numeric keypad are others, and so is a key that types a letter from A to Z: its code is then none of
    this system's, as when a window is shown on a remote screen. system: as `sys.platform`, this one's unless given.
    """
    system = system or sys.platform
    if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z:
        return None
    if system == "darwin":
        return _MAC.get(event.nativeVirtualKey())
    return (_WINDOWS if system == "win32" else _LINUX).get(event.nativeScanCode())


def stroke_of(event: QKeyEvent, system: str = "") -> QKeySequence:
    """Return the shortcut with a digit that a key press stands for by its position; empty where it is none.

    On Windows Ctrl+Alt is AltGr, which types characters: with Alt held, nothing is a shortcut by position there.
    """
    system, held = system or sys.platform, event.modifiers()
    if not held & CONTROL or held & ~(CONTROL | SHIFT | ALT) or (system == "win32" and held & ALT):
        return QKeySequence()
    digit = digit_of(event, system)
    return QKeySequence() if digit is None else _sequence(held, Qt.Key.Key_0 + digit)


def _sequence(held: Qt.KeyboardModifier, key: int) -> QKeySequence:
    return QKeySequence(QKeyCombination(held, Qt.Key(key)))


def _spelled(event: QKeyEvent) -> list[QKeySequence]:
    """Return the shortcuts that a key press stands for by what it types, other than a digit with Shift.

    Someone may have given “Ctrl+&” or “Ctrl+!” to a command.
    """
    held, key = event.modifiers(), event.key()
    found = [_sequence(held, key)]
    if held & SHIFT and not Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        found.append(_sequence(held & ~SHIFT, key))
    return found


class DigitKeys(QObject):
    """Answers the shortcuts with digits of one window, before Qt matches them by what the keys type."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._own = frozenset(key for command in COMMANDS for key in command.sequences())
        application = QCoreApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._follow)

    def _follow(self, focus: QWindow | None) -> None:
        """Watch the native window with the keyboard where it is this one, or a panel that floats beside it."""
        docks = (dock for dock in self._window.findChildren(QDockWidget) if dock.isFloating())
        ours = [widget.windowHandle() for widget in (self._window, *docks)]
        if focus is not None and focus in ours:
            focus.installEventFilter(self)  # once, however often it is asked for

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a key press that is a shortcut by position, and have its command done."""
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
        """Return what a key press is to do: by what it types where the user chose that key, else by position.

        A key of the program's own does not go before: “Ctrl+-” would be in the way of the sixth digit on AZERTY.
        """
        chosen = (key for key in _spelled(event) if key not in self._own)
        for key in (*chosen, stroke):
            for action in self._window.actions():
                if key in action.shortcuts():
                    return action
        return None

    def _mistaken(self, event: QKeyEvent, stroke: QKeySequence) -> bool:
        """Return whether Qt would take a press for the same digit without Shift, whose command is another.

        Its own command was given another key, or none: then it does nothing.
        """
        typed = Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9
        return typed and bool(event.modifiers() & SHIFT) and stroke in self._own


class DigitField(QKeySequenceEdit):
    """A field that a new key is pressed in: it takes a key of the digit row by its position too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key."""
        stroke = stroke_of(event)
        if stroke.isEmpty():
            super().keyPressEvent(event)
        else:
            self.setKeySequence(stroke)
            event.accept()
