"""`compare`: what differs between two texts, printed and written to files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from resolution.formats.detect import read as read_file
from resolution.formats.word.reader import read as read_word


def test_a_comparison_is_written_with_tracked_changes(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    target = tmp_path / "out.docx"
    assert run("compare", seeds[0], seeds[1], "-o", target) == (0, "", "")
    assert read_word(target).resolution.main == read_file(seeds[1]).resolution.main


def test_compare_tells_what_differs_and_how_much(run: Any, seeds: list[Path]) -> None:
    status, out, err = run("compare", seeds[3], seeds[2])
    assert (status, err) == (0, "")
    assert out.startswith("Paragraphs: 11 changed, 4 new, 2 deleted;")
    assert "[-criminals and lead-]{+perpetrators and may contribute+}" in out
    assert "cites and counts: now resolution 73/27, 5 December 2018, resolution 73/187" in out


def test_compare_takes_symbols_of_the_corpus_for_texts(run: Any, seeds: list[Path]) -> None:
    named = json.loads(run("compare", "A/RES/55/63", "A/RES/56/121", "--json")[1])
    filed = json.loads(run("compare", seeds[0], seeds[1], "--json")[1])
    assert (named["old"]["symbol"], named["new"]["symbol"]) == ("A/RES/55/63", "A/RES/56/121")
    assert [row["what"] for row in named["rows"]] == [row["what"] for row in filed["rows"]]


def test_compare_answers_with_every_field(run: Any, seeds: list[Path]) -> None:
    told = json.loads(run("compare", seeds[0], seeds[1], "--json")[1])
    assert {
        "old",
        "new",
        "same",
        "totals",
        "heading",
        "sponsors",
        "rows",
        "notes",
        "amendments",
    } <= set(told)
    row = next(row for row in told["rows"] if row["what"] == "changed")
    assert set(row) == {
        "what", "part", "old", "new", "tie", "form", "pieces", "table", "gone", "come",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ending", "wanted"),
    [
        ("txt", "4. In preambular paragraph 8, replace “noting” with “recognizing also”."),
        ("json", "“noting” with “recognizing also”"),
        ("html", "<del>noting</del><ins>recognizing also</ins>"),
    ],
)
def test_compare_writes_a_file_by_its_ending(
    run: Any, seeds: list[Path], tmp_path: Path, ending: str, wanted: str
) -> None:
    target = tmp_path / f"changes.{ending}"
    assert run("compare", seeds[0], seeds[1], "-o", target) == (0, "", "")
    assert wanted in target.read_text(encoding="utf-8")


def test_a_comparison_has_unread_lines_of_both_texts(
    run: Any, page: Path, seeds: list[Path], tmp_path: Path
) -> None:
    status, out, err = run("compare", seeds[1], page)
    assert status == 0 and "found no place" in err and err.count("\n") == 1
    assert all(line in out for line in read_file(page).unread)
    status, _, err = run("compare", page, seeds[1], "-o", tmp_path / "out.html")
    assert status == 3 and str(page) in err
