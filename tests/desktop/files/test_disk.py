"""The file on disk: changed, deleted, read-only, disk full; nothing is overwritten unnoticed and nothing is lost."""

from __future__ import annotations

import errno
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.comparing.window import CompareWindow
from desktop.files import exports as files
from desktop.files.file_dialogs import Answer
from desktop.shell.window import DraftWindow
from resolution import safe_write
from resolution.formats import registry
from resolution.formats.detect import read
from resolution.model import Resolution
from resolution.text import join, make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "draft.akn"


@pytest.fixture
def saved(window: DraftWindow, draft: Resolution, path: Path, qtbot: QtBot) -> DraftWindow:
    """Return a window whose draft is saved at `path`."""
    window.file.take(draft)
    window.dialogs.path = path  # type: ignore[attr-defined]
    assert window.save()
    quiet(window, qtbot)
    return window


def quiet(window: DraftWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.safety.watch.busy and not window.file.busy)


def save_elsewhere(path: Path, resolution: Resolution, words: str) -> Resolution:
    """Change the file as another program does: replace it by one with these words before the title."""
    main = replace(resolution.main, title=join(make(words), resolution.main.title))
    other = replace(resolution, divisions=(main, *resolution.divisions[1:]))
    files.save(other, path, files.writer(registry.NATIVE))
    return other


def told(window: DraftWindow, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: words in window.safety.banner.words)


def test_a_change_on_disk_is_reported_by_itself(
    saved: DraftWindow, draft: Resolution, path: Path, qtbot: QtBot
) -> None:
    save_elsewhere(path, draft, "Theirs: ")
    told(saved, qtbot, "was changed on disk by another program.")
    assert not saved.isWindowModified()
    assert saved.editor.hasFocus() or not saved.isActiveWindow()


def test_our_own_saving_is_no_change(saved: DraftWindow, qtbot: QtBot) -> None:
    for _ in range(3):
        saved.editor.insertPlainText("x")
        assert saved.save()
        quiet(saved, qtbot)
    saved.safety.watch.look()
    quiet(saved, qtbot)
    assert saved.safety.banner.words == ""


def test_touching_the_file_is_no_change(saved: DraftWindow, path: Path, qtbot: QtBot) -> None:
    os.utime(path, (time.time() + 60, time.time() + 60))
    saved.safety.watch.look()
    quiet(saved, qtbot)
    assert saved.safety.banner.words == ""


def test_reload_shows_what_is_on_disk(
    saved: DraftWindow, draft: Resolution, path: Path, qtbot: QtBot
) -> None:
    other = save_elsewhere(path, draft, "Theirs: ")
    told(saved, qtbot, "was changed")
    saved.safety.banner.reload.click()
    qtbot.waitUntil(lambda: saved.editor.resolution() == other)
    quiet(saved, qtbot)
    assert saved.safety.banner.words == ""
    assert saved.dialogs.asked == ["save A_C_3_81_L_1.akn"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("yes", [False, True])
def test_reload_asks_before_discarding_changes(
    yes: bool, saved: DraftWindow, draft: Resolution, path: Path, qtbot: QtBot
) -> None:
    saved.editor.insertPlainText("Mine: ")
    mine = saved.editor.resolution()
    other = save_elsewhere(path, draft, "Theirs: ")
    told(saved, qtbot, "Your changes are not saved yet.")
    saved.dialogs.yes = yes  # type: ignore[attr-defined]
    saved.safety.banner.reload.click()
    quiet(saved, qtbot)
    assert saved.dialogs.asked[-1] == "Reload the file?"  # type: ignore[attr-defined]
    assert saved.editor.resolution() == (other if yes else mine)


def test_keep_mine_saves_without_another_question_and_keeps_theirs_as_a_version(
    saved: DraftWindow, draft: Resolution, path: Path, qtbot: QtBot
) -> None:
    other = save_elsewhere(path, draft, "Theirs: ")
    told(saved, qtbot, "was changed")
    saved.safety.banner.keep.click()
    assert saved.safety.banner.words == ""
    assert saved.isWindowModified(), "the draft is not what lies on the disk"
    assert saved.save()
    assert saved.dialogs.asked == ["save A_C_3_81_L_1.akn"]  # type: ignore[attr-defined]
    assert read(path).resolution == draft
    assert other in [read(v.path).resolution for v in saved.safety._versions.of(path)]


def test_compare_shows_the_differences(
    saved: DraftWindow, draft: Resolution, path: Path, qtbot: QtBot
) -> None:
    save_elsewhere(path, draft, "Theirs: ")
    told(saved, qtbot, "was changed")
    saved.safety.banner.compare.click()
    qtbot.waitUntil(lambda: bool(saved.findChildren(CompareWindow)))
    (shown,) = saved.findChildren(CompareWindow)
    qtbot.waitUntil(lambda: shown.found is not None)
    assert [row.spoken for row in shown.changes] == ["title: “Theirs:” deleted"]
    shown.close()


def test_a_file_that_becomes_unreadable_leaves_the_draft(
    saved: DraftWindow, draft: Resolution, path: Path, qtbot: QtBot
) -> None:
    path.write_bytes(b"<broken")
    told(saved, qtbot, "was changed")
    saved.safety.banner.reload.click()
    qtbot.waitUntil(lambda: bool(saved.dialogs.told))  # type: ignore[attr-defined]
    assert saved.editor.resolution() == draft


def test_a_deleted_file_is_reported_and_can_be_saved_again(
    saved: DraftWindow, draft: Resolution, path: Path, qtbot: QtBot
) -> None:
    path.unlink()
    told(saved, qtbot, "it was moved, renamed or deleted")
    assert saved.isWindowModified(), "closing asks, for the draft lies nowhere else"
    saved.safety.banner.save.click()
    assert read(path).resolution == draft
    quiet(saved, qtbot)
    assert saved.safety.banner.words == ""


def test_a_file_that_comes_back_unchanged_hides_the_banner(
    saved: DraftWindow, path: Path, qtbot: QtBot
) -> None:
    aside = path.with_name("aside.akn")
    path.rename(aside)
    told(saved, qtbot, "it was moved")
    aside.rename(path)
    qtbot.waitUntil(lambda: saved.safety.banner.words == "")


def test_activating_the_window_checks_the_file(
    saved: DraftWindow, path: Path, qtbot: QtBot
) -> None:
    saved.safety.watch._watcher.removePaths([str(path), str(path.parent)])
    path.write_bytes(b"theirs")
    QApplication.sendEvent(saved, QEvent(QEvent.Type.WindowActivate))
    told(saved, qtbot, "was changed")


# Read-only and full disks


def test_a_read_only_draft_is_marked_and_saved_elsewhere(
    saved: DraftWindow, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, draft: Resolution
) -> None:
    monkeypatch.setattr(files, "writable", lambda p: p != path)
    saved.file.open(path)
    quiet(saved, qtbot)
    assert saved.windowTitle() == "draft.akn (read-only)[*] – Resolution Drafter"
    assert saved.status.saved.text() == "Read-only"
    assert "saving asks for another place" in saved.status.currentMessage()
    saved.editor.insertPlainText("New: ")
    before = path.read_bytes()
    saved.dialogs.path = path.with_name("mine.akn")  # type: ignore[attr-defined]
    assert saved.save()
    assert path.read_bytes() == before
    assert read(path.with_name("mine.akn")).resolution == saved.editor.resolution()
    assert saved.windowTitle() == "mine.akn[*] – Resolution Drafter"


@pytest.mark.skipif(
    os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write anywhere"
)
def test_write_permission_is_what_the_system_reports(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    assert not files.writable(folder / "draft.akn")
    folder.chmod(0o700)
    assert files.writable(folder / "draft.akn")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full; make room on it or choose another one"),
        (errno.EROFS, "nothing can be written to this disk; choose another place"),
        (errno.EACCES, "you may not write there; choose another folder"),
    ],
)
def test_a_failed_save_gives_a_sentence_and_can_be_saved_elsewhere(
    number: int, words: str, saved: DraftWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    elsewhere = path.with_name("elsewhere") / "draft.akn"
    elsewhere.parent.mkdir()
    real = safe_write.write

    def full(target: Path, content: bytes) -> None:
        if target.parent == path.parent:
            raise OSError(number, os.strerror(number))
        real(target, content)

    monkeypatch.setattr(safe_write, "write", full)
    saved.editor.insertPlainText("New: ")
    assert not saved.save()
    assert saved.dialogs.told == [  # type: ignore[attr-defined]
        f"“draft.akn” could not be written: {words}. The draft is still open, with all changes."
    ]
    assert saved.isWindowModified()
    assert path.read_bytes() == before
    saved.dialogs.answer = Answer.SAVE_AS  # type: ignore[attr-defined]
    saved.dialogs.path = elsewhere  # type: ignore[attr-defined]
    assert saved.save()
    assert read(elsewhere).resolution == saved.editor.resolution()


# During a save


def test_a_slow_disk_does_not_block_painting_and_closing_waits(
    saved: DraftWindow, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = safe_write._sync_folder
    ticks: list[bool] = []

    def slow(folder: Path) -> None:
        time.sleep(0.5 if folder == path.parent else 0)
        real(folder)

    monkeypatch.setattr(safe_write, "_sync_folder", slow)
    ticking = QTimer(saved, interval=20)
    ticking.timeout.connect(lambda: ticks.append(saved.file.saving))
    QTimer.singleShot(150, saved.close)
    saved.editor.insertPlainText("New: ")
    ticking.start()
    assert saved.save()
    ticking.stop()
    assert sum(ticks) > 5, "timers ran, and so does painting"
    qtbot.waitUntil(lambda: not saved.isVisible())
    assert read(path).resolution == saved.editor.resolution()
    assert "unsaved draft.akn" not in saved.dialogs.asked  # type: ignore[attr-defined]


# The cursor position


def test_a_file_opens_at_its_last_cursor_position(
    saved: DraftWindow, path: Path, qtbot: QtBot
) -> None:
    saved.editor.go_back_to(4, 9)
    saved.file.take(Resolution())
    saved.file.open(path)
    qtbot.waitUntil(lambda: saved.file.path == path)
    assert saved.editor.cursor_place() == (4, 9)


def test_a_cursor_position_that_no_longer_exists_becomes_the_nearest(saved: DraftWindow) -> None:
    saved.editor.go_back_to(10_000, 10_000)
    assert saved.editor.cursor_place()[0] == saved.editor.block_count - 1
