"""The recovery copy follows the draft in time, and exists only while there are unsaved changes."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.base.settings import RECOVERY
from desktop.files import recovery
from desktop.files.file_dialogs import Answer
from desktop.shell.window import DraftWindow
from resolution.formats.detect import read
from resolution.model import Resolution
from resolution.text import plain


@pytest.fixture
def home(data: Path) -> Path:
    return data / recovery.FOLDER


@pytest.fixture
def drafting(window: DraftWindow, draft: Resolution) -> DraftWindow:
    """Return the window with a draft and a recovery delay of one second."""
    window._settings.set_value(RECOVERY, 1)
    window.file.take(draft)
    return window


def copies(home: Path) -> list[Path]:
    return sorted(home.glob("*/draft-*.akn"))


def kept(window: DraftWindow, qtbot: QtBot, home: Path) -> Path:
    """Wait until nothing is pending and return the copy."""
    qtbot.waitUntil(lambda: not window.safety.autosave.pending and bool(copies(home)))
    (path,) = copies(home)
    return path


def test_typing_is_in_the_copy_within_the_time_set(
    drafting: DraftWindow, qtbot: QtBot, home: Path
) -> None:
    drafting.editor.insertPlainText("New: ")
    assert copies(home) == []
    path = kept(drafting, qtbot, home)
    assert read(path).resolution == drafting.editor.resolution()
    assert "recovery copy" in drafting.status.saved.toolTip()


def test_the_delay_never_exceeds_ten_seconds() -> None:
    assert RECOVERY.default < RECOVERY.high < 10


def test_an_unchanged_draft_has_no_copy(drafting: DraftWindow, home: Path) -> None:
    drafting.safety.autosave.write()
    assert not drafting.safety.autosave.pending, "nothing will be written later either"
    assert not home.exists()


def test_nothing_is_written_if_nothing_changed(
    drafting: DraftWindow, qtbot: QtBot, home: Path
) -> None:
    drafting.editor.insertPlainText("New: ")
    path = kept(drafting, qtbot, home)
    drafting.editor.moveCursor(drafting.editor.textCursor().MoveOperation.End)
    drafting.safety.autosave.write()
    assert not drafting.safety.autosave.pending
    assert copies(home) == [path]


def test_continuous_typing_is_saved_too(drafting: DraftWindow, qtbot: QtBot, home: Path) -> None:
    def typed() -> bool:
        qtbot.keyClick(drafting.editor, Qt.Key.Key_A)
        return bool(copies(home))

    qtbot.waitUntil(typed)


def test_slow_writes_start_sooner(
    drafting: DraftWindow, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafting._settings.set_value(RECOVERY, 5)
    autosave = drafting.safety.autosave
    real = recovery.Slot.write
    clock = [100.0]

    def slow(slot: recovery.Slot, resolution: Resolution, facts: recovery.DraftInfo) -> Path:
        clock[0] += 1.5
        return real(slot, resolution, facts)

    assert autosave._time_allowed() == 5
    monkeypatch.setattr("desktop.safety.autosave.monotonic", lambda: clock[0])
    monkeypatch.setattr(recovery.Slot, "write", slow)
    drafting.editor.insertPlainText("New: ")
    autosave.write()
    kept(drafting, qtbot, home)
    assert autosave._time_allowed() == 3.5


def test_saving_deletes_the_copy(
    drafting: DraftWindow, qtbot: QtBot, home: Path, tmp_path: Path
) -> None:
    drafting.editor.insertPlainText("New: ")
    kept(drafting, qtbot, home)
    drafting.dialogs.path = tmp_path / "draft.akn"  # type: ignore[attr-defined]
    assert drafting.save()
    qtbot.waitUntil(lambda: not drafting.safety.autosave.pending)
    assert list(home.iterdir()) == []


def test_undoing_every_change_deletes_the_copy(
    drafting: DraftWindow, qtbot: QtBot, home: Path
) -> None:
    drafting.editor.insertPlainText("New: ")
    kept(drafting, qtbot, home)
    drafting.editor.undo()
    qtbot.waitUntil(lambda: copies(home) == [])


def test_a_discarded_draft_leaves_no_copy(drafting: DraftWindow, qtbot: QtBot, home: Path) -> None:
    drafting.editor.insertPlainText("New: ")
    kept(drafting, qtbot, home)
    drafting.dialogs.answer = Answer.DISCARD  # type: ignore[attr-defined]
    assert drafting.close()
    assert list(home.iterdir()) == []


def test_a_program_that_ends_without_asking_leaves_a_copy(
    drafting: DraftWindow, home: Path
) -> None:
    drafting.editor.insertPlainText("New: ")
    drafting.stop()
    (each,) = recovery.find_left_behind(home)
    assert each.resolution == drafting.editor.resolution()
    each.slot.clear()


def test_a_failed_write_is_reported_once(
    drafting: DraftWindow, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    home.write_text("in the way")
    told: list[str] = []
    drafting.safety.message.connect(told.append)
    caplog.set_level(logging.CRITICAL)
    for _ in range(2):
        drafting.editor.insertPlainText("New: ")
        drafting.safety.autosave.write()
        qtbot.waitUntil(lambda: not drafting.safety.autosave._worker.busy)
    assert len(told) == 1
    assert told[0].startswith("No recovery copy can be kept: ")
    home.unlink()
    qtbot.waitUntil(lambda: bool(copies(home)))


def test_the_copy_remembers_the_file_and_the_cursor(
    drafting: DraftWindow, qtbot: QtBot, home: Path, tmp_path: Path
) -> None:
    drafting.dialogs.path = tmp_path / "draft.akn"  # type: ignore[attr-defined]
    assert drafting.save()
    drafting.editor.go_back_to(3, 5)
    drafting.editor.insertPlainText("X")
    kept(drafting, qtbot, home)
    drafting.safety.autosave.stop()
    (each,) = recovery.find_left_behind(home)
    assert each.facts is not None
    assert (each.facts.path, each.facts.stamp) == (tmp_path / "draft.akn", drafting.file.stamp)
    assert each.facts.place == (3, 6)
    assert each.resolution is not None
    assert plain(list(each.resolution.blocks())[2].text)[5] == "X"
    each.slot.clear()
