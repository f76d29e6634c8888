"""The precedent panel: the adopted clauses nearest to the one being written, and what can be done with them.

It asks nothing and changes nothing itself: it shows what it is given and tells by signals what the user wants.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSpinBox,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.base.icons import theme_icon
from desktop.base.settings import THRESHOLD
from desktop.base.theme import Theme
from desktop.precedents.filters import TYPED_MS, PrecedentFilters
from desktop.precedents.list import PrecedentList
from desktop.precedents.standing_badge import StandingBadge

if TYPE_CHECKING:
    from precedent_corpus.analysis.standing import ClauseAssessment
    from precedent_corpus.corpus import Match

SEARCHED = 60
"""How many letters of words that were searched for the heading shows."""


class SearchLine(QLineEdit):
    """What is looked for by hand; Down and Enter go on to what was found."""

    left = Signal()
    """The keyboard is to go to the rows."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            return
        super().keyPressEvent(event)


class PrecedentPanel(QWidget):
    """Rows of matches under a line to search by hand; where there are no rows, a sentence says what to do."""

    replace_wanted = Signal(object)
    """A match is to take the place of the clause."""
    below_wanted = Signal(object)
    """A match is to go below the clause."""
    whole_wanted = Signal(object)
    """The whole text a match stands in is to be shown, at the match."""
    official_wanted = Signal(object)
    """The official document of a match is to be opened."""
    citation_wanted = Signal(object)
    """How a match's text is cited is to be copied."""
    history_wanted = Signal(object)
    """The history of a match's wording is to be shown."""
    search_wanted = Signal(str)
    """These words are to be looked for."""
    search_ended = Signal()
    """The words that were searched for are done with: back to the clause."""
    more_wanted = Signal()
    """More of what was found is to be shown."""
    filters_changed = Signal()
    least_chosen = Signal(int)
    """Another least score of what is shown is chosen, in per cent."""
    add_wanted = Signal()
    """Precedents are to be added to the corpus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = PrecedentList(self)
        self.setFocusProxy(self.list)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.taken.connect(self._taken)
        self.language = "en"
        """The language of the draft, in which official documents are opened."""
        self._heading = QLabel()
        self._last = ""
        self.filters = PrecedentFilters()
        self.filters.changed.connect(self._show_filters_on)
        self.filters.changed.connect(self.filters_changed)
        self.least = _least_score()
        self._least_rests = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._least_rests.timeout.connect(lambda: self.least_chosen.emit(self.least.value()))
        self.least.valueChanged.connect(self._least_rests.start)
        self._lay_out()
        self._show_filters_on()
        self.show_sentence("Write a clause: the nearest adopted wording appears here.")

    def _lay_out(self) -> None:
        self._heading.setContentsMargins(12, 2, 12, 6)
        self._heading.setWordWrap(True)
        self._back = _button("Back to the clause", "Show again what is nearest to the clause (Esc)")
        self._back.clicked.connect(self.search_ended)
        self._back.hide()
        self.badge = StandingBadge()
        self.badge.newer_wanted.connect(self.whole_wanted)
        self._more = _button("Show more", "Show more of what was found")
        self._more.clicked.connect(self.more_wanted)
        self._more.hide()
        above = QHBoxLayout()
        above.setContentsMargins(0, 0, 10, 0)
        above.addWidget(self._heading, 1)
        above.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        self._empty = self._made_empty()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._made_search())
        whole.addWidget(self._made_options())
        whole.addLayout(above)
        whole.addWidget(self.badge)
        whole.addLayout(self._stack, 1)
        whole.addWidget(self._more)
        self._options.hide()

    def _made_search(self) -> QHBoxLayout:
        """Return the line to search by hand, with what opens the filters and what clears them."""
        self.search = SearchLine()
        self.search.setPlaceholderText("Search: words, “a phrase”, 74/247 para 2")
        self.search.setAccessibleName("Search the precedents")
        self.search.setToolTip(
            "Words, “a phrase” in quotation marks, or a symbol or its end with or without a paragraph"
        )
        self.search.setClearButtonEnabled(True)
        self.search.textEdited.connect(self._searched_for)
        self.search.textChanged.connect(self._cleared)
        self.search.left.connect(self._go_to_rows)
        self.filter_button = _button("Filters", "Show or hide the filters")
        self.filter_button.setCheckable(True)
        self.filter_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.filter_button.toggled.connect(lambda on: self._options.setVisible(on))
        self.clear_button = _button("", "Clear the filters")
        self.clear_button.setAccessibleName("Clear the filters")
        self.clear_button.clicked.connect(self.filters.clear)
        row = QHBoxLayout()
        row.setContentsMargins(10, 2, 10, 6)
        row.setSpacing(4)
        row.addWidget(self.search, 1)
        row.addWidget(self.filter_button)
        row.addWidget(self.clear_button)
        return row

    def _made_options(self) -> QWidget:
        """Return what the button for the filters opens: the filters, and the least score."""
        self._options = QWidget()
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 10, 8)
        words = QLabel("&Least score while you write")
        words.setBuddy(self.least)
        row.addWidget(words, 1)
        row.addWidget(self.least)
        column = QVBoxLayout(self._options)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addLayout(row)
        return self._options

    def show_least(self, score: int) -> None:
        """Show the least score that is set, wherever it was set."""
        if self.least.value() != score and not self._least_rests.isActive():
            self.least.blockSignals(True)
            self.least.setValue(score)
            self.least.blockSignals(False)

    def _made_empty(self) -> QWidget:
        """Return what stands in place of the rows where there are none."""
        self._sentence = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._add = _button("Add precedents…", "Add texts to the precedents")
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
        return empty

    # Searching by hand

    def search_precedents(self) -> None:
        """Move the keyboard to the line of the search, with what was searched for last."""
        if not self.search.text() and self._last:
            self.search.setText(self._last)
            self.search_wanted.emit(self._last)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_search(self, words: str) -> None:
        """Show what is being searched for; nothing where a search has ended."""
        if words:
            self._last = words
        if self.search.text() != words:
            self.search.blockSignals(True)
            self.search.setText(words)
            self.search.blockSignals(False)

    def _searched_for(self, words: str) -> None:
        if words.strip():
            self.search_wanted.emit(words)
        else:
            self.search_ended.emit()

    def _cleared(self, words: str) -> None:
        """End the search where its words were taken away by the button within the line."""
        if not words:
            self.search_ended.emit()

    def _go_to_rows(self) -> None:
        if not self.search.text().strip() and self.filters.chosen.topic:
            self.search_wanted.emit("")
        if self.matches:
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.list.rows.index(0))
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_filters_on(self) -> None:
        """Say on the button how many filters are on; one click clears them."""
        on = self.filters.chosen.on
        self.filter_button.setText(f"{on} on" if on else "Filters")
        self.filter_button.setAccessibleName(f"Filters, {on} on" if on else "Filters")
        self.clear_button.setVisible(bool(on))

    # Showing

    def show_matches(self, place: str, matches: Sequence[Match]) -> None:
        """Show matches, best first, for the clause at a place ("OP2"). The focus stays where it is."""
        self._show_head(f"Nearest to <b>{place}</b>" if place else "Nearest wording")
        self.list.show_matches(matches)
        self._stack.setCurrentWidget(self.list)

    def show_sentence(self, sentence: str, place: str = "", add: bool = False) -> None:
        """Say something in place of rows, with a button to add precedents where that helps."""
        self._show_head(f"Nearest to <b>{place}</b>" if place else "Nearest wording")
        self._show_empty(sentence, add)

    def show_found(
        self, words: str, matches: Sequence[Match], more: bool = False, instead: str = ""
    ) -> None:
        """Show what was found for words, with a button that leads back to the clause.

        instead: the words searched for because nothing holds the quoted phrase; empty otherwise
        """
        words = instead or words
        shown = words if len(words) <= SEARCHED else f"{words[:SEARCHED].rsplit(' ', 1)[0]} …"
        named = f"for <b>“{escape(shown)}”</b>" if words else "by topic"
        head = f"No exact match. Found {named} as words" if instead else f"Found {named}"
        if matches:
            count = f"first {len(matches)}" if more else f"{len(matches)}"
            self.list.show_matches(matches, words)
            self._stack.setCurrentWidget(self.list)
            self._show_head(f"{head}: {count}", searched=True, more=more)
            return
        self._show_head(f"{head}: nothing", searched=True)
        filtered = " within the filters" if self.filters.chosen.on else ""
        self._show_empty(f"No precedent{filtered} has these words, or words like them.", True)

    def _show_head(self, words: str, searched: bool = False, more: bool = False) -> None:
        self._heading.setText(words)
        self._back.setVisible(searched)
        self.badge.setVisible(not searched)
        self._more.setVisible(more)

    def show_standing(self, one: ClauseAssessment | None) -> None:
        """Show how the clause stands to adopted language; None while it is not known."""
        self.badge.show_standing(one)

    def _show_empty(self, sentence: str, add: bool) -> None:
        self.list.show_matches([])
        self._sentence.setText(sentence)
        self._add.setVisible(add)
        self._stack.setCurrentWidget(self._empty)

    @property
    def sentence(self) -> str:
        """Return the sentence shown in place of rows, empty where there are rows."""
        return self._sentence.text() if self._stack.currentWidget() is self._empty else ""

    @property
    def matches(self) -> Sequence[Match]:
        """Return the matches shown."""
        return self.list.rows.rows

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
        menu.addAction("Copy the ci&tation", lambda: self.citation_wanted.emit(match))
        menu.addSeparator()
        menu.addAction("&History of this wording", lambda: self.history_wanted.emit(match))
        menu.addAction(f"&Open {match.symbol}", lambda: self.whole_wanted.emit(match))
        menu.addAction("Open the o&fficial document", lambda: self.official_wanted.emit(match))
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
        self.filter_button.setIcon(theme_icon("filter", theme))
        self.clear_button.setIcon(theme_icon("close", theme))


def _least_score() -> QSpinBox:
    box = QSpinBox()
    box.setRange(THRESHOLD.low, THRESHOLD.high)
    box.setSingleStep(5)
    box.setSuffix(THRESHOLD.unit)
    box.setAccessibleName("Least score while you write")
    box.setToolTip(THRESHOLD.description)
    return box


def _button(words: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.setToolTip(tip)
    return button
