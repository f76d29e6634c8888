"""What the updates of a draft built on last year's text are worth: compared with what was adopted a year later.

For every title that two sessions of the working set share, the draft of the later session is made from the earlier
text, and every update is judged: right where it brings the clause nearer to the one adopted (a note: where its words
stand among the later notes; a document: where the earlier one is no longer cited), wrong where it does not, open where
the clause was dropped. Recall: how many of the earlier text's citations that the later one adds were offered.
Run: python tests/benchmarks/bench_succession.py
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from precedent_corpus.store.register import Register
from resolution.checks.rules.updates import Update
from resolution.diff.compare import compare
from resolution.diff.facts import word_diff
from resolution.drafting.succession import (
    OPEN,
    Base,
    Suggestion,
    base_named,
    clause_updates,
    note_updates,
    predecessor,
    series_of,
    successor,
)
from resolution.formats.akn import reader as akn
from resolution.model import Resolution
from resolution.text import plain

SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus"
RIGHT, WRONG, OPEN_END = "right", "wrong", "clause dropped"


def yearly(folder: Path) -> Iterator[tuple[Resolution, Resolution]]:
    """Yield every two texts of the same organ and title that stand in sessions after each other."""
    texts: dict[tuple[str, str], dict[int, list[Resolution]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for path in sorted(folder.glob("*/English/*.xml")):
        resolution = akn.read(path).resolution
        series = series_of(resolution.masthead)
        if series and resolution.title:
            texts[resolution.masthead.organ, resolution.title.casefold()][series].append(resolution)
    for by_series in texts.values():
        for series, found in by_series.items():
            later = by_series.get(series + 1, [])
            if len(found) == len(later) == 1:
                yield found[0], later[0]


def cost(one: str, other: str) -> int:
    """Return how many words two wordings differ by."""
    hunks = word_diff(one, other, typography=False)
    return sum(len(h.old.split()) + len(h.new.split()) for h in hunks if h.op != "equal")


def applied(words: str, found: Suggestion) -> str:
    """Return the words with an update made."""
    return words[: found.start] + found.new + words[found.end :]


def judged(
    old: Resolution, new: Resolution, register: Register
) -> Iterator[tuple[Update, str, str]]:
    """Yield every update offered with what it is worth, and the words it is about."""
    base = base_named(old.masthead.symbol, old.masthead.adopted, old.title)
    series = series_of(new.masthead)
    if base is None or series is None:
        return
    draft = successor(old, series)
    wordings = [b.origin.wording for b in draft.blocks() if b.origin]
    before = predecessor(wordings, base, lambda cited: register.title(cited, base.organ))
    paired = ((row.old, row.new) for row in compare(old, new).rows if row.old and row.new)
    answering = {
        earlier.index: later.index
        for earlier, later in paired
        if earlier.block and later.block and not earlier.division and not later.division
    }
    for index, block in enumerate(draft.main.blocks):
        words, other = plain(block.text), answering.get(index)
        wording = block.origin.wording if block.origin else ""
        for found in clause_updates(words, wording, base, series, before):
            if other is None:
                worth = OPEN_END
            else:
                later = plain(new.main.blocks[other].text)
                worth = RIGHT if cost(applied(words, found), later) < cost(words, later) else WRONG
            yield found.kind, worth, words[max(0, found.start - 40) : found.end]
    yield from _notes(old, new, base, series)


def _notes(
    old: Resolution, new: Resolution, base: Base, series: int
) -> Iterator[tuple[Update, str, str]]:
    later = " ".join(plain(note.text or ()) for note in new.notes)
    for note in old.notes:
        words = plain(note.text or ())
        for found in note_updates(words, base, series):
            if OPEN in found.new:
                gone = not re.search(re.escape(words[found.start : found.end]) + r"\b", later)
                worth = RIGHT if gone else WRONG
            else:
                worth = RIGHT if found.new in later else WRONG
            yield found.kind, worth, words[max(0, found.start - 40) : found.end]


def recall(old: Resolution, new: Resolution, offered: bool) -> bool | None:
    """Return whether the later text's citing the earlier one was offered; None where it does not cite it."""
    said = " ".join(plain(block.text) for block in new.blocks())
    number = re.escape(old.masthead.number)
    return offered if number and re.search(rf"(?<![\d/]){number}(?!\d)", said) else None


def main() -> None:
    """Print a line for every kind of update."""
    if not SHARED.is_dir():
        sys.exit("The working set of real resolutions (../shared/corpus) is not here.")
    register = Register()
    worth: Counter[tuple[Update, str]] = Counter()
    cited: Counter[bool] = Counter()
    pairs = 0
    for old, new in yearly(SHARED):
        pairs += 1
        found = list(judged(old, new, register))
        worth.update((kind, how) for kind, how, _ in found)
        was = recall(old, new, any(kind is Update.SERIES for kind, _, _ in found))
        cited.update([was] if was is not None else [])
        if "-v" in sys.argv:
            for kind, how, words in found:
                if how == WRONG:
                    print(f"{new.masthead.symbol:14} {kind.value:15} …{words}")
    print(f"{pairs} texts that returned a year later")
    print(f"{'':16}{RIGHT:>8}{WRONG:>8}{OPEN_END:>16}")
    for kind in Update:
        print(
            f"{kind.value:16}"
            + "".join(
                f"{worth[kind, how]:>{w}}" for how, w in ((RIGHT, 8), (WRONG, 8), (OPEN_END, 16))
            )
        )
    right, wrong = (
        sum(n for (_, how), n in worth.items() if how == each) for each in (RIGHT, WRONG)
    )
    print(f"right where the clause stayed: {right} of {right + wrong}")
    print(
        f"of {sum(cited.values())} later texts that cite the earlier one, it was offered in {cited[True]}"
    )


if __name__ == "__main__":
    main()
