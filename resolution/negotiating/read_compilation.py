"""Reading a compilation text: the draft as it is, and what delegations propose on it.

What the page shows is the truth. What a file of our own knows besides (`CompilationData`) counts where the page still
shows the proposal that it is of; a text that others made or edited is read by the conventions alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from uuid import uuid4

from resolution.labels import numbered
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
from resolution.negotiating.compilation import (
    HEAD,
    ORDINALS,
    CompilationData,
    Detail,
    key,
    place_of,
    squeezed,
)
from resolution.negotiating.marking import Marked, Names, read_marked
from resolution.negotiating.resolving import UNNAMED, parse_delegations, texts_by_name
from resolution.negotiating.wording import (
    WordingChange,
    apply_changes,
    without_anchors,
    word_changes,
)
from resolution.sponsors import state
from resolution.text import Mark, Run, Text, cut, folded, join, make, plain, runs
from resolution.tree import forest

_ORDINAL = "|".join(ORDINALS)
_APART = re.compile(
    rf"""\s*(?:
      (?P<former>Former)\s+(?P<was>[^\[\]\t]{{1,30}}?)
    | (?P<place>[^\[\]\t:;,]{{1,40}}?)\s*
      (?:(?P<alt>alt)|(?P<new>{_ORDINAL}))(?:[\s.]*\d+)?
    )[\s.:]*\[(?P<names>[^\[\]:]{{1,300}})\][ \t:]*""",
    re.VERBOSE,
)
"""What stands in a paragraph of its own: "OP3 alt [Cuba] …", "PP2 bis [Mexico] …", "Former OP4 [Chile] …"."""

_REMARK = re.compile(
    r"\[(?P<pure>Comment\s+by\s+)?(?P<names>[^\[\]:]{1,300}):\s(?P<words>.*)\]", re.DOTALL
)


class Apart(NamedTuple):
    """A paragraph that is a proposal. shape: "alt", "new" or "former"; place: of what it is on."""

    shape: str
    place: str
    names: Names
    words: Text


class DelegationLine(NamedTuple):
    """A line that is what a delegation says. pure: a comment by itself, not on its own proposal."""

    names: Names
    words: str
    pure: bool


@dataclass(frozen=True, slots=True)
class StrayText:
    """What a paragraph printed by others contained besides its words, and what was below it.

    words: those of the paragraph as it stands, empty for what stood above all
    """

    words: str
    marked: Marked | None
    below: list[Apart | DelegationLine]


@dataclass(slots=True)
class _PrintedProposal:
    """A proposal met on the page: where (a clause's name, a place), in what shape, and the block it stands below."""

    at: str
    shape: str
    names: Names
    text: Text = ()
    base: Text = ()
    comment: str = ""
    detail: Detail | None = None
    place: str = ""
    below: str = ""


@dataclass(slots=True)
class _Page:
    """The proposals, comments and standings found on the page so far."""

    known: CompilationData | None
    details: dict[str, list[Detail]] = field(default_factory=lambda: defaultdict(list))
    found: list[_PrintedProposal] = field(default_factory=list)
    standings: list[tuple[str, Standing]] = field(default_factory=list)

    def add_proposal(
        self, at: str, shape: str, names: Names, text: Text = (), base: Text = ()
    ) -> None:
        """Record a proposal, with what is known of it."""
        held = self.details.get(key(at, shape, names))
        detail = held.pop(0) if held else None
        self.found.append(_PrintedProposal(at, shape, names, text, base, "", detail))

    def take(self, line: Apart | DelegationLine, on: str, base: Text) -> None:
        """Record a paragraph that is a proposal or a comment; on: what it is below, base: the words of that."""
        if isinstance(line, DelegationLine):
            self.add_comment(on, line.names, line.words, line.pure)
            return
        at = {"alt": on, "former": ""}.get(line.shape, line.place)
        at = squeezed(at) if line.shape == "new" else at
        self.add_proposal(at, line.shape, line.names, line.words, without_anchors(base))
        self.found[-1].below = on
        if line.shape == "former":
            self.found[-1].base, self.found[-1].place = (), line.place

    def read(self, name: str, marked: Marked) -> None:
        """Record what is marked in a paragraph."""
        if marked.standing is not Standing.OPEN:
            self.standings.append((name, marked.standing))
        for names, wording in marked.wordings.items():
            self.add_proposal(name, "inline", names, wording, without_anchors(marked.text))
        for names in marked.deletions:
            self.add_proposal(name, "delete", names)

    def add_comment(self, at: str, names: Names, words: str, pure: bool) -> None:
        """Record a comment of a delegation: on its proposal right before, or by itself."""
        for each in self.found if not pure else ():
            waits = not each.comment and (each.detail is None or each.detail.said)
            here = each.at == at or each is self.found[-1]
            if each.names == names and waits and here and each.shape != "comment":
                each.comment = words
                return
        self.add_proposal(at, "comment", names)
        self.found[-1].comment = words


def without_strikes(resolution: Resolution) -> Resolution:
    """Return the text without strikethrough, its words kept: no draft uses it."""
    return replace(
        resolution,
        divisions=tuple(
            replace(d, title=_unstruck(d.title), blocks=tuple(map(_unstruck_block, d.blocks)))
            for d in resolution.divisions
        ),
    )


def _unstruck_block(block: Block) -> Block:
    text = _unstruck(block.text)
    table = block.table
    if table is not None:
        rows = tuple(
            tuple(replace(c, paragraphs=tuple(map(_unstruck, c.paragraphs))) for c in row)
            for row in table.rows
        )
        table = replace(table, rows=rows) if rows != table.rows else table
    same = text is block.text and table is block.table
    return block if same else replace(block, text=text, table=table)


def _unstruck(text: Text) -> Text:
    if not any(isinstance(i, Run) and Mark.STRUCK in i.marks for i in text):
        return text
    return join(replace(i, marks=i.marks & ~Mark.STRUCK) if isinstance(i, Run) else i for i in text)


def uncompiled(resolution: Resolution, known: CompilationData) -> Resolution:
    """Return the draft of a compilation text that we wrote, with its proposals."""
    page = _Page(known)
    page.details.update({name: list(details) for name, details in known.details.items()})
    divisions = tuple(
        _division(division, TITLE if not n else division.id, page, known)
        for n, division in enumerate(resolution.divisions)
    )
    draft = without_strikes(replace(resolution, divisions=divisions))
    return replace(draft, negotiation=_negotiation(draft, page))


def attached(resolution: Resolution, slips: Sequence[StrayText]) -> Resolution:
    """Return a draft with the proposals of its printed paragraphs; each slip is attached to the words it belongs to.

    What finds no paragraph is kept as a proposal on one that is no longer in the text.
    """
    draft = _with_ids(without_strikes(resolution))
    known = [(TITLE, draft.main.title), *((b.id, b.text) for b in draft.blocks())]
    texts = [folded(text) for _, text in known]
    page = _Page(None)
    at = 0
    for slip in slips:
        words = folded(slip.words)
        after = (
            n for n in (*range(at, len(texts)), *range(at)) if words and _same(texts[n], words)
        )
        found = next(after, None)
        name, text = known[found] if found is not None else ("", make(slip.words))
        at = at if found is None else found
        if slip.marked is not None:
            page.read(name, _on(text, slip.marked))
        for each in slip.below:
            page.take(each, name, text)
    return replace(draft, negotiation=_negotiation(draft, page))


def _same(block: str, printed: str) -> bool:
    """Return whether a paragraph has the words that were printed, its label and closing bracket perhaps missing."""
    return bool(block) and (block == printed or (len(block) > 3 and printed.endswith(block)))


def _on(text: Text, marked: Marked) -> Marked:
    """Return what is marked in a printed paragraph for the paragraph of the draft, which knows its lead."""
    own = without_anchors(text)
    by = plain(marked.text).find(plain(own))
    if by < 0:
        return replace(marked, text=text)
    wordings = {}
    for names, wording in marked.wordings.items():
        wanted = word_changes(without_anchors(marked.text), wording)
        inside = (c for c in wanted if by <= c.start and c.end - by <= len(plain(own)))
        wordings[names] = apply_changes(
            own, [WordingChange(c.start - by, c.end - by, c.words) for c in inside]
        )
    return replace(marked, text=text, wordings=wordings)


def _with_ids(resolution: Resolution) -> Resolution:
    divisions = (
        replace(d, blocks=tuple(b if b.id else replace(b, id=uuid4().hex) for b in d.blocks))
        for d in resolution.divisions
    )
    return replace(resolution, divisions=tuple(divisions))


def _division(division: Division, name: str, page: _Page, known: CompilationData) -> Division:
    """Return a division as it is, recording what is proposed on it."""
    title = _paragraph(name, division.title, page, known)
    on, base, blocks = name, title, list[Block]()
    for block in division.blocks:
        if _is_head(block):
            continue
        if line := _apart_of(block) or _remark_of(block):
            page.take(line, on, base)
            continue
        own = block if block.id else replace(block, id=uuid4().hex)
        base = _paragraph(own.id, own.text, page, known)
        on = own.id
        blocks.append(replace(own, text=base))
    return replace(division, title=title, blocks=_labelled(blocks, known.labels))


def _labelled(blocks: list[Block], labels: dict[str, str]) -> tuple[Block, ...]:
    """Return the paragraphs under their own labels again."""
    return numbered(
        replace(b, label=labels[b.id], auto=False)
        if b.id in labels
        else replace(b, label="", auto=True)
        for b in blocks
    )


def _paragraph(name: str, text: Text, page: _Page, known: CompilationData) -> Text:
    """Return a paragraph as it is, recording what is marked in it."""
    read = read_marked(text, known.standings.get(name) is Standing.BRACKETED)
    page.read(name, read)
    return read.text


def _is_head(block: Block) -> bool:
    return block.kind is not Kind.TABLE and is_head(block.text)


def is_head(text: Text) -> bool:
    """Return whether a paragraph says that the text is a compilation text."""
    return plain(text).lstrip().startswith(f"{HEAD} of ") or plain(text).lstrip().startswith(
        f"{HEAD}:"
    )


def _apart_of(block: Block) -> Apart | None:
    if block.kind is Kind.TABLE:
        return None
    return apart(join(make(f"{block.label}\t"), block.text) if block.label else block.text)


def apart(whole: Text) -> Apart | None:
    """Return what a paragraph proposes that stands by itself, None if it belongs to the text."""
    found = _APART.match(plain(whole))
    if not found or not _is_named(whole, found):
        return None
    rest = cut(without_anchors(whole), found.end())
    words = join(replace(i, marks=i.marks ^ Mark.BOLD) for i in rest if isinstance(i, Run))
    names = parse_delegations(found["names"]) or (UNNAMED,)
    if found["former"]:
        return Apart("former", found["was"].strip(" ."), names, words)
    return Apart("alt" if found["alt"] else "new", found["place"].strip(" ."), names, words)


def _is_named(whole: Text, found: re.Match[str]) -> bool:
    """Return whether what stands in brackets names delegations: it is bold, as all that is added, or names States."""
    at = found.start("names")
    first = next(iter(runs(cut(whole, at, at + 1))), None)
    bold = first is not None and Mark.BOLD in first.marks
    return bold or all(state(name) for name in parse_delegations(found["names"]))


def _remark_of(block: Block) -> DelegationLine | None:
    if block.kind not in (Kind.CONTINUATION, Kind.PARAGRAPH) or block.label:
        return None
    return remark(block.text)


def remark(text: Text) -> DelegationLine | None:
    """Return what a delegation says in a line of its own, in italics in brackets; None where it is no such line."""
    words = [i for i in text if isinstance(i, Run) and i.text.strip()]
    if not words or any(Mark.ITALIC not in run.marks for run in words):
        return None
    found = _REMARK.fullmatch(plain(text).strip())
    return (
        DelegationLine(parse_delegations(found["names"]), found["words"], bool(found["pure"]))
        if found
        else None
    )


# ---------------------------------------------------------------- proposals


_KINDS = {
    "inline": ProposalKind.AMENDMENT,
    "alt": ProposalKind.ALTERNATIVE,
    "delete": ProposalKind.DELETION,
    "new": ProposalKind.NEW,
    "former": ProposalKind.AMENDMENT,
    "comment": ProposalKind.COMMENT,
}


def _negotiation(draft: Resolution, page: _Page) -> Negotiation:
    """Return what was found on the page as proposals on the draft, in the order in which they were made if known."""
    places = {TITLE: "Title"}
    names: dict[str, str] = {}
    kinds: dict[str, Kind] = {}
    for division, nodes in forest(draft):
        places.setdefault(division.id, "Title")
        for node in (n for top in nodes for n in top.walk()):
            place = place_of(node)
            places[node.block.id] = place
            kinds[node.block.id] = node.block.kind
            names.setdefault(squeezed(place), node.block.id)
    made = [
        (_rank(each, n), _proposal(each, places, names, kinds)) for n, each in enumerate(page.found)
    ]
    made.sort(key=lambda pair: pair[0])
    standings = tuple(_standings(page))
    texts = texts_by_name(draft)
    agreed = tuple(
        (name, plain(texts.get(name, ()))) for name, how in standings if how is Standing.AGREED
    )
    return Negotiation(tuple(proposal for _, proposal in made), standings, agreed)


def _standings(page: _Page) -> list[tuple[str, Standing]]:
    """Return the standings, in the order in which they were given if known."""
    order = {name: n for n, name in enumerate(page.known.standings)} if page.known else {}
    return sorted(page.standings, key=lambda each: order.get(each[0], len(order)))


def _rank(each: _PrintedProposal, number: int) -> tuple[int, int, int]:
    return (0, each.detail.rank, 0) if each.detail else (1, number, 0)


def _proposal(
    each: _PrintedProposal, places: dict[str, str], names: dict[str, str], kinds: dict[str, Kind]
) -> Proposal:
    clause, place = each.at, places.get(each.at, "")
    if each.shape == "new":
        clause = names.get(squeezed(each.at), each.below)
        place = places.get(each.detail.clause if each.detail else clause, each.at)
    becomes = kinds.get(clause, Kind.PARAGRAPH)
    if each.shape == "former":
        place = each.place
    becomes = Kind.PREAMBULAR if becomes is Kind.FORMULA else becomes
    detail = each.detail
    kind = detail.kind if detail else _KINDS[each.shape]
    text = each.text if kind not in (ProposalKind.DELETION, ProposalKind.COMMENT) else ()
    base = each.base if kind in (ProposalKind.AMENDMENT, ProposalKind.ALTERNATIVE) else ()
    return Proposal(
        detail.clause if detail else clause,
        kind,
        each.names,
        text,
        base,
        each.comment,
        made=detail.made if detail else "",
        place=place if each.shape != "comment" else "",
        becomes=detail.becomes if detail else (becomes if each.shape == "new" else Kind.PARAGRAPH),
        id=detail.id if detail else uuid4().hex,
    )
