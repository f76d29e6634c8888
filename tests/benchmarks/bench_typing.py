"""How late a key is in the whole window, with checks and precedents on, beside a bare QTextEdit with the same text.

Also: how long the window is busy when such a text is opened, and while it is scrolled through. The two editors take
turns key by key in one run, so that whatever else the machine does falls on both alike. The bare one has the same words
in the same typeface and line width, and nothing else. Keys come in bursts with pauses, so that searches, checks and the
outline fall among them as they do when somebody writes; a key's time ends when its letter is painted.
Run: python tests/benchmarks/bench_typing.py [keys]
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from desktop.shell import application
from desktop.shell.garbage_collection import GarbageCollector
from desktop.shell.window import DraftWindow
from precedent_corpus.corpus import Corpus, ensure_starter
from resolution.model import Block, Division, Kind, Masthead, Note, Resolution
from resolution.text import NoteRef, make, with_lead

KEYS = "to consider, as appropriate, "
BURST = 8
"""Keys in a burst; in the pause after it the window catches up."""
BETWEEN_KEYS, PAUSE = 0.02, 0.25
"""Seconds from key to key, and from burst to burst."""
SIZES = (429, 2_000)
"""Operative paragraphs. The longest adopted texts have some 429 rows in their operative part."""
WORDS = (
    " Member States, the United Nations system and other stakeholders to strengthen cooperation, including through the"
    " exchange of information and of good practices, with a view to countering the use of technologies for criminal"
    " purposes in all their forms and manifestations"
)
VERBS = (("Recalling", "Noting", "Recognizing"), ("Invites", "Encourages", "Requests"))
"""In turns, as adopted texts have them: what the checks find in a text of one verb is a problem in every paragraph."""
SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def draft(operative: int) -> Resolution:
    """Return a draft of so many operative paragraphs, a seventh as many preambular ones, a note to every third."""
    blocks = [Block(Kind.FORMULA, make("The General Assembly,"))]
    notes = []
    for number in range(operative // 7 + operative):
        preambular = number < operative // 7
        verb = VERBS[not preambular][number % 3]
        last = number == operative // 7 + operative - 1
        mark = "," if preambular else "." if last else ";"
        text = with_lead(make(f"{verb}{WORDS}{mark}"), len(verb))
        if number % 3 == 0:
            notes.append(Note(make(f"See resolution 55/{number + 1}.")))
            text = (*text, NoteRef(len(notes) - 1))
        blocks.append(Block(Kind.PREAMBULAR if preambular else Kind.OPERATIVE, text))
    division = Division(title=make("Cooperation"), blocks=tuple(blocks))
    return Resolution(Masthead(organ="General Assembly"), (division,), tuple(notes))


def bare(resolution: Resolution, like: QTextEdit) -> QTextEdit:
    """Return a plain Qt editor with the same words, its lines as wide as those of the editor it stands beside."""
    editor = QTextEdit()
    editor.setPlainText(
        "\n".join("".join(getattr(i, "text", "") for i in b.text) for b in resolution.blocks())
    )
    frame = like.document().rootFrame().frameFormat()
    margins = frame.leftMargin() + frame.rightMargin()
    editor.document().setDefaultFont(like.document().defaultFont())
    editor.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
    editor.setLineWrapColumnOrWidth(round(like.lineWrapColumnOrWidth() - margins))
    return editor


def rest(seconds: float) -> float:
    """Let the window work for a while; return the longest time it was busy without a look at the keyboard, in ms."""
    longest, until = 0.0, perf_counter() + seconds
    while perf_counter() < until:
        started = perf_counter()
        QApplication.processEvents()
        longest = max(longest, perf_counter() - started)
        QTest.qSleep(1)
    return 1_000 * longest


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
    print(f"  {name:<28} median {median:6.2f} ms   p99 {p99:6.2f} ms   worst {ordered[-1]:6.2f} ms")
    return median


def opening(window: DraftWindow, resolution: Resolution) -> None:
    """Print how long the window is busy until an opened text stands there, painted, outline and all."""
    started = perf_counter()
    window.file.take(resolution)
    QApplication.processEvents()
    shown = 1_000 * (perf_counter() - started)
    after = rest(1.5)
    print(
        f"  opening: {shown:.0f} ms of the window's time until it is shown (aim: under 500), "
        f"then never busy for longer than {after:.0f} ms"
    )


def typing(window: DraftWindow, other: QTextEdit, presses: int) -> None:
    """Print what keys take in both, in the middle of the text."""
    ours = window.editor
    middle = ours.block_count // 2
    ours.goto(middle)
    other.setTextCursor(QTextCursor(other.document().findBlockByNumber(middle - 1)))
    for editor in (ours, other):
        editor.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
        editor.moveCursor(QTextCursor.MoveOperation.Left)
        to_the_middle(editor)
    rest(0.5)
    times: dict[str, list[float]] = {"the window": [], "bare QTextEdit": []}
    stalls = []
    for press in range(presses):
        letter = KEYS[press % len(KEYS)]
        pair = (("the window", ours), ("bare QTextEdit", other))
        for name, editor in pair[:: 1 if press % 2 else -1]:
            times[name].append(key(editor, letter))
        stalls.append(rest(PAUSE if press % BURST == BURST - 1 else BETWEEN_KEYS))
    one, bare_one = (row(name, each) for name, each in times.items())
    row("between keys, longest", stalls)
    print(f"  a key takes {one / bare_one:.2f} times as long (aim: within 2)")


def to_the_middle(editor: QTextEdit) -> None:
    """Scroll the cursor to mid-height: what stands below it is painted at each key too."""
    bar = editor.verticalScrollBar()
    bar.setValue(bar.value() + editor.cursorRect().top() - editor.viewport().height() // 2)


def scrolling(window: DraftWindow, other: QTextEdit) -> None:
    """Print what a turn of the wheel takes in both, from the first line on."""
    times: dict[str, list[float]] = {"a wheel step": [], "in a bare QTextEdit": []}
    pair = (("a wheel step", window.editor), ("in a bare QTextEdit", other))
    for _, editor in pair:
        editor.verticalScrollBar().setValue(0)
    rest(0.3)
    for _ in range(200):
        for name, editor in pair:
            bar = editor.verticalScrollBar()
            started = perf_counter()
            bar.setValue(bar.value() + 60)
            QApplication.processEvents()
            times[name].append(1_000 * (perf_counter() - started))
    one, bare_one = (row(name, each) for name, each in times.items())
    print(
        f"  scrolling takes {one / bare_one:.2f} times as long; a screen shows a picture every 16 ms"
    )


def measure(app: QApplication, data: Path, operative: int, presses: int) -> None:
    """Measure a text of one size."""
    resolution = draft(operative)
    window = application.make_window(app, data)
    collector = GarbageCollector(app)  # as the program has it
    collector.watch(window)
    window.resize(1_280, 900)
    window.show()
    window.precedents.start()
    while not window.corpus_service.ready:
        rest(0.05)
    print(f"{operative} operative paragraphs, {len(resolution.notes)} notes, {presses} keys each")
    opening(window, resolution)
    other = bare(resolution, window.editor)
    other.resize(window.editor.size())
    other.show()
    typing(window, other, presses)
    scrolling(window, other)
    window.editor.document().setModified(False)
    window.close()
    other.close()
    window.deleteLater()
    other.deleteLater()
    rest(0.1)


def main() -> None:
    """Measure all sizes, with the working set of real texts as precedents where it is at hand."""
    presses = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    app = application.start(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        ensure_starter(data)
        texts = sorted(SHARED.glob("*/English/*.xml"))
        corpus = Corpus.open(data, writer=True)
        if texts:
            corpus.add(texts)
        print(f"Precedents: {len(corpus.documents())} texts")
        corpus.close()
        for operative in SIZES:
            measure(app, data, operative, presses)


if __name__ == "__main__":
    main()
