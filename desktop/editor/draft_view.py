"""One draft in the window: loaded into the document, read back from it, with signals for its changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import (
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
)
from PySide6.QtWidgets import QWidget

from desktop.editor.document.blocks import (
    block_format,
    division_format,
    fresh_id,
    with_keys,
    write_text,
)
from desktop.editor.document.codec import (
    AnchoredNote,
    DivisionOpening,
    HeadingData,
    encode,
)
from desktop.editor.document.divisions import Divisions
from desktop.editor.document.final_marks import FinalMarks
from desktop.editor.document.moving import Moves
from desktop.editor.document.note_edits import NoteEdits
from desktop.editor.document.parsed_document import DocumentChange
from desktop.editor.document.properties import OBJECT, Property
from desktop.editor.document.proposals import ProposalStore
from desktop.editor.document.references import References, within_link, without_link
from desktop.editor.document.search import Search
from desktop.editor.document.structure import Structure, one_step
from desktop.editor.page import LEFT, RIGHT, MastheadLayout
from desktop.editor.page_view import PageView
from resolution.model import (
    Block,
    Division,
    Ignored,
    Kind,
    Masthead,
    Resolution,
)
from resolution.references import leads_within
from resolution.text import NoteRef, Text, note_indexes

CONTEXT = 4
"""A clause that is gone to and was out of sight has this part of the view's height above it."""


TELL_MS = 30
"""How long after a key the change is signalled to those who follow the draft; all keys of that time make one change."""

WRITTEN = DocumentChange(words=True)


@dataclass(frozen=True, slots=True)
class CurrentClause:
    """The block under the cursor.

    index: its number in the document (0 is the title); place: "PP3", "OP1 (a)", "title";
    division: index into the resolution's divisions.
    """

    index: int
    block: Block
    place: str
    division: int


class DraftView(PageView):
    """Holds one resolution in its document, which is the only store of it; `resolution()` reads it."""

    loaded = Signal()
    """Another draft is shown."""
    draft_changed = Signal()
    """After any change, undo and redo too."""
    clause_changed = Signal(object)
    """A `CurrentClause`: another one, or other words in it."""
    leaving = Signal()
    """The cursor is about to jump to another place."""
    structure_changed = Signal()
    """Kinds, labels, order or notes changed: what the outline shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Draft resolution")
        self.setAccessibleDescription(
            "The text of the draft, one paragraph a clause. Enter makes the next clause, Tab an item of it. "
            "The outline beside it says each clause's number."
        )
        self._loading = False
        self._told: CurrentClause | None = None
        document = self.document()
        self._structure = Structure(document, self._parsed)
        self.moves = Moves(document, self._parsed, self._structure)
        self.final_marks = FinalMarks(self, self._parsed)
        self.before.append(self.final_marks)
        self.notes = NoteEdits(document, self._parsed, self._frame)
        self.search = Search(document, self._parsed, self.notes)
        self.behind.append(self.search)
        self.references = References(document, self._parsed)
        self.divisions = Divisions(document, self._parsed, self._structure)
        self.proposal_store = ProposalStore(document, self._parsed, self._structure, self._frame)
        self.cursorPositionChanged.connect(self._leave_link)
        self._telling = QTimer(self, singleShot=True, interval=TELL_MS)
        self._telling.timeout.connect(self._tell)
        document.contentsChanged.connect(self._process_edit)
        self.cursorPositionChanged.connect(self._tell_clause)
        self.load(Resolution())

    # --- the draft ---------------------------------------------------------------------------

    def load(self, resolution: Resolution) -> None:
        """Show another draft. Not undoable; the draft counts as unmodified after it."""
        document = self.document()
        notes = with_keys(resolution.notes)
        self._loading = True
        self.final_marks.forget()
        document.setUndoRedoEnabled(False)
        document.clear()
        document.setIndentWidth(38.0)
        document.rootFrame().setFrameFormat(self._frame(self._heading_of(resolution, notes)))
        self._write(resolution.divisions, notes, resolution.masthead.language)
        document.setUndoRedoEnabled(True)
        self._parsed.reset()
        self.references.begin()
        self._loading = False
        self._heading_shown()
        self._structure_shown()
        document.setModified(False)
        self._told = None
        self.final_marks.forget()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        self.loaded.emit()
        self.structure_changed.emit()
        self._tell()

    def _write(
        self, divisions: Sequence[Division], notes: list[AnchoredNote], language: str
    ) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        names: set[str] = set()
        for number, division in enumerate(divisions):
            facts = DivisionOpening(division.kind, division.label, division.closing)
            opening = division_format(facts, "" if division.id in names else division.id)
            names.add(division.id)
            if number:
                cursor.insertBlock(opening, QTextCharFormat())
            else:
                cursor.setBlockFormat(opening)
            write_text(cursor, division.title, notes)
            for block in division.blocks:
                named = block if block.id not in names else replace(block, id="")
                names.add(named.id)
                cursor.insertBlock(block_format(named, notes, language), QTextCharFormat())
                write_text(cursor, block.text, notes)
        cursor.endEditBlock()

    def _heading_of(self, resolution: Resolution, notes: list[AnchoredNote]) -> HeadingData:
        """Return the heading of a draft that is loaded; notes without an anchor are kept in it."""
        met = {index for text in resolution.texts() for index in note_indexes(text)}
        loose = tuple(note for index, note in enumerate(notes) if index not in met)
        order = tuple(note.key for note in notes)
        masthead, own = self._own_notes(resolution.masthead, notes)
        return HeadingData(
            masthead,
            resolution.adoption,
            own,
            loose,
            order,
            resolution.ignored,
            resolution.negotiation,
            resolution.extensions,
        )

    def _own_notes(
        self, masthead: Masthead, notes: Sequence[AnchoredNote]
    ) -> tuple[Masthead, tuple[AnchoredNote, ...]]:
        """Return the masthead with its references counted in its own notes, and those."""
        used = list(dict.fromkeys(ref.note for ref in masthead.notes))
        own = tuple(NoteRef(used.index(ref.note)) for ref in masthead.notes)
        return replace(masthead, notes=own), tuple(notes[index] for index in used)

    def resolution(self) -> Resolution:
        """Return the draft as a value; the same object until something changes."""
        return self._parsed.resolution()

    def heading(self) -> Masthead:
        """Return the masthead."""
        self._parsed.parse_pending(words=False)
        return self._parsed.masthead()

    def set_heading(self, masthead: Masthead) -> None:
        """Put another masthead in place, as one step of undo."""
        self._parsed.parse_pending()
        own_masthead, notes = self._own_notes(masthead, self._parsed.keys)
        heading = replace(self._parsed.heading, masthead=own_masthead, notes=notes)
        self.document().rootFrame().setFrameFormat(self._frame(heading))

    def set_ignored(self, ignored: Sequence[Ignored]) -> None:
        """Set what the checks ignore in the draft, as one step of undo."""
        self._parsed.parse_pending()
        heading = replace(self._parsed.heading, ignored=tuple(ignored))
        self.document().rootFrame().setFrameFormat(self._frame(heading))

    def _frame(self, heading: HeadingData) -> QTextFrameFormat:
        """Return the root frame's format: the heading, and the room that its masthead takes."""
        room = MastheadLayout(heading.masthead, self._page_width(), self.document().defaultFont())
        frame = QTextFrameFormat()
        frame.setProperty(Property.HEADING, encode(heading))
        frame.setTopMargin(room.height)
        frame.setBottomMargin(80)
        frame.setLeftMargin(LEFT)
        frame.setRightMargin(RIGHT)
        return frame

    def title(self) -> Text:
        """Return the title; its references count in the draft's notes."""
        return self.resolution().main.title

    def set_title(self, title: Text) -> None:
        """Put another title in place, as one step of undo."""
        self._parsed.parse_pending()
        self._structure.replace_words(0, Block(Kind.FORMULA, title), self._parsed.keys, "")

    # --- where the cursor stands -------------------------------------------------------------

    @property
    def block_count(self) -> int:
        """Return how many blocks there are, titles of divisions among them."""
        return self.document().blockCount()

    def current_clause(self) -> CurrentClause:
        """Return the block under the cursor."""
        return self.clause_at(self.textCursor().blockNumber())

    def clause_at(self, index: int) -> CurrentClause:
        """Return a block by its number in the document."""
        self._parsed.parse_pending()
        division = bisect_right(self._parsed.openings, index) - 1
        place = self._parsed.places()[index]
        return CurrentClause(index, self._parsed.blocks[index], place, division)

    def name_of(self, index: int) -> str:
        """Return the name that a block keeps wherever it is moved."""
        self._parsed.parse_pending()
        return self._parsed.passages[index].block.id

    def division_of(self, index: int) -> tuple[int, int]:
        """Return the first and the last block of the division that a block stands in, its title among them."""
        self._parsed.parse_pending()
        openings = self._parsed.openings
        at = bisect_right(openings, index) - 1
        end = openings[at + 1] if at + 1 < len(openings) else self.block_count
        return openings[at], end - 1

    def index_of(self, division: int, block: int = -1) -> int:
        """Return the number in the document of a division's block, or of its title (-1)."""
        self._parsed.parse_pending()
        return self._parsed.openings[division] + 1 + block

    def places(self) -> list[str]:
        """Return the name of every block's place, in the order of the document."""
        self._parsed.parse_pending()
        return self._parsed.places()

    def goto(self, index: int, start: int | None = None, end: int | None = None) -> None:
        """Put the cursor at the start of a block, or select its words from `start` to `end`, and show it.

        start, end: characters of the plain words, note marks not counted.
        """
        block = self.document().findBlockByNumber(max(0, min(index, self.block_count - 1)))
        cursor = QTextCursor(block)
        if start is not None:
            cursor.setPosition(block.position() + offset(block, start))
            stop = start if end is None else end
            cursor.setPosition(
                block.position() + offset(block, stop), QTextCursor.MoveMode.KeepAnchor
            )
        self.reveal(cursor)
        self.setFocus()

    def select_blocks(self, first: int, last: int) -> None:
        """Select all words of the blocks from one to another."""
        cursor = QTextCursor(self.document().findBlockByNumber(first))
        end = self.document().findBlockByNumber(last)
        cursor.setPosition(end.position() + end.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def reveal(self, cursor: QTextCursor, jump: bool = True) -> None:
        """Put the cursor or selection there and bring it into view; the keyboard stays where it is.

        jump: whether it is a jump, which *Back* takes back.
        """
        if jump:
            self.leaving.emit()
        self.final_marks.leave_for(cursor)
        self.setTextCursor(cursor)
        self._show_cursor()

    def cursor_place(self) -> tuple[int, int]:
        """Return the block the cursor stands in, and its place there."""
        cursor = self.textCursor()
        return cursor.blockNumber(), cursor.positionInBlock()

    def go_back_to(self, index: int, offset: int) -> None:
        """Put the cursor where `cursor_place` found it, or as near as the text allows; the keyboard focus stays."""
        block = self.document().findBlockByNumber(max(0, min(index, self.block_count - 1)))
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + max(0, min(offset, block.length() - 1)))
        self.setTextCursor(cursor)
        self._show_cursor()

    def _show_cursor(self) -> None:
        """Bring the cursor's block into view: the title with the masthead, one out of sight with some text above it."""
        cursor, bar, height = self.textCursor(), self.verticalScrollBar(), self.viewport().height()
        if cursor.blockNumber() == 0:
            bar.setValue(0)
        room = self.document().documentLayout().blockBoundingRect(cursor.block())
        above = room.top() - bar.value()
        if above < 0 or (above + room.height() > height and above > height / CONTEXT):
            bar.setValue(round(room.top() - height / CONTEXT))
        self.ensureCursorVisible()

    # --- what follows from a change ----------------------------------------------------------

    def _process_edit(self) -> None:
        """Parse what an edit changed, repair what Qt's own commands left odd, and emit the signals."""
        if self._loading or self._mending:
            return
        change = self._parsed.changes()
        if not change:
            return
        if change == WRITTEN:
            if not self._telling.isActive():
                self._telling.start()
            return
        self._telling.stop()
        if change.structure:
            self.final_marks.reckon_anew()
            self._mend()
            self._follow_references()
            change |= self._parsed.changes()
        if change.heading:
            self._heading_shown()
        if change.structure:
            self._structure_shown()
            self.structure_changed.emit()
        self.draft_changed.emit()
        self._tell_clause()

    @property
    def telling(self) -> bool:
        """Return whether words were typed for which no signal was emitted yet."""
        return self._telling.isActive()

    def _tell(self) -> None:
        """Tell that words were written, a moment after the keys: what follows from it waits longer still."""
        self._telling.stop()
        self.draft_changed.emit()
        self._tell_clause()

    def _mend(self) -> None:
        """Name blocks that have no name of their own (Qt copies it), and give the draft its first block back."""
        document = self.document()
        if document.isRedoAvailable():
            return
        names: set[str] = set()
        wrong = []
        for index, passage in enumerate(self._parsed.passages):
            name = passage.block.id
            if not name or name in names or (index == 0 and passage.opening is None):
                wrong.append(index)
            names.add(name)
        if not wrong:
            return
        self._mending = True
        cursor = QTextCursor(document)
        with one_step(cursor, join=True):
            for index in wrong:
                cursor.setPosition(document.findBlockByNumber(index).position())
                if index == 0 and self._parsed.passages[0].opening is None:
                    cursor.setBlockFormat(division_format(DivisionOpening()))
                    continue
                facts = cursor.blockFormat()
                facts.setProperty(Property.ID, fresh_id())
                facts.clearProperty(Property.EXTENSIONS)
                cursor.setBlockFormat(facts)
        self._mending = False

    def _follow_references(self) -> None:
        """Bring the words of cross-references in step with the numbers of what they lead to."""
        self._mending = True
        self.references.follow()
        self._mending = False

    def _leave_link(self) -> None:
        """Let what is typed right behind a link be no part of it."""
        cursor = self.textCursor()
        if cursor.hasSelection() or not cursor.charFormat().isAnchor():
            return
        if not within_link(cursor):
            self.setCurrentCharFormat(without_link(cursor.charFormat()))

    def _tip(self, place: QPoint) -> str:
        """Return the tooltip of a place: for a cross-reference, what it leads to."""
        tip = super()._tip(place)
        href = self.anchorAt(place)
        return tip or (self.references.described(href) if leads_within(href) else "")

    def _structure_shown(self) -> None:
        self._show_marks()
        self.viewport().update()

    def _heading_shown(self) -> None:
        heading = self._parsed.heading
        self._leads.set_language(heading.masthead.language)
        self._fit_masthead()
        self.viewport().update()

    def _tell_clause(self) -> None:
        """Tell the clause under the cursor where it is another one, or its words are others."""
        if self._loading or self._mending:
            return
        if self._parsed.pending:
            return  # Qt moves the cursor before it signals the change, which does the rest
        index = self.textCursor().blockNumber()
        if index >= len(self._parsed.placed):
            return
        clause = self.clause_at(index)
        if clause != self._told or (self._told and clause.block.id != self._told.block.id):
            moved = self._told is None or clause.index != self._told.index
            self._told = clause
            if moved:
                self.viewport().update()
            self.clause_changed.emit(clause)


def after_letter(block: QTextBlock, plain: int) -> int:
    """Return the place right after so many letters of a block's plain words, before the note marks there."""
    if plain == 0:
        return 0
    letter = block.text().replace(OBJECT, "")[plain - 1]
    return offset(block, plain - 1) + (2 if ord(letter) > 0xFFFF else 1)


def offset(block: QTextBlock, plain: int) -> int:
    """Return the place in the block of a character of its plain words."""
    at = units = 0
    for letter in block.text():
        if letter != OBJECT:
            if at == plain:
                break
            at += 1
        units += 2 if ord(letter) > 0xFFFF else 1
    return units
