"""The welcome page: ways to start, shown at the first start and from the Help menu."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCommandLinkButton,
    QDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.base.icons import theme_icon
from desktop.base.theme import Theme

ICON_SIDE = 64


class Beginning(NamedTuple):
    """A way to start: its command, its label with the mnemonic, its description, its icon."""

    command: str
    words: str
    about: str
    icon: str


BEGINNINGS = (
    Beginning("take_tour", "&Take the two-minute tour", "Six steps through the window, on a sample draft.", "go"),
    Beginning("open_sample", "&Look at the sample draft", "A short draft with adopted clauses beside it, to try "
              "things on.", "precedent"),
    Beginning("get_record", "&Get the record of your field", "Downloads the United Nations’ resolutions by organ and "
              "session, and adds them to the precedents.", "download"),
    Beginning("add_precedent_files", "&Add precedents of your own", "Word files, plain text, United Nations XML or zip "
              "archives that you have.", "import"),
    Beginning("new", "&Begin to write", "An empty draft of the organ that you choose.", "new"),
)  # fmt: skip

FOOT = (
    "Nothing that you write is sent anywhere; the network is used only for downloads that you ask for. The source of "
    "the texts is the United Nations. You find this page again under Help › Welcome."
)


class Welcome(QDialog):
    """Offers the ways to start; emits the chosen command."""

    chosen = Signal(str)
    """The name of the command that was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Welcome")
        self.setAccessibleDescription(FOOT)
        picture = QLabel()
        picture.setPixmap(QApplication.windowIcon().pixmap(QSize(ICON_SIDE, ICON_SIDE)))
        picture.setAccessibleName("The icon of Resolution Drafter")
        heading = QLabel(
            "<h2>Welcome to Resolution Drafter</h2>Write United Nations resolutions with adopted language at the side."
        )
        heading.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(picture)
        head.addSpacing(12)
        head.addWidget(heading, 1)
        self.buttons = {entry.command: self._button(entry) for entry in BEGINNINGS}
        foot = QLabel(FOOT, wordWrap=True)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addSpacing(8)
        for button in self.buttons.values():
            layout.addWidget(button)
        layout.addSpacing(8)
        layout.addWidget(foot)
        layout.addStretch(1)
        # At 200 per cent the page does not fit a small screen.
        scrolled = QScrollArea(widgetResizable=True)
        scrolled.setFrameShape(QScrollArea.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(page)
        for button in self.buttons.values():
            button.installEventFilter(self)
        self._scrolled = scrolled
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled)
        self.resize(
            580, page.heightForWidth(580) if page.hasHeightForWidth() else page.sizeHint().height()
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll to the button that gets the focus."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._scrolled.ensureWidgetVisible(watched)
        return False

    def _button(self, entry: Beginning) -> QCommandLinkButton:
        button = QCommandLinkButton(entry.words, entry.about)
        button.setAccessibleName(entry.words.replace("&", ""))
        button.setAccessibleDescription(entry.about)
        button.clicked.connect(lambda: self._choose(entry.command))
        return button

    def _choose(self, command: str) -> None:
        self.close()
        self.chosen.emit(command)

    def paint_in(self, theme: Theme) -> None:
        """Draw the icons in a theme's colours."""
        for entry in BEGINNINGS:
            self.buttons[entry.command].setIcon(theme_icon(entry.icon, theme))

    def welcome(self) -> None:
        """Show the page, with the focus on the first button."""
        self.show()
        self.raise_()
        self.activateWindow()
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)
