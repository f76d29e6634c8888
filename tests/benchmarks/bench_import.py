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

from precedent_corpus.corpus import DATA, Corpus
from precedent_corpus.ingest import incoming
from precedent_corpus.register import Register
from precedent_corpus.sources import sources
from resolution.reading import ReadingError

SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus"
READ_ALONE = 100


def main() -> None:
    """Print the figures."""
    paths = [Path(argument) for argument in sys.argv[1:]] or [SHARED if SHARED.is_dir() else DATA]
    register, read, clauses, start = Register(), 0, 0, time.perf_counter()
    for source in list(sources(paths))[:READ_ALONE]:
        try:
            clauses += len(incoming(source, register).clauses)
            read += 1
        except ReadingError as error:
            print(f"{source.name}: {error}", file=sys.stderr)
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
