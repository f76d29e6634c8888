"""The help of every command, compared with `help.txt`, which changes only when the help is meant to."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from desktop.cli import discovery
from desktop.main import main

WIDTH = "80"


def expected() -> dict[str, str]:
    """Return the help by the words that ask for it ("corpus add --help")."""
    golden = Path(__file__).with_name("help.txt").read_text(encoding="utf-8")
    _, *parts = re.split(r"^\$ resolution-drafter (.*)\n", golden, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="argparse words it differently")
@pytest.mark.parametrize("words", expected())
def test_the_help_is_as_it_was(
    words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = sorted({asked.split()[0] for asked in expected()} - {"--help"})
    monkeypatch.setattr(discovery, "command_names", lambda: known)
    monkeypatch.setenv("COLUMNS", WIDTH)
    with pytest.raises(SystemExit) as stopped:
        main(words.split())
    assert not stopped.value.code
    assert capsys.readouterr().out.strip() == expected()[words].strip()
