"""Numbers of the lines, in the left margin of the page: painted only, and counted only as far as the page was seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextBlock, QTextDocument

SIZE = 0.62
"""The size of the numbers beside the text's."""


class LineNumbers:
    """Numbers the lines of one document as they are wrapped on the screen, running from the title to the end.

    Qt's layout does not set how many lines a block has; it is set here, so that Qt can add them up.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self.step = 0
        """Every which line has its number: 1 or 5; 0 for none."""
        self._counted, self._blocks = 0, 0
        """The last block whose lines were set, and how many blocks there were then."""
        self._changed: tuple[int, int] | None = None
        """From which character to which the text is another than when it was last painted."""
        document.contentsChange.connect(self._note)

    def _note(self, position: int, removed: int, added: int) -> None:
        if not self.step:
            return
        start, end = self._changed or (position, position)
        moved = end + added - removed if position <= end else end
        self._changed = (min(start, position), max(moved, position + added))

    def forget(self) -> None:
        """Count anew: all lines are wrapped otherwise."""
        self._counted = 0
        self._changed = None

    def paint(
        self,
        painter: QPainter,
        blocks: Sequence[QTextBlock],
        right: float,
        zoom: float,
        ink: QColor,
    ) -> None:
        """Paint the numbers of these blocks' lines, which end at `right`."""
        font = QFont(self._document.defaultFont())
        font.setPointSizeF(font.pointSizeF() * SIZE * zoom)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(ink)
        self._count_changed()
        for block in blocks:
            self._count_to(block)
            lines, number = block.layout(), block.firstLineNumber()
            for index in range(lines.lineCount()):
                number += 1
                if number % self.step:
                    continue
                line = lines.lineAt(index)
                at = lines.position().y() + line.y() + line.ascent()
                words = str(number)
                painter.drawText(QPointF(right - metrics.horizontalAdvance(words), at), words)

    def _count_changed(self) -> None:
        """Tell the blocks that were changed how many lines they have, where they were counted before."""
        if self._changed is None:
            return
        start, end = self._changed
        self._changed = None
        gone = self._blocks - self._document.blockCount()
        self._counted = max(0, self._counted - max(0, gone))
        block = self._document.findBlock(start)
        while block.isValid() and block.position() <= end:
            block.setLineCount(block.layout().lineCount())
            block = block.next()

    def _count_to(self, last: QTextBlock) -> None:
        """Tell every block up to this one, and this one in any case, how many lines it has."""
        block = self._document.findBlockByNumber(self._counted)
        while block.isValid() and block.blockNumber() < last.blockNumber():
            block.setLineCount(block.layout().lineCount())
            block = block.next()
        last.setLineCount(last.layout().lineCount())
        self._counted = max(self._counted, last.blockNumber())
        self._blocks = self._document.blockCount()
