"""The page in the window: how wide it is, and that what one looks at stays in view."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desktop.editor import DraftEditor
from desktop.editor.page import LEFT, RIGHT
from desktop.editor.page_view import LEAST_TEXT
from resolution.model import Block, Division, Kind, Resolution
from resolution.text import make

CLAUSE = "Noting the need to enhance coordination and cooperation among States in combating crime, "
LONG = Resolution(
    divisions=(
        Division(
            blocks=tuple(Block(Kind.PREAMBULAR, make(f"{n} {CLAUSE * 3}")) for n in range(80))
        ),
    )
)


@pytest.fixture
def page(editor: DraftEditor, qapp: QApplication) -> DraftEditor:
    """Return an editor with a text of many screens."""
    editor.load(LONG)
    qapp.processEvents()
    return editor


def in_view(page: DraftEditor) -> bool:
    return page.cursorRect().top() >= 0 and page.cursorRect().bottom() <= page.viewport().height()


@pytest.mark.parametrize("zoom", [60, 100, 250])
@pytest.mark.parametrize("width", [300, 900])
def test_the_text_keeps_room_for_words_at_every_zoom(
    page: DraftEditor, qapp: QApplication, zoom: int, width: int
) -> None:
    page.resize(width, 500)
    page.set_zoom(zoom)
    qapp.processEvents()
    scale = page.viewport().logicalDpiX() / 96 * zoom / 100
    text = page.document().textWidth() - (LEFT + RIGHT) * scale
    assert text >= LEAST_TEXT * scale - 1
    fits = page.document().textWidth() <= page.viewport().width()
    assert page.horizontalScrollBar().isVisible() is not fits


@pytest.mark.parametrize("size", [(500, 400), (1400, 900)])
def test_the_cursor_stays_in_view_when_the_window_changes(
    page: DraftEditor, qapp: QApplication, size: tuple[int, int]
) -> None:
    page.goto(40)
    page.resize(*size)
    qapp.processEvents()
    assert in_view(page)


def test_the_cursor_stays_in_view_when_the_page_grows(
    page: DraftEditor, qapp: QApplication
) -> None:
    page.goto(40)
    page.set_zoom(200)
    qapp.processEvents()
    assert in_view(page)


def test_a_clause_gone_to_is_seen_whole(page: DraftEditor, qapp: QApplication) -> None:
    for index in (30, 31, 60, 2):
        page.goto(index)
        qapp.processEvents()
        room = page.document().documentLayout().blockBoundingRect(page.textCursor().block())
        top = page.verticalScrollBar().value()
        assert top <= room.top() and room.bottom() <= top + page.viewport().height()


def test_a_panel_that_opens_below_does_not_cover_the_line_that_is_written(
    page: DraftEditor, qapp: QApplication
) -> None:
    page.goto(40)
    bar = page.verticalScrollBar()
    bar.setValue(bar.value() + page.cursorRect().bottom() - page.viewport().height() + 20)
    qapp.processEvents()
    assert in_view(page)
    page.resize(page.width(), page.height() // 2)
    qapp.processEvents()
    assert in_view(page)
