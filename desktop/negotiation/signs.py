"""Quiet words beside the paragraphs that are being negotiated: how many proposals are open, agreed, in brackets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPalette, QTextBlock

from desktop.editor.document.properties import Property
from desktop.editor.page import RIGHT, SMALL, quiet
from desktop.editor.page_view import PageView
from resolution.model import TITLE, Resolution, Standing
from resolution.negotiating.resolving import standings

STANDS = {
    Standing.AGREED: "✓ agreed",
    Standing.BRACKETED: "[ ] in brackets",
    Standing.CHANGED: "✓? changed",
}


def sign(opened: int, standing: Standing) -> str:
    """Return what stands beside a paragraph: "2 proposals", "✓ agreed"; empty for nothing."""
    counted = f"{opened} proposal{'' if opened == 1 else 's'}" if opened else ""
    stands = STANDS.get(standing, "")
    return ", ".join(filter(None, (stands, counted)))


def signs_of(resolution: Resolution) -> dict[str, str]:
    """Return the sign of every paragraph that has one, by its name."""
    opened = Counter(each.clause for each in resolution.negotiation.proposals if each.is_open)
    stand = standings(resolution)
    return {name: sign(opened[name], stand.get(name, Standing.OPEN)) for name in {*opened, *stand}}


class Signs:
    """A layer of the page. It is given what to show; while one types it only looks names up."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._signs: dict[str, str] = {}

    def show(self, signs: dict[str, str]) -> None:
        """Show these, by the names of the blocks."""
        if signs != self._signs:
            self._signs = signs
            self._view.viewport().update()

    def shows(self) -> bool:
        """Return whether there is anything to paint."""
        return bool(self._signs)

    def paint(self, painter: QPainter, blocks: Sequence[QTextBlock], palette: QPalette) -> None:
        """Paint in the right margin, a line below where the origin stands."""
        scale = self._view.viewport().logicalDpiX() / 96.0 * self._view.zoom / 100
        font = QFont(self._view.document().defaultFont())
        font.setPointSizeF(font.pointSizeF() * SMALL * self._view.zoom / 100)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(quiet(palette))
        room = (RIGHT - 16) * scale
        left = self._view.lineWrapColumnOrWidth() - room - 2
        for block in blocks:
            facts = block.blockFormat()
            name = TITLE if block.blockNumber() == 0 else facts.property(Property.ID)
            words = self._signs.get(name)
            lines = block.layout()
            if not words or lines.lineCount() == 0:
                continue
            above = 2 * metrics.height() if facts.hasProperty(Property.ORIGIN) else 0.0
            at = lines.position().y() + lines.lineAt(0).y() + metrics.ascent() + 2 + above
            for part in words.split(", "):
                painter.drawText(QPointF(left, at), part)
                at += metrics.height()
