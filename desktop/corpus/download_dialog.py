"""The window that offers the United Nations' public record: what there is by organ and session, ticked, downloaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from precedent_corpus.store.archives import LANGUAGES, TERMS, Archive
from precedent_corpus.store.record import size_of
from resolution.language import DEFAULT

COLUMNS = ("Archive", "Texts, about", "In the corpus", "To download, about")


class DownloadDialog(QDialog):
    """Ticks archives and languages; whoever listens downloads them."""

    get_wanted = Signal(list, list)
    """Archives, and the codes of languages."""
    address_wanted = Signal(str, str)
    """A web address, and the checksum that what lies there must have, or nothing."""
    open_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, offered: Sequence[Archive], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Get the record")
        self._counts: Mapping[tuple[str, str], int] = {}
        self._busy = False
        self._rows: list[tuple[QTreeWidgetItem, Archive]] = []
        self.tree = self._tree(offered)
        self.languages = {code: QCheckBox(name) for code, name in LANGUAGES.items()}
        self.languages[DEFAULT].setChecked(True)
        for box in self.languages.values():
            box.toggled.connect(self._follow)
        self.sum = QLabel(wordWrap=True)
        self.address = QLineEdit(placeholderText="https://…")
        self.address.setAccessibleName("Web address of another archive")
        self.address.textChanged.connect(self._follow)
        self.checksum = QLineEdit(placeholderText="if you know it")
        self.checksum.setAccessibleName("SHA-256 checksum of that archive")
        self.get_button = QPushButton("&Download and add")
        self.get_button.setDefault(True)
        self.get_button.clicked.connect(self._ask)
        self.address_button = QPushButton("Download this &address")
        self.address_button.clicked.connect(
            lambda: self.address_wanted.emit(
                self.address.text().strip(), self.checksum.text().strip()
            )
        )
        self.open_button = QPushButton("&Open a downloaded archive…")
        self.open_button.clicked.connect(self.open_wanted)
        self.stop_button = QPushButton("&Stop")
        self.stop_button.clicked.connect(self.stop_wanted)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Downloading")
        self.status_label = QLabel(wordWrap=True)
        self.status_label.setAccessibleName("What came of the last download")
        self.status_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._arrange()
        self.show_progress(None)
        self.resize(820, 660)

    def _tree(self, offered: Sequence[Archive]) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName("Archives of the record; the space bar ticks")
        tree.setHeaderLabels(list(COLUMNS))
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        organs: dict[str, QTreeWidgetItem] = {}
        for archive in offered:
            if archive.organ not in organs:
                organ = organs[archive.organ] = QTreeWidgetItem(tree, [archive.organ])
                organ.setFlags(organ.flags() | Qt.ItemFlag.ItemIsAutoTristate)
                organ.setCheckState(0, Qt.CheckState.Unchecked)
            texts = str(archive.texts) if archive.texts else "not known"
            row = QTreeWidgetItem(organs[archive.organ], [archive.title, texts, "", _size(archive)])
            row.setCheckState(0, Qt.CheckState.Unchecked)
            self._rows.append((row, archive))
        tree.expandAll()
        tree.setCurrentItem(next(iter(organs.values())))
        tree.itemChanged.connect(self._follow)
        return tree

    def _arrange(self) -> None:
        languages = QHBoxLayout()
        languages.addWidget(QLabel("Languages:"))
        for box in self.languages.values():
            languages.addWidget(box)
        languages.addStretch(1)
        form = QFormLayout()
        form.addRow("&Web address:", self.address)
        form.addRow("SHA-&256:", self.checksum)
        other = QHBoxLayout()
        other.addLayout(form, 1)
        other.addWidget(self.address_button, 0, Qt.AlignmentFlag.AlignTop)
        progress = QHBoxLayout()
        progress.addWidget(self.bar, 1)
        progress.addWidget(self.stop_button)
        close = QPushButton("&Close")
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_button)
        buttons.addStretch(1)
        buttons.addWidget(self.get_button)
        buttons.addWidget(close)
        for button in (self.open_button, self.address_button, self.stop_button, close):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.addWidget(
            QLabel("Resolutions as the United Nations publishes them for machines. Tick, download.")
        )
        layout.addWidget(self.tree, 1)
        layout.addLayout(languages)
        layout.addWidget(self.sum)
        layout.addLayout(other)
        layout.addLayout(progress)
        layout.addWidget(self.status_label)
        layout.addWidget(QLabel(TERMS, wordWrap=True))
        layout.addLayout(buttons)

    # What is ticked

    def ticked(self) -> list[Archive]:
        """Return the archives that are ticked."""
        return [
            archive for row, archive in self._rows if row.checkState(0) == Qt.CheckState.Checked
        ]

    def tongues(self) -> list[str]:
        """Return the codes of the languages that are ticked."""
        return [code for code, box in self.languages.items() if box.isChecked()]

    def tick(self, *names: str) -> None:
        """Tick the archives of these names."""
        for row, archive in self._rows:
            if archive.name in names:
                row.setCheckState(0, Qt.CheckState.Checked)

    def _ask(self) -> None:
        self.get_wanted.emit(self.ticked(), self.tongues())

    def _follow(self, *_: object) -> None:
        """Say what the ticked come to, and allow what can be done."""
        wanted, tongues = self.ticked(), self.tongues()
        self.sum.setText(sum_of(wanted, tongues))
        self.get_button.setEnabled(bool(wanted and tongues) and not self._busy)
        self.address_button.setEnabled(bool(self.address.text().strip()) and not self._busy)
        self._show_counts()

    def show_counts(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Show what the corpus has already, by pattern of symbols and language."""
        self._counts = counts
        self._show_counts()

    def _show_counts(self) -> None:
        tongues = self.tongues()
        self.tree.blockSignals(True)
        for row, archive in self._rows:
            have = sum(self._counts.get((archive.symbols, code), 0) for code in tongues)
            row.setText(2, str(have) if have else "none")
        self.tree.blockSignals(False)
        self.tree.viewport().update()

    # How far it is

    def show_progress(self, far: tuple[int, int] | None, name: str = "") -> None:
        """Show how many bytes came, of how many (0 where that is not known); None where nothing is under way."""
        self._busy = far is not None
        self.stop_button.setEnabled(self._busy)
        self.bar.setVisible(self._busy)
        self.stop_button.setVisible(self._busy)
        if far is not None:
            done, total = far
            self.bar.setMaximum(total // 1024)
            self.bar.setValue(done // 1024)
            of = f" of {total / 1e6:,.1f}" if total else ""
            self.status_label.setText(f"{name}: {done / 1e6:,.1f}{of} MB" if name else "Asking…")
        self._follow()

    def tell(self, sentence: str) -> None:
        """Show what came of it."""
        self.status_label.setText(sentence)


def _size(archive: Archive) -> str:
    if archive.size is None:
        return "not known"
    whole = " (all of the organ)" if archive.folder else ""
    return f"{max(1, round(archive.size / 1e6))} MB{whole}"


def sum_of(wanted: Sequence[Archive], tongues: Sequence[str]) -> str:
    """Return in a sentence what archives come to."""
    if not wanted:
        return "Nothing is ticked yet."
    if not tongues:
        return "Tick a language too."
    size = size_of(wanted, tongues)
    number = f"{len(wanted)} {'archive' if len(wanted) == 1 else 'archives'}"
    if size is None:
        return f"{number}. How much has to be downloaded is not known before it begins."
    shared = " An organ's repository is downloaded whole, and once." if size else ""
    return f"{number}, about {max(1, round(size / 1e6)):,} MB to download.{shared}"
