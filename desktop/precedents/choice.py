"""What can be done with the precedent that is chosen in the panel, the keyboard staying in the text."""

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
"""Where the United Nations gives out its documents by their symbols."""


class PrecedentChoice(QObject):
    """Goes up and down the rows, and does things with the chosen one; where none is chosen, with the first."""

    message = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, panel: PrecedentPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        panel.official_wanted.connect(self.open_official_of)
        panel.citation_wanted.connect(self.copy_citation_of)

    @property
    def match(self) -> Match | None:
        """Return the chosen match, the first where none is chosen, None where there is none."""
        return self._panel.list.current_match() or next(iter(self._panel.matches), None)

    def next_precedent(self) -> None:
        """Choose the next row."""
        self._step(1)

    def previous_precedent(self) -> None:
        """Choose the row before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        rows = self._panel.list.rows
        if not rows.matches:
            self.message.emit("There is no precedent to choose.")
            return
        now = self._panel.list.currentIndex().row()
        row = (now + by) % len(rows.matches) if now >= 0 else (0 if by > 0 else -1)
        row %= len(rows.matches)
        self._panel.list.setCurrentIndex(rows.index(row))
        one = rows.matches[row]
        self.message.emit(f"{row + 1}: {one.score} % {one.symbol}, {one.paragraph}")

    def replace_by_chosen(self) -> None:
        """Put the chosen precedent in place of the clause."""
        if match := self._wanted():
            self._panel.replace_wanted.emit(match)

    def insert_chosen_below(self) -> None:
        """Put the chosen precedent below the clause."""
        if match := self._wanted():
            self._panel.below_wanted.emit(match)

    def open_chosen(self) -> None:
        """Show the whole text that the chosen precedent stands in, at its clause."""
        if match := self._wanted():
            self._panel.whole_wanted.emit(match)

    def open_official(self) -> None:
        """Open the official document of the chosen precedent in the browser."""
        if match := self._wanted():
            self.open_official_of(match)

    def copy_citation(self) -> None:
        """Copy how the chosen precedent's resolution is cited."""
        if match := self._wanted():
            self.copy_citation_of(match)

    def _wanted(self) -> Match | None:
        if not (match := self.match):
            self.message.emit("There is no precedent in the panel.")
        return match

    def open_official_of(self, match: Match | WordingUse) -> None:
        """Open the official document of a precedent in the browser."""
        language = self._panel.language if self._panel.language in OFFICIAL_LANGUAGES else DEFAULT
        address = official_address(match.symbol, language)
        if QDesktopServices.openUrl(QUrl(address)):
            self.message.emit(f"{match.symbol} is opened in the browser.")
        else:
            QGuiApplication.clipboard().setText(address)
            self.message.emit("No browser could be opened. The address of the document is copied.")

    def copy_citation_of(self, match: Match | WordingUse) -> None:
        """Copy how a precedent's resolution is cited."""
        words = citation(match)
        QGuiApplication.clipboard().setText(words)
        self.message.emit(f"Copied: {words}")


def official_address(symbol: str, language: str = DEFAULT) -> str:
    """Return where the official document with a symbol is given out."""
    bare = symbol.replace(" ", "")
    return bytes(QUrl(f"{OFFICIAL}/{language}/{bare}").toEncoded().data()).decode("ascii")


def citation(match: Match | WordingUse) -> str:
    """Return how a precedent's text is cited: "resolution 55/63 of 4 December 2000"; a draft by its symbol."""
    if match.status is not Status.ADOPTED:
        return f"draft resolution {match.symbol}"
    entry = RegisterEntry(match.symbol, match.organ, match.adopted, "", Vote(), "", "", "", True)
    if entry.cited == match.symbol:  # an organ whose symbols are cited in full
        return match.symbol + (f" of {printed(match.adopted)}" if match.adopted else "")
    return f"resolution {entry.citation}"
