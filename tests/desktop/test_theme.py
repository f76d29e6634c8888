"""Colours that everyone can read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QApplication

from desktop.actions import COMMANDS
from desktop.icons import ICONS, theme_icon
from desktop.theme import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    THEMES,
    Look,
    Theme,
    chosen_theme,
    contrast,
    palette,
)

WORDS = ("ink", "quiet", "accent", "added", "removed", "adopted", "draft")
GROUNDS = ("paper", "desk", "chosen")


@pytest.mark.parametrize(
    "theme", THEMES, ids=lambda t: f"{t.name}, {'dark' if t.dark else 'light'}"
)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("words", WORDS)
def test_words_stand_out_from_every_ground(theme: Theme, ground: str, words: str) -> None:
    least = 7.0 if theme.name == "high contrast" else 4.5
    assert contrast(getattr(theme, words), getattr(theme, ground)) >= least


@pytest.mark.parametrize(
    "theme", THEMES, ids=lambda t: f"{t.name}, {'dark' if t.dark else 'light'}"
)
def test_words_on_the_accent_are_read(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= 4.5


def test_contrast_is_the_standard_s() -> None:
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
def test_the_user_s_choice_goes_before_the_system_s(
    choice: str, dark: bool, more: bool, theme: Theme
) -> None:
    assert chosen_theme(choice, dark, more) == theme


def test_a_choice_is_applied_and_told_once(qapp: QApplication) -> None:
    look = Look(qapp, "light")
    told: list[Theme] = []
    look.changed.connect(told.append)
    look.choose("dark")
    look.choose("dark")
    assert told == [DARK]
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == DARK.paper
    look.choose("light")


def test_what_cannot_be_used_is_fainter_than_what_can() -> None:
    colours = palette(LIGHT)
    usable = colours.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText).name()
    unusable = colours.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name()
    assert contrast(unusable, LIGHT.desk) < contrast(usable, LIGHT.desk)


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_is_drawn_in_the_colour_of_the_text(name: str, qapp: QApplication) -> None:
    image = theme_icon(name, DARK).pixmap(24, 24).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    drawn = [p for p in pixels if p.alpha() > 200]
    assert drawn, "the icon is empty"
    assert max(drawn, key=lambda p: p.alpha()).lightnessF() > 0.7


def test_an_icon_is_drawn_anew_for_a_finer_screen(qapp: QApplication) -> None:
    """A picture of 24 pixels enlarged would have no more shades at its edges than the small one has."""
    fine = theme_icon("save", LIGHT).pixmap(QSize(24, 24), 2.0).toImage()
    assert (fine.width(), fine.devicePixelRatio()) == (48, 2.0)
    coarse = theme_icon("save", LIGHT).pixmap(QSize(24, 24), 1.0).toImage().scaled(48, 48)
    assert fine != coarse


def test_an_icon_that_cannot_be_used_is_fainter(qapp: QApplication) -> None:
    def darkest(mode: QIcon.Mode) -> int:
        image = theme_icon("save", LIGHT).pixmap(24, 24, mode).toImage()
        drawn = (image.pixelColor(x, y) for x in range(24) for y in range(24))
        return min(colour.lightness() for colour in drawn if colour.alpha() == 255)

    assert darkest(QIcon.Mode.Disabled) > darkest(QIcon.Mode.Normal) + 60


def test_every_icon_of_a_command_is_in_the_table() -> None:
    assert {c.icon for c in COMMANDS if c.icon} <= ICONS.keys()
