"""How many words of adopted texts are marked as misspelt, and how many real slips are found.

Unknown words a thousand: for the dictionary alone, with the table of forms and our vocabulary, and with the list of
words counted in adopted texts. That list is made anew here from two texts in three and measured on the others.
Forms: what the United Nations writes otherwise. Detection: words of those others spoilt by one letter, in American
form, or with -ise; what is not found is nearly always another word ("from", "form").
Needs the working set of real texts. Run: python tests/benchmarks/bench_spelling.py
"""

from __future__ import annotations

import csv
import random
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

import make_words

from resolution.formats.akn import reader as akn
from resolution.language.spelling import Dictionary, Speller, dictionary, forms, straight, written
from resolution.text import Text, make, plain, word_count

SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus"
HELD_OUT = 3
"""One text in so many is measured, the others give the list of words."""
TRIES = 2_000
LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")

Texts = list[list[Text]]


def corpus() -> tuple[Texts, Texts]:
    """Return the texts that give the list (titles of the register among them), and those that are measured."""
    given: Texts = []
    measured: Texts = []
    symbols = set()
    for path in sorted(SHARED.glob("*/English/*.xml")):
        resolution = akn.read(path).resolution
        words = [*resolution.texts(), *(n.text for n in resolution.notes if n.text)]
        held = zlib.crc32(path.name.encode()) % HELD_OUT == 0
        (measured if held else given).append(words)
        symbols |= {resolution.masthead.symbol} if held else set()
    with make_words.REGISTER.open(encoding="utf-8", newline="") as lines:
        given += [[make(r["title"])] for r in csv.DictReader(lines) if r["symbol"] not in symbols]
    return given, measured


def alone(words: Dictionary, texts: Texts) -> int:
    """Return how many words the dictionary alone does not know, acronyms left out."""
    found = (m[0] for text in texts for part in text for m in _WORD.finditer(plain(part)))
    return sum(not word.isupper() and not words.spell(straight(word)) for word in found)


def marked(speller: Speller, texts: Texts) -> tuple[Counter[str], Counter[str]]:
    """Return the words that are not known, and the forms that are told."""
    unknown: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for text in texts:
        for slip in (slip for part in text for slip in speller.slips(part)):
            (told if slip.un else unknown)[slip.word] += 1
    return unknown, told


def swapped(word: str) -> str:
    """Two neighbours in each other's place."""
    at = random.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def dropped(word: str) -> str:
    """A letter less."""
    at = random.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def doubled(word: str) -> str:
    """A letter twice."""
    at = random.randrange(1, len(word))
    return word[:at] + word[at] + word[at:]


def another(word: str) -> str:
    """Another letter."""
    at = random.randrange(1, len(word))
    return word[:at] + random.choice(LETTERS) + word[at + 1 :]


def detection(speller: Speller, texts: Texts) -> None:
    """Print the share of spoilt words that are found, and what was missed."""
    random.seed(4)
    uses = Counter(
        m[0] for text in texts for part in text for m in re.finditer(r"\b[A-Za-z][a-z]{4,}\b", plain(part))
    )  # fmt: skip
    right = {word: n for word, n in uses.items() if speller.judge(word) is None}
    kinds: tuple[Callable[[str], str], ...] = (swapped, dropped, doubled, another)
    for spoil in kinds:
        tried = [(w, spoil(w)) for w in random.choices([*right], [*right.values()], k=TRIES)]
        wrong = [(w, s) for w, s in tried if w != s]
        missed = Counter(s for _, s in wrong if speller.judge(s) is None)
        share = 100 * (1 - missed.total() / len(wrong))
        shown = ", ".join(word for word, _ in missed.most_common(8))
        print(f"  {spoil.__doc__:<40} {share:5.1f} % of {len(wrong)} found; not: {shown}")
    american = [(a, u) for a, u in forms().to_un.items() if a in forms().told and speller.judge(u) is None]  # fmt: skip
    found = sum(speller.judge(a) == u for a, u in american)
    print(
        f"  American forms                           {100 * found / len(american):5.1f} % of {len(american)}, with the right form"
    )
    oxford = [w for w in right if re.search(r"[a-z]{3}iz(e|ed|es|ing|ation)$", w)]
    turned = [(w, re.sub(r"iz(e|ed|es|ing|ation)$", r"is\1", w)) for w in oxford]
    found = sum(speller.judge(s) == w for w, s in turned)
    print(
        f"  -ise for -ize                            {100 * found / len(turned):5.1f} % of {len(turned)}, with the right form"
    )


def main() -> None:
    """Print all of it."""
    words = dictionary()
    if words is None or not SHARED.is_dir():
        sys.exit("This needs the dictionary and the working set of real texts.")
    given, measured = corpus()
    total = sum(word_count(part) for text in measured for part in text)
    print(f"{len(measured)} adopted texts measured, {total} words")

    def line(name: str, count: int) -> None:
        print(f"  {name:<40} {1_000 * count / total:5.2f} in 1,000")

    line("unknown to the dictionary alone", alone(words, measured))
    line("with forms and prefixes", marked(Speller(words, listed=()), measured)[0].total())
    line("with our vocabulary", marked(Speller(words, listed=written()), measured)[0].total())
    counted = make_words.counted(given, Speller(words, listed=written()))
    speller = Speller(words, listed=written() | set(counted))
    unknown, told = marked(speller, measured)
    line(f"with {len(counted)} words of the other texts", unknown.total())
    line("forms the United Nations does not use", told.total())
    line("unknown, with the list that is shipped", marked(Speller(words), measured)[0].total())
    print(f"  unknown: {', '.join(f'{w} {n}' for w, n in unknown.most_common(20))}")
    print(f"  forms: {', '.join(f'{w} {n}' for w, n in told.most_common(20))}")
    detection(Speller(words), measured)


if __name__ == "__main__":
    main()
