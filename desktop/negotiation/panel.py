"""The panel of proposals: who said what on the paragraph at the cursor, or on all; totals at its head."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.base.theme import Theme
from desktop.negotiation.proposal_list import ProposalList
from desktop.negotiation.rows import ProposalRow
from resolution.model import Standing


class Shown(StrEnum):
    """Which proposals the panel lists."""

    HERE = "On this paragraph"
    OPEN = "All open ones"
    EVERY = "All, settled ones too"


BY = "By "
"""What the choice of one delegation begins with."""

STANDINGS = {
    Standing.OPEN: "open",
    Standing.AGREED: "agreed ad ref.",
    Standing.BRACKETED: "in square brackets",
    Standing.CHANGED: "changed since it was agreed ad ref.",
}


class ProposalsPanel(QWidget):
    """Shows rows; signals say what the user wants with them, and the controller does it."""

    wanted = Signal(str)
    """A command, by its name."""
    entered = Signal()
    """The paragraph of the chosen proposal is to be gone to."""
    choice_changed = Signal()
    """Other proposals are to be listed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.totals = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.here = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.choice = QComboBox()
        self.choice.setAccessibleName("Which proposals are listed")
        self.choice.addItems(list(Shown))
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(12)
        self.choice.currentIndexChanged.connect(lambda _: self.choice_changed.emit())
        self.list = ProposalList()
        self.list.wanted.connect(self.wanted)
        self.list.entered.connect(self.entered)
        self.empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(16, 12, 16, 12)
        self.buttons = {
            name: self._button(words, tip, name)
            for name, words, tip in (
                ("accept_proposal", "Accept", "Put the chosen proposal into the text (A)"),
                ("reject_proposal", "Reject", "The chosen proposal is not taken (R)"),
                ("withdraw_proposal", "Withdraw", "Its delegation takes it back (W)"),
                ("support_proposal", "Support…", "Another delegation joins it (S)"),
            )
        }
        self.setFocusProxy(self.list)
        self._arrange()
        self.show_rows(())

    def _button(self, words: str, tip: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.clicked.connect(lambda: self.wanted.emit(name))
        return button

    def _arrange(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(12, 6, 12, 6)
        head.setSpacing(4)
        for part in (self.totals, self.here, self.choice):
            head.addWidget(part)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 4, 8, 6)
        foot.setSpacing(4)
        for button in self.buttons.values():
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(foot)

    # What is listed

    @property
    def shown(self) -> Shown | str:
        """Return which proposals are to be listed: a `Shown`, or the name of a delegation."""
        words = self.choice.currentText()
        return words.removeprefix(BY) if words not in set(Shown) else Shown(words)

    def offer_delegations(self, names: Sequence[str]) -> None:
        """Let the user choose among the delegations that proposed something."""
        wanted = [*Shown, *(f"{BY}{name}" for name in names)]
        if wanted == [self.choice.itemText(n) for n in range(self.choice.count())]:
            return
        held = self.choice.currentText()
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems(wanted)
        self.choice.setCurrentIndex(max(0, self.choice.findText(held)))
        self.choice.blockSignals(False)

    def show_rows(self, rows: Sequence[ProposalRow]) -> None:
        """Show these proposals; the keyboard stays in the panel where none is left to be on."""
        if not rows and any(part.hasFocus() for part in (self.list, *self.buttons.values())):
            self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        for button in self.buttons.values():
            button.setEnabled(bool(rows))

    def show_head(self, totals: str, here: str, empty: str) -> None:
        """Show what is open and agreed in all, how far the paragraph at the cursor is, and what to do without rows."""
        for label, words in ((self.totals, totals), (self.here, here), (self.empty, empty)):
            if label.text() != words:
                label.setText(words)

    def paint_in(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.list.paint_in(theme)
