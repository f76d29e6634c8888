"""Exports the draft as a Word file with all changes from another text tracked, as the Secretariat requests."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import sentence_of
from desktop.base.progress import TaskProgress
from desktop.base.settings import AUTHOR, Settings
from desktop.base.workers import Task, Worker, WorkerPool
from desktop.comparing.controller import CompareController
from desktop.files.draft_file import DraftFile
from desktop.files.exports import write_whole
from desktop.files.file_dialogs import FileDialogs
from resolution.formats import word

if TYPE_CHECKING:
    from desktop.editor import DraftEditor
    from resolution.model import Resolution

log = logging.getLogger(__name__)

DIALOG_TITLE = "Track every change from"


class TrackingController(QObject):
    """Asks for the text from which changes are tracked, and remembers it for the draft. One for each window."""

    message = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        editor: DraftEditor,
        file: DraftFile,
        comparing: CompareController,
        dialogs: FileDialogs,
        settings: Settings,
        pool: WorkerPool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._file = file
        self._comparing = comparing
        self._dialogs = dialogs
        self._settings = settings
        self._worker = Worker("tracking", self, pool)
        self._progress = TaskProgress(dialogs, self._worker)

    @property
    def busy(self) -> bool:
        """Return whether a file is being written."""
        return self._worker.busy

    def export_tracked(self) -> None:
        """Ask for the text from which changes are tracked, then for the file to write."""
        stored = self._settings.base(self._file.path) if self._file.path else ""
        first = Path(stored) if stored and Path(stored).is_file() else stored
        self._comparing.choose_text(self._export, DIALOG_TITLE, first)

    def _export(self, name: str, base: Resolution, source: Path | None) -> None:
        proposed = self._proposed(name)
        path = self._dialogs.file_to_export(proposed, [word.FORMAT])
        if path is None:
            return
        self._editor.finish_marks()
        draft, author = self._editor.resolution(), self._settings.text(AUTHOR)
        emblem, step = self._file.emblem(), self._file.line_step()
        task = self._worker.ask(
            lambda task: _write(path, base, draft, author, emblem, step, task),
            lambda _: self._written(path, name, source),
            lambda error: self._failed(path, error),
            lambda done, total, _: self._progress.advance(done, total),
            topic="tracked",
        )
        self._progress.show(f"Writing {path.name}…", task)

    def _proposed(self, name: str) -> Path:
        named = self._file.path or self._file.source
        stem = named.stem if named else self._file.name
        against = "".join(c if c.isalnum() else "_" for c in name).strip("_")
        return self._file.folder() / f"{stem} against {against}{word.FORMAT.ending}"

    def _written(self, path: Path, name: str, source: Path | None) -> None:
        self._progress.close()
        if self._file.path:
            self._settings.save_base(self._file.path, str(source) if source else name)
        self.message.emit(f"{path.name} has every change from {name} tracked.")

    def _failed(self, path: Path, error: Exception) -> None:
        self._progress.close()
        log.error("exporting %s with tracked changes", path, exc_info=error)
        self._dialogs.show_warning(
            "Nothing was exported", sentence_of(error, f"“{path.name}” could not be written")
        )

    def stop(self) -> None:
        """Stop the background work."""
        self._worker.stop()


def _write(
    path: Path,
    base: Resolution,
    draft: Resolution,
    author: str,
    emblem: Path | None,
    step: int,
    task: Task,
) -> None:
    """Compare and write; nothing is written once the task is cancelled."""
    from resolution.diff.compare import compare
    from resolution.formats.word.writer import tracked_to_bytes

    revision = compare(base, draft, task.go_on)
    data = tracked_to_bytes(revision, author, None, emblem, step)
    task.go_on(1, 1)
    write_whole(path, data)
