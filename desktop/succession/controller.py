"""Makes this year's draft from an earlier text, after asking for the text and the session."""

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
    """Reads the earlier text in the background; the new draft is shown in a window of its own."""

    message = Signal(str)
    """A sentence for the status bar."""
    made = Signal(object, str)
    """The draft, and what it is called until it is saved."""

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
        """Ask which text of the corpus, or which file, the new draft is to be built on."""
        self.new_from("")

    def new_from(self, symbol: str) -> None:
        """Ask the same, with the text of a symbol selected at first."""
        if not self._corpus.ready:
            self.message.emit("The precedents are still being opened.")
            return
        self._corpus.with_documents(lambda documents: self._ask(documents, symbol))

    def _ask(self, documents: list[Document], symbol: str) -> None:
        from desktop.succession.dialog import ask_succession

        wanted = ask_succession(self._dialogs, documents, symbol, self._today(), self._folder())
        if wanted is None:
            return
        if wanted.path is not None:
            path = wanted.path
            self._worker.ask(
                lambda _: _read(path),
                lambda source: self._make(source, wanted),
                lambda error: self._dialogs.warn(
                    "No draft was made", sentence_of(error, f"“{path.name}” could not be read")
                ),
            )
        elif wanted.symbol:
            self._corpus.with_document(wanted.symbol, lambda source: self._make(source, wanted))

    def _make(self, source: Resolution, wanted: SuccessionChoice) -> None:
        # It brings the comparison of words, which the first moments of a window do without.
        from resolution.checks.rules.updates import apply_to
        from resolution.drafting.succession import next_series, series_of, successor, symbol_of

        organ, own = source.masthead.organ, series_of(source.masthead)
        series = wanted.series or (next_series(organ, own, self._today()) if own else None)
        if series is None:
            self._dialogs.warn(
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
        """End the background work."""
        self._worker.stop()


def _read(path: Path) -> Resolution:
    from resolution.formats.detect import read
    from resolution.recognition.unplaced import whole

    return whole(read(path))
