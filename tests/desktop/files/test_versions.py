"""Saved versions: the last ten of every file, each content once, opened as a copy and compared."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from desktop.base.errors import FileError
from desktop.comparing.window import CompareWindow
from desktop.files.versions import KEPT, Versions
from desktop.safety.versions_window import VersionsWindow
from desktop.shell.window import DraftWindow
from resolution.formats.detect import read
from resolution.model import Resolution

NOON = datetime(2026, 11, 25, 12)


def test_ten_are_kept_besides_the_last_one(tmp_path: Path) -> None:
    versions, path = Versions(tmp_path / "versions"), tmp_path / "draft.akn"
    for n in range(KEPT + 5):
        versions.keep(path, f"text {n}".encode(), NOON + timedelta(minutes=n))
    kept = versions.of(path)
    assert [each.path.read_text() for each in kept] == [
        f"text {n}" for n in reversed(range(4, KEPT + 5))
    ]
    assert len(kept) == 11
    assert kept[0].saved.replace(tzinfo=None) == NOON + timedelta(minutes=KEPT + 4)


def test_the_same_content_is_kept_once_under_its_latest_date(tmp_path: Path) -> None:
    versions, path = Versions(tmp_path / "versions"), tmp_path / "draft.akn"
    for n, words in enumerate((b"one", b"two", b"one")):
        versions.keep(path, words, NOON + timedelta(minutes=n))
    assert [each.path.read_bytes() for each in versions.of(path)] == [b"one", b"two"]


def test_files_with_the_same_name_in_two_folders_have_separate_versions(tmp_path: Path) -> None:
    versions = Versions(tmp_path / "versions")
    versions.keep(tmp_path / "a" / "draft.akn", b"a", NOON)
    versions.keep(tmp_path / "b" / "draft.akn", b"b", NOON)
    assert [v.path.read_bytes() for v in versions.of(tmp_path / "a" / "draft.akn")] == [b"a"]


def test_a_folder_that_cannot_be_used_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "versions").write_text("in the way")
    with pytest.raises(FileError, match=r"“draft.akn” could not be kept"):
        Versions(tmp_path / "versions").keep(tmp_path / "draft.akn", b"a", NOON)


@pytest.fixture
def saved_thrice(window: DraftWindow, draft: Resolution, tmp_path: Path) -> DraftWindow:
    """Return a window whose draft was saved with “one”, “two” and “three” before its title."""
    window.file.take(draft)
    window.dialogs.path = tmp_path / "draft.akn"  # type: ignore[attr-defined]
    for words in ("one ", "two ", "three "):
        window.editor.insertPlainText(words)
        assert window.save()
    return window


def listed(window: DraftWindow, qtbot: QtBot) -> VersionsWindow:
    window.actions_["show_versions"].trigger()
    (shown,) = window.findChildren(VersionsWindow)
    qtbot.waitUntil(lambda: not window.safety._worker.busy)
    return shown


def rows(shown: VersionsWindow) -> list[QTreeWidgetItem]:
    return [shown.table.topLevelItem(n) for n in range(shown.table.topLevelItemCount())]  # type: ignore[misc]


def test_every_save_keeps_a_version_and_they_are_listed_with_their_size(
    saved_thrice: DraftWindow, qtbot: QtBot
) -> None:
    shown = listed(saved_thrice, qtbot)
    titles = [row.text(3).split(" Strength")[0] for row in rows(shown)]
    assert titles == ["", "one two three", "one two", "one"]
    assert rows(shown)[1].text(1) == "4 PP, 3 OP"
    shown.close()


def test_a_version_opens_as_a_copy(saved_thrice: DraftWindow, qtbot: QtBot) -> None:
    shown = listed(saved_thrice, qtbot)
    shown.table.setCurrentItem(rows(shown)[3])
    with qtbot.waitSignal(saved_thrice.safety.copy_wanted) as told:
        shown.open_button.click()
    text, called = told.args
    assert text.title.startswith("one Strength")
    assert called.startswith("draft, version of ")
    shown.close()


def test_a_version_is_compared_with_the_draft_and_two_with_each_other(
    saved_thrice: DraftWindow, qtbot: QtBot
) -> None:
    shown = listed(saved_thrice, qtbot)
    saved_thrice.editor.insertPlainText("four ")
    shown.table.setCurrentItem(rows(shown)[2])
    assert shown.compare_button.text() == "&Compare with the draft"
    shown.compare_button.click()
    qtbot.waitUntil(lambda: bool(saved_thrice.findChildren(CompareWindow)))
    first = saved_thrice.findChildren(CompareWindow)[0]
    qtbot.waitUntil(lambda: first.found is not None)
    assert [row.spoken for row in first.changes] == ["title: “three four” added"]
    first.close()
    rows(shown)[3].setSelected(True)
    assert shown.compare_button.text() == "&Compare the two"
    shown.compare_button.click()
    qtbot.waitUntil(
        lambda: [
            row.spoken for w in saved_thrice.findChildren(CompareWindow) for row in w.changes
        ][-1:] == ["title: “two” added"],
    )  # fmt: skip
    for window in saved_thrice.findChildren(CompareWindow):
        window.close()
    shown.close()


def test_a_text_written_by_others_is_kept_before_it_is_overwritten(
    window: DraftWindow, draft: Resolution, tmp_path: Path, qtbot: QtBot, seeds: list[Path]
) -> None:
    path = tmp_path / "draft.akn"
    window.file.take(draft)
    window.dialogs.path = path  # type: ignore[attr-defined]
    path.write_bytes(seeds[0].read_bytes())
    assert window.save()
    kept = window.safety._versions.of(path)
    assert [each.path.read_bytes() for each in kept[1:]] == [seeds[0].read_bytes()]
    assert read(kept[0].path).resolution == draft


def test_saving_succeeds_even_if_no_version_can_be_kept(
    window: DraftWindow, draft: Resolution, tmp_path: Path, data: Path
) -> None:
    (data / "versions").write_text("in the way")
    window.file.take(draft)
    window.dialogs.path = tmp_path / "draft.akn"  # type: ignore[attr-defined]
    assert window.save()
    assert "could not be kept" in window.status.currentMessage()
    assert read(tmp_path / "draft.akn").resolution == draft


def test_a_draft_that_was_never_saved_says_that_it_has_no_versions(window: DraftWindow) -> None:
    window.actions_["show_versions"].trigger()
    assert window.findChildren(VersionsWindow) == []
    assert window.status.currentMessage().startswith("Versions are kept from")
