"""The list of precedents: one row a match, its words marked where they differ from the draft's."""

from __future__ import annotations

import html
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.base.difference import difference_html, difference_words, unfinished
from desktop.base.painted_list import ENTER, SERIF, DocumentDelegate, Index, RowList, RowModel
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


class PrecedentModel(RowModel):
    """The matches, best first."""

    searched = ""
    """The words of a search by hand, empty where the matches are those of the clause."""

    def spoken(self, number: int) -> str:
        """Return everything a row shows, as a screen reader says it."""
        return spoken(number, self.rows[number], self.searched)

    def tip(self, number: int) -> str:
        """Return why a match has its score."""
        match = self.rows[number]
        return found_reasons(match) if self.searched else reasons(match)

    def show(self, matches: Sequence[Match], searched: str = "") -> None:
        """Take other matches in place, row by row: a list that is reset would flicker and lose its place."""
        old, new = len(self.rows), len(matches)
        kept = min(old, new)
        again = searched != self.searched
        changed = [row for row in range(kept) if again or self.rows[row] != matches[row]]
        self.searched = searched
        if new < old:
            self.beginRemoveRows(QModelIndex(), new, old - 1)
            self.rows = list(matches)
            self.endRemoveRows()
        elif new > old:
            self.beginInsertRows(QModelIndex(), old, new - 1)
            self.rows = list(matches)
            self.endInsertRows()
        else:
            self.rows = list(matches)
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))


class PrecedentDelegate(DocumentDelegate):
    """Paints a match as a small document."""

    def _searched(self) -> str:
        model = self._view.model()
        assert isinstance(model, PrecedentModel)
        return model.searched

    def key(self, index: Index) -> Hashable:
        return super().key(index), self._searched()

    def source(self, index: Index) -> str:
        return row_html(
            index.row(), self.row(index), self.theme, self.words_size(), self._searched()
        )

    def is_draft(self, index: Index) -> bool:
        return bool(self.row(index).status != "adopted")


class PrecedentList(RowList):
    """The rows; Enter replaces the clause by the current one, Shift+Enter puts it below."""

    taken = Signal(int, bool)
    """A row, and whether it goes below the clause instead of in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(PrecedentModel, PrecedentDelegate, "Precedents, the nearest first", parent)
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
        match: Match | None = self.current()
        return match

    def press(self, event: QKeyEvent) -> bool:
        """Take the current wording with Enter."""
        if event.key() not in ENTER:
            return False
        below = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.taken.emit(self.currentIndex().row(), below)
        return True


def same_wording(one: Match, other: Match) -> bool:
    """Return whether two matches are the same wording at the same place, whatever the draft is now."""
    return (one.symbol, one.paragraph, one.text) == (other.symbol, other.paragraph, other.text)
