"""Accessibility: every control has a name, the outline has accessible text, the focus is visible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QMainWindow,
    QProgressBar,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.base.commands import COMMANDS
from desktop.base.settings import THEME
from desktop.base.theme import contrast
from desktop.files.file_dialogs import FileDialogs
from desktop.navigation.announcer import Announcer
from desktop.navigation.outline import KIND_NAMES
from desktop.shell.window import DraftWindow
from desktop.trials.pictures import opened_by
from resolution.model import Kind, Resolution

SEEN = 3.0
"""The least contrast of a focus indicator between focused and unfocused (WCAG 2.2, 2.4.13)."""


def focusable(root: QWidget) -> Iterator[QWidget]:
    """Yield the widgets that take the focus, without the inner parts of Qt's own controls."""
    for widget in (root, *root.findChildren(QWidget)):
        parent = widget.parentWidget()
        inner = isinstance(parent, QComboBox | QAbstractSpinBox) or (
            isinstance(parent, QAbstractScrollArea) and widget is parent.viewport()
        )
        if (
            widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and widget.focusProxy() is None
            and not inner
            and not isinstance(widget, QScrollBar)
            and not widget.objectName().startswith("qt_")
            and widget.window() is root
        ):
            yield widget


def told(widget: QWidget) -> Iterator[QWidget]:
    """Yield the widgets that cannot have the focus but convey something other than by text."""
    for part in widget.findChildren(QWidget):
        if isinstance(part, QProgressBar) or (
            isinstance(part, QLabel) and not part.pixmap().isNull() and part.window() is widget
        ):
            yield part


def nameless(root: QWidget) -> list[str]:
    """Return the widgets without an accessible name."""
    return [
        f"{type(widget).__name__} {widget.objectName()} in a {type(widget.parentWidget()).__name__}"
        for widget in (*focusable(root), *told(root))
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
        and widget is not root
    ]


def test_every_control_of_the_window_has_a_name(window: DraftWindow, draft: Resolution) -> None:
    window.file.take(draft)
    for command in COMMANDS:
        if command.on == "dock" and not window.actions_[command.id].isChecked():
            window.actions_[command.id].trigger()
    found = list(focusable(window))
    assert len(found) > 20
    assert nameless(window) == []


def test_every_control_of_what_commands_open_has_a_name(
    window: DraftWindow, draft: Resolution, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QApplication, "quit", lambda: None)
    window.file.take(draft)
    _real_dialogs(window)
    missing: list[str] = []
    met: set[str] = set()

    def visit(shown: QWidget) -> None:
        met.add(shown.windowTitle())
        missing.extend(nameless(shown))
        loose = (label for label in shown.findChildren(QLabel) if "&" in label.text())
        missing.extend(f"{label.text()} leads nowhere" for label in loose if leads_nowhere(label))
        if shown is not window and not isinstance(shown, QMainWindow):
            shown.activateWindow()
            QApplication.processEvents()
            QTest.keyClick(shown.focusWidget() or shown, Qt.Key.Key_Escape)
            if shown.isVisible():
                missing.append(f"{shown.windowTitle()} stays at Esc")

    for command in COMMANDS:
        if command.with_ in ((), (1,)):
            window.file.take(draft)
            window.editor.goto(window.editor.places().index("PP1"))
            window.editor.document().setModified(True)
            opened_by(window, command.id, visit)
    assert missing == []
    assert "" not in met, "a window without a title"
    assert len(met) > 10


def leads_nowhere(label: QLabel) -> bool:
    """Return whether a label has a mnemonic but no buddy that takes the focus."""
    words = label.text().replace("&&", "")
    return "&" in words and not words.startswith("<") and "&amp;" not in words and not label.buddy()


def _real_dialogs(window: DraftWindow) -> None:
    """Replace the test's dialogs by real ones, in the same object, so that all its holders have them."""
    window.dialogs.__class__ = FileDialogs
    window.dialogs.parent = window


def test_every_row_of_the_outline_says_number_kind_and_words(
    window: DraftWindow, draft: Resolution
) -> None:
    window.file.take(draft)
    interface = QAccessible.queryAccessibleInterface(window.outline)
    spoken = [interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())]
    assert any(
        words.startswith("PP1 preambular paragraph, Recalling: Recalling its") for words in spoken
    )
    assert any(words.startswith("OP2 operative paragraph, Invites: ") for words in spoken)
    assert any(words.startswith(f"(a) {KIND_NAMES[Kind.ITEM]}") for words in spoken)


@pytest.mark.parametrize("theme", THEME.choices[1:])
def test_the_focus_is_visible(
    theme: str, window: DraftWindow, draft: Resolution, qapp: QApplication, qtbot: QtBot
) -> None:
    window.look.choose(theme)
    window.file.take(draft)
    for command in COMMANDS:
        if command.on == "dock" and not window.actions_[command.id].isChecked():
            window.actions_[command.id].trigger()
    qtbot.waitUntil(lambda: window.checks.settled)
    assert unseen_focus(window, qapp) == []
    window.look.choose("light")


def unseen_focus(root: QWidget, qapp: QApplication) -> list[str]:
    """Return the widgets that look the same with and without the focus."""
    root.activateWindow()
    qapp.processEvents()
    found = [
        w
        for w in focusable(root)
        if w.isEnabled() and not w.visibleRegion().boundingRect().isEmpty()
    ]
    unseen = []
    for widget in found:
        other = next(w for w in found if w is not widget)
        other.setFocus()
        qapp.processEvents()
        before = _picture(root, widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        qapp.processEvents()
        after = _picture(root, widget)
        if _marks(before, after) < 8:
            unseen.append(f"{type(widget).__name__} {widget.accessibleName()}")
    return unseen


def _picture(root: QWidget, widget: QWidget) -> QImage:
    corner = widget.mapTo(root, widget.rect().topLeft())
    area = QRect(corner, widget.size()).adjusted(-2, -2, 2, 2)
    return root.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)


def _marks(before: QImage, after: QImage) -> int:
    """Return the number of pixels whose contrast with their previous colour is sufficient."""
    old, new = memoryview(before.constBits()).cast("I"), memoryview(after.constBits()).cast("I")
    pairs = Counter((a, b) for a, b in zip(old, new, strict=True) if a != b)
    return sum(
        times
        for (a, b), times in pairs.items()
        if contrast(QColor(a).name(), QColor(b).name()) >= SEEN
    )


def test_entering_a_clause_is_announced_and_typing_in_it_is_not(
    window: DraftWindow, draft: Resolution
) -> None:
    said: list[str] = []
    window.file.take(draft)
    voice = Announcer(window.editor, said.append)
    editor = window.editor
    for place in ("PP2", "OP2", "OP2 (b)", "title"):
        editor.goto(editor.places().index(place))
        editor.insertPlainText("x")
    assert said == [
        "preambular paragraph 2", "operative paragraph 2", "operative paragraph 2, item (b)", "title",
    ]  # fmt: skip
    editor.goto(editor.places().index("OP2 (b)"))
    editor.outdent()
    assert said[-1] == "operative paragraph 3"
    voice.deleteLater()


def test_announcements_go_to_the_screen_reader(
    window: DraftWindow, draft: Resolution, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("desktop.shell.window._announce", lambda _, sentence: told.append(sentence))
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    window.file.take(draft)
    window.editor.goto(window.editor.places().index("PP1"))
    window.editor.outdent()
    assert told[-2:] == ["preambular paragraph 1", "This stands at the highest level."]
