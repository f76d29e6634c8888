"""`check`: the problems in a draft, and the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from resolution.checks import all_rules, applying
from resolution.formats.akn import writer as akn
from resolution.formats.detect import read
from resolution.model import Block, Division, Ignored, Kind, Masthead, Resolution
from resolution.text import make


def test_check_tells_problems_and_exits_1_for_an_error(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    status, out, _ = run("check", seeds[4], "--json")
    codes = {problem["code"] for problem in json.loads(out)}
    assert status == 0 and {"lead-indicative", "fragment"} <= codes
    broken = tmp_path / "broken.txt"
    broken.write_text("Recalling its resolution 65/230,\n\n1. Decides to act.\n")
    status, out, _ = run("check", broken)
    assert status == 1 and "opening-missing" in out
    dated = "Recalling its resolution 65/230 of 22 December 2010,\n\n1. Decides to act.\n"
    broken.write_text(f"The General Assembly,\n\n{dated}")
    status, out, _ = run("check", broken)
    assert status == 0 and "adopted on 21 December 2010" in out


def test_a_text_in_another_language_is_told_how_many_rules_apply(run: Any, tmp_path: Path) -> None:

    blocks = (Block(Kind.PREAMBULAR, make("ссылаясь на резолюцию 65/230,"), id="a"),)
    head = Masthead(organ="General Assembly", symbol="A/RES/76/1", language="ru")
    path = tmp_path / "russian.akn"
    path.write_bytes(akn.to_bytes(Resolution(head, (Division(blocks=blocks),))))
    status, out, told = run("check", path, "--json")
    assert (status, json.loads(out)) == (0, [])
    assert f"Only {len(applying('ru'))} of {len(all_rules())} rules apply to Russian.\n" in told
    assert told.count("rules apply") == 1
    changing = run("new", path, "--session", "77")[1]
    assert changing == "What usually changes is known for texts in English only.\n"


def test_what_is_ignored_in_a_draft_is_not_told_nor_an_error(run: Any, tmp_path: Path) -> None:

    blocks = (Block(Kind.OPERATIVE, make("Decides to act."), "1.", id="a"),)
    head = Masthead(organ="General Assembly")
    draft = Resolution(head, (Division(blocks=blocks),), ignored=(Ignored("opening-missing"),))
    path = tmp_path / "draft.akn"
    path.write_bytes(akn.to_bytes(draft))
    status, out, told = run("check", path, "--json")
    assert (status, [p["code"] for p in json.loads(out)]) == (0, [])
    assert "Ignored in this draft: 1" in told
    status, out, _ = run("check", path, "--json", "--all")
    assert (status, [p["code"] for p in json.loads(out)]) == (1, ["opening-missing"])


def test_the_rules_are_listed_without_a_draft(run: Any, tmp_path: Path) -> None:
    status, out, _ = run("check", "--rules", "--json")
    assert status == 0
    assert {"code", "group", "title", "severity", "why", "source"} <= set(json.loads(out)[0])
    page = tmp_path / "rules.md"
    assert run("check", "--rules", "-o", page) == (0, "", "")
    assert page.read_text(encoding="utf-8").startswith("# Rules of the checks")
    status, _, told = run("check")
    assert status == 2
    assert "--rules" in told


def test_check_says_how_many_lines_it_did_not_check_and_keeps_its_status(
    run: Any, page: Path
) -> None:
    status, out, err = run("check", page, "--json")
    errors = [problem for problem in json.loads(out) if problem["severity"] == "error"]
    assert status == (1 if errors else 0)
    assert f"{len(read(page).unread)} lines found no place and were not checked" in err
