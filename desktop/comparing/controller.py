"""Compares the draft with another text, in the background and in a separate window; starts the next revision."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.base.corpus_service import CorpusService
from desktop.base.errors import sentence_of
from desktop.base.theme import ThemeController
from desktop.base.workers import Task, Worker, WorkerPool
from desktop.comparing.formats import FORMATS, written
from desktop.files.draft_file import DraftFile
from desktop.files.exports import write_whole
from desktop.files.file_dialogs import FileDialogs
from desktop.files.versions import Version, Versions
from resolution.language.dates import printed
from resolution.model import Status
from resolution.text import folded

if TYPE_CHECKING:
    from desktop.comparing.window import Compared, CompareWindow
    from desktop.editor import DraftEditor
    from precedent_corpus.corpus import Document
    from resolution.model import Resolution

log = logging.getLogger(__name__)

DRAFT = "the draft as it is now"

VERSIONS_OFFERED = 10
MAX_FILES_READ = 200
"""The largest number of files in the draft's folder searched for the text it is based on."""


TextCallback = Callable[[str, "Resolution", Path | None], None]
"""Called with the chosen text: its name, the text, and its file if it was read from one."""


@dataclass(frozen=True, slots=True)
class OfferedText:
    """A text offered for comparison: its name in the list, and the function that loads it."""

    words: str
    load: Callable[[], None]


class CompareController(QObject):
    """The commands of one window that compare, revise and amend the draft."""

    message = Signal(str)
    """A sentence for the status bar."""
    made = Signal(object, str)
    """The next revision of the draft or its amended text, and its name until it is saved."""

    def __init__(
        self,
        corpus: CorpusService,
        editor: DraftEditor,
        file: DraftFile,
        versions: Versions,
        dialogs: FileDialogs,
        look: ThemeController,
        pool: WorkerPool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._corpus = corpus
        self._editor = editor
        self._file = file
        self._versions = versions
        self._dialogs = dialogs
        self._look = look
        self._worker = Worker("compare", self, pool)
        self._numbers = count(1)

    # Choosing a text

    def compare_with(self) -> None:
        """Compare the draft with a text the user chooses: its base, a file, a version or a precedent."""
        self.choose_text(self._show_beside)

    def choose_text(self, then: TextCallback, does: str = "", first: Path | str = "") -> None:
        """Let the user choose another text in the same way, and pass it to `then`.

        does: the dialog's title if the text is not for comparing; first: a file or a symbol to offer first
        """
        if self._corpus.ready:
            self._corpus.with_documents(lambda documents: self._ask(documents, then, does, first))
        else:
            self._ask([], then, does, first)

    def _ask(
        self, documents: Sequence[Document], then: TextCallback, does: str, first: Path | str
    ) -> None:
        others = [*self._related_texts(then), *self._corpus_texts(documents, then)]
        if isinstance(first, Path) and first.is_file():
            others.insert(
                0,
                OfferedText(
                    f"{first.name}, as last time", partial(self._read, first, first.name, then)
                ),
            )
        known = [d for d in documents if d.symbol == first]
        others[:0] = self._corpus_texts(known, then)
        from desktop.comparing.choice import ask_text

        chosen = ask_text(self._dialogs, [other.words for other in others], does)
        if chosen is not None:
            others[chosen].load()

    def _show_beside(self, name: str, text: Resolution, path: Path | None) -> None:
        self.show((name, text), None)

    def _related_texts(self, then: TextCallback) -> Iterator[OfferedText]:
        """Yield the texts related to the draft."""
        heading = self._editor.heading()
        if heading.base:
            words = f"{heading.base}, which the draft is built on"
            yield OfferedText(words, partial(self._with_base, then))
        yield OfferedText("A file…", partial(self._with_file, then))
        path = self._file.path
        if path is None:
            return
        name = f"{path.name} on disk"
        yield OfferedText(f"{path.name} as it is on disk", partial(self._read, path, name, then))
        for version in self._versions.of(path)[:VERSIONS_OFFERED]:
            name = f"the version of {_when(version)}"
            load = partial(self._read, version.path, name, then)
            yield OfferedText(f"The version saved on {_when(version)}", load)

    def _corpus_texts(
        self, documents: Sequence[Document], then: TextCallback
    ) -> Iterator[OfferedText]:
        language, title = self._editor.heading().language, folded(self._editor.resolution().title)

        def nearest_first(document: Document) -> tuple[bool, bool]:
            return document.language != language, document.title.casefold() != title.casefold()

        for document in sorted(sorted(documents, key=_newest_first), key=nearest_first):
            words = f"{document.symbol}   {document.title or '(without a title)'}"
            yield OfferedText(words, partial(self._with_precedent, document, then))

    def _with_precedent(self, document: Document, then: TextCallback) -> None:
        self._corpus.ask(
            lambda corpus: corpus.document(document.symbol, document.language),
            lambda text: then(document.symbol, text, None),
        )

    def _with_file(self, then: TextCallback) -> None:
        if path := self._dialogs.file_to_open(self._file.folder()):
            self._read(path, path.name, then)

    def _read(self, path: Path, name: str, then: TextCallback) -> None:
        self._worker.ask(
            lambda _: _read(path),
            lambda text: then(name, text, path),
            self._not_read,
            topic="read",
        )

    def _not_read(self, error: Exception) -> None:
        self._dialogs.show_warning(
            "It cannot be read", sentence_of(error, "This text could not be read")
        )

    def compare_with_base(self) -> None:
        """Compare the draft with its base: a file in its folder, or a precedent."""
        self._with_base(self._show_beside)

    def _with_base(self, then: TextCallback) -> None:
        symbol, folder, own = self._editor.heading().base, self._file.folder(), self._file.path
        if not symbol:
            self.message.emit("The heading does not say which text the draft is built on.")
            return
        self._worker.ask(
            lambda task: _in_folder(symbol, folder, own, task),
            lambda found: self._base_found(symbol, found, then),
            self._not_read,
            topic="read",
        )

    def _base_found(
        self, symbol: str, found: tuple[Path, Resolution] | None, then: TextCallback
    ) -> None:
        if found is not None:
            path, text = found
            self.message.emit(f"{symbol} was read from {path.name}, beside the draft.")
            then(symbol, text, None)
            return
        self._corpus.ask(
            lambda corpus: next((d for d in corpus.documents() if d.symbol == symbol), None),
            lambda document: self._base_in_corpus(symbol, document, then),
        )

    def _base_in_corpus(self, symbol: str, document: Document | None, then: TextCallback) -> None:
        if document is not None:
            self._with_precedent(document, then)
            return
        self._dialogs.show_warning(
            "The text was not found",
            f"{symbol} is neither in the folder of the draft nor among the precedents; choose its file instead.",
        )

    # Comparing

    def show(self, old: tuple[str, Resolution], new: tuple[str, Resolution] | None) -> None:
        """Show the comparison of two texts; None stands for the current draft."""
        from desktop.comparing.window import CompareWindow

        name, text = new or (DRAFT, self._editor.resolution())
        names = old[0], name
        window = CompareWindow(names, self._look.theme, self.message.emit, self._window)
        topic = f"compare {next(self._numbers)}"
        self._worker.ask(
            lambda task: _compared(old[1], text, task),
            lambda found: _if_open(window, lambda: window.show_found(found)),
            lambda error: _if_open(window, lambda: self._failed(window, error)),
            lambda done, total, words: _if_open(window, lambda: window.advance(done, total, words)),
            topic=topic,
        )
        window.cancelled.connect(lambda: self._worker.drop(topic))
        window.export_wanted.connect(partial(self._export, window))
        self._look.changed.connect(window.paint_in)
        window.show()

    def _failed(self, window: CompareWindow, error: Exception) -> None:
        log.error("comparing", exc_info=error)
        window.show_problem("The two texts could not be compared; the log says why.")

    def _export(self, window: CompareWindow, found: Compared) -> None:
        symbol = found.revision.new.masthead.symbol
        stem = "".join(c if c.isalnum() else "_" for c in symbol).strip("_") or "Draft"
        proposed = self._file.folder() / f"{stem} compared{FORMATS[0].ending}"
        path = self._dialogs.file_to_export(proposed, FORMATS)
        if path is None:
            return
        self._worker.ask(
            lambda _: write_whole(path, written(found.revision, path.suffix.lower(), window.names)),
            lambda _: self.message.emit(f"The comparison was written to {path.name}."),
            lambda error: self._dialogs.show_warning(
                "Nothing was written", sentence_of(error, f"“{path.name}” could not be written")
            ),
        )

    # Revisions

    def begin_revision(self) -> None:
        """Open the next revision of the draft in a new window; the draft itself is not changed."""
        from resolution.drafting.next_revision import next_revision

        heading = self._editor.heading()
        if heading.status is Status.ADOPTED:
            self.message.emit(
                "An adopted text has no revisions; File → New from precedent makes a draft of it."
            )
            return
        if (self._file.path is None or self._file.modified) and not self._file.save():
            self.message.emit("The next revision names this draft: save it first.")
            return
        draft = next_revision(self._editor.resolution())
        name = draft.masthead.symbol or f"Revision of {self._file.name}"
        self.made.emit(draft, name)
        self.message.emit(f"{name}, which revises this draft, stands in a window of its own.")

    # Amendments

    def apply_amendments(self) -> None:
        """Apply the amendments in a text file; the result opens in a new window."""
        path = self._dialogs.file_to_open(self._file.folder())
        if path is None:
            return
        base, name = self._editor.resolution(), self._file.name
        self._worker.ask(
            lambda _: _amended(base, path),
            lambda made: self._show_amended(*made, f"{name} as amended"),
            lambda error: self._dialogs.show_warning(
                "The amendments were not applied", _why_not(error, path.name)
            ),
            topic="read",
        )

    def _show_amended(self, draft: Resolution, hint: str, name: str) -> None:
        self.made.emit(draft, name)
        notice = "The amended text is in a window of its own; this draft stays as it is."
        self.message.emit(f"{notice} {hint}".rstrip())

    @property
    def busy(self) -> bool:
        """Return whether a text is being read or compared."""
        return self._worker.busy

    def stop(self) -> None:
        """Stop the background work."""
        self._worker.stop()


def _compared(old: Resolution, new: Resolution, task: Task) -> Compared:
    """Compare two texts and prepare everything the window shows. Runs on the worker."""
    from desktop.comparing.window import Compared
    from resolution.amendments import amendments
    from resolution.amendments.sentences import sentence
    from resolution.diff.compare import compare
    from resolution.diff.revision import totals
    from resolution.diff.write import total_words
    from resolution.diff.write_html import lines

    revision = compare(old, new, task.go_on)
    listed = tuple(sentence(each) for each in amendments(revision))
    return Compared(revision, tuple(lines(revision)), total_words(totals(revision)), listed)


def _amended(base: Resolution, path: Path) -> tuple[Resolution, str]:
    """Return the text as amended by the list in a file, and a hint on gaps in that list. Runs on the worker.

    Raises AmendmentError if an amendment cannot be read or applied, or the list is empty.
    """
    from resolution.amendments import AmendmentError, apply, gap_hint, read
    from resolution.formats.decoding import decode
    from resolution.formats.source import content

    words = decode(content(path))
    found = read(words, base)
    if not found:
        raise AmendmentError(
            "There is no amendment in it; each begins a line: “In operative paragraph 3, replace …”."
        )
    return apply(found, base), gap_hint(words, base)


def _why_not(error: Exception, name: str) -> str:
    from resolution.amendments import AmendmentError

    if isinstance(error, AmendmentError):
        return str(error)
    return sentence_of(error, f"“{name}” could not be read")


def _if_open(window: CompareWindow, does: Callable[[], None]) -> None:
    from shiboken6 import isValid

    if isValid(window):
        does()


def _in_folder(
    symbol: str, folder: Path, own: Path | None, task: Task
) -> tuple[Path, Resolution] | None:
    """Return the text of this symbol from a folder and its file, the one saved last; None where none has it."""
    from resolution.formats.registry import read_endings
    from resolution.reading import ReadingError

    known = read_endings(in_folders=True)
    files = [p for p in folder.iterdir() if p.suffix.lower() in known and p.is_file() and p != own]
    files.sort(key=lambda p: p.stat().st_mtime, reverse=True)
    for done, path in enumerate(files[:MAX_FILES_READ]):
        task.go_on(done, len(files))
        try:
            text = _read(path)
        except ReadingError:
            continue  # whatever it is, it is not the text that is looked for
        if text.masthead.symbol.rstrip("*") == symbol:
            return path, text
    return None


def _newest_first(document: Document) -> tuple[bool, int, str]:
    day = document.adopted or document.issued
    return (document.status is not Status.ADOPTED, -day.toordinal() if day else 0, document.symbol)


def _when(version: Version) -> str:
    return f"{printed(version.saved.date())}, {version.saved:%H:%M:%S}"


def _read(path: Path) -> Resolution:
    from resolution.formats.detect import read
    from resolution.recognition.unplaced import with_unread

    return with_unread(read(path))
