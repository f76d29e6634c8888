"""What a newcomer is offered: the welcome at the first start, the sample draft, the two-minute tour."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDockWidget, QToolBar, QWidget

from desktop.base.settings import Settings
from desktop.help.controller import HelpController
from desktop.help.pages import with_keys
from desktop.help.sample import sample_draft

if TYPE_CHECKING:
    from desktop.shell.window import DraftWindow

WELCOME = "welcome"
"""The name under which it is kept that the welcome was shown."""

SAMPLE = "Sample draft"
SHOWN_AT = "PP2"
"""The clause of the sample where the cursor stands at first: there are precedents for it."""


class Onboarding(QObject):
    """Does the commands for newcomers, for one window."""

    def __init__(self, settings: Settings, guide: HelpController, window: DraftWindow) -> None:
        super().__init__(window)
        self._settings = settings
        self._guide = guide
        self._window = window

    def greet(self) -> None:
        """Show the welcome where it was never shown."""
        if not self._settings.has_seen(WELCOME):
            self.show_welcome()

    def show_welcome(self) -> None:
        """Show what one can begin with."""
        from desktop.help.welcome import Welcome

        self._settings.keep_seen(WELCOME)
        page = Welcome(self._window)
        page.paint_in(self._window.look.theme)
        page.chosen.connect(lambda command: self._window.actions_[command].trigger())
        page.finished.connect(page.deleteLater)
        page.welcome()

    def open_sample(self) -> None:
        """Show the sample draft: here where nothing is in the window, in another one otherwise."""
        if self._window.unused:
            self._take_sample()
        else:
            self._window.safety.copy_wanted.emit(sample_draft(), SAMPLE)

    def take_tour(self) -> None:
        """Go through the window step by step, on the sample draft where nothing is in it."""
        from desktop.help.guided_tour import GuidedTour

        if self._window.unused:
            self._take_sample()
        keys = partial(with_keys, keymap=self._guide.keymap)
        tour = GuidedTour(self._parts(), keys, self._window)
        tour.message.connect(self._window.announce)
        tour.finished.connect(tour.deleteLater)
        tour.begin()

    def _take_sample(self) -> None:
        editor = self._window.editor
        self._window.file.take(sample_draft(), called=SAMPLE)
        editor.goto(editor.places().index(SHOWN_AT))

    def _parts(self) -> dict[str, QWidget]:
        """Return the parts of the window that the tour goes through, by their names in it."""
        window = self._window
        bars = {bar.objectName(): bar for bar in window.findChildren(QToolBar)}
        docks = {dock.objectName(): dock for dock in window.findChildren(QDockWidget)}
        return {
            "page": window.centralWidget() or window.editor,
            "status": window.status,
            "menus": window.menuBar(),
            "toolbar": bars["toolbar"],
            "outline": docks["outline"],
            "precedent": docks["precedent"],
        }
