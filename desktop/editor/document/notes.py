"""Notes in the running text: one character each, painted as its superscript mark."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from desktop.editor.document.codec import AnchoredNote, note_of
from desktop.editor.document.properties import NOTE_OBJECT, OBJECT, Property
from resolution.text import plain

SIZE = 0.66
"""A mark's letters beside the text's."""


class NoteMarks(QPyTextObject):
    """Paints the marks; `marks` gives them by the notes' keys, as the parsed document numbers them."""

    def __init__(self, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._face: tuple[QFont, QFontMetricsF] | None = None
        self.marks: Mapping[str, str] = {}
        self._keys: dict[int, str] = {}
        self._sizes: dict[str, QSizeF] = {}

    def _mark(self, typeface: QTextFormat) -> str:
        serial = typeface.property(
            Property.SERIAL
        )  # asked for at every key, and much shorter than the note
        key = self._keys.get(serial)
        if key is None:
            written = typeface.property(Property.NOTE)
            if written is None:
                return ""
            key = self._keys[serial] = note_of(written).key
        return self.marks.get(key, "•")

    def set_zoom(self, zoom: float) -> None:
        """Paint for text that is so much larger: a painter sizes letters for the screen, not for the page's device."""
        font = QFont(self._document.defaultFont())
        font.setPointSizeF(font.pointSizeF() * SIZE * zoom)
        self._face = (font, QFontMetricsF(font))
        self._sizes.clear()

    def _letters(self) -> tuple[QFont, QFontMetricsF]:
        if self._face is None:
            self.set_zoom(1.0)
        assert self._face is not None
        return self._face

    def intrinsicSize(
        self, document: QTextDocument, position: int, typeface: QTextFormat
    ) -> QSizeF:
        """Return the room the mark takes; no higher than the line, so that lines keep their distance."""
        mark = self._mark(typeface)
        size = self._sizes.get(mark)
        if size is None:
            metrics = self._letters()[1]
            size = QSizeF(metrics.horizontalAdvance(mark) + 1, metrics.ascent() * 1.35)
            self._sizes[mark] = size
        return size

    def drawObject(
        self,
        painter: QPainter,
        room: QRectF | QRect,
        document: QTextDocument,
        position: int,
        typeface: QTextFormat,
    ) -> None:
        """Paint the mark in its room."""
        painter.save()
        painter.setFont(self._letters()[0])
        painter.drawText(
            QRectF(room),
            Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft,
            self._mark(typeface),
        )
        painter.restore()


def anchors(block: QTextBlock) -> list[tuple[int, QTextCharFormat, AnchoredNote]]:
    """Return the note characters of a block: position in the document, format, note."""
    if OBJECT not in block.text():
        return []
    found = []
    held = block.textFormats()  # their formats live as long as this list
    for each in held:
        if each.format.objectType() == NOTE_OBJECT:
            note = note_of(each.format.property(Property.NOTE))
            for offset in range(each.length):
                place = block.position() + each.start + offset
                found.append((place, QTextCharFormat(each.format), note))
    return found


def shown(anchored: AnchoredNote, mark: str) -> str:
    """Return a note as a tooltip shows it."""
    text = anchored.note.text
    return (
        f"{mark} {plain(text)}"
        if text is not None
        else f"{mark} (the source has lost this note's text)"
    )
