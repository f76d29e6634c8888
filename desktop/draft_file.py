"""The file of the open draft: new, open, save, export, and the questions before anything is thrown away."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication

from desktop import files
from desktop.background import Lane
from desktop.dialogs import Answer, Dialogs
from desktop.files import FileProblem, Stamp
from desktop.settings import EMBLEM, LINE_STEPS, LINES_PRINTED, Settings
from desktop.waiting import Waiting
from resolution.model import Block, Division, Kind, Masthead, Resolution, Status
from resolution.organs import organ
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


class DraftFile(QObject):
    """Knows where the draft is kept, and never loses one without a question."""

    changed = Signal()
    """The draft is now another one, or was saved, or lies somewhere else."""
    opened = Signal(object)
    """The reading of a file that was opened."""
    told = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        editor: DraftEditor,
        dialogs: Dialogs,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._dialogs = dialogs
        self._settings = settings
        self._lane = Lane("files", self)
        self._stamp: Stamp | None = None
        self._waiting = Waiting(dialogs, self._lane)
        self.path: Path | None = None
        """Where the draft is saved; None before the first time."""
        self.source: Path | None = None
        """The file the draft was opened from."""
        self.saved_at: datetime | None = None

    @property
    def name(self) -> str:
        """Return what the draft is called in the title and in questions."""
        named = self.path or self.source
        return named.name if named else "Untitled"

    @property
    def modified(self) -> bool:
        """Return whether the draft has changes that are not saved."""
        return self._editor.document().isModified()

    @property
    def busy(self) -> bool:
        """Return whether a file is being read or written in the background."""
        return self._lane.busy

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
        self, resolution: Resolution, path: Path | None = None, source: Path | None = None
    ) -> None:
        """Show a resolution as the open draft."""
        self._editor.load(resolution)
        self._editor.document().setModified(False)
        self.path, self.source = path, source
        self._stamp = Stamp.of(path) if path else None
        self.saved_at = None
        self.changed.emit()

    def open(self, path: Path) -> None:
        """Read a file in the background and show it; the open draft stays where it cannot be read."""
        if not self.may_close():
            return
        was_modified = self.modified
        task = self._lane.ask(
            lambda _: _read(path),
            lambda reading: self._show(path, reading, was_modified),
            lambda error: self._refuse(path, error),
            topic="open",
        )
        self._waiting.show(f"Reading {path.name}…", task)

    def _show(self, path: Path, reading: Reading, was_modified: bool) -> None:
        self._waiting.over()
        if self.modified and not was_modified and not self.may_close():
            return
        in_place = path.suffix.lower() in files.SAVED_IN_PLACE
        self.take(reading.resolution, path if in_place else None, path)
        self._settings.add_recent(path)
        self.opened.emit(reading)
        self.changed.emit()

    def _refuse(self, path: Path, error: Exception) -> None:
        self._waiting.over()
        self._dialogs.warn(
            "The file could not be opened", sentence_of(error, f"“{path.name}” could not be read")
        )

    # Save and export

    def save(self) -> bool:
        """Save where the draft lies, or ask where; return whether it is saved."""
        if self.path is None:
            return self.save_as()
        if self._stamp and (now := Stamp.of(self.path)) and now != self._stamp:
            answer = self._dialogs.changed_on_disk(self.path)
            if answer is Answer.SAVE_AS:
                return self.save_as()
            if answer is not Answer.OVERWRITE:
                return False
        return self._save_to(self.path)

    def save_as(self) -> bool:
        """Ask where to save, and save there; return whether it is saved."""
        path = self._dialogs.file_to_save(self._proposed(files.NATIVE.ending))
        return bool(path) and self._save_to(path)  # type: ignore[arg-type]

    def _save_to(self, path: Path) -> bool:
        resolution = self._editor.resolution()
        try:
            stamp = _patiently(lambda: files.save(resolution, path, files.writer(files.NATIVE)))
        except Exception as error:
            log.exception("saving %s", path)
            words = sentence_of(error, f"“{path.name}” could not be saved")
            self._dialogs.warn(
                "The draft was not saved", f"{words} The draft is still open, with all changes."
            )
            return False
        self.path, self._stamp, self.saved_at = path, stamp, datetime.now()
        self.source = path
        self._editor.document().setModified(False)
        self._settings.add_recent(path)
        self.changed.emit()
        self.told.emit(f"Saved to {path.name}.")
        return True

    def export(self, ending: str = "") -> None:
        """Ask where to export, and write there in the background, in the format of the name's ending."""
        formats = [f for f in files.EXPORTS if f.ending == ending] or list(files.EXPORTS)
        path = self._dialogs.file_to_export(self._proposed(formats[0].ending), formats)
        if path:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the draft as it is now to a file, in the format of its ending."""
        resolution, emblem, step = self._editor.resolution(), self.emblem(), self.line_step()
        self.told.emit(f"Writing {path.name}…")
        task = self._lane.ask(
            lambda task: files.export(resolution, path, emblem, task.go_on, step),
            lambda _: self._exported(path),
            lambda error: self._export_failed(path, error),
            lambda done, total, _: self._waiting.advance(done, total),
            topic=f"export {path}",
        )
        if path.suffix.lower() == files.PDF.ending:
            self._waiting.show(f"Writing {path.name}…", task)

    def emblem(self) -> Path | None:
        """Return the image for the emblem's place, where the user named one and it is there."""
        chosen = self._settings.words(EMBLEM)
        return Path(chosen) if chosen and Path(chosen).is_file() else None

    def line_step(self) -> int:
        """Return every which line has its number on paper, 0 for none."""
        return LINE_STEPS[self._settings.words(LINES_PRINTED)]

    def _exported(self, path: Path) -> None:
        self._waiting.over()
        self.told.emit(f"Exported to {path}.")

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
        self._lane.stop()


def sentence_of(error: Exception, otherwise: str) -> str:
    """Return what to tell the user of an error: its own sentence where it was made for the user."""
    from precedent_corpus.database import CorpusError
    from resolution.reading import ReadingError

    if isinstance(error, (FileProblem, ReadingError, CorpusError)):
        return str(error)
    return f"{otherwise}: {error or type(error).__name__}. The details are in the log (see Help, About)."


def _read(path: Path) -> Reading:
    from resolution.reading.files import read

    return read(path)


def _patiently(work: Callable[[], Stamp]) -> Stamp:
    """Do something that takes a moment under a waiting cursor."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        return work()
    finally:
        QGuiApplication.restoreOverrideCursor()
