"""`read`: what was read of a file, and what found no place."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from resolution.formats.detect import read

COUNTS = {0: (13, 3, 10, 6), 1: (12, 3, 0, 4), 2: (14, 5, 0, 4), 3: (14, 3, 0, 4), 4: (9, 7, 0, 3)}
"""Preambular, operative, sub and notes of the seeds, as their register counts them."""


def below(clause: dict[str, Any]) -> int:
    return sum(1 + below(item) for item in clause["items"])


@pytest.mark.parametrize("seed", range(5))
def test_a_seed_is_read_with_its_counts(run: Any, seeds: list[Path], seed: int) -> None:
    status, out, _ = run("read", seeds[seed], "--json")
    read = json.loads(out)
    clauses = read["preambular"] + read["operative"]
    counted = (len(read["preambular"]), len(read["operative"]), sum(map(below, clauses)))
    assert status == 0
    assert (*counted, len(read["notes"])) == COUNTS[seed]


def test_a_field_that_is_not_given_is_null(run: Any, seeds: list[Path]) -> None:
    read = json.loads(run("read", seeds[0], "--json")[1])
    assert read["symbol"] == "A/RES/55/63" and read["adopted"] == "2000-12-04"
    assert read["issued"] is None and read["committee"] is None and read["vote"] is None
    assert read["opening"] == "The General Assembly,"
    assert read["divisions"][0]["closing"] == ["81st plenary meeting", "4 December 2000"]
    assert read["operative"][0]["items"][0]["label"] == "(a)"
    adopted = json.loads(run("read", seeds[1], "--json")[1])
    assert (adopted["committee"], adopted["report"]) == ("Third Committee", "A/56/574")


def test_standard_input_is_read(
    run: Any, seeds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(seeds[1].read_bytes())))
    status, out, _ = run("read", "-", "--json")
    assert status == 0 and json.loads(out)["symbol"] == "A/RES/56/121"


def test_read_shows_unread_lines_and_exits_0(run: Any, page: Path) -> None:
    status, out, err = run("read", page)
    assert (status, err) == (0, "") and all(line in out for line in read(page).unread)


def test_a_text_on_standard_input_that_begins_with_a_bracket_is_read(
    run: Any, seeds: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = b"<DRAFT>\n" + seeds[1].read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words)))
    status, out, err = run("read", "-")
    assert (status, err) == (0, "") and "<DRAFT>" in out
