"""The corpus in the program: opened once, and searched and changed by every window in the background.

`SharedCorpus` holds what all windows of the process share, `CorpusService` is the corpus as one window uses it. One
thread reads the open corpus; texts are added and removed in another.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.base.dialogs import Dialogs
from desktop.base.errors import sentence_of
from desktop.base.workers import Task, Worker, WorkerPool
from precedent_corpus.store.register import Register, RegisterEntry
from resolution.model import Status, Vote

if TYPE_CHECKING:
    from precedent_corpus.corpus import Corpus, Document, ImportReport
    from resolution.model import Resolution

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

FEWEST_WORDS = 3
"""A clause with fewer words is not searched for yet: they are only its lead."""

FEWEST_LETTERS = 4
"""The same limit in letters, for scripts that do not separate words by spaces."""


@dataclass(frozen=True, slots=True)
class CorpusContents:
    """What the corpus holds: the numbers of adopted texts and drafts, the organs and the languages."""

    adopted: int
    drafts: int
    organs: frozenset[str]
    languages: frozenset[str]


class SharedCorpus(QObject):
    """The open corpus and the register of resolutions, one of each in the process. Windows use `CorpusService`."""

    contents_changed = Signal(object)
    """What the corpus holds now, a `CorpusContents`, after texts were added or removed by a window."""

    def __init__(self, data: Path, transfers: WorkerPool, parent: QObject | None = None) -> None:
        """Make it without opening the corpus.

        data: the data folder; transfers: where texts are added and removed
        """
        super().__init__(parent)
        self.data = data
        self.transfers = transfers
        self.reading = WorkerPool("precedents")
        self.register = Register()
        self._counting = Worker("precedents", self, self.reading)
        self._corpus: Corpus | None = None
        """Opened and closed in the thread that reads."""

    def opened(self) -> tuple[Corpus, CorpusContents]:
        """Return the corpus, opened where it is not open, and what it holds. For the thread that reads."""
        from precedent_corpus.corpus import Corpus, ensure_starter

        if self._corpus is None:
            ensure_starter(self.data)
            self._corpus = Corpus.open(self.data, register=self.register)
        return self._corpus, contents(self._corpus, self.register)

    def recount(self) -> None:
        """Find out what the corpus holds now, and tell all windows; the open corpus follows a writer by itself."""
        if corpus := self._corpus:
            self._counting.ask(
                lambda _: contents(corpus, self.register),
                self.contents_changed.emit,
                topic="contents",
            )

    @property
    def counting(self) -> bool:
        """Return whether the texts are being counted anew."""
        return self._counting.busy

    def stop(self) -> None:
        """Close the corpus, and end the thread that reads it."""
        self._counting.stop(self._close)
        self.reading.stop()

    def _close(self) -> None:
        if self._corpus is not None:
            self._corpus.close()
            self._corpus = None


class CorpusService(QObject):
    """The corpus and the register as one window uses them: its questions and its messages are its own."""

    counted = Signal(int, int)
    """The numbers of adopted texts and drafts in the corpus."""
    contents_changed = Signal(object)
    """The current `CorpusContents`; emitted after `counted`."""
    open_failed = Signal(str)
    """Why the corpus could not be opened, as a sentence."""
    message = Signal(str)
    """A sentence for the status bar."""
    progressed = Signal(int, int, str)
    """The progress of an import: texts done, total (0 while unknown), and the name of the current text."""
    edited = Signal()
    """This window added texts to the corpus or removed some."""
    reported = Signal(str)
    """The result of an import, as a sentence."""
    cut_off = Signal(list)
    """The paths of imports that an earlier run of the program did not finish."""
    ended = Signal()
    """The import has finished, successfully or not."""

    def __init__(
        self, shared: SharedCorpus, dialogs: Dialogs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shared = shared
        self._data = shared.data
        self._dialogs = dialogs
        self._reader = Worker("precedents", self, shared.reading)
        self._writer = Worker("corpus", self, shared.transfers)
        self._corpus: Corpus | None = None
        self._import: Task | None = None
        self.register = shared.register
        self.last_report = ""
        """The result of the last import, as a sentence; empty before the first."""

    # Opening

    def start(self) -> None:
        """Open the corpus in the background; at the first start it is filled with the starter texts."""
        self._reader.ask(
            lambda _: self._shared.opened(), self._opened, self._not_opened, topic="open"
        )

    def _opened(self, answer: tuple[Corpus, CorpusContents]) -> None:
        if self._corpus is None:
            self._shared.contents_changed.connect(self._tell_contents)
        self._corpus, found = answer
        self._tell_contents(found)
        if notice := self._corpus.notice:
            self._dialogs.show_message("The precedents", notice)
        self.ask(cut_off_imports, lambda found: self.cut_off.emit(found) if found else None)

    def _not_opened(self, error: Exception) -> None:
        log.error("opening the corpus in %s", self._data, exc_info=error)
        self.open_failed.emit(
            f"The precedents could not be opened: {error}. Drafting goes on without them."
        )

    def _tell_contents(self, found: CorpusContents) -> None:
        self.counted.emit(found.adopted, found.drafts)
        self.contents_changed.emit(found)

    @property
    def corpus(self) -> Corpus | None:
        """Return the open corpus, or None. Any worker may search it; none may close it."""
        return self._corpus

    @property
    def ready(self) -> bool:
        """Return whether the corpus is open."""
        return self._corpus is not None

    # Reading

    def ask(
        self,
        question: Callable[[Corpus], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[Exception], None] | None = None,
        topic: str = "",
    ) -> None:
        """Run `question` on the corpus in the background, then call `done` or `failed`. Do nothing if it is not open.

        topic: a newer question with the same topic supersedes an older one
        """
        if corpus := self._corpus:
            self._reader.ask(lambda _: question(corpus), done, failed, topic=topic)

    def drop(self, topic: str) -> None:
        """Discard the answer to the last question with a topic."""
        self._reader.drop(topic)

    @property
    def busy(self) -> bool:
        """Return whether answers are still awaited."""
        return self._reader.busy or self._shared.counting

    def recount(self) -> None:
        """Find out what the corpus holds now, and tell all windows."""
        self._shared.recount()

    def with_documents(self, done: Callable[[list[Document]], None]) -> None:
        """Call `done` with the list of texts in the corpus."""
        self.ask(lambda corpus: corpus.documents(), done)

    def with_document(self, symbol: str, done: Callable[[Resolution], None]) -> None:
        """Call `done` with a complete text from the corpus."""
        self.ask(lambda corpus: corpus.document(symbol), done, self._not_shown)

    def _not_shown(self, error: Exception) -> None:
        words = sentence_of(error, "It could not be read from the corpus")
        self._dialogs.show_warning("The text cannot be shown", words)

    # Writing

    def add(self, paths: Sequence[Path]) -> None:
        """Add files, folders and zip archives to the corpus in the background."""
        if paths:
            self._begin(lambda task: self._add(paths, task))

    def resume(self) -> None:
        """Continue the unfinished imports."""
        self._begin(self._continue)

    def _begin(self, work: Callable[[Task], ImportReport]) -> None:
        if self._writer.busy:
            self._dialogs.show_message(
                "Precedents are being added", "Wait until that is done, then add more."
            )
            return
        self.progressed.emit(0, 0, "")
        self._import = self._writer.ask(work, self._added, self._not_added, self.progressed.emit)

    @property
    def adding(self) -> bool:
        """Return whether this window is writing to the corpus."""
        return self._writer.busy

    def stop_adding(self) -> None:
        """Stop the import after the current text; texts already added are kept."""
        if self._import:
            self._import.cancel()

    def _add(self, paths: Sequence[Path], task: Task) -> ImportReport:
        from precedent_corpus.corpus import Corpus

        with Corpus.open(self._data, writer=True) as corpus:
            return corpus.add(paths, progress=task.report, cancelled=task.cancelled)

    def _continue(self, task: Task) -> ImportReport:
        from precedent_corpus.corpus import Corpus

        with Corpus.open(self._data, writer=True) as corpus:
            paths = [path for paths in corpus.unfinished_imports() for path in paths]
            report = corpus.add(
                dict.fromkeys(paths), progress=task.report, cancelled=task.cancelled
            )
            if not report.cancelled:
                corpus.forget_unfinished()
            return report

    def _added(self, report: ImportReport) -> None:
        self.ended.emit()
        sentence = report_sentence(report)
        self._changed(sentence)
        self.last_report = sentence
        self.reported.emit(sentence)
        skipped = [f"{name}: {why}" for name, why in report.skipped]
        unplaced = [f"Lines that found no place in {text}" for text in report.unplaced]
        if skipped or unplaced:
            heads = "These were skipped:" if not unplaced else "Not everything was taken in:"
            self._dialogs.show_lines(
                "Precedents added", f"{sentence} {heads}", [*skipped, *unplaced], asked=False
            )

    def _not_added(self, error: Exception) -> None:
        self.ended.emit()
        log.error("adding precedents", exc_info=error)
        words = sentence_of(error, "The precedents could not be added")
        self._dialogs.show_warning("Nothing was added", f"{words} The precedents are as they were.")

    def change(self, work: Callable[[Corpus], object], done: str, failed: str) -> None:
        """Change the corpus in the background.

        done: the status message on success, empty for none; failed: the title of the warning on failure
        """

        def changed(_: Task) -> None:
            from precedent_corpus.corpus import Corpus

            with Corpus.open(self._data, writer=True) as corpus:
                work(corpus)

        def not_changed(error: Exception) -> None:
            log.error("changing the corpus", exc_info=error)
            self._dialogs.show_warning(failed, sentence_of(error, "The corpus is as it was"))

        self._writer.ask(changed, lambda _: self._changed(done), not_changed)

    def _changed(self, sentence: str) -> None:
        self.recount()
        self.edited.emit()
        if sentence:
            self.message.emit(sentence)

    def stop(self) -> None:
        """End the background work of the window; an import is stopped after the current text."""
        if self._corpus is not None:
            self._shared.contents_changed.disconnect(self._tell_contents)
        self._corpus = None
        self._writer.stop()
        self._reader.drop_all()
        self._reader.stop()


def contents(corpus: Corpus, register: Register) -> CorpusContents:
    """Return what the corpus holds and add its texts to the register. Too slow for the GUI thread."""
    documents = corpus.documents()
    adopted = [document for document in documents if document.status is Status.ADOPTED]
    register.consult(corpus.adopted_by_vote)
    register.learn(_entry(document) for document in adopted if document.symbol and document.organ)
    return CorpusContents(
        len(adopted),
        len(documents) - len(adopted),
        frozenset(document.organ for document in documents if document.organ),
        frozenset(document.language for document in documents),
    )


def cut_off_imports(corpus: Corpus) -> list[tuple[Path, ...]]:
    """Return the paths of unfinished imports; none while another process or window is adding texts."""
    from precedent_corpus.store.database import CorpusBusy, WriterLock

    unfinished = corpus.unfinished_imports()
    if unfinished:
        try:
            WriterLock(corpus.folder).release()
        except CorpusBusy:
            return []
    return unfinished


def is_searchable(words: str) -> bool:
    """Return whether a clause is long enough to search for similar ones."""
    if len(words.split()) < FEWEST_WORDS and words.isascii():
        return False
    return sum(map(str.isalpha, words)) >= FEWEST_LETTERS


def report_sentence(report: ImportReport) -> str:
    """Return the result of an import in a sentence or two."""
    counted = [f"{report.added} {'text was' if report.added == 1 else 'texts were'} added"]
    for number, what in (
        (report.replaced, "replaced by a fuller text"),
        (report.duplicates, "already there"),
        (len(report.skipped), "skipped"),
    ):
        if number:
            counted.append(f"{number} {what}")
    stopped = "Stopped; what was read until then is kept. " if report.cancelled else ""
    return f"{stopped}{', '.join(counted)}."


def _entry(document: Document) -> RegisterEntry:
    """Return the register entry for a text of the corpus."""
    return RegisterEntry(
        symbol=document.symbol,
        organ=document.organ,
        adopted=document.adopted,
        title=document.title,
        vote=Vote(),
        committee="",
        agenda_item="",
        draft="",
        certain=True,
    )
