"""`export`: every format, tracked changes and compilations, with no line lost."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from resolution.formats.detect import read as read_file
from resolution.formats.word.reader import changes
from resolution.formats.word.reader import read as read_word
from resolution.recognition.unplaced import HEADING
from tests.desktop.cli.conftest import unplaced
from tests.waiting import PROCESS_LIMIT

SPANISH = """A/RES/99/999

La Asamblea General,

Recordando su resolución 70/1, de 25 de septiembre de 2015,

1. Exhorta a todos los Estados a que actúen;

2. Decide seguir examinando la cuestión.
"""


@pytest.mark.parametrize("ending", [".akn", ".docx", ".html", ".pdf", ".txt"])
def test_export_writes_by_the_ending(
    run: Any, qapp: object, seeds: list[Path], tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"out{ending}"
    assert run("export", seeds[3], "-o", target)[0] == 0
    data = target.read_bytes()
    if ending == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert "word/footnotes.xml" in package.namelist()
    elif ending == ".pdf":
        text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded()
        assert "Algeria" in text
    else:
        assert "Algeria" in data.decode()


def test_a_pdf_needs_no_display(seeds: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    done = subprocess.run(
        [sys.executable, "-m", "desktop.main", "export", str(seeds[1]), "-o", str(target)],
        env={name: value for name, value in os.environ.items() if name not in hidden},
        cwd=Path(__file__).resolve().parents[3],
        capture_output=True,
        text=True,
        timeout=PROCESS_LIMIT,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_text_is_exported_against_a_precedent_with_tracked_changes(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    target = tmp_path / "out.docx"
    words = ("--base", seeds[1], "--author", "Peru")
    assert run("export", seeds[0], "-o", target, *words) == (0, "", "")
    assert {change.author for change in changes(target).changes} == {"Peru"}
    rejected = read_word(target, rejected=True).resolution
    assert rejected.main == read_file(seeds[1]).resolution.main


def test_changes_are_tracked_in_word_files_only(run: Any, seeds: list[Path]) -> None:
    status, out, err = run("export", seeds[0], "-o", "out.pdf", "--base", seeds[1])
    assert status == 2 and not out
    assert "end “out.pdf” in .docx" in err and err.count("\n") == 1


def test_an_author_with_characters_that_no_file_can_hold_is_named_without_them(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out.docx"
    status, _, error = run(
        "export", seeds[0], "--base", seeds[1], "--author", "Cu\x01ba\udc80", "-o", out
    )
    assert (status, error) == (0, "")
    assert read_file(out).changed_by == ("Cuba",)


@pytest.mark.parametrize("ending", [".akn", ".docx"])
def test_export_writes_unread_lines_tells_how_many_and_exits_3(
    run: Any, page: Path, tmp_path: Path, ending: str
) -> None:
    target, lines = tmp_path / f"out{ending}", read_file(page).unread
    status, out, err = run("export", page, "-o", target)
    assert (status, out) == (3, "")
    assert f"{len(lines)} lines found no place" in err and err.count("\n") == 1
    assert unplaced(target) == list(lines)
    assert run("export", target, "-o", tmp_path / "again.akn") == (0, "", "")
    assert unplaced(tmp_path / "again.akn") == list(lines)


def test_no_letter_of_a_text_is_lost_by_export(run: Any, tmp_path: Path) -> None:
    source, target = tmp_path / "es.txt", tmp_path / "out.txt"
    source.write_text(SPANISH, encoding="utf-8")
    status, _, err = run("export", source, "-o", target)
    assert status == (3 if read_file(source).unread else 0) and bool(err) == (status == 3)
    kept = target.read_text(encoding="utf-8")
    assert all(word in kept for word in SPANISH.split())


def test_unread_lines_of_the_base_are_tracked_too(
    run: Any, page: Path, seeds: list[Path], tmp_path: Path
) -> None:
    target = tmp_path / "out.docx"
    status, _, err = run("export", seeds[1], "-o", target, "--base", page)
    assert status == 3 and f"{page}: {len(read_file(page).unread)} lines" in err
    rejected = json.loads(run("read", target, "--rejected", "--json")[1])
    said = json.dumps(rejected, ensure_ascii=False)
    assert all(line in said for line in read_file(page).unread)


def test_a_compilation_has_the_unread_lines(run: Any, page: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    assert run("export", page, "-o", target, "--compilation")[0] == 3
    assert HEADING in target.read_text(encoding="utf-8")
