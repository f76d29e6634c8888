"""Random walks through the editor: the table of what one can do there, and what must be true after every step.

A new command of the editor belongs into `COMMANDS`: a line is all it takes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from desktop.editor import DraftEditor
from desktop.editor.document.parsed_document import ParsedDocument
from desktop.editor.document.pattern import SearchOptions
from resolution.formats.plain.reader import read
from resolution.labels import numbered
from resolution.model import Block, Division, DivisionKind, Kind, Note, Origin, Resolution
from resolution.text import NoteRef, Run, make
from tests.desktop.editor.conftest import FULL

Key = Qt.Key
Step = tuple[str, int]
"""A command by its name, and the number from which all its choices follow."""

REDO_ADDS_UP = r"^QTextCursor::setPosition: Position '\d+' out of range"
"""Qt's own redo adds up the lengths of what was formatted several times at one place, for where the cursor goes."""

WORDS = (
    "Invites all", "Recalling its resolution ", "1. ", "(a) ", "(i) ", "and ", "of 4 December 2000", ";", ",", ".",
    "z", "Nations", "Décide ", "  ", "𝔘nited", "\N{NO-BREAK SPACE}",
)  # fmt: skip

PLAIN = (
    "Welcomes",
    "one line\n",
    "Recalling its resolution 55/63,\nNoting the report,\n",
    "1. Requests a report;\n2. Decides to remain seized of the matter.\n",
    "1. Invites all:\n(a) To read;\n(b) To write:\n(i) Letters;\n(ii) Books;\n(c) To count.\n",
    "The General Assembly,\n\nRecalling its resolution 55/63,¹\n\n1. Requests a report.\n\n________\n¹ A/55/1.\n",
    "Annex\n\nRules\n\n1. First rule.\n2. Second rule.\n",
    "A heading\n\nsome words\nand others\n",
    "\n\n",
    "   ",
)

PAGES = (
    "<p>one <i>word</i></p>",
    "<i>Noting</i>",
    "<p><i>Recalling</i> its resolution 55/63,</p><p><i>Noting</i> the report,</p>",
    "<ol><li>Requests a report;</li><li>Invites all:<ol type='a'><li>To read;</li><li>To write.</li></ol></li></ol>",
    "<h1>A heading</h1><p>Words<br>and others</p><table><tr><td>a</td><td>b</td></tr></table>",
    "<ul><li>One</li><li>Two<ul><li>Three</li></ul></li></ul>",
    "<p></p>",
    "",
)


@dataclass
class Walker:
    """Somebody at an editor, whose every choice comes from dice."""

    editor: DraftEditor
    dice: random.Random = field(default_factory=lambda: random.Random(0))

    # --- where --------------------------------------------------------------------------------

    def go(self) -> None:
        """Put the cursor anywhere."""
        document = self.editor.document()
        block = document.findBlockByNumber(self.dice.randrange(document.blockCount()))
        where = self.dice.choice((0, block.length() - 1, self.dice.randrange(block.length())))
        self._select(block.position() + where, block.position() + where)

    def select(self) -> None:
        """Select some words, or several blocks, forwards or backwards."""
        last = self.editor.document().characterCount() - 1
        start = self.editor.textCursor().position()
        reach = self.dice.choice((1, 5, 40, 300))
        end = max(0, min(last, start + self.dice.randint(-reach, reach)))
        self._select(start, end)

    def select_clauses(self) -> None:
        """Select one block or several from first letter to last, with the end or without."""
        document = self.editor.document()
        first = self.dice.randrange(document.blockCount())
        last = min(document.blockCount() - 1, first + self.dice.choice((0, 0, 1, 2, 5)))
        end = document.findBlockByNumber(last)
        stop = end.position() + end.length() - self.dice.choice((1, 1, 0))
        self._select(
            document.findBlockByNumber(first).position(), min(stop, document.characterCount() - 1)
        )

    def _select(self, start: int, end: int) -> None:
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)

    # --- with what ----------------------------------------------------------------------------

    def key(
        self, key: Key, words: str = "", held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key, as Qt hands it to the editor."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.editor, QKeyEvent(kind, key, held, words))

    def type(self, words: str) -> None:
        """Type letters one by one."""
        for letter in words:
            self.key(Key.Key_unknown, letter)

    def paste(self, data: QMimeData) -> None:
        """Paste from the clipboard."""
        QGuiApplication.clipboard().setMimeData(data)
        self.editor.paste()

    def paste_plain(self) -> None:
        data = QMimeData()
        data.setText(self.dice.choice(PLAIN))
        self.paste(data)

    def paste_page(self) -> None:
        data = QMimeData()
        data.setHtml(self.dice.choice(PAGES))
        self.paste(data)

    # --- notes --------------------------------------------------------------------------------

    def note(self) -> int | None:
        """Return a note of the draft, None where it has none."""
        count = len(self.editor.resolution().notes)
        return self.dice.randrange(count) if count else None

    def with_note(self, do: Callable[[int], object]) -> None:
        note = self.note()
        if note is not None:
            do(note)

    def move_mark(self) -> None:
        notes = self.editor.notes.listed()
        if notes:
            self.editor.move_note_mark(self.dice.choice(notes).key)

    # --- references ---------------------------------------------------------------------------

    def refer(self) -> None:
        """Refer to anything that has a number."""
        offered = self.editor.references.offered(self.editor.current_clause().index)
        if offered:
            self.editor.insert_reference(self.dice.choice(offered)[0])

    def set_title(self) -> None:
        note = self.note()
        anchor = () if note is None else (NoteRef(note),)
        self.editor.set_title((Run("Another title"), *anchor))

    def set_heading(self) -> None:
        masthead = self.editor.heading()
        self.editor.set_heading(replace(masthead, symbol=f"A/{self.dice.randrange(9)}/L.1"))

    def set_kind(self) -> None:
        self.editor.set_kind(self.dice.choice(list(Kind)), self.dice.randrange(5))

    def replace_clause(self) -> None:
        words = (*make("Urges all"), NoteRef(0))
        self.editor.replace_clause(words, (Note(make("Brought.")),), Origin("A/RES/1/1", "OP1"))

    def insert_below(self) -> None:
        kind = self.dice.choice((Kind.OPERATIVE, Kind.PREAMBULAR, Kind.PARAGRAPH))
        self.editor.insert_below(make("Urges all"), kind)

    def drag(self) -> None:
        """Drag the selection anywhere, as a drop within the text moves it."""
        cursor, target = self.editor.textCursor(), QTextCursor(self.editor.document())
        target.setPosition(self.dice.randrange(self.editor.document().characterCount()))
        outside = not cursor.selectionStart() <= target.position() <= cursor.selectionEnd()
        if cursor.hasSelection() and outside:
            self.editor.move_selection(target, self.editor.createMimeDataFromSelection())

    def compose(self) -> None:
        """Compose a word as an input method does: shown while it is composed, then committed."""
        for shown, committed in (("Ri", ""), ("", "Rio")):
            event = QInputMethodEvent(shown, [])
            event.setCommitString(committed)
            QApplication.sendEvent(self.editor, event)

    # --- moving, referring, finding -----------------------------------------------------------

    def move_blocks(self) -> None:
        """Carry clauses to any place where they may stand, as a drag of the outline does."""
        count = self.editor.block_count
        chosen = sorted({self.dice.randrange(count) for _ in range(self.dice.choice((1, 1, 2, 3)))})
        places = sorted(self.editor.moves.places(self.editor.moves.groups(chosen)))
        if places:
            self.editor.move_blocks(chosen, self.dice.choice(places))

    def replace_all(self) -> None:
        """Replace some words wherever they stand, in notes too."""
        word, other = self.dice.choice(
            (("all", "every State"), ("o", ""), ("ote", "OTE"), (",", ";"))
        )
        self.editor.search.look_for(SearchOptions(word))
        self.editor.search.replace(self.editor.search.hits, other)
        self.editor.search.forget()

    def write_note(self) -> None:
        """Write in a note's field, letter by letter, as one step."""
        count = len(self.editor._parsed.keys)
        if count:
            key = self.editor._parsed.keys[self.dice.randrange(count)].key
            self.editor.notes.end()
            for words in ("S", "Se", "See A/1."):
                self.editor.notes.write(key, make(words))
            self.editor.notes.end()

    def drop(self) -> None:
        """Drop a copy of the selection anywhere."""
        data = self.editor.createMimeDataFromSelection()
        self.go()
        self.editor.insertFromMimeData(data)


@dataclass(frozen=True)
class Command:
    """One thing one does: `often` beside the others; `step`: it is one step of undo, or none."""

    do: Callable[[Walker], object]
    often: int = 1
    step: bool = True


CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

COMMANDS: dict[str, Command] = {
    "go": Command(Walker.go, 6),
    "select": Command(Walker.select, 3),
    "select clauses": Command(Walker.select_clauses, 3),
    "type": Command(lambda w: w.type(w.dice.choice(WORDS)), 6, step=False),
    "Enter": Command(lambda w: w.key(Key.Key_Return, "\r"), 5),
    "Shift+Enter": Command(lambda w: w.key(Key.Key_Return, "\r", SHIFT)),
    "Tab": Command(lambda w: w.key(Key.Key_Tab, "\t"), 3),
    "Shift+Tab": Command(lambda w: w.key(Key.Key_Backtab, "", SHIFT), 2),
    "Backspace": Command(lambda w: w.key(Key.Key_Backspace, "\b"), 4, step=False),
    "Delete": Command(lambda w: w.key(Key.Key_Delete, "\x7f"), 3, step=False),
    "delete word": Command(lambda w: w.key(Key.Key_Backspace, "\x7f", CONTROL), step=False),
    "delete word on": Command(lambda w: w.key(Key.Key_Delete, "", CONTROL), step=False),
    "delete line": Command(lambda w: w.key(Key.Key_K, "", CONTROL), step=False),
    "compose": Command(Walker.compose, step=False),
    "cut": Command(lambda w: w.editor.cut(), 2),
    "copy": Command(lambda w: w.editor.copy()),
    "paste": Command(lambda w: w.editor.paste(), 3),
    "paste plain": Command(Walker.paste_plain, 2),
    "paste page": Command(Walker.paste_page, 2),
    "drop a copy": Command(Walker.drop),
    "drag": Command(Walker.drag, 2),
    "paste without formatting": Command(lambda w: w.editor.paste_plain()),
    "move blocks": Command(Walker.move_blocks, 2),
    "replace all": Command(Walker.replace_all),
    "write note": Command(Walker.write_note),
    "final marks": Command(lambda w: w.editor.finish_marks()),
    "complete": Command(lambda w: w.editor.complete(0, "Urges", Kind.OPERATIVE)),
    "undo": Command(lambda w: w.editor.undo(), 3, step=False),
    "redo": Command(lambda w: w.editor.redo(), 2, step=False),
    "next clause": Command(lambda w: w.editor.next_clause()),
    "toggle part": Command(lambda w: w.editor.toggle_part(), 2),
    "set kind": Command(Walker.set_kind, 2),
    "heading": Command(lambda w: w.editor.make_heading(w.dice.randint(1, 2))),
    "toggle number": Command(lambda w: w.editor.toggle_number()),
    "renumber": Command(lambda w: w.editor.renumber()),
    "move up": Command(lambda w: w.editor.move_clause(-1), 2),
    "move down": Command(lambda w: w.editor.move_clause(1), 2),
    "delete clause": Command(lambda w: w.editor.delete_clause()),
    "annex": Command(lambda w: w.editor.add_annex()),
    "part": Command(lambda w: w.editor.add_part()),
    "remove division": Command(lambda w: w.editor.remove_division()),
    "move division": Command(lambda w: w.editor.move_division(w.dice.choice((-1, 1)))),
    "italic": Command(lambda w: w.editor.toggle_italic()),
    "insert note": Command(lambda w: w.editor.insert_note(make(f"Note {w.dice.randrange(99)}.")), 2),
    "insert own note": Command(lambda w: w.editor.insert_note(make("Note."), "*")),
    "refer again": Command(lambda w: w.with_note(w.editor.insert_note_reference)),
    "edit note": Command(lambda w: w.with_note(lambda n: w.editor.edit_note(n, make("Edited.")))),
    "remove note": Command(lambda w: w.with_note(w.editor.remove_note)),
    "move mark": Command(Walker.move_mark),
    "refer": Command(Walker.refer, 3),
    "bind": Command(lambda w: w.editor.references.bind_typed()),
    "title": Command(Walker.set_title),
    "masthead": Command(Walker.set_heading),
    "replace clause": Command(Walker.replace_clause),
    "insert below": Command(Walker.insert_below),
}  # fmt: skip

SEED = Path(__file__).resolve().parents[2] / "seeds" / "2_A_C.3_74_L.11.txt"
OPENING = Block(Kind.FORMULA, make("The General Assembly,"))
STARTS = {
    "nothing": Resolution(),
    "begun": Resolution(divisions=(Division(blocks=(OPENING,)),)),
    "full": FULL,
    "draft": read(SEED).resolution,
}
"""Drafts that walks start from."""

DRAWN = [name for name, command in COMMANDS.items() for _ in range(command.often)]
"""The names, each as often as it is drawn."""


def steps(most: int) -> st.SearchStrategy[list[Step]]:
    """Return walks of up to so many steps, for hypothesis to think of and to shorten."""
    step = st.tuples(st.sampled_from(DRAWN), st.integers(0, 2**16))
    return st.lists(step, min_size=1, max_size=most)


def long_walk(seed: int, count: int) -> list[Step]:
    """Return a walk of so many steps."""
    dice = random.Random(seed)
    return [(dice.choice(DRAWN), dice.randrange(2**16)) for _ in range(count)]


def take(editor: DraftEditor, steps: Iterable[Step], fresh: DraftEditor | None = None) -> None:
    """Take steps; after each all must be sound. fresh: another editor, into which the draft is loaded to compare."""
    for step in steps:
        before = editor.resolution()
        _take(editor, step, before)
        assert_sound(editor, fresh)


def _take(editor: DraftEditor, step: Step, before: Resolution) -> None:
    name, seed = step
    command = COMMANDS[name]
    steps = editor.document().availableUndoSteps()
    command.do(Walker(editor, random.Random(seed)))
    if command.step and editor.document().availableUndoSteps() != steps:
        after = editor.resolution()
        editor.undo()
        assert_same(editor.resolution(), before)
        editor.redo()
        assert_same(editor.resolution(), after)


def named(resolution: Resolution) -> list[tuple[str, Block]]:
    """Return every block with its name."""
    return [(block.id, block) for block in resolution.blocks()]


def assert_same(one: Resolution, other: Resolution) -> None:
    """The drafts are the same, names and all."""
    assert named(one) == named(other)
    assert one == other


def assert_sound(editor: DraftEditor, fresh: DraftEditor | None = None) -> None:
    """Nothing is broken: names, labels, notes, openings, and what the editor knows is what the document says."""
    resolution = editor.resolution()
    names = [block.id for block in resolution.blocks()]
    assert all(names) and len(set(names)) == len(names)
    kinds = [division.kind for division in resolution.divisions]
    assert kinds[0] is DivisionKind.MAIN and DivisionKind.MAIN not in kinds[1:]
    for division in resolution.divisions:
        assert numbered(division.blocks) == division.blocks
        assert all(
            b.label for b in division.blocks if b.auto and b.kind in (Kind.ITEM, Kind.OPERATIVE)
        )
    _assert_notes_in_order(editor, resolution)
    _assert_read_anew(editor)
    assert len(editor.places()) == editor.block_count
    if fresh is not None:
        fresh.load(resolution)
        assert_same(fresh.resolution(), resolution)


def _assert_notes_in_order(editor: DraftEditor, resolution: Resolution) -> None:
    parsed = editor._parsed
    shown = [parsed.marks[anchored.key] for anchored in parsed.keys]
    marks = resolution.note_marks()
    assert [marks[index] for index in range(len(resolution.notes))] == shown
    numbers = [int(mark) for index, mark in marks.items() if not resolution.notes[index].mark]
    assert numbers == list(range(1, len(numbers) + 1))


def _assert_read_anew(editor: DraftEditor) -> None:
    """What was read step by step is what a reader would read who sees the document for the first time."""
    known, anew = editor._parsed, ParsedDocument(editor.document())
    try:
        assert anew.resolution() == known.resolution()
        assert named(anew.resolution()) == named(known.resolution())
        assert anew.passages == known.passages
        assert (anew.openings, anew.marks, anew.keys) == (known.openings, known.marks, known.keys)
    finally:
        editor.document().contentsChange.disconnect(anew._forget)
        anew.setParent(None)


def walk(
    editor: DraftEditor, start: Resolution, steps: Sequence[Step], fresh: DraftEditor | None = None
) -> None:
    """Take steps from a draft; in the end undo leads back to the start, and redo to the end."""
    editor.load(start)
    begun = editor.resolution()
    take(editor, steps, fresh)
    while editor.document().isRedoAvailable():
        editor.redo()
    end = editor.resolution()
    while editor.document().isUndoAvailable():
        editor.undo()
        assert_sound(editor)
    assert_same(editor.resolution(), begun)
    while editor.document().isRedoAvailable():
        editor.redo()
    assert_same(editor.resolution(), end)
    assert_sound(editor, fresh)
