"""What the tests share: the five seeds, and the working set of real texts where it is at hand."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.waiting import wait_patiently

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

wait_patiently()

SEEDS = Path(__file__).parent / "seeds"
SHARED = Path(__file__).resolve().parents[2] / "shared"


def seed_paths() -> list[Path]:
    """Return the five seed texts in order: seed n is the nth."""
    return sorted(SEEDS.glob("*.txt"))


def working_set(language: str = "") -> list[Path]:
    """Return the files of the working set of real resolutions; none where it is absent."""
    return sorted((SHARED / "corpus").glob(f"*/{language or '*'}/*.xml"))


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """Return the five seed texts."""
    return seed_paths()


@pytest.fixture(scope="session")
def corpus_files() -> list[Path]:
    """Return the working set in all languages, or skip."""
    files = working_set()
    if not files:
        pytest.skip("the working set of real resolutions (../shared/corpus) is not here")
    return files


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of official documents, or skip."""
    folder = SHARED / "samples"
    if not folder.is_dir():
        pytest.skip("the official sample documents (../shared/samples) are not here")
    return folder


def pytest_sessionfinish() -> None:
    """Leave nothing on the clipboard, as the program does when it ends."""
    if "PySide6.QtGui" in sys.modules:
        from desktop.shell.application import clear_offscreen_clipboard

        clear_offscreen_clipboard()
