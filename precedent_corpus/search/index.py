"""The search index over the distinct wordings: derived from the database, marked with the generation it comes from."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import tantivy

from precedent_corpus.search.meaning import LONGEST, more_senses, sense, tells_more
from precedent_corpus.search.phrases import figure_parts, figure_words
from precedent_corpus.search.scope import scope_words
from precedent_corpus.search.vocabulary import character, more_words, number_of
from precedent_corpus.search.wording import (
    CITATION,
    FACT_SIGNS,
    Wording,
    indexed_fact,
    series_words,
)
from precedent_corpus.store.database import Database
from resolution.diff.facts import may_be_cited

RAREST_WORDS = 12
RAREST_FACTS = 3
"""How many of a clause's rarest words and citations are looked for.

Measured on 17,600 wordings, one word in seven replaced by any other, beside comparing with every one: of the best five
that reach 50 %, twelve words give 99.8 % among 400 proposed, 99.5 % among 300 and 98.9 % among 250.
"""

MORE_FOR_EACH = 6
"""One word more for so many of the clause: where a long one was changed, what was put in is its rarest words."""

NEAREST = 300
"""How many wordings the index proposes; the ranking compares these alone."""

MOST_PLACES = 150_000
FEWEST_WORDS = 5
"""After so many words no word is looked for that would make the places to look at more than this: at a million wordings
the last words of a short clause stand in one wording of ten, and cost more time than they tell."""

CONTAINING = 3_000
"""Of so many wordings that have all the words of a query, the best are shown."""

_MEMORY = 64_000_000
_STAMP = "generation"
_REMEMBERED = 50_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("wording", indexed=True, fast=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("facts", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("figures", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("scope", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("stamp", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(_STAMP, fast=True)
    return builder.build()


def itself(word: str) -> str:
    """Return what a word in this very form is looked for by."""
    return word if sense(word) == word else f"={word}"


def tokens_of(word: str) -> tuple[str, ...]:
    """Return what the index keeps of a word: its sense, itself if that is another, its parts ("secretary-general")."""
    parts = [sense(part) for part in word.split("-")] if "-" in word else []
    return tuple(dict.fromkeys([sense(word), itself(word), *parts]))


@dataclass(frozen=True, slots=True)
class _View:
    """The index as it was committed at one generation."""

    searcher: tantivy.Searcher
    generation: int
    counts: dict[str, int]
    """In how many wordings a word stands, for words queried before."""
    forms: dict[str, dict[int, tuple[str, int]]]
    """By language, the forms and scopes of wordings compared before."""


class Index:
    """Proposes the wordings that share the rarest words with a clause. May be used from any thread."""

    def __init__(self, folder: Path) -> None:
        """Open the index in a folder, making an empty one where there is none.

        Raises ValueError or OSError where what is there cannot be used.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._index.config_reader("manual")
        self._writer: tantivy.IndexWriter | None = None
        self._words: list[str] = [""]
        self._tokens: dict[str, tuple[str, ...]] = {}
        self._phrase_starts: set[str] = set()
        self._citation = "\0"
        self._guard = threading.Lock()
        self._view = self._look()

    @property
    def generation(self) -> int:
        """Return the generation of the database that the index was made from, -1 for an empty index."""
        return self._view.generation

    @property
    def size(self) -> int:
        """Return how many entries the index has: one a wording, and one for the generation."""
        return int(self._view.searcher.num_docs)

    def follow(self, generation: int) -> None:
        """See what was committed meanwhile, unless the index is at this generation already."""
        if self._view.generation != generation:
            with self._guard:
                self._view = self._look()

    def _look(self) -> _View:
        self._index.reload()
        searcher = self._index.searcher()
        stamped = searcher.search(
            tantivy.Query.term_query(self._schema, "stamp", _STAMP, "basic"), 1
        ).hits
        values = searcher.fast_field_values(_STAMP, [stamped[0][1]]) if stamped else [-1]
        return _View(searcher, int(values[0] or 0), {}, {})

    def propose(
        self,
        wording: Wording,
        scope: Sequence[str] = (),
        limit: int = NEAREST,
        fewest: int = FEWEST_WORDS,
    ) -> list[int]:
        """Return the ids of wordings near this one, those that share more and rarer words first.

        scope:  words of `scope_words` that the wording must have all been used under
        fewest: so many words are looked for, however common they are
        """
        view, should, basic = self._view, tantivy.Occur.Should, "basic"
        wanted = wording.search_words()
        rarest = _rarest(view, "words", wanted, RAREST_WORDS + len(wanted) // MORE_FOR_EACH)
        words = _affordable(view, rarest, fewest)
        words += _rarest(view, "words", wording.series_words(), 2)
        facts = _rarest(view, "facts", wording.fact_words(), RAREST_FACTS)
        terms = [
            (should, tantivy.Query.term_query(self._schema, "words", word, basic)) for word in words
        ]
        terms += [
            (should, tantivy.Query.term_query(self._schema, "facts", fact, basic)) for fact in facts
        ]
        if not terms:
            return []
        return self._found(view, tantivy.Query.boolean_query(terms), scope, limit)

    def containing(
        self,
        words: Iterable[str],
        facts: Iterable[str] = (),
        scope: Sequence[str] = (),
        limit: int = CONTAINING,
    ) -> list[int]:
        """Return the ids of wordings that have all of these, those with few words first.

        words: senses, or words themselves as `itself` gives them; facts: as `Wording.fact_words` gives them
        """
        must = tantivy.Occur.Must
        terms = [
            (must, tantivy.Query.term_query(self._schema, field, term, "basic"))
            for field, wanted in (("words", words), ("facts", facts))
            for term in wanted
        ]
        if not terms:
            return []
        return self._found(self._view, tantivy.Query.boolean_query(terms), scope, limit)

    def printing(
        self,
        words: Iterable[str],
        senses: Iterable[str] = (),
        scope: Sequence[str] = (),
        limit: int | None = None,
    ) -> list[int]:
        """Return the ids of all wordings that may have these printed words in any order, and some that have not.

        words: as `phrases.printed_words` gives them; those of dates, numbers and symbols are found as well
        senses: must stand there too, in whatever form
        limit: at most so many, those with few words first; None for all
        """
        must = tantivy.Occur.Must
        wanted = [self._word_printed(word) for word in dict.fromkeys(words)]
        wanted += [self._term("words", sense) for sense in senses]
        terms = [(must, one) for one in wanted if one is not None]
        if not terms:
            return []
        view = self._view
        most = max(1, int(view.searcher.num_docs)) if limit is None else limit
        return self._found(view, tantivy.Query.boolean_query(terms), scope, most)

    def _word_printed(self, word: str) -> tantivy.Query | None:
        """Return what finds a printed word, by itself or as part of a fact; None for one without letters or figures."""
        own = self._term("words", itself(word))
        if not any(may_be_cited([word])):
            return own
        parts = [
            _any_of(self._term("figures", part), self._term("words", itself(part)))
            for part in dict.fromkeys(figure_parts(word))
        ]
        if not parts:
            return None
        return _any_of(own, tantivy.Query.boolean_query([(tantivy.Occur.Must, p) for p in parts]))

    def _term(self, field: str, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, term, "basic")

    def known(self, senses: Iterable[str]) -> list[str]:
        """Return those of the senses that stand in any wording, the rarest first."""
        return _rarest(self._view, "words", senses, 1_000)

    def known_facts(self, facts: Iterable[str]) -> list[str]:
        """Return those of the citations that stand in any wording, the rarest first."""
        return _rarest(self._view, "facts", facts, RAREST_FACTS)

    def _found(
        self, view: _View, query: tantivy.Query, scope: Sequence[str], limit: int
    ) -> list[int]:
        if scope:
            must = tantivy.Occur.Must
            within = [
                tantivy.Query.term_query(self._schema, "scope", word, "basic") for word in scope
            ]
            flat = [(must, tantivy.Query.const_score_query(one, 0.0)) for one in within]
            query = tantivy.Query.boolean_query([(must, query), *flat])
        hits = view.searcher.search(query, limit, count=False).hits
        found = view.searcher.fast_field_values("wording", [address for _, address in hits])
        return [int(wording) for wording in found if wording is not None]

    def remembered(self, generation: int, language: str) -> dict[int, tuple[str, int]]:
        """Return where forms and scopes of a language's wordings of this generation are kept for the next question."""
        view = self._view
        if view.generation != generation:
            return {}
        forms = view.forms.setdefault(language, {})
        if len(forms) > _REMEMBERED:
            forms.clear()
        return forms

    def update(
        self, database: Database, touched: Sequence[int], dropped: Iterable[int] = ()
    ) -> None:
        """Bring wordings up to date, to be seen after `commit`. The corpus's writer's lock is held."""
        writer = self._writing()
        for wording in dropped:
            writer.delete_documents_by_term("wording", wording)
        with database.reading() as connection:
            self._learn(connection)
            for start in range(0, len(touched), 500):
                some = touched[start : start + 500]
                for row in connection.execute(_ROWS.format(",".join("?" * len(some))), some):
                    writer.delete_documents_by_term("wording", row[0])
                    writer.add_document(self._document(*row))

    def rebuild(self, database: Database, generation: int) -> None:
        """Make the index anew from the database and commit it as of this generation. The writer's lock is held."""
        writer = self._writing()
        writer.delete_all_documents()
        with database.reading() as connection:
            self._learn(connection)
            for row in connection.execute(_ROWS.format("SELECT id FROM wordings")):
                writer.add_document(self._document(*row))
        self.commit(generation)

    def catch_up(self, database: Database, generation: int) -> None:
        """Bring the index from the generation it has to this one; the writer's lock is held."""
        if not 0 <= self.generation <= generation:
            self.rebuild(database, generation)
            return
        since = (self.generation,)
        with database.reading() as connection:
            touched = [
                row[0]
                for row in connection.execute("SELECT id FROM wordings WHERE generation > ?", since)
            ]
            dropped = [
                row[0]
                for row in connection.execute(
                    "SELECT wording FROM dropped WHERE generation > ?", since
                )
            ]
        self.update(database, touched, dropped)
        self.commit(generation)

    def commit(self, generation: int) -> None:
        """Commit with a document that holds the generation: it is there if and only if all the rest is."""
        writer = self._writing()
        writer.delete_documents_by_term("stamp", _STAMP)
        stamp = tantivy.Document()
        stamp.add_text("stamp", _STAMP)
        stamp.add_unsigned(_STAMP, generation)
        writer.add_document(stamp)
        writer.commit()
        self.follow(generation)

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_MEMORY, 1)
        return self._writer

    def _learn(self, connection: sqlite3.Connection) -> None:
        """Know the words that the database has."""
        known = len(self._words)
        more_words(connection, self._words)
        for number, word in enumerate(self._words[known:], known):
            char = character(number)
            self._tokens[char] = () if word in FACT_SIGNS else tokens_of(word)
            if tells_more(word):
                self._phrase_starts.add(char)
            elif word == CITATION:
                self._citation = char

    def _searched(self, form: str) -> list[str]:
        """Return what a wording is looked for by: its words, what `meaning.searched` says, and how long series are."""
        senses = dict.fromkeys(chain.from_iterable(map(self._tokens.__getitem__, form)))
        for at, char in enumerate(form):
            if char in self._phrase_starts:
                words = [self._words[number_of(one)] for one in form[at : at + LONGEST]]
                senses.update(dict.fromkeys(more_senses(words)))
        if (citations := form.count(self._citation)) > 1:
            return [*senses, *series_words([CITATION] * citations)]
        return list(senses)

    def _document(self, wording: int, form: str, facts: str, scope: int) -> tantivy.Document:
        document = tantivy.Document()
        document.add_unsigned("wording", wording)
        document.add_text("words", " ".join(self._searched(form)))
        if facts:
            names = facts.split("\n")
            document.add_text("facts", " ".join(map(indexed_fact, names)))
            document.add_text("figures", " ".join(figure_words(names)))
        document.add_text("scope", " ".join(scope_words(scope)))
        return document

    def forget(self) -> None:
        """Give up what was not committed."""
        if self._writer is not None:
            self._writer.rollback()

    def close(self) -> None:
        """Let the next writer in."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None


def _any_of(*queries: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in queries])


def _rarest(view: _View, field: str, words: Iterable[str], limit: int) -> list[str]:
    """Return those of the words that the index has, the rarest first."""
    if len(view.counts) > _REMEMBERED:
        view.counts.clear()
    known = []
    for word in words:
        count = view.counts.get(word)
        if count is None:
            count = view.counts[word] = view.searcher.doc_freq(field, word)
        if count:
            known.append((count, word))
    return [word for _, word in sorted(known)[:limit]]


def _affordable(view: _View, words: list[str], fewest: int) -> list[str]:
    """Return the first of the words, as many as can be looked for in time."""
    chosen: list[str] = []
    places = 0
    for word in words:
        places += view.counts.get(word, 0)
        if places > MOST_PLACES and len(chosen) >= fewest:
            break
        chosen.append(word)
    return chosen


_ROWS = "SELECT id, form, facts, scope FROM wordings WHERE id IN ({})"


def open_index(folder: Path, name: str) -> tuple[Index, str]:
    """Open the index of this name in the folder, or an empty one under a new name where it is damaged.

    Returns it with its name; old ones are swept away as far as the system lets them go.
    """
    try:
        index = Index(folder / name)
    except (ValueError, OSError):
        series, _, number = name.partition("-")
        name = f"{series}-{int(number or 1) + 1}"
        shutil.rmtree(folder / name, ignore_errors=True)
        index = Index(folder / name)
    for old in folder.glob("index-*"):
        if old.name != name:
            shutil.rmtree(old, ignore_errors=True)
    return index, name
