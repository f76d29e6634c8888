"""Characters that no file can hold come into the draft nowhere: typed, pasted, put in by a command or a dialog."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.editor import DraftEditor
from desktop.editor.document.clipboard import BLOCKS
from desktop.notes.field import NoteField
from resolution.formats.akn import writer as akn
from resolution.model import Kind, Negotiation, Note, Proposal, ProposalKind
from resolution.text import make
from tests.resolution.test_characters import has_forbidden

BAD = "non\x1ebinding\vline\x01\x1f\ufffe"
CLEAN = "non‑binding\nline"

At = Callable[..., None]


def mime(**formats: str) -> QMimeData:
    data = QMimeData()
    if "text" in formats:
        data.setText(formats["text"])
    if "html" in formats:
        data.setHtml(formats["html"])
    return data


def typed(editor: DraftEditor) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, BAD)
    QApplication.sendEvent(editor, event)


def composed(editor: DraftEditor) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(BAD)
    QApplication.sendEvent(editor, event)


def pasted_from_another_window(editor: DraftEditor) -> None:
    blocks = [{
        "kind": "operative", "text": [[BAD, 0]], "label": "", "auto": True, "level": 0, "quoted": False,
        "table": None, "origin": None, "id": "",
    }]  # fmt: skip
    data = QMimeData()
    data.setData(BLOCKS, json.dumps({"blocks": blocks, "inline": True}).encode())
    editor.insertFromMimeData(data)


IN_THE_TEXT: dict[str, Callable[[DraftEditor], object]] = {
    "typed": typed,
    "composed": composed,
    "pasted from another window": pasted_from_another_window,
    "put in by a command": lambda e: e.put_words(2, 0, 6, BAD),
    "taken from a precedent": lambda e: e.replace_clause(make(BAD)),
    "inserted as a clause": lambda e: e.insert_below(make(BAD), Kind.PREAMBULAR),
    "completed": lambda e: e.complete(0, BAD),
}


@pytest.mark.parametrize("way", IN_THE_TEXT)
def test_words_that_come_in_any_way_are_clean(way: str, editor: DraftEditor, at: At) -> None:
    at("p2", 0)
    IN_THE_TEXT[way](editor)
    draft = editor.resolution()
    assert not has_forbidden(draft)
    said = [words for b in draft.blocks() for words in ("".join(getattr(i, "text", "") for i in b.text),)]  # fmt: skip
    assert any(CLEAN in words for words in said)


@pytest.mark.parametrize(
    "data",
    [
        {"text": BAD},
        {"text": "one\v\x1etwo\n\nthree\x1d\x00"},
        {"html": f"<p>{BAD}</p>"},
        {"html": "<p>non&#30;binding&#11;line&#1;</p><p>two&#28;</p>"},
    ],
    ids=["a line", "lines", "a page", "a page that spells them out"],
)
def test_what_is_pasted_is_clean(data: dict[str, str], editor: DraftEditor, at: At) -> None:
    at("p2", 0)
    editor.insertFromMimeData(mime(**data))
    assert not has_forbidden(editor.resolution())
    assert "‑" in str(editor.resolution())


def test_what_dialogs_put_in_is_clean(editor: DraftEditor) -> None:
    heading = editor.heading()
    editor.set_heading(replace(heading, agenda_title=BAD, sponsors=(BAD,)))
    editor.edit_note(0, make(BAD))
    proposal = Proposal("p2", ProposalKind.COMMENT, (BAD,), make(BAD), make(BAD), BAD)
    editor.proposal_store.put(Negotiation((proposal,)))
    draft = editor.resolution()
    assert not has_forbidden(draft)
    assert draft.masthead.agenda_title == CLEAN
    assert draft.negotiation.proposals[0].comment == CLEAN
    assert Note(make(CLEAN)) in draft.notes


def test_words_pasted_into_a_note_are_clean(qapp: object) -> None:
    field = NoteField()
    for data in (mime(text=BAD), mime(text="one\x00\x1f\n\ntwo\x1e")):
        field.insertFromMimeData(data)
    assert not has_forbidden(field.words())


def test_a_character_that_came_in_all_the_same_does_not_keep_the_draft_from_being_saved(
    editor: DraftEditor,
) -> None:
    editor.textCursor().insertText("a\x01\x0bb\ufffe")
    assert akn.to_bytes(editor.resolution())
