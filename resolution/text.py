"""Words with their typography: runs, note anchors, and the operations that every room needs on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Flag, auto


class Mark(Flag):
    """What a run is. LEAD is a meaning, not a typeface: italic in English, bold in Chinese.

    STRUCK is for compilation texts alone (`resolution.negotiating`): no draft has it.
    """

    NONE = 0
    LEAD = auto()
    ITALIC = auto()
    BOLD = auto()
    UNDERLINE = auto()
    SUPER = auto()
    STRUCK = auto()


MARKS = (~Mark.NONE).value
"""All marks at once, as a number."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike; `href` is where a link leads, empty without one."""

    text: str
    marks: Mark = Mark.NONE
    href: str = ""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """An anchor of the note at this index of `Resolution.notes`; a repeated index is a repeated reference."""

    note: int


Inline = Run | NoteRef
Text = tuple[Inline, ...]


def make(words: str, marks: Mark = Mark.NONE) -> Text:
    """Return `words` as a text of one run, or the empty text."""
    return (Run(words, marks),) if words else ()


def join(*parts: Iterable[Inline]) -> Text:
    """Return the parts as one text in canonical form: no empty runs, neighbours that look alike merged.

    Every `Text` in the model is kept in this form, so that equality of texts is equality of values.
    """
    out: list[Inline] = []
    alike: list[Run] = []
    for part in parts:
        for inline in part:
            if isinstance(inline, NoteRef):
                out += [*_merged(alike), inline]
                alike = []
            elif inline.text:
                if alike and _look(inline) != _look(alike[0]):
                    out += _merged(alike)
                    alike = []
                alike.append(inline)
    return (*out, *_merged(alike))


def _look(run: Run) -> tuple[Mark, str]:
    return run.marks, run.href


def _merged(alike: list[Run]) -> list[Inline]:
    """Return runs that look alike as one."""
    if len(alike) < 2:
        return list(alike)
    return [replace(alike[0], text="".join(run.text for run in alike))]


def plain(text: Text) -> str:
    """Return the words alone, without note marks, spaces as they stand."""
    return "".join(inline.text for inline in text if isinstance(inline, Run))


def folded(text: Text | str) -> str:
    """Return the words with white space folded to single spaces and none at the ends, as `read --json` shows them."""
    words = text if isinstance(text, str) else plain(text)
    return " ".join(words.split())


def abridged(words: str, length: int) -> str:
    """Return the words as far as whole ones fit into so many characters, with dots where more follow."""
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"


def note_indexes(text: Text) -> tuple[int, ...]:
    """Return the indexes of the notes anchored in the text, in order."""
    return tuple(inline.note for inline in text if isinstance(inline, NoteRef))


def cut(text: Text, start: int, end: int | None = None) -> Text:
    """Return the part between two character positions of `plain(text)`.

    A note anchor on the `start` boundary is left to the part before it unless `start` is 0; one on the `end` boundary
    is included: an anchor belongs to the word in front of it.
    """
    size = len(plain(text))
    stop = size if end is None else min(end, size)
    out: list[Inline] = []
    at = 0
    for inline in text:
        if isinstance(inline, NoteRef):
            if (start < at or start == 0) and at <= stop:
                out.append(inline)
            continue
        low, high = max(start, at), min(stop, at + len(inline.text))
        if low < high:
            out.append(replace(inline, text=inline.text[low - at : high - at]))
        at += len(inline.text)
    return join(out)


def strip(text: Text) -> Text:
    """Return the text without white space at its ends."""
    words = plain(text)
    start = len(words) - len(words.lstrip())
    return cut(text, start, len(words.rstrip())) if words else join(text)


def with_lead(text: Text, length: int) -> Text:
    """Return the text with exactly its first `length` characters marked as the lead.

    LEAD stands in for ITALIC, BOLD and UNDERLINE there: they were only how the source printed the lead.
    """
    first = text[0] if text else None
    if (
        isinstance(first, Run)
        and first.marks is Mark.NONE
        and 0 < length < len(first.text)
        and all(isinstance(i, NoteRef) or i.marks is Mark.NONE for i in text)
    ):  # words as they are typed: asked for at every key
        head, tail = first.text[:length], first.text[length:]
        return (Run(head, Mark.LEAD, first.href), Run(tail, Mark.NONE, first.href), *text[1:])
    typeface = Mark.ITALIC | Mark.BOLD | Mark.UNDERLINE
    out: list[Inline] = []
    at = 0
    for inline in text:
        if isinstance(inline, NoteRef):
            out.append(inline)
            continue
        inside = inline.text[: max(0, length - at)]
        outside = inline.text[len(inside) :]
        out.append(replace(inline, text=inside, marks=(inline.marks & ~typeface) | Mark.LEAD))
        out.append(replace(inline, text=outside, marks=inline.marks & ~Mark.LEAD))
        at += len(inline.text)
    return join(out)


def lead(text: Text) -> str:
    """Return the words marked as the lead, without white space at their ends; empty where none is."""
    marked = (i.text for i in text if isinstance(i, Run) and Mark.LEAD in i.marks)
    return folded("".join(marked))


def shifted(text: Text, by: int) -> Text:
    """Return the text with every note index moved by `by` (for texts that bring notes of their own along)."""
    return tuple(NoteRef(i.note + by) if isinstance(i, NoteRef) else i for i in text)


def runs(text: Text) -> Iterator[Run]:
    """Yield the runs, leaving out note anchors."""
    return (inline for inline in text if isinstance(inline, Run))


WORD = re.compile(r"\w+(?:[’'\-‑]\w+)*", re.UNICODE)


def word_count(text: Text | str) -> int:
    """Return how many words a reader would count; hyphenated ones are one."""
    return len(WORD.findall(text if isinstance(text, str) else plain(text)))
