"""The text of a resolution as paragraphs for the body template, with style, label and indents of each block."""

from __future__ import annotations

from dataclasses import dataclass, replace

from resolution.formats.word.writing.inlines import FootnoteText, Inlines, Typesetter
from resolution.formats.word.writing.tables import Grid, grid
from resolution.letterheads.heading import OpeningBlock, title_with_notes
from resolution.letterheads.letterheads import Letterhead
from resolution.model import Block, Division, DivisionKind, Kind, Resolution
from resolution.text import Run, Text, plain, with_lead

_HEADING_ROLES = {
    1: ("section",),
    2: ("part", "section"),
    3: ("part", "section", "subsection"),
    4: ("chapter", "part", "section", "subsection"),
}
"""Style roles for the heading levels of a division, by its number of levels.

Of the headings in the adopted texts of one session, 84 in 100 are ten-point bold; nearly all those texts have one
level.
"""


@dataclass(frozen=True, slots=True)
class BodyParagraph:
    """A paragraph of the text.

    shape:   the template's macro that prints it: "text", "heading", "centred" or "table"
    style:   the style's id
    tabs:    number of tabs before the label, or before the text if there is no label
    indent:  left, right and hanging indents in twips; None keeps the style's
    keep:    keep with next: the last words of a text stay on the page with meeting and date
    target:  the bookmark for cross-references, empty if there are none
    """

    shape: str
    style: str
    text: Inlines = ()
    label: str = ""
    tabs: int = 0
    indent: tuple[int, int, int] | None = None
    table: Grid | None = None
    keep: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class BodySection:
    """A division for the template. `label` and `title` are empty for the main text: the opening has its title."""

    kind: DivisionKind
    label: str
    title: Inlines
    lines: tuple[BodyParagraph, ...]
    closing: tuple[str, ...]
    target: str = ""


@dataclass(frozen=True, slots=True)
class BodyContext:
    """Everything the body template prints besides the strings of the masthead."""

    title: Inlines
    heading_notes: Inlines
    sections: tuple[BodySection, ...]
    loose_notes: tuple[FootnoteText, ...]


def setting(
    resolution: Resolution, first: OpeningBlock, letterhead: Letterhead, typesetter: Typesetter
) -> BodyContext:
    """Return the whole text typeset in reading order, which also numbers the notes."""
    heading_notes = () if first.notes_at == "title" else typesetter.text(first.notes)
    title = typesetter.text(title_with_notes(first))
    sections = tuple(
        _section(division, letterhead, typesetter) for division in resolution.divisions
    )
    return BodyContext(title, heading_notes, sections, tuple(typesetter.loose_notes()))


def _section(division: Division, letterhead: Letterhead, typesetter: Typesetter) -> BodySection:
    main = division.kind is DivisionKind.MAIN
    title = () if main else typesetter.text(division.title)
    roles = _heading_roles(division)
    lines = tuple(
        replace(_line(block, roles, letterhead, typesetter), target=typesetter.target(block.id))
        for block in division.blocks
    )
    if lines and division.closing and lines[-1].shape == "text":
        lines = (*lines[:-1], replace(lines[-1], keep=True))
    target = typesetter.target(division.id)
    return BodySection(division.kind, division.label, title, lines, division.closing, target)


def _heading_roles(division: Division) -> tuple[str, ...]:
    levels = [block.level for block in division.blocks if block.kind is Kind.HEADING]
    return _HEADING_ROLES[max(1, min(4, max(levels, default=1)))]


def _line(
    block: Block, roles: tuple[str, ...], letterhead: Letterhead, typesetter: Typesetter
) -> BodyParagraph:
    style = letterhead.roles
    if block.kind is Kind.HEADING:
        role = roles[max(0, min(block.level, len(roles)) - 1)]
        return BodyParagraph("heading", style[role], typesetter.text(block.text), block.label)
    if block.kind is Kind.TABLE and block.table and block.table.rows:
        return BodyParagraph("table", "", table=grid(block.table, letterhead, typesetter))
    if _is_ornament(block):
        return BodyParagraph("centred", style["ornament"], typesetter.text(block.text))
    words = typesetter.text(_formula(block.text) if block.kind is Kind.FORMULA else block.text)
    deeper = "" if block.quoted else _deeper_style(block)
    return BodyParagraph(
        "text",
        style[deeper or "text"],
        words,
        block.label,
        _tabs(block),
        None if deeper else _indent(block, letterhead),
    )


def _is_ornament(block: Block) -> bool:
    """Return whether the paragraph is a row of asterisks between two parts of a text."""
    words = plain(block.text).split()
    return (
        block.kind is Kind.PARAGRAPH
        and not block.label
        and bool(words)
        and set("".join(words)) <= set("*_")
    )


def _formula(text: Text) -> Text:
    """Return "The General Assembly," with its lead marked up to the comma, unless the text has its own formatting."""
    if any(inline.marks for inline in text if isinstance(inline, Run)):
        return text
    return with_lead(text, len(plain(text).rstrip().rstrip(",:，،")))


def _level(block: Block) -> int:
    return min(block.level, 4) if block.kind in (Kind.ITEM, Kind.CONTINUATION) else 0


def _deeper_style(block: Block) -> str:
    """Return the style role of an item from the second level on; items (a) have the style of clauses."""
    level = _level(block)
    return f"level{level}" if level > 1 else ""


def _tabs(block: Block) -> int:
    """Return the number of tabs before the label, or before the text if there is no label."""
    if block.kind is not Kind.CONTINUATION:
        return 1
    return 2 if _level(block) else int(not plain(block.text)[:1].islower())


def _indent(block: Block, letterhead: Letterhead) -> tuple[int, int, int] | None:
    """Return the indents of quoted text, one stop on both sides; None for all else.

    Clauses and items (a) start at the first stop and wrap to the edge of the text; each deeper level is indented by one
    more stop, with a hanging indent: (i) wraps at the first stop, a. at the second.
    """
    if not block.quoted:
        return None
    stops, deeper = letterhead.stops, max(0, _level(block) - 1)
    left = stops[deeper + 1]
    return left, stops[1], left - stops[deeper] if deeper else 0
