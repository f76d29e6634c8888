"""Spoiling adopted texts with one known defect each, and whether the checks find it and mend it.

Every rule has a spoiler, a function that is given a text and a source of chance, and returns the text with one defect
and the place of it, or None where the text has nowhere to put one. The spoilers of `resolution/checks/rules/NAME.py`
stand in `spoilers/NAME.py`; the modules are found by themselves. A spoiler is entered by a decorator:

    @spoils("empty-clause")
    def words_lost(resolution: Resolution, chance: Random) -> Spoilt | None: ...

Most defects are other words in the place of some; one line says where and what:

    spoils_words("per-cent", r"(?<=\\d) per cent", "%")

The text before is what the fix must bring back, word for word. Where a defect of this kind cannot be mended by words
alone, `restores=False` on the spoiler leaves the fix out of the count.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random

from resolution.checks import Checker, Problem, apply_fix, rule_of
from resolution.checks.fixing import replaced
from resolution.labels import numbered
from resolution.model import Block, Division, DivisionKind, Kind, Resolution
from resolution.sponsors import parse, unknown
from resolution.text import plain


@dataclass(frozen=True)
class Spoilt:
    """A spoilt text, and the characters that are wrong: in a paragraph, in a note, or in a field of the heading."""

    resolution: Resolution
    line: int | None
    start: int = 0
    end: int = 0
    note: int | None = None
    field: str = ""


Spoiler = Callable[[Resolution, Random], Spoilt | None]


@dataclass(frozen=True)
class Entry:
    """A spoiler, and whether the fix of its rule brings back the text as it was."""

    spoil: Spoiler
    restores: bool


_SPOILERS: dict[str, list[Entry]] = {}


def spoils(*codes: str, restores: bool = True) -> Callable[[Spoiler], Spoiler]:
    """Enter a spoiler of one rule or of several; a rule may have more than one."""

    def enter(spoil: Spoiler) -> Spoiler:
        for code in codes:
            _SPOILERS.setdefault(code, []).append(Entry(spoil, restores))
        return spoil

    return enter


@cache
def spoilers() -> dict[str, list[Entry]]:
    """Return the spoilers of every rule."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent / "spoilers")]):
        import_module(f"tests.resolution.checks.spoilers.{module.name}")
    return _SPOILERS


# --- places --------------------------------------------------------------------------------

CLAUSES = (Kind.PREAMBULAR, Kind.OPERATIVE)
TEXTS = (*CLAUSES, Kind.ITEM, Kind.CONTINUATION)


def lines(
    resolution: Resolution, kinds: Collection[Kind] = TEXTS
) -> Iterator[tuple[int, Block, Division]]:
    """Yield every paragraph of these kinds that is not quoted, with its line and its division; annexes left out."""
    line = 0
    for division in resolution.divisions:
        for block in division.blocks:
            line += 1
            if block.kind in kinds and not block.quoted and division.kind is DivisionKind.MAIN:
                yield line, block, division
        line += 1


def with_blocks(
    resolution: Resolution, line: int, change: Callable[[list[Block], int], object]
) -> Resolution:
    """Return the text with the blocks of one division changed; `change` is given them and the index of a line's."""
    divisions, first = list(resolution.divisions), 1
    for number, division in enumerate(divisions):
        if line < first + len(division.blocks):
            blocks = list(division.blocks)
            change(blocks, line - first)
            divisions[number] = replace(division, blocks=numbered(blocks))
            break
        first += len(division.blocks) + 1
    return replace(resolution, divisions=tuple(divisions))


def with_words(resolution: Resolution, line: int, start: int, end: int, words: str) -> Spoilt:
    """Return the text with other words in one paragraph."""

    def change(blocks: list[Block], at: int) -> None:
        blocks[at] = replace(blocks[at], text=replaced(blocks[at].text, start, end, words))

    return Spoilt(with_blocks(resolution, line, change), line, start, start + len(words))


def with_note_words(resolution: Resolution, note: int, start: int, end: int, words: str) -> Spoilt:
    """Return the text with other words in one note."""
    notes = list(resolution.notes)
    text = replaced(notes[note].text or (), start, end, words)
    notes[note] = replace(notes[note], text=text)
    return Spoilt(
        replace(resolution, notes=tuple(notes)), None, start, start + len(words), note=note
    )


def spoils_words(
    code: str,
    wanted: str,
    put: str | Callable[[re.Match[str], Random], str | None],
    kinds: Collection[Kind] = TEXTS,
    restores: bool = True,
    council: bool | None = None,
) -> None:
    """Enter a spoiler that puts other words where a regular expression finds some; `put` as in `Match.expand`.

    council: in texts of the Security Council alone, or in all others; in all if None.
    """
    pattern = re.compile(wanted)

    def spoil(resolution: Resolution, chance: Random) -> Spoilt | None:
        if council not in (None, resolution.masthead.organ == "Security Council"):
            return None
        found = [
            (line, match)
            for line, block, _ in lines(resolution, kinds)
            for match in pattern.finditer(plain(block.text))
        ]
        if not found:
            return None
        line, match = chance.choice(found)
        words = match.expand(put) if isinstance(put, str) else put(match, chance)
        return None if words is None else with_words(resolution, line, *match.span(), words)

    spoils(code, restores=restores)(spoil)


# --- the trial -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Trial:
    """What became of one spoilt text: found at its place, and, where there was a fix, whether it restored the text."""

    spoilt: Spoilt
    found: Problem | None
    restored: bool | None


def with_sponsors(resolution: Resolution) -> Resolution:
    """Return an adopted text with the sponsors of its draft in the heading, as far as the record names them."""
    by = [step.by for step in resolution.adoption.steps if step.outcome == "draftResolution"]
    names = parse(by[0]) if by else ()
    if resolution.masthead.sponsors or not names or unknown(names):
        return resolution
    return replace(resolution, masthead=replace(resolution.masthead, sponsors=names))


def tried(
    code: str, entry: Entry, resolution: Resolution, chance: Random, checker: Checker
) -> Trial | None:
    """Spoil a text, check it, mend it; None where the text has no place for the defect, or has the problem already."""
    resolution = with_sponsors(resolution)
    spoilt = entry.spoil(resolution, chance)
    if spoilt is None:
        return None
    before = [p for p in checker.check(resolution) if p.code == code]
    if any(_there(p, spoilt) for p in before):
        return None
    after = [p for p in checker.check(spoilt.resolution) if p.code == code]
    found = next((p for p in after if _there(p, spoilt) and _meets(p, spoilt)), None)
    rule = rule_of(code)
    if found is None or rule is None or not entry.restores:
        return Trial(spoilt, found, None)
    again = apply_fix(spoilt.resolution, found)
    if again is None:
        return Trial(spoilt, found, None)
    return Trial(spoilt, found, same(again, resolution))


def _there(problem: Problem, spoilt: Spoilt) -> bool:
    return (problem.line, problem.note, problem.field) == (spoilt.line, spoilt.note, spoilt.field)


def _meets(problem: Problem, spoilt: Spoilt) -> bool:
    """Return whether a problem touches what is wrong."""
    return problem.start <= spoilt.end and spoilt.start <= problem.end


def same(one: Resolution, other: Resolution) -> bool:
    """Return whether two texts have the same paragraphs with the same words, the same notes and the same heading.

    A hyphen is one whether lines may be broken at it or not.
    """
    return _words(one) == _words(other)


def _words(resolution: Resolution) -> object:
    return (
        [(b.kind, b.label, b.level, plain(b.text).replace("‑", "-")) for b in resolution.blocks()],
        [plain(division.title) for division in resolution.divisions],
        [plain(note.text or ()) for note in resolution.notes],
        resolution.masthead,
    )
