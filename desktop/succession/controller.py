"""Makes this year's draft from an earlier text; asks for the text and the session."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.base.corpus_service import CorpusService
from desktop.base.errors import sentence_of
from desktop.base.workers import Worker, WorkerPool
from desktop.files.file_dialogs import FileDialogs
from resolution.text import abridged

if TYPE_CHECKING:
    from desktop.succession.dialog import SuccessionChoice
    from precedent_corpus.corpus import Document
    from resolution.model import Resolution

log = logging.getLogger(__name__)

NAME_LENGTH = 60


class SuccessionController(QObject):
    """Reads the earlier text in the background, and emits the new draft for a window of its own."""

    message = Signal(str)
    """A sentence for the status bar."""
    made = Signal(object, str)
    """The draft, and its name until it is saved."""

    def __init__(
        self,
        corpus: CorpusService,
        dialogs: FileDialogs,
        folder: Callable[[], Path],
        pool: WorkerPool,
        parent: QObject | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._corpus = corpus
        self._dialogs = dialogs
        self._folder = folder
        self._today = today
        self._worker = Worker("successor", self, pool)

    @property
    def busy(self) -> bool:
        """Return whether a text is being read."""
        return self._worker.busy

    def new_from_precedent(self) -> None:
        """Ask for the text of the corpus, or the file, that the new draft is based on."""
        self.new_from("")

    def new_from(self, symbol: str) -> None:
        """Ask for the base text, with the text of this symbol selected at first."""
        if not self._corpus.ready:
            self.message.emit("The precedents are still being opened.")
            return
        self._corpus.with_documents(lambda documents: self._ask(documents, symbol))

    def _ask(self, documents: list[Document], symbol: str) -> None:
        from desktop.succession.dialog import ask_succession

        choice = ask_succession(self._dialogs, documents, symbol, self._today(), self._folder())
        if choice is None:
            return
        if choice.path is not None:
            path = choice.path
            self._worker.ask(
                lambda _: _read(path),
                lambda source: self._make(source, choice),
                lambda error: self._dialogs.show_warning(
                    "No draft was made", sentence_of(error, f"“{path.name}” could not be read")
                ),
            )
        elif choice.symbol:
            self._corpus.with_document(choice.symbol, lambda source: self._make(source, choice))

    def _make(self, source: Resolution, choice: SuccessionChoice) -> None:
        # Imported here: it loads the word comparison, which a new window does not need at first.
        from resolution.checks.rules.updates import apply_to
        from resolution.drafting.succession import next_series, series_of, successor, symbol_of

        organ, own = source.masthead.organ, series_of(source.masthead)
        series = choice.series or (next_series(organ, own, self._today()) if own else None)
        if series is None:
            self._dialogs.show_warning(
                "No draft was made",
                "The text does not say which session it belongs to; give it a symbol or a session first (F4).",
            )
            return
        item = self._corpus.register.agenda_item(source.title, organ, series)
        draft = successor(source, series, item)
        self.made.emit(
            draft, f"Draft on {abridged(source.title, NAME_LENGTH) or symbol_of(source)}"
        )
        named = symbol_of(source) or "the file"
        next_step = (
            "F9 goes to what usually changes."
            if apply_to(draft.masthead.language)
            else "What usually changes is known for texts in English only."
        )
        self.message.emit(f"A draft built on {named}. {next_step}")

    def stop(self) -> None:
        """Stop the background work."""
        self._worker.stop()


def _read(path: Path) -> Resolution:
    from resolution.formats.detect import read
    from resolution.recognition.unplaced import with_unread

    return with_unread(read(path))
