"""The toolbar in wide and narrow windows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from desktop.base.commands import COMMANDS
from desktop.shell.window import DraftWindow


def buttons(window: DraftWindow) -> list[QToolButton]:
    made = (window._bar.widgetForAction(window.actions_[c.id]) for c in COMMANDS if c.tool)
    return [button for button in made if isinstance(button, QToolButton)]


def test_a_narrow_window_has_the_icons_alone_and_a_wide_one_the_words_again(
    window: DraftWindow, qapp: QApplication
) -> None:
    def worded() -> int:
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        return sum(button.toolButtonStyle() is style for button in buttons(window))

    window.resize(1600, 700)
    qapp.processEvents()
    wide = worded()
    window.resize(600, 700)
    qapp.processEvents()
    assert worded() == 0 < wide
    window.resize(1600, 700)
    qapp.processEvents()
    assert worded() == wide


def test_every_button_has_a_name_an_icon_a_tip_with_its_key_and_takes_the_keyboard(
    window: DraftWindow,
) -> None:
    for button, command in zip(buttons(window), [c for c in COMMANDS if c.tool], strict=True):
        assert button.accessibleName() == command.plain_text
        assert not button.icon().isNull()
        assert window.guide.keymap.shown(command) in button.toolTip()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_foot_of_the_window_does_what_its_fields_say(window: DraftWindow) -> None:
    window.status.counts.click()
    assert any(line.startswith("Words of the whole text: ") for line in window.dialogs.shown)  # type: ignore[attr-defined]
    window.status.saved.click()
    assert window.dialogs.asked[-1].startswith("save ")  # type: ignore[attr-defined]
    window.status.zoom.into.click()
    assert window.editor.zoom == 110
    assert window.status.zoom.percent.text() == "110 %"
    window.status.zoom.fit_wanted.emit()
    page = window.editor.viewport().width() + window.editor.verticalScrollBar().width()
    assert page <= window.editor.width() + 1 and window.editor.zoom > 60
