"""Completion of citations while typing, in line edits and text fields, by keyboard alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.base.citation_completer import CitationCompleter
from desktop.shell.window import DraftWindow
from precedent_corpus.store.register import Register, RegisterEntry
from resolution.model import Vote

KNOWN = RegisterEntry(
    "A/RES/55/63",
    "General Assembly",
    date(2000, 12, 4),
    "Combating crime",
    Vote(),
    "",
    "",
    "",
    True,
)


@pytest.fixture(scope="module")
def register() -> Register:
    made = Register()
    made.learn([KNOWN])
    return made


@pytest.fixture
def field(qtbot: QtBot) -> QPlainTextEdit:
    made = QPlainTextEdit()
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_a_citation_is_completed_with_its_date(field: QPlainTextEdit, register: Register) -> None:
    completer = CitationCompleter(field, register, lambda: "General Assembly")
    QTest.keyClicks(field, "See its resolution 55/6")
    assert completer.popup.isVisible() and field.hasFocus()
    QTest.keyClicks(field, "3")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.toPlainText() == "See its resolution 55/63 of 4 December 2000"
    assert not completer.popup.isVisible()


def test_a_note_gets_the_symbol_alone(field: QPlainTextEdit, register: Register) -> None:
    CitationCompleter(field, register, dated=False)
    QTest.keyClicks(field, "See resolution 55/63")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.toPlainText() == "See resolution 55/63"


def test_enter_belongs_to_the_field_until_the_user_moves_in_the_list(
    field: QPlainTextEdit, register: Register
) -> None:
    completer = CitationCompleter(field, register)
    QTest.keyClicks(field, "resolution 55/6")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.toPlainText() == "resolution 55/6\n"
    QTest.keyClicks(field, "resolution 55/6")
    QTest.keyClick(field, Qt.Key.Key_Down)
    second = completer.popup.offers[1].words
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.toPlainText() == f"resolution 55/6\nresolution {second}"


def test_escape_hides_the_list_and_keeps_the_text(
    field: QPlainTextEdit, register: Register
) -> None:
    completer = CitationCompleter(field, register)
    QTest.keyClicks(field, "resolution 55/6")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not completer.popup.isVisible()
    assert field.toPlainText() == "resolution 55/6"


def test_the_list_hides_when_the_cursor_moves(field: QPlainTextEdit, register: Register) -> None:
    completer = CitationCompleter(field, register)
    QTest.keyClicks(field, "resolution 55/6")
    QTest.keyClick(field, Qt.Key.Key_Home)
    assert not completer.popup.isVisible()


def test_a_field_for_a_symbol_emits_the_accepted_resolution(
    qtbot: QtBot, register: Register
) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    completer = CitationCompleter(line, register, lambda: "General Assembly", alone=True)
    taken: list[RegisterEntry] = []
    completer.taken.connect(taken.append)
    QTest.keyClicks(line, "combating crim")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == "55/63" and taken == [KNOWN]


def test_texts_of_the_corpus_are_completed_too(window: DraftWindow, qtbot: QtBot) -> None:
    window.precedents.start()
    qtbot.waitUntil(lambda: window.corpus_service.register.complete("A/RES/55/63") != [])
    assert (
        window.corpus_service.register.complete("55/63")[0].citation == "55/63 of 4 December 2000"
    )
