"""Find and replace: connect the find bar with the search in the draft."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor

from desktop.base.settings import Settings
from desktop.editor import DraftEditor
from desktop.editor.document.pattern import PatternError, SearchOptions
from desktop.editor.document.search import Hit
from desktop.finding.bar import FindBar
from resolution.text import folded

SEARCH_DELAY_MS = 80
"""The pause in typing in the bar after which the search runs, in milliseconds."""
REFRESH_DELAY_MS = 200
"""The pause in typing in the text after which the search runs again, in milliseconds."""
AROUND = 40
"""The number of characters shown on either side of a match in a note or table."""

FOUND, REPLACED = "found", "replaced"
"""The names of the saved lists: search words and replacements."""


class FindController(QObject):
    """Keeps the bar and the search in sync. The search wraps around at the end, with a message."""

    message = Signal(str)
    """A sentence for the status bar."""
    precedents_wanted = Signal(str)
    """Words to find in the precedents; empty to only open their search."""

    def __init__(
        self, editor: DraftEditor, bar: FindBar, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._bar = bar
        self._settings = settings
        self._search = editor.search
        self._origin = 0
        self._selection: QTextCursor | None = None
        self._search_timer = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)
        self._search_timer.timeout.connect(self._find)
        self._refresh_timer = QTimer(self, singleShot=True, interval=REFRESH_DELAY_MS)
        self._refresh_timer.timeout.connect(self._refresh)
        bar.edited.connect(self._search_timer.start)
        bar.next_wanted.connect(self.find_next)
        bar.previous_wanted.connect(self.find_previous)
        bar.replace_wanted.connect(self.replace)
        bar.replace_all_wanted.connect(self.replace_all)
        bar.precedents_wanted.connect(self.find_in_precedents)
        bar.closed.connect(self.close)
        bar.offer(settings.saved_list(FOUND), settings.saved_list(REPLACED))
        editor.draft_changed.connect(self._changed)
        editor.cursorPositionChanged.connect(self._forget_current)

    # The bar

    def find(self) -> None:
        """Open the bar with the selected words."""
        self._open(replace=False)

    def find_and_replace(self) -> None:
        """Open the bar with its replacement field."""
        self._open(replace=True)

    def _open(self, replace: bool) -> None:
        if not self._bar.isVisible():
            self._editor.leaving.emit()
        self._origin = self._editor.textCursor().selectionStart()
        self._search.marked = True
        self._bar.ask(self._selected(), replace)
        self._find()

    def _selected(self) -> str:
        """Return the selected words, empty if the selection spans several paragraphs."""
        cursor = self._editor.textCursor()
        words = cursor.selectedText()
        return "" if "\u2029" in words else words.replace("\ufffc", "").replace("\u2028", " ")

    def close(self) -> None:
        """Close the bar and focus the text, where the match stays selected."""
        self._flush()
        self._save_history()
        self._bar.hide()
        self._search.marked = False
        self._editor.viewport().update()
        self._editor.setFocus()

    def dismiss(self) -> None:
        """Close the bar if it is open."""
        if self.open:
            self.close()

    @property
    def open(self) -> bool:
        """Return whether the bar is visible."""
        return self._bar.isVisible()

    @property
    def holds_keyboard(self) -> bool:
        """Return whether the bar has the focus."""
        return self._bar.holds_keyboard

    # Searching

    def _find(self) -> None:
        """Search for the words in the bar, and show the first match from where the search began."""
        self._search_timer.stop()
        options = self._bar.options()
        if options == self._search.wanted:
            self._refresh()
        elif not self._look_for(options):
            return
        if self._search.hits:
            first = self._from(self._origin)
            self._show(self._search.hits[first % len(self._search.hits)], jump=False)
        else:
            self._show_count()
        if options.words:
            self.message.emit(self._counted())

    def _look_for(self, options: SearchOptions) -> bool:
        """Search with new options; show why if the pattern is invalid. Return whether it was valid."""
        try:
            self._search.look_for(options)
        except PatternError as error:
            self._show_error(error)
            return False
        self._bar.show_status("")
        return True

    def _show_error(self, error: PatternError) -> None:
        self._bar.show_count("", found=False)
        self._bar.show_status(str(error))
        self._editor.viewport().update()

    def _from(self, position: int) -> int:
        block = self._editor.document().findBlock(position)
        return self._search.after(block.blockNumber(), position - block.position())

    def _changed(self) -> None:
        if self._bar.isVisible():
            self._refresh_timer.start()

    def _refresh(self) -> None:
        """Search the changed parts of the text again."""
        self._refresh_timer.stop()
        try:
            self._search.refresh()
        except PatternError as error:
            self._show_error(error)
            return
        if self._search.current not in self._search.hits:
            self._search.current = None
        self._show_count()

    def _flush(self) -> None:
        """Run a pending search now."""
        if self._search_timer.isActive():
            self._find()
        elif self._refresh_timer.isActive() or not self._bar.isVisible():
            self._refresh()

    def _forget_current(self) -> None:
        """Forget the current match when the cursor has moved away from it."""
        if self._search.current and self._editor.textCursor() != self._selection:
            self._search.current = None
            if self._bar.isVisible():
                self._show_count()

    # Next and previous

    def find_next(self) -> None:
        """Go to the next match."""
        self._go(1)

    def find_previous(self) -> None:
        """Go to the previous match."""
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
        self._save_history()
        self._show(hits[at % len(hits)])
        if wrapped:
            end, start = ("end", "start") if by > 0 else ("start", "end")
            sentence = f"The {end} was reached; the search went on from the {start}."
            self._bar.show_status(" ".join([sentence, self._bar.status_label.text()]).strip())
            self.message.emit(sentence)
        else:
            self.message.emit(self._counted())

    def _next(self, by: int) -> int:
        """Return the index of the next hit, outside the list if there is none in that direction."""
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
        self._selection = self._search.selection(hit)
        self._editor.reveal(self._selection, jump)
        self._editor.viewport().update()
        self._show_count()

    def _show_count(self) -> None:
        hits = self._search.hits
        self._bar.show_count(self._counted(), bool(hits))
        current = self._search.current
        self._bar.show_status("" if current is None or current.in_text else self._where(current))
        self._editor.viewport().update()

    def _counted(self) -> str:
        """Return "3 of 17", "17 found" if none is current, "None found" if there are none."""
        hits = self._search.hits
        if not self._search.wanted.words:
            return ""
        if not hits:
            return "None found"
        if self._search.current in hits:
            return f"{hits.index(self._search.current) + 1} of {len(hits)}"
        return f"{len(hits)} found"

    def _where(self, hit: Hit) -> str:
        """Return the location of a hit that cannot be shown in the text itself, and the words around it."""
        low, high = max(0, hit.place.start - AROUND), hit.place.end + AROUND
        around = folded(hit.words[low:high])
        before, after = "…" if low else "", "…" if high < len(hit.words) else ""
        if hit.note:
            place = f"In note {self._search.note_mark(hit)}"
        else:
            assert hit.cell is not None
            place = f"In the table, row {hit.cell[0] + 1}, column {hit.cell[1] + 1}"
        return f"{place}: {before}{around}{after}"

    # Replacing

    def replace(self) -> None:
        """Replace the current match, and go to the next."""
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
        self._refresh()
        self._save_history()
        if self._search.hits:
            self._go(1)
        else:
            self.message.emit("That was the last one.")

    def replace_all(self) -> None:
        """Replace all matches in one undo step."""
        self._flush()
        hits = list(self._search.hits)
        done = self._replace(hits)
        if done is None:
            return
        self._search.current = None
        self._save_history()
        self._refresh()
        left = len(hits) - done
        times = "once" if done == 1 else f"{done} times"
        sentence = f"Replaced {times}." if done else "Nothing was replaced."
        if left:
            sentence += f" {left} in tables {'was' if left == 1 else 'were'} left as they are."
        self._bar.show_status(sentence)
        self.message.emit(sentence)

    def _replace(self, hits: list[Hit]) -> int | None:
        """Replace these matches; return how many were replaced, None if the replacement is invalid."""
        try:
            return self._search.replace(hits, self._bar.template.currentText())
        except PatternError as error:
            self._bar.show_status(str(error))
            self.message.emit(str(error))
            return None

    # Precedents, history

    def find_in_precedents(self) -> None:
        """Find the selected words, or those in the bar, in the precedents; without any, only open their search."""
        words = "" if self._bar.holds_keyboard else folded(self._selected())
        words = words or folded(self._bar.words.currentText())
        if words:
            self._save_history()
        self.precedents_wanted.emit(words)

    def _save_history(self) -> None:
        """Add the search words and the replacement to their saved lists."""
        for name, words in (
            (FOUND, self._bar.words.currentText()),
            (REPLACED, self._bar.template.currentText()),
        ):
            kept = self._settings.saved_list(name)
            if words and kept[:1] != [words]:
                self._settings.save_list(name, [words, *(w for w in kept if w != words)])
        self._bar.offer(self._settings.saved_list(FOUND), self._settings.saved_list(REPLACED))

    def stop(self) -> None:
        """Stop the timers."""
        self._search_timer.stop()
        self._refresh_timer.stop()
