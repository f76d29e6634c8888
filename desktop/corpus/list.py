"""The table of the texts in the corpus, built on a worker, so that tens of thousands can be filtered and sorted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from precedent_corpus.store.marks import TextMark
from resolution.language.dates import printed
from resolution.language.names import NAMES
from resolution.model import Status

if TYPE_CHECKING:
    from precedent_corpus.corpus import Corpus, Document

COLUMNS = (
    "Symbol",
    "Status",
    "Date",
    "Vote",
    "Use",
    "Title",
    "Organ",
    "Session",
    "Language",
)
USE = COLUMNS.index("Use")

USES = {TextMark.EXCLUDED: "Excluded", TextMark.NONE: "", TextMark.PREFERRED: "Preferred"}

GROUPINGS = ("Organ and session", "Organ and year", "Language and organ", "Status and organ")
"""The ways to group the texts in the tree on the left."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class CorpusRow:
    """A row of the table: its cells, sort keys, search text and groups."""

    symbol: str
    cells: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    words: str
    groups: tuple[tuple[str, str], ...]
    draft: bool


@dataclass(slots=True)
class Listing:
    """The contents of the corpus window."""

    rows: list[CorpusRow] = field(default_factory=list)
    counts: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    size: int = 0
    unfinished: list[tuple[Path, ...]] = field(default_factory=list)


def listing_of(corpus: Corpus) -> Listing:
    """Return the listing of a corpus; runs on a worker."""
    listing = listed(corpus.documents(), corpus.marks())
    listing.size = corpus.size()
    listing.unfinished = corpus.unfinished_imports()
    return listing


def listed(documents: Sequence[Document], marks: Mapping[str, TextMark]) -> Listing:
    """Return the rows of the texts and the number of texts in each group."""
    rows = [_row(document, marks.get(document.symbol, TextMark.NONE)) for document in documents]
    counts = {
        grouping: Counter(row.groups[at] for row in rows) for at, grouping in enumerate(GROUPINGS)
    }
    return Listing(rows, counts)


def _row(document: Document, mark: TextMark) -> CorpusRow:
    adopted = document.status is Status.ADOPTED
    day = document.adopted or document.issued
    language = NAMES.get(document.language, document.language)
    organ = document.organ or "Organ not known"
    status = "Adopted" if adopted else "Draft, not adopted"
    cells = (
        document.symbol,
        status,
        printed(document.adopted) if document.adopted else "",
        document.vote or "",
        USES[mark],
        document.title,
        document.organ,
        document.session,
        language,
    )
    keys = tuple(_key(cell) for cell in cells)
    date = COLUMNS.index("Date")
    return CorpusRow(
        document.symbol,
        cells,
        (*keys[:date], (str(document.adopted or ""),), *keys[date + 1 :]),
        " ".join(cells).casefold(),
        (
            (organ, document.session or (str(day.year) if day else "Undated")),
            (organ, str(day.year) if day else "Undated"),
            (language, organ),
            (status, organ),
        ),
        not adopted,
    )


_NUMBERS = re.compile(r"(\d+)")


def _key(cell: str) -> tuple[str, ...]:
    """Return a sort key that orders numbers by value."""
    parts = _NUMBERS.split(cell.casefold())
    return tuple(part.zfill(8) if part.isdigit() else part for part in parts)


class CorpusModel(QAbstractTableModel):
    """The filtered rows in their sort order."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[CorpusRow] = []
        self.shown: list[CorpusRow] = []
        self._words: tuple[str, ...] = ()
        self._group: tuple[int, str, str] | None = None
        self._order = (0, Qt.SortOrder.AscendingOrder)

    def show_rows(self, rows: Sequence[CorpusRow]) -> None:
        """Replace the rows, keeping the filter and the sort order."""
        self._all = list(rows)
        self.beginResetModel()
        self._filter_and_sort()
        self.endResetModel()

    def narrow(self, words: str, group: tuple[int, str, str] | None) -> None:
        """Filter the rows by words and by group: index of the grouping, upper name, lower name (empty for all)."""
        self._words, self._group = tuple(words.casefold().split()), group
        self.beginResetModel()
        self._filter_and_sort()
        self.endResetModel()

    def _filter_and_sort(self) -> None:
        shown = self._all
        if self._group:
            at, upper, lower = self._group
            shown = [
                row
                for row in shown
                if row.groups[at][0] == upper and (not lower or row.groups[at][1] == lower)
            ]
        for word in self._words:
            shown = [row for row in shown if word in row.words]
        column, order = self._order
        self.shown = sorted(
            shown,
            key=lambda row: row.keys[column],
            reverse=order == Qt.SortOrder.DescendingOrder,
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.shown[index.row()].cells[index.column()]
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (max(0, column), order)
        self.beginResetModel()
        self._filter_and_sort()
        self.endResetModel()
