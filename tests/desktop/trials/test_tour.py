"""The tour without a screen."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.waiting import PROCESS_LIMIT

ROOT = Path(__file__).parents[3]


def test_the_tour_leaves_a_word_file_with_the_precedent_s_words_and_pictures(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desktop.trials.tour", str(tmp_path)],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, timeout=PROCESS_LIMIT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    word, picture = tmp_path / "draft.docx", tmp_path / "window.png"
    assert f"Word file: {word}" in done.stdout
    assert f"Screenshot: {picture}" in done.stdout
    assert picture.stat().st_size > 20_000
    with zipfile.ZipFile(word) as package:
        words = package.read("word/document.xml").decode()
    assert "work and achievements of the Commission" in words
    assert "digital networks, to take into account" not in words, "the typed wording was replaced"
