"""The texts in the corpus: which they are and what they are worth; each can be read or taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from resolution.dates import printed
from resolution.model import Status

if TYPE_CHECKING:
    from precedent_corpus.corpus import Document

COLUMNS = ("Symbol", "Status", "Date", "Vote", "Title", "Organ")
TITLE = COLUMNS.index("Title")


class CorpusWindow(QDialog):
    """A table of the texts, with a line that narrows it."""

    open_wanted = Signal(str)
    remove_wanted = Signal(str)
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Texts in the corpus")
        self._count = QLabel()
        self.filter = QLineEdit(
            placeholderText="Symbol or words of the title", clearButtonEnabled=True
        )
        self.filter.setAccessibleName("Show only texts with these words")
        self.filter.textChanged.connect(self._narrow)
        self.table = QTreeWidget()
        self.table.setAccessibleName("Texts in the corpus")
        self.table.setHeaderLabels(list(COLUMNS))
        self.table.setRootIsDecorated(False)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        header.setMaximumSectionSize(240)
        self.table.itemActivated.connect(lambda item: self.open_wanted.emit(item.text(0)))
        self.table.itemSelectionChanged.connect(self._allow)
        self.open_button, self.remove_button = QPushButton("Open"), QPushButton("Remove…")
        add, close = QPushButton("Add files…"), QPushButton("Close")
        self.open_button.clicked.connect(lambda: self.open_wanted.emit(self.symbol()))
        self.remove_button.clicked.connect(lambda: self.remove_wanted.emit(self.symbol()))
        add.clicked.connect(self.add_wanted)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        for button in (self.open_button, self.remove_button, add):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.addWidget(self._count)
        layout.addWidget(self.filter)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self.resize(1000, 520)
        self._allow()

    def show_documents(self, documents: Sequence[Document]) -> None:
        """Show the texts; the chosen one stays chosen where it is still there."""
        chosen = self.symbol()
        self.table.setSortingEnabled(False)
        self.table.clear()
        for document in documents:
            self.table.addTopLevelItem(CorpusRow(document))
        self.table.setSortingEnabled(True)
        for item in self.table.findItems(chosen, Qt.MatchFlag.MatchExactly, 0) if chosen else []:
            self.table.setCurrentItem(item)
        drafts = sum(d.status is not Status.ADOPTED for d in documents)
        self._count.setText(
            f"{len(documents)} texts, of them {drafts} drafts. A draft is never shown as adopted."
        )
        self._narrow(self.filter.text())
        self._allow()

    def symbol(self) -> str:
        """Return the symbol of the chosen text, or the empty string."""
        chosen = self.table.selectedItems()
        return chosen[0].text(0) if chosen else ""

    def _narrow(self, words: str) -> None:
        for item in self.table.findItems("", Qt.MatchFlag.MatchContains):
            whole = " ".join(item.text(column) for column in range(len(COLUMNS))).casefold()
            item.setHidden(not all(word in whole for word in words.casefold().split()))

    def _allow(self) -> None:
        for button in (self.open_button, self.remove_button):
            button.setEnabled(bool(self.symbol()))


class CorpusRow(QTreeWidgetItem):
    """A row; symbols sort by their numbers and dates by time."""

    def __init__(self, document: Document) -> None:
        super().__init__(list(row(document)))
        self._document = document

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        tree = self.treeWidget()
        column = tree.sortColumn() if tree else 0
        if not isinstance(other, CorpusRow):
            return self.text(column) < other.text(column)
        return self._key(column) < other._key(column)

    def _key(self, column: int) -> tuple[object, ...]:
        if COLUMNS[column] == "Date":
            return (str(self._document.adopted or ""),)
        parts = re.split(r"(\d+)", self.text(column).casefold())
        return tuple(part.zfill(8) if part.isdigit() else part for part in parts)


def row(document: Document) -> tuple[str, ...]:
    """Return the columns for a text of the corpus."""
    adopted = document.status is Status.ADOPTED
    return (
        document.symbol,
        "Adopted" if adopted else "Draft, not adopted",
        printed(document.adopted) if document.adopted else "",
        document.vote or "",
        document.title,
        document.organ,
    )
