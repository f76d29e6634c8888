"""What share of known defects the checks find at their place, and how often the fix brings the text back.

Adopted texts of the working set are spoilt with one defect each, of every kind that `tests/resolution/checks/spoilers`
knows, checked, and mended by the fix that is offered. 95 in 100 are to be found where they are, and 90 in 100 of the
fixes are to give back the text word for word; a kind that falls short is marked.
Run: python tests/benchmarks/bench_spoiling.py
     [--rule CODE]    try one rule, and print what was missed
     [--tries N]      spoil N texts in each way (40)
     [--half 0|1]     take one half of the texts: rules were made on half 0
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench_typing import SHARED

from precedent_corpus.store.register import Register
from resolution.checks import Checker, groups
from resolution.formats.akn import reader as akn
from resolution.language.spelling import Speller, dictionary
from resolution.model import Resolution
from resolution.text import plain

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.resolution.checks.spoiling import Entry, Spoilt, Trial, spoilers, tried

FOUND, RESTORED = 0.95, 0.90


def texts(half: str) -> list[tuple[str, Resolution]]:
    """Return the adopted texts in English with their names, or those of one half."""
    paths = sorted(SHARED.glob("*/English/*.xml"))
    if half:
        paths = [path for path in paths if zlib.crc32(_name(path).encode()) % 2 == int(half)]
    read = (
        (path.stem, akn.read(path).resolution) for path in paths if not path.stem.endswith("_F")
    )
    return [(name, text) for name, text in read if text.masthead.language == "en"]


def _name(path: Path) -> str:
    return f"{path.parents[1].name}/{path.name}"


def trials(
    code: str, entry: Entry, read: list[tuple[str, Resolution]], tries: int, checker: Checker
) -> Iterator[tuple[str, Trial]]:
    """Yield what became of so many texts, spoilt in one way; always the same ones."""
    chance, done = Random(f"{code} {entry.spoil.__name__}"), 0
    for name, text in chance.sample(read, len(read)):
        if done == tries:
            return
        trial = tried(code, entry, text, chance, checker)
        if trial:
            done += 1
            yield name, trial


def main() -> None:
    """Print the table."""
    given = argparse.ArgumentParser()
    given.add_argument("--rule", default="")
    given.add_argument("--tries", type=int, default=40)
    given.add_argument("--half", default="", choices=("", "0", "1"))
    options, _ = given.parse_known_args()
    read, words = texts(options.half), dictionary()
    if not read:
        print("The working set of real resolutions (../shared/corpus) is not here.")
        return
    checker = Checker(Register(), Speller(words) if words else None)
    print(f"{len(read)} adopted texts in English; of each kind of defect up to {options.tries}\n")
    print(f"{'rule':24} {'tried':>6} {'found':>7} {'fixes':>6} {'restored':>9}")
    count = [0, 0, 0, 0]
    for name, group in groups().items():
        print(name)
        for rule in group:
            if options.rule in ("", rule.code):
                row = _row(rule.code, read, options.tries, checker, bool(options.rule))
                count = [one + other for one, other in zip(count, row, strict=True)]
    tried_, found, fixes, restored = count
    print(
        f"all: {tried_} defects, {100 * found / max(1, tried_):.1f} % found at their place;"
        f" {fixes} fixes, {100 * restored / max(1, fixes):.1f} % gave the text back"
    )


def _row(
    code: str, read: list[tuple[str, Resolution]], tries: int, checker: Checker, show: bool
) -> tuple[int, int, int, int]:
    """Print the line of a rule; return how many were tried and found, had a fix, and were restored by it."""
    made = [
        each
        for entry in spoilers().get(code, ())
        for each in trials(code, entry, read, tries, checker)
    ]
    fixed = [trial.restored for _, trial in made if trial.restored is not None]
    found = sum(trial.found is not None for _, trial in made)
    short = found < FOUND * len(made) or sum(fixed) < RESTORED * len(fixed)
    mark = "  no defect known" if not made else "  SHORT" if short else ""
    share = f"{100 * found / len(made):6.1f}%" if made else "      –"
    back = f"{100 * sum(fixed) / len(fixed):8.1f}%" if fixed else "        –"
    print(f"  {code:22} {len(made):6} {share} {len(fixed):6} {back}{mark}")
    for name, trial in made if show else ():
        if trial.found is None or trial.restored is False:
            print(
                f"    {name}: {'missed' if trial.found is None else 'not restored'}: {_shown(trial.spoilt)}"
            )
    return len(made), found, len(fixed), sum(fixed)


def _shown(spoilt: Spoilt) -> str:
    """Return the words about a defect."""
    resolution = spoilt.resolution
    if spoilt.note is not None:
        words = plain(resolution.notes[spoilt.note].text or ())
    elif spoilt.line is None:
        return spoilt.field or "the whole"
    else:
        lines = [
            text for d in resolution.divisions for text in (d.title, *(b.text for b in d.blocks))
        ]
        words = plain(lines[spoilt.line])
    return words[max(0, spoilt.start - 40) : spoilt.end + 40]


if __name__ == "__main__":
    main()
