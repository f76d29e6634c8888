"""`amend`: lists of amendments, applied in full or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from resolution.formats.detect import read
from tests.desktop.cli.conftest import unplaced


def test_the_amendments_that_compare_writes_give_the_other_text(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    listed, amended = tmp_path / "amendments.txt", tmp_path / "amended.akn"
    assert run("compare", seeds[3], seeds[2], "-o", listed) == (0, "", "")
    assert run("amend", seeds[3], listed, "-o", amended) == (0, "", "")
    told = json.loads(run("compare", amended, seeds[2], "--json")[1])
    assert {row["what"] for row in told["rows"]} == {"same"}


def test_an_amendment_that_does_not_fit_is_told_in_one_sentence(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    listed = tmp_path / "amendments.txt"
    listed.write_text("1. Delete operative paragraph 99.", encoding="utf-8")
    status, _, err = run("amend", seeds[3], listed, "-o", tmp_path / "out.akn")
    assert status == 2 and err.count("\n") == 1
    assert (
        "“Delete operative paragraph 99.”) cannot be read: the text has no operative paragraph 99"
        in err
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "1. Delete operative paragraph 1.\n2. Abolish operative paragraph 3.\n3. Delete operative paragraph 2.\n",
            "Line 2 (“2. Abolish operative paragraph 3.”) cannot be read as an amendment",
        ),
        ("Dear colleagues,\n\nThere is nothing to say.\n", "There is no amendment in"),
        ("No amendments.\n", "There is no amendment in"),
        ("", "There is no amendment in"),
    ],
)
def test_a_list_that_is_not_understood_writes_nothing(
    run: Any, seeds: list[Path], tmp_path: Path, words: str, said: str
) -> None:
    listed, out = tmp_path / "amendments.txt", tmp_path / "out.akn"
    listed.write_text(words, encoding="utf-8")
    status, printed, err = run("amend", seeds[3], listed, "-o", out)
    assert (status, printed) == (2, "")
    assert said in err and err.count("\n") == 1
    assert not out.exists()


def test_a_list_that_is_not_understood_leaves_the_file_that_is_there(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    listed, out = tmp_path / "amendments.txt", tmp_path / "out.txt"
    listed.write_text("Delete OP1.\nAbolish OP2.\n", encoding="utf-8")
    out.write_text("kept", encoding="utf-8")
    assert run("amend", seeds[3], listed, "-o", out)[0] == 2
    assert out.read_text(encoding="utf-8") == "kept"


def test_a_gap_in_the_numbering_of_amendments_is_told(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    listed, out = tmp_path / "amendments.txt", tmp_path / "out.akn"
    listed.write_text("1. Delete OP1.\n3. Delete OP2.\n", encoding="utf-8")
    status, _, err = run("amend", seeds[3], listed, "-o", out)
    assert status == 0 and out.exists()
    assert "leaves out 2; check that no amendment is missing" in err


def test_amend_keeps_unread_lines_of_the_text(run: Any, page: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("1. Delete operative paragraph 1.\n", encoding="utf-8")
    status, _, err = run("amend", page, tmp_path / "list.txt", "-o", tmp_path / "out.akn")
    assert status == 3 and "found no place" in err
    assert unplaced(tmp_path / "out.akn") == list(read(page).unread)
