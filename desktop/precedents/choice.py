"""Commands for the precedent selected in the panel. They work while the keyboard focus stays in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from desktop.precedents.panel import PrecedentPanel
from precedent_corpus.store.register import RegisterEntry
from resolution.language import DEFAULT
from resolution.language import OFFICIAL as OFFICIAL_LANGUAGES
from resolution.language.dates import printed
from resolution.model import Status, Vote

if TYPE_CHECKING:
    from precedent_corpus.corpus import Match, WordingUse

OFFICIAL = "https://undocs.org"
"""The United Nations site that serves documents by symbol."""


class PrecedentChoice(QObject):
    """Moves the selection in the panel and acts on the selected precedent, or on the first if none is selected."""

    message = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, panel: PrecedentPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        panel.official_wanted.connect(self.open_official_of)
        panel.citation_wanted.connect(self.copy_citation_of)

    @property
    def match(self) -> Match | None:
        """Return the selected match, else the first match, else None."""
        return self._panel.list.current_match() or next(iter(self._panel.matches), None)

    def next_precedent(self) -> None:
        """Select the next row."""
        self._step(1)

    def previous_precedent(self) -> None:
        """Select the previous row."""
        self._step(-1)

    def _step(self, by: int) -> None:
        rows, matches = self._panel.list.rows, self._panel.matches
        if not matches:
            self.message.emit("There is no precedent to choose.")
            return
        now = self._panel.list.currentIndex().row()
        row = (now + by) % len(matches) if now >= 0 else (0 if by > 0 else -1)
        row %= len(matches)
        self._panel.list.setCurrentIndex(rows.index(row))
        match = matches[row]
        self.message.emit(f"{row + 1}: {match.score} % {match.symbol}, {match.paragraph}")

    def replace_by_chosen(self) -> None:
        """Replace the clause with the selected precedent."""
        if match := self._match_or_message():
            self._panel.replace_wanted.emit(match)

    def insert_chosen_below(self) -> None:
        """Insert the selected precedent below the clause."""
        if match := self._match_or_message():
            self._panel.below_wanted.emit(match)

    def open_chosen(self) -> None:
        """Show the full text that contains the selected precedent, scrolled to its clause."""
        if match := self._match_or_message():
            self._panel.whole_wanted.emit(match)

    def open_official(self) -> None:
        """Open the official document of the selected precedent in the browser."""
        if match := self._match_or_message():
            self.open_official_of(match)

    def copy_citation(self) -> None:
        """Copy the citation of the selected precedent's resolution."""
        if match := self._match_or_message():
            self.copy_citation_of(match)

    def _match_or_message(self) -> Match | None:
        if not (match := self.match):
            self.message.emit("There is no precedent in the panel.")
        return match

    def open_official_of(self, match: Match | WordingUse) -> None:
        """Open the official document of a precedent in the browser; copy its address if no browser opens."""
        language = self._panel.language if self._panel.language in OFFICIAL_LANGUAGES else DEFAULT
        address = official_address(match.symbol, language)
        if QDesktopServices.openUrl(QUrl(address)):
            self.message.emit(f"{match.symbol} is opened in the browser.")
        else:
            QGuiApplication.clipboard().setText(address)
            self.message.emit("No browser could be opened. The address of the document is copied.")

    def copy_citation_of(self, match: Match | WordingUse) -> None:
        """Copy the citation of a precedent's resolution."""
        words = citation(match)
        QGuiApplication.clipboard().setText(words)
        self.message.emit(f"Copied: {words}")


def official_address(symbol: str, language: str = DEFAULT) -> str:
    """Return the web address of the official document with this symbol."""
    bare = symbol.replace(" ", "")
    return bytes(QUrl(f"{OFFICIAL}/{language}/{bare}").toEncoded().data()).decode("ascii")


def citation(match: Match | WordingUse) -> str:
    """Return the citation of a precedent's text: "resolution 55/63 of 4 December 2000"; of a draft, its symbol."""
    if match.status is not Status.ADOPTED:
        return f"draft resolution {match.symbol}"
    entry = RegisterEntry(match.symbol, match.organ, match.adopted, "", Vote(), "", "", "", True)
    if entry.cited == match.symbol:  # an organ whose symbols are cited in full
        return match.symbol + (f" of {printed(match.adopted)}" if match.adopted else "")
    return f"resolution {entry.citation}"
