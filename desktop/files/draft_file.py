"""The file of the open draft: new, open, save, export, and the questions before anything is discarded."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal

from desktop.base.errors import FileError, sentence_of
from desktop.base.progress import TaskProgress, run_and_wait
from desktop.base.settings import EMBLEM, LINE_STEPS, LINES_PRINTED, Settings
from desktop.base.workers import Task, Worker, WorkerPool
from desktop.files import exports as files
from desktop.files.exports import Stamp
from desktop.files.file_dialogs import Answer, Changes, FileDialogs
from desktop.files.recovery import DraftInfo
from desktop.files.versions import Versions
from resolution.formats import registry
from resolution.language.organs import organ
from resolution.model import Block, Division, Kind, Masthead, Resolution, Status
from resolution.text import Mark, Text, join, make

if TYPE_CHECKING:
    from desktop.editor import DraftEditor
    from resolution.reading import Reading

log = logging.getLogger(__name__)


def blank(organ_name: str) -> Resolution:
    """Return a new draft: the organ's opening line and an empty preambular paragraph."""
    known = organ(organ_name)
    opening = known.opening if known else f"The {organ_name},"
    masthead = Masthead(status=Status.DRAFT, organ=organ_name, distribution="Limited")
    blocks = (Block(Kind.FORMULA, opening_line(opening)), Block(Kind.PREAMBULAR))
    return Resolution(masthead, (Division(blocks=blocks),))


def opening_line(words: str) -> Text:
    """Return an organ's opening line as printed: the name in italics, the comma upright."""
    name = words.rstrip(",:")
    return join(make(name, Mark.ITALIC), make(words[len(name) :]))


@dataclass(frozen=True, slots=True)
class Saved:
    """The result of saving: the stamp of the file, and why its version could not be kept, if so."""

    stamp: Stamp
    notice: str = ""


class DraftFile(QObject):
    """Knows where the draft is saved, and never discards one without asking."""

    changed = Signal()
    """Another draft is open, or the draft was saved, or its path has changed."""
    opened = Signal(object)
    """The `Reading` of a file that was opened."""
    review_wanted = Signal(object)
    """The user wants to review the tracked changes of the Word file at this path before it becomes the draft."""
    message = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        editor: DraftEditor,
        dialogs: FileDialogs,
        settings: Settings,
        versions: Versions,
        pool: WorkerPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._dialogs = dialogs
        self._settings = settings
        self._versions = versions
        self._worker = Worker("files", self, pool)
        self._saving_worker = Worker("saving", self)
        self._called = ""
        self.show_elsewhere: Callable[[Path], bool] = lambda _: False
        """Show another window in which a file is open already; return whether there is one."""
        self.saving = False
        """A save is in progress; closing and opening wait for it."""
        self.read_only = False
        """The draft cannot be saved to the file it was opened from."""
        self.stamp: Stamp | None = None
        """The stamp of the file at `path` when it was last read or written."""
        self._progress = TaskProgress(dialogs, self._worker)
        self._opening: tuple[Path, Task] | None = None
        self.path: Path | None = None
        """Where the draft is saved; None if it never was."""
        self.source: Path | None = None
        """The file the draft was opened from."""
        self.saved_at: datetime | None = None

    @property
    def name(self) -> str:
        """Return the draft's name in the window title and in questions."""
        named = self.path or self.source
        return named.name if named else self._called or "Untitled"

    @property
    def modified(self) -> bool:
        """Return whether the draft has unsaved changes."""
        return self._editor.document().isModified()

    @property
    def unused(self) -> bool:
        """Return whether the draft is new and unchanged, and no file is being opened."""
        named = self.path or self.source or self._called
        return not (named or self.modified or self.busy or self.opening)

    @property
    def busy(self) -> bool:
        """Return whether a file is being read or written in the background."""
        return self._worker.busy

    @property
    def opening(self) -> Path | None:
        """Return the file being opened here, also while the user is asked about it; otherwise None."""
        if self._opening is None or self._opening[1].cancelled():
            return None
        return self._opening[0]

    def folder(self) -> Path:
        """Return the initial folder of file dialogs."""
        nearby = (
            self.path
            or self.source
            or next((p for p in self._settings.recent() if p.parent.is_dir()), None)
        )
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        return nearby.parent if nearby else Path(documents)

    # New and open

    def new(self, organ_name: str) -> bool:
        """Start a draft of an organ, after asking about the open one; return whether it was started."""
        if not self.may_close():
            return False
        self.take(blank(organ_name))
        return True

    def take(
        self,
        resolution: Resolution,
        path: Path | None = None,
        source: Path | None = None,
        called: str = "",
    ) -> None:
        """Show a resolution as the open draft. called: its name if it has no file yet"""
        self._remember_place()
        self._editor.load(resolution)
        self._editor.document().setModified(False)
        self.path, self.source, self._called = path, source, called
        self.stamp = Stamp.of(path) if path else None
        self.read_only = path is not None and not files.writable(path)
        self.saved_at = None
        self.changed.emit()

    def recover(self, resolution: Resolution, facts: DraftInfo | None) -> None:
        """Show a recovered draft as unsaved, with the path it had before."""
        if facts is None:
            self.take(resolution)
        else:
            self.take(resolution, facts.path, facts.source, "" if facts.source else facts.name)
            self.stamp = facts.stamp
            self._editor.go_back_to(*facts.place)
        self._editor.document().setModified(True)
        self.changed.emit()

    def facts(self) -> DraftInfo:
        """Return what a recovery copy records about the draft."""
        return DraftInfo(
            self.name,
            self.path,
            self.source,
            self.stamp,
            datetime.now(),
            self._editor.cursor_place(),
        )

    def acknowledge(self, stamp: Stamp) -> None:
        """Record the changed file on disk, which the next save may replace."""
        self.stamp = stamp
        self.mark_unsaved()

    def mark_unsaved(self) -> None:
        """Mark the draft as modified: it differs from the file, even if it was not edited."""
        self._editor.document().setModified(True)
        self.changed.emit()

    def reload(self) -> None:
        """Read the file again, after confirmation if there are unsaved changes."""
        if self.path is None or self.saving:
            return
        if self.modified and not self._dialogs.confirm(
            "Reload the file?",
            f"Your changes to “{self.name}” that are not saved are lost, and the text on disk takes their place.",
            "Reload",
        ):
            return
        self._read(self.path)

    def _remember_place(self) -> None:
        """Save the cursor position in the open file, to restore it next time."""
        if self.path or self.source:
            self._settings.save_place(self.path or self.source, *self._editor.cursor_place())  # type: ignore[arg-type]

    def open(self, path: Path, refused: Callable[[], object] | None = None) -> None:
        """Read a file in the background and show it; if it cannot be read, the open draft stays.

        refused: called after the user was told that the file cannot be read
        """
        if not self.saving and not self.show_elsewhere(path) and self.may_close():
            self._read(path, refused)

    def _read(self, path: Path, refused: Callable[[], object] | None = None) -> None:
        changes = self._editor.document().revision()
        task = self._worker.ask(
            lambda _: _read(path),
            lambda reading: self._show(path, reading, changes),
            lambda error: self._refuse(path, error, refused),
            topic="open",
        )
        self._opening = path, task
        self._progress.show(f"Reading {path.name}…", task)

    def _show(self, path: Path, reading: Reading, changes: int) -> None:
        if self.saving:
            QTimer.singleShot(100, lambda: self._show(path, reading, changes))
            return
        self._progress.close()
        opening = self._opening
        try:
            self._show_after_questions(path, reading, changes)
        finally:
            if self._opening is opening:  # otherwise another file is being opened by now
                self._opening = None

    def _show_after_questions(self, path: Path, reading: Reading, changes: int) -> None:
        """Show what was read, unless the user decides otherwise about tracked changes or edits made meanwhile."""
        if reading.changes and not self._take_changes(path, reading):
            return
        typed_meanwhile = self._editor.document().revision() != changes
        if self.modified and typed_meanwhile and not self.may_close():
            return
        self.show_reviewed(path, reading)

    def _take_changes(self, path: Path, reading: Reading) -> bool:
        """Ask about the tracked changes of a file; return whether to show it with all of them accepted."""
        answer = self._dialogs.tracked_changes(path.name, reading.changes, reading.changed_by)
        if answer is Changes.REVIEW:
            self.review_wanted.emit(path)
        return answer is Changes.ACCEPT

    def show_reviewed(self, path: Path, reading: Reading) -> None:
        """Show what was read from a file, without further questions."""
        from resolution.recognition.unplaced import with_unread

        in_place = path.suffix.lower() in registry.NATIVE.endings
        self.take(with_unread(reading), path if in_place else None, path)
        self._editor.go_back_to(*self._settings.place(path))
        self._settings.add_recent(path)
        self.opened.emit(reading)
        self.changed.emit()
        if self.read_only:
            self.message.emit(f"{path.name} is read-only: saving asks for another place.")

    def _refuse(
        self, path: Path, error: Exception, refused: Callable[[], object] | None = None
    ) -> None:
        self._progress.close()
        opening = self._opening
        try:
            self._dialogs.show_warning(
                "The file could not be opened",
                sentence_of(error, f"“{path.name}” could not be read"),
            )
        finally:
            if self._opening is opening:
                self._opening = None
        if refused:
            refused()

    # Save and export

    def save(self) -> bool:
        """Save to the draft's file, or ask where; return whether it was saved."""
        if self.saving:
            return False
        if self.path is None:
            return self.save_as()
        if self.read_only and not files.writable(self.path):
            self.message.emit(f"{self.path.name} is read-only: save the draft in another place.")
            return self.save_as()
        if (now := Stamp.of(self.path)) and now != self.stamp:
            answer = self._dialogs.changed_on_disk(self.path)
            if answer is Answer.SAVE_AS:
                return self.save_as()
            if answer is not Answer.OVERWRITE:
                return False
        return self._save_to(self.path)

    def save_as(self) -> bool:
        """Ask where to save, and save there; return whether it was saved."""
        path = self._dialogs.file_to_save(self._proposed(registry.NATIVE.ending))
        return bool(path) and self._save_to(path)  # type: ignore[arg-type]

    def _save_to(self, path: Path) -> bool:
        self._editor.finish_marks()
        resolution, changes = self._editor.resolution(), self._editor.document().revision()
        self.saving = True
        try:
            saved = run_and_wait(
                self._saving_worker, lambda: save_version(resolution, path, self._versions)
            )
        except Exception as error:
            log.exception("saving %s", path)
            words = sentence_of(error, f"“{path.name}” could not be saved")
            answer = self._dialogs.not_saved(f"{words} The draft is still open, with all changes.")
            self.saving = False
            return answer is Answer.SAVE_AS and self.save_as()
        finally:
            self.saving = False
        self.path, self.stamp, self.saved_at = path, saved.stamp, datetime.now()
        self.source, self.read_only = path, False
        if self._editor.document().revision() == changes:
            self._editor.document().setModified(False)
        self._settings.add_recent(path)
        self.changed.emit()
        self.message.emit(f"Saved to {path.name}. {saved.notice}".rstrip())
        return True

    def export(self, ending: str = "") -> None:
        """Ask where to export, and write there in the background, in the format of the file name's extension."""
        writable = registry.writable()
        formats = [f for f in writable if f.ending == ending] or writable
        path = self._dialogs.file_to_export(self._proposed(formats[0].ending), formats)
        if path:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the current draft to a file, in the format of its extension."""
        self._editor.finish_marks()
        resolution, emblem, step = self._editor.resolution(), self.emblem(), self.line_step()
        self.message.emit(f"Writing {path.name}…")
        task = self._worker.ask(
            lambda task: files.export(resolution, path, emblem, task.go_on, step),
            lambda _: self._exported(path),
            lambda error: self._export_failed(path, error),
            lambda done, total, _: self._progress.advance(done, total),
            topic=f"export {path}",
        )
        if files.reports_progress(path):
            self._progress.show(f"Writing {path.name}…", task)

    def export_compilation(self) -> None:
        """Ask where to write the compilation text (the draft with its open proposals); write it in the background."""
        formats = files.compilation_formats()
        proposed = self._proposed(formats[0].ending)
        proposed = proposed.with_name(f"{proposed.stem} compilation{proposed.suffix}")
        path = self._dialogs.file_to_export(proposed, formats)
        if not path:
            return
        self._editor.finish_marks()
        resolution, emblem, step = self._editor.resolution(), self.emblem(), self.line_step()
        self.message.emit(f"Writing {path.name}…")
        self._worker.ask(
            lambda task: files.export_compilation(
                resolution, path, date.today(), emblem, task.go_on, step
            ),
            lambda _: self._exported(path),
            lambda error: self._export_failed(path, error),
            topic=f"export {path}",
        )

    def emblem(self) -> Path | None:
        """Return the image of the emblem if the user has chosen one and it exists."""
        path = self._settings.text(EMBLEM)
        return Path(path) if path and Path(path).is_file() else None

    def line_step(self) -> int:
        """Return the interval of line numbers on paper, 0 for none."""
        return LINE_STEPS[self._settings.text(LINES_PRINTED)]

    def _exported(self, path: Path) -> None:
        self._progress.close()
        self.message.emit(f"Exported to {path}.")

    def show_print_failed(self, error: Exception) -> None:
        """Show why the draft could not be printed."""
        log.error("printing", exc_info=error)
        self._dialogs.show_warning(
            "Nothing was printed", sentence_of(error, "The pages could not be printed")
        )

    def _export_failed(self, path: Path, error: Exception) -> None:
        self._progress.close()
        log.error("exporting %s", path, exc_info=error)
        self._dialogs.show_warning(
            "Nothing was exported", sentence_of(error, f"“{path.name}” could not be written")
        )

    def _proposed(self, ending: str) -> Path:
        named = self.path or self.source
        if named:
            return named.with_suffix(ending)
        heading = self._editor.heading()
        stem = (
            "".join(c if c.isalnum() else "_" for c in heading.symbol).strip("_")
            or "Draft resolution"
        )
        return self.folder() / f"{stem}{ending}"

    # Closing

    def may_close(self) -> bool:
        """Return whether the open draft may be closed: it is unchanged, or the user has saved or discarded it."""
        if not self.modified:
            return True
        answer = self._dialogs.unsaved(self.name)
        return answer is Answer.DISCARD or (answer is Answer.SAVE and self.save())

    def stop(self) -> None:
        """Stop the background work, after a write in progress has finished."""
        self._remember_place()
        self._worker.stop()
        self._saving_worker.stop()


def _read(path: Path) -> Reading:
    from resolution.formats.detect import read

    return read(path)


def save_version(resolution: Resolution, path: Path, versions: Versions) -> Saved:
    """Write the resolution to a file, and keep its content before and after among its versions.

    Raises `FileError` if it cannot be written. A version that cannot be kept does not prevent saving.
    """
    notice = _keep_version(path, versions)
    stamp = files.save(resolution, path, files.writer(registry.NATIVE))
    return Saved(stamp, _keep_version(path, versions) or notice)


def _keep_version(path: Path, versions: Versions) -> str:
    """Keep the content of a file as a version; return why that failed, or the empty string."""
    try:
        saved = datetime.fromtimestamp(path.stat().st_mtime)
        versions.keep(path, path.read_bytes(), saved)
    except FileNotFoundError:
        return ""
    except (OSError, FileError) as error:
        log.warning("keeping the version of %s", path, exc_info=True)
        return str(error)
    return ""
