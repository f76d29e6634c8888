"""How long the program takes to start: to a window that is usable, and to its first precedents, on corpora of any size.

    python tests/benchmarks/bench_start.py [--program PATH] [SIZE…]

Every start is a process of its own, timed from before it begins: to the moment in which a key that was pressed stands in
the text, and to that in which the panel shows precedents for a clause of the sample draft. The starter corpus comes
first; SIZE is a record of so many clauses made by `recombined.py`, a million unless another is named; the corpora are
those of `bench_record.py`, built where they are missing (a quarter of an hour for a million). Starts on each corpus
come by turns, so that what else the machine does falls on all; the median is told. The system's file cache is warm.

--program measures an installed or packed program in place of this checkout. Beside it stands what the start of Python
with PySide6.QtWidgets alone takes: of this checkout, or of `measure` beside the program, which `dev.py package` makes.

A million clauses may cost one second more than the starter corpus; the benchmark fails where they cost more.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench_record import build
from recombined import CACHE, SHARED, made_record

from desktop.trials.self_test import own_command
from precedent_corpus.corpus import ensure_starter

SIZE = 1_000_000
STARTS = 7
ALLOWED = 1.0
"""Seconds that a large corpus may add to the start."""


class Start(NamedTuple):
    """Seconds from the beginning of the process."""

    usable: float
    processor: float
    """Seconds of a processor until it is usable: the same however busy the machine is."""
    precedents: float
    pause: float
    """For how long the window answered nothing at most, while the precedents opened behind it."""


def corpus_of(size: int) -> Path:
    """Return the corpus of a record, built where it is missing."""
    folder = CACHE / f"corpus-{size}"
    if not (folder / "corpus.sqlite").is_file():
        made_record(size)
        build(size, folder)
    return folder


def started(command: Sequence[str], environ: dict[str, str], data: Path) -> Start:
    """Start the program once on a data folder."""
    began = time.time()
    done = subprocess.run(
        [*command, "--self-test-window", str(data)],
        env={"QT_QPA_PLATFORM": "offscreen", **environ}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    (data / "window.pdf").unlink()
    seen = json.loads(done.stdout)
    return Start(
        seen["usable"] - began, seen["processor"], seen["precedents"] - began, seen["pause"]
    )


def qt_alone(program: Path | None) -> tuple[float, float]:
    """Return how long Python with Qt's widgets takes, and nothing of ours: seconds, and seconds of a processor."""
    command = [sys.executable, "-c", "import PySide6.QtWidgets"]
    if program is not None:
        command = [str(program.with_name("measure"))]
        if not Path(command[0]).is_file():
            return float("nan"), float("nan")
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, spent


def main() -> int:
    """Measure and tell; 1 where a large corpus makes the start too slow."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, metavar="SIZE")
    parser.add_argument("--program", type=Path)
    parser.add_argument("--starts", type=int, default=STARTS)
    options = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit("The working set of real resolutions is not at hand; the record is made from it.")
    command, environ = own_command(os.environ)
    if options.program:
        command = [str(options.program)]
    with tempfile.TemporaryDirectory() as folder:
        starter = Path(folder)
        ensure_starter(starter)
        corpora = {"starter corpus": starter}
        corpora |= {f"{size:,} clauses": corpus_of(size) for size in options.sizes or [SIZE]}
        starts: dict[str, list[Start]] = {name: [] for name in corpora}
        alone: list[tuple[float, float]] = []
        for turn in range(options.starts + 1):
            for name, data in corpora.items():
                one = started(command, environ, data)
                if turn:  # the first of each fills the system's cache
                    starts[name].append(one)
            alone.append(qt_alone(options.program))
    took, spent = (statistics.median(column) for column in zip(*alone, strict=True))
    print(f"PySide6.QtWidgets alone    {took:5.2f} s ({spent:.2f} s of a processor)")
    usable = {
        name: statistics.median(one.usable for one in found) for name, found in starts.items()
    }
    for name, found in starts.items():
        precedents = statistics.median(one.precedents for one in found)
        spent = statistics.median(one.processor for one in found)
        pause = statistics.median(one.pause for one in found)
        print(
            f"{name:26} {usable[name]:5.2f} s to a usable window ({spent:.2f} s of a processor),"
            f" {precedents:5.2f} s to the first precedents, longest pause {pause * 1000:.0f} ms"
        )
    first = usable["starter corpus"]
    slow = {name: took - first for name, took in usable.items() if took - first > ALLOWED}
    for name, more in slow.items():
        print(f"{name}: {more:.2f} s more than the starter corpus; {ALLOWED:.0f} s is allowed")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
