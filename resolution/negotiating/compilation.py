"""The compilation text: the draft with its open proposals in it, as a text that any of our writers can print.

Paragraphs are called what delegations call them (PP1, OP1). What changes words stands marked in them
(`resolution.negotiating.marking`); what would not be legible there, another wording altogether or one made on an
earlier text, stands below as "OP3 alt", a new paragraph as "OP3 bis", a comment in italics in brackets. What is on
paragraphs no longer in the text stands at the end. Settled proposals are left out.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import uuid4

from resolution.model import (
    TITLE,
    Block,
    Division,
    Kind,
    Negotiation,
    Proposal,
    ProposalKind,
    Resolution,
    Standing,
)
from resolution.negotiating.marking import Names, listed, marked, read_marked
from resolution.negotiating.resolving import delegations, orphaned_proposals, standings
from resolution.negotiating.wording import rebased_wording, without_anchors, word_changes
from resolution.text import Mark, Run, Text, join, make, plain
from resolution.tree import Node, forest

ORDINALS = (
    "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies", "undecies", "duodecies",
)  # fmt: skip
"""The names of paragraphs that are inserted after another, in order."""

HEAD = "Compilation text"
"""The beginning of the line above the text that says what it is."""

LEGIBLE = 0.5
"""A proposal that leaves less of a paragraph's words than this stands below it as an alternative."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What a printed proposal does not show: its id and kind, when it was made, what it becomes, where it ranks.

    said: a comment is printed with it
    """

    id: str
    kind: ProposalKind
    made: str
    becomes: Kind
    clause: str
    rank: int
    said: bool = False


@dataclass(frozen=True, slots=True)
class CompilationData:
    """What the page of a compilation text does not show, for the file that it is written to. It contains no words.

    labels:    each paragraph's own label that does not follow from its place
    standings: which paragraphs are not simply open
    details:   of each printed proposal, by `key`, in order
    """

    labels: dict[str, str] = field(default_factory=dict)
    standings: dict[str, Standing] = field(default_factory=dict)
    details: dict[str, list[Detail]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compilation:
    """The text as it is printed, and what the print does not show."""

    text: Resolution
    known: CompilationData


def key(clause: str, shape: str, names: Names) -> str:
    """Return what identifies a printed proposal: its paragraph, how it is printed, who made it."""
    return f"{zlib.crc32(repr((clause, shape, names)).encode()):08x}"


def compiled(resolution: Resolution, on: date | None = None) -> Compilation:
    """Return the compilation text of a draft. on: the day it is of."""
    made = _Compiler(_with_ids(resolution))
    return made.compilation(on)


def as_printed(resolution: Resolution) -> Negotiation:
    """Return the proposals as the compilation text shows them: the open ones, on the current words."""
    return _Compiler(_with_ids(resolution)).printed()


def _with_ids(resolution: Resolution) -> Resolution:
    """Return the text with a name for each of its paragraphs."""
    return replace(
        resolution,
        divisions=tuple(
            replace(
                division,
                id=division.id or uuid4().hex,
                blocks=tuple(b if b.id else replace(b, id=uuid4().hex) for b in division.blocks),
            )
            for division in resolution.divisions
        ),
    )


class _Compiler:
    """Builds the compilation text: inserts the proposals for each paragraph where readers expect them."""

    def __init__(self, resolution: Resolution) -> None:
        self._resolution = resolution
        negotiation = resolution.negotiation
        self._open = [each for each in negotiation.proposals if each.is_open]
        self._rank = {id(each): n for n, each in enumerate(self._open)}
        found = standings(resolution)
        self._standings = {n: how for n, how in found.items() if how is not Standing.CHANGED}
        self._known = CompilationData(standings=dict(self._standings))
        self._printed: dict[int, Proposal] = {}

    def compilation(self, on: date | None) -> Compilation:
        """Return the text with its data."""
        divisions = tuple(self._division(d, nodes) for d, nodes in forest(self._resolution))
        main = divisions[0]
        former = tuple(self._former())
        head = Block(Kind.PARAGRAPH, make(self._head(on), Mark.ITALIC), "", False)
        main = replace(main, blocks=(head, *main.blocks, *former))
        text = replace(
            self._resolution,
            divisions=(main, *divisions[1:]),
            negotiation=Negotiation(),
            ignored=(),
        )
        return Compilation(text, self._known)

    def printed(self) -> Negotiation:
        """Return the proposals as they are printed."""
        self.compilation(None)
        shown = tuple(self._printed[self._rank[id(each)]] for each in self._open)
        agreed = {n for n, how in self._standings.items() if how is Standing.AGREED}
        agreed_words = tuple(
            each for each in self._resolution.negotiation.agreed if each[0] in agreed
        )
        return Negotiation(shown, tuple(self._standings.items()), agreed_words)

    def _head(self, on: date | None) -> str:
        day = f" of {on.day} {on:%B %Y}" if on else ""
        proposals, agreed = (
            len(self._open),
            sum(how is Standing.AGREED for how in self._standings.values()),
        )
        by = len(delegations(Negotiation(tuple(self._open))))
        return (
            f"{HEAD}{day}: {_counted(proposals, 'open proposal')} by {_counted(by, 'delegation')}, "
            f"{_counted(agreed, 'paragraph')} agreed ad ref. Additions are in bold and deletions struck through, "
            "with the names of the delegations in brackets."
        )

    # One division

    def _division(self, division: Division, nodes: list[Node]) -> Division:
        main = division is self._resolution.divisions[0]
        name = TITLE if main else division.id
        title, above = self._paragraph(name, division.title, "Title", 0, bold=True)
        places = {node.index: node for top in nodes for node in top.walk()}
        behind: dict[int, list[Block]] = {}
        blocks: list[Block] = list(above)
        for index, block in enumerate(division.blocks):
            node = places[index]
            place = place_of(node)
            bold = block.kind is Kind.HEADING
            text, below = self._paragraph(block.id, block.text, place, block.level, bold)
            text = text if block.kind is not Kind.TABLE else ()
            blocks += [self._labelled(replace(block, text=text), place), *below]
            last = max(each.index for each in node.walk())
            behind.setdefault(last, [])[:0] = self._new(block.id, place)
            blocks += behind.pop(index, [])
        return replace(division, title=title, blocks=tuple(blocks))

    def _labelled(self, block: Block, place: str) -> Block:
        """Return a clause under the name that delegations give it; a label that the place does not give is recorded."""
        if not block.auto:
            self._known.labels[block.id] = block.label
        if block.kind in (Kind.PREAMBULAR, Kind.OPERATIVE) and not block.quoted:
            return replace(block, label=f"{place}.", auto=False)
        return block

    def _paragraph(
        self, name: str, text: Text, place: str, level: int, bold: bool = False
    ) -> tuple[Text, list[Block]]:
        """Return a paragraph as it is printed, and what stands below it; in `bold` ones nothing bold would be seen."""
        own = [each for each in self._open if each.clause == name and each.kind in _WITH_WORDS]
        standing = self._standings.get(name, Standing.OPEN)
        inline, apart = self._parted(text, own, bold)
        deletions = [each for each in own if each.kind is ProposalKind.DELETION]
        shown, inline, apart = _legible(text, inline, apart, deletions, standing)
        for each in inline:
            self._know(each, "inline", text, rebased_wording(each, text), place)
        for each in deletions:
            self._know(each, "delete", text, (), place)
        below = []
        for number, each in enumerate(apart, 1):
            self._know(each, "alt", text, each.text, place)
            label = f"{place} alt" + (f" {number}" if number > 1 else "")
            below.append(_apart(label, each))
        all_shown = (*inline, *deletions, *apart)
        below += [_remark(each, level) for each in all_shown if each.comment]
        below += self._comments(name, level)
        return shown, below

    def _parted(
        self, text: Text, own: list[Proposal], bold: bool
    ) -> tuple[list[Proposal], list[Proposal]]:
        """Return the proposals that can be marked in the words, and those that stand below them."""
        inline: list[Proposal] = []
        apart = []
        for each in own:
            if each.kind is ProposalKind.ALTERNATIVE:
                apart.append(each)
            elif each.kind is ProposalKind.AMENDMENT:
                wording = rebased_wording(each, text)
                twice = any(other.delegations == each.delegations for other in inline)
                fits = wording is not None and wording != without_anchors(text)
                legible = not bold and fits and not twice and _kept(text, wording or ()) >= LEGIBLE
                (inline if legible else apart).append(each)
        return inline, apart

    def _comments(self, name: str, level: int) -> Iterator[Block]:
        for each in self._open:
            if each.clause == name and each.kind is ProposalKind.COMMENT:
                self._know(each, "comment", (), (), "")
                yield _remark(each, level)

    def _new(self, name: str, place: str) -> list[Block]:
        """Return the paragraphs that are to follow one."""
        out = []
        own = [e for e in self._open if e.clause == name and e.kind is ProposalKind.NEW]
        for number, each in enumerate(own):
            self._know(each, "new", (), each.text, place)
            ordinal = ORDINALS[number] if number < len(ORDINALS) else f"bis {number + 1}"
            out.append(_apart(f"{place} {ordinal}", each))
            out += [_remark(each, 0)] if each.comment else []
        return out

    def _former(self) -> Iterator[Block]:
        """Yield what is proposed on paragraphs that are no longer in the text."""
        for each in orphaned_proposals(self._resolution):
            self._know(each, "former", each.base, each.text, each.place)
            yield _apart(f"Former {each.place or 'paragraph'}", each)
            if each.comment:
                yield _remark(each, 0)

    def _know(self, each: Proposal, shape: str, base: Text, text: Text | None, place: str) -> None:
        rank = self._rank[id(each)]
        shown = replace(each, text=text or (), base=without_anchors(base), place=place)
        if (
            each.kind in (ProposalKind.COMMENT, ProposalKind.NEW, ProposalKind.DELETION)
            or shape == "former"
        ):
            shown = replace(shown, base=())
        self._printed[rank] = shown
        detail = Detail(
            each.id, each.kind, each.made, each.becomes, each.clause, rank, bool(each.comment)
        )
        at = {"former": "", "new": squeezed(place)}.get(shape, each.clause)
        self._known.details.setdefault(key(at, shape, each.delegations), []).append(detail)


def squeezed(place: str) -> str:
    """Return a place without what is lost where it is typed: "OP10 a." is "OP10a"."""
    return re.sub(r"[\s.]+", "", place)


def place_of(node: Node) -> str:
    """Return what delegations call a paragraph; what is put in behind the opening line is "PP0 bis"."""
    return "PP0" if node.block.kind is Kind.FORMULA else node.place or "Paragraph"


_WITH_WORDS = (ProposalKind.AMENDMENT, ProposalKind.ALTERNATIVE, ProposalKind.DELETION)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _kept(text: Text, wording: Text) -> float:
    """Return the share of a paragraph's words that a wording keeps, 0-1."""
    length = len(plain(text))
    gone = sum(each.end - each.start for each in word_changes(without_anchors(text), wording))
    return 1 - gone / length if length else 0.0


def _legible(
    text: Text,
    inline: list[Proposal],
    apart: list[Proposal],
    deletions: list[Proposal],
    standing: Standing,
) -> tuple[Text, list[Proposal], list[Proposal]]:
    """Return the marked paragraph, with what stands in it and what below.

    Only what can be read back from it exactly stays in it.
    """
    inline, apart = list(inline), list(apart)
    gone = [each.delegations for each in deletions]
    brackets = standing is Standing.BRACKETED
    while True:
        wordings = [(each.delegations, rebased_wording(each, text) or ()) for each in inline]
        shown = marked(text, wordings, gone, standing)
        read = read_marked(shown, brackets)
        wrong = [
            n for n, (names, words) in enumerate(wordings) if read.wordings.get(names) != words
        ]
        if not inline or (not wrong and read.text == text):
            return shown, inline, apart
        at = wrong[0] if wrong else len(inline) - 1
        apart.append(inline.pop(at))


def _apart(label: str, each: Proposal) -> Block:
    """Return a wording as a paragraph of its own: in bold, like everything that is added."""
    words = join(replace(i, marks=i.marks ^ Mark.BOLD) for i in each.text if isinstance(i, Run))
    text = join(make(f"[{listed(each.delegations)}] ", Mark.BOLD), words)
    return Block(Kind.PARAGRAPH, text, f"{label}.", False)


def _remark(each: Proposal, level: int) -> Block:
    """Return what a delegation says as a line in italics in brackets."""
    prefix = "Comment by " if each.kind is ProposalKind.COMMENT else ""
    words = f"[{prefix}{listed(each.delegations)}: {each.comment}]"
    return Block(Kind.CONTINUATION, make(words, Mark.ITALIC), "", True, max(0, level))
