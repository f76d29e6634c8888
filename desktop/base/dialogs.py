"""All questions to the user go through one object, so that a test can answer them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
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

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

AnyDialog = TypeVar("AnyDialog", bound=QDialog)
Value = TypeVar("Value")


class Dialogs:
    """Asks questions and shows messages. A question returns None or False if the user cancels.

    Each feature has its own dialogs, with a function that runs each by `ask` or `run`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self.parent = parent

    # Printing

    def choose_printer(self, printer: QPrinter, pages: int) -> bool:
        """Ask for a printer, the pages and the number of copies; the answers are set on `printer`."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

        dialog = QPrintDialog(printer, self.parent)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, pages)
        return self.run(dialog)

    def preview(self, printer: QPrinter, paint: Callable[[QPrinter], None]) -> None:
        """Show a preview of what `paint` prints; it can be printed from there."""
        from PySide6.QtPrintSupport import QPrintPreviewDialog

        dialog = QPrintPreviewDialog(printer, self.parent)
        dialog.setWindowTitle("Print preview")
        dialog.paintRequested.connect(paint)
        dialog.resize(900, 1000)
        self.run(dialog)

    # Questions

    def confirm(self, title: str, sentence: str, yes: str) -> bool:
        """Ask whether to go on."""
        box = self.box(title, sentence)
        go_on = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return pressed_button(box) is go_on

    # Messages

    def show_message(self, title: str, sentence: str) -> None:
        """Show an informational message."""
        self.box(title, sentence, icon=QMessageBox.Icon.Information).exec()

    def show_warning(self, title: str, sentence: str, details: str = "") -> None:
        """Show what went wrong and what to do."""
        box = self.box(title, sentence, icon=QMessageBox.Icon.Warning)
        box.setDetailedText(details)
        box.exec()

    def show_lines(
        self, title: str, sentence: str, lines: Sequence[str], asked: bool = True
    ) -> None:
        """Show lines that can be copied. asked: the user asked for them; otherwise the focus does not move"""
        dialog = LinesDialog(title, sentence, lines, self.parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not asked)
        dialog.show()

    # Forms and lists

    def run(self, dialog: QDialog) -> bool:
        """Show a dialog until it is closed, and return whether it was accepted."""
        return dialog.exec() == QDialog.DialogCode.Accepted

    def ask(self, dialog: AnyDialog, answer: Callable[[AnyDialog], Value]) -> Value | None:
        """Run a dialog and return `answer(dialog)`, or None if it was cancelled."""
        return answer(dialog) if self.run(dialog) else None

    def choose_item(self, title: str, label: str, items: Sequence[str]) -> str | None:
        """Ask for one of a few items; the first is selected initially."""
        item, chosen = QInputDialog.getItem(
            self.parent,
            title,
            label,
            list(items),
            0,
            False,  # type: ignore[arg-type]
        )
        return item if chosen else None

    def place(self, places: Sequence[str], title: str = "Go to") -> int | None:
        """Ask for one of the places, and return its index."""
        return self.ask(PlaceDialog(places, self.parent, title), PlaceDialog.chosen)

    def progress(self, title: str, cancelled: object) -> QProgressDialog:
        """Show the progress of a long task; `cancelled` is called if the user cancels it."""
        dialog = QProgressDialog(title, "Cancel", 0, 0, self.parent)
        dialog.setWindowTitle("Resolution Drafter")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(400)
        dialog.setMinimumWidth(420)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.canceled.connect(cancelled)
        return dialog

    def box(
        self,
        title: str,
        sentence: str,
        more: str = "",
        icon: QMessageBox.Icon = QMessageBox.Icon.Question,
    ) -> QMessageBox:
        """Return a message box to add buttons to. more: the text below the sentence"""
        box = QMessageBox(icon, title, sentence, parent=self.parent)
        box.setInformativeText(more)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return box


def pressed_button(box: QMessageBox) -> QPushButton | None:
    """Return the button that closed a message box, or None."""
    button = box.clickedButton()
    return button if isinstance(button, QPushButton) else None


class PlaceDialog(QDialog):
    """Asks for a place: typing filters the list, Enter accepts the selected row."""

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
        """Show the places that start with the text typed ("op2"), or else those that contain it."""
        names = [self.list.item(row).text() for row in range(self.list.count())]
        prefix = "".join(typed.split()).casefold()
        folded = ["".join(name.split()).casefold() for name in names]
        starting = [name.startswith(prefix) for name in folded]
        containing = [prefix in name for name in folded]
        for row, matches in enumerate(starting if any(starting) else containing):
            self.list.item(row).setHidden(not matches)
        first = next((row for row in range(len(names)) if not self.list.item(row).isHidden()), -1)
        self.list.setCurrentRow(first)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(first >= 0)

    def chosen(self) -> int | None:
        """Return the index of the selected place, or None."""
        return self.list.currentRow() if self.list.currentRow() >= 0 else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass the arrow keys to the list."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)


class LinesDialog(QDialog):
    """Shows a sentence and lines that can be copied."""

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
