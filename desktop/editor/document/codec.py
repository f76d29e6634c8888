"""Model values as JSON and back: what the document keeps as properties, and what the clipboard carries.

JSON strings survive undo where Python objects would not. A note is written with each of its anchors, under a key that
names it within the draft; whoever reads gets it back as `AnchoredNote`, and the text refers to it by its place among
them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from functools import lru_cache
from typing import Any

from resolution.characters import clean
from resolution.model import (
    Adoption,
    Block,
    Cell,
    DivisionKind,
    Ignored,
    Keyword,
    Kind,
    Masthead,
    Negotiation,
    Note,
    Origin,
    Proposal,
    ProposalKind,
    ProposalStatus,
    Standing,
    Status,
    Step,
    Table,
    Vote,
)
from resolution.text import Mark, NoteRef, Run, Text, join

Json = Any
"""What `json` reads and writes."""


@dataclass(frozen=True, slots=True)
class AnchoredNote:
    """A note under the key that all its anchors share."""

    key: str
    note: Note


@dataclass(slots=True)
class NoteTable:
    """The notes met while reading, each key once, in order; texts refer to them by position."""

    notes: list[AnchoredNote] = field(default_factory=list)

    def place(self, anchored: AnchoredNote) -> NoteRef:
        """Return the reference to a note, putting it on the note_table where its key is new."""
        for index, known in enumerate(self.notes):
            if known.key == anchored.key:
                return NoteRef(index)
        self.notes.append(anchored)
        return NoteRef(len(self.notes) - 1)


_SUSPECT = re.compile("\\\\[bf]|\\\\u00[01]|[\ud800-\udfff\ufffe\uffff]")
"""How characters that no file can hold look in JSON."""


def dumps(value: Json) -> str:
    """Return compact JSON, without characters that no file can hold: what the document keeps of dialogs comes here."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if _SUSPECT.search(written):
        written = json.dumps(_cleaned(value), ensure_ascii=False, separators=(",", ":"))
    return written


def _cleaned(value: Json) -> Json:
    match value:
        case str():
            return clean(value)
        case list() | tuple():
            return [_cleaned(each) for each in value]
        case dict():
            return {name: _cleaned(each) for name, each in value.items()}
        case _:
            return value


def words_to_json(text: Text) -> Json:
    """Return a text of runs alone (a note's own text) as JSON; anchors are left out."""
    return [_run_to_json(inline) for inline in text if isinstance(inline, Run)]


def words_from_json(value: Json) -> Text:
    """Return the text of runs that `words_to_json` wrote."""
    return join(_run_from_json(entry) for entry in value)


def _run_to_json(run: Run) -> Json:
    return [run.text, run.marks.value, run.href] if run.href else [run.text, run.marks.value]


def _run_from_json(entry: Json) -> Run:
    return Run(entry[0], Mark(entry[1]), entry[2] if len(entry) > 2 else "")


def note_to_json(anchored: AnchoredNote) -> Json:
    """Return a note with its key."""
    text = None if anchored.note.text is None else words_to_json(anchored.note.text)
    return {"key": anchored.key, "text": text, "mark": anchored.note.mark}


@lru_cache(maxsize=4096)
def note_of(written: str) -> AnchoredNote:
    """Return the note that a format holds as JSON; a clause's notes are asked for at every key in it."""
    return note_from_json(json.loads(written))


def note_from_json(value: Json) -> AnchoredNote:
    """Return the note that `note_to_json` wrote."""
    text = None if value["text"] is None else words_from_json(value["text"])
    return AnchoredNote(value["key"], Note(text, value["mark"]))


def text_to_json(text: Text, notes: list[AnchoredNote]) -> Json:
    """Return a text with its anchors, each carrying its note; `notes` are those its references count in."""
    return [
        note_to_json(notes[inline.note]) if isinstance(inline, NoteRef) else _run_to_json(inline)
        for inline in text
    ]


def text_from_json(value: Json, note_table: NoteTable) -> Text:
    """Return the text, its notes put on the note_table."""
    return join(
        note_table.place(note_from_json(entry))
        if isinstance(entry, dict)
        else _run_from_json(entry)
        for entry in value
    )


def table_to_json(table: Table, notes: list[AnchoredNote]) -> Json:
    """Return a table with the texts of its cells."""
    return [
        [
            {
                "p": [text_to_json(text, notes) for text in cell.paragraphs],
                "colspan": cell.colspan,
                "rowspan": cell.rowspan,
                "header": cell.header,
            }
            for cell in row
        ]
        for row in table.rows
    ]


def table_from_json(value: Json, note_table: NoteTable) -> Table:
    """Return the table that `table_to_json` wrote."""
    return Table(tuple(tuple(_cell(cell, note_table) for cell in row) for row in value))


def _cell(value: Json, note_table: NoteTable) -> Cell:
    paragraphs = tuple(text_from_json(text, note_table) for text in value["p"])
    return Cell(paragraphs, value["colspan"], value["rowspan"], value["header"])


def origin_to_json(origin: Origin) -> Json:
    """Return where a clause came from."""
    return [origin.symbol, origin.paragraph, origin.wording]


def origin_from_json(value: Json) -> Origin:
    """Return the origin that `origin_to_json` wrote."""
    return Origin(*value)


def block_to_json(block: Block, notes: list[AnchoredNote]) -> Json:
    """Return a whole block, as the clipboard carries it."""
    return {
        "kind": block.kind.value,
        "text": text_to_json(block.text, notes),
        "label": block.label,
        "auto": block.auto,
        "level": block.level,
        "quoted": block.quoted,
        "table": None if block.table is None else table_to_json(block.table, notes),
        "origin": None if block.origin is None else origin_to_json(block.origin),
        "id": block.id,
        "extensions": block.extensions,
    }


def block_from_json(value: Json, note_table: NoteTable) -> Block:
    """Return the block that `block_to_json` wrote, its notes put on the note_table."""
    return Block(
        kind=Kind(value["kind"]),
        text=text_from_json(value["text"], note_table),
        label=value["label"],
        auto=value["auto"],
        level=value["level"],
        quoted=value["quoted"],
        table=None if value["table"] is None else table_from_json(value["table"], note_table),
        origin=None if value["origin"] is None else origin_from_json(value["origin"]),
        id=value["id"],
        extensions=value.get("extensions", ""),
    )


@dataclass(frozen=True, slots=True)
class DivisionOpening:
    """What begins a division besides its title's words: its kind, its label, and the lines that will close it."""

    kind: DivisionKind = DivisionKind.MAIN
    label: str = ""
    closing: tuple[str, ...] = ()


def opening_to_json(opening: DivisionOpening) -> Json:
    """Return the facts of a division."""
    return [opening.kind.value, opening.label, list(opening.closing)]


def opening_from_json(value: Json) -> DivisionOpening:
    """Return the facts that `opening_to_json` wrote."""
    return DivisionOpening(DivisionKind(value[0]), value[1], tuple(value[2]))


@dataclass(frozen=True, slots=True)
class HeadingData:
    """All that is not in the blocks: masthead, record of adoption, the masthead's notes, and notes without an anchor.

    The masthead's references count in `notes`; `loose` follow the draft's other notes. `order` has the keys of all
    notes as the draft was loaded: a source may list one with a mark of its own elsewhere than where it is anchored.
    `ignored` is what the checks are not to tell; `negotiation` what delegations proposed; `extensions` what a newer
    version says of the draft.
    """

    masthead: Masthead = field(default_factory=Masthead)
    adoption: Adoption = field(default_factory=Adoption)
    notes: tuple[AnchoredNote, ...] = ()
    loose: tuple[AnchoredNote, ...] = ()
    order: tuple[str, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    negotiation: Negotiation = field(default_factory=Negotiation)
    extensions: str = ""


def heading_to_json(heading: HeadingData) -> Json:
    """Return the heading."""
    return {
        "masthead": _masthead_to_json(heading.masthead),
        "adoption": _adoption_to_json(heading.adoption),
        "notes": [note_to_json(anchored) for anchored in heading.notes],
        "loose": [note_to_json(anchored) for anchored in heading.loose],
        "order": list(heading.order),
        "ignored": [[each.code, each.clause, each.words] for each in heading.ignored],
        "proposals": [_proposal_to_json(each) for each in heading.negotiation.proposals],
        "standings": [[clause, how.value] for clause, how in heading.negotiation.standings],
        "agreed": [list(each) for each in heading.negotiation.agreed],
        "extensions": heading.extensions,
    }


def heading_from_json(value: Json) -> HeadingData:
    """Return the heading that `heading_to_json` wrote."""
    return HeadingData(
        _masthead_from_json(value["masthead"]),
        _adoption_from_json(value["adoption"]),
        tuple(note_from_json(entry) for entry in value["notes"]),
        tuple(note_from_json(entry) for entry in value["loose"]),
        tuple(value["order"]),
        tuple(Ignored(*each) for each in value["ignored"]),
        Negotiation(
            tuple(_proposal_from_json(each) for each in value["proposals"]),
            tuple((clause, Standing(how)) for clause, how in value["standings"]),
            tuple((clause, words) for clause, words in value["agreed"]),
        ),
        value["extensions"],
    )


def _proposal_to_json(each: Proposal) -> Json:
    return {
        "clause": each.clause,
        "kind": each.kind.value,
        "delegations": list(each.delegations),
        "text": words_to_json(each.text),
        "base": words_to_json(each.base),
        "comment": each.comment,
        "status": each.status.value,
        "made": each.made,
        "place": each.place,
        "becomes": each.becomes.value,
        "id": each.id,
    }


def _proposal_from_json(value: Json) -> Proposal:
    return Proposal(
        value["clause"],
        ProposalKind(value["kind"]),
        tuple(value["delegations"]),
        words_from_json(value["text"]),
        words_from_json(value["base"]),
        value["comment"],
        ProposalStatus(value["status"]),
        value["made"],
        value["place"],
        Kind(value["becomes"]),
        value["id"],
    )


def _masthead_to_json(masthead: Masthead) -> Json:
    """Return the fields that say something, dates as ISO."""
    blank = Masthead()
    out: dict[str, Json] = {}
    for each in fields(Masthead):
        value = getattr(masthead, each.name)
        if value == getattr(blank, each.name):
            continue
        match value:
            case date():
                out[each.name] = value.isoformat()
            case tuple():
                out[each.name] = [v.note if isinstance(v, NoteRef) else v for v in value]
            case _:
                out[each.name] = str(value)
    return out


def _masthead_from_json(value: Json) -> Masthead:
    given = dict(value)
    if "status" in given:
        given["status"] = Status(given["status"])
    for name in ("issued", "adopted"):
        if name in given:
            given[name] = date.fromisoformat(given[name])
    for name in ("sponsors", "signatories"):
        given[name] = tuple(given.get(name, ()))
    given["notes"] = tuple(NoteRef(index) for index in given.get("notes", ()))
    return Masthead(**given)


def _adoption_to_json(adoption: Adoption) -> Json:
    vote = adoption.vote
    return {
        "vote": vote
        and [vote.method, vote.in_favour, vote.against, vote.abstaining, _voters(vote.voters)],
        "steps": [
            [s.outcome, s.on and s.on.isoformat(), s.symbol, s.by, s.refers_to]
            for s in adoption.steps
        ],
        "keywords": [[k.value, k.shown, k.dictionary, k.href] for k in adoption.keywords],
    }


def _voters(voters: Iterable[tuple[str, tuple[str, ...]]]) -> Json:
    return [[position, list(names)] for position, names in voters]


def _adoption_from_json(value: Json) -> Adoption:
    vote = None
    if value["vote"]:
        method, in_favour, against, abstaining, voters = value["vote"]
        named = tuple((position, tuple(names)) for position, names in voters)
        vote = Vote(method, in_favour, against, abstaining, named)
    steps = tuple(
        Step(outcome, date.fromisoformat(on) if on else None, symbol, by, refers_to)
        for outcome, on, symbol, by, refers_to in value["steps"]
    )
    return Adoption(vote, steps, tuple(Keyword(*entry) for entry in value["keywords"]))
