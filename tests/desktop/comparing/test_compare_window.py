"""The compare window: clause by clause, in words as well as in marks, from change to change by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.theme import DARK, LIGHT
from desktop.base.workers import Task
from desktop.comparing.choice import ChoiceDialog
from desktop.comparing.controller import _compared
from desktop.comparing.page import in_one, side_by_side
from desktop.comparing.window import SAME, CompareWindow, View
from desktop.precedents.window import PrecedentWindow
from desktop.shell.window import DraftWindow
from resolution.amendments import amendments, write
from resolution.diff.compare import compare
from resolution.diff.write_html import HtmlLine, lines
from resolution.formats.akn.writer import to_bytes
from resolution.formats.detect import read
from resolution.labels import numbered
from resolution.model import Kind, Note, Resolution, Status
from resolution.text import make


@pytest.fixture
def changed(draft: Resolution) -> Resolution:
    """Return the draft with a word changed in OP1, PP4 gone, an item new, another symbol and another note."""
    blocks = list(draft.main.blocks)
    at = next(n for n, b in enumerate(blocks) if b.kind is Kind.OPERATIVE)
    blocks[at] = replace(
        blocks[at],
        text=make(
            "Urges Member States to name a contact who can be reached at any hour for urgent requests;"
        ),
    )
    item = replace(blocks[at + 2], text=make("Zygomorphic quetzals;"), id="")
    blocks[at + 3 : at + 3] = [item]
    del blocks[at - 1]
    main = replace(draft.main, blocks=numbered(blocks))
    masthead = replace(draft.masthead, symbol="A/C.3/81/L.1/Rev.1")
    return replace(
        draft, masthead=masthead, divisions=(main,), notes=(Note(make("See also the work.")),)
    )


def shown(
    old: Resolution, new: Resolution, qtbot: QtBot, said: list[str] | None = None
) -> CompareWindow:
    told = said if said is not None else []
    window = CompareWindow(("the one", "the other"), LIGHT, told.append)
    qtbot.addWidget(window)
    window.show_found(_compared(old, new, Task(lambda _: None, lambda _: None)))
    return window


def changes(old: Resolution, new: Resolution) -> list[HtmlLine]:
    return [line for line in lines(compare(old, new)) if line.change]


def test_every_change_is_told_in_words(draft: Resolution, changed: Resolution) -> None:
    assert [line.spoken for line in changes(draft, changed)] == [
        "Heading, symbol: “A/C.3/81/L.1” became “A/C.3/81/L.1/Rev.1”",
        "PP4: deleted; “Stressing the need to respect human rights and fundamental…”",
        "OP1: “Encourages” became “Urges”",
        "OP2 (b): new; “Zygomorphic quetzals;”",
        "Note 1: “of the Commission on Crime Prevention and Criminal Justice…” deleted",
    ]


def test_the_same_text_has_no_change(draft: Resolution, qtbot: QtBot) -> None:
    window = shown(draft, draft, qtbot)
    assert window.status_label.text() == SAME
    assert not window.next.isEnabled()
    assert not window.copy_button.isEnabled()


def test_what_differs_is_marked_by_more_than_colour(draft: Resolution, changed: Resolution) -> None:
    made = lines(compare(draft, changed))
    both = in_one(made, LIGHT, "serif")
    assert "Encourages</i></s> <u" in both
    assert "<b>OP2 (b) (new)</b>" in both
    apart = side_by_side(made, LIGHT, "serif")
    assert "Encourages</i></s>" in apart and ">Urges</u>" in apart


def test_f3_goes_from_change_to_change_and_round(
    draft: Resolution, changed: Resolution, qtbot: QtBot
) -> None:
    said: list[str] = []
    window = shown(draft, changed, qtbot, said)
    window.show()
    assert window.status_label.text().startswith(
        "5 changes. Paragraphs: 1 changed, 1 new, 1 deleted;"
    )
    said.clear()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F3)
    assert said == ["Change 1 of 5. Heading, symbol: “A/C.3/81/L.1” became “A/C.3/81/L.1/Rev.1”"]
    (mark,) = window.text.extraSelections()
    assert mark.cursor.selectedText().startswith("Heading, symbol")  # type: ignore[attr-defined]
    qtbot.keyClick(window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert window.at == 4, "before the first comes the last"


@pytest.mark.parametrize("view", list(View))
def test_f3_stops_in_every_view(
    draft: Resolution, changed: Resolution, qtbot: QtBot, view: View
) -> None:
    window = shown(draft, changed, qtbot)
    window.view.setCurrentText(view.value)
    for _ in range(window.count):
        window.go(1)
        assert window.text.textCursor().block() != window.text.document().begin() or window.at == 0
    assert window.status_label.text().startswith(
        ("Change 5 of 5.", f"{window.count} of {window.count}.")
    )


def test_what_did_not_change_can_be_left_out(
    draft: Resolution, changed: Resolution, qtbot: QtBot
) -> None:
    window = shown(draft, changed, qtbot)
    assert "The General Assembly" in window.text.toPlainText()
    window.only.click()
    assert "The General Assembly" not in window.text.toPlainText()
    assert "Zygomorphic quetzals" in window.text.toPlainText()
    window.go(1)
    assert window.status_label.text().startswith("Change 1 of 5.")


def test_the_amendments_can_be_copied(draft: Resolution, changed: Resolution, qtbot: QtBot) -> None:
    window = shown(draft, changed, qtbot)
    window.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("1. Delete preambular paragraph 4.")
    assert "In operative paragraph 1, replace “Encourages” with" in copied


def test_a_paragraph_of_another_kind_says_what_it_was(draft: Resolution) -> None:
    blocks = list(draft.main.blocks)
    blocks[3] = replace(blocks[3], kind=Kind.PARAGRAPH)
    other = replace(draft, divisions=(replace(draft.main, blocks=tuple(blocks)),))
    assert "was preambular paragraph" in [line.what for line in changes(draft, other)]


def test_the_window_follows_the_colours(
    draft: Resolution, changed: Resolution, qtbot: QtBot
) -> None:
    window = shown(draft, changed, qtbot)
    window.go(1)
    window.paint_in(DARK)
    assert DARK.removed in window.text.toHtml()
    assert window.at == 0


# ---------------------------------------------------------------- which text


@pytest.fixture
def saved(window: DraftWindow, draft: Resolution, tmp_path: Path) -> Iterator[DraftWindow]:
    """Return a window whose draft is saved and names the text that it is built on."""
    window.file.take(replace(draft, masthead=replace(draft.masthead, base="A/C.3/80/L.2")))
    window.dialogs.path = tmp_path / "draft.akn"  # type: ignore[attr-defined]
    assert window.file.save()
    yield window
    for each in window.findChildren(CompareWindow):
        each.close()


def found(window: DraftWindow, qtbot: QtBot) -> CompareWindow:
    qtbot.waitUntil(lambda: any(w.found for w in window.findChildren(CompareWindow)))
    return next(w for w in window.findChildren(CompareWindow) if w.found)


def test_what_the_draft_is_built_on_is_offered_first_and_found_beside_it(
    saved: DraftWindow, changed: Resolution, tmp_path: Path, qtbot: QtBot
) -> None:
    base = replace(changed, masthead=replace(changed.masthead, symbol="A/C.3/80/L.2"))
    (tmp_path / "other.akn").write_bytes(to_bytes(base))
    (tmp_path / "broken.akn").write_bytes(b"<broken")
    qtbot.waitUntil(lambda: saved.file.path is not None)
    saved.dialogs.chosen = 0  # type: ignore[attr-defined]
    told: list[str] = []
    saved.comparing.message.connect(told.append)
    saved.comparing.compare_with()
    offered = saved.dialogs.shown  # type: ignore[attr-defined]
    assert offered[0] == "A/C.3/80/L.2, which the draft is built on"
    assert "draft.akn as it is on disk" in offered
    shown_ = found(saved, qtbot)
    assert shown_.names == ("A/C.3/80/L.2", "the draft as it is now")
    assert told[0] == "A/C.3/80/L.2 was read from other.akn, beside the draft."
    assert any("“Urges” became “Encourages”" in line.spoken for line in shown_.changes)


def test_a_base_that_is_nowhere_is_said(saved: DraftWindow, qtbot: QtBot) -> None:
    saved.precedents.start()
    qtbot.waitUntil(lambda: saved.corpus_service.ready)
    saved.comparing.compare_with_base()
    qtbot.waitUntil(lambda: bool(saved.dialogs.told))  # type: ignore[attr-defined]
    assert "neither in the folder" in saved.dialogs.told[-1]  # type: ignore[attr-defined]


def test_the_draft_is_compared_with_a_file_and_the_result_written(
    saved: DraftWindow, seeds: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    saved.comparing.compare_with()
    offered = saved.dialogs.shown  # type: ignore[attr-defined]
    saved.dialogs.chosen = offered.index("A file…")  # type: ignore[attr-defined]
    saved.dialogs.path = seeds[0]  # type: ignore[attr-defined]
    saved.comparing.compare_with()
    shown_ = found(saved, qtbot)
    target = tmp_path / "compared.html"
    saved.dialogs.path = target  # type: ignore[attr-defined]
    shown_.export_button.click()
    qtbot.waitUntil(target.exists)
    assert "compared with" in target.read_text(encoding="utf-8")


def test_a_precedent_can_be_chosen(window: DraftWindow, draft: Resolution, qtbot: QtBot) -> None:
    window.file.take(draft)
    window.precedents.start()
    qtbot.waitUntil(lambda: window.corpus_service.ready)
    window.comparing.compare_with()
    qtbot.waitUntil(lambda: bool(window.dialogs.shown))  # type: ignore[attr-defined]
    offered = window.dialogs.shown  # type: ignore[attr-defined]
    at = next(n for n, words in enumerate(offered) if words.startswith("A/RES/56/121"))
    window.dialogs.chosen = at  # type: ignore[attr-defined]
    window.comparing.compare_with()
    assert found(window, qtbot).names[0] == "A/RES/56/121"
    for each in window.findChildren(CompareWindow):
        each.close()


def test_texts_of_the_same_title_are_offered_before_the_others(
    window: DraftWindow, draft: Resolution, qtbot: QtBot
) -> None:
    title = make("Combating the criminal misuse of information technologies")
    window.file.take(replace(draft, divisions=(replace(draft.main, title=title),)))
    window.precedents.start()
    qtbot.waitUntil(lambda: window.corpus_service.ready)
    window.comparing.compare_with()
    qtbot.waitUntil(lambda: bool(window.dialogs.shown))  # type: ignore[attr-defined]
    offered = [words.split("   ")[0] for words in window.dialogs.shown]  # type: ignore[attr-defined]
    assert offered[:3] == ["A file…", "A/RES/56/121", "A/RES/55/63"]


def test_a_window_that_is_closed_before_the_answer_wants_it_no_more(
    window: DraftWindow, draft: Resolution, qtbot: QtBot
) -> None:
    window.file.take(draft)
    window.comparing.show(("itself", draft), None)
    (waiting,) = window.findChildren(CompareWindow)
    waiting.close()
    qtbot.waitUntil(lambda: not window.comparing.busy)


def test_a_precedent_that_is_read_is_compared_with_the_draft(
    window: DraftWindow, draft: Resolution, qtbot: QtBot
) -> None:
    window.file.take(draft)
    window.precedents.start()
    qtbot.waitUntil(lambda: window.corpus_service.ready)
    window.open_precedent("A/RES/55/63")
    qtbot.waitUntil(lambda: bool(window.findChildren(PrecedentWindow)))
    (read_,) = window.findChildren(PrecedentWindow)
    button = next(b for b in read_.findChildren(QPushButton) if "Compare" in b.text())
    button.click()
    compared = found(window, qtbot)
    assert compared.names == ("A/RES/55/63", "the draft as it is now")
    compared.close()
    read_.close()


def test_typing_narrows_the_texts_and_enter_takes_one(qtbot: QtBot) -> None:
    dialog = ChoiceDialog(
        ["A file…", "A/RES/55/63   Combating misuse", "A/RES/56/121   Combating misuse"]
    )
    qtbot.addWidget(dialog)
    assert dialog.chosen() == 0
    qtbot.keyClicks(dialog.typed, "combating")
    assert dialog.chosen() == 1
    qtbot.keyClick(dialog.typed, Qt.Key.Key_Down)
    assert dialog.chosen() == 2
    qtbot.keyClicks(dialog.typed, " nowhere")
    assert dialog.chosen() is None


# ---------------------------------------------------------------- revisions


def test_the_next_revision_is_a_draft_of_its_own_that_names_this_one(
    saved: DraftWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(saved.comparing.made) as made:
        saved.comparing.begin_revision()
    draft, name = made.args
    assert name == draft.masthead.symbol == "A/C.3/81/L.1/Rev.1"
    assert draft.masthead.base == saved.editor.heading().symbol == "A/C.3/81/L.1"
    assert read(saved.file.path).resolution.masthead.symbol == "A/C.3/81/L.1"  # type: ignore[arg-type]


def test_a_draft_that_is_not_saved_has_no_revision_yet(
    window: DraftWindow, draft: Resolution
) -> None:
    window.file.take(draft)
    window.dialogs.path = None  # type: ignore[attr-defined]
    made: list[object] = []
    window.comparing.made.connect(lambda *each: made.append(each))
    window.comparing.begin_revision()
    assert not made


def test_a_list_of_amendments_is_carried_out_in_a_window_of_its_own(
    saved: DraftWindow, changed: Resolution, tmp_path: Path, qtbot: QtBot
) -> None:
    listed = tmp_path / "amendments.txt"
    listed.write_text(
        write(amendments(compare(saved.editor.resolution(), changed))), encoding="utf-8"
    )
    saved.dialogs.path = listed  # type: ignore[attr-defined]
    with qtbot.waitSignal(saved.comparing.made) as made:
        saved.comparing.apply_amendments()
    amended, name = made.args
    assert name == "draft.akn as amended"
    assert not [row for row in compare(amended, changed).rows if row.changed]


def test_amendments_that_do_not_fit_are_refused_in_a_sentence(
    saved: DraftWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    for words, why in (
        ("Delete operative paragraph 99.", "the text has no operative paragraph 99"),
        ("Hello.", "no amendment"),
        ("1. Delete OP1.\n2. Abolish OP2.", "“2. Abolish OP2.”) cannot be read as an amendment"),
    ):
        listed = tmp_path / "amendments.txt"
        listed.write_text(words, encoding="utf-8")
        saved.dialogs.path = listed  # type: ignore[attr-defined]
        made: list[object] = []
        saved.comparing.made.connect(lambda draft, _, made=made: made.append(draft))
        saved.comparing.apply_amendments()
        qtbot.waitUntil(
            lambda why=why: any(why in told for told in saved.dialogs.told),  # type: ignore[misc, attr-defined]
        )
        assert not made, "nothing is opened"


def test_a_gap_in_the_numbering_is_told_beside_the_amended_text(
    saved: DraftWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    listed = tmp_path / "amendments.txt"
    listed.write_text("1. Delete OP1.\n3. Delete PP1.", encoding="utf-8")
    saved.dialogs.path = listed  # type: ignore[attr-defined]
    with qtbot.waitSignal(saved.comparing.message) as told:
        saved.comparing.apply_amendments()
    assert "leaves out 2;" in told.args[0]


def test_an_adopted_text_has_no_revisions(window: DraftWindow, draft: Resolution) -> None:
    masthead = replace(draft.masthead, status=Status.ADOPTED)
    window.file.take(replace(draft, masthead=masthead))
    said: list[str] = []
    window.comparing.message.connect(said.append)
    window.comparing.begin_revision()
    assert said == [
        "An adopted text has no revisions; File → New from precedent makes a draft of it."
    ]
