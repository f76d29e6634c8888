"""A record of any size to measure with: real clauses first, then clauses made from them by recombination.

How it is made. The English texts of the working set give their distinct preambular and operative clauses and items, in
the order of the files. Each is cut before every word of `JOINTS` that has at least `LEAST` words on both sides. A made
clause is the beginning of one real clause and the end of another one of the same part, joined where both have the same
word, so that it reads as a sentence; one numeral in two is then drawn anew, and one made clause in three has a third
piece in its middle. Of two ends drawn the shorter is taken, which keeps made clauses as long as real ones. What is there already (neither case nor the final mark count) is thrown away, so that a record of N
has N distinct clauses. The first 10,000 are the first 10,000 of any larger record. Chance is seeded: the same texts give the
same record on every machine.

The clauses are then printed as resolutions of twenty-five clauses in the United Nations' file format, two thousand of them
an archive, with symbols, organs and years by turns. Metadata are few, so reading such a text takes less time than reading a
published one; `bench_import.py` measures with the published ones.
"""

from __future__ import annotations

import json
import random
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from precedent_corpus.store.clauses import clauses_of
from resolution.diff.facts import plain_typography
from resolution.formats.detect import read
from resolution.model import Kind
from resolution.reading import ReadingError
from resolution.text import folded

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "corpus"
CACHE = ROOT / "build" / "record"

SEED = 20261125
LEAST = 4
"""A beginning and an end have at least so many words."""
JOINTS = frozenset(
    "and of in to for on with by the that, including, as well through which their its from at under".replace(
        ",", ""
    ).split()
)
PER_TEXT = 25
PER_ARCHIVE = 2_000
_NUMERAL = re.compile(r"(?<![\w/.])\d{1,2}(?![\w/])")
_END = " ,;.:"


class Made(NamedTuple):
    """A clause of the record: its part ("preambular" or "operative") and its words without the final mark."""

    part: str
    words: str


def real_clauses(folder: Path) -> list[Made]:
    """Return the distinct clauses of the English texts under a folder, in order of their files."""
    found: dict[str, Made] = {}
    for path in sorted(folder.glob("*/English/*.xml")):
        try:
            resolution = read(path).resolution
        except ReadingError:
            continue
        for clause in clauses_of(resolution):
            words = folded(clause.text).rstrip(_END)
            part = "preambular" if clause.part is Kind.PREAMBULAR else "operative"
            if words:
                found.setdefault(_key(words), Made(part, words))
    return list(found.values())


def _key(words: str) -> str:
    return plain_typography(words).casefold()


def record(real: Sequence[Made], size: int) -> Iterator[Made]:
    """Yield `size` distinct clauses: the real ones, then made ones."""
    seen = set()
    for clause in real[:size]:
        seen.add(hash(_key(clause.words)))
        yield clause
    chance = random.Random(SEED)
    pieces = [(clause.part, clause.words.split(" ")) for clause in real]
    ends: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    joints: list[list[int]] = []
    for number, (part, words) in enumerate(pieces):
        own = [at for at in range(LEAST, len(words) - LEAST) if words[at] in JOINTS]
        joints.append(own)
        for at in own:
            ends[part, words[at]].append((number, at))
    heads = [number for number, own in enumerate(joints) if own]
    while len(seen) < size:
        number = chance.choice(heads)
        part, words = pieces[number]
        made = words
        for _ in range(2 if chance.random() < 1 / 3 else 1):
            own = [at for at in range(LEAST, len(made) - 1) if made[at] in JOINTS]
            if not own:
                break
            at = chance.choice(own)
            drawn = chance.choices(ends[part, made[at]], k=2) if ends[part, made[at]] else []
            tails = [pieces[other][1][start:] for other, start in drawn]
            made = made[:at] + min(tails, key=len, default=made[at:])
        text = _NUMERAL.sub(lambda m: _redrawn(m[0], chance), " ".join(made))
        if (mark := hash(_key(text))) not in seen:
            seen.add(mark)
            yield Made(part, text)


def _redrawn(numeral: str, chance: random.Random) -> str:
    return str(chance.randrange(1, 10 ** len(numeral))) if chance.random() < 0.5 else numeral


# -- printed as texts ------------------------------------------------------------------------------------------------

ORGANS = (
    ("General Assembly", "A/RES/{session}/{number}", "The General Assembly,"),
    ("Security Council", "S/RES/{number} ({year})", "The Security Council,"),
    ("Economic and Social Council", "E/RES/{year}/{number}", "The Economic and Social Council,"),
    ("Human Rights Council", "A/HRC/RES/{session}/{number}", "The Human Rights Council,"),
)
_SUBJECTS = (
    "disarmament",
    "human rights",
    "sustainable development",
    "peacekeeping operations",
    "budget",
)

_TEXT = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta>
<identification source="#un"><FRBRWork><FRBRthis value="/akn/un/{file}/!main"/><FRBRuri value="/akn/un/{file}"/>
<FRBRdate date="{day}" name="adoption"/><FRBRauthor href="#organ" as="#author"/><FRBRcountry value="un"/></FRBRWork>
<FRBRExpression><FRBRthis value="/akn/un/{file}/eng@/!main"/><FRBRuri value="/akn/un/{file}/eng@"/>
<FRBRdate date="{day}" name="publication"/><FRBRauthor href="#organ" as="#issuer"/><FRBRlanguage language="eng"/></FRBRExpression>
</identification>
<classification source="#un"><keyword value="{subject}" showAs="{subject}" dictionary="#subjects"/></classification>
<analysis source="#un"><parliamentary><voting outcome="adoptedWithoutVote"><quorum value=""/></voting></parliamentary></analysis>
</meta><coverPage><p><docAuthority refersTo="#publisher">United Nations</docAuthority></p>
<p><docNumber refersTo="#symbol">{symbol}</docNumber></p><p><docAuthority refersTo="#issuingBody">{organ}</docAuthority></p>
<p><docDate date="{day}" refersTo="#dateOfIssuance">{day}</docDate></p><p><inline name="agenda item">Agenda item {item}</inline></p>
<p><docTitle>Resolution adopted by the {organ}</docTitle></p></coverPage>
<preface><p><docNumber>{cited}.</docNumber> <docTitle refersTo="#resolutionTitle">Record of {symbol}</docTitle></p></preface>
<preamble><formula name="enactingFormula"><p>{opening}</p></formula>{preamble}</preamble><mainBody>{body}</mainBody></statement></akomaNtoso>
"""


def printed(number: int, clauses: Sequence[Made]) -> tuple[str, bytes]:
    """Return the name and the bytes of the text that holds these clauses, the `number`th of the record."""
    organ, symbol, opening = ORGANS[number % len(ORGANS)]
    year = 1980 + number % 45
    symbol = symbol.format(session=year - 1945, year=year, number=1 + number)
    day = f"{year}-12-{1 + number % 28:02}"
    leads = [_led(clause.words) for clause in clauses if clause.part == "preambular"]
    acts = [_led(clause.words) for clause in clauses if clause.part == "operative"]
    preamble = "".join(f'<container name="clause"><p>{words},</p></container>' for words in leads)
    marks = [";"] * max(0, len(acts) - 1) + ["."] * bool(acts)
    body = "".join(
        f"<paragraph><num>{n}.</num><content><p>{words}{mark}</p></content></paragraph>"
        for n, (words, mark) in enumerate(zip(acts, marks, strict=True), 1)
    )
    file = symbol.replace("/", "_").replace(" ", "")
    text = _TEXT.format(
        file=file, day=day, symbol=symbol, organ=organ, opening=opening, preamble=preamble, body=body or "<p/>",
        item=1 + number % 150, subject=_SUBJECTS[number % len(_SUBJECTS)], cited=symbol.partition("RES/")[2],
    )  # fmt: skip
    return f"{file}.xml", text.encode()


def _led(words: str) -> str:
    """Return the words as XML with the first one as the lead."""
    lead, _, rest = words.partition(" ")
    return f'<span class="italic">{escape(lead)}</span> {escape(rest)}'


def made_record(size: int, folder: Path = SHARED) -> Path:
    """Make the archives of a record of this size, once; return their folder, with the clauses in clauses.jsonl."""
    target = CACHE / f"{size}"
    if (target / "made").exists():
        return target
    target.mkdir(parents=True, exist_ok=True)
    everything = list(record(real_clauses(folder), size))
    with (target / "clauses.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(clause, ensure_ascii=False) + "\n" for clause in everything)
    groups = [everything[at : at + PER_TEXT] for at in range(0, size, PER_TEXT)]
    for first in range(0, len(groups), PER_ARCHIVE):
        name = target / f"record-{first // PER_ARCHIVE:03}.zip"
        with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for number, group in enumerate(groups[first : first + PER_ARCHIVE], first):
                archive.writestr(*printed(number, group))
    (target / "made").touch()
    return target


def clauses_made(target: Path) -> list[Made]:
    """Return the clauses of a record that was made."""
    with (target / "clauses.jsonl").open(encoding="utf-8") as lines:
        return [Made(*json.loads(line)) for line in lines]
