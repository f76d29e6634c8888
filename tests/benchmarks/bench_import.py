"""How many clauses a second are taken into the corpus.

    python tests/benchmarks/bench_import.py [FOLDER…]

Without folders it takes the working set of real resolutions where it is at hand, else the starter corpus. Reading alone is
timed first, to tell what the readers take from what the database and the index take.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from precedent_corpus import DATA
from precedent_corpus.corpus import Corpus
from precedent_corpus.store.clauses import phrases
from precedent_corpus.store.ingest import Incoming
from precedent_corpus.store.readers import Reader, Setup
from precedent_corpus.store.register import REGISTER
from precedent_corpus.store.sources import sources

SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus"
READ_ALONE = 100


def main() -> None:
    """Print the figures."""
    paths = [Path(argument) for argument in sys.argv[1:]] or [SHARED if SHARED.is_dir() else DATA]
    reader = Reader(Setup(REGISTER, phrases(), frozenset()))
    found = [source for source in sources(paths, Path()) if source.place][:READ_ALONE]
    read, clauses, start = 0, 0, time.perf_counter()
    for source in found:
        outcome = reader.read(source.name, source.place)
        if isinstance(outcome, Incoming):
            clauses += len(outcome.clauses)
            read += 1
        else:
            print(f"{source.name}: {outcome}", file=sys.stderr)
    took = time.perf_counter() - start
    print(
        f"reading alone: {read} texts, {clauses} clauses in {took:.1f} s: {clauses / took:,.0f} clauses a second"
    )

    with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder), writer=True) as corpus:
        start = time.perf_counter()
        report = corpus.add(paths)
        took = time.perf_counter() - start
        again = time.perf_counter()
        twice = corpus.add(paths)
        again = time.perf_counter() - again
        size = corpus.info()["bytes"]
    print(
        f"import: {report.added} texts, {report.clauses} clauses in {took:.1f} s:"
        f" {report.clauses / took:,.0f} clauses a second, {len(report.skipped)} skipped, {size / 1e6:.0f} MB kept"
    )
    print(f"the same again: {twice.duplicates} known already, {twice.added} added, {again:.1f} s")


if __name__ == "__main__":
    main()
