"""Between the draft and the checks: has them run behind the typing, shows what they found, does what mends it.

The text of a moment is checked in a worker of its own once typing rests, and an answer about words that have since been
changed is dropped. What is wrong only because a clause is still being written is told when the cursor leaves it.
"""

from __future__ import annotations

import logging
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from desktop.base.dialogs import Dialogs
from desktop.base.errors import FileProblem, sentence_of
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
"""How long typing must rest before the text is checked."""


class CheckController(QObject):
    """Keeps panel, marks and whoever listens in step with what is wrong with the draft."""

    message = Signal(str)
    """A sentence for the foot of the window."""
    found = Signal(object)
    """The problems that are shown now, in the order of the text."""
    rule_wanted = Signal(str)
    """The rule, by its code, that is to be read about."""
    remarked = Signal(str, str)
    """What is not checked, in a few words and in sentences; both empty where all is checked."""

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
        self._of: Resolution | None = None
        self._all: list[Problem] = []
        self._shown: list[Problem] = []
        self._let_be: list[Problem] = []
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
        panel.fix_wanted.connect(self._fix)
        panel.fix_all_wanted.connect(self._fix_all)
        panel.ignore_wanted.connect(self._turn_ignored)
        panel.ignore_rule_wanted.connect(lambda code: self._ignore(Ignored(code)))
        panel.offer = self._offer_row
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
    def let_be(self) -> int:
        """Return how many problems are ignored in the draft."""
        return len(self._let_be)

    @property
    def writing(self) -> bool:
        """Return whether a clause is being written: the cursor is in it since its words were changed last."""
        return bool(self._writing)

    @property
    def settled(self) -> bool:
        """Return whether what is shown is of the text as it is."""
        waits = self._timer.isActive() or self._editor.telling
        return not waits and not self._worker.busy

    def _loaded(self) -> None:
        """Forget what was of another draft."""
        self._fresh, self._writing, self._all = True, "", []
        self._show()

    def _changed(self) -> None:
        self._worker.drop("check")
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
        own = self.own.words
        self._worker.ask(
            lambda task: self._check(resolution, spelt, own, task),
            lambda found: self._take(resolution, found),
            self._not_checked,
            topic="check",
        )

    def recheck(self) -> None:
        """Check all again though the text is the same: what counts as right is something else."""
        self._checker.forget()
        self._of = None
        self.check()

    def _check(
        self, resolution: Resolution, spelt: bool, own: frozenset[str], task: Task
    ) -> list[Problem]:
        """Return every problem in the order of the text; done in the worker, and given up where the text moves on."""
        speller = self._services.speller if spelt else None
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
            return  # the text has moved on, and will be checked once it rests
        self._of, self._all = resolution, found
        first, self._fresh = self._fresh, False
        language = resolution.masthead.language
        few = few_apply(language)
        self.remarked.emit(*self._unchecked(language))
        self._show()
        if first and (self._shown or few):
            found_words = f"{counted(self._shown).capitalize()}. F9 goes to the first."
            self.message.emit(f"{few} {found_words if self._shown else ''}".strip())

    def _unchecked(self, language: str) -> tuple[str, str]:
        """Return what is not checked in a text of a language, in a few words and in sentences."""
        why = spelling.unchecked(language, dictionary())
        if few := applying_words(language):
            return few, f"{few_apply(language)} {why}"
        if self._settings.words(SPELLING) != "on":
            why = "Spelling is not checked: it is off in the preferences."
        return ("spelling not checked" if why else ""), why

    def _not_checked(self, error: Exception) -> None:
        log.error("checking the draft", exc_info=error)
        self.message.emit(
            f"The draft could not be checked: {error}. Type on to have it tried again."
        )

    def _show(self) -> None:
        """Show what was found, but for what is ignored, and withheld of the clause that is being written."""
        off = self._settings.rules_off()
        told_of = [p for p in self._all if p.code not in off and not self._withheld(p)]
        shown, let_be = split_ignored(self._of, told_of) if self._of else (told_of, [])
        if (shown, let_be) != (self._shown, self._let_be):
            had = bool(self._shown)
            self._shown, self._let_be = shown, let_be
            self._panel.show_problems(shown, let_be)
            self.marks.show(shown)
            if had and not shown and not self._fresh:
                self.message.emit("No problems are left.")
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
        self.message.emit(sentence(problem))

    def next_problem(self) -> None:
        """Go to the next problem behind the cursor, from the end to the first."""
        self._step(1)

    def previous_problem(self) -> None:
        """Go to the problem before the cursor, from the start to the last."""
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
        if problem := self._chosen():
            self._fix(problem)

    def _chosen(self) -> Problem | None:
        """Return the problem chosen in the panel where the keyboard is in it, else the one at the cursor."""
        problem = self._panel.current() if self._panel.has_keyboard() else self._at_cursor()
        if problem is None:
            self.message.emit("There is no problem at the cursor. F9 goes to the next.")
        return problem

    def _known(self) -> bool:
        """Return whether what was found is of the text as it is; say so where it is not yet."""
        known = self._of is self._editor.resolution()
        if not known:
            self.message.emit("The text is being checked; try again in a moment.")
        return known

    def _fix(self, problem: Problem) -> None:
        if not self._known():
            return
        possible = self._offers(problem)
        if not possible:
            self.message.emit(f"{problem.message} There is no ready fix: write it otherwise.")
            return
        self._do(possible[0])

    def fix_kind(self) -> None:
        """Make the fixes of all problems of the rule that the problem at the cursor breaks, as one step of undo."""
        if problem := self._chosen():
            self._fix_all(problem.code)

    def _fix_all(self, code: str) -> None:
        if not self._known():
            return
        alike = [problem for problem in self._shown if problem.code == code]
        mended = mend_all(self._editor, alike)
        left = len(alike) - mended
        words = f"{mended} of {len(alike)}" if left else f"All {mended}"
        done = f"{words} fixed; Undo takes them back together."
        self.message.emit(
            (done if len(alike) > 1 else "Fixed; there was but one of this kind.")
            if mended
            else "There is no ready fix for problems of this kind: look at each."
        )
        self.check()

    def _at_cursor(self) -> Problem | None:
        """Return the problem whose words the cursor touches, the chosen one first, or else one of its paragraph."""
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
        """Return the number of the note whose mark the cursor touches, or None."""
        key = self._editor.note_at_cursor()
        notes = range(len(self._editor.resolution().notes)) if key else ()
        return next((n for n in notes if self._editor.note_key(n) == key), None)

    def _offers(self, problem: Problem) -> list[FixAction]:
        """Return what can be done about a problem, words like a misspelt one among it; nothing where it is stale."""
        if self._of is not self._editor.resolution():
            return []
        found = offers(self._editor, problem)
        if problem.code in SPELLING_CODES and self._speller and not found:
            word = self._ignoring().words(problem)
            found = [replacing(self._editor, problem, w) for w in self._speller.suggestions(word)]
        return found

    def _do(self, offer: FixAction) -> None:
        offer.do()
        if offer.done:
            self.message.emit(offer.done)

    def _offer_row(self, menu: QMenu, row: Row) -> None:
        """Add to a menu what can be done about a row of the panel."""
        if isinstance(row, Problem):
            self._offer(menu, row)
        else:
            self._offer_for_rule(menu, row.code)

    def _offer(self, menu: QMenu, problem: Problem) -> None:
        """Add to a menu what can be done about a problem."""
        if problem in self._let_be:
            menu.addAction("&Tell it again", lambda: self._turn_ignored(problem))
            return
        for offer in self._offers(problem):
            menu.addAction(_escaped(offer.words)).triggered.connect(
                lambda _=False, offer=offer: self._do(offer)
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
        """Add to a menu what can be done about all problems of a rule."""
        at_once = sum(mendable_unseen(p) for p in self._shown if p.code == code)
        if at_once > 1:
            menu.addAction(f"&Fix all {at_once} of this kind", lambda: self._fix_all(code))
        menu.addAction("Ignore this &rule in this draft", lambda: self._ignore(Ignored(code)))
        menu.addAction("About the r&ule…", lambda: self.rule_wanted.emit(code))

    def _offer_at(self, menu: QMenu, place: QPoint) -> None:
        """Add to the text's menu what can be done about the problem at a place of the view, a menu each of several."""
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
        """Return what the problems at a place of the view are."""
        found = self.marks.under(place)
        return "\n\n".join(map(_explained, found))

    # --- ignoring ----------------------------------------------------------------------------

    def ignore_here(self) -> None:
        """Let the problem at the cursor be where it stands, or tell it again where it is ignored."""
        if problem := self._chosen():
            self._turn_ignored(problem)

    def ignore_rule(self) -> None:
        """Let this draft not be told of the rule that the problem at the cursor breaks."""
        if problem := self._chosen():
            self._ignore(Ignored(problem.code))

    def tell_all_again(self) -> None:
        """Tell again all that is ignored in this draft."""
        ignored = self._editor.resolution().ignored
        if ignored:
            self._editor.set_ignored(())
            self.check()
        self.message.emit("All is told again." if ignored else "Nothing is ignored in this draft.")

    def _ignoring(self) -> Ignoring:
        """Return what says how a problem is ignored: of the text that it was found in, which may have moved on."""
        return Ignoring(self._of or self._editor.resolution())

    def _turn_ignored(self, problem: Problem) -> None:
        """Ignore a problem where it stands; one that is ignored is told again, with all that is ignored with it."""
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
        """Have the draft's checks ignore something, as one step of undo."""
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

    # --- own words ---------------------------------------------------------------------------

    def add_word(self) -> None:
        """Take the word at the cursor into the user's own dictionary."""
        if problem := self._misspelt():
            self._add(self._ignoring().words(problem))

    def ignore_word(self) -> None:
        """Let the word at the cursor be in this draft."""
        if problem := self._misspelt():
            self._ignore(self._ignoring().anywhere(problem))

    def edit_words(self) -> None:
        """Show the user's own dictionary to be changed."""
        from desktop.checking.words_dialog import ask_own_words

        words = ask_own_words(self._dialogs, self.own.listed())
        if words is not None and self._kept(lambda: self.own.take(words)):
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
        if self._kept(lambda: self.own.add(word)):
            self.message.emit(f"“{word}” is in your dictionary now.")

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
        elif name == RULES_OFF:
            self._show()

    def stop(self) -> None:
        """End the background work."""
        self._timer.stop()
        self._worker.stop()


def _plain_place(cursor: QTextCursor) -> int:
    """Return where a cursor stands in its block, in letters, those of notes not counted."""
    before = part(cursor.block().text(), 0, cursor.positionInBlock())
    return len(without_marks(before)[0])


def _explained(problem: Problem) -> str:
    """Return what a problem is, why it is told, and by which source."""
    rule = rule_of(problem.code)
    why = f"\n{rule.why}" if rule else ""
    return f"{sentence(problem)}{why}\n({problem.source})"


def _escaped(words: str) -> str:
    """Return words as a menu shows them."""
    return words.replace("&", "&&")
