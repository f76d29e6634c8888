"""The page in the window: a text editor that shows one document as a page, with zoom, masthead and margins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextOption,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from desktop.editor.document.leads import LeadPainter
from desktop.editor.document.notes import NoteMarks, anchors, shown
from desktop.editor.document.parsed_document import ParsedDocument
from desktop.editor.document.properties import NOTE_OBJECT
from desktop.editor.line_numbers import LineNumbers
from desktop.editor.page import EDGE, LEFT, RIGHT, PagePainter, fitted, quiet, shown_from

FONT_FAMILIES = ("Times New Roman", "Liberation Serif", "Tinos", "Times", "serif")
FONT_SIZE = 12.5
"""Points on the screen for the 10 points of print."""
TEXT_WIDTH_MM = 150
ZOOM = (50, 300)
"""Least and greatest zoom, per cent."""
DPI = 96.0
LEAST_TEXT = 260.0
"""The text never becomes narrower than this, in pixels at 100 %: the page is then wider than the view, and scrolls."""


class Layer(Protocol):
    """Paints something of its own at the blocks in sight; the painter counts as the document does."""

    def shows(self) -> bool:
        """Return whether there is anything to paint: asked at every key."""

    def paint(self, painter: QPainter, blocks: Sequence[QTextBlock], palette: QPalette) -> None:
        """Paint at these blocks."""


class PageView(QTextEdit):
    """Shows a document as a page: what its blocks are is painted around them, as the parsed document has it."""

    heading_clicked = Signal()
    """The masthead was clicked."""
    zoom_changed = Signal(int)
    """The zoom in per cent."""
    behind: list[Layer]
    before: list[Layer]
    """What is painted behind the words, and before them."""
    tellers: list[Callable[[QPoint], str]]
    """Functions that return the tooltip of a place of the view, empty for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self._zoom = 100
        self._text_width = TEXT_WIDTH_MM * DPI / 25.4
        self._pressed_heading = False
        self._mending = False
        self.behind: list[Layer] = []
        self.before: list[Layer] = []
        self.tellers: list[Callable[[QPoint], str]] = []
        document = self.document()
        document.setDefaultFont(_font())
        option = document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        self._parsed = ParsedDocument(document)
        self._leads = LeadPainter(document)
        self._marks = NoteMarks(document, self)
        document.documentLayout().registerHandler(NOTE_OBJECT, self._marks)
        self._page = PagePainter(document, self._parsed)
        self._lines = LineNumbers(document)
        self._apply_zoom()

    # --- the page ----------------------------------------------------------------------------

    def _page_width(self) -> float:
        return LEFT + self._text_width + RIGHT

    @property
    def _scale(self) -> float:
        return self._zoom / 100.0 * self.viewport().logicalDpiX() / DPI

    @property
    def zoom(self) -> int:
        """Return the zoom in per cent."""
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """Show the page larger or smaller."""
        wanted = max(ZOOM[0], min(ZOOM[1], percent))
        if wanted != self._zoom:
            self._zoom = wanted
            self._apply_zoom()
            self.zoom_changed.emit(wanted)

    def zoom_in(self) -> None:
        """Show the page a tenth larger."""
        self.set_zoom(self._zoom + 10)

    def zoom_out(self) -> None:
        """Show the page a tenth smaller."""
        self.set_zoom(self._zoom - 10)

    def set_page_width(self, millimetres: int) -> None:
        """Set how wide the text is at 100 % zoom."""
        self._text_width = millimetres * DPI / 25.4
        with self._place_kept():
            self._fit_page()

    def fit_width(self) -> None:
        """Zoom so that the page is as wide as the view."""
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        across = self._page_width() * self.viewport().logicalDpiX() / DPI
        self.set_zoom(int(100 * room / across))

    def set_line_numbers(self, step: int) -> None:
        """Number every line (1), every fifth (5), or none (0)."""
        self._lines.step = step
        self._lines.forget()
        self.viewport().update()

    def _apply_zoom(self) -> None:
        """Lay out for a device of another resolution: text, margins and masthead grow alike, and nothing is to undo."""
        device = QImage(1, 1, QImage.Format.Format_RGB32)
        dots = round(self.viewport().logicalDpiX() * self._zoom / 100) / 0.0254
        device.setDotsPerMeterX(round(dots))
        device.setDotsPerMeterY(round(dots))
        self._device = device
        self._page.set_scale(self._scale, self._zoom / 100)
        self._marks.set_zoom(self._zoom / 100)
        document = self.document()
        with self._place_kept():
            document.documentLayout().setPaintDevice(device)
            self._mending = True
            document.markContentsDirty(0, document.characterCount())
            self._mending = False
            self._fit_page()

    def _fit_page(self) -> None:
        """Let the page stand in the middle of the window, as wide as it may be and as the view allows."""
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        wide = round(self._page_width() * self._scale)
        spare = max(0, room - wide)
        self.setViewportMargins(spare // 2, 0, spare - spare // 2, 0)
        least = round((LEFT + LEAST_TEXT + RIGHT) * self._scale)
        self.setLineWrapColumnOrWidth(max(min(room, wide), least))
        self._lines.forget()
        self._fit_masthead()
        self.viewport().update()

    def _shown_width(self) -> int:
        """Return how wide the page is, in pixels of the screen."""
        return self.lineWrapColumnOrWidth()

    @contextmanager
    def _place_kept(self) -> Iterator[None]:
        """Keep in view what is in view while lines wrap anew: the cursor's line where it is seen, else the topmost."""
        bar = self.verticalScrollBar()
        kept = self.textCursor()
        seen = 0 <= self.cursorRect(kept).top() < self.viewport().height()
        if not seen:
            kept = self.cursorForPosition(QPoint(0, 0))
        at_top, before = bar.value() == 0, self.cursorRect(kept).top()
        yield
        if not at_top:
            bar.setValue(bar.value() + self.cursorRect(kept).top() - before)
        if seen:
            self.ensureCursorVisible()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of palette, among others."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Bring the line that is being written back into view where a panel opens over it."""
        written = 0 <= self.cursorRect().top() < event.oldSize().height()
        with self._place_kept():
            self._fit_page()
            super().resizeEvent(event)
        if written:
            self.ensureCursorVisible()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt hands over the wheel: with Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom + (10 if event.angleDelta().y() > 0 else -10))
            event.accept()
            return
        super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for the page: its text, and around it what is painted only."""
        self._parsed.parse_pending(words=False)
        room = event.rect()
        seen = self._visible(room.top(), room.bottom())
        if any(layer.shows() for layer in self.behind):
            painter = self._painter(room)
            self._paint_layers(self.behind, painter, seen)
            painter.end()
        super().paintEvent(event)
        painter = self._painter(room)
        self._page.use(self.palette())
        if room.top() + self.verticalScrollBar().value() < self._heading_height():
            painter.save()
            painter.setTransform(self._to_masthead(), True)
            self._masthead.paint(painter, self.palette())
            painter.restore()
        width = float(self._shown_width())
        self._page.paint(painter, seen, width)
        if self._lines.step:
            right = (EDGE - 4) * self._scale
            self._lines.paint(painter, seen, right, self._zoom / 100, quiet(self.palette()))
        self._paint_layers(self.before, painter, seen)
        painter.end()

    def _to_masthead(self) -> QTransform:
        """Return the way from the document's measures to those of the masthead as it is shown."""
        scale = self._masthead.factor * self._scale
        way = QTransform.fromTranslate(0, self._heading_height() - self._masthead.height * scale)
        return way.scale(scale, scale)

    def heading_rooms(self, field: str, start: int, end: int) -> list[QRectF]:
        """Return where letters of a field of the masthead are shown, as the document counts."""
        return [self._to_masthead().mapRect(r) for r in self._masthead.rooms(field, start, end)]

    def _painter(self, room: QRect) -> QPainter:
        """Return a painter on a part of the view that counts as the document does."""
        painter = QPainter(self.viewport())
        painter.setClipRect(room)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        return painter

    def _paint_layers(
        self, layers: Sequence[Layer], painter: QPainter, seen: Sequence[QTextBlock]
    ) -> None:
        """Paint what others lay behind or before the words of the blocks in sight."""
        colours = self.palette()
        for layer in layers:
            if layer.shows():
                painter.save()
                layer.paint(painter, seen, colours)
                painter.restore()

    def _visible(self, top: int, bottom: int) -> list[QTextBlock]:
        """Return the blocks between two heights of the viewport."""
        layout = self.document().documentLayout()
        offset = self.verticalScrollBar().value()
        block, seen = self._first_below(top + offset), []
        while block.isValid():
            if block.isVisible():
                room: QRectF = layout.blockBoundingRect(block)
                if room.top() > bottom + offset:
                    break
                seen.append(block)
            block = block.next()
        return seen

    def _first_below(self, height: int) -> QTextBlock:
        """Return the first block that does not end above a height of the document."""
        document = self.document()
        layout = document.documentLayout()
        near = self.textCursor().block()  # what is painted anew while one writes begins here
        if near.isVisible() and near.previous().isVisible():
            above, own = (layout.blockBoundingRect(b).bottom() for b in (near.previous(), near))
            if above < height <= own:
                return near
        low, high = 0, document.blockCount() - 1
        while low < high:
            middle = (low + high) // 2
            seen = shown_from(document.findBlockByNumber(middle))
            if layout.blockBoundingRect(seen).bottom() < height:
                low = middle + 1
            else:
                high = middle
        return document.findBlockByNumber(low)

    def _heading_height(self) -> float:
        return self.document().rootFrame().frameFormat().topMargin() * self._scale

    # --- mouse -------------------------------------------------------------------------------

    def _in_heading(self, place: QPoint) -> bool:
        return place.y() + self.verticalScrollBar().value() < self._heading_height() - 8

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave the cursor where it is when the masthead is pressed."""
        self._pressed_heading = event.button() == Qt.MouseButton.LeftButton and self._in_heading(
            event.position().toPoint()
        )
        if not self._pressed_heading:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Treat press and release on the masthead as a click on it."""
        if not self._pressed_heading:
            super().mouseReleaseEvent(event)
            return
        self._pressed_heading = False
        if self._in_heading(event.position().toPoint()):
            self.heading_clicked.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over the masthead."""
        if self._pressed_heading:
            return
        super().mouseMoveEvent(event)
        over = self._in_heading(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt asks for a tooltip, among others."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self._tip(event.pos())
            if words:
                QToolTip.showText(event.globalPos(), words, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _tip(self, place: QPoint) -> str:
        """Return the tooltip of a place: a note's words, a clause's origin, the masthead's form."""
        for teller in self.tellers:
            if words := teller(place):
                return words
        if self._in_heading(place):
            return "Click to fill in the heading"
        cursor = self.cursorForPosition(place)
        self._parsed.parse_pending()
        if (
            self.horizontalScrollBar().value() + place.x()
            > self._shown_width() - RIGHT * self._scale
        ):
            origin = self._parsed.blocks[cursor.blockNumber()].origin
            if origin:
                return f"From {origin.symbol}, {origin.paragraph}: {origin.wording}".rstrip(": ")
        for at, _, anchored in anchors(cursor.block()):
            if at <= cursor.position() <= at + 1:
                return shown(anchored, self._parsed.marks.get(anchored.key, ""))
        return ""

    # --- what the draft's numbers and heading ask of the page --------------------------------

    def _show_marks(self) -> None:
        """Give the notes their numbers, and lay out anew the lines whose marks became wider or narrower."""
        old, new = self._marks.marks, self._parsed.marks
        resized = {key for key in new if len(old.get(key, "•")) != len(new[key])}
        self._marks.marks = new
        if not resized:
            return
        dirty = [
            self.document().findBlockByNumber(index)
            for index, passage in enumerate(self._parsed.passages)
            if any(anchored.key in resized for anchored in passage.notes)
        ]
        if dirty:
            self.lay_out_again(dirty[0], dirty[-1])

    def lay_out_again(self, first: QTextBlock, last: QTextBlock) -> None:
        """Lay out blocks from one to another, in one go: each call lays out all that follows."""
        start = first.position()
        self._mending = True
        self.document().markContentsDirty(start, last.position() + last.length() - start)
        self._mending = False

    def _fit_masthead(self) -> None:
        """Lay the masthead out for the page as wide as it is shown now."""
        width = self._shown_width() / self._scale
        room = self._heading_height() / self._scale
        font = self.document().defaultFont()
        self._masthead = fitted(self._parsed.heading.masthead, width, room, font)


def _font() -> QFont:
    font = QFont()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPointSizeF(FONT_SIZE)
    return font
