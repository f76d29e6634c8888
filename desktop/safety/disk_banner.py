"""A banner above the text when the file was changed, moved or deleted on disk, with the possible actions."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.base.theme import Theme


class DiskBanner(QFrame):
    """Stays visible until one of its buttons is pressed or the file matches the draft's stamp again."""

    reload_wanted = Signal()
    compare_wanted = Signal()
    keep_wanted = Signal()
    save_wanted = Signal()
    save_as_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("The file on disk")
        self._words = QLabel(wordWrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.addWidget(self._words, 1)
        self.reload = self._button(
            "&Reload", self.reload_wanted, "Show the text that is on disk now"
        )
        self.compare = self._button(
            "Co&mpare", self.compare_wanted, "Show what differs between the draft and the file"
        )
        self.keep = self._button(
            "&Keep mine", self.keep_wanted, "Go on with the draft; saving replaces the file"
        )
        self.save = self._button("Save it &again", self.save_wanted, "Save the draft where it was")
        self.save_as = self._button(
            "Save in a&nother place…", self.save_as_wanted, "Choose where to save the draft"
        )
        self.hide()

    def _button(self, words: str, signal: SignalInstance, tip: str) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(tip)
        button.clicked.connect(signal)
        self.layout().addWidget(button)  # type: ignore[union-attr]
        return button

    @property
    def words(self) -> str:
        """Return the message; empty while the banner is hidden."""
        return self._words.text() if not self.isHidden() else ""

    def show_changed(self, name: str, modified: bool) -> str:
        """Show that another program changed the file; return the sentence."""
        unsaved = " Your changes are not saved yet." if modified else ""
        return self._show(f"“{name}” was changed on disk by another program.{unsaved}", gone=False)

    def show_gone(self, name: str) -> str:
        """Show that the file no longer exists; return the sentence."""
        return self._show(
            f"“{name}” is no longer where it was: it was moved, renamed or deleted. The draft is still open.",
            gone=True,
        )

    def _show(self, sentence: str, gone: bool) -> str:
        self._words.setText(sentence)
        for button in (self.reload, self.compare, self.keep):
            button.setVisible(not gone)
        for button in (self.save, self.save_as):
            button.setVisible(gone)
        self.show()
        return sentence

    def paint_in(self, theme: Theme) -> None:
        """Use a theme's colours."""
        self.setStyleSheet(
            f"DiskBanner {{ background: {theme.chosen}; border: none; border-bottom: 1px solid {theme.line}; }}"
        )
