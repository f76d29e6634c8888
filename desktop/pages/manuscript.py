"""What is set on pages: paragraphs, tables and notes as values, every style resolved. Lengths are points.

A manuscript says what each paragraph looks like, never where it stands: that is the work of `lines` and `paging`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CharacterFormat:
    """How words are printed.

    font, complex_font, eastern_font: the typeface of Latin and Cyrillic, of Arabic, of Chinese words
    scale:    width of the letters, 1.03 for 103 per cent; spacing: what is added after each of them
    kern:     pairs of letters are moved together
    lift:     how far the words stand above the line, negative below it
    raised:   superscript: smaller, and higher
    """

    font: str = "Times New Roman"
    complex_font: str = "Times New Roman"
    eastern_font: str = "SimSun"
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    scale: float = 1.0
    spacing: float = 0.0
    kern: bool = False
    lift: float = 0.0
    raised: bool = False
    colour: str = "000000"


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words that look alike."""

    text: str
    look: CharacterFormat


@dataclass(frozen=True, slots=True)
class TabStep:
    """A step to the next tab stop."""

    look: CharacterFormat


@dataclass(frozen=True, slots=True)
class LineEnd:
    """A line that ends here by hand."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The first mark of a note, which brings the note onto its page; its printed sign may be empty."""

    note: int
    text: str
    look: CharacterFormat


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A figure that only the finished pages give: this page's number, or how many there are (`count`)."""

    look: CharacterFormat
    count: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that stands in a line like a word."""

    data: bytes = field(repr=False)
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A rule that stands in a line like a word: what Word puts above notes where no underscores are typed."""

    width: float
    thickness: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A rule fixed to the page: `x` from the paper's edge, `y` from the top of its paragraph."""

    x: float
    y: float
    width: float
    thickness: float


Inline = TextRun | TabStep | LineEnd | NoteMark | PageNumber | Picture | Stroke | Drawn


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """How a paragraph stands.

    left, right: indents from the column's edges (start and end where the script runs from right to left)
    first:    the first line's further indent, negative where it hangs
    line, rule: the height of its lines, and whether it is "exact", "atLeast" or "auto" (a multiple of the font's own)
    align:    "start", "end", "center" or "both"
    tabs:     kind and position of its stops, in order
    rule_below: thickness of the rule under it and its distance, 0 for none
    uncounted: its lines have no numbers where others have
    """

    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    rule: str = "auto"
    align: str = "start"
    tabs: tuple[tuple[str, float], ...] = ()
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    widow_control: bool = True
    right_to_left: bool = False
    rule_below: tuple[float, float] = (0.0, 0.0)
    uncounted: bool = False


@dataclass(frozen=True, slots=True)
class PrintParagraph:
    """A paragraph; `look` gives the height of its lines where it is empty. `section` counts the page set-ups."""

    shape: ParagraphFormat
    inlines: tuple[Inline, ...]
    look: CharacterFormat
    section: int = 0

    @property
    def empty(self) -> bool:
        """Tell whether nothing is printed: such a paragraph is a gap."""
        return not any(not isinstance(i, TextRun) or i.text.strip() for i in self.inlines)


@dataclass(frozen=True, slots=True)
class PrintCell:
    """A cell: its width, the rules above and below it, and what is in it.

    sides: what is kept free at its left and right edges; foot: below its last line
    merge: "restart" begins a cell that goes on in the rows below, "continue" goes on with one
    """

    width: float
    blocks: tuple[PrintParagraph, ...]
    merge: str = ""
    rule_above: float = 0.0
    rule_below: float = 0.0
    bottom: bool = False
    sides: tuple[float, float] = (0.0, 0.0)
    foot: float = 0.0


@dataclass(frozen=True, slots=True)
class PrintRow:
    """A row; `height` is the least one, or the very one where it is `exact`. A header is repeated on each page."""

    cells: tuple[PrintCell, ...]
    height: float = 0.0
    exact: bool = False
    header: bool = False


@dataclass(frozen=True, slots=True)
class GridTable:
    """A table. `fixed_at` is its place on the paper where it stands in no line of text, as a masthead may."""

    rows: tuple[PrintRow, ...]
    width: float
    indent: float = 0.0
    rule_above: float = 0.0
    rule_below: float = 0.0
    right_to_left: bool = False
    fixed_at: tuple[float, float] | None = None
    section: int = 0


Block = PrintParagraph | GridTable


@dataclass(frozen=True, slots=True)
class PageSetup:
    """A section's paper and margins, and which heads and feet it has: by "first", "even" and "default".

    line_step: every which line of a page has its number in the margin, 0 for none; lines_off: how far from the text
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    head_at: float
    foot_at: float
    title_page: bool
    heads: Mapping[str, tuple[Block, ...]]
    feet: Mapping[str, tuple[Block, ...]]
    line_step: int = 0
    lines_off: float = 18.0

    @property
    def column(self) -> float:
        """Return the width between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Everything there is to set.

    notes:      by their number in the source
    separator:  what stands between text and notes; `continued` where the first of them began a page earlier
    tab_stop:   the distance of the stops behind the last one a paragraph sets
    facing:     even and odd pages have heads of their own
    """

    blocks: tuple[Block, ...]
    setups: tuple[PageSetup, ...]
    notes: Mapping[int, tuple[PrintParagraph, ...]]
    separator: tuple[PrintParagraph, ...]
    continued: tuple[PrintParagraph, ...]
    tab_stop: float
    facing: bool
