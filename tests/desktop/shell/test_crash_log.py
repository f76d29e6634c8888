"""Unexpected errors: drafts are saved at once, the user is told where, and the log has the details."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.files import recovery
from desktop.safety.error_dialog import ErrorDialog, sentence
from desktop.shell import crash_log
from desktop.shell.windows import Windows
from resolution.model import Resolution
from tests.waiting import PROCESS_LIMIT

ROOT = Path(__file__).parents[3]


@pytest.fixture
def windows(qapp: QApplication, data: Path, stand) -> Iterator[Windows]:  # type: ignore[no-untyped-def]
    made = Windows(qapp, data, lambda: stand)
    made.show_new()
    yield made
    for window in list(made.open_windows):
        window.editor.document().setModified(False)
        window.close()
    made.deleteLater()


@pytest.fixture
def log(data: Path) -> Iterator[Path]:
    handler = crash_log.keep_log(data)
    yield data / crash_log.LOG
    logging.getLogger().removeHandler(handler)
    handler.close()


def meet(windows: Windows, data: Path) -> None:
    """Pass an error to the exception hook."""
    try:
        raise RuntimeError("nobody thought of it")
    except RuntimeError as error:
        crash_log.exception_hook(windows, data)(type(error), error, error.__traceback__)


def test_an_error_saves_the_drafts_and_shows_where_they_and_the_log_are(
    windows: Windows, data: Path, log: Path, draft: Resolution
) -> None:
    window = windows.open_windows[0]
    window.file.take(draft)
    window.editor.insertPlainText("New: ")
    meet(windows, data)
    (told,) = windows.dialogs.told  # type: ignore[attr-defined]
    (copy,) = (data / recovery.FOLDER).glob("*/draft-*.akn")
    assert f"What is not saved of “Untitled” was kept just now in {copy}." in told
    assert str(log) in told
    assert "nobody thought of it" in windows.dialogs.shown[0]  # type: ignore[attr-defined]
    assert "nobody thought of it" in log.read_text("utf-8")
    assert window.isWindowModified()


def test_an_error_with_nothing_to_lose_says_so(windows: Windows, data: Path, log: Path) -> None:
    meet(windows, data)
    assert "Everything in them is saved." in windows.dialogs.told[0]  # type: ignore[attr-defined]


def test_a_draft_that_cannot_be_saved_is_named(windows: Windows, data: Path, log: Path) -> None:
    (data / recovery.FOLDER).write_text("in the way")
    windows.open_windows[0].editor.insertPlainText("New: ")
    meet(windows, data)
    told = windows.dialogs.told[0]  # type: ignore[attr-defined]
    assert "Of “Untitled” no copy could be kept: save it now" in told


def test_an_error_while_the_dialog_is_open_is_only_logged(
    windows: Windows, data: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = crash_log.exception_hook(windows, data)
    told: list[str] = []

    def again(dialog: ErrorDialog) -> None:
        told.append(dialog.words)
        hook(ValueError, ValueError("the second"), None)

    monkeypatch.setattr(windows.dialogs, "run", again)
    hook(RuntimeError, RuntimeError("the first"), None)
    assert len(told) == 1
    assert "the second" in log.read_text("utf-8")


def test_the_details_can_be_copied(qtbot: QtBot, tmp_path: Path) -> None:
    words = sentence([("draft.akn", tmp_path / "copy.akn")], [], tmp_path / "the.log")
    dialog = ErrorDialog(words, "Traceback: here")
    qtbot.addWidget(dialog)
    next(b for b in dialog.findChildren(QPushButton) if "Copy" in b.text()).click()
    assert QApplication.clipboard().text() == f"{words}\n\nTraceback: here"


def test_qt_warnings_are_logged(log: Path) -> None:
    class Context:
        category = "qt.text"

    crash_log._log_qt(QtMsgType.QtWarningMsg, Context(), "a font is missing")  # type: ignore[arg-type]
    crash_log._log_qt(QtMsgType.QtDebugMsg, Context(), "chatter")  # type: ignore[arg-type]
    words = log.read_text("utf-8")
    assert "WARNING Qt: qt.text: a font is missing" in words
    assert "chatter" not in words


BREAK = """
import ctypes, sys
from pathlib import Path
from desktop.shell import crash_log
crash_log.keep_log(Path(sys.argv[1]))
crash_log.keep_crash_log(Path(sys.argv[1]))
if len(sys.argv) > 2:
    ctypes.string_at(0)
"""


def test_the_stack_of_a_crash_is_in_the_log_of_the_next_start(tmp_path: Path) -> None:
    run = [sys.executable, "-c", BREAK, str(tmp_path)]
    broken = subprocess.run([*run, "break"], cwd=ROOT, capture_output=True, timeout=PROCESS_LIMIT)
    assert broken.returncode != 0
    assert "Segmentation fault" in (tmp_path / crash_log.CRASH).read_text()
    subprocess.run(run, cwd=ROOT, check=True, timeout=PROCESS_LIMIT)
    assert "Segmentation fault" in (tmp_path / crash_log.LOG).read_text()
    assert (tmp_path / crash_log.CRASH).read_text() == ""
