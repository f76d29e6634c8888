"""Words between quotation marks in a list of amendments, and back to text with its typefaces and note anchors.

*Lead* and _italics_ are marked as delegates mark them in plain text, what is rarer by tags: <b>, <u>, <sup>. A note
that the text has already is [footnote 3], a new one [footnote: its words]. A backslash takes a sign as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from resolution.model import Note, Resolution
from resolution.text import Mark, NoteRef, Run, Text, join

_SIGNS = {
    "*": Mark.LEAD,
    "_": Mark.ITALIC,
    "<b>": Mark.BOLD,
    "<u>": Mark.UNDERLINE,
    "<sup>": Mark.SUPER,
}
_OPENING = {mark: sign for sign, mark in _SIGNS.items()}
_CLOSING = {mark: sign.replace("<", "</") for mark, sign in _OPENING.items()}
_MARKS_OF = {**_SIGNS, **{sign: mark for mark, sign in _CLOSING.items()}}
_ORDER = (Mark.BOLD, Mark.UNDERLINE, Mark.SUPER, Mark.LEAD, Mark.ITALIC)
"""From the outermost to the innermost."""
_TOKEN = re.compile(r"\\(.)|(</?(?:b|u|sup)>|[*_])|(\[footnote)(?=[ :\]])", re.DOTALL)
_SPECIAL = re.compile(r"[\\*_]|<(?=/?(?:b|u|sup)>)|\[(?=footnote[ :\]])")
_CONTROL = {
    "\n": "\\n", "\t": "\\t", "\r": "\\r", "\v": "\\v", "\f": "\\f", "\x85": "\\N", "\u2028": "\\L",
    "\u2029": "\\P",
}  # fmt: skip
_CONTROLS = {written[1]: sign for sign, written in _CONTROL.items()}
FIRST_NOTE = 0xF0000
"""Note n is this character and n more, in a text as characters."""


class QuotationError(ValueError):
    """Words in quotation marks that cannot be read; the message says why."""


def characters(text: Text) -> str:
    """Return a text as characters, each note anchor one that no text has."""
    return "".join(
        inline.text if isinstance(inline, Run) else chr(FIRST_NOTE + inline.note) for inline in text
    )


@dataclass(slots=True)
class Notes:
    """The notes of the text that is amended, and those that amendments add to it."""

    notes: list[Note]
    marks: dict[int, str]
    added: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, resolution: Resolution) -> Notes:
        """Return the notes of a text."""
        return cls(list(resolution.notes), resolution.note_marks())

    def called(self, mark: str) -> int:
        """Return the note of this mark; raises QuotationError where there is none."""
        for index, known in self.marks.items():
            if known == mark:
                return index
        if mark in self.added:
            return self.added[mark]
        raise QuotationError(f"there is no footnote {mark}")

    def add(self, note: Note, name: str = "") -> int:
        """Add a note and return its index; under a `name` it can be called again."""
        self.notes.append(note)
        if name:
            self.added[name] = len(self.notes) - 1
        return len(self.notes) - 1


# ---------------------------------------------------------------- writing


def marked_up(text: Text, anchor: Callable[[int], str], *, plainly: bool = False) -> str:
    """Return a text with its typefaces as signs."""
    out: list[str] = []
    open_: list[Mark] = []
    for marks, inlines in groupby(text, lambda i: i.marks if isinstance(i, Run) else None):
        if marks is None:
            out += [anchor(i.note) for i in inlines if isinstance(i, NoteRef)]
            continue
        words = "".join(i.text for i in inlines if isinstance(i, Run))
        wanted = [] if plainly else [mark for mark in _ORDER if mark in marks]
        out += _turned(open_, wanted)
        open_ = wanted
        out.append(_escaped(words))
    return "".join([*out, *_turned(open_, [])])


def _turned(open_: list[Mark], wanted: list[Mark]) -> Iterator[str]:
    """Yield the signs that close what is open and open what is wanted."""
    shared = 0
    while shared < min(len(open_), len(wanted)) and open_[shared] is wanted[shared]:
        shared += 1
    yield from (_CLOSING[mark] for mark in reversed(open_[shared:]))
    yield from (_OPENING[mark] for mark in wanted[shared:])


def _escaped(words: str) -> str:
    words = _SPECIAL.sub(lambda match: "\\" + match[0], words)
    return "".join(_CONTROL.get(sign, sign) for sign in words)


def balanced(words: str, marks: str = "“”") -> str:
    """Return the words with a backslash before each opening or closing mark that has no partner."""
    waiting: list[int] = []
    alone: set[int] = set()
    at = 0
    while at < len(words):
        if words[at] == "\\":
            at += 1
        elif words[at] == marks[0]:
            waiting.append(at)
        elif words[at] == marks[1]:
            if waiting:
                waiting.pop()
            else:
                alone.add(at)
        at += 1
    alone.update(waiting)
    return "".join(f"\\{sign}" if n in alone else sign for n, sign in enumerate(words))


# ---------------------------------------------------------------- reading


def end_of_quotation(words: str, start: int) -> int:
    """Return where the quotation that begins at `start` ends, after its closing mark; raises QuotationError."""
    if words[start : start + 1] == '"':
        end = words.find('"', start + 1)
        if end < 0:
            raise QuotationError("a quotation mark is not closed")
        return end + 1
    return _closed(words, start, "“”", "a quotation mark is not closed")


def unquoted(words: str, notes: Notes) -> Text:
    """Return the text of a quotation without its marks; raises QuotationError for a note that is not there."""
    out: list[Run | NoteRef] = []
    marks = Mark.NONE
    at = 0
    while at < len(words):
        token = _TOKEN.search(words, at)
        stop = token.start() if token else len(words)
        if stop > at:
            out.append(Run(words[at:stop], marks))
        if not token:
            break
        at = token.end()
        if token[1]:
            out.append(Run(_CONTROLS.get(token[1], token[1]), marks))
        elif token[2]:
            marks ^= _MARKS_OF[token[2]]
        else:
            end = _closed(words, token.start(), "[]", "a footnote is not closed by a bracket")
            out.append(NoteRef(_note(words[at : end - 1], notes)))
            at = end
    return join(out)


def _closed(words: str, start: int, signs: str, complaint: str) -> int:
    """Return the place behind the sign that closes the one at `start`; pairs within and escaped signs are passed over.

    signs: the opening and the closing one. Raises QuotationError with the complaint where it is not closed.
    """
    depth, at = 0, start
    while at < len(words):
        if words[at] == "\\":
            at += 1
        elif words[at] == signs[0]:
            depth += 1
        elif words[at] == signs[1]:
            depth -= 1
            if not depth:
                return at + 1
        at += 1
    raise QuotationError(complaint)


def _note(inside: str, notes: Notes) -> int:
    """Return the note of what is between "[footnote" and "]": " 3", ": words", " new 1: words", " marked *: words"."""
    head, colon, words = inside.partition(":")
    head = head.strip()
    if not colon and head.startswith("without text"):
        return notes.add(Note(None, head.removeprefix("without text").removeprefix(" marked ")), "")
    if not colon:
        return notes.called(head)
    text = unquoted(words[1:] if words.startswith(" ") else words, notes)
    mark = head.removeprefix("marked ") if head.startswith("marked ") else ""
    return notes.add(Note(text, mark), head if head.startswith("new ") else "")


def note_in_words(note: Note, name: str) -> str:
    """Return a new note as it stands in a quotation."""
    if note.text is None:
        return (
            f"[footnote without text marked {note.mark}]"
            if note.mark
            else "[footnote without text]"
        )
    head = f" {name}" if name else f" marked {note.mark}" if note.mark else ""
    words = marked_up(note.text, lambda index: "")
    return f"[footnote{head}: {balanced(words, '[]')}]"
