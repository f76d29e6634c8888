"""What each further window costs: threads, and memory, on corpora of any size.

    python tests/benchmarks/bench_windows.py [--quick] [--windows N] [SIZE…]

For each corpus a process of its own opens one window after another, four unless --windows says otherwise. In each a file
is opened, precedents are found, the draft is checked, a word is typed, and a recovery copy and the file are written;
then the threads and the memory of the process are counted, the picture of each window that Qt keeps (four bytes for
every point) among it. The starter corpus comes first; SIZE is a record of so many clauses made by `recombined.py`,
130,000 unless another is named; its corpus is built where it is missing (some minutes). --quick counts with the starter
corpus alone.

Four windows may have eight threads more than one, and each further window may cost 8 MB whatever the size of the corpus;
the benchmark fails where they cost more.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(ROOT))

SIZE = 130_000
WINDOWS = 4
MORE_THREADS = 8
"""How many threads four windows may have more than one."""
MORE_MEMORY = 8.0
"""Megabytes that each further window may cost."""


class Cost(NamedTuple):
    """What the process has: threads of ours, megabytes of memory in use, and of these the pictures of the windows."""

    threads: int
    memory: float
    pictures: float = 0.0


def counted() -> Cost:
    """Return what this process has now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    memory = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return Cost(threading.active_count() - 1, memory)


def worked(data: Path, windows: int) -> list[Cost]:
    """Open so many windows and work in each; return what the process has after each."""
    from PySide6.QtCore import QEvent, qInstallMessageHandler

    from desktop.help.sample import sample_draft
    from desktop.shell import application
    from desktop.shell.windows import Windows
    from desktop.trials import unattended
    from desktop.trials.self_test_window import UnattendedDialogs
    from resolution.formats.akn import writer

    qInstallMessageHandler(unattended.report)
    app = application.start(["resolution-drafter"])
    opened = Windows(app, data, UnattendedDialogs)
    costs = []
    for number in range(windows):
        path = data / f"draft-{number}.akn"
        path.write_bytes(writer.to_bytes(sample_draft()))
        work_in(opened, path)
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        points = sum(each.width() * each.height() for each in opened.open_windows)
        costs.append(counted()._replace(pictures=4 * points / 1e6))
    for window in list(opened.open_windows):
        window.editor.document().setModified(False)
        window.close()
    return costs


def work_in(windows: object, path: Path) -> None:
    """Open a file in a new window, and do there what starts all work in the background."""
    from desktop.shell.windows import Windows
    from desktop.trials.unattended import wait

    assert isinstance(windows, Windows)
    window = windows.show_new()
    wait(lambda: window.corpus_service.ready, "the precedents did not open")
    window.file.open(path)
    wait(lambda: window.file.path == path and not window.file.busy, "the file did not open")
    window.editor.goto(window.editor.places().index("PP1"))
    wait(lambda: bool(window.panel.matches), "no precedent was found")
    wait(lambda: window.precedents.settled and window.checks.settled, "the work did not end")
    window.editor.insertPlainText("Deeply ")
    window.safety.autosave.write()
    wait(lambda: not window.safety.autosave.pending, "no recovery copy was written")
    if not window.save():
        raise RuntimeError("the draft was not saved")
    wait(lambda: window.precedents.settled and window.checks.settled, "the work did not end")
    wait(lambda: not window.history.busy, "the series were not read")


def measured(source: Path, windows: int) -> list[Cost]:
    """Return what a process of its own has after each window, on a copy of a corpus."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(source, data)
        done = subprocess.run(
            [sys.executable, __file__, "--work", str(data), "--windows", str(windows)],
            env={"QT_QPA_PLATFORM": "offscreen", **os.environ}, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    return [Cost(*cost) for cost in json.loads(done.stdout)]


def told(name: str, costs: list[Cost]) -> bool:
    """Print what the windows cost with a corpus; return whether that is allowed."""
    first, last, further = costs[0], costs[-1], len(costs) - 1
    for number, cost in enumerate(costs, 1):
        print(f"{name:16} {number} windows: {cost.threads:3} threads, {cost.memory:6.1f} MB")
    threads, memory = last.threads - first.threads, (last.memory - first.memory) / further
    pictures = (last.pictures - first.pictures) / further
    print(
        f"{name:16} {threads} threads more than one window,"
        f" {memory:.1f} MB a further window ({pictures:.1f} MB of it the picture of the window)"
    )
    return threads <= MORE_THREADS and memory <= MORE_MEMORY


def main() -> int:
    """Count and tell; 1 where the windows cost too much."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, metavar="SIZE")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--windows", type=int, default=WINDOWS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        print(json.dumps(worked(options.work, options.windows)))
        return 0

    from bench_start import corpus_of

    from precedent_corpus.corpus import ensure_starter

    with tempfile.TemporaryDirectory() as folder:
        starter = Path(folder)
        ensure_starter(starter)
        corpora = {"starter corpus": starter}
        if not options.quick:
            corpora |= {f"{size:,} clauses": corpus_of(size) for size in options.sizes or [SIZE]}
        fine = [told(name, measured(data, options.windows)) for name, data in corpora.items()]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
