"""The main window: files, questions, precedents, and that nothing is lost."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.base.services import Services
from desktop.base.settings import RECENT_LIMIT, ROWS, THEME
from desktop.files.file_dialogs import Answer
from desktop.shell.window import DraftWindow
from desktop.trials.tour import CLAUSE, write_clause
from resolution.formats.detect import read, read_bytes
from resolution.model import Kind, Origin, Resolution
from resolution.recognition.unplaced import HEADING
from resolution.text import plain

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def drafting(window: DraftWindow, qtbot: QtBot, draft: Resolution) -> DraftWindow:
    """Return the window with the sample draft and an open corpus."""
    window.precedents.start()
    window.file.take(draft)
    qtbot.waitUntil(lambda: window.corpus_service.ready)
    return window


def near(window: DraftWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.precedents.settled and bool(window.panel.matches))


def opened(window: DraftWindow, path: Path, qtbot: QtBot) -> None:
    window.file.open(path)
    qtbot.waitUntil(lambda: not window.file.busy)


# Precedents


def test_a_typed_clause_finds_its_precedent_and_ctrl_1_takes_it_in_one_undo_step(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    write_clause(drafting, CLAUSE)
    near(drafting, qtbot)
    match = drafting.panel.matches[0]
    assert (match.symbol, match.paragraph) == ("A/RES/56/121", "OP1")
    before = drafting.editor.resolution()
    qtbot.keyClick(drafting.editor, Qt.Key.Key_1, CTRL)
    taken = drafting.editor.current_clause().block
    assert plain(taken.text) == match.text
    assert taken.origin == Origin("A/RES/56/121", "OP1", match.text)
    assert taken.kind is Kind.OPERATIVE
    drafting.editor.undo()
    assert drafting.editor.resolution() == before


def test_ctrl_shift_2_puts_the_second_below(drafting: DraftWindow, qtbot: QtBot) -> None:
    write_clause(drafting, "Invites Member States to take into account the work of the Commission")
    near(drafting, qtbot)
    qtbot.waitUntil(lambda: len(drafting.panel.matches) > 1)
    match, place = drafting.panel.matches[1], drafting.editor.current_clause().index
    before = drafting.editor.resolution()
    qtbot.keyClick(drafting.editor, Qt.Key.Key_2, CTRL | SHIFT)
    below = drafting.editor.clause_at(place + 1).block
    assert plain(below.text) == match.text
    assert below.origin is not None
    drafting.editor.undo()
    assert drafting.editor.resolution() == before


def test_the_panel_follows_the_cursor_and_the_keyboard_stays_in_the_text(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    drafting.activateWindow()
    drafting.editor.setFocus()
    drafting.editor.goto(drafting.editor.places().index("PP1"))
    near(drafting, qtbot)
    assert all(match.part is Kind.PREAMBULAR for match in drafting.panel.matches)
    drafting.editor.goto(drafting.editor.places().index("OP2"))
    qtbot.waitUntil(
        lambda: (
            drafting.precedents.settled
            and all(m.part is Kind.OPERATIVE for m in drafting.panel.matches)
        ),
    )
    assert drafting.editor.hasFocus()


def test_the_number_of_rows_is_the_user_s(drafting: DraftWindow, qtbot: QtBot) -> None:
    write_clause(drafting, CLAUSE)
    near(drafting, qtbot)
    drafting._settings.set_value(ROWS, 1)
    qtbot.waitUntil(lambda: drafting.precedents.settled and len(drafting.panel.matches) == 1)


def test_without_precedents_the_panel_says_what_to_do(drafting: DraftWindow, qtbot: QtBot) -> None:
    write_clause(drafting, "Zygomorphic quetzals waltz beyond xylophones forever;")
    qtbot.waitUntil(lambda: drafting.precedents.settled and bool(drafting.panel.sentence))
    assert drafting.panel.sentence.startswith("No adopted clause is near.")


def test_precedents_are_added_while_the_keyboard_stays_in_the_text(
    drafting: DraftWindow, qtbot: QtBot, seeds: list[Path]
) -> None:
    drafting.editor.setFocus()
    drafting.corpus_service.add(seeds)
    assert drafting.status.work.isVisible()
    qtbot.keyClicks(drafting.editor, "Typed meanwhile")
    assert "Typed meanwhile" in drafting.editor.toPlainText()
    qtbot.waitUntil(lambda: not drafting.status.work.isVisible())
    assert drafting.dialogs.told == []  # type: ignore[attr-defined]
    assert "already there" in drafting.status.currentMessage()


def test_an_unplaced_line_of_a_paste_is_shown_in_the_banner(window: DraftWindow) -> None:
    window.editor.left_over.emit(("20-15851 (E)",))
    assert window.banner.isVisible()
    assert window.banner.lines == ("20-15851 (E)",)


def test_a_new_draft_of_an_organ_without_titles_begins_in_its_first_clause(
    window: DraftWindow,
) -> None:
    for name, place in (("General Assembly", "title"), ("Security Council", "PP1")):
        window.dialogs.words = name  # type: ignore[attr-defined]
        window.new()
        assert window.editor.current_clause().place == place


def test_the_italic_button_shows_what_the_cursor_is_in(window: DraftWindow) -> None:
    window.editor.toggle_italic()
    assert window.actions_["toggle_italic"].isChecked()
    window.editor.toggle_italic()
    assert not window.actions_["toggle_italic"].isChecked()


def test_escape_returns_to_the_text(window: DraftWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.outline.setFocus()
    qtbot.keyClick(window.outline, Qt.Key.Key_Escape)
    assert window.editor.hasFocus()


def test_the_count_of_texts_is_in_the_status_line(drafting: DraftWindow) -> None:
    assert drafting.status.corpus.text() == "Precedents: 5 texts"
    assert drafting.status.corpus.toolTip() == "3 adopted, 2 drafts: show them"


def test_adding_precedents_reports_what_was_skipped_and_why(
    drafting: DraftWindow, qtbot: QtBot, tmp_path: Path, seeds: list[Path]
) -> None:
    archive, broken = tmp_path / "texts.zip", tmp_path / "broken.akn"
    broken.write_bytes(b"<akomaNtoso")
    with zipfile.ZipFile(archive, "w") as made:
        made.write(seeds[0], "55_63.txt")
    drafting.dialogs.paths = [archive, broken]  # type: ignore[attr-defined]
    drafting.add_precedent_files()
    told = drafting.dialogs.told  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(told))
    assert "skipped" in told[0]
    assert any(line.startswith("broken.akn: ") for line in drafting.dialogs.shown)  # type: ignore[attr-defined]


def test_a_text_removed_from_the_corpus_is_no_longer_found(
    drafting: DraftWindow, qtbot: QtBot
) -> None:
    drafting.corpus.show_corpus()
    listed = drafting.corpus.window
    assert listed is not None
    qtbot.waitUntil(lambda: listed.model.rowCount() == 5)
    draft_rows = [row.cells[1] for row in listed.model.shown if "/L." in row.symbol]
    assert draft_rows == ["Draft, not adopted"] * 2
    drafting.corpus.remove(["A/RES/56/121"])
    qtbot.waitUntil(lambda: listed.model.rowCount() == 4)
    write_clause(drafting, CLAUSE)
    qtbot.waitUntil(lambda: drafting.precedents.settled)
    assert "A/RES/56/121" not in [m.symbol for m in drafting.panel.matches]
    listed.close()


def test_a_whole_precedent_is_shown_with_its_status(drafting: DraftWindow, qtbot: QtBot) -> None:
    from desktop.precedents.window import PrecedentWindow

    drafting.open_precedent("A/C.3/74/L.11", "OP1")
    qtbot.waitUntil(lambda: bool(drafting.findChildren(PrecedentWindow)))
    shown = drafting.findChildren(PrecedentWindow)[0]
    words = shown.page.toPlainText()
    assert "The General Assembly," in words
    assert shown.page.isReadOnly()
    marked = [selection.cursor.selectedText() for selection in shown.page.extraSelections()]
    assert [words[:20] for words in marked] == ["1.\xa0\xa0Welcomes the rep"]
    shown.close()


# Files


def test_saving_clears_the_modified_mark_and_reading_gives_the_same_draft(
    window: DraftWindow, tmp_path: Path, draft: Resolution
) -> None:
    window.file.take(draft)
    window.dialogs.path = tmp_path / "draft.akn"  # type: ignore[attr-defined]
    window.editor.insertPlainText("New: ")
    assert window.isWindowModified()
    assert window.save()
    assert not window.isWindowModified()
    assert window.windowTitle() == "draft.akn[*] – Resolution Drafter"
    assert window.status.saved.text().startswith("Saved ")
    assert read(tmp_path / "draft.akn").resolution == window.editor.resolution()
    window.editor.undo()
    assert window.isWindowModified()
    window.editor.redo()
    assert not window.isWindowModified(), "a draft that is as it was saved counts as saved"


def test_a_file_is_opened_shown_and_remembered(
    window: DraftWindow, seeds: list[Path], qtbot: QtBot
) -> None:
    opened(window, seeds[1], qtbot)
    assert "misuse of information technologies" in plain(window.editor.title())
    assert window.file.path is None, "a text file is a source; the draft is saved beside it"
    assert not window.isWindowModified()
    assert window._settings.recent()[0] == seeds[1]
    assert window.outline.topLevelItemCount() > 10
    assert window.status.counts.text().startswith("12 PP   3 OP")


def test_unplaced_lines_are_reported_and_shown_on_demand(
    window: DraftWindow, seeds: list[Path], qtbot: QtBot
) -> None:
    unread = read(seeds[4]).unread
    assert unread
    opened(window, seeds[4], qtbot)
    assert window.banner.isVisible()
    assert window.banner.lines == unread
    window._show_unread(window.banner.lines)
    assert window.dialogs.shown == list(unread)  # type: ignore[attr-defined]


def test_unplaced_lines_are_saved_with_the_draft_exactly_once(
    window: DraftWindow, seeds: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    lines = list(read(seeds[4]).unread)
    path = tmp_path / "saved.akn"
    opened(window, seeds[4], qtbot)
    window.dialogs.path = path  # type: ignore[attr-defined]
    assert window.save()
    window.file.take(Resolution(), called="another")
    opened(window, path, qtbot)
    assert not window.banner.isVisible()
    assert window.save()
    last = read(path).resolution.divisions[-1]
    assert last.label == HEADING
    assert [plain(block.text) for block in last.blocks] == lines
    assert not read(path).unread


def test_unplaced_lines_of_a_pasted_resolution_are_at_the_end_of_the_draft(
    window: DraftWindow,
) -> None:
    page = (
        "<p>The General Assembly,</p><p>Recalling all,</p><p>1. Decides.</p><hr><img alt='A map'>"
    )
    reading = read_bytes(page.encode(), "page.html")
    assert reading.unread == ("[picture: A map]",)
    window.editor._take_whole(reading)
    last = window.editor.resolution().divisions[-1]
    assert [plain(block.text) for block in last.blocks] == ["[picture: A map]"]
    assert window.banner.lines == reading.unread
    window.editor.undo()
    assert HEADING not in [d.label for d in window.editor.resolution().divisions]


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02" * 500, b"<akomaNtoso><act>", b"PK\x03\x04broken"]
)
def test_a_file_that_cannot_be_read_leaves_the_draft_and_gives_one_sentence(
    content: bytes, window: DraftWindow, tmp_path: Path, qtbot: QtBot, draft: Resolution
) -> None:
    window.file.take(draft)
    before = window.editor.resolution()
    bad = tmp_path / "bad.akn"
    bad.write_bytes(content)
    opened(window, bad, qtbot)
    told = window.dialogs.told  # type: ignore[attr-defined]
    assert len(told) == 1
    assert "bad.akn" in told[0]
    assert "Traceback" not in told[0]
    assert window.editor.resolution() == before
    assert window._settings.recent() == ()


@pytest.mark.parametrize(("answer", "goes"), [(Answer.CANCEL, False), (Answer.DISCARD, True)])
def test_opening_another_draft_asks_about_unsaved_changes(
    answer: Answer,
    goes: bool,
    window: DraftWindow,
    seeds: list[Path],
    qtbot: QtBot,
    draft: Resolution,
) -> None:
    window.file.take(draft)
    window.editor.insertPlainText("New: ")
    window.dialogs.answer = answer  # type: ignore[attr-defined]
    opened(window, seeds[0], qtbot)
    assert window.dialogs.asked == ["unsaved Untitled"]  # type: ignore[attr-defined]
    assert (plain(window.editor.title()) != f"New: {plain(draft.main.title)}") is goes


def test_closing_the_window_asks_about_unsaved_changes(window: DraftWindow) -> None:
    window.editor.insertPlainText("New: ")
    assert not window.close()
    assert window.isVisible()
    window.dialogs.answer = Answer.SAVE  # type: ignore[attr-defined]
    assert not window.close(), "saving was asked for and then thought better of"
    window.dialogs.answer = Answer.DISCARD  # type: ignore[attr-defined]
    assert window.close()


def test_an_unchanged_draft_closes_without_a_question(window: DraftWindow) -> None:
    assert window.close()
    assert window.dialogs.asked == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(("answer", "kept"), [(Answer.CANCEL, b"theirs"), (Answer.OVERWRITE, None)])
def test_a_file_changed_on_disk_is_not_overwritten_without_a_question(
    answer: Answer, kept: bytes | None, window: DraftWindow, tmp_path: Path, draft: Resolution
) -> None:
    path = tmp_path / "draft.akn"
    window.file.take(draft)
    window.dialogs.path = path  # type: ignore[attr-defined]
    assert window.save()
    path.write_bytes(b"theirs")
    window.editor.insertPlainText("Mine: ")
    window.dialogs.answer = answer  # type: ignore[attr-defined]
    assert window.save() is (kept is None)
    assert "changed draft.akn" in window.dialogs.asked  # type: ignore[attr-defined]
    assert (
        path.read_bytes() == kept if kept else read(path).resolution == window.editor.resolution()
    )


def test_a_failed_save_keeps_the_draft_open_and_modified(
    window: DraftWindow, tmp_path: Path
) -> None:
    window.editor.insertPlainText("New: ")
    window.dialogs.path = tmp_path / "away" / "draft.akn"  # type: ignore[attr-defined]
    assert not window.save()
    assert window.isWindowModified()
    assert "its folder is not there; choose another one" in window.dialogs.told[0]  # type: ignore[attr-defined]


def test_missing_recent_files_are_disabled_and_the_list_can_be_cleared(
    window: DraftWindow, tmp_path: Path
) -> None:
    there = tmp_path / "there.akn"
    there.write_text("x")
    window._settings.add_recent(tmp_path / "gone.akn")
    window._settings.add_recent(there)
    entries = {a.text(): a.isEnabled() for a in window.recent_actions()}
    assert entries == {
        "there.akn": True,
        "gone.akn (no longer there)": False,
        "&Clear the list": True,
    }
    window.recent_actions()[-1].trigger()
    assert window._settings.recent() == ()
    assert RECENT_LIMIT >= 5


def test_an_export_asks_for_a_name_and_writes(
    window: DraftWindow, tmp_path: Path, qtbot: QtBot, draft: Resolution
) -> None:
    window.file.take(draft)
    window.dialogs.path = tmp_path / "out.docx"  # type: ignore[attr-defined]
    window.export_word()
    qtbot.waitUntil(lambda: not window.file.busy)
    assert window.dialogs.asked == ["export A_C_3_81_L_1.docx"]  # type: ignore[attr-defined]
    assert zipfile.is_zipfile(tmp_path / "out.docx")
    assert not window.isWindowModified()


def test_a_dropped_file_is_opened_and_its_name_not_inserted(
    window: DraftWindow, seeds: list[Path], qtbot: QtBot
) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(seeds[0]))])
    drop = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert window.eventFilter(window.editor.viewport(), drop)
    qtbot.waitUntil(lambda: window.file.source == seeds[0])
    assert "file:" not in window.editor.toPlainText()


def test_a_new_draft_begins_with_the_organ_s_opening_line(window: DraftWindow) -> None:
    window.dialogs.words = "Security Council"  # type: ignore[attr-defined]
    window.new()
    draft = window.editor.resolution()
    assert draft.masthead.organ == "Security Council"
    assert [plain(b.text) for b in draft.blocks()] == ["The Security Council,", ""]
    assert not window.isWindowModified()


# Heading, notes, navigation


def test_the_heading_and_the_title_are_one_undo_step(
    window: DraftWindow, draft: Resolution
) -> None:
    from dataclasses import replace

    window.file.take(draft)
    before = window.editor.resolution()
    window.dialogs.filled = (replace(before.masthead, session="Ninetieth session"), "Another title")  # type: ignore[attr-defined]
    window.edit_heading()
    assert window.editor.heading().session == "Ninetieth session"
    assert plain(window.editor.title()) == "Another title"
    window.editor.undo()
    assert window.editor.resolution() == before


def test_a_heading_left_as_it_was_changes_nothing(window: DraftWindow, draft: Resolution) -> None:
    window.file.take(draft)
    window.dialogs.filled = (draft.masthead, plain(draft.main.title))  # type: ignore[attr-defined]
    window.edit_heading()
    assert not window.isWindowModified()
    assert not window.editor.document().isUndoAvailable()


def test_go_to_offers_every_clause_and_goes_there(window: DraftWindow, draft: Resolution) -> None:
    window.file.take(draft)
    places = [name for name in window.editor.places() if name]
    window.dialogs.chosen = places.index("OP2 (b)")  # type: ignore[attr-defined]
    window.go_to()
    assert window.editor.current_clause().place == "OP2 (b)"
    assert any(line.startswith("OP2 (b)  Training investigators") for line in window.dialogs.shown)  # type: ignore[attr-defined]


def test_the_outline_leads_into_the_text_and_follows_the_cursor(
    window: DraftWindow, draft: Resolution
) -> None:
    window.file.take(draft)
    window.outline.chosen.emit(window.editor.places().index("OP3"))
    assert window.editor.current_clause().place == "OP3"
    item = window.outline.currentItem()
    assert item is not None
    assert item.text(0).startswith("OP3")


def test_f6_cycles_through_the_parts_of_the_window(window: DraftWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.panel.show_matches("", [])
    window.editor.setFocus()
    qtbot.waitUntil(window.editor.hasFocus)
    met = []
    for _ in range(5):
        window.focus_cycle.next_pane()
        met.append(QApplication.focusWidget())
    new = window._bar.widgetForAction(window.actions_["new"])
    assert met == [window.outline, window.panel.list, new, window.status.counts, window.editor]
    window.focus_cycle.previous_pane()
    assert QApplication.focusWidget() is window.status.counts


def test_a_command_that_is_not_possible_says_why(window: DraftWindow, draft: Resolution) -> None:
    window.file.take(draft)
    window.editor.goto(window.editor.places().index("PP1"))
    window.editor.outdent()
    assert window.status.currentMessage() == "This stands at the highest level."


# The window itself


def test_the_window_restores_its_state(window: DraftWindow, data: Path, qapp: QApplication) -> None:
    from desktop.base.settings import Settings
    from desktop.files.file_dialogs import FileDialogs

    window._docks[0].hide()
    window.close()
    again = DraftWindow(Services(data), Settings(data), window.look, FileDialogs())
    again.show()
    assert again._docks[0].isHidden()
    assert not again._docks[1].isHidden()
    again.close()


def test_a_theme_is_applied_at_once(window: DraftWindow) -> None:
    window._settings.set_value(THEME, "dark")
    assert window.look.theme.dark
    assert window.panel.list.delegate.theme.dark
    window._settings.set_value(THEME, "light")
    assert not window.look.theme.dark


def test_every_toolbar_button_and_panel_has_an_accessible_name(window: DraftWindow) -> None:
    from PySide6.QtWidgets import QToolBar, QToolButton

    bar = window.findChild(QToolBar)
    assert bar is not None
    buttons = [b for b in bar.findChildren(QToolButton) if b.defaultAction()]
    assert len(buttons) > 8
    assert [b.defaultAction().objectName() for b in buttons if not b.accessibleName()] == []
    for widget in (
        window.editor,
        window.outline,
        window.panel.list,
        window.panel.search,
        window.panel.filters.kind,
        window.panel.filters.topic,
    ):
        assert widget.accessibleName()


def test_the_about_dialog_says_where_the_data_is(window: DraftWindow, data: Path) -> None:
    window.about()
    assert str(data) in window.dialogs.shown[0]  # type: ignore[attr-defined]


def test_the_sample_goes_through_the_editor_unchanged(
    window: DraftWindow, draft: Resolution
) -> None:
    window.file.take(draft)
    assert window.editor.resolution() == draft


def test_an_empty_resolution_can_be_shown(window: DraftWindow) -> None:
    window.file.take(Resolution())
    assert window.status.counts.text() == "0 PP   0 OP   0 words"
    assert window.outline.topLevelItemCount() == 0


def test_comments_in_a_word_file_are_shown_with_their_place(
    window: DraftWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    import docx

    commented = docx.Document()
    commented.add_paragraph("The General Assembly,")
    paragraph = commented.add_paragraph("Recalling its resolution 55/63 of 4 December 2000,")
    commented.add_comment(paragraph.runs, text="Add 56/121", author="A. Delegate")
    commented.save(str(tmp_path / "commented.docx"))
    opened(window, tmp_path / "commented.docx", qtbot)
    assert window.banner.lines == ("Comment on PP1: A. Delegate: Add 56/121",)


def test_a_panel_that_is_shown_comes_to_the_front_of_its_tabs(
    window: DraftWindow, qtbot: QtBot
) -> None:
    window.show()
    for name in ("notes", "problems"):
        action = window.actions_[name]
        if action.isChecked():
            action.trigger()
        action.trigger()
        qtbot.waitUntil(lambda name=name: not _behind(window, name))


def _behind(window: DraftWindow, name: str) -> bool:
    """Return whether a panel is hidden behind another tab."""
    dock = next(dock for dock in window._docks if dock.objectName() == name)
    return not dock.isVisible() or dock.visibleRegion().isEmpty()
