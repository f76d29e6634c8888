"""How a feature declares itself to the window, which knows features only by their declarations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, SignalInstance
from PySide6.QtWidgets import QWidget

from desktop.base.auto_hide_dock import AutoHideDock
from desktop.base.theme import Theme


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel at a side of the text.

    name:    of its dock, and of the command that shows it; an arrangement that the user left is kept by it
    title:   at its head
    content: what it shows
    side:    where it stands at first
    chapter: of the help, which F1 opens in it
    size:    its width, or height at the bottom, in pixels at first; 0 leaves that to Qt
    hidden:  it is out of sight at first
    behind:  the name of an earlier panel whose place it shares; empty for a place of its own
    fold:    what folds it away while there is nothing in it
    """

    name: str
    title: str
    content: QWidget
    side: Qt.DockWidgetArea
    chapter: str
    size: int = 0
    hidden: bool = False
    behind: str = ""
    fold: AutoHideDock | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """What the window must know of a feature in order to build it in, and to take it down.

    name:    that commands give in `on`; no two features have the same
    target:  the object with the methods that carry out these commands
    panel:   its panel, if it has one
    message: its sentences for the foot of the window
    repaint: takes the colours of a theme, at first and whenever they change
    follow:  brings it in step with the text, when typing rests
    stop:    ends its work when the window closes
    """

    name: str
    target: QObject
    panel: Panel | None = None
    message: SignalInstance | None = None
    repaint: Callable[[Theme], None] | None = None
    follow: Callable[[], None] | None = None
    stop: Callable[[], None] | None = None
