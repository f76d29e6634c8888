"""Line numbers on the screen, on paper and in Word."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from desktop.base.settings import LINES_PRINTED, LINES_SHOWN
from desktop.editor.document.pasting import Pasted
from desktop.pages import layout
from desktop.pages.paging import PrintedPage
from desktop.shell.window import DraftWindow
from resolution.formats.word.writer import to_bytes
from resolution.model import Block, Kind, Resolution
from resolution.text import make

pytestmark = pytest.mark.usefixtures("qapp")


def margin(page: PrintedPage) -> list[tuple[str, float]]:
    return [(line.text, line.y) for line in page.lines if line.part == "margin"]


def test_every_printed_line_from_the_title_on_is_numbered_on_every_page(draft: Resolution) -> None:
    long = Resolution(draft.masthead, draft.divisions * 4, draft.notes)
    pages = layout(long, line_step=1)
    assert len(pages) > 1
    for page in pages:
        numbers = margin(page)
        assert [words for words, _ in numbers] == [str(n + 1) for n in range(len(numbers))]
        printed = {round(line.y, 2) for line in page.lines if line.part == "text"}
        assert {round(y, 2) for _, y in numbers} <= printed
    first = min(y for _, y in margin(pages[0]))
    title = next(line.y for line in pages[0].lines if line.text.startswith("Strengthening"))
    assert first == title


def test_every_fifth_line_has_the_number_it_would_have_had(draft: Resolution) -> None:
    every, fifth = (
        dict(margin(layout(draft, line_step=1)[0])),
        margin(layout(draft, line_step=5)[0]),
    )
    assert [words for words, _ in fifth] == [str(n) for n in range(5, len(every) + 1, 5)]
    assert all(every[words] == y for words, y in fifth)


def test_numbers_do_not_change_the_layout(draft: Resolution) -> None:
    plain, numbered = layout(draft), layout(draft, line_step=1)
    assert [page.lines for page in plain] == [
        tuple(line for line in page.lines if line.part != "margin") for page in numbered
    ]


@pytest.mark.parametrize("step", [1, 5])
def test_the_word_file_has_the_same_numbers(draft: Resolution, step: int) -> None:
    body = docx.Document(BytesIO(to_bytes(draft, line_step=step))).element.body
    sections = list(body.iter(qn("w:sectPr")))
    for section in sections:
        numbers = section.find(qn("w:lnNumType"))
        assert numbers.get(qn("w:countBy")) == str(step)
        assert numbers.get(qn("w:restart")) == "newPage"
    assert sections
    assert not list(docx.Document(BytesIO(to_bytes(draft))).element.body.iter(qn("w:lnNumType")))


def test_a_word_file_with_numbers_is_valid(draft: Resolution, tmp_path: Path) -> None:
    path = tmp_path / "numbered.docx"
    path.write_bytes(to_bytes(draft, line_step=5))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_the_command_toggles_them_and_the_choice_is_saved(window: DraftWindow) -> None:
    window.actions_["toggle_line_numbers"].trigger()
    assert window._settings.text(LINES_SHOWN) == "every line"
    window._settings.set_value(LINES_SHOWN, "every fifth line")
    for _ in range(2):
        window.actions_["toggle_line_numbers"].trigger()
    assert window._settings.text(LINES_SHOWN) == "every fifth line"
    assert window.actions_["toggle_line_numbers"].isChecked()
    window.actions_["toggle_printed_lines"].trigger()
    assert window._settings.text(LINES_PRINTED) == "every line"
    assert window.file.line_step() == 1


def test_numbers_on_the_screen_count_every_wrapped_line_wherever_it_is_scrolled(
    window: DraftWindow, draft: Resolution, qapp: QApplication
) -> None:
    long = Resolution(draft.masthead, draft.divisions * 20, draft.notes)
    window.file.take(long)
    window.editor.set_line_numbers(1)
    window.editor.moveCursor(QTextCursor.MoveOperation.End)
    window.grab()
    last = window.editor.document().lastBlock()
    blocks = []
    block = window.editor.document().begin()
    while block != last:
        blocks.append(block.layout().lineCount())
        block = block.next()
    assert last.firstLineNumber() == sum(blocks)
    window.editor.set_zoom(180)
    window.grab()
    block, lines = window.editor.document().begin(), 0
    while block != last:
        lines += block.layout().lineCount()
        block = block.next()
    assert last.firstLineNumber() == lines > sum(blocks)


def test_numbers_are_painted_and_change_nothing_else(
    window: DraftWindow, draft: Resolution
) -> None:
    window.file.take(draft)
    before, without = window.editor.resolution(), window.editor.grab().toImage()
    window.editor.set_line_numbers(1)
    assert window.editor.grab().toImage() != without
    assert window.editor.resolution() == before
    assert not window.editor.document().isModified()
    window.editor.set_line_numbers(0)
    assert window.editor.grab().toImage() == without


def test_numbers_follow_insertions_and_deletions_above(
    window: DraftWindow, draft: Resolution
) -> None:
    window.file.take(draft)
    editor, document = window.editor, window.editor.document()
    editor.set_line_numbers(1)
    editor.grab()

    def right() -> bool:
        """Return whether the visible lines have their numbers."""
        editor.grab()
        seen = [block.blockNumber() for block in editor._visible(0, editor.viewport().height())]
        block, lines = document.begin(), 0
        while block.blockNumber() <= seen[-1] and block.isValid():
            if block.blockNumber() >= seen[0] and block.firstLineNumber() != lines:
                return False
            lines += block.layout().lineCount()
            block = block.next()
        return True

    assert right()
    editor.goto(editor.places().index("PP1"))
    editor.paste_blocks(Pasted((Block(Kind.PREAMBULAR, make("Noting words " * 40)),) * 30))
    editor.moveCursor(QTextCursor.MoveOperation.End)
    assert right()
    editor.goto(editor.places().index("PP2"))
    editor.delete_clause()
    assert right()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    assert right()
    while document.isUndoAvailable():
        editor.undo()
        assert right()
