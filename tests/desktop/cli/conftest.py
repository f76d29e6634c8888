"""What the tests of the command line share: a command that is run, and a text with lines that find no place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.main import main
from resolution.formats.detect import read
from resolution.recognition.unplaced import HEADING
from resolution.text import plain


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that runs a command and returns its exit status, its output and its error output."""
    monkeypatch.setenv("RESOLUTION_DRAFTER_DATA", str(tmp_path / "data"))

    def command(*words: object) -> tuple[int, str, str]:
        try:
            status = main([str(word) for word in words])
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


@pytest.fixture
def page(seeds: list[Path]) -> Path:
    """Return a text with several lines that find no place."""
    assert len(read(seeds[4]).unread) > 1
    return seeds[4]


def unplaced(path: Path) -> list[str]:
    last = read(path).resolution.divisions[-1]
    return [plain(block.text) for block in last.blocks] if last.label == HEADING else []
