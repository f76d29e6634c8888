"""The precedent panel: the adopted clauses nearest to the one being written, and what can be done with them.

It asks nothing and changes nothing itself: it shows what it is given and tells by signals what the user wants.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.icons import theme_icon
from desktop.precedent_list import PrecedentList
from desktop.theme import Theme
from resolution.model import Kind

if TYPE_CHECKING:
    from precedent_corpus.corpus import Match

KINDS: tuple[tuple[str, str], ...] = (
    ("The clause’s own kind", "own"),
    ("Preambular", "preambular"),
    ("Operative", "operative"),
    ("Both", ""),
)

SEARCHED = 60
"""How many letters of words that were searched for the heading shows."""


class PrecedentPanel(QWidget):
    """Rows of matches under a line with the filters; where there are no rows, a sentence says what to do."""

    replace_wanted = Signal(object)
    """A match is to take the place of the clause."""
    below_wanted = Signal(object)
    """A match is to go below the clause."""
    whole_wanted = Signal(object)
    """The whole text a match stands in is to be shown, at the match."""
    search_ended = Signal()
    """The words that were searched for are done with: back to the clause."""
    filters_changed = Signal()
    add_wanted = Signal()
    """Precedents are to be added to the corpus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = PrecedentList(self)
        self.setFocusProxy(self.list)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.taken.connect(self._taken)
        self._heading = QLabel()
        self._kind = _choice("Which clauses are shown", KINDS)
        self._organ = _choice("Whose texts are shown", [("All organs", "")])
        self._kind.currentIndexChanged.connect(self.filters_changed)
        self._organ.currentIndexChanged.connect(self.filters_changed)
        self._lay_out()
        self.show_sentence("Write a clause: the nearest adopted wording appears here.")

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setContentsMargins(10, 0, 10, 8)
        filters.setSpacing(6)
        filters.addWidget(self._kind, 3)
        filters.addWidget(self._organ, 2)
        self._heading.setContentsMargins(12, 2, 12, 6)
        self._sentence = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._add = QToolButton()
        self._add.setText("Add precedents…")
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.clicked.connect(self.add_wanted)
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setContentsMargins(14, 16, 14, 14)
        column.addWidget(self._sentence)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        empty.setAutoFillBackground(True)
        empty.setBackgroundRole(QPalette.ColorRole.Base)
        self._empty = empty
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._back = QToolButton()
        self._back.setText("Back to the clause")
        self._back.setToolTip("Show again what is nearest to the clause at the cursor")
        self._back.clicked.connect(self.search_ended)
        self._back.hide()
        above = QHBoxLayout()
        above.setContentsMargins(0, 0, 10, 0)
        self._heading.setWordWrap(True)
        above.addWidget(self._heading, 1)
        above.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(above)
        whole.addLayout(filters)
        whole.addLayout(self._stack, 1)

    def show_matches(self, place: str, matches: Sequence[Match]) -> None:
        """Show matches, best first, for the clause at a place ("OP2"). The focus stays where it is."""
        self._back.hide()
        self._heading.setText(f"Nearest to <b>{place}</b>" if place else "Nearest wording")
        self.list.show_matches(matches)
        self._stack.setCurrentWidget(self.list)

    def show_sentence(self, sentence: str, place: str = "", add: bool = False) -> None:
        """Say something in place of rows, with a button to add precedents where that helps."""
        self._back.hide()
        self._heading.setText(f"Nearest to <b>{place}</b>" if place else "Nearest wording")
        self.list.show_matches([])
        self._sentence.setText(sentence)
        self._add.setVisible(add)
        self._stack.setCurrentWidget(self._empty)

    def show_found(self, words: str, matches: Sequence[Match]) -> None:
        """Show what was found for words, with a button that leads back to the clause."""
        if matches:
            self.show_matches("", matches)
        else:
            self.show_sentence("No precedent has these words, or words like them.", add=True)
        shown = words if len(words) <= SEARCHED else f"{words[:SEARCHED].rsplit(' ', 1)[0]} …"
        self._heading.setText(f"Found for <b>“{escape(shown)}”</b>")
        self._back.show()

    @property
    def sentence(self) -> str:
        """Return the sentence shown in place of rows, empty where there are rows."""
        return self._sentence.text() if self._stack.currentWidget() is self._empty else ""

    @property
    def matches(self) -> Sequence[Match]:
        """Return the matches shown."""
        return self.list.rows.matches

    def kind(self, of_clause: Kind | None) -> Kind | None:
        """Return the kind to look among for a clause of a kind; None for both."""
        chosen = self._kind.currentData()
        if chosen == "own":
            return of_clause if of_clause in (Kind.PREAMBULAR, Kind.OPERATIVE) else None
        return Kind(chosen) if chosen else None

    def organ(self) -> str:
        """Return the organ to look among, empty for all."""
        return str(self._organ.currentData() or "")

    def offer_organs(self, organs: Iterable[str]) -> None:
        """Offer the organs that the corpus has texts of; the chosen one stays chosen where it is still there."""
        chosen = self.organ()
        self._organ.blockSignals(True)
        self._organ.clear()
        self._organ.addItem("All organs", "")
        for name in sorted(set(organs)):
            self._organ.addItem(name, name)
        self._organ.setCurrentIndex(max(0, self._organ.findData(chosen)))
        self._organ.blockSignals(False)
        if self.organ() != chosen:
            self.filters_changed.emit()

    def take(self, number: int) -> None:
        """Ask to replace the clause by the match of this number, from 1."""
        self._taken(number - 1, False)

    def take_below(self, number: int) -> None:
        """Ask to insert the match of this number below the clause."""
        self._taken(number - 1, True)

    def _taken(self, row: int, below: bool) -> None:
        if 0 <= row < len(self.matches):
            (self.below_wanted if below else self.replace_wanted).emit(self.matches[row])

    def menu(self, row: int) -> QMenu:
        """Return the context menu of a row."""
        match, menu = self.matches[row], QMenu(self)
        menu.addAction("&Replace the clause", lambda: self.replace_wanted.emit(match))
        menu.addAction("&Insert below the clause", lambda: self.below_wanted.emit(match))
        menu.addSeparator()
        menu.addAction("&Copy the wording", lambda: QGuiApplication.clipboard().setText(match.text))
        menu.addAction(f"&Open {match.symbol}", lambda: self.whole_wanted.emit(match))
        return menu

    def _show_menu(self, at: QPoint) -> None:
        """Show the menu of the row at a place; where none is there, as by keyboard, of the chosen row."""
        index = self.list.indexAt(at)
        if not index.isValid():
            index = self.list.currentIndex()
            at = self.list.visualRect(index).center()
        if index.isValid():
            menu = self.menu(index.row())
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.list.viewport().mapToGlobal(at))

    def paint_in(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.list.paint_in(theme)
        self._add.setIcon(theme_icon("import", theme))


def _choice(name: str, offered: Iterable[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    for words, data in offered:
        box.addItem(words, data)
    return box
