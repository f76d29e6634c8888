"""Looks up the history of a clause in the background, and shows it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.base.corpus_service import CorpusService, is_searchable
from desktop.base.errors import sentence_of
from desktop.base.theme import ThemeController
from desktop.base.workers import Worker, WorkerPool
from desktop.files.exports import write_whole
from desktop.files.file_dialogs import FileDialogs
from resolution.formats import plain
from resolution.text import folded

if TYPE_CHECKING:
    from desktop.editor import DraftEditor
    from desktop.history.window import HistoryWindow
    from precedent_corpus.analysis.history import History
    from precedent_corpus.corpus import Match

log = logging.getLogger(__name__)


class HistoryController(QObject):
    """Shows one history at a time, that of the last clause looked up."""

    message = Signal(str)
    """A sentence for the status bar."""
    whole_wanted = Signal(str, str)
    """The text with a symbol is to be shown, at a paragraph."""
    replace_wanted = Signal(object)
    """The clause at the cursor is to be replaced by this `Match`."""
    official_wanted = Signal(object)
    """The official document of this `WordingUse` is to be opened in the browser."""
    citation_wanted = Signal(object)
    """The citation of this `WordingUse` is to be copied."""

    def __init__(
        self,
        corpus: CorpusService,
        editor: DraftEditor,
        own: Callable[[], str],
        dialogs: FileDialogs,
        look: ThemeController,
        pool: WorkerPool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._corpus = corpus
        self._editor = editor
        self._own = own
        self._dialogs = dialogs
        self._look = look
        self._parent = parent
        self._worker = Worker("history", self, pool)
        self._clause = ""
        self.window: HistoryWindow | None = None
        corpus.counted.connect(self._make_ready)

    def _make_ready(self) -> None:
        """Read the series of the texts in advance, so that no history or standing of a clause waits for them."""
        if corpus := self._corpus.corpus:
            language = self._editor.heading().language
            self._worker.ask(
                lambda _: corpus.know_series(language), _nothing, _not_read, topic="series"
            )

    def show_history(self) -> None:
        """Show the history of the clause at the cursor."""
        current = self._editor.current_clause()
        words = folded(current.block.text)
        if not is_searchable(words) or not current.place:
            self.message.emit("Put the cursor into a clause first.")
            return
        self._look_up(words, current.place)

    def show_history_of(self, match: Match) -> None:
        """Show the history of a precedent's wording."""
        self._look_up(match.text, f"{match.symbol}, {match.paragraph}")

    def _look_up(self, words: str, place: str) -> None:
        corpus = self._corpus.corpus
        if corpus is None:
            self.message.emit("The precedents are not open yet; try again in a moment.")
            return
        self._clause = self._editor.current_clause().block.id
        heading, title = self._editor.heading(), folded(self._editor.resolution().main.title)
        language, own = heading.language, self._own()
        window = self._shown()
        window.setWindowTitle(f"History of {place}")
        window.show_waiting(words)
        self._worker.ask(
            lambda _: corpus.history(words, language=language, title=title, exclude=own),
            window.show_history,
            self._failed,
            topic="history",
        )

    def _shown(self) -> HistoryWindow:
        from desktop.history.window import HistoryWindow

        if self.window is None:
            window = self.window = HistoryWindow(self._look.theme, self._parent)
            window.replace_wanted.connect(self._replace)
            window.whole_wanted.connect(self.whole_wanted)
            window.official_wanted.connect(self.official_wanted)
            window.citation_wanted.connect(self.citation_wanted)
            window.save_wanted.connect(self._save)
            window.message.connect(self.message)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        return self.window

    def _failed(self, error: Exception) -> None:
        log.error("looking up a history", exc_info=error)
        if self.window:
            self.window.show_problem(sentence_of(error, "The history could not be looked up"))

    def _replace(self, match: Match) -> None:
        """Replace the clause that was looked up, wherever it is now, by a wording."""
        if not self._editor.goto_name(self._clause):
            self.message.emit("The clause is no longer in the draft; nothing was replaced.")
            return
        self.replace_wanted.emit(match)

    def _save(self) -> None:
        from precedent_corpus.analysis.history_words import as_text

        history: History | None = self.window.history if self.window else None
        if history is None or not history.stages:
            return
        path = self._dialogs.file_to_export(Path("History of a clause.txt"), (plain.FORMAT,))
        if path is None:
            return
        try:
            write_whole(path, f"{as_text(history)}\n".encode())
        except OSError as error:
            log.error("writing a history to %s", path, exc_info=error)
            sentence = sentence_of(error, f"“{path.name}” could not be written")
            self._dialogs.show_warning("The history was not written", sentence)
            return
        self.message.emit(f"The history was written to {path}.")

    @property
    def busy(self) -> bool:
        """Return whether a history is being looked up."""
        return self._worker.busy

    def stop(self) -> None:
        """End the background work."""
        self._worker.stop()


def _nothing(_: None) -> None:
    """What was read is kept where it is needed."""


def _not_read(error: Exception) -> None:
    """The next request reads the series, and reports why it cannot."""
    log.warning("reading the series", exc_info=error)
