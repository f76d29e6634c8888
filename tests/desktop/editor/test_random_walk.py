"""A random walk through all commands of the editor: whatever is done in whatever order, the draft stays sound.

The same in full, with longer walks and more of them, is a long trial: `tests/endurance/test_random_walk.py`.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop.editor import DraftEditor
from tests.desktop.editor.walking import REDO_ADDS_UP, STARTS, Step, long_walk, steps, walk

pytestmark = pytest.mark.qt_log_ignore(REDO_ADDS_UP, extend=True)


@pytest.fixture
def fresh(qtbot: QtBot) -> DraftEditor:
    """Return an editor to load drafts into and compare."""
    made = DraftEditor()
    qtbot.addWidget(made)
    return made


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(start=st.sampled_from(sorted(STARTS)), taken=steps(30))
def test_no_walk_breaks_the_draft(
    editor: DraftEditor, fresh: DraftEditor, start: str, taken: list[Step]
) -> None:
    walk(editor, STARTS[start], taken, fresh)


@pytest.mark.parametrize("start", STARTS)
def test_a_longer_walk_can_be_undone_to_the_start(
    editor: DraftEditor, fresh: DraftEditor, start: str
) -> None:
    walk(editor, STARTS[start], long_walk(len(start), 60), fresh)
