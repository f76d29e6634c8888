"""`report` and `history`: the sources of a wording."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def test_report_and_history_name_their_sources(run: Any, seeds: list[Path], tmp_path: Path) -> None:
    assert "A/RES/55/63" in run("report", seeds[1])[1]
    target = tmp_path / "report.json"
    assert run("report", seeds[1], "-o", target)[0] == 0
    assert json.loads(target.read_text())[0]["paragraph"] == "PP1"
    uses = json.loads(run("history", "Noting the necessity of preventing the criminal misuse of information technologies,", "--json")[1])  # fmt: skip
    assert [use["symbol"] for use in uses] == ["A/RES/55/63", "A/RES/56/121"]


def test_report_says_how_many_lines_it_does_not_cover(run: Any, page: Path, tmp_path: Path) -> None:
    status, _, err = run("report", page)
    assert status == 0 and "found no place and are not in the report" in err
    status, _, err = run("report", page, "-o", tmp_path / "out.txt")
    assert status == 3 and "found no place and are not in the report" in err
