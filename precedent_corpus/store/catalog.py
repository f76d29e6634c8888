"""Looking up and counting the texts of a corpus: each function queries one state of the database."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from precedent_corpus.search.matches import day_of
from precedent_corpus.search.scope import PARTS_KEPT
from precedent_corpus.store.clauses import CorpusClause, Packing
from precedent_corpus.store.database import CorpusError
from precedent_corpus.store.documents import CorpusGroup, Document
from resolution.formats.detect import read_bytes
from resolution.model import Status
from resolution.reading import Reading, ReadingError


def all_documents(connection: sqlite3.Connection) -> list[Document]:
    """Return every text, by organ and symbol."""
    query = (
        "SELECT * FROM documents ORDER BY organ, coalesce(adopted, issued, ''), symbol, language"
    )
    return [_document(row) for row in connection.execute(query)]


def all_groups(connection: sqlite3.Connection) -> list[CorpusGroup]:
    """Return what the corpus has by organ, session, year, language and status."""
    return [
        CorpusGroup(organ, session, year, language, Status(status), texts, clauses)
        for organ, session, year, language, status, texts, clauses in connection.execute(_GROUPS)
    ]


def count_by_pattern(
    connection: sqlite3.Connection, patterns: Iterable[str]
) -> dict[tuple[str, str], int]:
    """Return how many texts have symbols of these patterns ("A/RES/75/*"), by pattern and language."""
    query = "SELECT language, count(*) FROM documents WHERE symbol GLOB ? GROUP BY language"
    return {
        (pattern, row[0]): row[1]
        for pattern in patterns
        for row in connection.execute(query, (pattern,))
    }


def stored_file(
    connection: sqlite3.Connection, symbol: str, language: str | None
) -> tuple[str, bytes]:
    """Return the name and the compressed bytes of a text's file; raises CorpusError if there is no such text."""
    row = _find(connection, symbol, language)
    query = "SELECT source FROM sources WHERE document = ?"
    return row["file"], connection.execute(query, (row["id"],)).fetchone()[0]


def read_stored(symbol: str, file: str, source: bytes) -> Reading:
    """Read a text from what `stored_file` returned; raises CorpusError if it cannot be read any more."""
    try:
        return read_bytes(zlib.decompress(source), file)
    except ReadingError as error:
        raise CorpusError(
            f"The text of {symbol} cannot be read any more ({error}); add it again."
        ) from error


def find_clause(
    connection: sqlite3.Connection, packing: Packing, symbol: str, place: str, language: str | None
) -> CorpusClause:
    """Return a clause or item of a text; raises CorpusError if there is none."""
    document = _find(connection, symbol, language)["id"]
    query = "SELECT * FROM clauses WHERE document = ? AND place = ? ORDER BY position LIMIT 1"
    row = connection.execute(query, (document, place)).fetchone()
    if not row:
        raise CorpusError(
            f"{symbol} has no paragraph {place}; look at the text for its paragraphs."
        )
    kind, part = PARTS_KEPT[row["kind"]], PARTS_KEPT[row["part"]]
    return CorpusClause(row["place"], kind, part, *packing.unpacked(row["body"]))


def _find(connection: sqlite3.Connection, symbol: str, language: str | None) -> sqlite3.Row:
    """Return the row of a text: an adopted one rather than a draft, English rather than another language."""
    row = connection.execute(
        "SELECT * FROM documents WHERE symbol = ? AND language = coalesce(?, language)"
        " ORDER BY status <> 'adopted', language <> 'en', id LIMIT 1",
        (symbol.strip(), language),
    ).fetchone()
    if not row:
        raise CorpusError(f"The corpus has no text {symbol}; add it first.")
    return row  # type: ignore[no-any-return]


def count_all(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return the counts of texts, clauses and distinct wordings, and of texts by organ, status and so on."""

    def count(table: str) -> int:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def count_by(column: str) -> dict[str, int]:
        query = f"SELECT {column}, count(*) FROM documents GROUP BY {column} ORDER BY count(*) DESC, {column}"
        return {str(name): int(number) for name, number in connection.execute(query)}

    columns = {
        "organ": "organ",
        "status": "status",
        "language": "language",
        "session": "session",
        "year": "substr(coalesce(adopted, issued, ''), 1, 4)",
    }
    return {
        **{name: count(name) for name in ("documents", "clauses", "wordings")},
        **{f"by_{name}": count_by(column) for name, column in columns.items()},
    }


def size_on_disk(folder: Path) -> int:
    """Return how many bytes the database and the index in a folder take."""
    return sum(
        file.stat().st_size
        for file in folder.rglob("*")
        if _is_ours(file, folder) and file.is_file()
    )


def _is_ours(file: Path, folder: Path) -> bool:
    return file.relative_to(folder).parts[0].startswith(("corpus.sqlite", "index-"))


def _document(row: sqlite3.Row) -> Document:
    return Document(
        symbol=row["symbol"],
        organ=row["organ"],
        status=Status(row["status"]),
        adopted=day_of(row["adopted"]),
        adopted_as=row["adopted_as"],
        vote=row["vote"],
        title=row["title"],
        language=row["language"],
        session=row["session"],
        issued=day_of(row["issued"]),
        file=row["file"],
        clauses=row["clauses"],
    )


_GROUPS = """
SELECT organ, session, substr(coalesce(adopted, issued, ''), 1, 4) AS year, language, status, count(*), sum(clauses)
FROM documents GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 3 DESC, 2, 4, 5
"""
