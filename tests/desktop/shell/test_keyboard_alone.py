"""Every command is reached with the keyboard alone in a real window: by its key, and through the menus."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop.shell.test_real_window import ROOT
from tests.desktop.shell.test_real_window import screen as screen
from tests.waiting import PROCESS_LIMIT

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from desktop.shell import application
from desktop.base.commands import COMMANDS
from desktop.base.keymap import is_media
from desktop.help.sample import sample_draft
from desktop.trials.unattended import wait

warnings = []
qInstallMessageHandler(lambda kind, _, words: warnings.append(words))
app = application.start(["x"])
assert app.platformName() == "xcb", app.platformName()
window = application.make_window(app, Path(sys.argv[1]) / "data")
window.resize(1200, 800)
window.show()
window.activateWindow()
wait(window.isActiveWindow, "the window never became active")
window.file.take(sample_draft())

TEXT_DOES = ("undo", "redo", "cut", "copy", "paste", "selectAll")
fired = []
for command in COMMANDS:
    action = window.actions_[command.id]
    if command.on != "dock":  # a panel's own action cannot be let loose of what it does, and does no harm
        action.triggered.disconnect()
    action.triggered.connect(lambda *_, id=command.id: fired.append(id))


def ready():
    window.editor.setFocus()
    for command in COMMANDS:
        window.actions_[command.id].setEnabled(True)
    fired.clear()


def letter(words):
    return words.split("&")[1][0]


def answered(id, key):
    "Whether the text itself does what the command does: Qt's text takes these keys before any command."
    editor = window.editor
    words = lambda: editor.document().toPlainText()
    editor.goto(editor.places().index("OP1"))
    if id in ("undo", "redo"):
        before = words()
        QTest.keyClicks(editor, "x")
        typed = words()
        QTest.keySequence(editor, key if id == "undo" else QKeySequence.StandardKey.Undo)
        if id == "undo":
            return words() == before != typed
        QTest.keySequence(editor, key)
        done = words() == typed
        editor.undo()
        return done
    if id == "selectAll":
        QTest.keySequence(editor, key)
        return editor.textCursor().selectedText() == editor.document().toRawText()
    before = words()
    if id == "paste":
        QApplication.clipboard().setText("pasted words")
    else:
        QApplication.clipboard().setText("nothing")
        editor.moveCursor(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor)
    chosen = editor.textCursor().selectedText()
    QTest.keySequence(editor, key)
    after, held = words(), QApplication.clipboard().text()
    if after != before:
        editor.undo()
    if id == "copy":
        return held.strip() == chosen.strip() and after == before
    if id == "cut":
        return held.strip() == chosen.strip() and len(after) < len(before)
    return "pasted words" in after


missing = []
by_key = 0
for command in COMMANDS:
    for key in window.guide.keymap.sequences(command):
        if is_media(key) or key.toString() == "Ctrl+Shift+Ins":  # X pastes its selection with that one
            continue
        ready()
        QTest.keySequence(window.editor, key)
        by_key += 1
        if fired != [command.id] and not (command.id in TEXT_DOES and answered(command.id, key)):
            missing.append(("key", key.toString(), command.id, list(fired)))

for command in COMMANDS:
    ready()
    steps = [command.menu, command.under, command.text] if command.under else [command.menu, command.text]
    QTest.keyClick(window.editor, letter(steps[0]), Qt.KeyboardModifier.AltModifier)
    for step in steps[1:]:
        popup = QApplication.activePopupWidget()
        if not isinstance(popup, QMenu):
            missing.append(("menu", steps[0], command.id, "did not open"))
            break
        QTest.keyClick(popup, letter(step))
    if fired != [command.id]:
        missing.append(("menu", " > ".join(steps), command.id, list(fired)))
    while (popup := QApplication.activePopupWidget()) is not None:
        QTest.keyClick(popup, Qt.Key.Key_Escape)

window.editor.document().setModified(False)
print(f"{len(COMMANDS)} commands through the menus, {by_key} keys")
for each in missing:
    print(each)
assert not missing
assert not warnings, warnings
window.close()
print("done")
"""

WAY_ROUND = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop.shell import application
from desktop.help.sample import sample_draft
from desktop.trials.unattended import wait

app = application.start(["x"])
window = application.make_window(app, Path(sys.argv[1]) / "data")
window.show()
window.activateWindow()
wait(window.isActiveWindow, "the window never became active")
window.file.take(sample_draft())
window.editor.setFocus()


def part():
    here = QApplication.focusWidget()
    parts = {"text": window.editor, "bar": window._bar, "foot": window.status}
    parts |= {dock.objectName(): dock for dock in window._docks}
    return next(name for name, w in parts.items() if w is here or w.isAncestorOf(here))


forward, back = [], []
for met, key, held in ((forward, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier), (back, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)):
    while not met or part() != "text":
        QTest.keyClick(QApplication.focusWidget(), key, held)
        met.append(part())
        assert len(met) < 20, met
assert forward[-1] == back[-1] == "text"
assert forward[:-1] == back[:-1][::-1], (forward, back)
assert {"outline", "precedent", "bar", "foot"} <= set(forward), forward
QTest.keyClick(window.editor, Qt.Key.Key_F6)
QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
assert part() == "text"
window.editor.document().setModified(False)
window.close()
print("done")
"""


def run(script: str, screen: dict[str, str], folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        cwd=ROOT, env={**screen, "QT_QPA_PLATFORM": "xcb"}, capture_output=True, text=True, timeout=PROCESS_LIMIT,
    )  # fmt: skip
    if "could not load the Qt platform plugin" in done.stderr.lower():
        pytest.skip("Qt cannot use X here: its libraries are missing (see the README)")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.mark.window
def test_every_command_is_reached_by_its_key_and_through_the_menus(
    screen: dict[str, str], tmp_path: Path
) -> None:
    said = run(SCRIPT, screen, tmp_path)
    assert said.strip().endswith("done")


@pytest.mark.window
def test_f6_goes_round_all_parts_of_the_window_and_back(
    screen: dict[str, str], tmp_path: Path
) -> None:
    assert run(WAY_ROUND, screen, tmp_path).strip().endswith("done")
