"""Typefaces: how wide words are, and the glyphs that stand for them, the same on every device.

Words are shaped by Qt at a size of a thousand units, without hinting, and scaled from there, so that a line ends at the
same word on paper, on the screen and in a PDF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGlyphRun, QTextLayout, QTextOption

from desktop.pages.manuscript import CharacterFormat

UNITS = 1000
"""Units in which a typeface is measured, to its size."""

RAISED_SIZE = 0.65
"""The size of a superscript, to that of the words around it; measured on official documents."""

RAISED_LIFT = 0.35
"""How far a superscript stands above the line, to the size of the words around it; measured likewise."""

_FAMILIES = {
    "latin": (
        "Liberation Serif", "Tinos", "TeX Gyre Termes", "Nimbus Roman", "FreeSerif", "DejaVu Serif",
    ),
    "arabic": (
        "Traditional Arabic", "Arabic Typesetting", "Amiri", "Scheherazade New", "Noto Naskh Arabic", "Geeza Pro",
        "DejaVu Sans",
    ),
    "eastern": (
        "SimSun", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei",
        "Droid Sans Fallback",
    ),
}  # fmt: skip
"""What stands in for a typeface that is not installed, by script, the nearest first."""

ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters that join, or run from right to left."""

EASTERN = re.compile(
    "[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff]"
)
"""Characters as wide as they are high, between which a line may end."""


_LEADING = 0.042
"""The leading of Times New Roman and its likes, to their size; Qt gives none."""

_WIDE = 2.0**20
"""Wider than any line."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Words as glyphs, in points times `UNITS` to the size, and how wide they are in points."""

    runs: tuple[QGlyphRun, ...]
    width: float


class Face:
    """A look with its fonts."""

    def __init__(self, look: CharacterFormat) -> None:
        self.look = look
        self.size = look.size * (RAISED_SIZE if look.raised else 1.0)
        self.lift = look.lift + (look.size * RAISED_LIFT if look.raised else 0.0)
        self._glyphs: dict[tuple[str, bool], Glyphs] = {}
        self._widths: dict[str, float] = {}
        self._fonts: dict[tuple[str, bool, bool], QFont] = {}

    @property
    def unit(self) -> float:
        """Return the points in one unit of the glyphs, across the line; along it, `look.scale` times as much."""
        return self.size / UNITS

    def width(self, words: str, right_to_left: bool = False) -> float:
        """Return the width of words in points."""
        if words not in self._widths:
            self._widths[words] = self.glyphs(words, right_to_left).width
        return self._widths[words]

    def glyphs(self, words: str, right_to_left: bool = False) -> Glyphs:
        """Return words as glyphs, laid in one direction."""
        key = (words, right_to_left)
        if key not in self._glyphs:
            self._glyphs[key] = self._shaped(words, right_to_left)
        return self._glyphs[key]

    @cached_property
    def height(self) -> float:
        """Return the height of a line of single spacing."""
        return self.rise + self.depth

    @cached_property
    def ascent(self) -> float:
        """Return how far the letters reach above their foot."""
        return QFontMetricsF(self._font("latin")).ascent() * self.look.size / UNITS

    @cached_property
    def rise(self) -> float:
        """Return how far a line of single spacing reaches above its words' foot: Word puts the leading on top."""
        leading = QFontMetricsF(self._font("latin")).leading() or _LEADING * UNITS
        return self.ascent + leading * self.look.size / UNITS

    @cached_property
    def depth(self) -> float:
        """Return how far a line reaches below its words' foot."""
        return QFontMetricsF(self._font("latin")).descent() * self.look.size / UNITS

    def _shaped(self, words: str, right_to_left: bool) -> Glyphs:
        joins = ARABIC.search(words) is not None
        script = "arabic" if joins else "eastern" if EASTERN.search(words) else "latin"
        for style in _styles(self.look):
            layout, width, foot = _laid(words, self._font(script, *style), right_to_left)
            runs = layout.glyphRuns()
            if all(all(run.glyphIndexes()) for run in runs):
                break
        step = 0.0 if joins else self.look.spacing / (self.unit * self.look.scale)
        left = min((p.x() for run in runs for p in run.positions()), default=0.0)
        left = left if right_to_left else 0.0
        count = 0
        for run in runs:
            places = run.positions()
            run.setPositions(
                [
                    QPointF(at.x() - left + (count + n) * step, at.y() - foot)
                    for n, at in enumerate(places)
                ]
            )
            count += len(places)
        return Glyphs(tuple(runs), (width + count * step) * self.unit * self.look.scale)

    def _font(self, script: str, bold: bool | None = None, italic: bool | None = None) -> QFont:
        """Return the font of a script: the one asked for where it is installed, or the nearest."""
        look = self.look
        key = (
            script,
            look.bold if bold is None else bold,
            look.italic if italic is None else italic,
        )
        if key not in self._fonts:
            asked = {"arabic": look.complex_font, "eastern": look.eastern_font}
            families = [asked.get(script, look.font), *_FAMILIES[script], *_FAMILIES["latin"]]
            font = QFont()
            font.setFamilies(families)
            font.setPixelSize(UNITS)
            font.setBold(key[1])
            font.setItalic(key[2])
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            font.setKerning(look.kern)
            # Word sets no ligatures unless it is told to.
            font.setFeature(QFont.Tag("liga"), 0)
            font.setFeature(QFont.Tag("clig"), 0)
            self._fonts[key] = font
        return self._fonts[key]


def _styles(look: CharacterFormat) -> list[tuple[bool, bool]]:
    """Return bold and italic as asked for, then without what a font may lack: an Arabic one seldom has italics."""
    styles = [(look.bold, look.italic), (look.bold, False), (False, False)]
    return list(dict.fromkeys(styles))


def _laid(words: str, font: QFont, right_to_left: bool) -> tuple[QTextLayout, float, float]:
    """Return words shaped by Qt on one line, its width and where its foot is."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    )
    option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_WIDE)
    layout.endLayout()
    return layout, line.naturalTextWidth(), line.ascent()


class Faces:
    """The typefaces in use; a set of its own for each thread, as Qt keeps its fonts."""

    def __init__(self) -> None:
        self._faces: dict[CharacterFormat, Face] = {}

    def __getitem__(self, look: CharacterFormat) -> Face:
        if look not in self._faces:
            self._faces[look] = Face(look)
        return self._faces[look]
