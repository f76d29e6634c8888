"""Connect the draft with its protection: the recovery copy, the watch on its file, its saved versions."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.base.dialogs import Dialogs
from desktop.base.errors import sentence_of
from desktop.base.settings import Settings
from desktop.base.theme import ThemeController
from desktop.base.word_count import counts
from desktop.base.workers import Worker, WorkerPool
from desktop.files import recovery
from desktop.files.disk_watch import Disk, DiskWatch
from desktop.files.draft_file import DraftFile
from desktop.files.exports import Stamp
from desktop.files.versions import Version, Versions
from desktop.safety.autosave import Autosave
from desktop.safety.disk_banner import DiskBanner
from desktop.safety.versions_window import VersionsWindow, when

if TYPE_CHECKING:
    from desktop.editor import DraftEditor
    from resolution.model import Resolution


class SafetyController(QObject):
    """Protects the draft of one window. Its methods are commands of the File menu."""

    message = Signal(str)
    """A sentence for the status bar."""
    copied = Signal(object)
    """The time at which the recovery copy was written, a `datetime`."""
    compare_wanted = Signal(object, object)
    """Two texts to compare, each with its name; None for the current draft."""
    copy_wanted = Signal(object, str)
    """A resolution to show in a new window, and its name."""

    def __init__(
        self,
        data: Path,
        editor: DraftEditor,
        file: DraftFile,
        versions: Versions,
        dialogs: Dialogs,
        settings: Settings,
        look: ThemeController,
        pool: WorkerPool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._editor = editor
        self._file = file
        self._versions = versions
        self._dialogs = dialogs
        self._look = look
        self._worker = Worker("versions", self, pool)
        self.autosave = Autosave(data / recovery.FOLDER, editor, file.facts, settings, self)
        self.watch = DiskWatch(file, pool, self)
        self.banner = DiskBanner()
        self._disk: Stamp | None = None
        self._reported: tuple[Disk, Stamp | None] = (Disk.SAME, None)
        self._connect()

    def _connect(self) -> None:
        self.autosave.message.connect(self.message)
        self.autosave.written.connect(self.copied)
        self.watch.found.connect(self._show_disk)
        self.banner.reload_wanted.connect(self.reload_draft)
        self.banner.compare_wanted.connect(self.compare_with_disk)
        self.banner.keep_wanted.connect(self.keep_mine)
        self.banner.save_wanted.connect(self._file.save)
        self.banner.save_as_wanted.connect(self._file.save_as)
        self._look.changed.connect(self.banner.paint_in)
        self.banner.paint_in(self._look.theme)
        self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Check the file whenever the window is activated: not every disk sends change notifications."""
        if event.type() is QEvent.Type.WindowActivate:
            self.watch.look()
        return super().eventFilter(watched, event)

    # The file on disk

    def _show_disk(self, disk: Disk, stamp: Stamp | None) -> None:
        self._disk = stamp
        if disk is Disk.SAME:
            self.banner.hide()
        elif (disk, stamp) != self._reported or self.banner.isHidden():
            if disk is Disk.GONE:
                words = self.banner.show_gone(self._file.name)
                self._file.mark_unsaved()
            else:
                words = self.banner.show_changed(self._file.name, self._file.modified)
            self.message.emit(words)
        self._reported = (disk, stamp)

    def reload_draft(self) -> None:
        """Show the current text on disk."""
        if self._file.path is None:
            self.message.emit("The draft is not saved anywhere yet.")
        else:
            self._file.reload()

    def keep_mine(self) -> None:
        """Continue with the draft; the next save replaces the file, whose content is kept as a version."""
        if self._disk is not None:
            self._file.acknowledge(self._disk)
        self.banner.hide()

    def compare_with_disk(self) -> None:
        """Show the differences between the file on disk and the draft."""
        path = self._file.path
        if path is None:
            self.message.emit("The draft is not saved anywhere yet.")
            return
        self._worker.ask(
            lambda _: _read(path),
            lambda text: self.compare_wanted.emit((f"{path.name} on disk", text), None),
            self._not_read,
            topic="read",
        )

    def _not_read(self, error: Exception) -> None:
        self._dialogs.show_warning(
            "It cannot be read", sentence_of(error, "This text could not be read")
        )

    # Versions

    def show_versions(self) -> None:
        """Show the saved versions of the draft."""
        path = self._file.path
        if path is None:
            self.message.emit("Versions are kept from the first time the draft is saved.")
            return
        versions = self._versions.of(path)
        window = VersionsWindow(path.name, self._window)
        window.open_wanted.connect(partial(self._open_version, path.name))
        window.compare_wanted.connect(self._compare_versions)
        window.show_versions(versions)
        for index, version in enumerate(versions):
            self._worker.ask(
                lambda _, version=version: _size(version),  # type: ignore[misc]
                partial(_show_size, window, index),
                lambda error, index=index: _show_size(window, index, None),  # type: ignore[misc]
            )
        window.finished.connect(window.deleteLater)
        window.show()

    def _open_version(self, name: str, version: Version) -> None:
        called = f"{Path(name).stem}, version of {when(version)}"
        self._worker.ask(
            lambda _: _read(version.path),
            lambda text: self.copy_wanted.emit(text, called),
            self._not_read,
        )

    def _compare_versions(self, old: Version, new: Version | None) -> None:
        versions = [old] if new is None else [old, new]
        self._worker.ask(
            lambda _: [(f"the version of {when(v)}", _read(v.path)) for v in versions],
            lambda texts: self.compare_wanted.emit(texts[0], texts[1] if len(texts) > 1 else None),
            self._not_read,
            topic="read",
        )

    def stop(self, keep: bool = True) -> None:
        """Stop the background work. keep: leave a recovery copy of unsaved changes"""
        self.autosave.stop(keep)
        self.watch.stop()
        self._worker.stop()


def _read(path: Path) -> Resolution:
    from resolution.formats.detect import read
    from resolution.recognition.unplaced import with_unread

    return with_unread(read(path))


def _size(version: Version) -> tuple[str, str, str]:
    """Return the numbers of clauses and of words in a version, and its title."""
    text = _read(version.path)
    preambular, operative, words = counts(text)
    return f"{preambular} PP, {operative} OP", str(words), text.title


def _show_size(window: VersionsWindow, index: int, size: tuple[str, str, str] | None) -> None:
    from shiboken6 import isValid

    if isValid(window):
        window.show_size(index, *(size or ("cannot be read", "", "")))
