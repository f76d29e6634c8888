"""Paragraphs and tables as they look in a source that has no markup for clauses: what every such reader hands over.

A reader of Word files, web pages or the like makes these values; `resolution.recognition.documents` decides what each
is: a clause, an item, a heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from resolution.model import Note
from resolution.text import NoteRef, Run, Text, join, plain

REMARKS = 1_000_000
"""Note anchors from this number on are those of remarks: they travel with the words as note anchors do, and are taken
out at the end, when it is known where the words went."""


@dataclass(frozen=True, slots=True)
class ParagraphShape:
    """The layout of a paragraph.

    style:   its style's name, in lower case ("__single txt", "heading 1")
    left, first: indents in twips, `first` of the first line from `left` (negative: hanging)
    outline: the level in the outline, 0-8, None for body text
    list:    the list's number and the level in it, None for none
    stops:   its own tab stops
    """

    style: str = ""
    left: int = 0
    right: int = 0
    first: int = 0
    centred: bool = False
    outline: int | None = None
    list: tuple[str, int] | None = None
    stops: tuple[int, ...] = ()


@dataclass(slots=True)
class SeenParagraph:
    """A paragraph as it looks in the source.

    text:   its words and anchors, tabs and line breaks ("\\n") among them; without a label that the source counts
    label:  the label that the source counts, empty for none; `family` names the lists that share a count
    marks:  the hidden bookmarks of our own Word files that begin here
    blanks: empty paragraphs before it
    """

    text: Text
    shape: ParagraphShape
    label: str = ""
    family: str = ""
    marks: tuple[str, ...] = ()
    blanks: int = 0

    @property
    def words(self) -> str:
        """Return the words without anchors."""
        return plain(self.text)

    @property
    def is_blank(self) -> bool:
        """Return whether the paragraph shows nothing."""
        called = any(isinstance(i, NoteRef) and i.note < REMARKS for i in self.text)
        return not called and not self.words.strip()


@dataclass(slots=True)
class SeenCell:
    """A cell: its content and the columns it spans; merge: "restart" begins a span of rows, "continue" goes on."""

    content: list[SeenParagraph | SeenTable]
    columns: int = 1
    merge: str = ""

    def paragraphs(self) -> Iterator[SeenParagraph]:
        """Yield the paragraphs of the cell, those of tables in it included."""
        for each in self.content:
            if isinstance(each, SeenParagraph):
                yield each
            else:
                yield from each.paragraphs()


@dataclass(slots=True)
class SeenTable:
    """A table: its rows, and which of them are repeated as a head on every page."""

    rows: list[list[SeenCell]]
    headers: set[int] = field(default_factory=set)
    blanks: int = 0

    def paragraphs(self) -> Iterator[SeenParagraph]:
        """Yield every paragraph in reading order; spans of rows that only go on have none."""
        for row in self.rows:
            for cell in row:
                if cell.merge != "continue":
                    yield from cell.paragraphs()

    @property
    def marks(self) -> tuple[str, ...]:
        """Return our own bookmarks on the first paragraph."""
        first = next(self.paragraphs(), None)
        return first.marks if first else ()


@dataclass(slots=True)
class SeenDocument:
    """A document as it looks.

    body:    the text; head, foot: of the first page; running: heads and feet of the other pages
    notes:   the notes that the text calls, in the order in which it first calls them
    unread:  what found no place, one line each
    printed: paragraphs may be printed lines; an empty line is then reported between any two that are separate
    """

    body: list[SeenParagraph | SeenTable] = field(default_factory=list)
    head: list[SeenParagraph] = field(default_factory=list)
    foot: list[SeenParagraph] = field(default_factory=list)
    running: list[SeenParagraph] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    printed: bool = False


def without_remarks(text: Text) -> Text:
    """Return the text without the anchors of remarks."""
    return join(i for i in text if isinstance(i, Run) or i.note < REMARKS)
