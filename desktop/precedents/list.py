"""The list of precedents: one row for each match, its differences from the draft highlighted."""

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
    """Return the status of a text in words, so that a draft is never mistaken for an adopted text."""
    if match.status != "adopted":
        return "Draft, not adopted"
    return f"Adopted {printed(match.adopted)}" if match.adopted else "Adopted"


def use_words(match: Match) -> str:
    """Return the number of texts that use the wording, and the latest of them."""
    where = "" if match.status == "adopted" else " in drafts"
    latest = f", last {match.latest}" if match.latest != match.symbol else ""
    return f"{match.uses} {'use' if match.uses == 1 else 'uses'}{where}{latest}"


def record_words(match: Match) -> str:
    """Return the line below the symbol: status with date, vote, uses and, for a draft, the resolution it became."""
    followed = f"{match.adopted_as} followed from it" if match.adopted_as else ""
    parts = [status_words(match), match.vote or "", use_words(match), followed]
    return " · ".join(part for part in parts if part)


def found_html(text: str, words: str) -> str:
    """Return a wording as HTML with the words of the search, in any inflected form, in bold."""
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
    """Return the text of a row for a screen reader. searched: the words of a manual search."""
    words = (
        f"{row + 1}: {match.score} per cent. {match.symbol}, {match.paragraph}. {record_words(match)}. "
        f"{match.text}"
    )
    if searched:
        return words
    numbers = f" These differ: {', '.join(match.differs)}." if match.differs else ""
    return f"{words}{numbers} {difference_words(match.hunks)}"


def reasons(match: Match) -> str:
    """Return an explanation of the score of a match, as rich text."""
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
"""Why a manual search found a wording."""


def found_reasons(match: Match) -> str:
    """Return why a manual search found a match, as rich text."""
    first = f" First used in {match.first}." if match.first != match.symbol else ""
    return f"<b>{match.score} %</b> {FOUND_BY[match.how]}{html.escape(first)}"


def row_html(row: int, match: Match, theme: Theme, words_size: float, searched: str = "") -> str:
    """Return the HTML of a row, as the delegate paints it. searched: the words of a manual search."""
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
    """The words of a manual search; empty if the matches are those of the clause."""

    def spoken(self, number: int) -> str:
        """Return the text of a row for a screen reader."""
        return spoken(number, self.rows[number], self.searched)

    def tip(self, number: int) -> str:
        """Return an explanation of the score of a match."""
        match = self.rows[number]
        return found_reasons(match) if self.searched else reasons(match)

    def show(self, matches: Sequence[Match], searched: str = "") -> None:
        """Replace the matches row by row: resetting the model would flicker and lose the scroll position."""
        old, new = len(self.rows), len(matches)
        common = min(old, new)
        again = searched != self.searched
        changed = [row for row in range(common) if again or self.rows[row] != matches[row]]
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
    """The list view. Enter replaces the clause with the current match, Shift+Enter inserts the match below."""

    taken = Signal(int, bool)
    """A row was activated; True means below the clause instead of in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(PrecedentModel, PrecedentDelegate, "Precedents, the nearest first", parent)
        self.doubleClicked.connect(lambda index: self.taken.emit(index.row(), False))

    def show_matches(self, matches: Sequence[Match], searched: str = "") -> None:
        """Show other matches, keeping the selected wording and the scroll position."""
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
        """Return the selected match, or None."""
        match: Match | None = self.current()
        return match

    def press(self, event: QKeyEvent) -> bool:
        """Activate the current row with Enter."""
        if event.key() not in ENTER:
            return False
        below = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.taken.emit(self.currentIndex().row(), below)
        return True


def same_wording(one: Match, other: Match) -> bool:
    """Return whether two matches are the same wording at the same place, regardless of the draft's text."""
    return (one.symbol, one.paragraph, one.text) == (other.symbol, other.paragraph, other.text)
