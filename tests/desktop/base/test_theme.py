"""Themes: contrast, the user's choice, icons, and changes at run time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.commands import COMMANDS
from desktop.base.icons import ICONS, theme_icon
from desktop.base.keymap import Keymap
from desktop.base.services import Services
from desktop.base.settings import Settings
from desktop.base.theme import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    THEMES,
    Theme,
    ThemeController,
    chosen_theme,
    contrast,
    palette,
)
from desktop.help.pages import chapters
from desktop.help.window import HelpWindow
from desktop.precedents.window import PrecedentWindow
from desktop.shell.window import DraftWindow
from resolution.model import Resolution
from tests.desktop.conftest import Stand

WORDS = ("ink", "quiet", "accent", "added", "removed", "adopted", "draft")
GROUNDS = ("paper", "window", "chosen")


@pytest.mark.parametrize(
    "theme", THEMES, ids=lambda t: f"{t.name}, {'dark' if t.dark else 'light'}"
)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("words", WORDS)
def test_text_has_enough_contrast_on_every_background(
    theme: Theme, ground: str, words: str
) -> None:
    least = 7.0 if theme.name == "high contrast" else 4.5
    assert contrast(getattr(theme, words), getattr(theme, ground)) >= least


@pytest.mark.parametrize(
    "theme", THEMES, ids=lambda t: f"{t.name}, {'dark' if t.dark else 'light'}"
)
def test_text_on_the_accent_has_enough_contrast(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= 4.5


def test_contrast_follows_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("choice", "dark", "more", "theme"),
    [
        ("system", False, False, LIGHT), ("system", True, False, DARK), ("system", True, True, CONTRAST_DARK),
        ("light", True, False, LIGHT), ("dark", False, False, DARK), ("high contrast", False, False, CONTRAST_LIGHT),
        ("high contrast", True, False, CONTRAST_DARK), ("light", False, True, LIGHT),
    ],
)  # fmt: skip
def test_the_user_s_choice_overrides_the_system(
    choice: str, dark: bool, more: bool, theme: Theme
) -> None:
    assert chosen_theme(choice, dark, more) == theme


def test_a_choice_is_applied_and_emitted_once(qapp: QApplication) -> None:
    look = ThemeController(qapp, "light")
    told: list[Theme] = []
    look.changed.connect(told.append)
    look.choose("dark")
    look.choose("dark")
    assert told == [DARK]
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == DARK.paper
    look.choose("light")


def test_disabled_text_is_fainter() -> None:
    colours = palette(LIGHT)
    usable = colours.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText).name()
    unusable = colours.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name()
    assert contrast(unusable, LIGHT.window) < contrast(usable, LIGHT.window)


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_is_drawn_in_the_colour_of_the_text(name: str, qapp: QApplication) -> None:
    image = theme_icon(name, DARK).pixmap(24, 24).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    drawn = [p for p in pixels if p.alpha() > 200]
    assert drawn, "the icon is empty"
    assert max(drawn, key=lambda p: p.alpha()).lightnessF() > 0.7


def test_an_icon_is_redrawn_for_a_higher_resolution(qapp: QApplication) -> None:
    """An enlarged 24-pixel image would have no more shades at its edges than the small one."""
    fine = theme_icon("save", LIGHT).pixmap(QSize(24, 24), 2.0).toImage()
    assert (fine.width(), fine.devicePixelRatio()) == (48, 2.0)
    coarse = theme_icon("save", LIGHT).pixmap(QSize(24, 24), 1.0).toImage().scaled(48, 48)
    assert fine != coarse


def test_a_disabled_icon_is_fainter(qapp: QApplication) -> None:
    def darkest(mode: QIcon.Mode) -> int:
        image = theme_icon("save", LIGHT).pixmap(24, 24, mode).toImage()
        drawn = (image.pixelColor(x, y) for x in range(24) for y in range(24))
        return min(colour.lightness() for colour in drawn if colour.alpha() == 255)

    assert darkest(QIcon.Mode.Disabled) > darkest(QIcon.Mode.Normal) + 60


def drawn(widget: QWidget, qapp: QApplication) -> QImage:
    """Return an image of a widget, without the blinking cursor."""
    qapp.processEvents()
    for part in (widget, *widget.findChildren(QWidget)):
        part.clearFocus()
    qapp.processEvents()
    return widget.grab().toImage()


def filled(window: DraftWindow, draft: Resolution, qtbot: QtBot) -> list[QWidget]:
    """Bring everything of a checked draft into sight, and open others beside its window."""
    window.file.take(draft)
    qtbot.waitUntil(lambda: window.checks.settled)
    window.follow()
    window.resize(1200, 800)
    window.show()
    window.banner.show_lines(["A line."], "a file")
    window.find_bar.show()
    for command in COMMANDS:
        if command.on == "dock" and not window.actions_[command.id].isChecked():
            window.actions_[command.id].trigger()
    window._docks[3].raise_()
    help_ = HelpWindow(chapters(Keymap({})), window)
    help_.search.setClearButtonEnabled(False)  # it fades in
    help_.search.setText("note")
    help_.show()
    precedent = PrecedentWindow("A/RES/1", draft, window.look.theme, window)
    precedent.show_at("OP1")
    return [window, help_, precedent]


@pytest.mark.parametrize(
    ("before", "after"), [("light", "dark"), ("dark", "high contrast"), ("high contrast", "light")]
)
def test_colours_changed_while_running_reach_everything(
    before: str,
    after: str,
    window: DraftWindow,
    draft: Resolution,
    qapp: QApplication,
    qtbot: QtBot,
    data: Path,
) -> None:
    """The window, its panels and icons, and other open windows look as if created with the new theme."""
    window.look.choose(before)
    old = filled(window, draft, qtbot)
    for part in old:
        drawn(part, qapp)
    window.look.choose(after)
    changed = [drawn(part, qapp) for part in old]
    fresh = DraftWindow(Services(data), Settings(data), window.look, Stand())
    made = [drawn(part, qapp) for part in filled(fresh, draft, qtbot)]
    for n, (one, other) in enumerate(zip(changed, made, strict=True)):
        assert one == other, n
    fresh.editor.document().setModified(False)
    fresh.close()
    fresh.deleteLater()
    window.look.choose("light")


@pytest.mark.parametrize(
    ("dark", "more", "theme"),
    [(True, False, DARK), (True, True, CONTRAST_DARK), (False, True, CONTRAST_LIGHT), (False, False, LIGHT)],
)  # fmt: skip
def test_the_system_theme_is_followed_at_run_time(
    dark: bool, more: bool, theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.base.theme.wants_dark", lambda _: not dark)
    look = ThemeController(qapp, "system")
    monkeypatch.setattr("desktop.base.theme.wants_dark", lambda _: dark)
    monkeypatch.setattr("desktop.base.theme.wants_contrast", lambda _: more)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.theme == theme
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == theme.paper
    monkeypatch.undo()
    look.choose("light")


def test_every_icon_of_a_command_is_in_the_table() -> None:
    assert {c.icon for c in COMMANDS if c.icon} <= ICONS.keys()
