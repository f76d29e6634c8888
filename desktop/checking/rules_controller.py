"""Shows the rules of the checks, which can be switched off for all drafts."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.base.dialogs import Dialogs
from desktop.base.settings import Settings


class RulesController(QObject):
    """Shows the rules and saves which of them are switched off."""

    message = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, dialogs: Dialogs, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._settings = settings

    def show_rules(self, chosen: str = "") -> None:
        """Show all rules with one selected, and apply what the user switches on and off to all drafts."""
        from desktop.checking.rules_dialog import ask_rules

        before = self._settings.rules_off()
        off = ask_rules(self._dialogs, before, chosen)
        if off is None or off == before:
            return
        self._settings.save_rules_off(off)
        number = f"{len(off)} rule{'' if len(off) == 1 else 's'}"
        self.message.emit(
            f"{number} switched off for all drafts." if off else "All rules hold again."
        )
