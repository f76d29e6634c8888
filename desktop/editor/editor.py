"""The editor of a draft: the commands that change it, and what keys, mouse and clipboard mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QWidget

from desktop.editor.document.blocks import (
    document_words,
    fresh_id,
    kind_of,
    note_format,
    with_keys,
    write_text,
)
from desktop.editor.document.clipboard import copied
from desktop.editor.document.codec import AnchoredNote
from desktop.editor.document.final_marks import marks_kept
from desktop.editor.document.note_edits import own_where_known
from desktop.editor.document.notes import anchors
from desktop.editor.document.pasting import (
    Pasted,
    PasteTarget,
    fresh_where_known,
    pasted,
    why_not,
    words_alone,
)
from desktop.editor.document.pattern import without_marks
from desktop.editor.document.properties import LINE_BREAK, NOTE_OBJECT, OBJECT, Property
from desktop.editor.document.references import within_link, without_link
from desktop.editor.document.search import put
from desktop.editor.document.structure import CLAUSES, one_step
from desktop.editor.draft_view import DraftView, after_letter, offset
from desktop.editor.typing_aid import turns_operative, typed_label
from resolution.checks import changes, replaced
from resolution.language.final_marks import MARKS
from resolution.model import (
    Block,
    DivisionKind,
    Kind,
    Masthead,
    Note,
    Origin,
    Resolution,
)
from resolution.reading import Reading
from resolution.references import leads_within, unlinked
from resolution.text import Mark, Text, join, make

_LINES = (
    (QKeySequence.StandardKey.DeleteEndOfLine, QTextCursor.MoveOperation.NoMove),
    (QKeySequence.StandardKey.DeleteCompleteLine, QTextCursor.MoveOperation.StartOfLine),
)
"""Keys that delete on one line, and where they begin."""


class DraftEditor(DraftView):
    """Edits one resolution: every command is one step of undo."""

    refused = Signal(str)
    """A command could not be done here; one sentence says why."""
    note_opened = Signal(str)
    """A note's mark was clicked twice: its key."""
    offerers: list[Callable[[QMenu, QPoint], None]]
    """Who adds to the menu of a place of the view what can be done there."""
    unplaced = Signal(object)
    """Lines of a pasted resolution that found no place; they stand at its end (`resolution.recognition.unplaced`)."""
    left_over = Signal(object)
    """Lines of a paste that found no place in the draft."""
    typed = Signal(str)
    """Qt has taken a key that writes or deletes: its letters, empty for a deletion."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._turned: set[str] = set()
        self._space_given = -1
        self.offerers: list[Callable[[QMenu, QPoint], None]] = []
        super().__init__(parent)

    def load(self, resolution: Resolution) -> None:
        """Show another draft. Not undoable; the draft counts as unmodified after it."""
        self._turned.clear()
        super().load(resolution)

    # --- structural commands -----------------------------------------------------------------

    @marks_kept
    def _run(self, command: Callable[[QTextCursor], bool], refusal: str) -> bool:
        """Run a structural command on the cursor; say why where it cannot be done."""
        cursor = self.textCursor()
        done = command(cursor)
        if done:
            self.setTextCursor(cursor)
            if not cursor.hasSelection():  # Qt would give it to the selected words, notes and all
                self.setCurrentCharFormat(char_format_here(cursor))
            self.ensureCursorVisible()
        else:
            self.refused.emit(refusal)
        return done

    def next_clause(self) -> bool:
        """Make the next clause, as Enter does."""
        self.final_marks.step_over()
        return self._run(self._structure.enter, "This paragraph is still empty.")

    def indent(self) -> bool:
        """Move the clause one level down, with its items."""
        return self._run(
            self._structure.indent,
            "It goes no deeper here: an item stands one level below what is before it.",
        )

    def outdent(self) -> bool:
        """Move the clause one level up, with its items."""
        return self._run(self._structure.outdent, "This stands at the highest level.")

    def toggle_part(self) -> bool:
        """Turn the clause from preambular to operative, or back."""
        return self._run(self._structure.toggle_part, "Only clauses are preambular or operative.")

    def set_kind(self, kind: Kind, level: int = 0) -> bool:
        """Turn the blocks under the cursor or selection to a kind."""
        return self._run(
            lambda cursor: self._structure.set_kind(cursor, kind, level),
            "This paragraph cannot become that here.",
        )

    def make_heading(self, level: int = 1) -> bool:
        """Turn the block into a heading of a level, or one of that level back into a paragraph."""
        current = self.current_clause()
        if current.block.kind is Kind.HEADING and current.block.level == level:
            return self.set_kind(self._structure.clause_kind(current.index))
        return self.set_kind(Kind.HEADING, level)

    def toggle_number(self) -> bool:
        """Take the number from the clause or item, or give it back."""
        return self._run(self._structure.toggle_number, "Only clauses and items have numbers.")

    def move_clause(self, by: int) -> bool:
        """Move the clause or the selected ones up (-1) or down (1), with their items; in a title the part or annex."""
        if self._in_title():
            return self.move_division(by)
        return self._run(
            lambda cursor: self.moves.step(cursor, by), "It cannot be moved further that way."
        )

    @marks_kept
    def move_blocks(self, indexes: Iterable[int], before: int) -> bool:
        """Move clauses or items, with what belongs to them, to stand before a block; they are selected then."""
        groups = self.moves.groups(indexes)
        places = self.moves.places(groups)
        if before not in places:
            self.refused.emit("It cannot stand there.")
            return False
        self.select_blocks(groups[0][0], groups[-1][1])
        cursor = self.textCursor()
        self.moves.carry(cursor, groups, before, places[before])
        self.reveal(cursor, jump=False)
        return True

    def delete_clause(self) -> bool:
        """Delete the clause with its items; a part or annex where the cursor stands in its title."""
        if self._in_title():
            return self.remove_division()
        return self._run(self._structure.delete_group, "The title of the draft stays.")

    def _in_title(self) -> bool:
        """Return whether the cursor stands in the title of a part or annex, and nothing else is selected."""
        cursor = self.textCursor()
        index = cursor.blockNumber()
        if not index or kind_of(cursor.blockFormat()) is not None:
            return False
        return self.document().findBlock(cursor.anchor()).blockNumber() == index

    def renumber(self) -> bool:
        """Drop printed labels that differ from what position gives."""
        return self._structure.renumber()

    @marks_kept
    def add_annex(self) -> None:
        """Add an annex at the end, with an empty paragraph, and put the cursor into its title."""
        self.goto(self.divisions.add_annex())

    @marks_kept
    def add_part(self) -> None:
        """Divide the text into parts A and B, or add a part behind this one, and put the cursor into its title."""
        self.goto(self.divisions.add_part(self.textCursor().blockNumber()))

    @marks_kept
    def remove_division(self) -> bool:
        """Delete the part or annex that the cursor stands in."""
        return self._run(self.divisions.remove, "The cursor stands in no part and no annex.")

    @marks_kept
    def move_division(self, by: int) -> bool:
        """Move the part or annex that the cursor stands in past its neighbour, up (-1) or down (1)."""
        return self._run(
            lambda cursor: self.divisions.move(cursor, by),
            "There is no part or annex that way to move it past.",
        )

    def toggle_italic(self) -> None:
        """Set the selection in italics, or back; without a selection what is typed next."""
        typeface = QTextCharFormat()
        typeface.setFontItalic(not self.fontItalic())
        self.mergeCurrentCharFormat(typeface)

    # --- notes -------------------------------------------------------------------------------

    def insert_note(self, text: Text | None = (), mark: str = "") -> str:
        """Put a new note at the cursor and return its key, empty where none can stand here."""
        note = AnchoredNote(fresh_id(), Note(text, mark))
        if not self._anchor(note):
            return ""
        self.notes.begin(note.key)
        return note.key

    def insert_note_reference(self, index: int) -> bool:
        """Refer at the cursor to a note of the draft once more."""
        self._parsed.parse_pending()
        return self._anchor(self._parsed.keys[index])

    def _anchor(self, note: AnchoredNote) -> bool:
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        if kind_of(cursor.blockFormat()) is Kind.TABLE:
            self.refused.emit("A table is changed in its own window.")
            return False
        with one_step(cursor):
            cursor.insertText(OBJECT, note_format(note))
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(QTextCharFormat())
        return True

    def move_note_mark(self, key: str) -> bool:
        """Move a note's first mark to the cursor."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        done = self.notes.move_mark(key, cursor)
        if done:
            self.setTextCursor(cursor)
            self.setCurrentCharFormat(QTextCharFormat())
        else:
            self.refused.emit("The mark stands here already, or in a table or the heading.")
        return done

    def note_at_cursor(self) -> str | None:
        """Return the key of the note whose mark touches the cursor, or None."""
        cursor = self.textCursor()
        for at, _, anchored in anchors(cursor.block()):
            if at <= cursor.position() <= at + 1:
                return anchored.key
        return None

    def goto_note(self, key: str) -> bool:
        """Put the cursor behind the first mark of a note; return whether it has one in the text."""
        at = self.notes.position(key)
        if at is None:
            return False
        self.goto(self.document().findBlock(at).blockNumber())
        cursor = self.textCursor()
        cursor.setPosition(at + 1)
        self.setTextCursor(cursor)
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a note with a double click on its mark."""
        key = self._note_under(event.position().toPoint())
        if key is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.note_opened.emit(key)

    def _note_under(self, place: QPoint) -> str | None:
        """Return the key of the note whose mark is painted at a place of the view."""
        here = self.cursorForPosition(place)
        for at, _, anchored in anchors(here.block()):
            edges = []
            for position in (at, at + 1):
                here.setPosition(position)
                edges.append(self.cursorRect(here))
            left, right = edges
            if (
                left.left() <= place.x() <= right.left()
                and left.top() <= place.y() <= left.bottom()
            ):
                return anchored.key
        return None

    # --- cross-references --------------------------------------------------------------------

    def insert_reference(self, name: str) -> None:
        """Refer at the cursor to the clause, part or annex that bears a name, in words that follow it."""
        self._parsed.parse_pending()
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        if kind_of(cursor.blockFormat()) is Kind.TABLE:
            self.refused.emit("A table is changed in its own window.")
            return
        apart = cursor.block().text()[: cursor.positionInBlock()][-1:]
        with one_step(cursor):
            if apart.strip() and apart not in "([“‘—":
                cursor.insertText(" ", QTextCharFormat())
            write_text(cursor, self.references.worded(name, cursor.blockNumber()))
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(char_format_here(cursor))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where a cross-reference leads when it is pressed with Ctrl."""
        href = self.anchorAt(event.position().toPoint())
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and leads_within(href) and self.goto_name(href[1:]):
            event.accept()
            return
        super().mousePressEvent(event)

    def goto_name(self, name: str) -> bool:
        """Go to the block that bears a name; return whether there is one."""
        index = self.references.index_of(name)
        if index is not None:
            self.goto(index)
        return index is not None

    # --- notes, continued --------------------------------------------------------------------

    def edit_note(self, index: int, text: Text | None) -> None:
        """Give a note other words, at all its anchors, as a step of its own."""
        self._parsed.parse_pending()
        self.notes.end()
        self.notes.write(self._parsed.keys[index].key, text)
        self.notes.end()

    def note_key(self, index: int) -> str:
        """Return the key of one of the draft's notes."""
        self._parsed.parse_pending()
        return self._parsed.keys[index].key

    def remove_note(self, index: int) -> None:
        """Delete a note with all its anchors in the text."""
        self._parsed.parse_pending()
        self.notes.remove(self._parsed.keys[index].key)

    def finish_marks(self) -> None:
        """Put in the final marks that are shown only: the draft is about to be saved, exported or printed."""
        self.final_marks.finish()

    # --- bringing in clauses -----------------------------------------------------------------

    @marks_kept
    def replace_clause(
        self, text: Text, notes: Sequence[Note] = (), origin: Origin | None = None
    ) -> bool:
        """Put words in place of the current block's, its kind and items kept; references count in `notes`."""
        index = self.textCursor().blockNumber()
        self._parsed.parse_pending()
        block = self._parsed.passages[index].block
        if self._parsed.passages[index].opening or block.kind is Kind.TABLE:
            self.refused.emit("Put the cursor into a clause first.")
            return False
        put = replace(block, text=unlinked(text), origin=origin)
        self.final_marks.bring(block.id)
        language = self._parsed.heading.masthead.language
        self.setTextCursor(self._structure.replace_words(index, put, with_keys(notes), language))
        self.ensureCursorVisible()
        return True

    @marks_kept
    def insert_below(
        self,
        text: Text,
        kind: Kind,
        level: int = 0,
        notes: Sequence[Note] = (),
        origin: Origin | None = None,
        after: int | None = None,
    ) -> None:
        """Put a new clause behind the current one and its items, or a new item behind the current item.

        after: a block that it is put behind in place of the one at the cursor.
        """
        self._parsed.parse_pending()
        index = self.textCursor().blockNumber() if after is None else after
        if kind in (*CLAUSES, Kind.HEADING):
            index = self._structure.clause(index)
        last = self._structure.reach(index)
        block = Block(kind, unlinked(text), level=level, origin=origin)
        language = self._parsed.heading.masthead.language
        self.setTextCursor(self._structure.insert_after(last, [block], with_keys(notes), language))
        self.ensureCursorVisible()

    @marks_kept
    def fill_clause(self, text: Text, kind: Kind) -> None:
        """Put words into the clause at the cursor, which becomes that kind, as one step of undo."""
        self._parsed.parse_pending()
        index = self.textCursor().blockNumber()
        language = self._parsed.heading.masthead.language
        self.final_marks.bring(self._parsed.blocks[index].id)
        with one_step(QTextCursor(self.document())):
            behind = self._structure.replace_words(index, Block(kind, text), (), language)
            if kind is not kind_of(behind.blockFormat()):
                self._structure.set_kind(behind, kind)
        self.setTextCursor(behind)
        self.ensureCursorVisible()

    # --- mending -----------------------------------------------------------------------------

    def put_words(self, index: int, start: int, end: int, words: str, show: bool = True) -> None:
        """Put words in the place of others of a block, as one step; its notes and what is alike stay as they are.

        start, end: characters of the plain words, note marks not counted; show: go there.
        """
        block = self.document().findBlockByNumber(index)
        old = without_marks(block.text())[0][start:end]
        if show:
            self.goto(index, start, end)
        cursor = QTextCursor(block)
        with one_step(cursor):
            for change in changes(old, words, start):
                first, last = (offset(block, at) for at in (change.start, change.end))
                if first == last and change.words in MARKS:  # before the note marks there
                    first = last = after_letter(block, change.start)
                put(cursor, block.position() + first, block.position() + last, change.words)
        if show:
            cursor.setPosition(block.position() + offset(block, start + len(words)))
            self.setTextCursor(cursor)
            self.setCurrentCharFormat(char_format_here(cursor))

    def put_in_note(self, index: int, start: int, end: int, words: str) -> None:
        """Put words in the place of others of a note, as one step."""
        text = self.resolution().notes[index].text or ()
        self.edit_note(index, replaced(text, start, end, words))

    @marks_kept
    def as_one(self, command: Callable[[], object]) -> None:
        """Do several things as one step of undo."""
        with one_step(QTextCursor(self.document())):
            command()

    def put_note_last(self, index: int, at: int) -> None:
        """Put the note marks before a punctuation mark of a block behind it; `at` counts the plain words."""
        block = self.document().findBlockByNumber(index)
        here, first = offset(block, at), after_letter(block, at)
        cursor = QTextCursor(block)
        with one_step(cursor):
            cursor.setPosition(block.position() + here)
            cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
            mark, typeface = cursor.selectedText(), cursor.charFormat()
            cursor.removeSelectedText()
            cursor.setPosition(block.position() + first)
            cursor.insertText(mark, typeface)

    def insert_opening(self, words: str) -> None:
        """Put an organ's opening line at the head of the draft."""
        name = words.rstrip(",:")
        text = join(make(name, Mark.ITALIC), make(words[len(name) :]))
        language = self.heading().language
        block = Block(Kind.FORMULA, text)
        self.setTextCursor(self._structure.insert_after(0, [block], (), language))

    def join_to_above(self) -> bool:
        """Join the paragraph at the cursor to the one above it, a space between their words."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        self.setTextCursor(cursor)
        above = QTextCursor(cursor)
        with one_step(QTextCursor(cursor)):
            above.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            if above.block() != cursor.block() and above.block().text()[-1:].strip():
                above.insertText(" ", char_format_here(above))
            return self._run(self._structure.backspace, "There is nothing to join it to.")

    def number_by_position(self, index: int) -> None:
        """Drop the number or letter that is printed at a block, for the one that follows from its position."""
        self._structure.number_by_position(index)

    # --- clipboard ---------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        """Qt asks what a copy or a drag carries."""
        self._parsed.parse_pending()
        return copied(self.textCursor(), self._parsed)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Qt asks whether a paste or a drop can be taken."""
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt hands over a paste or a drop."""
        self._paste(source)

    def paste_plain(self) -> None:
        """Paste the words on the clipboard without how they look."""
        carried = QGuiApplication.clipboard().mimeData()
        if carried is not None:
            self._paste(carried, bare=True)

    def _paste(self, source: QMimeData, bare: bool = False) -> None:
        what = pasted(source, self._place(), bare=bare)
        if what is None:
            self.refused.emit(why_not(source))
            return
        if what.whole is not None and self._unbegun():
            self._take_whole(what.whole)
            return
        self.paste_blocks(what)
        if what.left:
            self.left_over.emit(what.left)

    def _has_opening(self) -> bool:
        """Return whether the division under the cursor has its opening line, so that another one has no place."""
        division = self.resolution().divisions[self.current_clause().division]
        return any(block.kind is Kind.FORMULA and block.text for block in division.blocks)

    def _place(self) -> PasteTarget:
        """Return what is pasted into: a clause or item, or what a new clause would be here."""
        index, block = self.textCursor().blockNumber(), self.current_clause().block
        if block.kind in (*CLAUSES, Kind.ITEM):
            return PasteTarget(
                block.kind, block.level, block.auto or bool(block.label), self._has_opening()
            )
        kind = self._structure.clause_kind(index)
        return PasteTarget(kind, 0, kind is not Kind.PARAGRAPH, self._has_opening())

    def _unbegun(self) -> bool:
        """Return whether the draft has no words yet but those of its opening line."""
        self._parsed.parse_pending()
        return not any(b.text or b.table for b in self._parsed.blocks if b.kind is not Kind.FORMULA)

    def _take_whole(self, reading: Reading) -> None:
        """Put a pasted resolution in the place of a draft that is not begun, heading and all, as one step of undo."""
        from resolution.recognition.unplaced import with_unread

        resolution = with_unread(reading)
        notes = with_keys(resolution.notes)
        heading = self._heading_of(resolution, notes)
        masthead = filled_in(self._parsed.heading.masthead, heading.masthead)
        cursor = QTextCursor(self.document())
        with one_step(cursor):
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
            self.document().rootFrame().setFrameFormat(
                self._frame(replace(heading, masthead=masthead))
            )
            self._write(resolution.divisions, notes, masthead.language)
        self.moveCursor(QTextCursor.MoveOperation.End)
        if reading.unread:
            self.unplaced.emit(reading.unread)

    @marks_kept
    def paste_blocks(self, what: Pasted) -> None:
        """Insert words at the cursor, or whole blocks behind the current one, as one step."""
        cursor = self.textCursor()
        joined = self._structure.remove(cursor)
        self._parsed.parse_pending()
        known = {anchored.key for anchored in self._parsed.keys}
        what = replace(what, notes=own_where_known(what.notes, known))
        index = cursor.blockNumber()
        table = kind_of(cursor.blockFormat()) is Kind.TABLE
        with one_step(cursor, join=joined):
            if what.inline and not table:
                write_text(cursor, words_alone(what.blocks[0].text), what.notes)
            else:
                cursor = self._paste_whole(cursor, index, what)
        self.setTextCursor(cursor)
        self._follow_references()
        self._process_edit()
        self.ensureCursorVisible()

    def _paste_whole(self, cursor: QTextCursor, index: int, what: Pasted) -> QTextCursor:
        known = {passage.block.id for passage in self._parsed.passages}
        blocks = fresh_where_known(what.blocks, known)
        opening = self._parsed.passages[index].opening is not None
        table = self._parsed.passages[index].block.kind is Kind.TABLE
        empty = not cursor.block().text() and not opening and not table
        before = index > 0 and cursor.atBlockStart() and not opening and not table
        language = self._parsed.heading.masthead.language
        after = index - 1 if before else index
        if blocks[0].kind in (*CLAUSES, Kind.HEADING) and not (before or empty or opening):
            after = self._structure.reach(self._structure.clause(index))
        behind = self._structure.insert_after(after, blocks, what.notes, language)
        if empty:
            gone = QTextCursor(behind.block().next())
            facts = behind.blockFormat()
            gone.deletePreviousChar()
            behind.setBlockFormat(facts)
        return behind

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt hands over a drop: words dragged within the draft are moved as one step, whole blocks as blocks."""
        own = event.source() in (self, self.viewport())
        if not own or event.dropAction() is not Qt.DropAction.MoveAction:
            super().dropEvent(event)
            return
        cursor, target = self.textCursor(), self.cursorForPosition(event.position().toPoint())
        self.dragLeaveEvent(QDragLeaveEvent())  # Qt ends its own part of the drag
        if not cursor.selectionStart() <= target.position() <= cursor.selectionEnd():
            self.move_selection(target, event.mimeData())
        event.setDropAction(
            Qt.DropAction.CopyAction
        )  # so that Qt does not delete the words as well
        event.accept()

    @marks_kept
    def move_selection(self, target: QTextCursor, carried: QMimeData) -> None:
        """Take the selection, which is carried, to another place, as one step."""
        cursor = self.textCursor()
        removed = self._structure.remove(cursor)
        with one_step(QTextCursor(self.document()), join=removed):
            self.setTextCursor(target)
            self.insertFromMimeData(carried)

    @marks_kept
    def cut(self) -> None:
        """Copy the selection and delete it."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            self.copy()
            self._structure.remove(cursor)
            self.setTextCursor(cursor)

    # --- keys --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt hands over a key: structure is ours, letters are Qt's."""
        typed = event.text()
        if len(typed) > 1 and document_words(typed) != typed:  # Qt looks at the first of them alone
            typed = document_words(typed)
            event = QKeyEvent(event.type(), event.key(), event.modifiers(), typed)
        if typed and (self.final_marks.take(typed) or self._take_space(typed)):
            event.accept()
            return
        self.final_marks.touch(self.textCursor())
        if (_is_words(event) and not self._guarded()) or not self._structural_key(event):
            super().keyPressEvent(event)
            if typed == " ":
                self._understand()
            if typed:
                self.typed.emit(typed if typed.isprintable() else "")

    def _take_space(self, typed: str) -> bool:
        """Answer a space typed right behind the one that a completion has put there."""
        if self._space_given < 0:
            return False
        at, self._space_given = self._space_given, -1
        here = self.textCursor().position()
        return typed == " " and here == at and self.document().characterAt(at - 1) == " "

    def undo(self) -> None:
        """Take back the last step."""
        with self.final_marks.resting():
            super().undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        with self.final_marks.resting():
            super().redo()

    def _guarded(self) -> bool:
        """Return whether letters typed here are not simply Qt's: over a selection, or in a table."""
        cursor = self.textCursor()
        return cursor.hasSelection() or kind_of(cursor.blockFormat()) is Kind.TABLE

    def _structural_key(self, event: QKeyEvent) -> bool:
        """Do what a key means for the structure; return whether it meant anything."""
        cursor = self.textCursor()
        key, held = event.key(), event.modifiers()
        plain = not held & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        table = kind_of(cursor.blockFormat()) is Kind.TABLE
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and not (shift and not table):
            self.next_clause()
        elif key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and shift):
            self.outdent()
        elif key == Qt.Key.Key_Tab and plain:
            self.indent()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif key == Qt.Key.Key_Backspace and (
            cursor.hasSelection() or cursor.atBlockStart() or table
        ):
            self._run(self._structure.backspace, "There is nothing to join it to.")
        elif key == Qt.Key.Key_Delete and (cursor.hasSelection() or cursor.atBlockEnd() or table):
            self._run(self._structure.delete, "There is nothing to join to it.")
        elif move := next((move for wanted, move in _LINES if event.matches(wanted)), None):
            self._delete_line(cursor, move)
        elif event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            self._type_over(LINE_BREAK, table)
        elif _is_words(event) and (table or _spans_blocks(cursor)):
            self._type_over(event.text(), table)
        else:
            return False
        event.accept()
        return True

    def _delete_line(self, cursor: QTextCursor, from_: QTextCursor.MoveOperation) -> None:
        """Delete what is selected, else the line or the rest of it; what is around the paragraph stays."""
        if not cursor.hasSelection():
            cursor.movePosition(from_)
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveMode.KeepAnchor
            )
        self._run(
            lambda _: self._structure.remove(cursor), "There is nothing to delete on this line."
        )

    @marks_kept
    def _type_over(self, words: str, table: bool) -> None:
        """Type in place of a selection, as one step; a table takes no words."""
        if table and not self.textCursor().hasSelection():
            self.refused.emit("A table is changed in its own window.")
            return
        cursor = self.textCursor()
        with one_step(cursor):
            self._structure.remove(cursor)
            if kind_of(cursor.blockFormat()) is not Kind.TABLE:
                cursor.insertText(words, QTextCharFormat())
        self.setTextCursor(cursor)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt hands over words from an input method."""
        event = _without_forbidden(event)
        cursor = self.textCursor()
        words = bool(event.commitString() or event.preeditString())
        if words and kind_of(cursor.blockFormat()) is Kind.TABLE and not cursor.hasSelection():
            self.refused.emit("A table is changed in its own window.")
            return
        if words and _spans_blocks(cursor):
            self._structure.remove(cursor)
            self.setTextCursor(cursor)
        self.final_marks.touch(self.textCursor())
        super().inputMethodEvent(event)
        if event.commitString():
            self.typed.emit(event.commitString())

    @marks_kept
    def complete(self, length: int, words: str, kind: Kind | None = None) -> None:
        """Put words in place of what is typed before the cursor, as one step of undo.

        length: characters that are replaced; kind: these are a lead, a space follows, and the clause becomes that kind.
        """
        cursor = self.textCursor()
        at = cursor.position()
        with one_step(cursor):
            cursor.setPosition(at - length)
            cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
            after = self.document().characterAt(at)
            space = " " if kind and after != " " else ""
            cursor.insertText(document_words(words) + space, QTextCharFormat())
            self._space_given = cursor.position() if space else -1
            if kind and kind is not kind_of(cursor.blockFormat()):
                self._structure.set_kind(cursor, kind)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _understand(self) -> None:
        """Take a label typed by hand, or an operative verb, for what it means; a step of undo of its own."""
        cursor = self.textCursor()
        index, at = cursor.blockNumber(), cursor.positionInBlock()
        words = cursor.block().text()
        if at > 24 and at != len(words):
            return
        self._parsed.parse_pending()
        block = self._parsed.blocks[index]
        if (
            self._parsed.passages[index].opening
            or block.kind is Kind.TABLE
            or block.id in self._turned
        ):
            return
        self._take_label(cursor, words[:at], block) or self._take_verb(cursor, words, block)

    @marks_kept
    def _take_label(self, cursor: QTextCursor, typed: str, block: Block) -> bool:
        wanted = typed_label(typed, block, self._beside(cursor, -1), self._in_annex())
        if wanted is None:
            return False
        self._turned.add(block.id)
        with one_step(cursor):
            cursor.movePosition(
                QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            cursor.removeSelectedText()
            self._structure.set_kind(cursor, *wanted)
        self.setTextCursor(cursor)
        return True

    @marks_kept
    def _take_verb(self, cursor: QTextCursor, words: str, block: Block) -> bool:
        if cursor.positionInBlock() != len(words) or not turns_operative(
            words, block, self._beside(cursor, 1), self.heading().language
        ):
            return False
        self._turned.add(block.id)
        return self._structure.set_kind(cursor, Kind.OPERATIVE)

    def _beside(self, cursor: QTextCursor, by: int) -> Block | None:
        """Return the block before or after the cursor's in its division."""
        index = cursor.blockNumber() + by
        if not 0 <= index < len(self._parsed.blocks) or self._parsed.passages[index].opening:
            return None
        return self._parsed.blocks[index]

    def _in_annex(self) -> bool:
        return (
            self.resolution().divisions[self.current_clause().division].kind is DivisionKind.ANNEX
        )

    # --- the menu ----------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt asks for the menu at a place: Qt's own would cut across blocks."""
        menu = QMenu(self)
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        place = self.cursorRect().center() if by_key else event.pos()
        for offer in self.offerers:
            offer(menu, place)
        note = self._note_under(place)
        if note is not None:
            menu.addAction("&Edit the note", lambda: self.note_opened.emit(note))
            menu.addSeparator()
        chosen = self.textCursor().hasSelection()
        keys = QKeySequence.StandardKey
        for words, slot, key, possible in (
            ("&Undo", self.undo, keys.Undo, self.document().isUndoAvailable()),
            ("&Redo", self.redo, keys.Redo, self.document().isRedoAvailable()),
            ("", None, None, False),
            ("Cu&t", self.cut, keys.Cut, chosen),
            ("&Copy", self.copy, keys.Copy, chosen),
            ("&Paste", self.paste, keys.Paste, self.canPaste()),
            ("Paste wit&hout formatting", self.paste_plain, "Ctrl+Shift+V", self.canPaste()),
            ("", None, None, False),
            ("Select &All", self.selectAll, keys.SelectAll, True),
        ):
            if slot is None or key is None:
                menu.addSeparator()
                continue
            action = menu.addAction(words)
            action.triggered.connect(slot)
            action.setShortcut(QKeySequence(key))
            action.setEnabled(possible)
        menu.exec(self.viewport().mapToGlobal(place) if by_key else event.globalPos())
        menu.deleteLater()


def filled_in(masthead: Masthead, other: Masthead) -> Masthead:
    """Return a masthead with what another one says put over it."""
    blank = Masthead()
    given = {each.name: getattr(other, each.name) for each in fields(Masthead)}
    return replace(masthead, **{k: v for k, v in given.items() if v != getattr(blank, k)})


def char_format_here(cursor: QTextCursor) -> QTextCharFormat:
    """Return what is typed next at a cursor: the typeface before it, never a note's."""
    typeface = QTextCharFormat() if cursor.atBlockStart() else cursor.charFormat()
    if typeface.objectType() == NOTE_OBJECT or typeface.property(Property.NOTE):
        return QTextCharFormat()
    return without_link(typeface) if typeface.isAnchor() and not within_link(cursor) else typeface


def _without_forbidden(event: QInputMethodEvent) -> QInputMethodEvent:
    """Return what an input method brings without characters that no file can hold: Qt takes any."""
    words = document_words(event.commitString())
    if words == event.commitString():
        return event
    cleaned = QInputMethodEvent(document_words(event.preeditString()), event.attributes())
    cleaned.setCommitString(words, event.replacementStart(), event.replacementLength())
    return cleaned


COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _is_words(event: QKeyEvent) -> bool:
    words = event.text()
    if not words or unicodedata.category(words[0]) == "Cc":
        return False
    held = event.modifiers()
    if held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        return True  # nearly always; reckoning with flags takes longer than all else here
    return held & COMMANDING != Qt.KeyboardModifier.ControlModifier


def _spans_blocks(cursor: QTextCursor) -> bool:
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart()).blockNumber()
    return first != document.findBlock(cursor.selectionEnd()).blockNumber()
