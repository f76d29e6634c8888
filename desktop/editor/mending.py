"""What can be done about a problem in the draft: the fix its rule offers, or a command that mends it; each one undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.editor.editor import DraftEditor
from resolution.checks import Problem
from resolution.model import Kind
from resolution.text import plain


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done: its name in a menu, what does it, and what is said once it is done."""

    words: str
    do: Callable[[], object]
    done: str


def offers(editor: DraftEditor, problem: Problem) -> list[Offer]:
    """Return what can be done about a problem of the draft as it is, the rule's own fix first."""
    found = []
    if problem.fix is not None:
        words = problem.fix
        if problem.code == "label":
            found.append(
                Offer(f"Number it {words}", lambda: _number(editor, problem), f"Numbered {words}")
            )
        elif problem.code == "opening-missing":
            found.append(
                Offer(
                    f"Begin with “{words}”",
                    lambda: editor.insert_opening(words),
                    "The opening line was put in.",
                )
            )
        else:
            found.append(replacing(editor, problem, words))
    found += _commands(editor, problem)
    return found


def replacing(editor: DraftEditor, problem: Problem, words: str) -> Offer:
    """Return the offer to put these words in the place of those that the problem is about."""
    name = f"Change to “{words}”" if problem.start < problem.end else f"Add “{words}”"
    return Offer(
        name if words else "Delete it",
        lambda: put(editor, problem, words),
        f"Changed to “{words}”." if words else "Deleted.",
    )


def put(editor: DraftEditor, problem: Problem, words: str) -> None:
    """Put words in the place of those that a problem is about, as one step of undo."""
    if problem.note is not None:
        editor.put_in_note(problem.note, problem.start, problem.end, words)
    elif problem.line is not None:
        editor.put_words(problem.line, problem.start, problem.end, words)


def _commands(editor: DraftEditor, problem: Problem) -> list[Offer]:
    """Return the commands of the editor that mend a problem for which no words are at hand."""
    line = problem.line
    if problem.code == "note-missing" and problem.note is not None:
        note = problem.note
        return [
            Offer("Write the note…", lambda: editor.note_opened.emit(editor.note_key(note)), "")
        ]
    if line is None:
        return []

    def there(command: Callable[[], object]) -> Callable[[], object]:
        def do() -> object:
            editor.goto(line)
            return command()

        return do

    match problem.code:
        case "lead-part":
            operative = editor.clause_at(line).block.kind is Kind.OPERATIVE
            part = "a preambular" if operative else "an operative"
            words = f"Make it {part} paragraph"
            return [Offer(words, there(editor.toggle_part), f"It is now {part} paragraph.")]
        case "empty-clause":
            return [Offer("Delete the paragraph", there(editor.delete_clause), "Deleted.")]
        case "fragment":
            return [Offer("Join it to the paragraph above", there(editor.join_to_above), "Joined.")]
    return []


def _number(editor: DraftEditor, problem: Problem) -> None:
    if problem.line is not None:
        editor.number_by_position(problem.line)


def words_of(editor: DraftEditor, problem: Problem) -> str:
    """Return the words that a problem is about."""
    if problem.note is not None:
        text = editor.resolution().notes[problem.note].text or ()
    elif problem.line is not None:
        text = editor.clause_at(problem.line).block.text
    else:
        return ""
    return plain(text)[problem.start : problem.end]


def select(editor: DraftEditor, problem: Problem) -> None:
    """Go to a problem: its words are selected, or the mark of its note; the top where it has no place of its own."""
    if problem.note is not None:
        editor.goto_note(editor.note_key(problem.note))
    elif problem.line is not None:
        editor.goto(problem.line, problem.start, problem.end)
    else:
        editor.goto(0)
