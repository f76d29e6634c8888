"""How long the pages of a long text take: laid out, and written as a PDF.

The text has 429 paragraphs and 140 notes, as one of the longest adopted ones has, made from adopted wording in the seeds.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bench_word_export import text_of  # noqa: E402

from desktop.pages import layout, painting  # noqa: E402
from resolution.formats.word.writer import to_bytes  # noqa: E402

PARAGRAPHS = 429
NOTES = 140
ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """Return how long work takes at the median."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Print the figures."""
    resolution = text_of(PARAGRAPHS, NOTES)
    pages = layout(resolution)
    written = seconds(lambda: painting.to_bytes(pages, "A text"))
    size = len(painting.to_bytes(pages, "A text"))
    print(
        f"{PARAGRAPHS} paragraphs, {NOTES} notes: {len(pages)} pages, {size / 1024:.0f} KB of PDF"
    )
    print(f"  the Word file behind them  {seconds(lambda: to_bytes(resolution)):6.2f} s")
    print(f"  laid out (Word included)   {seconds(lambda: layout(resolution)):6.2f} s")
    print(f"  written as a PDF           {written:6.2f} s")


if __name__ == "__main__":
    main()
