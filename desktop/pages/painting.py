"""Pages painted: on paper, in a PDF, on the screen, always the same."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from desktop.pages.faces import Faces
from desktop.pages.lines import LineSpan
from desktop.pages.paging import PageLine, PrintedPage

RESOLUTION = 1200
"""Dots to the inch of a PDF: places are exact to a seventeenth of a point and better."""

_ESCAPE = 0.06
"""How thick the lines under and through words are, to their size."""


class PaintError(Exception):
    """Pages that could not be painted; the message is one sentence for the user."""


def ensure_application() -> None:
    """Have Qt ready to set type, without a display where there is no window.

    On Linux the platform that needs no display is chosen: one that is named and does not answer would end the program.
    """
    if QGuiApplication.instance() is None:
        if sys.platform.startswith("linux"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication(["resolution-drafter"]))


_kept: list[QGuiApplication] = []


class Painter:
    """Paints pages with a set of typefaces of its own; its units are points."""

    def __init__(self, painter: QPainter, faces: Faces | None = None) -> None:
        self._painter = painter
        self._faces = faces or Faces()
        self._images: dict[bytes, QImage] = {}

    def paint(self, page: PrintedPage) -> None:
        """Paint a page, its upper left corner at the painter's origin."""
        painter = self._painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for bar in page.bars:
            rectangle = QRectF(bar.x, bar.y, bar.width, bar.thickness)
            painter.fillRect(rectangle, QColor("black"))
        for image in page.images:
            rectangle = QRectF(image.x, image.y, image.width, image.height)
            painter.drawImage(rectangle, self._image(image.data))
        for line in page.lines:
            self._line(line)

    def _image(self, data: bytes) -> QImage:
        if data not in self._images:
            self._images[data] = QImage.fromData(data)
        return self._images[data]

    def _line(self, line: PageLine) -> None:
        base = self._painter.transform()
        for span in line.spans:
            self._span(line, span)
            self._painter.setTransform(base)

    def _span(self, line: PageLine, span: LineSpan) -> None:
        painter, look = self._painter, span.look
        face = self._faces[look]
        x, y = line.x + span.x, line.y - span.lift
        painter.translate(x, y)
        colour = QColor(f"#{look.colour}")
        if look.underlined or look.struck:
            thick = face.size * _ESCAPE
            top = 0.12 * face.size if look.underlined else -0.28 * face.size
            painter.fillRect(QRectF(0.0, top, span.width, thick), colour)
        painter.scale(face.unit * look.scale, face.unit)
        painter.setPen(colour)
        for run in face.glyphs(span.text, span.right_to_left).runs:
            painter.drawGlyphRun(QPointF(0.0, 0.0), run)


def to_bytes(
    pages: Sequence[PrintedPage],
    title: str,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return pages as a PDF with their fonts in it.

    It is made in memory, for Qt does not tell when a disk takes only part of it. Raises OSError where Qt cannot paint.
    """
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(made)
    writer.setResolution(RESOLUTION)
    writer.setTitle(title)
    writer.setCreator("Resolution Drafter")
    writer.setPageLayout(page_layout(pages[0]))
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError("the PDF could not be begun")
    try:
        paint_all(painter, pages, lambda: writer.newPage(), RESOLUTION / 72, progress)
    finally:
        ended = painter.end()
    if not ended:
        raise OSError("the PDF could not be finished")
    return bytes(made.data().data())


def page_layout(page: PrintedPage) -> QPageLayout:
    """Return Qt's description of a page without margins: ours are in the layout."""
    size = QPageSize(
        QSizeF(page.width, page.height),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def paint_all(
    painter: QPainter,
    pages: Sequence[PrintedPage],
    turn: Callable[[], object],
    scale: float,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Paint pages one after another; `turn` goes on to the next, `scale` is dots to the point."""
    faces = Faces()
    for n, page in enumerate(pages):
        if n:
            turn()
        painter.save()
        painter.scale(scale, scale)
        Painter(painter, faces).paint(page)
        painter.restore()
        if progress:
            progress(n + 1, len(pages))
