"""The commands as Qt actions: in menus, on the toolbar, with their shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QToolButton

from desktop.base.commands import COMMANDS, MENUS, Command
from desktop.base.icons import theme_icon
from desktop.base.keymap import Keymap
from desktop.base.theme import Theme
from desktop.base.tool_bar import ToolBar


class Actions:
    """Creates an action for every command and connects it to the method that carries it out.

    targets: the objects with those methods, by the name in `Command.on`
    docks: the toggle actions of panels and bars, by the names of their commands
    """

    def __init__(
        self, window: QMainWindow, targets: Mapping[str, QObject], docks: Mapping[str, QAction]
    ) -> None:
        self._window = window
        self._by_id: dict[str, QAction] = {}
        for command in COMMANDS:
            if command.on == "dock":
                self._by_id[command.id] = self._set_up(command, docks[command.name])
            else:
                self._by_id[command.id] = self._action(command, targets[command.on])

    def __getitem__(self, id: str) -> QAction:
        return self._by_id[id]

    def _action(self, command: Command, target: QObject) -> QAction:
        action = self._set_up(command, QAction(self._window))
        action.setCheckable(command.checks)
        method: Callable[..., object] = getattr(target, command.name)
        action.triggered.connect(partial(_call, method, command.with_))
        return action

    def _set_up(self, command: Command, action: QAction) -> QAction:
        action.setObjectName(command.id)
        action.setText(f"{command.text}\t{command.given}" if command.given else command.text)
        action.setIconText(command.short or command.plain_text)
        action.setStatusTip(command.tip)
        action.setShortcuts(command.sequences())
        self._window.addAction(action)
        return action

    def use(self, keymap: Keymap) -> None:
        """Use the shortcuts of a keymap; menus and tooltips show them."""
        for command in COMMANDS:
            action, key = self._by_id[command.id], keymap.display_key(command)
            action.setShortcuts(keymap.sequences(command))
            action.setToolTip((command.tip or command.plain_text) + (f" ({key})" if key else ""))

    def fill_menus(self) -> dict[str, QMenu]:
        """Add the menus to the window's menu bar and return them by name."""
        bar = self._window.menuBar()
        menus = {name: bar.addMenu(name) for name in MENUS}
        for command in COMMANDS:
            menu = menus[command.menu]
            if command.apart:
                menu.addSeparator()
            if command.under:
                key = f"{command.menu}{command.under}"
                if key not in menus:
                    menus[key] = menu.addMenu(command.under)
                menu = menus[key]
            menu.addAction(self._by_id[command.id])
        return menus

    def fill_toolbar(self, bar: ToolBar) -> None:
        """Add the commands to the toolbar, group by group."""
        group = 1
        for command in sorted((c for c in COMMANDS if c.tool), key=lambda c: c.tool):
            if command.tool != group:
                bar.addSeparator()
                group = command.tool
            action = self._by_id[command.id]
            bar.addAction(action)
            button = bar.widgetForAction(action)
            if isinstance(button, QToolButton):
                bar.set_up(button, command.plain_text, bool(command.short))

    def paint(self, theme: Theme) -> None:
        """Draw the icons in a theme's colours."""
        for command in COMMANDS:
            if command.icon:
                self._by_id[command.id].setIcon(theme_icon(command.icon, theme))


def _call(
    method: Callable[..., object], arguments: tuple[object, ...], _checked: bool = False
) -> None:
    method(*arguments)
