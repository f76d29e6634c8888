"""Keeps the panel of precedents in step with the draft, and takes over what the user chooses there."""

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
"""How long typing must rest before the corpus is searched, in milliseconds."""

STANDING_MS = 400
"""How long it must rest before the clause is compared with adopted language, in milliseconds."""

NO_CLAUSE = ("title", "opening")
"""Places whose words are not searched for."""

FOUND = 9
"""How many results of a search by hand are shown at first, one for each number key, and added each time."""

TOPICS = 2_000
"""How many subjects are offered for the filter at most."""

SEARCHED = "searched"
"""Stands for the place of the clause in a search by hand."""

KEPT = "precedent filters"
"""The name of the setting that holds the filters."""


@dataclass(frozen=True, slots=True)
class Question:
    """A search of the corpus, with everything that its result depends on.

    kind: of the clause, None in a search by hand; exclude: the draft's own symbol
    """

    words: str
    kind: Kind | None
    chosen: Chosen
    language: str
    limit: int
    threshold: int
    exclude: str


class PrecedentController(QObject):
    """Keeps the panel in step with the clause at the cursor."""

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
        self._asked: tuple[str, Question] | None = None
        self._searched: str | None = None
        self._limit = FOUND
        self._own = ""
        """The symbol of the text of the corpus that the draft is, where it has none itself."""
        self._clause = ""
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._timer.timeout.connect(self.ask)
        self._judging = QTimer(self, singleShot=True, interval=STANDING_MS)
        self._judging.timeout.connect(self._judge)
        self._judged: tuple[object, ...] = ()
        self._stands = ""
        """The id of the clause whose standing is shown."""
        corpus.contents_changed.connect(self._follow_contents)
        corpus.open_failed.connect(panel.show_sentence)
        editor.draft_changed.connect(self._timer.start)
        editor.draft_changed.connect(self._judging.start)
        editor.clause_changed.connect(self._moved)
        panel.filters.choose(Chosen.from_words(settings.saved_list(KEPT)))
        panel.filters_changed.connect(self._filter)
        panel.search_wanted.connect(self.search)
        panel.more_wanted.connect(self._show_more)
        panel.replace_wanted.connect(self.replace)
        panel.below_wanted.connect(self.insert_below)
        panel.search_ended.connect(self.end_search)
        panel.show_least(settings.number(THRESHOLD))
        panel.least_chosen.connect(lambda score: settings.set_value(THRESHOLD, score))
        settings.changed.connect(self._set)

    def _set(self, name: str) -> None:
        """Search again with the changed settings."""
        if name == THRESHOLD.name:
            self._panel.show_least(self._settings.number(THRESHOLD))
        self.ask()

    # The corpus

    def start(self) -> None:
        """Open the corpus in the background; the panel says so until there is an answer."""
        self._panel.show_sentence("Opening the precedents…")
        self._corpus.start()

    def _follow_contents(self, contents: CorpusContents) -> None:
        """Offer the organs and languages that the corpus holds now, and ask it again."""
        self._panel.filters.offer(contents.organs, contents.languages)
        self._corpus.ask(
            lambda corpus: corpus.topics(limit=TOPICS),
            self._panel.filters.offer_topics,
            topic="topics",
        )
        self._ask_again()
        self.know_own()

    def _ask_again(self) -> None:
        self._asked, self._judged = None, ()
        self._judging.start()
        self.ask()

    def know_own(self) -> None:
        """Find out which text of the corpus the draft itself is, where no symbol tells: it is no precedent for it."""
        resolution = self._editor.resolution()
        self._corpus.ask(lambda corpus: _own_text(corpus, resolution), self._known_own, topic="own")

    def _known_own(self, own: OwnText | None) -> None:
        symbol = own.symbol if own and own.of else ""
        if symbol != self._own:
            self._own = symbol
            self._ask_again()
            if own and symbol:
                self.message.emit(own.sentence)

    @property
    def own(self) -> str:
        """Return the symbol of the draft or, where it has none, of the text of the corpus that it is; else nothing."""
        return self._editor.heading().symbol or self._own

    # Asking

    def ask(self) -> None:
        """Search for the clause at the cursor, unless the last search was the same."""
        if not self._corpus.ready:
            return
        self._panel.language = self._editor.heading().language
        if self._searched is not None:
            self._ask_for_words(self._searched)
            return
        current = self._editor.current_clause()
        question = self._question(current.block)
        if not is_searchable(question.words) or current.place in NO_CLAUSE:
            self._corpus.drop("suggest")
            self._asked = None
            self._panel.show_sentence(
                "Write a clause: the nearest adopted wording appears here.",
                "" if current.place in NO_CLAUSE else current.place,
            )
            return
        if self._asked == (current.place, question):
            return
        self._asked = (current.place, question)
        self._corpus.ask(
            lambda corpus: find(corpus, question),
            lambda matches: self._answer(current.place, matches),
            self._no_answer,
            topic="suggest",
        )

    def search(self, words: str) -> None:
        """Show what is found for these words, until the cursor leaves the clause or the search is ended."""
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
        """Save the filters, and search with them."""
        self._settings.save_list(KEPT, self._panel.filters.chosen.to_words())
        self._limit = FOUND
        self.ask()

    def _moved(self, clause: CurrentClause) -> None:
        """Follow the cursor; a search by hand ends when it enters another clause."""
        if clause.block.id != self._stands:
            self._unjudged()
        self._judging.start()
        if self._searched is not None and clause.block.id != self._clause:
            self._searched = None
            self._panel.show_search("")
        self._timer.start()

    def _unjudged(self) -> None:
        """Show no standing, until it is known."""
        self._corpus.drop("standing")
        self._judged = ()
        self._panel.show_standing(None)

    def _judge(self) -> None:
        """Find out and show the standing of the clause at the cursor, whatever the filters."""
        current = self._editor.current_clause()
        words, heading = folded(current.block.text), self._editor.heading()
        self._stands = current.block.id
        if not self._corpus.ready or not is_searchable(words) or current.place in NO_CLAUSE:
            self._unjudged()
            return
        title = folded(self._editor.resolution().main.title)
        asked = (words, heading.language, self.own, title)
        if self._judged == (current.block.id, *asked):
            return
        self._judged = (current.block.id, *asked)
        self._corpus.ask(
            lambda corpus: _judge(corpus, *asked),
            self._panel.show_standing,
            self._no_standing,
            topic="standing",
        )

    def _no_standing(self, error: Exception) -> None:
        log.error("asking how a clause stands", exc_info=error)
        self._unjudged()

    def _ask_for_words(self, words: str) -> None:
        question = replace(self._question(None), words=words, limit=self._limit, threshold=0)
        if self._asked != (SEARCHED, question):
            self._asked = (SEARCHED, question)
            self._corpus.ask(
                lambda corpus: search(corpus, question),
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
        return self._corpus.ready and not waits and not self._corpus.busy

    # Taking

    def replace(self, match: Match) -> None:
        """Replace the clause by a match, in one undo step; the clause records where it came from."""
        if self._editor.replace_clause(match.runs, notes_of(match), origin_of(match)):
            self.message.emit(f"Replaced by {_named(match)}. Undo brings your wording back.")

    def insert_below(self, match: Match) -> None:
        """Put a match below the clause, in one undo step."""
        level = 1 if match.kind is Kind.ITEM else 0
        self._editor.insert_below(match.runs, match.kind, level, notes_of(match), origin_of(match))
        self.message.emit(f"Inserted {_named(match)}, below.")

    def stop(self) -> None:
        """Stop searching."""
        self._timer.stop()
        self._judging.stop()


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
    """Return the results of a search by hand."""
    return corpus.search(
        question.words,
        corpus_filters(question.chosen, question.kind, ""),
        language=question.language,
        limit=question.limit,
    )


def _named(match: Match) -> str:
    """Return the symbol and paragraph of a match, with “the draft” before the symbol of one."""
    draft = "" if match.status is Status.ADOPTED else "the draft "
    return f"{draft}{match.symbol}, {match.paragraph}"


def notes_of(match: Match) -> tuple[Note, ...]:
    """Return the notes a match brings along."""
    return tuple(Note(text) for text in match.notes)


def origin_of(match: Match) -> Origin:
    """Return what a clause records of the match it was taken from."""
    return Origin(match.symbol, match.paragraph, match.text)


def _judge(corpus: Corpus, words: str, language: str, own: str, title: str) -> ClauseAssessment:
    from precedent_corpus.analysis.standing import assess_clause

    return assess_clause(corpus, words, language, own, title)


def _own_text(corpus: Corpus, resolution: Resolution) -> OwnText | None:
    from precedent_corpus.analysis.own_text import own_text

    return own_text(corpus, resolution)
