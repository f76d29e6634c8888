"""The corpus at ten thousand, a hundred thousand and a million distinct clauses: how fast, how large, how much it finds.

    python tests/benchmarks/bench_record.py [--again] [--picture FILE] [SIZE…]

`recombined.py` says how the records are made. They and the corpora built of them are kept under build/record; --again
builds the corpora anew. Building and asking are processes of their own, so that memory and the first question are those
of a program that has just been started (the system's file cache is warm).

Three kinds of question: a whole clause with 15 % of its words replaced by any others of the record; the first six words of
one; three of its words of six letters and more, months left out (dates are citations, and told apart). Warm means after 100 questions of the kind. recall@5: of the questions for
which rapidfuzz over everything has the clause asked for among its best five, how many are answered, among the first five, by
that clause or by one that scores as much. For whole clauses the score is Indel similarity over words; for first words and
keywords it is the share of them that a clause begins with or has, so the clause asked for always has all of it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from growth_picture import drawn
from recombined import CACHE, SHARED, Made, clauses_made, made_record

from precedent_corpus.corpus import Corpus

ROOT = Path(__file__).resolve().parents[2]
SIZES = (10_000, 100_000, 1_000_000)
QUESTIONS = 500
WARMING = 100
COMPARED = 100
"""Of so many questions about whole clauses all clauses are compared: a million take rapidfuzz a second or more each."""
BEST = 5
MONTHS = {"january", "february", "august", "september", "october", "november", "december"}
PICTURE = ROOT / "docs" / "record_growth.svg"
KINDS = {
    "clause": "clause, 15 % changed",
    "opening": "first six words",
    "keywords": "three keywords",
}
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Return a text's words for the comparison that does not use the corpus."""
    return _WORD.findall(text.casefold())


# -- building --------------------------------------------------------------------------------------------------------


def build(size: int, target: Path) -> dict[str, Any]:
    """Build the corpus of a record; return what it took. Memory counts this process and the reading ones at their peak."""
    building = target.with_name(f"{target.name}.new")
    shutil.rmtree(building, ignore_errors=True)
    archives = sorted((CACHE / f"{size}").glob("*.zip"))
    with Corpus.open(building, writer=True) as corpus:
        start = time.perf_counter()
        report = corpus.add(archives)
        took = time.perf_counter() - start
        wordings = corpus.info()["wordings"]
    shutil.rmtree(target, ignore_errors=True)
    building.replace(target)
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {
        "texts": report.added,
        "clauses": report.clauses,
        "wordings": wordings,
        "seconds": took,
        "processor": own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime,
        "memory": (own.ru_maxrss + others.ru_maxrss * min(4, os.cpu_count() or 1)) * 1024,
        "database": (target / "corpus.sqlite").stat().st_size,
        "index": sum(file.stat().st_size for file in target.glob("index-*/*")),
        "openings": _openings(target),
    }


def _openings(target: Path) -> int:
    """Return how many bytes of the database serve the search alone: openings, digests and the vocabulary."""
    import sqlite3

    names = (
        "wordings_by_opening",
        "wordings_often_used",
        "vocabulary",
        "sqlite_autoindex_vocabulary_1",
    )
    with sqlite3.connect(target / "corpus.sqlite") as connection:
        try:
            query = f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({','.join('?' * len(names))})"
            return int(connection.execute(query, names).fetchone()[0])
        except sqlite3.OperationalError:  # this SQLite was built without it
            return 0


# -- asking ----------------------------------------------------------------------------------------------------------


def questions(clauses: Sequence[Made], kind: str) -> list[tuple[str, str]]:
    """Return questions, each with the clause it was made from."""
    chance = random.Random(f"{kind} {len(clauses)}")
    vocabulary = sorted({word for clause in clauses[:20_000] for word in clause.words.split()})
    asked: list[tuple[str, str]] = []
    while len(asked) < QUESTIONS + WARMING:
        source = chance.choice(clauses).words
        words = source.split()
        if kind == "clause":
            for at in chance.sample(range(len(words)), max(1, round(len(words) * 0.15))):
                words[at] = chance.choice(vocabulary)
            asked.append((" ".join(words) + ";", source))
        elif kind == "opening" and len(words) > 6:
            asked.append((" ".join(words[:6]), source))
        elif kind == "keywords":
            bare = {word.strip(",.;:()“”") for word in source.casefold().split()}
            long = sorted(word for word in bare - MONTHS if len(word) >= 6 and word.isalpha())
            if len(long) >= 3:
                asked.append((" ".join(chance.sample(long, 3)), source))
    return asked


_FIRST = """
import sys, time
start = time.perf_counter()
sys.path.insert(0, {root!r})
from pathlib import Path
from precedent_corpus.corpus import Corpus
Corpus.open(Path({target!r})).suggest({question!r})
print((time.perf_counter() - start) * 1000)
"""


def ask(size: int, target: Path) -> dict[str, Any]:
    """Ask a built corpus; return latencies in milliseconds, the memory it took, and recall."""
    clauses = clauses_made(CACHE / f"{size}")
    every = {kind: questions(clauses, kind) for kind in KINDS}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    corpus = Corpus.open(target)
    corpus.suggest(every["clause"][0][0])
    found: dict[str, Any] = {"first": (time.perf_counter() - start) * 1000}
    code = _FIRST.format(root=str(ROOT), target=str(target), question=every["clause"][1][0])
    whole = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    found["start"] = float(whole.stdout)
    answers: dict[str, list[list[str]]] = {}
    for kind, asked in every.items():
        times = []
        answers[kind] = []
        for text, _ in asked:
            start = time.perf_counter()
            matches = corpus.suggest(text)
            times.append((time.perf_counter() - start) * 1000)
            answers[kind].append([match.text for match in matches[:BEST]])
        warm = times[WARMING:]
        found[kind] = {"p50": float(np.median(warm)), "p99": float(np.percentile(warm, 99))}
    found["memory"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    corpus.close()
    for kind, asked in every.items():
        judge = {"clause": _judge_clauses, "opening": _judge_openings, "keywords": _judge_keywords}[
            kind
        ]
        found[kind] |= judge(clauses, asked, answers[kind])
    return found


def _judge_clauses(
    clauses: Sequence[Made], asked: Sequence[tuple[str, str]], answers: Sequence[Sequence[str]]
) -> dict[str, Any]:
    numbers: dict[str, int] = {}

    def form(text: str) -> str:
        return "".join(_char(numbers.setdefault(word, len(numbers) + 1)) for word in words_of(text))

    everything = [form(clause.words) for clause in clauses]
    has, found, took = 0, 0, []
    for (text, source), answer in list(zip(asked, answers, strict=True))[-COMPARED:]:
        query = form(text)
        start = time.perf_counter()
        near = process.cdist(
            [query], everything, scorer=Indel.normalized_similarity, dtype=np.float32
        )[0]
        took.append((time.perf_counter() - start) * 1000)
        own = Indel.normalized_similarity(query, form(source))
        if np.count_nonzero(near > own + 1e-6) < BEST:
            has += 1
            found += any(
                Indel.normalized_similarity(query, form(one)) >= own - 1e-6 for one in answer
            )
    return {"asked": has, "recall": found / has, "rapidfuzz": float(np.median(took))}


def _char(number: int) -> str:
    return chr(number if number < 0xD800 else number + 0x800)


def _judge_openings(
    clauses: Sequence[Made], asked: Sequence[tuple[str, str]], answers: Sequence[Sequence[str]]
) -> dict[str, Any]:
    def good(text: str, answer: str) -> bool:
        words = words_of(text)
        return words_of(answer)[: len(words)] == words

    return _share(asked, answers, good)


def _judge_keywords(
    clauses: Sequence[Made], asked: Sequence[tuple[str, str]], answers: Sequence[Sequence[str]]
) -> dict[str, Any]:
    return _share(asked, answers, lambda text, answer: set(words_of(text)) <= set(words_of(answer)))


def _share(
    asked: Sequence[tuple[str, str]],
    answers: Sequence[Sequence[str]],
    good: Callable[[str, str], bool],
) -> dict[str, Any]:
    found = sum(
        any(good(text, one) for one in answer)
        for (text, _), answer in zip(asked, answers, strict=True)
    )
    return {"asked": len(asked), "recall": found / len(asked)}


# -- together --------------------------------------------------------------------------------------------------------


def measured(size: int, again: bool) -> dict[str, Any]:
    """Return what is known of a size: built and asked in processes of their own."""
    made_record(size)
    target, kept = CACHE / f"corpus-{size}", CACHE / f"built-{size}.json"
    if again or not kept.exists():
        kept.write_text(json.dumps(_run("build", size, target)))
    text = sum(len(clause.words.encode()) for clause in clauses_made(CACHE / f"{size}"))
    return {
        "size": size,
        "text": text,
        **json.loads(kept.read_text()),
        "asked": _run("ask", size, target),
    }


def _run(what: str, size: int, target: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, f"--{what}", str(size), str(target)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # type: ignore[no-any-return]


def told(one: dict[str, Any]) -> str:
    """Return the figures of a size as lines."""
    asked, mega = one["asked"], 1e6
    search = one["index"] + one["openings"]
    lines = [
        f"{one['size']:,} clauses, {one['text'] / mega:.1f} MB of text",
        f"  built in {one['seconds']:.0f} s, {one['clauses'] / one['seconds']:,.0f} clauses a second"
        f" ({one['processor'] / one['clauses'] * mega:.0f} µs of a processor each); memory {one['memory'] / mega:.0f} MB",
        f"  on disk: database {one['database'] / mega:.1f} MB with texts and sources, index {one['index'] / mega:.1f} MB;"
        f" index, openings and vocabulary {search / mega:.1f} MB, {search / one['text']:.0%} of the text",
        f"  opening and the first question {asked['first']:.0f} ms, {asked['start']:.0f} ms with all modules still to be"
        f" loaded; asking takes {asked['memory'] / mega:.0f} MB",
    ]
    for kind, name in KINDS.items():
        own = asked[kind]
        beside = (
            f", rapidfuzz over everything {own['rapidfuzz']:.0f} ms" if "rapidfuzz" in own else ""
        )
        lines.append(
            f"  {name:22} median {own['p50']:6.2f} ms  p99 {own['p99']:6.2f} ms  recall@5 {own['recall']:.3f}"
            f" of {own['asked']}{beside}"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure, tell and draw."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--picture", type=Path, default=PICTURE)
    parser.add_argument("--build", nargs=2)
    parser.add_argument("--ask", nargs=2)
    options = parser.parse_args()
    if options.build or options.ask:
        size, target = options.build or options.ask
        print(json.dumps((build if options.build else ask)(int(size), Path(target))))
        return
    if not SHARED.is_dir():
        sys.exit("The working set of real resolutions is not at hand; the record is made from it.")
    all_of_it = []
    for size in sorted(options.sizes):
        all_of_it.append(measured(size, options.again))
        print(told(all_of_it[-1]), flush=True)
    if len(all_of_it) > 1:
        options.picture.write_text(drawn(all_of_it, KINDS), encoding="utf-8")


if __name__ == "__main__":
    main()
