"""Connects the editor, the checks and the problems panel: runs the checks, shows the problems and applies fixes.

The checks run on a worker of their own once the user stops typing; a result for text that has changed since is dropped.
Problems that exist only because a clause is unfinished are shown when the cursor leaves the clause.
"""

from __future__ import annotations

import logging
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from desktop.base.dialogs import Dialogs
from desktop.base.errors import FileError, sentence_of
from desktop.base.services import Services
from desktop.base.settings import RULES_OFF, SPELLING, Settings
from desktop.base.theme import Theme
from desktop.base.workers import Stopped, Task, Worker
from desktop.checking.list import Row, sentence
from desktop.checking.own_words import OwnWords
from desktop.checking.panel import ProblemsPanel
from desktop.editor import DraftEditor
from desktop.editor.document.pattern import part, without_marks
from desktop.editor.document.properties import Property
from desktop.editor.fixes import FixAction, mend_all, mendable_unseen, offers, replacing, select
from desktop.editor.problem_marks import ProblemMarks
from resolution.checks import Checker, Ignoring, Problem, rule_of, split_ignored
from resolution.checks.reporting import applying_words, counted, few_apply
from resolution.checks.rules.spelling import CODES as SPELLING_CODES
from resolution.language import spelling
from resolution.language.spelling import Speller, dictionary
from resolution.model import Ignored, Resolution
from resolution.text import abridged

log = logging.getLogger(__name__)

DEBOUNCE_MS = 300
"""Delay between the last keystroke and the check, in milliseconds."""


class CheckController(QObject):
    """Updates the panel, the marks in the text and any listeners with the problems of the draft."""

    message = Signal(str)
    """A sentence for the status bar."""
    found = Signal(object)
    """The problems now shown, in the order of the text."""
    rule_wanted = Signal(str)
    """Show the help on the rule with this code."""
    remarked = Signal(str, str)
    """What is not checked, as a short phrase and as sentences; both empty if everything is checked."""

    def __init__(
        self,
        services: Services,
        editor: DraftEditor,
        panel: ProblemsPanel,
        dialogs: Dialogs,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._panel = panel
        self._dialogs = dialogs
        self._settings = settings
        self._services = services
        self._checker = Checker(services.corpus.register)
        """Used in the worker alone."""
        self._worker = Worker("checks", self, services.checking)
        self.marks = ProblemMarks(editor)
        self.own = OwnWords(services.data)
        self._speller: Speller | None = None
        self._checked: Resolution | None = None
        self._found: list[Problem] = []
        self._shown: list[Problem] = []
        self._ignored: list[Problem] = []
        self._writing = ""
        self._changed_at = 0
        self._first_check = True
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._timer.timeout.connect(self.check)
        editor.before.append(self.marks)
        editor.tellers.append(self._tip)
        editor.offerers.append(self._offer_at)
        editor.document().contentsChange.connect(self._touch)
        editor.draft_changed.connect(self._changed)
        editor.clause_changed.connect(self._clause_changed)
        editor.loaded.connect(self._loaded)
        panel.chosen.connect(self.go)
        panel.fix_wanted.connect(self._fix)
        panel.fix_all_wanted.connect(self._fix_all)
        panel.ignore_wanted.connect(self._toggle_ignored)
        panel.ignore_rule_wanted.connect(lambda code: self._ignore(Ignored(code)))
        panel.offer = self._offer_row
        settings.changed.connect(self._setting_changed)

    def paint_in(self, theme: Theme) -> None:
        """Apply the theme."""
        self.marks.paint_in(theme)
        self._panel.paint_in(theme)

    # --- checking ----------------------------------------------------------------------------

    @property
    def problems(self) -> Sequence[Problem]:
        """Return the problems shown."""
        return self._shown

    @property
    def ignored(self) -> int:
        """Return the number of problems ignored in the draft."""
        return len(self._ignored)

    @property
    def writing(self) -> bool:
        """Return whether a clause is being written: its text has changed and the cursor has not left it since."""
        return bool(self._writing)

    @property
    def settled(self) -> bool:
        """Return whether the problems shown are those of the current text."""
        pending = self._timer.isActive() or self._editor.telling
        return not pending and not self._worker.busy

    def _loaded(self) -> None:
        """Forget the problems of the previous draft."""
        self._first_check, self._writing, self._found = True, "", []
        self._show()

    def _changed(self) -> None:
        self._worker.drop("check")
        self._timer.start()
        document, cursor = self._editor.document(), self._editor.textCursor()
        if document.isUndoAvailable() and document.findBlock(self._changed_at) == cursor.block():
            self._writing = self._block_id()

    def _touch(self, position: int, removed: int, added: int) -> None:
        """Record where the text was changed, which is not always where the cursor is."""
        self._changed_at = position

    def _block_id(self) -> str:
        """Return the id of the block at the cursor."""
        return str(self._editor.textCursor().blockFormat().property(Property.ID) or "")

    def _clause_changed(self, _: object) -> None:
        """Show the problems withheld while the clause was being written, now that the cursor has left it."""
        if self._writing and self._block_id() != self._writing:
            self._writing = ""
            if self.settled:
                self._show()

    def check(self) -> None:
        """Check the current text of the draft."""
        self._timer.stop()
        resolution = self._editor.resolution()
        if resolution is self._checked:
            self._show()
            return
        check_spelling = self._settings.text(SPELLING) == "on"
        own = self.own.words
        self._worker.ask(
            lambda task: self._check(resolution, check_spelling, own, task),
            lambda found: self._take(resolution, found),
            self._check_failed,
            topic="check",
        )

    def recheck(self) -> None:
        """Check the whole text again although it is unchanged: the words or rules that apply have changed."""
        self._checker.forget()
        self._checked = None
        self.check()

    def _check(
        self, resolution: Resolution, check_spelling: bool, own: frozenset[str], task: Task
    ) -> list[Problem]:
        """Return every problem in the order of the text. Runs on the worker, and stops once the text has changed."""
        speller = self._services.speller if check_spelling else None
        if speller:
            speller.own = own
            self._speller = speller
        self._checker.speller = speller

        def between() -> None:
            if task.cancelled():
                raise Stopped

        return self._checker.check(resolution, between)

    def _take(self, resolution: Resolution, found: list[Problem]) -> None:
        if resolution is not self._editor.resolution():
            return  # the text has changed; it is checked once the user stops typing
        self._checked, self._found = resolution, found
        first, self._first_check = self._first_check, False
        language = resolution.masthead.language
        few = few_apply(language)
        self.remarked.emit(*self._unchecked(language))
        self._show()
        if first and (self._shown or few):
            found_words = f"{counted(self._shown).capitalize()}. F9 goes to the first."
            self.message.emit(f"{few} {found_words if self._shown else ''}".strip())

    def _unchecked(self, language: str) -> tuple[str, str]:
        """Return what is not checked in a text of this language, as a short phrase and as sentences."""
        why = spelling.unchecked(language, dictionary())
        if few := applying_words(language):
            return few, f"{few_apply(language)} {why}"
        if self._settings.text(SPELLING) != "on":
            why = "Spelling is not checked: it is off in the preferences."
        return ("spelling not checked" if why else ""), why

    def _check_failed(self, error: Exception) -> None:
        log.error("checking the draft", exc_info=error)
        self.message.emit(
            f"The draft could not be checked: {error}. Type on to have it tried again."
        )

    def _show(self) -> None:
        """Show the problems, except ignored ones and those withheld while their clause is being written."""
        off = self._settings.rules_off()
        active = [p for p in self._found if p.code not in off and not self._withheld(p)]
        shown, ignored = split_ignored(self._checked, active) if self._checked else (active, [])
        if (shown, ignored) != (self._shown, self._ignored):
            had_problems = bool(self._shown)
            self._shown, self._ignored = shown, ignored
            self._panel.show_problems(shown, ignored)
            self.marks.show(shown)
            if had_problems and not shown and not self._first_check:
                self.message.emit("No problems are left.")
        elif self._checked is self._editor.resolution():
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

    # --- navigation --------------------------------------------------------------------------

    def go(self, problem: Problem) -> None:
        """Go to a problem and select its words."""
        select(self._editor, problem)
        self._panel.choose(problem)
        self.message.emit(sentence(problem))

    def next_problem(self) -> None:
        """Go to the next problem after the cursor, wrapping around at the end."""
        self._step(1)

    def previous_problem(self) -> None:
        """Go to the previous problem before the cursor, wrapping around at the start."""
        self._step(-1)

    def _step(self, by: int) -> None:
        listed = self._panel.listed(self._shown)
        if not listed:
            left_out = (
                f" {counted(self._shown).capitalize()} are not listed." if self._shown else ""
            )
            self.message.emit(f"No problems were found.{left_out}")
            return
        places = [problem.order for problem in listed]
        here = self._place()
        current = self._panel.current()
        if current in listed and current.order == here:  # several may begin at one place
            at = listed.index(current) + by
        elif by > 0:
            at = bisect_right(places, here)
        else:
            at = bisect_left(places, here) - 1
        self.go(listed[at % len(listed)])

    def _place(self) -> tuple[int, int]:
        """Return the position of the cursor or of the selection's start, comparable with `Problem.order`."""
        current, cursor = self._panel.current(), self._editor.textCursor()
        if current is not None and current.line is None and self._editor.hasFocus():
            return current.order  # not in a paragraph: continue from its row in the list
        start = QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        return start.blockNumber(), _plain_place(start)

    # --- fixing ------------------------------------------------------------------------------

    def fix_problem(self) -> None:
        """Fix the problem at the cursor or selected in the panel."""
        if problem := self._chosen():
            self._fix(problem)

    def _chosen(self) -> Problem | None:
        """Return the problem selected in the panel if the panel has the keyboard focus, else the one at the cursor."""
        problem = self._panel.current() if self._panel.has_keyboard() else self._at_cursor()
        if problem is None:
            self.message.emit("There is no problem at the cursor. F9 goes to the next.")
        return problem

    def _is_current(self) -> bool:
        """Return whether the problems are those of the current text; if not, say so in the status bar."""
        known = self._checked is self._editor.resolution()
        if not known:
            self.message.emit("The text is being checked; try again in a moment.")
        return known

    def _fix(self, problem: Problem) -> None:
        if not self._is_current():
            return
        possible = self._offers(problem)
        if not possible:
            self.message.emit(f"{problem.message} There is no ready fix: write it otherwise.")
            return
        self._apply(possible[0])

    def fix_kind(self) -> None:
        """Fix all problems of the same rule as the current problem, in one undo step."""
        if problem := self._chosen():
            self._fix_all(problem.code)

    def _fix_all(self, code: str) -> None:
        if not self._is_current():
            return
        alike = [problem for problem in self._shown if problem.code == code]
        fixed = mend_all(self._editor, alike)
        left = len(alike) - fixed
        words = f"{fixed} of {len(alike)}" if left else f"All {fixed}"
        done = f"{words} fixed; Undo takes them back together."
        self.message.emit(
            (done if len(alike) > 1 else "Fixed; there was but one of this kind.")
            if fixed
            else "There is no ready fix for problems of this kind: look at each."
        )
        self.check()

    def _at_cursor(self) -> Problem | None:
        """Return the problem whose words the cursor touches (the selected one first), else one in the paragraph."""
        cursor = self._editor.textCursor()
        line, at, note = cursor.blockNumber(), _plain_place(cursor), self._note_here()
        here = [problem for problem in self._shown if problem.line == line]
        touched = [problem for problem in here if problem.start <= at <= problem.end]
        of_note = [p for p in self._shown if note is not None and p.note == note]
        of_heading = [p for p in self._shown if line == 0 and p.order[0] < 0]
        at_hand = [*touched, *of_note, *here, *of_heading]
        chosen = self._panel.current()
        return chosen if chosen in [*touched, *of_note, *of_heading] else next(iter(at_hand), None)

    def _note_here(self) -> int | None:
        """Return the number of the note whose reference the cursor touches, or None."""
        key = self._editor.note_at_cursor()
        notes = range(len(self._editor.resolution().notes)) if key else ()
        return next((n for n in notes if self._editor.note_key(n) == key), None)

    def _offers(self, problem: Problem) -> list[FixAction]:
        """Return the fixes for a problem, including spelling suggestions; empty if the text has changed since."""
        if self._checked is not self._editor.resolution():
            return []
        found = offers(self._editor, problem)
        if problem.code in SPELLING_CODES and self._speller and not found:
            word = self._ignoring().words(problem)
            found = [replacing(self._editor, problem, w) for w in self._speller.suggestions(word)]
        return found

    def _apply(self, offer: FixAction) -> None:
        offer.do()
        if offer.done:
            self.message.emit(offer.done)

    def _offer_row(self, menu: QMenu, row: Row) -> None:
        """Add the actions for a row of the panel to a menu."""
        if isinstance(row, Problem):
            self._offer(menu, row)
        else:
            self._offer_for_rule(menu, row.code)

    def _offer(self, menu: QMenu, problem: Problem) -> None:
        """Add the actions for a problem to a menu."""
        if problem in self._ignored:
            menu.addAction("&Tell it again", lambda: self._toggle_ignored(problem))
            return
        for offer in self._offers(problem):
            menu.addAction(_escaped(offer.words)).triggered.connect(
                lambda _=False, offer=offer: self._apply(offer)
            )
        ignoring = self._ignoring()
        word = ignoring.words(problem) if problem.code in SPELLING_CODES else ""
        menu.addSeparator()
        if word:
            menu.addAction("&Add to my dictionary", lambda: self._add(word))
        menu.addAction("Ignore &here", lambda: self._ignore(ignoring.here(problem)))
        words = ignoring.words(problem)
        if any(letter.isalpha() for letter in words):
            name = f"&Ignore “{_escaped(abridged(words, 40))}” in this draft"
            menu.addAction(name, lambda: self._ignore(ignoring.anywhere(problem)))
        self._offer_for_rule(menu, problem.code)

    def _offer_for_rule(self, menu: QMenu, code: str) -> None:
        """Add the actions for all problems of a rule to a menu."""
        at_once = sum(mendable_unseen(p) for p in self._shown if p.code == code)
        if at_once > 1:
            menu.addAction(f"&Fix all {at_once} of this kind", lambda: self._fix_all(code))
        menu.addAction("Ignore this &rule in this draft", lambda: self._ignore(Ignored(code)))
        menu.addAction("About the r&ule…", lambda: self.rule_wanted.emit(code))

    def _offer_at(self, menu: QMenu, place: QPoint) -> None:
        """Add the actions for the problems at a point of the view to the text's menu; a submenu each if several."""
        here = [problem for problem in self.marks.under(place) if problem in self._shown]
        for problem in here:
            if len(here) > 1:
                self._offer(menu.addMenu(_escaped(problem.message)), problem)
                continue
            title = menu.addAction(_escaped(problem.message))
            title.setEnabled(False)
            self._offer(menu, problem)
        if here:
            menu.addSeparator()

    def _tip(self, place: QPoint) -> str:
        """Return the tooltip for the problems at a point of the view."""
        found = self.marks.under(place)
        return "\n\n".join(map(_explained, found))

    # --- ignoring ----------------------------------------------------------------------------

    def ignore_here(self) -> None:
        """Ignore the current problem at its place, or stop ignoring it."""
        if problem := self._chosen():
            self._toggle_ignored(problem)

    def ignore_rule(self) -> None:
        """Ignore the rule that the current problem breaks, in this draft."""
        if problem := self._chosen():
            self._ignore(Ignored(problem.code))

    def tell_all_again(self) -> None:
        """Stop ignoring anything in this draft."""
        ignored = self._editor.resolution().ignored
        if ignored:
            self._editor.set_ignored(())
            self.check()
        self.message.emit("All is told again." if ignored else "Nothing is ignored in this draft.")

    def _ignoring(self) -> Ignoring:
        """Return the `Ignoring` for the text in which the problems were found, which may have changed since."""
        return Ignoring(self._checked or self._editor.resolution())

    def _toggle_ignored(self, problem: Problem) -> None:
        """Ignore a problem at its place; if it is ignored, show it again with all others ignored by the same entry."""
        ignoring = self._ignoring()
        way = ignoring(problem)
        if way is None:
            self._ignore(ignoring.here(problem))
            return
        ignored = self._editor.resolution().ignored
        self._editor.set_ignored([each for each in ignored if each != way])
        self.check()
        self.message.emit("It is told again.")

    def _ignore(self, way: Ignored) -> None:
        """Add an entry to what the draft ignores, in one undo step."""
        ignored = self._editor.resolution().ignored
        if way not in ignored:
            self._editor.set_ignored((*ignored, way))
            self.check()
        what = "Ignored here" if way.clause else f"“{way.words}” is ignored" if way.words else ""
        if not what:
            rule = rule_of(way.code)
            what = f"The rule “{rule.title if rule else way.code}” is ignored"
        where = "" if way.clause else " in this draft"
        self.message.emit(f"{what}{where}; the panel can list what is ignored.")

    # --- the user's dictionary ---------------------------------------------------------------

    def add_word(self) -> None:
        """Add the word at the cursor to the user's dictionary."""
        if problem := self._misspelt():
            self._add(self._ignoring().words(problem))

    def ignore_word(self) -> None:
        """Ignore the word at the cursor in this draft."""
        if problem := self._misspelt():
            self._ignore(self._ignoring().anywhere(problem))

    def edit_words(self) -> None:
        """Show the user's dictionary for editing."""
        from desktop.checking.words_dialog import ask_own_words

        words = ask_own_words(self._dialogs, self.own.listed())
        if words is not None and self._change_dictionary(lambda: self.own.take(words)):
            self.message.emit("Your dictionary was changed.")

    def _misspelt(self) -> Problem | None:
        problem = self._chosen()
        if problem is not None and problem.code not in SPELLING_CODES:
            self.message.emit(
                "There is no misspelt word at the cursor. F9 goes to the next problem."
            )
            return None
        return problem

    def _add(self, word: str) -> None:
        if self._change_dictionary(lambda: self.own.add(word)):
            self.message.emit(f"“{word}” is in your dictionary now.")

    def _change_dictionary(self, change: Callable[[], None]) -> bool:
        """Change the user's dictionary and check again; warn and return False if the file cannot be written."""
        try:
            change()
        except (OSError, FileError) as error:
            words = sentence_of(error, "Your dictionary could not be written")
            self._dialogs.show_warning("The word was not kept", words)
            return False
        self.recheck()
        return True

    def _setting_changed(self, name: str) -> None:
        if name == SPELLING.name:
            self.recheck()
        elif name == RULES_OFF:
            self._show()

    def stop(self) -> None:
        """Stop the background work."""
        self._timer.stop()
        self._worker.stop()


def _plain_place(cursor: QTextCursor) -> int:
    """Return the position of a cursor in its block, in characters without those of note references."""
    before = part(cursor.block().text(), 0, cursor.positionInBlock())
    return len(without_marks(before)[0])


def _explained(problem: Problem) -> str:
    """Return a problem with the reason for its rule and the rule's source."""
    rule = rule_of(problem.code)
    why = f"\n{rule.why}" if rule else ""
    return f"{sentence(problem)}{why}\n({problem.source})"


def _escaped(words: str) -> str:
    """Return text as a menu label, with ampersands escaped."""
    return words.replace("&", "&&")
