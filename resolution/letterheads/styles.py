"""The named styles of the United Nations templates, as a table.

All lengths are twips (1/20 pt), sizes half-points, as Word itself counts. Source: the styles part of official documents
on the New York and Geneva templates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

BODY_TABS = (1267, 1742, 2218, 2693, 3182, 3658, 4133, 4622, 5098, 5573, 6048)
"""The New York template's stops for text: the left edge of the text, then one step after another."""

GENEVA_TABS = tuple(range(1134, 1134 + 567 * 10, 567))
"""The Geneva template's stops for text."""

TITLE_NUMBER_TAB = 1022
"""Where a title's number ends, right-aligned, in the margin left of the text."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style: only what it sets itself; None leaves a property to the style it is based on.

    scale: character width in per cent; spacing: between characters; kern: the size from which pairs are kerned.
    tabs:  (kind, position) pairs; exact: the line height is exact, otherwise at least or automatic (`rule`).
    quick: shown in Word's style gallery: what one who goes on writing the text needs.
    """

    id: str
    name: str
    based_on: str = ""
    following: str = ""
    kind: str = "paragraph"
    keep: bool | None = None
    tabs: tuple[tuple[str, int], ...] = ()
    no_hyphens: bool = False
    before: int | None = None
    after: int | None = None
    line: int | None = None
    rule: str = "exact"
    left: int | None = None
    right: int | None = None
    hanging: int | None = None
    align: str = ""
    outline: int | None = None
    bottom_rule: int | None = None
    font: str = ""
    bold: bool | None = None
    italic: bool | None = None
    colour: str = ""
    spacing: int | None = None
    scale: int | None = None
    kern: int | None = None
    size: int | None = None
    underlined: bool | None = None
    raised: bool = False
    quick: bool = False


def _left_tabs(stops: tuple[int, ...]) -> tuple[tuple[str, int], ...]:
    return tuple(("left", stop) for stop in stops)


def _levels(text: str, name: str, stops: tuple[int, ...]) -> tuple[Style, ...]:
    """Return the styles of the items (i), a. and i.: each hangs one stop further in than the text it stands under."""
    return tuple(
        Style(f"{text}{level}", f"{name} {level}", text, left=stops[level - 1],
              hanging=stops[level - 1] - stops[level - 2], quick=True)
        for level in (2, 3, 4)
    )  # fmt: skip


_TABLES = (
    Style("TableTxt", "_ Table Txt", "Small", before=40, after=40, right=40),
    Style("TableFigure", "_ Table Figure", "TableTxt", left=144, align="right"),
    Style(
        "TableHead", "_ Table Head", "TableTxt", before=81, after=81, line=160, italic=True, size=14
    ),
    Style("TableHeadFigure", "_ Table Head Figure", "TableHead", left=144, align="right"),
)
"""The cells of a table: seven-point italics above, eight and a half below, figures to the right."""

_FLUSH: dict[str, Any] = {"left": 0, "right": 0, "hanging": 0}
_TITLE_TABS = (("right", TITLE_NUMBER_TAB), *_left_tabs(BODY_TABS))
_TITLE_INDENTS: dict[str, Any] = {"left": 1267, "right": 1267, "hanging": 1267, "tabs": _TITLE_TABS}
_RUNNING: dict[str, Any] = {
    "font": "Times New Roman",
    "size": 17,
    "after": 0,
    "line": 240,
    "rule": "auto",
}
_LABELS: dict[str, Any] = {
    "font": "Times New Roman",
    "size": 20,
    "spacing": 4,
    "scale": 103,
    "after": 0,
}

NEW_YORK: tuple[Style, ...] = (
    Style(
        "Normal", "Normal", no_hyphens=True, after=0, line=240,
        font="Times New Roman", spacing=4, scale=103, size=20,
    ),
    Style("SingleTxt", "__Single Txt", "Normal", left=1267, right=1267, after=120, align="both", kern=14,
          tabs=_left_tabs(BODY_TABS), quick=True),
    *_levels("SingleTxt", "__Single Txt", BODY_TABS),
    Style("ClosingLine", "_ Closing Line", "SingleTxt", keep=True, after=0, align="right", italic=True),
    Style("Ornament", "_ Ornament", "SingleTxt", "SingleTxt", align="center"),
    Style("Spacer", "_ Spacer", "SingleTxt", "SingleTxt", after=0, line=120, size=10),
    Style("H1", "_ H_1", "Normal", "SingleTxt", keep=True, line=270, outline=0, bold=True, kern=14, size=24,
          quick=True, **_TITLE_INDENTS),
    Style("HCh", "_ H _Ch", "H1", "SingleTxt", line=300, spacing=-2, size=28, quick=True),
    Style("HM", "_ H __M", "HCh", "Normal", line=360, spacing=-3, scale=99, size=34, **_FLUSH),
    Style("UnitedNations", "_ United Nations", "HCh", "Normal", bold=False, spacing=2, scale=96, **_FLUSH),
    Style("XLarge", "XLarge", "HM", line=390, spacing=-4, scale=98, size=40),
    Style("H23", "_ H_2/3", "H1", "SingleTxt", line=240, outline=1, spacing=2, size=20, quick=True),
    Style("H4", "_ H_4", "Normal", "SingleTxt", keep=True, outline=3, italic=True, spacing=3, kern=14, quick=True,
          **_TITLE_INDENTS),
    Style("H56", "_ H_5/6", "Normal", "SingleTxt", keep=True, outline=4, kern=14, **_TITLE_INDENTS),
    Style("AdoptionBasis", "_ Adoption Basis", "Normal", "TitleH1", left=1267, right=1267, italic=True, spacing=3,
          kern=14),
    Style("Session", "Session", "H23", "AgendaItemNormal", spacing=4, **_FLUSH),
    Style("Committee", "Committee", "Session"),
    Style("AgendaItemNormal", "Agenda_Item_Normal", following="AgendaTitleH2", line=240, rule="exact", kern=14,
          **_LABELS),
    Style("TitleH1", "Title_H1", "H1", "SingleTxt", keep=False, quick=True),
    Style("AgendaTitleH2", "Agenda_Title_H2", "TitleH1", "Normal", keep=True, line=240, left=0, right=4170,
          hanging=0, outline=1, size=20),
    Style("Sponsors", "Sponsors", "H1", "TitleH1", line=240, hanging=0, size=20, quick=True),
    Style("TitleHCH", "Title_H_CH", "HCh", "SingleTxt", quick=True),
    Style("TitleH2", "Title_H2", "H23", "SingleTxt"),
    Style("FootnoteText", "footnote text", "Normal", line=210, left=1267, right=1260, hanging=127,
          spacing=5, scale=104, size=17, tabs=_left_tabs(BODY_TABS)),
    Style("FootnoteReference", "footnote reference", kind="character", colour="auto", spacing=5, scale=103,
          kern=14, raised=True),
    Style("Header", "header", tabs=(("center", 4320), ("right", 8640)), **_RUNNING),
    Style("Footer", "footer", tabs=(("center", 4320), ("right", 8640)), bold=True, **_RUNNING),
    Style("Small", "Small", "Normal", "Normal", line=210, spacing=5, scale=104, kern=14, size=17),
    Style("SmallX", "SmallX", "Small", "Normal", line=180, align="right", spacing=6, scale=106, size=14),
    *_TABLES,
    Style("FormLine", "_ Form Line", "Normal", after=60, left=2693, right=1267, hanging=1426, kern=14,
          tabs=(("left", 2693),), quick=True),
    Style("Publication", "Publication", following="Normal", line=240, rule="auto", **_LABELS),
    Style("Distribution", "Distribution", following="Normal", line=240, rule="auto", **_LABELS),
    Style("Original", "Original", following="Normal", line=240, rule="auto", **_LABELS),
    Style("ReleaseDate", "Release Date", following="Footer", line=240, rule="auto", kern=14, **_LABELS),
    Style("Hyperlink", "Hyperlink", kind="character", colour="0000FF", underlined=False),
)  # fmt: skip
"""The New York template. Where official documents override a style in the same way throughout (notes, agenda title,
headings, sponsors), the style here has the value they end up with. Where they lead in with a tab to a stop that aligns
a note's mark to the right, the indent here puts the mark at that place: so a note that is added later stands right.
Styles of our own say what official documents set by hand: deeper items, gaps, closing lines, cells."""

_GENEVA_TITLE: dict[str, Any] = {
    "left": 1134,
    "right": 1134,
    "hanging": 1134,
    "tabs": (("right", 851),),
}
_GENEVA_RUNNING: dict[str, Any] = {
    "font": "Times New Roman",
    "size": 18,
    "bold": True,
    "after": 0,
    "line": 240,
    "rule": "auto",
}

GENEVA: tuple[Style, ...] = (
    Style("Normal", "Normal", no_hyphens=True, after=0, line=240, rule="atLeast", font="Times New Roman", size=20),
    Style("SingleTxtG", "_ Single Txt_G", "Normal", left=1134, right=1134, after=120, align="both", quick=True,
          tabs=_left_tabs(GENEVA_TABS)),
    *_levels("SingleTxtG", "_ Single Txt_G", GENEVA_TABS),
    Style("ClosingLineG", "_ Closing Line_G", "SingleTxtG", keep=True, after=0, align="right", italic=True),
    Style("Ornament", "_ Ornament", "SingleTxtG", "SingleTxtG", align="center"),
    Style("AdoptionBasis", "_ Adoption Basis", "SingleTxtG", "H1G", italic=True),
    Style("HChG", "_ H _Ch_G", "Normal", "SingleTxtG", keep=True, before=360, after=240, line=300, outline=0,
          bold=True, size=28, quick=True, **_GENEVA_TITLE),
    Style("H1G", "_ H_1_G", "Normal", "SingleTxtG", keep=True, before=360, after=240, line=270, outline=0,
          bold=True, size=24, quick=True, **_GENEVA_TITLE),
    Style("H23G", "_ H_2/3_G", "Normal", "SingleTxtG", keep=True, before=240, after=120, line=240, outline=1,
          bold=True, size=20, quick=True, **_GENEVA_TITLE),
    Style("H4G", "_ H_4_G", "Normal", "SingleTxtG", keep=True, before=240, after=120, line=240, outline=3,
          italic=True, quick=True, **_GENEVA_TITLE),
    Style("H56G", "_ H_5/6_G", "Normal", "SingleTxtG", keep=True, before=240, after=120, line=240, outline=4,
          **_GENEVA_TITLE),
    Style("XLarge", "XLarge", "Normal", line=420, bold=True, size=40),
    Style("Session", "Session", "Normal", "AgendaItemNormal", bold=True),
    Style("Committee", "Committee", "Session"),
    Style("AgendaItemNormal", "Agenda_Item_Normal", "Normal", "AgendaTitleH2"),
    Style("AgendaTitleH2", "Agenda_Title_H2", "Session", right=4170),
    Style("Sponsors", "Sponsors", "H23G", "H1G", hanging=0, quick=True),
    Style("FootnoteText", "footnote text", "Normal", line=220, left=1134, right=1134, hanging=171, size=18),
    Style("FootnoteReference", "footnote reference", kind="character", raised=True),
    Style("Header", "header", bottom_rule=4, **_GENEVA_RUNNING),
    Style("Footer", "footer", **_GENEVA_RUNNING),
    Style("Small", "Small", "Normal", line=220, size=18),
    *_TABLES,
    Style("Publication", "Publication", "Normal", line=240, rule="auto"),
    Style("ReleaseDate", "Release Date", "Normal", line=240, rule="auto"),
    Style("Hyperlink", "Hyperlink", kind="character", colour="0000FF", underlined=False),
)  # fmt: skip
"""The Geneva template (A4), as far as resolutions and drafts need it."""
