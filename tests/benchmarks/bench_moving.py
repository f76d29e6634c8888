"""How long finding, replacing, moving and folding take in the longest texts there are.

Run: python tests/benchmarks/bench_moving.py
"""

from __future__ import annotations

import os
from collections.abc import Callable
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desktop.editor import DraftEditor
from desktop.editor.document.pattern import SearchOptions
from desktop.editor.item_folding import ItemFolding
from resolution.model import Block, Division, Kind, Masthead, Resolution
from resolution.text import make, with_lead

CLAUSES, ITEMS = 107, 3
"""Together some 429 operative paragraphs and items, as the longest adopted texts have."""
WORDS = (
    " Member States, the United Nations system and other stakeholders to strengthen cooperation, including through the"
    " exchange of information and of good practices, with a view to countering the use of technologies for criminal"
    " purposes in all their forms and manifestations"
)


def draft() -> Resolution:
    """Return a draft of that size."""
    blocks = []
    for _ in range(CLAUSES):
        blocks.append(Block(Kind.OPERATIVE, with_lead(make(f"Invites{WORDS}:"), 7)))
        blocks += [Block(Kind.ITEM, make(f"To encourage{WORDS};"), level=1)] * ITEMS
    division = Division(title=make("Cooperation"), blocks=tuple(blocks))
    return Resolution(Masthead(organ="General Assembly"), (division,))


def main() -> None:
    """Measure and print."""
    app = QApplication([])
    editor = DraftEditor()
    editor.resize(900, 700)
    editor.load(draft())
    editor.show()
    folding = ItemFolding(editor)
    app.processEvents()

    def timed(name: str, work: Callable[[], object]) -> None:
        began = perf_counter()
        work()
        app.processEvents()
        print(f"{name:44s} {(perf_counter() - began) * 1e3:7.1f} ms")

    editor.search.marked = True
    for words in ("Member States", "e"):
        timed(f"find “{words}”", lambda words=words: editor.search.look_for(SearchOptions(words)))
        print(f"{'':44s} {len(editor.search.hits):7d} places")
    timed("find with a regular expression", lambda: editor.search.look_for(
        SearchOptions(r"\b(\w+)tion\b", expression=True)))  # fmt: skip
    timed("search again, nothing changed", editor.search.refresh)
    editor.search.look_for(SearchOptions("Member States"))
    count = len(editor.search.hits)
    timed(f"replace all {count}", lambda: editor.search.replace(editor.search.hits, "Countries"))
    timed("undo that", editor.undo)
    editor.goto(1 + 4 * (CLAUSES // 2))
    timed("move a clause with its items by one", lambda: editor.move_clause(1))
    index = editor.current_clause().index
    timed("work out where it may go", lambda: editor.moves.places(editor.moves.groups([index])))
    timed("drop it at the end", lambda: editor.move_blocks([index], editor.block_count))
    timed("fold all", folding.fold_all)
    timed("unfold all", folding.unfold_all)


if __name__ == "__main__":
    main()
