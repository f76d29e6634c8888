"""The corpus: texts that are precedents, and the search for the adopted wording nearest to a clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from precedent_corpus.analysis.history import History, WordingUse, history
from precedent_corpus.analysis.newer import newer_clause
from precedent_corpus.analysis.series import Series, SeriesCache, title_words
from precedent_corpus.analysis.sharing import Sharing, adopted_by_vote, texts_sharing
from precedent_corpus.search import engine
from precedent_corpus.search.matches import Filters, Match
from precedent_corpus.search.ranking import DEFAULT_LIMIT, DEFAULT_THRESHOLD
from precedent_corpus.search.results import By, SearchResult
from precedent_corpus.search.snapshot import Snapshot
from precedent_corpus.search.wording import normalised
from precedent_corpus.store import catalog, importing
from precedent_corpus.store.clauses import CorpusClause
from precedent_corpus.store.database import CorpusBusy, CorpusError
from precedent_corpus.store.documents import CorpusGroup, Document
from precedent_corpus.store.import_report import ImportReport
from precedent_corpus.store.importing import Cancelled, Progress
from precedent_corpus.store.marks import TextMark, all_marks, set_marks
from precedent_corpus.store.opening import open_store
from precedent_corpus.store.register import Register
from precedent_corpus.store.starter import ensure_starter
from precedent_corpus.store.store import Store
from resolution.model import Kind, Resolution
from resolution.reading import Reading
from resolution.recognition.unplaced import with_unread

__all__ = [
    "By",
    "Corpus",
    "CorpusBusy",
    "CorpusError",
    "Document",
    "Filters",
    "ImportReport",
    "Match",
    "SearchResult",
    "TextMark",
    "WordingUse",
    "ensure_starter",
]

SEARCHED_FROM = 30
"""The lowest score that a search for words shows: what the user searched for is shown even if it is far."""


class Corpus:
    """An open corpus. Any thread may query it; one writer at a time, in whatever process, may add and remove texts."""

    def __init__(self, store: Store, register: Register) -> None:
        self.store = store
        self.folder = store.folder
        self.register = register
        self._series = SeriesCache()

    @classmethod
    def open(
        cls, folder: Path, *, writer: bool = False, register: Register | None = None
    ) -> Corpus:
        """Open the corpus in a folder, making an empty one if there is none.

        Raises CorpusBusy if a writer is wanted and there is one already, CorpusError if the folder cannot be used.
        """
        return cls(open_store(folder, writer=writer), Register() if register is None else register)

    def close(self) -> None:
        """Close the files; a writer lets the next one in."""
        self.store.close()

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def notice(self) -> str:
        """Return what the user must know of this corpus (that a damaged one was moved aside), or nothing."""
        return self.store.value("notice")

    # -- search ------------------------------------------------------------------------------------------------------

    def suggest(
        self,
        words: str,
        *,
        kind: Kind | None = None,
        organ: str | None = None,
        language: str = "en",
        limit: int = DEFAULT_LIMIT,
        threshold: float = DEFAULT_THRESHOLD,
        exclude: str | None = None,
        filters: Filters | None = None,
        finished: bool | None = None,
    ) -> list[Match]:
        """Return the wordings nearest to these words, best first, one match for each.

        threshold: the lowest score worth showing, 0-100
        filters:   instead of kind, organ and exclude, which are short for the filters of these names
        finished:  whether the words are a whole clause; None to decide by their final punctuation
        """
        filters = filters or Filters(kind=kind, organ=organ, exclude=exclude)
        if limit < 1 or not normalised(words).words:
            return []
        with self.store.snapshot(language) as snapshot:
            return engine.suggest(snapshot, words, filters, limit, threshold, finished)

    def search(
        self,
        text: str,
        filters: Filters | None = None,
        *,
        language: str = "en",
        limit: int = 20,
        threshold: float = SEARCHED_FROM,
    ) -> SearchResult:
        """Return what is found by a symbol or its end, by phrases in quotation marks, or by words; one match a wording.

        text: "74/247 para 2", "A/RES/55/63 PP3", "“criminal misuse” technologies", words of a clause, or keywords; it
              may be empty if the filters name a topic: then all that is filed under it, the latest first

        A phrase finds exactly the wordings that contain it, as `phrases` defines; other words must be there too. If no
        wording does, the words are searched for as if they were not quoted, and no match scores 100.
        """
        with self.store.snapshot(language) as snapshot:
            return engine.search(snapshot, text, filters or Filters(), limit, threshold)

    def topics(self, beginning: str = "", limit: int = 50) -> list[str]:
        """Return the topics that texts are filed under, those with a word that starts with `beginning`."""
        with self.store.reading() as connection:
            return engine.topics(connection, beginning, limit)

    # -- analysis ----------------------------------------------------------------------------------------------------

    def history(
        self, words: str, *, language: str = "en", title: str = "", exclude: str = ""
    ) -> History:
        """Return the history of a clause: all its wordings, in adopted texts and drafts, the earliest first.

        words: the clause, or its beginning
        title: of the draft that it stands in; exclude: the draft's own symbol
        """
        with self.with_series(language) as (snapshot, series):
            return history(snapshot, series, words, title=title, exclude=exclude)

    def newer(
        self, match: Match, *, language: str = "en", title: str = "", exclude: str = ""
    ) -> Match | None:
        """Return the clause in the newest adopted text of its series, if that is newer than a match; or None.

        It is the same clause, in whatever words: see `lineage`. Texts that the user excludes are skipped.
        title, exclude: as in `history`
        """
        with self.with_series(language) as (snapshot, series):
            return newer_clause(snapshot, series, match, title, exclude)

    def is_of_series(self, symbol: str, title: str, *, language: str = "en") -> bool:
        """Return whether a text has a title like this, so that both are of one series."""
        with self.with_series(language) as (_, series):
            return any(text.symbol == symbol for text in series.titled(title_words(title)))

    def know_series(self, language: str = "en") -> None:
        """Load the series now, so that no query waits for it: half a second for 40,000 texts."""
        with self.with_series(language):
            return

    @contextmanager
    def with_series(self, language: str) -> Iterator[tuple[Snapshot, Series]]:
        """Give one state of the corpus with the series of its texts in a language."""
        with self.store.snapshot(language) as snapshot:
            yield snapshot, self._series.get(snapshot)

    def sharing(self, words: Iterable[str], *, language: str = "en") -> list[Sharing]:
        """Return the texts that have wordings of these, those that have the most of them first."""
        with self.store.reading() as connection:
            return texts_sharing(connection, words, language)

    def adopted_by_vote(self, words: str, language: str = "en") -> str:
        """Return the newest text that adopted exactly this wording, and its vote ("A/RES/55/63, by 79-60-33").

        Empty if no text did, or any did without opposition or abstention, or the corpus cannot be queried just now.
        """
        try:
            with self.store.reading() as connection:
                return adopted_by_vote(connection, words, language)
        except CorpusError:  # it is only a hint; any other query reports the error
            return ""

    # -- texts -------------------------------------------------------------------------------------------------------

    def documents(self) -> list[Document]:
        """Return every text, by organ and symbol."""
        with self.store.reading() as connection:
            return catalog.all_documents(connection)

    def groups(self) -> list[CorpusGroup]:
        """Return what the corpus has by organ, session, year, language and status, without listing single texts."""
        with self.store.reading() as connection:
            return catalog.all_groups(connection)

    def counted(self, patterns: Iterable[str]) -> dict[tuple[str, str], int]:
        """Return how many texts have symbols of these patterns ("A/RES/75/*"), by pattern and language."""
        with self.store.reading() as connection:
            return catalog.count_by_pattern(connection, patterns)

    def document(self, symbol: str, language: str | None = None) -> Resolution:
        """Return a whole text: an adopted one rather than a draft, English rather than another language.

        Lines that found no place stand at its end (`resolution.recognition.unplaced`).

        Raises CorpusError if the corpus has none of this symbol.
        """
        return with_unread(self.reading(symbol, language))

    def reading(self, symbol: str, language: str | None = None) -> Reading:
        """Return the same text as it was read, with the lines that found no place apart."""
        with self.store.reading() as connection:
            file, source = catalog.stored_file(connection, symbol, language)
        return catalog.read_stored(symbol, file, source)

    def clause(self, symbol: str, place: str, language: str | None = None) -> CorpusClause:
        """Return a clause or item of a text ("PP3", "OP1 (a)"); raises CorpusError if there is none."""
        with self.store.reading() as connection:
            packing = self.store.packing(connection)
            return catalog.find_clause(connection, packing, symbol, place, language)

    def info(self) -> dict[str, Any]:
        """Return what the corpus has: counts of texts, clauses and distinct wordings, and its size in bytes."""
        with self.store.reading() as connection:
            counts = catalog.count_all(connection)
        return {**counts, "bytes": self.size(), "register": len(self.register)}

    def size(self) -> int:
        """Return how many bytes the corpus takes on disk."""
        return catalog.size_on_disk(self.folder)

    # -- writing -----------------------------------------------------------------------------------------------------

    def add(
        self,
        paths: Iterable[Path | str],
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> ImportReport:
        """Import the texts of files, folders and zip archives.

        progress:  called with how many files are done, of how many, and the name of the last one
        cancelled: called before each file; what was read until it returns True is kept, every text whole

        Raises CorpusError if the corpus was not opened as a writer or cannot be written (a full disk).
        """
        found = [Path(path) for path in paths]
        return importing.import_paths(self.store, self.register, found, progress, cancelled)

    def unfinished_imports(self) -> list[tuple[Path, ...]]:
        """Return the paths of imports that were cancelled or interrupted: adding them again continues them.

        Files imported before are recognized by their bytes, and not read again.
        """
        with self.store.reading() as connection:
            return importing.unfinished_imports(connection)

    def forget_unfinished(self) -> None:
        """Do not offer unfinished imports any more."""
        with self.store.editing() as connection:
            importing.forget_unfinished(connection)

    def remove(self, symbol: str, language: str | None = None) -> int:
        """Remove a text (in all languages, unless one is given); return how many texts that were."""
        return self.store.remove_texts([symbol], language)

    def remove_all(self, symbols: Iterable[str], language: str | None = None) -> int:
        """Remove texts in one transaction, all of them or none; return how many that were."""
        return self.store.remove_texts(symbols, language)

    def rebuild(self) -> None:
        """Make the index anew from the texts."""
        self.store.rebuild_index()

    def mark(self, symbols: Iterable[str], mark: TextMark) -> None:
        """Mark texts, by their symbols, as excluded or preferred by the user; the mark survives a new import."""
        with self.store.editing() as connection:
            set_marks(connection, symbols, mark)

    def marks(self) -> dict[str, TextMark]:
        """Return what the user excludes and prefers, by symbol."""
        with self.store.reading() as connection:
            return all_marks(connection)
