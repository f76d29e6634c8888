"""The wordings of a clause in their order: one row each, what it dropped and added marked against the one before."""

from __future__ import annotations

import html

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.base.difference import changes_html
from desktop.base.painted_list import ENTER, SERIF, DocumentDelegate, Index, RowList, RowModel
from desktop.base.theme import Theme
from precedent_corpus.analysis.history import History, Stage, WordingUse
from precedent_corpus.analysis.history_words import (
    change_words,
    counted_words,
    day_words,
    status_words,
)


def use_words(use: WordingUse) -> str:
    """Return a use in a line: "4 December 2000 · A/RES/55/63, PP4 · adopted, without a vote · General Assembly"."""
    parts = (day_words(use), f"{use.symbol}, {use.paragraph}", status_words(use), use.organ)
    return " · ".join(part for part in parts if part)


def span_words(stage: Stage) -> str:
    """Return when a wording was used: "2 adopted texts, 4 December 2000 to 19 December 2001"."""
    adopted = [use for use in stage.uses if use.is_adopted]
    uses = adopted or stage.uses
    counted = counted_words(
        len({use.symbol for use in uses}), "adopted text" if adopted else "draft"
    )
    first, last = day_words(uses[0]), day_words(uses[-1])
    days = first if first == last else f"{first} to {last}"
    drafts = len({use.symbol for use in stage.uses if not use.is_adopted}) if adopted else 0
    also = f", and {counted_words(drafts, 'draft')}" if drafts else ""
    return f"{counted}{also}, {days}"


def place_words(stage: Stage) -> str:
    """Return the first and the last text with a wording, with the votes that adopted them."""
    uses = [use for use in stage.uses if use.is_adopted] or list(stage.uses)
    ends = uses if len(uses) == 1 else [uses[0], uses[-1]]
    return "; ".join(_place(use) for use in ends)


def _place(use: WordingUse) -> str:
    outcome = (
        use.vote if use.is_adopted else use.adopted_as and f"{use.adopted_as} followed from it"
    )
    return f"{use.symbol}, {use.paragraph}{f' ({outcome})' if outcome else ''}"


def difference_words(stage: Stage) -> str:
    """Return what a wording dropped and added, as sentences for the ear."""
    if stage.before is None:
        return "The first wording."
    parts = [
        f"Dropped: {'; '.join(f'“{words}”' for words in stage.dropped)}." if stage.dropped else "",
        f"Added: {'; '.join(f'“{words}”' for words in stage.added)}." if stage.added else "",
    ]
    return " ".join(part for part in parts if part)


def spoken(history: History, number: int) -> str:
    """Return everything a row shows, as a screen reader says it."""
    stage = history.stages[number]
    words = f"Wording {number + 1} of {len(history.stages)}. {span_words(stage)}. {place_words(stage)}. {stage.text}"
    return " ".join(filter(None, (words, change_words(history, stage), difference_words(stage))))


def row_html(history: History, number: int, theme: Theme, words_size: float) -> str:
    """Return one row as the delegate paints it."""
    stage = history.stages[number]
    status = theme.adopted if stage.is_adopted else theme.draft
    worth = "Adopted" if stage.is_adopted else "In drafts only, not adopted"
    near = f" · {stage.match.score} % like the words asked for"
    words = (
        changes_html(stage.hunks, theme) if stage.before is not None else html.escape(stage.text)
    )
    lines = [
        f'<p style="margin:0"><b>{number + 1}&nbsp;&nbsp;&nbsp;{html.escape(span_words(stage))}</b></p>',
        f'<p style="margin:2px 0 0 0; color:{theme.quiet}"><span style="color:{status}; font-weight:600">{worth}</span>'
        f"{near}</p>",
        f'<p style="margin:0 0 5px 0; color:{theme.quiet}">{html.escape(place_words(stage))}</p>',
        f'<p style="margin:0; font-family:{SERIF}; font-size:{words_size:.1f}pt; line-height:112%">{words}</p>',
    ]
    if changed := change_words(history, stage):
        lines.append(f'<p style="margin:5px 0 0 0; color:{theme.quiet}">{html.escape(changed)}</p>')
    return "".join(lines)


class HistoryModel(RowModel):
    """The wordings, the earliest first."""

    history = History("", ())

    def spoken(self, number: int) -> str:
        """Return everything a row shows, as a screen reader says it."""
        return spoken(self.history, number)


class HistoryRows(DocumentDelegate):
    """Paints a wording as a small document."""

    def source(self, index: Index) -> str:
        model = self._view.model()
        assert isinstance(model, HistoryModel)
        return row_html(model.history, index.row(), self.theme, self.words_size())

    def is_draft(self, index: Index) -> bool:
        return not self.row(index).is_adopted


class HistoryList(RowList):
    """The rows; Enter takes the current wording."""

    taken = Signal()
    chosen = Signal()
    """Another row is the current one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            HistoryModel, HistoryRows, "Wordings of the clause, the earliest first", parent
        )
        self.doubleClicked.connect(lambda _: self.taken.emit())

    def show_history(self, history: History) -> None:
        """Show another history, the wording most like the words asked for chosen."""
        self.rows.history = history
        self.rows.show(history.stages)
        scores = [stage.match.score for stage in history.stages]
        if scores:
            self.go_to(max(range(len(scores)), key=lambda n: (scores[n], n)))

    def stage(self) -> Stage | None:
        """Return the current wording, or None."""
        stage: Stage | None = self.current()
        return stage

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit()

    def press(self, event: QKeyEvent) -> bool:
        """Take the current wording with Enter."""
        if event.key() not in ENTER:
            return False
        self.taken.emit()
        return True
