"""Exports the draft as a Word file with every change from another text tracked, as the Secretariat asks for."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.base.errors import sentence_of
from desktop.base.progress import Waiting
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

ASKS = "Track every change from"


class TrackingController(QObject):
    """Of one window: asks for the text that the changes are tracked from, and remembers it for the draft."""

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
        self._waiting = Waiting(dialogs, self._worker)

    @property
    def busy(self) -> bool:
        """Return whether a file is being written."""
        return self._worker.busy

    def export_tracked(self) -> None:
        """Ask for the text that the draft is to be marked against, then for the file."""
        kept = self._settings.base(self._file.path) if self._file.path else ""
        first = Path(kept) if kept and Path(kept).is_file() else kept
        self._comparing.with_another(self._export, ASKS, first)

    def _export(self, name: str, base: Resolution, source: Path | None) -> None:
        proposed = self._proposed(name)
        path = self._dialogs.file_to_export(proposed, [word.FORMAT])
        if path is None:
            return
        self._editor.finish_marks()
        draft, author = self._editor.resolution(), self._settings.words(AUTHOR)
        emblem, step = self._file.emblem(), self._file.line_step()
        task = self._worker.ask(
            lambda task: _write(path, base, draft, author, emblem, step, task),
            lambda _: self._written(path, name, source),
            lambda error: self._failed(path, error),
            lambda done, total, _: self._waiting.advance(done, total),
            topic="tracked",
        )
        self._waiting.show(f"Writing {path.name}…", task)

    def _proposed(self, name: str) -> Path:
        named = self._file.path or self._file.source
        stem = named.stem if named else self._file.name
        against = "".join(c if c.isalnum() else "_" for c in name).strip("_")
        return self._file.folder() / f"{stem} against {against}{word.FORMAT.ending}"

    def _written(self, path: Path, name: str, source: Path | None) -> None:
        self._waiting.over()
        if self._file.path:
            self._settings.keep_base(self._file.path, str(source) if source else name)
        self.message.emit(f"{path.name} has every change from {name} tracked.")

    def _failed(self, path: Path, error: Exception) -> None:
        self._waiting.over()
        log.error("exporting %s with tracked changes", path, exc_info=error)
        self._dialogs.warn(
            "Nothing was exported", sentence_of(error, f"“{path.name}” could not be written")
        )

    def stop(self) -> None:
        """End the background work."""
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
    """Compare and write; what is cancelled is not written."""
    from resolution.diff.compare import compare
    from resolution.formats.word.writer import tracked_to_bytes

    revision = compare(base, draft, task.go_on)
    data = tracked_to_bytes(revision, author, None, emblem, step)
    task.go_on(1, 1)
    write_whole(path, data)
