"""How features declare themselves to the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel

from desktop.base.commands import COMMANDS
from desktop.base.feature import Feature, Panel
from desktop.base.services import Services
from desktop.base.settings import Settings
from desktop.base.theme import LIGHT, Theme, ThemeController
from desktop.shell import features
from desktop.shell.features import WindowParts
from desktop.shell.window import DraftWindow


class Clock(QObject):
    """A feature that is in no list."""

    message = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.done: list[object] = []


def test_no_two_features_have_one_name_and_every_command_has_somebody(window: DraftWindow) -> None:
    names = [feature.name for feature in window.features]
    assert len(names) == len(set(names))
    of_window = {"window", "editor", "panes", "safety", "dock"}
    assert {command.on for command in COMMANDS} <= {*names, *of_window}


def test_every_panel_is_shown_by_the_command_of_its_name(window: DraftWindow) -> None:
    shown = {command.name for command in COMMANDS if command.on == "dock"}
    assert {*window.docks, window.bar.objectName()} == shown


def test_a_feature_that_is_not_there_is_not_found(window: DraftWindow) -> None:
    with pytest.raises(LookupError):
        window.part(Clock)


def test_a_new_panel_is_one_entry_in_the_list(
    qapp: QApplication,
    data,  # type: ignore[no-untyped-def]
    stand,  # type: ignore[no-untyped-def]
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def clock(_: WindowParts) -> Feature:
        made = Clock()
        panel = Panel(
            "clock", "Clock", QLabel("noon"), Qt.DockWidgetArea.LeftDockWidgetArea, "moving"
        )
        return Feature(
            "clock",
            made,
            panel,
            made.message,
            repaint=made.done.append,
            follow=lambda: made.done.append("follow"),
            stop=lambda: made.done.append("stop"),
        )

    monkeypatch.setattr(features, "FEATURES", (*features.FEATURES, clock))
    look = ThemeController(qapp, "light")
    window = DraftWindow(Services(data), Settings(data), look, stand)
    window.show()
    made = window.part(Clock)
    assert window.docks["clock"].isVisible()
    made.message.emit("It is noon.")
    assert window.status.currentMessage() == "It is noon."
    window.follow()
    look.choose("dark")
    window.editor.document().setModified(False)
    window.close()
    first, second, third, fourth = made.done
    assert (first, second, fourth) == (LIGHT, "follow", "stop")
    assert isinstance(third, Theme) and third.dark
    look.choose("light")
    window.deleteLater()
