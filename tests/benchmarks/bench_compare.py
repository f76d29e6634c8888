"""How long comparing two long texts takes, against difflib over the same words; and how many pairs come out right.

Two texts of 429 paragraphs, a third of the clauses changed and ten moved, of real words where the working set is at hand.
Then every consecutive pair of the same title in the working set: both texts read off, the amendments carried out.

Run: python tests/benchmarks/bench_compare.py
"""

from __future__ import annotations

import difflib
import random
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from resolution.amendments import AmendmentError, amendments, apply, write
from resolution.diff.compare import compare
from resolution.diff.facts import tokens
from resolution.diff.revision import What, new_text, old_text
from resolution.diff.words import key_of
from resolution.formats.detect import read
from resolution.labels import numbered
from resolution.model import Block, Division, Resolution
from resolution.text import folded, make, plain
from tests.conftest import SHARED, seed_paths
from tests.resolution.contents import content
from tests.resolution.random_edits import PHRASES

PARAGRAPHS, MOVED, RUNS = 429, 10, 7
LONG = ("GA-75/English/75_239_E.xml", "GA-75/English/75_212_E.xml")


def long_text(chance: random.Random) -> Resolution:
    """Return a text of so many paragraphs, of real ones."""
    files = [p for name in LONG if (p := SHARED / "corpus" / name).exists()] or seed_paths()
    blocks = [b for path in files for b in read(path).resolution.blocks() if plain(b.text)]
    while len(blocks) < PARAGRAPHS:
        blocks += [_changed(block, chance) for block in blocks]
    kept = (replace(block, id="") for block in blocks[:PARAGRAPHS])
    plainly = [replace(block, text=make(plain(block.text)), table=None) for block in kept]
    return Resolution(divisions=(Division(title=make("A long text"), blocks=numbered(plainly)),))


def _changed(block: Block, chance: random.Random) -> Block:
    """Return a paragraph with a few words changed, here and there."""
    words = plain(block.text).split(" ")
    for _ in range(max(1, len(words) // 20)):
        words[chance.randrange(len(words))] = chance.choice(PHRASES)
    return replace(block, text=make(" ".join(words)))


def revised(text: Resolution, chance: random.Random) -> Resolution:
    """Return the text with a third of its paragraphs changed and some moved."""
    blocks = [_changed(b, chance) if chance.random() < 1 / 3 else b for b in text.main.blocks]
    for _ in range(MOVED):
        blocks.insert(chance.randrange(len(blocks)), blocks.pop(chance.randrange(len(blocks) - 1)))
    return replace(text, divisions=(replace(text.main, blocks=numbered(blocks)),))


def words_of(text: Resolution) -> list[str]:
    """Return the words of a text."""
    return " ".join(plain(block.text) for block in text.blocks()).split()


def best(work: Callable[[], object], runs: int) -> float:
    """Return the shortest time that some work takes of the processor, in seconds."""
    times = []
    for _ in range(runs):
        began = process_time()
        work()
        times.append(process_time() - began)
    return min(times)


def afresh(old: Resolution, new: Resolution) -> None:
    """Compare two texts as if for the first time: no word is known yet."""
    key_of.cache_clear()
    compare(old, new)


def measure_speed() -> None:
    """Print both times and their ratio."""
    chance = random.Random(429)
    old = long_text(chance)
    new = revised(old, chance)
    before, after = words_of(old), words_of(new)
    ours = best(lambda: afresh(old, new), RUNS)
    moved = sum(row.what is What.MOVED and row.new is not None for row in compare(old, new).rows)
    print(f"{PARAGRAPHS} paragraphs, {len(before)} words, {moved} told as moved")
    print(f"compare {ours * 1e3:8.1f} ms")
    signs = tokens(" ".join(before)), tokens(" ".join(after))
    for name, words, skips in (
        ("words, those that are frequent left out", (before, after), True),
        ("words, spaces and signs, the frequent left out", signs, True),
        ("all words", (before, after), False),
    ):
        theirs = best(partial(_difflib, *words, skips), 3 if skips else 1)
        print(f"difflib {theirs * 1e3:8.1f} ms, {theirs / ours:5.1f} times as long, over {name}")


def _difflib(before: list[str], after: list[str], skips: bool) -> None:
    difflib.SequenceMatcher(None, before, after, autojunk=skips).get_opcodes()


def series() -> list[tuple[Path, Path]]:
    """Return every consecutive pair of texts of the same organ and title in the working set, in English."""
    by_title: dict[tuple[str, str], list[tuple[str, Path]]] = defaultdict(list)
    for path in sorted((SHARED / "corpus").glob("*/English/*.xml")):
        text = read(path).resolution
        if text.title:
            key = text.masthead.organ, folded(text.title).casefold()
            by_title[key].append((f"{text.masthead.adopted} {text.masthead.symbol}", path))
    lists = [sorted(each) for each in by_title.values()]
    return [(a[1], b[1]) for each in lists for a, b in pairwise(each)]


def measure_pairs() -> None:
    """Print how many pairs there are, and how many come out right."""
    pairs = series()
    if not pairs:
        print("the working set of real resolutions (../shared/corpus) is not here")
        return
    whole = right = 0
    for a, b in pairs:
        old, new = read(a).resolution, read(b).resolution
        revision = compare(old, new)
        whole += old_text(revision) == old and new_text(revision) == new
        try:
            right += content(apply(write(amendments(revision)), old)) == content(new)
        except AmendmentError as error:
            print(f"{a.stem} and {b.stem}: {error}")
    print(f"{len(pairs)} pairs of the same title: both texts read off {whole}, amendments {right}")


def main() -> None:
    """Measure and print."""
    measure_speed()
    measure_pairs()


if __name__ == "__main__":
    main()
