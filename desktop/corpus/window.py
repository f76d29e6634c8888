"""The corpus window: lists the texts by organ, session, year and language, to add, remove and mark them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTreeView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.corpus.list import COLUMNS, GROUPINGS, CorpusModel, Listing
from precedent_corpus.store.marks import TextMark

WIDTHS = (140, 120, 130, 100, 75, 300, 150, 150, 80)
GROUP = Qt.ItemDataRole.UserRole


class CorpusWindow(QDialog):
    """A tree of groups, a table of the texts with a filter field, and buttons for the selected texts."""

    open_wanted = Signal(str)
    remove_wanted = Signal(list)
    mark_wanted = Signal(list, object)
    add_wanted = Signal()
    folder_wanted = Signal()
    record_wanted = Signal()
    rebuild_wanted = Signal()
    resume_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Texts in the corpus")
        self._listing = Listing()
        self.count = QLabel("Reading the list…")
        self.last = QLabel(wordWrap=True)
        self.last.hide()
        self.resume = QPushButton("&Go on with it")
        self.resume.clicked.connect(self.resume_wanted)
        self.unfinished = QLabel("Adding precedents was not finished.")
        self.filter = QLineEdit(
            placeholderText="Symbol or words of the title", clearButtonEnabled=True
        )
        self.filter.setAccessibleName("Show only texts with these words")
        self.filter.textChanged.connect(self._narrow)
        self.grouping = QComboBox()
        self.grouping.setAccessibleName("Group by")
        self.grouping.addItems(list(GROUPINGS))
        self.grouping.currentIndexChanged.connect(self._fill_groups)
        self.groups = QTreeWidget()
        self.groups.setAccessibleName("Groups of texts")
        self.groups.setHeaderLabels(["Group", "Texts"])
        self.groups.header().setStretchLastSection(False)
        self.groups.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.groups.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.groups.currentItemChanged.connect(self._narrow)
        self.model = CorpusModel()
        self.table = self._table()
        self._buttons()
        self._arrange()
        self._update_buttons()
        self.resize(1180, 620)

    def _table(self) -> QTreeView:
        table = QTreeView()
        table.setAccessibleName("Texts in the corpus")
        table.setModel(self.model)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setSortingEnabled(True)
        table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        for column, width in enumerate(WIDTHS):
            table.setColumnWidth(column, width)
        table.header().setStretchLastSection(False)
        table.activated.connect(lambda index: self.open_wanted.emit(self._symbol(index.row())))
        table.selectionModel().selectionChanged.connect(self._update_buttons)
        self.model.modelReset.connect(self._update_buttons)
        return table

    def _buttons(self) -> None:
        self.open_button = QPushButton("&Open")
        self.remove_button = QPushButton("&Remove…")
        self.exclude_button = QPushButton("E&xclude")
        self.prefer_button = QPushButton("&Prefer")
        self.neither_button = QPushButton("&Neither")
        self.exclude_button.setToolTip("Show no matches from the chosen texts")
        self.prefer_button.setToolTip("Show the chosen texts first among equal scores")
        self.neither_button.setToolTip("Neither exclude nor prefer the chosen texts")
        self.open_button.clicked.connect(lambda: self.open_wanted.emit(self.symbols()[0]))
        self.remove_button.clicked.connect(lambda: self.remove_wanted.emit(self.symbols()))
        for button, mark in (
            (self.exclude_button, TextMark.EXCLUDED),
            (self.prefer_button, TextMark.PREFERRED),
            (self.neither_button, TextMark.NONE),
        ):
            button.clicked.connect(
                lambda _=False, mark=mark: self.mark_wanted.emit(self.symbols(), mark)
            )

    def _arrange(self) -> None:
        offer = QHBoxLayout()
        offer.addWidget(self.unfinished)
        offer.addWidget(self.resume)
        offer.addStretch(1)
        left, right, sides = QWidget(), QWidget(), QSplitter()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grouping)
        column.addWidget(self.groups, 1)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        sides.addWidget(left)
        sides.addWidget(right)
        sides.setStretchFactor(1, 1)
        sides.setSizes([290, 860])
        upper, lower = QHBoxLayout(), QHBoxLayout()
        own = (
            self.open_button,
            self.remove_button,
            self.exclude_button,
            self.prefer_button,
            self.neither_button,
        )
        for button in own:
            upper.addWidget(button)
        upper.addStretch(1)
        for words, signal in (
            ("&Add files…", self.add_wanted),
            ("Add a &folder…", self.folder_wanted),
            ("Ge&t the record…", self.record_wanted),
            ("Make the &index anew", self.rebuild_wanted),
        ):
            button = QPushButton(words)
            button.clicked.connect(signal)
            lower.addWidget(button)
        close = QPushButton("&Close")
        close.clicked.connect(self.close)
        lower.addStretch(1)
        lower.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.addWidget(self.count)
        layout.addWidget(self.last)
        layout.addLayout(offer)
        layout.addWidget(sides, 1)
        layout.addLayout(upper)
        layout.addLayout(lower)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self._offer(False)

    # Showing

    def show_listing(self, listing: Listing) -> None:
        """Show the texts, keeping the selection where possible."""
        chosen = set(self.symbols())
        self._listing = listing
        self.model.show_rows(listing.rows)
        self._fill_groups()
        self._select(chosen)
        drafts = sum(row.draft for row in listing.rows)
        self.count.setText(
            f"{len(listing.rows):,} texts, of them {drafts:,} drafts; {listing.size / 1e6:,.1f} MB on the disk."
            " A draft is never shown as adopted."
        )
        self._offer(bool(listing.unfinished))

    def show_last(self, sentence: str) -> None:
        """Show the result of the last import."""
        self.last.setText(f"Last added: {sentence}")
        self.last.setVisible(bool(sentence))

    def _offer(self, unfinished: bool) -> None:
        self.unfinished.setVisible(unfinished)
        self.resume.setVisible(unfinished)

    def _fill_groups(self, *_: object) -> None:
        current = self._group()
        counts: Mapping[tuple[str, str], int] = self._listing.counts.get(
            self.grouping.currentText(), {}
        )
        self.groups.blockSignals(True)
        self.groups.clear()
        total = sum(counts.values())
        everything = QTreeWidgetItem(self.groups, ["All texts", f"{total:,}"])
        self.groups.setCurrentItem(everything)
        uppers: dict[str, QTreeWidgetItem] = {}
        sums: dict[str, int] = {}
        for (upper, lower), number in sorted(counts.items()):
            if upper not in uppers:
                uppers[upper] = QTreeWidgetItem(self.groups, [upper])
            sums[upper] = sums.get(upper, 0) + number
            item = QTreeWidgetItem(uppers[upper], [lower, f"{number:,}"])
            item.setData(0, GROUP, (upper, lower))
        for upper, item in uppers.items():
            item.setText(1, f"{sums[upper]:,}")
            item.setData(0, GROUP, (upper, ""))
        for item in self.groups.findItems(
            "", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
        ):
            if current and item.data(0, GROUP) == current[1:]:
                self.groups.setCurrentItem(item)
        self.groups.blockSignals(False)
        self._narrow()

    def _group(self) -> tuple[int, str, str] | None:
        item = self.groups.currentItem()
        names = item.data(0, GROUP) if item else None
        return (self.grouping.currentIndex(), *names) if names else None

    def _narrow(self, *_: object) -> None:
        chosen = set(self.symbols())
        self.model.narrow(self.filter.text(), self._group())
        self._select(chosen)

    # Selection

    def _symbol(self, row: int) -> str:
        return self.model.shown[row].symbol

    def symbols(self) -> list[str]:
        """Return the symbols of the selected texts."""
        rows = self.table.selectionModel().selectedRows()
        return list(dict.fromkeys(self._symbol(index.row()) for index in rows))

    def _select(self, symbols: set[str]) -> None:
        if not symbols:
            return
        chosen = QItemSelection()
        for at, row in enumerate(self.model.shown):
            if row.symbol in symbols:
                chosen.select(self.model.index(at, 0), self.model.index(at, len(COLUMNS) - 1))
        self.table.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _update_buttons(self, *_: object) -> None:
        rows = self.table.selectionModel().selectedRows()
        self.open_button.setEnabled(len(rows) == 1)
        for button in (
            self.remove_button,
            self.exclude_button,
            self.prefer_button,
            self.neither_button,
        ):
            button.setEnabled(bool(rows))
