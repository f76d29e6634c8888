"""Shortcuts with digits match the position of the key, whatever character it types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from pytestqt.qtbot import QtBot

from desktop.base.digit_keys import DigitField, digit_of, stroke_of
from desktop.base.keymap import Keymap
from desktop.shell.window import DraftWindow

Modifier = Qt.KeyboardModifier
CTRL, SHIFT, ALT = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier
PRESS, OVERRIDE = QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride

AZERTY = "&é\"'(-è_çà"
QWERTY_SHIFTED = "!@#$%^&*()"


def stroke(
    typed: str, held: Modifier, scan: int = 0, virtual: int = 0, kind: QEvent.Type = PRESS
) -> QKeyEvent:
    return QKeyEvent(kind, ord(typed.upper()), held, scan, virtual, 0, typed)


def row(digit: int) -> int:
    """Return the key code of a digit's key on Linux."""
    return 9 + (digit or 10)


@pytest.fixture
def done(window: DraftWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which the ids of triggered commands are added."""
    monkeypatch.setattr("sys.platform", "linux")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    found: list[str] = []
    for action in window.actions():
        action.triggered.disconnect()
        action.triggered.connect(lambda _=False, action=action: found.append(action.objectName()))
    return found


def press(window: DraftWindow, typed: str, held: Modifier, scan: int) -> bool:
    """Press a key as the system reports it; return whether the filter keeps it from Qt's own matching."""
    claim = stroke(typed, held, scan, kind=OVERRIDE)
    claim.ignore()
    QCoreApplication.sendEvent(window.windowHandle(), claim)
    if claim.isAccepted():
        QCoreApplication.sendEvent(window.windowHandle(), stroke(typed, held, scan))
    return claim.isAccepted()


@pytest.mark.parametrize("digit", range(1, 10))
def test_on_azerty_the_unshifted_key_replaces_and_the_shifted_one_inserts_below(
    window: DraftWindow, done: list[str], digit: int
) -> None:
    assert press(window, AZERTY[digit - 1], CTRL, row(digit))
    assert press(window, str(digit), CTRL | SHIFT, row(digit))
    assert done == [f"take {digit}", f"take_below {digit}"]


@pytest.mark.parametrize("digit", range(1, 10))
def test_on_qwerty_the_shortcuts_are_unchanged(
    window: DraftWindow, done: list[str], digit: int
) -> None:
    assert press(window, str(digit), CTRL, row(digit))
    assert press(window, QWERTY_SHIFTED[digit - 1], CTRL | SHIFT, row(digit))
    assert done == [f"take {digit}", f"take_below {digit}"]


def test_on_azerty_zoom_and_fit_width_work_too(window: DraftWindow, done: list[str]) -> None:
    assert press(window, "à", CTRL, row(0))
    assert press(window, "à", CTRL | ALT, row(0))
    assert done == ["zoom_reset", "fit_width"]
    assert not press(window, "0", CTRL | SHIFT, row(0)), "Qt takes it for Ctrl+0, as before"


def test_other_keys_are_left_to_qt(window: DraftWindow, done: list[str]) -> None:
    keypad = Modifier.KeypadModifier
    for typed, held, scan in [
        ("1", CTRL | keypad, 87),
        ("1", CTRL | keypad, row(1)),
        ("&", Modifier.NoModifier, row(1)),
        ("1", SHIFT, row(1)),
        ("1", ALT, row(1)),
        ("d", CTRL, row(1)),  # another system's code
        ("s", CTRL, 39),
        ("1", CTRL, 0),
    ]:
        for kind in (OVERRIDE, PRESS):
            event = stroke(typed, held, scan, kind=kind)
            assert not window.digit_keys.eventFilter(window.windowHandle(), event)
    assert done == []


def test_a_key_reassigned_by_the_user_triggers_its_new_command(
    window: DraftWindow, done: list[str]
) -> None:
    window.actions_.use(Keymap({"word_count": ("Ctrl+1",), "take_below 1": ("Ctrl+Alt+J",)}))
    assert press(window, "&", CTRL, row(1))
    assert done == ["word_count"]
    assert press(window, "1", CTRL | SHIFT, row(1)), "else Qt takes it for Ctrl+1"
    assert done == ["word_count"]
    window.actions_.use(Keymap({"take_below 1": ("Ctrl+1",), "take 1": ("Ctrl+Shift+1",)}))
    assert press(window, "&", CTRL, row(1)) and press(window, "1", CTRL | SHIFT, row(1))
    assert done == ["word_count", "take_below 1", "take 1"]


def test_a_key_assigned_by_its_character_takes_precedence(
    window: DraftWindow, done: list[str]
) -> None:
    window.actions_.use(Keymap({"word_count": ("Ctrl+&",), "about": ("Ctrl+!",)}))
    assert press(window, "&", CTRL, row(1))
    assert press(window, "!", CTRL | SHIFT, row(1))
    assert press(window, "é", CTRL, row(2))
    assert done == ["word_count", "about", "take 2"]


def test_a_disabled_command_is_not_triggered_nor_another_instead(
    window: DraftWindow, done: list[str]
) -> None:
    window.actions_["take_below 1"].setEnabled(False)
    assert press(window, "1", CTRL | SHIFT, row(1))
    assert done == []


@pytest.mark.parametrize(
    ("system", "scans", "virtuals"),
    [
        ("linux", range(10, 20), [0] * 10),
        ("win32", range(2, 12), [0] * 10),
        ("darwin", [0] * 10, [18, 19, 20, 21, 23, 22, 26, 28, 25, 29]),
    ],
)
def test_the_digit_row_is_recognized_on_every_system(
    system: str, scans: list[int], virtuals: list[int]
) -> None:
    for digit, scan, virtual in zip([*range(1, 10), 0], scans, virtuals, strict=True):
        assert digit_of(stroke("&", CTRL, scan, virtual), system) == digit


def test_altgr_on_windows_still_types_characters() -> None:
    assert stroke_of(stroke("@", CTRL | ALT, 11), "win32").isEmpty()
    assert stroke_of(stroke("à", CTRL | ALT, 19), "linux") == QKeySequence("Ctrl+Alt+0")


def test_a_new_shortcut_is_recorded_by_position(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    field = DigitField()
    qtbot.addWidget(field)
    for typed, held, key in [("&", CTRL, "Ctrl+1"), ("1", CTRL | SHIFT, "Ctrl+Shift+1")]:
        QCoreApplication.sendEvent(field, stroke(typed, held, 10))
        assert field.keySequence() == QKeySequence(key)
    QCoreApplication.sendEvent(field, stroke("g", CTRL, 42))
    assert field.keySequence() == QKeySequence("Ctrl+G")
