"""Asks what a delegation proposes: who, the wording, why; what changes is shown while one writes."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.base.dialogs import Dialogs
from desktop.base.difference import changes_html
from desktop.base.theme import Theme
from resolution import sponsors
from resolution.diff.facts import word_diff
from resolution.model import ProposalKind
from resolution.negotiating.resolving import parse_delegations

TITLES = {
    ProposalKind.AMENDMENT: "Amendment to {}",
    ProposalKind.ALTERNATIVE: "Alternative to {}",
    ProposalKind.NEW: "New paragraph after {}",
    ProposalKind.DELETION: "Deletion of {}",
    ProposalKind.COMMENT: "Comment on {}",
}
WORDED = (ProposalKind.AMENDMENT, ProposalKind.ALTERNATIVE, ProposalKind.NEW)


@dataclass(frozen=True, slots=True)
class ProposalRequest:
    """What the dialog for a proposal begins with.

    place: of the paragraph; old: its words; words: those the field begins with; names: delegations to be offered first
    by:    delegations named already; comment: the one given already; title: what the question is, if it is another
    fixed: the wording is not asked for
    """

    kind: ProposalKind
    place: str
    old: str
    words: str
    names: Sequence[str] = ()
    by: Sequence[str] = ()
    comment: str = ""
    title: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class ProposalAnswer:
    """What the user entered."""

    delegations: tuple[str, ...]
    words: str
    comment: str


class Delegations(QLineEdit):
    """A line for names of delegations, separated by commas; the one being typed is completed."""

    def __init__(self, first: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent, placeholderText="Mexico, or several with commas between them")
        self._every = list(dict.fromkeys((*first, *sponsors.states())))
        self._offered = QStringListModel(self._every, self)
        completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchStartsWith)
        self.setCompleter(completer)
        self.textEdited.connect(self._offer)

    def _offer(self, typed: str) -> None:
        """Offer the names that go on with what is typed behind the last comma."""
        before, comma, last = typed.rpartition(",")
        begin = last.strip().casefold()
        head = f"{before}, " if comma else ""
        fitting = [n for n in self._every if begin and n.casefold().startswith(begin)]
        fitting += [n for n in self._every if len(begin) > 2 and f" {begin}" in n.casefold()]
        self._offered.setStringList([f"{head}{name}" for name in dict.fromkeys(fitting)])
        if fitting and comma and (completer := self.completer()):
            completer.setCompletionPrefix(head + last.strip())
            completer.complete()

    def names(self) -> tuple[str, ...]:
        """Return the delegations, States as sponsor lists print them."""
        return tuple(dict.fromkeys(sponsors.state(n) or n for n in parse_delegations(self.text())))


class ProposalDialog(QDialog):
    """One proposal in a form."""

    def __init__(self, asked: ProposalRequest, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked, self._theme = asked, theme
        self._worded = asked.kind in WORDED and not asked.fixed
        self.setWindowTitle(asked.title or TITLES[asked.kind].format(asked.place))
        self.by = Delegations(asked.names)
        self.by.setText(", ".join(asked.by))
        self.words = QPlainTextEdit(asked.words)
        self.words.setTabChangesFocus(True)
        self.comment = QPlainTextEdit(asked.comment)
        self.comment.setTabChangesFocus(True)
        self.changes = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.changes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.changes.setAccessibleName("What changes")
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._arrange()
        self.by.textChanged.connect(lambda _: self._check())
        self.words.textChanged.connect(self._check)
        self.comment.textChanged.connect(self._check)
        self._check()
        self.resize(620, self.sizeHint().height())
        (self.by if not asked.by else self.words if self._worded else self.comment).setFocus()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(8)
        line = self.fontMetrics().lineSpacing()
        form.addRow("&Delegation", self.by)
        if self._worded:
            self.words.setMinimumHeight(line * 6)
            form.addRow("&Wording", self.words)
        if self._asked.kind in (ProposalKind.AMENDMENT, ProposalKind.DELETION):
            self.changes.setMinimumHeight(line * 4)
            form.addRow("What changes", self.changes)
        self.comment.setMinimumHeight(line * 2)
        self.comment.setMaximumHeight(line * 5)
        form.addRow(
            "&Comment" if self._asked.kind is ProposalKind.COMMENT else "&Reason", self.comment
        )
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._buttons)

    def _check(self) -> None:
        """Show what changes; an empty proposal cannot be accepted."""
        old, new = self._asked.old, self.words.toPlainText()
        if self._asked.kind is ProposalKind.DELETION:
            shown = f'<s style="color:{self._theme.removed}">{html.escape(old)}</s>'
        else:
            shown = changes_html(word_diff(old, new), self._theme)
        self.changes.setText(shown)
        complete = bool(new.strip()) and (
            self._asked.kind is not ProposalKind.AMENDMENT or new != old
        )
        if self._asked.kind is ProposalKind.COMMENT:
            complete = bool(self.comment.toPlainText().strip())
        ready = bool(self.by.names()) and (complete or self._asked.kind is ProposalKind.DELETION)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)

    def answered(self) -> ProposalAnswer:
        """Return what was entered."""
        words = " ".join(self.words.toPlainText().split("\n"))
        return ProposalAnswer(self.by.names(), words, self.comment.toPlainText().strip())


def ask_proposal(dialogs: Dialogs, request: ProposalRequest, theme: Theme) -> ProposalAnswer | None:
    """Ask what a delegation proposes; None where the user cancelled."""
    return dialogs.ask(ProposalDialog(request, theme, dialogs.parent), ProposalDialog.answered)
