"""The badge at the top of the panel: the standing of the clause at the cursor, as an icon, a word and the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from desktop.base.icons import theme_icon
from desktop.base.theme import LIGHT, Theme

if TYPE_CHECKING:
    from precedent_corpus.analysis.standing import ClauseAssessment

ICONS = {"agreed": "done", "adapted": "edit", "new": "add"}
WORDS = {"agreed": "Agreed", "adapted": "Adapted", "new": "New"}


def head_words(assessment: ClauseAssessment) -> str:
    """Return the standing with its source: "Adapted from A/RES/55/63, PP3"."""
    if assessment.match is None:
        return WORDS["new"]
    joint = "in" if assessment.standing == "agreed" else "from"
    return f"{WORDS[assessment.standing]} {joint} {assessment.match.symbol}, {assessment.match.paragraph}"


def detail_words(assessment: ClauseAssessment) -> str:
    """Return the reason for the standing: the differences, how the source was adopted, or the nearest draft."""
    match, draft = assessment.match, assessment.draft
    if match is None:
        if draft is None:
            return "No text in the corpus is near enough to be its source."
        return f"No adopted text says this; {draft.score} % like the draft {draft.symbol}, {draft.paragraph}."
    if assessment.standing == "agreed":
        return f"Word for word{', adopted ' + match.vote if match.vote else ''}."
    changed = [(hunk.old.strip() or hunk.new.strip()) for hunk in match.hunks if hunk.op != "equal"]
    named = [*match.differs, *(f"“{words}”" for words in changed if words not in match.differs)]
    return f"Differs in {', '.join(named)}." if named else "Differs in its marks only."


class StandingBadge(QWidget):
    """Two lines of fixed height, so that the rows below do not move. The tooltip has the full text."""

    newer_wanted = Signal(object)
    """Show the newer text, scrolled to its clause."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._assessment: ClauseAssessment | None = None
        self._icon = QLabel()
        self._head, self._detail = QLabel(), QLabel()
        for label in (self._head, self._detail):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        font = self._head.font()
        font.setBold(True)
        self._head.setFont(font)
        self.newer = QToolButton()
        self.newer.setAccessibleName("Show the newer text")
        self.newer.setToolTip("Show the newer text beside the draft")
        self.newer.clicked.connect(self._show_newer)
        self.newer.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 0, 10, 6)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(1)
        grid.addWidget(self._icon, 0, 0)
        grid.addWidget(self._head, 0, 1)
        grid.addWidget(self._detail, 1, 0, 1, 2)
        grid.addWidget(self.newer, 0, 2, 2, 1)
        grid.setColumnStretch(1, 1)

    @property
    def words(self) -> str:
        """Return the full text of the badge."""
        return self.accessibleName()

    def show_standing(self, assessment: ClauseAssessment | None) -> None:
        """Show a standing; None while it is not known."""
        self._assessment = assessment
        newer = assessment.newer if assessment else None
        spoken = ""
        if assessment:
            spoken = f"{head_words(assessment)}. {detail_words(assessment)}"
            spoken += (
                f" A newer text says this: {newer.symbol}, {newer.paragraph}." if newer else ""
            )
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        if newer:
            self.newer.setText(f"Newer: {newer.symbol}")
            self.newer.setAccessibleName(f"A newer text says this: {newer.symbol}")
        self.newer.setVisible(newer is not None)
        self._show()

    def paint_in(self, theme: Theme) -> None:
        """Apply the theme."""
        self._theme = theme
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def sizeHint(self) -> QSize:
        """Return a height of two lines, with or without the button."""
        return QSize(200, 2 * QFontMetrics(self._head.font()).height() + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def _show(self) -> None:
        assessment = self._assessment
        if assessment is None:
            for label in (self._icon, self._head, self._detail):
                label.clear()
            return
        side = QFontMetrics(self._head.font()).height()
        self._icon.setPixmap(
            theme_icon(ICONS[assessment.standing], self._theme).pixmap(
                QSize(side, side), self.devicePixelRatioF()
            )
        )
        self._icon.setAccessibleName(WORDS[assessment.standing])
        room = self.width() - 22 - (self.newer.sizeHint().width() + 6 if assessment.newer else 0)
        for label, words, width in (
            (self._head, head_words(assessment), room - side - 6),
            (self._detail, detail_words(assessment), room),
        ):
            metrics = QFontMetrics(label.font())
            label.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(20, width)))

    def _show_newer(self) -> None:
        if self._assessment and self._assessment.newer:
            self.newer_wanted.emit(self._assessment.newer)
