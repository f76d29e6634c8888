"""The form for the heading: organ, committee, session, agenda item, title, symbol, dates, sponsors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.base.dialogs import Dialogs
from resolution import sponsors
from resolution.language.dates import parse_date, printed
from resolution.language.organs import ORGANS, organ, organ_of_symbol
from resolution.model import Masthead, Status

PROPOSAL = "draft resolution"
"""Ends the line of sponsors, unless the text has another ending (Editorial Manual, drafts)."""

DISTRIBUTIONS = ("", "Limited", "General")
STATUSES = ((Status.DRAFT, "Draft"), (Status.ADOPTED, "Adopted"), (Status.UNKNOWN, "Not said"))


def problems(masthead: Masthead, typed_date: str, title: str) -> tuple[list[str], list[str]]:
    """Return the errors that prevent the heading from being applied, and the warnings, as sentences."""
    must, should = [], []
    if typed_date.strip() and parse_date(typed_date) is None:
        must.append(f"“{typed_date.strip()}” is not a date; write it as 4 December 2000.")
    known = organ(masthead.organ)
    owner = organ_of_symbol(masthead.symbol)
    if (
        owner
        and masthead.organ
        and owner != masthead.organ
        and (not known or known.parent != owner)
    ):
        should.append(f"{masthead.symbol} is a symbol of the {owner}.")
    if known and known.titled and not title:
        should.append(f"Resolutions of the {known.name} have a title.")
    if strangers := sponsors.unknown(masthead.sponsors):
        names = ", ".join(f"“{name}”" for name in strangers)
        should.append(f"{names}: not a State’s name as sponsor lists print it; check the spelling.")
    return must, should


SEPARATOR = ", "


class HeadingForm(QDialog):
    """Asks for the heading. The editor applies it in one step, so that one undo reverts it."""

    def __init__(self, masthead: Masthead, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Heading of the document")
        self._masthead = masthead
        self.organ = _editable([o.name for o in ORGANS], masthead.organ)
        self.committee = _editable([], masthead.committee)
        self.session = QLineEdit(
            masthead.session, placeholderText="for example Seventy-fourth session"
        )
        self.item = QLineEdit(masthead.agenda_item, placeholderText="for example 107 (a)")
        self.item_title = QLineEdit(masthead.agenda_title)
        self.title = QLineEdit(title)
        self.symbol = QLineEdit(masthead.symbol, placeholderText="for example A/C.3/74/L.11")
        self.distribution = _editable(DISTRIBUTIONS, masthead.distribution)
        self.status = QComboBox()
        for status, words in STATUSES:
            self.status.addItem(words, status)
        self.status.setCurrentIndex(max(0, self.status.findData(masthead.status)))
        self.issued = QLineEdit(printed(masthead.issued) if masthead.issued else "")
        self.adopted = QLineEdit(printed(masthead.adopted) if masthead.adopted else "")
        for box in (self.issued, self.adopted):
            box.setPlaceholderText("for example 11 October 2019")
        self.sponsors = SponsorList(masthead.sponsors)
        self.signatories = QLineEdit(
            SEPARATOR.join(masthead.signatories),
            placeholderText="of a conference paper, with commas between the names",
        )
        self.base = QLineEdit(
            masthead.base, placeholderText="for example A/RES/73/187, or the draft it revises"
        )
        self._says = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._says.setMinimumHeight(self._says.fontMetrics().lineSpacing() * 2)
        for line in (self.item_title, self.title):
            line.setCursorPosition(0)
        self._lay_out()
        self._offer_committees(masthead.organ)
        self._connect()
        self._check()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(14)
        for words, field in (
            ("&Organ", self.organ),
            ("&Committee", self.committee),
            ("&Session", self.session),
            ("&Agenda item", self.item),
            ("Agenda item’s t&itle", self.item_title),
            ("&Title of the resolution", self.title),
            ("S&ymbol", self.symbol),
            ("&Distribution", self.distribution),
            ("Stat&us", self.status),
            ("Date of &issue", self.issued),
            ("Date of a&doption", self.adopted),
        ):
            form.addRow(words, field)
        form.addRow("S&ponsors", self.sponsors.entry)
        form.addRow("", self.sponsors)
        form.addRow("Si&gnatories", self.signatories)
        form.addRow("&Built on", self.base)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 16, 18, 14)
        whole.addLayout(form)
        whole.addWidget(self._says)
        whole.addWidget(buttons)
        self.resize(640, self.sizeHint().height())

    def _connect(self) -> None:
        for box in (self.organ, self.committee, self.distribution):
            box.currentTextChanged.connect(self._check)
        self.organ.currentTextChanged.connect(self._offer_committees)
        for line in (
            self.session,
            self.item,
            self.item_title,
            self.title,
            self.symbol,
            self.issued,
            self.adopted,
        ):
            line.textChanged.connect(self._check)
        self.status.currentIndexChanged.connect(self._check)
        self.sponsors.model().rowsInserted.connect(self._check)
        self.sponsors.model().rowsRemoved.connect(self._check)

    def _offer_committees(self, organ_name: str) -> None:
        known, typed = organ(organ_name), self.committee.currentText()
        self.committee.blockSignals(True)
        self.committee.clear()
        self.committee.addItems(["", *(known.committees if known else ())])
        self.committee.setCurrentText(typed)
        self.committee.blockSignals(False)

    def _signatories(self) -> tuple[str, ...]:
        words = self.signatories.text()
        if words == SEPARATOR.join(self._masthead.signatories):
            return self._masthead.signatories
        return tuple(filter(None, map(_words, words.split(SEPARATOR.strip()))))

    def values(self) -> tuple[Masthead, str]:
        """Return the heading and the title as filled in; adding sponsors to a draft makes it their draft resolution."""
        status, names = Status(self.status.currentData()), self.sponsors.names()
        proposal = self._masthead.proposal
        if status is Status.DRAFT and names and names != self._masthead.sponsors:
            proposal = proposal or PROPOSAL
        masthead = replace(
            self._masthead,
            organ=_words(self.organ.currentText()),
            committee=_words(self.committee.currentText()),
            session=_words(self.session.text()),
            agenda_item=_words(self.item.text()),
            agenda_title=_words(self.item_title.text()),
            signatories=self._signatories(),
            symbol=_words(self.symbol.text()),
            distribution=_words(self.distribution.currentText()),
            status=status,
            proposal=proposal,
            issued=self._date(self.issued.text(), self._masthead.issued),
            adopted=self._date(self.adopted.text(), self._masthead.adopted),
            sponsors=names,
            base=_words(self.base.text()),
        )
        return masthead, _words(self.title.text())

    @staticmethod
    def _date(typed: str, before: date | None) -> date | None:
        return (parse_date(typed) or before) if typed.strip() else None

    def _check(self, *_: object) -> None:
        masthead, title = self.values()
        must, should = problems(masthead, self.issued.text(), title)
        must += problems(masthead, self.adopted.text(), title)[0]
        self._says.setText("\n".join([*must, *should]))
        self._ok.setEnabled(not must)

    @property
    def says(self) -> str:
        """Return the messages shown below the form."""
        return self._says.text()


class SponsorList(QListWidget):
    """The sponsors in order, and a field above them that completes the names of States."""

    def __init__(self, names: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Sponsors; Delete takes one away")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setMinimumHeight(90)
        self.addItems(list(names))
        self.line = SponsorLine(self)
        add, away = QPushButton("Add"), QPushButton("Remove")
        for button in (add, away):
            button.setAutoDefault(False)
        add.clicked.connect(self.line.give)
        away.clicked.connect(self.take_away)
        self.entry = QWidget()
        row = QHBoxLayout(self.entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(add)
        row.addWidget(away)
        self.entry.setFocusProxy(self.line)

    def add(self, typed: str) -> None:
        """Add the names in a typed or pasted list, in alphabetical place if the list is alphabetical."""
        for name in sponsors.parse(typed):
            if name in self.names():
                continue
            keys = [sponsors.alphabetical(n) for n in self.names()]
            at = len(keys)
            if keys == sorted(keys):
                at = next(
                    (n for n, key in enumerate(keys) if key > sponsors.alphabetical(name)),
                    len(keys),
                )
            self.insertItem(at, name)

    def take_away(self) -> None:
        """Remove the selected names."""
        for item in self.selectedItems():
            self.takeItem(self.row(item))

    def names(self) -> tuple[str, ...]:
        """Return the names in order."""
        return tuple(self.item(row).text() for row in range(self.count()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_away()
            return
        super().keyPressEvent(event)


class SponsorLine(QLineEdit):
    """The field for a sponsor. Enter adds the name, and so does leaving the field, so that it is not lost."""

    def __init__(self, to: SponsorList) -> None:
        super().__init__(placeholderText="Name of a State, or a pasted list")
        self.setAccessibleName("Add a sponsor")
        self._to = to
        self._names = QStringListModel(list(sponsors.states()), self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.textEdited.connect(self._order)
        completer.activated.connect(lambda _: self.give(), Qt.ConnectionType.QueuedConnection)

    def _order(self, typed: str) -> None:
        """Sort names that begin as typed first: "russ" finds the Russian Federation before Brunei Darussalam."""
        begin = typed.strip().casefold()
        self._names.setStringList(
            sorted(sponsors.states(), key=lambda name: not name.casefold().startswith(begin))
        )

    def give(self) -> None:
        """Add the typed names to the list."""
        if self.text().strip():
            self._to.add(self.text())
            self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.give()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.give()


def _editable(offered: Iterable[str], value: str) -> QComboBox:
    box = QComboBox(editable=True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(list(offered))
    box.setCurrentText(value)
    return box


def _words(typed: str) -> str:
    return " ".join(typed.split())


def ask_heading(dialogs: Dialogs, masthead: Masthead, title: str) -> tuple[Masthead, str] | None:
    """Ask for the heading and the title, starting with these values; None if the user cancelled."""
    return dialogs.ask(HeadingForm(masthead, title, dialogs.parent), HeadingForm.values)


def ask_organ(dialogs: Dialogs) -> str | None:
    """Ask for the organ of a new resolution and return its name."""
    return dialogs.choose_item(
        "New resolution", "Resolution of the", [organ.name for organ in ORGANS]
    )
