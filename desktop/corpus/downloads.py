"""Downloads archives of the record on a worker of its own and adds their texts to the corpus."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.base.corpus_service import CorpusService
from desktop.base.errors import sentence_of
from desktop.base.services import Services
from desktop.base.workers import Task, Worker
from desktop.files.file_dialogs import FileDialogs

if TYPE_CHECKING:
    from desktop.corpus.download_dialog import DownloadDialog
    from precedent_corpus.store.archives import Archive
    from precedent_corpus.store.record import Got

log = logging.getLogger(__name__)


class DownloadController(QObject):
    """Shows the download dialog and runs its commands."""

    message = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        services: Services,
        corpus: CorpusService,
        dialogs: FileDialogs,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._data = services.data
        self._transfers = services.transfers
        self._corpus = corpus
        self._dialogs = dialogs
        self._window = parent
        self._worker: Worker | None = None
        self._task: Task | None = None
        self.dialog: DownloadDialog | None = None
        self._waiting: list[Path] = []
        self.loopback = False
        """Allow plain HTTP from this computer; for tests only."""
        corpus.counted.connect(lambda *_: self._count())
        for free in (corpus.ended, corpus.edited):
            free.connect(self._add_waiting, Qt.ConnectionType.QueuedConnection)

    def get_record(self) -> None:
        """Show the archives of the record that can be downloaded."""
        from desktop.corpus.download_dialog import DownloadDialog
        from precedent_corpus.store.archives import archives

        if self.dialog is None:
            dialog = self.dialog = DownloadDialog(archives(), self._window)
            dialog.get_wanted.connect(self.get)
            dialog.address_wanted.connect(self.get_address)
            dialog.open_wanted.connect(self._open)
            dialog.stop_wanted.connect(self.stop_getting)
        self._count()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _count(self) -> None:
        from precedent_corpus.store.archives import archives

        if self.dialog and self.dialog.isVisible():
            patterns = [archive.symbols for archive in archives()]
            self._corpus.ask(lambda corpus: corpus.counted(patterns), self.dialog.show_counts)

    def _open(self) -> None:
        folder = self._data / "downloads"
        if paths := self._dialogs.precedent_files(folder if folder.exists() else Path.home()):
            self._corpus.add(paths)

    def get(self, wanted: Sequence[Archive], languages: Sequence[str]) -> None:
        """Download archives and add their texts."""
        from precedent_corpus.store.record import get

        self._begin(
            lambda task: get(
                wanted,
                languages,
                self._data,
                task.report,
                task.cancelled,
                loopback=self.loopback,
            )
        )

    def get_address(self, address: str, checksum: str) -> None:
        """Download the archive at a web address and add its texts."""
        from precedent_corpus.store.record import get_address

        self._begin(
            lambda task: get_address(
                address,
                checksum,
                self._data,
                task.report,
                task.cancelled,
                loopback=self.loopback,
            )
        )

    def _begin(self, work: Callable[[Task], Got]) -> None:
        if self._worker is None:
            self._worker = Worker("downloads", self, self._transfers)
        if self._worker.busy:
            return
        self._show((0, 0))
        self._task = self._worker.ask(work, self._downloaded, self._failed, self._advance)

    def _show(self, progress: tuple[int, int] | None, name: str = "") -> None:
        if self.dialog:
            self.dialog.show_progress(progress, name)

    def _advance(self, done: int, total: int, name: str) -> None:
        self._show((done, total), name)

    def _downloaded(self, got: Got) -> None:
        self._show(None)
        sentence = sentence_on(got)
        if self.dialog:
            self.dialog.show_result(sentence)
        self.message.emit(sentence)
        if got.failed:
            lines = [f"{name}: {why}" for name, why in got.failed]
            self._dialogs.show_lines("Not downloaded", "These did not come:", lines, asked=False)
        self._waiting += got.paths
        self._add_waiting()

    def _add_waiting(self) -> None:
        """Add the downloaded files as soon as the current import has ended."""
        if self._waiting and not self._corpus.adding:
            paths, self._waiting = self._waiting, []
            self._corpus.add(paths)

    def _failed(self, error: Exception) -> None:
        self._show(None)
        log.error("getting the record", exc_info=error)
        self._dialogs.show_warning(
            "Nothing was downloaded", sentence_of(error, "The record was not had")
        )

    def stop_getting(self) -> None:
        """Stop the download; received data is kept, and the next download continues from there."""
        if self._task:
            self._task.cancel()

    def stop(self) -> None:
        """Stop the background work."""
        if self._worker:
            self._worker.stop(
                wait=0.5
            )  # do not wait for a server that does not answer: received data is kept


def sentence_on(got: Got) -> str:
    """Return a sentence on the downloaded archives, with their checksums."""
    if got.stopped and not got.paths:
        return "Stopped; the next download goes on from there, where the server allows it."
    if not got.paths:
        return "Nothing was downloaded."
    archives = "One archive" if len(got.paths) == 1 else f"{len(got.paths)} archives"
    stopped = "Stopped. " if got.stopped else ""
    sums = "".join(f" {had.path.name}: SHA-256 {had.sha256}." for had in got.downloads)
    return f"{stopped}{archives} came; the texts are being added.{sums}"
