"""How fast the corpus answers, and how much it finds, beside rapidfuzz over every wording.

    python tests/benchmarks/bench_suggest.py [FOLDER…]

Every clause asked for has one word in seven replaced by another word of the corpus. recall@5: of the best five at or over
the threshold that comparing with everything finds, how many (or equally near ones) the corpus finds. "Comparing with
everything" is rapidfuzz over all clauses of the language, held in memory: the printed texts compared by `fuzz.ratio`, which
is the plain way; and, over the distinct wordings only, as answers to measure recall by, the words of the normalised texts compared by the corpus's own scorer,
with `process.extract` and with `process.cdist`, its fastest form. The corpus's time holds all that the
panel needs: the normalised question, the index, the database, the ranking, the uses, dates and votes.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from precedent_corpus import DATA
from precedent_corpus.corpus import Corpus
from precedent_corpus.search.ranking import DEFAULT_THRESHOLD, shown
from precedent_corpus.search.wording import normalised
from resolution.text import plain

EXACT = "extract, the same scorer over the words"
QUESTIONS = 400
IN_A_TURN = 30
WARMING = 100
"""Questions asked before the clock runs; a session asks one at every pause in typing."""
SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def texts(arguments: list[str]) -> list[Path]:
    """Return the folders to measure with: those named, the working set, or the starter corpus and the seeds."""
    if arguments:
        return [Path(argument) for argument in arguments]
    seeds = Path(__file__).resolve().parents[1] / "seeds"
    return [SHARED, seeds] if SHARED.is_dir() else [DATA, seeds]


def wordings(corpus: Corpus) -> list[str]:
    """Return one printing of every distinct English wording."""
    query = (
        "SELECT min(c.body) FROM clauses c JOIN wordings w ON w.id = c.wording WHERE w.language = 'en'"
        " GROUP BY w.id ORDER BY w.id"
    )
    with corpus.store.reading() as connection:
        packing = corpus.store.packing(connection)
        return [plain(packing.unpacked(row[0])[0]) for row in connection.execute(query)]


def clauses(corpus: Corpus) -> list[str]:
    """Return every English clause and item as printed, the same wording as often as it stands there."""
    query = (
        "SELECT c.body FROM clauses c JOIN documents d ON d.id = c.document WHERE d.language = 'en'"
    )
    with corpus.store.reading() as connection:
        packing = corpus.store.packing(connection)
        return [plain(packing.unpacked(row[0])[0]) for row in connection.execute(query)]


def changed(words: str, vocabulary: Sequence[str], chance: random.Random) -> str:
    """Return the words with one in seven replaced."""
    out = words.split()
    for at in chance.sample(range(len(out)), max(1, round(len(out) / 7))):
        out[at] = chance.choice(vocabulary)
    return " ".join(out)


Question = Callable[[str], list[float]]


def timed(
    ways: dict[str, Question], questions: Sequence[str]
) -> tuple[dict[str, list[float]], dict[str, list[list[float]]]]:
    """Return how many milliseconds each question took each way, and the answers.

    The ways take turns, some questions each, so that all meet the same load on the machine.
    """
    times: dict[str, list[float]] = {way: [] for way in ways}
    answers: dict[str, list[list[float]]] = {way: [] for way in ways}
    for turn in range(0, len(questions), IN_A_TURN):
        for way, question in ways.items():
            for words in questions[turn : turn + IN_A_TURN]:
                start = time.perf_counter()
                answers[way].append(question(words))
                times[way].append((time.perf_counter() - start) * 1000)
    return times, answers


def recall(found: Sequence[Sequence[float]], best: Sequence[Sequence[float]]) -> float:
    """Return the share of the best answers that were found, or others as near in their place."""
    wanted = sum(map(len, best))
    got = sum(
        near >= wish
        for f, b in zip(found, best, strict=True)
        for near, wish in zip(f, b, strict=False)
    )
    return got / wanted if wanted else 1.0


def main() -> None:
    """Print the table."""
    chance = random.Random(20)
    with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder), writer=True) as corpus:
        corpus.add(texts(sys.argv[1:]))
        printed, every = wordings(corpus), clauses(corpus)
        everything = [list(normalised(words).words) for words in printed]
        vocabulary = sorted({word for words in printed for word in words.split()})
        questions = [
            changed(words, vocabulary, chance) + " ;"
            for words in chance.sample(printed, min(QUESTIONS, len(printed)))
        ]

        def asked(words: str) -> list[float]:
            return [match.score for match in corpus.suggest(words)]

        def texts_compared(words: str) -> list[float]:
            return [near[1] for near in process.extract(words, every, scorer=fuzz.ratio, limit=5)]

        def extracted(words: str) -> list[float]:
            query = list(normalised(words).words)
            best = process.extract(query, everything, scorer=Indel.normalized_similarity, limit=5)
            return [score for near in best if (score := shown(near[1] * 100)) >= DEFAULT_THRESHOLD]

        def spread(words: str) -> list[float]:
            query = list(normalised(words).words)
            near = process.cdist(
                [query], everything, scorer=Indel.normalized_similarity, dtype=np.float32
            )[0]
            best = sorted(
                near[np.argpartition(-near, min(5, len(near) - 1))[:5]].tolist(), reverse=True
            )
            return [score for value in best if (score := shown(value * 100)) >= DEFAULT_THRESHOLD]

        ways = {
            "corpus.suggest": asked,
            "extract, fuzz.ratio over every clause": texts_compared,
            EXACT: extracted,
            "cdist, the same scorer over the words": spread,
        }
        for words in questions[-WARMING:]:
            asked(words)
        times, answers = timed(ways, questions[:-WARMING])
        info = corpus.info()

    best = answers[EXACT]
    print(
        f"{info['documents']} texts, {info['clauses']} clauses, {len(printed)} English wordings, {len(best)} questions"
    )
    print(f"{'':42}{'p50 ms':>9}{'p99 ms':>9}{'recall@5':>10}{'times as slow':>15}")
    quick = float(np.median(times["corpus.suggest"]))
    for way, took in times.items():
        share = "" if way.startswith("extract, fuzz") else f"{recall(answers[way], best):.3f}"
        median = float(np.median(took))
        print(
            f"{way:42}{median:9.2f}{np.percentile(took, 99):9.2f}{share:>10}{median / quick:15.0f}"
        )


if __name__ == "__main__":
    main()
