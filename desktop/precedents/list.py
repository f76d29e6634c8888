"""The list of precedents: one row a match, its words marked where they differ from the draft's."""

from __future__ import annotations

import html
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QWidget,
)

from desktop.base.difference import difference_html, difference_words, unfinished
from desktop.base.paper_rows import SERIF, Index, PaperRows
from desktop.base.theme import Theme
from resolution.language.dates import printed
from resolution.text import word_count

if TYPE_CHECKING:
    from precedent_corpus.corpus import Match


def status_words(match: Match) -> str:
    """Return what a text is worth, in words: a draft is never to be taken for adopted."""
    if match.status != "adopted":
        return "Draft, not adopted"
    return f"Adopted {printed(match.adopted)}" if match.adopted else "Adopted"


def use_words(match: Match) -> str:
    """Return in how many texts the wording stands, and in which it stood last."""
    where = "" if match.status == "adopted" else " in drafts"
    latest = f", last {match.latest}" if match.latest != match.symbol else ""
    return f"{match.uses} {'use' if match.uses == 1 else 'uses'}{where}{latest}"


def record_words(match: Match) -> str:
    """Return the line under the symbol: status with date, vote, uses; of a draft, what followed from it."""
    followed = f"{match.adopted_as} followed from it" if match.adopted_as else ""
    parts = [status_words(match), match.vote or "", use_words(match), followed]
    return " · ".join(part for part in parts if part)


def found_html(text: str, words: str) -> str:
    """Return a wording with the words that were searched for in bold, other forms of them too."""
    from precedent_corpus.search.meaning import sense
    from resolution.diff.facts import tokens

    wanted = {sense(token.casefold()) for token in tokens(words) if token[:1].isalnum()}
    return "".join(
        f"<b>{html.escape(token)}</b>"
        if token[:1].isalnum() and sense(token.casefold()) in wanted
        else html.escape(token)
        for token in tokens(text)
    )


def spoken(row: int, match: Match, searched: str = "") -> str:
    """Return everything a row shows, as a screen reader says it. searched: the words of a search by hand."""
    said = (
        f"{row + 1}: {match.score} per cent. {match.symbol}, {match.paragraph}. {record_words(match)}. "
        f"{match.text}"
    )
    if searched:
        return said
    numbers = f" These differ: {', '.join(match.differs)}." if match.differs else ""
    return f"{said}{numbers} {difference_words(match.hunks)}"


def reasons(match: Match) -> str:
    """Return why a match has its score, as rich text."""
    from precedent_corpus.search.likeness import likeness

    hunks = match.hunks
    ahead = len(hunks) - 1 if unfinished(hunks) else len(hunks)
    same = sum(word_count(h.new) for h in hunks if h.op == "equal")
    there = sum(word_count(h.new) for h in hunks[:ahead] if h.op != "equal")
    here = sum(word_count(h.old) for h in hunks if h.op != "equal")
    alike = likeness(match.query, "".join(h.new for h in hunks[:ahead]).rstrip())
    lines = [
        f"<b>{match.score} % alike</b>",
        f"Stems of words {alike.stemmed} %, words {alike.words} %, verbatim {alike.verbatim} %.",
        f"{same} words the same, {there} only in the precedent, {here} only in your clause.",
        difference_words(hunks),
        "Numbers, dates and symbols do not count towards the score"
        + (f"; these differ: {', '.join(match.differs)}." if match.differs else "; none differ."),
    ]
    if match.first and match.first != match.symbol:
        lines.append(f"First used in {match.first}.")
    lines[1:] = [html.escape(line) for line in lines[1:]]
    return "".join(f"<p style='margin:2px 0'>{line}</p>" for line in lines)


FOUND_BY = {
    "words": "It shares words with what you searched for.",
    "opening": "It begins with all that you searched for.",
    "holds": "It has the words you searched for, or other forms of them.",
    "phrase": "It has the phrase, word by word.",
    "symbol": "It stands in the text you searched for.",
}
"""Why a search by hand found a wording."""


def found_reasons(match: Match) -> str:
    """Return why a search by hand found a match, as rich text."""
    first = f" First used in {match.first}." if match.first != match.symbol else ""
    return f"<b>{match.score} %</b> {FOUND_BY[match.how]}{html.escape(first)}"


def row_html(row: int, match: Match, theme: Theme, words_size: float, searched: str = "") -> str:
    """Return one row as the delegate paints it. searched: the words of a search by hand."""
    words = found_html(match.text, searched) if searched else difference_html(match.hunks, theme)
    status = theme.adopted if match.status == "adopted" else theme.draft
    worth, _, rest = record_words(match).partition(" · ")
    symbol = html.escape(match.symbol)
    head = f"<b>{row + 1}&nbsp;&nbsp;{match.score}&nbsp;%&nbsp;&nbsp;&nbsp;{symbol}</b>"
    lines = [
        f'<p style="margin:0">{head} <span style="color:{theme.quiet}">{html.escape(match.paragraph)}</span></p>',
        f'<p style="margin:2px 0 5px 0; color:{theme.quiet}"><span style="color:{status}; font-weight:600">'
        f"{html.escape(worth)}</span> · {html.escape(rest)}</p>",
        f'<p style="margin:0; font-family:{SERIF}; font-size:{words_size:.1f}pt; line-height:112%">'
        f"{words}</p>",
    ]
    if match.differs and not searched:
        differs = html.escape(", ".join(match.differs))
        lines.append(
            f'<p style="margin:5px 0 0 0; color:{theme.draft}">≠ Numbers that differ: {differs}</p>'
        )
    return "".join(lines)


class PrecedentModel(QAbstractListModel):
    """The matches, best first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matches: list[Match] = []
        self.searched = ""
        """The words of a search by hand, empty where the matches are those of the clause."""

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.matches)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.matches):
            return None
        match = self.matches[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(index.row(), match, self.searched)
        if role == Qt.ItemDataRole.ToolTipRole:
            return found_reasons(match) if self.searched else reasons(match)
        return None

    def show(self, matches: Sequence[Match], searched: str = "") -> None:
        """Take other matches in place, row by row: a list that is reset would flicker and lose its place."""
        old, new = len(self.matches), len(matches)
        kept = min(old, new)
        again = searched != self.searched
        changed = [row for row in range(kept) if again or self.matches[row] != matches[row]]
        self.searched = searched
        if new < old:
            self.beginRemoveRows(QModelIndex(), new, old - 1)
            self.matches = list(matches)
            self.endRemoveRows()
        elif new > old:
            self.beginInsertRows(QModelIndex(), old, new - 1)
            self.matches = list(matches)
            self.endInsertRows()
        else:
            self.matches = list(matches)
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))


class PrecedentDelegate(PaperRows):
    """Paints a match as a small document."""

    def key(self, index: Index) -> Hashable:
        model = self._view.model()
        if not isinstance(model, PrecedentModel) or index.row() >= len(model.matches):
            return None
        return index.row(), model.matches[index.row()], model.searched

    def source(self, index: Index) -> str:
        model = self._view.model()
        assert isinstance(model, PrecedentModel)
        match = model.matches[index.row()]
        return row_html(index.row(), match, self.theme, self.words_size(), model.searched)

    def is_draft(self, index: Index) -> bool:
        model = self._view.model()
        assert isinstance(model, PrecedentModel)
        return model.matches[index.row()].status != "adopted"


class PrecedentList(QListView):
    """The rows; Enter replaces the clause by the current one, Shift+Enter puts it below."""

    taken = Signal(int, bool)
    """A row, and whether it goes below the clause instead of in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = PrecedentModel(self)
        self.setModel(self.rows)
        self.delegate = PrecedentDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("Precedents, the nearest first")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(False)
        self.doubleClicked.connect(lambda index: self.taken.emit(index.row(), False))

    def show_matches(self, matches: Sequence[Match], searched: str = "") -> None:
        """Show other matches; the chosen wording stays chosen and the list stays where it is."""
        chosen = self.current_match()
        place = self.verticalScrollBar().value()
        self.rows.show(matches, searched)
        again = next((n for n, m in enumerate(matches) if chosen and same_wording(m, chosen)), -1)
        if again >= 0:
            self.setCurrentIndex(self.rows.index(again))
        elif chosen:
            self.setCurrentIndex(QModelIndex())
        self.verticalScrollBar().setValue(place)

    def current_match(self) -> Match | None:
        """Return the chosen match, or None."""
        row = self.currentIndex().row()
        return self.rows.matches[row] if 0 <= row < len(self.rows.matches) else None

    def paint_in(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.delegate.theme = theme
        self._lay_out_again()

    def _lay_out_again(self) -> None:
        self.delegate.forget()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_match():
            below = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.taken.emit(self.currentIndex().row(), below)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out_again()


def same_wording(one: Match, other: Match) -> bool:
    """Return whether two matches are the same wording at the same place, whatever the draft is now."""
    return (one.symbol, one.paragraph, one.text) == (other.symbol, other.paragraph, other.text)
