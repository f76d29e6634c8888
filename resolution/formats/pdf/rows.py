"""Rows of a page: the glyphs on one baseline, with superscripts above it, as formatted text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from resolution.formats.pdf.glyphs import Glyph, GlyphPage
from resolution.text import Mark, Run, Text, join, plain

SAME_BASELINE = 1.5
"""Maximum difference of baselines within a row, in points."""

RAISED = 0.82
"""A glyph smaller than this fraction of its neighbours, and above their baseline, is superscript."""

SPACE, SPACE_UNSET = 0.2, 0.12
"""Gap, in font sizes, that counts as a space without a space character; the smaller if the page has no spaces."""

WITHIN, CLOSING = 0.45, "-‑,.;:!?)]”’"
"""Before these characters only a gap this wide counts as a space."""

SPACES_SET = 0.05
"""Share of space characters from which a page is considered to have spaces."""

COLUMN = 2.2
"""Gap, in font sizes, that separates two columns."""


@dataclass(slots=True)
class PrintedRow:
    """A printed row. Lengths are in points, y increases upwards; size is the most common font size."""

    page: int
    y: float
    size: float
    glyphs: list[Glyph] = field(default_factory=list)
    raised: set[int] = field(default_factory=set)
    spaces: list[float] = field(default_factory=list)
    text: Text = ()

    @property
    def left(self) -> float:
        """Return the left edge of its first glyph."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Return the right edge of its last glyph."""
        return self.glyphs[-1].right

    @property
    def words(self) -> str:
        """Return its text."""
        return plain(self.text)

    @property
    def mark(self) -> str:
        """Return the superscript note mark at its start: digits or asterisks; empty if there is none."""
        signs = []
        for glyph in self.glyphs:
            if id(glyph) not in self.raised and not glyph.sign.isspace():
                break
            signs.append(glyph.sign)
        return "".join(signs).strip()


def rows_of(page_glyphs: GlyphPage, page: int) -> list[PrintedRow]:
    """Return the rows of a page from top to bottom."""
    inked = [glyph for glyph in page_glyphs.glyphs if glyph.sign.strip()]
    rows: list[PrintedRow] = []
    small: list[Glyph] = []
    body = _smallest_of_text(inked)
    for glyph in sorted(inked, key=lambda g: -g.y):
        row = rows[-1] if rows else None
        if row is not None and abs(row.y - glyph.y) <= SAME_BASELINE:
            row.glyphs.append(glyph)
        elif glyph.size < RAISED * body:
            small.append(glyph)
        else:
            rows.append(PrintedRow(page, glyph.y, glyph.size, [glyph]))
    rows = _with_small(rows, small, page)
    spaces = [glyph for glyph in page_glyphs.glyphs if not glyph.sign.strip()]
    gap = SPACE if len(spaces) > SPACES_SET * len(inked) else SPACE_UNSET
    for row in rows:
        row.spaces = sorted(g.left for g in spaces if abs(g.y - row.y) <= SAME_BASELINE)
        _finish(row, gap)
    return rows


def usual_size(glyphs: Iterable[Glyph]) -> float:
    """Return the most common font size."""
    sizes = Counter(round(glyph.size * 2) / 2 for glyph in glyphs)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _smallest_of_text(glyphs: Sequence[Glyph]) -> float:
    """Return the smallest font size of running text: that of the notes counts, that of single superscripts does not."""
    sizes = Counter(round(glyph.size * 2) / 2 for glyph in glyphs)
    return min((size for size, n in sizes.items() if n >= 0.04 * len(glyphs)), default=10.0)


def _with_small(rows: list[PrintedRow], small: Sequence[Glyph], page: int) -> list[PrintedRow]:
    """Add small glyphs to the row whose baseline is slightly below them, or to rows of their own."""
    own: list[PrintedRow] = []
    for glyph in small:
        below = [r for r in rows if 0.8 < glyph.y - r.y < 0.7 * r.size and _beside(r, glyph)]
        if below:
            row = max(below, key=lambda r: r.y)
            row.glyphs.append(glyph)
            row.raised.add(id(glyph))
            continue
        level = next((r for r in [*own, *rows] if abs(r.y - glyph.y) <= SAME_BASELINE), None)
        if level is not None:
            level.glyphs.append(glyph)
        else:
            own.append(PrintedRow(page, glyph.y, glyph.size, [glyph]))
    return sorted([*rows, *own], key=lambda row: -row.y)


def _beside(row: PrintedRow, glyph: Glyph) -> bool:
    """Return whether a glyph is next to one of the row, rather than in another column."""
    near = 1.2 * row.size
    return any(
        -near < glyph.left - other.right < near or -near < other.left - glyph.right < near
        for other in row.glyphs
    )


def _finish(row: PrintedRow, gap: float) -> None:
    row.glyphs.sort(key=lambda g: g.left)
    row.size = usual_size(g for g in row.glyphs if id(g) not in row.raised)
    for glyph in row.glyphs:
        if glyph.size < RAISED * row.size and glyph.y - row.y > 0.15 * row.size:
            row.raised.add(id(glyph))
    row.text = join(_runs(row, gap))


def _runs(row: PrintedRow, gap: float) -> Iterator[Run]:
    """Yield the glyphs as formatted runs, with spaces where the page has them or where there are gaps."""
    before: Glyph | None = None
    for glyph in row.glyphs:
        marks = glyph.marks | (Mark.SUPER if id(glyph) in row.raised else Mark.NONE)
        if before is not None:
            yield from _space(before, glyph, row, gap)
        yield Run(glyph.sign, marks)
        before = glyph


def _space(before: Glyph, glyph: Glyph, row: PrintedRow, gap: float) -> Iterator[Run]:
    apart = glyph.left - before.right
    at = bisect_right(row.spaces, before.left)
    is_set = at < len(row.spaces) and row.spaces[at] < glyph.left
    if apart > COLUMN * row.size:
        yield Run("    ")
    elif is_set or apart > (WITHIN if glyph.sign in CLOSING else gap) * row.size:
        yield Run(" ", before.marks if before.marks == glyph.marks else Mark.NONE)
