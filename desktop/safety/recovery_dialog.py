"""The dialog that offers drafts left behind by a crash: each can be opened, discarded, or left for later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum

from PySide6.QtCore import Qt
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

from desktop.base.dialogs import Dialogs
from desktop.files.recovery import RecoveredDraft
from resolution.language.dates import printed

COLUMNS = ("Draft", "Written", "Begins with", "Where it lies")


class Choice(Enum):
    """What to do with a draft that was left behind."""

    OPEN = "open"
    DISCARD = "discard"
    LATER = "later"


class RecoveryDialog(QDialog):
    """Lists the drafts, all selected initially: Enter opens them, Esc leaves them for the next start."""

    def __init__(
        self,
        found: Sequence[RecoveredDraft],
        confirm: Callable[[str, str, str], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._confirm = confirm
        self.setWindowTitle("Drafts that were not saved")
        self.choices = [Choice.LATER] * len(found)
        self._found = found
        message = QLabel(_sentence(found), wordWrap=True)
        self.table = QTreeWidget()
        self.table.setAccessibleName("Drafts that were not saved")
        self.table.setHeaderLabels(list(COLUMNS))
        self.table.setRootIsDecorated(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.table.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setMaximumSectionSize(300)
        header.setStretchLastSection(False)
        self._rows = [_row(draft) for draft in found]
        self.table.addTopLevelItems(self._rows)
        self._where = QLabel(wordWrap=True)
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._where.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.table.currentItemChanged.connect(self._show_where)
        self.table.itemSelectionChanged.connect(self._update_buttons)
        self.open_button, self.discard_button = QPushButton("&Open"), QPushButton("&Discard…")
        later = QPushButton("&Later")
        self.open_button.clicked.connect(lambda: self._choose(Choice.OPEN))
        self.discard_button.clicked.connect(self._discard)
        later.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.discard_button)
        buttons.addStretch(1)
        buttons.addWidget(later)
        buttons.addWidget(self.open_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.addWidget(message)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._where)
        layout.addLayout(buttons)
        self.resize(820, 340)
        self.table.setCurrentItem(self._rows[0])
        self.table.selectAll()
        self.open_button.setDefault(True)
        self.open_button.setFocus()

    def _show_where(self, row: QTreeWidgetItem | None, _: object = None) -> None:
        """Show the full path of the current row's draft under the table."""
        self._where.setText(f"{row.text(0)}: {row.text(len(COLUMNS) - 1)}" if row else "")

    def _chosen(self) -> list[int]:
        """Return the selected rows that are still visible."""
        return [n for n, row in enumerate(self._rows) if row.isSelected() and not row.isHidden()]

    def _update_buttons(self) -> None:
        readable = [n for n in self._chosen() if self._found[n].resolution is not None]
        self.open_button.setEnabled(bool(readable))
        self.open_button.setText("&Open all" if len(readable) > 1 else "&Open")
        self.discard_button.setEnabled(bool(self._chosen()))

    def _choose(self, choice: Choice) -> None:
        """Record the choice for the selected rows, and close when no draft that can be opened is left."""
        for n in self._chosen():
            if choice is Choice.DISCARD or self._found[n].resolution is not None:
                self.choices[n] = choice
                self._rows[n].setHidden(True)
        left = [
            draft for draft, row in zip(self._found, self._rows, strict=True) if not row.isHidden()
        ]
        if not left or (choice is Choice.OPEN and all(d.resolution is None for d in left)):
            self.accept()
        self._update_buttons()

    def _discard(self) -> None:
        count = len(self._chosen())
        what = "this draft" if count == 1 else f"these {count} drafts"
        if self._confirm(
            f"Discard {what}?", "What was not saved of it is then lost for good.", "Discard"
        ):
            self._choose(Choice.DISCARD)


def _sentence(found: Sequence[RecoveredDraft]) -> str:
    """Return what happened, and what can be done."""
    which = "A draft was" if len(found) == 1 else f"{len(found)} drafts were"
    unread = sum(draft.resolution is None for draft in found)
    kept = ""
    if unread:
        kept = (
            " One of them cannot be read; it"
            if unread == 1
            else f" {unread} of them cannot be read; they"
        )
        kept += " can be discarded here, or kept for somebody who can mend it."
    return (
        f"{which} not saved when the program ended last time. Each opens in a window of its own, and the files on "
        f"disk stay as they are until you save.{kept}"
    )


def _row(draft: RecoveredDraft) -> QTreeWidgetItem:
    day = "today" if draft.written.date() == date.today() else printed(draft.written.date())
    facts = draft.facts
    path = facts.path or facts.source if facts else None
    outdated = " (this file was changed since)" if draft.outdated else ""
    where = draft.problem or (f"{path}{outdated}" if path else "Not saved anywhere yet")
    words = draft.first_words or ("(cannot be read)" if draft.resolution is None else "(empty)")
    row = QTreeWidgetItem([draft.name, f"{day}, {draft.written:%H:%M:%S}", words, where])
    for column in range(len(COLUMNS)):
        row.setToolTip(column, row.text(column))
    row.setTextAlignment(1, Qt.AlignmentFlag.AlignLeft)
    return row


def ask_recovered(dialogs: Dialogs, found: Sequence[RecoveredDraft]) -> list[Choice]:
    """Offer drafts that a crash left behind, and return the choice for each."""
    dialog = RecoveryDialog(found, dialogs.confirm, dialogs.parent)
    dialogs.run(dialog)
    return dialog.choices
