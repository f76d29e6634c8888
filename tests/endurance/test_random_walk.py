"""Random walks of 2,000 editing commands each, from drafts of several shapes: nothing is ever broken, all can be undone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop.editor import DraftEditor
from resolution.formats.akn import reader as akn
from tests.desktop.editor.walking import REDO_ADDS_UP, STARTS, Step, long_walk, steps, walk

FULL = os.environ.get("RESOLUTION_DRAFTER_ENDURE") == "full"
COMMANDS = 2000 if FULL else 20
WALKS = 300 if FULL else 3

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", REDO_ADDS_UP, extend=True)


@pytest.fixture
def editor(qtbot: QtBot) -> DraftEditor:
    """Return an editor, shown."""
    made = DraftEditor()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@pytest.fixture
def fresh(qtbot: QtBot) -> DraftEditor:
    """Return an editor to load drafts into and compare."""
    made = DraftEditor()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("start", STARTS)
def test_two_thousand_commands_break_nothing(
    editor: DraftEditor, fresh: DraftEditor, start: str
) -> None:
    walk(editor, STARTS[start], long_walk(20261125, COMMANDS), fresh)


def test_an_adopted_text_walked_through_is_not_broken(
    editor: DraftEditor, fresh: DraftEditor, corpus_files: list[Path]
) -> None:
    of_middling_length = sorted(corpus_files, key=lambda path: path.stat().st_size)
    text = akn.read(of_middling_length[len(of_middling_length) // 3]).resolution
    walk(editor, text, long_walk(2, COMMANDS // 4), fresh)


@settings(
    max_examples=WALKS,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(start=st.sampled_from(sorted(STARTS)), taken=steps(60))
def test_whatever_hypothesis_thinks_of_breaks_nothing(
    editor: DraftEditor, fresh: DraftEditor, start: str, taken: list[Step]
) -> None:
    walk(editor, STARTS[start], taken, fresh)
