"""Applying the fix of a problem to a resolution; the window applies the same fixes to its document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from resolution.checks.rule import Problem, Remedy
from resolution.checks.scope import field_text
from resolution.checks.table import rule_of
from resolution.labels import numbered, renumbered
from resolution.language.final_marks import MARKS
from resolution.model import Block, Kind, Masthead, Resolution
from resolution.text import NoteRef, Text, cut, join, make, plain, runs


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Words in place of those from `start` to `end`."""

    start: int
    end: int
    words: str


def changes(old: str, new: str, at: int = 0) -> Iterator[TextEdit]:
    """Yield the edits that turn one stretch of words into another, last first, so that earlier positions stay valid.

    at: where the old words begin. What is the same in both is left alone, with its note marks and its looks.
    """
    if old and new:
        from rapidfuzz.distance import Indel  # not imported at start-up, when nothing is fixed yet

        for step in reversed(list(Indel.opcodes(old, new))):
            if step.tag != "equal":
                yield TextEdit(
                    at + step.src_start, at + step.src_end, new[step.dest_start : step.dest_end]
                )
    else:
        yield TextEdit(at, at + len(old), new)


def replaced(text: Text, start: int, end: int, words: str) -> Text:
    """Return a text with other words from `start` to `end`; what stays the same among them keeps marks and notes."""
    for change in changes(plain(text)[start:end], words, start):
        text = _put(text, change)
    return text


def _put(text: Text, change: TextEdit) -> Text:
    """Return a text with one change; new words take the formatting of those that they replace, or of those before them.

    A punctuation mark that is added goes before the note marks at its place.
    """
    gone = cut(text, change.start, change.end) if change.start < change.end else ()
    head = cut(text, 0, change.start) if change.start else ()
    tail = cut(text, change.end) if change.end else text
    like = next(runs((*gone, *reversed(head))), None)
    come = (replace(like, text=change.words),) if like and change.words else make(change.words)
    notes = [inline for inline in gone if isinstance(inline, NoteRef)]
    if change.start == change.end and change.words in MARKS:
        head, last = _without_last_notes(head)
        notes = [*last, *notes]
    return join(head, come, notes, tail)


def _without_last_notes(text: Text) -> tuple[Text, list[NoteRef]]:
    """Return a text without the note marks that it ends with, and those."""
    rest, notes = list(text), list[NoteRef]()
    while rest and isinstance(last := rest[-1], NoteRef):
        notes.insert(0, last)
        rest.pop()
    return tuple(rest), notes


def apply_fix(resolution: Resolution, problem: Problem) -> Resolution | None:
    """Return the text with a problem fixed by its rule's remedy; None if only the drafter can fix it.

    A paragraph that becomes one of the other part stays in its place; the window moves it to the others of its kind.
    """
    rule = rule_of(problem.code)
    remedy = rule.remedy if rule else Remedy.REPLACE
    if problem.fix is not None:
        return _fixed(resolution, problem, problem.fix, remedy)
    if problem.line is None:
        return None
    match remedy:
        case Remedy.DELETE:
            return _at(resolution, problem.line, lambda blocks, at: blocks.pop(at))
        case Remedy.JOIN:
            return _at(resolution, problem.line, _join)
        case Remedy.NOTE_LAST:
            start = problem.start
            return _at(resolution, problem.line, lambda blocks, at: _note_last(blocks, at, start))
        case Remedy.OTHER_PART:
            return _at(resolution, problem.line, _other_part)
        case Remedy.RENUMBER:
            divisions = tuple(renumbered(division) for division in resolution.divisions)
            return replace(resolution, divisions=divisions)
    return None


def _fixed(resolution: Resolution, problem: Problem, fix: str, remedy: Remedy) -> Resolution | None:
    start, end = problem.start, problem.end
    if remedy is Remedy.OPENING:
        opening = Block(Kind.FORMULA, make(fix))
        return _at(resolution, 1, lambda blocks, _: blocks.insert(1, opening))
    if problem.note is not None:
        notes = list(resolution.notes)
        note = notes[problem.note]
        text = replaced(note.text or (), start, end, fix)
        notes[problem.note] = replace(note, text=text)
        return replace(resolution, notes=tuple(notes))
    if problem.line is None:
        masthead = with_field(resolution.masthead, problem.field, start, end, fix)
        return replace(resolution, masthead=masthead) if masthead else None
    if remedy is Remedy.NUMBER:
        return _at(resolution, problem.line, _number)
    return _at(resolution, problem.line, lambda blocks, at: _words(blocks, at, start, end, fix))


def with_field(masthead: Masthead, field: str, start: int, end: int, words: str) -> Masthead | None:
    """Return a masthead with other words in one field, None if the field is not text or names."""
    old = getattr(masthead, field, None)
    if not isinstance(old, str | tuple):
        return None
    text = field_text(masthead, field)
    text = text[:start] + words + text[end:]
    new: Any = tuple(filter(None, text.split(", "))) if isinstance(old, tuple) else text
    return replace(masthead, **{field: new})


# --- blocks ------------------------------------------------------------------------------


def _at(
    resolution: Resolution, line: int, change: Callable[[list[Block], int], object]
) -> Resolution:
    """Return a text with the blocks of one division changed; `change` is given them and the index of a line's block.

    The title of a division counts as the block before its first.
    """
    divisions, first = list(resolution.divisions), 0
    for number, division in enumerate(divisions):
        if line <= first + len(division.blocks):
            blocks = [Block(Kind.HEADING, division.title), *division.blocks]
            change(blocks, line - first)
            title, *rest = blocks
            divisions[number] = replace(division, title=title.text, blocks=numbered(rest))
            break
        first += 1 + len(division.blocks)
    return replace(resolution, divisions=tuple(divisions))


def _words(blocks: list[Block], at: int, start: int, end: int, words: str) -> None:
    blocks[at] = replace(blocks[at], text=replaced(blocks[at].text, start, end, words))


def _number(blocks: list[Block], at: int) -> None:
    blocks[at] = replace(blocks[at], auto=True)


def _join(blocks: list[Block], at: int) -> None:
    if at > 1:
        above, torn = blocks[at - 1], blocks.pop(at)
        blocks[at - 1] = replace(above, text=join(above.text, make(" "), torn.text))


def _note_last(blocks: list[Block], at: int, start: int) -> None:
    """Put the punctuation mark at a character before the note marks that it follows."""
    text = blocks[at].text
    head, notes = _without_last_notes(cut(text, 0, start))
    mark, tail = cut(text, start, start + 1), cut(text, start + 1)
    blocks[at] = replace(blocks[at], text=join(head, runs(mark), notes, mark[1:], tail))


def _other_part(blocks: list[Block], at: int) -> None:
    operative = blocks[at].kind is Kind.OPERATIVE
    kind = Kind.PREAMBULAR if operative else Kind.OPERATIVE
    blocks[at] = replace(blocks[at], kind=kind, label="", auto=True)
