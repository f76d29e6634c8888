"""Tracked changes of all pairs of the same title, and of 500 random edits; with `-s` it prints how many.

RESOLUTION_DRAFTER_ENDURE=full pytest -s tests/endurance/test_tracked_changes_whole.py
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from resolution.diff.compare import compare
from resolution.formats.akn import reader as akn
from resolution.formats.word import reader as docx
from resolution.formats.word.writer import tracked_to_bytes
from tests.resolution.formats.word.office import ACCEPT, REJECT, Job, settled
from tests.resolution.formats.word.tracked_pairs import Pair, check, consecutive, words
from tests.resolution.random_edits import edited

FULL = os.environ.get("RESOLUTION_DRAFTER_ENDURE") == "full"
EVERY = 1 if FULL else 15
EDITS = 500 if FULL else 8
IN_OFFICE = 1 if FULL else 29


def test_pairs_of_the_same_title_come_back(corpus_files: list[Path], tmp_path: Path) -> None:
    pairs = list(consecutive(corpus_files))
    begun = time.perf_counter()
    for name, old, new in pairs[::EVERY]:
        check(old, new, tmp_path / f"{name}.docx")
    print(f"\n{len(pairs[::EVERY])} of {len(pairs)} pairs in {time.perf_counter() - begun:.0f} s")


def test_random_edits_come_back(corpus_files: list[Path], tmp_path: Path) -> None:
    begun = time.perf_counter()
    for seed in range(EDITS):
        old = akn.read(corpus_files[seed * 7 % len(corpus_files)]).resolution
        check(old, edited(old, seed), tmp_path / "edited.docx")
    print(f"\n{EDITS} edits in {time.perf_counter() - begun:.0f} s")


def test_libreoffice_settles_them_to_both_texts(corpus_files: list[Path], tmp_path: Path) -> None:
    pairs = list(consecutive(corpus_files))[::IN_OFFICE]
    jobs: list[Job] = []
    for name, old, new in pairs:
        tracked = tmp_path / f"{name}.docx"
        tracked.write_bytes(tracked_to_bytes(compare(old, new), "Peru"))
        jobs += [(tracked, tmp_path / f"{name}.{c}.docx", c) for c in (ACCEPT, REJECT)]
    counts = settled(jobs, tmp_path)
    assert all(left == 0 for _, left in counts)
    wrong = [name for pair in pairs for name in _wrong(pair, tmp_path)]
    print(f"\n{len(pairs)} pairs accepted and rejected, {sum(n for n, _ in counts[::2])} changes")
    assert not wrong


def _wrong(pair: Pair, folder: Path) -> list[str]:
    """Return which of both texts of a pair LibreOffice gives otherwise."""
    name, old, new = pair
    wanted = ((ACCEPT, new), (REJECT, old))
    return [
        f"{name} {c}"
        for c, text in wanted
        if words(docx.read(folder / f"{name}.{c}.docx").resolution) != words(text)
    ]
