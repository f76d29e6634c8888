"""The first start: a welcome page shown once, whose buttons run their commands, and a tour of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop import VERSION
from desktop.base.commands import COMMANDS
from desktop.base.focus_ring import Ring
from desktop.base.settings import Settings
from desktop.help.about_dialog import AboutDialog, LicencesDialog
from desktop.help.guided_tour import STOPS, GuidedTour
from desktop.help.licences import licences
from desktop.help.pages import about
from desktop.help.welcome import BEGINNINGS, Welcome
from desktop.shell import application
from desktop.shell.window import DraftWindow
from desktop.shell.windows import Windows
from tests.desktop.conftest import Stand


def open_now(kind: type[QWidget]) -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


@pytest.fixture
def page(window: DraftWindow) -> Iterator[Welcome]:
    window.onboarding.show_welcome()
    (page,) = open_now(Welcome)
    assert isinstance(page, Welcome)
    yield page
    for still in open_now(Welcome):
        still.close()


@pytest.fixture
def tour(window: DraftWindow) -> Iterator[GuidedTour]:
    window.onboarding.take_tour()
    (tour,) = open_now(GuidedTour)
    assert isinstance(tour, GuidedTour)
    yield tour
    for still in open_now(GuidedTour):
        still.close()


def test_a_newcomer_is_greeted_once(window: DraftWindow, data: Path) -> None:
    window.onboarding.greet()
    (page,) = open_now(Welcome)
    page.close()
    window.onboarding.greet()
    assert open_now(Welcome) == []
    assert Settings(data).has_seen("welcome"), "the next start knows it too"


def test_opening_a_file_at_the_start_shows_no_welcome(
    qapp: QApplication, data: Path, stand: Stand, seeds: list[Path]
) -> None:
    windows = Windows(qapp, data, lambda: stand)
    windows.make()
    application.begin(windows, seeds[0])
    assert open_now(Welcome) == []
    for window in list(windows.open_windows):
        window.editor.document().setModified(False)
        window.close()


def test_the_first_start_without_a_file_shows_the_welcome(
    qapp: QApplication, data: Path, stand: Stand
) -> None:
    windows = Windows(qapp, data, lambda: stand)
    window = windows.make()
    window.show()
    application.begin(windows, None)
    (page,) = open_now(Welcome)
    page.close()
    window.close()


def test_every_way_to_begin_is_a_command_of_the_window() -> None:
    ids = {command.id for command in COMMANDS}
    assert [one.command for one in BEGINNINGS if one.command not in ids] == []
    letters = [one.words.split("&")[1][0].casefold() for one in BEGINNINGS]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("row", range(len(BEGINNINGS)))
def test_a_way_to_begin_is_chosen_by_keyboard_and_runs_its_command(
    row: int, page: Welcome, window: DraftWindow
) -> None:
    done: list[str] = []
    for one in BEGINNINGS:
        action = window.actions_[one.command]
        action.triggered.disconnect()
        action.triggered.connect(lambda *_, name=one.command: done.append(name))
    assert page.focusWidget() is page.buttons[BEGINNINGS[0].command]
    for _ in range(row):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert done == [BEGINNINGS[row].command]
    assert not page.isVisible()


def test_the_welcome_says_that_nothing_is_sent_and_whose_the_texts_are(page: Welcome) -> None:
    words = page.accessibleDescription()
    assert "Nothing that you write is sent anywhere" in words
    assert "source of the texts is the United Nations" in words


def test_the_sample_opens_in_an_empty_window(window: DraftWindow) -> None:
    window.onboarding.open_sample()
    assert window.file.name == "Sample draft"
    assert "small island developing States" in window.editor.toPlainText()
    assert window.editor.places()[window.editor.current_clause().index] == "PP2"  # type: ignore[union-attr]


def test_the_sample_opens_in_another_window_if_this_one_is_in_use(
    window: DraftWindow, draft: object
) -> None:
    wanted: list[str] = []
    window.safety.copy_wanted.connect(lambda _, called: wanted.append(called))
    window.editor.goto(window.editor.block_count - 1)
    QTest.keyClicks(window.editor, "Notes")
    before = window.editor.toPlainText()
    window.onboarding.open_sample()
    assert wanted == ["Sample draft"]
    assert window.editor.toPlainText() == before
    window.onboarding.take_tour()
    assert window.editor.toPlainText() == before, "the tour goes through the user's own draft"
    open_now(GuidedTour)[0].close()


def test_the_tour_goes_forward_and_closes_after_its_last_step(tour: GuidedTour) -> None:
    titles = []
    for at in range(len(STOPS)):
        assert tour.at == at and tour.focusWidget() is tour.next
        titles.append(tour.words.text().splitlines()[0])
        QTest.keyClick(tour.next, Qt.Key.Key_Return)
    assert titles == [f"### {stop.title}" for stop in STOPS]
    assert not tour.isVisible()


def test_the_tour_goes_back(tour: GuidedTour) -> None:
    assert not tour.back.isEnabled()
    tour.go(2)
    QTest.mouseClick(tour.back, Qt.MouseButton.LeftButton)
    assert tour.at == 1


def test_a_step_is_spoken_with_its_keys(tour: GuidedTour) -> None:
    said: list[str] = []
    tour.message.connect(said.append)
    for at in range(len(STOPS)):
        tour.go(at)
    assert "{key" not in "".join(said) and "Ctrl+1" in said[2]
    assert said[2].startswith("Precedent, 3 of 6. The adopted clauses nearest to yours")
    assert tour.next.accessibleDescription() == said[-1]


def test_a_ring_shows_the_part_that_a_step_is_about_and_goes_with_the_tour(
    tour: GuidedTour, window: DraftWindow
) -> None:
    def ringed() -> list[QWidget]:
        rings = (ring for ring in window.findChildren(Ring) if ring.isVisible())
        return [ring.widget() for ring in rings if ring.widget()]

    parts = window.onboarding._parts()
    for at, stop in enumerate(STOPS):
        tour.go(at)
        assert parts[stop.part] in ringed(), stop.part
        assert parts[stop.part].isVisible()
    tour.close()
    assert [part for part in ringed() if part in parts.values()] == []


def test_a_hidden_panel_is_shown_for_its_step(window: DraftWindow, tour: GuidedTour) -> None:
    outline = window.onboarding._parts()["outline"]
    outline.hide()
    tour.go([stop.part for stop in STOPS].index("outline"))
    assert outline.isVisible()


def test_the_about_box_says_version_source_and_that_nothing_is_sent(
    qapp: QApplication, shown: Callable[[QWidget], QWidget]
) -> None:
    box = AboutDialog(about(Path("/data/of/mine")))
    shown(box)
    told = box.status_label.text()
    for words in (VERSION, "the United Nations", "Nothing that you write is sent", "/data/of/mine"):
        assert words in told


def test_the_licences_are_read_part_by_part(
    qapp: QApplication, shown: Callable[[QWidget], QWidget]
) -> None:
    listed = licences()
    dialog = LicencesDialog(listed)
    shown(dialog)
    assert dialog.parts.count() == len(listed)
    for row, one in enumerate(listed):
        dialog.parts.setCurrentRow(row)
        words = dialog.page.toPlainText()
        assert words.startswith(f"{one.name} {one.version}\nLicence: {one.licence}\n")
        assert len(words) > 500
