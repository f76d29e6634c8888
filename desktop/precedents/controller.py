"""Between the draft and the corpus: asks for the nearest precedents as the draft changes, takes them, adds texts.

All that touches the corpus happens in two workers: one reads, another writes while texts are added or removed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.base.dialogs import Dialogs
from desktop.base.settings import ROWS, THRESHOLD, Settings
from desktop.base.workers import Task, Worker
from desktop.files.draft_file import sentence_of
from desktop.precedents.filters import Chosen, corpus_filters
from desktop.precedents.panel import PrecedentPanel
from precedent_corpus.store.register import Register, RegisterEntry
from resolution.model import Kind, Note, Origin, Status, Vote
from resolution.text import folded

if TYPE_CHECKING:
    from desktop.editor import CurrentClause, DraftEditor
    from precedent_corpus.analysis.own_text import OwnText
    from precedent_corpus.analysis.standing import ClauseAssessment
    from precedent_corpus.corpus import Corpus, Document, ImportReport, Match, SearchResult
    from resolution.model import Block, Resolution

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

DEBOUNCE_MS = 100
"""How long typing must rest before the corpus is asked."""

STANDING_MS = 400
"""How long it must rest before it is asked how the clause stands to adopted language."""

NO_CLAUSE = ("title", "opening")
"""Places whose words are nobody's language to agree on."""

FEWEST_WORDS = 3
"""Fewer words are not yet a clause worth asking about: they are its lead."""

FEWEST_LETTERS = 4
"""The same, where no spaces part the words."""

FOUND = 9
"""So many precedents of a search by hand are shown at first, as many as there are keys; then so many more."""

TOPICS = 2_000
"""So many subjects are offered for the filter."""

SEARCHED = "searched"
"""In place of the clause, where a search by hand was asked."""

KEPT = "precedent filters"
"""The name under which the filters are kept."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the corpus is asked: all that its answer depends on.

    kind: of the clause, None in a search by hand; exclude: the draft's own symbol
    """

    words: str
    kind: Kind | None
    chosen: Chosen
    language: str
    limit: int
    threshold: int
    exclude: str


@dataclass(frozen=True, slots=True)
class Held:
    """What the corpus holds: how many adopted texts and drafts, of which organs, in which languages."""

    adopted: int
    drafts: int
    organs: frozenset[str]
    languages: frozenset[str]


class PrecedentController(QObject):
    """Keeps the panel in step with the clause at the cursor."""

    counted = Signal(int, int)
    """How many adopted texts and how many drafts the corpus holds."""
    message = Signal(str)
    """A sentence for the status bar."""
    progressed = Signal(int, int, str)
    """How far an import is: texts done, of how many (0 where it is not known yet), and which."""
    edited = Signal()
    """Texts were added to the corpus here, or taken out."""
    reported = Signal(str)
    """What an import did, in a sentence."""
    cut_off = Signal(list)
    """Imports that were stopped or cut off before the program was started: their paths."""
    ended = Signal()
    """The import has ended, whatever came of it."""

    def __init__(
        self,
        data: Path,
        editor: DraftEditor,
        panel: PrecedentPanel,
        dialogs: Dialogs,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._data = data
        self._editor = editor
        self._panel = panel
        self._dialogs = dialogs
        self._settings = settings
        self.register = Register()
        self._reading = Worker("precedents", self)
        self._writing = Worker("corpus", self)
        self._corpus: Corpus | None = None
        self._asked: tuple[str, Question] | None = None
        self._searched: str | None = None
        self._limit = FOUND
        self._own = ""
        """The symbol of the text of the corpus that the draft is, where it has none itself."""
        self._clause = ""
        self._adding: Task | None = None
        self.last_report = ""
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._timer.timeout.connect(self.ask)
        self._judging = QTimer(self, singleShot=True, interval=STANDING_MS)
        self._judging.timeout.connect(self._judge)
        self._judged: tuple[object, ...] = ()
        self._stands = ""
        """The clause that the standing shown is of."""
        editor.draft_changed.connect(self._timer.start)
        editor.draft_changed.connect(self._judging.start)
        editor.clause_changed.connect(self._moved)
        panel.filters.choose(Chosen.from_words(settings.listed(KEPT)))
        panel.filters_changed.connect(self._filter)
        panel.search_wanted.connect(self.search)
        panel.more_wanted.connect(self._show_more)
        panel.replace_wanted.connect(self.replace)
        panel.below_wanted.connect(self.insert_below)
        panel.search_ended.connect(self.end_search)
        panel.show_least(settings.number(THRESHOLD))
        panel.least_chosen.connect(lambda score: settings.choose(THRESHOLD, score))
        settings.changed.connect(self._set)

    def _set(self, name: str) -> None:
        """Ask as it is set now."""
        if name == THRESHOLD.name:
            self._panel.show_least(self._settings.number(THRESHOLD))
        self.ask()

    # Opening

    def start(self) -> None:
        """Open the corpus in the background, filling it with the starter texts at the first start."""
        self._panel.show_sentence("Opening the precedents…")
        self._reading.ask(lambda _: self._open(), self._opened, self._not_opened, topic="open")

    def _open(self) -> tuple[Corpus, Held]:
        from precedent_corpus.corpus import Corpus, ensure_starter

        ensure_starter(self._data)
        corpus = Corpus.open(self._data, register=self.register)
        return corpus, held(corpus, self.register)

    def _opened(self, answer: tuple[Corpus, Held]) -> None:
        self._corpus, found = answer
        self._count(found)
        if notice := self._corpus.notice:
            self._dialogs.tell("The precedents", notice)
        self.with_corpus(cut_off_imports, lambda found: self.cut_off.emit(found) if found else None)

    def _count(self, found: Held) -> None:
        """Take note of what the corpus holds now, and ask it again."""
        self._panel.filters.offer(found.organs, found.languages)
        self._offer_topics()
        self.counted.emit(found.adopted, found.drafts)
        self._ask_again()
        self.know_own()

    def _ask_again(self) -> None:
        self._asked, self._judged = None, ()
        self._judging.start()
        self.ask()

    def know_own(self) -> None:
        """Find out which text of the corpus the draft itself is, where no symbol tells: it is no precedent for it."""
        corpus, resolution = self._corpus, self._editor.resolution()
        if corpus is not None:
            self._reading.ask(lambda _: _own_text(corpus, resolution), self._known_own, topic="own")

    def _known_own(self, own: OwnText | None) -> None:
        symbol = own.symbol if own and own.of else ""
        if symbol != self._own:
            self._own = symbol
            self._ask_again()
            if own and symbol:
                self.message.emit(own.sentence)

    def _offer_topics(self) -> None:
        """Offer the subjects that texts are filed under, the ones of most texts."""
        if corpus := self._corpus:
            self._reading.ask(
                lambda _: corpus.topics(limit=TOPICS),
                self._panel.filters.offer_topics,
                topic="topics",
            )

    def _not_opened(self, error: Exception) -> None:
        log.error("opening the corpus in %s", self._data, exc_info=error)
        self._panel.show_sentence(
            f"The precedents could not be opened: {error}. Drafting goes on without them."
        )

    @property
    def corpus(self) -> Corpus | None:
        """Return the open corpus, None where it is not open; any worker may ask it, none may close it."""
        return self._corpus

    @property
    def own(self) -> str:
        """Return the symbol of the draft or, where it has none, of the text of the corpus that it is; else nothing."""
        return self._editor.heading().symbol or self._own

    @property
    def ready(self) -> bool:
        """Return whether the corpus is open."""
        return self._corpus is not None

    # Asking

    def ask(self) -> None:
        """Ask for the clause at the cursor, unless the very same was asked last."""
        corpus = self._corpus
        if corpus is None:
            return
        self._panel.language = self._editor.heading().language
        if self._searched is not None:
            self._ask_for_words(corpus, self._searched)
            return
        current = self._editor.current_clause()
        question = self._question(current.block)
        if not enough(question.words) or current.place in NO_CLAUSE:
            self._reading.drop("suggest")
            self._asked = None
            self._panel.show_sentence(
                "Write a clause: the nearest adopted wording appears here.",
                "" if current.place in NO_CLAUSE else current.place,
            )
            return
        if self._asked == (current.place, question):
            return
        self._asked = (current.place, question)
        self._reading.ask(
            lambda _: find(corpus, question),
            lambda matches: self._answer(current.place, matches),
            self._no_answer,
            topic="suggest",
        )

    def search(self, words: str) -> None:
        """Show what is found for these words, until another clause is gone to or the search is ended."""
        self._searched, self._limit = words, FOUND
        self._clause = self._editor.current_clause().block.id
        self._panel.show_search(words)
        self._timer.start()

    def end_search(self) -> None:
        """Show again what is nearest to the clause at the cursor."""
        if self._searched is None:
            return
        self._searched, self._asked = None, None
        self._panel.show_search("")
        self.ask()

    def _show_more(self) -> None:
        self._limit += FOUND
        self.ask()

    def _filter(self) -> None:
        """Keep the filters, and ask within them."""
        self._settings.keep_list(KEPT, self._panel.filters.chosen.to_words())
        self._limit = FOUND
        self.ask()

    def _moved(self, clause: CurrentClause) -> None:
        """Follow the cursor: in another clause a search is over."""
        if clause.block.id != self._stands:
            self._unjudged()
        self._judging.start()
        if self._searched is not None and clause.block.id != self._clause:
            self._searched = None
            self._panel.show_search("")
        self._timer.start()

    def _unjudged(self) -> None:
        """Show no standing, until it is known."""
        self._reading.drop("standing")
        self._judged = ()
        self._panel.show_standing(None)

    def _judge(self) -> None:
        """Ask how the clause at the cursor stands, whatever the filters, and show it."""
        corpus, current = self._corpus, self._editor.current_clause()
        words, heading = folded(current.block.text), self._editor.heading()
        self._stands = current.block.id
        if corpus is None or not enough(words) or current.place in NO_CLAUSE:
            self._unjudged()
            return
        title = folded(self._editor.resolution().main.title)
        asked = (words, heading.language, self.own, title)
        if self._judged == (current.block.id, *asked):
            return
        self._judged = (current.block.id, *asked)
        self._reading.ask(
            lambda _: _judge(corpus, *asked),
            self._panel.show_standing,
            self._no_standing,
            topic="standing",
        )

    def _no_standing(self, error: Exception) -> None:
        log.error("asking how a clause stands", exc_info=error)
        self._unjudged()

    def _ask_for_words(self, corpus: Corpus, words: str) -> None:
        question = replace(self._question(None), words=words, limit=self._limit, threshold=0)
        if self._asked != (SEARCHED, question):
            self._asked = (SEARCHED, question)
            self._reading.ask(
                lambda _: search(corpus, question),
                lambda found: self._panel.show_found(
                    words, found.matches, found.more, found.instead
                ),
                self._no_answer,
                topic="suggest",
            )

    def _question(self, block: Block | None) -> Question:
        heading, chosen = self._editor.heading(), self._panel.filters.chosen
        return Question(
            words=folded(block.text) if block else "",
            kind=chosen.kind_for(block.kind if block else None),
            chosen=chosen,
            language=chosen.language or heading.language,
            limit=self._settings.number(ROWS),
            threshold=self._settings.number(THRESHOLD),
            exclude=self.own,
        )

    def _answer(self, place: str, matches: Sequence[Match]) -> None:
        if matches:
            self._panel.show_matches(place, matches)
            return
        hint = "clear the filters above" if self._panel.filters.chosen.on else "search by hand"
        self._panel.show_sentence(
            f"No adopted clause is near. Write on, {hint}, or add precedents of your subject.",
            place,
            add=True,
        )

    def _no_answer(self, error: Exception) -> None:
        log.error("asking the corpus", exc_info=error)
        self._asked = None
        self._panel.show_sentence(
            f"The precedents could not be searched: {error}. Type on to ask again."
        )

    @property
    def settled(self) -> bool:
        """Return whether the panel shows the answer for the clause as it is now."""
        waits = self._timer.isActive() or self._judging.isActive() or self._editor.telling
        return self.ready and not waits and not self._reading.busy

    # Taking

    def replace(self, match: Match) -> None:
        """Put a match in place of the clause, in one undo step; the clause remembers where it came from."""
        if self._editor.replace_clause(match.runs, notes_of(match), origin_of(match)):
            self.message.emit(f"Replaced by {_named(match)}. Undo brings your wording back.")

    def insert_below(self, match: Match) -> None:
        """Put a match below the clause, in one undo step."""
        level = 1 if match.kind is Kind.ITEM else 0
        self._editor.insert_below(match.runs, match.kind, level, notes_of(match), origin_of(match))
        self.message.emit(f"Inserted {_named(match)}, below.")

    # Adding and removing

    def add(self, paths: Sequence[Path]) -> None:
        """Add files, folders and zip archives to the corpus in the background; drafting goes on meanwhile."""
        if paths:
            self._begin(lambda task: self._add(paths, task))

    def _begin(self, work: Callable[[Task], ImportReport]) -> None:
        if self._writing.busy:
            self._dialogs.tell(
                "Precedents are being added", "Wait until that is done, then add more."
            )
            return
        self.progressed.emit(0, 0, "")
        self._adding = self._writing.ask(work, self._added, self._not_added, self.progressed.emit)

    @property
    def adding(self) -> bool:
        """Return whether the corpus is being written to from here."""
        return self._writing.busy

    def stop_adding(self) -> None:
        """Stop the import after the text it is at; what was added until then is kept."""
        if self._adding:
            self._adding.cancel()

    def _add(self, paths: Sequence[Path], task: Task) -> ImportReport:
        from precedent_corpus.corpus import Corpus

        with Corpus.open(self._data, writer=True) as corpus:
            return corpus.add(paths, progress=task.report, cancelled=task.cancelled)

    def _added(self, report: ImportReport) -> None:
        self.ended.emit()
        self.recount()
        self.edited.emit()
        sentence = report_sentence(report)
        self.message.emit(sentence)
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
        self._dialogs.warn("Nothing was added", f"{words} The precedents are as they were.")

    def resume(self) -> None:
        """Go on with the imports that were stopped or cut off."""
        self._begin(self._go_on)

    def _go_on(self, task: Task) -> ImportReport:
        from precedent_corpus.corpus import Corpus

        with Corpus.open(self._data, writer=True) as corpus:
            paths = [path for paths in corpus.unfinished_imports() for path in paths]
            report = corpus.add(
                dict.fromkeys(paths), progress=task.report, cancelled=task.cancelled
            )
            if not report.cancelled:
                corpus.forget_unfinished()
            return report

    def change(self, work: Callable[[Corpus], object], done: str, failed: str) -> None:
        """Change the corpus in the background, then say what was done; `failed` heads the reason why not."""

        def changed(_: Task) -> None:
            from precedent_corpus.corpus import Corpus

            with Corpus.open(self._data, writer=True) as corpus:
                work(corpus)

        def not_changed(error: Exception) -> None:
            log.error("changing the corpus", exc_info=error)
            self._dialogs.warn(failed, sentence_of(error, "The corpus is as it was"))

        self._writing.ask(changed, lambda _: self._changed(done), not_changed)

    def _changed(self, sentence: str) -> None:
        self.recount()
        self.edited.emit()
        if sentence:
            self.message.emit(sentence)

    def recount(self) -> None:
        """Look at what the corpus holds now; the open corpus follows a writer by itself."""
        self.with_corpus(lambda corpus: held(corpus, self.register), self._count)

    def with_documents(self, done: Callable[[list[Document]], None]) -> None:
        """Hand the list of texts in the corpus to `done`."""
        if corpus := self._corpus:
            self._reading.ask(lambda _: corpus.documents(), done)

    def with_corpus(
        self, asked: Callable[[Corpus], Answer], done: Callable[[Answer], None]
    ) -> None:
        """Ask the corpus something in the background and hand the answer to `done`; nothing where it is not open."""
        if corpus := self._corpus:
            self._reading.ask(lambda _: asked(corpus), done)

    def with_document(self, symbol: str, done: Callable[[Resolution], None]) -> None:
        """Hand a whole text of the corpus to `done`."""
        if corpus := self._corpus:
            self._reading.ask(lambda _: corpus.document(symbol), done, self._not_shown)

    def _not_shown(self, error: Exception) -> None:
        words = sentence_of(error, "It could not be read from the corpus")
        self._dialogs.warn("The text cannot be shown", words)

    def stop(self) -> None:
        """End the background work; an import is stopped after the text it is at."""
        self._timer.stop()
        self._judging.stop()
        corpus, self._corpus = self._corpus, None
        self._writing.stop()
        self._reading.stop(corpus.close if corpus is not None else None)


def held(corpus: Corpus, register: Register) -> Held:
    """Return what the corpus holds, the register knowing its texts from then on; slow, so off the GUI thread."""
    documents = corpus.documents()
    adopted = [document for document in documents if document.status is Status.ADOPTED]
    register.consult(corpus.adopted_by_vote)
    register.learn(_entry(document) for document in adopted if document.symbol and document.organ)
    return Held(
        len(adopted),
        len(documents) - len(adopted),
        frozenset(document.organ for document in documents if document.organ),
        frozenset(document.language for document in documents),
    )


def cut_off_imports(corpus: Corpus) -> list[tuple[Path, ...]]:
    """Return the imports that were stopped or cut off; none while anybody is adding texts, for that one goes on."""
    from precedent_corpus.store.database import CorpusBusy, WriterLock

    unfinished = corpus.unfinished_imports()
    if unfinished:
        try:
            WriterLock(corpus.folder).release()
        except CorpusBusy:
            return []
    return unfinished


def find(corpus: Corpus, question: Question) -> list[Match]:
    """Return the corpus's answer to a question."""
    return corpus.suggest(
        question.words,
        filters=corpus_filters(question.chosen, question.kind, question.exclude),
        language=question.language,
        limit=question.limit,
        threshold=question.threshold,
    )


def search(corpus: Corpus, question: Question) -> SearchResult:
    """Return what the corpus has for a search by hand."""
    return corpus.search(
        question.words,
        corpus_filters(question.chosen, question.kind, ""),
        language=question.language,
        limit=question.limit,
    )


def enough(words: str) -> bool:
    """Return whether there are words enough to ask for their like."""
    if len(words.split()) < FEWEST_WORDS and words.isascii():
        return False
    return sum(map(str.isalpha, words)) >= FEWEST_LETTERS


def _named(match: Match) -> str:
    """Return where a match stands; a draft is called one."""
    draft = "" if match.status is Status.ADOPTED else "the draft "
    return f"{draft}{match.symbol}, {match.paragraph}"


def notes_of(match: Match) -> tuple[Note, ...]:
    """Return the notes a match brings along."""
    return tuple(Note(text) for text in match.notes)


def origin_of(match: Match) -> Origin:
    """Return what a clause remembers of the match it was taken from."""
    return Origin(match.symbol, match.paragraph, match.text)


def report_sentence(report: ImportReport) -> str:
    """Return what an import did, in a sentence or two."""
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
    """Return a text of the corpus as the register would list it."""
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


def _judge(corpus: Corpus, words: str, language: str, own: str, title: str) -> ClauseAssessment:
    from precedent_corpus.analysis.standing import assess_clause

    return assess_clause(corpus, words, language, own, title)


def _own_text(corpus: Corpus, resolution: Resolution) -> OwnText | None:
    from precedent_corpus.analysis.own_text import own_text

    return own_text(corpus, resolution)
