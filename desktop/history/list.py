"""The wordings of a clause in their order: one row each, what it dropped and added marked against the one before."""

from __future__ import annotations

import html
from collections.abc import Hashable, Sequence

from PySide6.QtCore import QAbstractListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.base.difference import changes_html
from desktop.base.paper_rows import SERIF, Index, PaperRows
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
    said = f"Wording {number + 1} of {len(history.stages)}. {span_words(stage)}. {place_words(stage)}. {stage.text}"
    return " ".join(filter(None, (said, change_words(history, stage), difference_words(stage))))


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
    if said := change_words(history, stage):
        lines.append(f'<p style="margin:5px 0 0 0; color:{theme.quiet}">{html.escape(said)}</p>')
    return "".join(lines)


class HistoryModel(QAbstractListModel):
    """The wordings, the earliest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.history = History("", ())

    def show(self, history: History) -> None:
        """Take another history in place."""
        self.beginResetModel()
        self.history = history
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.history.stages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.history.stages):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(self.history, index.row())
        return None


class HistoryRows(PaperRows):
    """Paints a wording as a small document."""

    def _history(self) -> History:
        model = self._view.model()
        assert isinstance(model, HistoryModel)
        return model.history

    def key(self, index: Index) -> Hashable:
        stages = self._history().stages
        return (index.row(), stages[index.row()]) if index.row() < len(stages) else None

    def source(self, index: Index) -> str:
        return row_html(self._history(), index.row(), self.theme, self.words_size())

    def is_draft(self, index: Index) -> bool:
        return not self._history().stages[index.row()].is_adopted


class HistoryList(QListView):
    """The rows; Enter takes the current wording."""

    taken = Signal()
    chosen = Signal()
    """Another row is the current one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = HistoryModel(self)
        self.setModel(self.rows)
        self.painter_ = HistoryRows(self)
        self.setItemDelegate(self.painter_)
        self.setAccessibleName("Wordings of the clause, the earliest first")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda _: self.taken.emit())

    def show_history(self, history: History) -> None:
        """Show another history, the wording most like the words asked for chosen."""
        self.rows.show(history)
        scores = [stage.match.score for stage in history.stages]
        if scores:
            best = max(range(len(scores)), key=lambda n: (scores[n], n))
            self.setCurrentIndex(self.rows.index(best))
            self.scrollTo(self.currentIndex())

    def stage(self) -> Stage | None:
        """Return the current wording, or None."""
        stages: Sequence[Stage] = self.rows.history.stages
        row = self.currentIndex().row()
        return stages[row] if 0 <= row < len(stages) else None

    def paint_in(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.painter_.theme = theme
        self._lay_out_again()

    def _lay_out_again(self) -> None:
        self.painter_.forget()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.stage():
            self.taken.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out_again()
