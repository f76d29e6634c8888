"""Notes changed as a whole: other words, another place, taken out, wherever their marks stand.

A mark stands in a clause, in the cell of a table or at the heading; a note that a source lists without a mark is kept
with the heading. Every change is one step of undo; the words typed into a note between `begin` and `end` are one too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument, QTextFrameFormat

from desktop.editor.document.blocks import fresh_id, kind_of, note_format
from desktop.editor.document.codec import AnchoredNote, HeadingData, NoteTable, decode, encode
from desktop.editor.document.notes import anchors
from desktop.editor.document.parsed_document import ParsedDocument
from desktop.editor.document.properties import OBJECT, Property
from desktop.editor.document.structure import one_step
from resolution.model import DivisionKind, Kind, Note, Table
from resolution.text import NoteRef, Text


@dataclass(frozen=True, slots=True)
class ListedNote:
    """A note as a list shows it: its key, its mark, its words (None where the source lost them), where it is anchored.

    block: the number in the document of the first block with its mark; -1 at the heading, or where there is none.
    place: that block's name ("PP3", "title"), "heading", or empty where there is no mark.
    uses:  how many blocks have a mark of it.
    """

    key: str
    mark: str
    text: Text | None
    block: int
    place: str
    uses: int


class NoteEdits:
    """What is done to the notes of one document; `frame` gives the root frame's format for a heading."""

    def __init__(
        self,
        document: QTextDocument,
        parsed: ParsedDocument,
        frame: Callable[[HeadingData], QTextFrameFormat],
    ) -> None:
        self._document = document
        self._parsed = parsed
        self._frame = frame
        self._written: tuple[str, int] | None = None

    def listed(self) -> list[ListedNote]:
        """Return the notes in the order of their marks, those without a mark in the text last."""
        parsed = self._parsed
        parsed.parse_pending()
        first: dict[str, int] = {}
        uses: dict[str, int] = {}
        for index, passage in enumerate(parsed.passages):
            for anchored in passage.notes:
                first.setdefault(anchored.key, index)
                uses[anchored.key] = uses.get(anchored.key, 0) + 1
        at_heading = {anchored.key for anchored in parsed.heading.notes}
        known = {anchored.key: anchored.note for anchored in parsed.keys}
        places = parsed.places() if first else []
        titles = {
            at: f"title of {'part ' if o.kind is DivisionKind.PART else ''}{o.label}"
            for at in parsed.openings[1:]
            if (o := parsed.passages[at].opening)
        }
        return [
            ListedNote(
                key,
                mark,
                known[key].text,
                -1 if key in at_heading else first.get(key, -1),
                "heading"
                if key in at_heading
                else (titles.get(first[key]) or places[first[key]] or "title")
                if key in first
                else "",
                uses.get(key, 0) + (key in at_heading),
            )
            for key, mark in parsed.marks.items()
        ]

    def index(self, key: str) -> int | None:
        """Return a note's index among the draft's notes by its key, or None where it is gone."""
        self._parsed.parse_pending()
        return next((i for i, a in enumerate(self._parsed.keys) if a.key == key), None)

    # --- words -------------------------------------------------------------------------------

    def begin(self, key: str) -> None:
        """Let the words written next be one step with what was done last: the mark that was just put in."""
        self._written = (key, self._document.revision())

    def end(self) -> None:
        """Let the words written next be a step of their own."""
        self._written = None

    def is_last(self, key: str) -> bool:
        """Return whether nothing was done since words of this note were written, or its mark put in."""
        return self._written == (key, self._document.revision())

    def write(self, key: str, text: Text | None) -> None:
        """Give a note other words, at all its marks; one step with those written just before, unless it was ended."""
        index = self.index(key)
        if index is None or self._parsed.keys[index].note.text == text:
            return
        going_on = self.is_last(key)
        own = self._parsed.keys[index].note.mark
        # A number is a mark of the note's own only while it is all that is known of it.
        mark = "" if text is not None and own.isdecimal() else own
        with one_step(QTextCursor(self._document), join=going_on):
            self.put(key, AnchoredNote(key, Note(text, mark)))
        self._written = (key, self._document.revision())

    def remove(self, key: str) -> None:
        """Delete a note with all its marks."""
        with one_step(QTextCursor(self._document)):
            self.put(key, None)

    def put(self, key: str, new: AnchoredNote | None) -> None:
        """Put a note in the place of the one with this key, or delete it: in clauses, tables and the heading.

        The caller makes it a step of undo.
        """
        self._parsed.parse_pending()
        for index in range(len(self._parsed.passages) - 1, -1, -1):
            notes = self._parsed.passages[index].notes
            if notes and any(anchored.key == key for anchored in notes):
                block = self._document.findBlockByNumber(index)
                if kind_of(block.blockFormat()) is Kind.TABLE:
                    self._put_in_table(block, key, new)
                self._put_in_text(block, key, new)
        heading = _with_note(self._parsed.heading, key, new)
        if heading != self._parsed.heading:
            self._document.rootFrame().setFrameFormat(self._frame(heading))

    def _put_in_text(self, block: QTextBlock, key: str, new: AnchoredNote | None) -> None:
        cursor = QTextCursor(self._document)
        for at, _, anchored in reversed(anchors(block)):
            if anchored.key != key:
                continue
            cursor.setPosition(at)
            cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
            if new is None:
                cursor.removeSelectedText()
            else:
                cursor.setCharFormat(note_format(new))

    def _put_in_table(self, block: QTextBlock, key: str, new: AnchoredNote | None) -> None:
        facts = QTextBlockFormat(block.blockFormat())
        known = NoteTable()
        table = decode(Table, facts.property(Property.TABLE), known)
        put = [new if anchored.key == key else anchored for anchored in known.notes]
        facts.setProperty(Property.TABLE, encode(table, put))
        QTextCursor(block).setBlockFormat(facts)

    # --- marks -------------------------------------------------------------------------------

    def position(self, key: str) -> int | None:
        """Return where in the document a note's first mark in the running text stands, or None."""
        self._parsed.parse_pending()
        for index, passage in enumerate(self._parsed.passages):
            if any(anchored.key == key for anchored in passage.notes):
                for at, _, anchored in anchors(self._document.findBlockByNumber(index)):
                    if anchored.key == key:
                        return at
        return None

    def move_mark(self, key: str, to: QTextCursor) -> bool:
        """Move a note's first mark to a cursor; return whether it could be, which it cannot from a table or heading."""
        index, at = self.index(key), self.position(key)
        if index is None or kind_of(to.blockFormat()) is Kind.TABLE:
            return False
        anchored = self._parsed.keys[index]
        loose = any(each.key == key for each in self._parsed.heading.loose)
        if (at is None and not loose) or (at is not None and at <= to.position() <= at + 1):
            return False
        with one_step(to):
            old = QTextCursor(self._document)
            old.setPosition(at or 0)  # Qt keeps it at the old mark while the new one is put in
            to.insertText(OBJECT, note_format(anchored))
            if at is None:
                heading = _with_note(self._parsed.heading, key, None)
                self._document.rootFrame().setFrameFormat(self._frame(heading))
            else:
                old.deleteChar()
        return True


def _with_note(heading: HeadingData, key: str, new: AnchoredNote | None) -> HeadingData:
    """Return the heading with another note in place of the one with this key, or without it."""
    if new is not None:
        notes, loose = (
            tuple(new if anchored.key == key else anchored for anchored in group)
            for group in (heading.notes, heading.loose)
        )
        return replace(heading, notes=notes, loose=loose)
    kept = [i for i, anchored in enumerate(heading.notes) if anchored.key != key]
    refs = tuple(NoteRef(kept.index(r.note)) for r in heading.masthead.notes if r.note in kept)
    return replace(
        heading,
        masthead=replace(heading.masthead, notes=refs),
        notes=tuple(heading.notes[i] for i in kept),
        loose=tuple(anchored for anchored in heading.loose if anchored.key != key),
    )


def own_where_known(notes: tuple[AnchoredNote, ...], known: set[str]) -> tuple[AnchoredNote, ...]:
    """Return the notes of a copy: those that the draft has already become notes of their own, each edited alone."""
    return tuple(
        replace(anchored, key=fresh_id()) if anchored.key in known else anchored
        for anchored in notes
    )
