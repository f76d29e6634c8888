"""How late keys are while the corpus is asked at every pause of typing, beside the same window that asks nothing.

    python tests/benchmarks/bench_panel.py [clauses of the corpus] [clauses typed] [unswept]

The corpus is that of `bench_record.py`, of which this builds what is missing. Clauses of the record are typed into two
windows in turn, with every fifth word replaced by one of another clause, so that the panel shows what differs. A key is due every
60 ms, a pause after every eighth makes the search begin, and the next key is due while it runs: its lateness counts from
when it was due to when its letter is painted, so whatever the search holds up, in its own thread or in the panel, is in it.
How often Python looked through all objects, and how long it took, is printed too; "unswept" leaves that to Python.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench_record import build
from bench_typing import draft
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from recombined import CACHE, clauses_made, made_record

from desktop.shell import application
from desktop.shell.garbage_collection import GarbageCollector
from desktop.shell.window import DraftWindow

SIZE, TYPED = 100_000, 12
EVERY = 0.06
"""Seconds from key to key."""
BURST = 8
PAUSES = (0.11, 0.13, 0.16, 0.2)
"""Seconds after a burst: the search begins 100 ms after the last key, so the next one comes into the midst of it."""
PARAGRAPHS = 60
LATE = 16.0


def corpus_of(size: int) -> Path:
    """Return the folder of the corpus of a record, built where it is missing."""
    made_record(size)
    folder = CACHE / f"corpus-{size}"
    if not folder.exists():
        build(size, folder)
    return folder


def clauses_typed(size: int, number: int) -> list[str]:
    """Return clauses of the record, every fifth word another's."""
    chosen = random.Random(3)
    made = clauses_made(CACHE / f"{size}")
    out = []
    for one in chosen.sample([c for c in made if 25 <= len(c.words.split()) <= 60], number):
        words = one.words.split()
        others = chosen.choice(made).words.split()
        for at in range(4, len(words), 5):
            words[at] = others[at % len(others)]
        out.append("".join(c for c in " ".join(words) if " " <= c <= "~"))
    return out


def until(due: float) -> None:
    """Let the window work until a key is due."""
    while (left := due - perf_counter()) > 0:
        QApplication.processEvents()
        QTest.qSleep(1 if left > 0.002 else 0)


def typed(window: DraftWindow, words: str, chosen: random.Random) -> list[float]:
    """Type words at the end of the draft as a clause of its own; return by how many ms each key was late."""
    editor = window.editor
    window.activateWindow()
    editor.goto(editor.block_count - 1)
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    QTest.keyClicks(editor, "\r")
    late = []
    due = perf_counter() + 0.3
    for number, letter in enumerate(words):
        until(due)
        QTest.keyClicks(editor, letter)
        QApplication.processEvents()
        late.append(1_000 * (perf_counter() - due))
        due += EVERY if (number + 1) % BURST else chosen.choice(PAUSES)
    until(perf_counter() + 0.3)
    return late


def row(name: str, times: list[float]) -> None:
    """Print how late the keys were."""
    ordered = sorted(times)
    p99 = ordered[int(0.99 * (len(ordered) - 1))]
    over = sum(time > LATE for time in ordered)
    print(
        f"  {name:<12} {len(times)} keys   median {statistics.median(ordered):5.1f} ms   p99 {p99:5.1f} ms   "
        f"worst {ordered[-1]:5.1f} ms   later than {LATE:.0f} ms: {over}"
    )


def window_of(app: QApplication, data: Path) -> DraftWindow:
    """Return a window with a draft."""
    window = application.make_window(app, data)
    window.resize(1_280, 900)
    window.file.take(draft(PARAGRAPHS))
    window.completion.enabled = False  # its list would take keys
    window.show()
    return window


class Searches:
    """The times at which Python looked through all objects while keys were typed, in ms."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self._since = 0.0
        gc.callbacks.append(self._note)

    def _note(self, phase: str, told: dict[str, int]) -> None:
        if told["generation"] < 2:
            return
        if phase == "start":
            self._since = perf_counter()
        else:
            self.times.append(1_000 * (perf_counter() - self._since))


def main() -> None:
    """Type into both windows in turn."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    number = int(sys.argv[2]) if len(sys.argv) > 2 else TYPED
    data = corpus_of(size)
    app = application.start(sys.argv[:1])
    answers = []
    with tempfile.TemporaryDirectory() as other:
        asking, silent = window_of(app, data), window_of(app, Path(other))
        if "unswept" not in sys.argv:
            collector = GarbageCollector(app)
            for window in (asking, silent):
                collector.watch(window)
        asking.panel.list.rows.dataChanged.connect(lambda *_: answers.append(1))
        asking.panel.list.rows.rowsInserted.connect(lambda *_: answers.append(1))
        asking.precedents.start()
        while not asking.corpus_service.ready:
            until(perf_counter() + 0.05)
        until(perf_counter() + 6)
        searches = Searches()
        chosen = random.Random(5)
        times: dict[str, list[float]] = {"asking": [], "not asking": []}
        for words in clauses_typed(size, number):
            for name, window in (("asking", asking), ("not asking", silent)):
                times[name] += typed(window, words, chosen)
        print(f"{size} clauses in the corpus, {len(answers)} times other rows")
        for name, each in times.items():
            row(name, each)
        spent = ", ".join(f"{time:.0f}" for time in searches.times) or "none"
        print(f"  Python looked through all objects, ms each: {spent}")
        for window in (asking, silent):
            window.editor.document().setModified(False)
            window.close()


if __name__ == "__main__":
    main()
