"""Connects the precedent panel with the editor and the corpus: runs the searches and inserts what the user selects."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.base.corpus_service import CorpusContents, CorpusService, is_searchable
from desktop.base.settings import ROWS, THRESHOLD, Settings
from desktop.precedents.filters import Chosen, corpus_filters
from desktop.precedents.panel import PrecedentPanel
from resolution.model import Kind, Note, Origin, Status
from resolution.text import folded

if TYPE_CHECKING:
    from desktop.editor import CurrentClause, DraftEditor
    from precedent_corpus.analysis.own_text import OwnText
    from precedent_corpus.analysis.standing import ClauseAssessment
    from precedent_corpus.corpus import Corpus, Match, SearchResult
    from resolution.model import Block, Resolution

log = logging.getLogger(__name__)

DEBOUNCE_MS = 100
"""Delay between the last keystroke and the search, in milliseconds."""

STANDING_MS = 400
"""Delay between the last keystroke and the assessment of the clause's standing, in milliseconds."""

NO_CLAUSE = ("title", "opening")
"""Places in the draft whose text is not searched for."""

PAGE_SIZE = 9
"""Results of a manual search per page: shown at first, and added by "Show more". One for each number key."""

MAX_TOPICS = 2_000
"""The largest number of subjects offered in the topic filter."""

MANUAL = "searched"
"""Takes the place of the clause's name in a manual search."""

FILTERS_SETTING = "precedent filters"
"""Name of the setting that stores the filters."""


@dataclass(frozen=True, slots=True)
class Question:
    """A search of the corpus, with everything its result depends on.

    kind: of the clause, None in a manual search; exclude: the draft's own symbol
    """

    words: str
    kind: Kind | None
    chosen: Chosen
    language: str
    limit: int
    threshold: int
    exclude: str


class PrecedentController(QObject):
    """Updates the panel as the clause at the cursor changes."""

    message = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        corpus: CorpusService,
        editor: DraftEditor,
        panel: PrecedentPanel,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._corpus = corpus
        self._editor = editor
        self._panel = panel
        self._settings = settings
        self._last_query: tuple[str, Question] | None = None
        self._manual_search: str | None = None
        self._limit = PAGE_SIZE
        self._own = ""
        """Symbol of the corpus text that the draft is identical with, if the draft has no symbol of its own."""
        self._search_clause = ""
        self._search_timer = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._search_timer.timeout.connect(self.ask)
        self._assess_timer = QTimer(self, singleShot=True, interval=STANDING_MS)
        self._assess_timer.timeout.connect(self._assess)
        self._assessed: tuple[object, ...] = ()
        self._assessed_clause = ""
        """Id of the clause whose standing is shown."""
        corpus.contents_changed.connect(self._follow_contents)
        corpus.open_failed.connect(panel.show_sentence)
        editor.draft_changed.connect(self._search_timer.start)
        editor.draft_changed.connect(self._assess_timer.start)
        editor.clause_changed.connect(self._clause_changed)
        panel.filters.choose(Chosen.from_words(settings.saved_list(FILTERS_SETTING)))
        panel.filters_changed.connect(self._filter)
        panel.search_wanted.connect(self.search)
        panel.more_wanted.connect(self._show_more)
        panel.replace_wanted.connect(self.replace)
        panel.below_wanted.connect(self.insert_below)
        panel.search_ended.connect(self.end_search)
        panel.show_least(settings.number(THRESHOLD))
        panel.least_chosen.connect(lambda score: settings.set_value(THRESHOLD, score))
        settings.changed.connect(self._setting_changed)

    def _setting_changed(self, name: str) -> None:
        """Search again after a setting has changed."""
        if name == THRESHOLD.name:
            self._panel.show_least(self._settings.number(THRESHOLD))
        self.ask()

    # The corpus

    def start(self) -> None:
        """Open the corpus in the background; the panel says so until it is ready."""
        self._panel.show_sentence("Opening the precedents…")
        self._corpus.start()

    def _follow_contents(self, contents: CorpusContents) -> None:
        """Offer the organs, languages and topics that the corpus now holds, and search again."""
        self._panel.filters.offer(contents.organs, contents.languages)
        self._corpus.ask(
            lambda corpus: corpus.topics(limit=MAX_TOPICS),
            self._panel.filters.offer_topics,
            topic="topics",
        )
        self._ask_again()
        self.know_own()

    def _ask_again(self) -> None:
        self._last_query, self._assessed = None, ()
        self._assess_timer.start()
        self.ask()

    def know_own(self) -> None:
        """Find out which corpus text a draft without a symbol is identical with; that text is no precedent for it."""
        resolution = self._editor.resolution()
        self._corpus.ask(lambda corpus: _own_text(corpus, resolution), self._own_known, topic="own")

    def _own_known(self, own: OwnText | None) -> None:
        symbol = own.symbol if own and own.of else ""
        if symbol != self._own:
            self._own = symbol
            self._ask_again()
            if own and symbol:
                self.message.emit(own.sentence)

    @property
    def own(self) -> str:
        """Return the symbol of the draft, else that of the corpus text it is identical with, else an empty string."""
        return self._editor.heading().symbol or self._own

    # Searching

    def ask(self) -> None:
        """Search for the clause at the cursor, unless the last search was the same."""
        if not self._corpus.ready:
            return
        self._panel.language = self._editor.heading().language
        if self._manual_search is not None:
            self._ask_for_words(self._manual_search)
            return
        current = self._editor.current_clause()
        question = self._question(current.block)
        if not is_searchable(question.words) or current.place in NO_CLAUSE:
            self._corpus.drop("suggest")
            self._last_query = None
            self._panel.show_sentence(
                "Write a clause: the nearest adopted wording appears here.",
                "" if current.place in NO_CLAUSE else current.place,
            )
            return
        if self._last_query == (current.place, question):
            return
        self._last_query = (current.place, question)
        self._corpus.ask(
            lambda corpus: find(corpus, question),
            lambda matches: self._show_answer(current.place, matches),
            self._search_failed,
            topic="suggest",
        )

    def search(self, words: str) -> None:
        """Search for these words, until the cursor leaves the clause or the user ends the search."""
        self._manual_search, self._limit = words, PAGE_SIZE
        self._search_clause = self._editor.current_clause().block.id
        self._panel.show_search(words)
        self._search_timer.start()

    def end_search(self) -> None:
        """End the manual search and show the precedents nearest to the clause at the cursor."""
        if self._manual_search is None:
            return
        self._manual_search, self._last_query = None, None
        self._panel.show_search("")
        self.ask()

    def _show_more(self) -> None:
        self._limit += PAGE_SIZE
        self.ask()

    def _filter(self) -> None:
        """Save the filters and search again with them."""
        self._settings.save_list(FILTERS_SETTING, self._panel.filters.chosen.to_words())
        self._limit = PAGE_SIZE
        self.ask()

    def _clause_changed(self, clause: CurrentClause) -> None:
        """Search for the clause the cursor has moved to, and end a manual search if it is another clause."""
        if clause.block.id != self._assessed_clause:
            self._clear_standing()
        self._assess_timer.start()
        if self._manual_search is not None and clause.block.id != self._search_clause:
            self._manual_search = None
            self._panel.show_search("")
        self._search_timer.start()

    def _clear_standing(self) -> None:
        """Clear the standing until it has been assessed."""
        self._corpus.drop("standing")
        self._assessed = ()
        self._panel.show_standing(None)

    def _assess(self) -> None:
        """Assess and show the standing of the clause at the cursor; the filters do not affect it."""
        current = self._editor.current_clause()
        words, heading = folded(current.block.text), self._editor.heading()
        self._assessed_clause = current.block.id
        if not self._corpus.ready or not is_searchable(words) or current.place in NO_CLAUSE:
            self._clear_standing()
            return
        title = folded(self._editor.resolution().main.title)
        query = (words, heading.language, self.own, title)
        if self._assessed == (current.block.id, *query):
            return
        self._assessed = (current.block.id, *query)
        self._corpus.ask(
            lambda corpus: _assess(corpus, *query),
            self._panel.show_standing,
            self._assess_failed,
            topic="standing",
        )

    def _assess_failed(self, error: Exception) -> None:
        log.error("asking how a clause stands", exc_info=error)
        self._clear_standing()

    def _ask_for_words(self, words: str) -> None:
        question = replace(self._question(None), words=words, limit=self._limit, threshold=0)
        if self._last_query != (MANUAL, question):
            self._last_query = (MANUAL, question)
            self._corpus.ask(
                lambda corpus: search(corpus, question),
                lambda found: self._panel.show_found(
                    words, found.matches, found.more, found.instead
                ),
                self._search_failed,
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

    def _show_answer(self, place: str, matches: Sequence[Match]) -> None:
        if matches:
            self._panel.show_matches(place, matches)
            return
        hint = "clear the filters above" if self._panel.filters.chosen.on else "search by hand"
        self._panel.show_sentence(
            f"No adopted clause is near. Write on, {hint}, or add precedents of your subject.",
            place,
            add=True,
        )

    def _search_failed(self, error: Exception) -> None:
        log.error("asking the corpus", exc_info=error)
        self._last_query = None
        self._panel.show_sentence(
            f"The precedents could not be searched: {error}. Type on to ask again."
        )

    @property
    def settled(self) -> bool:
        """Return whether the panel is up to date with the clause at the cursor."""
        pending = (
            self._search_timer.isActive() or self._assess_timer.isActive() or self._editor.telling
        )
        return self._corpus.ready and not pending and not self._corpus.busy

    # Inserting

    def replace(self, match: Match) -> None:
        """Replace the clause with a match, in one undo step, and record the match as its origin."""
        if self._editor.replace_clause(match.runs, notes_of(match), origin_of(match)):
            self.message.emit(f"Replaced by {_described(match)}. Undo brings your wording back.")

    def insert_below(self, match: Match) -> None:
        """Insert a match below the clause, in one undo step."""
        level = 1 if match.kind is Kind.ITEM else 0
        self._editor.insert_below(match.runs, match.kind, level, notes_of(match), origin_of(match))
        self.message.emit(f"Inserted {_described(match)}, below.")

    def stop(self) -> None:
        """Stop the pending searches."""
        self._search_timer.stop()
        self._assess_timer.stop()


def find(corpus: Corpus, question: Question) -> list[Match]:
    """Return the precedents nearest to a clause."""
    return corpus.suggest(
        question.words,
        filters=corpus_filters(question.chosen, question.kind, question.exclude),
        language=question.language,
        limit=question.limit,
        threshold=question.threshold,
    )


def search(corpus: Corpus, question: Question) -> SearchResult:
    """Return the results of a manual search."""
    return corpus.search(
        question.words,
        corpus_filters(question.chosen, question.kind, ""),
        language=question.language,
        limit=question.limit,
    )


def _described(match: Match) -> str:
    """Return the symbol and paragraph of a match, with “the draft” before the symbol of a draft."""
    draft = "" if match.status is Status.ADOPTED else "the draft "
    return f"{draft}{match.symbol}, {match.paragraph}"


def notes_of(match: Match) -> tuple[Note, ...]:
    """Return the notes of a match."""
    return tuple(Note(text) for text in match.notes)


def origin_of(match: Match) -> Origin:
    """Return the origin that a clause records when it is taken from a match."""
    return Origin(match.symbol, match.paragraph, match.text)


def _assess(corpus: Corpus, words: str, language: str, own: str, title: str) -> ClauseAssessment:
    from precedent_corpus.analysis.standing import assess_clause

    return assess_clause(corpus, words, language, own, title)


def _own_text(corpus: Corpus, resolution: Resolution) -> OwnText | None:
    from precedent_corpus.analysis.own_text import own_text

    return own_text(corpus, resolution)
