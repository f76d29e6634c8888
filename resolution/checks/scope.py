"""What a rule is given: a passage, a clause with its neighbours, the heading, or the whole text.

All but the whole text are values that contain everything a rule may use, so that findings stay valid as long as the
value is the same: only what changed is checked again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from resolution.language import DEFAULT
from resolution.model import Block, Division, DivisionKind, Kind, Masthead, Resolution, Status
from resolution.text import Text
from resolution.tree import Node, forest, prefixes

if TYPE_CHECKING:
    from resolution.language.spelling import Speller

ABOVE = 3
"""How many of the paragraphs before a clause its rules see."""


class Record(Protocol):
    """What is known of adopted resolutions; met by `precedent_corpus`."""

    def adoption_date(self, cited: str, organ: str) -> date | None:
        """Return when the resolution cited so ("65/230", "2231 (2015)") by that organ was adopted, None if unknown."""

    def title(self, cited: str, organ: str) -> str:
        """Return the title of the resolution cited so by that organ, empty if unknown."""

    def certain(self, cited: str, organ: str) -> bool:
        """Return whether the day is read off the resolution itself, not off others that cite it."""

    def council_number(self, number: int) -> str:
        """Return the Security Council's resolution of this number with its year ("2231 (2015)"), empty if unknown."""

    def newest(self, title: str, organ: str, before: date | None) -> str:
        """Return how the newest resolution of this title is cited ("76/189 of 16 December 2021"), empty if unknown.

        before: the day of the text that asks; None for a text that is being written.
        """

    def committees(self, session: int, item: str) -> tuple[str, ...]:
        """Return the committees that reported on an agenda item at a session of the General Assembly."""

    def voted(self, words: str, language: str) -> str:
        """Return what adopted just this wording, and its vote ("A/RES/55/63, by 79-60-33"); empty if any did without.

        Only exactly the same words count. Called for every paragraph at every change, so it must cache.
        """


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What holds for the whole text: whose it is, its language, what is known of other texts and of spelling."""

    organ: str = ""
    language: str = DEFAULT
    status: Status = Status.UNKNOWN
    symbol: str = ""
    session: str = ""
    adopted: date | None = None
    issued: date | None = None
    record: Record | None = None
    speller: Speller | None = None
    title: str = ""


def setting_of(
    resolution: Resolution, record: Record | None = None, speller: Speller | None = None
) -> CheckContext:
    """Return the setting of a text."""
    head = resolution.masthead
    return CheckContext(
        head.organ,
        head.language,
        head.status,
        head.symbol,
        head.session,
        head.adopted,
        head.issued,
        record,
        speller,
        resolution.title,
    )


TITLE, NOTE = "title", "note"

RUNNING_TEXT = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.ITEM, Kind.CONTINUATION, Kind.PARAGRAPH)
"""The kinds of paragraph that are running text."""


@dataclass(frozen=True, slots=True)
class PassageScope:
    """One text: a paragraph, the title of a division, a note. All that a passage rule sees.

    role:  a block's `Kind`, "title" or "note"
    level: the block's; division: the kind it stands in (a note stands in the main one)
    words: `plain(text)`; a finding's start and end count its characters
    """

    text: Text
    words: str
    role: str
    level: int
    division: DivisionKind
    setting: CheckContext


@dataclass(frozen=True, slots=True)
class ClauseScope:
    """A paragraph with its neighbours: all that a clause rule sees.

    above:  up to three paragraphs before it in the same list (clauses among clauses, items among items), nearest
            first; headings between them left out
    below:  the one after it in the same list, if any
    owners: the paragraphs it stands under, nearest first: an item's list, its clause; none for a clause
    inside: what stands under it, in reading order: items, continuations, tables, headings in its list
    after_heading: a heading stands right before it
    """

    block: Block
    above: tuple[Block, ...]
    below: Block | None
    owners: tuple[Block, ...]
    inside: tuple[Block, ...]
    after_heading: bool
    division: DivisionKind
    words: str
    setting: CheckContext

    @property
    def items(self) -> tuple[Block, ...]:
        """Return the items directly under it."""
        level = self.block.level if self.block.kind is Kind.ITEM else 0
        return tuple(b for b in self.inside if b.kind is Kind.ITEM and b.level == level + 1)


@dataclass(frozen=True, slots=True)
class HeadingScope:
    """What stands above the text: the masthead and the title. All that a heading rule sees."""

    masthead: Masthead
    title: str
    setting: CheckContext


class Whole:
    """The whole text, with its trees and words computed once for all rules."""

    def __init__(self, resolution: Resolution, setting: CheckContext) -> None:
        self.resolution = resolution
        self.setting = setting

    @cached_property
    def trees(self) -> list[tuple[Division, list[Node]]]:
        """Return the tree of every division."""
        return forest(self.resolution)

    @cached_property
    def nodes(self) -> list[Node]:
        """Return every node of every division in reading order, embedded texts left out."""
        return [
            node
            for _, top in self.trees
            for one in top
            for node in one.walk()
            if not node.block.quoted
        ]

    @cached_property
    def main(self) -> list[Node]:
        """Return the top nodes of the main division."""
        return self.trees[0][1]

    @cached_property
    def note_marks(self) -> dict[int, str]:
        """Return each note's mark as shown, by the note's index."""
        return self.resolution.note_marks()

    def titles(self) -> Iterator[tuple[Division, str, int]]:
        """Yield every division with the place and the line of its title."""
        line = 0
        resolution = self.resolution
        for division, prefix in zip(resolution.divisions, prefixes(resolution), strict=True):
            yield division, prefix.strip() or "title", line
            line += 1 + len(division.blocks)


def field_text(masthead: Masthead, field: str) -> str:
    """Return the text of a field of the masthead, as findings count its characters; names are joined by ", "."""
    value = getattr(masthead, field)
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def place_of(node: Node) -> str:
    """Return the name of a node's place."""
    return node.place or "heading"
