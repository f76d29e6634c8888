"""The help window, the keyboard shortcuts and their dialog, and the command search."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMainWindow

from desktop.base.actions import Actions
from desktop.base.commands import COMMANDS
from desktop.base.dialogs import Dialogs
from desktop.base.keymap import Keymap, keymap_from_json
from desktop.base.settings import Settings
from desktop.help.pages import KEYS, WRITTEN, chapters
from desktop.help.window import HelpWindow

CHAPTER = "help"
"""The dynamic property of a widget that names its chapter of the help."""


class HelpController(QObject):
    """Carries out commands of the Help menu for one window."""

    def __init__(
        self,
        settings: Settings,
        dialogs: Dialogs,
        say: Callable[[str], None],
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._settings = settings
        self._dialogs = dialogs
        self._say = say
        self._window = window
        self._actions: Actions | None = None
        self.keymap = keymap_from_json(settings.keys())
        self.help: HelpWindow | None = None

    def attach(self, actions: Actions) -> None:
        """Apply the user's shortcuts to these actions, and search among them."""
        self._actions = actions
        actions.use(self.keymap)

    def show_help(self) -> None:
        """Open the help at the chapter about the widget with the focus."""
        self.open_at(self._chapter_here())

    def show_shortcuts(self) -> None:
        """Open the help at the list of shortcuts."""
        self.open_at(KEYS)

    def open_at(self, name: str) -> None:
        """Show a chapter of the help beside the draft."""
        if self.help is None:
            self.help = HelpWindow(chapters(self.keymap), self._window)
        self.help.open_at(name)
        self.help.show()
        self.help.raise_()
        self.help.activateWindow()
        self.help.page.setFocus()

    def _chapter_here(self) -> str:
        """Return the chapter named by the widget with the focus or by an ancestor of it."""
        widget: QObject | None = QApplication.focusWidget()
        while widget is not None:
            if name := widget.property(CHAPTER):
                return str(name)
            widget = widget.parent()
        return WRITTEN[0]

    def search_commands(self) -> None:
        """Ask for a command, and run it."""
        from desktop.help.command_search import ask_command

        assert self._actions is not None
        enabled = [c for c in COMMANDS if self._actions[c.id].isEnabled()]
        rows = [(c.path, self.keymap.display_key(c), c.tip) for c in enabled]
        chosen = ask_command(self._dialogs, rows)
        if chosen is not None:
            self._actions[enabled[chosen].id].trigger()

    def change_shortcuts(self) -> None:
        """Let the user change the shortcuts, and apply them at once."""
        from desktop.help.keys_dialog import ask_keymap

        keymap = ask_keymap(self._dialogs, self.keymap)
        if keymap is not None and keymap != self.keymap:
            self.use(keymap)
            self._say("The new keys are in use.")

    def use(self, keymap: Keymap) -> None:
        """Apply a keymap to menus, tooltips and the help, and save it."""
        self.keymap = keymap
        self._settings.save_keys(keymap.to_json())
        if self._actions is not None:
            self._actions.use(keymap)
        if self.help is not None:
            self.help.show_chapters(chapters(keymap))
