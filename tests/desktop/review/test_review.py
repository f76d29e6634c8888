"""Reviewing the tracked changes of a Word file: in the window, by author, with undo, until the file is a draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.theme import DARK, LIGHT
from desktop.files.file_dialogs import Changes
from desktop.review.decisions import Decisions, Fate
from desktop.review.page import HERE
from desktop.review.window import ReviewWindow
from desktop.shell.window import DraftWindow
from resolution.diff.compare import compare
from resolution.formats.word.reader import changes
from resolution.formats.word.writer import tracked_to_bytes
from resolution.labels import numbered
from resolution.model import Block, Division, Kind, Masthead, Resolution, Status
from resolution.text import make, plain
from tests.desktop.conftest import Stand
from tests.resolution.formats.word.test_tracked import file_of, gone, ins, move, p, r

BODY = (
    p(r("1. Decides to ") + gone("wait") + ins(r("act")) + r(" at ") + ins(r("last "), "Fiji") + r("once;")),
    p(ins(r("2. Invites States to act;")), "ins"),
    p(r("3. Requests a report;")),
    p(r("4. Ends.")),
)  # fmt: skip
FILE = file_of(*BODY)


class Asked:
    """What the window asked and said."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.rest: bool | None = None
        self.sure = True


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def review(qtbot: QtBot, asked: Asked) -> ReviewWindow:
    made = ReviewWindow(
        "L.9.docx", changes(FILE), LIGHT, asked.said.append, lambda _: asked.rest, lambda: asked.sure
    )  # fmt: skip
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def rows(review: ReviewWindow) -> list[str]:
    return [review.list.item(n).text() for n in range(review.list.count())]


def shown(review: ReviewWindow, words: str) -> str:
    """Return the block of the text that has these words."""
    return next(line for line in review.text.toPlainText().split("\n") if words in line)


def test_the_list_names_author_day_and_words(review: ReviewWindow) -> None:
    assert rows(review) == [
        "Peru · 1 November 2026 · deleted: “wait”", "Peru · 1 November 2026 · inserted: “act”",
        "Fiji · 1 November 2026 · inserted: “last”", "Peru · 1 November 2026 · inserted: “2. Invites States to act;”",
    ]  # fmt: skip
    assert "4 changes by Peru, Fiji: 0 accepted, 0 rejected, 4 open." in review.status_label.text()


def test_the_text_is_read_without_colour(review: ReviewWindow) -> None:
    line = shown(review, "Decides to")
    assert line == "1. Decides to wait [Peru] act [Peru]  at last  [Fiji] once;"
    block = review.text.document().findBlockByNumber(3)
    formats = [QTextCharFormat(f.format) for f in block.textFormats()]
    assert any(f.fontStrikeOut() for f in formats) and any(f.fontUnderline() for f in formats)


def test_accepting_goes_to_the_next_open_change(review: ReviewWindow) -> None:
    review.accept_one.click()
    current = review.current()
    assert current is not None and current.words == "act"
    assert rows(review)[0].endswith("accepted")
    assert HERE in shown(review, "Decides to") and "wait" not in shown(review, "Decides to")


def test_a_rejected_insertion_is_out_and_undo_brings_it_back(review: ReviewWindow) -> None:
    review.choose("2")
    review.reject_one.click()
    assert "act" not in shown(review, "Decides to")
    review.back.click()
    assert "act" in shown(review, "Decides to")
    assert not review.back.isEnabled()


def test_all_of_an_author_are_decided_together(review: ReviewWindow) -> None:
    review.author.setCurrentIndex(1)
    assert len(rows(review)) == 3
    review.reject_all.click()
    assert review.decisions.accepted_by_id == {"1": False, "2": False, "4": False}
    review.author.setCurrentIndex(0)
    assert rows(review)[2] == "Fiji · 1 November 2026 · inserted: “last”"


def test_keys_go_from_change_to_change(review: ReviewWindow, qtbot: QtBot) -> None:
    review.list.setFocus()
    qtbot.keyClick(review, Qt.Key.Key_F3)
    assert review.list.currentRow() == 1
    qtbot.keyClick(review, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert review.list.currentRow() == 0


def test_the_current_change_is_marked_in_the_text_and_found_there(review: ReviewWindow) -> None:
    place = review.page.place("3")
    assert place > 0 and review.page.change_at(place) == "3"
    review.choose("3")
    assert review.text.textCursor().position() == place


def test_open_changes_are_asked_about(review: ReviewWindow, asked: Asked, qtbot: QtBot) -> None:
    made: list[dict[str, bool]] = []
    review.draft_wanted.connect(made.append)
    review.accept_one.click()
    review.draft.click()
    assert not made
    asked.rest = False
    review.draft.click()
    assert made == [{"1": True, "2": False, "3": False, "4": False}]


def test_decisions_are_not_dropped_without_a_question(review: ReviewWindow, asked: Asked) -> None:
    asked.sure = False
    review.accept_one.click()
    assert not review.close()
    asked.sure = True
    assert review.close()


def test_the_theme_changes_in_place(review: ReviewWindow) -> None:
    review.choose("3")
    review.paint_in(DARK)
    current = review.current()
    assert current is not None and current.id == "3"


def test_every_control_has_a_name_and_is_reached_by_tab(review: ReviewWindow) -> None:
    named = [review.text, review.list, review.author]
    assert all(each.accessibleName() for each in named)
    buttons = review.findChildren(QPushButton)
    assert all("&" in button.text() for button in buttons)
    letters = [button.text()[button.text().index("&") + 1].lower() for button in buttons]
    assert len(letters) == len(set(letters))
    reached = [each for each in (*named, *buttons) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(reached) == len(named) + len(buttons)


def test_a_move_is_one_decision() -> None:
    moved = file_of(move("moveFrom", "1. Invites States;"), p(r("2. Decides;")), move("moveTo", "1. Invites States;"), p(r("3. Ends.")))  # fmt: skip
    decisions = Decisions(changes(moved))
    assert [c.did.value for c in decisions.tracked.changes] == ["moved"]
    ends = [q for q in decisions.tracked.paragraphs if "Invites" in q.words]
    assert [decisions.fate(q.stretches[0]) for q in ends] == [Fate.DELETED, Fate.MOVED]
    decisions.decide(["1"], True)
    assert [decisions.fate(q.stretches[0]) for q in ends] == [Fate.OUT, Fate.PLAIN]


# ---- from the file to the draft


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    path = tmp_path / "L.9.docx"
    path.write_bytes(FILE)
    return path


def clauses(window: DraftWindow) -> list[str]:
    return [plain(b.text) for b in window.editor.resolution().main.blocks[2:]]


def test_a_file_with_changes_is_not_opened_in_silence(
    window: DraftWindow, stand: Stand, word_file: Path, qtbot: QtBot
) -> None:
    stand.changes = Changes.CANCEL
    before = window.editor.resolution()
    window.file.open(word_file)
    qtbot.waitUntil(lambda: not window.file.busy)
    assert "changes L.9.docx: 4 by Peru, Fiji" in stand.asked
    assert window.editor.resolution() == before


def test_what_was_decided_becomes_the_draft(
    window: DraftWindow, stand: Stand, word_file: Path, qtbot: QtBot
) -> None:
    stand.changes = Changes.REVIEW
    window.file.open(word_file)
    controller = window.review
    qtbot.waitUntil(lambda: controller.window is not None)
    shown = controller.window
    assert shown is not None
    shown.author.setCurrentIndex(1)
    shown.accept_all.click()
    stand.rest = False
    shown.draft.click()
    qtbot.waitUntil(lambda: not controller.busy and "act" in clauses(window)[0])
    assert clauses(window) == [
        "Decides to act at once;", "Invites States to act;", "Requests a report;", "Ends.",
    ]  # fmt: skip
    assert window.file.source == word_file and window.file.path is None
    assert window.file.modified, "closing the window asks first"


def numbered_text(*clauses: str) -> Resolution:
    blocks = (
        Block(Kind.FORMULA, make("The General Assembly,")),
        Block(Kind.PREAMBULAR, make("Recalling all,")),
        *(Block(Kind.OPERATIVE, make(words)) for words in clauses),
    )
    head = Masthead(Status.DRAFT, "General Assembly", "A/C.3/81/L.9")
    return Resolution(head, (Division(title=make("Oceans"), blocks=numbered(blocks)),))


def test_what_is_taken_of_both_texts_is_numbered_by_position(
    window: DraftWindow, stand: Stand, tmp_path: Path, qtbot: QtBot
) -> None:
    old = numbered_text("Requests one;", "Invites two;", "Urges three.")
    new = numbered_text(
        "Requests one;", "Notes a thing;", "Invites two;", "Welcomes all;", "Urges three."
    )
    path = tmp_path / "tracked.docx"
    path.write_bytes(tracked_to_bytes(compare(old, new), "Peru"))
    stand.changes = Changes.REVIEW
    window.file.open(path)
    controller = window.review
    qtbot.waitUntil(lambda: controller.window is not None)
    shown = controller.window
    assert shown is not None
    shown.choose(next(c.id for c in shown.decisions.tracked.changes if "Notes" in c.words))
    shown.reject_one.click()
    shown.accept_all.click()
    shown.draft.click()
    qtbot.waitUntil(lambda: not controller.busy and "Requests one;" in clauses(window))
    blocks = window.editor.resolution().main.blocks[2:]
    assert [f"{b.label} {plain(b.text)}" for b in blocks] == [
        "1. Requests one;", "2. Invites two;", "3. Welcomes all;", "4. Urges three.",
    ]  # fmt: skip
