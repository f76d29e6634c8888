"""Defects that the rules of documents and notes are for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from resolution.language.ordinals import number_of, ordinal
from resolution.model import Block, Note, Resolution
from resolution.text import NoteRef, Run, Text, join, make, plain
from tests.resolution.checks.spoiling import (
    TEXTS,
    Spoilt,
    lines,
    spoils,
    spoils_words,
    with_blocks,
    with_note_words,
)


def spoils_notes(
    code: str, wanted: str, put: str | Callable[[re.Match[str], Random], str | None]
) -> None:
    """Enter a spoiler that puts other words into a note."""
    pattern = re.compile(wanted)

    def spoil(resolution: Resolution, chance: Random) -> Spoilt | None:
        found = [
            (index, match)
            for index, note in enumerate(resolution.notes)
            for match in pattern.finditer(plain(note.text or ()))
        ]
        if not found:
            return None
        index, match = chance.choice(found)
        words = match.expand(put) if isinstance(put, str) else put(match, chance)
        return None if words is None else with_note_words(resolution, index, *match.span(), words)

    spoils(code)(spoil)


def another_session(match: re.Match[str], chance: Random) -> str | None:
    number = number_of(match[0])
    return ordinal(number + chance.choice((-1, 1, 10))).capitalize() if number else None


def another_number(match: re.Match[str], chance: Random) -> str:
    return str(int(match[0]) + chance.choice((1, 2, 10)))


spoils_notes(
    "records-session", r"[A-Z][\w-]+(?= Session, Supplement No\. \d+ \(A/\d)", another_session
)
spoils_notes("records-session", r"(?<=Session, Supplement No\. )\d+(?= \(A/\d)", another_number)
spoils_notes("records-session", r"(?<=Council, )\d{4}(?=, Supplement No)", another_number)
spoils_notes("records-form", r"Supplement No\. (?=\d)", r"Supplement No ")
spoils_notes("records-form", r"(?<= )Session(?=, Supplement)", r"session")
spoils_notes("records-form", r"Official Records(?= of the G)", r"Official records")
spoils_notes("records-form", r"(?<=Treaty Series, )vol\. (?=\d+)", r"Vol. ")
spoils_notes(
    "records-form", r"United Nations, Treaty Series(?=, vol)", r"United Nations Treaty Series"
)
spoils_notes("document-symbol", r"(?<=/)(Add|Corr|Rev)\.(?=\d)", r"\1")
spoils_notes("document-symbol", r"(?<=/)(Add|Corr|Rev)\.(?=\d)", r"\1. ")
spoils_notes("document-symbol", r"(?<=A/\d\d)/(?=\d)", r" /")
spoils_words("document-symbol", r"(?<=[AE]/)(C|CN)\.(?=\d)", r"\1")


@spoils("note-place")
def mark_before_the_comma(resolution: Resolution, chance: Random) -> Spoilt | None:
    places = []
    for line, block, _ in lines(resolution, TEXTS):
        at = 0
        for number, inline in enumerate(block.text):
            if isinstance(inline, Run):
                at += len(inline.text)
                after = block.text[number + 1 : number + 2]
                word = inline.text[-2:-1]
                if (
                    inline.text[-1] in ",;"
                    and word.isalpha()
                    and after
                    and isinstance(after[0], NoteRef)
                ):
                    places.append((line, number, at))
    if not places:
        return None
    line, number, at = chance.choice(places)

    def change(blocks: list[Block], index: int) -> None:
        text = blocks[index].text
        run, mark = text[number], text[number + 1]
        assert isinstance(run, Run)
        words, comma = replace(run, text=run.text[:-1]), replace(run, text=run.text[-1])
        moved: Text = join(text[:number], (words, mark, comma), text[number + 2 :])
        blocks[index] = replace(blocks[index], text=moved)

    return Spoilt(with_blocks(resolution, line, change), line, at - 1, at)


@spoils("note-repeated", restores=False)
def mark_twice(resolution: Resolution, chance: Random) -> Spoilt | None:
    places = [
        (line, len(plain(block.text)), block)
        for line, block, _ in lines(resolution, TEXTS)
        if any(isinstance(inline, NoteRef) for inline in block.text)
    ]
    if not places:
        return None
    line, end, block = chance.choice(places)
    mark = next(inline for inline in block.text if isinstance(inline, NoteRef))

    def change(blocks: list[Block], index: int) -> None:
        blocks[index] = replace(blocks[index], text=(*blocks[index].text, mark))

    return Spoilt(with_blocks(resolution, line, change), line, end - 1, end)


@spoils("note-unused", restores=False)
def mark_lost(resolution: Resolution, chance: Random) -> Spoilt | None:
    count = len(resolution.notes)
    notes = (*resolution.notes, Note(make("A/C.3/74/SR.45.")))
    return Spoilt(replace(resolution, notes=notes), None, note=count)


@spoils("note-ibid", restores=False)
def nothing_before_ibid(resolution: Resolution, chance: Random) -> Spoilt | None:
    if not resolution.notes:
        return None
    first = min(resolution.note_marks())
    words = plain(resolution.notes[first].text or ())
    if next(iter(resolution.note_marks())) != first or not words:
        return None
    return with_note_words(resolution, first, 0, len(words), "Ibid., chap. IV.")


@spoils("note-twice", restores=False)
def said_again(resolution: Resolution, chance: Random) -> Spoilt | None:
    order = list(resolution.note_marks())
    words = [plain(resolution.notes[index].text or ()).strip() for index in order]
    if len(order) < 2 or not words[0] or words[0].startswith("Ibid") or words.count(words[0]) > 1:
        return None
    at = chance.randrange(1, len(order))
    old = plain(resolution.notes[order[at]].text or ())
    return with_note_words(resolution, order[at], 0, len(old), words[0])
