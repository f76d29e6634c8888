"""What a newcomer is offered: the welcome at the first start, the sample draft, the two-minute tour."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QToolBar, QWidget

from desktop.base.settings import Settings
from desktop.base.theme import ThemeController
from desktop.editor import DraftEditor
from desktop.files.draft_file import DraftFile
from desktop.help.controller import HelpController
from desktop.help.pages import with_keys
from desktop.help.sample import sample_draft

WELCOME = "welcome"
"""The name of the setting that records that the welcome was shown."""

SAMPLE = "Sample draft"
SHOWN_AT = "PP2"
"""The clause of the sample where the cursor stands at first: there are precedents for it."""


class Onboarding(QObject):
    """Carries out the commands for newcomers, for one window."""

    command_chosen = Signal(str)
    """The command with this id was chosen on the welcome page."""
    copy_wanted = Signal(object, str)
    """A text is to be shown in a window of its own, under this name."""
    announced = Signal(str)
    """The words of a step of the tour, for a screen reader."""

    def __init__(
        self,
        settings: Settings,
        guide: HelpController,
        editor: DraftEditor,
        file: DraftFile,
        look: ThemeController,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._settings = settings
        self._guide = guide
        self._editor = editor
        self._file = file
        self._look = look
        self._window = window

    def greet(self) -> None:
        """Show the welcome where it was never shown."""
        if not self._settings.has_seen(WELCOME):
            self.show_welcome()

    def show_welcome(self) -> None:
        """Show the welcome page."""
        from desktop.help.welcome import Welcome

        self._settings.keep_seen(WELCOME)
        page = Welcome(self._window)
        page.paint_in(self._look.theme)
        page.chosen.connect(self.command_chosen)
        page.finished.connect(page.deleteLater)
        page.welcome()

    def open_sample(self) -> None:
        """Show the sample draft, in this window if it is empty, otherwise in another one."""
        if self._file.unused:
            self._take_sample()
        else:
            self.copy_wanted.emit(sample_draft(), SAMPLE)

    def take_tour(self) -> None:
        """Start the tour; in an empty window, on the sample draft."""
        from desktop.help.guided_tour import GuidedTour

        if self._file.unused:
            self._take_sample()
        keys = partial(with_keys, keymap=self._guide.keymap)
        tour = GuidedTour(self._parts(), keys, self._window)
        tour.message.connect(self.announced)
        tour.finished.connect(tour.deleteLater)
        tour.begin()

    def _take_sample(self) -> None:
        self._file.take(sample_draft(), called=SAMPLE)
        self._editor.goto(self._editor.places().index(SHOWN_AT))

    def _parts(self) -> dict[str, QWidget]:
        """Return the parts of the window that the tour shows, by the names that it uses."""
        window = self._window
        bars = {bar.objectName(): bar for bar in window.findChildren(QToolBar)}
        docks = {dock.objectName(): dock for dock in window.findChildren(QDockWidget)}
        return {
            "page": window.centralWidget() or self._editor,
            "status": window.statusBar(),
            "menus": window.menuBar(),
            "toolbar": bars["toolbar"],
            "outline": docks["outline"],
            "precedent": docks["precedent"],
        }
