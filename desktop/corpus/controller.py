"""Shows the corpus window, runs its commands, and offers to resume interrupted imports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.base.corpus_service import CorpusService
from desktop.base.dialogs import Dialogs

if TYPE_CHECKING:
    from desktop.corpus.window import CorpusWindow
    from precedent_corpus.store.marks import TextMark


class CorpusController(QObject):
    """Updates the corpus window when the corpus changes."""

    open_wanted = Signal(str)
    add_wanted = Signal()
    folder_wanted = Signal()
    record_wanted = Signal()
    message = Signal(str)

    def __init__(self, corpus: CorpusService, dialogs: Dialogs, parent: QWidget) -> None:
        super().__init__(parent)
        self._corpus = corpus
        self._dialogs = dialogs
        self._parent = parent
        self.window: CorpusWindow | None = None
        corpus.counted.connect(lambda *_: self.follow())
        corpus.reported.connect(self._report)
        corpus.cut_off.connect(self.offer)

    def show_corpus(self) -> None:
        """Show the texts in the corpus."""
        from desktop.corpus.window import CorpusWindow

        if self.window is None:
            window = self.window = CorpusWindow(self._parent)
            window.open_wanted.connect(self.open_wanted)
            window.add_wanted.connect(self.add_wanted)
            window.folder_wanted.connect(self.folder_wanted)
            window.record_wanted.connect(self.record_wanted)
            window.remove_wanted.connect(self.remove)
            window.mark_wanted.connect(self.mark)
            window.rebuild_wanted.connect(self.rebuild)
            window.resume_wanted.connect(self._corpus.resume)
            window.show_last(self._corpus.last_report)
        self.window.show()
        self.window.raise_()
        self.follow()

    def follow(self) -> None:
        """Show the current contents of the corpus."""
        from desktop.corpus.list import listing_of

        if self.window and self.window.isVisible():
            self._corpus.ask(listing_of, self.window.show_listing)

    def _report(self, sentence: str) -> None:
        if self.window:
            self.window.show_last(sentence)

    def remove(self, symbols: Sequence[str]) -> None:
        """Remove texts from the corpus after confirmation."""
        if not symbols:
            return
        what, they = (symbols[0], "It") if len(symbols) == 1 else (f"{len(symbols)} texts", "They")
        sentence = f"{they} will no longer be found as precedents. Drafts that use the wording stay as they are."
        if self._dialogs.confirm(f"Remove {what}?", sentence, "Remove"):
            self._corpus.change(
                lambda corpus: corpus.remove_all(symbols),
                f"{what} removed.",
                "Nothing was removed",
            )

    def mark(self, symbols: Sequence[str], mark: TextMark) -> None:
        """Mark texts as excluded or preferred, or remove the mark."""
        what = symbols[0] if len(symbols) == 1 else f"{len(symbols)} texts"
        states = {
            -1: "excluded: no matches from there",
            1: "preferred",
            0: "neither excluded nor preferred",
        }
        self._corpus.change(
            lambda corpus: corpus.mark(symbols, mark),
            f"{what} {states[int(mark)]}.",
            "Nothing was changed",
        )

    def rebuild(self) -> None:
        """Rebuild the index."""
        self.message.emit("The index is being made anew…")
        self._corpus.change(
            lambda corpus: corpus.rebuild(),
            "The index was made anew.",
            "The index was not made anew",
        )

    def offer(self, unfinished: Sequence[Sequence[Path]]) -> None:
        """Ask whether to resume an import that was stopped or interrupted."""
        names = ", ".join(dict.fromkeys(path.name for paths in unfinished for path in paths))
        sentence = (
            f"{names}: not all of it was read. What was read is kept; going on reads the rest."
            " Otherwise it is not offered again."
        )
        if self._dialogs.confirm("Go on adding precedents?", sentence, "Go on"):
            self._corpus.resume()
        else:
            self._corpus.change(
                lambda corpus: corpus.forget_unfinished(), "", "The import is still offered"
            )
