"""What holds for every command: its errors, its words and its data folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(
    "words",
    [
        ("read", "no such file.txt"),
        ("read", "."),
        ("suggest", "   "),
        ("suggest", "Recalling", "--limit", "0"),
        ("corpus", "remove", "A/RES/1/1"),
        ("export", "no.txt", "-o", "out.xyz"),
        ("report", "SEED", "-o", "out.xyz"),
        ("compare", "SEED", "A/RES/1/1"),
        ("compare", "SEED", "SEED", "-o", "out.xyz"),
        ("read",),
        ("corpus",),
    ],
)
def test_an_error_is_one_sentence_and_status_2(
    run: Any, seeds: list[Path], words: tuple[str, ...]
) -> None:
    status, _, err = run(*(seeds[0] if word == "SEED" else word for word in words))
    assert status == 2
    assert err.strip() and err.count("\n") == 1 and "Traceback" not in err


@pytest.mark.parametrize("command", ["suggest", "search", "history"])
def test_words_with_characters_that_no_file_can_hold_are_words_all_the_same(
    run: Any, command: str
) -> None:
    clear = run(command, "Recalling its resolution 55/63\n", "--json")
    assert run(command, "\x01Recalling its\udc80 resolution 55/63\v", "--json") == clear
    assert clear[0] == 0


def test_the_data_folder_is_named_before_or_after_the_command(run: Any, tmp_path: Path) -> None:
    for words in (
        ("--data", tmp_path / "a", "corpus", "info"),
        ("corpus", "info", "--data", tmp_path / "b"),
    ):
        assert run(*words)[0] == 0
    assert (tmp_path / "a").is_dir() and (tmp_path / "b").is_dir()
