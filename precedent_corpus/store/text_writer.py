"""Writing texts into the database: what is added, what replaces what, and what is there already."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from precedent_corpus.search.scope import Organs, only_organs, scope_of
from precedent_corpus.search.vocabulary import VocabularyWriter
from precedent_corpus.store.import_report import ImportReport, Skipped, Unplaced
from precedent_corpus.store.ingest import Incoming, IncomingClause
from resolution.model import Status


class UseRank(NamedTuple):
    """What orders the uses of a wording: adopted ones outrank drafts, then date and symbol."""

    adopted: bool
    day: str
    symbol: str


class TextWriter:
    """Adds and removes texts in one transaction, keeping counts, and lists the wordings that the index must update."""

    def __init__(
        self, connection: sqlite3.Connection, report: ImportReport, speller: VocabularyWriter
    ) -> None:
        self._connection = connection
        self._report = report
        self._speller = speller
        self._organs = Organs(connection)
        value = connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()
        self._generation = int(value[0]) + 1
        self._touched: set[int] = set()
        self._removed: set[int] = set()
        self._rank = lru_cache(maxsize=20_000)(self._read_rank)

    def take(self, text: Incoming, name: str) -> None:
        """Add a text, unless it is there already or a newer one has its symbol; an older one is replaced."""
        if self._is_known(text):
            return
        text = self._free_name(text) if not text.named else text
        replaced: list[int] = []
        for row in self._connection.execute(
            "SELECT id, symbol, named, status FROM documents WHERE content = ? AND language = ?",
            (text.content, text.language),
        ).fetchall():
            if text.named and not row["named"]:
                replaced.append(row["id"])
            elif not text.named or (row["symbol"], row["status"]) == (
                text.symbol,
                text.status.value,
            ):
                self._report.duplicates += 1
                self._remember(text.digest, row["id"])
                return
        if (other := self._same_symbol(text)) is not None and other["id"] not in replaced:
            if self._is_older(text, other):
                why = f"is an older issue of {text.symbol}, of which the corpus has a newer one."
                self._report.skipped.append(Skipped(name, why))
                self._remember(text.digest, other["id"])
                return
            replaced.append(other["id"])
        self._insert(text, replaced)
        if text.unread:
            self._report.unplaced.append(
                Unplaced(name, text.symbol, text.unread, text.unread_first)
            )

    def _is_known(self, text: Incoming) -> bool:
        """Return whether this very file was imported before."""
        known = self._connection.execute(
            "SELECT 1 FROM files WHERE digest = ?", (text.digest,)
        ).fetchone()
        self._report.duplicates += bool(known)
        return bool(known)

    def _remember(self, digest: bytes, document: int) -> None:
        self._connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (digest, document))

    def _free_name(self, text: Incoming) -> Incoming:
        """Return a text without a symbol, renamed so that no other text has its name."""
        stem, number = text.symbol, 1
        query = "SELECT content FROM documents WHERE symbol = ? AND language = ? AND status = ?"
        while (
            row := self._connection.execute(
                query, (text.symbol, text.language, text.status.value)
            ).fetchone()
        ) and (row["content"] != text.content):
            number += 1
            text = replace(text, symbol=f"{stem} ({number})")
        return text

    def _same_symbol(self, text: Incoming) -> sqlite3.Row | None:
        row = self._connection.execute(
            "SELECT id, issued, edition FROM documents WHERE symbol = ? AND language = ? AND status = ?",
            (text.symbol, text.language, text.status.value),
        ).fetchone()
        return row  # type: ignore[no-any-return]

    @staticmethod
    def _is_older(text: Incoming, other: sqlite3.Row) -> bool:
        """Return whether the text is an older issue than the one that the corpus has under its symbol."""
        if text.issued and other["issued"] and text.issued.isoformat() != other["issued"]:
            return text.issued < date.fromisoformat(other["issued"])
        return bool(text.edition < other["edition"])

    def _insert(self, text: Incoming, replaced: Sequence[int]) -> None:
        values = (
            text.symbol, text.organ, text.status.value, _day(text.adopted), text.adopted_as, text.vote, *text.counts,
            text.title, text.language, text.session, text.agenda_item, _day(text.issued), text.edition, text.file,
            text.named, text.content, len(text.clauses), self._generation,
        )  # fmt: skip
        self._drop(replaced)
        document = int(
            self._connection.execute(
                "INSERT INTO documents (symbol, organ, status, adopted, adopted_as, vote, in_favour, against,"
                " abstaining, title, language, session, agenda_item, issued, edition, file, named,"
                " content, clauses, generation)"
                f" VALUES ({','.join('?' * len(values))})",
                values,
            ).lastrowid
            or 0
        )
        for old in replaced:
            self._connection.execute(
                "UPDATE files SET document = ? WHERE document = ?", (document, old)
            )
        self._connection.execute("INSERT INTO sources VALUES (?, ?)", (document, text.source))
        self._remember(text.digest, document)
        self._connection.executemany(
            "INSERT INTO topics VALUES (?, ?)", [(topic, document) for topic in text.topics]
        )
        self._add_clauses(text, document)
        self._report.replaced += bool(replaced)
        self._report.added += not replaced
        self._report.clauses += len(text.clauses)

    def _add_clauses(self, text: Incoming, document: int) -> None:
        adopted = text.status is Status.ADOPTED
        own = UseRank(adopted, _day(text.adopted or text.issued) or "", text.symbol)
        organ = self._organs.number(text.organ)
        counted: set[int] = set()
        rows = []
        for position, clause in enumerate(text.clauses):
            scope = scope_of(clause.kind, clause.part, organ)
            wording = self._wording(clause, text.language, document, own, scope, counted)
            counted.add(wording)
            rows.append(
                (document, position, clause.place, clause.kind, clause.part, wording, clause.body)
            )
        self._connection.executemany(
            "INSERT INTO clauses (document, position, place, kind, part, wording, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )

    def _wording(
        self,
        clause: IncomingClause,
        language: str,
        document: int,
        own: UseRank,
        scope: int,
        counted: set[int],
    ) -> int:
        """Return the id of a clause's wording, adding it if it is new; count one use per text."""
        row = self._connection.execute(
            "SELECT id, scope, adopted, uses, first, latest FROM wordings WHERE digest = ?",
            (clause.digest,),
        ).fetchone()
        if row is None:
            return self._add_wording(clause, language, document, own, scope)
        wording, known, adopted, uses, first, latest = row
        both = known | scope
        if both != known:
            self._connection.execute(
                "UPDATE wordings SET scope = ?, generation = ? WHERE id = ?",
                (both, self._generation, wording),
            )
            if only_organs(both) != only_organs(known):
                self._touched.add(wording)
        if wording in counted:
            return int(wording)
        if uses == 0 or _comes_first(own, self._rank(first)):
            first = document
        if uses == 0 or own > self._rank(latest):
            latest = document
        self._connection.execute(
            "UPDATE wordings SET adopted = ?, uses = ?, first = ?, latest = ? WHERE id = ?",
            (adopted + own.adopted, uses + 1, first, latest, wording),
        )
        self._removed.discard(wording)
        return int(wording)

    def _add_wording(
        self, clause: IncomingClause, language: str, document: int, own: UseRank, scope: int
    ) -> int:
        added = self._connection.execute(
            "INSERT INTO wordings (language, digest, form, facts, scope, adopted, uses, first, latest, generation)"
            " VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?)",
            (
                language,
                clause.digest,
                self._speller.form(clause.words),
                clause.facts,
                scope,
                int(own.adopted),
                document,
                document,
                self._generation,
            ),
        )
        wording = int(added.lastrowid or 0)
        self._touched.add(wording)
        return wording

    def _read_rank(self, document: int) -> UseRank:
        row = self._connection.execute(
            "SELECT status = 'adopted', coalesce(adopted, issued, ''), symbol FROM documents WHERE id = ?",
            (document,),
        ).fetchone()
        return UseRank(bool(row[0]), row[1], row[2])

    def drop(self, documents: Iterable[int]) -> None:
        """Remove texts and forget their files, so that they can be added again."""
        for document in (known := list(documents)):
            self._connection.execute("DELETE FROM files WHERE document = ?", (document,))
        self._drop(known)

    def _drop(self, documents: Iterable[int]) -> None:
        for document in documents:
            rows = self._connection.execute(
                "SELECT DISTINCT wording FROM clauses WHERE document = ?", (document,)
            ).fetchall()
            for table in ("clauses", "topics", "sources"):
                self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
            self._connection.execute("DELETE FROM documents WHERE id = ?", (document,))
            for (wording,) in rows:
                self._recount(wording)
        self._rank.cache_clear()

    def _recount(self, wording: int) -> None:
        """Count the uses of a wording again after some were removed."""
        uses: dict[int, UseRank] = {}
        scope = 0
        for row in self._connection.execute(_USED, (wording,)):
            uses[row["document"]] = UseRank(bool(row["adopted"]), row["day"], row["symbol"])
            scope |= scope_of(row["kind"], row["part"], self._organs.number(row["organ"]))
        if uses:
            latest = max(uses, key=uses.__getitem__)
            first = min(uses, key=lambda use: (not uses[use].adopted, *uses[use][1:]))
        else:
            latest = first = 0
            self._removed.add(wording)
        self._touched.add(wording)
        self._connection.execute(
            "UPDATE wordings SET scope = ?, adopted = ?, uses = ?, first = ?, latest = ?, generation = ? WHERE id = ?",
            (scope, sum(use.adopted for use in uses.values()), len(uses), first, latest, self._generation, wording),
        )  # fmt: skip

    def finish(self) -> tuple[int, list[int], list[int]]:
        """End the changes; return the new generation, the wordings to update in the index, and those removed."""
        self._speller.keep(self._connection)
        gone = sorted(self._removed)
        touched = sorted(self._touched.difference(gone))
        self._connection.executemany(
            "DELETE FROM wordings WHERE id = ?", ((wording,) for wording in gone)
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO dropped VALUES (?, ?)",
            ((wording, self._generation) for wording in gone),
        )
        self._connection.execute(
            "UPDATE meta SET value = ? WHERE name = 'generation'", (self._generation,)
        )
        return self._generation, touched, gone


def _comes_first(own: UseRank, other: UseRank) -> bool:
    """Return whether a use precedes another: adopted texts precede drafts, whatever their dates."""
    return (not own.adopted, *own[1:]) < (not other.adopted, *other[1:])


_USED = """
SELECT c.document, c.kind, c.part, d.organ, d.status = 'adopted' AS adopted,
    coalesce(d.adopted, d.issued, '') AS day, d.symbol
FROM clauses c JOIN documents d ON d.id = c.document WHERE c.wording = ?
"""


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
