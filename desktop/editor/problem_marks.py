"""Quiet marks under the words that the checks have something to say about.

They are painted before the words and are no part of them: nothing shifts, nothing is to undo. Each stays at its words
while one types, and goes when the words do; the next answer of the checks brings the marks anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen, QTextBlock

from desktop.base.theme import LIGHT, Theme
from desktop.editor.document.pattern import part, units, without_marks
from desktop.editor.document.properties import Property
from desktop.editor.document.search import rooms
from desktop.editor.page_view import PageView
from resolution.checks import Problem, Severity
from resolution.checks.rules.spelling import CODES as SPELLING

EMPTY = 14.0
"""How wide a mark is where there are no words yet, in pixels."""
WAVE = 2.0
"""Half the length and the height of a wave, in pixels at 100 %."""


@dataclass(frozen=True, slots=True)
class ProblemMark:
    """A mark under the words from `start` to `end` of a block, as the document counts them."""

    problem: Problem
    start: int
    end: int
    words: str

    def holds(self, text: str) -> bool:
        """Return whether the words still stand there, and are no part of longer ones."""
        end = self.start + len(self.words)
        if text[self.start : end] != self.words:
            return False
        before, behind = text[self.start - 1 : self.start], text[end : end + 1]
        return not (
            (self.words[:1].isalpha() and before.isalpha())
            or (self.words[-1:].isalpha() and behind.isalpha())
        )


class ProblemMarks:
    """The marks of one editor, kept by the names of its blocks, so that clauses take theirs along when they move."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._document = view.document()
        self._marks: dict[str, list[ProblemMark]] = {}
        self._of_heading: list[Problem] = []
        self._theme = LIGHT
        self._document.contentsChange.connect(self._follow)

    def paint_in(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self._view.viewport().update()

    def show(self, problems: Sequence[Problem]) -> None:
        """Show the marks of these problems, which are those of the text as it is."""
        lines: dict[int, list[Problem]] = {}
        for problem in problems:
            if problem.line is not None:
                lines.setdefault(problem.line, []).append(problem)
        self._marks = {}
        self._of_heading = [problem for problem in problems if problem.field]
        for line, of_line in lines.items():
            block = self._document.findBlockByNumber(line)
            if block.isValid():
                text = block.text()
                plain = without_marks(text)
                self._marks[_name(block)] = [_mark(text, plain, p) for p in of_line]
        self._view.viewport().update()

    def _follow(self, position: int, removed: int, added: int) -> None:
        """Keep the marks of an edited block at their words; those whose words were edited go."""
        if not self._marks:
            return
        block = self._document.findBlock(position)
        name = _name(block)
        marks = self._marks.get(name)
        if not marks or removed == added:  # a change of looks; `holds` sees other words
            return
        at = position - block.position()
        self._marks[name] = [
            moved for mark in marks if (moved := _moved(mark, at, removed, added)) is not None
        ]

    # --- where they are ----------------------------------------------------------------------

    def of(self, block: QTextBlock) -> list[ProblemMark]:
        """Return the marks of a block whose words are still there."""
        marks = self._marks.get(_name(block)) if self._marks else None
        if not marks:
            return []
        text = block.text()
        wide = len(text) != units(text)
        return [
            mark
            for mark in marks
            if (part(text, mark.start, mark.end) == mark.words if wide else mark.holds(text))
        ]

    def under(self, place: QPoint) -> list[Problem]:
        """Return the problems whose marks are painted at a place of the view."""
        block = self._view.cursorForPosition(place).block()
        bars = self._view.horizontalScrollBar().value(), self._view.verticalScrollBar().value()
        on_page = QPointF(place.x() + bars[0], place.y() + bars[1])
        rooms_of = [(mark.problem, self._rooms(block, mark)) for mark in self.of(block)]
        rooms_of += [(problem, self._in_heading(problem)) for problem in self._of_heading]
        return [p for p, found in rooms_of if any(room.contains(on_page) for room in found)]

    def _in_heading(self, problem: Problem) -> list[QRectF]:
        return self._view.heading_rooms(problem.field, problem.start, problem.end)

    def _rooms(self, block: QTextBlock, mark: ProblemMark) -> list[QRectF]:
        """Return where a mark is painted: under its words, or under a letter beside the place where some lack."""
        start, end = mark.start, mark.end
        if start == end:
            length = block.length() - 1
            start, end = (start - 1, start) if start else (0, min(1, length))
        if start == end:
            line = block.layout().lineAt(0)
            if not line.isValid():
                return []
            at = block.layout().position() + line.position()
            return [QRectF(at.x(), at.y(), EMPTY, line.height())]
        return rooms(block, start, end)

    # --- painting ----------------------------------------------------------------------------

    def shows(self) -> bool:
        """Return whether anything is marked."""
        return bool(self._marks or self._of_heading)

    def paint(self, painter: QPainter, blocks: Iterable[QTextBlock], palette: QPalette) -> None:
        """Paint the marks of these blocks: a wave for spelling, two lines an error, dashes a warning, dots a hint."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for problem in self._of_heading:
            for room in self._in_heading(problem):
                _draw(painter, room, problem, self._theme)
        for block in blocks:
            for mark in self.of(block):
                for room in self._rooms(block, mark):
                    _draw(painter, room, mark.problem, self._theme)


def _name(block: QTextBlock) -> str:
    return str(block.blockFormat().property(Property.ID) or "")


def _mark(text: str, plain: tuple[str, list[int] | None], problem: Problem) -> ProblemMark:
    """Return the mark of a problem, whose places count letters without those of notes."""
    words, places = plain
    start, end = (units(words[:at]) for at in (problem.start, problem.end))
    if places is not None:
        end = places[end - 1] + 1 if start < end <= len(places) else units(text)
        start = places[start] if start < len(places) else units(text)
        end = max(end, start) if problem.start < problem.end else start
    return ProblemMark(problem, start, end, part(text, start, end))


def _moved(mark: ProblemMark, at: int, removed: int, added: int) -> ProblemMark | None:
    """Return a mark where it stands after an edit, None where its own words were edited."""
    if mark.end <= at:
        return mark
    if mark.start >= at + removed:
        by = added - removed
        return replace(mark, start=mark.start + by, end=mark.end + by)
    return None


def _draw(painter: QPainter, room: QRectF, problem: Problem, theme: Theme) -> None:
    foot = room.bottom() - 1.0
    left, right = room.left(), room.right()
    scale = max(1.0, room.height() / 20.0)
    if problem.code in SPELLING:
        painter.setPen(QPen(QColor(theme.removed), 1.1 * scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_wave(left, right, foot, WAVE * scale))
        return
    match problem.severity:
        case Severity.ERROR:
            painter.setPen(QPen(QColor(theme.removed), 1.2 * scale))
            for at in (foot - 2.4 * scale, foot):
                painter.drawLine(QPointF(left, at), QPointF(right, at))
        case Severity.WARNING:
            pen = QPen(QColor(theme.draft), 1.6 * scale)
            pen.setDashPattern([3.0, 1.6])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, foot), QPointF(right, foot))
        case _:
            pen = QPen(QColor(theme.accent), 1.8 * scale)
            pen.setDashPattern([0.01, 2.0])
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, foot), QPointF(right, foot))


def _wave(left: float, right: float, foot: float, step: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, foot))
    at, up = left + step, True
    while at < right:
        path.lineTo(at, foot - step if up else foot)
        at, up = at + step, not up
    return path
