"""Real texts and their edits: both are read off what leads from one to the other, and the amendments give the new one."""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from resolution.amendments import amendments, apply, write
from resolution.diff.compare import compare
from resolution.diff.revision import new_text, old_text
from resolution.formats.akn.reader import read
from resolution.model import Resolution
from resolution.text import folded
from tests.resolution.contents import content
from tests.resolution.random_edits import edited

FULL = os.environ.get("RESOLUTION_DRAFTER_ENDURE") == "full"
EVERY = 1 if FULL else 20
EDITS = 500 if FULL else 15


def holds(old: Resolution, new: Resolution, what: object) -> None:
    revision = compare(old, new)
    assert old_text(revision) == old, what
    assert new_text(revision) == new, what
    words = write(amendments(revision))
    assert content(apply(words, old)) == content(new), what


def series(files: list[Path]) -> Iterator[tuple[Path, Path]]:
    """Every consecutive pair of one organ and title; texts without a title, as the Security Council's, count as one."""
    by_title: dict[tuple[str, str, str], list[tuple[str, Path]]] = defaultdict(list)
    for path in files:
        text = read(path).resolution
        key = text.masthead.organ, folded(text.title).casefold(), path.parent.name
        by_title[key].append((f"{text.masthead.adopted} {text.masthead.symbol}", path))
    for each in by_title.values():
        for (_, one), (_, other) in pairwise(sorted(each)):
            yield one, other


def test_every_pair_of_one_title(corpus_files: list[Path]) -> None:
    files = corpus_files if FULL else [p for p in corpus_files if p.parent.parent.name == "SC-2022"]
    pairs = list(series(files))[::EVERY]
    assert len(pairs) >= 2
    for one, other in pairs:
        holds(read(one).resolution, read(other).resolution, (one.stem, other.stem))


def test_random_edits_of_real_texts(corpus_files: list[Path]) -> None:
    for seed in range(EDITS):
        path = random.Random(seed).choice(corpus_files)
        text = read(path).resolution
        holds(text, edited(text, seed), (seed, path.stem))
