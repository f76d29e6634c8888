"""The document model: a resolution as a frozen value whose text is a flat list of blocks.

Why a flat list, and why each concept: counted on 4,140 adopted texts. Headings stand between items, text goes on after
a list, preambular paragraphs turn up among operative ones; the tree of clauses is a view (`resolution.tree`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from resolution.language.languages import DEFAULT
from resolution.text import NoteRef, Text, note_indexes, plain


class Status(StrEnum):
    """What a text is worth: only adopted wording is ever called agreed."""

    ADOPTED = "adopted"
    DRAFT = "draft"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What a block is. ITEM and CONTINUATION serve preamble, operative part and annexes alike."""

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
"""Items go down to level 4 and headings to level 4; no adopted text goes deeper."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its paragraphs, how many columns and rows it spans, whether it heads them."""

    paragraphs: tuple[Text, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, carried as one protected block."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a clause came from: the symbol, the paragraph ("PP3", "OP1 (a)") and the wording as it stands there."""

    symbol: str
    paragraph: str
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: a block of the editor, a paragraph of Word.

    label: as shown, "1.", "(a)", "–", "I."; empty for none.
    auto:  the label follows from position (`resolution.labels`); off where a source prints another, or none.
    level: items 1-4, headings 1-4, 0 for everything else; a continuation has the level of the text it goes on with
           (0 the clause's own, 1 an item's, …).
    quoted: part of an embedded draft resolution or a quoted amendment; indented.
    id:    names the clause across edits and saves; equality ignores it.
    extensions: what a newer version says of the block in an Akoma Ntoso file (`resolution.formats.akn.extensions`).
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
    """The main text, a part or an annex. `closing` holds the lines after it: meeting and date.

    id: names it for cross-references; equality ignores it.
    """

    kind: DivisionKind = DivisionKind.MAIN
    label: str = ""
    title: Text = ()
    blocks: tuple[Block, ...] = ()
    closing: tuple[str, ...] = ()
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote. `text` is None where the source lost it; `mark` is its own mark ("*"), empty for a number by order.

    A number is kept as the own mark only where the text is None: it is then all that is known of the note.
    """

    text: Text | None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Masthead:
    """The heading: what stands above the title, and what the title line says besides the title.

    Printed words are kept as printed ("Fifty-sixth session", "81st plenary meeting"); a field not given is empty or
    None.

    symbol:        "A/RES/55/63", "A/C.3/73/L.9/Rev.1"
    number:        as printed before the title, without full stop: "55/63"
    agenda_item:   without the words "Agenda item": "110", "130 (k)"
    agenda_title:  the item's title
    heading:       "Resolution adopted by the General Assembly on 23 November 2020"
    basis:         the bracketed line, without brackets: "on the report of the Third Committee (A/56/574)"
    report:        the symbol of that report, or of the draft: "A/56/574"
    signatories:   at model conferences, those who want a draft discussed without sponsoring it
    proposal:      what a draft's sponsor line ends with: "revised draft resolution"
    notes:         anchors of notes to the heading (the asterisk of a reissue)
    original:      the language after "Original:"
    job:           the job number, "20-15851 (E)", with the day of its printing where given: "18-18418 (E) 071118"
    session_dates: printed under the session by the Human Rights Council: "9 September–11 October 2024"
    base:          the symbol of the text that a draft is built on, an earlier resolution or the draft that it
                   revises; never printed. The Secretariat asks for tracked changes against it.
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
    """How a text was adopted. `method` is "without a vote", "recorded vote" or as the source says it.

    voters: position ("in favour", "against", "abstaining", …) with the names under it.
    """

    method: str = ""
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    voters: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def summary(self) -> str | None:
        """Return "79-60-33", "without a vote", or None where the source does not say."""
        counts = (self.in_favour, self.against, self.abstaining)
        if self.method != "without a vote" and any(counts):
            return "-".join(str(count or 0) for count in counts)
        return self.method if self.method == "without a vote" else None


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way to adoption: what it was, when, under which symbol, by whom. Fields as the source has them."""

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
    """What the record says of a text: carried and shown, never needed to draft."""

    vote: Vote | None = None
    steps: tuple[Step, ...] = ()
    keywords: tuple[Keyword, ...] = ()


@dataclass(frozen=True, slots=True)
class Ignored:
    """What the drafter lets be of what the checks say: a rule, by its code, and where.

    clause: the id of the paragraph, or the name of the place where it has none; empty for anywhere
    words:  those that the problem is about; with `clause` empty too, the rule is not told in this draft at all
    """

    code: str
    clause: str = ""
    words: str = ""


class ProposalKind(StrEnum):
    """What a delegation wants of a paragraph: other words in it, none of it, one more below it, another in its place.

    A COMMENT wants nothing of the words.
    """

    AMENDMENT = "amendment"
    DELETION = "deletion"
    NEW = "new paragraph"
    ALTERNATIVE = "alternative"
    COMMENT = "comment"


class ProposalStatus(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """How far a paragraph is: under negotiation, agreed *ad referendum*, or in square brackets as a whole.

    CHANGED: it was agreed and has other words now; never kept, always found out.
    """

    OPEN = "open"
    AGREED = "agreed ad ref"
    BRACKETED = "bracketed"
    CHANGED = "changed since it was agreed"


TITLE = "title"
"""What a proposal on the title names in place of a paragraph's id."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a delegation proposed on a paragraph. The draft's text stays as it stands until it is accepted.

    clause:      the id of the paragraph, or `TITLE`; of a new paragraph the one that it is to follow
    delegations: who made it, then who joined it
    text:        the whole wording proposed, without note anchors; base: the one that it was made on
    comment:     why, or what a COMMENT says
    made:        when, as ISO date and time, empty where that is not known
    place:       where the paragraph stood when it was made, "OP3"
    becomes:     the kind of a new paragraph
    id:          names it within the draft; equality ignores it
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
        """Return whether it has not been settled yet."""
        return self.status is ProposalStatus.OPEN


@dataclass(frozen=True, slots=True)
class Negotiation:
    """What delegations proposed, in the order in which they did, and the paragraphs that are not simply open.

    standings: the id of a paragraph, or `TITLE`, and how far it is; none that is OPEN
    agreed:    of each agreed paragraph the words that were agreed
    """

    proposals: tuple[Proposal, ...] = ()
    standings: tuple[tuple[str, Standing], ...] = ()
    agreed: tuple[tuple[str, str], ...] = ()

    def standing(self, clause: str, words: str | None = None) -> Standing:
        """Return how far a paragraph is; words: those it has now, to tell whether they are the agreed ones."""
        how = next((how for name, how in self.standings if name == clause), Standing.OPEN)
        if how is Standing.AGREED and words is not None:
            agreed = next((said for name, said in self.agreed if name == clause), words)
            return how if agreed == words else Standing.CHANGED
        return how


@dataclass(frozen=True, slots=True)
class Resolution:
    """A whole text. The first division is the main one and holds the title; parts and annexes follow.

    ignored: what the checks are not to tell of this draft (`resolution.checks.ignoring`); never printed.
    negotiation: what delegations proposed (`resolution.negotiating`); printed in the compilation text alone.
    extensions: what a newer version says of the draft in an Akoma Ntoso file (`resolution.formats.akn.extensions`).
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
        """Return the title's words."""
        return plain(self.main.title)

    def blocks(self) -> Iterator[Block]:
        """Yield every block of every division, in order."""
        for division in self.divisions:
            yield from division.blocks

    def texts(self) -> Iterator[Text]:
        """Yield every text outside the notes in reading order: heading anchors, titles, blocks, cells."""
        yield self.masthead.notes
        for division in self.divisions:
            yield division.title
            for block in division.blocks:
                yield block.text
                for cell in cells(block):
                    yield from cell.paragraphs

    def note_marks(self) -> dict[int, str]:
        """Return each note's mark as shown: its own, or its number by the order of first anchors."""
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
    """Yield the cells of a table block, none for any other."""
    if block.table:
        for row in block.table.rows:
            yield from row
