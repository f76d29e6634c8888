"""The About dialog and the licences of everything in the program."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.base.dialogs import Dialogs
from desktop.help.licences import Licence, licences

ICON_SIDE = 64


class AboutDialog(QDialog):
    """Shows information about the program, with a button for the licences."""

    def __init__(self, source: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Resolution Drafter")
        picture = QLabel()
        picture.setPixmap(QApplication.windowIcon().pixmap(QSize(ICON_SIDE, ICON_SIDE)))
        picture.setAccessibleName("The icon of Resolution Drafter")
        self.status_label = QLabel(source, wordWrap=True)
        self.status_label.setTextFormat(Qt.TextFormat.RichText)
        self.status_label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        head = QHBoxLayout()
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addSpacing(14)
        head.addWidget(self.status_label, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.licences = buttons.addButton("&Licences…", QDialogButtonBox.ButtonRole.ActionRole)
        self.licences.clicked.connect(self.show_licences)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.addLayout(head)
        layout.addSpacing(6)
        layout.addWidget(buttons)
        self.setMinimumWidth(520)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        close.setFocus()

    def show_licences(self) -> None:
        """Show the licences of everything in the program."""
        LicencesDialog(licences(), self).exec()


class LicencesDialog(QDialog):
    """The parts of the program on the left, the licence of the selected one on the right."""

    def __init__(self, licences: tuple[Licence, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Licences")
        self._licences = licences
        self.parts = QListWidget()
        self.parts.setAccessibleName("Parts of the program")
        self.page = QPlainTextEdit(readOnly=True)
        self.page.setAccessibleName("Licence")
        self.page.setTabChangesFocus(True)
        for licence in licences:
            self.parts.addItem(licence.name)
        self.parts.currentRowChanged.connect(self._show)
        halves = QSplitter(childrenCollapsible=False)
        halves.addWidget(self.parts)
        halves.addWidget(self.page)
        halves.setStretchFactor(1, 1)
        halves.setSizes([210, 600])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(halves, 1)
        layout.addWidget(buttons)
        self.resize(860, 600)
        self.parts.setCurrentRow(0)
        self.parts.setFocus()

    def _show(self, row: int) -> None:
        part = self._licences[row]
        self.page.setPlainText(
            f"{part.name} {part.version}\nLicence: {part.licence}\n\n{part.full_text()}"
        )


def show_about(dialogs: Dialogs, source: str) -> None:
    """Show information about the program. source: the text as HTML"""
    dialogs.run(AboutDialog(source, dialogs.parent))
