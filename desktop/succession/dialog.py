"""Asks for the text that a new draft is based on, and for the session of the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.base.text_choice import TextChoice
from desktop.files.file_dialogs import FileDialogs
from resolution.drafting.succession import next_series, series_of
from resolution.language.dates import printed
from resolution.language.ordinals import LAST, ordinal
from resolution.model import Masthead, Status

if TYPE_CHECKING:
    from precedent_corpus.corpus import Document


@dataclass(frozen=True, slots=True)
class SuccessionChoice:
    """The user's choice: a text of the corpus by its symbol, or a file; and the session or year of the draft.

    series: None if it is to be derived from the file
    """

    symbol: str = ""
    path: Path | None = None
    series: int | None = None


class SuccessionDialog(QDialog):
    """Lists the texts of the corpus, the newest first; typing filters them."""

    file_wanted = Signal()
    """The user wants to choose a file instead of a text of the corpus."""

    def __init__(
        self,
        documents: Sequence[Document],
        chosen: str,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("New from precedent")
        self._today = today
        self._path: Path | None = None
        self._documents = sorted(documents, key=_newest_first)
        self._choice = TextChoice("Texts that a draft can be built on", self)
        self.typed, self.list = self._choice.typed, self._choice.list
        self._choice.activated.connect(self.accept)
        self.series = QSpinBox(minimum=1, maximum=9999)
        self.series.setAccessibleName("Session or year of the draft")
        self.series.valueChanged.connect(self._name_session)
        self._named = QLabel()
        self._about = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._about.setMinimumHeight(self.fontMetrics().lineSpacing() * 4)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._file = QPushButton("From a &file…")
        self._file.setAutoDefault(False)
        self._file.clicked.connect(self.file_wanted)
        self._arrange()
        self.list.currentRowChanged.connect(self._show)
        self._choice.narrowed.connect(lambda: self._show(self.list.currentRow()))
        self._choice.show(
            [_row(each) for each in self._documents],
            [f"{each.symbol} {each.title} {_day(each)}" for each in self._documents],
        )
        self._choose(chosen)

    def _arrange(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._make = buttons.addButton("&Make the draft", QDialogButtonBox.ButtonRole.AcceptRole)
        self._make.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        label = QLabel("&Built on")
        label.setBuddy(self.typed)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.typed, 1)
        top.addWidget(self._file)
        session = QLabel("For &session or year")
        session.setBuddy(self.series)
        foot = QHBoxLayout()
        foot.addWidget(session)
        foot.addWidget(self.series)
        foot.addWidget(self._named, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._about)
        layout.addLayout(foot)
        layout.addWidget(buttons)
        self.resize(760, 520)

    # --- the list ----------------------------------------------------------------------------

    def _choose(self, symbol: str) -> None:
        for row in range(self.list.count()):
            document = self._at(row)
            if document and document.symbol == symbol:
                self.list.setCurrentRow(row)

    def _at(self, row: int) -> Document | None:
        number = self._choice.number(row) if row >= 0 else None
        return self._documents[number] if number is not None else None

    def _show(self, row: int) -> None:
        """Show the details of the selected text, and propose the session of its successor."""
        document = self._at(row)
        self._make.setEnabled(document is not None)
        if document is None:
            self._about.setText(
                "No text of the corpus has these words. Choose a file instead, or add the text."
            )
            return
        self._path = None
        self._about.setText(_description(document))
        series = series_of(Masthead(symbol=document.symbol))
        self.series.setEnabled(series is not None)
        if series is not None:
            self.series.setValue(next_series(document.organ, series, self._today))
        self._name_session()

    def _name_session(self, *_: object) -> None:
        number = self.series.value()
        self._named.setText(f"{ordinal(number)} session" if number <= LAST else "")

    def show_file(self, path: Path) -> None:
        """Select a file instead of a text of the corpus; its session is read from the file."""
        self._path = path
        self.list.setCurrentRow(-1)
        self._make.setEnabled(True)
        self.series.setEnabled(False)
        self.series.clear()
        self._named.setText("the one that follows from the file’s own")
        self._about.setText(f"From the file {path.name}.")
        self._make.setFocus()

    def choice(self) -> SuccessionChoice:
        """Return the user's choice."""
        if self._path is not None:
            return SuccessionChoice(path=self._path)
        document = self._at(self.list.currentRow())
        series = self.series.value() if self.series.isEnabled() else None
        return SuccessionChoice(document.symbol if document else "", None, series)


def _newest_first(document: Document) -> tuple[bool, int, str]:
    """Return a sort key: adopted texts before drafts, each the newest first."""
    day = document.adopted or document.issued
    return (document.status is not Status.ADOPTED, -day.toordinal() if day else 0, document.symbol)


def _row(document: Document) -> str:
    return f"{document.symbol}   {document.title or '(without a title)'}"


def _day(document: Document) -> str:
    day = document.adopted or document.issued
    return printed(day) if day else ""


def _description(document: Document) -> str:
    """Return a description of a text."""
    if document.status is Status.ADOPTED:
        how = f"Adopted on {printed(document.adopted)}" if document.adopted else "Adopted"
        how += f", {document.vote}" if document.vote else ""
    elif document.adopted_as:
        how = f"A draft, adopted as {document.adopted_as}; the resolution is the better base"
    else:
        how = "A draft, not adopted: its wording is not agreed language"
    return f"{document.title}\n{how}. {document.clauses} paragraphs and items."


def ask_succession(
    dialogs: FileDialogs, documents: Sequence[Document], chosen: str, today: date, folder: Path
) -> SuccessionChoice | None:
    """Ask for the text that a new draft is based on, and for the session; None if the user cancelled.

    chosen: the symbol selected at first; folder: where the file dialog starts
    """
    dialog = SuccessionDialog(documents, chosen, today, dialogs.parent)

    def choose_file() -> None:
        if path := dialogs.file_to_open(folder):
            dialog.show_file(path)

    dialog.file_wanted.connect(choose_file)
    return dialogs.ask(dialog, SuccessionDialog.choice)
