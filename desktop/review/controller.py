"""Shows the tracked changes of a Word file, and reads the file with the user's decisions applied."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.base.errors import sentence_of
from desktop.base.progress import TaskProgress
from desktop.base.theme import ThemeController
from desktop.base.workers import Worker, WorkerPool
from desktop.files.draft_file import DraftFile
from desktop.files.file_dialogs import FileDialogs
from resolution.labels import numbered

if TYPE_CHECKING:
    from desktop.review.window import ReviewWindow
    from resolution.formats.word.reading.tracked import Tracked
    from resolution.reading import Reading

Found = tuple[bytes, "Tracked"]


class ReviewController(QObject):
    """Of one window. `review` is a command of the File menu; files with changes that are opened arrive here too."""

    message = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        file: DraftFile,
        dialogs: FileDialogs,
        look: ThemeController,
        pool: WorkerPool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._parent = parent
        self._file = file
        self._dialogs = dialogs
        self._look = look
        self._worker = Worker("review", self, pool)
        self._progress = TaskProgress(dialogs, self._worker)
        self.window: ReviewWindow | None = None
        file.review_wanted.connect(self.review_file)

    @property
    def busy(self) -> bool:
        """Return whether a file is being read."""
        return self._worker.busy

    def review(self) -> None:
        """Ask for a Word file and show its tracked changes."""
        if path := self._dialogs.file_to_open(self._file.folder()):
            self.review_file(path)

    def review_file(self, path: Path) -> None:
        """Show the tracked changes of a file."""
        task = self._worker.ask(
            lambda _: _tracked(path),
            lambda found: self._show(path, found),
            lambda error: self._failed(path, error),
            topic="review",
        )
        self._progress.show(f"Reading {path.name}…", task)

    def _failed(self, path: Path, error: Exception) -> None:
        self._progress.close()
        self._dialogs.show_warning(
            "The file could not be opened", sentence_of(error, f"“{path.name}” could not be read")
        )

    def _show(self, path: Path, found: Found) -> None:
        from desktop.review.window import ReviewWindow

        self._progress.close()
        data, tracked = found
        if not tracked.changes:
            self._dialogs.show_message(
                "No tracked changes", f"“{path.name}” has no tracked changes; File → Open opens it."
            )
            return
        window = self.window = ReviewWindow(
            path.name, tracked, self._look.theme, self.message.emit, self._dialogs.open_changes,
            self._may_drop, self._parent,
        )  # fmt: skip
        window.draft_wanted.connect(lambda decisions: self._make(window, path, data, decisions))
        window.destroyed.connect(self._forget)
        self._look.changed.connect(window.paint_in)
        window.show()
        window.list.setFocus()

    def _forget(self) -> None:
        self.window = None

    def _may_drop(self) -> bool:
        return self._dialogs.confirm(
            "Close without a draft?",
            "What you decided of the changes is not kept; the Word file stays as it is.",
            "Close",
        )

    def _make(
        self, window: ReviewWindow, path: Path, data: bytes, decisions: dict[str, bool]
    ) -> None:
        """Read the file with the decisions applied, and show it as the draft."""
        if not self._file.may_close():
            return
        task = self._worker.ask(
            lambda _: _read(data, decisions),
            lambda reading: self._show_draft(window, path, reading, decisions),
            lambda error: self._failed(path, error),
            topic="review",
        )
        self._progress.show(f"Reading {path.name}…", task)

    def _show_draft(
        self, window: ReviewWindow, path: Path, reading: Reading, decisions: dict[str, bool]
    ) -> None:
        self._progress.close()
        self._file.show_reviewed(path, reading)
        self._file.mark_unsaved()  # the decisions are not saved anywhere yet
        window.finish()
        accepted = sum(decisions.values())
        self.message.emit(
            f"{path.name} with {accepted} changes accepted, {len(decisions) - accepted} rejected."
        )

    def stop(self) -> None:
        """Stop the background work."""
        self._worker.stop()


def _tracked(path: Path) -> Found:
    from resolution.formats.source import content
    from resolution.formats.word.reader import changes

    data = content(path)
    return data, changes(data)


def _read(data: bytes, decisions: dict[str, bool]) -> Reading:
    """Return the text with the decisions applied. Runs on the worker."""
    from resolution.formats.word.reader import read

    reading = read(data, decisions=decisions)
    if len(set(decisions.values())) < 2:
        return reading  # all accepted or all rejected: the text as it was written
    both = (read(data).resolution, read(data, rejected=True).resolution)
    if not all(block.auto for text in both for block in text.blocks()):
        return reading
    # Numbers are tracked too. A mix of both texts is numbered by position, provided both texts are.
    divisions = tuple(
        replace(each, blocks=numbered(replace(block, auto=True) for block in each.blocks))
        for each in reading.resolution.divisions
    )
    return replace(reading, resolution=replace(reading.resolution, divisions=divisions))
