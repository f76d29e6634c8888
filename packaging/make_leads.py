"""Updates the table of leads: counts what adopted texts print in italics at the start of their clauses.

    python packaging/make_leads.py FOLDER…

Reads every Akoma Ntoso file in English below the folders and updates `resolution/data/leads_en.csv`: a lead that is
already there keeps its count if it is higher (the table began with the counts of 4,140 texts).
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from resolution.formats.akn import reader as akn
from resolution.language import DEFAULT
from resolution.model import Kind
from resolution.reading import ReadingError
from resolution.text import folded, lead

TABLE = Path(__file__).resolve().parent.parent / "resolution" / "data" / "leads_en.csv"
FAMILIES = ("assembly", "council")
LONGEST = 7

_FORM = re.compile(r"[A-Z][\w’'-]*(?: [\w’',-]+)*")
_TAKES_MORE = re.compile(
    r"\b(?:of|that|the|to|by|about|over|any|an?|and|its|for|on|deep|this|with)$"
)
_PARTICLE = re.compile(r"\b[Cc]all(?:s|ing)?(?: \w+)? (?:for|on)$")

Row = tuple[str, str]
Counts = dict[str, Counter[Row]]
Clause = tuple[str, str, str, str]
"""A clause: its family, its part, its lead and all its words."""


def clauses(folders: Iterable[Path]) -> Iterator[Clause]:
    """Yield every preambular and operative clause of the English texts below the folders."""
    for path in sorted(p for folder in folders for p in folder.rglob("*.xml")):
        try:
            resolution = akn.read(path).resolution
        except ReadingError as error:
            print(f"{path}: {error}", file=sys.stderr)
            continue
        if resolution.masthead.language != DEFAULT:
            continue
        family = "council" if resolution.masthead.organ == "Security Council" else "assembly"
        for block in resolution.blocks():
            if block.kind in (Kind.PREAMBULAR, Kind.OPERATIVE) and not block.quoted:
                yield family, block.kind.value, lead(block.text), folded(block.text)


def is_lead(words: str) -> bool:
    """Return whether words in italics are a lead, not a typing error or a part of the sentence that follows."""
    if not _FORM.fullmatch(words) or len(words.split()) > LONGEST:
        return False
    return not (" " in words and _TAKES_MORE.search(words)) or bool(_PARTICLE.search(words))


def counted(found: Iterable[Clause]) -> Counts:
    """Return how often each lead occurs in each family, without those that most clauses print shorter or elsewhere."""
    every = list(found)
    counts: Counts = {family: Counter() for family in FAMILIES}
    for family, part, words, _ in every:
        if is_lead(words):
            counts[family][words, part] += 1
    total: Counter[Row] = sum(counts.values(), Counter())
    by_verb: dict[Row, list[str]] = {}
    for words, part in total:
        by_verb.setdefault((part, words.split()[0]), []).append(words)
    shorter: Counter[Row] = Counter()
    for _, part, words, full in every:
        for longer in by_verb.get((part, words.split()[0]), ()) if words else ():
            if len(longer) > len(words) and re.match(rf"{re.escape(longer)}\b", full):
                shorter[longer, part] += 1
    for row in list(total):
        other = (row[0], "operative" if row[1] == "preambular" else "preambular")
        once = total[row] == 1 and " its " in row[0]
        if shorter[row] > total[row] or total[other] > 3 * total[row] or once:
            for count in counts.values():
                del count[row]
    return counts


def present() -> Counts:
    """Return the counts in the table."""
    counts: Counts = {family: Counter() for family in FAMILIES}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for family in FAMILIES:
                counts[family][row["lead"], row["part"]] = int(row[family])
    return counts


def main(folders: list[str]) -> None:
    """Rewrite the table."""
    if not folders:
        sys.exit("Name the folders with the texts to count.")
    old, new = present(), counted(clauses(map(Path, folders)))
    merged = {family: old[family] | new[family] for family in FAMILIES}
    rows = set(merged["assembly"]) | set(merged["council"])
    ordered = sorted(rows, key=lambda row: (row[1], -sum(merged[f][row] for f in FAMILIES), row[0]))
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["lead", "part", *FAMILIES])
        table.writerows([*row, *(merged[family][row] for family in FAMILIES)] for row in ordered)
    print(f"{len(rows)} leads")


if __name__ == "__main__":
    main(sys.argv[1:])
