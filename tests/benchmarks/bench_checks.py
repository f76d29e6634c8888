"""How long the checks take behind the typing, and how long the window is busy with what they found.

Two texts: one of 429 operative paragraphs as `bench_typing` has it, every seventh with something wrong, and the longest
adopted text of the working set where that is at hand. Full: everything, by a checker that remembers nothing; after a
key: one paragraph differs from the text that was checked before; after Enter: a paragraph more, so that the numbers of
all behind it differ. Showing is what the window's own thread does with the answer: panel, marks,
outline and the line at the foot.
Run: python tests/benchmarks/bench_checks.py
"""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_typing import SHARED, draft
from PySide6.QtWidgets import QApplication

from desktop.shell import application
from precedent_corpus.store.register import Register
from resolution.checks import Checker, Problem, check
from resolution.formats.akn import reader as akn
from resolution.labels import numbered
from resolution.language.spelling import Speller, dictionary
from resolution.model import Resolution
from resolution.text import make, plain

ROUNDS = 15
MOST_MS = 150
"""What a check may take after a keystroke."""


def spoilt(resolution: Resolution) -> Resolution:
    """Return the text with a wrong mark and a misspelt word in every seventh paragraph."""
    blocks = list(resolution.main.blocks)
    for index in range(3, len(blocks), 7):
        words = plain(blocks[index].text)[:-1] + " of labor goverment."
        blocks[index] = replace(blocks[index], text=make(words))
    return replace(resolution, divisions=(replace(resolution.main, blocks=tuple(blocks)),))


def one_key(resolution: Resolution, at: int, letter: str) -> Resolution:
    """Return the text with a letter more in one paragraph."""
    blocks = list(resolution.main.blocks)
    blocks[at] = replace(blocks[at], text=make(plain(blocks[at].text) + letter))
    return replace(resolution, divisions=(replace(resolution.main, blocks=tuple(blocks)),))


def one_more(resolution: Resolution, at: int) -> Resolution:
    """Return the text with a paragraph more, numbered anew."""
    blocks = list(resolution.main.blocks)
    blocks.insert(at, blocks[at])
    return replace(resolution, divisions=(replace(resolution.main, blocks=numbered(blocks)),))


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds a piece of work takes."""
    started = perf_counter()
    work()
    return 1_000 * (perf_counter() - started)


def checking(name: str, resolution: Resolution) -> list[Problem]:
    """Print how long the checks take at first and after a key; return what they find."""
    words, record = dictionary(), Register()
    record.adoption_date("55/63", "General Assembly")  # the register is read once, at the start
    speller = Speller(words) if words else None
    first = timed(lambda: check(resolution, record, speller))
    full = statistics.median(
        timed(lambda: check(resolution, record, speller)) for _ in range(ROUNDS)
    )
    checker = Checker(record, speller)
    found = checker.check(resolution)
    size = len(resolution.main.blocks)
    places = [(n + 1) * size // (ROUNDS + 1) for n in range(ROUNDS)]
    keys = [_again(checker, one_key(resolution, at, "x")) for at in places]
    enters = [_again(checker, one_more(resolution, at)) for at in places]
    key, enter = statistics.median(keys), statistics.median(enters)
    print(
        f"{name}: {size} paragraphs, {len(found)} problems\n"
        f"  in full {full:6.1f} ms (for the first time {first:.1f}); after a key {key:5.1f} ms (at worst {max(keys):.1f}),"
        f" {full / key:.1f} times less; after Enter {enter:5.1f} ms"
    )
    if key > MOST_MS:
        print(f"  TOO SLOW: a key may take {MOST_MS} ms")
    return found


def _again(checker: Checker, changed: Resolution) -> float:
    """Return how long a changed text takes a checker that has the text as it was before."""
    return timed(lambda: checker.check(changed))


def showing(resolution: Resolution) -> None:
    """Print how long the window is busy when problems are shown, all of them and one more or less."""
    app = application.start(["bench"])
    with tempfile.TemporaryDirectory() as folder:
        window = application.make_window(app, Path(folder))
        window.resize(1280, 820)
        window.show()
        window.editor.load(resolution)
        window.follow()
        record, words = Register(), dictionary()
        found = sorted(
            check(window.editor.resolution(), record, Speller(words) if words else None),
            key=lambda p: (p.line or 0, p.start),
        )
        fewer = found[: len(found) // 2] + found[len(found) // 2 + 1 :]
        checks = window.checks

        def show(problems: list[Problem]) -> float:
            took = timed(lambda: checks._take(window.editor.resolution(), problems))
            QApplication.processEvents()
            return took

        show(found)
        show([])
        every = show(found)
        one = statistics.median(show(fewer if n % 2 else found) for n in range(ROUNDS))
        same = statistics.median(show(found) for _ in range(ROUNDS))
        print(
            f"  shown in the window: all {len(found)} problems {every:.1f} ms, one more or less {one:.1f} ms, "
            f"the same again {same:.1f} ms"
        )
        window.editor.document().setModified(False)
        window.close()


def main() -> None:
    """Print both texts."""
    made = spoilt(draft(429))
    checking("a text of 429 operative paragraphs", made)
    showing(made)
    paths = sorted(SHARED.glob("*/English/*.xml"), key=lambda path: path.stat().st_size)
    if paths:
        longest = akn.read(paths[-1]).resolution
        checking(f"the longest adopted text ({paths[-1].name})", longest)
        showing(longest)


if __name__ == "__main__":
    main()
