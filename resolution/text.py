"""Formatted text: runs, note references, and the operations on them that every layer needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Flag, auto


class Mark(Flag):
    """The formatting of a run. LEAD is a meaning, not a typeface: italic in English, bold in Chinese.

    STRUCK is used only in compilation texts (`resolution.negotiating`), never in a draft.
    """

    NONE = 0
    LEAD = auto()
    ITALIC = auto()
    BOLD = auto()
    UNDERLINE = auto()
    SUPER = auto()
    STRUCK = auto()


MARKS = (~Mark.NONE).value
"""All marks as a number."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with uniform formatting; `href` is its link, empty for none."""

    text: str
    marks: Mark = Mark.NONE
    href: str = ""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A reference to the note at this index of `Resolution.notes`; the same note may be referenced repeatedly."""

    note: int


Inline = Run | NoteRef
Text = tuple[Inline, ...]


def make(words: str, marks: Mark = Mark.NONE) -> Text:
    """Return `words` as a text of one run, or an empty text."""
    return (Run(words, marks),) if words else ()


def join(*parts: Iterable[Inline]) -> Text:
    """Join the parts to one text in canonical form: no empty runs, neighbouring runs with equal formatting merged.

    Every `Text` in the model is in this form, so that equal texts are equal values.
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
    """Merge runs with equal formatting into one."""
    if len(alike) < 2:
        return list(alike)
    return [replace(alike[0], text="".join(run.text for run in alike))]


def plain(text: Text) -> str:
    """Return the plain text, without note marks, with white space unchanged."""
    return "".join(inline.text for inline in text if isinstance(inline, Run))


def folded(text: Text | str) -> str:
    """Return the plain text with white space collapsed and stripped, as `read --json` shows it."""
    words = text if isinstance(text, str) else plain(text)
    return " ".join(words.split())


def abridged(words: str, length: int) -> str:
    """Return as many whole words as fit into `length` characters, with an ellipsis if there are more."""
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"


def note_indexes(text: Text) -> tuple[int, ...]:
    """Return the indexes of the notes referenced in the text, in order."""
    return tuple(inline.note for inline in text if isinstance(inline, NoteRef))


def cut(text: Text, start: int, end: int | None = None) -> Text:
    """Return the part between two character positions of `plain(text)`.

    A note reference at `start` belongs to the part before it unless `start` is 0; one at `end` is included: a reference
    belongs to the word before it.
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

    LEAD replaces ITALIC, BOLD and UNDERLINE there, which were only the source's formatting of the lead.
    """
    first = text[0] if text else None
    if (
        isinstance(first, Run)
        and first.marks is Mark.NONE
        and 0 < length < len(first.text)
        and all(isinstance(i, NoteRef) or i.marks is Mark.NONE for i in text)
    ):  # unformatted text while it is being typed: called for every keystroke
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
    """Return the words marked as the lead, stripped; empty if there is none."""
    marked = (i.text for i in text if isinstance(i, Run) and Mark.LEAD in i.marks)
    return folded("".join(marked))


def shifted(text: Text, by: int) -> Text:
    """Return the text with every note index increased by `by` (for texts that are added with their own notes)."""
    return tuple(NoteRef(i.note + by) if isinstance(i, NoteRef) else i for i in text)


def runs(text: Text) -> Iterator[Run]:
    """Yield the runs without the note references."""
    return (inline for inline in text if isinstance(inline, Run))


WORD = re.compile(r"\w+(?:[’'\-‑]\w+)*", re.UNICODE)


def word_count(text: Text | str) -> int:
    """Return the number of words as a reader would count them; a hyphenated word is one."""
    return len(WORD.findall(text if isinstance(text, str) else plain(text)))
