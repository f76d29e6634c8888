"""The commands that toggle line numbers on the screen and on paper, kept in sync with the preferences."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.base.actions import Actions
from desktop.base.settings import (
    LINE_STEPS,
    LINES,
    LINES_PRINTED,
    LINES_SHOWN,
    Settings,
    SettingSpec,
)
from desktop.editor import DraftEditor

OFF, EVERY = LINES[:2]


class LineChoice(QObject):
    """Toggles line numbers; switching on restores the last interval."""

    def __init__(
        self, settings: Settings, editor: DraftEditor, say: Callable[[str], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._settings, self._editor, self._say = settings, editor, say
        self._last = {s.name: EVERY for s in (LINES_SHOWN, LINES_PRINTED)}
        self._actions: Actions | None = None
        settings.changed.connect(self._follow)

    def attach(self, actions: Actions) -> None:
        """Keep the check marks of these actions in sync with the settings."""
        self._actions = actions
        for setting in (LINES_SHOWN, LINES_PRINTED):
            self._follow(setting.name)

    def toggle_line_numbers(self) -> None:
        """Toggle line numbers on the screen."""
        self._toggle(LINES_SHOWN, "on the screen")

    def toggle_printed_lines(self) -> None:
        """Toggle line numbers in printouts and exports."""
        self._toggle(LINES_PRINTED, "on paper")

    def _toggle(self, setting: SettingSpec, where: str) -> None:
        now = self._settings.text(setting)
        chosen = self._last[setting.name] if now == OFF else OFF
        self._settings.set_value(setting, chosen)
        self._say(f"Line numbers {where}: {chosen}.")

    def _follow(self, name: str) -> None:
        for setting, command in (
            (LINES_SHOWN, "toggle_line_numbers"),
            (LINES_PRINTED, "toggle_printed_lines"),
        ):
            if setting.name != name:
                continue
            chosen = self._settings.text(setting)
            if chosen != OFF:
                self._last[name] = chosen
            if setting is LINES_SHOWN:
                self._editor.set_line_numbers(LINE_STEPS[chosen])
            if self._actions is not None:
                self._actions[command].setChecked(chosen != OFF)
