"""Exporting a draft with every change from another text tracked."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.base.settings import AUTHOR
from desktop.shell.window import DraftWindow
from resolution.formats.akn import writer as akn
from resolution.formats.detect import read as read_file
from resolution.formats.word.reader import changes, read
from resolution.model import Resolution
from tests.desktop.conftest import Stand


def export(window: DraftWindow, stand: Stand, words: str, target: Path, qtbot: QtBot) -> None:
    """Choose the text whose line has these words, and wait for the file."""
    chosen: list[int] = []

    def choose(texts: list[str]) -> int:
        stand.shown = list(texts)
        chosen.append(next(n for n, text in enumerate(texts) if words in text))
        return chosen[-1]

    stand.text_to_compare = choose  # type: ignore[method-assign,assignment]
    stand.path = target
    window.precedents.start()
    qtbot.waitUntil(lambda: window.corpus_service.ready)
    window.tracking.export_tracked()
    qtbot.waitUntil(lambda: target.exists() and not window.tracking.busy)


def test_a_draft_is_exported_against_a_precedent(
    window: DraftWindow, stand: Stand, seeds: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    new = read_file(seeds[1]).resolution
    window.file.take(new)
    window._settings.set_value(AUTHOR, "Peru")
    target = tmp_path / "out.docx"
    export(window, stand, "A/RES/55/63", target, qtbot)
    assert {change.author for change in changes(target).changes} == {"Peru"}
    assert read(target).resolution.main == new.main
    assert read(target, rejected=True).resolution.main == read_file(seeds[0]).resolution.main


def test_the_text_is_offered_first_the_next_time(
    window: DraftWindow, stand: Stand, draft: Resolution, tmp_path: Path, qtbot: QtBot
) -> None:
    own = tmp_path / "draft.akn"
    own.write_bytes(akn.to_bytes(draft))
    window.file.take(draft, own, own)
    export(window, stand, "A/RES/56/121", tmp_path / "first.docx", qtbot)
    export(window, stand, "A/RES/56/121", tmp_path / "second.docx", qtbot)
    assert stand.shown[0].startswith("A/RES/56/121")


def test_a_file_that_cannot_be_written_is_told(
    window: DraftWindow, stand: Stand, draft: Resolution, tmp_path: Path, qtbot: QtBot
) -> None:
    window.file.take(draft)
    (tmp_path / "folder.docx").mkdir()
    export(window, stand, "A/RES/55/63", tmp_path / "folder.docx", qtbot)
    qtbot.waitUntil(lambda: bool(stand.told))
    assert (tmp_path / "folder.docx").is_dir()
