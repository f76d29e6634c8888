"""The window of saved versions: each can be opened as a copy, and any two compared."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.files.versions import Version
from resolution.language.dates import printed

COLUMNS = ("Saved", "Clauses", "Words", "Title")
NOW = "The draft as it is now"


class VersionsWindow(QDialog):
    """Lists the current draft and each version, newest first."""

    open_wanted = Signal(object)
    """A `Version` to open as a copy."""
    compare_wanted = Signal(object, object)
    """Two versions to compare, the older first; None for the current draft."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Saved versions of {name}")
        self._versions: list[Version] = []
        self._rows: list[QTreeWidgetItem] = []
        self._hint = QLabel(wordWrap=True)
        self.table = QTreeWidget()
        self.table.setAccessibleName("Saved versions")
        self.table.setHeaderLabels(list(COLUMNS))
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.table.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        self.table.itemSelectionChanged.connect(self._update_buttons)
        self.table.itemActivated.connect(lambda _: self._open())
        self.open_button = QPushButton("&Open as a copy")
        self.compare_button = QPushButton("&Compare")
        close = QPushButton("Close")
        self.open_button.clicked.connect(self._open)
        self.compare_button.clicked.connect(self._compare)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        for button in (self.open_button, self.compare_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.addWidget(self._hint)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self.resize(760, 420)
        self._update_buttons()

    def show_versions(self, versions: Sequence[Version]) -> None:
        """List the versions; `show_size` fills in their sizes later."""
        self._versions = list(versions)
        self.table.clear()
        self._rows = [QTreeWidgetItem([NOW, "", "", ""])]
        for version in versions:
            row = QTreeWidgetItem([when(version), "…", "…", ""])
            for column in (1, 2):
                row.setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
            self._rows.append(row)
        self.table.addTopLevelItems(self._rows)
        self._hint.setText(
            "Choose one to open it or to compare it with the draft, or two to compare them (Ctrl+click, Shift+Down)."
            if versions
            else "There is none yet: a version is kept every time the draft is saved."
        )
        if versions:
            self.table.setCurrentItem(self._rows[1])
        self._update_buttons()

    def show_size(self, index: int, clauses: str, words: str, title: str) -> None:
        """Show the size and the title of a version. index: its position in the list given to `show_versions`"""
        for column, text in enumerate((clauses, words, title), start=1):
            self._rows[index + 1].setText(column, text)

    def chosen(self) -> list[Version | None]:
        """Return the selected versions, the older first; None for the current draft."""
        rows = sorted(
            (self.table.indexOfTopLevelItem(row) for row in self.table.selectedItems()),
            reverse=True,
        )
        return [self._versions[n - 1] if n else None for n in rows]

    def _update_buttons(self) -> None:
        chosen = self.chosen()
        self.open_button.setEnabled(len(chosen) == 1 and chosen[0] is not None)
        self.compare_button.setEnabled(len(chosen) == 2 or self.open_button.isEnabled())
        self.compare_button.setText(
            "&Compare the two" if len(chosen) == 2 else "&Compare with the draft"
        )

    def _open(self) -> None:
        if self.open_button.isEnabled():
            self.open_wanted.emit(self.chosen()[0])

    def _compare(self) -> None:
        chosen = self.chosen()
        self.compare_wanted.emit(chosen[0], chosen[1] if len(chosen) == 2 else None)


def when(version: Version) -> str:
    """Return when a version was saved: "25 November 2026, 14:02:31"."""
    return f"{printed(version.saved.date())}, {version.saved:%H:%M:%S}"
