"""Getting the record in the window: ticked, downloaded from a server on this machine, added to the corpus."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.corpus.download_dialog import DownloadDialog, total_words
from desktop.corpus.downloads import DownloadController
from desktop.shell.window import DraftWindow
from precedent_corpus.store.archives import Archive, archives
from tests.desktop.conftest import Stand

SEEDS = Path(__file__).parents[2] / "seeds"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return None


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Serve a repository with a session of two texts; return where."""
    served = tmp_path / "served"
    served.mkdir()
    with zipfile.ZipFile(served / "ga.zip", "w") as archive:
        for path in sorted(SEEDS.iterdir()):
            archive.write(path, f"repo-HEAD/75session/English/{path.name}")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(served)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/ga.zip"
    server.shutdown()
    server.server_close()
    thread.join()


def archive(address: str, name: str = "GA-75") -> Archive:
    return Archive(
        name, "Session 75", "General Assembly", "75", ("en",), "A/RES/75/*", address,
        "75session/{language}", 2, 1_000_000,
    )  # fmt: skip


@pytest.fixture
def record(window: DraftWindow, qtbot: QtBot) -> DownloadController:
    window.precedents.start()
    qtbot.waitUntil(lambda: window.corpus_service.ready)
    window.downloads.loopback = True
    window.downloads.get_record()
    return window.downloads


def test_what_is_ticked_is_downloaded_and_added(
    record: DownloadController, window: DraftWindow, address: str, qtbot: QtBot, data: Path
) -> None:
    with qtbot.waitSignal(window.corpus_service.ended):
        record.get([archive(address)], ["en"])
    assert (data / "downloads" / "GA-75-en.zip").exists()
    assert record.dialog is not None
    assert "SHA-256" in record.dialog.status_label.text()
    assert not record.dialog.bar.isVisibleTo(record.dialog)


def test_what_comes_while_texts_are_added_is_added_after_them(
    record: DownloadController, window: DraftWindow, stand: Stand, address: str, qtbot: QtBot
) -> None:
    said: list[str] = []
    window.corpus_service.reported.connect(said.append)
    held = threading.Event()
    window.corpus_service.change(lambda _: held.wait(10), "", "")
    with qtbot.waitSignal(record.message):
        record.get([archive(address)], ["en"])
    assert record._waiting
    held.set()
    qtbot.waitUntil(lambda: bool(said))
    assert not stand.told


def test_what_does_not_come_is_told_with_the_reason(
    record: DownloadController, stand: Stand, address: str, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(record.message):
        record.get([archive(address.replace("ga.zip", "gone.zip"))], ["en"])
    assert "any more" in stand.shown[-1]


def test_a_web_address_that_is_not_safe_is_not_asked(
    record: DownloadController, stand: Stand, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(record.message):
        record.get_address("http://example.org/a.zip", "")
    assert "https" in stand.shown[-1]


def test_a_wrong_checksum_adds_nothing(
    record: DownloadController, stand: Stand, address: str, qtbot: QtBot, data: Path
) -> None:
    with qtbot.waitSignal(record.message):
        record.get_address(address, "0" * 64)
    assert "checksum" in stand.shown[-1]
    assert not list((data / "downloads").iterdir())


def test_ticking_an_organ_ticks_its_sessions_and_says_what_they_come_to(qtbot: QtBot) -> None:
    dialog = DownloadDialog(archives())
    qtbot.addWidget(dialog)
    assert not dialog.get_button.isEnabled()
    organ = dialog.tree.topLevelItem(1)
    assert organ is not None
    organ.setCheckState(0, Qt.CheckState.Checked)
    assert {one.organ for one in dialog.ticked()} == {"Security Council"}
    assert "35 MB" in dialog.sum.text()
    assert dialog.get_button.isEnabled()


def test_without_a_language_nothing_can_be_had(qtbot: QtBot) -> None:
    dialog = DownloadDialog(archives())
    qtbot.addWidget(dialog)
    dialog.tick("GA-75")
    dialog.languages["en"].setChecked(False)
    assert not dialog.get_button.isEnabled()
    assert total_words(dialog.ticked(), []) == "Tick a language too."


def test_what_the_corpus_has_already_is_shown(qtbot: QtBot) -> None:
    dialog = DownloadDialog(archives())
    qtbot.addWidget(dialog)
    dialog.show_counts({("A/RES/80/*", "en"): 12})
    organ = dialog.tree.topLevelItem(0)
    assert organ is not None
    assert [organ.child(at).text(2) for at in (0, 1)] == ["12", "none"]
