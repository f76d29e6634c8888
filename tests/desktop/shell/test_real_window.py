"""The window on a real screen (else Xvfb): typing, applying a precedent, undo, save, reopen, export."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.waiting import LIMIT, PROCESS_LIMIT

ROOT = Path(__file__).parents[3]

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtTest import QTest
from desktop.shell import application
from desktop.files.file_dialogs import FileDialogs
from desktop.help.sample import sample_draft
from desktop.trials.tour import write_clause
from desktop.trials.unattended import wait
from resolution.formats.detect import read
from resolution.text import plain

warnings = []
qInstallMessageHandler(lambda kind, _, words: warnings.append(words))
folder = Path(sys.argv[1])
CTRL = Qt.KeyboardModifier.ControlModifier


class User(FileDialogs):
    def file_to_save(self, proposed):
        return folder / "draft.akn"

    def file_to_export(self, proposed, formats=()):
        return folder / "draft.docx"

    def show_warning(self, title, sentence, details=""):
        raise AssertionError(sentence)


app = application.start(["x"])
assert app.platformName() == "xcb", app.platformName()
window = application.make_window(app, folder / "data", User())
window.show()
window.activateWindow()
wait(window.isActiveWindow, "the window never became active")
window.precedents.start()
window.file.take(sample_draft())
wait(lambda: window.corpus_service.ready, "the corpus never opened")

clause = "Invites Member States, when developing national law and practice to combat the misuse of networks, to take into account the work of the Commission;"
write_clause(window, clause)
current = lambda: window.editor.current_clause().block
assert plain(current().text) == clause
assert current().label == "2."
wait(lambda: window.precedents.settled and window.panel.matches, "no precedent was found")
match = window.panel.matches[0]
assert match.symbol == "A/RES/56/121", match
assert app.focusWidget() is window.editor, "the panel took the keyboard"

QTest.keyClick(window.editor, Qt.Key.Key_1, CTRL)
assert plain(current().text) == match.text
assert current().origin.symbol == "A/RES/56/121"
QTest.keyClick(window.editor, Qt.Key.Key_Z, CTRL)
assert plain(current().text) == clause
QTest.keyClick(window.editor, Qt.Key.Key_Y, CTRL)
if plain(current().text) == clause:
    window.editor.redo()
assert plain(current().text) == match.text

assert window.isWindowModified()
QTest.keyClick(window.editor, Qt.Key.Key_S, CTRL)
assert not window.isWindowModified()
saved = window.editor.resolution()
assert read(folder / "draft.akn").resolution == saved

window.file.take(sample_draft())
assert window.editor.resolution() != saved
window.file.open(folder / "draft.akn")
wait(lambda: not window.file.busy, "the draft was not read")
assert window.editor.resolution() == saved
assert [b.origin.symbol for b in saved.blocks() if b.origin] == ["A/RES/56/121"]

QTest.keyClick(window.editor, Qt.Key.Key_E, CTRL)
wait(lambda: not window.file.busy, "the Word file was not written")
assert (folder / "draft.docx").stat().st_size > 5000
window.grab().save(str(folder / "window.png"))
window.close()
assert not warnings, warnings
print("done")
"""


AZERTY = """
import subprocess
import sys
from pathlib import Path
from PySide6.QtCore import qInstallMessageHandler
from desktop.shell import application
from desktop.help.sample import sample_draft
from desktop.trials.tour import write_clause
from desktop.trials.unattended import wait
from resolution.text import plain

CONTROL, SHIFT, FIRST, SECOND = 37, 50, 10, 11
warnings = []
qInstallMessageHandler(lambda kind, _, words: warnings.append(words))
app = application.start(["x"])
window = application.make_window(app, Path(sys.argv[1]) / "data")
window.show()
window.activateWindow()
wait(window.isActiveWindow, "the window never became active")
window.precedents.start()
window.file.take(sample_draft())
wait(lambda: window.corpus_service.ready, "the corpus never opened")
window.editor.setFocus()


def press(*codes):
    downs = [word for code in codes for word in ("keydown", str(code))]
    ups = [word for code in reversed(codes) for word in ("keyup", str(code))]
    subprocess.run(["xdotool", *downs, *ups], check=True)


def clauses():
    return [plain(block.text) for block in window.editor.resolution().main.blocks]


def done(*codes):
    wait(lambda: window.precedents.settled and len(window.panel.matches) > 1, "two precedents were not found")
    before, matches = clauses(), [match.text for match in window.panel.matches[:2]]
    at = window.editor.textCursor().blockNumber() - 1
    press(*codes)
    wait(lambda: clauses() != before, f"{codes} did nothing")
    after = clauses()
    window.editor.undo()
    assert clauses() == before
    return before, after, at, matches


def replaces(number, *codes):
    before, after, at, matches = done(*codes)
    assert len(after) == len(before), (codes, "inserted a clause")
    assert after[at] == matches[number - 1], (codes, after[at])


def inserts(number, *codes):
    before, after, at, matches = done(*codes)
    assert len(after) == len(before) + 1, (codes, "replaced the clause")
    assert after[at] == before[at] and after[at + 1] == matches[number - 1], (codes, after[at + 1])


write_clause(window, "Invites Member States, when developing national law and practice, to take into account the work of the Commission;")
for layout in sys.argv[2:]:
    subprocess.run(["setxkbmap", *layout.split()], check=True)
    replaces(1, CONTROL, FIRST)
    inserts(1, CONTROL, SHIFT, FIRST)
    replaces(2, CONTROL, SECOND)
    inserts(2, CONTROL, SHIFT, SECOND)
assert not warnings, warnings
print("done")
"""


@pytest.fixture
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Return an environment with a screen: the one there is, or one of Xvfb's, ended after the test.

    On the one there is, windows of tests that run at the same time would take the keyboard from each other.
    """
    if os.environ.get("DISPLAY") and sys.platform.startswith("linux"):
        import fcntl

        with (tmp_path_factory.getbasetemp().parent / "screen.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield dict(os.environ)
        return
    yield from _screen_made()


@pytest.fixture
def own_screen() -> Iterator[dict[str, str]]:
    """Return an environment with an Xvfb screen, whose keyboard layout may be changed."""
    yield from _screen_made()


def _screen_made() -> Iterator[dict[str, str]]:
    """Yield an environment with an Xvfb screen, which is stopped after the test."""
    if not sys.platform.startswith("linux"):
        pytest.skip("xcb is Linux's")
    xvfb = shutil.which("Xvfb")
    if not xvfb:
        pytest.skip("there is no screen, and no Xvfb to make one (apt-get install xvfb)")
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        [xvfb, "-displayfd", str(write_end), "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write_end], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write_end)
    try:
        with os.fdopen(read_end) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb did not start"
        yield {**os.environ, "DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait(LIMIT)


@pytest.mark.window
def test_a_clause_is_written_replaced_undone_saved_reopened_and_exported(
    screen: dict[str, str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        cwd=ROOT, env={**screen, "QT_QPA_PLATFORM": "xcb"}, capture_output=True, text=True, timeout=PROCESS_LIMIT,
    )  # fmt: skip
    if "could not load the qt platform plugin" in done.stderr.lower():
        pytest.skip("Qt cannot use X here: its libraries are missing (see the README)")
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.strip().endswith("done")


@pytest.mark.window
def test_on_every_keyboard_ctrl_and_a_digit_replaces_and_with_shift_inserts_below(
    own_screen: dict[str, str], tmp_path: Path
) -> None:
    missing = [tool for tool in ("setxkbmap", "xdotool") if not shutil.which(tool)]
    if missing:
        pytest.skip(f"there is no {' nor '.join(missing)} (apt-get install x11-xkb-utils xdotool)")
    done = subprocess.run(
        [sys.executable, "-c", AZERTY, str(tmp_path), "fr", "be", "us", "de"],
        cwd=ROOT, env={**own_screen, "QT_QPA_PLATFORM": "xcb"}, capture_output=True, text=True, timeout=PROCESS_LIMIT,
    )  # fmt: skip
    if "could not load the qt platform plugin" in done.stderr.lower():
        pytest.skip("Qt cannot use X here: its libraries are missing (see the README)")
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.strip().endswith("done")
