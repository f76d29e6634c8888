"""How the page is painted around the text: the masthead above it, labels before the clauses, their origin beside them.

None of it is stored: labels come from the transcript, the masthead from the heading, colours from the palette. Lengths are
pixels at 96 dots per inch and 100 % zoom; `scale` brings them to the screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintDevice,
    QPalette,
    QPen,
    QTextBlock,
    QTextDocument,
    QTextLayout,
    QTextOption,
)

from desktop.editor.blocks import TAB
from desktop.editor.transcript import Transcript
from resolution.dates import printed
from resolution.model import Block, DivisionKind, Kind, Masthead, Table
from resolution.organs import organ

LEFT = 84.0
"""From the page's edge to the text: room for heading numbers, and for the masthead to begin left of the text."""
RIGHT = 104.0
"""From the text to the page's edge: room for where a clause came from."""
EDGE = 24.0
"""From the page's edge to the masthead's."""
GAP = 7.0
"""Least distance between a label and its words."""

PLACEHOLDERS = {
    Kind.FORMULA: "Opening line: The General Assembly,",
    Kind.PREAMBULAR: "Preambular paragraph: Recalling …",
    Kind.OPERATIVE: "Operative paragraph: Requests …",
    Kind.ITEM: "Item",
    Kind.CONTINUATION: "Text that goes on",
    Kind.HEADING: "Heading",
    Kind.PARAGRAPH: "Paragraph",
}


def table_words(table: Table | None) -> str:
    """Return how a table is named in the text: "Table, 5 rows × 3 columns"."""
    rows = table.rows if table else ()
    columns = max((sum(cell.colspan for cell in row) for row in rows), default=0)
    return f"Table, {_count(len(rows), 'row')} × {_count(columns, 'column')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@dataclass(slots=True)
class Line:
    """A line of the masthead: words at a place, in a size relative to the text, bold or italic."""

    words: str
    left: float
    width: float
    size: float = 1.0
    bold: bool = False
    italic: bool = False
    above: float = 0.0
    right: bool = False


class MastheadLayout:
    """The masthead laid out for one page width: its height is the room left above the text.

    Order: as printed (New York template): organ and symbol between rules, session, committee, agenda item and its title,
    sponsors; for an adopted text the line of adoption and the bracketed line.
    """

    def __init__(self, masthead: Masthead, width: float, font: QFont) -> None:
        self._masthead = masthead
        self._width = width
        self._font = font
        self._rules: list[tuple[float, float]] = []
        self._laid: list[tuple[QTextLayout, QPointF]] = []
        self.height = self._lay_out()

    def _lay_out(self) -> float:
        m = self._masthead
        inner = self._width - 2 * EDGE
        text = self._width - LEFT - RIGHT
        top = self._row(Line("United Nations", LEFT, inner / 2, 1.15), 18.0)
        self._row(Line(m.symbol, EDGE, inner, 1.1, right=True), 18.0)
        self._rule(top + 3, 0.5)
        column = 170.0
        issue = self._issue()
        body = self._row(Line(self._organ(), LEFT, inner - column - LEFT + EDGE, 1.6, bold=True), top + 14)
        side = top + 14
        for words in issue:
            side = self._row(Line(words, self._width - EDGE - column, column, 0.85), side)
        at = max(body, side, top + 60) + 10
        self._rule(at, 1.5)
        at += 12
        for line in self._under(text):
            if line.words:
                at = self._row(line, at + line.above)
        return at + 16

    def _organ(self) -> str:
        known = organ(self._masthead.organ)
        return (known.parent if known and known.parent else "") or self._masthead.organ

    def _issue(self) -> list[str]:
        m = self._masthead
        lines = [f"Distr.: {m.distribution}" if m.distribution else ""]
        lines.append(printed(m.issued) if m.issued else "")
        lines.append(f"Original: {m.original}" if m.original else "")
        return [words for words in lines if words]

    def _under(self, text: float) -> list[Line]:
        m = self._masthead
        wide = self._width - LEFT - EDGE
        sponsors = ", ".join(m.sponsors)
        if m.proposal:
            sponsors = f"{sponsors}: {m.proposal}" if sponsors else m.proposal
        return [
            Line(m.session, EDGE, wide, bold=True),
            Line(m.committee, EDGE, wide, bold=True),
            Line(f"Agenda item {m.agenda_item}" if m.agenda_item else "", EDGE, wide),
            Line(m.agenda_title, EDGE, text, bold=True),
            Line(m.heading, LEFT, text, 1.2, bold=True, above=12),
            Line(f"[{m.basis}]" if m.basis else "", LEFT, text, italic=True, above=8),
            Line(sponsors, LEFT, text, bold=True, above=12),
        ]

    def _row(self, line: Line, top: float) -> float:
        """Lay out one line of words, wrapped; return its lower edge."""
        font = QFont(self._font)
        font.setPointSizeF(font.pointSizeF() * line.size)
        font.setBold(line.bold)
        font.setItalic(line.italic)
        layout = QTextLayout(line.words, font)
        option = QTextOption(Qt.AlignmentFlag.AlignRight if line.right else Qt.AlignmentFlag.AlignLeft)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (row := layout.createLine()).isValid():
            row.setLineWidth(line.width)
            row.setPosition(QPointF(0, height))
            height += row.height() * 1.08
        layout.endLayout()
        self._laid.append((layout, QPointF(line.left, top)))
        return top + height

    def _rule(self, at: float, width: float) -> None:
        self._rules.append((at, width))

    def paint(self, painter: QPainter, palette: QPalette, right: float) -> None:
        """Paint the masthead from the page's upper left corner."""
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        for at, width in self._rules:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Text), width))
            painter.drawLine(QPointF(EDGE, at), QPointF(right - EDGE, at))
        for layout, place in self._laid:
            layout.draw(painter, place)


def quiet(palette: QPalette) -> QColor:
    """Return the colour of words that are not the draft's own."""
    return palette.color(QPalette.ColorRole.PlaceholderText)


class PagePainter:
    """Paints what stands around the blocks of one document."""

    def __init__(self, document: QTextDocument, transcript: Transcript) -> None:
        self._document = document
        self._transcript = transcript
        self.scale = 1.0
        self.palette = QPalette()

    def paint(self, painter: QPainter, blocks: Iterator[QTextBlock], current: int, width: float) -> None:
        """Paint labels, placeholders and origins of these blocks; the painter counts as the document does."""
        layout = self._document.documentLayout()
        font = QFont(self._document.defaultFont(), _device(layout, painter))
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.72)
        known = self._transcript.blocks
        passages = self._transcript.passages
        for block in blocks:
            index = block.blockNumber()
            if index >= len(known):
                return
            said = known[index]
            lines = block.layout()
            if lines.lineCount() == 0:
                continue
            first = lines.lineAt(0)
            at = lines.position()
            baseline = at.y() + first.y() + first.ascent()
            left = at.x() + first.x()
            opening = passages[index].opening
            if opening is not None:
                self._opening(painter, index, said, QPointF(left, baseline), font)
                continue
            if said.label:
                self._label(painter, said, QPointF(left, baseline), font)
            if said.table is not None or said.kind is Kind.TABLE:
                self._table(painter, said, layout.blockBoundingRect(block), QPointF(left, baseline), font, width)
            elif block.length() == 1:
                self._placeholder(painter, said, index == current, QPointF(left, baseline), font)
            if said.origin is not None:
                self._origin(painter, said, at.y() + first.y(), small, width)

    def _label(self, painter: QPainter, said: Block, at: QPointF, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(self.palette.color(QPalette.ColorRole.Text))
        width = QFontMetricsF(font).horizontalAdvance(said.label)
        if said.kind is Kind.HEADING:
            bold = QFont(font)
            bold.setBold(True)
            painter.setFont(bold)
            left = at.x() - QFontMetricsF(bold).horizontalAdvance(said.label) - 3 * GAP * self.scale
        else:
            left = min(at.x() - TAB, at.x() - width - GAP * min(1.0, self.scale))
        painter.drawText(QPointF(left, at.y()), said.label)

    def _opening(self, painter: QPainter, index: int, said: Block, at: QPointF, font: QFont) -> None:
        """Paint a division's label before its title, and what stands for a title that is still empty."""
        opening = self._transcript.passages[index].opening
        if opening is None:
            return
        main = opening.kind is DivisionKind.MAIN
        bold = QFont(font)
        bold.setBold(True)
        bold.setPointSizeF(font.pointSizeF() * 1.35)
        masthead = self._transcript.heading.masthead
        adopted = main and index == 0 and masthead.number
        label = f"{masthead.number}." if adopted else opening.label
        if label:
            painter.setFont(bold)
            painter.setPen(self.palette.color(QPalette.ColorRole.Text))
            width = QFontMetricsF(bold).horizontalAdvance(label)
            painter.drawText(QPointF(max(2.0, at.x() - width - 2 * GAP * self.scale), at.y()), label)
        if not said.text:
            painter.setFont(bold)
            painter.setPen(quiet(self.palette))
            painter.drawText(at, "Title" if main else f"Title of the {opening.kind.value}")

    def _placeholder(self, painter: QPainter, said: Block, current: bool, at: QPointF, font: QFont) -> None:
        faint = QFont(font)
        faint.setItalic(True)
        painter.setFont(faint)
        painter.setPen(quiet(self.palette))
        painter.drawText(at, PLACEHOLDERS.get(said.kind, ""))

    def _table(
        self, painter: QPainter, said: Block, room: QRectF, at: QPointF, font: QFont, width: float
    ) -> None:
        frame = QRectF(at.x() - 8, room.top(), width - RIGHT * self.scale - at.x() + 8, room.height())
        painter.setPen(QPen(self.palette.color(QPalette.ColorRole.Mid), 1))
        painter.drawRoundedRect(frame, 3, 3)
        painter.setFont(font)
        painter.setPen(quiet(self.palette))
        painter.drawText(at, table_words(said.table))

    def _origin(self, painter: QPainter, said: Block, top: float, font: QFont, width: float) -> None:
        """Paint where a clause came from in the right margin: the symbol, and the paragraph under it."""
        if said.origin is None:
            return
        metrics = QFontMetricsF(font)
        room = (RIGHT - 16) * self.scale
        left = width - room - 2
        painter.setFont(font)
        painter.setPen(quiet(self.palette))
        at = top + metrics.ascent() + 2
        for words in (said.origin.symbol, said.origin.paragraph):
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room)
            painter.drawText(QPointF(left, at), shown)
            at += metrics.height()


def _device(layout: QAbstractTextDocumentLayout, painter: QPainter) -> QPaintDevice:
    return layout.paintDevice() or painter.device()
