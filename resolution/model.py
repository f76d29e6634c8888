"""The document model: a resolution as a frozen value whose text is a flat list of blocks.

The flat list, and each concept, are based on 4,140 adopted texts. Headings occur between items, text continues after a
list, preambular paragraphs occur among operative ones; the tree of clauses is a view (`resolution.tree`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from resolution.language.languages import DEFAULT
from resolution.text import NoteRef, Text, note_indexes, plain


class Status(StrEnum):
    """The status of a text: only adopted wording may be called agreed."""

    ADOPTED = "adopted"
    DRAFT = "draft"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """The kind of a block. ITEM and CONTINUATION are used in preamble, operative part and annexes alike."""

    FORMULA = "formula"
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    ITEM = "item"
    CONTINUATION = "continuation"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"


class DivisionKind(StrEnum):
    """The main text, a part issued under one symbol (A, B), or an annex."""

    MAIN = "main"
    PART = "part"
    ANNEX = "annex"


MAX_LEVEL = 4
"""The deepest level of items and of headings; no adopted text goes deeper."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its paragraphs, column and row span, and whether it is a header."""

    paragraphs: tuple[Text, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, as one protected block."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of a clause: symbol, paragraph ("PP3", "OP1 (a)") and the wording there."""

    symbol: str
    paragraph: str
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: a block of the editor, a paragraph of Word.

    label: as shown, "1.", "(a)", "–", "I."; empty for none
    auto:  the label follows from position (`resolution.labels`); off if a source prints another label, or none
    level: items 1-4, headings 1-4, 0 for everything else; a continuation has the level of the text it continues
        (0 the clause's own, 1 an item's, …)
    quoted: part of an embedded draft resolution or a quoted amendment; indented
    id:    identifies the clause across edits and saves; ignored by equality
    extensions: data of a newer version on the block in an Akoma Ntoso file (`resolution.formats.akn.extensions`)
    """

    kind: Kind
    text: Text = ()
    label: str = ""
    auto: bool = True
    level: int = 0
    quoted: bool = False
    table: Table | None = None
    origin: Origin | None = None
    id: str = field(default="", compare=False)
    extensions: str = ""


@dataclass(frozen=True, slots=True)
class Division:
    """The main text, a part or an annex. `closing` contains the lines after it: meeting and date.

    id: identifies it for cross-references; ignored by equality
    """

    kind: DivisionKind = DivisionKind.MAIN
    label: str = ""
    title: Text = ()
    blocks: tuple[Block, ...] = ()
    closing: tuple[str, ...] = ()
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote. `text` is None if the source lost it; `mark` is its own mark ("*"), empty if it is numbered.

    A number is stored in `mark` only if the text is None, as nothing else is known of the note then.
    """

    text: Text | None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Masthead:
    """The heading: everything above the title, and what the title line has besides the title.

    Printed text is kept as printed ("Fifty-sixth session", "81st plenary meeting"). Missing fields are empty or None.

    symbol:        "A/RES/55/63", "A/C.3/73/L.9/Rev.1"
    number:        as printed before the title, without full stop: "55/63"
    agenda_item:   without the words "Agenda item": "110", "130 (k)"
    agenda_title:  the title of the agenda item
    heading:       "Resolution adopted by the General Assembly on 23 November 2020"
    basis:         the bracketed line, without brackets: "on the report of the Third Committee (A/56/574)"
    report:        the symbol of that report, or of the draft: "A/56/574"
    signatories:   at model conferences, those who want a draft discussed without sponsoring it
    proposal:      the end of a draft's sponsor line: "revised draft resolution"
    notes:         references to the notes of the heading (the asterisk of a reissue)
    original:      the language after "Original:"
    job:           the job number, "20-15851 (E)", with the date of printing if given: "18-18418 (E) 071118"
    session_dates: printed below the session by the Human Rights Council: "9 September–11 October 2024"
    base:          the symbol of the text that a draft is based on, an earlier resolution or the draft that it
                   revises; never printed. The Secretariat requests tracked changes against it.
    """

    status: Status = Status.UNKNOWN
    organ: str = ""
    symbol: str = ""
    number: str = ""
    language: str = DEFAULT
    distribution: str = ""
    issued: date | None = None
    original: str = ""
    session: str = ""
    committee: str = ""
    agenda_item: str = ""
    agenda_title: str = ""
    heading: str = ""
    basis: str = ""
    report: str = ""
    adopted: date | None = None
    meeting: str = ""
    sponsors: tuple[str, ...] = ()
    proposal: str = ""
    notes: tuple[NoteRef, ...] = ()
    job: str = ""
    session_dates: str = ""
    signatories: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True)
class Vote:
    """How a text was adopted. `method` is "without a vote", "recorded vote" or as given in the source.

    voters: for each position ("in favour", "against", "abstaining", …) the names
    """

    method: str = ""
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    voters: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def summary(self) -> str | None:
        """Return "79-60-33", "without a vote", or None if the source does not say."""
        counts = (self.in_favour, self.against, self.abstaining)
        if self.method != "without a vote" and any(counts):
            return "-".join(str(count or 0) for count in counts)
        return self.method if self.method == "without a vote" else None


@dataclass(frozen=True, slots=True)
class Step:
    """A step towards adoption: its outcome, date, symbol and actor, as given in the source."""

    outcome: str
    on: date | None = None
    symbol: str = ""
    by: str = ""
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A subject, with the vocabulary (dictionary) it comes from."""

    value: str
    shown: str = ""
    dictionary: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Adoption:
    """The record of a text's adoption: stored and shown, but not needed to draft."""

    vote: Vote | None = None
    steps: tuple[Step, ...] = ()
    keywords: tuple[Keyword, ...] = ()


@dataclass(frozen=True, slots=True)
class Ignored:
    """An entry of what the checks ignore in a draft: a rule, by its code, and where.

    clause: the id of the paragraph, or the name of the place if it has none; empty for anywhere
    words:  the words of the problem; with `clause` empty too, the rule is ignored in the whole draft
    """

    code: str
    clause: str = ""
    words: str = ""


class ProposalKind(StrEnum):
    """What a delegation proposes for a paragraph: other words, its deletion, a new one below it, or one in its place.

    A COMMENT proposes no wording.
    """

    AMENDMENT = "amendment"
    DELETION = "deletion"
    NEW = "new paragraph"
    ALTERNATIVE = "alternative"
    COMMENT = "comment"


class ProposalStatus(StrEnum):
    """The outcome of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """The standing of a paragraph: under negotiation, agreed *ad referendum*, or in square brackets as a whole.

    CHANGED: it was agreed and has been changed since; derived, never stored
    """

    OPEN = "open"
    AGREED = "agreed ad ref"
    BRACKETED = "bracketed"
    CHANGED = "changed since it was agreed"


TITLE = "title"
"""Identifies the title in a proposal, in place of a paragraph's id."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal of a delegation on a paragraph. The draft's text is unchanged until it is accepted.

    clause:      the id of the paragraph, or `TITLE`; for a new paragraph, of the one it is to follow
    delegations: the author, then those who joined
    text:        the full proposed wording, without note references; base: the wording it was made on
    comment:     the reason, or the text of a COMMENT
    made:        ISO date and time, empty if unknown
    place:       the place of the paragraph at that time, "OP3"
    becomes:     the kind of a new paragraph
    id:          identifies it within the draft; ignored by equality
    """

    clause: str
    kind: ProposalKind
    delegations: tuple[str, ...]
    text: Text = ()
    base: Text = ()
    comment: str = ""
    status: ProposalStatus = ProposalStatus.OPEN
    made: str = ""
    place: str = ""
    becomes: Kind = Kind.PARAGRAPH
    id: str = field(default="", compare=False)

    @property
    def is_open(self) -> bool:
        """Return whether it has not been decided yet."""
        return self.status is ProposalStatus.OPEN


@dataclass(frozen=True, slots=True)
class Negotiation:
    """The proposals of delegations, in chronological order, and the standings of paragraphs.

    standings: for the id of a paragraph, or `TITLE`, its standing, unless it is OPEN
    agreed:    for each agreed paragraph, the agreed text
    """

    proposals: tuple[Proposal, ...] = ()
    standings: tuple[tuple[str, Standing], ...] = ()
    agreed: tuple[tuple[str, str], ...] = ()

    def standing(self, clause: str, words: str | None = None) -> Standing:
        """Return the standing of a paragraph. words: its current text, to check whether it is the agreed one."""
        how = next((how for name, how in self.standings if name == clause), Standing.OPEN)
        if how is Standing.AGREED and words is not None:
            agreed = next((said for name, said in self.agreed if name == clause), words)
            return how if agreed == words else Standing.CHANGED
        return how


@dataclass(frozen=True, slots=True)
class Resolution:
    """A whole text. The first division is the main one and has the title; parts and annexes follow.

    ignored: what the checks ignore in this draft (`resolution.checks.ignoring`); never printed
    negotiation: the proposals of delegations (`resolution.negotiating`); printed only in the compilation text
    extensions: data of a newer version on the draft in an Akoma Ntoso file (`resolution.formats.akn.extensions`)
    """

    masthead: Masthead = Masthead()
    divisions: tuple[Division, ...] = (Division(),)
    notes: tuple[Note, ...] = ()
    adoption: Adoption = Adoption()
    ignored: tuple[Ignored, ...] = ()
    negotiation: Negotiation = Negotiation()
    extensions: str = ""

    @property
    def main(self) -> Division:
        """Return the main division."""
        return self.divisions[0]

    @property
    def title(self) -> str:
        """Return the title as plain text."""
        return plain(self.main.title)

    def blocks(self) -> Iterator[Block]:
        """Yield every block of every division, in order."""
        for division in self.divisions:
            yield from division.blocks

    def texts(self) -> Iterator[Text]:
        """Yield every text outside the notes in reading order: heading references, titles, blocks, cells."""
        yield self.masthead.notes
        for division in self.divisions:
            yield division.title
            for block in division.blocks:
                yield block.text
                for cell in cells(block):
                    yield from cell.paragraphs

    def note_marks(self) -> dict[int, str]:
        """Return each note's mark as shown: its own, or its number by the order of first references."""
        order = dict.fromkeys(i for text in self.texts() for i in note_indexes(text))
        order.update(dict.fromkeys(range(len(self.notes))))
        marks: dict[int, str] = {}
        number = 0
        for index in order:
            own = self.notes[index].mark
            number += 0 if own else 1
            marks[index] = own or str(number)
        return marks


def cells(block: Block) -> Iterator[Cell]:
    """Yield the cells of a table block; none for any other block."""
    if block.table:
        for row in block.table.rows:
            yield from row
