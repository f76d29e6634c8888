"""Find and replace: between the bar, in which one types, and the draft, in which it is found."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor

from desktop.base.settings import Settings
from desktop.editor import DraftEditor
from desktop.editor.document.pattern import PatternError, SearchOptions
from desktop.editor.document.search import Hit
from desktop.finding.bar import FindBar
from resolution.text import folded

TYPED_MS = 80
"""How long typing in the bar must rest before it is searched."""
SETTLE_MS = 200
"""How long typing in the text must rest before the count follows."""
AROUND = 40
"""How many letters are shown on either side of what is found in a note or table."""

FOUND, REPLACED = "found", "replaced"
"""The lists of words that are kept from one day to the next."""


class FindController(QObject):
    """Keeps the bar and the search in step. Going on from the end begins again at the start, and says so."""

    message = Signal(str)
    """A sentence for the foot of the window."""
    precedents_wanted = Signal(str)
    """Words to be found in the precedents; empty where they are to be asked for."""

    def __init__(
        self, editor: DraftEditor, bar: FindBar, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._bar = bar
        self._settings = settings
        self._search = editor.search
        self._origin = 0
        self._stands: QTextCursor | None = None
        self._typed = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._typed.timeout.connect(self._look)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._follow)
        bar.edited.connect(self._typed.start)
        bar.next_wanted.connect(self.find_next)
        bar.previous_wanted.connect(self.find_previous)
        bar.replace_wanted.connect(self.replace)
        bar.replace_all_wanted.connect(self.replace_all)
        bar.precedents_wanted.connect(self.find_in_precedents)
        bar.closed.connect(self.close)
        bar.offer(settings.listed(FOUND), settings.listed(REPLACED))
        editor.draft_changed.connect(self._changed)
        editor.cursorPositionChanged.connect(self._left)

    # --- the bar -----------------------------------------------------------------------------

    def find(self) -> None:
        """Open the bar, with the selected words in it."""
        self._open(replace=False)

    def find_and_replace(self) -> None:
        """Open the bar with its line for replacing."""
        self._open(replace=True)

    def _open(self, replace: bool) -> None:
        if not self._bar.isVisible():
            self._editor.leaving.emit()
        self._origin = self._editor.textCursor().selectionStart()
        self._search.marked = True
        self._bar.ask(self._selected(), replace)
        self._look()

    def _selected(self) -> str:
        """Return the selected words, none where they stand in several paragraphs."""
        cursor = self._editor.textCursor()
        words = cursor.selectedText()
        return "" if "\u2029" in words else words.replace("\ufffc", "").replace("\u2028", " ")

    def close(self) -> None:
        """Close the bar; the keyboard goes back to the text, where what was found stays selected."""
        self._flush()
        self._keep()
        self._bar.hide()
        self._search.marked = False
        self._editor.viewport().update()
        self._editor.setFocus()

    def dismiss(self) -> None:
        """Close the bar where it is open."""
        if self.open:
            self.close()

    @property
    def open(self) -> bool:
        """Return whether the bar is in sight."""
        return self._bar.isVisible()

    @property
    def holds_keyboard(self) -> bool:
        """Return whether the keyboard is in the bar."""
        return self._bar.holds_keyboard

    # --- looking -----------------------------------------------------------------------------

    def _look(self) -> None:
        """Look for what the bar says, and show the first from where the search began."""
        self._typed.stop()
        wanted = self._bar.wanted()
        if wanted == self._search.wanted:
            self._follow()
        elif not self._look_for(wanted):
            return
        if self._search.hits:
            first = self._from(self._origin)
            self._show(self._search.hits[first % len(self._search.hits)], jump=False)
        else:
            self._show_count()
        if wanted.words:
            self.message.emit(self._counted())

    def _look_for(self, wanted: SearchOptions) -> bool:
        """Look for something else; say why where that cannot be."""
        try:
            self._search.look_for(wanted)
        except PatternError as problem:
            self._refuse(problem)
            return False
        self._bar.tell("")
        return True

    def _refuse(self, problem: PatternError) -> None:
        self._bar.show_count("", found=False)
        self._bar.tell(str(problem))
        self._editor.viewport().update()

    def _from(self, position: int) -> int:
        block = self._editor.document().findBlock(position)
        return self._search.after(block.blockNumber(), position - block.position())

    def _changed(self) -> None:
        if self._bar.isVisible():
            self._settle.start()

    def _follow(self) -> None:
        """Search again what has changed in the text."""
        self._settle.stop()
        try:
            self._search.refresh()
        except PatternError as problem:
            self._refuse(problem)
            return
        if self._search.current not in self._search.hits:
            self._search.current = None
        self._show_count()

    def _flush(self) -> None:
        """Look now for what is about to be looked for."""
        if self._typed.isActive():
            self._look()
        elif self._settle.isActive() or not self._bar.isVisible():
            self._follow()

    def _left(self) -> None:
        """Forget which one it was when the cursor is taken elsewhere."""
        if self._search.current and self._editor.textCursor() != self._stands:
            self._search.current = None
            if self._bar.isVisible():
                self._show_count()

    # --- going through -----------------------------------------------------------------------

    def find_next(self) -> None:
        """Go to the next one."""
        self._go(1)

    def find_previous(self) -> None:
        """Go to the one before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        if not self._bar.isVisible() and not self._search.wanted.words:
            self.find()
            return
        self._flush()
        hits = self._search.hits
        if not hits:
            self.message.emit(self._bar.status_label.text() or "It is not found in this draft.")
            return
        at = self._next(by)
        wrapped = not 0 <= at < len(hits)
        self._keep()
        self._show(hits[at % len(hits)])
        if wrapped:
            end, start = ("end", "start") if by > 0 else ("start", "end")
            sentence = f"The {end} was reached; the search went on from the {start}."
            self._bar.tell(" ".join([sentence, self._bar.status_label.text()]).strip())
            self.message.emit(sentence)
        else:
            self.message.emit(self._counted())

    def _next(self, by: int) -> int:
        """Return which hit comes next, beyond both ends where none does."""
        current = self._search.current
        if current is not None and current in self._search.hits:
            return self._search.hits.index(current) + by
        cursor = self._editor.textCursor()
        if by > 0:
            return self._from(cursor.selectionEnd())
        block = self._editor.document().findBlock(cursor.selectionStart())
        return self._search.before(block.blockNumber(), cursor.selectionStart() - block.position())

    def _show(self, hit: Hit, jump: bool = True) -> None:
        self._search.current = hit
        self._stands = self._search.selection(hit)
        self._editor.reveal(self._stands, jump)
        self._editor.viewport().update()
        self._show_count()

    def _show_count(self) -> None:
        hits = self._search.hits
        self._bar.show_count(self._counted(), bool(hits))
        current = self._search.current
        self._bar.tell("" if current is None or current.in_text else self._where(current))
        self._editor.viewport().update()

    def _counted(self) -> str:
        """Return "3 of 17", "17" where none of them is shown, "None" where there is none."""
        hits = self._search.hits
        if not self._search.wanted.words:
            return ""
        if not hits:
            return "None found"
        if self._search.current in hits:
            return f"{hits.index(self._search.current) + 1} of {len(hits)}"
        return f"{len(hits)} found"

    def _where(self, hit: Hit) -> str:
        """Return where a hit stands that the text itself does not show, and the words around it."""
        low, high = max(0, hit.place.start - AROUND), hit.place.end + AROUND
        around = folded(hit.words[low:high])
        before, after = "…" if low else "", "…" if high < len(hit.words) else ""
        if hit.note:
            place = f"In note {self._search.note_mark(hit)}"
        else:
            assert hit.cell is not None
            place = f"In the table, row {hit.cell[0] + 1}, column {hit.cell[1] + 1}"
        return f"{place}: {before}{around}{after}"

    # --- replacing ---------------------------------------------------------------------------

    def replace(self) -> None:
        """Replace the one that is shown, and go to the next."""
        self._flush()
        current = self._search.current
        if current is None or current not in self._search.hits:
            self.find_next()
            return
        if current.cell is not None:
            self.find_next()
            self.message.emit("Words in a table are changed in the table itself.")
            return
        if self._replace([current]) is None:
            return
        self._search.current = None
        self._follow()
        self._keep()
        if self._search.hits:
            self._go(1)
        else:
            self.message.emit("That was the last one.")

    def replace_all(self) -> None:
        """Replace all of them, as one step of undo."""
        self._flush()
        hits = list(self._search.hits)
        done = self._replace(hits)
        if done is None:
            return
        self._search.current = None
        self._keep()
        self._follow()
        left = len(hits) - done
        times = "once" if done == 1 else f"{done} times"
        sentence = f"Replaced {times}." if done else "Nothing was replaced."
        if left:
            sentence += f" {left} in tables {'was' if left == 1 else 'were'} left as they are."
        self._bar.tell(sentence)
        self.message.emit(sentence)

    def _replace(self, hits: list[Hit]) -> int | None:
        """Replace these; return of how many, None where the replacement makes no sense."""
        try:
            return self._search.replace(hits, self._bar.template.currentText())
        except PatternError as problem:
            self._bar.tell(str(problem))
            self.message.emit(str(problem))
            return None

    # --- precedents, history -----------------------------------------------------------------

    def find_in_precedents(self) -> None:
        """Find the selected words in the precedents, or those in the bar; without any, they are asked for there."""
        words = "" if self._bar.holds_keyboard else folded(self._selected())
        words = words or folded(self._bar.words.currentText())
        if words:
            self._keep()
        self.precedents_wanted.emit(words)

    def _keep(self) -> None:
        """Remember what was looked for and what was put for it."""
        for name, words in (
            (FOUND, self._bar.words.currentText()),
            (REPLACED, self._bar.template.currentText()),
        ):
            kept = self._settings.listed(name)
            if words and kept[:1] != [words]:
                self._settings.keep_list(name, [words, *(w for w in kept if w != words)])
        self._bar.offer(self._settings.listed(FOUND), self._settings.listed(REPLACED))

    def stop(self) -> None:
        """End what is about to be done."""
        self._typed.stop()
        self._settle.stop()
