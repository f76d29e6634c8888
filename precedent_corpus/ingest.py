"""Taking texts into the corpus: what is added, what replaces what, what is there already, what is skipped and why."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from precedent_corpus.clauses import Clause, clauses_of, content_of, packed
from precedent_corpus.register import Register
from precedent_corpus.sources import Source
from precedent_corpus.wording import Wording, normalised
from resolution.model import Masthead, Resolution, Status
from resolution.organs import organ_of_symbol
from resolution.reading import ReadingError
from resolution.reading.files import read_bytes
from resolution.text import folded, plain


class Skipped(NamedTuple):
    """A file that was not taken in, and why."""

    name: str
    why: str


@dataclass(slots=True)
class ImportReport:
    """What an import did.

    added, replaced, duplicates: texts; clauses: those of the texts taken in; cancelled: stopped before the last file
    """

    added: int = 0
    replaced: int = 0
    duplicates: int = 0
    clauses: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text on its way into the corpus, with what the register adds to it. `named`: its symbol is its own."""

    file: str
    source: bytes
    resolution: Resolution
    clauses: tuple[Clause, ...]
    content: str
    symbol: str
    named: bool
    organ: str
    adopted: date | None
    adopted_as: str
    vote: str | None
    counts: tuple[int | None, int | None, int | None]
    title: str

    @property
    def status(self) -> Status:
        """Return what the text is worth, as its masthead says."""
        return self.resolution.masthead.status

    @property
    def language(self) -> str:
        """Return the language's code: "en"."""
        return self.resolution.masthead.language


def incoming(source: Source, register: Register) -> Incoming:
    """Read a source; raises ReadingError with the reason where it holds no resolution."""
    data = source.fetch()
    file = PurePosixPath(source.name).name
    try:
        resolution = read_bytes(data, file).resolution
    except ReadingError as error:
        raise ReadingError(str(error).removeprefix(f"{file}: ").removeprefix(f"{file} ")) from error
    clauses = tuple(clauses_of(resolution))
    if not clauses:
        raise ReadingError("has no preambular or operative clause; it is no resolution.")
    return described(resolution, register, file, data, clauses)


def described(
    resolution: Resolution, register: Register, file: str, data: bytes, clauses: tuple[Clause, ...]
) -> Incoming:
    """Return the text with what the register adds: an adopted one's date, vote and title, what a draft became."""
    masthead, vote, adopted = (
        resolution.masthead,
        resolution.adoption.vote,
        resolution.masthead.adopted,
    )
    title = folded(resolution.title)
    entry = register.by_symbol(masthead.symbol) if masthead.status is Status.ADOPTED else None
    if entry:
        adopted = adopted or entry.adopted
        vote = vote if vote and vote.summary else entry.vote
        title = title or entry.title
    counts = (vote.in_favour, vote.against, vote.abstaining) if vote else (None, None, None)
    return Incoming(
        file=file,
        source=data,
        resolution=resolution,
        clauses=clauses,
        content=content_of(resolution),
        symbol=masthead.symbol or PurePosixPath(file).stem,
        named=bool(masthead.symbol),
        organ=masthead.organ or organ_of_symbol(masthead.symbol),
        adopted=adopted if masthead.status is Status.ADOPTED else None,
        adopted_as=_adopted_as(resolution, register),
        vote=vote.summary if vote and masthead.status is Status.ADOPTED else None,
        counts=counts,
        title=title,
    )


def _adopted_as(resolution: Resolution, register: Register) -> str:
    """Return the symbol under which a draft was adopted, as far as it is known."""
    masthead: Masthead = resolution.masthead
    if masthead.status is Status.ADOPTED:
        return ""
    said = [
        step.symbol
        for step in resolution.adoption.steps
        if step.outcome == "adoptedAs" and step.symbol
    ]
    entry = register.by_draft(masthead.symbol) if masthead.symbol and not said else None
    return said[0] if said else entry.symbol if entry else ""


class Writing:
    """One transaction's changes: which wordings they touched, so that counts and index follow."""

    def __init__(self, connection: sqlite3.Connection, report: ImportReport) -> None:
        self._connection = connection
        self._report = report
        self._generation = (
            int(
                connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()[0]
            )
            + 1
        )
        self._touched: set[int] = set()

    def take(self, text: Incoming, name: str) -> None:
        """Add a text, unless it is there already or a newer one has its symbol; an older one gives way to it."""
        text = self._free_name(text) if not text.named else text
        for row in self._connection.execute(
            "SELECT id, symbol, named, status FROM documents WHERE content = ? AND language = ?",
            (text.content, text.language),
        ).fetchall():
            if text.named and not row["named"]:
                self._replace(row["id"])
            elif not text.named or (row["symbol"], row["status"]) == (
                text.symbol,
                text.status.value,
            ):
                self._report.duplicates += 1
                return
        if self._gives_way(text, name):
            return
        self._insert(text)

    def _free_name(self, text: Incoming) -> Incoming:
        """Return a text without a symbol under a name that no other text has."""
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

    def _gives_way(self, text: Incoming, name: str) -> bool:
        """Return whether the corpus has a newer text of this symbol; take an older one out."""
        row = self._connection.execute(
            "SELECT id, issued, file FROM documents WHERE symbol = ? AND language = ? AND status = ?",
            (text.symbol, text.language, text.status.value),
        ).fetchone()
        if not row:
            return False
        issued = text.resolution.masthead.issued
        if issued and row["issued"] and issued < date.fromisoformat(row["issued"]):
            why = f"is an older issue of {text.symbol}, of which the corpus has a newer one."
            self._report.skipped.append(Skipped(name, why))
            return True
        self._replace(row["id"])
        return False

    def _replace(self, document: int) -> None:
        """Take out the text that the one to be entered stands for; it then counts as replaced, not as added."""
        self.drop([document])
        self._report.replaced += 1
        self._report.added -= 1

    def _insert(self, text: Incoming) -> None:
        masthead = text.resolution.masthead
        values = (
            text.symbol, text.organ, text.status.value, _day(text.adopted), text.adopted_as, text.vote, *text.counts,
            text.title, text.language, masthead.session, _day(masthead.issued), text.file, text.named,
            zlib.compress(text.source), text.content, self._generation,
        )  # fmt: skip
        document = self._connection.execute(
            "INSERT INTO documents (symbol, organ, status, adopted, adopted_as, vote, in_favour, against, abstaining,"
            " title, language, session, issued, file, named, source, content, generation)"
            f" VALUES ({','.join('?' * len(values))})",
            values,
        ).lastrowid
        rows = [
            (
                document,
                n,
                c.place,
                c.kind.value,
                c.part.value,
                self._wording(c, text.language),
                packed(c.text, c.notes),
            )
            for n, c in enumerate(text.clauses)
        ]
        self._connection.executemany(
            "INSERT INTO clauses (document, position, place, kind, part, wording, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        self._report.added += 1
        self._report.clauses += len(rows)

    def _wording(self, clause: Clause, language: str) -> int:
        """Return the id of a clause's wording, entered if it is new."""
        wording = normalised(plain(clause.text))
        digest = wording.digest(language)
        row = self._connection.execute(
            "SELECT id FROM wordings WHERE digest = ?", (digest,)
        ).fetchone()
        found = int(row[0]) if row else self._enter(wording, digest, language)
        self._touched.add(found)
        return found

    def _enter(self, wording: Wording, digest: int, language: str) -> int:
        entered = self._connection.execute(
            "INSERT INTO wordings (language, digest, form, words, facts, generation) VALUES (?, ?, ?, ?, ?, ?)",
            (
                language,
                digest,
                wording.form,
                " ".join(wording.words),
                "\n".join(wording.facts),
                self._generation,
            ),
        )
        return int(entered.lastrowid or 0)

    def drop(self, documents: Iterable[int]) -> None:
        """Take texts out."""
        for document in documents:
            rows = self._connection.execute(
                "SELECT DISTINCT wording FROM clauses WHERE document = ?", (document,)
            )
            self._touched.update(row[0] for row in rows.fetchall())
            self._connection.execute("DELETE FROM clauses WHERE document = ?", (document,))
            self._connection.execute("DELETE FROM documents WHERE id = ?", (document,))

    def finish(self) -> tuple[int, list[int], list[int]]:
        """Count the uses of what was touched; return the new generation, the wordings touched and those gone."""
        gone: list[int] = []
        for wording in sorted(self._touched):
            uses, adopted, latest = self._connection.execute(_COUNT, (wording,)).fetchone()
            if uses:
                self._connection.execute(
                    "UPDATE wordings SET uses = ?, adopted = ?, latest = ?, generation = ? WHERE id = ?",
                    (uses, adopted, latest, self._generation, wording),
                )
            else:
                gone.append(wording)
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
        return self._generation, sorted(self._touched.difference(gone)), gone


_COUNT = """
SELECT count(DISTINCT d.id), count(DISTINCT CASE d.status WHEN 'adopted' THEN d.id END),
    coalesce(max(CASE d.status WHEN 'adopted' THEN coalesce(d.adopted, '') || ' ' || d.symbol END), '')
FROM clauses c JOIN documents d ON d.id = c.document WHERE c.wording = ?
"""


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def starter_files(folder: Path) -> list[Path]:
    """Return the texts of a starter corpus in order."""
    return sorted(folder.glob("*.akn"))
