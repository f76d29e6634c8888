"""`corpus`: texts are added, listed, removed and downloaded."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from resolution.formats.detect import read


def test_the_corpus_is_kept_from_the_command_line(
    run: Any, seeds: list[Path], tmp_path: Path
) -> None:
    text = seeds[0].read_text().replace("55/63", "55/999")
    own = tmp_path / "own.txt"
    own.write_text(text)
    added = json.loads(run("corpus", "add", own, seeds[1], "--json")[1])
    assert (added["added"], added["duplicates"]) == (1, 1)
    symbols = {row["symbol"] for row in json.loads(run("corpus", "list", "--json")[1])}
    assert "A/RES/55/999" in symbols and len(symbols) == 6
    assert run("corpus", "remove", "A/RES/55/999")[0] == 0
    assert json.loads(run("corpus", "info", "--json")[1])["documents"] == 5


def test_the_archives_of_the_record_are_listed_and_got_by_their_names(
    run: Any, seeds: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from precedent_corpus.store import record
    from precedent_corpus.store.download import Downloaded

    def fetch(address: str, target: Path, *_: object, **__: object) -> Downloaded:
        assert address.startswith("https://")
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("repo/75session/English/new.txt", seeds[0].read_bytes())
        return Downloaded(target, 1, "00ff")

    monkeypatch.setattr(record, "download", fetch)
    status, out, _ = run("corpus", "get", "--list")
    assert status == 0
    assert "GA-75\tGeneral Assembly\t" in out
    status, out, told = run("corpus", "get", "ga-75")
    assert status == 0
    assert "already there" in out
    assert "SHA-256 00ff" in told
    assert "acknowledge the United Nations" in told
    status, _, told = run("corpus", "get", "GA-1")
    assert status == 2
    assert "GA-1" in told


def test_an_import_of_which_nothing_was_taken_in_is_no_success(run: Any, tmp_path: Path) -> None:
    status, out, errors = run("corpus", "add", tmp_path / "missing.txt", "--json")
    assert status == 2 and errors.count("\n") == 1
    assert json.loads(out)["skipped"][0]["name"] == "missing.txt"


def test_adding_needs_something_to_add(run: Any) -> None:
    status, _, error = run("corpus", "add")
    assert status == 2 and "--resume" in error
    assert run("corpus", "add", "--resume")[0] == 0


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
