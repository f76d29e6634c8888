"""The windows of the program: one for each draft, and the drafts that a crash left behind."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop.base.services import Services
from desktop.base.settings import THEME, Settings
from desktop.base.theme import ThemeController
from desktop.files import recovery
from desktop.files.draft_file import blank
from desktop.files.file_dialogs import FileDialogs
from desktop.files.recovery import RecoveredDraft
from desktop.safety.recovery_dialog import Choice, ask_recovered
from desktop.shell.window import DraftWindow
from resolution.language.organs import ORGANS
from resolution.model import Resolution

STEP = QPoint(36, 36)
"""How far a new window stands from the one it was opened in, so that both are seen."""

MakeDialogs = Callable[[], FileDialogs]


class Windows(QObject):
    """Makes windows, and knows those that are open. The program ends with the last of them."""

    made = Signal(object)
    """A window was made."""

    def __init__(
        self, application: QApplication, data: Path, make_dialogs: MakeDialogs | None = None
    ) -> None:
        super().__init__(application)
        data.mkdir(parents=True, exist_ok=True)
        self._data = data
        self._services = Services(data, self)
        self._make_dialogs = make_dialogs
        self._settings = Settings(data, self)
        self._look = ThemeController(application, self._settings.text(THEME))
        self.open_windows: list[DraftWindow] = []
        application.commitDataRequest.connect(lambda _: self.keep_drafts())

    def make(self) -> DraftWindow:
        """Return a new window with the beginning of a draft in it, not yet shown; its corpus is not yet open."""
        dialogs = self._make_dialogs() if self._make_dialogs else None
        if self._services.stopped:
            self._services = Services(self._data, self)
        window = DraftWindow(self._services, self._settings, self._look, dialogs)
        window.file.take(blank(ORGANS[0].name))
        window.file.show_elsewhere = partial(self._show_another, window)
        window.window_wanted.connect(self._wanted)
        window.safety.copy_wanted.connect(self.show_copy)
        window.successor.made.connect(self.show_unsaved)
        window.comparing.made.connect(self.show_unsaved)
        window.recovery_wanted.connect(partial(self.offer_recovered, True))
        window.quit_wanted.connect(self.quit)
        window.closed.connect(partial(self._closed, window))
        if self.open_windows:
            beside = self.current()
            window.resize(beside.size())
            window.move(beside.pos() + STEP)
        self.open_windows.append(window)
        self.made.emit(window)
        return window

    def show_new(self) -> DraftWindow:
        """Return a new window, in sight, with its corpus opening."""
        window = self.make()
        window.show()
        QTimer.singleShot(0, window.precedents.start)
        return window

    def current(self) -> DraftWindow:
        """Return the window that the user is in, or was in last."""
        active = QApplication.activeWindow()
        while active is not None and active not in self.open_windows:
            active = active.parentWidget()
        return active if isinstance(active, DraftWindow) else self.open_windows[-1]

    @property
    def dialogs(self) -> FileDialogs:
        """Return who asks the user, in the window that the user is in."""
        return self.current().dialogs if self.open_windows else FileDialogs()

    def _closed(self, window: DraftWindow) -> None:
        if window in self.open_windows:
            self.open_windows.remove(window)
            window.deleteLater()

    def _wanted(self, path: Path | None) -> None:
        """Open another window: empty, or with a file."""
        if path is None:
            self.show_new()
        else:
            self.open(path)

    def open(self, path: Path) -> None:
        """Open a file in a window of its own, or show the window where it is open already."""
        if not self._show_another(None, path):
            (self._free() or self.show_new()).file.open(path)

    def open_all(self, paths: Sequence[Path]) -> None:
        """Open each file in a window of its own, once; one that cannot be read does not stop the others."""
        once: dict[str, Path] = {}
        for path in paths:
            once.setdefault(os.path.realpath(path), path)
        for path in once.values():
            if not self._show_another(None, path):
                window = self._free() or self.show_new()
                window.file.open(path, partial(self._close_spare, window))

    def _close_spare(self, window: DraftWindow) -> None:
        """Close a window whose file could not be opened, unless it is in use or the last one."""
        if window.unused and len(self.open_windows) > 1:
            window.close()

    def _show_another(self, but: DraftWindow | None, path: Path) -> bool:
        """Show the window in which a file is open, where it is another than this one; return whether there is one."""
        wanted = os.path.realpath(path)
        for window in self.open_windows:
            shown = window.file.path, window.file.opening
            if window is not but and wanted in [os.path.realpath(each) for each in shown if each]:
                window.raise_()
                window.activateWindow()
                return True
        return False

    def show_copy(self, resolution: Resolution, called: str) -> DraftWindow:
        """Show a text in a window of its own; it lies nowhere yet, and the files on disk stay as they are."""
        window = self._free() or self.show_new()
        window.file.take(resolution, called=called)
        window.activateWindow()
        return window

    def show_unsaved(self, resolution: Resolution, called: str) -> None:
        """Show a draft that the program made in a window of its own; closing it asks whether it is to be kept."""
        self.show_copy(resolution, called).editor.document().setModified(True)

    def quit(self) -> None:
        """Close all windows; one that the user wants to keep stops it."""
        for window in list(self.open_windows):
            if not window.close():
                return

    def stop(self) -> None:
        """End the background work of all windows; what is not saved stays as a recovery copy."""
        for window in self.open_windows:
            window.stop()

    # What a crash left behind

    def offer_recovered(self, asked: bool = False) -> None:
        """Offer the drafts that were left behind; nothing is lost that the user does not discard."""
        found = recovery.find_left_behind(self._data / recovery.FOLDER)
        if not found:
            if asked:
                self.current().say("No draft was left behind.")
            return
        choices = [Choice.LATER] * len(found)
        try:
            choices = ask_recovered(self.dialogs, found)
        finally:
            for each, choice in zip(found, choices, strict=True):
                self._deal_with(each, choice)

    def _deal_with(self, each: RecoveredDraft, choice: Choice) -> None:
        if choice is Choice.OPEN and each.resolution is not None:
            window = self._free() or self.show_new()
            window.file.recover(each.resolution, each.facts)
            window.safety.autosave.adopt(each.slot)
            window.follow()
        elif choice is Choice.DISCARD:
            each.slot.clear()
        else:
            each.slot.release()

    def _free(self) -> DraftWindow | None:
        """Return a window with nothing in it but the beginning of a draft."""
        return next((w for w in self.open_windows if w.unused), None)

    def keep_drafts(self) -> tuple[list[tuple[str, Path]], list[str]]:
        """Write all recovery copies now; return the names and places, and the names of drafts not kept."""
        kept, lost = [], []
        for window in self.open_windows:
            if not window.file.modified:
                continue
            place = window.safety.autosave.write_now()
            if place is None:
                lost.append(window.file.name)
            else:
                kept.append((window.file.name, place))
        return kept, lost
