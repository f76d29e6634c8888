"""The report on the draft, from the menu to the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from pytestqt.qtbot import QtBot

from desktop.shell.window import DraftWindow
from resolution.model import Resolution
from tests.desktop.conftest import Stand


@pytest.mark.parametrize("ending", [".docx", ".html", ".txt"])
def test_the_report_is_written_and_told(
    window: DraftWindow, stand: Stand, draft: Resolution, tmp_path: Path, qtbot: QtBot, ending: str
) -> None:
    window.file.take(draft)
    stand.path = tmp_path / f"report{ending}"
    window.actions_["report_on_draft"].trigger()
    qtbot.waitUntil(lambda: not window.report.busy)
    assert stand.told == []
    words = (
        "\n".join(
            cell.text for row in Document(str(stand.path)).tables[0].rows for cell in row.cells
        )
        if ending == ".docx"
        else stand.path.read_text(encoding="utf-8")
    )
    assert "OP3" in words
    assert "Requests the Secretary-General to report" in words


def test_where_it_cannot_be_written_it_is_said(
    window: DraftWindow, stand: Stand, draft: Resolution, tmp_path: Path, qtbot: QtBot
) -> None:
    window.file.take(draft)
    window.report.report_to(tmp_path / "nowhere" / "report.docx")
    qtbot.waitUntil(lambda: not window.report.busy)
    assert len(stand.told) == 1
    assert "report.docx" in stand.told[0]
