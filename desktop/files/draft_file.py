"""The file of the open draft: new, open, save, export, and the questions before anything is thrown away."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal

from desktop.base.errors import FileProblem, sentence_of
from desktop.base.progress import Waiting, waited_for
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
    """Return the beginning of a draft: the organ's opening line and an empty preambular paragraph."""
    known = organ(organ_name)
    opening = known.opening if known else f"The {organ_name},"
    masthead = Masthead(status=Status.DRAFT, organ=organ_name, distribution="Limited")
    blocks = (Block(Kind.FORMULA, opening_line(opening)), Block(Kind.PREAMBULAR))
    return Resolution(masthead, (Division(blocks=blocks),))


def opening_line(words: str) -> Text:
    """Return an organ's opening line as it is printed: its name in italics, the comma not."""
    name = words.rstrip(",:")
    return join(make(name, Mark.ITALIC), make(words[len(name) :]))


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving: the stamp of the file, and why the version before could not be kept, if so."""

    stamp: Stamp
    notice: str = ""


class DraftFile(QObject):
    """Knows where the draft is kept, and never loses one without a question."""

    changed = Signal()
    """The draft is now another one, or was saved, or lies somewhere else."""
    opened = Signal(object)
    """The reading of a file that was opened."""
    review_wanted = Signal(object)
    """The tracked changes of a Word file at this path are to be looked at before it becomes the draft."""
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
        self.shown_elsewhere: Callable[[Path], bool] = lambda _: False
        """Shows another window in which a file is open already, and says whether there is one."""
        self.saving = False
        """A save is under way: closing and opening wait for it."""
        self.read_only = False
        """The draft cannot be saved where it was opened from."""
        self.stamp: Stamp | None = None
        """What the file at `path` was like when the draft last knew it."""
        self._waiting = Waiting(dialogs, self._worker)
        self._opening: tuple[Path, Task] | None = None
        self.path: Path | None = None
        """Where the draft is saved; None before the first time."""
        self.source: Path | None = None
        """The file the draft was opened from."""
        self.saved_at: datetime | None = None

    @property
    def name(self) -> str:
        """Return what the draft is called in the title and in questions."""
        named = self.path or self.source
        return named.name if named else self._called or "Untitled"

    @property
    def modified(self) -> bool:
        """Return whether the draft has changes that are not saved."""
        return self._editor.document().isModified()

    @property
    def unused(self) -> bool:
        """Return whether there is nothing but the beginning of a draft, and no file on its way here."""
        named = self.path or self.source or self._called
        return not (named or self.modified or self.busy or self.opening)

    @property
    def busy(self) -> bool:
        """Return whether a file is being read or written in the background."""
        return self._worker.busy

    @property
    def opening(self) -> Path | None:
        """Return the file that is being read, or whose reading the user is asked about, in order to show it here."""
        if self._opening is None or self._opening[1].cancelled():
            return None
        return self._opening[0]

    def folder(self) -> Path:
        """Return where file dialogs begin."""
        near = (
            self.path
            or self.source
            or next((p for p in self._settings.recent() if p.parent.is_dir()), None)
        )
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        return near.parent if near else Path(documents)

    # New and open

    def new(self, organ_name: str) -> bool:
        """Begin a draft of an organ, after asking what becomes of the open one; return whether it was begun."""
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
        """Show a resolution as the open draft; `called` names one that lies nowhere yet."""
        self._remember_place()
        self._editor.load(resolution)
        self._editor.document().setModified(False)
        self.path, self.source, self._called = path, source, called
        self.stamp = Stamp.of(path) if path else None
        self.read_only = path is not None and not files.writable(path)
        self.saved_at = None
        self.changed.emit()

    def recover(self, resolution: Resolution, facts: DraftInfo | None) -> None:
        """Show a recovered draft: as one that is not saved, and lies where it lay before."""
        if facts is None:
            self.take(resolution)
        else:
            self.take(resolution, facts.path, facts.source, "" if facts.source else facts.name)
            self.stamp = facts.stamp
            self._editor.go_back_to(*facts.place)
        self._editor.document().setModified(True)
        self.changed.emit()

    def facts(self) -> DraftInfo:
        """Return what a recovery copy should know of the draft."""
        return DraftInfo(
            self.name,
            self.path,
            self.source,
            self.stamp,
            datetime.now(),
            self._editor.cursor_place(),
        )

    def acknowledge(self, stamp: Stamp) -> None:
        """Take note that the file on disk is another one, which the draft may replace."""
        self.stamp = stamp
        self.mark_unsaved()

    def mark_unsaved(self) -> None:
        """Take note that the draft is not what lies on the disk, whether it was changed here or not."""
        self._editor.document().setModified(True)
        self.changed.emit()

    def reload(self) -> None:
        """Read the file again, after a question where there are changes that are not saved."""
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
        """Keep where the cursor stands in the open file, to come back to it another time."""
        if self.path or self.source:
            self._settings.keep_place(self.path or self.source, *self._editor.cursor_place())  # type: ignore[arg-type]

    def open(self, path: Path, refused: Callable[[], object] | None = None) -> None:
        """Read a file in the background and show it; the open draft stays where it cannot be read.

        refused: called where it cannot be read, when the user has been told
        """
        if not self.saving and not self.shown_elsewhere(path) and self.may_close():
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
        self._waiting.show(f"Reading {path.name}…", task)

    def _show(self, path: Path, reading: Reading, changes: int) -> None:
        if self.saving:
            QTimer.singleShot(100, lambda: self._show(path, reading, changes))
            return
        self._waiting.over()
        opening = self._opening
        try:
            self._show_if_wanted(path, reading, changes)
        finally:
            if self._opening is opening:  # another file may have been asked for meanwhile
                self._opening = None

    def _show_if_wanted(self, path: Path, reading: Reading, changes: int) -> None:
        """Show what was read, unless the user decides otherwise about tracked changes or what was typed meanwhile."""
        if reading.changes and not self._take_changes(path, reading):
            return
        typed_meanwhile = self._editor.document().revision() != changes
        if self.modified and typed_meanwhile and not self.may_close():
            return
        self.show_reviewed(path, reading)

    def _take_changes(self, path: Path, reading: Reading) -> bool:
        """Ask what becomes of the tracked changes of a file; return whether it is shown with all of them accepted."""
        answer = self._dialogs.tracked_changes(path.name, reading.changes, reading.changed_by)
        if answer is Changes.REVIEW:
            self.review_wanted.emit(path)
        return answer is Changes.ACCEPT

    def show_reviewed(self, path: Path, reading: Reading) -> None:
        """Show what was read of a file, nothing being asked any more."""
        from resolution.recognition.unplaced import whole

        in_place = path.suffix.lower() in registry.NATIVE.endings
        self.take(whole(reading), path if in_place else None, path)
        self._editor.go_back_to(*self._settings.place(path))
        self._settings.add_recent(path)
        self.opened.emit(reading)
        self.changed.emit()
        if self.read_only:
            self.message.emit(f"{path.name} is read-only: saving asks for another place.")

    def _refuse(
        self, path: Path, error: Exception, refused: Callable[[], object] | None = None
    ) -> None:
        self._waiting.over()
        opening = self._opening
        try:
            self._dialogs.warn(
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
        """Save where the draft lies, or ask where; return whether it is saved."""
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
        """Ask where to save, and save there; return whether it is saved."""
        path = self._dialogs.file_to_save(self._proposed(registry.NATIVE.ending))
        return bool(path) and self._save_to(path)  # type: ignore[arg-type]

    def _save_to(self, path: Path) -> bool:
        self._editor.finish_marks()
        resolution, changes = self._editor.resolution(), self._editor.document().revision()
        self.saving = True
        try:
            saved = waited_for(
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
        """Ask where to export, and write there in the background, in the format of the name's ending."""
        writable = registry.writable()
        formats = [f for f in writable if f.ending == ending] or writable
        path = self._dialogs.file_to_export(self._proposed(formats[0].ending), formats)
        if path:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the draft as it is now to a file, in the format of its ending."""
        self._editor.finish_marks()
        resolution, emblem, step = self._editor.resolution(), self.emblem(), self.line_step()
        self.message.emit(f"Writing {path.name}…")
        task = self._worker.ask(
            lambda task: files.export(resolution, path, emblem, task.go_on, step),
            lambda _: self._exported(path),
            lambda error: self._export_failed(path, error),
            lambda done, total, _: self._waiting.advance(done, total),
            topic=f"export {path}",
        )
        if files.takes_long(path):
            self._waiting.show(f"Writing {path.name}…", task)

    def export_compilation(self) -> None:
        """Ask where to write the text with the open proposals in it, and write there in the background."""
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
        """Return the image for the emblem's place, where the user named one and it is there."""
        chosen = self._settings.words(EMBLEM)
        return Path(chosen) if chosen and Path(chosen).is_file() else None

    def line_step(self) -> int:
        """Return every which line has its number on paper, 0 for none."""
        return LINE_STEPS[self._settings.words(LINES_PRINTED)]

    def _exported(self, path: Path) -> None:
        self._waiting.over()
        self.message.emit(f"Exported to {path}.")

    def tell_print_failed(self, error: Exception) -> None:
        """Tell why the draft could not be printed."""
        log.error("printing", exc_info=error)
        self._dialogs.warn(
            "Nothing was printed", sentence_of(error, "The pages could not be printed")
        )

    def _export_failed(self, path: Path, error: Exception) -> None:
        self._waiting.over()
        log.error("exporting %s", path, exc_info=error)
        self._dialogs.warn(
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

    # Before anything is thrown away

    def may_close(self) -> bool:
        """Return whether the open draft may go: unchanged, saved now, or given up by the user."""
        if not self.modified:
            return True
        answer = self._dialogs.unsaved(self.name)
        return answer is Answer.DISCARD or (answer is Answer.SAVE and self.save())

    def stop(self) -> None:
        """End the background work; what is being written is written to its end."""
        self._remember_place()
        self._worker.stop()
        self._saving_worker.stop()


def _read(path: Path) -> Reading:
    from resolution.formats.detect import read

    return read(path)


def save_version(resolution: Resolution, path: Path, versions: Versions) -> Saved:
    """Write the resolution to a file; what the file held before, and holds now, is kept among its versions.

    Raises `FileProblem` where it cannot be written. That a version cannot be kept is no reason not to save.
    """
    notice = _keep_version(path, versions)
    stamp = files.save(resolution, path, files.writer(registry.NATIVE))
    return Saved(stamp, _keep_version(path, versions) or notice)


def _keep_version(path: Path, versions: Versions) -> str:
    """Keep what a file holds; return why that could not be done, or the empty string."""
    try:
        saved = datetime.fromtimestamp(path.stat().st_mtime)
        versions.keep(path, path.read_bytes(), saved)
    except FileNotFoundError:
        return ""
    except (OSError, FileProblem) as error:
        log.warning("keeping the version of %s", path, exc_info=True)
        return str(error)
    return ""
