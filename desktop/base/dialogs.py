"""Everything that asks the user something goes through one object, so that a test can answer in the user's place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.files.exports import open_filter
from resolution.formats import registry
from resolution.formats.format import Format
from resolution.language.organs import ORGANS
from resolution.model import Kind, Masthead

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.base.keymap import Keymap
    from desktop.base.theme import Theme
    from desktop.files.recovery import RecoveredDraft
    from desktop.inserting.formula_dialog import Filled
    from desktop.negotiation.dialog import ProposalAnswer, ProposalRequest
    from desktop.safety.recovery_dialog import Choice
    from desktop.succession.dialog import SuccessionChoice
    from precedent_corpus.corpus import Document
    from precedent_corpus.store.register import Register
    from resolution.drafting.formulas import Formula


class Answer(Enum):
    """What was answered to a question with more than two ways out."""

    SAVE = "save"
    SAVE_AS = "save as"
    DISCARD = "discard"
    OVERWRITE = "overwrite"
    CANCEL = "cancel"


class Changes(Enum):
    """What becomes of the tracked changes of a file that is opened."""

    REVIEW = "review"
    ACCEPT = "accept"
    CANCEL = "cancel"


class Dialogs:
    """Asks and tells. Every method returns None (or CANCEL, or False) where the user thought better of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.parent = parent

    # Files

    def file_to_open(self, folder: Path) -> Path | None:
        """Ask for a file to open."""
        name, _ = QFileDialog.getOpenFileName(
            self.parent, "Open a resolution", str(folder), open_filter()
        )
        return Path(name) if name else None

    def file_to_save(self, proposed: Path) -> Path | None:
        """Ask where to save the draft."""
        return self._save_name("Save the draft", proposed, (registry.NATIVE,))

    def file_to_export(self, proposed: Path, formats: Sequence[Format] = ()) -> Path | None:
        """Ask where to write an export; the ending of the path tells the format."""
        return self._save_name("Export the draft", proposed, formats or registry.writable())

    def _save_name(self, title: str, proposed: Path, formats: Sequence[Format]) -> Path | None:
        filters = ";;".join(f.filter for f in formats)
        name, chosen = QFileDialog.getSaveFileName(self.parent, title, str(proposed), filters)
        if not name:
            return None
        path = Path(name)
        known = {ending for f in formats for ending in f.endings}
        if path.suffix.lower() in known:
            return path
        ending = next((f.ending for f in formats if f.filter == chosen), formats[0].ending)
        complete = path.with_name(path.name + ending)
        if complete.exists() and not self.confirm(
            "Replace the file?", f"“{complete.name}” is already there.", "Replace"
        ):
            return None
        return complete

    def precedent_files(self, folder: Path) -> list[Path]:
        """Ask for files to add to the corpus."""
        names, _ = QFileDialog.getOpenFileNames(
            self.parent,
            "Add precedents",
            str(folder),
            f"{open_filter().replace('*.akn', '*.zip *.akn', 1)}",
        )
        return [Path(name) for name in names]

    def precedent_folder(self, folder: Path) -> Path | None:
        """Ask for a folder to add to the corpus."""
        name = QFileDialog.getExistingDirectory(
            self.parent, "Add a folder of precedents", str(folder)
        )
        return Path(name) if name else None

    # Printing

    def choose_printer(self, printer: QPrinter, pages: int) -> bool:
        """Ask for a printer, and which of the pages it is to print how often; `printer` takes the answers."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

        dialog = QPrintDialog(printer, self.parent)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, pages)
        return dialog.exec() == QDialog.DialogCode.Accepted

    def preview(self, printer: QPrinter, paint: Callable[[QPrinter], None]) -> None:
        """Show what `paint` puts on a printer; it can be printed from there."""
        from PySide6.QtPrintSupport import QPrintPreviewDialog

        dialog = QPrintPreviewDialog(printer, self.parent)
        dialog.setWindowTitle("Print preview")
        dialog.paintRequested.connect(paint)
        dialog.resize(900, 1000)
        dialog.exec()

    # Questions

    def unsaved(self, name: str) -> Answer:
        """Ask what to do with a draft that was changed, before it is closed."""
        box = self._box(
            "Save the draft?",
            f"“{name}” has changes that are not saved.",
            "Without saving they are lost.",
        )
        box.setStandardButtons(
            QMessageBox.StandardButton.Save
            | QMessageBox.StandardButton.Discard
            | QMessageBox.StandardButton.Cancel
        )
        box.setDefaultButton(QMessageBox.StandardButton.Save)
        return {
            QMessageBox.StandardButton.Save: Answer.SAVE,
            QMessageBox.StandardButton.Discard: Answer.DISCARD,
        }.get(QMessageBox.StandardButton(box.exec()), Answer.CANCEL)

    def tracked_changes(self, name: str, count: int, authors: Sequence[str]) -> Changes:
        """Ask what becomes of the tracked changes of a file that is opened."""
        several = "one tracked change" if count == 1 else f"{count} tracked changes"
        whose = ", ".join(author or "an unknown author" for author in authors)
        box = self._box(
            "Review the changes?",
            f"“{name}” has {several} by {whose}.",
            "Review them one by one, or open the text as if all were accepted.",
        )
        review = box.addButton("&Review changes", QMessageBox.ButtonRole.AcceptRole)
        accept = box.addButton("Accept &all", QMessageBox.ButtonRole.YesRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(review)
        box.exec()
        pressed = _pressed(box)
        return (
            Changes.REVIEW
            if pressed is review
            else Changes.ACCEPT
            if pressed is accept
            else Changes.CANCEL
        )

    def open_changes(self, count: int) -> bool | None:
        """Ask whether changes that are not decided are accepted or rejected; None for deciding first."""
        several = "One change is" if count == 1 else f"{count} changes are"
        box = self._box(
            "Open as a draft?", f"{several} not decided yet.", "What becomes of what is open?"
        )
        accept = box.addButton("&Accept the rest", QMessageBox.ButtonRole.AcceptRole)
        reject = box.addButton("&Reject the rest", QMessageBox.ButtonRole.DestructiveRole)
        back = box.addButton("&Go back", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(back)
        box.exec()
        pressed = _pressed(box)
        return True if pressed is accept else False if pressed is reject else None

    def changed_on_disk(self, path: Path) -> Answer:
        """Ask what to do where the file to save over is no longer what was read or saved."""
        box = self._box(
            "The file has changed on disk",
            f"“{path.name}” was changed by another program since it was opened here.",
            "Saving over it loses those changes.",
        )
        aside = box.addButton("Save under another name…", QMessageBox.ButtonRole.AcceptRole)
        over = box.addButton("Overwrite", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(aside)
        box.exec()
        pressed = _pressed(box)
        return (
            Answer.SAVE_AS
            if pressed is aside
            else Answer.OVERWRITE
            if pressed is over
            else Answer.CANCEL
        )

    def not_saved(self, sentence: str) -> Answer:
        """Tell that the draft could not be saved, and ask whether to save it in another place."""
        box = self._box("The draft was not saved", sentence, icon=QMessageBox.Icon.Warning)
        aside = box.addButton("Save in another place…", QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Close)
        box.setDefaultButton(aside)
        box.exec()
        return Answer.SAVE_AS if _pressed(box) is aside else Answer.CANCEL

    def confirm(self, title: str, sentence: str, yes: str) -> bool:
        """Ask whether to go on."""
        box = self._box(title, sentence)
        go_on = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return _pressed(box) is go_on

    def recovered(self, found: Sequence[RecoveredDraft]) -> list[Choice]:
        """Offer drafts that a crash left behind, and return what becomes of each."""
        from desktop.safety.recovery_dialog import RecoveryDialog

        dialog = RecoveryDialog(found, self.confirm, self.parent)
        dialog.exec()
        return dialog.choices

    # Telling

    def unexpected(self, sentence: str, details: str) -> None:
        """Tell of an error nobody foresaw."""
        from desktop.safety.error_dialog import ErrorDialog

        ErrorDialog(sentence, details, self.parent).exec()

    def tell(self, title: str, sentence: str) -> None:
        """Tell the user something to be read."""
        self._box(title, sentence, icon=QMessageBox.Icon.Information).exec()

    def warn(self, title: str, sentence: str, details: str = "") -> None:
        """Tell the user what went wrong and what to do."""
        box = self._box(title, sentence, icon=QMessageBox.Icon.Warning)
        box.setDetailedText(details)
        box.exec()

    def show_lines(
        self, title: str, sentence: str, lines: Sequence[str], asked: bool = True
    ) -> None:
        """Show lines that can be selected and copied; where the user did not ask for them, the keyboard stays."""
        dialog = LinesDialog(title, sentence, lines, self.parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not asked)
        dialog.show()

    def about(self, source: str) -> None:
        """Show what the program is."""
        from desktop.help.about_dialog import AboutDialog

        AboutDialog(source, self.parent).exec()

    # Forms

    def organ(self) -> str | None:
        """Ask whose resolution is to be begun."""
        names = [organ.name for organ in ORGANS]
        name, chosen = QInputDialog.getItem(
            self.parent,
            "New resolution",
            "Resolution of the",
            names,
            0,
            False,  # type: ignore[arg-type]
        )
        return name if chosen else None

    def heading(self, masthead: Masthead, title: str) -> tuple[Masthead, str] | None:
        """Ask for the heading."""
        from desktop.heading.form import HeadingForm

        form = HeadingForm(masthead, title, self.parent)
        return form.values() if form.exec() == QDialog.DialogCode.Accepted else None

    def own_words(self, words: Sequence[str]) -> list[str] | None:
        """Ask for other words in the user's own dictionary."""
        dialog = WordsDialog(words, self.parent)
        return dialog.words() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def rules(self, off: Collection[str], chosen: str = "") -> frozenset[str] | None:
        """Show the rules of the checks, one of them chosen; return the codes of those that are to be off."""
        from desktop.checking.rules_dialog import RulesDialog

        dialog = RulesDialog(off, chosen, self.parent)
        return dialog.off() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def formula(
        self, formulas: Sequence[Formula], masthead: Masthead, part: Kind, register: Register
    ) -> Filled | None:
        """Ask for a stock formula and what its fields are filled with."""
        from desktop.inserting.formula_dialog import FormulaDialog

        dialog = FormulaDialog(formulas, masthead, part, register, self.parent)
        return dialog.filled() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def proposal(self, asked: ProposalRequest, theme: Theme) -> ProposalAnswer | None:
        """Ask what a delegation proposes."""
        from desktop.negotiation.dialog import ProposalDialog

        dialog = ProposalDialog(asked, theme, self.parent)
        return dialog.answered() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def successor(
        self, documents: Sequence[Document], chosen: str, today: date, folder: Path
    ) -> SuccessionChoice | None:
        """Ask which text a new draft is to be built on, and for which session."""
        from desktop.succession.dialog import SuccessionDialog

        dialog = SuccessionDialog(documents, chosen, today, self.parent)

        def choose_file() -> None:
            if path := self.file_to_open(folder):
                dialog.show_file(path)

        dialog.file_wanted.connect(choose_file)
        return dialog.wanted() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def text_to_compare(self, texts: Sequence[str], does: str = "") -> int | None:
        """Ask for one of the texts, and return which. does: what is done with it where it is not compared."""
        from desktop.comparing.choice import ChoiceDialog

        dialog = ChoiceDialog(texts, self.parent, does)
        return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def place(self, places: Sequence[str], title: str = "Go to") -> int | None:
        """Ask for one of the places, and return which."""
        dialog = PlaceDialog(places, self.parent, title)
        return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def command(self, rows: Sequence[tuple[str, str, str]]) -> int | None:
        """Ask for one of the commands (its place in the menus, key, explanation), and return which."""
        from desktop.help.command_search import CommandSearch

        dialog = CommandSearch(rows, self.parent)
        return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def keymap(self, keymap: Keymap) -> Keymap | None:
        """Ask for other keys for the commands."""
        from desktop.help.keys_dialog import KeysDialog

        dialog = KeysDialog(keymap, self.parent)
        return dialog.keymap if dialog.exec() == QDialog.DialogCode.Accepted else None

    def word_count(self, rows: Sequence[tuple[str, int]]) -> None:
        """Show what was counted."""
        from desktop.base.word_count import WordCount

        WordCount(list(rows), self.parent).exec()

    def progress(self, title: str, cancelled: object) -> QProgressDialog:
        """Show how far a long work is; `cancelled` is called where the user wants it to stop."""
        dialog = QProgressDialog(title, "Cancel", 0, 0, self.parent)
        dialog.setWindowTitle("Resolution Drafter")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(400)
        dialog.setMinimumWidth(420)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.canceled.connect(cancelled)
        return dialog

    def _box(
        self,
        title: str,
        sentence: str,
        more: str = "",
        icon: QMessageBox.Icon = QMessageBox.Icon.Question,
    ) -> QMessageBox:
        box = QMessageBox(icon, title, sentence, parent=self.parent)
        box.setInformativeText(more)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return box


def _pressed(box: QMessageBox) -> QPushButton | None:
    button = box.clickedButton()
    return button if isinstance(button, QPushButton) else None


class PlaceDialog(QDialog):
    """Asks for a place: what is typed narrows the list, Enter takes the row that is marked."""

    def __init__(self, places: Sequence[str], parent: QWidget | None, title: str = "Go to") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.typed = QLineEdit(placeholderText="for example PP3, OP2 (a), or some of its words")
        self.typed.setAccessibleName("Number or words of the clause")
        self.typed.textChanged.connect(self._narrow)
        self.typed.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Clauses")
        self.list.addItems(list(places))
        self.list.itemDoubleClicked.connect(self.accept)
        self._buttons = _buttons(
            self, QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        layout = QVBoxLayout(self)
        for part in (self.typed, self.list, self._buttons):
            layout.addWidget(part)
        self.resize(520, 420)
        self._narrow("")

    def _narrow(self, typed: str) -> None:
        """Show the places that begin as typed ("op2"), or else those with these words."""
        names = [self.list.item(row).text() for row in range(self.list.count())]
        wanted = "".join(typed.split()).casefold()
        fit = [wanted in "".join(name.split()).casefold() for name in names]
        begin = [("".join(name.split()).casefold()).startswith(wanted) for name in names]
        for row, fits in enumerate(begin if any(begin) else fit):
            self.list.item(row).setHidden(not fits)
        first = next((row for row in range(len(names)) if not self.list.item(row).isHidden()), -1)
        self.list.setCurrentRow(first)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(first >= 0)

    def chosen(self) -> int | None:
        """Return the number of the marked place, or None."""
        return self.list.currentRow() if self.list.currentRow() >= 0 else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt hands over a key typed into the line: up and down move in the list."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)


class WordsDialog(QDialog):
    """Shows the user's own dictionary, a word a line, to be changed."""

    def __init__(self, words: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("My dictionary")
        self._words = QPlainTextEdit("".join(f"{word}\n" for word in words))
        self._words.setTabChangesFocus(True)
        label = QLabel("&Words that count as right in every draft, one a line.")
        label.setBuddy(self._words)
        buttons = _buttons(
            self, QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        layout = QVBoxLayout(self)
        for part in (label, self._words, buttons):
            layout.addWidget(part)
        self.resize(380, 360)

    def words(self) -> list[str]:
        """Return the words."""
        return self._words.toPlainText().split()


class LinesDialog(QDialog):
    """Shows a sentence and lines, which can be copied."""

    def __init__(
        self, title: str, sentence: str, lines: Sequence[str], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        label = QLabel(sentence, wordWrap=True)
        view = QPlainTextEdit("\n".join(lines), readOnly=True)
        view.setAccessibleName(title)
        buttons = _buttons(self, QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Copy all", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QApplication.clipboard().setText("\n".join(lines)))
        layout = QVBoxLayout(self)
        for part in (label, view, buttons):
            layout.addWidget(part)
        self.resize(620, 380)


def _buttons(dialog: QDialog, which: QDialogButtonBox.StandardButton) -> QDialogButtonBox:
    buttons = QDialogButtonBox(which)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons
