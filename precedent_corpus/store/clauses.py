"""Which paragraphs of a text are clauses of the corpus, and how their words are stored with marks and notes."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from precedent_corpus import DATA
from resolution.diff.facts import plain_typography
from resolution.model import DivisionKind, Kind, Note, Resolution
from resolution.text import Mark, NoteRef, Run, Text, plain
from resolution.tree import forest

PHRASES = 8_000
"""How many bytes of common phrases help to compress a clause: twice as many save a twentieth and take longer."""

_WINDOW = 13
"""The window in which zlib looks for what was there before, as a power of two: the phrases fit in."""

PARTS = (Kind.PREAMBULAR, Kind.OPERATIVE)
"""The parts of a resolution whose clauses and items are precedents."""


@dataclass(frozen=True, slots=True)
class CorpusClause:
    """A clause or an item of one text.

    place: "PP3", "OP1 (a)"
    kind:  what it is; an item is one by itself
    part:  whether it stands in the preamble or in the operative part
    notes: the texts of its notes, None where the source lost one; the anchors in `text` count within this tuple
    """

    place: str
    kind: Kind
    part: Kind
    text: Text
    notes: tuple[Text | None, ...] = ()


def clauses_of(resolution: Resolution) -> Iterator[CorpusClause]:
    """Yield the preambular and operative clauses and their items, each with its own words only.

    Annexes and quoted blocks are left out: they are not written as clauses are.
    """
    for division, nodes in forest(resolution):
        if division.kind is DivisionKind.ANNEX:
            continue
        for top in nodes:
            if top.block.kind not in PARTS:
                continue
            for node in top.walk():
                block = node.block
                if (
                    block.kind in (*PARTS, Kind.ITEM)
                    and not block.quoted
                    and plain(block.text).strip()
                ):
                    yield CorpusClause(
                        node.place,
                        block.kind,
                        top.block.kind,
                        *with_own_notes(block.text, resolution.notes),
                    )


def with_own_notes(text: Text, notes: tuple[Note, ...]) -> tuple[Text, tuple[Text | None, ...]]:
    """Return a text whose anchors count from 0, and the texts of the notes it anchors, in that order."""
    order: dict[int, int] = {}
    own: list[Run | NoteRef] = []
    for inline in text:
        if isinstance(inline, NoteRef):
            own.append(NoteRef(order.setdefault(inline.note, len(order))))
        else:
            own.append(inline)
    return tuple(own), tuple(notes[index].text for index in order)


def content_of(resolution: Resolution) -> bytes:
    """Return a digest of the words of a text: the same for the same text, whatever file it came in."""
    words = [resolution.masthead.language]
    for division in resolution.divisions:
        words.append(plain(division.title))
        words += (plain(block.text) for block in division.blocks)
    words += (plain(note.text) for note in resolution.notes if note.text is not None)
    folded = "\n".join(filter(None, map(plain_typography, words)))
    return sha256(folded.encode("utf-8", "replace")).digest()


class Packing:
    """Compresses a printed text and its notes; `common` are phrases that they are likely to share.

    Decompressing needs the same phrases: a corpus stores its own.
    """

    def __init__(self, common: bytes) -> None:
        self._packing = zlib.compressobj(
            4, zlib.DEFLATED, -_WINDOW, 5, zlib.Z_DEFAULT_STRATEGY, common
        )
        self._unpacking = zlib.decompressobj(-_WINDOW, common)

    def packed(self, text: Text, notes: tuple[Text | None, ...]) -> bytes:
        """Return a text and its notes as bytes to keep."""
        kept = [_pack(text), *(None if note is None else _pack(note) for note in notes)]
        line = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
        press = self._packing.copy()
        return press.compress(line.encode("utf-8", "surrogatepass")) + press.flush()

    def unpacked(self, kept: bytes) -> tuple[Text, tuple[Text | None, ...]]:
        """Return the text and the notes that `packed` kept."""
        line = self._unpacking.copy().decompress(kept)
        text, *notes = json.loads(line.decode("utf-8", "surrogatepass"))
        return _unpack(text), tuple(None if note is None else _unpack(note) for note in notes)


def phrases(folder: Path = DATA) -> bytes:
    """Return phrases that many clauses have: the beginnings of the starter corpus's texts."""
    lines = []
    for file in sorted(folder.glob("*.akn")):
        words = re.sub(rb"<[^>]*>|\s+", b" ", file.read_bytes().partition(b"<preamble>")[2])
        lines.append(b" ".join(words.split())[: PHRASES // 5])
    return b" ".join(lines) + b'[[["'


def _pack(text: Text) -> list[object]:
    return [
        inline.note
        if isinstance(inline, NoteRef)
        else [inline.text, inline.marks.value, *([inline.href] if inline.href else [])]
        for inline in text
    ]


def _unpack(kept: list[int | list[str | int]]) -> Text:
    out: list[Run | NoteRef] = []
    for inline in kept:
        if isinstance(inline, int):
            out.append(NoteRef(inline))
        else:
            words, marks, *href = inline
            out.append(Run(str(words), Mark(int(marks)), str(href[0]) if href else ""))
    return tuple(out)
