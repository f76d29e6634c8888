"""Writes a report file on the draft: the standing of every clause compared with adopted language."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import sentence_of
from desktop.base.progress import TaskProgress
from desktop.base.workers import Task, Worker, WorkerPool
from desktop.files.draft_file import DraftFile
from desktop.files.exports import write_whole
from desktop.files.file_dialogs import FileDialogs
from resolution.formats import html, plain, word

if TYPE_CHECKING:
    from desktop.editor import DraftEditor
    from resolution.model import Resolution

log = logging.getLogger(__name__)

FORMATS = (word.FORMAT, html.FORMAT, plain.FORMAT)


class ReportController(QObject):
    """Writes the report on a worker of its own, so that the panel stays responsive."""

    message = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        data: Path,
        editor: DraftEditor,
        file: DraftFile,
        dialogs: FileDialogs,
        pool: WorkerPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._data = data
        self._editor = editor
        self._file = file
        self._dialogs = dialogs
        self._worker = Worker("report", self, pool)
        self._progress = TaskProgress(dialogs, self._worker)

    @property
    def busy(self) -> bool:
        """Return whether a report is being written."""
        return self._worker.busy

    def report_on_draft(self) -> None:
        """Ask for the file, and write the report to it."""
        name = Path(self._file.name).stem
        proposed = self._file.folder() / f"Report on {name}.docx"
        path = self._dialogs.file_to_export(proposed, FORMATS)
        if path:
            self.report_to(path)

    def report_to(self, path: Path) -> None:
        """Write the report on the current draft in the format given by the path's suffix."""
        resolution = self._editor.resolution()
        name = resolution.masthead.symbol or self._file.name
        task = self._worker.ask(
            lambda task: _write(self._data, resolution, name, path, task),
            lambda _: self._written(path),
            lambda error: self._failed(path, error),
            lambda done, total, _: self._progress.advance(done, total),
            topic="report",
        )
        self._progress.show("Comparing every clause with the precedents…", task)

    def _written(self, path: Path) -> None:
        self._progress.close()
        self.message.emit(f"The report was written to {path}.")

    def _failed(self, path: Path, error: Exception) -> None:
        self._progress.close()
        log.error("reporting to %s", path, exc_info=error)
        sentence = sentence_of(error, f"“{path.name}” could not be written")
        self._dialogs.show_warning("No report was written", sentence)

    def stop(self) -> None:
        """Stop the background work."""
        self._worker.stop()


def _write(data: Path, resolution: Resolution, name: str, path: Path, task: Task) -> None:
    from precedent_corpus.analysis.report import own_sentence, report
    from precedent_corpus.analysis.report_pages import written
    from precedent_corpus.corpus import Corpus

    with Corpus.open(data) as corpus:
        entries = report(corpus, resolution, task.go_on)
        first = own_sentence(corpus, resolution)
    write_whole(path, written(entries, name, path.suffix.lower(), first))
