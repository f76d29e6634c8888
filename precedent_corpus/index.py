"""The search index over the distinct wordings: derived from the database, marked with the generation it comes from."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from precedent_corpus.database import Database
from precedent_corpus.wording import FACT_SIGNS, Wording, indexed_fact, series_words

RAREST_WORDS = 12
RAREST_FACTS = 3
"""How many of a clause's rarest words and citations are looked for.

Measured on 17,600 wordings, one word in seven replaced by any other, beside comparing with every one: of the best five
that reach 50 %, twelve words give 99.8 % among 400 proposed, 99.5 % among 300 and 98.9 % among 250.
"""

NEAREST = 300
"""How many wordings the index proposes; the ranking compares these alone."""

_MEMORY = 32_000_000
_STAMP = "generation"
_REMEMBERED = 50_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("wording", indexed=True, fast=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("facts", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("scope", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("stamp", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(_STAMP, fast=True)
    return builder.build()


def scope_word(name: str) -> str:
    """Return a kind or an organ's name as one word of the index."""
    return name.casefold().replace(",", "").replace(" ", "_")


@dataclass(frozen=True, slots=True)
class _View:
    """The index as it was committed at one generation."""

    searcher: tantivy.Searcher
    generation: int
    counts: dict[str, int]
    """In how many wordings a word stands, for words asked before."""
    forms: dict[str, dict[int, str]]
    """By language, the forms of wordings compared before."""


class Index:
    """Proposes the wordings that share the rarest words with a clause. May be asked from any thread."""

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
        self._guard = threading.Lock()
        self._view = self._look()

    @property
    def generation(self) -> int:
        """Return the generation of the database that the index was made from, -1 for an empty index."""
        return self._view.generation

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
        self, wording: Wording, scope: Sequence[str] = (), limit: int = NEAREST
    ) -> list[int]:
        """Return the ids of wordings near this one, those that share more and rarer words first.

        scope: words of `scope_word` that the wording must have all been used under.
        """
        view, should, basic = self._view, tantivy.Occur.Should, "basic"
        words = _rarest(view, "words", wording.search_words(), RAREST_WORDS)
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
        query = tantivy.Query.boolean_query(terms)
        if scope:
            must = tantivy.Occur.Must
            within = [
                (must, tantivy.Query.term_query(self._schema, "scope", word, basic))
                for word in scope
            ]
            flat = [(must, tantivy.Query.const_score_query(one, 0.0)) for _, one in within]
            query = tantivy.Query.boolean_query([(must, query), *flat])
        hits = view.searcher.search(query, limit, count=False).hits
        found = view.searcher.fast_field_values("wording", [address for _, address in hits])
        return [int(wording) for wording in found if wording is not None]

    def remembered(self, generation: int, language: str) -> dict[int, str]:
        """Return where forms of this language's wordings, as of this generation, are kept for the next question."""
        view = self._view
        if view.generation != generation:
            return {}
        forms = view.forms.setdefault(language, {})
        if len(forms) > _REMEMBERED:
            forms.clear()
        return forms

    def update(
        self,
        database: Database,
        generation: int,
        touched: Sequence[int],
        dropped: Iterable[int] = (),
    ) -> None:
        """Bring wordings up to date and commit them as of this generation. The corpus's writer's lock is held."""
        writer = self._writing()
        for wording in dropped:
            writer.delete_documents_by_term("wording", wording)
        with database.reading() as connection:
            for start in range(0, len(touched), 500):
                some = touched[start : start + 500]
                for row in connection.execute(_ROWS.format(",".join("?" * len(some))), some):
                    writer.delete_documents_by_term("wording", row[0])
                    writer.add_document(_document(*row))
        self._commit(writer, generation)

    def rebuild(self, database: Database, generation: int) -> None:
        """Make the index anew from the database and commit it as of this generation. The writer's lock is held."""
        writer = self._writing()
        writer.delete_all_documents()
        with database.reading() as connection:
            for row in connection.execute(_ROWS.format("SELECT id FROM wordings")):
                writer.add_document(_document(*row))
        self._commit(writer, generation)

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
        self.update(database, generation, touched, dropped)

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_MEMORY, 1)
        return self._writer

    def _commit(self, writer: tantivy.IndexWriter, generation: int) -> None:
        """Commit with a document that holds the generation: it is there if and only if all the rest is."""
        writer.delete_documents_by_term("stamp", _STAMP)
        stamp = tantivy.Document()
        stamp.add_text("stamp", _STAMP)
        stamp.add_unsigned(_STAMP, generation)
        writer.add_document(stamp)
        writer.commit()
        self.follow(generation)

    def close(self) -> None:
        """Let the next writer in."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None


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


_ROWS = """
SELECT w.id, w.words, w.facts,
    (SELECT group_concat(DISTINCT c.kind) FROM clauses c WHERE c.wording = w.id),
    (SELECT group_concat(DISTINCT c.part) FROM clauses c WHERE c.wording = w.id),
    (SELECT group_concat(DISTINCT replace(d.organ, ',', ''))
        FROM clauses c JOIN documents d ON d.id = c.document WHERE c.wording = w.id)
FROM wordings w WHERE w.id IN ({})
"""


def _document(
    wording: int, words: str, facts: str, kinds: str | None, parts: str | None, organs: str | None
) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("wording", wording)
    all_words = words.split(" ")
    searched = [word for word in all_words if word not in FACT_SIGNS] + series_words(all_words)
    document.add_text("words", " ".join(searched))
    document.add_text("facts", " ".join(map(indexed_fact, facts.split("\n") if facts else ())))
    scope = {
        scope_word(name) for names in (kinds, parts, organs) for name in (names or "").split(",")
    }
    document.add_text("scope", " ".join(sorted(scope)))
    return document


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
