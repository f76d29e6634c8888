"""The icons: our names mapped to those of Remix Icon, drawn sharp at any scale in the theme's colours.

Glyphs are drawn as outlines, so the font need not be registered with Qt. The font comes with QtAwesome, which is not
imported: importing it takes 90 ms at start-up, reading its two files takes 5 ms.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPixmap,
    QRawFont,
    QTransform,
)

from desktop.base.theme import Theme, faint

FONT, CHARACTERS = "remixicon-2.5.0.ttf", "remixicon-charmap-2.5.0.json"

ICONS = {
    # files
    "new": "file-add-line",
    "open": "folder-open-line",
    "save": "save-3-line",
    "export": "file-word-line",
    "report": "file-list-line",
    "pdf": "file-pdf-line",
    "export_other": "share-forward-line",
    "print": "printer-line",
    "preview": "file-search-line",
    "preferences": "settings-3-line",
    "history": "history-line",
    "compare": "file-copy-2-line",
    "recover": "lifebuoy-line",
    "reload": "restart-line",
    "window": "window-line",
    "quit": "logout-box-line",
    # editing
    "undo": "arrow-go-back-line",
    "redo": "arrow-go-forward-line",
    "cut": "scissors-cut-line",
    "copy": "file-copy-line",
    "paste": "clipboard-line",
    "italic": "italic",
    "find": "search-line",
    "replace": "find-replace-line",
    "go": "focus-3-line",
    "back": "arrow-left-line",
    "forward": "arrow-right-line",
    "edit": "edit-line",
    "spelling": "a-b",
    # inserting
    "heading": "profile-line",
    "note": "superscript",
    "annex": "attachment-2",
    "formula": "double-quotes-l",
    "reference": "link",
    "subheading": "heading",
    "table": "table-line",
    # clauses
    "part": "arrow-left-right-line",
    "indent": "indent-increase",
    "outdent": "indent-decrease",
    "up": "arrow-up-line",
    "down": "arrow-down-line",
    "number": "list-ordered",
    "delete": "delete-bin-line",
    "fold": "arrow-right-s-line",
    "unfold": "arrow-down-s-line",
    "negotiate": "chat-3-line",
    # precedents and panels
    "import": "folder-add-line",
    "precedent": "book-open-line",
    "download": "download-2-line",
    "outline": "list-unordered",
    "problems": "error-warning-line",
    "notes": "sticky-note-line",
    "filter": "filter-3-line",
    "close": "close-line",
    "add": "add-line",
    "remove": "subtract-line",
    # view and help
    "zoom_in": "zoom-in-line",
    "zoom_out": "zoom-out-line",
    "lines": "hashtag",
    "commands": "command-line",
    "help": "question-line",
    "keyboard": "keyboard-line",
    "about": "information-line",
    # status, each with a distinct shape
    "error": "close-circle-line",
    "warning": "alert-line",
    "hint": "lightbulb-line",
    "done": "check-line",
}  # fmt: skip
"""Our names and the font's."""


@lru_cache(maxsize=1)
def _font() -> tuple[QRawFont, dict[str, str]]:
    """Return the font at a size to scale from, and its characters by icon name."""
    package = find_spec("qtawesome")
    if package is None or not package.origin:
        raise ModuleNotFoundError("QtAwesome, which brings the icons, is not installed")
    folder = Path(package.origin).parent / "fonts"
    codes = json.loads((folder / CHARACTERS).read_text(encoding="utf-8"))
    font = QRawFont(str(folder / FONT), 240.0, QFont.HintingPreference.PreferNoHinting)
    return font, {name: chr(int(code, 16)) for name, code in codes.items()}


@lru_cache(maxsize=128)
def outline(name: str) -> QPainterPath:
    """Return an icon as an outline in a unit square."""
    font, characters = _font()
    glyph = font.glyphIndexesForString(characters[ICONS[name]])[0]
    advance = font.advancesForGlyphIndexes([glyph])[0].x()
    height = font.ascent() + font.descent()
    square = QPainterPath()
    square.setFillRule(Qt.FillRule.WindingFill)
    square.addPath(font.pathForGlyph(glyph))
    square.translate(-advance / 2, font.ascent() - height / 2)
    shrunk = QTransform.fromScale(1 / font.pixelSize(), 1 / font.pixelSize())
    return shrunk.map(square).translated(0.5, 0.5)


class _Engine(QIconEngine):
    """Draws an icon at any size."""

    def __init__(self, name: str, colour: str, unusable: str) -> None:
        super().__init__()
        self._drawn = (name, colour, unusable)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        name, colour, unusable = self._drawn
        side = min(rect.width(), rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(
            rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2
        )
        painter.scale(side, side)
        painter.fillPath(outline(name), QColor(unusable if mode is QIcon.Mode.Disabled else colour))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return drawn

    def clone(self) -> QIconEngine:
        return _Engine(*self._drawn)


@lru_cache(maxsize=256)
def icon(name: str, colour: str, unusable: str) -> QIcon:
    """Return an icon in the given colour, in `unusable` when disabled."""
    return QIcon(_Engine(name, colour, unusable))


def theme_icon(name: str, theme: Theme) -> QIcon:
    """Return an icon in the theme's colours."""
    return icon(name, theme.ink, faint(theme))
