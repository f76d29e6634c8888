"""Asks for a stock formula: a filtered list, fields to fill in, and a preview of the clause."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.base.citation_completer import CitationCompleter
from desktop.base.dialogs import Dialogs
from precedent_corpus.store.register import Register, RegisterEntry
from resolution.drafting.formulas import Formula, FormulaField
from resolution.language.dates import printed
from resolution.language.leads import lead_length
from resolution.language.ordinals import LAST, number_of, ordinal
from resolution.model import Kind, Masthead

PARTS = {Kind.PREAMBULAR: "Preambular", Kind.OPERATIVE: "Operative"}


@dataclass(frozen=True, slots=True)
class Filled:
    """The chosen formula: its part, and its text without the final mark."""

    kind: Kind
    words: str


class FormulaDialog(QDialog):
    """Lists the formulas of the draft's organ, first those of the part at the cursor."""

    def __init__(
        self,
        formulas: Sequence[Formula],
        masthead: Masthead,
        part: Kind,
        register: Register,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Formula")
        self._formulas = sorted(formulas, key=lambda formula: formula.kind is not part)
        self._masthead = masthead
        self._register = register
        self._lines: dict[str, QLineEdit] = {}
        self._kept: dict[str, str] = {}
        self._own: set[str] = set()
        self.typed = QLineEdit(placeholderText="for example report, Chapter VII, agenda")
        self.typed.setAccessibleName("Words of the formula")
        self.typed.textChanged.connect(self._narrow)
        self.typed.installEventFilter(self)
        self.others = QCheckBox("Those of &other organs too")
        self.others.toggled.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName("Formulas")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show)
        self.list.itemActivated.connect(self._go_on)
        for formula in self._formulas:
            self.list.addItem(_item(formula))
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.preview = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.preview.setAccessibleName("The clause as it will stand")
        self.preview.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.preview.setMinimumHeight(self.fontMetrics().height() * 6)
        self._arrange()
        self._narrow()

    def _arrange(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._insert = buttons.addButton("&Insert", QDialogButtonBox.ButtonRole.AcceptRole)
        self._insert.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        left, right, sides = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for part in (self.typed, self.list, self.others):
            left.addWidget(part)
        right.addLayout(self.form)
        right.addSpacing(8)
        right.addWidget(self.preview, 1)
        sides.addLayout(left, 1)
        sides.addSpacing(14)
        sides.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(sides, 1)
        layout.addWidget(buttons)
        self.resize(860, 500)

    # --- the list ----------------------------------------------------------------------------

    def _narrow(self, *_: object) -> None:
        """Show the formulas of the organ that contain the typed words in their name or text."""
        words = self.typed.text().casefold().split()
        shown = []
        for row, formula in enumerate(self._formulas):
            said = f" {PARTS[formula.kind]} {formula.name} {formula.text}".casefold()
            own = self.others.isChecked() or formula.suits(self._masthead.organ)
            fits = own and all(f" {word}" in said for word in words)
            self.list.item(row).setHidden(not fits)
            if fits:
                shown.append(row)
        if self.list.currentRow() not in shown or self.list.item(self.list.currentRow()).isHidden():
            self.list.setCurrentRow(shown[0] if shown else -1)
        self._insert.setEnabled(bool(shown))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle keys typed in the filter field: Up and Down move in the list, Enter goes to the fields."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                QApplication.sendEvent(self.list, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go_on()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle keys that no field accepts: Enter inserts."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)

    def accept(self) -> None:
        """Insert the selected formula; the dialog stays open if none is selected."""
        if self.formula() is not None:
            super().accept()

    def _go_on(self, *_: object) -> None:
        """Focus the first empty field; insert if there is none."""
        empty = next((line for line in self._lines.values() if not line.text()), None)
        if self.formula() is None:
            return
        if empty is None:
            self.accept()
        else:
            empty.setFocus()

    def formula(self) -> Formula | None:
        """Return the selected formula."""
        row = self.list.currentRow()
        return self._formulas[row] if row >= 0 and not self.list.item(row).isHidden() else None

    # --- the fields --------------------------------------------------------------------------

    def _show(self, *_: object) -> None:
        """Show the fields of the selected formula, keeping what was typed in fields of the same name."""
        self._kept.update({name: line.text() for name, line in self._lines.items()})
        while self.form.rowCount():
            self.form.removeRow(0)
        self._lines = {}
        formula = self.formula()
        for field in formula.fields if formula else ():
            line = self._line(field)
            self.form.addRow(f"{field.label}:", line)
            line.show()  # now, so that it can take the keyboard focus
            self._lines[field.name] = line
        self._preview()

    def _line(self, field: FormulaField) -> QLineEdit:
        line = QLineEdit(self._kept.get(field.name) or self._proposed(field))
        line.setPlaceholderText(field.hint)
        line.setAccessibleName(field.label)
        line.textChanged.connect(self._preview)
        line.textEdited.connect(lambda _: self._own.add(field.name))
        if field.kind == "resolution":
            completer = CitationCompleter(
                line, self._register, lambda: self._masthead.organ, alone=True
            )
            completer.taken.connect(partial(self._fill, field.beside))
            line.textEdited.connect(lambda typed: self._look_up(field.beside, typed))
        return line

    def _proposed(self, field: FormulaField) -> str:
        """Return the initial value of a field: the session after the draft's, or the draft's agenda item."""
        if field.kind == "session":
            session = number_of(self._masthead.session)
            return ordinal(session + 1) if session and session < LAST else ""
        return self._masthead.agenda_title if field.kind == "item" else ""

    def _look_up(self, beside: str, typed: str) -> None:
        """Fill in date and title if the typed symbol is known."""
        found = self._register.complete(typed, self._masthead.organ, limit=1)
        if found and "".join(found[0].cited.split()) == "".join(typed.split()):
            self._fill(beside, found[0])

    def _fill(self, beside: str, entry: RegisterEntry) -> None:
        """Fill in date, title and cited organ, except in fields the user has edited."""
        date = printed(entry.adopted) if entry.adopted else ""
        for name, words in (
            (f"date{beside}", date),
            (f"title{beside}", entry.title),
            ("cited_organ", entry.organ),
        ):
            if name in self._lines and name not in self._own:
                self._lines[name].setText(words)
                self._lines[name].setCursorPosition(0)

    def _values(self) -> dict[str, str]:
        values = {}
        formula = self.formula()
        for field in formula.fields if formula else ():
            words = self._lines[field.name].text().strip()
            if field.kind == "session" and words.isdigit() and 0 < int(words) <= LAST:
                words = ordinal(int(words))
            values[field.name] = words
        return values

    def filled(self) -> Filled | None:
        """Return the formula with its fields filled in."""
        formula = self.formula()
        if formula is None:
            return None
        return Filled(formula.kind, formula.filled(self._values(), self._masthead.organ))

    def _preview(self, *_: object) -> None:
        filled = self.filled()
        if filled is None:
            self.preview.setText("No formula has these words.")
            return
        length = lead_length(filled.words, filled.kind)
        lead, rest = html.escape(filled.words[:length]), html.escape(filled.words[length:])
        self.preview.setText(f"<p style='line-height:130%'><i>{lead}</i>{rest}</p>")


def _item(formula: Formula) -> QListWidgetItem:
    part = PARTS[formula.kind]
    item = QListWidgetItem(f"{part}  ·  {formula.name}")
    words = formula.filled({}, "")
    item.setToolTip(words)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{part}, {formula.name}: {words}")
    return item


def ask_formula(
    dialogs: Dialogs,
    formulas: Sequence[Formula],
    masthead: Masthead,
    part: Kind,
    register: Register,
) -> Filled | None:
    """Ask for a stock formula and the values of its fields; None if the user cancelled."""
    dialog = FormulaDialog(formulas, masthead, part, register, dialogs.parent)
    return dialogs.ask(dialog, FormulaDialog.filled)
