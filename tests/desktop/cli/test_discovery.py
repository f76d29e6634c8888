"""Commands are found by the names of their modules, and imported only when they are needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import commands, discovery
from desktop.cli.discovery import command_names, load_commands
from tests.waiting import PROCESS_LIMIT

ROOT = Path(__file__).resolve().parents[3]

IMPORTED = """
import sys
from desktop.cli.parser import parser_of
import desktop.main
words = sys.argv[1:]
parser_of(words).parse_args(words)
heavy = {"PySide6", "lxml", "numpy", "tantivy", "precedent_corpus", "docx"}
start = "desktop.cli.commands."
print(*sorted(name.removeprefix(start) for name in sys.modules if name.startswith(start) or name in heavy))
"""

TOY = """
from desktop.cli.command import Command

def add_arguments(parser):
    parser.add_argument("word", metavar="WORD")

def run(options):
    print(options.word)
    return 0

COMMAND = Command("Repeat a word.", add_arguments, run, place=99)
"""


@pytest.mark.parametrize(
    ("words", "imported"),
    [
        ((), ""),
        (("draft.akn",), ""),
        (("read", "draft.akn"), "read"),
        (("corpus", "list"), "corpus"),
    ],
)
def test_only_the_module_of_the_chosen_command_is_imported(
    words: tuple[str, ...], imported: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, *words],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=PROCESS_LIMIT,
    )  # fmt: skip
    assert done.stdout.strip() == imported


def test_the_help_lists_the_commands_in_the_order_of_their_places(run: Any) -> None:
    loaded = load_commands()
    places = [command.place for command in loaded.values()]
    assert sorted(loaded) == command_names() and len(set(places)) == len(places)
    listed = " ".join(run("--help")[1].split())
    assert f"Commands: {', '.join(loaded)}." in listed


def test_an_option_before_the_command_may_ask_about_all_commands(run: Any) -> None:
    status, out, _ = run("--help", "read")
    assert status == 0
    assert all(f"\n    {name} " in out for name in command_names())


def test_a_new_command_is_a_module_and_nothing_else(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "echo.py").write_text(TOY, encoding="utf-8")
    monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path)])
    assert list(load_commands())[-1] == "echo"
    assert run("echo", "Algeria") == (0, "Algeria\n", "")
    assert "new, echo." in " ".join(run("--help")[1].split())
    del sys.modules[f"{discovery.commands.__name__}.echo"]
