"""Letterheads, and which organ writes on which: adding an organ, or a duty station, is a row here.

Lengths in twips (1/20 pt). Source: official documents on the New York and Geneva templates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from resolution.writing.word import styles
from resolution.writing.word.styles import Style


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins; `bottom_first` is the bottom margin where the first page's footer stands."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom_first: int
    bottom: int
    header: int
    footer: int

    @property
    def text_width(self) -> int:
        """Return the width between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A template of the Organization: page, styles, and where things stand on it.

    folder:    the folder under templates/word with its masthead, running heads and feet
    roles:     the style for each role the text templates know
    stops:     left edge of the text, of the first-line indent, of the text after a number, and on
    spacer:    height of the empty paragraph that makes a vertical gap; 0 where the styles make the gaps
    floating_masthead: the masthead is a table in the text, not in the first page's header
    emblem:    width and height of the emblem in EMU (914,400 to the inch)
    typed_separator: the rule above the notes is typed underscores, from `separator_indent`; Word's own otherwise
    """

    folder: str
    page: Page
    styles: tuple[Style, ...]
    roles: Mapping[str, str]
    stops: tuple[int, ...]
    tab_stop: int
    spacer: int
    floating_masthead: bool
    emblem: tuple[int, int]
    typed_separator: bool
    separator_indent: int

    @property
    def edge(self) -> int:
        """Return the left edge of the text, measured from the margin; the right edge is as far from its own."""
        return self.stops[0]


NEW_YORK = Letterhead(
    folder="new_york",
    page=Page(12240, 15840, 1200, 1200, 1440, 1728, 1152, 432, 504),
    styles=styles.NEW_YORK,
    roles={
        "text": "SingleTxt", "body_name": "XLarge", "organ": "Session", "session": "Session",
        "committee": "Committee", "agenda_item": "AgendaItemNormal", "agenda_title": "AgendaTitleH2",
        "sponsors": "Sponsors", "sponsors_large": "TitleH1", "adoption": "TitleHCH", "basis": "H4", "title": "TitleH1",
        "annex": "HCh", "chapter": "HCh", "part": "H1", "section": "H23", "subsection": "H4",
        "table": "Small", "note": "FootnoteText",
    },
    stops=styles.BODY_TABS,
    tab_stop=475,
    spacer=120,
    floating_masthead=False,
    emblem=(713232, 597103),
    typed_separator=True,
    separator_indent=792,
)  # fmt: skip

GENEVA = Letterhead(
    folder="geneva",
    page=Page(11906, 16838, 1134, 1134, 1417, 1134, 1134, 851, 567),
    styles=styles.GENEVA,
    roles={
        "text": "SingleTxtG", "body_name": "XLarge", "organ": "Session", "session": "Session",
        "committee": "Committee", "agenda_item": "AgendaItemNormal", "agenda_title": "AgendaTitleH2",
        "sponsors": "Sponsors", "sponsors_large": "Sponsors", "adoption": "HChG", "basis": "H4G", "title": "H1G",
        "annex": "HChG", "chapter": "HChG", "part": "H1G", "section": "H23G", "subsection": "H4G",
        "table": "Small", "note": "FootnoteText",
    },
    stops=tuple(range(1134, 1134 + 567 * 10, 567)),
    tab_stop=567,
    spacer=0,
    floating_masthead=True,
    emblem=(715010, 574675),
    typed_separator=False,
    separator_indent=0,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Use:
    """How an organ uses its letterhead, where nothing else is printed in the text itself.

    drafts:   the distribution of its drafts ("Distr.: Limited")
    original: its adopted texts bear the line "Original: English"; drafts always do
    large_sponsors: sponsors stand where a title would, in its size, "draft resolution" on a line of its own
    running_title:  the running head of an adopted text shows its title beside the symbol
    """

    letterhead: Letterhead = NEW_YORK
    drafts: str = "Limited"
    original: bool = False
    large_sponsors: bool = False
    running_title: bool = True


_USES = {
    "Security Council": Use(drafts="General", large_sponsors=True, running_title=False),
    "Human Rights Council": Use(letterhead=GENEVA, original=True, running_title=False),
}


def use(organ_name: str) -> Use:
    """Return how the organ uses which letterhead; New York's, as the General Assembly does, where none is known."""
    return _USES.get(organ_name, Use())
