"""The dialog that lists the archives of the United Nations' public record by organ and session for download."""

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
    """Lets the user tick archives and languages; the controller downloads them."""

    get_wanted = Signal(list, list)
    """Download these archives in the languages with these codes."""
    address_wanted = Signal(str, str)
    """Download the archive at this web address; its SHA-256 checksum, or an empty string."""
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

    # Selection

    def ticked(self) -> list[Archive]:
        """Return the ticked archives."""
        return [
            archive for row, archive in self._rows if row.checkState(0) == Qt.CheckState.Checked
        ]

    def language_codes(self) -> list[str]:
        """Return the codes of the ticked languages."""
        return [code for code, box in self.languages.items() if box.isChecked()]

    def tick(self, *names: str) -> None:
        """Tick the archives with these names."""
        for row, archive in self._rows:
            if archive.name in names:
                row.setCheckState(0, Qt.CheckState.Checked)

    def _ask(self) -> None:
        self.get_wanted.emit(self.ticked(), self.language_codes())

    def _follow(self, *_: object) -> None:
        """Show the total of the ticked archives, and enable or disable the buttons."""
        wanted, language_codes = self.ticked(), self.language_codes()
        self.sum.setText(total_words(wanted, language_codes))
        self.get_button.setEnabled(bool(wanted and language_codes) and not self._busy)
        self.address_button.setEnabled(bool(self.address.text().strip()) and not self._busy)
        self._show_counts()

    def show_counts(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Show how many texts the corpus already has, by symbol pattern and language."""
        self._counts = counts
        self._show_counts()

    def _show_counts(self) -> None:
        language_codes = self.language_codes()
        self.tree.blockSignals(True)
        for row, archive in self._rows:
            have = sum(self._counts.get((archive.symbols, code), 0) for code in language_codes)
            row.setText(2, str(have) if have else "none")
        self.tree.blockSignals(False)
        self.tree.viewport().update()

    # Progress

    def show_progress(self, progress: tuple[int, int] | None, name: str = "") -> None:
        """Show the progress: bytes received and in total (0 if unknown); None if no download is running."""
        self._busy = progress is not None
        self.stop_button.setEnabled(self._busy)
        self.bar.setVisible(self._busy)
        self.stop_button.setVisible(self._busy)
        if progress is not None:
            done, total = progress
            self.bar.setMaximum(total // 1024)
            self.bar.setValue(done // 1024)
            of = f" of {total / 1e6:,.1f}" if total else ""
            self.status_label.setText(f"{name}: {done / 1e6:,.1f}{of} MB" if name else "Asking…")
        self._follow()

    def show_result(self, sentence: str) -> None:
        """Show the result of the last download."""
        self.status_label.setText(sentence)


def _size(archive: Archive) -> str:
    if archive.size is None:
        return "not known"
    whole = " (all of the organ)" if archive.folder else ""
    return f"{max(1, round(archive.size / 1e6))} MB{whole}"


def total_words(wanted: Sequence[Archive], language_codes: Sequence[str]) -> str:
    """Return a sentence on the number and the size of the archives."""
    if not wanted:
        return "Nothing is ticked yet."
    if not language_codes:
        return "Tick a language too."
    size = size_of(wanted, language_codes)
    number = f"{len(wanted)} {'archive' if len(wanted) == 1 else 'archives'}"
    if size is None:
        return f"{number}. How much has to be downloaded is not known before it begins."
    shared = " An organ's repository is downloaded whole, and once." if size else ""
    return f"{number}, about {max(1, round(size / 1e6)):,} MB to download.{shared}"
