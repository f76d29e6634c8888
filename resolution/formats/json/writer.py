"""Writes a reading as JSON, as printed by `read --json`. Scripts depend on it: fields may be added, never removed."""

from __future__ import annotations

from typing import Any

from resolution.model import TITLE, Block, Division, Kind, Masthead, Negotiation, Resolution, cells
from resolution.reading import Reading, Remark
from resolution.text import Text, folded, lead, note_indexes
from resolution.tree import Node, clauses, forest, tree

Json = dict[str, Any]


def as_json(reading: Reading) -> Json:
    """Return the reading as plain data; fields that are not in the document are None.

    preambular and operative: the clauses of the main division with their items, whatever is between them
    notes: those of the text; heading_notes: those of the heading (the asterisk of a reissue)
    """
    resolution = reading.resolution
    marks = resolution.note_marks()
    top = tree(resolution.main)
    heading = list(dict.fromkeys(ref.note for ref in resolution.masthead.notes))
    return {
        **_masthead(resolution),
        "opening": _opening(resolution),
        "divisions": [_division(division, marks) for division in resolution.divisions],
        "preambular": [_preambular(node, marks) for node in clauses(top, Kind.PREAMBULAR)],
        "operative": [_operative(node, marks) for node in clauses(top, Kind.OPERATIVE)],
        "notes": [_note(resolution, i, marks) for i in marks if i not in heading],
        "heading_notes": [_note(resolution, i, marks) for i in heading],
        "unread": list(reading.unread),
        "remarks": [_remark(remark) for remark in reading.remarks],
        **_negotiation(resolution),
    }


def _negotiation(resolution: Resolution) -> Json:
    """Return the proposals of delegations and the standings of paragraphs, if there are any."""
    negotiation = resolution.negotiation
    if negotiation == Negotiation():
        return {}
    tops = (node for _, nodes in forest(resolution) for node in nodes)
    places = {node.block.id: node.place for top in tops for node in top.walk()}
    places[TITLE] = "title"
    return {
        "proposals": [
            {
                "place": places.get(each.clause) or None,
                "kind": each.kind.value,
                "delegations": list(each.delegations),
                "text": folded(each.text) or None,
                "comment": each.comment or None,
                "status": each.status.value,
                "made": each.made or None,
            }
            for each in negotiation.proposals
        ],
        "standings": [
            {"place": places.get(clause) or None, "standing": how.value}
            for clause, how in negotiation.standings
        ],
    }


def _remark(remark: Remark) -> Json:
    return {
        "author": remark.author,
        "date": remark.made.isoformat() if remark.made else None,
        "place": remark.place or None,
        "text": remark.text,
    }


def _masthead(resolution: Resolution) -> Json:
    masthead: Masthead = resolution.masthead
    vote = resolution.adoption.vote
    return {
        "kind": masthead.status.value,
        "organ": masthead.organ or None,
        "symbol": masthead.symbol or None,
        "title": folded(resolution.main.title) or None,
        "language": masthead.language,
        "adopted": masthead.adopted.isoformat() if masthead.adopted else None,
        "issued": masthead.issued.isoformat() if masthead.issued else None,
        "distribution": masthead.distribution or None,
        "original": masthead.original or None,
        "session": masthead.session or None,
        "meeting": masthead.meeting or None,
        "committee": masthead.committee or None,
        "report": masthead.report or None,
        "agenda_item": masthead.agenda_item or None,
        "agenda_title": masthead.agenda_title or None,
        "number": masthead.number or None,
        "heading": masthead.heading or None,
        "basis": masthead.basis or None,
        "sponsors": list(masthead.sponsors),
        "signatories": list(masthead.signatories),
        "proposal": masthead.proposal or None,
        "job": masthead.job or None,
        "base": masthead.base or None,
        "vote": vote.summary if vote else None,
    }


def _opening(resolution: Resolution) -> str | None:
    formulas = (b for b in resolution.blocks() if b.kind is Kind.FORMULA and not b.quoted)
    return next((folded(block.text) for block in formulas), None)


def _shown(text: Text, marks: dict[int, str]) -> Json:
    return {"text": folded(text), "notes": [marks[i] for i in note_indexes(text)]}


def _division(division: Division, marks: dict[int, str]) -> Json:
    return {
        "kind": division.kind.value,
        "label": division.label,
        "title": folded(division.title),
        "closing": list(division.closing),
        "blocks": [_block(block, marks) for block in division.blocks],
    }


def _block(block: Block, marks: dict[int, str]) -> Json:
    shown: Json = {
        "kind": block.kind.value,
        "label": block.label,
        "level": block.level,
        "lead": lead(block.text),
        **_shown(block.text, marks),
    }
    if block.quoted:
        shown["quoted"] = True
    if block.table:
        rows = [
            [" ".join(map(folded, cell.paragraphs)) for cell in row] for row in block.table.rows
        ]
        shown["rows"] = rows
        inside = (
            i for cell in cells(block) for text in cell.paragraphs for i in note_indexes(text)
        )
        shown["notes"] += [marks[i] for i in inside]
    return shown


def _items(node: Node, marks: dict[int, str]) -> list[Json]:
    return [
        {"label": item.block.label, **_shown(item.block.text, marks), "items": _items(item, marks)}
        for item in node.items()
    ]


def _preambular(node: Node, marks: dict[int, str]) -> Json:
    return {
        "lead": lead(node.block.text),
        **_shown(node.block.text, marks),
        "items": _items(node, marks),
    }


def _operative(node: Node, marks: dict[int, str]) -> Json:
    return {"label": node.block.label, **_preambular(node, marks)}


def _note(resolution: Resolution, index: int, marks: dict[int, str]) -> Json:
    text = resolution.notes[index].text
    return {"mark": marks[index], "text": None if text is None else folded(text)}
