"""Every text of the working set through Word: the file is valid, and gives back the same resolution."""

from __future__ import annotations

import os
from pathlib import Path

from openxml_audit import OpenXmlValidator

from resolution.formats.akn import reader as akn
from resolution.formats.word import reader as docx
from resolution.formats.word.writer import to_bytes

FULL = os.environ.get("RESOLUTION_DRAFTER_ENDURE") == "full"
EVERY = 1 if FULL else 40


def test_every_text_comes_back_from_a_valid_word_file(
    corpus_files: list[Path], tmp_path: Path
) -> None:
    for path in corpus_files[::EVERY]:
        resolution = akn.read(path).resolution
        target = tmp_path / "text.docx"
        target.write_bytes(to_bytes(resolution))
        problems = OpenXmlValidator().validate(str(target))
        assert problems.is_valid, (path, problems.errors)
        reading = docx.read(target)
        assert (reading.resolution, reading.unread) == (resolution, ()), path
