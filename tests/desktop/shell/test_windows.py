"""Several windows, and recovery after a crash: each draft opens in its own window, none is lost silently."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.files import recovery
from desktop.files.exports import Stamp
from desktop.files.file_dialogs import Answer
from desktop.files.recovery import DraftInfo, Slot
from desktop.safety.recovery_dialog import Choice, RecoveryDialog
from desktop.shell import application
from desktop.shell.file_opening import FileOpening
from desktop.shell.window import DraftWindow
from desktop.shell.windows import Windows
from resolution.formats.akn import writer as akn
from resolution.formats.detect import read
from resolution.model import Resolution
from tests.waiting import PROCESS_LIMIT

ROOT = Path(__file__).parents[3]


@pytest.fixture
def windows(qapp: QApplication, data: Path, stand) -> Iterator[Windows]:  # type: ignore[no-untyped-def]
    made = Windows(qapp, data, lambda: stand)
    yield made
    for window in list(made.open_windows):
        window.editor.document().setModified(False)
        window.close()
    made.deleteLater()


@pytest.fixture
def home(data: Path) -> Path:
    return data / recovery.FOLDER


def crash(window: DraftWindow) -> None:
    """Leave recovery copies behind as a killed program does, without their locks."""
    assert window.safety.autosave.write_now()
    window.safety.autosave._slot.release()
    window.safety.autosave._stopped = True


def test_two_windows_hold_two_drafts(windows: Windows, qtbot: QtBot, draft: Resolution) -> None:
    one = windows.show_new()
    one.file.take(draft)
    one.actions_["new_window"].trigger()
    _, other = windows.open_windows
    other.editor.insertPlainText("Other")
    assert one.editor.resolution() == draft
    assert other.pos() != one.pos()
    qtbot.waitUntil(lambda: one.corpus_service.ready and other.corpus_service.ready)
    assert one.status.corpus.text() == other.status.corpus.text() == "Precedents: 5 texts"


def test_an_import_in_one_window_is_refused_in_the_other_with_a_sentence(
    windows: Windows, qtbot: QtBot, data: Path, seeds: list[Path]
) -> None:
    from precedent_corpus.corpus import Corpus

    one = windows.show_new()
    qtbot.waitUntil(lambda: one.corpus_service.ready)
    with Corpus.open(data, writer=True):
        one.corpus_service.add(seeds)
        qtbot.waitUntil(lambda: bool(one.dialogs.told))  # type: ignore[attr-defined]
    assert "Another window or command is adding texts" in one.dialogs.told[0]  # type: ignore[attr-defined]


def test_a_file_opens_in_another_window_and_once_only(
    windows: Windows, qtbot: QtBot, tmp_path: Path, draft: Resolution
) -> None:
    one = windows.show_new()
    one.file.take(draft)
    one.dialogs.path = tmp_path / "draft.akn"  # type: ignore[attr-defined]
    assert one.save()
    one.file.take(Resolution(), called="another")
    one.actions_["open_in_window"].trigger()
    _, other = windows.open_windows
    qtbot.waitUntil(lambda: other.file.path == tmp_path / "draft.akn")
    assert other.editor.resolution() == draft
    one.actions_["open_in_window"].trigger()
    assert len(windows.open_windows) == 2, "where it is open it is shown"


def test_a_file_open_in_one_window_is_not_opened_in_another_as_well(
    windows: Windows, tmp_path: Path, draft: Resolution
) -> None:
    one, other = windows.show_new(), windows.show_new()
    one.file.take(draft)
    one.dialogs.path = tmp_path / "draft.akn"  # type: ignore[attr-defined]
    assert one.save()
    before = other.editor.resolution()
    other.file.open(tmp_path / "draft.akn")
    assert not other.file.busy
    assert other.editor.resolution() == before
    one.file.open(tmp_path / "draft.akn")
    assert one.file.busy, "its own window reads it again"


def test_a_text_removed_from_the_corpus_in_one_window_disappears_in_the_other(
    windows: Windows, qtbot: QtBot
) -> None:
    one, other = windows.show_new(), windows.show_new()
    qtbot.waitUntil(lambda: one.corpus_service.ready and other.corpus_service.ready)
    one.corpus_service.change(lambda corpus: corpus.remove("A/RES/56/121"), "", "")
    qtbot.waitUntil(lambda: other.status.corpus.text() == "Precedents: 4 texts")


def test_windows_share_the_corpus_and_the_last_one_closes_it(
    windows: Windows, qtbot: QtBot
) -> None:
    one, other = windows.show_new(), windows.show_new()
    qtbot.waitUntil(lambda: one.corpus_service.ready and other.corpus_service.ready)
    corpus = one.corpus_service.corpus
    assert corpus is other.corpus_service.corpus
    assert one.corpus_service.register is other.corpus_service.register
    assert one.close()
    found: list[int] = []
    other.corpus_service.ask(lambda corpus: len(corpus.documents()), found.append)
    qtbot.waitUntil(lambda: found == [5])
    assert other.close()
    names = {"precedents", "checks", "background", "analysis", "transfers"}
    assert not names & {thread.name for thread in threading.enumerate()}
    again = windows.show_new()
    qtbot.waitUntil(lambda: again.corpus_service.ready)
    assert again.corpus_service.corpus is not corpus


def test_a_question_of_one_window_does_not_supersede_that_of_another(
    windows: Windows, qtbot: QtBot
) -> None:
    one, other = windows.show_new(), windows.show_new()
    qtbot.waitUntil(lambda: one.corpus_service.ready and other.corpus_service.ready)
    held = threading.Event()
    answers: list[str] = []
    one.corpus_service.ask(lambda _: held.wait(10) and "one", answers.append, topic="test")
    other.corpus_service.ask(lambda _: "other", answers.append, topic="test")
    held.set()
    qtbot.waitUntil(lambda: answers == ["one", "other"])


SECOND = """
import json, sys
from pathlib import Path
from desktop.shell import application
from desktop.trials.unattended import wait
from desktop.shell.windows import Windows
app = application.start(["x"])
windows = Windows(app, Path(sys.argv[1]))
window = windows.show_new()
application.begin(windows, Path(sys.argv[2]))
wait(lambda: window.file.source is not None and window.corpus_service.ready, "it did not open")
print(json.dumps([len(windows.open_windows), window.file.source.name, window.status.corpus.text()]))
window.close()
"""


def test_a_second_program_opens_its_file_and_leaves_the_drafts_of_the_first_alone(
    windows: Windows, qtbot: QtBot, data: Path, seeds: list[Path], home: Path
) -> None:
    one = windows.show_new()
    qtbot.waitUntil(lambda: one.corpus_service.ready)
    one.editor.insertPlainText("New")
    assert one.safety.autosave.write_now()
    done = subprocess.run(
        [sys.executable, "-c", SECOND, str(data), str(seeds[0])],
        cwd=ROOT, capture_output=True, text=True, timeout=PROCESS_LIMIT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [1, seeds[0].name, "Precedents: 5 texts"]
    assert len(list(home.glob("*/draft-*"))) == 1


def test_a_setting_changed_in_one_window_applies_in_the_other(windows: Windows) -> None:
    from desktop.base.settings import PAGE_WIDTH

    one, other = windows.show_new(), windows.show_new()
    one._settings.set_value(PAGE_WIDTH, 200)
    assert other._settings.number(PAGE_WIDTH) == 200


def test_quitting_closes_all_windows_and_stops_at_one_that_is_kept(windows: Windows) -> None:
    one, other = windows.show_new(), windows.show_new()
    other.editor.insertPlainText("New")
    one.actions_["quit"].trigger()
    assert windows.open_windows == [other], (
        "its draft was asked about, and the user thought better of it"
    )
    other.dialogs.answer = Answer.DISCARD  # type: ignore[attr-defined]
    other.actions_["quit"].trigger()
    assert windows.open_windows == []


def test_a_version_shown_as_a_copy_has_no_file_yet(windows: Windows, draft: Resolution) -> None:
    one = windows.show_new()
    one.file.take(draft, called="used")
    windows.show_copy(draft, "draft, version of noon")
    _, other = windows.open_windows
    assert (other.file.path, other.file.name) == (None, "draft, version of noon")
    assert not other.isWindowModified()


# After a crash


def test_drafts_of_two_windows_are_recovered_unchanged(
    windows: Windows, home: Path, tmp_path: Path, draft: Resolution, qtbot: QtBot
) -> None:
    path = tmp_path / "draft.akn"
    one, other = windows.show_new(), windows.show_new()
    one.file.take(draft)
    one.dialogs.path = path  # type: ignore[attr-defined]
    assert one.save()
    one.editor.go_back_to(2, 4)
    one.editor.insertPlainText("One")
    other.editor.insertPlainText("Other")
    texts = {
        one.editor.resolution().title: one.editor.resolution(),
        "Other": other.editor.resolution(),
    }
    crash(one)
    crash(other)
    windows.dialogs.choice = Choice.OPEN  # type: ignore[attr-defined]
    windows.offer_recovered()
    back = windows.open_windows[2:]
    assert {
        window.editor.resolution().title: window.editor.resolution() for window in back
    } == texts
    assert all(window.isWindowModified() for window in back)
    named = next(window for window in back if window.file.path)
    assert (named.file.path, named.editor.cursor_place()) == (path, (2, 7))
    assert named.save(), "it goes where it lay, without a question"
    assert "changed draft.akn" not in named.dialogs.asked  # type: ignore[attr-defined]
    assert read(path).resolution == named.editor.resolution()
    qtbot.waitUntil(lambda: not named.safety.autosave.pending)
    assert len(list(home.glob("*/draft-*"))) == 1, "the other is not saved yet"


def test_a_recovered_draft_is_not_saved_over_a_file_changed_since(
    windows: Windows, tmp_path: Path, draft: Resolution, qtbot: QtBot
) -> None:
    path = tmp_path / "draft.akn"
    one = windows.show_new()
    one.file.take(draft)
    one.dialogs.path = path  # type: ignore[attr-defined]
    assert one.save()
    one.editor.insertPlainText("Mine")
    crash(one)
    path.write_bytes(b"theirs")
    windows.dialogs.choice = Choice.OPEN  # type: ignore[attr-defined]
    windows.offer_recovered()
    back = windows.open_windows[-1]
    qtbot.waitUntil(lambda: "was changed on disk" in back.safety.banner.words)
    assert not back.save()
    assert "changed draft.akn" in back.dialogs.asked  # type: ignore[attr-defined]
    assert path.read_bytes() == b"theirs"


def test_a_recovered_draft_is_still_kept_when_the_program_is_killed_again_at_once(
    windows: Windows, home: Path, draft: Resolution
) -> None:
    one = windows.show_new()
    one.file.take(draft)
    one.editor.insertPlainText("New")
    crash(one)
    windows.dialogs.choice = Choice.OPEN  # type: ignore[attr-defined]
    windows.offer_recovered()
    back = windows.open_windows[-1]
    back.safety.autosave._slot.release()
    (again,) = recovery.find_left_behind(home)
    assert again.resolution == back.editor.resolution()
    again.slot.clear()


def test_a_draft_left_for_later_is_offered_again_and_a_discarded_one_is_not(
    windows: Windows, home: Path
) -> None:
    one = windows.show_new()
    one.editor.insertPlainText("New")
    crash(one)
    for _ in range(2):
        windows.offer_recovered()
        assert len(windows.dialogs.found) == 1  # type: ignore[attr-defined]
    windows.dialogs.choice = Choice.DISCARD  # type: ignore[attr-defined]
    windows.offer_recovered()
    assert list(home.iterdir()) == []


def test_without_copies_nothing_is_asked_and_the_command_says_so(
    windows: Windows,
) -> None:
    one = windows.show_new()
    windows.offer_recovered()
    assert windows.dialogs.asked == []  # type: ignore[attr-defined]
    one.actions_["recover"].trigger()
    assert one.status.currentMessage() == "No draft was left behind."


def test_a_failed_recovery_dialog_releases_the_drafts(
    windows: Windows, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = windows.show_new()
    one.editor.insertPlainText("New")
    crash(one)

    def broken(dialog: object) -> bool:
        raise RuntimeError("broken")

    monkeypatch.setattr(windows.dialogs, "run", broken)
    with pytest.raises(RuntimeError):
        windows.offer_recovered()
    assert len(recovery.find_left_behind(home)) == 1


def test_the_file_named_at_the_start_opens_beside_what_is_recovered(
    windows: Windows, qtbot: QtBot, seeds: list[Path]
) -> None:
    one = windows.show_new()
    one.editor.insertPlainText("New")
    crash(one)
    one.editor.document().setModified(False)
    one.file.take(Resolution())
    windows.dialogs.choice = Choice.OPEN  # type: ignore[attr-defined]
    application.begin(windows, seeds[0])
    qtbot.waitUntil(
        lambda: seeds[0] in [window.file.source for window in windows.open_windows],
    )
    assert sum(window.isWindowModified() for window in windows.open_windows) == 1


def in_sight(windows: Windows) -> list[str]:
    """Return the names of the drafts in the open windows."""
    return sorted(window.file.name for window in windows.open_windows)


def test_each_file_named_at_the_start_opens_in_a_window_of_its_own(
    windows: Windows, qtbot: QtBot, seeds: list[Path]
) -> None:
    windows.show_new()
    application.begin(windows, *seeds[:3])
    names = [seed.name for seed in seeds[:3]]
    qtbot.waitUntil(lambda: in_sight(windows) == names)
    assert windows.dialogs.told == []  # type: ignore[attr-defined]


def test_a_file_named_twice_opens_in_one_window(
    windows: Windows, qtbot: QtBot, seeds: list[Path], tmp_path: Path
) -> None:
    link = tmp_path / "again.txt"
    link.symlink_to(seeds[0])
    windows.show_new()
    application.begin(windows, seeds[0], link, seeds[1], seeds[0])
    names = [seeds[0].name, seeds[1].name]
    qtbot.waitUntil(lambda: in_sight(windows) == names)


def test_a_file_that_is_being_read_in_one_window_is_not_opened_in_another(
    windows: Windows, qtbot: QtBot, tmp_path: Path, draft: Resolution
) -> None:
    (tmp_path / "draft.akn").write_bytes(akn.to_bytes(draft))
    windows.show_new()
    windows.open(tmp_path / "draft.akn")
    windows.open(tmp_path / "draft.akn")
    qtbot.waitUntil(lambda: in_sight(windows) == ["draft.akn"])


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_file_that_cannot_be_opened_is_reported_and_does_not_stop_the_others(
    windows: Windows, qtbot: QtBot, seeds: list[Path], tmp_path: Path, at: int
) -> None:
    files = [*seeds[:2]]
    files.insert(at, tmp_path / "missing.akn")
    windows.show_new()
    application.begin(windows, *files)
    names = [seed.name for seed in seeds[:2]]
    qtbot.waitUntil(lambda: in_sight(windows) == names)
    (told,) = windows.dialogs.told  # type: ignore[attr-defined]
    assert "missing.akn" in told


def test_a_window_stays_open_if_none_of_the_files_can_be_opened(
    windows: Windows, qtbot: QtBot, tmp_path: Path
) -> None:
    windows.show_new()
    application.begin(windows, tmp_path / "one.akn", tmp_path / "two.akn")
    qtbot.waitUntil(lambda: len(windows.dialogs.told) == 2)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: in_sight(windows) == ["Untitled"])


# The dialog


def offered(home: Path, draft: Resolution, broken: bool = False) -> RecoveryDialog:
    now = datetime.now()  # of both: the list is sorted by it
    for name in ("one.akn", "two.akn"):
        slot = Slot(home)
        path = slot.write(draft, DraftInfo(name, Path("/drafts") / name, None, None, now))
        if broken and name == "two.akn":
            path.write_bytes(b"<")
        slot.release()
    return RecoveryDialog(recovery.find_left_behind(home), lambda *_: True)


def test_enter_opens_all_and_escape_leaves_them(
    qtbot: QtBot, home: Path, draft: Resolution
) -> None:
    dialog = offered(home, draft)
    qtbot.addWidget(dialog)
    assert dialog.open_button.text() == "&Open all"
    dialog.open_button.click()
    assert dialog.choices == [Choice.OPEN, Choice.OPEN]
    again = RecoveryDialog(dialog._found, lambda *_: False)
    qtbot.addWidget(again)
    again.reject()
    assert again.choices == [Choice.LATER, Choice.LATER]


def test_an_unreadable_draft_is_reported_and_not_opened(
    qtbot: QtBot, home: Path, draft: Resolution
) -> None:
    dialog = offered(home, draft, broken=True)
    qtbot.addWidget(dialog)
    rows = [[row.text(n) for n in range(4)] for row in dialog._rows]
    broken = next(n for n, row in enumerate(rows) if row[0] == "two.akn")
    assert rows[broken][2] == "(cannot be read)"
    assert "is kept as it is" in rows[broken][3]
    dialog.open_button.click()
    assert dialog.choices[broken] is Choice.LATER
    assert dialog.choices[1 - broken] is Choice.OPEN


@pytest.mark.parametrize("sure", [False, True])
def test_discarding_asks_for_confirmation(
    sure: bool, qtbot: QtBot, home: Path, draft: Resolution
) -> None:
    asked: list[str] = []

    def confirm(title: str, sentence: str, yes: str) -> bool:
        asked.append(title)
        return sure

    dialog = RecoveryDialog(offered(home, draft)._found, confirm)
    qtbot.addWidget(dialog)
    dialog.discard_button.click()
    assert asked == ["Discard these 2 drafts?"]
    assert dialog.choices == [Choice.DISCARD if sure else Choice.LATER] * 2


def test_a_file_changed_since_is_marked(
    qtbot: QtBot, home: Path, draft: Resolution, tmp_path: Path
) -> None:
    path = tmp_path / "draft.akn"
    path.write_bytes(b"as the draft knew it")
    slot = Slot(home)
    slot.write(draft, DraftInfo("draft.akn", path, path, Stamp.of(path), datetime.now()))
    slot.release()
    (each,) = recovery.find_left_behind(home)
    assert not each.outdated
    path.write_bytes(b"another")
    assert each.outdated
    dialog = RecoveryDialog([each], lambda *_: True)
    qtbot.addWidget(dialog)
    assert dialog._rows[0].text(3) == f"{path} (this file was changed since)"
    each.slot.clear()


def test_one_of_two_can_be_opened_and_the_other_stays(
    qtbot: QtBot, home: Path, draft: Resolution
) -> None:
    dialog = offered(home, draft)
    qtbot.addWidget(dialog)
    dialog.table.setCurrentItem(dialog._rows[1])
    assert dialog.open_button.text() == "&Open"
    dialog.open_button.click()
    assert dialog.choices == [Choice.LATER, Choice.OPEN]
    assert all(button.text().count("&") == 1 for button in dialog.findChildren(QPushButton))


def test_a_file_open_event_of_the_finder_opens_the_file(qapp: QApplication, tmp_path: Path) -> None:
    opened: list[Path] = []
    watcher = FileOpening(opened.append, qapp)
    taken = watcher.eventFilter(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(tmp_path / "a.akn"))))
    assert taken and opened == [tmp_path / "a.akn"]
    assert not watcher.eventFilter(qapp, QEvent(QEvent.Type.ApplicationActivate))
