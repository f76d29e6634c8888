"""How the page is painted around the text: the masthead above it, labels before the clauses, their origin beside them.

None of it is stored: labels come from the parsed document, the masthead from the heading, colours from the palette.
Lengths are pixels at 96 dots per inch and 100 % zoom; `scale` brings them to the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPen,
    QTextBlock,
    QTextDocument,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from desktop.editor.document.blocks import TAB
from desktop.editor.document.codec import DivisionOpening
from desktop.editor.document.leads import HEADING_SIZES, TITLE_SIZE
from desktop.editor.document.parsed_document import ParsedDocument
from resolution.language.dates import printed
from resolution.language.organs import organ
from resolution.model import Block, DivisionKind, Kind, Masthead, Origin, Table

LEFT = 84.0
"""From the page's edge to the text: room for heading numbers, and for the masthead to begin left of the text."""
RIGHT = 104.0
"""From the text to the page's edge: room for where a clause came from."""
EDGE = 24.0
"""From the page's edge to the masthead's."""
GAP = 7.0
"""Least distance between a label and its words."""

MASTHEAD_LEAST = 0.4
"""On a very narrow page the masthead becomes no smaller than this."""
SMALL = 0.72
"""The size of origins beside the text's."""

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


ITEM = "Agenda item "


@dataclass(slots=True)
class MastheadLine:
    """A line of the masthead: words at a place, in a size relative to the text, bold or italic.

    field: of the masthead, that the words give from their `prefix` on
    """

    words: str
    left: float
    width: float
    size: float = 1.0
    bold: bool = False
    italic: bool = False
    above: float = 0.0
    right: bool = False
    field: str = ""
    prefix: str = ""


class MastheadLayout:
    """The masthead laid out for one page width: its height is the room left above the text.

    Order: as printed (New York template): organ and symbol between rules, session, committee, agenda item and its
    title, sponsors; for an adopted text the line of adoption and the bracketed line.
    """

    def __init__(self, masthead: Masthead, width: float, font: QFont, factor: float = 1.0) -> None:
        self._masthead = masthead
        self.factor = factor
        self._width = width / factor
        self._edge, self._left, self._right = EDGE / factor, LEFT / factor, RIGHT / factor
        self._font = font
        self._rules: list[tuple[float, float]] = []
        self._laid: list[tuple[QTextLayout, QPointF]] = []
        self._fields: dict[str, tuple[QTextLayout, QPointF, int]] = {}
        self.height = self._lay_out()

    def _lay_out(self) -> float:
        m = self._masthead
        inner = self._width - 2 * self._edge
        text = self._width - self._left - self._right
        top = self._row(MastheadLine("United Nations", self._left, inner / 2, 1.15), 18.0)
        self._row(MastheadLine(m.symbol, self._edge, inner, 1.1, right=True, field="symbol"), 18.0)
        self._rule(top + 3, 0.5)
        column = 170.0
        issue = self._issue()
        body = self._row(
            MastheadLine(
                self._organ(), self._left, inner - column - self._left + self._edge, 1.6, bold=True
            ),
            top + 14,
        )
        side = top + 14
        for words in issue:
            side = self._row(
                MastheadLine(words, self._width - self._edge - column, column, 0.85), side
            )
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

    def _under(self, text: float) -> list[MastheadLine]:
        m = self._masthead
        wide = self._width - self._left - self._edge
        sponsors = ", ".join(m.sponsors)
        if m.proposal:
            sponsors = f"{sponsors}: {m.proposal}" if sponsors else m.proposal
        return [
            MastheadLine(m.session, self._edge, wide, bold=True, field="session"),
            MastheadLine(m.committee, self._edge, wide, bold=True, field="committee"),
            MastheadLine(
                f"{ITEM}{m.agenda_item}" if m.agenda_item else "",
                self._edge,
                wide,
                field="agenda_item",
                prefix=ITEM,
            ),
            MastheadLine(m.agenda_title, self._edge, text, bold=True, field="agenda_title"),
            MastheadLine(m.heading, self._left, text, 1.2, bold=True, above=12, field="heading"),
            MastheadLine(
                f"[{m.basis}]" if m.basis else "",
                self._left,
                text,
                italic=True,
                above=8,
                field="basis",
                prefix="[",
            ),
            MastheadLine(sponsors, self._left, text, bold=True, above=12, field="sponsors"),
        ]

    def _row(self, line: MastheadLine, top: float) -> float:
        """Lay out one line of words, wrapped; return its lower edge."""
        font = QFont(self._font)
        font.setPointSizeF(font.pointSizeF() * line.size)
        font.setBold(line.bold)
        font.setItalic(line.italic)
        layout = QTextLayout(line.words, font)
        option = QTextOption(
            Qt.AlignmentFlag.AlignRight if line.right else Qt.AlignmentFlag.AlignLeft
        )
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (row := layout.createLine()).isValid():
            row.setLineWidth(line.width)
            row.setPosition(QPointF(0, height))
            height += row.height() * 1.08
        layout.endLayout()
        self._laid.append((layout, QPointF(line.left, top)))
        if line.field:
            self._fields[line.field] = (layout, QPointF(line.left, top), len(line.prefix))
        return top + height

    def rooms(self, field: str, start: int, end: int) -> list[QRectF]:
        """Return where letters of a field stand, a room a line, from the page's upper left corner."""
        if field not in self._fields:
            return []
        layout, place, prefix = self._fields[field]
        found = []
        for number in range(layout.lineCount()):
            row = layout.lineAt(number)
            low = max(start + prefix, row.textStart())
            high = min(max(end, start + 1) + prefix, row.textStart() + row.textLength())
            if low < high:
                left, right = (_across(row, at) for at in (low, high))
                room = QRectF(left, row.position().y(), right - left, row.height())
                found.append(room.translated(place))
        return found

    def _rule(self, at: float, width: float) -> None:
        self._rules.append((at, width))

    def paint(self, painter: QPainter, palette: QPalette) -> None:
        """Paint the masthead from the page's upper left corner."""
        right = self._width
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        for at, width in self._rules:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Text), width))
            painter.drawLine(QPointF(self._edge, at), QPointF(right - self._edge, at))
        for layout, place in self._laid:
            layout.draw(painter, place)


def _across(row: QTextLine, at: int) -> float:
    """Return how far from the left a letter of a line begins."""
    found: Any = row.cursorToX(
        at
    )  # with the place that it is of, whatever Qt's own description says
    return float(found[0])


def fitted(masthead: Masthead, width: float, height: float, font: QFont) -> MastheadLayout:
    """Return the masthead for a page narrower than it was made room for, smaller only as far as the room asks."""
    factor = 1.0
    while True:
        laid = MastheadLayout(masthead, width, font, factor)
        if laid.height * factor <= height + 0.5 or factor < MASTHEAD_LEAST:
            return laid
        factor *= 0.95


def quiet(palette: QPalette) -> QColor:
    """Return the colour of words that are not the draft's own."""
    return palette.color(QPalette.ColorRole.PlaceholderText)


def shown_from(block: QTextBlock) -> QTextBlock:
    """Return the block, or where it is folded away the last one before it that is in sight."""
    while not block.isVisible() and block.previous().isValid():
        block = block.previous()
    return block


class PagePainter:
    """Paints what stands around the blocks of one document."""

    def __init__(self, document: QTextDocument, parsed: ParsedDocument) -> None:
        self._document = document
        self._parsed = parsed
        self._scale = 1.0
        self._palette = QPalette()
        self._ink = self._quiet = QColor()
        self._faces: dict[tuple[float, bool, bool], tuple[QFont, QFontMetricsF]] = {}
        self._zoom = 1.0

    def set_scale(self, scale: float, zoom: float) -> None:
        """Paint for a page of this scale, letters enlarged by `zoom` beside what the screen makes of points."""
        self._scale, self._zoom = scale, zoom
        self._faces.clear()

    def use(self, palette: QPalette) -> None:
        """Paint in these colours."""
        if palette.cacheKey() != self._palette.cacheKey():
            self._palette = palette
            self._ink, self._quiet = palette.color(QPalette.ColorRole.Text), quiet(palette)

    def _face(
        self, size: float = 1.0, bold: bool = False, italic: bool = False
    ) -> tuple[QFont, QFontMetricsF]:
        """Return a typeface beside the text's, and its measures."""
        known = self._faces.get((size, bold, italic))
        if known is None:
            font = QFont(self._document.defaultFont())
            font.setPointSizeF(font.pointSizeF() * size * self._zoom)
            font.setBold(bold)
            font.setItalic(italic)
            known = self._faces[size, bold, italic] = (font, QFontMetricsF(font))
        return known

    def paint(self, painter: QPainter, blocks: Sequence[QTextBlock], width: float) -> None:
        """Paint labels, placeholders and origins of these blocks; the painter counts as the document does."""
        layout = self._document.documentLayout()
        known = self._parsed.placed
        beginning = self._parsed.opening
        openings = self._parsed.openings
        for block in blocks:
            index = block.blockNumber()
            if index >= len(known):
                return
            clause = known[index]
            lines = block.layout()
            if lines.lineCount() == 0:
                continue
            first = lines.lineAt(0)
            at = lines.position()
            baseline = at.y() + first.y() + first.ascent()
            left = at.x() + first.x()
            opening = beginning(index)
            place = QPointF(left, baseline)
            if opening is not None:
                if index and (lines_before := beginning(openings[openings.index(index) - 1])):
                    above = layout.blockBoundingRect(shown_from(block.previous())).bottom()
                    self.closing(painter, lines_before.closing, above, width)
                self._opening(painter, opening, clause, place)
                continue
            if clause.label:
                self._label(painter, clause, place)
            if clause.kind is Kind.TABLE:
                self._table(painter, clause, layout.blockBoundingRect(block), place, width)
            elif block.length() == 1:
                self._words(painter, PLACEHOLDERS[clause.kind], place, self._quiet, italic=True)
            if clause.origin is not None:
                self._origin(painter, clause.origin, at.y() + first.y(), width)
            ends = block == shown_from(self._document.lastBlock())
            if ends and (last := beginning(openings[-1])):
                self.closing(painter, last.closing, layout.blockBoundingRect(block).bottom(), width)

    def _words(
        self,
        painter: QPainter,
        words: str,
        at: QPointF,
        colour: QColor,
        size: float = 1.0,
        bold: bool = False,
        italic: bool = False,
    ) -> None:
        painter.setFont(self._face(size, bold, italic)[0])
        painter.setPen(colour)
        painter.drawText(at, words)

    def _label(self, painter: QPainter, clause: Block, at: QPointF) -> None:
        """Paint a label one tab stop before its words, further left where it is wide; a heading's in the margin."""
        if clause.kind is Kind.HEADING:
            size = HEADING_SIZES.get(clause.level, 1.0)
            self._before(painter, clause.label, at, size)
            return
        width = self._face()[1].horizontalAdvance(clause.label)
        left = min(at.x() - TAB, at.x() - width - GAP)
        self._words(painter, clause.label, QPointF(left, at.y()), self._ink)

    def _before(self, painter: QPainter, label: str, at: QPointF, size: float) -> None:
        """Paint a heading's or division's label in the margin, in bold."""
        width = self._face(size, bold=True)[1].horizontalAdvance(label)
        left = max(2.0, at.x() - width - 2 * GAP * self._scale)
        self._words(painter, label, QPointF(left, at.y()), self._ink, size, bold=True)

    def _opening(
        self, painter: QPainter, opening: DivisionOpening, clause: Block, at: QPointF
    ) -> None:
        """Paint a division's label before its title, and what stands for a title that is still empty."""
        main = opening.kind is DivisionKind.MAIN
        masthead = self._parsed.heading.masthead
        number, known = masthead.number, organ(masthead.organ)
        label = (f"{number}." if number else "") if main else opening.label
        if label:
            self._before(painter, label, at, TITLE_SIZE)
        untitled = main and known is not None and not known.titled
        if not clause.text and not untitled:
            words = "Title" if main else f"Title of the {opening.kind.value}"
            self._words(painter, words, at, self._quiet, TITLE_SIZE, bold=True, italic=True)

    def _table(
        self, painter: QPainter, clause: Block, room: QRectF, at: QPointF, width: float
    ) -> None:
        left = at.x() - GAP
        frame = QRectF(left, room.top() - 2, width - RIGHT * self._scale - left, room.height() + 4)
        painter.setPen(QPen(self._palette.color(QPalette.ColorRole.Mid), 1))
        painter.drawRoundedRect(frame, 3, 3)
        self._words(painter, table_words(clause.table), at, self._quiet)

    def _origin(self, painter: QPainter, origin: Origin, top: float, width: float) -> None:
        """Paint where a clause came from in the right margin: the symbol, and the paragraph under it."""
        metrics = self._face(SMALL)[1]
        room = (RIGHT - 16) * self._scale
        at = top + metrics.ascent() + 2
        for words in (origin.symbol, origin.paragraph):
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room)
            self._words(painter, shown, QPointF(width - room - 2, at), self._quiet, SMALL)
            at += metrics.height()

    def closing(self, painter: QPainter, lines: Sequence[str], bottom: float, width: float) -> None:
        """Paint the lines that close a division, meeting and date, right under its last block."""
        metrics = self._face(italic=True)[1]
        at = bottom + metrics.ascent() + 6 * self._scale
        for words in lines:
            left = width - RIGHT * self._scale - metrics.horizontalAdvance(words)
            self._words(painter, words, QPointF(left, at), self._ink, italic=True)
            at += metrics.height()
