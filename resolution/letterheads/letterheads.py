"""Letterheads, and which organ writes on which: adding an organ, or a duty station, is a row here.

Lengths in twips (1/20 pt). Source: official documents on the New York and Geneva templates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from resolution.language.organs import organ
from resolution.letterheads import styles
from resolution.letterheads.styles import Style


@dataclass(frozen=True, slots=True)
class PaperSetup:
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
    form:      the heading is a form (committee, topic, sponsors), not a masthead
    floating_masthead: the masthead is a table in the text, not in the first page's header
    emblem:    width and height of the emblem in EMU (914,400 to the inch)
    mark_ends: how far before the text a note's mark ends; mark_sign, mark_figure: widths of an asterisk and of a
               raised figure there
    typed_separator: the rule above the notes is typed underscores, from `separator_indent`; Word's own otherwise
    """

    folder: str
    page: PaperSetup
    styles: tuple[Style, ...]
    roles: Mapping[str, str]
    stops: tuple[int, ...]
    tab_stop: int
    floating_masthead: bool
    emblem: tuple[int, int]
    mark_ends: int
    mark_sign: int
    mark_figure: int
    typed_separator: bool
    separator_indent: int
    form: bool = False

    @property
    def edge(self) -> int:
        """Return the left edge of the text, measured from the margin; the right edge is as far from its own."""
        return self.stops[0]

    def note_hanging(self, mark: str, raised: bool) -> int:
        """Return how far a note's mark begins before its text; 0 for one figure, for which the style has room."""
        if raised and len(mark) == 1:
            return 0
        sign = self.mark_figure if raised else self.mark_sign
        return self.mark_ends + len(mark) * sign


NEW_YORK = Letterhead(
    folder="new_york",
    page=PaperSetup(12240, 15840, 1200, 1200, 1440, 1728, 1152, 432, 504),
    styles=styles.NEW_YORK,
    roles={
        "text": "SingleTxt", "level2": "SingleTxt2", "level3": "SingleTxt3", "level4": "SingleTxt4",
        "closing": "ClosingLine", "ornament": "Ornament", "spacer": "Spacer",
        "body_name": "XLarge", "organ": "Session", "session": "Session",
        "committee": "Committee", "agenda_item": "AgendaItemNormal", "agenda_title": "AgendaTitleH2",
        "sponsors": "Sponsors", "sponsors_large": "TitleH1", "adoption": "TitleHCH", "basis": "AdoptionBasis",
        "title": "TitleH1", "annex": "H1", "chapter": "HCh", "part": "H1", "section": "H23", "subsection": "H4",
        "form_line": "FormLine", "note": "FootnoteText",
    },
    stops=styles.BODY_TABS,
    tab_stop=475,
    floating_masthead=False,
    emblem=(713232, 597103),
    mark_ends=72,
    mark_sign=93,
    mark_figure=55,
    typed_separator=True,
    separator_indent=792,
)  # fmt: skip

GENEVA = Letterhead(
    folder="geneva",
    page=PaperSetup(11906, 16838, 1134, 1134, 1417, 1134, 1134, 851, 567),
    styles=styles.GENEVA,
    roles={
        "text": "SingleTxtG", "level2": "SingleTxtG2", "level3": "SingleTxtG3", "level4": "SingleTxtG4",
        "closing": "ClosingLineG", "ornament": "Ornament", "spacer": "",
        "body_name": "XLarge", "organ": "Session", "session": "Session",
        "committee": "Committee", "agenda_item": "AgendaItemNormal", "agenda_title": "AgendaTitleH2",
        "sponsors": "Sponsors", "sponsors_large": "Sponsors", "adoption": "HChG", "basis": "AdoptionBasis",
        "title": "H1G", "annex": "HChG", "chapter": "HChG", "part": "H1G", "section": "H23G", "subsection": "H4G",
        "note": "FootnoteText",
    },
    stops=styles.GENEVA_TABS,
    tab_stop=567,
    floating_masthead=True,
    emblem=(715010, 574675),
    mark_ends=113,
    mark_sign=90,
    mark_figure=58,
    typed_separator=False,
    separator_indent=0,
)  # fmt: skip


CONFERENCE = replace(NEW_YORK, folder="conference", form=True)
"""The plain form of Model UN conferences: the Organization's text and type without its masthead."""

LETTERHEADS = {letterhead.folder: letterhead for letterhead in (NEW_YORK, GENEVA, CONFERENCE)}


@dataclass(frozen=True, slots=True)
class LetterheadUse:
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
    "General Assembly": LetterheadUse(),
    "Security Council": LetterheadUse(drafts="General", large_sponsors=True, running_title=False),
    "Economic and Social Council": LetterheadUse(),
    "Human Rights Council": LetterheadUse(letterhead=GENEVA, original=True, running_title=False),
}

_CONFERENCE = LetterheadUse(letterhead=CONFERENCE)

_UN_SYMBOL = re.compile(r"(?:A|CAT|CCPR|CEDAW|CERD|CRC|DP|E|FCCC|HSP|NPT|S|ST|T|TD|UNEP)/[\w.]")
"""How the symbol of a document of the Organization begins."""


def use(
    organ_name: str, draft: bool = False, symbol: str = "", signed: bool = False
) -> LetterheadUse:
    """Return how the organ uses which letterhead.

    draft, symbol, signed: whether the text is a draft, what its symbol is, whether it has signatories. Only conferences
    have signatories. A draft of a body that is none of the Organization's, by its name and by its symbol, is a
    conference's too. All else is laid out as the General Assembly does, where nothing else is known of its organ.
    """
    known = organ(organ_name) is not None or bool(_UN_SYMBOL.match(symbol))
    if signed or (draft and not known):
        return _CONFERENCE
    return _USES.get(organ_name, LetterheadUse())
