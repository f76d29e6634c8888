"""What can be done about a problem in the draft: the fix its rule offers, or a command that mends it; each one undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtGui import QTextCursor

from desktop.editor.document.structure import one_step
from desktop.editor.editor import DraftEditor
from resolution.checks import Problem, Remedy, rule_of, with_field
from resolution.checks.reporting import quoted
from resolution.model import Kind


@dataclass(frozen=True, slots=True)
class FixAction:
    """Something that can be done: its name in a menu, what does it, and the message once it is done."""

    words: str
    do: Callable[[], object]
    done: str


def remedy_of(problem: Problem) -> Remedy:
    """Return how a problem's rule is mended."""
    rule = rule_of(problem.code)
    return rule.remedy if rule else Remedy.REPLACE


UNSEEN = (Remedy.NUMBER, Remedy.DELETE, Remedy.JOIN, Remedy.OTHER_PART, Remedy.NOTE_LAST)
"""What is done to many paragraphs at once without a look at each."""


def mendable(problem: Problem) -> bool:
    """Return whether there is something ready to be done about a problem."""
    if problem.fix is not None or problem.field:
        return True
    return remedy_of(problem) not in (Remedy.REPLACE, Remedy.NUMBER, Remedy.OPENING)


def mendable_unseen(problem: Problem) -> bool:
    """Return whether that can be done together with others of its rule."""
    remedy = remedy_of(problem)
    return mendable(problem) and (
        remedy in UNSEEN or (remedy is Remedy.REPLACE and problem.fix is not None)
    )


def offers(editor: DraftEditor, problem: Problem) -> list[FixAction]:
    """Return what can be done about a problem of the draft as it is, the rule's own fix first."""
    remedy, line, fix = remedy_of(problem), problem.line, problem.fix
    if fix is not None and remedy is Remedy.OPENING:
        done = "The opening line was put in."
        return [FixAction(f"Begin with “{fix}”", lambda: editor.insert_opening(fix), done)]
    if fix is not None and remedy is Remedy.NUMBER and line is not None:
        done = f"Numbered {fix}"
        return [FixAction(f"Number it {fix}", lambda: editor.number_by_position(line), done)]
    heading = (
        [FixAction("Edit the heading…", editor.heading_clicked.emit, "")] if problem.field else []
    )
    if fix is not None:
        return [replacing(editor, problem, fix), *heading]
    return [*heading, *_commands(editor, problem, remedy)]


def replacing(editor: DraftEditor, problem: Problem, words: str) -> FixAction:
    """Return the offer to put these words in the place of those that the problem is about."""
    shown = quoted(words)
    name = f"Change to {shown}" if problem.start < problem.end else f"Add {shown}"
    return FixAction(
        name if words else "Delete it",
        lambda: put(editor, problem, words),
        f"Changed to {shown}." if words else "Deleted.",
    )


def put(editor: DraftEditor, problem: Problem, words: str, show: bool = True) -> None:
    """Put words in the place of those that a problem is about, as one step of undo; show: go there."""
    if problem.note is not None:
        editor.put_in_note(problem.note, problem.start, problem.end, words)
    elif problem.line is not None:
        editor.put_words(problem.line, problem.start, problem.end, words, show)
    elif problem.field:
        heading = editor.heading()
        new = with_field(heading, problem.field, problem.start, problem.end, words)
        if new is not None:
            editor.set_heading(new)


def _commands(editor: DraftEditor, problem: Problem, remedy: Remedy) -> list[FixAction]:
    """Return the commands of the editor that mend a problem for which no words are at hand."""
    line, note = problem.line, problem.note
    if remedy is Remedy.WRITE_NOTE and note is not None:
        return [
            FixAction("Write the note…", lambda: editor.note_opened.emit(editor.note_key(note)), "")
        ]
    if remedy is Remedy.RENUMBER:
        return [FixAction("Renumber", editor.renumber, "Renumbered.")]
    if line is None:
        return []

    def there(command: Callable[[], object]) -> Callable[[], object]:
        def do() -> object:
            editor.goto(line)
            return command()

        return do

    match remedy:
        case Remedy.OTHER_PART:
            operative = editor.clause_at(line).block.kind is Kind.OPERATIVE
            part = "a preambular" if operative else "an operative"
            words = f"Make it {part} paragraph"
            done = f"It is now {part} paragraph."
            return [FixAction(words, there(editor.toggle_part), done)]
        case Remedy.DELETE:
            return [FixAction("Delete the paragraph", there(editor.delete_clause), "Deleted.")]
        case Remedy.NOTE_LAST:
            words = "Put the note mark after it"
            done = "The note mark stands after the punctuation."
            return [FixAction(words, lambda: editor.put_note_last(line, problem.start), done)]
        case Remedy.JOIN:
            words = "Join it to the paragraph above"
            return [FixAction(words, there(editor.join_to_above), "Joined.")]
    return []


# --- all of a kind -------------------------------------------------------------------------------


def mend_all(editor: DraftEditor, problems: Sequence[Problem]) -> int:
    """Make the fixes of these problems as one step of undo; return of how many. The cursor stays where it is.

    Last first, so that the places of those before stay right; what overlaps with one that was fixed is skipped.
    """
    document, here = editor.document(), editor.textCursor()
    before, made = document.availableUndoSteps(), 0
    with _at_rest(editor):
        for problem in _apart(problems):
            if (mend := _quietly(editor, problem)) is None:
                continue
            begun = document.availableUndoSteps() > before
            with one_step(QTextCursor(document), join=begun):
                mend()
            made += 1
        editor.setTextCursor(here)
    return made


def _quietly(editor: DraftEditor, problem: Problem) -> Callable[[], object] | None:
    """Return what mends a problem among others, None where each wants a look."""
    fix = problem.fix
    if not mendable_unseen(problem):
        return None
    if fix is not None and remedy_of(problem) is Remedy.REPLACE:
        return lambda: put(editor, problem, fix, show=False)
    return next((offer.do for offer in offers(editor, problem)), None)


def _apart(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield problems from the last to the first, without those that reach into one behind them."""
    behind: Problem | None = None
    for problem in sorted(problems, key=lambda p: (p.order, p.end), reverse=True):
        if (
            behind is not None
            and (problem.line, problem.note, problem.field)
            == (behind.line, behind.note, behind.field)
            and (problem.end > behind.start or problem.start == behind.start)
        ):
            continue
        behind = problem
        yield problem


@contextmanager
def _at_rest(editor: DraftEditor) -> Iterator[None]:
    """Let nothing be put in or painted while one goes from fix to fix; the view stays where it is."""
    bar = editor.verticalScrollBar()
    place = bar.value()
    with editor.final_marks.resting():
        editor.setUpdatesEnabled(False)
        try:
            yield
        finally:
            bar.setValue(place)
            editor.setUpdatesEnabled(True)


def select(editor: DraftEditor, problem: Problem) -> None:
    """Go to a problem: its words are selected, or the mark of its note; the heading where it has no other place."""
    if problem.note is not None:
        editor.goto_note(editor.note_key(problem.note))
    elif problem.line is not None:
        editor.goto(problem.line, problem.start, problem.end)
    else:
        editor.goto(0)
