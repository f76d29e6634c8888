"""How long a key takes in the editor, painting included, beside a bare QTextEdit that holds the same words.

The two take turns key by key in one run, so that whatever else the machine does falls on both alike.
Run: python tests/benchmarks/bench_typing.py [keys]
"""

from __future__ import annotations

import os
import statistics
import sys
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from desktop.editor import DraftEditor
from resolution.model import Block, Division, Kind, Masthead, Note, Resolution
from resolution.text import NoteRef, make, with_lead

KEYS = "Invites Member States to consider, "
CLAUSES = (300, 2_000)
WORDS = (
    " Member States, the United Nations system and other stakeholders to strengthen cooperation, including through the"
    " exchange of information and of good practices, with a view to countering the use of technologies for criminal"
    " purposes in all their forms and manifestations, as appropriate"
)


def draft(clauses: int) -> Resolution:
    """Return a draft of so many clauses: a preamble, operative paragraphs with items, a note to every third."""
    blocks = [Block(Kind.FORMULA, make("The General Assembly,"))]
    notes = []
    for number in range(clauses):
        preambular = number < clauses // 3
        verb = "Recalling" if preambular else "Invites"
        text = with_lead(make(verb + WORDS), len(verb))
        if number % 3 == 0:
            notes.append(Note(make(f"See resolution 55/{number + 1}.")))
            text = (*text, NoteRef(len(notes) - 1))
        kind = Kind.PREAMBULAR if preambular else Kind.ITEM if number % 4 else Kind.OPERATIVE
        blocks.append(Block(kind, text, level=1 if kind is Kind.ITEM else 0))
    division = Division(title=make("Cooperation"), blocks=tuple(blocks))
    return Resolution(Masthead(organ="General Assembly"), (division,), tuple(notes))


def bare(resolution: Resolution) -> QTextEdit:
    """Return a plain Qt editor with the same words in the same size."""
    editor = QTextEdit()
    editor.setPlainText(
        "\n".join("".join(getattr(i, "text", "") for i in b.text) for b in resolution.blocks())
    )
    return editor


def key(editor: QTextEdit, letter: str) -> float:
    """Press one key, let the editor paint, and return the milliseconds it took."""
    started = perf_counter()
    QTest.keyClicks(editor, letter)
    QApplication.processEvents()
    return 1_000 * (perf_counter() - started)


def row(name: str, times: list[float]) -> float:
    """Print median, 99th percentile and worst; return the median."""
    ordered = sorted(times)
    median = statistics.median(ordered)
    p99 = ordered[int(0.99 * (len(ordered) - 1))]
    print(f"  {name:<14} median {median:6.2f} ms   p99 {p99:6.2f} ms   worst {ordered[-1]:6.2f} ms")
    return median


def measure(clauses: int, presses: int) -> None:
    """Measure keys in the middle of drafts of one size, and what reading the change back takes."""
    resolution = draft(clauses)
    ours, theirs = DraftEditor(), bare(resolution)
    started = perf_counter()
    ours.load(resolution)
    loaded = 1_000 * (perf_counter() - started)
    theirs.document().setDefaultFont(ours.document().defaultFont())
    for editor in (ours, theirs):
        editor.resize(1_000, 800)
        editor.show()
    QApplication.processEvents()
    ours.goto(clauses // 2)
    theirs.setTextCursor(QTextCursor(theirs.document().findBlockByNumber(clauses // 2)))
    for editor in (ours, theirs):
        editor.ensureCursorVisible()
        QTest.keyClick(editor, Qt.Key.Key_End)
        _to_the_middle(editor)
        QApplication.processEvents()
    times: dict[str, list[float]] = {"ours": [], "theirs": [], "reading": []}
    for press in range(presses):
        letter = KEYS[press % len(KEYS)]
        for name, editor in (("ours", ours), ("theirs", theirs))[:: 1 if press % 2 else -1]:
            times[name].append(key(editor, letter))
        cursor = ours.textCursor()
        cursor.insertText("")
        times["reading"].append(_reading(ours))
    print(f"{clauses} clauses, {presses} keys each; loaded in {loaded:.0f} ms")
    one, other = row("the editor", times["ours"]), row("bare QTextEdit", times["theirs"])
    row("reading back", times["reading"])
    print(f"  the editor takes {one / other:.2f} times as long (aim: within 2)")


def _to_the_middle(editor: QTextEdit) -> None:
    """Scroll the cursor to mid-height: what stands below it is painted at each key too."""
    bar = editor.verticalScrollBar()
    bar.setValue(bar.value() + editor.cursorRect().top() - editor.viewport().height() // 2)


def _reading(editor: DraftEditor) -> float:
    """Return the milliseconds that the resolution takes to be read after the clause under the cursor changed."""
    block = editor.textCursor().block()
    editor._transcript._forget(block.position(), 1, 1)
    editor._transcript._resolution = None
    started = perf_counter()
    editor.resolution()
    return 1_000 * (perf_counter() - started)


def main() -> None:
    """Measure both sizes."""
    app = QApplication.instance() or QApplication(sys.argv)
    presses = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    for clauses in CLAUSES:
        measure(clauses, presses)
    app.quit()


if __name__ == "__main__":
    main()
