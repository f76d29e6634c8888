"""Between the draft and the checks: has them run behind the typing, shows what they found, does what mends it.

The text of a moment is checked in a lane of its own once typing rests, and an answer about words that have since been
changed is dropped. What is wrong only because a clause is still being written is told when the cursor leaves it.
"""

from __future__ import annotations

import logging
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from desktop.background import Lane, Stopped, Task
from desktop.dialogs import Dialogs
from desktop.draft_file import sentence_of
from desktop.editor import DraftEditor
from desktop.editor.mending import Offer, offers, replacing, select, words_of
from desktop.editor.pattern import part, without_marks
from desktop.editor.problem_marks import ProblemMarks
from desktop.editor.properties import Property
from desktop.files import FileProblem
from desktop.own_words import OwnWords
from desktop.problems_panel import ProblemsPanel, counted, sentence
from desktop.settings import SPELLING, Settings
from desktop.theme import Theme
from resolution import spelling
from resolution.checks import Checker, Problem, Record, rule_of
from resolution.checks.spelling import CODES as SPELLING_CODES
from resolution.model import Resolution
from resolution.spelling import Speller, dictionary, straight

log = logging.getLogger(__name__)

DEBOUNCE_MS = 300
"""How long typing must rest before the text is checked."""


class CheckDesk(QObject):
    """Keeps panel, marks and whoever listens in step with what is wrong with the draft."""

    told = Signal(str)
    """A sentence for the foot of the window."""
    found = Signal(object)
    """The problems that are shown now, in the order of the text."""
    remarked = Signal(str)
    """Why the spelling is not checked, empty where it is."""

    def __init__(
        self,
        data: Path,
        editor: DraftEditor,
        panel: ProblemsPanel,
        dialogs: Dialogs,
        settings: Settings,
        record: Record,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._panel = panel
        self._dialogs = dialogs
        self._settings = settings
        self._checker = Checker(record)
        """Used in the lane alone."""
        self._lane = Lane("checks", self)
        self.marks = ProblemMarks(editor)
        self.own = OwnWords(data)
        self.ignored: set[str] = set()
        self._speller: Speller | None = None
        self._of: Resolution | None = None
        self._all: list[Problem] = []
        self._shown: list[Problem] = []
        self._writing = ""
        self._touched = 0
        self._fresh = True
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._timer.timeout.connect(self.check)
        editor.before.append(self.marks)
        editor.tellers.append(self._tip)
        editor.offerers.append(self._offer_at)
        editor.document().contentsChange.connect(self._touch)
        editor.draft_changed.connect(self._changed)
        editor.clause_changed.connect(self._moved)
        editor.loaded.connect(self._loaded)
        panel.chosen.connect(self.go)
        panel.offer = self._offer
        settings.changed.connect(self._set)

    def paint_in(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.marks.paint_in(theme)
        self._panel.paint_in(theme)

    # --- checking ----------------------------------------------------------------------------

    @property
    def problems(self) -> Sequence[Problem]:
        """Return the problems that are shown."""
        return self._shown

    @property
    def writing(self) -> bool:
        """Return whether a clause is being written: the cursor is in it since its words were changed last."""
        return bool(self._writing)

    @property
    def settled(self) -> bool:
        """Return whether what is shown is of the text as it is."""
        waits = self._timer.isActive() or self._editor.telling
        return not waits and not self._lane.busy

    def _loaded(self) -> None:
        """Forget what was of another draft."""
        self.ignored.clear()
        self._fresh, self._writing, self._all = True, "", []
        self._show()

    def _changed(self) -> None:
        self._lane.drop("check")
        self._timer.start()
        document, cursor = self._editor.document(), self._editor.textCursor()
        if document.isUndoAvailable() and document.findBlock(self._touched) == cursor.block():
            self._writing = self._here()

    def _touch(self, position: int, removed: int, added: int) -> None:
        """Note where the text was changed: not always where the cursor is."""
        self._touched = position

    def _here(self) -> str:
        """Return the name of the block that the cursor is in."""
        return str(self._editor.textCursor().blockFormat().property(Property.ID) or "")

    def _moved(self, _: object) -> None:
        """Tell what was withheld of the clause that was written, now that the cursor has left it."""
        if self._writing and self._here() != self._writing:
            self._writing = ""
            if self.settled:
                self._show()

    def check(self) -> None:
        """Have the draft checked as it is now."""
        self._timer.stop()
        resolution = self._editor.resolution()
        if resolution is self._of:
            self._show()
            return
        spelt = self._settings.words(SPELLING) == "on"
        own = self.own.words | self.ignored
        self._lane.ask(
            lambda task: self._check(resolution, spelt, own, task),
            lambda found: self._take(resolution, found),
            self._not_checked,
            topic="check",
        )

    def recheck(self) -> None:
        """Check again though the text is the same: what counts as right is something else."""
        self._of = None
        self.check()

    def _check(
        self, resolution: Resolution, spelt: bool, own: frozenset[str] | set[str], task: Task
    ) -> list[Problem]:
        """Return every problem in the order of the text; done in the lane, and given up where the text moves on."""
        speller = self._own_speller() if spelt else None
        if speller:
            speller.own = own
        self._checker.speller = speller

        def between() -> None:
            if task.cancelled():
                raise Stopped

        return self._checker.check(resolution, between)

    def _own_speller(self) -> Speller | None:
        if self._speller is None and (words := dictionary()):
            self._speller = Speller(words)
        return self._speller

    def _take(self, resolution: Resolution, found: list[Problem]) -> None:
        if resolution is not self._editor.resolution():
            return  # the text has moved on, and will be checked once it rests
        self._of, self._all = resolution, found
        first, self._fresh = self._fresh, False
        spelt = self._settings.words(SPELLING) == "on"
        why = spelling.unchecked(resolution.masthead.language, dictionary())
        self.remarked.emit(
            why if spelt else "Spelling is not checked: it is off in the preferences."
        )
        self._show()
        if first and self._shown:
            self.told.emit(f"{counted(self._shown).capitalize()}. F9 goes to the first.")

    def _not_checked(self, error: Exception) -> None:
        log.error("checking the draft", exc_info=error)
        self.told.emit(f"The draft could not be checked: {error}. Type on to have it tried again.")

    def _show(self) -> None:
        """Show what was found, but for what is withheld of the clause that is being written."""
        shown = [problem for problem in self._all if not self._withheld(problem)]
        if shown != self._shown:
            had = bool(self._shown)
            self._shown = shown
            self._panel.show_problems(shown)
            self.marks.show(shown)
            if had and not shown and not self._fresh:
                self.told.emit("No problems are left.")
        elif self._of is self._editor.resolution():
            self.marks.show(shown)
        self.found.emit(shown)

    def _withheld(self, problem: Problem) -> bool:
        cursor = self._editor.textCursor()
        if not self._writing or problem.line != cursor.blockNumber():
            return False
        if problem.code in SPELLING_CODES:  # the word that is being typed
            return problem.end == _plain_place(cursor)
        rule = rule_of(problem.code)
        return rule is not None and not rule.while_writing

    # --- going to them -----------------------------------------------------------------------

    def go(self, problem: Problem) -> None:
        """Go to a problem: its words are selected."""
        select(self._editor, problem)
        self._panel.choose(problem)
        self.told.emit(sentence(problem))

    def next_problem(self) -> None:
        """Go to the next problem behind the cursor, from the end to the first."""
        self._step(1)

    def previous_problem(self) -> None:
        """Go to the problem before the cursor, from the start to the last."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if not self._shown:
            self.told.emit("No problems were found.")
            return
        places = [problem.order for problem in self._shown]
        here = self._place()
        current = self._panel.current()
        if current in self._shown and current.order == here:  # several may begin at one place
            at = self._shown.index(current) + by
        elif by > 0:
            at = bisect_right(places, here)
        else:
            at = bisect_left(places, here) - 1
        self.go(self._shown[at % len(self._shown)])

    def _place(self) -> tuple[int, int]:
        """Return the place of the cursor or of the selection's start among those of problems."""
        current, cursor = self._panel.current(), self._editor.textCursor()
        if current is not None and current.line is None and self._editor.hasFocus():
            return current.order  # of no paragraph: one goes on from it in the list
        start = QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        return start.blockNumber(), _plain_place(start)

    # --- doing something about them ----------------------------------------------------------

    def fix_problem(self) -> None:
        """Make the fix of the problem at the cursor or chosen in the panel."""
        problem = self._panel.current() if self._panel.hasFocus() else self._at_cursor()
        if problem is None:
            self.told.emit("There is no problem at the cursor. F9 goes to the next.")
            return
        possible = self._offers(problem)
        if not possible:
            self.told.emit(f"{problem.message} There is no ready fix: write it otherwise.")
            return
        self._do(possible[0])

    def _at_cursor(self) -> Problem | None:
        """Return the problem whose words the cursor touches, or else the first of its paragraph."""
        cursor = self._editor.textCursor()
        line, at = cursor.blockNumber(), _plain_place(cursor)
        here = [problem for problem in self._shown if problem.line == line]
        touched = [problem for problem in here if problem.start <= at <= problem.end]
        return next(iter([*touched, *here]), None)

    def _offers(self, problem: Problem) -> list[Offer]:
        """Return what can be done about a problem, words like a misspelt one among it; nothing where it is stale."""
        if self._of is not self._editor.resolution():
            return []
        found = offers(self._editor, problem)
        if problem.code in SPELLING_CODES and self._speller and not found:
            word = words_of(self._editor, problem)
            found = [replacing(self._editor, problem, w) for w in self._speller.suggestions(word)]
        return found

    def _do(self, offer: Offer) -> None:
        offer.do()
        if offer.done:
            self.told.emit(offer.done)

    def _offer(self, menu: QMenu, problem: Problem) -> None:
        """Add to a menu what can be done about a problem."""
        for offer in self._offers(problem):
            menu.addAction(_escaped(offer.words)).triggered.connect(
                lambda _=False, offer=offer: self._do(offer)
            )
        if problem.code in SPELLING_CODES and (word := words_of(self._editor, problem)):
            menu.addSeparator()
            menu.addAction("&Add to my dictionary", lambda: self._add(word))
            menu.addAction("&Ignore in this draft", lambda: self._ignore(word))

    def _offer_at(self, menu: QMenu, place: QPoint) -> None:
        """Add to the text's menu what can be done about the problems at a place of the view."""
        for problem in self.marks.under(place):
            if problem in self._shown:
                title = menu.addAction(_escaped(problem.message))
                title.setEnabled(False)
                self._offer(menu, problem)
                menu.addSeparator()

    def _tip(self, place: QPoint) -> str:
        """Return what the problems at a place of the view are."""
        found = self.marks.under(place)
        return "\n".join(f"{sentence(problem)} ({problem.source})" for problem in found)

    # --- own words ---------------------------------------------------------------------------

    def add_word(self) -> None:
        """Take the word at the cursor into the user's own dictionary."""
        if word := self._word_at_cursor():
            self._add(word)

    def ignore_word(self) -> None:
        """Let the word at the cursor be in this draft."""
        if word := self._word_at_cursor():
            self._ignore(word)

    def edit_words(self) -> None:
        """Show the user's own dictionary to be changed."""
        words = self._dialogs.own_words(self.own.listed())
        if words is not None and self._kept(lambda: self.own.take(words)):
            self.told.emit("Your dictionary was changed.")

    def _word_at_cursor(self) -> str:
        problem = self._panel.current() if self._panel.hasFocus() else self._at_cursor()
        if problem is None or problem.code not in SPELLING_CODES:
            self.told.emit("There is no misspelt word at the cursor. F9 goes to the next problem.")
            return ""
        return words_of(self._editor, problem)

    def _add(self, word: str) -> None:
        if self._kept(lambda: self.own.add(word)):
            self.told.emit(f"“{word}” is in your dictionary now.")

    def _ignore(self, word: str) -> None:
        self.ignored.add(straight(word))
        self.recheck()
        self.told.emit(f"“{word}” is ignored in this draft.")

    def _kept(self, change: Callable[[], None]) -> bool:
        """Change the user's dictionary and check anew; say why where it cannot be written."""
        try:
            change()
        except (OSError, FileProblem) as error:
            words = sentence_of(error, "Your dictionary could not be written")
            self._dialogs.warn("The word was not kept", words)
            return False
        self.recheck()
        return True

    def _set(self, name: str) -> None:
        if name == SPELLING.name:
            self.recheck()

    def stop(self) -> None:
        """End the background work."""
        self._timer.stop()
        self._lane.stop()


def _plain_place(cursor: QTextCursor) -> int:
    """Return where a cursor stands in its block, in letters, those of notes not counted."""
    before = part(cursor.block().text(), 0, cursor.positionInBlock())
    return len(without_marks(before)[0])


def _escaped(words: str) -> str:
    """Return words as a menu shows them."""
    return words.replace("&", "&&")
