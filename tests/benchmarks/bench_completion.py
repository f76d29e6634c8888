"""What completion and final marks cost at a key, beside the plain way of doing it over everything.

A citation is completed from the register's 7,717 resolutions, beside a look at each of them; a lead from the table of
leads, beside a look at each and a sort; the final marks of 429 clauses are reckoned beside reading the words of the
text once.
Run: python tests/benchmarks/bench_completion.py
"""

from __future__ import annotations

import os
from collections.abc import Callable
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desktop.editor import DraftEditor
from precedent_corpus.store.register import Register
from resolution.language.lead_completion import completions
from resolution.language.leads import table
from resolution.model import Block, Division, Kind, Masthead, Resolution
from resolution.text import make, plain

ROUNDS = 25
TYPED = ("1", "7", "2021/", "a/res/", "the", "situation in")
CLAUSES = 429


def beside(name: str, ours: Callable[[], object], plainly: Callable[[], object]) -> None:
    """Print what both cost, taken in turns, and their ratio."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for taken, work in zip(times, (ours, plainly), strict=True):
            began = perf_counter()
            work()
            taken.append(1_000 * (perf_counter() - began))
    mine, theirs = median(times[0]), median(times[1])
    print(f"{name:44} {mine:7.2f} ms   plainly {theirs:7.2f} ms   ratio {mine / theirs:5.2f}")


def citations() -> None:
    """Complete citations."""
    register = Register()
    entries = list(register)
    for typed in TYPED:
        register.complete(typed)

        def everything(typed: str = typed) -> object:
            wanted = typed.casefold()
            return [
                e for e in entries if wanted in e.symbol.casefold() or wanted in e.title.casefold()
            ]

        beside(f"citation “{typed}”", lambda typed=typed: register.complete(typed), everything)  # type: ignore[misc]


def leads() -> None:
    """Complete a lead."""
    known = list(table("en"))
    beside(
        "lead “re” after Recalling",
        lambda: completions("re", Kind.PREAMBULAR, "", "Recalling"),
        lambda: sorted((lead for lead in known if str(lead).casefold().startswith("re")), key=str),
    )


def final_marks() -> None:
    """Reckon the final marks of a long draft anew."""
    application = QApplication.instance() or QApplication(["bench"])
    editor = DraftEditor()
    blocks = tuple(
        Block(Kind.OPERATIVE, make(f"Notes {n} of the things that are to be noted;"))
        for n in range(CLAUSES)
    )
    editor.final_marks.enabled = True
    editor.load(Resolution(Masthead(), (Division(blocks=blocks),)))

    def reckoned() -> None:
        editor.final_marks._due = None
        editor.final_marks._right()

    def read() -> object:
        document = editor.document()
        return [document.findBlockByNumber(n).text() for n in range(document.blockCount())]

    beside(f"final marks of {CLAUSES} clauses", reckoned, read)
    assert [plain(b.text) for b in editor.resolution().blocks()]
    del application


if __name__ == "__main__":
    citations()
    leads()
    final_marks()
