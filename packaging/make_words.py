"""Updates the list of words that adopted texts use and the dictionary lacks.

    python packaging/make_words.py FOLDER…

Reads every Akoma Ntoso file in English below the folders, and the titles in the register of resolutions, and updates
`resolution/data/words_en.csv`: a word that is already there keeps its count if it is higher. American forms and -ise
for -ize are never listed, however many texts use them.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from resolution.formats.akn import reader as akn
from resolution.language import spelling
from resolution.reading import ReadingError
from resolution.text import Text, make

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "resolution" / "data" / "words_en.csv"
REGISTER = ROOT / "precedent_corpus" / "data" / "resolutions.csv"
LEAST_TEXTS = 2
"""A word in fewer texts may be a typing error."""
LEAST_PART = 5


def texts(folders: Iterable[Path]) -> Iterator[list[Text]]:
    """Yield the words of each English text below the folders, and each title of the register."""
    for path in sorted(p for folder in folders for p in folder.rglob("*.xml")):
        try:
            resolution = akn.read(path).resolution
        except ReadingError as error:
            print(f"{path}: {error}", file=sys.stderr)
            continue
        if resolution.masthead.language == spelling.LANGUAGE:
            yield [*resolution.texts(), *(note.text for note in resolution.notes if note.text)]
    with REGISTER.open(encoding="utf-8", newline="") as lines:
        yield from ([make(row["title"])] for row in csv.DictReader(lines))


def counted(found: Iterable[list[Text]], speller: spelling.Speller) -> Counter[str]:
    """Return in how many texts each word occurs that neither the dictionary nor the table of forms has.

    A word that occurs in lower case anywhere is counted in lower case: its capital began a sentence or a title.
    """
    counts: Counter[str] = Counter()
    for words in found:
        slips = {s.word for text in words for s in speller.slips(text) if not s.un}
        counts.update({spelling.straight(word).removesuffix("'s") for word in slips})
    for word in [w for w in counts if w[0].isupper()]:
        if (lower := word[0].lower() + word[1:]) in counts:
            counts[lower] += counts.pop(word)
    return Counter(
        {w: n for w, n in counts.items() if n >= LEAST_TEXTS and not run_together(w, speller)}
    )


def run_together(word: str, speller: spelling.Speller) -> bool:
    """Return whether a word is two words without the space or hyphen between them ("confidencebuilding")."""
    cuts = range(LEAST_PART, len(word) - LEAST_PART + 1)
    return any(speller.judge(word[:n]) is speller.judge(word[n:]) is None for n in cuts)


def main(folders: list[str]) -> None:
    """Rewrite the table."""
    if not folders:
        sys.exit("Name the folders with the texts to count.")
    words = spelling.dictionary()
    if words is None:
        sys.exit("The dictionary is missing: chunspell has no wheel for this machine.")
    with TABLE.open(encoding="utf-8", newline="") as lines:
        old = Counter({row["word"]: int(row["texts"]) for row in csv.DictReader(lines)})
    new = counted(texts(map(Path, folders)), spelling.Speller(words, listed=spelling.written()))
    both = old | new
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["word", "texts"])
        table.writerows((word, both[word]) for word in sorted(both))
    print(f"{len(both)} words")


if __name__ == "__main__":
    main(sys.argv[1:])
