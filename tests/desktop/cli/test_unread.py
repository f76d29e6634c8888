"""The command line tells of every line that found no place, and writes it out with the rest."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.main import main
from resolution.formats.detect import read
from resolution.recognition.unplaced import HEADING
from resolution.text import plain

SPANISH = """A/RES/99/999

La Asamblea General,

Recordando su resolución 70/1, de 25 de septiembre de 2015,

1. Exhorta a todos los Estados a que actúen;

2. Decide seguir examinando la cuestión.
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a command; return its status and what it printed and complained of."""
    monkeypatch.setenv("RESOLUTION_DRAFTER_DATA", str(tmp_path / "data"))

    def command(*words: object) -> tuple[int, str, str]:
        status = main([str(word) for word in words])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


@pytest.fixture
def page(seeds: list[Path]) -> Path:
    """A text of which several lines find no place."""
    assert len(read(seeds[4]).unread) > 1
    return seeds[4]


def unplaced(path: Path) -> list[str]:
    last = read(path).resolution.divisions[-1]
    return [plain(block.text) for block in last.blocks] if last.label == HEADING else []


@pytest.mark.parametrize("ending", [".akn", ".docx"])
def test_export_writes_unread_lines_tells_how_many_and_exits_3(
    run: Any, page: Path, tmp_path: Path, ending: str
) -> None:
    target, lines = tmp_path / f"out{ending}", read(page).unread
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
    assert status == (3 if read(source).unread else 0) and bool(err) == (status == 3)
    kept = target.read_text(encoding="utf-8")
    assert all(word in kept for word in SPANISH.split())


def test_unread_lines_of_the_base_are_tracked_too(
    run: Any, page: Path, seeds: list[Path], tmp_path: Path
) -> None:
    target = tmp_path / "out.docx"
    status, _, err = run("export", seeds[1], "-o", target, "--base", page)
    assert status == 3 and f"{page}: {len(read(page).unread)} lines" in err
    rejected = json.loads(run("read", target, "--rejected", "--json")[1])
    said = json.dumps(rejected, ensure_ascii=False)
    assert all(line in said for line in read(page).unread)


def test_a_compilation_has_the_unread_lines(run: Any, page: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    assert run("export", page, "-o", target, "--compilation")[0] == 3
    assert HEADING in target.read_text(encoding="utf-8")


def test_new_keeps_unread_lines_of_the_earlier_text(run: Any, page: Path, tmp_path: Path) -> None:
    words = ("new", page, "--session", 81)
    status, _, err = run(*words, "-o", tmp_path / "out.akn")
    assert status == 3 and "found no place" in err
    assert unplaced(tmp_path / "out.akn") == list(read(page).unread)
    status, _, err = run(*words)
    assert status == 0 and "found no place" in err


def test_amend_keeps_unread_lines_of_the_text(run: Any, page: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("1. Delete operative paragraph 1.\n", encoding="utf-8")
    status, _, err = run("amend", page, tmp_path / "list.txt", "-o", tmp_path / "out.akn")
    assert status == 3 and "found no place" in err
    assert unplaced(tmp_path / "out.akn") == list(read(page).unread)


def test_a_comparison_has_unread_lines_of_both_texts(
    run: Any, page: Path, seeds: list[Path], tmp_path: Path
) -> None:
    status, out, err = run("compare", seeds[1], page)
    assert status == 0 and "found no place" in err and err.count("\n") == 1
    assert all(line in out for line in read(page).unread)
    status, _, err = run("compare", page, seeds[1], "-o", tmp_path / "out.html")
    assert status == 3 and str(page) in err


def test_report_says_how_many_lines_it_does_not_cover(run: Any, page: Path, tmp_path: Path) -> None:
    status, _, err = run("report", page)
    assert status == 0 and "found no place and are not in the report" in err
    status, _, err = run("report", page, "-o", tmp_path / "out.txt")
    assert status == 3 and "found no place and are not in the report" in err


def test_check_says_how_many_lines_it_did_not_check_and_keeps_its_status(
    run: Any, page: Path
) -> None:
    status, out, err = run("check", page, "--json")
    errors = [problem for problem in json.loads(out) if problem["severity"] == "error"]
    assert status == (1 if errors else 0)
    assert f"{len(read(page).unread)} lines found no place and were not checked" in err


def test_read_shows_unread_lines_and_exits_0(run: Any, page: Path) -> None:
    status, out, err = run("read", page)
    assert (status, err) == (0, "") and all(line in out for line in read(page).unread)


def test_an_import_lists_what_it_could_not_place_and_exits_0(run: Any, page: Path) -> None:
    reading = read(page)
    symbol, lines = reading.resolution.masthead.symbol, reading.unread
    assert run("corpus", "remove", symbol)[0] == 0
    status, out, _ = run("corpus", "add", page)
    assert status == 0 and f"{symbol} ({page.name}): {len(lines)} lines: “{lines[0]}" in out
    assert run("corpus", "remove", symbol)[0] == 0
    status, out, _ = run("corpus", "add", page, "--json")
    (text,) = json.loads(out)["unplaced"]
    assert (status, text["symbol"], text["lines"]) == (0, symbol, len(lines))
    assert (text["name"], text["first"][0]) == (page.name, lines[0])


def test_a_text_on_standard_input_that_begins_with_a_bracket_is_read(
    run: Any, seeds: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = b"<DRAFT>\n" + seeds[1].read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words)))
    status, out, err = run("read", "-")
    assert (status, err) == (0, "") and "<DRAFT>" in out
