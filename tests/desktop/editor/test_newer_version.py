"""What a newer version of the program added to a draft goes through editing, undo and saving."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.editor import DraftEditor
from resolution.formats.akn.names import AKN, OWN
from resolution.formats.akn.reader import read
from resolution.formats.akn.writer import to_bytes
from tests.desktop.editor.conftest import FULL

At = Callable[..., None]
RD = f"{{{OWN}}}"


@pytest.fixture
def newer(editor: DraftEditor) -> DraftEditor:
    """Return the editor with a draft of which this version knows not all: metadata, and two things of paragraph p2."""
    root = etree.fromstring(to_bytes(FULL))
    draft = root.find(f".//{RD}draft")
    draft.set("version", "2")
    etree.SubElement(draft, f"{RD}deadline").text = "2 May"
    clause = root.find(".//*[@GUID='p2']")
    clause.set(f"{RD}colour", "green")
    chart = etree.Element(f"{{{AKN}}}foreign")
    etree.SubElement(chart, f"{RD}chart").text = "1, 2"
    clause.find("{*}p").addnext(chart)
    editor.load(read(etree.tostring(root)).resolution)
    return editor


def found(editor: DraftEditor) -> list[str]:
    """Return the names of the clauses that hold something unknown in the file that the draft is saved to, in order.

    "draft" stands for the metadata.
    """
    saved = read(to_bytes(editor.resolution())).resolution
    assert saved == editor.resolution()
    root = etree.fromstring(to_bytes(editor.resolution()))
    out = ["draft"] * (root.find(f".//{RD}draft[@version='2']/{RD}deadline").text == "2 May")
    for clause in root.findall(f".//*[@{RD}colour='green']"):
        out += [clause.get("GUID")] * (clause.findtext(f"{{*}}foreign/{RD}chart") == "1, 2")
    return out


def test_unknown_parts_are_saved_again_after_words_are_written(newer: DraftEditor, at: At) -> None:
    at("p2", 7)
    newer.insertPlainText("again ")
    assert found(newer) == ["draft", "p2"]


def test_unknown_parts_go_with_the_clause_that_is_moved(newer: DraftEditor, at: At) -> None:
    at("p2")
    assert newer.move_clause(-1)
    assert found(newer) == ["draft", "p2"]
    assert newer.resolution().main.blocks[1].id == "p2"


def test_unknown_parts_go_with_the_clause_that_is_deleted_and_come_back_with_undo(
    newer: DraftEditor, at: At
) -> None:
    at("p2")
    assert newer.delete_clause()
    assert found(newer) == ["draft"]
    newer.undo()
    assert found(newer) == ["draft", "p2"]


def test_unknown_parts_of_the_draft_stay_when_the_heading_changes(newer: DraftEditor) -> None:
    newer.set_heading(FULL.masthead)
    newer.set_ignored(())
    assert found(newer) == ["draft", "p2"]


def test_a_clause_that_is_begun_in_another_has_none_of_its_unknown_parts(
    newer: DraftEditor, at: At, qtbot: QtBot
) -> None:
    at("p2", 7)
    qtbot.keyClick(newer, Qt.Key.Key_Return)
    assert len(newer.resolution().main.blocks) == len(FULL.main.blocks) + 1
    assert found(newer) == ["draft", "p2"]


def test_a_clause_that_is_cut_and_pasted_keeps_its_unknown_parts_and_its_copy_has_none(
    newer: DraftEditor, at: At
) -> None:
    at("p2")
    cursor = newer.textCursor()
    cursor.movePosition(cursor.MoveOperation.StartOfBlock)
    cursor.movePosition(cursor.MoveOperation.NextBlock, cursor.MoveMode.KeepAnchor)
    newer.setTextCursor(cursor)
    newer.cut()
    assert found(newer) == ["draft"]
    newer.paste()
    newer.paste()
    assert found(newer) == ["draft", "p2"]
