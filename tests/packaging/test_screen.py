"""Where a window can be shown, and what happens where it cannot."""

import subprocess
import sys

import pytest
import screen
from screen import Outcome

NO_DISPLAY = """\
qt.qpa.xcb: could not connect to display :99
qt.qpa.plugin: Could not load the Qt platform plugin "xcb" in "" even though it was found.
This application failed to start because no Qt platform plugin could be initialized.
"""


@pytest.mark.parametrize(
    ("environ", "system", "seen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"QT_QPA_PLATFORM": "minimal:fontengine=freetype"}, "win32", False),
        ({"QT_QPA_PLATFORM": "vnc:size=1280x1024"}, "linux", True),
    ],
)
def test_there_is_a_screen_where_a_window_can_be_seen(
    environ: dict[str, str], system: str, seen: bool
) -> None:
    assert screen.has_screen(environ, system) is seen


def test_qt_that_aborts_over_its_platform_cannot_use_the_screen() -> None:
    assert screen.screen_refused(Outcome(134, 0.4, NO_DISPLAY))


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(0, 0.4, NO_DISPLAY),
        Outcome(1, 0.4, "Traceback (most recent call last): ..."),
        Outcome(134, 3600.0, NO_DISPLAY),
    ],
)
def test_any_other_end_is_the_programs_own(outcome: Outcome) -> None:
    assert not screen.screen_refused(outcome)


def test_a_watched_program_gives_its_code_and_what_it_said(
    capfd: pytest.CaptureFixture[str],
) -> None:
    program = "import sys; print('sat down', file=sys.stderr); sys.exit(7)"
    outcome = screen.run_watched([sys.executable, "-c", program])
    assert (outcome.code, outcome.errors.strip()) == (7, "sat down")
    assert capfd.readouterr().err.strip() == "sat down"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_program_that_aborts_gives_the_code_a_shell_would() -> None:
    assert screen.run([sys.executable, "-c", "import os; os.abort()"]) == 134


def test_after_ctrl_c_a_program_that_goes_on_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "GRACE_SECONDS", 0.1)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as child:
        screen.end(child)
        assert child.returncode != 0
