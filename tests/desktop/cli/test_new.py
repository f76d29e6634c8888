"""`new`: the draft of another session."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from resolution.formats.akn import writer as akn
from resolution.formats.detect import read
from resolution.model import Masthead, Resolution, Status
from tests.desktop.cli.conftest import unplaced


def test_the_session_of_a_draft_may_be_a_year(run: Any, tmp_path: Path) -> None:
    source, out = tmp_path / "council.akn", tmp_path / "draft.akn"
    head = Masthead(Status.ADOPTED, "Economic and Social Council", "E/RES/2022/13")
    source.write_bytes(akn.to_bytes(Resolution(head)))
    assert run("new", source, "--session", "2027", "-o", out)[0] == 0
    assert json.loads(run("read", out, "--json")[1])["session"] == "2027 session"


def test_the_draft_of_another_session_is_begun_and_what_usually_changes_is_named(
    run: Any, tmp_path: Path
) -> None:
    out = tmp_path / "draft.akn"
    status, said, _ = run("new", "A/RES/55/63", "--session", "56", "-o", out, "--json")
    assert status == 0
    assert [(p["code"], p["where"]) for p in json.loads(said)] == [
        ("update-session", "OP3"),
        ("update-report", "note 2"),
    ]
    head = json.loads(run("read", out, "--json")[1])
    assert (head["kind"], head["session"], head["base"]) == (
        "draft",
        "Fifty-sixth session",
        "A/RES/55/63",
    )
    assert run("new", out, "--session", "57")[1].endswith("\n1 thing usually changes.\n")
    status, _, complaint = run("new", "A/RES/55/63", "--session", "next")
    assert status == 2 and "give a number from 1 to 9999" in complaint
    status, _, complaint = run("new", "A/RES/99/1")
    assert status == 2 and "A/RES/99/1" in complaint


def test_new_keeps_unread_lines_of_the_earlier_text(run: Any, page: Path, tmp_path: Path) -> None:
    words = ("new", page, "--session", 81)
    status, _, err = run(*words, "-o", tmp_path / "out.akn")
    assert status == 3 and "found no place" in err
    assert unplaced(tmp_path / "out.akn") == list(read(page).unread)
    status, _, err = run(*words)
    assert status == 0 and "found no place" in err
