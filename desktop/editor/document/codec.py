"""Model values as JSON and back: what the document keeps as properties, and what the clipboard carries.

JSON strings survive undo where Python objects would not. A note is written with each of its anchors, under a key that
names it within the draft; a reader gets it back as `AnchoredNote`, and the text refers to it by its place among them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from resolution.characters import clean
from resolution.codec import Json, from_json, to_json
from resolution.model import Adoption, Block, DivisionKind, Ignored, Masthead, Negotiation, Note
from resolution.text import NoteRef

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class AnchoredNote:
    """A note under the key that all its anchors share."""

    key: str
    note: Note


@dataclass(slots=True)
class NoteTable:
    """The notes met while reading, each key once, in order; texts refer to them by position."""

    notes: list[AnchoredNote] = field(default_factory=list)

    def place(self, anchored: AnchoredNote) -> NoteRef:
        """Return the reference to a note, adding the note where its key is new."""
        for index, known in enumerate(self.notes):
            if known.key == anchored.key:
                return NoteRef(index)
        self.notes.append(anchored)
        return NoteRef(len(self.notes) - 1)


_SUSPECT = re.compile("\\\\[bf]|\\\\u00[01]|[\ud800-\udfff\ufffe\uffff]")
"""How characters that no file can hold look in JSON."""


def dumps(value: Json) -> str:
    """Return compact JSON, without characters that no file can hold: what the document keeps of dialogs comes here."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if _SUSPECT.search(written):
        written = json.dumps(_cleaned(value), ensure_ascii=False, separators=(",", ":"))
    return written


def _cleaned(value: Json) -> Json:
    match value:
        case str():
            return clean(value)
        case list() | tuple():
            return [_cleaned(each) for each in value]
        case dict():
            return {name: _cleaned(each) for name, each in value.items()}
        case _:
            return value


def encode(value: Any, notes: Sequence[AnchoredNote | None] = ()) -> str:
    """Return a value of the model as JSON.

    notes: those that the anchors in its texts count in; anchors of a None are left out, as all are without notes
    """

    def note_at(ref: NoteRef) -> Json:
        anchored = notes[ref.note] if notes else None
        return anchored and to_json(anchored)

    return dumps(to_json(value, note_at))


def decode(kind: type[_Value], written: str, note_table: NoteTable | None = None) -> _Value:
    """Return the value that `encode` wrote. note_table: takes the notes on the texts of the value."""
    table = note_table or NoteTable()
    return from_json(
        kind, json.loads(written), lambda note: table.place(from_json(AnchoredNote, note))
    )


@lru_cache(maxsize=4096)
def note_of(written: str) -> AnchoredNote:
    """Return the note that a format holds as JSON; the notes of a clause are needed at every key typed in it."""
    return decode(AnchoredNote, written)


@dataclass(frozen=True, slots=True)
class CopiedBlocks:
    """What the clipboard carries: words from within a clause (`inline`), or whole blocks."""

    inline: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class DivisionOpening:
    """What begins a division besides its title's words: its kind, its label, and the lines that will close it."""

    kind: DivisionKind = DivisionKind.MAIN
    label: str = ""
    closing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadingData:
    """All that is not in the blocks: masthead, record of adoption, the masthead's notes, and notes without an anchor.

    The masthead's references count in `notes`; `loose` follow the draft's other notes. `order` has the keys of all
    notes as the draft was loaded: a source may list one with a mark of its own elsewhere than where it is anchored.
    `ignored` is what the checks are not to report; `negotiation` what delegations proposed; `extensions` what a newer
    version says of the draft.
    """

    masthead: Masthead = field(default_factory=Masthead)
    adoption: Adoption = field(default_factory=Adoption)
    notes: tuple[AnchoredNote, ...] = ()
    loose: tuple[AnchoredNote, ...] = ()
    order: tuple[str, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    negotiation: Negotiation = field(default_factory=Negotiation)
    extensions: str = ""
