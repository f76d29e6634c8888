"""Writes a resolution as one self-contained HTML page for mail and the web, without scripts or external resources.

Whatever must survive pasting into a mail (indents, italics, labels, alignment) is on the elements themselves, the rest
in one style sheet. The layout comes from the letterhead, as in Word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from resolution.characters import cleaned
from resolution.language import DEFAULT, of
from resolution.letterheads.heading import head, opening, title_with_notes, usage_of
from resolution.model import Block, Cell, Division, DivisionKind, Kind, Note, Resolution
from resolution.references import leads_within, names_within
from resolution.text import Mark, NoteRef, Run, Text, folded, plain, with_lead
from resolution.tree import forest
from templates import environment

_FOLLOWED = {"http", "https", "mailto"}
"""URL schemes that become links; all others (scripts, files) are omitted."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile("(\t|\r\n|[\n\r\v\f\x85\u2028\u2029])")

_TAGS = (
    (Mark.BOLD, "b"),
    (Mark.ITALIC, "i"),
    (Mark.UNDERLINE, "u"),
    (Mark.SUPER, "sup"),
    (Mark.STRUCK, "s"),
)


@dataclass(frozen=True, slots=True)
class HtmlRun:
    """A run: its parts, with "\\t" and "\\n" as parts of their own, its tags, and its link."""

    parts: tuple[str, ...]
    tags: tuple[str, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class HtmlAnchor:
    """The reference mark of a note: number of the note in the file, mark, and index of this reference, from 1."""

    note: int
    mark: str
    use: int
    raised: bool


Inlines = tuple[HtmlRun | HtmlAnchor, ...]


@dataclass(frozen=True, slots=True)
class HtmlParagraph:
    """A paragraph of the text.

    kind:   of the block; centred: a row of asterisks
    anchor: the id for links, "OP1-a"
    heading: the level of a heading, 2 to 6; 0 if it is not a heading
    side, first: left indent, and additional first-line indent, in points
    """

    kind: str
    text: Inlines
    label: str = ""
    anchor: str = ""
    heading: int = 0
    side: float = 0.0
    first: float = 0.0
    quoted: bool = False
    centred: bool = False
    rows: tuple[HtmlRow, ...] = ()


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """A cell of a table."""

    paragraphs: tuple[Inlines, ...]
    colspan: int
    rowspan: int
    header: bool


@dataclass(frozen=True, slots=True)
class HtmlRow:
    """A row of a table; a header row has header cells only."""

    cells: tuple[HtmlCell, ...]
    header: bool


@dataclass(frozen=True, slots=True)
class HtmlSection:
    """A division, with label and title; those of the main text are empty, as the page has its title."""

    kind: str
    anchor: str
    label: str
    title: Inlines
    groups: tuple[tuple[bool, tuple[HtmlParagraph, ...]], ...]
    closing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HtmlNote:
    """A note, with the indexes of its references in the text for the links back."""

    number: int
    mark: str
    raised: bool
    text: Inlines
    uses: range


class _Typesetter:
    """Converts texts to inlines in printing order, and counts the references to each note."""

    def __init__(self, resolution: Resolution, lead: Mark) -> None:
        self._lead = lead
        self._notes = resolution.notes
        self._marks = resolution.note_marks()
        self._numbers = {index: number for number, index in enumerate(self._marks, 1)}
        self._uses: dict[int, int] = {}
        self._anchors: set[str] = set()
        self.targets: dict[str, str] = {}

    def text(self, text: Text) -> Inlines:
        return tuple(self._run(i) if isinstance(i, Run) else self._anchor(i) for i in text)

    def notes(self) -> Iterator[HtmlNote]:
        for index, mark in self._marks.items():
            note = self._notes[index]
            inlines = tuple(self._run(i) for i in note.text or () if isinstance(i, Run))
            uses = range(1, self._uses.get(index, 0) + 1)
            yield HtmlNote(self._numbers[index], mark, mark.isalnum(), inlines, uses)

    def free(self, wanted: str) -> str:
        """Return an id that is not used yet; empty if there is nothing to name it after."""
        anchor = "-".join(re.findall(r"\w+", wanted))
        if not anchor:
            return ""
        name, n = anchor, 1
        while name in self._anchors:
            n += 1
            name = f"{anchor}_{n}"
        self._anchors.add(name)
        return name

    def _run(self, run: Run) -> HtmlRun:
        marks = (run.marks | self._lead if Mark.LEAD in run.marks else run.marks) & ~Mark.LEAD
        parts = tuple(
            ("\t" if part == "\t" else "\n") if n % 2 else part
            for n, part in enumerate(_BREAKS.split(run.text))
            if part
        )
        within = self.targets.get(run.href[1:], "") if leads_within(run.href) else ""
        href = f"#{within}" if within else run.href if _followed(run.href) else ""
        return HtmlRun(parts, tuple(tag for mark, tag in _TAGS if mark in marks), href)

    def _anchor(self, ref: NoteRef) -> HtmlAnchor:
        self._uses[ref.note] = self._uses.get(ref.note, 0) + 1
        mark = self._marks[ref.note]
        return HtmlAnchor(self._numbers[ref.note], mark, self._uses[ref.note], mark.isalnum())


def to_bytes(resolution: Resolution) -> bytes:
    """Return the page as bytes in UTF-8."""
    return to_html(resolution).encode("utf-8")


def to_html(resolution: Resolution) -> str:
    """Return the page."""
    resolution = cleaned(resolution)
    masthead = resolution.masthead
    usage, language = usage_of(resolution), of(masthead.language)
    first = opening(resolution)
    typesetter = _Typesetter(resolution, language.lead_typeface)
    anchors = _anchors(resolution, typesetter)
    above = () if first.notes_at == "title" else typesetter.text(first.notes)
    title = typesetter.text(title_with_notes(first))
    step = (usage.letterhead.stops[1] - usage.letterhead.stops[0]) / 20
    page = (
        environment()
        .get_template("html/document.html.j2")
        .render(
            language=masthead.language or DEFAULT,
            rtl=language.right_to_left,
            page_title=": ".join(filter(None, (masthead.symbol, folded(resolution.title)))),
            sheet=usage.letterhead,
            head=head(resolution),
            opening=first,
            heading_notes=above,
            title=title,
            step=step,
            sections=[
                _section(division, anchors[n], typesetter, step)
                for n, division in enumerate(resolution.divisions)
            ],
            annex=language.masthead.annex,
            notes=list(typesetter.notes()),
        )
    )
    return _UNPRINTABLE.sub("", page)


to_text = to_html
"""The name of this function in the other writers of text."""


@dataclass(frozen=True, slots=True)
class _BlockIds:
    """The ids of a division and its blocks for links; empty if there is none."""

    division: str
    blocks: tuple[str, ...]


def _anchors(resolution: Resolution, typesetter: _Typesetter) -> list[_BlockIds]:
    """Assign ids: to clauses by their place, "OP1-a"; to other blocks only if a reference leads to them."""
    wanted = names_within(resolution)
    result = []
    for division, nodes in forest(resolution):
        places = {node.index: node.place for top in nodes for node in top.walk()}
        named = division.label or division.kind.value
        own = "" if division.kind is DivisionKind.MAIN else typesetter.free(named)
        blocks = []
        for n, block in enumerate(division.blocks):
            plainly = block.kind not in (Kind.CONTINUATION, Kind.TABLE, Kind.HEADING)
            place = places.get(n, "") if plainly else ""
            if block.id in wanted and not place:
                place = block.label or block.kind.value
            blocks.append(typesetter.free(place))
        typesetter.targets |= {b.id: a for b, a in zip(division.blocks, blocks, strict=True)}
        typesetter.targets |= {division.id: own} if division.id else {}
        result.append(_BlockIds(own, tuple(blocks)))
    return result


def for_clipboard(blocks: Sequence[Block], notes: Sequence[Note], *, inline: bool = False) -> str:
    """Return clauses as HTML for the clipboard; their references are indexes in `notes`.

    inline: part of a single clause. Word turns the notes into footnotes, other programs show them below the text.
    """
    resolution = Resolution(divisions=(Division(blocks=tuple(blocks)),), notes=tuple(notes))
    typesetter = _Typesetter(resolution, of().lead_typeface)
    letterhead = usage_of(resolution).letterhead
    step = (letterhead.stops[1] - letterhead.stops[0]) / 20
    page = (
        environment()
        .get_template("html/clipboard.html.j2")
        .render(
            lines=[_paragraph(block, "", typesetter, step, 1) for block in blocks],
            inline=inline,
            notes=[note for note in typesetter.notes() if note.uses],
            step=step,
        )
    )
    return _UNPRINTABLE.sub("", page)


def _section(
    division: Division, anchors: _BlockIds, typesetter: _Typesetter, step: float
) -> HtmlSection:
    main = division.kind is DivisionKind.MAIN
    label = "" if main else division.label
    title = () if main else typesetter.text(division.title)
    groups: list[tuple[bool, tuple[HtmlParagraph, ...]]] = []
    for block, anchor in zip(division.blocks, anchors.blocks, strict=True):
        result = _paragraph(block, anchor, typesetter, step, 1 if main else 2)
        if groups and groups[-1][0] == block.quoted:
            groups[-1] = (block.quoted, (*groups[-1][1], result))
        else:
            groups.append((block.quoted, (result,)))
    return HtmlSection(
        division.kind.value, anchors.division, label, title, tuple(groups), division.closing
    )


def _paragraph(
    block: Block, anchor: str, typesetter: _Typesetter, step: float, above: int
) -> HtmlParagraph:
    if block.kind is Kind.TABLE and block.table:
        rows = tuple(_row(row, typesetter) for row in block.table.rows)
        return HtmlParagraph(block.kind.value, (), rows=rows)
    side, first = _place(block, step)
    return HtmlParagraph(
        kind=block.kind.value,
        text=typesetter.text(_formula(block.text) if block.kind is Kind.FORMULA else block.text),
        label=block.label,
        anchor=anchor,
        heading=min(6, above + max(1, block.level)) if block.kind is Kind.HEADING else 0,
        side=side,
        first=first,
        quoted=block.quoted,
        centred=_is_ornament(block),
    )


def _place(block: Block, step: float) -> tuple[float, float]:
    """Return the left indent and the additional first-line indent of a paragraph.

    As in Word, clauses and items (a) have a first-line indent only, deeper levels are indented as a whole.
    """
    if block.kind is Kind.HEADING or _is_ornament(block):
        return 0.0, 0.0
    level = block.level if block.kind in (Kind.ITEM, Kind.CONTINUATION) else 0
    side = max(0, min(level, 4) - 1) * step
    if block.kind is Kind.CONTINUATION:
        return side, 2 * step if level else 0.0 if plain(block.text)[:1].islower() else step
    return side, step


def _is_ornament(block: Block) -> bool:
    """Return whether the paragraph is a row of asterisks between two parts of a text."""
    signs = set(folded(block.text)) - {" "}
    return block.kind is Kind.PARAGRAPH and not block.label and bool(signs) and signs <= set("*_")


def _formula(text: Text) -> Text:
    """Return "The General Assembly," with its lead marked, unless the text has formatting of its own."""
    if any(i.marks for i in text if isinstance(i, Run)):
        return text
    return with_lead(text, len(plain(text).rstrip().rstrip(",:，،")))


def _row(row: tuple[Cell, ...], typesetter: _Typesetter) -> HtmlRow:
    cells = tuple(
        HtmlCell(
            tuple(typesetter.text(text) for text in cell.paragraphs),
            cell.colspan,
            cell.rowspan,
            cell.header,
        )
        for cell in row
    )
    return HtmlRow(cells, bool(cells) and all(cell.header for cell in cells))


def _followed(href: str) -> bool:
    try:
        return urlsplit(href.strip()).scheme.lower() in _FOLLOWED
    except ValueError:
        return False
