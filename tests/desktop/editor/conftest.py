"""An editor to try things in, and a draft that has something of everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from desktop.editor import DraftEditor
from resolution.model import (
    Block,
    Cell,
    Division,
    DivisionKind,
    Kind,
    Masthead,
    Note,
    Origin,
    Resolution,
    Status,
    Table,
)
from resolution.text import Mark, NoteRef, Run, make, with_lead

FULL = Resolution(
    Masthead(
        status=Status.DRAFT,
        organ="General Assembly",
        symbol="A/C.3/74/L.11",
        distribution="Limited",
        issued=date(2019, 10, 11),
        original="English",
        session="Seventy-fourth session",
        committee="Third Committee",
        agenda_item="107",
        sponsors=("Belarus", "China"),
        proposal="draft resolution",
    ),
    (
        Division(
            title=make("Countering the use of technologies for criminal purposes"),
            blocks=(
                Block(Kind.FORMULA, (Run("The General Assembly", Mark.LEAD), Run(",")), id="f"),
                Block(
                    Kind.PREAMBULAR,
                    (
                        *with_lead(make("Recalling its resolution 55/63,"), 9),
                        NoteRef(0),
                        NoteRef(1),
                    ),
                    id="p1",
                ),
                Block(
                    Kind.PREAMBULAR,
                    with_lead(make("Noting the work of the Commission,"), 6),
                    origin=Origin("A/RES/56/121", "PP4", "Noting the work"),
                    id="p2",
                ),
                Block(
                    Kind.OPERATIVE,
                    with_lead(make("Decides to establish a committee:"), 7),
                    label="1.",
                    id="o1",
                ),
                Block(Kind.ITEM, make("To elaborate a convention;"), label="(a)", level=1, id="a"),
                Block(
                    Kind.ITEM, make("Taking into account efforts;"), label="(i)", level=2, id="i"
                ),
                Block(Kind.ITEM, make("To report;"), label="(b)", level=1, id="b"),
                Block(Kind.CONTINUATION, make("as appropriate;"), id="c"),
                Block(Kind.HEADING, make("Follow-up"), level=1, id="h"),
                Block(
                    Kind.OPERATIVE,
                    (
                        *with_lead(make("Requests a report on "), 8),
                        Run("this", Mark.ITALIC),
                        NoteRef(0),
                        Run("."),
                    ),
                    label="2.",
                    id="o2",
                ),
                Block(
                    Kind.TABLE,
                    table=Table(
                        (
                            (
                                Cell((make("a"),), header=True),
                                Cell((make("b"), (NoteRef(2),)), colspan=2),
                            ),
                        )
                    ),
                    id="t",
                ),
            ),
            closing=("81st plenary meeting", "4 December 2000"),
        ),
        Division(
            DivisionKind.ANNEX,
            "Annex",
            make("Rules"),
            (Block(Kind.PARAGRAPH, make("First rule."), label="1.", id="r1"),),
        ),
    ),
    (Note(make("See resolution 55/63.")), Note(None, "*"), Note(make("In the table."))),
)


@pytest.fixture
def editor(qtbot: QtBot) -> DraftEditor:
    """Return an editor with the full draft, shown."""
    made = DraftEditor()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.load(FULL)
    made.show()
    return made


@pytest.fixture
def full() -> Resolution:
    """Return the draft that has something of everything."""
    return FULL


@pytest.fixture
def at(editor: DraftEditor) -> Callable[..., None]:
    """Return a function that puts the cursor into the block of this name, at an offset (-1: its end)."""

    def go(name: str, offset: int = -1) -> None:
        index = index_of(editor, name)
        block = editor.document().findBlockByNumber(index)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + (block.length() - 1 if offset < 0 else offset))
        editor.setTextCursor(cursor)

    return go


def index_of(editor: DraftEditor, name: str) -> int:
    """Return the number of the block of this name."""
    return next(i for i in range(editor.block_count) if editor.clause_at(i).block.id == name)
